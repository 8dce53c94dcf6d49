"""A number of things that are then counted off: 开展以下三项工作：一是…；二是…；三是…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Passage, Reading
from ..expression import Constant
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Memo
from ..wording.enumerated import Counted, counted_in

_ANNOUNCES = regex.compile(
    r"[^。；：:，,（()\d]{0,10}?(?:工作|问题|措施|任务|举措|成效|方面|内容|做法|目标|经验|原因|建议|如下|情况)"
    r"[^。；：:，,（()\d]{0,6}[：:。]\s*"
)
_MOST = 12


def find_counted_off(reading: Reading, memo: Memo) -> list[Relation]:
    """Counts with the items counted off right after them."""
    passages = reading.passages
    at = {passage.block: index for index, passage in enumerate(passages)}
    return [
        relation
        for talk in memo(find_talks)
        if talk.passage.block in at
        for relation in _of_talk(talk, passages[at[talk.passage.block] :])
    ]


def _of_talk(talk: Talk, passages: Sequence[Passage]) -> Iterator[Relation]:
    text = talk.passage.text.text
    lists = list(counted_in(passages[0]))
    for mention in talk.mentions:
        announced = _ANNOUNCES.match(text, mention.figure.span.end)
        if not _countable(mention) or announced is None:
            continue
        for counted in lists:
            marks = counted.follows(announced.end())
            if not marks or marks[0].number != 1 or marks[0].start > announced.end() + 1:
                continue
            last = marks[-1].number
            number = len(marks) + sum(1 for _ in _goes_on(counted, last, passages[1:]))
            nested = len(marks) < len([m for m in counted.marks if m.start >= announced.end()])
            yield Relation(
                "count-list",
                mention.term,
                Constant(Fraction(number)),
                certainty=Certainty.POSSIBLE if nested else Certainty.ASSERTED,
                doubt="open-list" if nested else "",
                subject=mention.figure.raw + announced[0].strip(" ：:。"),
            )


def _countable(mention: Mention) -> bool:
    figure = mention.figure
    counts = figure.dimension is Dimension.COUNT and figure.hedge is Hedge.NONE
    return counts and mention.is_level and 1 < figure.value <= _MOST


def _goes_on(counted: Counted, last: int, passages: Sequence[Passage]) -> Iterator[int]:
    """The further numbers of a list that the paragraphs after it continue (一是… / 二是…)."""
    for passage in passages:
        own = next((c for c in counted_in(passage) if c.style == counted.style), None)
        if own is None or own.marks[0].number != last + 1:
            return
        for mark in own.marks:
            if mark.number <= last:
                return
            yield mark.number
            last = mark.number
