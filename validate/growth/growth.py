"""Growth: amounts and rates of change against the level and the base they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...normalize.reading import Reading
from ..causes import explained
from ..expression import Constant, Expression, percent_of
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..rates.completion import find_zero_budgets
from ..rates.near import with_near_rates
from ..rates.over_plan import amounts_over_plan
from ..relation import Certainty, Claim, Outcome, Relation, Unlinked
from ..rule import Level, Memo, rule
from ..sums.moves import find_move_sums
from ..sums.outline import find_marked_sums
from ..sums.rolled import find_rolls
from .again import find_told_again
from .candidates import choose, pairs_of, rate_relations, signed
from .changes import Change
from .elsewhere import find_changes, find_years_apart
from .lists import find_list_rates


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
        "较2023年的1850万元减少172万元，下降9.3%。",
    ),
    wrong=(
        "2023年“三公”经费支出48.60万元，比上年减少3.40万元，下降7.00%。",
        "研发费用由上年的2410万元增加到3015万元，增长35.1%。",
    ),
)
def change_rate(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """D / X₀ = P with X₀ = X ∓ D, or the base that is printed.
    Without a level or base in the passage the rate cannot be recomputed."""
    yield from with_near_rates("change-rate", _told(reading, memo), memo)


def _told(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    yield from memo(find_list_rates)
    yield from (r for r in memo(find_rolls) if r.rule == "change-rate")
    yield from (r for r in memo(find_told_again) if r.rule == "change-rate")
    for change in memo(find_changes):
        if change.rate is None or change.conflict:
            continue
        chained = list(_chained(change, memo))
        relations = [*chained, *rate_relations(change), *_from_to(change)]
        chosen = choose(relations, change.sure or bool(chained) or change.base is not None)
        if chosen is None and change.amount is None:
            chosen = memo(find_years_apart).get(id(change))
        if chosen is not None:
            yield _at_other_prices(change, chosen)
        else:
            yield Unlinked(change.rate.figure.span, "base-missing", "change-rate")


def _at_other_prices(change: Change, relation: Relation) -> Relation:
    """收入（同口径）A，增长P，增收D: D may be that of the amounts as printed and P may not.  Where
    no slip explains what does not hold, it is for review."""
    start, end = change.talk.since(".;", change.first.at), change.first.at
    told = any(token.cue == "constant-price" for token in change.talk.tokens[start:end])
    if not told or change.base is not None or holds(relation) or explained(relation):
        return relation
    return replace(relation, certainty=Certainty.POSSIBLE, doubt="constant-price")


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
    yield from _differences(memo(find_talks))
    yield from (r for talk in memo(find_talks) for r in amounts_over_plan(talk))
    yield from (r for r in memo(find_move_sums) if r.rule == "change-amount")
    yield from (r for r in memo(find_rolls) if r.rule == "change-amount")
    yield from (r for r in memo(find_told_again) if r.rule == "change-amount")
    yield from (r for r in memo(find_marked_sums) if r.rule == "change-amount")
    for change in memo(find_changes):
        amount = signed(change)
        if amount is None:
            continue
        relations = [
            Relation("change-amount", amount, level.term - base.term, subject=level.name)
            for level, base in pairs_of(change)
            if change.sure
        ]
        chosen = choose(relations, change.sure) or memo(find_years_apart).get(id(change))
        if chosen is not None:
            yield chosen


def _differences(talks: list[Talk]) -> Iterator[Relation]:
    """A，预算为B，差值为D: D is how far A and B are apart."""
    for talk in talks:
        for stated in talk.mentions:
            near = [m for m in talk.mentions if m.at < stated.at and m.item == stated.item]
            pair = [m for m in near if m.is_level][-2:]
            if stated.role != "difference" or len(pair) < 2:
                continue
            first, second = pair
            alike = len({m.figure.dimension for m in (first, second, stated)}) == 1
            if alike and first.role != second.role:
                more, less = sorted((first, second), key=lambda m: -m.figure.value)
                yield Relation(
                    "change-amount", stated.term, more.term - less.term, subject=first.name
                )


@rule(
    "change-zero-base",
    name="零基数",
    english="zero base",
    level=Level.ERROR,
    formula="基数（上年数、预算数）= 0 时比率无意义",
    zh="{subject}的基数为 0，列示的比率 {stated} 无意义。",
    en="The base of {subject} is 0: the rate {stated} is undefined.",
    right=(
        "公务接待费5.00万元，比上年增加5.00万元，增长100%。",
        "会议费上年为0，本年支出6.10万元，增长100%。",
    ),
    wrong=(
        "公务接待费5.00万元，比上年增加5.00万元，增长35%。",
        "培训费年初预算为0万元，支出决算为5.00万元，完成年初预算的95.89%。",
        "会议费上年为0，本年支出6.10万元，增长61%。",
        "会议费支出6.10万元，上年无此项支出，增长61%。",
    ),
)
def change_zero_base(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """X₀ = 0 → no percentage; 100% is the accepted convention."""
    yield from memo(find_zero_budgets)
    for change in memo(find_changes):
        level = change.levels[0] if change.levels else None
        if change.rate is None or level is None or level.figure.value == 0:
            continue
        if change.rate.figure.value in (0, 100) or change.direction < 0:
            continue
        base = _nothing(change, level)
        if base is not None:
            moved = change.amount.term if change.amount is not None else level.term
            yield Relation(
                "change-zero-base", change.rate.term, percent_of(moved, base), Claim.DEFINED,
                subject=level.name,
            )  # fmt: skip


def _nothing(change: Change, level: Mention) -> Expression | None:
    """The base of a change where it is nothing: printed, told in words, or the level less D."""
    if change.base is not None and change.base.figure.value == 0:
        return change.base.term
    letters = change.talk.letters[: change.first.at]
    start = max(letters.rfind("."), letters.rfind(";")) + 1
    said = change.talk.tokens[start : change.first.at]
    if change.base is None and any(t.cue == "zero-base" and t.text[0] == "上" for t in said):
        return Constant(Fraction(0), "0") if level.at > start else None
    amount = change.amount
    if amount is not None and change.sure and level.figure.value == amount.figure.value:
        return level.term - amount.term
    return None


def _from_to(change: Change) -> Iterator[Relation]:
    """(A − O) ÷ O = P (由O增加到A，增长P%)."""
    if change.rate is None:
        return
    stated = change.rate.move
    for level, base in pairs_of(change):
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
        move = other.amount.size
        own = level.term - move if other.direction > 0 else level.term + move
        amount = change.amount.size
        base = own - amount if change.direction > 0 else own + amount
        yield Relation(
            "change-rate",
            change.rate.size,
            percent_of(amount, base),
            certainty=Certainty.ASSERTED,
            subject=level.name,
        )
