"""What an indicator earns by its target and its result, in figures or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ...normalize.figure import Dimension, Figure
from ...normalize.grid_words import has_any
from ..expression import HUNDRED, Constant, Expression, Term, term
from ..judge import holds
from ..relation import Certainty, Claim, Relation
from .equation import ExactTerm
from .form_parts import figure_in, in_unit_of, text_of
from .marks import Indicator
from .profile import Marking

_AT_MOST = re.compile(
    r"≤|≦|[<＜]|不超过|不高于|不大于|不多于|小于|低于|以内|以下|控制在|反向|负向|逆向"
)
_AT_LEAST = re.compile(r"≥|≧|[>＞]|不低于|不少于|不小于|(?<!不)(?:大于|高于)|以上|达到|正向")
_EQUAL = re.compile(r"[=＝]|等于")
_HALF = Fraction(1, 2)
_QUANTITY = "数量指标"  # of what is to be done: less of it is less
_OTHER_UNIT = 10  # so many times more than was done: another unit is likelier meant
_AS_SHARE = Decimal("1.5")


def by_target(indicator: Indicator, marking: Marking) -> Iterator[Relation]:
    """Marks by target and result.  A result short of its target that earns full marks, or marks
    to the last digit that are not its part of them, is told; whole and half marks below it may
    be marked by steps, and are for review.  Source: 财预〔2020〕10号, quantitative indicators."""
    weight, score = indicator.weight, indicator.score
    pair = _comparable(indicator)
    if weight is None or score is None or pair is None:
        return
    target, actual = pair
    claim = _claim(indicator)
    under = Claim.AT_MOST if claim is Claim.AT_MOST else Claim.AT_LEAST
    met = holds(Relation("", term(actual), ExactTerm(target), under))
    marks = _marks(indicator, target, actual, claim, met)
    best = next((m for m in marks if holds(_relation(indicator, m))), marks[0])
    if met:
        certainty = _short_of_full(indicator, claim)
    else:
        certainty = _certainty(indicator, marking, claim, best)
    doubt = "" if certainty is Certainty.ASSERTED else "relation-uncertain"
    yield replace(_relation(indicator, best), certainty=certainty, doubt=doubt)
    if met and holds(_relation(indicator, term(weight))):
        reached = Relation("indicator-score", term(actual), ExactTerm(target), under)
        yield replace(reached, subject=indicator.name)  # what the full marks rest on


def _relation(indicator: Indicator, marks: Expression) -> Relation:
    assert indicator.score is not None
    return Relation("indicator-score", term(indicator.score), marks, subject=indicator.name)


def _marks(
    indicator: Indicator, target: Figure, actual: Figure, claim: Claim | None, met: bool
) -> list[Expression]:
    """What the result may earn, the usual way first."""
    assert indicator.weight is not None
    weight = term(indicator.weight)
    if met:
        return [weight]
    if claim is not Claim.AT_MOST:
        return [term(actual) / ExactTerm(target) * weight]
    if holds(Relation("", term(actual), Constant(Fraction(target.value) * 2), Claim.AT_LEAST)):
        return [Constant(Fraction(0)) * weight, ExactTerm(target) / term(actual) * weight]
    over = (Constant(Fraction(2)) - term(actual) / ExactTerm(target)) * weight
    return [over, ExactTerm(target) / term(actual) * weight]


def _short_of_full(indicator: Indicator, claim: Claim | None) -> Certainty:
    """How sure it is that a target that was met earns full marks: marks may be lost for a reason,
    or by steps."""
    score = indicator.score
    exact = score is not None and Fraction(score.value) % _HALF != 0
    told = bool(text_of(indicator.reason) or indicator.standard)
    sure = exact and not told and claim in (Claim.AT_LEAST, Claim.AT_MOST)
    return Certainty.LIKELY if sure else Certainty.POSSIBLE


def _certainty(
    indicator: Indicator, marking: Marking, claim: Claim | None, marks: Expression
) -> Certainty:
    """How sure it is that a result short of its target earns just these marks."""
    assert indicator.weight is not None
    assert indicator.score is not None
    score = Fraction(indicator.score.value)
    full = score >= Fraction(indicator.weight.value)
    if claim is None and has_any(indicator.name, marking.reverse):
        return Certainty.POSSIBLE
    if full:
        actual = figure_in(indicator.actual)
        rate = actual is not None and actual.dimension is Dimension.PERCENT
        counted = any(_QUANTITY in label for label in indicator.group)
        counted = counted and marks.exact() * _OTHER_UNIT > Fraction(indicator.weight.value)
        sure = claim is not None or rate or counted
        return Certainty.ASSERTED if sure else Certainty.LIKELY
    if claim in (None, Claim.EQUAL):
        return Certainty.POSSIBLE if score % _HALF == 0 else Certainty.LIKELY
    if score % _HALF == 0:
        if score > marks.exact() + _HALF:
            return Certainty.ASSERTED
        return Certainty.POSSIBLE if indicator.standard else Certainty.LIKELY
    return Certainty.LIKELY if indicator.standard else Certainty.ASSERTED


def _claim(indicator: Indicator) -> Claim | None:
    """How the result should stand to the target; None where nothing says."""
    text = indicator.nature + text_of(indicator.target)
    if _AT_MOST.search(text):
        return Claim.AT_MOST
    if _AT_LEAST.search(text):
        return Claim.AT_LEAST
    return Claim.EQUAL if _EQUAL.search(text) else None


def _comparable(indicator: Indicator) -> tuple[Figure, Figure] | None:
    """Target and result in one unit; None where they are not figures of one kind.

    A number without unit is in that of its partner, unless it may be a share (0.95 for 95%).
    """
    target, actual = figure_in(indicator.target), figure_in(indicator.actual)
    if target is None or actual is None or not target.value:
        return None
    plain = Dimension.PLAIN
    if target.dimension is plain and actual.dimension is not plain:
        if indicator.unit and indicator.unit not in (actual.unit, actual.raw.lstrip("0123456789.")):
            return None
        target = in_unit_of(target, actual)
    elif actual.dimension is plain and target.dimension is not plain:
        actual = in_unit_of(actual, target)
    if (target.dimension, target.unit) != (actual.dimension, actual.unit):
        return None
    share = target.dimension is Dimension.PERCENT and actual.value <= _AS_SHARE < target.value
    return None if share and "." in actual.number else (target, actual)


def by_words(indicator: Indicator, marking: Marking) -> Iterator[Relation]:
    """Marks by a result in words: 达成, 部分达成, 未达成."""
    weight, score = indicator.weight, indicator.score
    words = text_of(indicator.actual)
    if weight is None or score is None or not words:
        return
    for quality in marking.qualities:
        if words in quality.words:
            low = Constant(quality.low) * term(weight)
            yield replace(_relation(indicator, low), claim=Claim.AT_LEAST)
            if quality.high is not None:
                high = Constant(quality.high) * term(weight)
                yield replace(_relation(indicator, high), claim=Claim.LESS)


def by_coefficient(indicator: Indicator) -> Iterator[Relation]:
    """得分 = 权重 × 得分系数, where the form prints the coefficient."""
    weight, score, coefficient = indicator.weight, indicator.score, indicator.coefficient
    if weight is None or score is None or coefficient is None:
        return
    share: Expression = Term(coefficient)
    if coefficient.dimension is Dimension.PERCENT or coefficient.value > _AS_SHARE:
        share = share / HUNDRED
    yield _relation(indicator, share * term(weight))
