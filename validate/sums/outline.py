"""Amounts of an outline: `（一）中央资金250万元。` and under it `1.养老220万元；2.助学30万元`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import regex

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Passage, Reading
from ..causes import explained
from ..expression import total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Level, Memo
from ..wording.lines import Line
from ..wording.markers import markers_of
from .items import find_item_sums

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
    """Each amount that heads an outline against those right under it.

    What does not add up is said where a slip of the pen explains it; where a neighbour's children
    add up to it, as a warning."""
    told = {_figures(r) for r in memo(find_item_sums) if r.certainty is Certainty.ASSERTED}
    sums = (relation for node in _outline(reading, memo) for relation in _sums(node))
    return [relation for relation in sums if _figures(relation) not in told]


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
    text = passage.text.text
    line = Line(text, passage.block, paragraph=passage.paragraph)
    first = next(iter(markers_of(line)), None)
    if first is not None and not first.inside:
        return first.style
    return _ANNOUNCED if text.rstrip().endswith((":", "：")) else ""


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
