"""Means: a total and the heads it is divided by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import explained
from ..edits import scale_edits
from ..expression import term
from ..judge import Verdict, holds, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule

_HEADS = ("人", "名", "户", "人次", "位", "批次")


@rule(
    "per-capita",
    name="人均",
    english="mean",
    level=Level.ERROR,
    formula="总额 ÷ 人数（户数）= 人均（户均）",
    zh="{subject}人均数列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="The mean of {subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=(
        "农村低保对象8960人，全年发放低保资金4032万元，人均4500元。",
        "参保8960人，人均缴费380元，基金收入4032万元。",
    ),
    wrong=("农村低保对象8960人，全年发放低保资金4032万元，人均450元。",),
)
def per_capita(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Total ÷ heads = mean, where both stand just before it in the sentence.

    Averages over a year or over another population are usual, so a mean that does not fit is an
    error only where one slip of the pen explains it; where the heads stand a sentence before, only
    where the mean's point was moved or its unit confused."""
    for talk in memo(find_talks):
        for mention in talk.mentions:
            if not _is_mean(talk, mention):
                continue
            pair = _pair(talk, mention)
            if pair is None:
                yield from _with_heads_before(talk, mention)
                continue
            total, heads = pair
            relation = Relation(
                "per-capita", mention.term, total.term / heads.term, subject=total.name
            )
            if judge(relation).verdict is Verdict.DISAGREES and not explained(relation):
                relation = Relation(
                    "per-capita",
                    mention.term,
                    total.term / heads.term,
                    certainty=Certainty.POSSIBLE,
                    doubt="relation-uncertain",
                    subject=total.name,
                )
            yield relation


def _is_mean(talk: Talk, mention: Mention) -> bool:
    if mention.figure.dimension is not Dimension.MONEY or mention.role != "level":
        return False
    start = mention.at
    while start > 0 and talk.letters[start - 1] not in ",.;(" and mention.at - start < 4:
        start -= 1
    return any(token.cue == "average" for token in talk.tokens[start : mention.at])


def _pair(talk: Talk, mention: Mention) -> tuple[Mention, Mention] | None:
    """The total and the heads that stand before a mean in its sentence, each the only one."""
    before = [
        m for m in talk.mentions
        if m.at < mention.at and m.sentence == mention.sentence and m.item == mention.item
    ]  # fmt: skip
    totals = [m for m in before if m.figure.dimension is Dimension.MONEY and m.is_level]
    heads = [m for m in before if _is_heads(m)]
    if len(heads) > 1 and "人" in talk.between(max(0, mention.at - 2), mention.at):
        heads = [m for m in heads if m.figure.unit not in ("户", "批次")]  # 人均 of 12批次96人次
    if len(totals) != 1 or len(heads) != 1:
        return None
    return totals[0], heads[0]


def _with_heads_before(talk: Talk, mention: Mention) -> Iterator[Relation]:
    """接待游客612万人次。旅游收入48.65亿元，人均消费794元: the heads open the sentence before."""
    own = [m for m in talk.mentions if m.sentence == mention.sentence and m.at < mention.at]
    totals = [m for m in own if m.figure.dimension is Dimension.MONEY and m.is_level]
    earlier = [m for m in talk.mentions if m.sentence == mention.sentence - 1 and m.is_level]
    if len(totals) != 1 or any(_is_heads(m) for m in own) or not earlier:
        return
    if not _is_heads(earlier[0]):
        return
    mean = totals[0].term / earlier[0].term
    relation = Relation("per-capita", mention.term, mean, subject=totals[0].name)
    moved = (
        replace(relation, stated=term(e.undone(mention.figure)))
        for e in scale_edits(mention.figure)
    )
    if holds(relation) or any(map(holds, moved)):
        yield relation


def _is_heads(mention: Mention) -> bool:
    figure = mention.figure
    unit = figure.unit.lstrip("十百千万亿")
    counted = figure.dimension is Dimension.COUNT and mention.is_level
    return counted and unit in _HEADS and bool(figure.value)
