"""A number of things that are then counted off: 开展以下三项工作：一是…；二是…；三是…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.marks import Mark
from ...normalize.reading import Passage, Reading
from ..expression import Constant
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Memo
from ..sums.groups import Group, closes, find_groups
from ..wording.enumerated import COUNTED, PRINTED, Counted, counted_in
from .people import words

_SUCH = (
    "工作|问题|措施|任务|举措|成效|方面|内容|做法|目标|经验|原因|建议|如下|情况|类型|方式|途径|特点|亮点|困难|"
    "风险|要求|步骤|环节|重点|事项|层面|部分|条件|因素"
)
_ANNOUNCES = regex.compile(
    rf"[^。；：:，,（()\d]{{0,10}}?(?:{_SUCH})[^。；：:，,（()\d]{{0,6}}[：:。]\s*"
    r"|[^。；：:，,（()\d]{0,14}[：:]\s*"
)
_MOST = 20
_FEW = 2
_FEWEST = 3
_NEAR = 12  # paragraphs in which a list may go on
_FAR = 8  # of many items a count may be off by more than one


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


def find_counted_parts(reading: Reading, memo: Memo) -> list[Relation]:
    """共13项，合计118万元，其中甲a万元、乙b万元…: where amounts make up their total nothing is left
    out, and the count beside the total is that of them."""
    groups = memo(find_groups)
    return [relation for group in groups for relation in _of_parts(group)]


def _of_parts(group: Group) -> Iterator[Relation]:
    parts, whole = group.parts, group.whole
    if len(parts) < _FEWEST or whole.figure.dimension is not Dimension.MONEY or not closes(group):
        return
    beside = [m for m in group.talk.mentions if _counts_parts(group, m)]
    right = [m for m in beside if m.figure.value == len(parts)]
    off = max(1, len(parts) // _FAR)
    near = [m for m in beside if abs(int(m.figure.value) - len(parts)) <= off]
    for mention in right or (near if len(beside) == 1 else []):
        number = Constant(Fraction(len(parts)))
        yield Relation("count-list", mention.term, number, subject=mention.name)


def _counts_parts(group: Group, mention: Mention) -> bool:
    """Whether a count beside a total may be that of its parts: of things, not of people or places,
    each part named alone."""
    talk, whole = group.talk, group.whole
    between = sorted((mention.at, whole.at))
    lists = words()["lists"]
    counted = mention.figure.unit + talk.words_after(mention)
    return (
        mention.figure.unit in lists["parted-by"]
        and _countable(mention)
        and (mention.figure.unit != "个" or counted[1:].startswith(tuple(lists["general"])))
        and mention.sentence == whole.sentence
        and mention.depth == whole.depth
        and mention.at < group.parts[0].at
        and not any(between[0] < m.at < between[1] for m in talk.mentions)
        and not any(_SEVERAL.search(part.name) for part in group.parts)
    )


_SEVERAL = regex.compile(r"、|和|及|与")


def _of_talk(talk: Talk, passages: Sequence[Passage]) -> Iterator[Relation]:
    text = talk.passage.text.text
    lists = list(counted_in(passages[0], (*COUNTED, *PRINTED)))
    for mention in talk.mentions:
        announced = _ANNOUNCES.match(text, mention.figure.span.end)
        if not _countable(mention) or announced is None:
            continue
        for counted in lists:
            marks = counted.follows(announced.end())
            if not marks or marks[0].number != 1 or marks[0].start > announced.end() + 1:
                continue
            last = marks[-1].number
            if last != len(marks):
                continue  # 1. and 3. of a list with a gap, or of two
            number = len(marks) + sum(1 for _ in _goes_on(counted, last, passages[1:]))
            off = int(mention.figure.value) - number
            unnamed = not announced[0].strip(" ：:")  # 问题15个：一是…: examples perhaps
            if number < _FEW or (unnamed and abs(off) > 1):
                continue
            if off > 0 and _cut(counted, number, passages):
                continue
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


def _cut(counted: Counted, number: int, passages: Sequence[Passage]) -> bool:
    """Whether the text ends with the last item found, or the next one follows further on."""
    mark = next((m for m in passages[-1].marks if _is(m, counted, number)), None)
    if mark is not None:
        within = mark.lead and mark.lead in "；;，,"  # 。 ends the sentence that lists them
        return not within and "。" not in passages[-1].text.text[mark.end :].strip()[:-1]
    return any(_is(m, counted, number + 1) for p in passages[1:_NEAR] for m in p.marks)


def _is(mark: Mark, counted: Counted, number: int) -> bool:
    return mark.style == counted.style and mark.number == number


def _goes_on(counted: Counted, last: int, passages: Sequence[Passage]) -> Iterator[int]:
    """The further numbers of a list that the paragraphs after it continue (一是… / 二是…)."""
    for passage in passages:
        own = next(iter(counted_in(passage, (counted.style,))), None)
        if own is None or own.marks[0].number != last + 1:
            return
        for mark in own.marks:
            if mark.number <= last:
                return
            yield mark.number
            last = mark.number
