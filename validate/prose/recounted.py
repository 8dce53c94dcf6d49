"""Things counted or measured, and stated again in the same words with two digits swapped.

A count has no name that a dictionary knows: what tells it from others are the words right before
it (完成危房改造280户) and what is counted right after it (带动35户贫困户).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from string import digits

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension, Hedge
from ...normalize.lexicon import either, folded
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..causes import RARE, slips
from ..relation import Relation
from ..rule import Level, Memo
from .mention import Mention, find_talks

_ENOUGH = 5  # letters that two statements have in common, verb and noun
_NAMED = 4  # letters before a count that name it whatever follows
_PHRASE = 6  # letters after a count that name it whatever stands before
_DIGITS = 4  # different ones
_VALUES = 2  # more counts than these with one name are of several things
_LED = regex.compile(r"^.?$|[已后共将可].?$")  # 项目已【带动】, 扩建后【带动】
PLAN = regex.compile(r"计划|任务|目标")


@dataclass(frozen=True, slots=True)
class Count:
    """A count with the words that tell what is counted, `before` it and `after` it; `core` is
    what is before it without verbs that say nothing of it."""

    mention: Mention
    year: int | None
    before: str
    core: str
    after: str

    @property
    def thing(self) -> tuple[object, ...]:
        """What two statements of one count have in common, whatever it is they count."""
        period = self.mention.period
        other = period.raw if period is not None and period.relative else ""
        return base_of(self.mention.figure), self.year, other

    @property
    def digits(self) -> str:
        """The digits printed, in order: the same where two of them were swapped."""
        figure = self.mention.figure
        return "".join(sorted(figure.number)) + figure.unit


def find_recounted(reading: Reading, memo: Memo) -> list[Relation]:
    """Counts stated twice in the same words, alike but for two digits swapped."""
    counts = list(_counts(reading, memo))
    values: dict[tuple[object, ...], set[object]] = {}
    alike: dict[tuple[object, ...], list[Count]] = {}
    for count in counts:
        values.setdefault((count.thing, count.core), set()).add(count.mention.figure.value)
        alike.setdefault((count.thing, count.digits), []).append(count)
    found: dict[int, Relation] = {}
    for same in alike.values():
        told = [c for c in same if not c.core or len(values[c.thing, c.core]) <= _VALUES]
        distinct = told and _distinct(told)
        for one, other in combinations(told, 2):
            relation = _relation(one, other)
            tied = distinct or _tied(one, other)
            if tied and (_equal(one, other) or (id(other) not in found and slips(relation) & RARE)):
                found[id(other)] = relation
    return list(found.values())


def _distinct(told: list[Count]) -> bool:
    """Whether one number is told again and again, only once otherwise, and has so many digits
    that no other thing would share them."""
    times = Counter(count.mention.figure.value for count in told)
    many = len(set(told[0].digits) & set(digits)) >= _DIGITS
    return many and len(told) > len(times) == 2 and min(times.values()) == 1


def _equal(one: Count, other: Count) -> bool:
    return one.mention.figure.value == other.mention.figure.value


def _relation(one: Count, other: Count) -> Relation:
    stated, first = other.mention.term, one.mention.term
    name = max(one.mention.name, other.mention.name, key=len)
    name = name if len(name) > 1 else ""  # 仍为…
    return Relation("same-figure", stated, first, subject=name, level=Level.WARNING)


def _tied(one: Count, other: Count) -> bool:
    """Whether two counts are of one thing: told by one name, by the same verb and noun, or both
    the plan's."""
    if PLAN.search(one.before) and PLAN.search(other.before):
        return True
    if bool(PLAN.search(one.before)) != bool(PLAN.search(other.before)):
        return False
    verb, noun = _shared(one.core[::-1], other.core[::-1]), _shared(one.after, other.after)
    led = all(_LED.search(count.core[: len(count.core) - verb + 1]) for count in (one, other))
    if led and min(verb, noun) > 1 and verb + noun >= _ENOUGH:
        return True
    return one.core == other.core and (len(one.core) >= _NAMED or noun >= _PHRASE)


def _shared(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _counts(reading: Reading, memo: Memo) -> Iterator[Count]:
    for talk in memo(find_talks):
        for mention in talk.mentions:
            figure = mention.figure
            counted = figure.dimension in (Dimension.COUNT, Dimension.MEASURE)
            if counted and mention.is_level and figure.hedge is Hedge.NONE and figure.value >= 10:
                before = _BEFORE.search(folded(talk.words_before(mention)).strip(" ：:"))
                after = _AFTER.match(folded(talk.words_after(mention)).strip())
                period = mention.period
                year = period.year if period is not None else None
                words = before[0] if before is not None else ""
                noun = after[0] if after is not None else ""
                yield Count(mention, year or talk.passage.year, words, _core(words), noun)


_BEFORE = regex.compile(r"[\p{Han}A-Za-z“”]*$")
_AFTER = regex.compile(r"\p{Han}*")


def _core(words: str) -> str:
    before = None
    while words != before:
        before = words
        words = _TAIL.sub("", _head().sub("", words))
    return words


_TAIL = regex.compile(r"(?:总?数量?|总量|共?计|共|为|达到|达|约|的|是)$")


@cache
def _head() -> regex.Pattern[str]:
    words = [*lexicon.entries("name_heads"), *lexicon.table("name_words")["own"], *_ADVERBS]
    return regex.compile(f"^(?:{either(dict.fromkeys(words, ''))})")


_ADVERBS = (
    "实际",
    "已",
    "共",
    "最终",
    "确定",
    "全市",
    "全县",
    "全省",
    "全州",
    "了",
    "的",
    "对",
    "为",
)
