"""A score that the text under an indicator states again."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import regex

from ...normalize.reading import Passage, Reading
from ..expression import Constant, term
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from .items import Item, find_scores, words

_NO_SCORE = regex.compile(r"(?:本|该|此)项?(?:指标)?(?:项)?不(?:予)?得分")


@rule(
    "score-restated",
    name="得分前后一致",
    english="score stated twice",
    level=Level.WARNING,
    formula="指标标题所列得分 = 说明中的得分",
    zh="{subject}得分列示为 {stated}，说明文字中为 {recomputed}。",
    en="{subject} is scored {stated} in its heading and {recomputed} in the text under it.",
    right=(
        "①结转结余率（该三级指标满分5分，自评得分5分）。\n结转结余率≤10%，得5分。",
        "①差异率（该三级指标满分4分，自评得分0分）。\n差异率为74.22%，本项指标不得分。",
    ),
    wrong=(
        "①差异率（该三级指标满分4分，自评得分4分）。\n差异率为74.22%，本项指标不得分。",
        "①结转结余率（该三级指标满分5分，自评得分5分）。\n结转结余率为12%，本指标得4分。",
    ),
)
def score_restated(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """The score in an indicator's heading is the one that its explanation comes to.  Only for an
    explanation that states one score and no rule of marking."""
    talks = {talk.passage.block: talk for talk in memo(find_talks)}
    for item, body in bodies(reading, memo(find_scores).items):
        if item.earned is None or _conditional(body):
            continue
        scores = [mention for passage in body for mention in _stated(talks.get(passage.block))]
        denied = any(_NO_SCORE.search(passage.text.text) for passage in body)
        if denied and not scores:
            nothing = Constant(Fraction(0))
            yield Relation("score-restated", term(item.earned), nothing, subject=item.name)
        elif len({mention.figure.value for mention in scores}) == 1 and not denied:
            yield Relation(
                "score-restated",
                term(item.earned),
                scores[0].term,
                certainty=Certainty.LIKELY,
                subject=item.name,
            )


def bodies(reading: Reading, items: list[Item]) -> Iterator[tuple[Item, list[Passage]]]:
    """Each lowest indicator with the passages under it, up to the next indicator or heading."""
    starts = {item.passage.block for item in items}
    passages = list(reading.passages)
    place = {passage.block: at for at, passage in enumerate(passages)}
    for item in items:
        if item.children or not item.style:
            continue
        body: list[Passage] = []
        for passage in passages[place[item.passage.block] + 1 :]:
            if passage.block in starts or len(passage.headings) < len(item.passage.headings):
                break
            body.append(passage)
        if body:
            yield item, body


def _stated(talk: Talk | None) -> list[Mention]:
    """The scores that a passage says were earned: 得5分, 本指标得分＝…＝3分."""
    if talk is None:
        return []
    scores = [m for m in talk.mentions if m.figure.unit == "分"]
    return [m for m in scores if m.role == "earned" or talk.tokens[m.at - 1].cue == "="]


def _conditional(body: list[Passage]) -> bool:
    return any(word in passage.text.text for passage in body for word in words()["conditional"])
