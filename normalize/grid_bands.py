"""A table that is several tables one below the other: forms, and headers that change half-way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..extract.document import Cell, Table
from . import grid_words as is_a
from .grid_words import squeeze, words

_STACKED = 3


@dataclass(frozen=True, slots=True)
class Band:
    """Rows `first` to `last` (excluded) under one header; `repeats` only repeat that header."""

    first: int
    last: int
    repeats: frozenset[int]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table's positions: the covering cells and their texts, indexed [row][column]."""

    cells: list[list[Cell | None]]
    texts: list[list[str]]

    def own(self, row: int, column: int) -> bool:
        """Whether a cell begins at this position."""
        cell = self.cells[row][column]
        return cell is not None and (cell.row, cell.column) == (row, column)

    def filled(self, row: int) -> list[int]:
        """The columns at which a non-empty cell of this row begins."""
        return [c for c, text in enumerate(self.texts[row]) if text and self.own(row, c)]


def matrix_of(table: Table) -> Matrix:
    """The positions of a table."""
    cells = table.grid()
    texts = [[cell.text.text.strip() if cell else "" for cell in row] for row in cells]
    return Matrix(cells, texts)


def bands(table: Table, matrix: Matrix) -> tuple[Band, ...]:
    """The bands of a table, top to bottom; one for nearly every table."""
    repeats = set(table.header_repeats)
    starts = [0]
    figures = [_figures(matrix, row) for row in range(table.row_count)]
    heads: set[tuple[str, ...]] = {tuple(matrix.texts[r]) for r in _lead(figures)}
    row = 1
    while row < table.row_count:
        begun = any(figures[starts[-1] : row])
        if begun and is_form_label_row(matrix, row):
            starts.append(row)  # a further form, whatever header follows
            heads, begun = set(), False
        depth = 0 if row in repeats else _header_depth(matrix, figures, row)
        head = [tuple(matrix.texts[r]) for r in range(row, row + depth)]
        if begun and head and all(texts in heads for texts in head):
            repeats.update(range(row, row + depth))
        elif begun and head:
            starts.append(row)
        heads.update(head)
        row += max(depth, 1)
    ends = [*starts[1:], table.row_count]
    return tuple(Band(a, b, frozenset(repeats)) for a, b in zip(starts, ends, strict=True))


def _lead(figures: Sequence[frozenset[int]]) -> range:
    first = next((row for row, found in enumerate(figures) if found), len(figures))
    return range(min(first, len(figures)))


def _figures(matrix: Matrix, row: int) -> frozenset[int]:
    """The columns of a row that hold a figure."""
    texts = matrix.texts[row]
    return frozenset(c for c in matrix.filled(row) if is_a.is_figure_like(texts[c]))


def _header_depth(matrix: Matrix, figures: Sequence[frozenset[int]], row: int) -> int:
    """How many header rows begin at `row`; 0 when it is no header.

    A header half-way down is words where the rows below it have figures, in two columns or more.
    """
    depth = 0
    while row + depth < len(figures) and depth < _STACKED and not figures[row + depth]:
        if not matrix.filled(row + depth):
            return 0
        depth += 1
    below = row + depth
    if not depth or below >= len(figures) or len(figures[below]) < 1:
        return 0
    heads = {c for r in range(row, below) for c in matrix.filled(r) if _heads(matrix.texts[r][c])}
    if is_form_label_row(matrix, row):
        return 0
    single = len(matrix.filled(row)) < 3
    if single or len(heads & figures[below]) < min(2, len(figures[below])):
        return 0
    return depth if _known_header(matrix, row, below) or len(heads & figures[below]) >= 2 else 0


def _heads(text: str) -> bool:
    return not is_a.is_blank(text) and squeeze(text) not in words().not_applicable


def _known_header(matrix: Matrix, row: int, below: int) -> bool:
    texts = {squeeze(matrix.texts[r][c]) for r in range(row, below) for c in matrix.filled(r)}
    return any(is_a.has_any(text, words().form_header) for text in texts)


def is_form_label_row(matrix: Matrix, row: int) -> bool:
    """项目名称 | … : labels and their values, no header.

    The values of a form reach over several columns; the headers of a plain table do not.
    """
    filled = matrix.filled(row)
    texts = [squeeze(matrix.texts[row][c]) for c in filled]
    if not filled or texts[0] not in words().form_label:
        return False
    cells = (matrix.cells[row][c] for c in filled)
    wide = any(cell is not None and cell.column_span > 1 for cell in cells)
    return wide and not any(is_a.has_any(text, words().form_header) for text in texts[1:])
