"""What a column may be computed from: the ways, tried on the rows of a table.

Whether a way holds is told by how far the rows in which it does are beyond chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations
from math import log10

from ...normalize.figure import Dimension, Figure, Hedge
from ..expression import Expression, percent_of
from .field import Field

PROOF = 3.0  # powers of ten by which a law must be too good for chance
_FEWEST = 3  # rows
_REACH = 8  # columns
_COST = 5.0  # what each row costs in which it fails, beside another law
_OFTEN = 3  # times as often as it fails it must hold
_MOST = 3.0  # what one row may show, in powers of ten
_TRIFLE = 0.3  # what a row shows whose figures are the same, or multiplied by 1
_NOUGHT = Decimal(0)
_NEAR = Decimal("3.16")  # times what is near a power of ten, it is surely above that
_RATE_POWER = 2
_HALF = Decimal("0.55")  # of a step, what is rounded any way
_ALL = 100


_Operands = tuple["_Column", ...]
_Guess = tuple[int, Decimal, tuple[Decimal, ...], Decimal]
"""A row, what is stated in it, what it may be computed from, and what that gives."""


@dataclass(frozen=True, slots=True)
class _Column:
    """The figures of a column, row by row (None where there is none that could be computed with),
    and their values and steps, to try laws with."""

    place: int
    name: str
    figures: tuple[Figure | None, ...]
    values: tuple[Decimal | None, ...]
    steps: tuple[Decimal, ...]

    def moved(self, by: int) -> _Column:
        """What the row before (or after) holds."""
        count = len(self.values)
        places = [i + by if 0 <= i + by < count else None for i in range(count)]
        return self._at(places)

    def fixed(self, row: int) -> _Column:
        """What one row holds, for all the others."""
        return self._at([None if i == row else row for i in range(len(self.values))])

    def _at(self, places: Sequence[int | None]) -> _Column:
        return _Column(
            self.place,
            self.name,
            tuple(None if i is None else self.figures[i] for i in places),
            tuple(None if i is None else self.values[i] for i in places),
            tuple(_NOUGHT if i is None else self.steps[i] for i in places),
        )

    @property
    def of_rates(self) -> bool:
        return any(f is not None and f.dimension is Dimension.PERCENT for f in self.figures)

    @property
    def spread(self) -> Decimal:
        known = [value for value in self.values if value is not None]
        return max(known) - min(known) if known else _NOUGHT


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to compute one figure of others: to try (`guess`) and to state (`build`).

    `scaled` if powers of ten may part both sides (元 and 万元, a rate and a percentage); `even` if
    either may be nought; `strict` if hardly anything is left out of it; `worth` is how much
    likelier it is meant than others that fit.
    """

    rule: str
    guess: Callable[..., Decimal]
    build: Callable[..., Expression]
    scaled: bool = False
    even: bool = False
    strict: bool = False
    worth: float = 3.0


_PRODUCT = _Form("unit-price", lambda a, b: a * b, lambda a, b: a * b, True, True, True)
_QUOTIENT = _Form("unit-price", lambda a, b: a / b, lambda a, b: a / b, True, worth=0.0)
_RATE = _Form("named-rate", lambda a, b: a / b * 100, percent_of, strict=True)
_SHARE = _Form("share", lambda a, b: a / b * 100, percent_of, strict=True)
_GROWTH = _Form("change-rate", lambda a, b: (a / b - 1) * 100, lambda a, b: percent_of(a - b, b))
_IN_STEP = _Form("proportion", lambda a, b, c: a / b * c, lambda a, b, c: a / b * c, worth=0.0)
_CHANGE = _Form("change-amount", lambda a, b: a - b, lambda a, b: a - b)


@dataclass(frozen=True, slots=True)
class Law:
    """`stated` is computed from `operands`, times a power of ten.  `exact` if these are as printed;
    `shown` are the rows in which it holds, `off` those in which it fails."""

    form: _Form
    stated: _Column
    operands: _Operands
    power: int
    exact: bool
    shown: tuple[int, ...]
    off: tuple[int, ...]
    proof: float

    @property
    def columns(self) -> frozenset[int]:
        return frozenset((self.stated.place, *(column.place for column in self.operands)))

    @property
    def rank(self) -> float:
        return self.proof + self.form.worth - _COST * len(self.off)


def laws_of(field: Field, upright: bool = True) -> Iterator[Law]:
    """The likeliest law that each column follows, if it does."""
    columns = [column for i in range(field.width) if (column := _column(field, i)) is not None]
    for column in columns:
        laws = [
            law
            for form, operands in _ways(columns, column, upright)
            for law in _tried(form, column, operands)
        ]
        if laws:
            yield max(laws, key=lambda law: law.rank)


def _column(field: Field, column: int) -> _Column | None:
    """The figures of a column that measure the same as most do; None where there are too few."""
    figures = [plain(row.figure(column)) for row in field.rows]
    kinds = Counter((f.dimension, f.unit) for f in figures if f is not None)
    usual = kinds.most_common(1)[0][0] if kinds else None
    figures = [f if f is not None and (f.dimension, f.unit) == usual else None for f in figures]
    if sum(figure is not None for figure in figures) < _FEWEST:
        return None
    values = tuple(None if f is None else f.value for f in figures)
    steps = tuple(_NOUGHT if f is None else f.step for f in figures)
    return _Column(column, field.heads[column], tuple(figures), values, steps)


def plain(figure: Figure | None) -> Figure | None:
    return figure if figure is not None and figure.hedge is Hedge.NONE else None


def _ways(
    columns: Sequence[_Column], stated: _Column, upright: bool
) -> Iterator[tuple[_Form, _Operands]]:
    """What a column may be computed from, and how."""
    others = [c for c in columns if c is not stated and abs(c.place - stated.place) <= _REACH]
    rate = any(f is not None and f.dimension is not Dimension.MONEY for f in stated.figures)
    for pair in combinations(others, 2):
        yield _PRODUCT, pair
    for pair in permutations(others, 2):
        yield _QUOTIENT, pair
        if rate:
            yield _GROWTH, pair
    for other in others:
        for by in (-1, 1):
            yield _CHANGE, (other, other.moved(by))
            if rate:
                yield _GROWTH, (other, other.moved(by))
        for row in _largest(other, stated) if upright else ():
            yield _IN_STEP, (other, other.fixed(row), stated.fixed(row))
        if rate:
            wholes = _wholes(stated, other)
            yield from ((_SHARE, (other, other.fixed(row))) for row in wholes)


def _wholes(stated: _Column, other: _Column) -> list[int]:
    """The rows whose amounts others may be shares of: the largest, and where 100 is stated."""
    known = [(value, row) for row, value in enumerate(other.values) if value]
    full = [row for row, value in enumerate(stated.values) if value == 100 and other.values[row]]
    return list(dict.fromkeys([*([max(known)[1]] if known else []), *full[:2]]))


def _largest(column: _Column, stated: _Column) -> list[int]:
    """The two rows with the largest figures: by them it shows best what each is worth."""
    both = zip(column.values, stated.values, strict=True)
    known = [(value, row) for row, (value, worth) in enumerate(both) if value and worth]
    return [row for _, row in sorted(known)[-2:]]


def _tried(form: _Form, stated: _Column, operands: _Operands) -> Iterator[Law]:
    """A law in the readings in which it holds often enough: of exact figures, of rounded ones."""
    rows: list[_Guess] = []
    powers: Counter[int] = Counter()
    for row, (value, *others) in enumerate(
        zip(stated.values, *(column.values for column in operands), strict=True)
    ):
        known = tuple(other for other in others if other is not None)
        if value is None or len(known) < len(others) or not (form.even or known[1]):
            continue
        made = form.guess(*known)
        rows.append((row, value, known, made))
        if value and made:
            powers[(value / made * _NEAR).adjusted()] += 1
            tried = sum(powers.values())
            if tried > _FEWEST and max(powers.values()) * 2 < tried:
                return
    power, often = powers.most_common(1)[0] if powers else (0, 0)
    if len(rows) < _FEWEST or often * _OFTEN < len(rows) * 2 or (power and not form.scaled):
        return
    if form is _QUOTIENT and power == _RATE_POWER and not any(c.of_rates for c in operands):
        form, power, rows = _RATE, 0, [(*row[:3], row[3] * _ALL) for row in rows]
    for exact in (True, False):
        law = _law(form, stated, operands, rows, power, exact)
        if law is not None:
            yield law


def _law(
    form: _Form, stated: _Column, operands: _Operands, rows: Sequence[_Guess], power: int,
    exact: bool,
) -> Law | None:  # fmt: skip
    scale = Decimal(10) ** power
    shown: list[_Guess] = []
    off: list[int] = []
    most = len(rows) // _OFTEN + 1
    for row, value, known, made in rows:
        allowed, gap = stated.steps[row] * _HALF, abs(value - made * scale)
        if not exact and gap < allowed + abs(value):
            allowed += _rounding(form, operands, row, known, made) * scale
        if gap <= allowed:
            shown.append((row, value, known, allowed))
        else:
            off.append(row)
            if len(off) > most:
                return None
    moved = len({column.place for column in operands}) == 1
    faults = _faults(off) if moved else len(off)
    if len(shown) < max(2, _OFTEN * faults):
        return None
    proof = _proof(stated, shown) - log10(10 * len(stated.values))
    if proof < (0 if faults == 1 else PROOF):
        return None
    places = tuple(row for row, *_ in shown)
    return Law(form, stated, operands, power, exact, places, tuple(off), proof)


def _proof(stated: _Column, shown: Sequence[_Guess]) -> float:
    """How far the rows in which a law holds, each with what it allows for rounding, are beyond
    chance, in powers of ten; rows that say the same count once."""
    proof = 0.0
    spread = stated.spread
    told = {(value, known): allowed for _, value, known, allowed in shown}
    for (value, known), allowed in told.items():
        size = min(abs(value), spread) / allowed if allowed else _NOUGHT
        worth = min(_MOST, log10(size)) if size > 1 else 0.0
        trifle = any(_same(a, b) for a, b in combinations((value, *known[:2]), 2))
        proof += min(worth, _TRIFLE) if trifle else worth
    return proof if len(told) > 1 else 0.0


def _rounding(
    form: _Form, operands: _Operands, row: int, known: tuple[Decimal, ...], made: Decimal
) -> Decimal:
    """By how much what is computed may be off because its operands are rounded."""
    off = _NOUGHT
    for at, column in enumerate(operands):
        moved = list(known)
        moved[at] += column.steps[row] / 2
        off += abs(form.guess(*moved) - made)
    return off


def _faults(off: Sequence[int]) -> int:
    """How many figures at least are wrong where rows fail that share one with the next."""
    faults, last = 0, -2
    for row in off:
        if row != last + 1:
            faults, last = faults + 1, row
        else:
            last = -2
    return faults


def _same(one: Decimal, other: Decimal) -> bool:
    """Whether two figures have the same digits."""
    if not one or not other:
        return True
    return one.normalize().as_tuple().digits == other.normalize().as_tuple().digits
