"""Columns that are computed from others, as the figures of nearly every row show.

A table says what its columns are by what they hold: a product (保额 × 费率 = 保费), a quotient, a
rate of growth, a share of what one row holds, a fixed sum for each (人数 × 0.1), the growth of
each year over the row before; shares that make 100.  What holds in so many rows that chance could
hardly make it is the law of the table, whatever its header calls it; where a row fails it, a slip
of the pen must explain the gap.  The same is tried of rows, column by column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, permutations
from math import log10

from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.reading import Reading
from ..causes import HINT, explained
from ..expression import HUNDRED, Constant, Expression, Term, percent_of
from ..growth import growth as _growth
from ..judge import holds
from ..rates import average as _average
from ..rates import named as _named
from ..rates import share as _share
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, also
from .field import Field, fields

DECLARED_BY = (_average, _growth, _named, _share)
"""The families that declare the rules which tables add to."""

_FEWEST = 3  # rows
_WIDE = 16  # columns
_LONG = 60  # rows
_PROOF = 3.0  # powers of ten by which a law must be too good for chance
_SURE = 6.0  # the same, for its failure to be an error
_BOTH = 5.0  # the same together with those of a slip that explains where it fails
_COST = 5.0  # what each row costs in which it fails, beside another law
_OFTEN = 3  # times as often as it fails it must hold
_MANY = 5  # rows in which it holds for what no slip explains to be shown
_MOST = 3.0  # what one row may show, in powers of ten
_TRIFLE = 0.3  # what a row shows whose figures are the same, or multiplied by 1
_NOUGHT = Decimal(0)
_HALF = Decimal("0.55")  # of a step, what is rounded any way
_LEAST = 5  # odds against chance of a slip in a law that is sure
_ALL = 100


_Guess = tuple[int, Decimal, Decimal, Decimal, Decimal]
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
    def spread(self) -> Decimal:
        known = [value for value in self.values if value is not None]
        return max(known) - min(known) if known else _NOUGHT


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to compute one figure of two others: to try (`guess`) and to state (`build`).
    `scaled` if powers of ten may part both sides (元 and 万元, a rate and a percentage); `even` if
    either may be nought; `worth` is how much likelier it is meant than others that fit."""

    rule: str
    guess: Callable[[Decimal, Decimal], Decimal]
    build: Callable[[Expression, Expression], Expression]
    scaled: bool = False
    even: bool = False
    worth: float = 3.0


_PRODUCT = _Form("unit-price", lambda a, b: a * b, lambda a, b: a * b, True, True)
_QUOTIENT = _Form("unit-price", lambda a, b: a / b, lambda a, b: a / b, True, worth=0.0)
_RATE = _Form("named-rate", lambda a, b: a / b * 100, percent_of)
_SHARE = _Form("share", lambda a, b: a / b * 100, percent_of)
_GROWTH = _Form("change-rate", lambda a, b: (a / b - 1) * 100, lambda a, b: percent_of(a - b, b))
_CHANGE = _Form("change-amount", lambda a, b: a - b, lambda a, b: a - b)


@dataclass(frozen=True, slots=True)
class _Law:
    """`stated` is computed from `operands`, times a power of ten.  `exact` if these are as printed;
    `shown` are the rows in which it holds, `off` those in which it fails."""

    form: _Form
    stated: _Column
    operands: tuple[_Column, _Column]
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


@also("unit-price")
def products(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is the product, or the quotient, of two others where nearly all rows show it."""
    return (relation for relation in memo(computed) if relation.rule == "unit-price")


@also("named-rate")
def rates(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is the percentage that another is of a third."""
    return (relation for relation in memo(computed) if relation.rule == "named-rate")


@also("change-rate")
def rates_of_growth(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is the growth of another over a third, or over the row before."""
    return (relation for relation in memo(computed) if relation.rule == "change-rate")


@also("change-amount")
def changes(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is by how much another changes from row to row."""
    return (relation for relation in memo(computed) if relation.rule == "change-amount")


@also("share")
def shares(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A column is what another is of the amount of one row; columns make 100 together."""
    return (relation for relation in memo(computed) if relation.rule == "share")


def computed(reading: Reading, memo: Memo) -> list[Relation]:
    """What every table shows to be computed, by columns and by rows."""
    return [
        relation
        for field in memo(fields)
        for way in (field, field.turned)
        for relation in (*_computed(way), *_hundreds(way))
    ]


def _computed(field: Field) -> Iterator[Relation]:
    if not _FEWEST <= len(field.rows) <= _LONG or field.width > _WIDE:
        return
    taken: list[frozenset[int]] = []
    for law in sorted(_laws(field), key=lambda law: -law.rank):
        if all(len(law.columns & known) < len(law.columns) for known in taken):
            taken.append(law.columns)
            yield from _relations(field, law)


def _hundreds(field: Field) -> Iterator[Relation]:
    """Runs of columns whose percentages make 100 in nearly every row: the largest of a row is what
    the others leave."""
    runs = [(a, b) for a in range(field.width) for b in range(a + 2, field.width + 1)]
    for start, end in runs if len(field.rows) <= _LONG else ():
        rows = {}
        for row in field.rows:
            figures = [_plain(row.figure(column)) for column in range(start, end)]
            shares = [f for f in figures if f is not None and f.dimension is Dimension.PERCENT]
            if len(shares) == end - start and all(0 < f.value < _ALL for f in shares):
                rows[tuple(f.value for f in shares)] = row.name, shares
        relations = [_hundred(name, shares) for name, shares in rows.values()]
        shown = [relation for relation in relations if holds(relation)]
        proof = -log10(len(runs))
        for relation in shown:
            off = sum(f.step for f in relation.computed.figures)
            proof += min(_MOST, max(0.0, log10(50 / off)))
        if proof >= _PROOF and len(shown) >= _OFTEN * (len(relations) - len(shown)):
            yield from (r for r in relations if holds(r) or explained(r, _LEAST))


def _hundred(name: str, shares: Sequence[Figure]) -> Relation:
    stated = max(shares, key=lambda share: share.value)
    rest: Expression = HUNDRED
    for share in shares:
        if share is not stated:
            rest = rest - Term(share)
    return Relation("share", Term(stated), rest, subject=name, adjustable=True)


def _laws(field: Field) -> Iterator[_Law]:
    """The likeliest law that each column follows, if it does."""
    columns = [column for i in range(field.width) if (column := _column(field, i)) is not None]
    for column in columns:
        laws = [law for form, pair in _pairs(columns, column) for law in _tried(form, column, pair)]
        if laws:
            yield max(laws, key=lambda law: law.rank)


def _column(field: Field, column: int) -> _Column | None:
    """A column of figures; None where there are too few."""
    figures = tuple(_plain(row.figure(column)) for row in field.rows)
    if sum(figure is not None for figure in figures) < _FEWEST:
        return None
    values = tuple(None if f is None else f.value for f in figures)
    steps = tuple(_NOUGHT if f is None else f.step for f in figures)
    return _Column(column, field.heads[column], figures, values, steps)


def _plain(figure: Figure | None) -> Figure | None:
    return figure if figure is not None and figure.hedge is Hedge.NONE else None


def _pairs(
    columns: Sequence[_Column], stated: _Column
) -> Iterator[tuple[_Form, tuple[_Column, _Column]]]:
    """What a column may be computed from, and how."""
    others = [column for column in columns if column is not stated]
    rate = any(f is not None and f.dimension is not Dimension.MONEY for f in stated.figures)
    for pair in combinations(others, 2):
        yield _PRODUCT, pair
    for pair in permutations(others, 2):
        yield _QUOTIENT, pair
        if rate:
            yield _RATE, pair
            yield _GROWTH, pair
    for other in others:
        for by in (-1, 1):
            yield _CHANGE, (other, other.moved(by))
            if rate:
                yield _GROWTH, (other, other.moved(by))
        if rate:
            wholes = _wholes(stated, other)
            yield from ((_SHARE, (other, other.fixed(row))) for row in wholes)


def _wholes(stated: _Column, other: _Column) -> list[int]:
    """The rows whose amounts others may be shares of: the largest, and where 100 is stated."""
    known = [(value, row) for row, value in enumerate(other.values) if value]
    full = [row for row, value in enumerate(stated.values) if value == 100 and other.values[row]]
    return list(dict.fromkeys([*([max(known)[1]] if known else []), *full[:2]]))


def _tried(form: _Form, stated: _Column, pair: tuple[_Column, _Column]) -> Iterator[_Law]:
    """A law in the readings in which it holds often enough: of exact figures, of rounded ones."""
    guesses = [
        None if c is None or a is None or b is None or not (b or form.even)
        else (row, c, a, b, form.guess(a, b))
        for row, (c, a, b) in enumerate(zip(stated.values, *(p.values for p in pair), strict=True))
    ]  # fmt: skip
    rows = [guess for guess in guesses if guess is not None]
    if len(rows) < _FEWEST:
        return
    power = _power(rows) if form.scaled else 0
    if power is None:
        return
    scale = Decimal(10) ** power
    for exact in (True, False):
        law = _law(form, stated, pair, rows, power, scale, exact)
        if law is not None:
            yield law


def _power(rows: Sequence[_Guess]) -> int | None:
    """The power of ten that parts what is stated from what is computed in most rows."""
    found = Counter(round(log10(abs(c / made))) for _, c, _, _, made in rows if c and made)
    power, often = found.most_common(1)[0] if found else (0, 0)
    return power if often * 4 >= len(rows) * 3 else None


def _law(
    form: _Form, stated: _Column, pair: tuple[_Column, _Column],
    rows: Sequence[_Guess], power: int, scale: Decimal, exact: bool,
) -> _Law | None:  # fmt: skip
    one, other = pair
    width = len(stated.values)
    shown: list[int] = []
    off: list[int] = []
    proof, seen = -log10(10 * width), set()
    spread = stated.spread
    for row, c, a, b, made in rows:
        made *= scale
        allowed = stated.steps[row] * _HALF
        if not exact:
            allowed += abs(form.guess(a + one.steps[row] / 2, b) * scale - made)
            allowed += abs(form.guess(a, b + other.steps[row] / 2) * scale - made)
        if abs(c - made) > allowed:
            off.append(row)
            if len(off) * 2 > len(rows):
                return None
            continue
        shown.append(row)
        key = (c, a, b)
        if key not in seen:
            seen.add(key)
            size = min(abs(made), spread) / allowed if allowed else _NOUGHT
            told = min(_MOST, log10(size)) if size > 1 else 0.0
            trifle = _same(c, a) or _same(c, b) or _same(a, b)
            proof += min(told, _TRIFLE) if trifle else told
    faults = _faults(off) if one.place == other.place else len(off)
    if len(shown) < max(2, _OFTEN * faults) or len(seen) < 2:
        return None
    if proof < (0 if faults == 1 else _PROOF):
        return None
    return _Law(form, stated, pair, power, exact, tuple(shown), tuple(off), proof)


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


def _relations(field: Field, law: _Law) -> Iterator[Relation]:
    sure = law.proof >= _SURE
    odds = max(_LEAST if sure else HINT, int(10 ** (_BOTH - law.proof)))
    for row in law.off:
        relation = _relation(field, law, row)
        if relation is None or holds(relation):
            continue
        if explained(relation, odds) or (sure and _reversed(relation)):
            yield relation if sure else replace(relation, level=Level.WARNING)
        elif sure and len(law.shown) >= _MANY:
            yield replace(relation, certainty=Certainty.LIKELY, doubt="relation-uncertain")
    for row in law.shown if law.proof >= _PROOF else ():
        relation = _relation(field, law, row)
        if relation is not None and holds(relation):
            yield relation


def _reversed(relation: Relation) -> bool:
    """Whether the stated figure has lost its sign, or has one too many."""
    (figure,) = relation.stated.figures
    return holds(replace(relation, stated=Term(replace(figure, value=-figure.value))))


def _relation(field: Field, law: _Law, row: int) -> Relation | None:
    stated = law.stated.figures[row]
    figures = [column.figures[row] for column in law.operands]
    if stated is None or any(figure is None for figure in figures):
        return None
    one, other = (Term(f, given=law.exact) for f in figures if f is not None)
    made = law.form.build(one, other)
    if law.power:
        made = made * Constant(Fraction(10) ** law.power)
    name = "·".join(filter(None, (field.rows[row].name, law.stated.name)))
    return Relation(law.form.rule, Term(stated), made, subject=name)
