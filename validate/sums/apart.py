"""Kinds told apart: `1、接待游客T。` … `2、接待过夜游客a。` … `3、接待一日游游客b。`: T = a + b.

Total and kinds stand in items or sentences of their own, so nothing but their names ties them:
only what adds up, or what one slip of the pen keeps from it, is taken for a sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import CHANCE, explained
from ..expression import total
from ..judge import holds
from ..prose.mention import Mention, find_talks
from ..relation import Relation
from ..rule import Memo
from .kinds import kind_of, sets_told_apart

_NEAR = 12  # passages between a total and its kinds
_NUMBERED = regex.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|[①-⑩])")
_OF_ALL = regex.compile(r"\s*(?:全[国省市州县区]|合计|总计|以上)")
_KINDS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)


@dataclass(frozen=True, slots=True)
class _Level:
    """A level with the words that say of what it is; `rank` is its place among the levels of its
    unit in one item (招生a人，在校b人)."""

    mention: Mention
    number: int
    words: str
    rank: int


def find_apart(reading: Reading, memo: Memo) -> list[Relation]:
    """total = Σ kinds, for the sets that complete_sets.toml marks as told apart."""
    levels = list(_levels(reading, memo))
    found = []
    for entry in sets_told_apart():
        kinds: list[list[str]] = entry["kinds"]
        owned: list[list[_Level]] = [[] for _ in kinds]
        wholes = []
        for level in levels:
            kind = kind_of(level.words, kinds)
            if kind >= 0:
                owned[kind].append(level)
            elif any(word in level.words for word in entry["whole"]):
                wholes.append(level)
        for parts in product(*owned):
            found += _tied(wholes, parts)
    return found


def _tied(wholes: list[_Level], parts: Sequence[_Level]) -> list[Relation]:
    """The nearest total of the parts, if they are of one measure and no other part of their kind
    stands between."""
    first, last = parts[0], parts[-1]
    one = {(p.mention.figure.unit, p.mention.role, p.rank) for p in parts}
    if len(one) > 1 or not 0 < last.number - first.number <= _NEAR // 2:
        return []
    near = sorted(wholes, key=lambda w: (w.number > first.number, abs(w.number - first.number)))
    tried = [
        Relation("sum-breakdown", w.mention.term, total(p.mention.term for p in parts),
                 subject=w.mention.name)
        for w in near
        if w.mention.figure.unit == first.mention.figure.unit
        and abs(w.number - first.number) <= _NEAR
        and w.mention.figure.value * 10 > max(p.mention.figure.value for p in parts)
    ]  # fmt: skip
    closed = [r for r in tried if holds(r)]
    return closed[:1] or [r for r in tried if explained(r, CHANCE * len(tried))][:1]


def _levels(reading: Reading, memo: Memo) -> Iterator[_Level]:
    """The levels of the text; what names no subject of its own has that of its item."""
    subject, seen = "", list[Mention]()
    for number, talk in enumerate(memo(find_talks)):
        text = talk.passage.text.text
        begins = any(mark.match(text) for mark in (_NUMBERED, _OF_ALL))
        for mention in talk.mentions:
            if not mention.is_level or mention.depth or mention.figure.dimension not in _KINDS:
                continue
            if begins and not any(m in seen for m in talk.mentions):
                subject, seen = mention.name, []
            rank = sum(m.figure.unit == mention.figure.unit for m in seen)
            seen.append(mention)
            yield _Level(mention, number, subject + "·" + talk.words_before(mention), rank)
