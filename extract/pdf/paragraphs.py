"""Lines → paragraphs, over page ends too.

A line goes on with the paragraph before it when that line was full: when the first word of this
one would not have fitted behind it.  Indents, list items, sizes and gaps say otherwise.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from .lines import Line

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_ITEM = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}(?:部分|[章节条编款])"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}(?:、|[.．](?!\d))|[①-⑳]|[●■◆•])"
)
_SENTENCE_END = re.compile(r"[。；：！？!?;:][”’）)]?$")
_STOP = re.compile(r"[。！？!?][”’）)]?$")
_OPEN_END = "，、（(《“"
_LEADERS = re.compile(r"(?:…{2,}|\.{5,}|·{4,}|．{4,}|-{6,})\s*\d*$")
_UNIT = r"[（《“‘〔【(\[]*(?:[A-Za-z0-9.,+\-/%‰±×÷＋－＝]+|.)[，。；：、！？）》”’〕】)\],.;:%‰…]*"
_TIGHT = "[“”‘’÷×＝－]"  # word processors part nothing before or behind these
_WORD = re.compile(rf"{_UNIT}(?:(?<={_TIGHT}){_UNIT}|(?={_TIGHT}){_UNIT})*")
_INDENT = 1.2  # ems
_ITEM_INDENT = 0.4  # ems
_SLACK = 0.3  # ems
_GAP = 1.45  # of the usual distance of lines
_SIZE_CHANGE = 1.12


@dataclass(frozen=True, slots=True)
class Margins:
    """Where running text begins and ends on its page or in its column (points)."""

    left: float
    right: float


def em(line: Line) -> float:
    """The width of one Chinese character of a line, which is its font size."""
    widths = [
        right - left
        for letter, left, right in zip(line.text, line.edges, line.edges[1:], strict=False)
        if letter > "\u2e7f"
    ]
    return median(widths) if len(widths) >= 2 else line.size * 0.9


def margins_of(lines: Sequence[Line]) -> Margins | None:
    """The margins that lines share; None where there is too little running text to tell."""
    if len(lines) < 5:
        return None
    left = _outermost(Counter(round(line.x0) for line in lines), 1)
    right = _outermost(Counter(round(line.x1) for line in lines), -1)
    if left is None or right is None or right - left < 100:
        return None
    return Margins(left, right)


def _outermost(positions: Counter[int], direction: int) -> float | None:
    """The outermost position (the least for 1, the greatest for -1) that several lines share."""
    least = max(3, 0.04 * sum(positions.values()))
    for position in sorted(positions, reverse=direction < 0):
        near = sum(positions[position + direction * d] for d in (0, 1, 2, 3))
        if near >= least:
            return float(position)
    return None


def full(line: Line, following: Line, margins: Margins) -> bool:
    """Whether the line broke because the next word did not fit."""
    word = _WORD.match(following.text)
    width = following.edges[word.end() if word else 1] - following.x0
    return line.x1 + width > margins.right - _SLACK * line.em


def begins_inside(line: Line, margins: Margins) -> bool:
    """Whether a line is indented."""
    return line.x0 > margins.left + _INDENT * line.em


def continues(
    last: Line,
    line: Line,
    last_margins: Margins,
    margins: Margins,
    *,
    same_page: bool,
    pitch: float,
    alone: bool,
    indented: bool,
) -> bool:
    """Whether `line` goes on with the paragraph whose latest line is `last`.

    `alone` says that `last` is the paragraph's only line so far, `indented` that its first line
    is indented; `pitch` is the usual distance of lines.
    """
    if _LEADERS.search(last.text):
        return False
    if not full(last, line, last_margins) and not _broken_off(
        last, line, last_margins, margins, 0.45 if indented else 0.75
    ):
        return False
    size, last_size = line.em, last.em
    if max(size, last_size) > _SIZE_CHANGE * min(size, last_size) and (
        _chinese(line) and _chinese(last)
    ):
        return False
    if same_page and line.centre - last.centre > _GAP * max(pitch, last.size):
        return False
    if begins_inside(line, margins):
        hanging = not alone and abs(line.x0 - last.x0) < 0.5 * size and same_page
        centred = abs(line.x0 + line.x1 - margins.left - margins.right) < size
        return hanging or (centred and alone and not _ITEM.match(line.text))
    if not _ITEM.match(line.text):
        return True
    if line.x0 > margins.left + _ITEM_INDENT * size:
        return False
    # An item at the margin: of a list inside a paragraph, or a paragraph of its own.
    return not _STOP.search(last.text) if indented else last.text[-1] in _OPEN_END


def _broken_off(
    last: Line, line: Line, last_margins: Margins, margins: Margins, least: float
) -> bool:
    """Whether a paragraph plainly goes on though its line, `least` full, might have held more.

    What may not be parted (a long formula, a quotation) is for each word processor to say.
    """
    width = last_margins.right - last_margins.left
    return (
        last.x1 - last_margins.left > least * width
        and abs(line.x0 - margins.left) < 0.5 * line.em
        and not _SENTENCE_END.search(last.text)
        and not _ITEM.match(line.text)
    )


def _chinese(line: Line) -> bool:
    return len(_IDEOGRAPH.findall(line.text)) >= 3


def usual_pitch(lines: Iterable[Sequence[Line]]) -> float:
    """The usual distance between neighbouring lines, over the pages' lines."""
    distances = [
        b.centre - a.centre
        for page in lines
        for a, b in itertools.pairwise(page)
        if 0.8 * a.size < b.centre - a.centre < 3 * a.size
    ]
    return median(distances) if distances else 0.0


def is_item(line: Line) -> bool:
    return bool(_ITEM.match(line.text))
