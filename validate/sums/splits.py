"""Splits that no 其中 opens: `受理a件，办结b件，在办c件`; rates of births, deaths and growth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import HINT, explained
from ..expression import term, total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Level, Memo
from .kinds import Closure, kinds_of
from .parts import called


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
        kin = [m for m in levels[index + 1 :] if _alike(whole, m)]
        for size in (2, 3):
            parts = kin[:size]
            if len(parts) < size or not _follow(talk, whole, parts):
                continue
            names = [m.name for m in parts]
            known = kinds_of(called(talk, whole), names, unsaid=False)
            sibling = kinds_of("", [whole.name, *names], unsaid=False) is not Closure.OPEN
            owned = kinds_of("", names, unsaid=False) is Closure.OPEN  # kinds of its name only
            beyond = parts[0].sentence != whole.sentence and known is not Closure.SURE
            if known is Closure.OPEN or sibling or beyond:
                continue
            made = total(m.term for m in parts)
            relation = Relation("sum-breakdown", whole.term, made, subject=whole.name)
            if holds(relation) or (known is Closure.SURE and explained(relation, HINT)):
                yield relation
            elif (
                known is Closure.SURE
                and owned
                and _alone(whole, parts, kin)
                and not _is_kind(whole.name, names)
            ):
                yield replace(relation, level=Level.WARNING)


def _is_kind(whole: str, names: list[str]) -> bool:
    """全区税收收入A；地方级税收收入b；非税收入c: what might be the total is one of the kinds."""
    others = ([whole, *names[:i], *names[i + 1 :]] for i in range(len(names)))
    return any(kinds_of(whole, some, unsaid=False) is not Closure.OPEN for some in others)


def _alone(whole: Mention, parts: list[Mention], kin: list[Mention]) -> bool:
    """Whether a sentence tells of its total's kind nothing but the parts."""
    return [m for m in kin if m.sentence == whole.sentence] == parts


def _alike(whole: Mention, part: Mention) -> bool:
    """Whether two levels are of one kind: amounts, or things counted in one unit; planned or spent
    both.  Rates (资产负债率) are never added up."""
    if whole.figure.dimension is Dimension.PERCENT:
        return False
    amounts = {whole.figure.dimension, part.figure.dimension} == {Dimension.MONEY}
    same = amounts or part.figure.unit == whole.figure.unit
    return same and {whole.role, part.role} != {"budget", "actual"}


def _follow(talk: Talk, whole: Mention, parts: list[Mention]) -> bool:
    """Whether parts follow their total in one sentence, its own or the next, of no other year, and
    nothing opens a list."""
    first = parts[0]
    together = all(m.sentence == first.sentence for m in parts)
    near = first.sentence - whole.sentence <= 1
    other = whole.own_years and first.own_years and not whole.own_years & first.own_years
    begin = talk.since(".", whole.at)  # 其中：在职10人，离休0人、退休1人
    opened = any(t.cue == "of-which" for t in talk.tokens[begin : parts[-1].at])
    named = len({whole.name, *(m.name for m in parts)}) > len(parts)
    return together and near and not other and not opened and named
