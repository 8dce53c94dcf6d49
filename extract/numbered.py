"""Tables in plain text with numbered rows, a line each cell: 序号 / 项目 / 金额 / 1 / ….

The numbers tell where rows begin, whatever words and values stand in them.  A row has as many
cells as the header; in one with fewer, the values have their place where it can only be one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .placed import is_total

_FIRST = re.compile(r"序\s*号|编\s*号")
_REMARKED = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\s*[（(]\D.*[）)]")
_NAMES = 12  # the most in a header
_ROWS = 3  # the fewest
_BROKEN = 4  # cells that a row may have too many

IsValue = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A table that ends before the cell `end`."""

    end: int
    rows: list[list[str]]


def is_number_head(cell: str) -> bool:
    """Whether a cell heads the numbers of rows."""
    return _FIRST.fullmatch(cell) is not None


def numbered_at(cells: Sequence[str], is_value: IsValue) -> Numbered | None:
    """The table of numbered rows whose header begins with the first of these cells, if one does."""
    if not cells or not is_number_head(cells[0]):
        return None
    width = next((i for i, cell in enumerate(cells[: _NAMES + 1]) if cell == "1"), 0)
    if width < _ROWS or any(map(is_value, cells[:width])):
        return None
    runs = list(_runs(cells, width, is_value))
    rows = [list(cells[start:end]) for start, end in runs]
    whole = [row for row in rows if len(row) == width]
    short = [row for row in rows if len(row) != width and not is_total(row)]
    if len(rows) < _ROWS or len(whole) < len(short):
        return None
    valued = _valued(whole, is_value)
    if not valued:
        return None
    placed = [_placed(row, width, valued, is_value) for row in rows]
    while placed and placed[-1] is None:
        del placed[-1], runs[-1]
    if len(placed) < _ROWS or None in placed:
        return None
    return Numbered(runs[-1][1], [list(cells[:width]), *(row for row in placed if row)])


def _runs(cells: Sequence[str], width: int, is_value: IsValue) -> Iterator[tuple[int, int]]:
    """Where each row begins and ends: at its number, or at the name of a total."""
    at, number = width, 1
    while at < len(cells):
        if cells[at] == str(number):
            number += 1
            end = _end(cells, at, width, number)
        elif is_total((cells[at],)):
            end = at + 1
            while end < min(at + width, len(cells)) and is_value(cells[end]):
                end += 1
            if end - at > 2 and cells[end - 1] == str(number) and end < len(cells):
                end -= 1  # the number of the row that follows
        else:
            return
        yield at, end
        at = end


def _end(cells: Sequence[str], start: int, width: int, number: int) -> int:
    """Where a row ends: with as many cells as the header if what comes next begins another, else
    where the next number or a total does."""
    last = min(start + width, len(cells))
    row = range(start + 1, last)
    total = next((place for place in row if is_total((cells[place],))), None)
    if total is not None:
        return total
    nexts = (last, *reversed(row), *range(last + 1, min(last + _BROKEN, len(cells))))
    return next((p for p in nexts if p == len(cells) or _begins(cells[p], number)), last)


def _begins(cell: str, number: int) -> bool:
    return cell == str(number) or is_total((cell,))


def _valued(rows: Sequence[Sequence[str]], is_value: IsValue) -> list[int]:
    """The columns that hold values in every whole row, remarks in brackets aside."""
    columns = range(1, len(rows[0]) if rows else 0)
    return [c for c in columns if all(_is_value(row[c], is_value) for row in rows)]


def _is_value(cell: str, is_value: IsValue) -> bool:
    return is_value(cell) or _REMARKED.fullmatch(cell) is not None


def _placed(
    row: list[str], width: int, valued: Sequence[int], is_value: IsValue
) -> list[str] | None:
    """A row with its values in the columns of values, its words at the left."""
    if len(row) == width:
        return row
    words = [cell for cell in row[1:] if not _is_value(cell, is_value)]
    values = [cell for cell in row[1:] if _is_value(cell, is_value)]
    labels = [column for column in range(1, width) if column not in valued]
    if len(values) != len(valued) or len(words) > len(labels) + _BROKEN:
        return None
    if len(words) > len(labels):  # a cell stands in several lines, which one nothing says
        words = ["".join(words)]
    placed = [row[0], *[""] * (width - 1)]
    for column, cell in (*zip(labels, words, strict=False), *zip(valued, values, strict=True)):
        placed[column] = cell
    return placed
