"""Figures one slip of the pen apart, whatever they are called.

One fact goes by many names in a report (项目资金, 县财政下达资金), so that names alone link few of
its statements.  Its digits link more: two unrelated figures hardly ever have the same digits but
for two neighbours swapped, the point moved, the unit changed or one digit misread.  How hardly is
reckoned from the document itself: how many pairs of its figures could have come out that way, how
many digits had to agree for it, and how alike the words around the two are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import TypeVar

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import CHANCE, FAIR
from ..relation import Relation
from ..rule import Level, Memo
from .told import Likeness, Said, at_odds, find_said

_T = TypeVar("_T")
_DIGITS = 3  # that twins share at least, unless their words tie them
_TIED = 4  # times likelier to be of one fact, by their words


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, with all places that print it alike."""

    said: tuple[Said, ...]

    @property
    def first(self) -> Said:
        return self.said[0]


@dataclass(frozen=True, slots=True)
class Slip:
    """A kind of slip: figures it can tell apart have one `key`; `tail` is how many digits, from
    the first that differs on, two of them must share to be twins (0: they are none); `pairs`
    how many pairs of figures could have come out as twins with such a tail.  An
    `easy` slip has so many forms that only like words make it one."""

    key: Callable[[Said], Hashable]
    tail: Callable[[Said, Said], int]
    easy: bool
    pairs: Callable[[Said, Sequence[Said], int], int]


def find_twins(reading: Reading, memo: Memo) -> list[Relation]:
    """Pairs of figures that are one slip apart where chance hardly makes such a pair."""
    told: dict[Hashable, list[Said]] = {}
    for one in memo(find_said):
        told.setdefault((one.kind, one.shape, one.digits), []).append(one)
    numbers = [Number(tuple(same)) for same in told.values()]
    return [_relation(*pair) for pair in _twins(numbers, Likeness(memo(find_said)))]


def _twins(numbers: Sequence[Number], likeness: Likeness) -> Iterator[tuple[Said, Said]]:
    firsts = [number.first for number in numbers]
    for slip in _SLIPS:
        for fellows in _grouped(numbers, lambda n, slip=slip: slip.key(n.first)):  # type: ignore[misc]
            for a, b in combinations(fellows, 2):
                tail = slip.tail(a.first, b.first)
                if not tail or min(len(a.said), len(b.said)) > 1:
                    continue  # what is told twice over is no slip
                pair = _closest(a, b, likeness)
                if pair is None:
                    continue
                odds, pairs = likeness.odds(*pair), slip.pairs(a.first, firsts, tail)
                if _beyond_chance(*pair, slip, odds, pairs):
                    yield pair


def _closest(a: Number, b: Number, likeness: Likeness) -> tuple[Said, Said] | None:
    """The two statements of two numbers that are most alike in words, if they may be of one
    fact."""
    pairs = [pair for pair in product(a.said, b.said) if not at_odds(*pair)]
    return max(pairs, key=lambda pair: likeness.tenths(*pair), default=None)


def _beyond_chance(one: Said, other: Said, slip: Slip, odds: Fraction, pairs: int) -> bool:
    rate = one.figure.dimension is Dimension.PERCENT
    telling = min(len(one.telling), len(other.telling))
    tail = slip.tail(one, other)
    free = min(tail - min(_noughts(one), _noughts(other)), telling)
    if free < 1 or (odds < _TIED and (slip.easy or rate or telling < _DIGITS)) or telling == 1:
        return False
    sure = FAIR if odds >= 1 and not (slip.easy or rate) else CHANCE
    return bool(pairs * sure <= Fraction(10) ** free * odds)


def _noughts(one: Said) -> int:
    return len(one.digits) - len(one.digits.rstrip("0"))


def _grouped(same: Iterable[_T], key: Callable[[_T], Hashable]) -> list[list[_T]]:
    groups: dict[Hashable, list[_T]] = {}
    for one in same:
        groups.setdefault(key(one), []).append(one)
    return [*groups.values()]


def _pairs_of(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def _digits_sorted(one: Said) -> Hashable:
    return (one.kind, one.shape, *sorted(one.digits))


def _from_swap(one: Said, other: Said) -> int:
    differ = _differing(one, other)
    return len(one.digits) - differ[0] if differ[-1] == differ[0] + 1 else 0


def _differing(one: Said, other: Said) -> list[int]:
    pairs = enumerate(zip(one.digits, other.digits, strict=True))
    return [i for i, (a, b) in pairs if a != b]


def _alike_before(one: Said, fellows: Sequence[Said], tail: int) -> int:
    """Pairs printed alike whose digits before the tail are the same: figures of one size."""
    heads = Counter(f.digits[:-tail] for f in fellows if (f.kind, f.shape) == (one.kind, one.shape))
    return _pairs_of(heads.values())


def _same_shape(one: Said) -> Hashable:
    return (one.kind, one.shape)


def _from_misread(one: Said, other: Said) -> int:
    differ = _differing(one, other)
    return len(one.digits) - differ[0] - 1 if len(differ) == 1 else 0


def _alike_but_for(one: Said, fellows: Sequence[Said], tail: int) -> int:
    """Pairs printed alike whose digits before the one misread are the same."""
    return _alike_before(one, fellows, tail + 1)


def _without_point(one: Said) -> Hashable:
    """A number without decimals is left alone: 1200 and 120 may both be round."""
    return (one.kind, one.figure.scale, one.telling if one.shape[-1] else one.figure)


def _all_digits(one: Said, other: Said) -> int:
    return len(one.digits) if one.figure.value != other.figure.value else 0


def _any_two(one: Said, fellows: Sequence[Said], tail: int) -> int:
    return _pairs_of([sum(f.kind == one.kind for f in fellows)])


def _without_unit(one: Said) -> Hashable:
    return (one.kind, one.shape[1:], one.digits)


def _of_two_units(one: Said, fellows: Sequence[Said], tail: int) -> int:
    units = Counter(f.figure.scale for f in fellows if f.kind == one.kind)
    return sum(a * b for a, b in combinations(units.values(), 2))


_SLIPS = (
    Slip(_digits_sorted, _from_swap, False, _alike_before),  # 64.38万元 for 63.48万元
    Slip(_without_point, _all_digits, False, _any_two),  # 392.696万元 for 39.2696万元
    Slip(_without_unit, _all_digits, False, _of_two_units),  # 603亿元 for 603万元
    Slip(_same_shape, _from_misread, True, _alike_but_for),  # 58.36万元 for 53.36万元
)


def _relation(one: Said, other: Said) -> Relation:
    stated, first = other.mention, one.mention
    names = dict.fromkeys(name for name in (stated.name, first.name) if len(name) > 1)
    return Relation(
        "same-figure", stated.term, first.term, subject="、".join(names), level=Level.WARNING,
        by_digits=True,
    )  # fmt: skip
