"""Shares that print their whole: `在职136人，占核定编制143人的95.1%`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.units import base_of
from ..causes import CHANCE, explained
from ..exchanges import exchanged
from ..expression import percent_of
from ..judge import holds
from ..prose.mention import Mention, Talk
from ..relation import Certainty, Relation
from .completion import of_target

_OF = regex.compile(r"\s*[的之](?:比率|比例|比重|份额|占比)?(?:约为|约|为|达到|达|是)?\s*")
_SHARE = regex.compile(r"(?:占|相当于|(?:^|[^因作成认称])[为是])[^占]*$")
_UNLIKE = regex.compile(r"定额|标准|上限|限额")


def shares_of_printed(talk: Talk) -> Iterator[Relation]:
    """A，占W的P%: A ÷ W = P, the part A standing before in the sentence.

    The nearest level of the whole's unit is meant, unless another one gives the rate.  What none
    gives is an error where a slip of the pen tells, a warning where only one could be meant."""
    for percent in talk.mentions:
        whole = _whole_of(talk, percent)
        if whole is None:
            continue
        parts = _parts(talk, whole)
        tried = [_relation(percent, part, whole) for part in parts]
        agreeing = next((relation for relation in tried if holds(relation)), None)
        if agreeing is not None:
            yield agreeing
        elif tried:
            yield _told(tried, parts)


def _told(tried: list[Relation], parts: list[Mention]) -> Relation:
    nearest = tried[0]
    if explained(nearest) or exchanged(nearest, CHANCE):
        return nearest
    if len({part.figure.value for part in parts}) == 1:
        return replace(nearest, level="warning")
    return replace(nearest, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")


def _whole_of(talk: Talk, percent: Mention) -> Mention | None:
    """The figure between 占 and a percentage."""
    figure = percent.figure
    if figure.dimension is not Dimension.PERCENT or percent.role not in ("level", "share"):
        return None
    before = [m for m in talk.mentions if m.at < percent.at]
    whole = before[-1] if before else None
    if whole is None or not whole.is_level or whole.role == "budget" or not whole.figure.value:
        return None
    words = _words_of(talk, whole)
    told = _OF.fullmatch(talk.between(whole.at + 1, percent.at)) and _SHARE.search(words)
    sized = whole.figure.hedge is Hedge.NONE and figure.hedge is Hedge.NONE
    if not told or not sized or _UNLIKE.search(words) or of_target(talk, percent):
        return None
    return whole


def _words_of(talk: Talk, whole: Mention) -> str:
    """The words of a whole's clause before it, brackets left out: 相当于上年（2019年）收入W."""
    start = talk.since(",.;:", whole.at)
    if any(m.depth == whole.depth for m in talk.mentions if start <= m.at < whole.at):
        return talk.words_before(whole)
    return _BRACKET.sub("", talk.between(start, whole.at))


_BRACKET = regex.compile(r"[(（][^()（）]*[)）]")


def _parts(talk: Talk, whole: Mention) -> list[Mention]:
    """The levels before a printed whole in its sentence and of its unit, nearest first."""
    return [
        m for m in reversed(talk.mentions)
        if m.at < whole.at and m.sentence == whole.sentence and m.depth <= whole.depth
        and m.is_level and m.figure.value and m.figure.hedge in (Hedge.NONE, Hedge.MORE)
        and m.figure.dimension is whole.figure.dimension
        and base_of(m.figure) == base_of(whole.figure)
    ]  # fmt: skip


def _relation(percent: Mention, part: Mention, whole: Mention) -> Relation:
    computed = percent_of(part.term, whole.term)
    return Relation("share", percent.term, computed, subject=part.name)
