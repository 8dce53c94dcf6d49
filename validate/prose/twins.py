"""Two figures that may tell one fact, in digits one slip of the pen apart.

One fact goes by many names in a report (项目资金, 县财政下达资金), so that names alone link few of
its statements.  Its digits link more: two unrelated figures hardly ever have the same digits but
for two neighbours swapped, the point moved, the unit changed or one digit misread.  How hardly is
reckoned from the document itself: how many pairs of its figures could have come out that way, how
many digits had to agree for it, and how alike are words and place of the two.  A small count has no
digits to be known by; a long run of the same words around it does as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise, product
from typing import TypeVar

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import CHANCE, FAIR
from ..relation import Relation
from ..rule import Level, Memo
from .likeness import Likeness, at_odds, flows, headlines, heads, same_words, staged, thing_of
from .mention import find_talks
from .told import Said, find_said

_T = TypeVar("_T")
_DIGITS = 3  # that twins share at least, unless their words tie them
_TIED = 4  # times likelier to be of one fact, by their words
_SURE = 4  # digits misread right but for one, which need no words
_LISTED = 3  # tenths of words alike that the items of a list have, too
_VALUES = 2  # more in the same words are of several things


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
    the first that differs on, two of them must share to be twins (None: they are none); `pairs`
    how many pairs of figures could have come out as twins with such a tail, were all before it
    alike.  An `easy` slip has so many forms that only many digits or like words make it one."""

    key: Callable[[Said], Hashable]
    tail: Callable[[Said, Said], int | None]
    easy: bool
    pairs: Callable[[Said, Sequence[Said], int], int]


def find_twins(reading: Reading, memo: Memo) -> list[Relation]:
    """Pairs of figures that are one slip apart where chance hardly makes such a pair, and counts
    told again in the same words."""
    told: dict[Hashable, list[Said]] = {}
    for one in memo(find_said):
        told.setdefault((one.kind, one.shape, one.digits), []).append(one)
    numbers = [Number(tuple(same)) for same in told.values()]
    likeness = Likeness(memo(find_said), memo(find_talks))
    twins = [_relation(*pair, by_digits=True) for pair in _twins(numbers, likeness)]
    known = {frozenset(twin.places) for twin in twins}
    said = memo(find_said)
    again = [_relation(*pair, by_digits=False) for pair in (*_retold(said), *_headed(said))]
    return twins + [r for r in again if frozenset(r.places) not in known]


def _retold(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """惠及8个乡镇水库移民, and elsewhere 惠及9个乡镇水库移民."""
    counts = [one for one in said if one.is_count and one.figure.value > 1]
    for alike in _grouped(counts, lambda one: (one.kind, thing_of(one))):
        if len({one.figure.value for one in alike}) <= _VALUES:
            yield from (pair for pair in combinations(alike, 2) if same_words(*pair))


def _headed(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """（一）养老项目20万元 / 安排资金20万元…: where the headings of a text tell the first amounts
    of what they head, the one that is a slip of the pen from it is meant to do so as well."""
    pairs = [(a, b) for a, b in pairwise(said) if a.kind == b.kind and heads(a, b)]
    others = [(a, b) for a, b in pairs if a.figure.value != b.figure.value]
    if len(pairs) - len(others) > max(1, len(others)):
        yield from (pair for pair in others if _slipped(*pair))


def _slipped(one: Said, other: Said) -> bool:
    kinds = (slip for slip in _SLIPS if slip.key(one) == slip.key(other))
    return any(slip.tail(one, other) is not None for slip in kinds)


def _twins(numbers: Sequence[Number], likeness: Likeness) -> Iterator[tuple[Said, Said]]:
    firsts = [number.first for number in numbers]
    for slip in _SLIPS:
        for fellows in _grouped(numbers, lambda n, slip=slip: slip.key(n.first)):  # type: ignore[misc]
            for a, b in combinations(fellows, 2):
                tail = slip.tail(a.first, b.first)
                if tail is None or min(len(a.said), len(b.said)) > 1:
                    continue  # what is told twice over is no slip
                pair = _closest(a, b, likeness)
                times = max(len(a.said), len(b.said))  # what is told often is told once more
                if pair is not None and _beyond_chance(*pair, times, tail, slip, firsts, likeness):
                    yield pair


def _closest(a: Number, b: Number, likeness: Likeness) -> tuple[Said, Said] | None:
    """The two statements of two numbers that are most alike in words, if they may be of one
    fact."""
    told = product(a.said, b.said)
    pairs = [pair for pair in told if not (at_odds(*pair) or _is_told(pair, (a, b)))]
    ranked = (((flows(*pair), likeness.tenths(*pair)), pair) for pair in pairs)
    return max(ranked, key=lambda entry: entry[0], default=(None, None))[1]


def _is_told(pair: tuple[Said, Said], numbers: tuple[Number, Number]) -> bool:
    """Whether one stands in a title and below it as well, so that the other need not tell it."""
    first, last = sorted(pair, key=lambda said: said.order)
    own = next(number.said for number in numbers if first in number.said)
    return headlines(first, last) and any(headlines(first, again) for again in own)


def _beyond_chance(
    one: Said,
    other: Said,
    times: int,
    tail: int,
    slip: Slip,
    firsts: Sequence[Said],
    likeness: Likeness,
) -> bool:
    """Whether fewer than one such pair in 50 comes about by chance, of an easy slip in 200."""
    rate = one.figure.dimension is Dimension.PERCENT
    telling = min(len(one.telling), len(other.telling))
    free = min(tail - min(_noughts(one), _noughts(other)), telling)
    odds = likeness.odds(one, other)
    odds *= times if odds >= _TIED else 1
    if telling == 1 or likeness.parted(one, other, odds):
        return False
    pairs = Fraction(slip.pairs(one, firsts, tail))
    head = _differing(one, other)[0] if slip.easy and _by_heads(one, other) else 0
    loose = free > 1 and odds >= 1 and likeness.tenths(one, other) < _LISTED
    if head and (odds >= _TIED or loose):
        by_chance = _by_size(one, firsts) / 10 ** (head - 1)
        pairs = min(pairs, max(pairs - 1, by_chance))
    elif free < 1 or (staged(one, other) and free < _DIGITS):
        return False
    if odds < _TIED:
        known = free + (head // 2 if loose else 0)
        easy = slip.easy and known < (_SURE if odds < 1 else _DIGITS)
        if easy or rate or telling < _DIGITS:
            return False
    worded = odds >= 1 or one.is_count
    tied = odds >= _TIED and telling >= _SURE and not rate
    sure = FAIR if tied or (worded and not (slip.easy or rate)) else CHANCE
    return bool(pairs * sure <= Fraction(10) ** max(free, 0) * odds)


def _by_heads(one: Said, other: Said) -> bool:
    """Whether the digits before a slip tell something: no rate is meant, nor what went out of what
    came in, which may be nearly all of it."""
    if any(tells(*pair) for tells in (headlines, heads) for pair in ((one, other), (other, one))):
        return True
    plain = one.figure.dimension is not Dimension.PERCENT and not staged(one, other)
    return plain and one.sentence != other.sentence and flows(one, other) == 1


def _by_size(one: Said, fellows: Sequence[Said]) -> Fraction:
    """How many pairs are printed alike, by kind, unit and number of digits."""
    return Fraction(_pairs_of([sum((f.kind, f.shape) == (one.kind, one.shape) for f in fellows)]))


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


def _from_swap(one: Said, other: Said) -> int | None:
    differ = _differing(one, other)
    return len(one.digits) - differ[0] if differ[-1] == differ[0] + 1 else None


def _differing(one: Said, other: Said) -> list[int]:
    pairs = enumerate(zip(one.digits, other.digits, strict=True))
    return [i for i, (a, b) in pairs if a != b]


def _alike_before(one: Said, fellows: Sequence[Said], tail: int) -> int:
    """Pairs printed alike whose digits before the tail are the same: figures of one size."""
    head = len(one.digits) - tail
    heads = Counter(f.digits[:head] for f in fellows if (f.kind, f.shape) == (one.kind, one.shape))
    return _pairs_of(heads.values())


def _same_shape(one: Said) -> Hashable:
    return (one.kind, one.shape)


def _from_misread(one: Said, other: Said) -> int | None:
    differ = _differing(one, other)
    return len(one.digits) - differ[0] - 1 if len(differ) == 1 else None


def _alike_but_for(one: Said, fellows: Sequence[Said], tail: int) -> int:
    """Pairs printed alike whose digits before the one misread are the same."""
    return _alike_before(one, fellows, tail + 1)


def _without_point(one: Said) -> Hashable:
    """A number without decimals is left alone: 1200 and 120 may both be round."""
    return (one.kind, one.figure.scale, one.telling if one.shape[-1] else one.figure)


def _all_digits(one: Said, other: Said) -> int | None:
    return len(one.digits) if one.figure.value != other.figure.value else None


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


def _relation(one: Said, other: Said, by_digits: bool) -> Relation:
    stated, first = other.mention, one.mention
    names = dict.fromkeys(name for name in (stated.name, first.name) if len(name) > 1)
    return Relation(
        "same-figure", stated.term, first.term, subject="、".join(names), level=Level.WARNING,
        by_digits=by_digits,
    )  # fmt: skip
