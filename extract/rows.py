"""Rows of a table in plain text: a line each, their cells parted by bars, tabs or spaces.

A table is known by its header: several short names in one line, with figures at the end of the
lines below.  Where every row has as many cells as the header, each cell stands under its name.
Text saved from a form loses its empty and its merged cells; such a table is *loose*: what stands
in a row is certain, under which name is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_RULE = re.compile(r"\s*:?-{3,}:?\s*")
_VALUE = re.compile(
    r"[≥≤><=＞＜≧≦]?\s?-?\d[\d,]*(?:\.\d+)?\s?(?:[%％]|[\u4e00-\u9fff/]{1,4})?|[-—－/]+"
)
_SENTENCE = re.compile(r"[。；;，]|,(?!\d)")
_DIGIT = re.compile(r"\d")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_NAMES = 4  # the fewest in a header
_NAME = 16  # characters
_LINE = 60  # characters of what may stand between two rows
_AWAY = 12  # lines between two rows


@dataclass(slots=True)
class Rows:
    """Lines that are one table; `loose` where cells are missing."""

    rows: list[list[str]] = field(default_factory=list)
    loose: bool = True


def cells_of(line: str) -> list[str]:
    """The cells of a line that hold anything."""
    mark = "|" if "|" in line else "\t" if "\t" in line.strip() else None
    return [cell.strip() for cell in line.split(mark) if cell.strip()]


def in_rows(lines: Sequence[str]) -> Iterator[str | Rows]:
    """The lines, those of a table as one."""
    at = 0
    while at < len(lines):
        begins = not lines[at].lstrip().startswith("|") and _is_header(cells_of(lines[at]))
        end = _end(lines, at) if begins else at
        if end > at:
            yield _table(lines[at:end])
        else:
            yield lines[at]
        at = max(end, at + 1)


def _table(lines: Sequence[str]) -> Rows:
    rows: list[list[str]] = []
    for line in lines:
        cells = cells_of(line)
        if rows and cells and _VALUE.fullmatch(cells[0]) and not any(map(_is_value, rows[-1])):
            rows[-1] += cells  # the line ended in a cell
        elif cells and not all(_RULE.fullmatch(cell) for cell in cells):
            rows.append(cells)
    alike = all(len(row) == len(rows[0]) for row in rows)
    return Rows(rows, loose=not alike)


def _is_value(cell: str) -> bool:
    return bool(_VALUE.fullmatch(cell))


def _is_header(cells: Sequence[str]) -> bool:
    """Whether cells are names of columns."""
    if len(cells) < _NAMES:
        return False
    return all(
        len(cell) <= _NAME
        and not _DIGIT.search(_BRACKETS.sub("", cell))
        and not _SENTENCE.search(cell)
        and not _is_value(cell)
        for cell in cells
    )


def _is_row(line: str) -> bool:
    """Whether a line ends in values, behind a name."""
    cells = cells_of(line)
    return len(cells) > 1 and _is_value(cells[-1]) and not _is_value(cells[0])


def _end(lines: Sequence[str], start: int) -> int:
    """The line after the last row under the header at `start`; `start` where there are none."""
    end, count = start, 0
    for at in range(start + 1, len(lines)):
        line = lines[at].strip()
        if line.startswith("|") and cells_of(line):
            break
        barred = "|" in line and len(cells_of(line)) > 1
        if _is_row(line) or barred or _is_header(cells_of(line)):
            end, count = at + 1, count + _is_row(line)
        elif at - end > _AWAY or len(line) > _LINE or (_SENTENCE.search(line) and "|" not in line):
            break
    return end if count > 1 else start
