"""Marks in several columns, one a level: 一级指标 20分 over 二级指标 12分 and 8分 (as in 广东)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...normalize import grid_words as is_a
from ...normalize.figure import Figure
from ..expression import term, total
from ..judge import holds
from ..relation import Certainty, Relation
from .form_parts import Column, Part, mark_in, own_cells, text_of

Marks = list[tuple[int, Figure]]
"""The marks of a column with the row that each begins in."""


def levels(part: Part, role: str, rule: str) -> Iterator[Relation]:
    """The marks of each level are the sum of those one level below, in the rows they cover; a
    total row adds up each level.  Columns that mostly do not add up mean something else."""
    columns = part.columns_of(role)
    wholes = [row for row in part.rows if _is_total(part, row)]
    rows = [row for row in part.rows if row not in wholes]
    relations: list[Relation] = []
    for outer, inner in pairwise(columns):
        relations += _over(part, outer, inner, rows, rule)
        relations += _all_told(part, outer, rows, wholes, rule)
    sure = sum(map(holds, relations)) * 2 > len(relations)
    for relation in relations:
        if sure or holds(relation):
            yield relation
        else:
            yield replace(relation, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")


def _is_total(part: Part, row: int) -> bool:
    first = next((text for cell in own_cells(part.grid, row) if (text := text_of(cell))), "")
    return is_a.is_total(first.rstrip("：:"))


def _over(
    part: Part, outer: Column, inner: Column, rows: Sequence[int], rule: str
) -> Iterator[Relation]:
    wholes, parts = _marks(part, outer, rows), _marks(part, inner, rows)
    if len(wholes) < 2:
        return
    ends = [row for row, _ in wholes[1:]] + [rows[-1] + 1]
    for (row, whole), end in zip(wholes, ends, strict=True):
        inside = [term(mark) for at, mark in parts if row <= at < end]
        if inside:
            beside = part.grid.at[row][max(outer.start - 1, 0)]
            yield Relation(rule, term(whole), total(inside), subject=text_of(beside))


def _all_told(
    part: Part, column: Column, rows: Sequence[int], wholes: Sequence[int], rule: str
) -> Iterator[Relation]:
    parts, stated = _marks(part, column, rows), _marks(part, column, wholes)
    if len(stated) == 1 and len(parts) > 1:
        computed = total(term(mark) for _, mark in parts)
        yield Relation(rule, term(stated[0][1]), computed, subject="合计")


def _marks(part: Part, column: Column, rows: Sequence[int]) -> Marks:
    cells = ((row, part.cell(row, column)) for row in rows)
    return [(row, mark) for row, cell in cells if (mark := mark_in(cell)) is not None]
