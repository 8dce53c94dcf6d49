"""A sheet's cells → the blocks a reader sees: title lines, one table, notes under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..document import Block, Cell, Paragraph, Role, Table
from ..hygiene import heal

CELL_LIMIT = 1_000_000
"""Positions of a table; beyond them a sheet is no form that anybody fills in."""

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, counted from 0."""


@dataclass(slots=True)
class Sheet:
    """A visible sheet: the printed text of each cell that has one."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)


def sheet_blocks(sheet: Sheet, first: int, named: bool) -> Iterator[Block]:
    """The blocks of a sheet, numbered from `first`.

    With `named` the sheet's name comes first as a heading.  Lines above the table that hold
    fewer than three cells (title, unit, name of the unit that reports) are paragraphs, and so
    are single long cells under it (notes).
    """
    filled = {at: text for at, text in sheet.cells.items() if text.strip()}
    if not filled:
        return
    rows: dict[int, list[int]] = {}
    for r, c in sorted(filled):
        rows.setdefault(r, []).append(c)
    numbers = list(rows)
    tall = {r for r, _, last_row, _ in sheet.merged if last_row > r}
    top = _first_table_row(numbers, rows, tall)
    bottom = _last_table_row(numbers, rows, top)
    index = first
    if named:
        yield Paragraph(index, heal(sheet.name), Role.HEADING, 1)
        index += 1
    for number in numbers[:top]:
        yield Paragraph(index, heal("　".join(filled[number, c].strip() for c in rows[number])))
        index += 1
    if numbers[top:bottom]:
        yield _table(index, numbers[top:bottom], rows, filled, sheet.merged)
        index += 1
    for number in numbers[bottom:]:
        yield Paragraph(index, heal("　".join(filled[number, c].strip() for c in rows[number])))
        index += 1


def _first_table_row(numbers: Sequence[int], rows: dict[int, list[int]], tall: set[int]) -> int:
    """Where the table begins; a row with a cell that reaches down (`tall`) heads it."""
    widest = max(len(cells) for cells in rows.values())
    if widest < 2:
        return len(numbers)
    top = 0
    while len(rows[numbers[top]]) < min(3, widest) and numbers[top] not in tall:
        top += 1
    return top


def _last_table_row(numbers: Sequence[int], rows: dict[int, list[int]], top: int) -> int:
    bottom = len(numbers)
    while bottom > top and len(rows[numbers[bottom - 1]]) == 1:
        bottom -= 1
    return bottom


def _table(
    index: int,
    numbers: Sequence[int],
    rows: dict[int, list[int]],
    filled: dict[tuple[int, int], str],
    merged: Sequence[Range],
) -> Table:
    """The table of these rows; empty rows and columns outside it are left out."""
    place = {number: at for at, number in enumerate(numbers)}
    left = min(rows[number][0] for number in numbers)
    right = max(rows[number][-1] for number in numbers)
    spans = {(r, c): (last_r, last_c) for r, c, last_r, last_c in merged if r in place}
    right = max([right, *(last_c for (_, c), (_, last_c) in spans.items() if left <= c <= right)])
    covered: set[tuple[int, int]] = set()
    cells = []
    for number in numbers:
        for column in range(left, right + 1):
            if (number, column) in covered:
                continue
            inside, last_column = [number], column
            if span := spans.get((number, column)):
                last_column = span[1]
                inside = [n for n in numbers if number <= n <= span[0]]
                covered.update((n, c) for n in inside for c in range(column, last_column + 1))
            text = heal(filled.get((number, column), ""))
            cells.append(
                Cell(place[number], column - left, text, len(inside), last_column - column + 1)
            )
    width = right - left + 1
    return Table(index, tuple(cells), len(numbers), width, (None,) * len(numbers))
