"""Counts told again in the same words: 惠及8个乡镇水库移民, and elsewhere 惠及9个乡镇水库移民.

A small number has no digits to be known by; a long run of the same words around it does as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.lexicon import folded
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..relation import Relation
from ..rule import Level, Memo
from .mention import Mention, find_talks
from .told import shared

_PHRASE = 12  # letters after a count that tell what is counted, whatever stands before it
_WORDS = 11  # letters on both sides that do
_LED = 2  # of them before it
_PLAN = regex.compile("计划|任务|目标|拟|将(?=.)")
_VALUES = 2  # more with one name are of several things
_THING = 4  # letters after a count that they hold at least
_BEFORE = regex.compile(r"[\p{Han}A-Za-z“”]*$")
_AFTER = regex.compile(r"\p{Han}*")


@dataclass(frozen=True, slots=True)
class _Count:
    """A count in its sentence, with the words right before it, last letter first, and after."""

    mention: Mention
    sentence: tuple[int, int]
    year: int | None
    before: str
    after: str


def find_recounted(reading: Reading, memo: Memo) -> list[Relation]:
    """Counts in two sentences with the same words around them, and of one year."""
    alike: dict[tuple[object, ...], list[_Count]] = {}
    for count in _counts(reading, memo):
        period = count.mention.period
        other = period.raw if period is not None and period.relative else ""
        thing = (base_of(count.mention.figure), count.year, other, count.after[:_THING])
        alike.setdefault(thing, []).append(count)
    few = (c for c in alike.values() if len({one.mention.figure.value for one in c}) <= _VALUES)
    pairs = (pair for counts in few for pair in combinations(counts, 2))
    return [_relation(*pair) for pair in pairs if _of_one(*pair)]


def _counts(reading: Reading, memo: Memo) -> Iterator[_Count]:
    for at, talk in enumerate(memo(find_talks)):
        for mention in talk.mentions:
            figure = mention.figure
            told = figure.dimension is Dimension.COUNT and mention.is_level
            if told and figure.hedge is Hedge.NONE and figure.value > 1:
                before = _BEFORE.search(folded(talk.words_before(mention)).strip(" ：:"))
                after = _AFTER.match(folded(talk.words_after(mention)).strip())
                words = (before[0] if before else "")[::-1], after[0] if after else ""
                year = mention.period.year if mention.period is not None else None
                if len(words[1]) >= _THING:
                    place = (at, mention.sentence)
                    yield _Count(mention, place, year or talk.passage.year, *words)


def _of_one(one: _Count, other: _Count) -> bool:
    before, after = shared(one.before, other.before), shared(one.after, other.after)
    alike = after >= _PHRASE or (before >= _LED and before + after >= _WORDS)
    planned = [_PLAN.search(count.before[::-1]) is not None for count in (one, other)]
    return alike and one.sentence != other.sentence and planned[0] is planned[1]


def _relation(one: _Count, other: _Count) -> Relation:
    name = max(one.mention.name, other.mention.name, key=len)
    stated, first = other.mention.term, one.mention.term
    return Relation("same-figure", stated, first, subject=name, level=Level.WARNING)
