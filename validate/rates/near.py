"""Rates that only their arithmetic shows: a percentage among amounts that would give it.

What a rate is of is told in more ways than shapes can name.  An amount told with it is tried over
all that is told near it: as a share (a ÷ b), as a change (D ÷ (X ∓ D)), as a share of what is left
of one amount without another.  Where none gives the rate, but one would but for a slip of the pen,
that is said as a warning if chance, over all that was tried, hardly made it so: less is asked
where the words say that it is of this.  What other relations prove of a figure goes before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

import regex

from ...extract.document import Span
from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..causes import CHANCE, HINT
from ..edits import digit_edits, scale_edits
from ..expression import Expression, percent_of
from ..growth.naming import same_name
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Outcome, Relation, Unlinked
from ..rule import Level, Memo
from .sentence import whole_said

_BACK = 6  # passages
_WHOLES, _TAKEN = 24, 6  # the nearest amounts that are tried, and those that one is taken from
_PARTS = 2
_DIGITS = 3  # of a rate that tells something
_POINT = 3  # places by which a point may be moved by a slip: two ways, and 元 for 万元
_AMOUNTS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_RATE = regex.compile(
    r"(?<!增长|下降|上升|变动|增减|递增|自然增长)率(?:\(%\))?(?:已?达到?|为|是|仅)?\s*$"
)
_NAME = regex.compile(r"(\p{Han}{1,2})率\s*(?:为|达到|达|是|约|仅|已)?\s*$")
_FUNDS = regex.compile(
    r"(?:执行|支付|支出|使用|拨付|到位|兑付|发放|完成|下达|配套|分配)\p{Han}{0,2}率"
)
_REST = regex.compile(r"未|结余|结转|剩余|空")
_RULES = {"share": "share", "completion": "completion-rate", "rate": "change-rate"}


@dataclass(frozen=True, slots=True)
class _Tried:
    """A rate as that of `part` to the first of `wholes` without the second, if there is one, and
    without the part `sign` times: 0 for a share, 1 where it rose by the part, −1 where it fell."""

    talk: Talk
    rate: Mention
    part: Mention
    wholes: tuple[Mention, ...]
    sign: int = 0

    @property
    def spends(self) -> bool:
        """Whether the rate is of money that was used, and the part not what is left of it."""
        before = self.talk.words_before
        return bool(_FUNDS.search(before(self.rate)) and not _REST.search(before(self.part)))

    @property
    def size(self) -> Decimal:
        first, *others = (mention.figure.value for mention in self.wholes)
        return first - sum(others)

    def fits(self) -> bool:
        """Whether part and whole give the rate, to its last digit."""
        low, high = self._needed(self._parts)
        return low <= self.part.figure.value <= high

    def _parts(self, rate: Decimal) -> Decimal:
        return rate * self.size / (100 + self.sign * rate)

    def _wholes(self, rate: Decimal) -> Decimal:
        return self.part.figure.value * (100 + self.sign * rate) / rate

    def _needed(self, of: Callable[[Decimal], Decimal]) -> tuple[Decimal, Decimal]:
        """What a figure must be between for the rate to be as printed."""
        ends = (of(self.rate.figure.value - self._half), of(self.rate.figure.value + self._half))
        return min(ends), max(ends)

    @property
    def _half(self) -> Decimal:
        """By how much a rate may be rounded: 79.00% may have been 79.0%."""
        figure = self.rate.figure
        padded = "." in figure.number and figure.number.endswith("0")
        return figure.step * (10 if padded else 1) / 2

    def _rates(self) -> tuple[Decimal, Decimal]:
        part, base = self.part.figure.value, self.size - self.sign * self.part.figure.value
        if base <= 0:
            return Decimal(0), Decimal(0)
        rate = part * 100 / base
        return rate - self._half, rate + self._half

    def _meant(self) -> list[tuple[Figure, Decimal, Decimal]]:
        """Each figure, and between what it would make the relation hold."""
        found = [
            (self.rate.figure, *self._rates()),
            (self.part.figure, *self._needed(self._parts)),
        ]
        if len(self.wholes) == 1:
            found.append((self.wholes[0].figure, *self._needed(self._wholes)))
        return found

    def chance(self) -> Decimal | None:
        """How likely some slip of the pen as rare as one that explains the rate would by chance;
        None where none does."""
        meant = [(figure, low, high) for figure, low, high in self._meant() if 0 < low < high]
        ranks = [rank for told in meant for rank in _slips_between(*told)]
        if self._of_wrong_base():
            _, low, high = meant[0]
            return (high - low) / high
        if not ranks:
            return None
        return sum(
            (_tries(figure, min(ranks)) * (high - low) / high for figure, low, high in meant),
            Decimal(0),
        )

    def _of_wrong_base(self) -> bool:
        """Whether the rate was measured from the new level, or is that of the rest."""
        if self.sign:
            return replace(self, sign=0).fits()
        rest = self.size - self.part.figure.value
        rate, figure = rest * 100 / self.size, self.rate.figure
        return self.spends and abs(rate - figure.value) * 2 <= figure.step

    @property
    def relation(self) -> Relation:
        first, *others = (mention.term for mention in self.wholes)
        whole: Expression = first - others[0] if others else first
        if self.sign > 0:
            whole = whole - self.part.size
        elif self.sign < 0:
            whole = whole + self.part.size
        return Relation(
            _RULES.get(self.rate.role, "named-rate"), self.rate.size,
            percent_of(self.part.size, whole), subject=self.part.name, by_digits=True,
        )  # fmt: skip


def _slips_between(figure: Figure, low: Decimal, high: Decimal) -> Iterator[int]:
    """How rare each slip is that leads to a value between two."""
    values, ranks = _slips(figure)
    yield from ranks[bisect_left(values, low) : bisect_right(values, high)]


@lru_cache(1024)
def _slips(figure: Figure) -> tuple[list[Decimal], list[int]]:
    """What a figure may have been meant to be, in order of size, and how rare each slip is."""
    moved = [(edit.value, 0) for edit in scale_edits(figure) if edit.value not in (0, figure.value)]
    misread = [(edit.value, edit.rank) for edit in digit_edits(figure)]
    found = sorted((*moved, *misread))
    return [value for value, _ in found], [rank for _, rank in found]


def _tries(figure: Figure, rank: int) -> int:
    """How many slips at least as rare could have happened to a figure."""
    ranks = _slips(figure)[1]
    return min(_POINT, ranks.count(0)) + sum(1 for other in ranks if 0 < other <= rank)


def with_near_rates(rule: str, outcomes: Iterable[Outcome], memo: Memo) -> Iterator[Outcome]:
    """The outcomes of a rule, and what amounts near its rates say where they leave it open."""
    near = {span: told for span, told in memo(find_near_rates).items() if told.rule == rule}
    for outcome in outcomes:
        rate = _rate_of(outcome)
        if isinstance(outcome, Relation) and _is_sure(outcome):
            near = {span: told for span, told in near.items() if span != rate}
        if rate not in near:
            yield outcome
    yield from near.values()


def _is_sure(relation: Relation) -> bool:
    return relation.certainty is Certainty.ASSERTED or holds(relation)


def _rate_of(outcome: Outcome) -> Span | None:
    if isinstance(outcome, Relation):
        return next((figure.span for figure in outcome.stated.figures), None)
    return outcome.span if isinstance(outcome, Unlinked) else None


def find_near_rates(reading: Reading, memo: Memo) -> dict[Span, Relation]:
    """The rates that amounts near them give, or would but for a slip of the pen, by place."""
    talks = memo(find_talks)
    found: dict[Span, Relation] = {}
    for at, talk in enumerate(talks):
        before = talks[max(0, at - _BACK) : at]
        tried = {rate.figure.span: _tried(talk, before, rate) for rate in talk.mentions
                 if _tells(talk, rate)}  # fmt: skip
        fitting = {span: _fitting(steps) for span, steps in tried.items()}
        proven = {one.wholes[0].figure.value for one in fitting.values() if one and not one.sign}
        for span, steps in tried.items():
            one = fitting[span] or _slipped(steps, proven)
            if one is not None:
                fits = fitting[span] is not None
                found[span] = one.relation if fits else replace(one.relation, level=Level.WARNING)
    return found


def _tells(talk: Talk, rate: Mention) -> bool:
    figure = rate.figure
    plain = figure.dimension is Dimension.PERCENT and figure.hedge is Hedge.NONE
    digits = sum(map(str.isdigit, figure.number.strip("0.")))
    if not plain or digits < _DIGITS or figure.value <= 0 or rate.listed:
        return False
    if rate.role in _RULES:
        return rate.role == "rate" or figure.value < 100
    return figure.value < 100 and _RATE.search(talk.words_before(rate)) is not None


def _tried(talk: Talk, before: Sequence[Talk], rate: Mention) -> tuple[list[_Tried], ...]:
    """What a rate may be of, the likelier first: of one amount, then of what one leaves too."""
    told = _amounts(talk, before, rate)
    plain = list(_changes(talk, rate, told) if rate.role == "rate" else _shares(talk, rate, told))
    taken = list(_taken(talk, rate, told)) if rate.role not in ("rate", "share") else []
    return plain, [*plain, *taken]


def _fitting(steps: tuple[list[_Tried], ...]) -> _Tried | None:
    """What gives a rate."""
    fitting = (one for tried in steps for one in tried if one.fits())
    return next((one for one in fitting if holds(one.relation)), None)


def _slipped(steps: tuple[list[_Tried], ...], proven: set[Decimal]) -> _Tried | None:
    """What would give a rate but for a slip, if only one does."""
    for tried in steps:
        if any(one.fits() for one in tried):
            return None
        ranked = sorted(tried, key=lambda one: one.wholes[0].figure.value not in proven)
        found = [one for rank, one in enumerate(ranked, 1) if _telling(one, rank, proven)]
        if found:
            return found[0] if len(found) == 1 and not holds(found[0].relation) else None
    return None


def _telling(one: _Tried, rank: int, proven: set[Decimal]) -> bool:
    """Whether a slip explains what does not hold, and chance hardly could, the likelier readings
    before it tried as well.  Less is asked of a whole by which other rates of the passage go."""
    chance = one.chance()
    if chance is None:
        return False
    known = one.rate.role == "share" and one.wholes[0].figure.value in proven
    return chance * rank * (HINT if known or _said(one) else CHANCE // 2) <= 1


def _said(one: _Tried) -> bool:
    """Whether the words say what a rate is of: the whole by its name, the level that changed by
    its own or its place, the part by the rate's, the plan by standing beside."""
    talk, rate, part, whole = one.talk, one.rate, one.part, one.wholes[0]
    if rate.role == "share":
        said = _TOTAL.sub("", whole_said(talk, rate))
        return any(said[i : i + 2] in whole.name for i in range(len(said) - 1))
    if one.sign:
        last = next((m for m in reversed(talk.mentions) if m.at < part.at), None)
        return whole is last or same_name(part.name, whole.name)
    words = talk.words_before(rate)
    told = _NAME.search(words)
    own = told is not None and any(letter in talk.words_before(part) for letter in told[1])
    planned = whole.role == "budget" and whole in talk.mentions and whole.item == rate.item
    return own or planned or _FUNDS.search(words) is not None


_TOTAL = regex.compile("总[计额数量]?|合计|全[国省市县区]|[年的数]")


def _changes(talk: Talk, rate: Mention, told: Sequence[Mention]) -> Iterator[_Tried]:
    """D ÷ (X ∓ D): the amount of change told with a rate, over what it may have changed."""
    at = talk.mentions.index(rate)
    beside = (*talk.mentions[max(0, at - 1) : at], *talk.mentions[at + 1 : at + 2])
    for change in beside:
        if change.role != "change" or change.direction != rate.direction or not _sized(change):
            continue
        if change.item != rate.item or abs(change.clause - rate.clause) > 1:
            continue
        levels = sorted(told, key=lambda m: not same_name(change.name, m.name))
        for level in levels:
            if _moved_otherwise(talk, level, change):
                continue
            grown = level.figure.value > change.figure.value
            if _fits(change, level) and (grown or change.direction < 0):
                yield _Tried(talk, rate, change, (level,), change.direction)
        return


def _moved_otherwise(talk: Talk, level: Mention, change: Mention) -> bool:
    """Whether a level is told with a change of its own, and this one is of another name."""
    own = next((m for m in talk.mentions if m.at > level.at and m.role == "change"), change)
    beside = level in talk.mentions and own is not change and own.item == level.item
    return beside and bool(change.name) and not same_name(change.name, level.name)


def _shares(talk: Talk, rate: Mention, told: Sequence[Mention]) -> Iterator[_Tried]:
    parts = _parts(talk, rate)
    said = whole_said(talk, rate) if rate.role == "share" else ""
    wholes = sorted(told, key=lambda m: not same_name(said, m.name)) if said else told
    for part in parts:
        for whole in wholes:
            if _fits(part, whole):
                yield _Tried(talk, rate, part, (whole,))


def _taken(talk: Talk, rate: Mention, told: Sequence[Mention]) -> Iterator[_Tried]:
    """A share of one amount without another."""
    for part in _parts(talk, rate):
        for pair in permutations(told[:_TAKEN], 2):
            more, less = pair
            if _fits(part, more) and _fits(part, less) and more.figure.value > less.figure.value:
                yield _Tried(talk, rate, part, pair)


def _parts(talk: Talk, rate: Mention) -> list[Mention]:
    """The amounts of a rate's item before it, or those of the sentence before: the two nearest."""
    before = [m for m in talk.mentions if m.at < rate.at and _counts(m)]
    for near in (
        [m for m in before if m.item == rate.item],
        [m for m in before if m.sentence == rate.sentence - 1],
    ):
        if near:
            return near[: -_PARTS - 1 : -1]
    return []


def _amounts(talk: Talk, before: Sequence[Talk], rate: Mention) -> list[Mention]:
    """The amounts told before a rate, each value once, the nearest first; of what stands far off
    the first of a passage, its head, before the others."""
    own = [m for m in reversed(talk.mentions) if m.at < rate.at]
    near = [m for m in own if m.sentence == rate.sentence]
    heads = [m for told in reversed(before) for m in told.mentions[:1]]
    far = [m for told in reversed(before) for m in reversed(told.mentions)]
    found: dict[Decimal, Mention] = {}
    for mention in (*near, *own[-1:], *own, *heads, *far):
        if _counts(mention):
            found.setdefault(mention.figure.value, mention)
    return list(found.values())[:_WHOLES]


def _counts(mention: Mention) -> bool:
    return mention.is_level and not mention.last_year and _sized(mention)


def _sized(mention: Mention) -> bool:
    figure = mention.figure
    return figure.dimension in _AMOUNTS and figure.hedge is Hedge.NONE and figure.value > 0


def _fits(part: Mention, whole: Mention) -> bool:
    return part is not whole and base_of(part.figure) == base_of(whole.figure)
