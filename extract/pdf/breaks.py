"""Why a line ended: because it was full, or because the author ended it."""

from __future__ import annotations

import re

from .lines import Line

_ITEM = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}(?:部分|[章节条编款])"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}(?:、|[.．](?!\d))|[①-⑳]|[●■◆•])"
)
_UNIT = r"[（《“‘〔【(\[]*(?:[A-Za-z0-9.,+\-/%‰±×÷＋－＝]+|.)[，。；：、！？）》”’〕】)\],.;:%‰…]*"
_TIGHT = "[“”‘’÷×＝－]"  # word processors part nothing before or behind these
_WORD = re.compile(rf"{_UNIT}(?:(?<={_TIGHT}){_UNIT}|(?={_TIGHT}){_UNIT})*")
_SLACK = 0.3  # ems


def full(line: Line, following: Line, right: float) -> bool:
    """Whether `line` broke because the next word did not fit before `right` (points)."""
    word = _WORD.match(following.text)
    width = following.edges[word.end() if word else 1] - following.x0
    return line.x1 + width > right - _SLACK * line.em


def is_item(line: Line) -> bool:
    """Whether a line begins like an item of a list or a numbered head."""
    return bool(_ITEM.match(line.text))
