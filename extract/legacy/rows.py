"""Rows of a binary Word table → a table: columns told by where the cells' edges stand."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from ..word.content import Content
from ..word.tables import CellDraft, Grid, TableDraft

_NEAR = 40
"""Twips (1/20 point) within which two edges are one grid line."""
_CELL_RECORD = 20


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the operand of its table definition (empty if there is none)."""

    cells: Sequence[Content]
    definition: bytes


@dataclass(frozen=True, slots=True)
class _Shape:
    """Edges of a row's cells (one more than cells) and each cell's merge flags."""

    edges: tuple[int, ...]
    flags: tuple[int, ...]


def table_of(rows: Sequence[Row]) -> TableDraft:
    """The table that these rows make, merged cells once."""
    shapes = [_shape(row) for row in rows]
    lines = _lines([edge for shape in shapes for edge in shape.edges])
    grid = Grid()
    draft = grid.draft
    open_cells: dict[int, CellDraft] = {}
    for number, (row, shape) in enumerate(zip(rows, shapes, strict=True)):
        draft.row_count += 1
        for at, content in enumerate(row.cells):
            left, right = lines[shape.edges[at]], lines[shape.edges[at + 1]]
            flags = shape.flags[at]
            previous = draft.cells[-1] if draft.cells else None
            if flags & 2 and previous and previous.row == number:  # merged with its left neighbour
                previous.column_span = right - previous.column
                continue
            above = open_cells.get(left)
            follows = (flags >> 5) & 3 == 1
            if follows and above and above.row + above.row_span == number:
                above.row_span += 1
                continue
            cell = CellDraft(number, left, max(1, right - left), content=content)
            open_cells[left] = cell
            draft.cells.append(cell)
    return grid.finish()


def _shape(row: Row) -> _Shape:
    """What the definition says; cells of one width where it does not fit the row."""
    count = len(row.cells)
    data = row.definition
    if len(data) > 3 and data[2] >= count:
        number = data[2]
        end = 3 + 2 * (number + 1)
        if len(data) >= end:
            edges = struct.unpack_from(f"<{number + 1}h", data, 3)
            flags = [
                struct.unpack_from("<H", data, at)[0] if at + 2 <= len(data) else 0
                for at in range(end, end + _CELL_RECORD * number, _CELL_RECORD)
            ]
            if list(edges) == sorted(edges):
                return _Shape(edges[: count + 1], tuple(flags[:count]))
    width = 10 * _NEAR
    return _Shape(tuple(range(0, width * (count + 1), width)), (0,) * count)


def _lines(edges: list[int]) -> dict[int, int]:
    """The grid line that each edge belongs to, counted from the left."""
    lines: dict[int, int] = {}
    line, last = -1, -(1 << 20)
    for edge in sorted(set(edges)):
        if edge - last > _NEAR:
            line += 1
            last = edge
        lines[edge] = line
    return lines
