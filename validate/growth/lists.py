"""Lists taken element by element: `分别为a、b，各减少c、d，各下降p、q`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..expression import percent_of
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Memo

_LISTED = (Dimension.MONEY, Dimension.PERCENT, Dimension.COUNT, Dimension.POINTS)
_JOINERS = ("", "和", "与", "及", "以及")


def find_list_rates(reading: Reading, memo: Memo) -> list[Relation]:
    """Rates of change of two or more measures stated together, each with its own level."""
    talks = memo(find_talks)
    return [r for talk in talks for r in (*_of_talk(talk), *_against_bases(talk))]


def _against_bases(talk: Talk) -> Iterator[Relation]:
    """90件120人，去年同期150件300人，件数、人数分别下降p、q: each against its own base."""
    for levels, bases in pairwise(runs_of(talk)):
        units = [base_of(m.figure) for m in bases]
        both = levels[0].is_level and bases[0].is_level and bases[0].last_year
        alike = units == [base_of(m.figure) for m in levels] and len(set(units)) == len(units)
        if not (both and alike) or levels[0].sentence != bases[0].sentence:
            continue
        for level, base, rate in zip(levels, bases, _rates_of(talk, bases), strict=False):
            computed = percent_of(level.term - base.term, base.term)
            yield Relation("change-rate", rate.move, computed, subject=levels[0].name)


def _rates_of(talk: Talk, bases: list[Mention]) -> list[Mention]:
    """The rates told after bases, one for each: in their order, or each by its unit (件数)."""
    after = [m for m in talk.mentions if m.at > bases[-1].at and m.sentence == bases[0].sentence]
    rates = list(takewhile(lambda m: m.role == "rate" and m.direction, after))[: len(bases)]
    if len(rates) < len(bases):
        return []
    words = [talk.words_before(rate) for rate in rates]
    named = all(base_of(b.figure) in said for b, said in zip(bases, words, strict=True))
    return rates if named or regex.search("分别|依次", words[0]) or rates[0].listed else []


def _of_talk(talk: Talk) -> Iterator[Relation]:
    runs = list(runs_of(talk))
    for levels, changes in pairwise(runs):
        rates = next((r for r in runs if r[0].at > changes[-1].at and r[0].role == "rate"), None)
        fits = levels[0].is_level and changes[0].role == "change" and rates is not None
        if not fits or rates is None or not len(levels) == len(changes) == len(rates):
            continue
        if changes[0].sentence != rates[0].sentence or not _compared(levels, changes):
            continue
        for level, change, rate in zip(levels, changes, rates, strict=True):
            amount = change.size
            base = level.term - amount if change.direction > 0 else level.term + amount
            stated, moved = rate.size, amount
            if rate.direction and rate.direction != change.direction:  # 各减少c，各增长p
                stated, moved = rate.move, change.move
            yield Relation("change-rate", stated, percent_of(moved, base), subject=level.name)


def _compared(levels: list[Mention], changes: list[Mention]) -> bool:
    """Whether changes are those of levels: of their sentence, or of the next (与上年比…)."""
    after = changes[0].sentence - levels[0].sentence
    return after == 0 or (after == 1 and changes[0].than >= 0)


def runs_of(talk: Talk) -> Iterator[list[Mention]]:
    """Two or more figures of one kind with nothing but 、 or 和 between them."""
    run: list[Mention] = []
    for mention in talk.mentions:
        if run and _follows(talk, run[-1], mention):
            run.append(mention)
            continue
        if len(run) > 1:
            yield run
        run = [mention]
    if len(run) > 1:
        yield run


def _follows(talk: Talk, before: Mention, after: Mention) -> bool:
    if before.figure.dimension is not after.figure.dimension:
        return False
    if before.figure.dimension not in _LISTED:
        return False
    between = talk.between(before.at + 1, after.at).strip("、，, ")
    return between in _JOINERS
