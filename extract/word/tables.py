"""Where the cells of a Word table stand: spans, vertical merges, rows that start late.

A draft is a table whose cells are read but not yet numbered among the document's blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .content import Content
from .names import COMPATIBILITY, VAL, W

_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
) | {COMPATIBILITY + "AlternateContent", COMPATIBILITY + "Choice"}


@dataclass(slots=True)
class CellDraft:
    """A cell and what stands in it; `nested` are the tables inside."""

    row: int
    column: int
    column_span: int
    row_span: int = 1
    content: Content = field(default_factory=Content)
    nested: list[TableDraft] = field(default_factory=list)


@dataclass(slots=True)
class TableDraft:
    """Cells in reading order, merged ones once, over the columns that cells begin in."""

    cells: list[CellDraft] = field(default_factory=list)
    row_count: int = 0
    column_count: int = 0


def unwrapped(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of these names, through content controls, changes and other wrappers."""
    for child in parent:
        if child.tag in names:
            yield child
        elif child.tag in _WRAPPERS:
            yield from unwrapped(child, *names)


@dataclass(frozen=True, slots=True)
class _Place:
    """What a cell's properties say about where it stands."""

    span: int
    merge: str  # "", "restart", "continue"
    across: str  # the same for the older horizontal merge
    deleted: bool


class Grid:
    """Places a table's cells one after the other."""

    def __init__(self) -> None:
        self.draft = TableDraft()
        self._open: dict[int, CellDraft] = {}
        self._column = 0

    def start_row(self, row: etree._Element) -> bool:
        """Begin a row; False when a tracked change has deleted it."""
        properties = row.find(W + "trPr")
        self._column = 0
        if properties is not None:
            if properties.find(W + "del") is not None:
                return False
            self._column = _number(properties.find(W + "gridBefore"), 0)
        self.draft.row_count += 1
        return True

    def place(self, element: etree._Element) -> CellDraft | None:
        """The cell that begins at the next position, None when a merge covers it."""
        place = _read_place(element)
        if place.deleted:
            return None
        row, column = self.draft.row_count - 1, self._column
        self._column += place.span
        if place.across == "continue" and self.draft.cells and self.draft.cells[-1].row == row:
            self.draft.cells[-1].column_span += place.span
            return None
        above = self._open.get(column)
        if place.merge == "continue" and above is not None and above.row + above.row_span == row:
            above.row_span += 1
            return None
        cell = CellDraft(row, column, place.span)
        self.draft.cells.append(cell)
        self._open[column] = cell
        return cell

    def finish(self) -> TableDraft:
        """Drop grid columns in which no cell begins: they only make other cells wider."""
        starts = sorted({cell.column for cell in self.draft.cells})
        for cell in self.draft.cells:
            end = cell.column + cell.column_span
            cell.column_span = sum(1 for start in starts if cell.column <= start < end)
            cell.column = starts.index(cell.column)
        self.draft.column_count = len(starts)
        return self.draft


def _read_place(element: etree._Element) -> _Place:
    properties = element.find(W + "tcPr")
    if properties is None:
        return _Place(1, "", "", False)
    span, merge, across, deleted = 1, "", "", False
    for child in properties:
        tag = child.tag
        if tag == W + "gridSpan":
            span = max(1, _number(child, 1))
        elif tag == W + "vMerge":
            merge = child.get(VAL) or "continue"
        elif tag == W + "hMerge":
            across = child.get(VAL) or "continue"
        elif tag == W + "cellDel":
            deleted = True
    return _Place(span, merge, across, deleted)


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = (element.get(VAL) or "") if element is not None else ""
    return min(int(value), 1000) if value.isdecimal() else otherwise
