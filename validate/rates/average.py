"""Means and prices: an amount, the number it is spread over, and what each of them gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from ...normalize.figure import Figure
from ...normalize.reading import Reading
from ..causes import RARE, explained, slips
from ..judge import holds
from ..prose.mention import find_talks
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from .per_time import over_time
from .per_unit import PerUnit, Tie, bill, bracketed, per_units, ties
from .products import find_products


@rule(
    "per-capita",
    name="人均、平均每件",
    english="mean",
    level=Level.ERROR,
    formula="总额（总数）÷ 人数（户数、件数……）= 人均（户均、平均每件……）",
    zh="{subject}平均数列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="The mean of {subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=(
        "农村低保对象8960人，全年发放低保资金4032万元，人均4500元。",
        "参保8960人，人均缴费380元，基金收入4032万元。",
        "合同纠纷案件64件，总标的额1843.2万元，平均每件标的额28.8万元。",
    ),
    wrong=("农村低保对象8960人，全年发放低保资金4032万元，人均450元。",),
)
def per_capita(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Total ÷ number = mean, where the mean's own words (户均, 平均每件) name the unit of the
    number, and amount and number stand in its sentence.

    Averages over a year or over another population are usual, so a mean that does not fit is an
    error only where one slip of the pen explains it; where the number stands a sentence before,
    only where the mean's point was moved or its unit confused."""
    told: set[Figure] = set()
    for talk in memo(find_talks):
        for rate in per_units(talk):
            if rate.mean:
                yield from _noted(_told(rate, _mean_of), told, memo)
    yield from _apart(memo, "per-capita", told)


@rule(
    "unit-price",
    name="单价与金额",
    english="price and amount",
    level=Level.ERROR,
    formula="单价（标准）× 数量（× 月数）= 金额",
    zh="{subject}列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="{subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=(
        "购置冷藏箱18台，单价2.6万元，共计46.8万元。",
        "按每人每月850元的标准，为236人发放10个月补助，共200.6万元。",
        "救助学生236人，其中小学生每人300元，发放资金15.2万元。",
    ),
    wrong=(
        "购置冷藏箱18台，单价2.6万元，共计48.6万元。",
        "补助标准120元/亩，补助面积3450亩，补助资金4.14万元。",
    ),
)
def unit_price(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Price × number = amount, where the price's own words (每亩, 元/台) name the unit of the
    number.

    The amount may hold more than that: what does not fit is an error only where a digit pair
    swapped or a point moved explains it.  Where a sentence has several prices, each with its
    number, its one amount is that of all of them.  Where they stand apart, only arithmetic ties
    them (see products.py)."""
    told: set[Figure] = set()
    for talk in memo(find_talks):
        prices = [rate for rate in per_units(talk) if not rate.mean]
        for _, group in groupby(prices, key=lambda price: price.mention.sentence):
            yield from _noted(_priced(list(group)), told, memo)
    yield from _apart(memo, "unit-price", told)


def _noted(relations: Iterator[Relation], told: set[Figure], memo: Memo) -> Iterator[Relation]:
    """What sentences tell, but for what other products hold, or what is surer by arithmetic; noted
    where it is sure."""
    products = memo(find_products)
    surer = {figure for relation in products.relations for figure in relation.stated.figures}
    for relation in relations:
        stated, figures = set(relation.stated.figures), set(relation.computed.figures)
        sure = relation.certainty is Certainty.ASSERTED
        held = any(pair <= stated | figures for pair in products.held)
        if holds(relation) or not (held or (not sure and stated & surer)):
            if sure:
                told.update(stated)
            yield relation


def _apart(memo: Memo, rule_id: str, told: set[Figure]) -> Iterator[Relation]:
    """What only arithmetic ties, of what no sentence told."""
    for relation in memo(find_products).relations:
        if relation.rule == rule_id and not told & set(relation.stated.figures):
            yield relation


def _priced(prices: list[PerUnit]) -> Iterator[Relation]:
    """The amounts that the prices of one sentence make, each by itself or all together."""
    alone = len({price.mention.figure.value for price in prices}) == 1
    for price in prices:
        yield from _told(price, _amount_of, alone or bracketed(price) is not None)
    found = None if alone else bill(prices)
    if found is not None:
        made, amount = found
        relation = Relation("unit-price", amount.term, made, subject=amount.name)
        if holds(relation) or slips(relation) & RARE:
            yield relation


def _mean_of(tie: Tie) -> Relation:
    mean = tie.total.term / tie.number
    return Relation("per-capita", tie.rate.term, mean, subject=tie.total.name)


def _amount_of(tie: Tie) -> Relation:
    amount = tie.rate.term * tie.number
    return Relation("unit-price", tie.total.term, amount, subject=tie.total.name)


def _told(
    rate: PerUnit, relation_of: Callable[[Tie], Relation], alone: bool = True
) -> Iterator[Relation]:
    """The tie that holds, or the one that is meant."""
    near = ties(rate, rate.mention.sentence)
    relations = [(tie, relation_of(tie)) for tie in near]
    holding = next((relation for _, relation in relations if holds(relation)), None)
    if holding is not None:
        yield holding
        return
    if not near:
        yield from over_time(rate)
        yield from _opened(rate, relation_of)
        return
    tie, relation = relations[0]
    if tie.sole and alone:
        before = all(m.at < rate.mention.at for m in (tie.total, *tie.numbers))
        found = slips(relation)
        sure = bool(found if rate.mean and before else found & RARE) or explained(relation)
        doubtful = replace(relation, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")
        if not sure and _set_out(tie) and slips(relation):
            doubtful = replace(relation, level=Level.WARNING)
        yield relation if sure else doubtful


def _set_out(tie: Tie) -> bool:
    """40个村2000亩果园（每村50亩）: a number, its amount and, in brackets, what each has."""
    talk, at = tie.rate.talk, tie.rate.mention.at
    before = [m for m in talk.mentions if m.at < at]
    return "(" in talk.letters[tie.total.at : at] and before[-2:] == [*tie.numbers, tie.total]


def _opened(rate: PerUnit, relation_of: Callable[[Tie], Relation]) -> Iterator[Relation]:
    """接待游客612万人次。旅游收入48.65亿元，人均消费794元: the number opens the sentence before."""
    sentence = rate.mention.sentence - 1
    first = next((m for m in rate.talk.mentions if m.sentence == sentence and m.is_level), None)
    for tie in ties(rate, sentence):
        relation = relation_of(tie)
        if tie.numbers == (first,) and (holds(relation) or "unit-slip" in slips(relation)):
            yield relation
            return
