"""What the parts' own rates imply for their total: last year's figures, or the plans, add up too.

`收入812.6亿元，增长1.8%。其中：市级402.9亿元，下降0.7%；区级409.7亿元，增长4.4%`:
each part's level and rate give what it was measured from, and so does the total's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import regex

from ...extract.document import Span
from ...normalize.reading import Reading
from ..expression import HUNDRED, Constant, Expression, Term, total
from ..judge import holds
from ..prose.mention import Mention, Talk
from ..relation import Claim, Outcome, Relation
from ..rule import Level, Memo, rule
from .candidates import slipped_rate
from .rollup import Placed, find_divisions, flatness

_ONE = Constant(Fraction(1))
_PERCENT = Fraction(1, 100)
_OTHER_BASE = regex.compile(r"环比|上个?月|上季|前[一二三]?季|年均|平均|年初|20\d\d年")
_OTHER_SCOPE = regex.compile(r"同口径|可比口径|还原|剔除|扣除|实际|不含")
_RESERVE = Fraction(3, 100)
# constant prices are those of a base year up to five years back; the prices of branches seldom part
# by more than a fifth of their level in that time
_DEARER, _CHEAPER = Fraction(6, 5), Fraction(4, 5)
# but those of animals do: a year's pork has been half as dear again, and a third cheaper
_VOLATILE = regex.compile(r"牧业|畜牧|养殖")
_MUCH_DEARER, _MUCH_CHEAPER = Fraction(3, 2), Fraction(2, 3)
_NOT_NOMINAL = regex.compile(r"增加值|生产总值|总产值|GDP|业务总量")


@rule(
    "implied-base",
    name="分项增速与总体增速",
    english="rates of the parts and of their total",
    level=Level.WARNING,
    formula="总额 ÷ (1 + 总增速) = Σ 分项 ÷ (1 + 分项增速)；完成率同理",
    zh="{subject}的增速（完成率）列示为 {stated}，按各分项及其增速（完成率）推算为 {recomputed}："
    "{formula}。请核对各项数额和比率；基数或预算调整过的除外。",
    en="The rate of {subject} is stated as {stated}; its parts and their rates imply {recomputed}: "
    "{formula}.  Check the amounts and rates, unless the base was revised.",
    right=(
        "全市收入812.6亿元，增长1.8%。其中：市本级收入402.9亿元，下降0.7%；"
        "区级收入409.7亿元，增长4.4%。",
        "收入完成25780万元，为年预算的32.7%。其中：税务部门完成15310万元，为年预算的28.9%；"
        "财政部门完成10470万元，为年预算的40.4%。",
    ),
    wrong=(
        "全市收入812.6亿元，增长1.8%。其中：市本级收入402.9亿元，下降0.7%；"
        "区级收入409.7亿元，增长9.4%。",
    ),
)
def implied_base(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """T ÷ (1 + P) = Σ aᵢ ÷ (1 + pᵢ) where the parts make up the total and all are measured from
    one base; T ÷ P = Σ aᵢ ÷ pᵢ for rates of completion.  At constant prices the parts' weights are
    last year's at other prices: there it must hold for some weights near those of this year."""
    seen: set[tuple[Span, frozenset[Decimal]]] = set()
    for (home, whole), parts in memo(find_divisions):
        key = (whole.figure.span, frozenset(part.figure.value for _, part in parts))
        if key in seen:
            continue
        seen.add(key)
        if len(parts) > 1 and all(_seen(part, whole) for _, part in parts):
            for role in ("rate", "completion"):
                relation = _implied(_Rated(home, whole, parts, role))
                if relation is not None:
                    yield relation


def _seen(part: Mention, whole: Mention) -> bool:
    """Whether the total is printed finely enough to tell that a part belongs to it."""
    return abs(part.figure.value) > whole.figure.step


@dataclass(frozen=True, slots=True)
class _Rated:
    """A total that stands in `home`, its parts, and the role of the rates that they are told at."""

    home: Talk
    whole: Mention
    parts: list[Placed]
    role: str

    @property
    def names(self) -> list[str]:
        return [self.whole.name, *(part.name for _, part in self.parts)]

    @property
    def told_apart(self) -> bool:
        """Whether total and parts stand in passages of their own: their bases may be others."""
        return len({id(talk) for talk, _ in self.parts}) > 1

    @property
    def constant_prices(self) -> bool:
        talks = (self.home, *(talk for talk, _ in self.parts))
        told = any(token.cue == "constant-price" for talk in talks for token in talk.tokens)
        return told or any(_NOT_NOMINAL.search(name) for name in self.names)


def _implied(rated: _Rated) -> Relation | None:
    """The relation of one kind of rates."""
    whole, own = rated.whole, _rate_of(rated.home, rated.whole, rated.role)
    rates = [_rate_of(talk, part, rated.role) for talk, part in rated.parts]
    known = [rate for rate in rates if rate is not None]
    if own is None or not known or any(not _factor(rate) for rate in known):
        return None
    bases = [_bases(rated, placed, rate) for placed, rate in zip(rated.parts, rates, strict=True)]
    if not all(bases):
        return None
    ends = [_own_rate(whole, own, total(base[end] for base in bases)) for end in (0, 1)]
    if len(known) < len(rates) and ends[0] != ends[1]:
        return _out_of_reach(own, ends, whole.name)
    relation = Relation("implied-base", own.term, ends[0], subject=whole.name)
    if rated.told_apart:
        told = holds(relation) or slipped_rate(relation) or _outside(own, known)
        return relation if told else None
    if rated.role == "completion":
        return None if _reserve(rated, relation) else relation
    if holds(relation) or not rated.constant_prices:
        return relation
    return relation if _beyond_prices(rated, own, known) else None


def _outside(own: Mention, rates: list[Mention]) -> bool:
    """Whether a total is told to have grown faster, or slower, than every one of its parts."""
    moved = [rate.figure.value * (rate.direction or 1) for rate in rates]
    return not min(moved) <= own.figure.value * (own.direction or 1) <= max(moved)


def _bases(rated: _Rated, placed: Placed, rate: Mention | None) -> tuple[Expression, ...]:
    """The least and the most that a part can have been measured from; empty if nothing is said."""
    talk, part = placed
    if rate is not None:
        return (part.term / _grown(rate),) * 2
    moved = flatness(talk, part) if rated.role == "rate" else None
    if moved is None:
        return ()
    return (part.term / Constant(1 + moved), part.term / Constant(1 - moved))


def _own_rate(whole: Mention, own: Mention, before: Expression) -> Expression:
    times = whole.term / before
    if own.role == "completion":
        return times * HUNDRED
    return (_ONE - times if own.direction < 0 else times - _ONE) * HUNDRED


def _out_of_reach(own: Mention, ends: list[Expression], name: str) -> Relation | None:
    """A total's rate beyond what its parts allow, some of which stayed 基本 as they were."""
    low, high = sorted(ends, key=lambda end: end.exact())
    most = Relation("implied-base", own.term, high, Claim.AT_MOST, subject=name)
    least = Relation("implied-base", own.term, low, Claim.AT_LEAST, subject=name)
    return next((relation for relation in (most, least) if not holds(relation)), None)


def _reserve(rated: _Rated, relation: Relation) -> bool:
    """Whether what a budget of expenditure holds in reserve (预备费, 1% to 3% by the Budget Law)
    explains that its total was carried out less than its parts."""
    stated, implied = relation.stated.exact(), relation.computed.exact()
    if "支出" not in rated.whole.name or stated is None or not implied or holds(relation):
        return False
    return 1 - _RESERVE <= stated / implied < 1


def _rate_of(talk: Talk, level: Mention, role: str) -> Mention | None:
    """The rate told of a level, before another level is named."""
    for mention in talk.mentions:
        if mention.at <= level.at:
            continue
        if mention.item != level.item or (mention.is_level and mention.depth <= level.depth):
            return None
        if mention.role == role and not mention.listed:
            return mention if _plain(talk, level, mention) else None
    return None


def _plain(talk: Talk, level: Mention, rate: Mention) -> bool:
    """Whether a rate is measured from last year (or the plan), and in the same scope."""
    told = [m.at for m in talk.mentions if level.at <= m.at < rate.at]
    words = talk.between(told[-1] + 1, rate.at)
    if rate.figure.value < 0 or _OTHER_SCOPE.search(talk.between(level.at + 1, rate.at)):
        return False
    if rate.role == "completion":
        return rate.figure.value > 0
    return rate.direction != 0 and not _OTHER_BASE.search(words)


def _factor(rate: Mention) -> bool:
    """Whether something is left to divide by: not after a fall of 100%."""
    return rate.role == "completion" or rate.direction > 0 or rate.figure.value < 100


def _grown(rate: Mention) -> Expression:
    change = Term(rate.figure, 1, _PERCENT)
    if rate.role == "completion":
        return change
    return _ONE + change if rate.direction > 0 else _ONE - change


def _beyond_prices(rated: _Rated, own: Mention, rates: list[Mention]) -> bool:
    """Whether the total's rate is out of reach even where the parts' prices moved apart."""
    parts = [part for _, part in rated.parts]
    stated = Term(own.figure, own.direction)
    middle = stated.exact()
    signed = [Term(rate.figure, rate.direction).exact() for rate in rates]
    ends = []
    for dearer in (True, False):
        weights = [
            _weight(part.name, dearer is (rate > middle))
            for part, rate in zip(parts, signed, strict=True)
        ]
        now = total(part.term * Constant(w) for part, w in zip(parts, weights, strict=True))
        before = total(
            part.term * Constant(w) / _grown(rate)
            for part, w, rate in zip(parts, weights, rates, strict=True)
        )
        ends.append((now / before - _ONE) * HUNDRED)
    most = Relation("", stated, ends[0], Claim.AT_MOST)
    least = Relation("", stated, ends[1], Claim.AT_LEAST)
    return not (holds(most) and holds(least))


def _weight(name: str, dearer: bool) -> Fraction:
    if _VOLATILE.search(name):
        return _MUCH_DEARER if dearer else _MUCH_CHEAPER
    return _DEARER if dearer else _CHEAPER
