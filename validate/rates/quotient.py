"""Rates whose operands only their arithmetic shows: 已支出A万元，支付率P%, of funds told elsewhere.

A rate of four digits is hardly the quotient of two amounts by chance.  What stands in its clause
is tried over all that is told before it, and over what is left of one amount without another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..causes import CHANCE
from ..edits import digit_edits, slip_counts
from ..expression import Expression, percent_of
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Level, Memo

_BACK = 6  # passages
_WHOLES, _TAKEN = 24, 6  # the nearest amounts that are tried, and those that one is taken from
_DIGITS = 3  # of a rate that tells something
_POWERS = (1, -1, 2, -2, 4, -4)
_AMOUNTS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_RATE = regex.compile(
    r"(?<!增长|下降|上升|变动|增减|递增|自然增长)率(?:\(%\))?(?:已?达到?|为|是|仅)?\s*$"
)
_FUNDS = regex.compile(
    r"(?:执行|支付|支出|使用|拨付|到位|兑付|发放|完成|下达|配套|分配)\p{Han}{0,2}率"
)
_REST = regex.compile(r"未|结余|结转|剩余|空")


@dataclass(frozen=True, slots=True)
class _Tried:
    """A part, and what it may be a share of: an amount, or one without another."""

    part: Mention
    wholes: tuple[Mention, ...]

    @property
    def whole(self) -> Expression:
        first, *others = (mention.term for mention in self.wholes)
        return first - others[0] if others else first

    @property
    def size(self) -> Decimal:
        first, *others = (mention.figure.value for mention in self.wholes)
        return first - sum(others)

    def rates(self, percent: Decimal, step: Decimal) -> bool:
        """Whether part over whole is a percentage, to its last digit."""
        return abs(self.part.figure.value * 100 - percent * self.size) <= step * self.size

    def slips(self, rate: Mention) -> Iterator[str]:
        """The kinds of slip of the pen of which one keeps the rate from holding."""
        value, step = rate.figure.value, rate.figure.step
        if any(self.rates(value.scaleb(power), step.scaleb(power)) for power in _POWERS):
            yield "unit-slip"
        if self.rates(100 - value, step) and not _REST.search(self.part.name):
            yield "complement"
        for edit in digit_edits(rate.figure):
            if self.rates(edit.value, step):
                yield edit.code
        for edit in digit_edits(self.part.figure):
            if abs(edit.value * 100 - value * self.size) <= step * self.size:
                yield edit.code


def rate_afar(memo: Memo, talk: Talk, rate: Mention) -> Relation | None:
    """What gives a rate: an amount of its clause over one told before; as a warning where a slip of
    the pen keeps them from it and chance, over all that is tried, hardly could."""
    if not _tells(talk, rate):
        return None
    value, step = rate.figure.value, rate.figure.step
    wholes = _wholes(memo, talk, rate)
    parts = _parts(talk, rate)
    plain = [_Tried(p, (w,)) for p in parts for w in wholes if _fits(p, w)]
    taken = [
        _Tried(p, pair)
        for p in parts
        for pair in permutations(wholes[:_TAKEN], 2)
        if all(_fits(p, w) for w in pair) and pair[0].figure.value > pair[1].figure.value
    ]
    for tried in (plain, [*plain, *taken]):
        found = (_relation(rate, one) for one in tried if one.rates(value, step))
        if (agreeing := next((r for r in found if holds(r)), None)) is not None:
            return agreeing
    if not _FUNDS.search(talk.words_before(rate)):
        return None
    for tried in (plain, [*plain, *taken]):
        told = [one for one in tried if _telling(one, rate, len(tried))]
        if told:
            return (
                replace(_relation(rate, told[0]), level=Level.WARNING) if len(told) == 1 else None
            )
    return None


def _telling(one: _Tried, rate: Mention, tried: int) -> bool:
    """Whether a slip explains a rate that does not hold, and chance hardly could: a point moved and
    a rate taken of the rest are one try each, a slip of digits as many as could have happened."""
    counts = {"unit-slip": 1, "complement": 1}
    for figure in (rate.figure, one.part.figure):
        for code, number in slip_counts(figure).items():
            if code != "unit-slip":
                counts[code] = counts.get(code, 0) + number
    found = [counts[code] for code in one.slips(rate)]
    if not found:
        return False
    tries = sum(n for n in counts.values() if n <= min(found)) * tried
    return tries * CHANCE <= 2 * rate.figure.value / rate.figure.step


def _tells(talk: Talk, rate: Mention) -> bool:
    figure = rate.figure
    plain = figure.dimension is Dimension.PERCENT and figure.hedge is Hedge.NONE
    digits = sum(map(str.isdigit, figure.number.strip("0.")))
    named = _RATE.search(talk.words_before(rate))
    return plain and digits >= _DIGITS and 0 < figure.value < 100 and bool(named)


def _parts(talk: Talk, rate: Mention) -> list[Mention]:
    """The amounts of a rate's item before it, or those of the sentence before: the two nearest."""
    before = [m for m in talk.mentions if m.at < rate.at and _counts(m)]
    for near in (
        [m for m in before if m.item == rate.item],
        [m for m in before if m.sentence == rate.sentence - 1],
    ):
        if near:
            return near[-2:]
    return []


def _wholes(memo: Memo, talk: Talk, rate: Mention) -> list[Mention]:
    """The amounts told before a rate, each value once, the nearest first."""
    talks, at = memo(find_talks), memo(_places)[id(talk)]
    found: dict[Decimal, Mention] = {}
    for told in reversed(talks[max(0, at - _BACK) : at + 1]):
        for mention in reversed(told.mentions):
            if _counts(mention) and (told is not talk or mention.at < rate.at):
                found.setdefault(mention.figure.value, mention)
    return list(found.values())[:_WHOLES]


def _places(reading: Reading, memo: Memo) -> dict[int, int]:
    return {id(talk): number for number, talk in enumerate(memo(find_talks))}


def _counts(mention: Mention) -> bool:
    figure = mention.figure
    plain = figure.dimension in _AMOUNTS and figure.hedge is Hedge.NONE and figure.value > 0
    return plain and mention.is_level and not mention.last_year


def _fits(part: Mention, whole: Mention) -> bool:
    return part is not whole and base_of(part.figure) == base_of(whole.figure)


def _relation(rate: Mention, one: _Tried) -> Relation:
    computed = percent_of(one.part.term, one.whole)
    return Relation("named-rate", rate.term, computed, subject=one.part.name)
