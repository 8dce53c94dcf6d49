"""What normalize/ gives: a document read as tokens, figures and understood tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..extract.document import Document, Paragraph, Span, Table, Text
from .figure import Figure
from .marks import Mark
from .token import Token, TokenKind


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as tokens.  `headings` are the texts of the headings in force, outer first;
    `year` is that of the report it belongs to (a file may hold several), None if unknown.  Of
    sentences in a cell `row` and `column` say where it stands; else they are -1.  `marks` are
    the numbers and bullets before its items."""

    paragraph: Paragraph
    tokens: tuple[Token, ...]
    headings: tuple[str, ...] = ()
    year: int | None = None
    row: int = -1
    column: int = -1
    marks: tuple[Mark, ...] = ()

    @property
    def block(self) -> int:
        return self.paragraph.index

    @property
    def text(self) -> Text:
        return self.paragraph.text

    @property
    def figures(self) -> Iterator[Figure]:
        return (t.figure for t in self.tokens if t.figure is not None)

    def span(self, start: int, end: int) -> Span:
        """The span of `text.text[start:end]`."""
        return Span(self.block, start, end, self.row, self.column)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A table cell understood.

    `figure` is the amount in the cell (unit taken from the cell, the header, the corner or the
    caption); `blank` is true for an empty cell or a dash; `tokens` are the cell's own tokens
    (used for label/value forms and for text in cells).
    """

    row: int
    column: int
    text: Text
    row_span: int
    column_span: int
    figure: Figure | None
    blank: bool
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class RowHead:
    """What names a row in one lane of a table.

    `name` is the label without numbering and 其中; `path` the names from the outermost row it
    belongs to down to itself; `parent` the table row it is a part of (-1: none known) and `basis`
    why ("code", "numbering", "restart", "indent", "between", "of-which", or "partition": one of
    several ways to divide it); `numbering` the style and ordinal of its number (0, 0 without);
    `section` the heading row in force (-1: none); `group` the merged labels it stands beside;
    `kind` is "item", "total", "section" or "blank".  `doubtful` rows may belong to the 其中 list
    before them: nothing in the print says where that list ends.
    """

    row: int
    name: str
    path: tuple[str, ...]
    code: str = ""
    parent: int = -1
    basis: str = ""
    numbering: tuple[int, int] = (0, 0)
    section: int = -1
    kind: str = "item"
    doubtful: bool = False
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table understood.

    `at[r][c]` is the cell that covers a position (None where the table has none).
    `header_rows` are the rows that head the columns; `label_columns` the columns that name the
    rows; `column_paths[c]` the stacked header texts of column c, outermost first;
    `row_paths[r]` the names of row r, outermost first (from codes, indentation, 其中, numbering);
    `codes[r]` the 类款项 or economic code of row r, empty if none; `unit` the unit declared for
    the table (empty if none); `caption` the title that stands before the table;
    `lanes` are column ranges (start, end) of side-by-side tables (one range when there is one);
    `heads[lane][i]` names the i-th data row in that lane (`row_paths` and `codes` are those of
    the first lane that names the row); `kinds[c]` says what column c holds ("label", "code",
    "amount", "unit", "ordinal", "note") and `units[c]` the unit its header declares.
    A form or a table whose header changes half-way is several tables one below the other: `bands`
    gives each as a grid of its own (same table, same row numbers), empty for an ordinary table.
    """

    table: Table
    at: tuple[tuple[GridCell | None, ...], ...]
    header_rows: tuple[int, ...]
    label_columns: tuple[int, ...]
    column_paths: tuple[tuple[str, ...], ...]
    row_paths: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...]
    unit: str
    caption: str
    lanes: tuple[tuple[int, int], ...]
    heads: tuple[tuple[RowHead, ...], ...] = ()
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    bands: tuple[Grid, ...] = ()

    def lane_of(self, column: int) -> int:
        """The lane that holds a column."""
        for lane, (start, end) in enumerate(self.lanes):
            if start <= column < end:
                return lane
        return 0

    def head_of(self, row: int, column: int) -> RowHead | None:
        """What names `row` in the lane of `column`; None for header rows."""
        for band in self.bands:
            if (head := band.head_of(row, column)) is not None:
                return head
        if not self.heads or self.bands:
            return None
        heads = self.heads[self.lane_of(column)]
        return next((head for head in heads if head.row == row), None)

    def path_of(self, row: int, column: int) -> tuple[str, ...]:
        """The names of the row in the lane of `column`, outermost first."""
        head = self.head_of(row, column)
        return head.path if head is not None else self.row_paths[row]

    @property
    def cells(self) -> Iterator[GridCell]:
        """Each cell once, in reading order."""
        for r, row in enumerate(self.at):
            for c, cell in enumerate(row):
                if cell is not None and (cell.row, cell.column) == (r, c):
                    yield cell

    @property
    def figures(self) -> Iterator[Figure]:
        return (cell.figure for cell in self.cells if cell.figure is not None)


@dataclass(slots=True)
class Reading:
    """A document as validate/ sees it.

    `year` is the report year (from title, file name, 填报 date), None when nothing says.  `loose`
    are the tables whose cells are known by row only.
    """

    document: Document
    title: str
    organisation: str
    year: int | None
    passages: tuple[Passage, ...]
    grids: tuple[Grid, ...]
    not_figures: tuple[tuple[Span, str], ...] = field(default=())
    loose: tuple[Grid, ...] = ()

    @property
    def figures(self) -> Iterator[Figure]:
        """Every figure of prose and tables, in reading order, each once.

        A cell's own text may hold several figures; all are given, the cell's amount among them.
        """
        prose: dict[int, list[Figure]] = {p.block: list(p.figures) for p in self.passages}
        for grid in (*self.grids, *self.loose):
            found: dict[Span, Figure] = {}
            for cell in grid.cells:
                for token in cell.tokens:
                    if token.kind is TokenKind.FIGURE and token.figure is not None:
                        found[token.figure.span] = token.figure
                if cell.figure is not None:
                    found[cell.figure.span] = cell.figure
            prose[grid.table.index] = [found[span] for span in sorted(found, key=_cell_order)]
        for block in sorted(prose):
            yield from prose[block]


def _cell_order(span: Span) -> tuple[int, int, int]:
    return span.row, span.column, span.start
