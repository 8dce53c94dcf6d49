"""The arithmetic a relation asserts, written down once: evaluated, bounded and printed.

change = term(level) - term(base)          # an Expression
change.exact()                             # Fraction, printed values taken as exact
change.bounds(steps)                       # Interval, printed values taken as rounded
change.show("万元")                         # "20 − 15 = 5"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ..normalize.figure import Dimension, Figure, Hedge
from .interval import Interval

_RANK = {"+": 1, "−": 1, "×": 2, "÷": 2}
_RATES = (Dimension.PERCENT, Dimension.POINTS)


class Expression:
    """Base of `Term`, `Constant`, `Operation` and `Root`; supports + − × ÷."""

    def exact(self) -> Fraction:
        """The value when every printed figure is taken at its word.  ZeroDivisionError."""
        raise NotImplementedError

    def bounds(self, finest: Decimal | None) -> Interval:
        """What the value may be when every figure is rounded.

        `finest` is the finest step among the relation's amounts in one unit: a figure printed
        with fewer digits than its neighbours had trailing zeros dropped (None: own steps).
        """
        raise NotImplementedError

    def terms(self) -> Iterator[Term]:
        """The figures used, left to right."""
        raise NotImplementedError

    def with_figure(self, old: Figure, new: Figure) -> Expression:
        """The same arithmetic with one figure in another's place (what if it were misprinted?)."""
        raise NotImplementedError

    def formula(self, scale: Decimal, rank: int = 0) -> str:
        """The arithmetic with figures shown in units of `scale`."""
        raise NotImplementedError

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures printed in it, left to right."""
        raise NotImplementedError

    def __add__(self, other: Expression) -> Operation:
        return Operation("+", self, other)

    def __sub__(self, other: Expression) -> Operation:
        return Operation("−", self, other)

    def __mul__(self, other: Expression) -> Operation:
        return Operation("×", self, other)

    def __truediv__(self, other: Expression) -> Operation:
        return Operation("÷", self, other)


@dataclass(frozen=True, slots=True)
class Term(Expression):
    """A printed figure.  Percentages enter as printed: 12.5% is 12.5.

    `sign` −1 is a printed figure whose word reverses it (减少3.40万元 as a change is −3.40).
    `factor` 1/100 makes a printed percentage the plain number it stands for (75% as 0.75).
    `given` is true of a standard that somebody set (每人600元): it is not rounded.  `coarse` is
    true of what was rounded to its own last digit, however finely its neighbours are printed.
    """

    figure: Figure
    sign: int = 1
    factor: Fraction = Fraction(1)
    given: bool = False
    coarse: bool = False

    def exact(self) -> Fraction:
        value = fraction(self.figure.value)
        if self.factor != 1:
            value = value * self.factor
        return value if self.sign > 0 else -value

    def bounds(self, finest: Decimal | None) -> Interval:
        figure = self.figure
        if self.given or is_exact(figure):
            around = Interval.exact(figure.value)
        else:
            own = finest is None or self.coarse
            step = figure.step if own or finest is None else min(figure.step, finest)
            around = Interval.around(figure.value, step)
        around = _hedged(around, figure)
        if self.factor != 1:
            around = around * Interval.exact(self.factor)
        return around if self.sign > 0 else -around

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.figure,)

    def terms(self) -> Iterator[Term]:
        yield self

    def with_figure(self, old: Figure, new: Figure) -> Expression:
        return replace(self, figure=new) if self.figure == old else self

    def formula(self, scale: Decimal, rank: int = 0) -> str:
        figure = self.figure
        if figure.dimension is Dimension.PERCENT:
            text = figure.number + ("‰" if figure.unit == "‰" else "%")
        elif figure.dimension is Dimension.MONEY and figure.scale != scale:
            text = plain(Fraction(figure.value) / Fraction(scale))
        else:
            text = figure.number
        return text if self.sign > 0 else f"(−{text})"


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """A number the rule brings (100, 12 months).  `label` is how it is shown (100%)."""

    value: Fraction
    label: str = ""

    def exact(self) -> Fraction:
        return self.value

    def bounds(self, finest: Decimal | None) -> Interval:
        return Interval.exact(self.value)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return ()

    def terms(self) -> Iterator[Term]:
        return iter(())

    def with_figure(self, old: Figure, new: Figure) -> Expression:
        return self

    def formula(self, scale: Decimal, rank: int = 0) -> str:
        return self.label or plain(self.value)


@dataclass(frozen=True, slots=True)
class Operation(Expression):
    operator: str
    left: Expression
    right: Expression

    def exact(self) -> Fraction:
        a, b = self.left.exact(), self.right.exact()
        match self.operator:
            case "+":
                return a + b
            case "−":
                return a - b
            case "×":
                return a * b
            case _:
                return a / b

    def bounds(self, finest: Decimal | None) -> Interval:
        a, b = self.left.bounds(finest), self.right.bounds(finest)
        match self.operator:
            case "+":
                return a + b
            case "−":
                return a - b
            case "×":
                return a * b
            case _:
                return a / b

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.left.figures + self.right.figures

    def terms(self) -> Iterator[Term]:
        yield from self.left.terms()
        yield from self.right.terms()

    def with_figure(self, old: Figure, new: Figure) -> Expression:
        left, right = self.left.with_figure(old, new), self.right.with_figure(old, new)
        return Operation(self.operator, left, right)

    def formula(self, scale: Decimal, rank: int = 0) -> str:
        own = _RANK[self.operator]
        right = self.right.formula(scale, own + (self.operator in "−÷"))
        text = f"{self.left.formula(scale, own)} {self.operator} {right}"
        return f"({text})" if own < rank else text


def is_linear(expression: Expression) -> bool:
    """Whether figures are only added and taken away."""
    match expression:
        case Term():
            return True
        case Operation("+" | "−", left, right):
            return is_linear(left) and is_linear(right)
        case _:
            return False


@lru_cache(1 << 14)
def fraction(value: Decimal) -> Fraction:
    """A decimal as a fraction: a figure's is asked for in every relation it stands in."""
    return Fraction(value)


@dataclass(frozen=True, slots=True)
class Root(Expression):
    """The n-th root of a ratio of printed figures, to a billionth (what a year's growth must be
    for n of them to make the whole).  ValueError where the ratio is negative."""

    of: Expression
    degree: int

    def exact(self) -> Fraction:
        return self._root(self.of.exact())

    def bounds(self, finest: Decimal | None) -> Interval:
        inner = self.of.bounds(finest)
        low = None if inner.low is None else self._root(inner.low)
        high = None if inner.high is None else self._root(inner.high) + _TINY
        return Interval(low, high)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.of.figures

    def terms(self) -> Iterator[Term]:
        return self.of.terms()

    def with_figure(self, old: Figure, new: Figure) -> Expression:
        return Root(self.of.with_figure(old, new), self.degree)

    def formula(self, scale: Decimal, rank: int = 0) -> str:
        return f"({self.of.formula(scale)})^(1/{self.degree})"

    def _root(self, value: Fraction) -> Fraction:
        """The largest multiple of a billionth whose power does not pass `value`."""
        if value < 0:
            raise ValueError("a root of what is negative")
        low, high = 0, max(1, int(value) + 1) * _TINY.denominator
        while low < high:
            middle = (low + high + 1) // 2
            if (middle * _TINY) ** self.degree <= value:
                low = middle
            else:
                high = middle - 1
        return low * _TINY


_TINY = Fraction(1, 10**9)
HUNDRED = Constant(Fraction(100))


def is_exact(figure: Figure) -> bool:
    """Whether a figure has no rounding: whole scores, and things counted one by one."""
    whole = figure.step >= 1 and figure.scale == 1
    return whole and figure.dimension in (Dimension.COUNT, Dimension.SCORE)


def term(figure: Figure, sign: int = 1) -> Term:
    return Term(figure, sign)


def total(parts: Iterable[Expression]) -> Expression:
    """The sum of one or more expressions."""
    items = iter(parts)
    result = next(items)
    for item in items:
        result = result + item
    return result


def percent_of(part: Expression, whole: Expression) -> Expression:
    """part ÷ whole × 100: a figure in percent."""
    return part / whole * HUNDRED


def plain(value: Fraction, places: int = 6) -> str:
    """A rational as a decimal without trailing zeros, rounded half up to `places`; for display."""
    doubled = 2 * abs(value.numerator) * 10**places
    units = (doubled + value.denominator) // (2 * value.denominator)
    digits = str(units).rjust(places + 1, "0")
    whole = len(digits) - places
    text = f"{digits[:whole]}.{digits[whole:]}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 and text != "0" else text


def _hedged(around: Interval, figure: Figure) -> Interval:
    match figure.hedge:
        case Hedge.OVER:
            return Interval(around.low, None)
        case Hedge.MORE:
            value = fraction(figure.value)
            return Interval(value, value + _last_place(figure))
        case Hedge.UNDER:
            return Interval(None, around.high)
        case Hedge.ABOUT | Hedge.ESTIMATE:
            return Interval(None, None)
        case _:
            return around


def _last_place(figure: Figure) -> Fraction:
    """One unit of the last digit said: 100 in 1500, a tenth in 3.0."""
    if "." in figure.number or not figure.value:
        return fraction(figure.step)
    return Fraction(10) ** int(figure.value.normalize().as_tuple().exponent)
