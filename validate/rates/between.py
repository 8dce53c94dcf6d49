"""Means of a whole and of its two halves: all residents between those of town and country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.lexicon import folded
from ...normalize.reading import Reading
from ..prose.mention import Mention, find_talks
from ..relation import Claim, Outcome, Relation
from ..rule import Level, Memo, rule

_NEAR = 3  # paragraphs between the whole and its halves
_NAMED = 4  # letters that tell what the mean is of
_TOWN, _COUNTRY = regex.compile(r"城镇"), regex.compile(r"农村|农民")
_REGION = regex.compile(r"全[国省市县区州盟旗镇]|全自治区|[我本该][省市县区州]")
_SCOPE = regex.compile(r"\P{Han}+|全体|城镇|农村|农民|常住|居民|家庭|实现|达到|其中|的|分城乡看")


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean by the head.  `kind` is what it is a mean of, `region` whose residents, if printed."""

    mention: Mention
    block: int
    kind: str
    region: str
    year: int | None
    part: str


@rule(
    "mean-between",
    name="全体居民均数介于城乡之间",
    english="mean between its parts",
    level=Level.ERROR,
    formula="城镇、农村居民人均数中较小者 ≤ 全体居民人均数 ≤ 较大者",
    zh="{subject}列示为 {stated}，不在城镇、农村两者之间：{formula} 不成立。",
    en="{subject} is stated as {stated}, outside those of town and country: {formula} fails.",
    right=(
        "全市居民人均可支配收入34210元。其中，城镇居民人均可支配收入41350元，"
        "农村居民人均可支配收入20480元。",
    ),
    wrong=(
        "全市居民人均可支配收入43210元。其中，城镇居民人均可支配收入41350元，"
        "农村居民人均可支配收入20480元。",
    ),
)
def mean_between(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """All residents live in town or country: their mean income or spending lies between the two."""
    means = list(_means(reading, memo))
    for town in means:
        if not _TOWN.search(town.mention.name) or _COUNTRY.search(town.mention.name):
            continue
        country = [m for m in _beside(town, means) if _COUNTRY.search(m.mention.name)]
        wholes = [m for m in _beside(town, means) if not _half(m)]
        if len(wholes) == 1 and len(country) == 1:
            whole, name = wholes[0].mention.term, wholes[0].mention.name
            low, high = sorted((town, country[0]), key=lambda m: m.mention.figure.value)
            for claim, end in ((Claim.AT_MOST, high), (Claim.AT_LEAST, low)):
                yield Relation("mean-between", whole, end.mention.term, claim, subject=name)


def _half(mean: Mean) -> bool:
    name = mean.mention.name
    return bool(_TOWN.search(name) or _COUNTRY.search(name) or "城乡" in name)


def _beside(town: Mean, means: list[Mean]) -> list[Mean]:
    """The means of the same kind and period a few paragraphs around, of the same region."""
    return [
        m for m in means
        if m is not town and abs(m.block - town.block) <= _NEAR
        and m.kind == town.kind and _one(m.year, town.year) and _one(m.part, town.part)
        and (m.region == town.region or not town.region)
    ]  # fmt: skip


def _one(period: object, other: object) -> bool:
    """Whether two periods can be one: a later paragraph need not say it again."""
    return period == other or not period or not other


def _means(reading: Reading, memo: Memo) -> Iterator[Mean]:
    for talk in memo(find_talks):
        for mention in talk.mentions:
            figure, name = mention.figure, folded(mention.name)
            level = mention.is_level and not mention.last_year and figure.hedge is Hedge.NONE
            if level and figure.dimension is Dimension.MONEY and "人均" in name:
                region = _REGION.search(name)
                kind = _SCOPE.sub("", _REGION.sub("", name))
                period = mention.period
                year = (period.year if period else None) or talk.passage.year
                part = period.raw if period is not None and period.year is None else ""
                if len(kind) >= _NAMED:
                    block = figure.span.block
                    yield Mean(mention, block, kind, region[0] if region else "", year, part)
