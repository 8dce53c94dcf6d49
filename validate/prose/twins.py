"""Figures one slip of the pen apart, whatever they are called.

One fact goes by many names in a report (项目资金, 县财政下达资金), so that names alone link few of
its statements.  Its digits link more: two unrelated figures hardly ever have the same digits but
for two neighbours swapped, the point moved or the unit changed, or under one name but for one of
the first.  How hardly is reckoned from the document itself: how many pairs of its figures could
have come out that way, and how many digits had to agree for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, pairwise

import regex

from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.lexicon import folded
from ...normalize.measures import measure_of
from ...normalize.period import PeriodKind
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..causes import CHANCE, FAIR
from ..relation import Relation
from ..rule import Level, Memo
from .mention import Mention, find_talks
from .recounted import PLAN

_DIMENSIONS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_DIGITS = 3  # that twins share at least
_NAME = 4  # letters of a name that tells its figure from others
_KIN = 2  # pairs of neighbouring letters in both of two names that speak of like things


@dataclass(frozen=True, slots=True)
class Said:
    """A figure told outright, once for all places that print it alike.

    `kind` is what it shares with every statement of its fact (dimension, unit, level or change),
    `shape` how it is printed: unit, digits before and after the point.  `digits` leaves point and
    commas out; `letters` are the pairs of neighbouring letters in its name."""

    mention: Mention
    kind: tuple[Hashable, ...]
    shape: tuple[Hashable, ...]
    digits: str
    letters: frozenset[tuple[str, str]]

    @property
    def figure(self) -> Figure:
        return self.mention.figure

    @property
    def telling(self) -> str:
        """The digits between the noughts at either end."""
        return self.digits.strip("0")


@dataclass(frozen=True, slots=True)
class Slip:
    """A kind of slip: figures it can tell apart have one `key`; `tail` is how many digits, from
    the first that differs on, two of them must share to be twins (0: they are none); `pairs`
    how many pairs of figures could have come out as twins with such a tail."""

    key: Callable[[Said], Hashable]
    tail: Callable[[Said, Said], int]
    pairs: Callable[[Sequence[Said], int], int]


def find_twins(reading: Reading, memo: Memo) -> list[Relation]:
    """Pairs of figures that are one slip apart where chance hardly makes such a pair."""
    told: dict[Hashable, Said] = {}
    for one in _said(reading, memo):
        told.setdefault((one.kind, one.shape, one.digits), one)
    return [_relation(*pair) for pair in _twins([*told.values()])]


def _said(reading: Reading, memo: Memo) -> Iterator[Said]:
    for talk in memo(find_talks):
        for mention in talk.mentions:
            figure, role = mention.figure, "level" if mention.is_level else mention.role
            whole, _, rest = figure.number.replace(",", "").partition(".")
            told = figure.dimension in _DIMENSIONS and role in ("level", "change")
            if told and figure.hedge is Hedge.NONE and (whole + rest).isdigit():
                unit = "" if figure.dimension is Dimension.MONEY else base_of(figure)
                kind = (figure.dimension, unit, role, mention.direction)
                shape = (figure.scale, len(whole), len(rest))
                thing = "" if figure.dimension is Dimension.MONEY else talk.words_after(mention)
                letters = frozenset((*pairwise(folded(mention.name)), *pairwise(folded(thing))))
                yield Said(mention, kind, shape, whole + rest, letters)


def _twins(told: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    for slip in _SLIPS:
        for fellows in _grouped(told, slip.key):
            for one, other in combinations(fellows, 2):
                tail = slip.tail(one, other)
                free = min(tail - _noughts(one), len(one.telling))
                if not tail or len(one.telling) < _DIGITS or _at_odds(one, other):
                    continue
                odds = FAIR if _alike(one, other) else CHANCE
                if slip.pairs(_like(one, other, told), tail) * odds <= 10**free:
                    yield one, other


def _noughts(one: Said) -> int:
    return len(one.digits) - len(one.digits.rstrip("0"))


def _grouped(same: Iterable[Said], key: Callable[[Said], Hashable]) -> list[list[Said]]:
    groups: dict[Hashable, list[Said]] = {}
    for one in same:
        groups.setdefault(key(one), []).append(one)
    return [*groups.values()]


def _alike(one: Said, other: Said) -> bool:
    """Whether two names speak of like things."""
    return len(one.letters & other.letters) >= _KIN


def _like(one: Said, other: Said, told: Sequence[Said]) -> Sequence[Said]:
    """The figures among which the two stand: those of like names if theirs are, else all."""
    if not _alike(one, other):
        return told
    return [kin for kin in told if len(kin.letters & one.letters) >= _KIN]


def _at_odds(one: Said, other: Said) -> bool:
    """Whether two figures are said to be of different years, funds or scopes, plan and result,
    or of one measure at different stages of its budget or in different parts of a year."""
    if _other_year(one.mention, other.mention) or _apart(_funds(one), _funds(other)):
        return True
    if bool(PLAN.search(one.mention.name)) is not bool(PLAN.search(other.mention.name)):
        return True
    a, b = measure_of(one.mention.name), measure_of(other.mention.name)
    alike = a.core == b.core and bool(a.core)
    told = alike and (_stage(one) != _stage(other) or _part(one) != _part(other))
    return told or _apart(a.reach, b.reach)


def _apart(one: Set[str], other: Set[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _funds(one: Said) -> Set[str]:
    return {*_FUNDS.findall(one.mention.name)}


_FUNDS = regex.compile("一般公共预算|政府性基金|国有资本经营")


def _stage(one: Said) -> str:
    stage = measure_of(one.mention.name).stage or one.mention.role
    return stage if stage in ("budget", "adjusted") else ""


def _part(one: Said) -> str:
    period = one.mention.period
    return period.raw if period is not None and period.kind is PeriodKind.PART else ""


def _other_year(one: Mention, other: Mention) -> bool:
    """Whether the clause of a figure names another year than the other's."""
    named = any(
        m.own_years and n.period is not None and n.period.year not in (None, *m.own_years)
        for m, n in ((one, other), (other, one))
    )
    return named or one.last_year is not other.last_year


def _digits_sorted(one: Said) -> Hashable:
    return (one.kind, one.shape, *sorted(one.digits))


def _from_swap(one: Said, other: Said) -> int:
    differ = [i for i, (a, b) in enumerate(zip(one.digits, other.digits, strict=True)) if a != b]
    first, last = differ[0], differ[-1]
    return len(one.digits) - first if last == first + 1 else 0


def _alike_before(fellows: Sequence[Said], tail: int) -> int:
    """Pairs printed alike whose digits before the tail are the same: figures of one size."""
    heads = Counter((one.kind, one.shape, one.digits[:-tail]) for one in fellows)
    return sum(n * (n - 1) // 2 for n in heads.values())


def _name_and_shape(one: Said) -> Hashable:
    """A digit may be misread in so many ways that only figures of one name are held together."""
    name = measure_of(one.mention.name).core
    return (one.kind, one.shape, name if len(name) >= _NAME else one.figure)


def _from_misread(one: Said, other: Said) -> int:
    """How many digits are alike after the one misread: of like figures the first ones often are."""
    differ = [i for i, (a, b) in enumerate(zip(one.digits, other.digits, strict=True)) if a != b]
    tail = len(one.digits) - differ[0] - 1
    told = tail - _noughts(one)  # 152000 and 252000 may both be round
    return tail if len(differ) == 1 and told >= _DIGITS else 0


def _without_point(one: Said) -> Hashable:
    """A number without decimals is left alone: 1200 and 120 may both be round."""
    return (one.kind, one.figure.scale, one.telling if one.shape[-1] else one.figure)


def _all_digits(one: Said, other: Said) -> int:
    return len(one.digits) if one.figure.value != other.figure.value else 0


def _any_two(fellows: Sequence[Said], tail: int) -> int:
    kinds = Counter(one.kind for one in fellows)
    return sum(n * (n - 1) // 2 for n in kinds.values())


def _without_unit(one: Said) -> Hashable:
    return (one.kind, one.shape[1:], one.digits)


def _of_two_units(fellows: Sequence[Said], tail: int) -> int:
    kinds = _grouped(fellows, lambda one: one.kind)
    units = (Counter(one.figure.scale for one in same) for same in kinds)
    return sum(a * b for counts in units for a, b in combinations(counts.values(), 2))


_SLIPS = (
    Slip(_digits_sorted, _from_swap, _alike_before),  # 57.29万元 for 52.79万元
    Slip(_without_point, _all_digits, _any_two),  # 415.283万元 for 41.5283万元
    Slip(_without_unit, _all_digits, _of_two_units),  # 603亿元 for 603万元
    Slip(_name_and_shape, _from_misread, _any_two),  # 58.36万元 for 53.36万元
)


def _relation(one: Said, other: Said) -> Relation:
    stated, first = other.mention, one.mention
    names = dict.fromkeys(name for name in (stated.name, first.name) if len(name) > 1)
    return Relation(
        "same-figure", stated.term, first.term, subject="、".join(names), level=Level.WARNING,
        by_digits=True,
    )  # fmt: skip
