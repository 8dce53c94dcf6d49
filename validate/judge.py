"""The one module that compares numbers.

Verdicts: strict pass → agrees; pass only through the rounding of the printed operands, or one
unit off in the last digit where figures are rounded → agrees by rounding; else disagrees.  The
last digit of a rate may have been cut short, that of a share moved so that shares add up to 100.
A relation that cannot be evaluated, or only might hold, is undetermined.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ..normalize.figure import Dimension, Figure, Hedge
from .expression import Expression, fraction, is_exact, is_linear
from .interval import Interval
from .relation import Certainty, Claim, Relation

_MONEY = Dimension.MONEY


class Verdict(StrEnum):
    AGREES = "agrees"
    ROUNDING = "agrees by rounding"
    DISAGREES = "disagrees"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Check:
    """A relation recomputed.

    `exact` is the recomputed value at the printed figures' word, `bounds` what it may be given
    their rounding, `difference` stated − recomputed (all in base units, None when the
    arithmetic is impossible); `smallest_error` is the smallest change of the stated value this
    check would have noticed (None: it notices nothing); `reason` says why it is undetermined;
    `tails` that a sum disagrees which only figures all rounded the same way could make.
    """

    relation: Relation
    verdict: Verdict
    exact: Fraction | None = None
    bounds: Interval | None = None
    difference: Fraction | None = None
    smallest_error: Fraction | None = None
    reason: str = ""
    tails: bool = False


def judge(relation: Relation) -> Check:
    """Recompute a relation."""
    try:
        stated, computed = relation.stated.exact(), relation.computed.exact()
        if relation.same_amount:
            coarser = _coarser(relation)
            verdict = same_amount(stated, computed, coarser)
            bounds, step = Interval.around(computed, coarser), Fraction(0)
        else:
            finest = finest_step(relation)
            bounds, step = relation.computed.bounds(finest), stated_step(relation, finest)
            verdict = _verdict(relation, stated, computed, bounds, step)
    except ZeroDivisionError:
        return _undefined(relation)
    if relation.claim is Claim.DEFINED:
        return Check(relation, Verdict.AGREES)
    seen = abs(stated - computed) - step / 2  # what rounding would have to make, at least
    tails = verdict is Verdict.ROUNDING and _is_more_than_tails(relation, seen)
    verdict, reason = Verdict.DISAGREES if tails else verdict, ""
    if verdict is Verdict.DISAGREES and relation.certainty is Certainty.POSSIBLE:
        verdict, reason = Verdict.UNDETERMINED, relation.doubt or "relation-uncertain"
    if _vague(relation) and verdict is Verdict.ROUNDING:
        verdict, reason = Verdict.UNDETERMINED, "hedged"
    width = bounds.width
    smallest = None if width is None else width / 2 + step
    return Check(relation, verdict, computed, bounds, stated - computed, smallest, reason, tails)


def _verdict(
    relation: Relation, stated: Fraction, computed: Fraction, bounds: Interval, step: Fraction
) -> Verdict:
    if relation.claim is Claim.DEFINED:
        return Verdict.AGREES
    stated_bounds = relation.stated.bounds(None)
    verdict = _VERDICTS[relation.claim](stated, computed, stated_bounds, bounds, step)
    if verdict is Verdict.ROUNDING and _is_rate(relation) and not relation.adjustable:
        return truncated(stated, stated_bounds, bounds, step)
    return verdict


def holds(relation: Relation) -> bool:
    """Whether a relation agrees, exactly or by rounding: what trying out needs, at less cost."""
    if relation.claim is Claim.EQUAL:
        stated, computed = value_of(relation.stated), value_of(relation.computed)
        if stated is not None and stated == computed:
            return True
    check = judge(relation)
    return check.tails or check.verdict in (Verdict.AGREES, Verdict.ROUNDING)


def equal(
    stated: Fraction, computed: Fraction, stated_bounds: Interval, bounds: Interval, step: Fraction
) -> Verdict:
    """Equality.  `step` is the finest printed unit, 0 where figures are exact.

    A result printed with fewer digits than its operands (30万元 beside 29.99万元) may have
    dropped zeros or have been rounded: inside its own rounding it agrees by rounding."""
    if stated == computed:
        return Verdict.AGREES
    fine = stated_bounds.width is None or stated_bounds.width <= step
    if fine and stated_bounds.meets(Interval.exact(computed)):
        return Verdict.AGREES
    if stated_bounds.meets(bounds) or abs(stated - computed) <= step + step / 2:
        return Verdict.ROUNDING
    return Verdict.DISAGREES


def _is_more_than_tails(relation: Relation, gap: Fraction) -> bool:
    """Whether a sum is off by more than its figures' rounding makes likely.

    What is cut off and what is added goes both ways: of n figures it hardly ever makes n halves
    of a unit.  More than three standard deviations, of √(n/12) units, is no rounding."""
    linear = is_linear(relation.stated) and is_linear(relation.computed)
    terms = [*relation.computed.terms()]
    if relation.claim is not Claim.EQUAL or not linear or len(terms) < _PAIR or gap <= 0:
        return False
    widths = [term.bounds(finest_step(relation)).width for term in terms]
    widths += [term.bounds(None).width for term in relation.stated.terms()]
    closed = [width for width in widths if width is not None]
    variance = sum((width * width for width in closed), Fraction(0)) / 12
    return len(closed) == len(widths) and gap * gap > 9 * variance


_PAIR = 2


def truncated(
    stated: Fraction, stated_bounds: Interval, bounds: Interval, step: Fraction
) -> Verdict:
    """A rate that is no member of a list was rounded or cut short; nothing else moves its tail."""
    ends = sorted((stated, stated + (step if stated >= 0 else -step)))
    cut = Interval(*ends)
    fits = stated_bounds.meets(bounds) or cut.meets(bounds)
    return Verdict.ROUNDING if fits else Verdict.DISAGREES


def same_amount(stated: Fraction, computed: Fraction, coarser: Fraction) -> Verdict:
    """One amount printed twice.  `coarser` is the step of the coarser print, 0 where both are
    printed to the same digit: it is the other rounded, or cut off, and otherwise the same."""
    if abs(stated - computed) * 2 <= coarser:
        return Verdict.AGREES
    return Verdict.ROUNDING if abs(stated - computed) < coarser else Verdict.DISAGREES


def at_most(
    stated: Fraction, computed: Fraction, stated_bounds: Interval, bounds: Interval, step: Fraction
) -> Verdict:
    """stated ≤ computed."""
    if stated <= computed:
        return Verdict.AGREES
    return Verdict.DISAGREES if bounds.below(stated_bounds) else Verdict.ROUNDING


def at_least(
    stated: Fraction, computed: Fraction, stated_bounds: Interval, bounds: Interval, step: Fraction
) -> Verdict:
    return at_most(computed, stated, bounds, stated_bounds, step)


def less(
    stated: Fraction, computed: Fraction, stated_bounds: Interval, bounds: Interval, step: Fraction
) -> Verdict:
    """stated < computed.  Equal as printed is rounding only where rounding can hide a gap."""
    if stated < computed:
        return Verdict.AGREES
    gap = stated_bounds.low is None or bounds.high is None or stated_bounds.low < bounds.high
    hidden = gap and stated != computed
    return Verdict.ROUNDING if hidden else Verdict.DISAGREES


def more(
    stated: Fraction, computed: Fraction, stated_bounds: Interval, bounds: Interval, step: Fraction
) -> Verdict:
    return less(computed, stated, bounds, stated_bounds, step)


def about(
    stated: Fraction, computed: Fraction, stated_bounds: Interval, bounds: Interval, step: Fraction
) -> Verdict:
    """基本持平: published reports use it for differences of up to a few percent."""
    if abs(stated - computed) * 20 <= max(abs(stated), abs(computed)):
        return Verdict.AGREES
    return Verdict.ROUNDING if stated_bounds.meets(bounds) else Verdict.DISAGREES


_VERDICTS = {
    Claim.EQUAL: equal,
    Claim.AT_MOST: at_most,
    Claim.AT_LEAST: at_least,
    Claim.LESS: less,
    Claim.MORE: more,
    Claim.ABOUT: about,
}


def finest_step(relation: Relation) -> Decimal | None:
    """The finest step among the computed side's amounts, when all share one printed unit.

    An operand with fewer decimals than its neighbours had trailing zeros dropped (`14029.6`
    beside `597.21` is exact to the cent).  Where every operand is coarser than the result, they
    were rounded (3827.9 + 2464.2 against 6292.13).  Amounts in several units keep their own.
    """
    amounts = [
        figure
        for figure in relation.computed.figures
        if figure.dimension is Dimension.MONEY and figure.hedge is Hedge.NONE
    ]
    scales = {f.scale for f in (*relation.stated.figures, *amounts) if f.dimension is _MONEY}
    if not amounts or len(scales) > 1:
        return None
    return min(figure.step for figure in amounts)


def stated_step(relation: Relation, finest: Decimal | None) -> Fraction:
    """One unit of the stated side's last printed digit; 0 where the figures are exact."""
    steps = [_step(figure, finest) for figure in relation.stated.figures]
    if not steps:
        steps = [_step(figure, finest) for figure in relation.computed.figures]
    return max(steps, default=Fraction(0))


def _coarser(relation: Relation) -> Fraction:
    steps = {
        max((figure.step for figure in side.figures), default=Decimal(0))
        for side in (relation.stated, relation.computed)
    }
    return fraction(max(steps)) if len(steps) > 1 else Fraction(0)


def _step(figure: Figure, finest: Decimal | None) -> Fraction:
    if is_exact(figure):
        return Fraction(0)
    if figure.dimension is Dimension.MONEY and finest is not None:
        return Fraction(min(figure.step, finest))
    return Fraction(figure.step)


def _is_rate(relation: Relation) -> bool:
    figures = relation.stated.figures
    rate = bool(figures) and all(f.dimension is Dimension.PERCENT for f in figures)
    return rate and relation.claim is Claim.EQUAL


def _vague(relation: Relation) -> bool:
    figures = (*relation.stated.figures, *relation.computed.figures)
    return any(figure.hedge not in (Hedge.NONE, Hedge.MORE) for figure in figures)


def _undefined(relation: Relation) -> Check:
    if relation.claim is Claim.DEFINED:
        return Check(relation, Verdict.DISAGREES)
    return Check(relation, Verdict.UNDETERMINED, reason="zero-base")


def value_of(expression: Expression) -> Fraction | None:
    """An expression's value at the printed figures' word; None where it divides by zero."""
    try:
        return expression.exact()
    except ZeroDivisionError:
        return None
