"""What tables state of this year and the year before: columns of last year, balances."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Grid, GridCell, Reading
from ..describe import place_of
from ..facts.cells import title_of
from ..facts.names import canonical, generic_columns
from .balances import balance_of
from .gist import Fact, Printed

_YEAR = regex.compile(r"((?:19|20)\d\d)年?度?")
_LAST = regex.compile(r"上年度?|去年|上一年度?")
_OWN = regex.compile(r"本年度?|当年|今年|全年")
_OWNER = regex.compile(r"^.*?(?:19|20)\d\d\s*年(?:度)?(?:部门|单位|预算单位)?")
_COMPARISON = regex.compile(r"增|减|比|差|占|率|%|％")
_FUNDS = regex.compile(r"一般公共预算|政府性基金预算|国有资本经营预算")
_PLAN = regex.compile(r"预算|计划|年初数|调整")
_LANES = ("收入", "支出")


class Tables:
    """The statements of one report's tables; `kind` is the report's (see across.toml)."""

    def __init__(self, reading: Reading, kind: str) -> None:
        self.reading, self.kind = reading, kind

    def facts(self) -> Iterator[Fact]:
        """Cells of the tables that have columns of this year and of the year before."""
        for title, grid in self._grids():
            years = {c: self._year_of(path) for c, path in enumerate(grid.column_paths)}
            if self.reading.year is None or self.reading.year - 1 not in years.values():
                continue
            for cell in _amounts(grid):
                year = years[cell.column]
                path = "/".join(canonical(part) for part in grid.path_of(cell.row, cell.column))
                if year is not None and path:
                    column = "/".join(_undated(grid.column_paths[cell.column]))
                    yield self._fact(f"{title}|{path}|{column}", path, year, cell)

    def balances(self) -> Iterator[tuple[str, Fact]]:
        """("opening" or "closing", fact) for every balance carried from year to year."""
        if self.reading.year is None:
            return
        for title, grid in self._grids():
            for cell in _amounts(grid):
                column = grid.column_paths[cell.column]
                words = [*grid.path_of(cell.row, cell.column), *column]
                found = [(word, b) for word in words if (b := balance_of(word)) is not None]
                if {which for _, (which, _) in found} not in ({"opening"}, {"closing"}):
                    continue
                if _PLAN.search(_FUNDS.sub("", "".join(column))) or _LAST.search("".join(column)):
                    continue
                word, (which, rest) = found[0]
                others = {canonical(w) for w in words if w != word} - _generic()
                key = "|".join([title, rest, *sorted(others)])
                subject = "/".join([word, *sorted(others)])
                yield which, self._fact(key, subject, self.reading.year, cell)

    def _grids(self) -> Iterator[tuple[str, Grid]]:
        for grid in self.reading.grids:
            title = canonical(_OWNER.sub("", title_of(self.reading, grid)))
            if title:
                yield from ((title, band) for band in (grid.bands or (grid,)))

    def _year_of(self, column: tuple[str, ...]) -> int | None:
        """The year a column speaks of, on the report's own terms; None if nothing says."""
        head, own = "".join(column), self.reading.year
        if own is None or _COMPARISON.search(head):
            return None
        plan = bool(_PLAN.search(_FUNDS.sub("", head)))
        if plan != (self.kind == "budget") and ("决算" in head or "执行" in head or plan):
            return None
        printed = {int(year) for year in _YEAR.findall(head)}
        if _LAST.search(head):
            return own - 1 if not printed else None
        if printed:
            return printed.pop() if len(printed) == 1 else None
        return own

    def _fact(self, key: str, subject: str, year: int, cell: GridCell) -> Fact:
        assert cell.figure is not None
        place = place_of(self.reading, cell.figure.span)
        return Fact(key, subject, year, Printed(cell.figure, place))


def _amounts(grid: Grid) -> Iterator[GridCell]:
    for cell in grid.cells:
        if cell.figure is not None and cell.figure.dimension is Dimension.MONEY:
            yield cell


def _undated(column: tuple[str, ...]) -> list[str]:
    """A column's head without what dates it and without what says only that it is an amount."""
    parts = (_OWN.sub("", _LAST.sub("", _YEAR.sub("", part))) for part in column)
    return [name for part in parts if (name := canonical(part)) not in _generic()]


def _generic() -> frozenset[str]:
    return generic_columns() | {"", *_LANES}
