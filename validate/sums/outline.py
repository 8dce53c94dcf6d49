"""Items under what they divide: an outline, `（一）中央资金50万元。` over `1.甲20万元；2.乙30万元`;
marked statements: `…安排52万元：一、甲17万元，…二、乙35万元。`, `…97亿元：` `——甲83亿元。`.

Nothing says that marked statements divide a total, so only what adds up, or what one slip of the
pen keeps from it, is such a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

import regex

from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.reading import Passage, Reading
from ...normalize.units import base_of
from ..causes import CHANCE, explained
from ..expression import Expression, total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Claim, Relation
from ..rule import Level, Memo
from .columns import Item, find_columns
from .groups import Group, find_groups
from .items import find_item_sums
from .moves import Move, find_moves
from .parts import alike

_HEADS = 3  # levels of the announcing text that may head the items
_ANNOUNCED = "："
_CANDIDATES = 4


@dataclass(slots=True, eq=False)
class Node:
    """A numbered paragraph, or one that announces others (style `：`).  `amounts` are those that
    may be what its children make up: its own first one, or any of an announcing paragraph; of a
    mere heading the totals stated before it, which then are not `own`."""

    style: str
    amounts: list[Mention]
    own: bool = True
    children: list[Node] = field(default_factory=list)


def find_outline_sums(reading: Reading, memo: Memo) -> list[Relation]:
    """Each amount that heads an outline, or numbered items, against those right under it.

    What does not add up is said where a slip of the pen explains it; where a neighbour's children
    add up to it, as a warning."""
    items = memo(find_item_sums)
    told = {_figures(r) for r in items if r.certainty is Certainty.ASSERTED}
    sums = [relation for node in memo(_outline) for relation in _sums(node)]
    surer = {_figures(relation) for relation in sums} - told
    kept = [relation for relation in items if _figures(relation) not in surer]
    return kept + [relation for relation in sums if _figures(relation) not in told]


def find_items_beyond(reading: Reading, memo: Memo) -> list[Relation]:
    """Items of an outline that are more than what heads them."""
    return [relation for node in memo(_outline) for relation in _beyond(node)]


def _beyond(node: Node) -> Iterator[Relation]:
    """The one item of a list that is more than the amount which heads it, where all its others,
    which may not be the whole list, stay within."""
    if not node.own or len(node.amounts) != 1 or node.style == _ANNOUNCED:
        return
    whole = node.amounts[0]
    parts = [child.amounts[0] for child in node.children if child.own and len(child.amounts) == 1]
    larger = [part for part in parts if part.figure.value > whole.figure.value]
    rest = sum(part.figure.value for part in parts if part not in larger)
    if len(larger) == 1 and len(parts) > _HEADS and rest <= whole.figure.value:
        part = larger[0]
        if alike(whole, part) and whole.figure.hedge is Hedge.NONE is part.figure.hedge:
            within = Relation("part-whole", part.term, whole.term, Claim.AT_MOST)
            yield replace(within, level=Level.WARNING, subject=part.name)


def _figures(relation: Relation) -> tuple[Figure, ...]:
    return (*relation.stated.figures, *relation.computed.figures)


def _outline(reading: Reading, memo: Memo) -> list[Node]:
    """Every node, parents before children; one without children is no parent."""
    talks = {talk.passage.block: talk for talk in memo(find_talks)}
    root = Node("", [])
    path, nodes = [root], [root]
    before: list[Mention] = []
    totals: list[Mention] = []
    for passage in reading.passages:
        talk = talks.get(passage.block)
        style = _style(passage)
        if style:
            styles = [node.style for node in path]
            del path[styles.index(style) if style in styles else len(path) :]
            if style == _ANNOUNCED:
                node = Node(style, _levels(talk) or before)
            elif talk is None:
                node = Node(style, totals, own=False)
            else:
                node = Node(style, _amount(talk))
            path[-1].children.append(node)
            path.append(node)
            nodes.append(node)
        before = _levels(talk) or before
        totals = _totals(talk) or totals
    return nodes


def _style(passage: Passage) -> str:
    first = next((m for m in passage.marks if m.heads and m.number), None)
    if first is not None:
        return first.style
    return _ANNOUNCED if passage.text.text.rstrip().endswith((":", "：")) else ""


def _levels(talk: Talk | None) -> list[Mention]:
    """The amounts that may head what a paragraph announces, the last first."""
    found = [] if talk is None else [m for m in talk.mentions if _is_amount(m) and m.depth == 0]
    return found[: -_CANDIDATES - 1 : -1]


def _totals(talk: Talk | None) -> list[Mention]:
    """Those that their own words call a total (总支出, 共安排)."""
    found = [] if talk is None else _levels(talk)
    return [m for m in found if talk is not None and _TOTAL.search(talk.words_before(m))]


_TOTAL = regex.compile(r"总|共|合计")


def _amount(talk: Talk | None) -> list[Mention]:
    """What a numbered paragraph states first, where its clause states nothing beside it."""
    money = [] if talk is None else [m for m in talk.mentions if _is_amount(m)]
    if talk is None or not money or money[0].sentence > money[0].depth:
        return []
    first = money[0]
    opened = next((i for i, t in enumerate(talk.tokens) if t.cue == "of-which"), len(talk.tokens))
    colon = talk.letters.find(":", first.at)
    opened = min(opened, colon) if colon > 0 else opened
    beside = [m for m in money[1:] if m.item == first.item and m.at < opened and m.depth == 0]
    closing = talk.letters[first.at + 1 :].rstrip(".;")
    titled = first.depth == 1 and closing == ")"
    return [first] if ((first.depth == 0 and first.at < opened) or titled) and not beside else []


def _is_amount(mention: Mention) -> bool:
    return mention.figure.dimension is Dimension.MONEY and mention.is_level


def _sums(parent: Node) -> Iterator[Relation]:
    """The sums of a node's children, each against its own children; and of what it announces."""
    tried = [(node, _relations(node)) for node in parent.children]
    closing = sum(any(map(holds, relations)) for _, relations in tried)
    for node, relations in tried:
        if not relations:
            continue
        told = next((r for r in relations if holds(r)), None)
        told = told or next((r for r in relations if explained(r)), None)
        if told is not None:
            yield told
        elif closing and node.own and len(node.amounts) == 1:
            yield replace(relations[0], level=Level.WARNING)


def _relations(node: Node) -> list[Relation]:
    """A node's amounts against its children's, where each child has one; an announced list that
    is not nested is read in items.py."""
    children = [c for c in node.children if c.style == node.children[0].style]
    parts = [child.amounts[0] for child in children if child.own and len(child.amounts) == 1]
    flat = node.style == _ANNOUNCED and not any(child.children for child in children)
    if len(parts) < (2 if node.own else 3) or len(parts) < len(node.children) or flat:
        return []
    made = total(part.term for part in parts)
    return [
        Relation("sum-breakdown", whole.term, made, subject=whole.name) for whole in node.amounts
    ]


def find_marked_sums(reading: Reading, memo: Memo) -> list[Relation]:
    """total = Σ items; what was added to a total = what was added to (taken from) its items."""
    stretches = memo(find_stretches)
    found: list[Relation] = []
    for start in range(1, len(stretches)):
        head, items = stretches[start - 1], _items(stretches, start)
        if len(items) > 1:
            told = _tied(_level_sums(head, items)) + find_columns(head, items)
            found += {_figures(relation): relation for relation in told}.values()
            found += _tied(_move_sums(head, items))
        else:
            found += _plain_sums(head, stretches[start:])
    return found + [relation for group in memo(find_groups) for relation in _beside(group)]


def _beside(group: Group) -> list[Relation]:
    """其中：甲4起、40人；乙6起、22人；丙3起、9人: the measures of a list, if one of them closes."""
    talk, parts = group.talk, group.parts
    if len(parts) < _HEADS:
        return []
    starts = [part.at for part in parts]
    head = _stretch(talk, group.whole.at, group.start)
    items = [_stretch(talk, low, high) for low, high in pairwise([*starts, group.end])]
    told = find_columns(head, items)
    return told if len(told) > 1 and any(map(holds, told)) else []


def _stretch(talk: Talk, low: int, high: int) -> Item:
    inside = [m for m in talk.mentions if low <= m.at < high]
    return Item("", 0, talk, inside, talk.tokens[low:high])


def _plain_sums(head: Item, followers: list[Item]) -> list[Relation]:
    """The sums of the unmarked paragraphs that a colon announces, as far as one measure shows
    that they are items."""
    if not head.announces:
        return []
    run = list(takewhile(lambda one: not one.style and (one.mentions or one.is_none), followers))
    for size in range(len(run), 2, -1):
        told = find_columns(head, run[:size])
        if any(map(holds, told)):
            return told
    return []


def _tied(tried: list[Relation]) -> list[Relation]:
    closed = [r for r in tried if holds(r)]
    return closed[:1] or [r for r in tried if explained(r, CHANCE * len(tried))][:1]


def find_stretches(reading: Reading, memo: Memo) -> list[Item]:
    """The text, cut where a mark stands at the head of a paragraph or after a pause."""
    return list(_stretches(reading, {talk.passage.block: talk for talk in memo(find_talks)}))


def _stretches(reading: Reading, talks: dict[int, Talk]) -> Iterator[Item]:
    for passage in reading.passages:
        talk = talks.get(passage.block)
        marks = {mark.start: mark for mark in passage.marks if mark.after_pause}
        for low, high in pairwise(sorted({0, *marks, len(passage.text.text)})):
            mark = marks.get(low)
            tokens = [t for t in passage.tokens if low <= t.start < high]
            style, number = (mark.style, mark.number) if mark else ("", 0)
            item = Item(style, number, talk, tokens=tokens)
            if talk is not None:
                begin = ((m, talk.tokens[m.at].start) for m in talk.mentions)
                item.mentions = [m for m, at in begin if low <= at < high]
            yield item


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
    found = []
    for one in heads[-_HEADS:]:
        kin = base_of(one.mention.figure)
        moves = ((m for m in _moves_of(i) if base_of(m.mention.figure) == kin) for i in items)
        known = [move for own in moves if (move := next(own, None)) is not None]
        if len(known) == len(items):
            made = total(move.term for move in known)
            found.append(Relation("change-amount", one.term, made, subject=one.mention.name))
    return found


def _moves_of(item: Item) -> list[Move]:
    own = {mention.at for mention in item.mentions}
    moves = find_moves(item.talk) if item.talk is not None else []
    return [move for move in moves if move.mention.at in own]
