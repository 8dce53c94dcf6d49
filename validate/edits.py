"""Slips of the pen on one printed figure: what it may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ..normalize.figure import Dimension, Figure


@dataclass(frozen=True, slots=True)
class Edit:
    """`figure` is the figure with the slip undone, `printed` how it would have been printed."""

    code: str
    rank: int
    figure: Figure
    printed: str


def scale_edits(figure: Figure) -> Iterator[Edit]:
    """The decimal point moved, or 元 / 万元 / 亿元 confused."""
    if figure.value == 0 or figure.dimension in (Dimension.COUNT, Dimension.SCORE):
        return
    for power in (4, -4, 1, -1, 2, -2, 3, -3, 8, -8):
        value = figure.value.scaleb(power)
        step = figure.step.scaleb(power)
        number = f"{(value / figure.scale).normalize():f}"
        changed = replace(figure, value=value, step=min(step, figure.step), number=number)
        yield Edit("unit-slip", 0, changed, number + _suffix(figure))


def digit_edits(figure: Figure) -> Iterator[Edit]:
    """Two digits transposed, one doubled, one dropped, one wrong."""
    digits = figure.number.replace(",", "")
    if not digits.replace(".", "", 1).isdigit() or len(digits) > 14:
        return
    seen = {digits}
    for rank, code, candidates in (
        (1, "digits-transposed", _transposed(digits)),
        (2, "digit-doubled", _shortened(digits)),
        (3, "digit-misread", _substituted(digits)),
        (4, "digit-dropped", _lengthened(digits)),
    ):
        for candidate in candidates:
            if candidate not in seen:
                seen.add(candidate)
                yield _edit(figure, code, rank, candidate)


def _edit(figure: Figure, code: str, rank: int, digits: str) -> Edit:
    printed = Decimal(figure.number.replace(",", ""))
    unit_value = figure.value.copy_abs() / printed if printed else figure.scale
    sign = -1 if figure.value < 0 else 1
    value = Decimal(digits) * unit_value * sign
    return Edit(code, rank, replace(figure, value=value, number=digits), digits + _suffix(figure))


def _suffix(figure: Figure) -> str:
    return figure.unit if not figure.shared_unit else ""


def _transposed(digits: str) -> Iterator[str]:
    for i in range(len(digits) - 1):
        a, b = digits[i], digits[i + 1]
        if a != b and "." not in (a, b):
            yield f"{digits[:i]}{b}{a}{digits[i + 2 :]}"


def _shortened(digits: str) -> Iterator[str]:
    for i in range(1, len(digits)):
        if digits[i] == digits[i - 1] != ".":
            yield digits[:i] + digits[i + 1 :]


def _substituted(digits: str) -> Iterator[str]:
    for i, old in enumerate(digits):
        if old != ".":
            for new in "0123456789":
                if new != old and not (i == 0 and new == "0" and len(digits) > 1):
                    yield digits[:i] + new + digits[i + 1 :]


def _lengthened(digits: str) -> Iterator[str]:
    whole = digits.partition(".")[0]
    for i in range(len(whole) + 1):
        for new in "0123456789":
            if not (i == 0 and new == "0"):
                yield whole[:i] + new + whole[i:] + digits[len(whole) :]
