"""Slips of the pen on one printed figure: what it may have been meant to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from ..normalize.figure import Dimension, Figure


@dataclass(frozen=True, slots=True)
class Edit:
    """`value` and `step` are the figure's with the slip undone, in base units; `number` its digits
    and `printed` how it would have been printed."""

    code: str
    rank: int
    value: Decimal
    step: Decimal
    number: str
    printed: str

    def undone(self, figure: Figure) -> Figure:
        """The figure with the slip undone."""
        return replace(figure, value=self.value, step=self.step, number=self.number)


def slip_counts(figure: Figure) -> Mapping[str, int]:
    """How many slips of each kind could be tried on a figure."""
    return {"unit-slip": len(_powers(figure)), **_counted(_digits(figure))}


@lru_cache(4096)
def _counted(digits: str) -> Mapping[str, int]:
    return Counter(code for _, code, _ in _slips(digits))


def roundness(figures: Sequence[Figure]) -> int:
    """How many steps lie between values as round as these: of 4000000.00 and 31000000.00 it is
    100000000.  Round figures add up by chance the sooner."""
    grain = min(int(figure.value.normalize().as_tuple().exponent) for figure in figures)
    step = min(figure.step for figure in figures)
    return max(1, int(Decimal(1).scaleb(grain) / step))


def scale_edits(figure: Figure) -> Iterator[Edit]:
    """The decimal point moved, or 元 / 万元 / 亿元 confused."""
    for power in _powers(figure):
        value = figure.value.scaleb(power)
        step = min(figure.step, figure.step.scaleb(power))
        number = f"{(value / figure.scale).normalize():f}"
        yield Edit("unit-slip", 0, value, step, number, _printed(number, figure))


def digit_edits(figure: Figure) -> Iterator[Edit]:
    """Two digits transposed, one doubled, one dropped, one wrong."""
    digits = _digits(figure)
    printed = Decimal(digits or 0)
    unit_value = figure.value.copy_abs() / printed if printed else figure.scale
    sign = -1 if figure.value < 0 else 1
    for rank, code, number in _slips(digits):
        value = Decimal(number) * unit_value * sign
        yield Edit(code, rank, value, figure.step, number, _printed(number, figure))


def _powers(figure: Figure) -> tuple[int, ...]:
    if figure.value == 0 or figure.dimension is Dimension.SCORE:
        return ()
    if figure.dimension is Dimension.COUNT:
        if figure.unit.startswith(_THOUSANDS):  # 万 written too often, or the point misplaced
            return (-4, 1, -1, 2, -2, 8, -8)
        return (4,) if "." in figure.number else ()
    return (4, -4, 1, -1, 2, -2, 3, -3, 8, -8)


_THOUSANDS = ("万", "亿")


def _digits(figure: Figure) -> str:
    """The digits as printed; none, on which no slip is tried, where they are no plain number."""
    digits = figure.number.replace(",", "")
    return digits if digits.replace(".", "", 1).isdigit() and len(digits) <= 14 else ""


@lru_cache(4096)
def _slips(digits: str) -> tuple[tuple[int, str, str], ...]:
    """(rank, code, digits meant) of every slip."""
    if not digits:
        return ()
    found: dict[str, tuple[int, str, str]] = {digits: (0, "", digits)}
    for rank, code, candidates in (
        (1, "digits-transposed", _transposed(digits)),
        (2, "digit-doubled", _shortened(digits)),
        (3, "digit-misread", _substituted(digits)),
        (4, "digit-dropped", _lengthened(digits)),
    ):
        for candidate in candidates:
            found.setdefault(candidate, (rank, code, candidate))
    return tuple(found.values())[1:]


def _printed(number: str, figure: Figure) -> str:
    """A number as the figure's own is printed: its unit, and its thousands parted if they are."""
    whole, point, rest = number.partition(".")
    if "," in figure.number:
        whole = f"{Decimal(whole):,}"
    return whole + point + rest + ("" if figure.shared_unit else figure.unit)


def _transposed(digits: str) -> Iterator[str]:
    """Two neighbours swapped, the decimal point left where it is (83.4, 84.3)."""
    places = [i for i, digit in enumerate(digits) if digit != "."]
    for i, j in pairwise(places):
        if digits[i] != digits[j] and (i > 0 or digits[j] != "0" or j > 1):  # 10 is no slip for 01
            yield f"{digits[:i]}{digits[j]}{digits[i + 1 : j]}{digits[i]}{digits[j + 1 :]}"


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
