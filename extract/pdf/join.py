"""Tables that pages cut, joined again.

A part on the next page belongs to the table before it when nothing but furniture and repeated
titles stands between them and their columns are the same.  Heads that are printed again on the
further page stay as rows but are listed; a row that the page cut in two becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .breaks import full, is_item
from .flow import Element, Passage
from .lines import Line
from .tables import PageTable

_SAME = 4.0  # points
_SHIFT = 40.0  # points; margins of left and right pages
_DEEPEST_HEAD = 6  # rows
_MOST_TITLES = 4
_CONTINUED = re.compile(
    r"[（(]?(?:接上[页表]|续(?:上?表|上页)?)\s*[\d一二三四五六七八九十]*[)）：:]?"
    r"|.{0,40}[（(]续(?:上?表|上页|[\d一二三四五六七八九十]{1,2})?[)）]"
)
_NUMBER = re.compile(r"[-+－(（]?[\d,，.]+[)）]?%?")


@dataclass(slots=True)
class JoinedCell:
    """A cell of the whole table; its lines carry the page they stand on."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[tuple[int, Line]]
    sides: tuple[float, float]

    @property
    def words(self) -> str:
        """The text without white space."""
        return "".join("".join(line.text.split()) for _, line in self.lines)

    @property
    def numeric(self) -> bool:
        return bool(_NUMBER.fullmatch(self.words))


@dataclass(slots=True)
class JoinedTable:
    """A table over all its pages."""

    column_count: int
    cells: list[JoinedCell]
    row_pages: list[int]
    header_repeats: list[int]
    ruled: bool

    @property
    def page(self) -> int:
        return self.row_pages[0]

    @property
    def row_count(self) -> int:
        return len(self.row_pages)


@dataclass(slots=True)
class _Chain:
    """Parts of one table, with the titles that stood before the first."""

    parts: list[PageTable]
    titles: set[str]


def joined(elements: Sequence[Element]) -> tuple[list[Passage | JoinedTable], list[Passage]]:
    """The elements with tables joined, and apart from them the titles that pages repeat."""
    found: list[Passage | JoinedTable] = []
    repeated: list[Passage] = []
    chain: _Chain | None = None
    waiting: list[Passage] = []  # passages since the chain's last part
    for element in elements:
        if isinstance(element, Passage):
            waiting.append(element)
            continue
        titles = {passage.text for passage in waiting[-_MOST_TITLES:]}
        if chain is not None and _goes_on(chain, element, waiting):
            chain.parts.append(element)
            repeated += waiting
        else:
            if chain is not None:
                found.append(_table(chain.parts))
            found += waiting
            chain = _Chain([element], titles)
        waiting = []
    if chain is not None:
        found.append(_table(chain.parts))
    return found + waiting, repeated


def _goes_on(chain: _Chain, part: PageTable, between: Sequence[Passage]) -> bool:
    last = chain.parts[-1]
    if part.page != last.page + 1 or part.ruled != last.ruled:
        return False
    if any(passage.page != part.page for passage in between):
        return False
    if not all(p.text in chain.titles or _CONTINUED.fullmatch(p.text) for p in between):
        return False
    return _union(chain.parts[0].columns, part.columns) is not None


def _union(one: Sequence[float], other: Sequence[float]) -> list[float] | None:
    """The finer of two column divisions if it holds the coarser, as `one` stands on its page."""
    shift = (one[0] + one[-1] - other[0] - other[-1]) / 2
    if abs(shift) > _SHIFT or abs(one[-1] - other[-1] - shift) > _SAME:
        return None
    moved = [x + shift for x in other]
    fine, coarse = (one, moved) if len(one) >= len(moved) else (moved, one)
    if all(min(abs(x - y) for y in fine) <= _SAME for x in coarse):
        return list(fine)
    return None


def _table(parts: Sequence[PageTable]) -> JoinedTable:
    columns: list[float] = parts[0].columns
    for part in parts[1:]:
        columns = _union(columns, part.columns) or columns
    table = JoinedTable(len(columns) - 1, [], [], [], parts[0].ruled)
    for part in parts:
        cells = _placed(part, columns)
        repeats = _repeated_head(table.cells, cells) if table.cells else 0
        cut = bool(table.cells) and (_blank(cells, repeats) or _mend(table, cells, repeats))
        _append(table, cells, part, repeats, repeats if cut else None)
    return table


def _placed(part: PageTable, columns: Sequence[float]) -> list[JoinedCell]:
    """A part's cells in the columns of the whole table."""
    shift = columns[0] - part.columns[0]
    index = [
        min(range(len(columns)), key=lambda i: abs(columns[i] - x - shift)) for x in part.columns
    ]
    return [
        JoinedCell(
            cell.row,
            index[cell.column],
            cell.row_span,
            index[cell.column + cell.column_span] - index[cell.column],
            [(part.page, line) for line in cell.lines],
            (cell.box[0], cell.box[2]),
        )
        for cell in part.cells
    ]


def _append(
    table: JoinedTable,
    cells: Iterable[JoinedCell],
    part: PageTable,
    repeats: int,
    mended: int | None,
) -> None:
    """Put a part's rows under the table's; row `mended` already stands in the last of them."""
    start = table.row_count
    above = [] if repeats or mended is not None else _reaching(table, start)
    for cell in cells:
        if cell.row == mended or _go_on(above, cell):
            continue
        after = mended is not None and cell.row > mended
        cell.row += start - after
        table.cells.append(cell)
    rows = part.row_count - (mended is not None)
    table.row_pages += [part.page] * rows
    table.header_repeats += range(start, start + repeats)


def _reaching(table: JoinedTable, end: int) -> list[JoinedCell]:
    """Cells that reach the table's last row."""
    return [cell for cell in table.cells if end and cell.row + cell.row_span == end]


def _go_on(above: Sequence[JoinedCell], cell: JoinedCell) -> bool:
    """If a cell over several rows is the empty rest of one above the page end, lengthen that."""
    if cell.row or cell.lines:
        return False
    for upper in above:
        same = (upper.column, upper.column_span) == (cell.column, cell.column_span)
        if same and upper.row_span > 1 and (upper.lines or cell.row_span > 1):
            upper.row_span += cell.row_span
            return True
    return False


def _repeated_head(above: Sequence[JoinedCell], cells: Sequence[JoinedCell]) -> int:
    """How many of a part's first rows are the table's own first rows again."""
    for depth in range(_DEEPEST_HEAD, 0, -1):
        first, again = _rows(above, depth), _rows(cells, depth)
        if first and first == again and any(text for *_, text in again):
            return depth
    return 0


def _rows(cells: Sequence[JoinedCell], depth: int) -> set[tuple[int, int, int, int, str]] | None:
    """Place, spans and words of the first `depth` rows' cells; None if one reaches below."""
    found = [cell for cell in cells if cell.row < depth]
    if any(cell.row + cell.row_span > depth for cell in found) or not found:
        return None
    if max(cell.row + cell.row_span for cell in found) < depth:
        return None
    return {(c.row, c.column, c.row_span, c.column_span, c.words) for c in found}


def _blank(cells: Sequence[JoinedCell], row: int) -> bool:
    """Whether a part's first row is but the empty rest of a row that the page cut."""
    first = [cell for cell in cells if cell.row <= row < cell.row + cell.row_span]
    return bool(first) and all(c.row == row and c.row_span == 1 and not c.lines for c in first)


def _mend(table: JoinedTable, cells: Sequence[JoinedCell], row: int) -> bool:
    """If the page cut the table's last row in two, add `row` of the next part to it."""
    last = table.row_count - 1
    upper = {cell.column: cell for cell in table.cells if cell.row == last}
    lower = {cell.column: cell for cell in cells if cell.row == row}
    if not upper or upper.keys() != lower.keys():
        return False
    if any(
        cell.row_span > 1 or cell.column_span != upper[c].column_span for c, cell in lower.items()
    ):
        return False
    pairs = [(upper[column], lower[column]) for column in upper]
    if not _cut(pairs):
        return False
    for above, below in pairs:
        above.lines += below.lines
    return True


def _cut(pairs: Sequence[tuple[JoinedCell, JoinedCell]]) -> bool:
    """Whether the cells above and below the page end are halves of one row's cells.

    A figure stands whole on one side; words go on where their line was full.
    """
    both = [(above, below) for above, below in pairs if above.words and below.words]
    if not both or len(pairs) < 2:
        return False
    if any(below.words and not above.words and not below.numeric for above, below in pairs):
        return False
    if len(both) == 1 and all(below.words for _, below in pairs):
        return False
    return all(_runs_on(above, below) for above, below in both)


def _runs_on(above: JoinedCell, below: JoinedCell) -> bool:
    if above.numeric or below.numeric:
        return False
    last, following = above.lines[-1][1], below.lines[0][1]
    if is_item(following) or last.text[-1] in "。；;":
        return False
    left, right = above.sides
    padding = min(max(last.x0 - left, 0.0), 6.0)
    return full(last, following, right - padding)
