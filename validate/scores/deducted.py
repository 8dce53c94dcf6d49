"""Marks taken off: 满分10分，扣0.5分，得9.5分."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..expression import total
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Outcome, Relation
from ..rule import Level, Memo, rule

_SCALE = regex.compile(r"每|[少多缺].{0,6}[一1][个次项处件场例人天]|否则|酌情|为止")
_SCORES = (Dimension.SCORE, Dimension.PLAIN)


@rule(
    "score-deducted",
    name="满分、扣分与得分",
    english="marks taken off",
    level=Level.ERROR,
    formula="得分 = 满分 − 扣分",
    zh="{subject}得分列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="{subject} is scored {stated}; {formula} gives {recomputed}.",
    right=("预算执行率满分10分，扣0.17分，得9.83分。",),
    wrong=("预算执行率满分10分，扣0.71分，得9.83分。",),
)
def score_deducted(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Full marks less what is taken off are the marks earned, where a sentence prints all three
    and does not lay down how marks are given (每少一项扣1分，扣完为止)."""
    for talk in memo(find_talks):
        for marks in _sentences(talk):
            if _SCALE.search(talk.between(marks[0].at, _end(talk, marks[-1]))):
                continue
            full = [m for m in marks if m.role == "full"]
            earned = [m for m in marks if m.role == "earned"]
            off = [m for m in marks if m.role == "deducted"]
            if len(full) == 1 and len(earned) == 1 and off:
                left = full[0].term - total(m.term for m in off)
                yield Relation("score-deducted", earned[0].term, left, subject=full[0].name)


def _end(talk: Talk, last: Mention) -> int:
    """Where the sentence of a mention ends."""
    stop = talk.letters.find(".", last.at)
    return stop if stop >= 0 else len(talk.letters)


def _sentences(talk: Talk) -> Iterator[list[Mention]]:
    scores = [m for m in talk.mentions if m.figure.dimension in _SCORES]
    for number in dict.fromkeys(m.sentence for m in scores):
        yield [m for m in scores if m.sentence == number]
