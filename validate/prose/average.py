"""Means: a total and the heads it is divided by."""

from __future__ import annotations

from collections.abc import Iterator

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import explained
from ..judge import Verdict, judge
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from .mention import Mention, Talk, find_talks

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
    error only where one slip of the pen explains it."""
    for talk in memo(find_talks):
        for mention in talk.mentions:
            pair = _pair(talk, mention) if _is_mean(talk, mention) else None
            if pair is None:
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
    heads = [
        m for m in before
        if m.figure.dimension is Dimension.COUNT and m.is_level
        and m.figure.unit.lstrip("十百千万亿") in _HEADS and m.figure.value
    ]  # fmt: skip
    if len(totals) != 1 or len(heads) != 1:
        return None
    return totals[0], heads[0]
