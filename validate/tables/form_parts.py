"""The parts of a form that marks performance: which rows stand under which header.

A form is half table, half label and value; its columns change half-way and its cells are merged
as each province likes.  So a part is found by its header row alone, and a figure belongs to the
header cell under which it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...normalize import grid_words as is_a
from ...normalize.figure import Dimension, Figure
from ...normalize.grid_words import has_any, squeeze, words
from ...normalize.reading import Grid, GridCell
from ...normalize.token import TokenKind
from .profile import Marking

_MARKS = re.compile(r"\d+(?:\.\d+)?(?:分|%|％)?")
_FILLED = re.compile(r"[≥≤＞＜><=＝]")
_DEEPEST = 2
_SUBHEADS = ("名称", "金额", "总额", "合计", "小计")


@dataclass(frozen=True, slots=True)
class Column:
    """A header cell (`path`: what stands above it and itself) over columns `start` to `end`
    (excluded).  `role` says what it holds, in the words of `Marking`."""

    role: str
    path: tuple[str, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        return "".join(self.path)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a form under one header, whose first row is `first`: "indicators" or "funds"."""

    kind: str
    grid: Grid
    first: int
    columns: tuple[Column, ...]
    rows: tuple[int, ...]

    def columns_of(self, *roles: str) -> list[Column]:
        return [column for column in self.columns if column.role in roles]

    def cell(self, row: int, column: Column | None) -> GridCell | None:
        """The cell that begins in this row under a header; the first with text, if any."""
        if column is None:
            return None
        under = [c for c in own_cells(self.grid, row) if column.start <= c.column < column.end]
        return next((c for c in under if not c.blank), under[0] if under else None)

    def last(self, row: int, role: str) -> GridCell | None:
        """The cell under the last column of a role."""
        columns = self.columns_of(role)
        return self.cell(row, columns[-1]) if columns else None


def own_cells(grid: Grid, row: int) -> list[GridCell]:
    """The cells that begin in a row, left to right."""
    cells = (cell for c, cell in enumerate(grid.at[row]) if cell is not None and cell.column == c)
    return [cell for cell in cells if cell.row == row]


def text_of(cell: GridCell | None) -> str:
    """A cell's text without white space; empty where it stands for nothing."""
    return "" if cell is None or cell.blank else squeeze(cell.text.text)


def figure_in(cell: GridCell | None) -> Figure | None:
    """The one figure of a cell; None where there is none, or more than one."""
    if cell is None:
        return None
    if cell.figure is not None:
        return cell.figure
    figures = [t.figure for t in cell.tokens if t.kind is TokenKind.FIGURE and t.figure is not None]
    return figures[0] if len(figures) == 1 else None


def mark_in(cell: GridCell | None) -> Figure | None:
    """The marks that are all a cell says: 10, 10分, 10%."""
    figure = figure_in(cell) if _MARKS.fullmatch(text_of(cell)) else None
    return as_score(figure) if figure is not None else None


def as_score(figure: Figure) -> Figure:
    """A number that is marks, whatever unit its column was taken to have."""
    step = Decimal(1).scaleb(-len(figure.number.partition(".")[2]))
    value = Decimal(figure.number.replace(",", ""))
    return replace(
        figure, value=value, step=step, dimension=Dimension.SCORE, unit="分", scale=Decimal(1)
    )


def in_unit_of(figure: Figure, other: Figure) -> Figure:
    """A number that prints no unit, in the unit of its neighbour."""
    if figure.dimension is not Dimension.PLAIN:
        return figure
    return replace(
        figure,
        value=figure.value * other.scale,
        step=figure.step * other.scale,
        dimension=other.dimension,
        unit=other.unit,
        scale=other.scale,
    )


def begins_form(grid: Grid, row: int) -> bool:
    """Whether a row names the project or unit that the rows below speak of."""
    first = next((text for cell in own_cells(grid, row) if (text := text_of(cell))), "")
    return first.rstrip("：:") in words().form_label


def parts_of(grid: Grid, marking: Marking) -> Iterator[Part]:
    """The parts of one table, top to bottom."""
    heads = list(headers_of(grid, marking))
    count = grid.table.row_count
    for index, (kind, first, columns) in enumerate(heads):
        start = first
        end = heads[index + 1][1] if index + 1 < len(heads) else count
        while start < end and _is_head(grid, start, columns):
            start += 1
        rows = []
        for row in range(start, end):
            if begins_form(grid, row):
                break
            rows.append(row)
        part = Part(kind, grid, first, columns, tuple(rows))
        yield replace(part, columns=tuple(_or_names(part, column) for column in columns))


def _or_names(part: Part, column: Column) -> Column:
    """A column headed like amounts (年度预算数) over the names of the rows holds none."""
    if column.role not in ("base", "spent"):
        return column
    cells = [cell for row in part.rows if text_of(cell := part.cell(row, column))]
    named = [cell for cell in cells if figure_in(cell) is None]
    return replace(column, role="") if len(named) > 1 and len(named) == len(cells) else column


def _is_head(grid: Grid, row: int, columns: Sequence[Column]) -> bool:
    """Whether a row is one of the header rows that the columns were read from."""
    heads = {text for column in columns for text in column.path}
    own = {text for cell in own_cells(grid, row) if (text := text_of(cell))}
    return bool(own) and len(own & heads) * 2 > len(own)


def headers_of(grid: Grid, marking: Marking) -> Iterator[tuple[str, int, tuple[Column, ...]]]:
    """(kind, first row, columns) of every header."""
    row = 0
    while row < grid.table.row_count:
        columns = _columns(grid, row, 1, marking)
        kind, depth = _kind(columns), 1
        if kind and _goes_on(grid, row, columns):
            columns, depth = _columns(grid, row, _DEEPEST, marking), _DEEPEST
        if kind:
            yield kind, row, columns
        row += depth


def _goes_on(grid: Grid, row: int, columns: Sequence[Column]) -> bool:
    """Whether a second header row stands below: words under cells that reach over several."""
    if row + 1 >= grid.table.row_count or _has_figures(grid, row + 1):
        return False
    tall = any(c.row_span == _DEEPEST for c in own_cells(grid, row) if text_of(c))
    below = [cell for cell in own_cells(grid, row + 1) if text_of(cell)]
    wide = [column for column in columns if column.end - column.start > 1]
    under = [c for c in below if any(w.start <= c.column < w.end for w in wide)]
    named = any(text_of(c) in _SUBHEADS for c in under)
    return len(under) > 1 and (tall or named)


def _kind(columns: Sequence[Column]) -> str:
    roles = {column.role for column in columns}
    if "indicator" in roles:
        return "indicators" if roles & {"weight", "score"} else ""
    spends = bool(roles & {"spent", "rate"}) and bool(roles & {"base", "score"})
    return "funds" if spends and len(roles & {"spent", "rate", "base", "weight"}) > 1 else ""


def _columns(grid: Grid, row: int, depth: int, marking: Marking) -> tuple[Column, ...]:
    """The header cells of one or two rows with their roles; none where the rows hold figures."""
    last = row + depth - 1
    if last >= grid.table.row_count or any(_has_figures(grid, r) for r in range(row, last + 1)):
        return ()
    found: list[Column] = []
    for cell in own_cells(grid, last) if depth == 1 else _lowest(grid, row, last):
        if cell.row + cell.row_span > last + 1 and depth == 1 and cell.row_span > _DEEPEST:
            continue  # a label beside many rows
        path = (text_of(grid.at[row][cell.column]), text_of(cell))[2 - depth :]
        path = tuple(dict.fromkeys(text for text in path if text))
        if path:
            end = cell.column + cell.column_span
            found.append(Column(_role(path, marking), path, cell.column, end))
    return tuple(found)


def _lowest(grid: Grid, row: int, last: int) -> Iterator[GridCell]:
    """The innermost header cells of two rows; labels beside many rows left out."""
    for column, cell in enumerate(grid.at[last]):
        if cell is None or cell.column != column or cell.row < row:
            continue
        if cell.row + cell.row_span <= last + 1:
            yield cell


def _has_figures(grid: Grid, row: int) -> bool:
    texts = [text_of(cell) for cell in own_cells(grid, row)]
    return any(is_a.is_figure_like(text) or _FILLED.match(text) for text in texts if text)


def _role(path: Sequence[str], marking: Marking) -> str:
    """What a header cell heads: its own words first, then those above it."""
    for text in reversed(path):
        for role in ROLES:
            if has_any(text, marking.words_of(role)):
                return role
    return ""


ROLES = (
    "standard", "coefficient", "reason", "score", "weight", "nature", "unit", "actual", "target",
    "rate", "spent", "base", "indicator",
)  # fmt: skip
"""The roles of columns; where a header has the words of several, the first counts."""
