"""Multiples, doublings and mean yearly growth between two printed levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..expression import HUNDRED, Constant, Expression, Root
from ..judge import Verdict, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Claim, Outcome, Relation, Unlinked
from ..rule import Level, Memo, rule

_ONE = Constant(Fraction(1))
_MOST_DOUBLINGS = 4
_MOST_YEARS = 30


@rule(
    "multiple",
    name="倍数",
    english="multiple",
    level=Level.ERROR,
    formula="增长 k 倍：本期 = (k + 1) × 上期；是 k 倍：本期 = k × 上期；翻 n 番：本期 = 2ⁿ × 上期",
    zh="{subject}倍数列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="The multiple of {subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=(
        "产值由2000万元增加到5000万元，增长1.5倍。",
        "产值由2000万元增加到5000万元，是上年的2.5倍。",
        "成交额9.00亿元，是上年5.00亿元的1.8倍。产值9.00亿元，比上年的5.00亿元增长0.8倍。",
        "销售额由0.82亿元增加到1.64亿元，翻了一番。",
    ),
    wrong=(
        "产值由2000万元增加到5000万元，增长2.5倍。",
        "成交额9.00亿元，是上年5.00亿元的2.5倍。",
        "销售额由0.82亿元增加到3.28亿元，翻了一番。",
    ),
)
def multiple(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """增长k倍 means (k + 1) times, 是k倍 means k times, 翻n番 means 2ⁿ times.  The words for
    doubling are loose: an error only where another number of doublings fits."""
    for talk in memo(find_talks):
        for start, end, stated in [*from_to(talk), *_against_base(talk)]:
            if stated.figure.dimension is not Dimension.MULTIPLE:
                continue
            if stated.figure.unit == "番":
                yield _doubled(start, end, stated)
            elif stated.figure.unit == "倍":
                ratio: Expression = end.term / start.term
                if _grows(talk, stated):
                    ratio = ratio - _ONE
                name = start.name or end.name
                yield Relation("multiple", stated.term, ratio, subject=name)


@rule(
    "mean-growth",
    name="年均增长",
    english="mean yearly growth",
    level=Level.ERROR,
    formula="年均增长率 =（末年数 ÷ 首年数）^（1 ÷ 年数）− 1",
    zh="{subject}年均增长列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="The mean yearly growth of {subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=("发电量由2020年的86.4亿千瓦时增加到2023年的112.7亿千瓦时，年均增长9.3%。",),
    wrong=("发电量由2020年的86.4亿千瓦时增加到2023年的112.7亿千瓦时，年均增长3.9%。",),
)
def mean_growth(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Compound growth over the years between two printed ends.  Where the rate fits a year more
    or less, another count of the years may be meant: nothing is said."""
    for talk in memo(find_talks):
        tied = {id(stated): (start, end) for start, end, stated in from_to(talk)}
        for stated in talk.mentions:
            if stated.figure.dimension is not Dimension.PERCENT or not stated.yearly_mean:
                continue
            ends = tied.get(id(stated))
            years = _years_between(*ends) if ends is not None else None
            if ends is None or years is None:
                yield Unlinked(stated.figure.span, "base-missing", "mean-growth")
                continue
            relation = _compound(*ends, stated, years)
            other = (_compound(*ends, stated, n) for n in (years - 1, years + 1) if n > 0)
            if not _holds(relation) and any(_holds(r) for r in other):
                relation = replace(relation, certainty=Certainty.POSSIBLE)
            yield relation


def _compound(start: Mention, end: Mention, stated: Mention, years: int) -> Relation:
    computed = (Root(end.term / start.term, years) - _ONE) * HUNDRED
    subject = start.name or end.name
    return Relation("mean-growth", stated.move if stated.direction else stated.term, computed,
                    subject=subject)  # fmt: skip


def _years_between(start: Mention, end: Mention) -> int | None:
    if len(start.own_years) != 1 or len(end.own_years) != 1:
        return None
    if min(start.figure.value, end.figure.value) <= 0:
        return None
    years = next(iter(end.own_years)) - next(iter(start.own_years))
    return years if 1 < years < _MOST_YEARS else None


def _doubled(start: Mention, end: Mention, stated: Mention) -> Relation:
    """2ⁿ × O ≈ A"""
    told = int(stated.figure.value)
    relation = _times(start, end, told)
    fits = (_holds(_times(start, end, n)) for n in range(_MOST_DOUBLINGS + 1) if n != told)
    return relation if any(fits) else replace(relation, certainty=Certainty.LIKELY)


def _times(start: Mention, end: Mention, doublings: int) -> Relation:
    grown = start.term * Constant(Fraction(2**doublings))
    return Relation("multiple", end.term, grown, Claim.ABOUT, subject=start.name or end.name)


def _holds(relation: Relation) -> bool:
    return judge(relation).verdict in (Verdict.AGREES, Verdict.ROUNDING)


def from_to(talk: Talk) -> Iterator[tuple[Mention, Mention, Mention]]:
    """由O到A and the first figure after it in the same item."""
    mentions = talk.mentions
    for index, (start, end) in enumerate(pairwise(mentions)):
        same = start.figure.dimension is end.figure.dimension and start.item == end.item
        if start.role == "from" and end.role == "to" and same and index + 2 < len(mentions):
            after = mentions[index + 2]
            if after.item == end.item and after.clause - end.clause <= 1:
                yield start, end, after


def _against_base(talk: Talk) -> Iterator[tuple[Mention, Mention, Mention]]:
    """A，是上年B的k倍; A，比上年的B增长k倍: base, level and multiple."""
    rows = zip(talk.mentions, talk.mentions[1:], talk.mentions[2:], strict=False)
    for level, base, stated in rows:
        kin = level.is_level and level.figure.dimension is base.figure.dimension
        if not kin or level.item != stated.item or level.figure.unit[-1:] != base.figure.unit[-1:]:
            continue
        joined = talk.between(base.at + 1, stated.at).strip() == "的"
        if base.role == "base" or (joined and (base.last_year or _is_what(talk, base))):
            yield base, level, stated


def _is_what(talk: Talk, base: Mention) -> bool:
    """Whether 是 opens the clause of what a level is measured by (A，是五年前B的k倍)."""
    start = talk.since(",;.(", base.at)
    return talk.tokens[start].text.strip().startswith(("是", "为", "相当于"))


def _grows(talk: Talk, mention: Mention) -> bool:
    """Whether the multiple stands after 增长 (and not after 是上年的)."""
    for index in range(mention.at - 1, max(-1, mention.at - 5), -1):
        if talk.letters[index] in ",.;":
            return False
        if talk.tokens[index].cue == "increase":
            return True
    return False
