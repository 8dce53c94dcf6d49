"""What table cells state: each amount under the names by which prose may speak of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from ...extract.document import Paragraph
from ...normalize import lexicon
from ...normalize.figure import Dimension, Figure
from ...normalize.grid_rows import numbering_of
from ...normalize.grid_words import without_of_which
from ...normalize.reading import Grid, GridCell, Reading
from ..rule import Memo
from .names import canonical, is_summary, is_total, names_of, spoken

_BEFORE = 5


@dataclass(frozen=True, slots=True)
class CellFact:
    """An amount in a table.

    `names` are what prose may call it (as `spoken` gives them); `path` is the row path (类/款/项)
    as `levels` gives it and `head` the innermost column head; `title` is the table's canonical
    title, `columns` the printed column path; `summary` tells a column of whole amounts.
    """

    figure: Figure
    names: frozenset[str]
    path: tuple[str, ...]
    head: str
    title: str
    columns: tuple[str, ...]
    summary: bool


def find_cell_facts(reading: Reading, memo: Memo) -> list[CellFact]:
    """Every amount of every table with a name."""
    return [fact for grid in reading.grids for fact in _facts(reading, grid)]


def levels(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A row path as it is compared: 教育 and 教育支出 are one class."""
    return tuple(canonical(part).removesuffix("支出") for part in parts)


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


def _facts(reading: Reading, grid: Grid) -> Iterator[CellFact]:
    title = canonical(_OWNER.sub("", title_of(reading, grid)))
    whole = frozenset(_wholes(grid))
    for band in grid.bands or (grid,):
        for cell in band.cells:
            figure = cell.figure
            if figure is None or figure.dimension is not Dimension.MONEY:
                continue
            label, path = _label(reading, band, cell)
            columns = band.column_paths[cell.column]
            yield CellFact(
                figure,
                names_of(title, label, columns) | (whole if is_total(label) else frozenset()),
                path,
                spoken(columns[-1]) if columns else "",
                title,
                columns,
                is_summary(columns),
            )


def _wholes(grid: Grid) -> Iterator[str]:
    """What the rows of a table, being all kinds of something, are called together."""
    rows = {spoken(head.name) for heads in grid.heads for head in heads}
    for name, kinds in lexicon.table("grid")["whole"].items():
        if all(any(kind in row for row in rows) for kind in kinds):
            yield spoken(name)


_OWNER = regex.compile(r"^.*?(?:19|20)\d\d\s*年(?:度)?(?:部门|单位|预算单位)?")


def _label(reading: Reading, grid: Grid, cell: GridCell) -> tuple[str, tuple[str, ...]]:
    """The row's own name in the cell's lane (none where it is the reporting unit's), and the row
    path where the lane is the first."""
    low, high = next(((a, b) for a, b in grid.lanes if a <= cell.column < b), grid.lanes[0])
    names = [
        c.text.text
        for column in grid.label_columns
        if low <= column < min(high, cell.column)
        and (c := grid.at[cell.row][column]) is not None
        and not c.blank
        and not c.text.text.strip().isdigit()
    ]
    label = canonical(numbering_of(without_of_which(names[-1]))[1]) if names else ""
    if reading.organisation and label == canonical(reading.organisation):
        return "", ()
    path = levels(grid.row_paths[cell.row])
    own = levels((label,))
    return label, path if path[-1:] == own else own if label else ()
