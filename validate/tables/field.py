"""A table as whole numbers in rows and columns: for what its arithmetic shows where no words do.

Of a table whose cells have their places every lane is a field; of one whose cells are known by
row only, the rows of as many figures each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from ...normalize import grid_words as is_a
from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.reading import Grid, GridCell, Reading
from ...normalize.token import TokenKind
from ...normalize.tokenize import tokenize
from ..rule import Memo
from .sheet import Sheet, adds_up, is_ratio
from .sums import general, summed

_FEWEST = 3  # figures in a row whose places are told by their number alone


@dataclass(frozen=True, slots=True)
class FieldRow:
    """`number` is the row of the table; `values` are None where a cell holds words, 0 where it is
    blank; `mark` is how the row is placed under another ("of-which", …), empty for not at all."""

    name: str
    number: int
    cells: tuple[GridCell | None, ...]
    values: tuple[int | None, ...]
    mark: str = ""

    def figure(self, column: int) -> Figure | None:
        cell = self.cells[column]
        return cell.figure if cell is not None else None


@dataclass(frozen=True)
class Field:
    """`heads` are the names of the columns; `summed` those whose figures may be added up by what
    they are called."""

    rows: tuple[FieldRow, ...]
    heads: tuple[str, ...]
    summed: frozenset[int]

    @property
    def width(self) -> int:
        return len(self.heads)

    @cached_property
    def kinds(self) -> tuple[object, ...]:
        """What the figures of each column measure, as its first figure shows."""
        return tuple(self._kind(column) for column in range(self.width))

    def _kind(self, column: int) -> object:
        figures = (row.figure(column) for row in self.rows)
        first = next((figure for figure in figures if figure is not None), None)
        if first is None:
            return None
        money = first.dimension is Dimension.MONEY
        return first.dimension if money else (first.dimension, first.unit)

    @cached_property
    def turned(self) -> Field:
        """Its rows as columns, and its columns as rows."""
        rows = tuple(
            FieldRow(
                head,
                number,
                tuple(row.cells[number] for row in self.rows),
                tuple(row.values[number] for row in self.rows),
            )
            for number, head in enumerate(self.heads)
        )
        names = tuple(row.name for row in self.rows)
        return Field(rows, names, frozenset(range(len(names))))

    def subject(self, row: FieldRow, column: int) -> str:
        return "·".join(filter(None, (row.name, self.heads[column])))


def fields(reading: Reading, memo: Memo) -> tuple[Field, ...]:
    """The tables of a reading that hold at least two rows of figures, and of which no form says
    better what adds up."""
    sheets = [sheet for sheet in memo(general) if not summed(sheet, memo)]
    strict = (_of_lane(sheet, lane) for sheet in sheets for lane in range(len(sheet.lanes)))
    loose = (field for grid in reading.loose for field in _of_loose(grid))
    return tuple(field for field in (*strict, *loose) if len(field.rows) > 1)


def _of_lane(sheet: Sheet, lane: int) -> Field:
    columns = sheet.amounts(lane)
    paths = sheet.grid.column_paths
    rows = []
    for line in sheet.lanes[lane]:
        if line.head.kind != "section":
            cells = tuple(sheet.cell(line.row, column) for column in columns)
            rows.append((line.head.name, line.row, cells, line.head.basis))
    sums = (i for i, c in enumerate(columns) if adds_up(paths[c]) and not is_ratio(sheet, c))
    return _field(rows, tuple((paths[c] or ("",))[-1] for c in columns), frozenset(sums))


def _of_loose(grid: Grid) -> Iterator[Field]:
    groups: dict[int, list[tuple[str, int, tuple[GridCell | None, ...], str]]] = {}
    for number in range(grid.table.row_count):
        own = [c for c in grid.at[number] if c is not None and c.row == number]
        own = [cell for cell in own if cell.text.text.strip()]
        cells = tuple(read for cell in own if (read := _read(cell, grid.table.index)) is not None)
        name = next((c.text.text.strip() for c in own if not is_a.is_number(c.text.text)), "")
        if len(cells) >= _FEWEST:
            groups.setdefault(len(cells), []).append((name, number, cells, ""))
    for count, rows in groups.items():
        yield _field(rows, ("",) * count, frozenset(range(count)))


def _read(cell: GridCell, table: int) -> GridCell | None:
    """A cell that holds a figure or a dash, without the unit of the name that happened to stand
    above it."""
    if cell.blank:
        return replace(cell, figure=None)
    tokens = tokenize(cell.text, table, cell.row, cell.column)
    said = [token for token in tokens if token.kind is TokenKind.FIGURE or token.text.strip()]
    figure = said[0].figure if len(said) == 1 else None
    return replace(cell, figure=figure, tokens=tokens) if figure is not None else None


def _field(
    rows: Sequence[tuple[str, int, tuple[GridCell | None, ...], str]],
    heads: tuple[str, ...],
    summed: frozenset[int],
) -> Field:
    figures = [c.figure for _, _, cells, _ in rows for c in cells if c is not None and c.figure]
    grain = min((_exponent(figure.value) for figure in figures), default=0)
    return Field(
        tuple(
            FieldRow(name, number, cells, tuple(_value(cell, grain) for cell in cells), mark)
            for name, number, cells, mark in rows
        ),
        heads,
        summed,
    )


def _exponent(value: Decimal) -> int:
    return int(value.normalize().as_tuple().exponent) if value else 0


def _value(cell: GridCell | None, grain: int) -> int | None:
    if cell is None or cell.blank:
        return 0
    figure = cell.figure
    if figure is None or figure.hedge is not Hedge.NONE:
        return None
    return int(figure.value.scaleb(-grain))
