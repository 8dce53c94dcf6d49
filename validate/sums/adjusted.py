"""A budget adjusted in the year: 年初预算A，追加B，调整后预算C: C = A + B."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..expression import percent_of, term, total
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Memo

_FIRST = regex.compile(r"年初|批复|原")
_GRANTED = regex.compile(r"下达|安排|预算|到位")
_ADJUSTED = regex.compile(r"调整|全年|变更")
_LEFT = regex.compile(r"(?:实际|最终)(?:下达|安排|到位|预算)|调[整减增]后")
_RATE = regex.compile(r"(?:调整|追加|调增|调减|变动)率$")


def find_adjustments(reading: Reading, memo: Memo) -> list[Relation]:
    """What was added to (追加) or taken from (调减) a budget, and the rate of the adjustment."""
    return [r for talk in memo(find_talks) for r in _of_talk(talk)]


def _of_talk(talk: Talk) -> Iterator[Relation]:
    money = [m for m in talk.mentions if m.figure.dimension is Dimension.MONEY and m.depth == 0]
    for index, first in enumerate(money):
        words = _words(talk, first) if first.is_level else ""
        later = [m for m in money[index + 1 :] if m.sentence == first.sentence]
        levels = [m for m in later if m.is_level and not _moved(talk, m)]
        last = levels[0] if levels and _FIRST.search(words) else None
        if last is None or not _ADJUSTED.search(_words(talk, last)):
            heads = not any(m.is_level and m.sentence == first.sentence for m in money[:index])
            last = _left(talk, later) if heads and _GRANTED.search(words) else None
        if last is None:
            continue
        moves = [(m, m.direction or _moved(talk, m)) for m in later if m.at < last.at]
        moves = [(m, sign) for m, sign in moves if sign and (m.is_level or m.role == "change")]
        if moves and all(m.than < 0 for m, _ in moves):
            stated, *others = (term(m.figure, sign) for m, sign in moves)
            rest = last.term - total([first.term, *others])
            yield Relation("change-amount", stated, rest, subject=first.name)
        yield from _rate(talk, first, last)


def _moved(talk: Talk, mention: Mention) -> int:
    """执行中增加上级专项B: +1 or −1 where a verb of change stands in the words before a level."""
    for index in range(mention.at - 1, -1, -1):
        if talk.letters[index] in ",;.(" or talk.tokens[index].figure is not None:
            break
        if talk.tokens[index].cue in ("increase", "decrease"):
            return 1 if talk.tokens[index].cue == "increase" else -1
    return 0


def _left(talk: Talk, later: list[Mention]) -> Mention | None:
    """下达A（其中：…），调减B，实际下达C: what is left after the only change, whatever the list."""
    moved = [m for m in later if m.role == "change" and talk.tokens[m.cue].text.startswith("调")]
    rest = [m for m in later if m.is_level and moved and m.at > moved[-1].at]
    return rest[0] if len(moved) == 1 and rest and _LEFT.search(_words(talk, rest[0])) else None


def _rate(talk: Talk, first: Mention, last: Mention) -> Iterator[Relation]:
    """预算调整率 = |C − A| ÷ A."""
    for mention in talk.mentions:
        near = mention.at > last.at and mention.sentence == last.sentence
        if not near or mention.figure.dimension is not Dimension.PERCENT:
            continue
        if _RATE.search(mention.name) and first.figure.value:
            more, less = sorted((first, last), key=lambda m: -m.figure.value)
            moved = more.term - less.term
            if mention.figure.value < 0 and last is less:
                moved = last.term - first.term
            yield Relation(
                "change-rate", mention.term, percent_of(moved, first.term),
                certainty=Certainty.ASSERTED, subject=first.name,
            )  # fmt: skip
            return


def _words(talk: Talk, mention: Mention) -> str:
    start = mention.at
    while start > 0 and talk.letters[start - 1] not in ",;.(" and not talk.tokens[start - 1].figure:
        start -= 1
    return talk.between(start, mention.at)
