"""Columns that are computed from others, as the figures of nearly every row show.

A table says what its columns are by what they hold: a product (保额 × 费率 = 保费), a quotient, a
rate of growth, a share of what one row holds, a fixed sum for each (人数 × 0.1), the growth of
each year over the row before; shares that make 100.  What holds in so many rows that chance could
hardly make it is the law of the table, whatever its header calls it; where a row fails it, a slip
of the pen must explain the gap.  The same is tried of rows, column by column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import log10

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Reading
from ..causes import HINT, RARE, explained, slips
from ..expression import HUNDRED, Constant, Expression, Term
from ..growth import growth as _growth
from ..judge import holds, judge
from ..rates import average as _average
from ..rates import named as _named
from ..rates import proportion as _proportion
from ..rates import share as _share
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, also
from .field import Field, fields
from .tried import PROOF, Law, laws_of, plain

DECLARED_BY = (_average, _growth, _named, _proportion, _share)
"""The families that declare the rules which tables add to."""

_FEWEST = 3  # rows
_WIDE = 16  # columns
_LONG = 60  # rows
_SURE = 6.0  # powers of ten by which a law must be too good for chance to be an error's
_BOTH = 5.0  # the same together with those of a slip that explains where it fails
_OFTEN = 3  # times as often as it fails it must hold
_MANY = 5  # rows in which it holds for what no slip explains to be shown
_MOST = 3.0  # what one row may show, in powers of ten
_LEAST = 5  # odds against chance of a slip in a law that is sure
_ALL = 100
_TINY = 10**6


@also("unit-price")
def products(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is the product, or the quotient, of two others where nearly all rows show it."""
    return (relation for relation in memo(computed) if relation.rule == "unit-price")


@also("named-rate")
def rates(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is the percentage that another is of a third."""
    return (relation for relation in memo(computed) if relation.rule == "named-rate")


@also("change-rate")
def rates_of_growth(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is the growth of another over a third, or over the row before."""
    return (relation for relation in memo(computed) if relation.rule == "change-rate")


@also("change-amount")
def changes(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is by how much another changes from row to row."""
    return (relation for relation in memo(computed) if relation.rule == "change-amount")


@also("proportion")
def proportions(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column goes in step with another: so much for each, shares of what is not printed."""
    return (relation for relation in memo(computed) if relation.rule == "proportion")


@also("share")
def shares(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is what another is of the amount of one row; columns make 100 together."""
    return (relation for relation in memo(computed) if relation.rule == "share")


def computed(reading: Reading, memo: Memo) -> list[Relation]:
    """What every table shows to be computed, by columns and by rows."""
    return [
        relation
        for field in memo(fields)
        for way in (field, field.turned)
        for relation in (*_computed(way, way is field), *_hundreds(way))
    ]


def _computed(field: Field, upright: bool) -> Iterator[Relation]:
    if not _FEWEST <= len(field.rows) <= _LONG or field.width > _WIDE:
        return
    taken: list[frozenset[int]] = []
    for law in sorted(laws_of(field, upright), key=lambda law: -law.rank):
        if all(len(law.columns & known) < len(law.columns) for known in taken):
            taken.append(law.columns)
            yield from _relations(field, law)


def _hundreds(field: Field) -> Iterator[Relation]:
    """Runs of columns whose percentages make 100 in nearly every row: the largest of a row is what
    the others leave."""
    runs = [(a, b) for a in range(field.width) for b in range(a + 2, field.width + 1)]
    for start, end in runs if len(field.rows) <= _LONG else ():
        rows = {}
        for row in field.rows:
            figures = [plain(row.figure(column)) for column in range(start, end)]
            shares = [f for f in figures if f is not None and f.dimension is Dimension.PERCENT]
            if len(shares) == end - start and all(0 < f.value < _ALL for f in shares):
                rows[tuple(f.value for f in shares)] = row.name, shares
        relations = [_hundred(name, shares) for name, shares in rows.values()]
        shown = [relation for relation in relations if holds(relation)]
        proof = -log10(len(runs))
        for relation in shown:
            off = sum(f.step for f in relation.computed.figures)
            proof += min(_MOST, max(0.0, log10(50 / off)))
        if proof >= PROOF and len(shown) >= _OFTEN * (len(relations) - len(shown)):
            yield from (r for r in relations if holds(r) or explained(r, _LEAST))


def _hundred(name: str, shares: Sequence[Figure]) -> Relation:
    stated = max(shares, key=lambda share: share.value)
    rest: Expression = HUNDRED
    for share in shares:
        if share is not stated:
            rest = rest - Term(share)
    return Relation("share", Term(stated), rest, subject=name, adjustable=True)


def _relations(field: Field, law: Law) -> Iterator[Relation]:
    sure = law.proof >= _SURE
    odds = max(_LEAST if sure else HINT, int(10 ** (_BOTH - law.proof)))
    for row in law.off if sure or law.form.worth else ():
        relation = _relation(field, law, row)
        if relation is None or holds(relation) or _rounded(field, law, row):
            continue
        if not law.form.worth:
            if explained(relation, odds):
                yield _in_step(relation)
        elif explained(relation, odds) or (sure and _reversed(relation)):
            yield relation if sure else replace(relation, level=Level.WARNING)
        elif law.proof >= 2 * _SURE and len(law.shown) >= _MANY and len(law.off) == 1:
            if law.form.strict:
                yield replace(relation, level=Level.WARNING)
                continue
            yield replace(relation, certainty=Certainty.LIKELY, doubt="relation-uncertain")
    for row in law.shown if law.proof >= PROOF else ():
        relation = _relation(field, law, row)
        if relation is not None and holds(relation):
            yield relation


def _in_step(relation: Relation) -> Relation:
    """What each gets may differ: only a slip of a rare kind tells that it should not."""
    if slips(relation) & RARE:
        return replace(relation, level=Level.WARNING)
    return replace(relation, certainty=Certainty.LIKELY, doubt="relation-uncertain")


def _rounded(field: Field, law: Law, row: int) -> bool:
    """Whether a row may fail because what it is computed from was rounded, where that is not given
    but computed itself (what each is worth is); so may what is off in the seventh digit."""
    loose = None if law.form.worth else _relation(field, replace(law, exact=False), row)
    if loose is None:
        return False
    check = judge(loose)
    stated = law.stated.values[row] or 0
    return holds(loose) or abs(Fraction(check.difference or 0)) * _TINY < abs(Fraction(stated))


def _reversed(relation: Relation) -> bool:
    """Whether the stated figure has lost its sign, or has one too many."""
    (figure,) = relation.stated.figures
    return holds(replace(relation, stated=Term(replace(figure, value=-figure.value))))


def _relation(field: Field, law: Law, row: int) -> Relation | None:
    stated = law.stated.figures[row]
    figures = [column.figures[row] for column in law.operands]
    if stated is None or any(figure is None for figure in figures):
        return None
    made = law.form.build(*(Term(f, given=law.exact) for f in figures if f is not None))
    if law.power:
        made = made * Constant(Fraction(10) ** law.power)
    name = "·".join(filter(None, (field.rows[row].name, law.stated.name)))
    tailed = law.form.rule == "share"  # the largest share may have taken what 100 lacks
    return Relation(law.form.rule, Term(stated), made, subject=name, adjustable=tailed)
