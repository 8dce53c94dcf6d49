"""Growth: amounts and rates of change against the level and the base they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ...normalize.reading import Reading
from ..expression import Constant, Term, percent_of, term
from ..judge import Verdict, judge
from ..relation import Certainty, Claim, Outcome, Relation, Unlinked
from ..rule import Level, Memo, rule
from .changes import Change, choose, find_changes, rate_relations, signed
from .completion import find_budget_claims, find_zero_budgets
from .lists import find_list_rates
from .mention import Mention, find_talks


@rule(
    "change-rate",
    name="增减率",
    english="rate of change",
    level=Level.ERROR,
    formula="增减额 ÷ 上年数 × 100% = 增减率；上年数 = 本年数 ∓ 增减额",
    zh="{subject}增减率列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="The rate of change of {subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=(
        "2023年“三公”经费支出48.60万元，比上年减少3.40万元，下降6.54%。",
        "收入总计500.00万元。与上年相比，收入总计增加100.00万元，增长25%。",
        "研发费用由上年的2410万元增加到3015万元，增长25.1%。",
        "较2023年的2190万元减少221万元，下降10.1%。",
    ),
    wrong=(
        "2023年“三公”经费支出48.60万元，比上年减少3.40万元，下降7.00%。",
        "研发费用由上年的2410万元增加到3015万元，增长35.1%。",
    ),
)
def change_rate(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """D / X₀ = P with X₀ = X ∓ D, or the base that is printed.
    Without a level or base in the passage the rate cannot be recomputed."""
    yield from memo(find_list_rates)
    for change in memo(find_changes):
        if change.rate is None or change.conflict:
            continue
        chained = _chained(change, memo)
        relations = [*chained, *rate_relations(change), *_from_to(change)]
        chosen = choose(relations, change.sure or bool(chained) or change.base is not None)
        if chosen is not None:
            yield chosen
        else:
            yield Unlinked(change.rate.figure.span, "base-missing", "change-rate")


@rule(
    "change-amount",
    name="增减额",
    english="amount of change",
    level=Level.ERROR,
    formula="本年数 − 上年数 = 增减额",
    zh="{subject}增减额列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="The change of {subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=("本年支出120.00万元，较2022年的100.00万元增加20.00万元。",),
    wrong=("本年支出120.00万元，较2022年的100.00万元增加25.00万元。",),
)
def change_amount(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """X − X₀ = D where the base is printed."""
    for change in memo(find_changes):
        amount = signed(change)
        if amount is None or not change.sure:
            continue
        relations = []
        for level, base in _pairs(change):
            relations.append(
                Relation("change-amount", amount, level.term - base.term, subject=level.name)
            )
        chosen = choose(relations, change.sure)
        if chosen is not None:
            yield chosen


@rule(
    "change-direction",
    name="增减方向",
    english="direction of change",
    level=Level.ERROR,
    formula="增长 ⇔ 本年数 > 上年数；下降 ⇔ 本年数 < 上年数",
    zh="{subject}的增减方向与数字相反：{formula} 不成立。",
    en="The direction stated for {subject} contradicts the figures: {formula} does not hold.",
    right=(
        "研发费用由上年的2410万元增加到3015万元。",
        "年初预算为54.50万元，支出决算为53.90万元。决算数小于预算数的主要原因是厉行节约。",
        "支出决算为53.90万元，完成年初预算54.50万元的98.90%，决算数小于年初预算数。",
        "年初预算为10.00万元，支出决算为10.00万元。决算数与预算数持平。",
    ),
    wrong=(
        "研发费用由上年的3015万元增加到2410万元。",
        "支出合计120.00万元，比上年增加20.00万元，下降20%。",
        "年初预算为54.50万元，支出决算为53.90万元。决算数大于预算数的主要原因是人员增加。",
    ),
)
def change_direction(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """The sign of the change equals the verb."""
    yield from memo(find_budget_claims)
    for talk in memo(find_talks):
        for start, end in zip(talk.mentions, talk.mentions[1:], strict=False):
            kin = start.figure.dimension is end.figure.dimension
            if start.role == "from" and end.role == "to" and kin and end.direction:
                claim = Claim.MORE if end.direction > 0 else Claim.LESS
                yield Relation("change-direction", end.term, start.term, claim, subject=start.name)
    for change in memo(find_changes):
        if change.conflict:
            yield from _opposite_verbs(change)


@rule(
    "change-zero-base",
    name="零基数",
    english="zero base",
    level=Level.ERROR,
    formula="基数（上年数、预算数）= 0 时比率无意义",
    zh="{subject}的基数为 0，列示的比率 {stated} 无意义。",
    en="The base of {subject} is 0: the rate {stated} is undefined.",
    right=("公务接待费5.00万元，比上年增加5.00万元，增长100%。",),
    wrong=(
        "公务接待费5.00万元，比上年增加5.00万元，增长35%。",
        "培训费年初预算为0万元，支出决算为5.00万元，完成年初预算的95.89%。",
    ),
)
def change_zero_base(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """X₀ = 0 → no percentage; 100% is the accepted convention."""
    yield from memo(find_zero_budgets)
    for change in memo(find_changes):
        if change.rate is None or change.amount is None or not change.sure:
            continue
        rate = change.rate.figure
        level = change.levels[0] if change.levels else None
        if level is None or rate.value in (0, 100) or change.direction < 0:
            continue
        if level.figure.value == change.amount.figure.value != 0:
            base = level.term - change.amount.term
            defined = percent_of(change.amount.term, base)
            yield Relation(
                "change-zero-base", term(rate), defined, Claim.DEFINED, subject=level.name
            )


def _opposite_verbs(change: Change) -> Iterator[Relation]:
    """增加D，下降P: the rate's sign against the amount's, where the sizes belong together."""
    for relation in rate_relations(change):
        amount, rate = change.amount, change.rate
        if amount is None or rate is None or judge(relation).verdict is not Verdict.AGREES:
            continue
        size = relation.computed
        signed_size = size if amount.direction > 0 else Constant(Fraction(0)) - size
        stated = term(rate.figure, rate.direction)
        yield Relation("change-direction", stated, signed_size, subject=relation.subject)
        return


def _pairs(change: Change) -> Iterator[tuple[Mention, Mention]]:
    """Level and printed base of a change."""
    talk, first = change.talk, change.first
    if change.base is not None:
        for level in change.levels:
            if level is not change.base:
                yield level, change.base
    near = [m for m in talk.mentions if m.item == first.item and m.at < first.at]
    for start, end in pairwise(near):
        if start.role == "from" and end.role == "to" and end is near[-1]:
            yield end, start


def _from_to(change: Change) -> Iterator[Relation]:
    """(A − O) ÷ O = P (由O增加到A，增长P%)."""
    if change.rate is None:
        return
    rate = change.rate.figure
    stated = term(rate, change.direction)
    for level, base in _pairs(change):
        if level.figure.dimension is base.figure.dimension:
            computed = percent_of(level.term - base.term, base.term)
            yield Relation("change-rate", stated, computed, subject=base.name or level.name)


def _chained(change: Change, memo: Memo) -> Iterator[Relation]:
    """A change of last year against the year before: its level is this year's level less the
    change that leads to it (5.14 → 7.34 → 7.81)."""
    first = change.first
    if change.amount is None or change.rate is None or first.period is None:
        return
    year = first.period.year
    for other in memo(find_changes):
        if other is change or other.amount is None or other.talk is not change.talk:
            continue
        linked = other.first.base_period is not None and other.first.base_period.year == year
        if not (linked and year is not None and other.levels):
            continue
        level = other.levels[0]
        if level.period is None or level.period.year == year:
            continue
        move = Term(other.amount.figure)
        own = level.term - move if other.direction > 0 else level.term + move
        amount = Term(change.amount.figure)
        base = own - amount if change.direction > 0 else own + amount
        yield Relation(
            "change-rate",
            term(change.rate.figure),
            percent_of(amount, base),
            certainty=Certainty.ASSERTED,
            subject=level.name,
        )
