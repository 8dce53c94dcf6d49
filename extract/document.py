"""What every reader gives: a `Document` of blocks whose characters know their place.

A reader for a new file format builds these types and nothing else; nothing here knows what a
number is.  Lengths on a page are points (1/72 inch) from the page's top left corner; they serve
display only and never reach a verdict, which is why they may be floats.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from .problem import Problem

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""


class Role(StrEnum):
    """What a paragraph is to its document."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text box"
    HEADER = "header"
    FOOTER = "footer"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text's *original* characters that stands on one line of one page.

    `start` and `end` index `Text.original`.  `edges` holds the x positions of the characters'
    edges (`end - start + 1` of them) and is empty where the format has no pages (Word).
    `revision` names the tracked change the stretch belongs to ("insertion", "move") and is empty
    for settled text.  `confidence` is the certainty of character recognition, 1 for real text.
    """

    start: int
    end: int
    page: int | None = None
    top: float = 0.0
    bottom: float = 0.0
    edges: tuple[float, ...] = ()
    revision: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """Text healed for reading beside the text as its author printed it.

    `text` is what later stages read: full-width forms folded, line breaks inside words and
    numbers removed.  `original` is what is quoted.  `origin[i]` is the index in `original` of
    `text[i]`; one entry more marks the end.  An empty `origin` means the two
    line up character for character.
    """

    text: str
    original: str
    origin: tuple[int, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @classmethod
    def plain(cls, text: str, page: int | None = None) -> Text:
        """A text that needs no healing and has no boxes."""
        return cls(text, text, (), (Piece(0, len(text), page),))

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """The range of `original` that `text[start:end]` was read from."""
        if not self.origin:
            return start, end
        if start >= end:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1

    def pieces_of(self, start: int, end: int) -> Iterator[tuple[Piece, int, int]]:
        """The pieces under `text[start:end]`, each with the part of it (original indexes)."""
        low, high = self.original_range(start, end)
        first = max(0, bisect_right(self.pieces, low, key=lambda piece: piece.start) - 1)
        for piece in self.pieces[first:]:
            if piece.start >= high:
                break
            if piece.end > low:
                yield piece, max(low, piece.start), min(high, piece.end)

    def page(self, start: int = 0) -> int | None:
        """The page on which `text[start]` stands, if the format has pages."""
        for piece, _, _ in self.pieces_of(start, start + 1):
            return piece.page
        return self.pieces[0].page if self.pieces else None

    def boxes(self, start: int, end: int) -> tuple[tuple[int, Box], ...]:
        """Page and box of each line that `text[start:end]` covers."""
        found = []
        for piece, low, high in self.pieces_of(start, end):
            if piece.page is not None and piece.edges:
                left, right = piece.edges[low - piece.start], piece.edges[high - piece.start]
                found.append((piece.page, (left, piece.top, right, piece.bottom)))
        return tuple(found)

    def revision(self, start: int, end: int) -> str:
        """The tracked change that `text[start:end]` stands in, empty if none."""
        return next((p.revision for p, _, _ in self.pieces_of(start, end) if p.revision), "")

    def confidence(self, start: int, end: int) -> float:
        """The lowest recognition certainty under `text[start:end]`."""
        return min((p.confidence for p, _, _ in self.pieces_of(start, end)), default=1.0)


@dataclass(frozen=True, slots=True)
class Span:
    """A character range of `Text.text` in one paragraph or one cell; spans sort as they are read.

    `row` and `column` name the cell's top left position and are -1 in a paragraph.
    """

    block: int
    start: int
    end: int
    row: int = -1
    column: int = -1

    def __lt__(self, other: Span) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, int, int, int]:
        return self.block, self.row, self.column, self.start, self.end


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.  `level` is its outline level (1 is the highest), 0 for running text.

    `label` is the automatic number Word shows before it; it is part of `text` as well.
    """

    index: int
    text: Text
    role: Role = Role.BODY
    level: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its top left position.  Merged cells appear once, with the spans they cover."""

    row: int
    column: int
    text: Text
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled (or recognisably aligned) table; over many pages it is still one table.

    `cells` are in reading order.  `parent` is the (block, row, column) of the cell in which a
    nested table stands.  `row_pages[r]` is the page of row r (None without pages).
    `header_repeats` lists rows that only repeat the header on a further page.  In a `loose` table
    cells are missing: rows and the order in them are certain, columns are not.
    """

    index: int
    cells: tuple[Cell, ...]
    row_count: int
    column_count: int
    row_pages: tuple[int | None, ...] = ()
    parent: tuple[int, int, int] | None = None
    header_repeats: tuple[int, ...] = ()
    ruled: bool = True
    loose: bool = False

    def grid(self) -> list[list[Cell | None]]:
        """Every position's covering cell; merged cells stand at each position they cover."""
        rows: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.row_count)):
                end = min(cell.column + cell.column_span, self.column_count)
                for column in range(cell.column, end):
                    rows[row][column] = cell
        return rows


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Note:
    """A reviewer's comment in the file: listed, never read as text of the report."""

    author: str
    text: str
    span: Span | None = None


@dataclass(slots=True)
class Document:
    """A report as read.  `blocks[i].index == i`; blocks stand in reading order."""

    path: str
    sha256: str
    format: str
    blocks: tuple[Block, ...] = ()
    pages: int | None = None
    page_sizes: tuple[tuple[float, float], ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    _cells: dict[tuple[int, int, int], Cell] = field(default_factory=dict, repr=False)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs, in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> Iterator[Table]:
        """The tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def text_of(self, span: Span) -> Text:
        """The whole text (paragraph or cell) that holds `span`.  KeyError if no such cell."""
        block = self.blocks[span.block]
        if isinstance(block, Paragraph):
            return block.text
        if not self._cells:
            self._cells = {
                (t.index, cell.row, cell.column): cell for t in self.tables for cell in t.cells
            }
        return self._cells[span.block, span.row, span.column].text

    def page_of(self, span: Span) -> int | None:
        """The page on which a span begins."""
        return self.text_of(span).page(span.start)

    def boxes_of(self, span: Span) -> tuple[tuple[int, Box], ...]:
        """Page and box of each line a span covers; empty for formats without pages."""
        return self.text_of(span).boxes(span.start, span.end)

    def quote(self, span: Span, width: int = 40) -> tuple[str, int, int]:
        """Original words around a span, and where in them the span itself stands.

        Returns (quote, start, end): `quote[start:end]` is the span as printed.
        """
        text = self.text_of(span)
        low, high = text.original_range(span.start, span.end)
        left, right = max(0, low - width), min(len(text.original), high + width)
        return text.original[left:right], low - left, high - left


def join_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Check that blocks carry their own position.  ValueError when a reader misnumbered them."""
    for index, block in enumerate(blocks):
        if block.index != index:
            raise ValueError(f"block {index} says it is block {block.index}")
    return tuple(blocks)
