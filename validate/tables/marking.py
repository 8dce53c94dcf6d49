"""Self-evaluation forms: weights, marks, execution rates, and reasons where marks were lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ...normalize.figure import Dimension, Figure
from ...normalize.grid_words import is_blank, squeeze
from ...normalize.reading import Reading
from ..expression import HUNDRED, Constant, Expression, percent_of, term, total
from ..judge import Verdict, holds, judge
from ..prose import completion as _completion
from ..relation import Certainty, Claim, Outcome, Relation, Remark
from ..rule import Level, Memo, also, rule
from ..scores import cap as _cap
from ..scores import execution as _execution
from ..scores import rollup as _rollup
from .equation import ExactTerm
from .levels import levels
from .marks import Funds, Indicator, MarkedForm, all_funds, figure_in, marked_forms

DECLARED_BY = (_cap, _completion, _execution, _rollup)
"""The families that declare the rules which forms add to."""

_FORM = (
    "|一级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施|\n"
    "|产出指标|检修里程|≥100公里|%s公里|50|%s|%s|\n"
    "|效益指标|群众满意|提升|达成预期指标|50|45|绿化不足，今后补种。|\n|总分||||100|%s||"
)


@rule(
    "indicator-score",
    name="指标得分",
    english="score of an indicator",
    level=Level.WARNING,
    formula="≥类：完成值 ÷ 指标值 × 分值（不超过分值）；≤类：(1 − 超出部分 ÷ 指标值) × 分值；"
    "定性：达成 80%以上，部分达成 60%—80%",
    zh="{subject}得分 {stated}，按完成情况应为 {formula}。",
    en="{subject} is scored {stated}; by its result it would be {formula}.",
    right=(_FORM % ("100", "50", "", "95"), _FORM % ("90", "45", "施工暂缓。", "90")),
    wrong=(_FORM % ("90", "50", "", "95"), _FORM % ("90", "49", "施工暂缓。", "94")),
)
def indicator_score(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A result short of its target earns its part of the marks; a result in words earns what its
    words stand for."""
    for form in memo(marked_forms):
        for indicator in form.indicators:
            yield from _of_target(indicator)
            yield from _of_words(form, indicator)


@rule(
    "score-reason",
    name="偏差原因",
    english="reason for lost marks",
    level=Level.WARNING,
    formula="得分 < 分值 → 填写偏差原因",
    zh="{subject}得分 {stated}，低于分值 {weight}，未填写偏差原因及改进措施。",
    en="{subject} is scored {stated} of {weight} without a reason.",
    right=(_FORM % ("90", "45", "施工暂缓。", "90"), _FORM % ("100", "50", "", "95")),
    wrong=(_FORM % ("90", "45", "", "90"),),
)
def score_reason(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Where marks were lost the form asks why."""
    for form in memo(marked_forms):
        for indicator in form.indicators:
            weight, score, reason = indicator.weight, indicator.score, indicator.reason
            if weight is None or score is None or reason is None:
                continue
            if is_blank(squeeze(reason.text.text)) and _holds(score, Claim.LESS, weight):
                yield Remark(
                    "score-reason",
                    (score.span,),
                    score.number,
                    values={"subject": indicator.name, "weight": weight.number},
                )


@also("score-cap")
def cap_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A score is at most the marks its row gives."""
    for form in memo(marked_forms):
        rows = [(i.name, i.score, i.weight) for i in form.indicators if not i.bonus]
        if form.funds is not None:
            rows.append(("预算执行率", form.funds.score, form.funds.weight))
        for name, score, weight in rows:
            if score is not None and weight is not None:
                yield Relation("score-cap", term(score), term(weight), Claim.AT_MOST, subject=name)


@also("weight-sum")
def weights_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """The marks of the rows add up to those of their group and of the form."""
    for form in memo(marked_forms):
        weights = [i.weight for i in form.indicators if i.weight is not None and not i.bonus]
        extra = form.funds.weight if form.funds is not None else None
        stated = form.grand.weight if form.grand is not None else None
        if stated is not None:
            yield from _sum_of_marks("weight-sum", "分值合计", stated, weights, extra)
        yield from levels(form.sheet, form.marking.weight, "weight-sum")
        for marks, inside in form.groups:
            parts = [i.weight for i in inside if i.weight is not None]
            if parts:
                name = squeeze(inside[0].group[0])
                yield Relation("weight-sum", term(marks), total(map(term, parts)), subject=name)


@also("score-sum")
def scores_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """总分 = Σ 得分, the execution rate's included."""
    for form in memo(marked_forms):
        scores = [i.score for i in form.indicators if i.score is not None]
        extra = form.funds.score if form.funds is not None else None
        stated = form.grand.score if form.grand is not None else None
        yield from levels(form.sheet, form.marking.score, "score-sum")
        if stated is not None:
            for relation in _sum_of_marks("score-sum", "总分", stated, scores, extra):
                yield relation if _all_scored(form) else _open(relation)


@also("completion-rate")
def rates_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """执行率 = 执行数 ÷ the base that the header prints."""
    for _, funds in memo(all_funds):
        relations = list(_rates(funds))
        best = next((r for r in relations if holds(r)), relations[0] if relations else None)
        if best is not None:
            sure = funds.printed_base or len(relations) == 1
            certainty = Certainty.ASSERTED if sure else Certainty.POSSIBLE
            doubt = "" if sure else "relation-uncertain"
            yield replace(best, certainty=certainty, doubt=doubt)


@also("execution-score")
def execution_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """执行率得分 = min(执行率, 100%) × 分值; a score without decimals may be marked by steps."""
    for _, funds in memo(all_funds):
        rate, weight, score = funds.rate, funds.weight, funds.score
        if rate is None or weight is None or score is None:
            continue
        if rate.dimension is not Dimension.PERCENT:
            continue
        full = not _holds(rate, Claim.LESS, Fraction(100))
        marks: Expression = term(weight) if full else term(rate) / HUNDRED * term(weight)
        stepped = not full and score.step >= 1
        yield Relation(
            "execution-score",
            term(score),
            marks,
            certainty=Certainty.POSSIBLE if stepped else Certainty.ASSERTED,
            doubt="relation-uncertain" if stepped else "",
            subject="预算执行率",
        )


def _all_scored(form: MarkedForm) -> bool:
    """Whether every row that has marks to earn has a score."""
    marks = [(row.weight, row.score) for row in form.indicators]
    if form.funds is not None:
        marks.append((form.funds.weight, form.funds.score))
    return not any(weight is not None and score is None for weight, score in marks)


def _open(relation: Relation) -> Relation:
    return replace(relation, certainty=Certainty.LIKELY, doubt="open-list")


def _rates(funds: Funds) -> Iterator[Relation]:
    rate, sheet = funds.rate, funds.sheet
    spent = figure_in(sheet.cell(funds.total.row, funds.spent)) if funds.spent is not None else None
    if rate is None or spent is None or rate.dimension is not Dimension.PERCENT:
        return
    for column in funds.bases:
        base = figure_in(sheet.cell(funds.total.row, column))
        if base is not None and base.value and base.dimension is spent.dimension:
            stated, computed = term(rate), percent_of(term(spent), term(base))
            yield Relation("completion-rate", stated, computed, subject=funds.total.head.name)


def _sum_of_marks(
    rule_id: str, subject: str, stated: Figure, parts: Sequence[Figure], extra: Figure | None
) -> Iterator[Relation]:
    """Marks add up with those of the execution rate, where the form marks it."""
    marks = [*parts, extra] if extra is not None else list(parts)
    if marks and all(mark.dimension is stated.dimension for mark in marks):
        yield Relation(rule_id, term(stated), total(map(term, marks)), subject=subject)


def _of_target(indicator: Indicator) -> Iterator[Relation]:
    """Marks by result and target, both figures of one kind."""
    weight, score = indicator.weight, indicator.score
    target, actual = figure_in(indicator.target), figure_in(indicator.actual)
    if weight is None or score is None or target is None or actual is None:
        return
    if (target.dimension, target.unit) != (actual.dimension, actual.unit) or not target.value:
        return
    sign = squeeze(indicator.target.text.text)[:1] if indicator.target is not None else ""
    upper = sign in "≤<"
    marks: Expression = term(weight)
    met = _holds(actual, Claim.AT_MOST if upper else Claim.AT_LEAST, target)
    if not met and upper:
        marks = (Constant(Fraction(2)) - term(actual) / ExactTerm(target)) * term(weight)
        if _holds(actual, Claim.AT_LEAST, Fraction(target.value) * 2):
            marks = Constant(Fraction(0)) * term(weight)
    elif not met:
        marks = term(actual) / ExactTerm(target) * term(weight)
    sure = not met and sign in "≥≤<>" and sign != ""
    yield Relation(
        "indicator-score",
        term(score),
        marks,
        certainty=Certainty.ASSERTED if sure else Certainty.POSSIBLE,
        doubt="" if sure else "relation-uncertain",
        subject=indicator.name,
    )


def _of_words(form: MarkedForm, indicator: Indicator) -> Iterator[Relation]:
    """Marks by a result in words: 达成, 部分达成, 未达成."""
    weight, score = indicator.weight, indicator.score
    words = squeeze(indicator.actual.text.text) if indicator.actual is not None else ""
    if weight is None or score is None:
        return
    for quality in form.marking.qualities:
        if words in quality.words:
            low = Constant(quality.low) * term(weight)
            yield Relation(
                "indicator-score", term(score), low, Claim.AT_LEAST, subject=indicator.name
            )
            if quality.high is not None:
                high = Constant(quality.high) * term(weight)
                yield Relation(
                    "indicator-score", term(score), high, Claim.LESS, subject=indicator.name
                )


def _holds(left: Figure, claim: Claim, right: Figure | Fraction) -> bool:
    other = term(right) if isinstance(right, Figure) else Constant(right)
    return judge(Relation("", term(left), other, claim)).verdict is Verdict.AGREES
