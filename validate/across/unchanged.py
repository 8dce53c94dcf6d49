"""Levels that are said to be last year's as well: A，与上年持平."""

from __future__ import annotations

from collections.abc import Iterator

from ...normalize.period import PeriodKind
from ...normalize.token import Token
from ..prose.mention import Mention, Talk

_ENDS = ".,;()"
_ABOUT = ("基本", "总体", "大致")


def unchanged(talk: Talk, last: int) -> Iterator[tuple[Mention, str]]:
    """Each level said to equal that of the year `last`, with the words it is compared by.

    The level is the figure right before the clause of 持平, which names no measure of its own.
    """
    for index, token in enumerate(talk.tokens):
        if token.cue != "flat" or any(word in token.text for word in _ABOUT):
            continue
        start = talk.since(_ENDS, index)
        before = [mention for mention in talk.mentions if mention.at < index]
        if not before or before[-1].at >= start or not before[-1].is_level:
            continue
        clause = talk.tokens[start:index]
        closed = talk.letters[before[-1].at + 1 : start].strip(",")
        if not closed and _names_only(clause, last):
            yield before[-1], "".join(t.text for t in clause)


def _names_only(clause: tuple[Token, ...], last: int) -> bool:
    """Whether the words name the year `last`, and besides only what kind of figure it is."""
    years = [t.period for t in clause if t.period is not None]
    rest = [t for t in clause if t.period is None and not t.cue and t.text.strip() not in _KINDS]
    whole = len(years) == 1 and years[0].kind is PeriodKind.YEAR and years[0].year == last
    return whole and not rest and any(t.cue == "than" for t in clause)


_KINDS = ("", "决算数", "预算数", "决算", "预算", "数", "执行数")
