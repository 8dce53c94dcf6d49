"""A reading with one digit of one table cell changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from gouji.normalize.figure import Figure
from gouji.normalize.reading import Grid, GridCell, Reading


def with_digit(reading: Reading, figure: Figure, random: Random) -> Reading:
    """`reading` with another digit somewhere in `figure`."""
    at = random.choice([i for i, c in enumerate(figure.number) if c.isdigit()])
    digit = random.choice([d for d in "0123456789" if d != figure.number[at]])
    number = figure.number[:at] + digit + figure.number[at + 1 :]
    value = Decimal(number.replace(",", "")) * figure.scale
    changed = replace(figure, number=number, value=value)
    return replace(reading, grids=tuple(_grid(g, figure, changed) for g in reading.grids))


def _grid(grid: Grid, old: Figure, new: Figure) -> Grid:
    if grid.table.index != old.span.block:
        return grid

    def cell(known: GridCell | None) -> GridCell | None:
        same = known is not None and known.figure is old
        return replace(known, figure=new) if known is not None and same else known

    return replace(grid, at=tuple(tuple(cell(c) for c in row) for row in grid.at))
