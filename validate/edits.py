"""Slips of the pen on one printed figure: what it may have been meant to be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..normalize.figure import Dimension, Figure


class Edit(NamedTuple):
    """`value` and `step` are the figure's with the slip undone, in base units; `number` its
    digits."""

    code: str
    rank: int
    value: Decimal
    step: Decimal
    number: str

    def undone(self, figure: Figure) -> Figure:
        """The figure with the slip undone."""
        return replace(figure, value=self.value, step=self.step, number=self.number)

    def printed(self, figure: Figure) -> str:
        """How the figure would have been printed: with its unit, its thousands parted if they
        are."""
        whole, point, rest = self.number.partition(".")
        if "," in figure.number:
            whole = f"{Decimal(whole):,}"
        return whole + point + rest + ("" if figure.shared_unit else figure.unit)


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


def scale_edits(
    figure: Figure, by: Decimal | None = None, off: Decimal = Decimal(0)
) -> Iterator[Edit]:
    """The decimal point moved, or 元 / 万元 / 亿元 confused.  With `by`, only what moves the figure
    that far, or `off` more or less."""
    for power in _powers(figure):
        value = figure.value.scaleb(power)
        if by is not None and abs(abs(value - figure.value) - by) > off:
            continue
        step = min(figure.step, figure.step.scaleb(power))
        number = f"{(value / figure.scale).normalize():f}"
        yield Edit("unit-slip", 0, value, step, number)


def digit_edits(
    figure: Figure, by: Decimal | None = None, off: Decimal = Decimal(0)
) -> Iterator[Edit]:
    """Two digits transposed, one doubled, one dropped, one wrong.  With `by`, only what moves the
    figure that far, or `off` more or less."""
    digits = _digits(figure)
    unit_value = _unit_value(figure, digits)
    slips = _slips(digits)
    places = range(len(slips)) if by is None else _moving(figure.value, digits, unit_value, by, off)
    sign = -1 if figure.value < 0 else 1
    for rank, code, number in map(slips.__getitem__, places):
        value = Decimal(number) * unit_value * sign
        if by is None or abs(abs(value - figure.value) - by) <= off:
            yield Edit(code, rank, value, figure.step, number)


def moves(figure: Figure) -> set[Decimal]:
    """By how much undoing a slip of the pen, of any kind, would change a figure."""
    digits = _digits(figure)
    factor = _unit_value(figure, digits) * (-1 if figure.value < 0 else 1)
    found = {number * factor - figure.value for number in _in_order(digits)[0]}
    return found | {edit.value - figure.value for edit in scale_edits(figure)}


def _unit_value(figure: Figure, digits: str) -> Decimal:
    """What a printed 1 of a figure stands for."""
    printed = Decimal(digits or 0)
    return figure.value.copy_abs() / printed if printed else figure.scale


def _moving(
    value: Decimal, digits: str, unit_value: Decimal, by: Decimal, off: Decimal
) -> Iterable[int]:
    """The places among its slips of those that move a figure by so much, in their order."""
    numbers, places = _in_order(digits)
    found: set[int] = set()
    for meant in (abs(value) - by, abs(value) + by):
        low = bisect_left(numbers, meant - off, key=unit_value.__mul__)
        high = bisect_right(numbers, meant + off, key=unit_value.__mul__)
        found.update(places[low:high])
    return sorted(found)


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


@lru_cache(4096)
def _in_order(digits: str) -> tuple[tuple[Decimal, ...], tuple[int, ...]]:
    """The digits meant of every slip as numbers, the smallest first, and their places among the
    slips: what moves a figure so far is looked up, not tried."""
    numbers = [Decimal(number) for _, _, number in _slips(digits)]
    places = sorted(range(len(numbers)), key=numbers.__getitem__)
    return tuple(numbers[place] for place in places), tuple(places)


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
