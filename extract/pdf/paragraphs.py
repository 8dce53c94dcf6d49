"""Lines → paragraphs, over page ends too.

A line goes on with the paragraph before it when that line was full: when the first word of this
one would not have fitted behind it.  Indents, list items, sizes and gaps say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from .breaks import full, is_item
from .lines import Line
from .margins import Margins

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[。；：！？!?;:][”’）)]?$")
_BOXES = "□☐☑☒√✓■"
_IN_SENTENCE = re.compile(r"[，。；\t]")
_STOP = re.compile(r"[。！？!?][”’）)]?$")
_OPEN_END = "，、（(《“"
_LEADERS = re.compile(r"(?:…{2,}|\.{5,}|·{4,}|．{4,}|-{6,})\s*\d*$")
_INDENT = 1.2  # ems
_ITEM_INDENT = 0.4  # ems
_DEEPEST_INDENT = 5.0  # ems
_GAP = 1.45  # of the usual distance of lines
_SIZE_CHANGE = 1.12


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
    if _LEADERS.search(last.text) or (alone and _set_apart(last, last_margins)):
        return False
    if line.text[0] in _BOXES:
        return False
    if not full(last, line, last_margins.right) and not _broken_off(
        last, line, last_margins, margins, 0.45 if indented else 0.85
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
        return hanging or (alone and same_page and _second_of_title(last, line, margins))
    if not is_item(line):
        return True
    if line.x0 > margins.left + _ITEM_INDENT * size:
        return False
    # An item at the margin: of a list inside a paragraph, or a paragraph of its own.
    return not _STOP.search(last.text) if indented else last.text[-1] in _OPEN_END


def _second_of_title(last: Line, line: Line, margins: Margins) -> bool:
    """Whether a centred line goes on with the full first line of a title."""
    room = 2 * last.em
    if last.x0 > margins.left + room or last.x1 < margins.right - room:
        return False
    centred = abs(line.x0 + line.x1 - margins.left - margins.right) < line.em
    alike = abs(line.em - last.em) < 0.5
    return centred and alike and not is_item(line) and not _IN_SENTENCE.search(last.text)


def _set_apart(line: Line, margins: Margins) -> bool:
    """Whether a line stands so far to the right that no paragraph begins there."""
    return line.x0 - margins.left > max(_DEEPEST_INDENT * line.em, 0.3 * margins.width)


def _broken_off(
    last: Line, line: Line, last_margins: Margins, margins: Margins, least: float
) -> bool:
    """Whether a paragraph plainly goes on though its line, `least` full, might have held more.

    What may not be parted (a long formula, a quotation) is for each word processor to say.
    """
    return (
        last.x1 - last_margins.left > least * last_margins.width
        and last.x0 - last_margins.left < _DEEPEST_INDENT * last.em
        and abs(line.x0 - margins.left) < 0.5 * line.em
        and not _SENTENCE_END.search(last.text)
        and not is_item(line)
    )


def _chinese(line: Line) -> bool:
    return len(_IDEOGRAPH.findall(line.text)) >= 3


def usual_pitch(lines: Iterable[Sequence[Line]]) -> float:
    """The usual distance between neighbouring lines, over the pages' lines."""
    distances = [
        b.centre - a.centre
        for page in lines
        for a, b in pairwise(page)
        if 0.8 * a.size < b.centre - a.centre < 3 * a.size
    ]
    return median(distances) if distances else 0.0
