"""Rates whose base stands in a paragraph before: `下达资金A万元。…全年支出B万元，执行率P%`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from ...normalize.reading import Reading
from ..causes import explained
from ..expression import percent_of
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Level, Memo

_BACK = 5  # paragraphs
_PLANNED = regex.compile(r"预算|资金|下达|安排|到位|总投资|指标|任务|计划|目标")
_LATER = regex.compile(r"支出|支付|执行|使用|结余|结转|完成(?!.*(?:任务|目标))|发放")


def against_earlier(memo: Memo, talk: Talk, rate: Mention, part: Mention) -> Relation | None:
    """What was spent or done against what an earlier paragraph planned.

    Any of the plans may be meant: a rate that none of them gives is said where the nearest
    paragraph with a plan has but one and a slip of the pen explains the difference; as a warning
    where all the paragraphs before plan one and the same, and the rate has a name (执行率)."""
    near = list(_bases(memo, talk, rate, part))
    relations = [_of(rate, part, base) for bases in near for base in bases]
    agreeing = next((relation for relation in relations if holds(relation)), None)
    if agreeing is not None or not near:
        return agreeing
    values = [{base.figure.value for base in bases} for bases in near]
    if len(values[0]) == 1 and explained(relations[0]):
        return relations[0]
    named = talk.between(max(0, rate.at - 2), rate.at).rstrip("为是达到 ").endswith("率")
    sole = len(set.union(*values)) == 1 and part.figure.unit not in _GENERIC
    return replace(relations[0], level=Level.WARNING) if sole and named else None


_GENERIC = ("个", "项", "次", "件", "%")


def _of(rate: Mention, part: Mention, base: Mention) -> Relation:
    computed = percent_of(part.term, base.term)
    return Relation("completion-rate", rate.term, computed, subject=part.name)


def _bases(memo: Memo, talk: Talk, rate: Mention, part: Mention) -> Iterator[list[Mention]]:
    """The plans of the sentences before in the paragraph, then of each paragraph before it."""
    talks, at = memo(find_talks), memo(_order)[talk.passage.block]
    for earlier in reversed(talks[max(0, at - _BACK) : at + 1]):
        plans = [
            m for m in earlier.mentions
            if m.is_level and m.figure.value and m.figure.dimension is part.figure.dimension
            and (earlier is not talk or m.sentence < rate.sentence)
            and m.figure.unit.lstrip("万亿") == part.figure.unit.lstrip("万亿")
            and _is_plan(earlier, m)
        ]  # fmt: skip
        if plans:
            yield plans


def _is_plan(talk: Talk, mention: Mention) -> bool:
    """下达资金A万元, A万元资金到位, A户计划任务; never 支出A万元."""
    stop = max(talk.letters.rfind(letter, 0, mention.at) for letter in ".;") + 1
    if mention.depth or any(t.cue == "of-which" for t in talk.tokens[stop : mention.at]):
        return False
    start = max(talk.letters.rfind(letter, 0, mention.at) for letter in ",.;:(") + 1
    before = talk.between(start, mention.at)
    after = talk.between(mention.at + 1, mention.at + 2)[:6]
    return bool(_PLANNED.search(before + after)) and not _LATER.search(before)


def _order(reading: Reading, memo: Memo) -> dict[int, int]:
    return {talk.passage.block: index for index, talk in enumerate(memo(find_talks))}
