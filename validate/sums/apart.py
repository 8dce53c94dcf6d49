"""Kinds told apart: `1、接待游客T。` … `2、接待过夜游客a。` … `3、接待一日游游客b。`: T = a + b.

Total and kinds stand in clauses, sentences or items of their own, so nothing but their names ties
them: only what adds up, or what one slip of the pen keeps from it, is taken for a sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Reading
from ..causes import CHANCE, explained
from ..expression import total
from ..growth.naming import same_name
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Memo
from .kinds import kind_of, sets_told_apart

_NEAR = 12  # passages between a total and its kinds
_OF_ALL = regex.compile(r"\s*(?:全[国省市州县区]|合计|总计|以上)")
_KINDS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)


@dataclass(frozen=True, slots=True)
class _Level:
    """A level with the words that say of what it is, and the number of its passage; `begins` is
    true for the first one of a numbered passage, or of one that tells of all (全市…)."""

    talk: Talk
    mention: Mention
    number: int
    words: str
    begins: bool

    @property
    def unit(self) -> str:
        """What is counted; any unit of money is one."""
        figure = self.mention.figure
        return "元" if figure.dimension is Dimension.MONEY else figure.unit


@dataclass(frozen=True, slots=True)
class _Told:
    """A level of a set: which of its kinds it is of, -1 for their total; `rank` is its place among
    the levels of its unit that are told of one subject (招生a人，在校b人)."""

    level: _Level
    kind: int
    rank: int


@dataclass(frozen=True, slots=True)
class Apart:
    """A total and its kinds, each with the paragraph it stands in."""

    whole: tuple[Talk, Mention]
    parts: tuple[tuple[Talk, Mention], ...]

    @property
    def relation(self) -> Relation:
        made = total(part.term for _, part in self.parts)
        whole = self.whole[1]
        return Relation("sum-breakdown", whole.term, made, subject=whole.name)


def find_apart(reading: Reading, memo: Memo) -> list[Apart]:
    """total = Σ kinds, for the sets that complete_sets.toml marks as told apart."""
    levels = list(_levels(memo))
    return [apart for entry in sets_told_apart() for apart in _of_set(entry, levels)]


def _of_set(entry: dict[str, Any], levels: list[_Level]) -> Iterator[Apart]:
    told = list(_tell(entry, levels))
    wholes = [one for one in told if one.kind < 0]
    runs: dict[tuple[str, str, int], list[_Told]] = {}
    for one in told:
        if wholes and one.kind >= 0:
            runs.setdefault((one.level.unit, one.level.mention.role, one.rank), []).append(one)
    size = len(entry["kinds"])
    together = entry.get("single", False) or entry.get("together", False)
    for run in runs.values():
        for start in range(len(run) - size + 1):
            parts = run[start : start + size]
            beside = parts[0].level.number == parts[-1].level.number
            if len({one.kind for one in parts}) == size and (together or not beside):
                ranked = [one.level for one in wholes if one.rank == parts[0].rank]
                heads = ranked or [one.level for one in wholes]
                yield from _tied(heads, [one.level for one in parts])


def _tell(entry: dict[str, Any], levels: list[_Level]) -> Iterator[_Told]:
    """The levels of a set.  What names neither kind nor total is of the subject named before it,
    unless each kind has but one amount (`single`)."""
    single = entry.get("single", False)
    subject: int | None = None
    ranks: Counter[str] = Counter()
    for level in levels:
        own = _subject(entry, level.words)
        if own != subject and (own is not None or level.begins or single):
            subject = own
            ranks.clear()
        if subject is not None:
            yield _Told(level, subject, 0 if single else ranks[level.unit])
            ranks[level.unit] += 1


def _subject(entry: dict[str, Any], words: str) -> int | None:
    """The kind that words name, -1 for the total; None for neither."""
    if any(word in words for word in entry.get("unless", ())):
        return None
    whole = max((len(word) for word in entry["whole"] if word in words), default=0)
    kind = kind_of(words, entry["kinds"])
    if kind >= 0:  # 购置及运行维护费 is not 运行维护
        own = max(len(word) for word in entry["kinds"][kind] if word in words)
        return -1 if entry.get("single", False) and whole > own else kind
    return -1 if whole else None


def _tied(wholes: list[_Level], parts: Sequence[_Level]) -> list[Apart]:
    """The total of parts that stand near each other: the nearest that they add up to, and one of
    its name or in their own paragraph that but for a slip of the pen they do; else one that but
    for a slip they do."""
    first, last = parts[0], parts[-1]
    if last.number - first.number > _NEAR // 2:
        return []
    placed = tuple((part.talk, part.mention) for part in parts)
    near = sorted(wholes, key=lambda w: (w.number > first.number, abs(w.number - first.number)))
    tried = [
        Apart((w.talk, w.mention), placed)
        for w in near
        if w.unit == first.unit
        and abs(w.number - first.number) <= _NEAR
        and _as_large(w.mention.figure, [part.mention.figure for part in parts])
    ]  # fmt: skip
    closed = [one for one in tried if holds(one.relation)][:1]
    if not closed:
        own = [one for one in tried if _of_their_subject(one)]
        return [one for one in own if explained(one.relation, CHANCE * len(own))][:1]
    nearer = tried[: tried.index(closed[0])]
    others = [one for one in nearer if one.whole[0] is first.talk or _same(one, closed[0])]
    return closed + [one for one in others if explained(one.relation)]


def _as_large(whole: Figure, parts: list[Figure]) -> bool:
    """Whether a total is of the size of its parts, its unit as printed or as theirs."""
    largest = max(parts, key=lambda part: part.value)
    return max(whole.value, whole.value / whole.scale * largest.scale) * 10 > largest.value


def _of_their_subject(one: Apart) -> bool:
    """Whether the name of a total says most of what the names of its kinds have in common."""
    shared = set.intersection(*(_pairs(part) for _, part in one.parts))
    return 2 * len(shared & _pairs(one.whole[1])) >= len(shared)


def _pairs(mention: Mention) -> set[tuple[str, str]]:
    return set(pairwise(mention.name))


def _same(one: Apart, other: Apart) -> bool:
    return same_name(one.whole[1].name, other.whole[1].name)


def _levels(memo: Memo) -> Iterator[_Level]:
    """The levels of the text that may be added up."""
    for number, talk in enumerate(memo(find_talks)):
        text = talk.passage.text.text
        begins = any(mark.heads and mark.number for mark in talk.passage.marks)
        begins = begins or _OF_ALL.match(text) is not None
        for mention in talk.mentions:
            if not mention.is_level or mention.depth or mention.figure.dimension not in _KINDS:
                continue
            words = mention.name + "·" + talk.words_before(mention)
            if not any(word in words for word in lexicon.table("cues")["average"]):
                yield _Level(talk, mention, number, words, begins)
                begins = False
