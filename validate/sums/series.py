"""Parts told one by one in a paragraph, and their total before or after them.

What ties them is how they are named: by their turn (第一批a，第二批b), or things built all alike
(甲村道路硬化a；乙村道路硬化b。… 全乡道路硬化T).  Unless the text says how many they are (分两批),
only what adds up, or what one slip of the pen keeps from it, is told; where another series of the
paragraph adds up to a total of the same sentence, a likelier slip will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.marks import number_of
from ...normalize.reading import Reading
from ..causes import CHANCE, HINT, explained
from ..expression import total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Level, Memo

_KINDS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_OF = "(?P<of>批次|批|期|季度|阶段|轮|标段)"
_TURN = regex.compile(rf"(?:^|[年度月中])第?(?P<turn>[一二三四五六七八九]|首(?=批)){_OF}")
_SAID = regex.compile(rf"分(?:为|成)?(?P<number>[两二三四五六])个?{_OF}")
_TOTAL = regex.compile("合计|共计|总计|共|累计")
_ALIKE = 4  # last characters of a name that tell what is counted
_WORDS = regex.compile(rf"\p{{Han}}{{{_ALIKE}}}")
_MANY = 100  # steps: parts of a smaller total may add up to it by chance
_Series = tuple[Mention, list[Mention]]


def find_series(reading: Reading, memo: Memo) -> list[Relation]:
    """total = Σ parts named alike."""
    return [relation for talk in memo(find_talks) for relation in _told(talk)]


def _told(talk: Talk) -> Iterator[Relation]:
    levels = [m for m in talk.mentions if _may_add(m)]
    turns = list(_by_turn(talk, levels))
    tried = [*turns, *_alike(levels)]
    relations = [
        Relation("sum-breakdown", whole.term, total(m.term for m in parts), subject=whole.name)
        for whole, parts in tried
    ]
    closing = {
        whole.sentence
        for (whole, parts), relation in zip(tried, relations, strict=True)
        if whole.figure.value >= _MANY * whole.figure.step and holds(relation)
    }
    for (whole, parts), relation in zip(tried, relations, strict=True):
        sure = holds(relation) or explained(relation, CHANCE * len(tried))
        if sure or _counted(talk, whole, parts):
            yield relation
        elif whole.sentence in closing and explained(relation, HINT):
            yield replace(relation, level=Level.WARNING)


def _may_add(mention: Mention) -> bool:
    figure = mention.figure
    plain = figure.dimension in _KINDS and figure.hedge is Hedge.NONE and mention.depth == 0
    return plain and mention.is_level and bool(figure.value)


def _unit(mention: Mention) -> str:
    figure = mention.figure
    return "元" if figure.dimension is Dimension.MONEY else figure.unit


def _by_turn(talk: Talk, levels: list[Mention]) -> Iterator[_Series]:
    """任务T，第一批a，第二批b; 一期a，二期b，合计T: the nearest total before, or one after."""
    turns = [(m, _TURN.search(talk.words_before(m))) for m in levels]
    named = [(m, match["of"], number_of(match["turn"].replace("首", "一")))
             for m, match in turns if match is not None]  # fmt: skip
    for start, (first, of, number) in enumerate(named):
        run = [first]
        for (_, _, one), (part, kind, other) in pairwise(named[start:]):
            if kind != of or other != one + 1 or _unit(part) != _unit(first):
                break
            run.append(part)
        if number != 1 or len(run) < 2:
            continue
        before = [m for m in levels if m.at < first.at and _unit(m) == _unit(first)][-1:]
        after = [m for m in levels if m.at > run[-1].at and _unit(m) == _unit(first)][:1]
        yield from ((m, run) for m in before if first.sentence - m.sentence < 2)
        yield from ((m, run) for m in after if _TOTAL.search(talk.words_before(m)))


def _counted(talk: Talk, whole: Mention, parts: list[Mention]) -> bool:
    """分两批下达T，第一批a，第二批b: the text says how many parts there are."""
    said = _SAID.search(talk.between(talk.since(".", whole.at), parts[0].at))
    turn = _TURN.search(talk.words_before(parts[0]))
    if said is None or turn is None or said["of"] != turn["of"]:
        return False
    return number_of(said["number"].replace("两", "二")) == len(parts)


def _alike(levels: list[Mention]) -> Iterator[_Series]:
    """The first or last of the counts whose names end alike, where the others are parts of it."""
    ends: dict[tuple[str, str], list[Mention]] = {}
    for mention in levels:
        end = mention.name[-_ALIKE:]
        if mention.figure.dimension is not Dimension.MONEY and _WORDS.fullmatch(end):
            ends.setdefault((end, mention.figure.unit), []).append(mention)
    for run in ends.values():
        names = {mention.name for mention in run}
        if len(run) > 2 and len(names) == len(run):
            yield run[-1], run[:-1]
            yield run[0], run[1:]
