"""Scores and weights add up, level by level, to the stated total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ...normalize.figure import Figure
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import Constant, term, total
from ..judge import Verdict, judge
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from .items import Item, Scores, Total, find_scores
from .listed import find_listed

_HUNDRED = Constant(Fraction(100))


@dataclass(frozen=True, slots=True)
class Rollup:
    """The two sums of one list of indicators; None where a mark is not printed."""

    earned: Relation | None
    full: Relation | None


@rule(
    "score-sum",
    name="得分汇总",
    english="sum of scores",
    level=Level.ERROR,
    formula="上级得分 = Σ 下级得分；总分 = Σ 一级指标得分（含加分项）",
    zh="{subject}得分列示为 {stated}，下级得分合计 {formula}，相差 {difference}。",
    en="{subject} is scored {stated}; its parts add up to {formula}, off by {difference}.",
    right=(
        "综合得分为96分。\n1.投入（该一级指标满分40分，自评得分38分）。\n"
        "（1）目标（该二级指标满分15分，自评得分15分）。\n（2）配置（该二级指标满分25分，自评得分23分）。\n"
        "2.效果（该一级指标满分60分，自评得分58分）。",
    ),
    wrong=(
        "综合得分为96分。\n1.投入（该一级指标满分40分，自评得分38分）。\n"
        "（1）目标（该二级指标满分15分，自评得分15分）。\n（2）配置（该二级指标满分25分，自评得分20分）。\n"
        "2.效果（该一级指标满分60分，自评得分58分）。",
        "自评得分为99分。\n1.投入（该一级指标满分40分，自评得分38分）。\n"
        "2.效果（该一级指标满分60分，自评得分58分）。",
    ),
)
def score_sum(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """The score of an indicator is the sum of those under it, and the total that of the first
    level, bonus points on top.  A list that is not known to be complete (neither its weights nor
    its scores close) is undetermined."""
    for rollup in memo(find_rollups):
        if rollup.earned is not None:
            yield rollup.earned
    yield from (relation for relation in memo(find_listed) if relation.rule == "score-sum")


@rule(
    "weight-sum",
    name="分值合计",
    english="sum of weights",
    level=Level.ERROR,
    formula="上级满分 = Σ 下级满分；一级指标满分合计 = 100",
    zh="{subject}满分列示为 {stated}，下级满分合计 {formula}，相差 {difference}。",
    en="{subject} has full marks of {stated}; its parts add up to {formula}, off by {difference}.",
    right=(
        "1.投入（该一级指标满分40分，自评得分38分）。\n"
        "（1）目标（该二级指标满分15分，自评得分15分）。\n（2）配置（该二级指标满分25分，自评得分23分）。",
    ),
    wrong=(
        "1.投入（该一级指标满分40分，自评得分33分）。\n"
        "（1）目标（该二级指标满分15分，自评得分15分）。\n（2）配置（该二级指标满分20分，自评得分18分）。",
    ),
)
def weight_sum(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Full marks add up, level by level; those of the first level, bonus apart, to 100."""
    for rollup in memo(find_rollups):
        if rollup.full is not None:
            yield rollup.full
    yield from (relation for relation in memo(find_listed) if relation.rule == "weight-sum")


def find_rollups(reading: Reading, memo: Memo) -> list[Rollup]:
    """Every sum of scores the prose asserts, as sure as its list is known to be complete."""
    scores = memo(find_scores)
    found = [_under(item, item.children) for item in scores.items if item.children]
    found += [_under(head, items) for head, items in scores.lists if head is not None]
    for items in _top_lists(scores):
        found += _of_report(items, scores.totals)
    return found


def _top_lists(scores: Scores) -> Iterator[list[Item]]:
    if len(scores.roots) > 1:
        yield scores.roots
    for head, items in scores.lists:
        if head is None:
            yield items


def _under(parent: Item, children: list[Item]) -> Rollup:
    own = [child for child in children if child.level == children[0].level]
    earned = _sum("score-sum", parent.earned, [c.earned for c in own], parent.name)
    full = _sum("weight-sum", parent.full, [c.full for c in own], parent.name)
    return _weighed(earned, full, mixed=len(own) != len(children))


def _of_report(items: list[Item], totals: list[Total]) -> list[Rollup]:
    """The first level against each stated total, and its full marks against 100."""
    marked = [item for item in items if not item.bonus]
    full = _full_marks(marked, totals)
    rollups = []
    for stated in totals:
        with_bonus = _sum("score-sum", stated.earned, [i.earned for i in items], "总分")
        without = _sum("score-sum", stated.earned, [i.earned for i in marked], "总分")
        earned = without if without is not None and _closes(without) else with_bonus
        unsure = not stated.sole or any(item.penalty for item in items)
        rollups.append(_weighed(earned, full, mixed=unsure))
    return rollups or [_weighed(None, full, mixed=False)]


def _full_marks(items: list[Item], totals: list[Total]) -> Relation | None:
    weights = [item.full for item in items if item.full is not None]
    if not weights or len(weights) != len(items):
        return None
    parts = total(map(term, weights))
    printed = next((stated.full for stated in totals if stated.full is not None), None)
    if printed is not None:
        return Relation("weight-sum", term(printed), parts, subject="总分")
    return Relation("weight-sum", parts, _HUNDRED, subject="一级指标合计")


def _sum(
    rule_id: str, stated: Figure | None, parts: Sequence[Figure | None], subject: str
) -> Relation | None:
    known = [part for part in parts if part is not None]
    if stated is None or len(known) != len(parts):
        return None
    return Relation(rule_id, term(stated), total(map(term, known)), subject=subject)


def _weighed(earned: Relation | None, full: Relation | None, mixed: bool) -> Rollup:
    """The two sums with their certainty: where one of them closes, the list is complete."""
    complete = any(relation is not None and _closes(relation) for relation in (earned, full))
    return Rollup(_sure(earned, complete, mixed), _sure(full, complete, mixed))


def _sure(relation: Relation | None, complete: bool, mixed: bool) -> Relation | None:
    if relation is None or _closes(relation):
        return relation
    if complete and not mixed:
        return relation
    if complete or explained(relation):
        return replace(relation, certainty=Certainty.LIKELY)
    return replace(relation, certainty=Certainty.POSSIBLE, doubt="open-list")


def _closes(relation: Relation) -> bool:
    return judge(relation).verdict in (Verdict.AGREES, Verdict.ROUNDING)
