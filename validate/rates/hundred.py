"""Shares of one whole that no amounts stand beside: 甲、乙和丙分别占p、q和r, together 100%."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from ...normalize.figure import Hedge
from ...normalize.reading import Reading
from ..causes import HINT, explained
from ..expression import HUNDRED, Expression
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Level, Memo

_FEWEST = 2
_ALL = Fraction(100)


def find_hundreds(reading: Reading, memo: Memo) -> list[Relation]:
    """The largest share of each run that makes 100%, or that one slip of the pen keeps from it:
    it is what the others leave of 100."""
    found = [
        _of(run)
        for talk in memo(find_talks)
        for run in _runs(talk)
        if sum(Fraction(m.figure.value) for m in run[:-1]) < _ALL
    ]
    return [
        relation if holds(relation) else replace(relation, level=Level.WARNING)
        for relation in found
        if holds(relation) or explained(relation, HINT)
    ]


def _runs(talk: Talk) -> Iterator[list[Mention]]:
    """Shares that stand together in one item, nothing but names between them."""
    for _, item in groupby(talk.mentions, key=lambda m: m.item):
        for bare, run in groupby(item, key=lambda m: m.role == "share"):
            shares = list(run)
            plain = all(m.figure.hedge is Hedge.NONE and m.figure.value > 0 for m in shares)
            if bare and plain and len(shares) >= _FEWEST:
                yield shares


def _of(run: list[Mention]) -> Relation:
    stated = max(run, key=lambda m: m.figure.value)
    rest: Expression = HUNDRED
    for other in run:
        if other is not stated:
            rest = rest - other.term
    return Relation("share", stated.term, rest, subject=stated.name, adjustable=True)
