"""Likely causes: each is supported by arithmetic, and the likeliest is named first."""

from __future__ import annotations

import pytest
from gouji.validate.causes import likely_cause
from gouji.validate.expression import percent_of, term, total
from gouji.validate.judge import judge
from gouji.validate.relation import Relation

from .builders import figure


def _sum_cause(stated: str, *parts: str, nearby: tuple[str, ...] = ()) -> str:
    relation = Relation(
        "t",
        term(figure(stated)),
        total(term(figure(p)) for p in parts),
        context=tuple(term(figure(n)) for n in nearby),
    )
    return likely_cause(judge(relation)).code


@pytest.mark.parametrize(
    ("stated", "parts", "code"),
    [
        ("1234.56", ("1000.00", "243.56"), "digits-transposed"),
        ("12345.67", ("1000.00", "234.567"), "unit-slip"),
        ("1900.00", ("1000.00", "400.00"), "digit-misread"),
        ("11234.56", ("1000.00", "234.56"), "digit-doubled"),
        ("134.56", ("1000.00", "234.56"), "digit-dropped"),
        ("1637.19", ("1000.11", "234.56"), "unexplained"),
    ],
)
def test_a_wrong_sum_is_explained_by_one_slip_of_the_pen(stated, parts, code):
    assert _sum_cause(stated, *parts) == code


def test_a_slip_is_undone_in_the_way_the_figure_is_printed():
    stated, parts = figure("1,234.56"), (figure("1,000.00"), figure("243.56"))
    relation = Relation("t", term(stated), total(map(term, parts)))
    assert "1,243.56" in likely_cause(judge(relation)).zh


def test_an_item_printed_nearby_that_fills_the_gap_was_left_out():
    assert _sum_cause("1234.56", "1000.00", "200.11", nearby=("34.45",)) == "item-left-out"


def test_a_rate_of_the_current_figure_is_named_as_the_wrong_base():
    level, change = term(figure("48.60")), term(figure("13.40"))
    relation = Relation("t", term(figure("27.57", "%")), percent_of(change, level - change))
    assert likely_cause(judge(relation)).code == "base-current-year"


def test_a_ratio_without_its_hundred_is_named():
    relation = Relation(
        "t",
        term(figure("0.72", "%")),
        percent_of(term(figure("2106.66")), term(figure("2940.05"))),
    )
    assert likely_cause(judge(relation)).code == "ratio-unscaled"


def test_every_cause_speaks_both_languages_and_leaves_no_placeholder():
    relation = Relation(
        "t", term(figure("1234.56")), total([term(figure("1000")), term(figure("243.56"))])
    )
    cause = likely_cause(judge(relation))
    assert "{" not in cause.zh + cause.en
    assert cause.zh != cause.en


def test_a_zero_among_the_figures_does_not_stop_the_search():
    relation = Relation(
        "t", term(figure("0.00")), total([term(figure("9.38")), term(figure("3.12"))])
    )
    assert likely_cause(judge(relation)).code == "unexplained"


def test_two_shares_that_changed_places_are_named():
    part, whole, other = figure("1140.20"), figure("3150.20"), figure("63.81", "%")
    share = percent_of(term(part), term(whole))
    relation = Relation("t", term(other), share, context=(term(figure("36.19", "%")),))
    assert likely_cause(judge(relation)).code == "exchanged"


def test_a_figure_beside_one_with_its_digits_swapped_is_no_exchange():
    parts, nearby = ("300000.00", "18520.40"), ("18250.40",)
    assert _sum_cause("318250.40", *parts, nearby=nearby) == "digits-transposed"
