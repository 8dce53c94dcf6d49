"""Figures per unit: a mean (平均每件18.5万元, 户均2.4人) or a price (每亩补助100元, 2.4万元/台).

The units prove the tie: what is printed per 件 times a number of 件 is an amount of its own kind.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.units import base_of, base_units, read_unit
from ..expression import Expression, Term, total
from ..prose.mention import Mention, Talk

_THINGS = (Dimension.COUNT, Dimension.MEASURE)
_NEAR = 3  # clauses between a figure per unit and what it is tied with
_PER = "/·•."


@dataclass(frozen=True, slots=True)
class PerUnit:
    """A figure per unit.

    `of` is what it is an amount of (元, 人次); `per` holds, for each thing it is per (人, 月), the
    base units in which that is counted; `mean` is true of an average, false of a price or standard;
    `given` is true of a standard, which is not rounded.
    """

    talk: Talk
    mention: Mention
    of: str
    per: tuple[tuple[str, ...], ...]
    mean: bool
    given: bool

    @property
    def term(self) -> Term:
        """The figure; a mean of things counted was rounded, as no count is."""
        figure = self.mention.figure
        if self.mean and figure.dimension is Dimension.COUNT:
            figure = replace(figure, dimension=Dimension.MEASURE)
        return Term(figure, given=self.given)


@dataclass(frozen=True, slots=True)
class Tie:
    """A figure per unit, the numbers that it is per, and the amount they make.

    `sole`: nothing else within their reach could be meant.
    """

    rate: PerUnit
    numbers: tuple[Mention, ...]
    total: Mention
    sole: bool

    @property
    def number(self) -> Expression:
        found: Expression = counted(self.numbers[0])
        for other in self.numbers[1:]:
            found = found * counted(other)
        return found


def counted(mention: Mention) -> Term:
    """What a figure per unit is multiplied with; days and months are counted off."""
    return Term(mention.figure, given=base_of(mention.figure) in _TIMES)


def per_units(talk: Talk) -> Iterator[PerUnit]:
    """Every figure of a passage that is printed per something counted or measured."""
    for mention in talk.mentions:
        if _stands(mention) or _added(mention):
            found = _read(talk, mention)
            if found is not None:
                yield found


def ties(rate: PerUnit, sentence: int) -> list[Tie]:
    """What a figure per unit may be tied with, nearest first; its numbers stand in `sentence`."""
    others = [m for m in rate.talk.mentions if m is not rate.mention and _stands(m)]
    totals = [m for m in amounts(rate) if m is bracketed(rate)] or amounts(rate)
    counted = [
        [m for m in others if m.sentence == sentence and set(kinds_of(rate.talk, m)) & set(bases)]
        for bases in rate.per
    ]
    complete = bool(counted[-1])
    if len(counted) > 1 and not complete:
        counted.pop()  # 每人每月800元, for how many months is not said
        complete = rate.per[-1] == ("年",)
    found = []
    for amount, *numbers in product(totals, *counted):
        used = [rate.mention, amount, *numbers]
        if len(set(map(id, used))) == len(used):
            places, clauses = [m.at for m in used], [m.clause for m in used]
            reach = range(min(places), max(places) + 1)
            rivals = [m for pool in [totals, *counted] for m in pool if m.at in reach]
            said = {(m.figure.value, base_of(m.figure)) for m in rivals}
            near = max(clauses) - min(clauses) <= _NEAR
            parts = any(
                token.cue == "of-which" for token in rate.talk.tokens[reach.start : reach.stop]
            )
            sole = complete and near and not parts and len(said) == len(numbers) + 1
            found.append((len(reach), Tie(rate, tuple(numbers), amount, sole)))
    return [tie for _, tie in sorted(found, key=lambda pair: pair[0])]


def kinds_of(talk: Talk, mention: Mention) -> tuple[str, ...]:
    """The base unit of a figure, and with the place that it counts: 40个深度贫困村."""
    base = base_of(mention.figure)
    place = _PLACE.match(talk.words_after(mention)) if base == "个" else None
    return (base,) if place is None else (base, base + place[1])


_PLACE = regex.compile(r"\p{Han}{0,8}?(乡镇|社区|村|镇|校|县)")


def amounts(rate: PerUnit) -> list[Mention]:
    """What stands in the sentence of a figure per unit and is an amount of its kind."""
    told = [m for m in rate.talk.mentions if m.sentence == rate.mention.sentence]
    return [m for m in told if m is not rate.mention and makes(rate, m)]


def bracketed(rate: PerUnit) -> Mention | None:
    """The amount in whose brackets a price stands: 资金162.4万元（800元/户）."""
    opened = rate.talk.letters.rfind("(", 0, rate.mention.at)
    before = [m for m in rate.talk.mentions if m.at < rate.mention.at]
    return before[-1] if before and before[-1].at == opened - 1 else None


def bill(prices: Sequence[PerUnit]) -> tuple[Expression, Mention] | None:
    """小学生140人每人300元，初中生96人每人500元，共9万元: what the numbers and prices of one
    sentence make together, each price with the one number before it, and the only amount."""
    talk, known = prices[0].talk, {id(price.mention) for price in prices}
    inside = [m for m in talk.mentions if m.sentence == prices[0].mention.sentence and _stands(m)]
    totals = [m for m in inside if id(m) not in known and m.figure.dimension is Dimension.MONEY]
    products: list[Expression] = []
    last = -1
    for price in prices:
        at = price.mention.at
        own = [m for m in inside if last < m.at < at and base_of(m.figure) in price.per[0]]
        if len(own) != 1 or len(price.per) > 1 or price.of != "元":
            return None
        products.append(price.term * own[0].term)
        last = at
    if len(totals) != 1 or not all(makes(price, totals[0]) for price in prices):
        return None
    return total(products), totals[0]


def _stands(mention: Mention) -> bool:
    figure = mention.figure
    return mention.is_level and figure.hedge is Hedge.NONE and figure.value > 0


def _added(mention: Mention) -> bool:
    """增加安排a，户均增加安排b: what was given on top, a head as in all."""
    figure = mention.figure
    return mention.role == "change" and figure.hedge is Hedge.NONE and figure.value > 0


def makes(rate: PerUnit, mention: Mention) -> bool:
    """Whether a figure is of the kind that the figure per unit makes when multiplied."""
    figure = mention.figure
    told = _added(mention) if _added(rate.mention) else _stands(mention)
    if not told or figure.value <= rate.mention.figure.value:
        return False
    if rate.of == "元":
        return figure.dimension is Dimension.MONEY
    return base_of(figure) in _bases(rate.of)


def _read(talk: Talk, mention: Mention) -> PerUnit | None:
    figure = mention.figure
    before, after = talk.words_before(mention), talk.words_after(mention)
    if any(word in before for word in _words("never")):
        return None
    of, _, printed = figure.unit.partition("/")
    if printed:
        per = tuple(_unit(part) for part in regex.split(f"[{_PER}]", printed))
    elif figure.dimension is Dimension.MONEY or figure.dimension in _THINGS:
        of = "元" if figure.dimension is Dimension.MONEY else base_of(figure)
        per = _said_after(after) or _said_before(before)
    else:
        return None
    # 每人每年600元 and 600元/人 are set by somebody; 单产437.5公斤/亩 and 亩产 are not
    mean = of != "元" if printed else bool(regex.search(r"平均|均|[亩顷]产", before))
    named = before.rstrip("为是:： ").endswith(_words("price"))
    named = named or (after.strip().startswith(("标准", "的标准")) and "按" in before[-3:])
    if not per and figure.dimension is Dimension.MONEY and named:
        per, mean = _bought(talk, mention), "均" in before
    if any(bases[0] in _words("parted") for bases in per if bases):
        return None
    if not per or not all(per) or (mean and any(word in before for word in _words("elsewhere"))):
        return None
    if printed and read_unit(of) is not None:
        of = read_unit(of).base  # type: ignore[union-attr]
    whole = figure.value == figure.value.to_integral_value()  # 91.07元/亩 was divided out
    given = of == "元" and whole and not mean and "价" not in before
    return PerUnit(talk, mention, of, per, mean, given)


def _said_after(words: str) -> tuple[tuple[str, ...], ...]:
    """3100元【每平方米】."""
    match = _each().match(words.strip())
    return _units(match) if match is not None else ()


def _said_before(words: str) -> tuple[tuple[str, ...], ...]:
    """【平均每件】标的额18.5万元, 【户均】补助2万元: the last of them before the figure."""
    matches = [*_each().finditer(words), *_mean().finditer(words)]
    last = max(matches, key=lambda match: match.start(), default=None)
    return _units(last) if last is not None else ()


def _units(match: regex.Match[str]) -> tuple[tuple[str, ...], ...]:
    words = [word for word in match.groups() if word]
    last = read_unit(words[-1])
    if last is not None and last.dimension is Dimension.MEASURE and last.base not in _TIMES:
        words = words[-1:]  # 每人每亩100元: an acre is not had by each
    return tuple(_unit(word) for word in words)


_TIMES = ("年", "个月", "天", "日", "小时", "月")


def _bought(talk: Talk, price: Mention) -> tuple[tuple[str, ...], ...]:
    """The unit of what stands before a price with no unit of its own (15台，单价2.4万元)."""
    before = [m for m in talk.mentions if m.at < price.at and m.sentence == price.sentence]
    things = [m for m in before if m.figure.dimension in _THINGS and price.clause - m.clause <= 1]
    return ((base_of(things[-1].figure),),) if things else ()


def _unit(word: str) -> tuple[str, ...]:
    """The base units in which what `word` names may be counted."""
    word = word.strip()
    unit = read_unit(word)
    bases: Sequence[str] = _table()["bases"].get(word, ())
    return tuple(bases) or ((unit.base,) if unit is not None and unit.base else ())


def _bases(base: str) -> tuple[str, ...]:
    return tuple(_table()["bases"].get(base, (base,)))


@cache
def _each() -> regex.Pattern[str]:
    units = _alternatives()
    return regex.compile(rf"每(?:一|个)?({units})(?:每(?:一|个)?({units}|年|学年|学期))?")


@cache
def _mean() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<![年平])({_alternatives()})均(?!衡|匀|价|为|等|线)|(亩|公顷)产(?![值业出])"
    )


@cache
def _alternatives() -> str:
    words = [word for word, unit in base_units().items() if unit.dimension in _THINGS]
    words = [word for word in {*words, *_table()["bases"]} if word not in ("年", "季度")]
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True))


def _words(key: str) -> tuple[str, ...]:
    return tuple(_table()["words"][key])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "per_unit.toml").read_text("utf-8"))
