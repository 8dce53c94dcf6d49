"""This year's report beside last year's: what it says of last year, and what it was handed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..expression import Expression, Term, percent_of
from ..relation import Relation
from ..rule import Level, across
from .gist import Across, Fact, Gist, Move, Printed

_LAST_YEAR = (
    "# 清水县档案馆2022年度部门决算\n一、收入支出决算总体情况\n"
    "2022年度收入总计480.00万元，其中：本年收入450.00万元，年初结转和结余30.00万元。\n"
    "2022年度支出总计480.00万元，其中：本年支出460.00万元，年末结转和结余20.00万元。\n=====\n"
)


@across(
    "carry-forward",
    name="年初 = 上年年末",
    english="opening against closing balance",
    level=Level.REVIEW,
    formula="本年年初结转结余 = 上年年末结转结余",
    zh="{subject}列示为 {stated}，{year}年度报告的年末数为 {recomputed}，相差 {difference}。",
    en="{subject} is {stated}; the report of {year} closes with {recomputed}, off by {difference}.",
    right=(
        _LAST_YEAR + "# 清水县档案馆2023年度部门决算\n一、收入支出决算总体情况\n"
        "2023年度收入总计500.00万元，其中：本年收入480.00万元，年初结转和结余20.00万元。",
    ),
    wrong=(
        _LAST_YEAR + "# 清水县档案馆2023年度部门决算\n一、收入支出决算总体情况\n"
        "2023年度收入总计500.00万元，其中：本年收入475.00万元，年初结转和结余25.00万元。",
    ),
)
def carry_forward(gist: Gist, last: Gist) -> Iterator[Across]:
    """A year opens with the balance that the year before has closed with.

    Both reports must be of one organisation, kind and scope; the balance must stand in the same
    section or form, under the same name, and have one value in each.  An adjustment of the
    opening balance is lawful and stated elsewhere: hence for review.  Source: the final accounts
    form, 年初结转和结余."""
    if gist.who.follows(last.who):
        closings = {fact.key: fact for fact in last.closings}
        for opening in gist.openings:
            if (closing := closings.get(opening.key)) is not None:
                yield _restated("carry-forward", opening, closing, last)


@across(
    "prior-year",
    name="上年数一致",
    english="last year's figure",
    level=Level.REVIEW,
    formula="本年报告的上年数 = 上年报告的数",
    zh="{subject}与{year}年度报告不符：此处 {stated}，按该报告为 {recomputed}（{formula}）。",
    en="{subject}: {stated} here, but the report of {year} makes it {recomputed} ({formula}).",
    right=(
        _LAST_YEAR + "# 清水县档案馆2023年度部门决算\n一、收入支出决算总体情况\n"
        "2023年度收入总计500.00万元，比上年增加20.00万元，增长4.17%。",
        _LAST_YEAR + "# 清水县档案馆（本级）2023年度单位决算\n一、收入支出决算总体情况\n"
        "2023年度收入总计500.00万元，比上年增加50.00万元，增长11.11%。",
    ),
    wrong=(
        _LAST_YEAR + "# 清水县档案馆2023年度部门决算\n一、收入支出决算总体情况\n"
        "2023年度收入总计500.00万元，比上年增加50.00万元，增长11.11%。",
        _LAST_YEAR + "# 清水县档案馆2023年度部门决算\n一、收入支出决算总体情况\n"
        "2022年度收入总计408.00万元，2023年度收入总计500.00万元。",
    ),
)
def prior_year(gist: Gist, last: Gist) -> Iterator[Across]:
    """What a report says of the year before is what that year's own report says.

    A last year's figure that is printed equals it; a change is this year's figure less it; a rate
    without an amount is taken of it.  Both reports must be of one organisation, kind and scope;
    the measure must stand in the same section or form, under the same name, and have one value
    in each.  A change of scope may explain a difference: hence for review."""
    if not gist.who.follows(last.who):
        return
    known = {fact.key: fact for fact in last.facts if fact.year == last.who.year}
    for fact in gist.facts:
        if fact.year == last.who.year and fact.key in known:
            yield _restated("prior-year", fact, known[fact.key], last)
    for move in gist.moves:
        if (base := known.get(move.key)) is not None:
            yield _moved(move, base, last)


def _restated(rule: str, fact: Fact, earlier: Fact, last: Gist) -> Across:
    stated, computed = Term(fact.printed.figure), Term(earlier.printed.figure)
    relation = Relation(rule, stated, computed, subject=fact.subject)
    return _across(relation, [fact.printed], earlier, last)


def _moved(move: Move, base: Fact, last: Gist) -> Across:
    level, earlier = Term(move.level.figure), Term(base.printed.figure)
    computed: Expression
    change = level - earlier if move.direction > 0 else earlier - level
    if move.amount is not None:
        stated, computed = move.amount, change
    else:
        assert move.rate is not None
        stated, computed = move.rate, percent_of(change, earlier)
    relation = Relation("prior-year", Term(stated.figure), computed, subject=move.subject)
    return _across(relation, [stated, move.level], base, last)


def _across(relation: Relation, own: Sequence[Printed], other: Fact, last: Gist) -> Across:
    places = tuple(printed.place for printed in own)
    return Across(relation, places, (other.printed.place,), {"year": str(last.who.year)})
