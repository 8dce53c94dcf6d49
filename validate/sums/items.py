"""Numbered items under one total: `…支出决算为F，其中：` and then a paragraph for each item.

Each item states what the total states (a level, or budget and outturn), so each adds up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...normalize.figure import Dimension
from ...normalize.period import PeriodKind
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import total
from ..growth.naming import same_name
from ..judge import Verdict, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Memo
from .bounds import is_mean
from .kinds import Closure, kinds_of

_ROLES = ("budget", "actual", "level")
_BEFORE = 3
_HEADS = 4  # levels of the announcing paragraph of which one may head the items


@dataclass(frozen=True, slots=True)
class ItemList:
    """The paragraph that announces the items, and the items.  `announced` is false where a mere
    heading stands before them: then their total is one that a paragraph before calls so."""

    head: Talk
    items: tuple[Talk, ...]
    before: tuple[Talk, ...]
    announced: bool = True


def find_item_sums(reading: Reading, memo: Memo) -> list[Relation]:
    """total = Σ items, for each role that every item states."""
    return [r for one in _item_lists(reading, memo(find_talks)) for r in _sums(one)]


def find_closed_items(
    reading: Reading, memo: Memo
) -> list[tuple[tuple[Talk, Mention], list[tuple[Talk, Mention]]]]:
    """Totals with the numbered items that add up to them, each with the paragraph it stands in."""
    found = []
    for one in _item_lists(reading, memo(find_talks)):
        for role in _ROLES:
            parts = [(item, _first(item, role)) for item in one.items]
            told = [(talk, part) for talk, part in parts if part is not None]
            wholes = [
                m for m in _candidates(one, role) if m.figure.value and m in one.head.mentions
            ]
            if len(told) == len(parts):
                known = [part for _, part in told]
                closed = (w for w in wholes if w.figure.value and _holds(_relation(w, known)))
                found += [((one.head, whole), told) for whole in list(closed)[:1]]
    return found


def _item_lists(reading: Reading, talks: list[Talk]) -> Iterator[ItemList]:
    by_block = {talk.passage.block: talk for talk in talks}
    passages = reading.passages
    for index, passage in enumerate(passages):
        announced = passage.text.text.rstrip().endswith((":", "："))
        if not announced and (passage.block in by_block or len(passage.text.text) > _HEADING):
            continue
        items: list[Talk] = []
        style = ""
        divides = passage.text.text.rstrip(" :：").endswith(("其中", "包括", "如下"))
        for follower in passages[index + 1 :]:
            own = _style(by_block.get(follower.block))
            if not own or (style and own != style) or (own == _PLAIN and not divides):
                break
            if own == _DATED and not divides:
                break
            style = own
            items.append(by_block[follower.block])
        if len(items) > 1 and (announced or _each_one_amount(items)):
            earlier = [by_block[p.block] for p in passages[:index] if p.block in by_block]
            head = by_block.get(passage.block, Talk(passage, "", []))
            yield ItemList(head, tuple(items), tuple(earlier[-_BEFORE:]), announced)


def _each_one_amount(items: list[Talk]) -> bool:
    """Whether items that no colon announces look like a list: three or more, one amount in each."""
    return len(items) > 2 and all(
        sum(m.figure.dimension is Dimension.MONEY for m in item.mentions) == 1 for item in items
    )


def _style(talk: Talk | None) -> str:
    """The style of the number before a paragraph, empty for none."""
    if talk is None or not talk.tokens:
        return ""
    first = talk.tokens[0]
    if first.period is not None and first.period.kind is PeriodKind.DATE:
        return _DATED
    mark = next((m for m in talk.passage.marks if m.heads and m.number), None)
    if mark is None:
        return _PLAIN if _opens_with_amount(talk) else ""
    return mark.style


def _opens_with_amount(talk: Talk) -> bool:
    """人员经费80.00万元，主要包括…: a paragraph that begins with a name and its amount."""
    first = talk.mentions[0] if talk.mentions else None
    if first is None or first.figure.dimension is not Dimension.MONEY or not first.is_level:
        return False
    return first.clause == 0 and first.depth == 0 and bool(first.name)


_PLAIN = "plain"
_DATED = "dated"
_HEADING = 30  # characters


def _sums(one: ItemList) -> Iterator[Relation]:
    for role in _ROLES:
        parts = [_first(item, role) for item in one.items]
        known = [part for part in parts if part is not None]
        if len(known) < 2 or (role == "level" and len(known) < len(parts)):
            continue
        wholes = [m for m in _candidates(one, role) if m.figure.value != 0]
        closing = next((r for w in wholes if _holds(r := _relation(w, known))), None)
        wholes = [w for w in wholes if _planned(w) == _planned(known[0])] or wholes
        relations = [_relation(whole, known) for whole in wholes]
        if closing is not None:
            yield closing
        elif not one.announced:
            yield from (r for r in relations[:1] if explained(r))
        elif relations and len(known) == len(parts) and _sure(relations[0], known):
            yield relations[0]
        elif told := next((r for r in relations[1:_HEADS] if explained(r)), None):
            yield told
        elif relations:
            yield _relation(wholes[0], known, Certainty.POSSIBLE)


def _sure(relation: Relation, parts: list[Mention]) -> bool:
    """Whether items that do not add up are all there is."""
    names = [part.name for part in parts]
    return explained(relation) or kinds_of(relation.subject, names, unsaid=False) is Closure.SURE


def _planned(mention: Mention) -> bool:
    return mention.role == "budget"


def _first(talk: Talk, role: str) -> Mention | None:
    for mention in talk.mentions:
        money = mention.figure.dimension is Dimension.MONEY and mention.depth == 0
        if money and not is_mean(talk, mention):
            if mention.role == role:
                return mention
            if role == "level" and mention.role == "budget":
                return mention
    return None


def _candidates(one: ItemList, role: str) -> list[Mention]:
    """Totals: in the announcing paragraph, last first; else named by it in the ones before."""
    own = [m for m in reversed(one.head.mentions) if _fits(m, role)]
    if own:
        return own
    words = one.head.passage.text.text
    earlier = [m for talk in reversed(one.before) for m in talk.mentions if _fits(m, role)]
    if not one.announced:
        totals = ((talk, m) for talk in reversed(one.before) for m in talk.mentions)
        return [m for talk, m in totals if _fits(m, role) and _says_total(talk, m)]
    return [m for m in earlier if m.name and (m.name[:4] in words or same_name(words, m.name))]


def _says_total(talk: Talk, mention: Mention) -> bool:
    start = talk.since(",.;:(", mention.at)
    return any(token.cue == "total" for token in talk.tokens[start : mention.at])


def _fits(mention: Mention, role: str) -> bool:
    if mention.figure.dimension is not Dimension.MONEY or not mention.is_level:
        return False
    return role in (mention.role, "level")


def _relation(
    whole: Mention, parts: list[Mention], certainty: Certainty = Certainty.ASSERTED
) -> Relation:
    return Relation(
        "sum-breakdown",
        whole.term,
        total(part.term for part in parts),
        certainty=certainty,
        doubt="open-list" if certainty is Certainty.POSSIBLE else "",
        subject=whole.name,
    )


def _holds(relation: Relation) -> bool:
    return judge(relation).verdict in (Verdict.AGREES, Verdict.ROUNDING)
