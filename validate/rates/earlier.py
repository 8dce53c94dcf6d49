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
    if (own := _of_one_source(memo, talk, rate, part)) is not None:
        return own
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


def _of_one_source(memo: Memo, talk: Talk, rate: Mention, part: Mention) -> Relation | None:
    """中央资金A万元，省级资金B万元。…中央资金支出a万元，执行率P%: of what the sentences or the
    paragraphs before say of the same source; None where they say nothing, or several things."""
    source = _source_of(part.name)
    if not source:
        return None
    for told in _before(memo, talk):
        own = [
            m for m in told.mentions
            if m.is_level and m.figure.value and m.figure.dimension is part.figure.dimension
            and (told is not talk or m.sentence < rate.sentence) and _source_of(m.name) == source
        ]  # fmt: skip
        if own:
            if len({m.figure.value for m in own}) > 1 or _LATER.search(told.words_before(own[0])):
                return None
            relation = _of(rate, part, own[0])
            sure = holds(relation) or explained(relation)
            return relation if sure else replace(relation, level=Level.WARNING)
    return None


def _source_of(name: str) -> str:
    found = _SOURCE.match(name)
    return found[1] if found is not None else ""


_SOURCE = regex.compile(
    r".*(中央|国家|(?<!自治)[省市州县区旗镇乡](?=级|财政|本级|配套|补助|资金)|自治区|地方|自筹|社会)"
    r"\p{Han}{0,6}资金(?:支出|支付|执行|使用|完成|拨付|到位)?$"
)
_GENERIC = ("个", "项", "次", "件", "%")


def _of(rate: Mention, part: Mention, base: Mention) -> Relation:
    computed = percent_of(part.term, base.term)
    return Relation("completion-rate", rate.term, computed, subject=part.name)


def _bases(memo: Memo, talk: Talk, rate: Mention, part: Mention) -> Iterator[list[Mention]]:
    """The plans of the sentences before in the paragraph, then of each paragraph before it."""
    for earlier in _before(memo, talk):
        plans = [
            m for m in earlier.mentions
            if m.is_level and m.figure.value and m.figure.dimension is part.figure.dimension
            and (earlier is not talk or m.sentence < rate.sentence)
            and m.figure.unit.lstrip("万亿") == part.figure.unit.lstrip("万亿")
            and _is_plan(earlier, m)
        ]  # fmt: skip
        if plans:
            yield plans


def _before(memo: Memo, talk: Talk) -> list[Talk]:
    """The paragraph of a rate, then those before it."""
    talks, at = memo(find_talks), memo(_order)[talk.passage.block]
    return talks[max(0, at - _BACK) : at + 1][::-1]


def _is_plan(talk: Talk, mention: Mention) -> bool:
    """下达资金A万元, A万元资金到位, A户计划任务; never 支出A万元."""
    stop = talk.since(".;", mention.at)
    if mention.depth or any(t.cue == "of-which" for t in talk.tokens[stop : mention.at]):
        return False
    start = talk.since(",.;:(", mention.at)
    before = talk.between(start, mention.at)
    if talk.letters.find(")", start, mention.at) >= 0:  # what is in brackets cuts nothing off
        before = mention.name + before
    after = talk.between(mention.at + 1, mention.at + 2)[:6]
    return bool(_PLANNED.search(before + after)) and not _LATER.search(before)


def _order(reading: Reading, memo: Memo) -> dict[int, int]:
    return {talk.passage.block: index for index, talk in enumerate(memo(find_talks))}
