"""Verdicts: what agrees, what agrees by rounding, what disagrees, what cannot be said."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.figure import Hedge
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate
from gouji.validate.expression import percent_of, term, total
from gouji.validate.judge import Verdict, judge
from gouji.validate.relation import Certainty, Claim, Relation
from hypothesis import given
from hypothesis import strategies as st

from .builders import figure


def _sum(stated: str, *parts: str, unit: str = "万元") -> Relation:
    return Relation("t", term(figure(stated, unit)), total(term(figure(p, unit)) for p in parts))


def _verdict(relation: Relation) -> Verdict:
    return judge(relation).verdict


@pytest.mark.parametrize(
    ("stated", "parts", "verdict"),
    [
        ("14626.81", ("597.21", "14029.6"), Verdict.AGREES),
        ("14626.81", ("2626.81", "12000", "0", "0"), Verdict.AGREES),
        ("2186.11", ("1033.06", "1153.06"), Verdict.ROUNDING),
        ("89.97", ("30", "30", "29.99"), Verdict.ROUNDING),
        ("89.95", ("30", "30", "29.99"), Verdict.DISAGREES),
        ("90", ("30", "30", "29.99"), Verdict.ROUNDING),
        ("91", ("30", "30", "29.99"), Verdict.DISAGREES),
        ("6292.13", ("3827.9", "2464.2"), Verdict.ROUNDING),
        ("100", ("60", "41"), Verdict.ROUNDING),
        ("100", ("60", "42"), Verdict.DISAGREES),
        ("7426", ("7", "64", "45", "5214", "2098"), Verdict.ROUNDING),
        ("7425", ("7", "64", "45", "5214", "2098"), Verdict.DISAGREES),
    ],
)
def test_sums_of_money_are_judged_by_the_finest_printed_digit(stated, parts, verdict):
    assert _verdict(_sum(stated, *parts)) is verdict


def test_what_only_rounding_all_one_way_could_make_is_a_warning():
    text = "全年支出7425万元，其中：甲院7万元、乙院64万元、丙院45万元、丁院5214万元、戊院2098万元。"
    found = [(f.level, f.stated) for f in evaluate(normalize(document_from_text(text))).findings]
    assert found == [("warning", "7425")]


def test_counts_and_scores_have_no_rounding():
    assert _verdict(_sum("105", "20", "50", "30", "6", unit="分")) is Verdict.DISAGREES
    assert _verdict(_sum("32", "21", "4", "7", unit="人")) is Verdict.AGREES


@pytest.mark.parametrize(
    ("rate", "part", "whole", "verdict"),
    [
        ("71.73", "2106.66", "2940.05", Verdict.DISAGREES),
        ("71.65", "2106.66", "2940.05", Verdict.AGREES),
        ("9.55", "29.42", "307.82", Verdict.ROUNDING),
        ("25", "604.4", "2398.4", Verdict.AGREES),
    ],
)
def test_percentages_are_recomputed_within_the_rounding_of_their_operands(
    rate, part, whole, verdict
):
    computed = percent_of(term(figure(part)), term(figure(whole)))
    assert _verdict(Relation("t", term(figure(rate, "%")), computed)) is verdict


@pytest.mark.parametrize(
    ("rate", "verdict"),
    [
        ("66.59", Verdict.AGREES),
        ("66.60", Verdict.DISAGREES),
        ("66.58", Verdict.DISAGREES),
    ],
)
def test_a_rate_one_digit_off_is_wrong_where_neither_rounding_nor_cutting_explains_it(
    rate, verdict
):
    computed = percent_of(term(figure("1317.00")), term(figure("1977.72")))  # 66.5919…
    assert _verdict(Relation("t", term(figure(rate, "%")), computed)) is verdict


def test_a_rate_that_was_cut_short_agrees_by_rounding():
    computed = percent_of(term(figure("1000.77")), term(figure("1050.00")))  # 95.3114…
    assert _verdict(Relation("t", term(figure("95.3", "%")), computed)) is Verdict.AGREES
    computed = percent_of(term(figure("1001.85")), term(figure("1050.00")))  # 95.4142…
    cut = percent_of(term(figure("1001.99")), term(figure("1050.00")))  # 95.4276…
    assert _verdict(Relation("t", term(figure("95.42", "%")), cut)) is Verdict.ROUNDING
    assert _verdict(Relation("t", term(figure("95.40", "%")), computed)) is Verdict.DISAGREES


def test_the_share_of_a_whole_may_have_its_last_digit_moved():
    computed = percent_of(term(figure("1317.00")), term(figure("1977.72")))  # 66.5919…
    moved = Relation("t", term(figure("66.58", "%")), computed, adjustable=True)
    assert _verdict(moved) is Verdict.ROUNDING


def test_people_counted_in_ten_thousands_are_rounded():
    assert _verdict(_sum("445.97", "33.03", "412.95", unit="万人")) is Verdict.ROUNDING


def test_amounts_in_different_units_keep_their_own_precision():
    parts = total([term(figure("2.1", "亿元")), term(figure("2000", "万元"))])
    assert _verdict(Relation("t", term(figure("2.3", "亿元")), parts)) is Verdict.AGREES
    parts = total([term(figure("2.1", "亿元")), term(figure("2049", "万元"))])
    assert _verdict(Relation("t", term(figure("2.3", "亿元")), parts)) is Verdict.AGREES


def test_a_division_by_zero_is_undetermined_and_says_why():
    computed = percent_of(term(figure("5")), term(figure("0")))
    check = judge(Relation("t", term(figure("100", "%")), computed))
    assert (check.verdict, check.reason) == (Verdict.UNDETERMINED, "zero-base")


def test_a_relation_that_may_not_hold_is_never_a_disagreement():
    relation = Relation(
        "t",
        term(figure("52")),
        term(figure("19")),
        certainty=Certainty.POSSIBLE,
        doubt="open-list",
    )
    check = judge(relation)
    assert (check.verdict, check.reason) == (Verdict.UNDETERMINED, "open-list")


def test_a_hedged_figure_opens_its_interval_on_one_side():
    over = term(figure("5", hedge=Hedge.OVER))
    assert _verdict(Relation("t", over, term(figure("6")))) is Verdict.AGREES
    assert _verdict(Relation("t", over, term(figure("3")))) is Verdict.DISAGREES


@pytest.mark.parametrize(
    ("left", "claim", "right", "verdict"),
    [
        ("3.2", Claim.AT_MOST, "10", Verdict.AGREES),
        ("13.2", Claim.AT_MOST, "10", Verdict.DISAGREES),
        ("53.90", Claim.LESS, "54.50", Verdict.AGREES),
        ("53.90", Claim.MORE, "54.50", Verdict.DISAGREES),
        ("10.00", Claim.MORE, "10.00", Verdict.DISAGREES),
        ("98", Claim.ABOUT, "100", Verdict.AGREES),
        ("60", Claim.ABOUT, "100", Verdict.DISAGREES),
    ],
)
def test_inequalities_are_judged_as_printed(left, claim, right, verdict):
    relation = Relation("t", term(figure(left)), term(figure(right)), claim)
    assert _verdict(relation) is verdict


def test_a_check_knows_the_smallest_error_it_could_have_seen():
    check = judge(_sum("10.00", "4.00", "6.00"))
    assert check.smallest_error == Fraction(200)


cents = st.integers(0, 10**9).map(lambda n: Decimal(n).scaleb(-2))


@given(st.lists(cents, min_size=1, max_size=12))
def test_a_sum_printed_exactly_always_agrees(parts):
    stated = f"{sum(parts):.2f}"
    assert _verdict(_sum(stated, *(f"{p:.2f}" for p in parts))) is Verdict.AGREES


@given(st.lists(st.integers(0, 10**11), min_size=1, max_size=8))
def test_a_sum_rounded_from_yuan_line_by_line_never_disagrees(parts):
    def rounded(yuan: int) -> str:
        return f"{Decimal(yuan).scaleb(-4).quantize(Decimal('0.01'))}"

    relation = _sum(rounded(sum(parts)), *(rounded(p) for p in parts))
    assert _verdict(relation) is not Verdict.DISAGREES


@given(cents.filter(lambda d: d > 1), cents.filter(lambda d: d > 1))
def test_a_percentage_computed_from_the_printed_figures_always_agrees(part, whole):
    rate = (part / whole * 100).quantize(Decimal("0.01"))
    computed = percent_of(term(figure(f"{part:.2f}")), term(figure(f"{whole:.2f}")))
    assert _verdict(Relation("t", term(figure(f"{rate}", "%")), computed)) in (
        Verdict.AGREES,
        Verdict.ROUNDING,
    )
