"""Cells on a page → a table with rows, columns, spans and the lines in each cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..document import Box
from .characters import Character
from .lines import Line, Run, lines_of

_HAIR = 4.0
"""Points: boundaries nearer than this are one (double rules)."""


@dataclass(slots=True)
class PageCell:
    """A cell on one page: its place in the grid, its box and its lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class PageTable:
    """A table, or the part of one, that stands on one page (page numbers count from 1).

    `columns` and `rows` are the boundaries, one more than there are columns and rows.
    """

    page: int
    columns: list[float]
    rows: list[float]
    cells: list[PageCell]
    ruled: bool = True

    @property
    def box(self) -> Box:
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]

    @property
    def row_count(self) -> int:
        return len(self.rows) - 1

    @property
    def column_count(self) -> int:
        return len(self.columns) - 1

    def row_cells(self, row: int) -> list[PageCell]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == row]


class Grid:
    """A table being filled: knows which cell covers a point."""

    def __init__(self, page: int, boxes: Iterable[Box]) -> None:
        boxes = list(boxes)
        self.columns = _boundaries(x for box in boxes for x in (box[0], box[2]))
        self.rows = _boundaries(y for box in boxes for y in (box[1], box[3]))
        self.page = page
        self._over: dict[tuple[int, int], PageCell] = {}
        self._held: dict[int, list[Character]] = {}
        self.cells: list[PageCell] = []
        for box in sorted(boxes, key=lambda box: (box[1], box[0])):
            self._place(box)

    def _place(self, box: Box) -> None:
        left, right = _nearest(self.columns, box[0]), _nearest(self.columns, box[2])
        top, bottom = _nearest(self.rows, box[1]), _nearest(self.rows, box[3])
        if left >= right or top >= bottom or (top, left) in self._over:
            return
        cell = PageCell(top, left, bottom - top, right - left, box)
        self.cells.append(cell)
        for row in range(top, bottom):
            for column in range(left, right):
                self._over.setdefault((row, column), cell)

    @property
    def area(self) -> float:
        return (self.columns[-1] - self.columns[0]) * (self.rows[-1] - self.rows[0])

    def at(self, x: float, y: float) -> PageCell | None:
        row, column = bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1
        return self._over.get((row, column))

    def take(self, run: Run) -> list[list[Character]]:
        """Take what stands in the cells; give back the stretches that stand in none.

        Letters that run over the edge of their cell without a gap stay with their word.
        """
        rest: list[list[Character]] = []
        middle = run.centre
        if run.x1 < self.columns[0] or run.x0 > self.columns[-1]:
            return [run.characters]
        if not self.rows[0] <= middle < self.rows[-1]:
            return [run.characters]
        cell: PageCell | None = None
        last: Character | None = None
        for character in run.characters:
            over = self.at((character.x0 + character.x1) / 2, middle)
            joined = last is not None and _joined(last, character)
            if over is not cell and not (cell is not None and joined):
                cell = over
                if cell is None:
                    rest.append([])
            if cell is None:
                if not rest:
                    rest.append([])
                rest[-1].append(character)
            else:
                self._held.setdefault(id(cell), []).append(character)
            last = character
        return rest

    def take_turned(self, line: Line) -> bool:
        """Take a line that runs up or down the page into the cell it stands in, if any."""
        cell = self.at((line.x0 + line.x1) / 2, line.centre)
        if cell is not None:
            cell.lines.append(line)
        return cell is not None

    def filled(self) -> PageTable:
        """The table with the lines of its cells."""
        for cell in self.cells:
            held = self._held.get(id(cell))
            if held:
                cell.lines = lines_of(held, wide=" ") + cell.lines
        return PageTable(self.page, self.columns, self.rows, self.cells)


def _joined(left: Character, right: Character) -> bool:
    return not right.spaced and right.x0 - left.x1 < 0.12 * (left.bottom - left.top)


def _boundaries(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _HAIR:
            kept.append(value)
    return kept


def _nearest(boundaries: Sequence[float], value: float) -> int:
    after = bisect_right(boundaries, value)
    candidates = [i for i in (after - 1, after) if 0 <= i < len(boundaries)]
    return min(candidates, key=lambda i: abs(boundaries[i] - value))


def grids_of(page: int, tables: Iterable[Sequence[Box]]) -> list[Grid]:
    """The grids worth reading as tables, the smallest first.

    What has but one column is a frame around text, or lines to write on.
    """
    grids = [Grid(page, boxes) for boxes in tables]
    return sorted((g for g in grids if len(g.columns) > 2), key=lambda grid: grid.area)


def fill(grids: Sequence[Grid], runs: Sequence[Run]) -> list[Run]:
    """Put runs into the cells they stand in; give back what stands outside all of them."""
    free = list(runs)
    for grid in grids:
        left: list[Run] = []
        for run in free:
            stretches = grid.take(run)
            if len(stretches) == 1 and stretches[0] is run.characters:
                left.append(run)
            else:
                left.extend(Run(stretch, run.centre, run.size) for stretch in stretches if stretch)
        free = left
    return free
