"""What table cells state: each amount under the names by which prose may speak of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from ...extract.document import Paragraph
from ...normalize import lexicon
from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Grid, GridCell, Reading
from ..rule import Memo

_BEFORE = 5


@dataclass(frozen=True, slots=True)
class CellFact:
    """An amount in a table.  `names` are canonical (see `canonical`); `path` is the canonical
    row path (类/款/项), `title` the table's canonical title, `columns` the printed column path."""

    figure: Figure
    names: frozenset[str]
    path: tuple[str, ...]
    title: str
    columns: tuple[str, ...]
    summary: bool  # the row's or table's total column


def find_cell_facts(reading: Reading, memo: Memo) -> list[CellFact]:
    """Every amount of every table with a name."""
    return [fact for grid in reading.grids for fact in _facts(reading, grid)]


@lru_cache(1 << 14)
def canonical(name: str) -> str:
    """A measure's name without decoration: brackets, quotes, 本年, 决算, 数 and the like."""
    return _NOISE.sub("", _MARKS.sub("", name))


_MARKS = regex.compile(
    r"[\s“”\"'‘’《》、，：:*#]|（[类款项]）|\([类款项]\)|^[（(]?[一二三四五六七八九十\d]+[）).、．]"
)
_NOISE = regex.compile(r"本年度?|当年|全年|年度|决算|情况|说明|明细|总表|表$|[数额]$|科目")


def title_of(reading: Reading, grid: Grid) -> str:
    """The table's title: the nearest paragraph before it that ends in 表 and is no form number."""
    blocks = reading.document.blocks
    for index in range(grid.table.index - 1, max(-1, grid.table.index - 1 - _BEFORE), -1):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            break
        text = block.text.text.strip()
        if _TITLE.search(text) and not _FORM_NUMBER.search(text):
            return text
    return grid.caption


_TITLE = regex.compile(r"表(?:[（(][^）)]*[）)])?$")
_FORM_NUMBER = regex.compile(r"\d+\s*表$")


def _facts(reading: Reading, grid: Grid) -> list[CellFact]:
    title = canonical(_OWNER.sub("", title_of(reading, grid)))
    facts = []
    for cell in grid.cells:
        figure = cell.figure
        if figure is None or figure.dimension is not Dimension.MONEY:
            continue
        label, path = _label(grid, cell)
        columns = grid.column_paths[cell.column]
        facts.append(
            CellFact(
                figure,
                frozenset(_names(title, label, columns)),
                path,
                title,
                columns,
                _summary(columns),
            )
        )
    return facts


_OWNER = regex.compile(r"^.*?(?:19|20)\d\d\s*年(?:度)?(?:部门|单位|预算单位)?")


def _label(grid: Grid, cell: GridCell) -> tuple[str, tuple[str, ...]]:
    """The row's own name in the cell's lane, and the row path where the lane is the first."""
    low, high = next(((a, b) for a, b in grid.lanes if a <= cell.column < b), grid.lanes[0])
    names = [
        c.text.text
        for column in grid.label_columns
        if low <= column < min(high, cell.column)
        and (c := grid.at[cell.row][column]) is not None
        and not c.blank
        and not c.text.text.strip().isdigit()
    ]
    label = canonical(names[-1]) if names else ""
    path = tuple(canonical(part) for part in grid.row_paths[cell.row])
    return label, path if path and path[-1] == label else (label,) if label else ()


def _names(title: str, label: str, columns: tuple[str, ...]) -> list[str]:
    heads = [canonical(c) for c in columns if canonical(c) not in _generic_columns()]
    head = heads[-1] if heads else ""
    if label and label not in _totals():
        plain = _TOTAL_END.sub("", label)
        return [label, plain] if not head else [label, plain, label + head, plain + head]
    suffix = label or "合计"
    if head:
        return [head, title + head, title.removesuffix("支出") + head]
    return [title, title + suffix, title.removesuffix("收入支出") + suffix]


_TOTAL_END = regex.compile(r"(?:合计|总计|小计)$")


def _summary(columns: tuple[str, ...]) -> bool:
    """Whether a column states the row's whole amount: 合计, or nothing but 预算数, 决算数."""
    heads = [canonical(c) for c in columns]
    if any(head in _divisions() for head in heads):
        return False
    return heads[-1:] != [] and (heads[-1] in _totals() or set(heads) <= _generic_columns())


@cache
def _divisions() -> frozenset[str]:
    return frozenset(canonical(word) for word in lexicon.entries("column_divisions"))


@cache
def _generic_columns() -> frozenset[str]:
    return frozenset(canonical(word) for word in lexicon.entries("generic_columns"))


def _totals() -> frozenset[str]:
    return frozenset(("合计", "总计", "小计", "收支总计", ""))
