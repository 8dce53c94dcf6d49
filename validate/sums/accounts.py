"""Accounts: what came in (or went out), item by item, and the total after it.

`本级收入A，加上：上级补助b、上年结转c，收入总计T`; `上年结余A，加b，减c，年末结余D`;
`收入A，上年结余b。支出C，上解d。收入合计T，支出合计U`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from ...normalize.figure import Figure
from ...normalize.reading import Reading
from ..causes import HINT, explained, turned
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Level, Memo
from .sides import INCOME, SPENDING, is_amount, is_nested, is_total, side, signed_sum

_LEFT = regex.compile(r"(?:[年月期]末|年终|当年|累计|滚存)?(?:净?结余|结转)")
_ADDED = regex.compile(r"(?:另|再)?加(?![大快强速])")
_TAKEN = regex.compile(r"(?:减去|减除|扣除|减(?![少收支产税费免]))")
_ANY_SLIP = 1


def find_accounts(reading: Reading, memo: Memo) -> list[Relation]:
    """total = Σ of what is listed before it, plus or minus as the words say."""
    found: dict[Figure, Relation] = {}
    for talk in memo(find_talks):
        for start, end in _stretches(talk):
            own = [m for m in talk.mentions if start <= m.at < end and is_amount(talk, m)]
            for relation in _account(talk, start, own):
                _keep(found, relation)
        for relation in _told_after(talk):
            _keep(found, relation)
    return list(found.values())


def _keep(found: dict[Figure, Relation], relation: Relation) -> None:
    """Of several readings of one total the one that holds, else the surest."""
    (total,) = relation.stated.figures
    known = found.get(total)
    if known is None or (not holds(known) and (holds(relation) or _surer(relation, known))):
        found[total] = relation


def _surer(one: Relation, other: Relation) -> bool:
    asserted = Certainty.ASSERTED
    return one.certainty is asserted and other.certainty is not asserted


def doubted(relation: Relation, explicit: bool) -> Relation:
    """An account that does not close is wrong where a slip of the pen explains it: nearly any
    slip where the words say what is added and what is left (加上, 收支相抵)."""
    odds = _ANY_SLIP if explicit else HINT
    if explained(relation, odds) or turned(relation, odds):
        return relation
    certainty = Certainty.LIKELY if explicit else Certainty.POSSIBLE
    return replace(relation, certainty=certainty, doubt="open-list")


def _account(talk: Talk, start: int, own: list[Mention]) -> Iterator[Relation]:
    signs = {m.at: _sign(talk, m) for m in own}
    marked = next((i for i, m in enumerate(own) if signs[m.at]), -1)
    heads = _heads(talk, start) if marked == 0 else []
    for position, whole in enumerate(own):
        before = own[:position]
        taken = any(signs[m.at] < 0 for m in before)
        named = is_total(talk, whole) or (taken and _LEFT.match(whole.name) is not None)
        if position <= marked or signs[whole.at] or not named:
            continue
        lists = [[head, *before] for head in heads] or [before]
        tried = [
            _sum(talk, whole, parts[begin:], signs, nested)
            for parts in lists
            for begin in _beginnings(talk, parts, signs)
            for nested in (True, False)
        ]
        relations = [r for r in tried if r is not None]
        agreeing = next((r for r in relations if holds(r)), None)
        if agreeing is not None:
            yield agreeing
        elif relations:
            told = [doubted(r, marked >= 0 and len(heads) <= 1) for r in relations]
            yield next((r for r in told if r.certainty is Certainty.ASSERTED),
                       _if_typed(talk, whole, before, relations, told[0]))  # fmt: skip
        if marked >= 0:
            yield from _account(talk, start, own[position + 1 :])
            return


def _if_typed(
    talk: Talk, whole: Mention, before: list[Mention], relations: list[Relation], doubt: Relation
) -> Relation:
    """收入A，上级补助b，上年结余c，收入总计T: a sentence that names nothing but what comes in, and
    ends with its total, leaves nothing out; a gap is at least worth a warning."""
    own = side(talk, whole)
    item = [m for m in talk.mentions if m.item == whole.item and is_amount(talk, m)]
    if len(before) < 2 or not own or before != item[: len(before)]:
        return doubt
    if any(side(talk, m) != own or is_nested(talk, m) or is_total(talk, m) for m in before):
        return doubt
    full = {m.figure for m in before}
    listed = next((r for r in relations if set(r.computed.figures) == full), None)
    return doubt if listed is None else replace(listed, level=Level.WARNING)


def _told_after(talk: Talk) -> Iterator[Relation]:
    """收入a，结余b。支出c，上解d。收入合计T，支出合计U: totals after both lists."""
    amounts = [m for m in talk.mentions if is_amount(talk, m) and not is_nested(talk, m)]
    begin = {INCOME: -1, SPENDING: -1}
    for whole in amounts:
        own = side(talk, whole)
        if not own or not is_total(talk, whole):
            continue
        parts = [(m, 1) for m in amounts if begin[own] < m.at < whole.at and side(talk, m) == own]
        begin[own] = whole.at
        if len(parts) < 2 or parts[0][0].sentence == whole.sentence:
            continue
        relation = Relation("sum-breakdown", whole.term, signed_sum(parts), subject=whole.name)
        sure = sum(part.figure.value != 0 for part, _ in parts) >= _TOLD_IN_FULL
        yield replace(relation, level=Level.WARNING) if sure else doubted(relation, explicit=False)


_TOLD_IN_FULL = 3  # what came in from elsewhere is told as well


def _heads(talk: Talk, start: int) -> list[Mention]:
    """Where 加上 opens the sentence: the first amount of each sentence before, nearest first."""
    firsts: dict[int, Mention] = {}
    for mention in talk.mentions:
        if mention.at < start and is_amount(talk, mention) and not is_nested(talk, mention):
            known = firsts.setdefault(mention.sentence, mention)
            if known.role == "budget" and mention.role == "actual":
                firsts[mention.sentence] = mention
    return [firsts[sentence] for sentence in sorted(firsts, reverse=True)]


def _beginnings(talk: Talk, parts: list[Mention], signs: dict[int, int]) -> list[int]:
    """Where the list may begin, likeliest first: what 加上 adds to, the last total, its start."""
    marked = next((i for i, m in enumerate(parts) if signs.get(m.at)), 0)
    head = max(0, marked - 1)
    totals = [i for i, m in enumerate(parts) if is_total(talk, m) and i >= head]
    return list(dict.fromkeys([head, *totals[-1:], 0]))


def _sum(
    talk: Talk, whole: Mention, parts: list[Mention], signs: dict[int, int], nested: bool
) -> Relation | None:
    """`nested`: 其中 takes its figures out of the list."""
    spent = {m.role for m in parts}
    own = side(talk, whole)
    chosen, sign = [], 1
    for mention in parts:
        sign = signs.get(mention.at, 0) or sign
        planned = mention.role == "budget" and "actual" in spent
        within = nested and is_nested(talk, mention)
        said = signs.get(mention.at, 0)  # 减去对下级补助支出b
        opposed = not said and own * side(talk, mention) < 0 and is_total(talk, whole)
        if not (planned or within or opposed):
            chosen.append((mention, sign))
    if len(chosen) < 2:
        return None
    rule = "sum-breakdown" if is_total(talk, whole) else "fund-roll"
    return Relation(rule, whole.term, signed_sum(chosen), subject=whole.name)


def _sign(talk: Talk, mention: Mention) -> int:
    """+1 after 加上, −1 after 减去, as far as the clause goes; 0 where neither is said."""
    start = talk.since(",;.", mention.at)
    words = talk.between(start, mention.at).lstrip()
    if _TAKEN.match(words):
        return -1
    return 1 if _ADDED.match(words) else 0


def _stretches(talk: Talk) -> Iterator[tuple[int, int]]:
    """Token ranges between stops and semicolons; whole sentences where a semicolon parts items."""
    start = sentence = 0
    for index, letter in enumerate(talk.letters + "."):
        if letter in ";.":
            yield start, index
            start = index + 1
        if letter == ".":
            if ";" in talk.letters[sentence:index]:
                yield sentence, index
            sentence = index + 1
