"""A stock rolled forward: `年初预算A，追加b，收回c，调整预算数D`; `年初a人，新进b人，年末c人`.

Nothing but its words says that such a chain is whole, so only what adds up, or what one slip of
the pen (a wrong verb is one) keeps from it, is taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ..causes import CHANCE, explained, turned
from ..expression import Term, total
from ..judge import holds
from ..prose.mention import LEVELS, Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Level, Memo
from .adjusted import find_adjustments
from .moves import stock_words
from .sides import is_nested

_KINDS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)


@dataclass(frozen=True, slots=True)
class _Step:
    """An amount of a chain: `sign` is that of a move (0 for a stock); `opens` and `closes` say
    whether its words make a stock that from which, or to which, moves lead."""

    mention: Mention
    sign: int
    opens: bool
    closes: bool
    nested: bool

    def term(self, sign: int) -> Term:
        return Term(self.mention.figure, sign * (self.sign or 1))


def find_rolls(reading: Reading, memo: Memo) -> list[Relation]:
    """What was added to a stock and what was taken from it lead from one level to the next: a
    budget adjusted in the year in the words of adjusted.py, and whatever else rolls forward."""
    found = list(memo(find_adjustments))
    told = {figure for r in found for figure in r.stated.figures}
    rolls = [r for talk in memo(find_talks) for r in _of_talk(talk)]
    return [*found, *(r for r in rolls if told.isdisjoint(r.stated.figures))]


def _of_talk(talk: Talk) -> Iterator[Relation]:
    units: dict[str, list[_Step]] = {}
    for mention in talk.mentions:
        figure = mention.figure
        plain = figure.dimension in _KINDS and figure.hedge is Hedge.NONE and not mention.depth
        if plain and (mention.role in (*LEVELS, "change")) and not _compares(talk, mention):
            money = figure.dimension is Dimension.MONEY
            units.setdefault("" if money else figure.unit, []).append(_step(talk, mention))
    for steps in units.values():
        for tried in _chains(steps):
            told = _proved(tried)
            yield from told[:1] or [replace(tried[-1], level=Level.WARNING)]
        for tried in _moved_after(steps):
            yield from _proved(tried)[:1]


def _proved(tried: list[Relation]) -> list[Relation]:
    return [r for r in tried if holds(r)] or [
        r for r in tried if explained(r, CHANCE * len(tried)) or turned(r)
    ]


def _chains(steps: list[_Step]) -> Iterator[list[Relation]]:
    """The readings of each chain, likeliest first."""
    for index, first in enumerate(steps):
        if not (first.opens or first.closes):
            continue
        moves: list[_Step] = []
        for step in steps[index + 1 :]:
            if step.mention.sentence > first.mention.sentence + 1:
                break
            if step.sign:
                moves.append(step)
            elif not step.nested:
                if moves and step.closes and (first.opens or _earlier(first, step)):
                    yield _readings(first, moves, step)
                    moves = []
                break
        before = steps[index - 1] if index else None
        if moves and first.opens and before is not None and before.closes and first.nested:
            same = [m for m in moves if m.mention.sentence == first.mention.sentence]
            if same and before.mention.sentence == first.mention.sentence:
                yield _readings(first, same, before)


def _moved_after(steps: list[_Step]) -> Iterator[list[Relation]]:
    """送审a，审定b，审减c: the moves after both stocks."""
    for index, (first, last) in enumerate(pairwise(steps)):
        sentence = first.mention.sentence
        after = [step for step in steps[index + 2 :] if step.mention.sentence == sentence]
        moves = list(takewhile(lambda step: step.sign != 0, after))
        if moves and first.opens and last.closes and last.mention.sentence == sentence:
            yield _readings(first, moves, last)


def _earlier(first: _Step, last: _Step) -> bool:
    """2022年末a，…，2023年末b."""
    years = [max(step.mention.own_years, default=0) for step in (first, last)]
    return 0 < years[0] < years[1]


def _readings(first: _Step, moves: list[_Step], last: _Step) -> list[Relation]:
    """The first move as what the others leave of last − first; moves after 其中 with the others,
    or taken for parts of the one before."""
    outer = [m for m in moves if not m.nested]
    found = []
    for some in (moves, outer) if 0 < len(outer) < len(moves) else (moves,):
        rest = total([last.term(1), first.term(-1), *(m.term(-1) for m in some[1:])])
        name = first.mention.name or last.mention.name
        found.append(Relation("change-amount", some[0].term(1), rest, subject=name))
    return found


def _step(talk: Talk, mention: Mention) -> _Step:
    words = talk.words_before(mention)
    beside = [m for m in talk.mentions if m.at == mention.at - 1]
    if beside and not words:  # 8300户20150人
        words = talk.words_before(beside[0])
    said = [(m.end(), m.lastgroup) for m in stock_words().finditer(words)]
    kinds = {kind for _, kind in said}
    last = said[-1][1] if said else None
    sign = {"adding": 1, "taking": -1}.get(last or "", 0)
    if mention.role == "to":
        sign = 0
    elif mention.role == "change" and not sign:
        sign = mention.direction
    return _Step(mention, sign, "opening" in kinds and not sign, "closing" in kinds and not sign,
                 is_nested(talk, mention))  # fmt: skip


def _compares(talk: Talk, mention: Mention) -> bool:
    """比上年增加b: a comparison with another year moves nothing; 较年初预算追加b does."""
    if mention.role == "base":
        return True
    words = talk.between(mention.than, mention.at) if mention.than >= 0 else ""
    return bool(words) and "年初" not in words and mention.role == "change"
