"""One level told of twice: `支出874亿元，增长10.6%。…支出874亿元，增支83.51亿元`.

What is said of its change in one place must fit what is said in another: the same amount, the same
rate, and an amount that makes the rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import regex

from ...normalize.figure import Hedge
from ...normalize.reading import Reading
from ..causes import RARE, explained, slips
from ..expression import percent_of
from ..judge import holds
from ..prose.mention import Mention
from ..relation import Relation
from ..rule import Memo
from .candidates import slipped_rate
from .changes import Change, subject_of
from .elsewhere import find_changes, is_adjusted, one_tail
from .naming import core_of, same_name

_TELLING = 3  # digits of a level that make it known again
_AVERAGE = regex.compile("平均|年均|环比|累计|上月|上季")


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A change, the level that it is told of, and what it is compared with in words."""

    change: Change
    level: Mention
    against: str


def find_told_again(reading: Reading, memo: Memo) -> list[Relation]:
    """What two statements about one level say of each other, where they fit or but for a slip."""
    levels: dict[object, list[_Told]] = {}
    for change in memo(find_changes):
        told = _told(change)
        if told is not None:
            levels.setdefault(told.level.figure.value, []).append(told)
    return [
        relation
        for same in levels.values()
        for one, other in combinations(same, 2)
        if _of_one(one, other)
        for relation in _ties(one, other)
    ]


def _told(change: Change) -> _Told | None:
    level = change.levels[0] if change.levels else None
    if level is None or change.conflict or change.base is not None or is_adjusted(change):
        return None
    named = same_name(subject_of(change), level.name)
    digits = level.figure.number.replace(",", "").replace(".", "").strip("0")
    if len(digits) < _TELLING or level.figure.hedge is not Hedge.NONE:
        return None
    talk, first = change.talk, change.first
    if not (change.sure or named) or _AVERAGE.search(talk.words_before(first)):
        return None
    period = first.base_period
    if period is not None:
        return _Told(change, level, "" if period.relative is not None else str(period.year))
    return _Told(change, level, talk.between(first.than, first.cue) if first.than >= 0 else "")


def _of_one(one: _Told, other: _Told) -> bool:
    """Whether two changes are those of one level, printed twice, and not of two bases."""
    a, b = one.level, other.level
    named = same_name(a.name, b.name) or one_tail(core_of(a.name), core_of(b.name))
    bases = {one.against, other.against} - {""}
    return named and a.figure.dimension is b.figure.dimension and len(bases) < 2


def _ties(one: _Told, other: _Told) -> Iterator[Relation]:
    """What must hold; what does not is told where it is a slip."""
    first, second, name = one.change, other.change, other.level.name
    if first.amount and second.amount and first.amount.figure.unit == second.amount.figure.unit:
        yield from _slip(
            Relation("change-amount", second.amount.move, first.amount.move, subject=name)
        )
    if first.rate and second.rate:
        yield from _slip(Relation("change-rate", second.rate.move, first.rate.move, subject=name))
    for whole, part in ((first, second), (second, first)):
        if whole.amount or part.rate or not (whole.rate and part.amount):
            continue
        if one.against == other.against:
            moved = part.amount.move
            rate = percent_of(moved, one.level.term - moved)
            told = Relation("change-rate", whole.rate.move, rate, subject=name)
            if holds(told) or slipped_rate(told) or explained(told):
                yield told


def _slip(again: Relation) -> Iterator[Relation]:
    """A figure printed twice: another one but for its sign, or for two digits or its unit."""
    turned = abs(again.stated.exact()) == abs(again.computed.exact())
    if not holds(again) and (turned or slips(again) & RARE):
        yield again
