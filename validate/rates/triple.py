"""A standard, the heads that it may be for, and the money that they may make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import regex

from ...normalize.figure import Figure
from ...normalize.units import base_of
from ..edits import digit_edits, scale_edits
from ..expression import Constant, Expression
from ..prose.mention import Mention
from ..prose.placed import Placed
from ..relation import Relation
from .per_unit import PerUnit, counted

_ALIKE = 50  # amounts that differ by less than a 50th may as well be what was planned and done
_UNITS = 10000  # 元 for 万元
TIMES = {
    "年": (Decimal(1), Decimal("0.5"), Decimal("0.25"), Decimal(2), Decimal(5)),
    "个月": (Decimal(12), *map(Decimal, range(1, 12))),
    "个学期": (Decimal(2), Decimal(1)),
    "天": (),
}  # how often what is per a time may have been given, the likeliest first
_SCALES = {
    "公斤": (("公斤", Decimal(1)), ("吨", Decimal("0.001"))),
    "斤": (("斤", Decimal(1)), ("公斤", Decimal("0.5")), ("吨", Decimal("0.0005"))),
}  # in what else an amount may be told


@dataclass(frozen=True, slots=True, eq=False)
class Standard:
    """What each of some things gets, `times` times (the likeliest first; `often` if printed); it
    makes amounts in some base units, each that many of its own."""

    rate: PerUnit
    said: Placed
    things: tuple[str, ...]
    times: tuple[Decimal, ...]
    often: Mention | None
    makes: tuple[tuple[str, Decimal], ...]

    @property
    def value(self) -> Decimal:
        return self.said.figure.value


def standard_of(rate: PerUnit, said: Placed) -> Standard | None:
    """A figure per one kind of thing as a standard; None of others."""
    things = [bases for bases in rate.per if bases[0] not in TIMES]
    spans = [bases[0] for bases in rate.per if bases[0] in TIMES]
    if len(things) != 1 or len(spans) > 1:
        return None
    times: tuple[Decimal, ...] = (Decimal(1),)
    often = None
    for span in spans:
        often = _printed(rate, span)
        times = (often.figure.value,) if often is not None else TIMES[span]
    if not times:
        return None
    return Standard(
        rate, said, things[0], times, often, _SCALES.get(rate.of, ((rate.of, Decimal(1)),))
    )


def _printed(rate: PerUnit, span: str) -> Mention | None:
    """How many months or days the item of a standard names."""
    told = [
        m for m in rate.talk.mentions
        if m.item == rate.mention.item and m is not rate.mention and base_of(m.figure) == span
    ]  # fmt: skip
    return told[0] if len(told) == 1 and span != "年" else None


@dataclass(frozen=True, slots=True)
class Triple:
    """A standard, the heads it is tried with, and the money they may make: `scale` times its own
    unit."""

    standard: Standard
    heads: Placed
    money: Placed
    scale: Decimal

    @property
    def figures(self) -> tuple[Figure, Figure, Figure]:
        return self.standard.said.figure, self.heads.figure, self.money.figure

    @property
    def item(self) -> tuple[int, int]:
        return self.money.item

    @property
    def together(self) -> bool:
        """Whether heads and money stand in one item."""
        return self.heads.item == self.money.item

    @property
    def measured(self) -> bool:
        """Whether a mean of no money (单产418公斤/亩) stands in one sentence with what it is of:
        an area, what each acre bore and what all of it did say one product by their units."""
        said = (self.standard.said, self.heads, self.money)
        sentences = {one.sentence for one in said}
        return self.standard.rate.mean and self.standard.rate.of != "元" and len(sentences) == 1

    @property
    def distance(self) -> tuple[int, int]:
        """How far off the standard stands: in passages, then in items."""
        said, others = self.standard.said, (self.heads, self.money)
        passages = max(abs(said.number - other.number) for other in others)
        return passages, min(abs(said.mention.item - other.mention.item) for other in others)

    def may_be(self, reach: int) -> bool:
        """Whether all stand near one another, or heads and money together."""
        near = abs(self.heads.number - self.money.number) <= reach and self.distance[0] <= reach
        each, heads, money = self.figures
        others = heads is not each and money is not each
        return others and (near or self.together) and money.value * _UNITS > each.value * self.scale

    @property
    def kindred(self) -> bool:
        """Whether a mean is of the amount by its words (车均运行费, 全年运行费); of what stands
        together, and of standards, the units say enough."""
        rate = self.standard.rate
        if not rate.mean or self.measured or (self.together and self.distance == (0, 0)):
            return True
        said = rate.talk.words_before(rate.mention)
        name = _MEAN.sub("", self.money.mention.name)
        return any(name[i : i + 2] in said for i in range(len(name) - 1))

    @property
    def likely(self) -> Decimal:
        """What the money should be."""
        each, heads, _ = (figure.value for figure in self.figures)
        return each * heads * self.standard.times[0] * self.scale

    @property
    def holds(self) -> bool:
        values = [figure.value for figure in self.figures]
        return self.kindred and any(self._makes(values, time) for time in self.standard.times)

    def with_standard(self, value: Decimal) -> bool:
        """Whether another standard makes the money."""
        _, heads, money = (figure.value for figure in self.figures)
        return self._makes([value, heads, money], self.standard.times[0])

    def _makes(self, values: Sequence[Decimal], time: Decimal, step: Decimal | None = None) -> bool:
        """Whether values make a product, the money rounded to `step` (by itself its own)."""
        each, heads, money = values
        often = time * self.scale
        off = (step or self.money.figure.step) + each * often * _rounding(self.heads.figure)
        if self.standard.rate.mean:
            off += heads * often * self.standard.said.figure.step
        return abs(each * heads * often - money) * 2 <= off

    def slips(self) -> Iterator[tuple[Figure, str, Decimal]]:
        """The figures, with the kinds of slip and what was meant, of which one keeps the product
        from holding."""
        values = [figure.value for figure in self.figures]
        for at, figure in enumerate(self.figures):
            for edit in (e for kind in (scale_edits, digit_edits) for e in kind(figure)):
                meant = [*values[:at], edit.value, *values[at + 1 :]]
                step = edit.step if figure is self.money.figure else None
                if self._makes(meant, self.standard.times[0], step):
                    yield figure, edit.code, edit.value

    @property
    def room(self) -> Decimal:
        """How many values the gap between figures as round as these could take, either way."""
        room = 2 * max(self.money.figure.value, self.likely) / self._grain
        each = self.standard.said.figure
        return min(room, 2 * each.value / each.step) if self.standard.rate.mean else room

    @property
    def _grain(self) -> Decimal:
        money = self.money.figure
        return max(money.step, min(_grain(money.value), _grain(self.likely)))

    @property
    def gap(self) -> Decimal:
        """By how many of its steps the money misses the product, or the mean the quotient."""
        off, each = abs(self.likely - self.money.figure.value), self.standard.said.figure
        mean = off / self.likely * each.value / each.step
        return mean if self.standard.rate.mean else off / self._grain

    @property
    def alike(self) -> bool:
        """Whether the money is about the product."""
        return abs(self.likely - self.money.figure.value) * _ALIKE < self.likely

    @property
    def relation(self) -> Relation:
        rate, heads, money = self.standard.rate, self.heads.mention.term, self.money.mention.term
        often = self.standard.often
        factors: list[Expression] = [heads]
        if often is not None:
            factors.append(counted(often))
        elif self.standard.times[0] != 1:
            factors.append(Constant(Fraction(self.standard.times[0])))
        if self.scale != 1:
            factors.append(Constant(Fraction(self.scale)))
        name = self.money.mention.name
        if rate.mean:
            mean: Expression = money
            for factor in factors:
                mean = mean / factor
            return Relation("per-capita", rate.term, mean, subject=name)
        made: Expression = rate.term
        for factor in factors:
            made = made * factor
        return Relation("unit-price", money, made, subject=name)


_MEAN = regex.compile(r"合计|全年|全[省市县区]|资金|金额|万|亿")


def _rounding(figure: Figure) -> Decimal:
    return figure.step if figure.scale > 1 or "." in figure.number else Decimal(0)


def _grain(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
