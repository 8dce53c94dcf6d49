"""Rows that are the sum of the rows beside them, as the figures of the table show.

Totals go by many names (全省, 第三产业, 温州市合计), and text keeps no indentation.  A row that is,
column by column, the sum of a run of rows right after or before it is their total; with the run
folded away, rows further out are tried the same way.  Where such a sum holds in the other columns,
or is the only one that the rows around it allow, and one slip of the pen keeps it from closing in
a column, that is what is wrong.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from dataclasses import field as made_of
from itertools import accumulate
from math import gcd, log10

from ...normalize.reading import Reading
from ..causes import CHANCE, HINT, explained
from ..edits import roundness
from ..relation import Outcome, Relation
from ..rule import Level, Memo, also
from . import sums as _declared
from .equation import Equation, relation_of
from .field import Field, fields
from .formulas import proven

DECLARED_BY = (_declared,)
"""The family that declares the rule which proven sums add to."""

_PROOF = 2.0  # powers of ten by which a sum must be too good for chance
_BOTH = 4.3  # the same together with those of a slip that explains where it fails
_TELLING = 100  # the least that two rows with the same figures hold
_LONGEST = 60  # rows of a run
_ROUNDS = 6  # levels
_FEW = 4  # columns, of which no two sums can be nested

_Run = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Sum:
    """Row `whole` = Σ rows `run`, by their places in the field: in the columns `closing`, and not
    in those `off`.  `proof` is how much the closing ones show it, in powers of ten."""

    whole: int
    run: _Run
    closing: tuple[int, ...]
    off: tuple[int, ...]
    proof: float


@dataclass(slots=True)
class _Folded:
    """The rows of a field of which those below a total are folded away: what is `live`, the sums
    found, and the columns that are `derived`, with those that they are the sums of."""

    field: Field
    derived: dict[int, tuple[int, ...]]
    live: list[int]
    sums: list[_Sum] = made_of(default_factory=list)

    @property
    def heads(self) -> list[tuple[int, int]]:
        """The rows that those after them may be parts of, with where in `live` these begin: every
        live row, and the last of each run folded away."""
        tails = {found.run[-1] for found in self.sums} - set(self.live)
        after = [(row, bisect(self.live, row)) for row in tails]
        return [*((row, at + 1) for at, row in enumerate(self.live)), *after]


@also("table-tree")
def proven_columns(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A row is the sum of those beside it where its columns show it."""
    for field in memo(fields):
        folded = _fold(field)
        yield from _sums(folded)
        yield from _slipped(folded)


@also("table-row")
def proven_across(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is the sum of those beside it, with what these are the sums of folded away."""
    for field in memo(fields):
        if field.width > _FEW:
            for relation in _sums(_fold(field.turned, field.summed)):
                yield replace(relation, rule="table-row")


def _sums(folded: _Folded) -> Iterator[Relation]:
    for found in folded.sums:
        yield from _slips(folded.field, found)
        for column in found.closing:
            if (relation := _relation(folded.field, found.whole, found.run, column)) is not None:
                yield relation


def _fold(field: Field, rows: Container[int] | None = None) -> _Folded:
    """Fold away the parts of every row (of these) that is proven to be a total, from within
    outwards."""
    derived = {formula.whole: formula.parts for formula in proven(field)}
    live = [row for row in _without_twins(field) if rows is None or row in rows]
    folded = _Folded(field, derived, live)
    for _ in range(_ROUNDS):
        found = sorted(_found(folded), key=lambda one: (len(one.off), len(one.run), -one.proof))
        before = len(folded.live)
        for one in found:
            if set(folded.live) >= {one.whole, *one.run}:
                folded.live = [row for row in folded.live if row not in one.run]
                folded.sums.append(one)
        if len(folded.live) == before:
            break
    return folded


def _without_twins(field: Field) -> list[int]:
    """The rows but those that print the same as the row before: what is the only part of it."""
    rows = [row.values for row in field.rows]
    telling = [max((abs(v or 0) for v in values), default=0) > _TELLING for values in rows]
    return [i for i in range(len(rows)) if not (i and telling[i] and rows[i] == rows[i - 1])]


def _found(folded: _Folded) -> Iterator[_Sum]:
    """The sums over rows next to their total that their columns prove, or all but one column and
    the slip that explains it."""
    columns = (column for column, kind in enumerate(folded.field.kinds) if kind)
    runs = dict.fromkeys(pair for column in columns for pair in _closing(folded, column))
    for whole, run in runs:
        one = _sum(folded, whole, run)
        if one.proof >= _PROOF or (one.proof > 0 and any(_slips(folded.field, one))):
            yield one


def _closing(folded: _Folded, column: int) -> Iterator[tuple[int, _Run]]:
    """The rows that are in one column the sum of a run of two or more next to them."""
    live = folded.live
    values = [folded.field.rows[row].values[column] or 0 for row in live]
    running = [0, *accumulate(values)]
    places: dict[int, list[int]] = {}
    for place, made in enumerate(running):
        places.setdefault(made, []).append(place)
    for row, start in folded.heads:
        value = folded.field.rows[row].values[column]
        for end in places.get(running[start] + value, ()) if value else ():
            if start + 1 < end <= start + _LONGEST:
                yield row, tuple(live[start:end])
                break
    for end, value in enumerate(values):
        for start in reversed(places.get(running[end] - value, ())) if value else ():
            if end - _LONGEST <= start < end - 1:
                yield live[end], tuple(live[start:end])
                break


def _sum(folded: _Folded, whole: int, run: _Run) -> _Sum:
    """A sum with the columns in which it closes, and those that add up in which it does not.
    Where a column closes because those do that it is the sum of, it shows nothing of its own."""
    field = folded.field
    closing, off = [], []
    shown: dict[tuple[int | None, ...], list[int]] = {}
    for column in range(field.width):
        values = tuple(field.rows[row].values[column] for row in (whole, *run))
        told = [value for value in values if value is not None]
        if len(told) < len(values) or field.rows[whole].figure(column) is None or not any(told[1:]):
            continue
        if told[0] == sum(told[1:]):
            closing.append(column)
            if sum(map(bool, told)) > 2:
                shown.setdefault(values, []).append(column)
        elif column in field.summed:
            off.append(column)
    proof = -log10(2 * len(folded.live))
    for values, columns in shown.items():
        if not any(set(folded.derived.get(column, (-1,))) <= set(closing) for column in columns):
            told = [value for value in values if value is not None]
            proof += max(0.0, log10(abs(told[0]) / gcd(*told) / len(run)))
    return _Sum(whole, run, tuple(closing), tuple(off), proof)


def _slips(field: Field, found: _Sum) -> Iterator[Relation]:
    """The sum in the one column in which it fails, if a slip explains it: the likelier by chance
    the less the other columns show."""
    if len(found.off) == 2:
        yield from _exchanged(field, found)
    if len(found.off) == 1:
        odds = max(HINT, int(10 ** (_BOTH - found.proof)))
        relation = _relation(field, found.whole, found.run, found.off[0])
        if relation is not None and _explained(relation, odds):
            yield relation


def _exchanged(field: Field, found: _Sum) -> Iterator[Relation]:
    """The sum in the two columns in which it fails, if one row holds the one's figure in the
    other."""
    one, other = found.off
    gaps = [_gap(field, found, column) for column in found.off]
    rows = (field.rows[row].values for row in (found.whole, *found.run))
    apart = {(row[other] or 0) - (row[one] or 0) for row in rows if row[one] and row[other]}
    if gaps[0] == -gaps[1] and {gaps[0], gaps[1]} & apart:
        for column in found.off:
            if (relation := _relation(field, found.whole, found.run, column)) is not None:
                yield relation


def _gap(field: Field, found: _Sum, column: int) -> int:
    whole, *parts = (field.rows[row].values[column] or 0 for row in (found.whole, *found.run))
    return whole - sum(parts)


def _explained(relation: Relation, odds: int) -> bool:
    figures = (*relation.stated.figures, *relation.computed.figures)
    return explained(relation, odds * roundness([f for f in figures if f.value]))


def _relation(field: Field, whole: int, run: _Run, column: int) -> Relation | None:
    stated = field.rows[whole].cells[column]
    cells = tuple((c, 1) for row in run if (c := field.rows[row].cells[column]) is not None)
    if stated is None or not cells or column not in field.summed:
        return None
    equation = Equation(stated, cells, field.subject(field.rows[whole], column))
    return relation_of(equation, "table-tree")


def _slipped(folded: _Folded) -> Iterator[Relation]:
    """Sums that close in no column and that one slip explains: over runs that end where another
    total, or the table, begins or ends."""
    field = folded.field
    tried = [(whole, run) for whole, run in _bounded(folded)]
    sure = {(row, c) for found in folded.sums for row in (found.whole, *found.run)
            for c in found.closing}  # fmt: skip
    for whole, run in tried:
        one = _sum(folded, whole, run)
        if one.closing or len(one.off) != 1:
            continue
        relation = _relation(field, whole, run, one.off[0])
        doubtful = any((row, one.off[0]) not in sure for row in (whole, *run))
        if relation is not None and doubtful and _explained(relation, CHANCE * len(tried)):
            yield replace(relation, level=Level.WARNING)


def _bounded(folded: _Folded) -> Iterator[tuple[int, _Run]]:
    """Rows with the runs after them up to a total or the end, and before them back to one."""
    live, wholes = folded.live, {found.whole for found in folded.sums}
    ends = [i for i in range(1, len(live) + 1) if i == len(live) or live[i] in wholes]
    starts = [i for i in range(len(live)) if i == 0 or live[i - 1] in wholes]
    for row, start in folded.heads:
        yield from ((row, tuple(live[start:end])) for end in ends if start + 1 < end)
    for end, row in enumerate(live):
        yield from ((row, tuple(live[start:end])) for start in starts if start < end - 1)
