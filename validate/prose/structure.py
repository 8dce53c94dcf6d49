"""Structures and splits that no 其中 opens.

`三次产业结构6.0:55.0:39.0`; `男性a人，占p%；女性b人，占q%`; `受理a件，办结b件，在办c件`;
and the rates of births, deaths and growth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import HINT, explained
from ..expression import HUNDRED, percent_of, term, total
from ..judge import holds
from ..relation import Certainty, Relation
from ..rule import Memo
from .kinds import Closure, kinds_of
from .mention import Mention, Talk, find_talks

_STRUCTURE = regex.compile(r"产业.{0,8}(?:结构|比)|结构比?例?$")
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_PRODUCT = regex.compile(r"(?<!人均)(?<!人均地区)(?:生产总值|GDP)")
_OTHER_SUMS = regex.compile(r"投资|税|消费|用电|企业|贷款|人")
_EARLIER = 6  # passages


def find_structures(reading: Reading, memo: Memo) -> list[Relation]:
    """Each member of a structure a:b:c is its industry's share; together they make 100."""
    talks = memo(find_talks)
    found: list[Relation] = []
    for index, talk in enumerate(talks):
        rows = list(_rows(talk))
        for row in rows:
            near = talks[max(0, index - _EARLIER) : index + 1]
            levels = _industries(near, row[0])
            own = row is rows[-1] and len(row) == len(levels)
            found += _shares(row, levels, near) if own else _hundred(row)
    return found


def _rows(talk: Talk) -> Iterator[list[Mention]]:
    """Bare numbers with nothing but a colon between them, named a structure."""
    row: list[Mention] = []
    told = -1
    for mention in [*talk.mentions, None]:
        joined = row and mention is not None and (
            talk.between(row[-1].at + 1, mention.at).strip() in ("：", ":", "∶")
        )  # fmt: skip
        if joined and mention is not None:
            row.append(mention)
            continue
        start = max(0, row[0].at - 8) if row else 0
        named = row and any(
            _STRUCTURE.search(words) for words in (row[0].name, talk.between(start, row[0].at))
        )
        again = row and told == row[0].sentence  # 由a:b:c调整为d:e:f
        if len(row) == len(_INDUSTRIES) and (named or again):
            told = row[0].sentence
            yield row
        plain = mention is not None and mention.figure.dimension is Dimension.PLAIN
        row = [mention] if plain and mention is not None else []


def _industries(talks: list[Talk], before: Mention) -> list[Mention]:
    """The amounts of the three industries stated last before a structure."""
    last: dict[str, Mention] = {}
    for talk in talks:
        for mention in talk.mentions:
            if not mention.is_level or mention.figure.dimension is not Dimension.MONEY:
                continue
            if talk is talks[-1] and mention.at > before.at:
                break
            kinds = [kind for kind in _INDUSTRIES if kind in mention.name]
            if len(kinds) == 1 and not _OTHER_SUMS.search(mention.name):
                last[kinds[0]] = mention
    found = [last[kind] for kind in _INDUSTRIES if kind in last]
    return found if len({m.figure.unit for m in found}) == 1 else []


def _shares(row: list[Mention], levels: list[Mention], near: list[Talk]) -> Iterator[Relation]:
    wholes = [total(level.term for level in levels), *(m.term for m in _products(near, levels[0]))]
    tried = [
        [
            Relation("share", term(share.figure), percent_of(level.term, whole), subject=level.name)
            for share, level in zip(row, levels, strict=True)
        ]
        for whole in wholes
    ]
    yield from _told(max(tried, key=lambda relations: sum(map(holds, relations))))


def _products(talks: list[Talk], industry: Mention) -> list[Mention]:
    """The product of the place, stated last before its industries."""
    before = [
        m for talk in talks for m in talk.mentions
        if m.is_level and m.figure.unit == industry.figure.unit
        and _PRODUCT.search(m.name) and (talk is not talks[-1] or m.at < industry.at)
    ]  # fmt: skip
    return before[-1:]


def _told(relations: list[Relation]) -> Iterator[Relation]:
    """Shares of one whole: where two or more hold and one does not, that one is wrong; where none
    does, the whole may be another one."""
    holding = sum(map(holds, relations))
    for relation in relations:
        sure = holds(relation) or holding == len(relations) - 1 > 1
        yield (
            relation
            if sure
            else replace(relation, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")
        )


def by_their_sum(pairs: list[tuple[Mention, Mention]]) -> list[Relation]:
    """Shares (with the parts they are told of) whose whole stands nowhere: parts that together
    make 100% are the whole."""
    parts = [part for _, part in pairs]
    if len(pairs) < 2 or len({(p.figure.dimension, p.figure.unit) for p in parts}) > 1:
        return []
    whole = total(part.term for part in parts)
    relations = [
        Relation("share", share.term, percent_of(part.term, whole), subject=part.name)
        for share, part in pairs
    ]
    if kinds_of("", [part.name for part in parts], unsaid=False) is Closure.SURE:
        return relations
    if all(map(holds, relations)):
        return relations
    tried = [
        _beside(pairs, base) for base in pairs if base[0].figure.value and base[1].figure.value
    ]
    best = max([relations, *tried], key=lambda rows: sum(map(holds, rows)))
    return list(_told(best))


def _beside(pairs: list[tuple[Mention, Mention]], base: tuple[Mention, Mention]) -> list[Relation]:
    """The other shares of the whole that one share implies."""
    own, part = base
    return [
        Relation("share", share.term, other.term / part.term * own.term, subject=other.name)
        for share, other in pairs
        if share is not own
    ]


def _hundred(row: list[Mention]) -> Iterator[Relation]:
    *others, last = row
    rest = HUNDRED - total(term(m.figure) for m in others)
    yield Relation("share", term(last.figure), rest, subject=last.name or row[0].name)


def find_natural_growth(reading: Reading, memo: Memo) -> list[Relation]:
    """出生率 = 死亡率 + 自然增长率, and so do their changes in points."""
    return [
        relation
        for talk in memo(find_talks)
        for role in ("level", "points-change")
        for relation in _natural(talk, role)
    ]


def _natural(talk: Talk, role: str) -> Iterator[Relation]:
    rates: dict[str, Mention] = {}
    owner = ""
    for mention in talk.mentions:
        for word in ("出生率", "死亡率", "自然增长率"):
            owner = word if mention.name.endswith(word) else owner
        same = mention.role == role and "‰" in mention.figure.unit + mention.figure.raw
        points = role == "points-change" and mention.figure.dimension is Dimension.POINTS
        if owner and owner not in rates and (same or points):
            rates[owner] = mention
            owner = ""
    if len(rates) == 3 and len({m.figure.unit for m in rates.values()}) == 1:
        birth, death, growth = (rates[w] for w in ("出生率", "死亡率", "自然增长率"))
        signed = [term(m.figure, m.direction or 1) for m in (birth, death, growth)]
        yield Relation("sum-breakdown", signed[0], signed[1] + signed[2], subject="出生率")


def find_splits(reading: Reading, memo: Memo) -> list[Relation]:
    """受理a件，办结b件，在办c件: all the kinds there are follow their total."""
    return [relation for talk in memo(find_talks) for relation in _splits(talk)]


def _splits(talk: Talk) -> Iterator[Relation]:
    levels = [m for m in talk.mentions if m.is_level and m.depth == 0]
    for index, whole in enumerate(levels):
        for size in (2, 3):
            parts = levels[index + 1 : index + 1 + size]
            if len(parts) < size or not _follow(talk, whole, parts):
                continue
            names = [m.name for m in parts]
            known = kinds_of(whole.name, names, unsaid=False)
            sibling = kinds_of("", [whole.name, *names], unsaid=False) is not Closure.OPEN
            if known is Closure.OPEN or sibling:
                continue
            made = total(m.term for m in parts)
            relation = Relation("sum-breakdown", whole.term, made, subject=whole.name)
            if holds(relation) or (known is Closure.SURE and explained(relation, HINT)):
                yield relation


def _follow(talk: Talk, whole: Mention, parts: list[Mention]) -> bool:
    """Whether parts of the total's kind follow it in one sentence, and nothing opens a list."""
    kin = all(
        m.figure.dimension is whole.figure.dimension and m.figure.unit == whole.figure.unit
        and m.sentence == whole.sentence and m.role == whole.role
        for m in parts
    )  # fmt: skip
    opened = any(t.cue == "of-which" for t in talk.tokens[whole.at : parts[-1].at])
    return kin and not opened and len({whole.name, *(m.name for m in parts)}) > len(parts)
