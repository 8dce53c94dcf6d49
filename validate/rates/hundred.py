"""Shares of one whole that no amounts stand beside: 甲、乙和丙分别占p、q和r, together 100%; a
structure a:b:c likewise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import groupby, pairwise

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ..causes import HINT, explained
from ..expression import HUNDRED, Expression
from ..growth.lists import runs_of
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Level, Memo
from .sentence import whole_said

_FEWEST = 2
_ALL = Fraction(100)


def find_hundreds(reading: Reading, memo: Memo) -> list[Relation]:
    """The largest share of each run that makes 100%, or that one slip of the pen keeps from it:
    it is what the others leave of 100."""
    talks = memo(find_talks)
    runs = [*(run for talk in talks for run in _runs(talk)), *_of_one_name(talks)]
    found = [_of(run) for run in runs if len(run) >= _FEWEST and _may_be_all(run)]
    return [
        relation if holds(relation) else replace(relation, level=Level.WARNING)
        for relation in found
        if holds(relation) or explained(relation, HINT)
    ]


def _runs(talk: Talk) -> Iterator[list[Mention]]:
    """Shares that stand together in one item, nothing but names between them; three and more
    percentages side by side that are shares by their first one's name; numbers parted by colons."""
    for _, item in groupby(talk.mentions, key=lambda m: m.item):
        for bare, shares in groupby(item, key=lambda m: m.role == "share"):
            if bare:
                yield list(shares)
    for run in (*runs_of(talk), *ratios_of(talk)):
        named = run[0].role == "level" and _SHARES.search(run[0].name)
        if len(run) > _FEWEST and (named or run[0].figure.dimension is Dimension.PLAIN):
            yield run


def _of_one_name(talks: list[Talk]) -> Iterator[list[Mention]]:
    """Shares of one whole by its name: those of a sentence, and those of which passages that
    follow one another tell one each (（一）甲a，占总预算p。（二）乙b，占总预算q)."""
    row: list[Mention] = []
    named = ""
    for talk in talks:
        shares = [(m, whole_said(talk, m)) for m in talk.mentions if m.role == "share"]
        told = [(m, name) for m, name in shares if name and not m.listed]
        for _, some in groupby(told, key=lambda pair: (pair[0].sentence, pair[1])):
            yield [m for m, _ in some]
        one, name = told[0] if len(told) == 1 else (None, "")
        if one is None or name != named:
            yield _closed(row)
            row, named = [], name
        if one is not None:
            row.append(one)
    yield _closed(row)


def _closed(row: list[Mention]) -> list[Mention]:
    """A row, or what is left of it without its first or its last where that makes 100%."""
    shorter = (some for some in (row[1:], row[:-1]) if len(some) >= _FEWEST)
    return next((some for some in shorter if _may_be_all(some) and holds(_of(some))), row)


_SHARES = regex.compile("贡献率|比[重例]|占比|份额|构成|结构")


def ratios_of(talk: Talk) -> Iterator[list[Mention]]:
    """Bare numbers with nothing but colons between them."""
    run: list[Mention] = []
    for one, other in pairwise(talk.mentions):
        if not run:
            run = [one]
        gap = talk.between(one.at + 1, other.at).strip()
        bare = {one.figure.dimension, other.figure.dimension} == {Dimension.PLAIN}
        if bare and gap in (":", "：", "∶"):
            run.append(other)
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run


def _may_be_all(run: list[Mention]) -> bool:
    plain = all(m.figure.hedge is Hedge.NONE and m.figure.value > 0 for m in run)
    said = sum(Fraction(m.figure.value) for m in run)
    shares = run[0].figure.dimension is Dimension.PERCENT or said * 2 > _ALL  # 5:3:2 is of ten
    return plain and shares and said - Fraction(run[-1].figure.value) < _ALL


def _of(run: list[Mention]) -> Relation:
    stated = max(run, key=lambda m: m.figure.value)
    rest: Expression = HUNDRED
    for other in run:
        if other is not stated:
            rest = rest - other.term
    rule = "share" if stated.figure.dimension is Dimension.PERCENT else "proportion"
    return Relation(rule, stated.term, rest, subject=stated.name, adjustable=True)
