"""Closed intervals over exact rationals: what a printed number may stand for.

Ends are `Fraction`s (so division is exact) or None for an open end.  A figure printed with d
decimals stands for [v − ½·10⁻ᵈ, v + ½·10⁻ᵈ] in its unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import product

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; None is minus or plus infinity."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def exact(cls, value: Decimal | Fraction | int) -> Interval:
        number = Fraction(value)
        return cls(number, number)

    @classmethod
    @lru_cache(1 << 14)
    def around(cls, value: Decimal | Fraction, step: Decimal | Fraction) -> Interval:
        """The numbers that round to `value` at `step`."""
        centre, half = Fraction(value), Fraction(step) * HALF
        return cls(centre - half, centre + half)

    def __add__(self, other: Interval) -> Interval:
        return Interval(_add(self.low, other.low), _add(self.high, other.high))

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """Product.  An open end makes the product open on both sides (never too narrow)."""
        ends = [self.low, self.high, other.low, other.high]
        if any(end is None for end in ends):
            return Interval(None, None)
        products = [
            a * b
            for a, b in product((self.low, self.high), (other.low, other.high))
            if a is not None and b is not None
        ]
        return Interval(min(products), max(products))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient.  ZeroDivisionError when the divisor may be zero."""
        if other.low is None or other.high is None:
            return Interval(None, None)
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        return self * Interval(1 / other.high, 1 / other.low)

    def __abs__(self) -> Interval:
        if self.low is not None and self.low >= 0:
            return self
        if self.high is not None and self.high <= 0:
            return -self
        if self.low is None or self.high is None:
            return Interval(Fraction(0), None)
        return Interval(Fraction(0), max(-self.low, self.high))

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return not self.below(other) and not other.below(self)

    def below(self, other: Interval) -> bool:
        """Whether every number here is smaller than every number there."""
        return self.high is not None and other.low is not None and self.high < other.low

    def widened(self, by: Fraction) -> Interval:
        return Interval(
            None if self.low is None else self.low - by,
            None if self.high is None else self.high + by,
        )

    @property
    def width(self) -> Fraction | None:
        """None when an end is open."""
        return None if self.low is None or self.high is None else self.high - self.low


def _add(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b
