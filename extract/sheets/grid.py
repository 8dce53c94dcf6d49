"""A sheet's cells → the blocks a reader sees: title lines, one table, notes under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..document import Block, Cell, Paragraph, Role, Table, Text
from ..hygiene import heal
from ..problem import Unreadable

CELL_LIMIT = 500_000
"""Positions of a table; beyond them a sheet is no form that anybody fills in."""

_EMPTY = Text.plain("")

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
    are single long cells under it (notes).  `Unreadable` ("too-large") past `CELL_LIMIT`.
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
    """The table of these rows; rows and columns in which nothing stands are left out."""
    row_at = {number: at for at, number in enumerate(numbers)}
    columns = sorted({column for number in numbers for column in rows[number]})
    if len(numbers) * len(columns) > CELL_LIMIT:
        raise Unreadable("too-large", f"{len(numbers)} × {len(columns)}")
    spans = {(r, c): (last_r, last_c) for r, c, last_r, last_c in merged if r in row_at}
    covered: set[tuple[int, int]] = set()
    cells = []
    for number in numbers:
        for at, column in enumerate(columns):
            if (number, column) in covered:
                continue
            inside, width = [number], 1
            if span := spans.get((number, column)):
                inside = [n for n in numbers if number <= n <= span[0]]
                across = [c for c in columns if column <= c <= span[1]]
                covered.update((n, c) for n in inside for c in across)
                width = len(across)
            printed = filled.get((number, column))
            text = heal(printed) if printed else _EMPTY
            cells.append(Cell(row_at[number], at, text, len(inside), width))
    pages = (None,) * len(numbers)
    return Table(index, tuple(cells), len(numbers), len(columns), pages)
