"""Columns that are the sum of others, as the figures of nearly every row show.

Headers name a total in more ways than words can list (合计下达 = 已预下达 + 本次下达).  Sums that
hold in so many rows that chance could hardly make them are what a column means, whatever it is
called; the row in which such a sum fails is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from math import gcd, log10

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import term, total
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, also
from . import sums as _sums
from .equation import Equation, ExactTerm, relation_of
from .field import Field, FieldRow, fields

DECLARED_BY = (_sums,)
"""The family that declares the rule which proven sums add to."""

_Parts = tuple[int, ...]

_PROOF = 3.0  # powers of ten by which a sum must be too good for chance
_SURE = 3.5  # the same, where no slip explains the row in which it fails
_BOTH = 4.3  # the same together with those of a slip that explains it
_COST = 1.5  # what each row costs in which it fails, beside another sum
_OFTEN = 2  # times as often as it fails it must hold
_LEAST = 5  # odds against chance of a slip in a sum that is sure
_MANY = 5  # rows in which it holds that prove a failure which no slip explains
_SOME = 3  # one row in so many must show a sum for it to be tried
_SHORT = 4  # parts whose rounding hardly ever comes to two units
_WIDE = 24  # columns


@dataclass(slots=True)
class _Formula:
    """Column `whole` = Σ columns `parts`.  `shown` are the rows in which it holds, `off` those in
    which it fails; `proof` is how much it is shown, in powers of ten."""

    whole: int
    parts: _Parts
    shown: list[FieldRow]
    off: list[FieldRow]
    proof: float

    @property
    def rank(self) -> float:
        return self.proof - _COST * len(self.off)


@also("table-row")
def proven_rows(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is the sum of others where nearly all rows show it."""
    for field in memo(fields):
        for formula in proven(field):
            yield from _relations(field, formula)


def proven(field: Field) -> list[_Formula]:
    """The likeliest sum that each column is, if it is one."""
    if not 3 <= field.width <= _WIDE:
        return []
    best: dict[int, _Formula] = {}
    for (whole, parts), count in _hits(field).items():
        if count > 1 and count * _SOME >= len(field.rows):
            formula, known = _formula(field, whole, parts), best.get(whole)
            if formula is not None and (known is None or formula.rank > known.rank):
                best[whole] = formula
    return list(best.values())


def _hits(field: Field) -> Counter[tuple[int, _Parts]]:
    """How often each sum holds, twice where of several parts: sums of neighbours, of two columns,
    of columns at even steps."""
    found: Counter[tuple[int, _Parts]] = Counter()
    lists = _lists(field)
    for row in field.rows:
        wholes: dict[int, list[int]] = {}
        for column, value in enumerate(row.values):
            if value and row.figure(column) is not None:
                wholes.setdefault(value, []).append(column)
        running = [0, *accumulate(value or 0 for value in row.values)]
        for parts in lists:
            made = (
                running[parts[-1] + 1] - running[parts[0]]
                if _is_run(parts)
                else sum(row.values[part] or 0 for part in parts)
            )
            for whole in wholes.get(made, ()):
                if whole not in parts:
                    found[whole, parts] += min(2, sum(bool(row.values[part]) for part in parts))
    return found


def _lists(field: Field) -> list[_Parts]:
    """The lists of columns of one kind that are tried as parts."""
    width, kinds = field.width, field.kinds
    runs = [tuple(range(a, b)) for a in range(width) for b in range(a + 2, width + 1)]
    pairs = [(a, b) for a in range(width) for b in range(a + 2, width)]
    steps = [
        tuple(range(a, b, step))
        for step in range(2, width // 2)
        for a in range(width)
        for b in range(a + 2 * step + 1, width + 1, step)
    ]
    return [p for p in (*runs, *pairs, *steps) if len({kinds[part] for part in p}) == 1]


def _is_run(parts: _Parts) -> bool:
    return parts[-1] - parts[0] == len(parts) - 1


def _chance(field: Field, whole: int, parts: _Parts) -> float:
    """How many sums of this make were tried, as a power of ten: columns right beside their total
    are far fewer than columns anywhere."""
    beside = _is_run(parts) and (parts[0] == whole + 1 or parts[-1] == whole - 1)
    return log10(field.width**2 if beside else field.width**3 / 2)


def _formula(field: Field, whole: int, parts: _Parts) -> _Formula | None:
    """A sum with the rows that show it and those in which it fails; None where it is not proven."""
    if field.kinds[whole] != field.kinds[parts[0]]:
        return None
    if not {whole, *parts} <= field.summed and not _are_rates(field, (whole, *parts)):
        return None
    told: dict[tuple[int, ...], FieldRow] = {}
    off = []
    for row in field.rows:
        known = tuple(v for c in (whole, *parts) if (v := row.values[c]) is not None)
        if len(known) <= len(parts) or row.figure(whole) is None:
            continue
        if known[0] == sum(known[1:]):
            told.setdefault(known, row)
        elif all(row.figure(part) for part in parts):
            off.append(row)
    if not all(any(column) for column in zip(*told, strict=True)):
        return None  # of a column that is always 0 nothing is known
    grain = gcd(*(value for known in told for value in known))
    proof = -_chance(field, whole, parts)
    for whole_value, *made in (known for known in told if known[0]):
        proof += log10(abs(whole_value) / grain) / (1 if sum(map(bool, made)) > 1 else 2)
    if len(told) < max(2, _OFTEN * len(off)) or proof < (0 if len(off) == 1 else _PROOF):
        return None
    return _Formula(whole, parts, list(told.values()), off, proof)


def _are_rates(field: Field, columns: Iterable[int]) -> bool:
    """Whether columns hold percentages: the shares that several bear add up row by row."""
    figures = (row.figure(column) for row in field.rows for column in columns)
    return all(f is None or f.dimension is Dimension.PERCENT for f in figures)


def _relations(field: Field, formula: _Formula) -> Iterator[Relation]:
    """The sum in every row; where it fails only what a slip or all the other rows show."""
    odds = max(_LEAST, int(10 ** (_BOTH - formula.proof)))
    for row in (*formula.off, *formula.shown):
        relation = _relation(field, row, formula)
        if relation is None or (row not in formula.off and formula.proof < _PROOF):
            continue
        if row not in formula.off or explained(relation, odds):
            yield relation
        elif _is_sure(formula) and not _left(row, formula):
            yield replace(relation, level=Level.WARNING)
        elif formula.proof >= _PROOF:
            yield replace(relation, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")


def _is_sure(formula: _Formula) -> bool:
    """Whether all rows but one show a sum so often that this one cannot be right."""
    often = len(formula.shown) >= _MANY and formula.proof >= _SURE
    return len(formula.off) == 1 and (often or formula.proof >= 2 * _SURE)


def _relation(field: Field, row: FieldRow, formula: _Formula) -> Relation | None:
    """The sum in one row.  What closes to the last digit row by row is not rounded."""
    stated = row.cells[formula.whole]
    cells = tuple((cell, 1) for part in formula.parts if (cell := row.cells[part]) is not None)
    if stated is None or not cells:
        return None
    subject = field.subject(row, formula.whole)
    figures = [cell.figure for cell, _ in cells if cell.figure is not None]
    if stated.figure is not None and _are_rates(field, (formula.whole, *formula.parts)):
        made = total(map(term, figures))
        return Relation("table-row", term(stated.figure), made, subject=subject)
    relation = relation_of(Equation(stated, cells, subject), "table-row")
    if relation is None or len(formula.shown) < _MANY or len(formula.parts) > _SHORT:
        return relation
    exact = (ExactTerm(part.figure, part.sign) for part in relation.computed.terms())
    return replace(relation, computed=total(exact))


def _left(row: FieldRow, formula: _Formula) -> bool:
    """Whether another column of the row holds what is missing, and nothing in the others: then it
    is one of the parts."""
    made = sum(row.values[part] or 0 for part in formula.parts)
    gap = abs((row.values[formula.whole] or 0) - made)
    used = {formula.whole, *formula.parts}
    return any(
        abs(value or 0) == gap and not any(other.values[column] for other in formula.shown)
        for column, value in enumerate(row.values)
        if column not in used
    )
