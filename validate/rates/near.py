"""Rates that only their arithmetic shows: a percentage among amounts that would give it.

What a rate is of is told in more ways than shapes can name.  An amount told with it is tried over
all that is told near it: as a share (a ÷ b), as a change (D ÷ (X ∓ D)), as a share of what is left
of one amount without another.  Where none gives the rate, but one would but for a slip of the pen,
that is said as a warning if chance, over all that was tried, hardly made it so: less is asked
where the words say that it is of this.  What other relations prove of a figure goes before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import regex

from ...extract.document import Span
from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..causes import CHANCE, HINT
from ..growth.lists import runs_of
from ..growth.naming import same_name
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Outcome, Relation, Unlinked
from ..rule import Level, Memo
from .sentence import whole_said
from .tried import FUNDS, RULES, Tried

_BACK = 6  # passages
_WHOLES, _TAKEN = 24, 6  # the nearest amounts that are tried, and those that one is taken from
_AFTER, _AHEAD = 3, 4  # amounts told after a rate in its passage, and passages of which the first
_PARTS = 2
_DIGITS = 3  # of a rate that tells something
_SIBLINGS = 2  # shares of the text that show what the others of its passages are of
_AMOUNTS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_RATE = regex.compile(
    r"(?:(?<!增长|下降|上升|变动|增减|递增|自然增长)率|比[重例])(?:已|均)?(?:达到?了?|为|是|仅)?\s*$"
)
_OF = regex.compile(r"(?<![按照于]\p{Han}*|[^\p{Han}]比\p{Han}*)(?:^|(?P<whole>\p{Han}{2,}))的\s*$")
_PLANS = ("计划", "任务", "目标", "预算")  # of which more than all may be done
_NAME = regex.compile(r"(\p{Han}{1,2})率\s*(?:为|达到|达|是|约|仅|已)?\s*$")


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
    tried: list[dict[Span, tuple[list[Tried], ...]]] = []
    for at, talk in enumerate(talks):
        before, after = talks[max(0, at - _BACK) : at], talks[at + 1 : at + 1 + _AHEAD]
        tried.append({rate.figure.span: _tried(talk, before, after, rate) for rate in talk.mentions
                      if _tells(talk, rate)})  # fmt: skip
    fitting = {span: _fitting(steps) for told in tried for span, steps in told.items()}
    proven = [_wholes(fitting[span] for span in told) for told in tried]
    often = {value for value, times in sum(proven, Counter()).items() if times >= _SIBLINGS}
    found: dict[Span, Relation] = {}
    for told, here in zip(tried, proven, strict=True):
        for span, steps in told.items():
            fits = fitting[span]
            if fits is not None:
                found[span] = fits.relation
            elif slipped := _slipped(steps, often | set(here)):
                found[span] = replace(slipped.relation, level=Level.WARNING)
    return found


def _wholes(fitting: Iterable[Tried | None]) -> Counter[Decimal]:
    """How many rates fit as shares of each amount."""
    shares = (one for one in fitting if one is not None and not one.sign)
    return Counter(one.wholes[0].figure.value for one in shares)


def _tells(talk: Talk, rate: Mention) -> bool:
    figure = rate.figure
    plain = figure.dimension is Dimension.PERCENT and figure.hedge is Hedge.NONE
    digits = sum(map(str.isdigit, figure.number.strip("0.")))
    if not plain or digits < _DIGITS or figure.value <= 0:
        return False
    if rate.listed:
        return rate.at in parts_in_turn(talk)
    if rate.role in RULES:
        return rate.role != "share" or figure.value < 100 or whole_said(talk, rate).endswith(_PLANS)
    words = _words(talk, rate)
    told = _RATE.search(words) is not None or _OF.search(words) is not None
    return rate.role == "level" and figure.value < 100 and told


def _words(talk: Talk, rate: Mention) -> str:
    """The words of a rate's clause before it, what stands in brackets left out."""
    start = talk.since(",.;:", rate.at)
    told = [m.at + 1 for m in talk.mentions if m.at < rate.at and m.depth <= rate.depth]
    return _BRACKET.sub("", talk.between(max(start, *told, 0), rate.at)).rstrip()


_BRACKET = regex.compile(r"[(（][^()（）]*[)）]")


def _tried(
    talk: Talk, before: Sequence[Talk], after: Sequence[Talk], rate: Mention
) -> tuple[list[Tried], ...]:
    """What a rate may be of, the likelier first: of one amount, then of two together and of what
    one leaves without another."""
    told = _amounts(talk, before, after, rate)
    plain = list(_changes(talk, rate, told) if rate.role == "rate" else _shares(talk, rate, told))
    rests = list(_rests(talk, after, rate)) if rate.role in ("level", "share") else []
    taken = list(_taken(talk, rate, told)) if rate.role not in ("rate", "share") else []
    return plain, [*plain, *rests, *taken]


def _fitting(steps: tuple[list[Tried], ...]) -> Tried | None:
    """What gives a rate."""
    fitting = (one for tried in steps for one in tried if one.fits())
    return next((one for one in fitting if holds(one.relation)), None)


def _slipped(steps: tuple[list[Tried], ...], proven: set[Decimal]) -> Tried | None:
    """What would give a rate but for a slip, if only one does."""
    for tried in steps:
        if any(one.fits() for one in tried):
            return None
        ranked = sorted(tried, key=lambda one: one.wholes[0].figure.value not in proven)
        found = [one for rank, one in enumerate(ranked, 1) if _telling(one, rank, proven)]
        if found:
            return found[0] if len(found) == 1 and not holds(found[0].relation) else None
    return None


def _telling(one: Tried, rank: int, proven: set[Decimal]) -> bool:
    """Whether a slip explains what does not hold, and chance hardly could, the likelier readings
    before it tried as well.  Less is asked of a whole by which other rates of the passage go."""
    chance = one.chance()
    if chance is None:
        return False
    known = one.rate.role == "share" and one.wholes[0].figure.value in proven
    return chance * rank * (HINT if known or _said(one) else CHANCE // 2) <= 1


def _said(one: Tried) -> bool:
    """Whether the words say what a rate is of: the whole by its name, the level that changed by
    its own or its place, the part by the rate's, the plan by standing beside."""
    talk, rate, part, whole = one.talk, one.rate, one.part, one.wholes[0]
    if one.sign and rate.role != "rate":
        return False
    if (said := _TOTAL.sub("", _whole_said(talk, rate))) or rate.role == "share":
        return any(said[i : i + 2] in whole.name for i in range(len(said) - 1))
    if one.sign:
        last = next((m for m in reversed(talk.mentions) if m.at < part.at), None)
        return whole is last or _kindred(part.name, whole.name)
    words = talk.words_before(rate)
    told = _NAME.search(words)
    own = told is not None and any(letter in talk.words_before(part) for letter in told[1])
    planned = whole.role == "budget" and whole in talk.mentions and whole.item == rate.item
    return own or planned or FUNDS.search(words) is not None


def _kindred(one: str, other: str) -> bool:
    """Whether two names speak of one measure, or have a word in common that tells it."""
    words = (one[i : i + _WORD] for i in range(len(one) - _WORD + 1))
    return same_name(one, other) or any(word in other for word in words)


_WORD = 4
_TOTAL = regex.compile("总[计额数量]?|合计|全[国省市县区]|[年的数]")


def _whole_said(talk: Talk, rate: Mention) -> str:
    """What the words say that a rate is of: 占W的P, 相当于W的P."""
    if rate.role == "share":
        return whole_said(talk, rate)
    said = _OF.search(_words(talk, rate)) if rate.role == "level" else None
    return said["whole"] or "" if said is not None else ""


def _changes(talk: Talk, rate: Mention, told: Sequence[Mention]) -> Iterator[Tried]:
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
                yield Tried(talk, rate, change, (level,), change.direction)
        return


def _moved_otherwise(talk: Talk, level: Mention, change: Mention) -> bool:
    """Whether a level is told with a change of its own, and this one is of another name."""
    own = next((m for m in talk.mentions if m.at > level.at and m.role == "change"), change)
    beside = level in talk.mentions and own is not change and own.item == level.item
    return beside and bool(change.name) and not same_name(change.name, level.name)


def _shares(talk: Talk, rate: Mention, told: Sequence[Mention]) -> Iterator[Tried]:
    parts = _parts(talk, rate)
    said = _whole_said(talk, rate)
    wholes = sorted(told, key=lambda m: not same_name(said, m.name)) if said else told
    for part in parts:
        for whole in wholes:
            if _fits(part, whole):
                yield Tried(talk, rate, part, (whole,))


def _taken(talk: Talk, rate: Mention, told: Sequence[Mention]) -> Iterator[Tried]:
    """A share of one amount without another, both told before."""
    told = [m for m in told if m.figure.span < rate.figure.span]
    for part in _parts(talk, rate):
        for pair in permutations(told[:_TAKEN], 2):
            more, less = pair
            if _fits(part, more) and _fits(part, less) and more.figure.value > less.figure.value:
                yield Tried(talk, rate, part, pair)


def _rests(talk: Talk, after: Sequence[Talk], rate: Mention) -> Iterator[Tried]:
    """A share of two amounts together: 起诉A，不起诉B，起诉率P."""
    at = talk.mentions.index(rate)
    later = [*talk.mentions[at:], *(m for told in after[:1] for m in told.mentions)]
    near = [*reversed(talk.mentions[max(0, at - _TAKEN) : at]), *later[: _AFTER + 1]]
    for part in _parts(talk, rate):
        for rest in filter(_counts, near):
            if _fits(part, rest) and part.figure.value != rest.figure.value:
                yield Tried(talk, rate, part, (rest,), -1)


def _parts(talk: Talk, rate: Mention) -> list[Mention]:
    """The amounts of a rate's item before it, or of its sentence, or of the one before: the two
    nearest."""
    if rate.listed:
        return [parts_in_turn(talk)[rate.at]]
    before = [m for m in talk.mentions if m.at < rate.at and _counts(m)]
    for near in (
        [m for m in before if m.item == rate.item],
        [m for m in before if m.sentence == rate.sentence],
        [m for m in before if m.sentence == rate.sentence - 1],
    ):
        if near:
            return near[: -_PARTS - 1 : -1]
    return []


def parts_in_turn(talk: Talk) -> dict[int, Mention]:
    """甲a起、乙b人，分别占p、q: the part of each share by the share's token, whatever the units."""
    found: dict[int, Mention] = {}
    for shares in runs_of(talk):
        first = shares[0]
        told = first.role == "share" and regex.search("分别|依次|各占", _words(talk, first))
        parts = [m for m in talk.mentions if m.at < first.at and m.sentence == first.sentence]
        parts = [m for m in parts if _counts(m)][-len(shares) :]
        if told and len(parts) == len(shares):
            found |= {share.at: part for share, part in zip(shares, parts, strict=True)}
    return found


def _amounts(
    talk: Talk, before: Sequence[Talk], after: Sequence[Talk], rate: Mention
) -> list[Mention]:
    """The amounts told before a rate, each value once, the nearest first; of what stands far off
    the first of a passage, its head, before the others; and a few that are told after it."""
    own = [m for m in reversed(talk.mentions) if m.at < rate.at]
    near = [m for m in own if m.sentence == rate.sentence]
    heads = [m for told in reversed(before) for m in told.mentions[:1]]
    far = [m for told in reversed(before) for m in reversed(told.mentions)]
    found: dict[Decimal, Mention] = {}
    later = [m for m in talk.mentions if m.at > rate.at][:_AFTER]
    told = [m for m in (*near, *own[-1:], *own, *later, *heads, *far) if _counts(m)]
    ahead = [m for passage in after for m in passage.mentions[:1] if _counts(m)]
    for some, most in ((told, _WHOLES), (ahead, _WHOLES + _AHEAD)):
        for mention in some:
            if len(found) < most:
                found.setdefault(mention.figure.value, mention)
    return list(found.values())


def _counts(mention: Mention) -> bool:
    return mention.is_level and not mention.last_year and _sized(mention)


def _sized(mention: Mention) -> bool:
    figure = mention.figure
    return figure.dimension in _AMOUNTS and figure.hedge is Hedge.NONE and figure.value > 0


def _fits(part: Mention, whole: Mention) -> bool:
    return part is not whole and base_of(part.figure) == base_of(whole.figure)
