"""Scores stay between nothing and full marks."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...normalize.reading import Reading
from ..expression import Constant, Expression, term, total
from ..judge import Verdict, judge
from ..relation import Certainty, Claim, Outcome, Relation
from ..rule import Level, Memo, rule
from .items import Item, find_scores


@rule(
    "score-cap",
    name="得分越界",
    english="score beyond full marks",
    level=Level.ERROR,
    formula="0 ≤ 得分 ≤ 满分；总分 ≤ 100 + 加分项满分",
    zh="{subject}得分 {stated} 超过满分：{formula} 不成立。",
    en="{subject} is scored {stated}, beyond full marks: {formula} does not hold.",
    right=(
        "1.投入（该指标满分40分，自评得分40分）。\n2.效果（该指标满分60分，自评得分60分）。\n"
        "3.加分项（该指标满分10分，自评得分5分）。\n综合得分为105分。",
    ),
    wrong=(
        "1.投入（该指标满分40分，自评得分41分）。",
        "1.投入（该指标满分40分，自评得分40分）。\n2.效果（该指标满分60分，自评得分60分）。\n"
        "综合得分为105分。",
    ),
)
def score_cap(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """An indicator earns at most its full marks, a report at most 100 and its bonus points."""
    scores = memo(find_scores)
    for item in (*scores.items, *(item for _, items in scores.lists for item in items)):
        if item.full is not None and item.earned is not None:
            name = item.name
            yield Relation(
                "score-cap", term(item.earned), term(item.full), Claim.AT_MOST, subject=name
            )
    tops = [*scores.roots, *(i for head, items in scores.lists if head is None for i in items)]
    for stated in scores.totals:
        limit: Expression = Constant(Fraction(100))
        if stated.full is not None:
            limit = term(stated.full)
        bonus = [term(item.full) for item in tops if item.bonus and item.full is not None]
        relation = Relation(
            "score-cap",
            term(stated.earned),
            limit + total(bonus) if bonus else limit,
            Claim.AT_MOST,
            Certainty.ASSERTED if stated.full or _of_hundred(tops) else Certainty.LIKELY,
            subject="总分",
        )
        # Only a breach is told: to be within 100 is no proof of a score.
        if judge(relation).verdict is Verdict.DISAGREES:
            yield relation


def _of_hundred(tops: list[Item]) -> bool:
    """Whether the full marks of the first level, bonus apart, are 100."""
    full = [term(item.full) for item in tops if item.full is not None and not item.bonus]
    if not full:
        return False
    hundred = Relation("score-cap", total(full), Constant(Fraction(100)))
    return judge(hundred).verdict is Verdict.AGREES
