"""Rows that no rule parts: many tables rule their columns and their head, but not their rows.

A cell never holds two figures one above the other, unless its row is in truth several: where
figures stand stacked, each beside its own label, the row is cut between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .breaks import full
from .lines import Line
from .tables import PageCell, PageTable

NUMBER = re.compile(r"[-+－−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[%‰]?|[-—–－]{1,2}|\.{3}")
_DIGITS = re.compile(r"[-+－−\d.,，%‰—–]+")
_LABELLED = 0.8
_PADDING = 11.0  # points; what word processors leave free at the sides of a cell


def split_rows(table: PageTable) -> PageTable:
    """The table with such rows cut; the same table if there are none."""
    cuts = {row: _cuts(table.row_cells(row)) for row in range(table.row_count)}
    if not any(cuts.values()):
        return table
    rows: list[float] = []
    cells: list[PageCell] = []
    start: list[int] = []
    for row in range(table.row_count):
        start.append(len(rows))
        rows += [table.rows[row], *cuts[row]]
    start.append(len(rows))
    rows.append(table.rows[-1])
    for cell in table.cells:
        first, after = start[cell.row], start[cell.row + cell.row_span]
        if cell.row_span > 1 or not cuts[cell.row]:
            cell.row, cell.row_span = first, after - first
            cells.append(cell)
            continue
        for row in range(first, after):
            box = (cell.box[0], rows[row], cell.box[2], rows[row + 1])
            lines = [line for line in cell.lines if rows[row] <= line.centre < rows[row + 1]]
            cells.append(PageCell(row, cell.column, 1, cell.column_span, box, lines))
    return PageTable(table.page, table.columns, rows, cells, table.ruled)


def _cuts(cells: Sequence[PageCell]) -> list[float]:
    """Where to cut a row; nowhere if it is one row."""
    stacked = [cell for cell in cells if len(cell.lines) > 1 and _numeric(cell, _DIGITS)]
    if not stacked or any(map(_one_figure, stacked)) or any(cell.row_span > 1 for cell in cells):
        return []
    numeric = [cell for cell in stacked if _numeric(cell, NUMBER)]
    labelling = [cell for cell in cells if cell.lines and cell not in numeric]
    levels = _levels([line for cell in cells for line in cell.lines])
    figures = {id(line) for cell in numeric for line in cell.lines}
    labels = {id(line) for cell in labelling for line in cell.lines}
    wrapped = _wrapped(labelling)
    anchors = [level for level in levels if not figures.isdisjoint(map(id, level))]
    labelled = sum(not labels.isdisjoint(map(id, level)) for level in anchors)
    if len(anchors) < 2 or labelled < _LABELLED * len(anchors):
        return []
    if any(wrapped.issuperset(map(id, level)) for level in anchors):
        return []
    return [
        _between(above, below)
        for above, below in pairwise(levels)
        if not wrapped.issuperset(map(id, below))
    ]


def _numeric(cell: PageCell, kind: re.Pattern[str]) -> bool:
    return all(kind.fullmatch(line.text) for line in cell.lines)


def _one_figure(cell: PageCell) -> bool:
    """Whether the lines of a cell are one figure, broken because the cell is narrow."""
    whole = "".join(line.text for line in cell.lines)
    if not NUMBER.fullmatch(whole):
        return False
    if not whole.isdigit():
        return True
    room = cell.box[2] - cell.box[0] - _PADDING
    return any((line.x1 - line.x0) * (1 + 1 / len(line.text)) > room for line in cell.lines[:-1])


def _levels(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand at one height, from the top down."""
    levels: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.centre):
        if levels and line.centre - levels[-1][0].centre < 0.45 * line.size:
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _wrapped(cells: Sequence[PageCell]) -> set[int]:
    """Lines (by `id`) that go on with the full line above them."""
    found: set[int] = set()
    for cell in cells:
        right = cell.box[2] - _PADDING / 2
        for above, below in pairwise(cell.lines):
            if full(above, below, right):
                found.add(id(below))
    return found


def _between(above: Sequence[Line], below: Sequence[Line]) -> float:
    return (max(line.centre for line in above) + min(line.centre for line in below)) / 2
