"""Why a line ended: because it was full, or because the author ended it."""

from __future__ import annotations

from ..wrapped import ITEM, WORD
from .lines import Line

_SLACK = 0.3  # ems


def full(line: Line, following: Line, right: float) -> bool:
    """Whether `line` broke because the next word did not fit before `right` (points)."""
    word = WORD.match(following.text)
    width = following.edges[word.end() if word else 1] - following.x0
    return line.x1 + width > right - _SLACK * line.em


def is_item(line: Line) -> bool:
    """Whether a line begins like an item of a list or a numbered head."""
    return bool(ITEM.match(line.text))
