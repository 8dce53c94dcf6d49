"""Self-evaluation forms: weights, marks, execution rates, and reasons where marks were lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import HUNDRED, Constant, Expression, percent_of, term, total
from ..judge import Verdict, holds, judge, value_of
from ..rates import completion as _completion
from ..relation import Certainty, Claim, Outcome, Relation, Remark
from ..rule import Level, Memo, also, rule
from ..scores import cap as _cap
from ..scores import execution as _execution
from ..scores import rollup as _rollup
from ..wording import percent as _percent
from ..wording.lines import words
from . import sums as _sums
from .equation import Basis, ExactTerm, settle
from .form_parts import figure_in, text_of
from .funds import Funds
from .levels import levels
from .marks import MarkedForm, find_forms, marked_forms
from .paired import partitions
from .targets import by_coefficient, by_target, by_words

DECLARED_BY = (_cap, _completion, _execution, _percent, _rollup, _sums)
"""The families that declare the rules which forms add to."""

_UNIT_NAMED = re.compile(r"(?:[（(][^）)]*[）)]|[≥≤=＝><＞＜\d.%％]+|调查|情况|指标|程度)$")
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
    words stand for; where a coefficient is printed, the marks are that part of the weight."""
    for form in _promising(memo(marked_forms), "indicator-score"):
        for indicator in form.indicators:
            if indicator.coefficient is not None:
                yield from by_coefficient(indicator)
            yield from by_target(indicator, form.marking)
            yield from by_words(indicator, form.marking)


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
    for form in _promising(memo(marked_forms), "score-reason"):
        for indicator in form.indicators:
            weight, score, reason = indicator.weight, indicator.score, indicator.reason
            if weight is None or score is None or reason is None or indicator.bonus or form.loose:
                continue
            if not text_of(reason) and _holds(score, Claim.LESS, weight):
                yield Remark(
                    "score-reason",
                    (score.span,),
                    score.number,
                    values={"subject": indicator.name, "weight": weight.number},
                )


@also("score-cap")
def cap_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A score is at most the marks its row gives; so are those of a group and of the form."""
    for form in _promising(memo(marked_forms), "score-cap"):
        rows = [(i.name, i.score, i.weight) for i in form.indicators if not i.bonus]
        if form.funds is not None:
            rows.append(("预算执行率", form.funds.score, form.funds.weight))
        if not any(i.bonus for i in form.indicators):
            rows.append(("总分", form.score, form.weight))
        for name, score, weight in rows:
            if score is not None and weight is not None:
                yield Relation("score-cap", term(score), term(weight), Claim.AT_MOST, subject=name)
        for marks, inside in form.groups:
            scores = [term(i.score) for i in inside if i.score is not None]
            if scores and not any(i.weight for i in inside):
                name = inside[0].group[0]
                most = term(marks)
                yield Relation("score-cap", total(scores), most, Claim.AT_MOST, subject=name)


@also("percent-range")
def rates_in_indicators(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Satisfaction, pass rates and their like end at 100, as results of indicators as well."""
    for form in memo(marked_forms):
        for indicator in form.indicators:
            actual, target = figure_in(indicator.actual), figure_in(indicator.target)
            name = _UNIT_NAMED.sub("", indicator.name)
            if actual is None or not name.endswith(tuple(words()["percent"]["bounded"])):
                continue
            plain = (
                actual.dimension is Dimension.PLAIN and target is not None and target.value <= 100
            )
            if plain or actual.dimension is Dimension.PERCENT:
                relation = Relation(
                    "percent-range", _in_percent(actual), HUNDRED, Claim.AT_MOST, subject=name
                )
                if not holds(relation):
                    yield relation


@also("weight-sum")
def weights_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """The marks of the rows add up to those of their group and of the form; those of a form that
    prints no total to a hundred."""
    for form in _promising(memo(marked_forms), "weight-sum"):
        yield from _whole(form, "weight-sum")
        yield from _labels(form)
        for part in form.parts if not form.loose else ():
            yield from levels(part, "weight", "weight-sum")
        for marks, inside in form.groups:
            parts = [i.weight for i in inside if i.weight is not None]
            if parts:
                computed = total(map(term, parts))
                relation = Relation("weight-sum", term(marks), computed, subject=inside[0].group[0])
                last = inside[-1] is form.indicators[-1] and form.weight is form.score is None
                yield _doubted(relation) if last else relation  # the form may go on elsewhere


@also("score-sum")
def scores_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """总分 = Σ 得分, the execution rate's included."""
    for form in _promising(memo(marked_forms), "score-sum"):
        for part in form.parts if not form.loose else ():
            yield from levels(part, "score", "score-sum")
        for relation in _whole(form, "score-sum"):
            yield (
                _doubted(relation)
                if (form.open and relation.certainty is Certainty.ASSERTED)
                else relation
            )


@also("completion-rate")
def rates_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """执行率 = 执行数 ÷ the base that the header prints; where it prints none, one of the budgets
    that the form gives must be it."""
    for form in _promising(memo(find_forms), "completion-rate"):
        for funds in (form.funds, *form.funds.rows) if form.funds is not None else ():
            relations = list(_rates(funds))
            best = next((r for r in relations if holds(r)), relations[0] if relations else None)
            if best is not None:
                yield best


@also("table-tree")
def funds_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """年度资金总额 = the sum of its sources, column by column and by each way to divide it."""
    for form in _promising(memo(find_forms), "table-tree"):
        if form.funds is not None:
            for hypotheses in form.funds.sums:
                yield from settle("table-tree", hypotheses, Basis.DEFINED)
        for grid in form.grids:
            if form.funds is not None and not grid.table.loose:
                yield from partitions(grid, form.funds)
            for hypothesis in form.paired(grid):
                yield from settle("table-tree", [hypothesis], Basis.DEFINED)


@also("execution-score")
def execution_in_forms(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """执行率得分 = min(执行率, 100%) × 分值.  Whole marks may be marked by steps, and full marks
    be given from some rate on."""
    for form in _promising(memo(find_forms), "execution-score"):
        funds = form.funds
        weight = _weight_of(funds) if funds is not None else None
        rate = _rate_of(funds) if funds is not None else None
        score = funds.score if funds is not None else None
        if weight is None or score is None or rate is None:
            continue
        full = value_of(rate) is None or rate.exact() >= form.marking.full_from
        marks = weight if full else rate / HUNDRED * weight
        stepped = not full and (score.value % 1 == 0 or Fraction(score.value) == weight.exact())
        yield Relation(
            "execution-score",
            term(score),
            marks,
            certainty=Certainty.POSSIBLE if stepped else Certainty.ASSERTED,
            doubt="relation-uncertain" if stepped else "",
            subject="预算执行率",
        )


def _promising(forms: Iterable[MarkedForm], rule_id: str) -> list[MarkedForm]:
    """The forms whose profile promises to keep a rule."""
    return [form for form in forms if form.marking.asks(rule_id)]


def _whole(form: MarkedForm, rule_id: str) -> Iterator[Relation]:
    """A form's total is the sum of its rows and of what the execution rate earns, unless that is
    one of its rows."""
    relation = _total_of(form, rule_id)
    lost = form.hides_execution or (form.loose and not _whole_in_text(form, rule_id, relation))
    if relation is not None and lost and not holds(relation):
        relation = replace(relation, certainty=Certainty.POSSIBLE, doubt="open-list")
    if relation is not None:
        yield relation


def _whole_in_text(form: MarkedForm, rule_id: str, relation: Relation | None) -> bool:
    """Whether the rows of a form saved as text are all there: by the other sum over them, because
    each line between header and total is one, or one slip of the pen is all that is wrong."""
    other = _total_of(form, "score-sum" if rule_id == "weight-sum" else "weight-sum")
    if other is not None and not form.open:
        return holds(other)
    if relation is None or other is not None:
        return False
    return form.unbroken or explained(relation)


def _labels(form: MarkedForm) -> Iterator[Relation]:
    """Marks that stand only in labels (产出指标（40分）, 得分（20分×执行率）) make a hundred."""
    inside = [i.row for _, indicators in form.groups for i in indicators]
    apart = len(inside) == len(set(inside)) == len(form.indicators)
    if form.score is None or not apart or any(i.weight for i in form.indicators):
        return
    parts: list[Expression] = [term(marks) for marks, _ in form.groups]
    own = _weight_of(form.funds) if form.funds is not None else None
    if own is None:
        return  # what the execution rate earns may be meant as well
    whole = total([*parts, own])
    yield Relation("weight-sum", whole, Constant(form.marking.full), subject="各部分分值")


def _total_of(form: MarkedForm, rule_id: str) -> Relation | None:
    """The sum of the rows and of what the execution rate earns; None where no total is printed
    and none is due."""
    if rule_id == "weight-sum":
        stated, subject = form.weight, "分值合计"
        weights = (i.weight for i in form.indicators if not i.bonus)
        parts: list[Expression] = [_mark(weight) for weight in weights if weight is not None]
        own = _weight_of(form.funds) if form.funds is not None else None
    else:
        stated, subject = form.score, "总分"
        parts = [_mark(i.score) for i in form.indicators if i.score is not None]
        earned = form.funds.score if form.funds is not None else None
        own = _mark(earned) if earned is not None else None
    if not parts:
        return None
    if form.marks_execution and own is not None:
        parts.append(own)
    if stated is not None:
        return as_fine(Relation(rule_id, term(stated), total(parts), subject=subject))
    if rule_id == "score-sum" or form.score is None or len(parts) < _FEW:
        return None
    due = Relation(rule_id, total(parts), Constant(form.marking.full), subject=subject)
    scored = _total_of(form, "score-sum")
    if scored is not None and holds(scored):
        return due  # the rows are all there: their scores make the total
    return _doubted(due)


def _doubted(relation: Relation) -> Relation:
    return replace(relation, certainty=Certainty.LIKELY, doubt="open-list")


_FEW = 3


_HALF = Decimal("0.5")


def _mark(figure: Figure) -> Expression:
    return term(figure) if figure.value % _HALF else ExactTerm(figure)


def as_fine(relation: Relation) -> Relation:
    """Marks in one sum are printed to one precision: 97.5 beside 14.86 had its last nought left
    out.  Whole and half marks were given, not rounded."""
    figures = [*relation.stated.figures, *relation.computed.figures]
    figures = [figure for figure in figures if figure.value % _HALF]
    finest = min((figure.step for figure in figures), default=None)
    if finest is None:
        return relation
    stated, computed = relation.stated, relation.computed
    for figure in figures:
        stated = stated.with_figure(figure, replace(figure, step=finest))
        computed = computed.with_figure(figure, replace(figure, step=finest))
    return replace(relation, stated=stated, computed=computed)


def _weight_of(funds: Funds) -> Expression | None:
    if funds.weight is not None:
        return term(funds.weight)
    return Constant(Fraction(funds.marked)) if funds.marked is not None else None


def _rate_of(funds: Funds) -> Expression | None:
    """The rate printed, else what the amounts make; these as well where it is printed too coarsely
    (0.1 for 14%)."""
    if funds.rate is not None and not _coarse(funds.rate):
        return _in_percent(funds.rate)
    if funds.spent is not None and len(funds.bases) == 1 and funds.bases[0].value:
        return percent_of(term(funds.spent), term(funds.bases[0]))
    return None


def _coarse(rate: Figure) -> bool:
    return (
        rate.dimension is not Dimension.PERCENT and rate.value <= _AS_SHARE and rate.step > _COARSE
    )


def _in_percent(rate: Figure) -> Expression:
    """A rate as printed: 95%, 95, 0.95, or 1 for all of it."""
    if rate.dimension is Dimension.PERCENT or rate.value > _AS_SHARE:
        return term(replace(rate, dimension=Dimension.PERCENT, unit="%"))
    if rate.value == 1 and "." not in rate.number:
        rate = replace(rate, step=_COARSE)
    return term(rate) * HUNDRED if rate.step < 1 else term(rate)


_AS_SHARE = Decimal("1.5")
_COARSE = Decimal("0.01")


def _rates(funds: Funds) -> Iterator[Relation]:
    rate, spent = funds.rate, funds.spent
    if rate is None or spent is None:
        return
    for base in funds.bases:
        if base.value and (base.dimension, base.scale) == (spent.dimension, spent.scale):
            stated, computed = _in_percent(rate), percent_of(term(spent), term(base))
            yield Relation("completion-rate", stated, computed, subject=funds.name)


def _holds(left: Figure, claim: Claim, right: Figure) -> bool:
    return judge(Relation("", term(left), term(right), claim)).verdict is Verdict.AGREES
