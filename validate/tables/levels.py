"""Marks in several columns, one a level: 一级指标 20分 over 二级指标 12分 and 8分 (as in 广东)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...normalize.figure import Figure
from ..expression import term, total
from ..judge import holds
from ..relation import Certainty, Relation
from .marks import columns_called, figure_in
from .sheet import Sheet


def levels(sheet: Sheet, words: Sequence[str], rule: str) -> Iterator[Relation]:
    """The marks of each level are the sum of those one level below, in the rows they cover; a
    total row adds up each level.

    `words` name the columns of marks.  Columns that mostly do not add up mean something else.
    """
    columns = [c for c in columns_called(sheet, words) if sheet.grid.kinds[c] == "amount"]
    relations: list[Relation] = []
    for outer, inner in pairwise(columns):
        relations += _over(sheet, outer, inner, rule)
        relations += _all_told(sheet, outer, rule)
    sure = sum(map(holds, relations)) * 2 > len(relations)
    for relation in relations:
        if sure or holds(relation):
            yield relation
        else:
            yield replace(relation, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")


def _over(sheet: Sheet, outer: int, inner: int, rule: str) -> Iterator[Relation]:
    rows = [line.row for line in sheet.lanes[0] if line.head.kind != "total"]
    wholes = _marks(sheet, outer, rows)
    if len(wholes) < 2:
        return
    parts = _marks(sheet, inner, rows)
    ends = [row for row, _ in wholes[1:]] + [rows[-1] + 1]
    for (row, whole), end in zip(wholes, ends, strict=True):
        inside = [part for at, part in parts if row <= at < end]
        if inside and all(part.dimension is whole.dimension for part in inside):
            name = next((line.head.group[:1] for line in sheet.lanes[0] if line.row == row), ())
            subject = "".join(name)
            yield Relation(rule, term(whole), total(map(term, inside)), subject=subject)


def _all_told(sheet: Sheet, column: int, rule: str) -> Iterator[Relation]:
    parts = _marks(sheet, column, [r.row for r in sheet.lanes[0] if r.head.kind != "total"])
    wholes = _marks(sheet, column, [r.row for r in sheet.lanes[0] if r.head.kind == "total"])
    if len(wholes) == 1 and len(parts) > 1:
        whole = wholes[0][1]
        if all(part.dimension is whole.dimension for _, part in parts):
            computed = total(term(part) for _, part in parts)
            yield Relation(rule, term(whole), computed, subject="合计")


def _marks(sheet: Sheet, column: int, rows: Sequence[int]) -> list[tuple[int, Figure]]:
    """The marks of a column with the row that each begins in."""
    cells = ((row, sheet.cell(row, column)) for row in rows)
    return [(row, figure) for row, cell in cells if (figure := figure_in(cell)) is not None]
