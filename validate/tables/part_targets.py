"""Targets and results of an indicator, told apart in 其中 rows below it that have no marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...normalize import grid_words as is_a
from ...normalize.figure import Dimension
from ...normalize.reading import GridCell, Reading
from ..judge import holds
from ..relation import Outcome, Relation
from ..rule import Memo, also
from . import sums
from .equation import relation_of
from .form_parts import Part, figure_in, mark_in, own_cells, text_of
from .funds import equation
from .marks import marked_forms

DECLARED_BY = (sums,)
"""The module that declares the rule added to here."""


@also("table-tree")
def parts_of_targets(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """补助面积 29.5亩, of which 1.5亩, 5亩 and 23亩: target and result are each the sum of their
    parts, where one of the two is."""
    for form in memo(marked_forms):
        for part in form.parts:
            for whole, rows in _lists(part):
                relations = list(_relations(part, whole, rows))
                if any(map(holds, relations)):
                    yield from relations


def _lists(part: Part) -> Iterator[tuple[int, list[int]]]:
    """Marked rows with the 其中 rows right below them."""
    whole, rows = -1, list[int]()
    for row in part.rows:
        marked = mark_in(part.last(row, "weight")) or mark_in(part.last(row, "score"))
        named = any(is_a.is_of_which(text_of(cell)) for cell in own_cells(part.grid, row))
        if named and not marked and whole >= 0:
            rows.append(row)
            continue
        if len(rows) > 1:
            yield whole, rows
        whole, rows = row if marked else -1, []
    if len(rows) > 1:
        yield whole, rows


def _relations(part: Part, whole: int, rows: Sequence[int]) -> Iterator[Relation]:
    for role in ("target", "actual"):
        stated = part.last(whole, role)
        cells = [cell for row in rows if (cell := part.last(row, role)) is not None]
        if stated is None or len(cells) < len(rows) or not all(map(figure_in, cells)):
            continue
        first, *parts = _counted([stated, *cells])
        relation = relation_of(equation(first, parts, text_of(stated)), "table-tree")
        if relation is not None:
            yield relation


def _counted(cells: Sequence[GridCell]) -> list[GridCell]:
    """Cells that count things of several kinds (180只 and 12头 are 192只), all in the unit of the
    first."""
    figures = [figure_in(cell) for cell in cells]
    if any(f is None or f.dimension is not Dimension.COUNT for f in figures):
        return list(cells)
    unit = next(f.unit for f in figures if f is not None)
    alike = (replace(f, unit=unit) for f in figures if f is not None)
    return [replace(cell, figure=f) for cell, f in zip(cells, alike, strict=True)]
