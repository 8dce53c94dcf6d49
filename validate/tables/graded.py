"""Grades that stand in tables: 自评等级 in a form, or in a list of projects with their scores."""

from __future__ import annotations

from collections.abc import Iterator

from ...normalize.figure import Figure
from ...normalize.grid_words import has_any
from ...normalize.reading import Grid, GridCell, Reading
from ..relation import Outcome
from ..rule import Memo, also
from ..scores import grade as _grade
from .form_parts import mark_in, own_cells, text_of
from .marks import MarkedForm, find_forms

DECLARED_BY = (_grade,)
"""The family that declares the rule which tables add to."""

_HEADS = ("等级", "等次", "评级", "档次")
_SCORES = ("得分", "评分", "总分")


@also("grade")
def grades_in_tables(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """The grade printed beside a form's total, or in a project's row, is that of its score."""
    bands = memo(_grade.printed_bands)
    pairs = [
        pair for form in memo(find_forms) if form.marking.asks("grade") for pair in _of_form(form)
    ]
    pairs += [pair for grid in reading.grids for pair in _of_rows(grid)]
    for score, name in dict.fromkeys(pairs):
        yield from _grade.of_score(score, name, bands)


def _of_form(form: MarkedForm) -> Iterator[tuple[Figure, str]]:
    """The total of a form with the grade that stands in its row, or beside a label of grades."""
    for grid in form.grids if form.score is not None else ():
        for row in range(grid.table.row_count):
            cells = [cell for cell in own_cells(grid, row) if text_of(cell)]
            for before, cell in zip([None, *cells], cells, strict=False):
                name = _grade.grade_of(text_of(cell))
                if not name or before is None or form.score is None:
                    continue
                spans = {t.figure.span for t in before.tokens if t.figure is not None}
                if has_any(text_of(before), _HEADS) or form.score.span in spans:
                    yield form.score, name


def _of_rows(grid: Grid) -> Iterator[tuple[Figure, str]]:
    """Each row's score with its grade, under headers that say so."""
    for row in range(min(grid.table.row_count, 4)):
        heads = own_cells(grid, row)
        grades = [cell for cell in heads if has_any(text_of(cell), _HEADS)]
        scores = [cell for cell in heads if has_any(text_of(cell), _SCORES)]
        if len(grades) != 1 or len(scores) != 1 or mark_in(scores[0]) is not None:
            continue
        for below in range(row + 1, grid.table.row_count):
            name = _grade.grade_of(text_of(_at(grid, below, grades[0])))
            score = mark_in(_at(grid, below, scores[0]))
            if name and score is not None:
                yield score, name
        return


def _at(grid: Grid, row: int, head: GridCell) -> GridCell | None:
    cell = grid.at[row][head.column]
    return cell if cell is not None and cell.row == row else None
