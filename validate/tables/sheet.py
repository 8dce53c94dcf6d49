"""A grid as the table rules see it: lanes, lines, and which columns can be added up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ...normalize import grid_words as is_a
from ...normalize.figure import Dimension
from ...normalize.grid_words import words
from ...normalize.lexicon import table
from ...normalize.reading import Grid, GridCell, Reading, RowHead
from ..rule import Memo

_TORN = re.compile(r"[+\-]?\d[\d,]*[.,]|[+\-]?\d{1,3}(?:,\d{3})*,\d{1,2}")
"""A number whose last digits stand elsewhere: 20,472,018. or 34,8."""

_ADDITIVE = (Dimension.MONEY, Dimension.COUNT, Dimension.SCORE, Dimension.MEASURE, Dimension.PLAIN)


@dataclass(frozen=True, slots=True)
class Line:
    """One named row of one lane."""

    lane: int
    head: RowHead

    @property
    def row(self) -> int:
        return self.head.row


class Sheet:
    """A grid with its lines by lane."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.lanes: tuple[tuple[Line, ...], ...] = tuple(
            tuple(Line(lane, head) for head in heads) for lane, heads in enumerate(grid.heads)
        )

    @property
    def rows(self) -> Iterator[tuple[int, int]]:
        """(table, row) of every line."""
        return ((self.grid.table.index, line.row) for lane in self.lanes for line in lane)

    def amounts(self, lane: int) -> tuple[int, ...]:
        """The amount columns of a lane."""
        start, end = self.grid.lanes[lane]
        return tuple(c for c in range(start, end) if self.grid.kinds[c] == "amount")

    def additive(self, lane: int) -> tuple[int, ...]:
        """The amount columns whose figures may be added up."""
        return tuple(c for c in self.amounts(lane) if adds_up(self.grid.column_paths[c]))

    @cached_property
    def torn(self) -> bool:
        """Whether the reader could not keep rows whole: numbers end in the middle."""
        cells = (c for c in self.grid.cells if self.grid.kinds[c.column] == "amount")
        return sum(_TORN.fullmatch(c.text.text.strip()) is not None for c in cells) >= 2

    @cached_property
    def parallel(self) -> bool:
        """Whether all lanes are the same table carried on: codes, and equally many amounts."""
        coded = all(any(line.head.code for line in lane) for lane in self.lanes)
        return coded and len({len(self.amounts(i)) for i in range(len(self.lanes))}) == 1

    def cell(self, row: int, column: int) -> GridCell | None:
        """The cell that begins at a position; None where another reaches over it."""
        cell = self.grid.at[row][column]
        return cell if cell is not None and (cell.row, cell.column) == (row, column) else None

    def name(self, line: Line) -> str:
        return line.head.name

    def left_out(self, line: Line) -> bool:
        """Whether the row says that no total counts it (不计入合计)."""
        cells = (self.cell(line.row, column) for column in self._worded)
        texts = (cell.text.text for cell in cells if cell is not None and not cell.blank)
        return any(is_a.has_any(text, words().not_counted) for text in texts)

    @cached_property
    def _worded(self) -> tuple[int, ...]:
        """The columns of names and notes."""
        return tuple(c for c, kind in enumerate(self.grid.kinds) if kind in ("label", "note"))

    def subject(self, line: Line, column: int) -> str:
        """What a figure is called: its row and the innermost word of its column."""
        path = self.grid.column_paths[column]
        if not line.head.name:
            return "·".join(path)
        return "·".join((line.head.name, *path[-1:]))


@cache
def adds_up(path: tuple[str, ...]) -> bool:
    """Whether figures under this header (or beside this name) may be added up."""
    lexicon = words()
    return not any(is_a.has_any(t, lexicon.rate) or is_a.has_any(t, lexicon.mean) for t in path)


def head_words(kind: str) -> tuple[str, ...]:
    """What heads a column of a kind: of "growth", "difference", "completion" or "share", or of
    the columns these are computed from."""
    return tuple(table("grid")["ratio"][kind])


def is_headed(sheet: Sheet, column: int, kind: str) -> bool:
    """Whether the header says that a column is of a kind."""
    path = sheet.grid.column_paths[column]
    if not path:
        return False
    bare = path[-1].strip("（()）") in table("grid")["ratio"]["bare"]
    texts = (text.replace("、", "") for text in (path[-2:] if bare else path[-1:]))
    return any(is_a.has_any(text, head_words(kind)) for text in texts)


def is_ratio(sheet: Sheet, column: int) -> bool:
    """Whether a column holds what is computed from others."""
    return any(is_headed(sheet, column, k) for k in ("growth", "difference", "completion", "share"))


def additive_cell(cell: GridCell) -> bool:
    """Whether a cell's own figure may be added up (a blank may)."""
    return cell.figure is None or cell.figure.dimension in _ADDITIVE


def sheets(reading: Reading, memo: Memo) -> tuple[Sheet, ...]:
    """Every table of the reading that has whole amounts; of a form, every band."""
    parts = (band for grid in reading.grids for band in (grid.bands or (grid,)))
    found = (Sheet(part) for part in parts if "amount" in part.kinds)
    return tuple(sheet for sheet in found if not sheet.torn)
