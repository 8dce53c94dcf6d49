"""Funds of a form that stand as labels and values: 预算数： | 85.60 | 执行数： | 81.32."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from ...normalize.figure import Dimension, Figure
from ...normalize.grid_words import has_any
from ...normalize.reading import Grid, GridCell
from ..expression import term, total
from ..judge import holds
from ..relation import Certainty, Relation
from .equation import Hypothesis
from .form_parts import figure_in, own_cells, text_of
from .funds import PARTITION, Funds, called, equation, in_one_unit, plain_part
from .profile import Marking

_LABEL = 20
_ROLES = ("rate", "spent", "base")


def paired_funds(grid: Grid, marking: Marking) -> Funds | None:
    """The first row that gives budget and outturn, each beside its label."""
    for row in range(grid.table.row_count):
        pairs = {
            role: figure
            for label, value in _pairs(grid, row)
            if (role := _role(label, marking)) and (figure := figure_in(value)) is not None
        }
        if "base" in pairs and "spent" in pairs:
            rate = pairs.get("rate") or _lone_rate(grid, row, list(pairs.values()))
            return Funds("预算", (pairs["base"],), True, pairs["spent"], rate, None, None)
    return None


def paired_sums(grid: Grid, marking: Marking, read: Container[int]) -> Iterator[Hypothesis]:
    """资金总额： | 365.00 over 其中：财政拨款 | 320.00, …: the parts of a total in the rows below,
    each beside a label in the total's column.  Rows in `read` are left out."""
    names = (*marking.funds, *marking.base, *marking.spent)
    for row in range(grid.table.row_count):
        for label, value in _pairs(grid, row) if row not in read else ():
            name = text_of(label)
            if not _whole_name(name, names) or figure_in(value) is None:
                continue
            parts = list(_parts_below(grid, row, label.column, marking))
            if len(parts) > 1:
                yield [equation(value, parts, name.rstrip("：:"))]


def partitions(grid: Grid, funds: Funds) -> Iterator[Relation]:
    """按收入性质分：, 按支出性质分：: each way to divide the funds comes to one of their totals,
    and to the same one."""
    lists = [parts for row in range(grid.table.row_count) for parts in _lists(grid, row)]
    wholes = [*funds.bases, *((funds.spent,) if funds.spent is not None else ())]
    sums = [[_sum(funds, whole, parts) for whole in wholes] for parts in lists]
    held = {at for tried in sums for at, relation in enumerate(tried) if holds(relation)}
    for tried in sums:
        best = next((relation for relation in tried if holds(relation)), None)
        if best is not None:
            yield best
        elif len(held) == 1:
            yield tried[next(iter(held))]
        elif tried:
            yield replace(tried[0], certainty=Certainty.LIKELY, doubt="relation-uncertain")


def _sum(funds: Funds, whole: Figure, parts: list[Figure]) -> Relation:
    stated, *others = (term(f) for f in in_one_unit([whole, *parts]) if f is not None)
    return Relation("table-tree", stated, total(others), subject=funds.name)


def _pairs(grid: Grid, row: int) -> Iterator[tuple[GridCell, GridCell]]:
    """Every label of a row with the value beside it, or with itself where it holds it."""
    cells = own_cells(grid, row)
    for index, label in enumerate(cells):
        if not text_of(label) or len(text_of(label)) > _LABEL:
            continue
        if figure_in(label) is not None:
            yield label, label
        elif index + 1 < len(cells) and figure_in(cells[index + 1]) is not None:
            yield label, cells[index + 1]


def _role(label: GridCell, marking: Marking) -> str:
    text = text_of(label)
    return next((role for role in _ROLES if has_any(text, marking.words_of(role))), "")


def _lone_rate(grid: Grid, row: int, taken: list[Figure]) -> Figure | None:
    """The one percentage of a row."""
    figures = (figure_in(cell) for cell in own_cells(grid, row))
    rates = [f for f in figures if f is not None and f.dimension is Dimension.PERCENT]
    rates = [rate for rate in rates if rate not in taken]
    return rates[0] if len(rates) == 1 else None


def _whole_name(name: str, names: tuple[str, ...]) -> bool:
    bare = name.partition("：")[0].partition(":")[0]
    return bare in names


def _parts_below(grid: Grid, row: int, column: int, marking: Marking) -> Iterator[GridCell]:
    for below in range(row + 1, grid.table.row_count):
        pairs = {label.column: (label, value) for label, value in _pairs(grid, below)}
        label, value = pairs.get(column, (None, None))
        name = text_of(label)
        if value is None or not called(plain_part(name), marking.fund_parts):
            return
        yield value


def _lists(grid: Grid, row: int) -> Iterator[list[Figure]]:
    """The figures below each label that says how the funds are divided, in its own column."""
    for head in own_cells(grid, row):
        if not PARTITION.search(text_of(head)) or figure_in(head) is not None:
            continue
        found: list[Figure] = []
        for below in range(row + 1, grid.table.row_count):
            cell = grid.at[below][head.column]
            figure = figure_in(cell)
            if cell is None or cell.column != head.column or cell.row != below:
                break
            if figure is None or not text_of(cell)[:1].isalpha():
                break
            found.append(figure)
        if len(found) > 1:
            yield found
