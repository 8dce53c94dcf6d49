"""Small figures and relations for tests of the arithmetic."""

from __future__ import annotations

from decimal import Decimal

from gouji.extract.document import Span
from gouji.normalize.figure import Dimension, Figure, Hedge

_UNITS = {
    "元": (Dimension.MONEY, 1),
    "万元": (Dimension.MONEY, 10**4),
    "亿元": (Dimension.MONEY, 10**8),
    "%": (Dimension.PERCENT, 1),
    "分": (Dimension.SCORE, 1),
    "人": (Dimension.COUNT, 1),
    "万人": (Dimension.COUNT, 10**4),
    "": (Dimension.PLAIN, 1),
}
_count = iter(range(10**9))


def figure(number: str, unit: str = "万元", hedge: Hedge = Hedge.NONE) -> Figure:
    """A figure printed as `number` + `unit`, each at a place of its own."""
    dimension, scale = _UNITS[unit]
    value = Decimal(number.replace(",", ""))
    step = Decimal(1).scaleb(int(value.as_tuple().exponent)) * scale
    at = next(_count) * 100
    return Figure(
        raw=number + unit,
        number=number,
        value=value * scale,
        step=step,
        dimension=dimension,
        unit=unit,
        span=Span(0, at, at + len(number + unit)),
        scale=Decimal(scale),
        hedge=hedge,
    )
