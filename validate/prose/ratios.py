"""Multiples and differences of percentages."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..expression import Constant, Expression, term
from ..relation import Outcome, Relation
from ..rule import Level, Memo, rule
from .mention import Mention, Talk, find_talks

_ONE = Constant(Fraction(1))


@rule(
    "change-points",
    name="百分点",
    english="percentage points",
    level=Level.ERROR,
    formula="本期比率 − 上期比率 = 百分点",
    zh="{subject}变动列示为 {stated} 个百分点，按 {formula} 重算为 {recomputed}。",
    en="The change of {subject} is stated as {stated} points; {formula} gives {recomputed}.",
    right=(
        "建档率由2022年的62.4%提高到64.5%，提高2.1个百分点。",
        "覆盖率达到98.6%，比上年的96.0%提高2.6个百分点。",
    ),
    wrong=("建档率由2022年的62.4%提高到64.5%，提高3.1个百分点。",),
)
def change_points(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A difference of two rates, in percentage points."""
    for talk in memo(find_talks):
        for start, end, mention in [*_from_to(talk), *_against_base(talk)]:
            if mention.figure.dimension is Dimension.POINTS and _kin(start, Dimension.PERCENT):
                stated = term(mention.figure, mention.direction or 1)
                yield Relation(
                    "change-points", stated, end.term - start.term, subject=start.name or end.name
                )


@rule(
    "multiple",
    name="倍数",
    english="multiple",
    level=Level.ERROR,
    formula="增长 k 倍：本期 = (k + 1) × 上期；是 k 倍：本期 = k × 上期",
    zh="{subject}倍数列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="The multiple of {subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=(
        "产值由2000万元增加到5000万元，增长1.5倍。",
        "产值由2000万元增加到5000万元，是上年的2.5倍。",
    ),
    wrong=("产值由2000万元增加到5000万元，增长2.5倍。",),
)
def multiple(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """增长k倍 means (k + 1) times, 是k倍 means k times."""
    for talk in memo(find_talks):
        for start, end, mention in _from_to(talk):
            if mention.figure.dimension is not Dimension.MULTIPLE or mention.figure.unit != "倍":
                continue
            ratio: Expression = end.term / start.term
            if _grows(talk, mention):
                ratio = ratio - _ONE
            yield Relation("multiple", mention.term, ratio, subject=start.name or end.name)


def _from_to(talk: Talk) -> Iterator[tuple[Mention, Mention, Mention]]:
    """由O到A and the first figure after it in the same item."""
    mentions = talk.mentions
    for index, (start, end) in enumerate(pairwise(mentions)):
        same = start.figure.dimension is end.figure.dimension and start.item == end.item
        if start.role == "from" and end.role == "to" and same and index + 2 < len(mentions):
            after = mentions[index + 2]
            if after.item == end.item and after.clause - end.clause <= 1:
                yield start, end, after


def _against_base(talk: Talk) -> Iterator[tuple[Mention, Mention, Mention]]:
    """A%，比上年的B%提高d个百分点: base, level and difference in a row."""
    for level, base, mention in zip(
        talk.mentions, talk.mentions[1:], talk.mentions[2:], strict=False
    ):
        row = level.is_level and base.role == "base" and mention.role == "points-change"
        if row and level.item == mention.item and _kin(level, Dimension.PERCENT):
            yield base, level, mention


def _grows(talk: Talk, mention: Mention) -> bool:
    """Whether the multiple stands after 增长 (and not after 是上年的)."""
    for index in range(mention.at - 1, max(-1, mention.at - 5), -1):
        if talk.letters[index] in ",.;":
            return False
        if talk.tokens[index].cue == "increase":
            return True
    return False


def _kin(mention: Mention, dimension: Dimension) -> bool:
    return mention.figure.dimension is dimension
