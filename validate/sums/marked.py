"""Numbered, dashed and bulleted statements under a total, in paragraphs of their own or inside one.

`…安排520万元：一、甲170万元，…二、乙150万元。`, `…697亿元：` `——甲183亿元。` `——乙314亿元。`.
Nothing says that they divide the total, so only what adds up, or what one slip of the pen keeps
from it, is such a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from ...normalize.reading import Reading
from ..causes import CHANCE, explained
from ..expression import Expression, total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Memo
from ..wording.markers import number_of
from .moves import Move, find_moves
from .parts import alike

_HEADS = 3  # levels of the announcing text that may head the items
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_MARK = regex.compile(
    r"(?:^|(?P<inline>(?<=[：:；;。，,]\s?)))\s*(?P<mark>[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,2}[、和])|[（(]\d{1,2}[）)]"
    r"|\d{1,2}[.．、)）](?!\d)|[一二三四五六七八九十]是(?!否)|第[一二三四五六七八九十]，"
    rf"|[{_CIRCLED}]|——|[—●•·◆■※-](?![\d.]))"
)
_NUMBER = regex.compile(rf"\d+|[一二三四五六七八九十]+|[{_CIRCLED}]")


@dataclass(slots=True)
class Item:
    """A stretch of text that begins with a mark, or a passage.  `style` is the mark without its
    number (`#.`, `——`), empty for none; `number` is 0 where it has none."""

    style: str
    number: int
    talk: Talk | None
    mentions: list[Mention] = field(default_factory=list)


def find_marked_sums(reading: Reading, memo: Memo) -> list[Relation]:
    """total = Σ items; what was added to a total = what was added to (taken from) its items."""
    talks = {talk.passage.block: talk for talk in memo(find_talks)}
    stretches = list(_stretches(reading, talks))
    found = []
    for start in range(1, len(stretches)):
        items = _items(stretches, start)
        if len(items) > 1:
            found += _tied(_level_sums(stretches[start - 1], items))
            found += _tied(_move_sums(stretches[start - 1], items))
    return found


def _tied(tried: list[Relation]) -> list[Relation]:
    closed = [r for r in tried if holds(r)]
    return closed[:1] or [r for r in tried if explained(r, CHANCE * len(tried))][:1]


def _stretches(reading: Reading, talks: dict[int, Talk]) -> Iterator[Item]:
    for passage in reading.passages:
        text, talk = passage.text.text, talks.get(passage.block)
        marks = {m.start(): m["mark"] for m in _MARK.finditer(text)}
        for low, high in pairwise(sorted({0, *marks, len(text)})):
            mark = marks.get(low, "")
            item = Item(_NUMBER.sub("#", mark), _number(mark), talk)
            if talk is not None:
                begin = ((m, talk.tokens[m.at].start) for m in talk.mentions)
                item.mentions = [m for m, at in begin if low <= at < high]
            yield item


def _number(mark: str) -> int:
    found = _NUMBER.search(mark)
    return number_of(found[0]) if found is not None else 0


def _items(stretches: list[Item], start: int) -> list[Item]:
    """The items of a list that begins at a stretch, those of deeper lists left out."""
    first, before = stretches[start], stretches[start - 1]
    begins = first.number == 1 or (first.number == 0 and before.style != first.style)
    if not first.style or not begins:
        return []
    items = [first]
    for follower in stretches[start + 1 :]:
        if follower.style == first.style and follower.number in (0, items[-1].number + 1):
            items.append(follower)
        elif not follower.style or follower.style == before.style or follower.style == first.style:
            break
    return items


def _level_sums(head: Item, items: list[Item]) -> list[Relation]:
    found = []
    for whole in [m for m in reversed(head.mentions) if m.is_level and m.depth == 0][:_HEADS]:
        parts = [_principal(item, whole) for item in items]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and whole.figure.value:
            computed: Expression = total(part.term for part in known)
            found.append(Relation("sum-breakdown", whole.term, computed, subject=whole.name))
    return found


def _principal(item: Item, whole: Mention) -> Mention | None:
    """The first amount of an item that may be a part of a total."""
    kin = (m for m in item.mentions if m.figure.dimension is whole.figure.dimension)
    first = next((m for m in kin if m.is_level and m.depth == 0), None)
    return first if first is not None and alike(whole, first) else None


def _move_sums(head: Item, items: list[Item]) -> list[Relation]:
    heads = [move for move in _moves_of(head) if move.mention.is_level or move.mention.cue >= 0]
    firsts = [next(iter(_moves_of(item)), None) for item in items]
    known = [move for move in firsts if move is not None]
    if len(known) < len(items):
        return []
    return [
        Relation("change-amount", one.term, total(m.term for m in known), subject=one.mention.name)
        for one in heads[-_HEADS:]
    ]


def _moves_of(item: Item) -> list[Move]:
    own = {mention.at for mention in item.mentions}
    moves = find_moves(item.talk) if item.talk is not None else []
    return [move for move in moves if move.mention.at in own]
