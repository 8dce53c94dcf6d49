"""The total of a table, told by the prose around it: 现下达资金24.6万元 over a list of its uses.

The notice names the money, its annex tells where it goes: the table's own 合计, or where it has
none the sum of a column, is one of the amounts of the text.  Which, only the arithmetic says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..causes import CHANCE, FAIR, FEW, explained
from ..expression import Expression, Term
from ..facts import text_table as _text_table
from ..judge import Verdict, judge
from ..prose.mention import Mention, find_talks
from ..relation import Outcome, Relation
from ..rule import Level, Memo, also
from .equation import sum_of
from .sheet import Line, Sheet, sheets

DECLARED_BY = (_text_table,)
"""The family that declares the rule which tables add to."""

_LEAST, _MOST = 3, 60  # rows of a list
_BEFORE, _AFTER = 25, 4  # blocks around a table
_MONEY = ("金额", "资金", "经费", "投资", "补助")
_COUNTED = (Dimension.MONEY, Dimension.COUNT)
_TEN_THOUSAND = Decimal(10000)
_DIGITS = 3  # that a total must have to be known again


@dataclass(frozen=True, slots=True)
class _Total:
    """What a column comes to, printed or not, and the `largest` of its parts; `sure` if its rows
    make what is printed, or some of them are told in the text as well, `known` if most are."""

    made: Expression
    name: str
    printed: bool
    sure: bool
    known: bool
    largest: Decimal

    @property
    def figure(self) -> Figure:
        return self.made.figures[0]


@also("text-table")
def told_totals(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A list of who gets what has its total told in the text; where none of the amounts there is
    it, one that a slip of the pen parts from it was meant, if chance over all of them hardly
    makes it so."""
    prose = memo(_amounts)
    for sheet in memo(sheets):
        block = sheet.grid.table.index
        near = [m for at, m in prose if -_BEFORE <= at - block <= _AFTER]
        totals = list(_totals(sheet, near))
        told = [r for total in totals if (r := _told(total, _alike(total, near))) is not None]
        if told:
            yield from told
        elif len(totals) == 1 or all(total.printed for total in totals):
            distinct = {total.made.exact(): total for total in totals}
            for total in distinct.values():
                yield from _slipped(total, _alike(total, near), len(distinct))


def _alike(total: _Total, near: Sequence[Mention]) -> list[Mention]:
    """The figures of the text that measure what a total does, and could be one."""
    kind = total.figure.dimension, base_of(total.figure)
    alike = (m for m in near if (m.figure.dimension, base_of(m.figure)) == kind)
    return [
        m for m in alike if m.figure.value > total.largest or _unit_lost(total.figure, m.figure)
    ]


def _told(total: _Total, near: Sequence[Mention]) -> Relation | None:
    """The amount of the text that is a total to the digit."""
    for mention in near:
        relation = _relation(total, mention)
        same = judge(relation).verdict is Verdict.AGREES
        if same and (total.sure or _digits(mention.figure) >= _DIGITS):
            return relation
    return None


def _slipped(total: _Total, near: Sequence[Mention], totals: int) -> Iterator[Relation]:
    """A total that one amount of the text alone misses by a slip.  An amount told twice is hardly
    the slip itself, nor is a total that its rows make; and the only one that a text tells is what
    its list is of."""
    values = [mention.figure.value for mention in near]
    first = {m.figure.value: m for m in reversed(near)}
    relations = [(m, _relation(total, m)) for m in first.values()]
    if any(judge(relation).verdict is not Verdict.DISAGREES for _, relation in relations):
        return
    for mention, relation in relations:
        sole = len(first) == 1
        again = total.sure or values.count(mention.figure.value) > 1
        likely = total.known or (sole and again)
        odds = FEW if likely else FAIR if sole or again else CHANCE
        slip = _near(relation) and explained(relation, odds * len(first) * totals)
        if slip or (total.printed and total.sure and _unit_lost(total.figure, mention.figure)):
            yield replace(relation, level=Level.WARNING)
            return


def _near(relation: Relation) -> bool:
    """Whether most of an amount is there: a list that was cut short holds a part of it."""
    gap = judge(relation).difference
    return gap is not None and abs(gap) * 2 < relation.stated.exact()


def _unit_lost(one: Figure, other: Figure) -> bool:
    """Whether two amounts print the same digits under units that no text mixes up for nothing."""
    return one.printed_value == other.printed_value and one.unit != other.unit


def _relation(total: _Total, mention: Mention) -> Relation:
    return Relation("text-table", mention.term, total.made, subject=total.name)


def _amounts(reading: Reading, memo: Memo) -> list[tuple[int, Mention]]:
    """What the text counts, in money or otherwise, outside its tables, with the number of its
    paragraph."""
    return [
        (talk.passage.block, mention)
        for talk in memo(find_talks) if talk.passage.row < 0
        for mention in talk.mentions
        if mention.figure.dimension in (Dimension.MONEY, Dimension.COUNT)
        and mention.is_level and mention.figure.hedge is Hedge.NONE and mention.figure.value > 0
    ]  # fmt: skip


def _totals(sheet: Sheet, near: Sequence[Mention]) -> Iterator[_Total]:
    """What the columns of a list come to: as printed, else the sum of their rows."""
    if len(sheet.lanes) != 1:
        return
    lines = [line for line in sheet.lanes[0] if line.head.kind in ("item", "total")]
    wholes = [line for line in lines if line.head.kind == "total"]
    parts = [line for line in lines if line.head.kind == "item"]
    flat = all(line.head.parent < 0 and not line.head.code for line in parts)
    units = {m.figure.unit for m in near if m.figure.dimension is Dimension.COUNT}
    values = {m.figure.value for m in near}
    for column in sheet.additive(0):
        name = "·".join(sheet.grid.column_paths[column]) or sheet.grid.caption
        cells = [_amount(sheet, line, column, units) for line in parts]
        figures = [figure for figure in cells if figure is not None]
        whole = flat and len(figures) == len(parts) and _LEAST <= len(parts) <= _MOST
        made = sum_of([Term(figure) for figure in figures]) if whole else None
        told = len({f.value for f in figures} & values)
        known = told >= _LEAST
        largest = max((f.value for f in figures), default=Decimal(0))
        printed = _amount(sheet, wholes[-1], column, units) if wholes else None
        if printed is not None and (len(wholes) == 1 or _ends(wholes, lines)):
            sure = made is not None and made.exact() == Term(printed).exact()
            yield _Total(Term(printed), name, True, sure or told > 1, known, largest)
        elif made is not None and not wholes:
            yield _Total(made, name, False, told > 1, known, largest)


def _ends(wholes: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether a table ends in the one total of its 小计."""
    *inner, last = wholes
    return last is lines[-1] and all(line.head.name == "小计" for line in inner)


def _amount(sheet: Sheet, line: Line, column: int, units: Collection[str]) -> Figure | None:
    """The figure of a cell that measures something: what a column counts in one of the `units` of
    the text by its name (件数), in 万元 where it says no more than that it is money."""
    cell = sheet.cell(line.row, column)
    figure = cell.figure if cell is not None else None
    if figure is None or figure.dimension is not Dimension.PLAIN:
        return figure if figure is None or figure.dimension in _COUNTED else None
    path = sheet.grid.column_paths[column]
    if any(word in name for name in path for word in _MONEY):
        value, step = figure.value * _TEN_THOUSAND, figure.step * _TEN_THOUSAND
        return replace(
            figure, value=value, step=step, scale=_TEN_THOUSAND,
            dimension=Dimension.MONEY, unit="万元",
        )  # fmt: skip
    counted = [unit for unit in units if any(f"{unit}数" in name for name in path)]
    if len(counted) != 1 or figure.value % 1:
        return None
    return replace(figure, dimension=Dimension.COUNT, unit=counted[0])


def _digits(figure: Figure) -> int:
    return len(figure.number.replace(".", "").strip("0"))
