"""Figures that changed places: a share printed for its neighbour's, what is left for what was
spent.  Such a slip leaves both figures well formed, so only the arithmetic tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from ..normalize.figure import Figure
from .expression import Expression
from .judge import Verdict, judge
from .relation import Claim, Relation

_HUNDRED = 100
_FAR = 10  # times what a relation allows: another figure may be printed more coarsely


def exchanges(relation: Relation) -> Iterator[tuple[Figure, Figure]]:
    """Every two figures of a failing relation and its context of which the relation holds with
    their values exchanged."""
    off = judge(relation).smallest_error
    if off is None:
        return
    for one, other in _pairs(relation):
        stated = _exchange(relation.stated, one, other)
        computed = _exchange(relation.computed, one, other)
        if _gap(stated, computed) <= off * _FAR:  # cheap to see at once
            changed = replace(relation, stated=stated, computed=computed)
            if judge(changed).verdict is Verdict.AGREES:
                yield one, other


def _gap(stated: Expression, computed: Expression) -> Fraction:
    """By how much the two sides differ at the printed figures' word."""
    try:
        return abs(stated.exact() - computed.exact())
    except ZeroDivisionError:
        return Fraction(0)  # for the judge to say


def exchanged(relation: Relation, odds: int) -> bool:
    """Whether two figures that changed places make a failing relation hold, and chance would do so
    in fewer than one case in `odds`."""
    if relation.claim is not Claim.EQUAL:
        return False
    tried = sum(1 for _ in _pairs(relation))
    return tried * luck_of(relation) * odds <= 1 and any(True for _ in exchanges(relation))


def luck_of(relation: Relation) -> Fraction:
    """How likely a rate would fit by chance: the width it may have in its size."""
    check, stated = judge(relation), abs(relation.stated.exact())
    if check.smallest_error is None or stated in (0, _HUNDRED):
        return Fraction(1)
    return min(Fraction(1), 2 * check.smallest_error / stated)


def _pairs(relation: Relation) -> Iterator[tuple[Figure, Figure]]:
    own = dict.fromkeys((*relation.stated.figures, *relation.computed.figures))
    others = dict.fromkeys(t.figure for t in relation.context if t.figure not in own)
    for one, other in combinations((*own, *others), 2):
        kin = one.dimension is other.dimension and one.unit == other.unit
        if kin and one in own and one.value != other.value:
            yield one, other


def _exchange(expression: Expression, one: Figure, other: Figure) -> Expression:
    """An expression with two figures in each other's place."""
    for here, there in ((one, other), (other, one)):
        put = replace(here, value=there.value, step=there.step, number=there.number)
        expression = expression.with_figure(here, put)
    return expression
