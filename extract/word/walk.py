"""The walk through a Word document: from its parts to blocks in reading order.

A paragraph is followed by what is anchored in it: text boxes, hidden text, foot- and endnotes.
Headers and footers come last, each once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from ..document import Block, Cell, Note, Paragraph, Role, Span, Table, Text
from ..hygiene import heal
from ..problem import Problem, Unreadable
from ..wrapped import rejoined
from .content import Content, Reader, diagram_texts
from .names import R, W
from .numbering import read_numbering
from .package import Package
from .properties import Properties, read_properties
from .styles import Style, read_styles
from .tables import CellDraft, Grid, TableDraft, unwrapped

_PARAGRAPH = W + "p"
_TABLE = W + "tbl"
_CHUNK = W + "altChunk"
_LONG_LINE = 20
"""A cell with a line of more characters holds prose, whose line breaks are the author's."""
_HEADING_LENGTH = 60
"""A paragraph styled as a heading that is longer and ends in 。 is running text."""


class Walk:
    """Reads one package; `blocks` and `notes` are the result.

    `sources` says for the texts of the main part (block, row, column) where their characters
    come from: (index in the original text, text element).
    """

    def __init__(self, package: Package, body: etree._Element) -> None:
        self.package = package
        self.main = package.main
        self.blocks: list[Block] = []
        self.sources: dict[tuple[int, int, int], list[tuple[int, etree._Element]]] = {}
        self._styles = read_styles(package.xml(package.linked(self.main, "styles")))
        self._numbering = read_numbering(
            package.xml(package.linked(self.main, "numbering")), self._styles.lists
        )
        self._reader = Reader(self._styles.hidden, body)
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}
        self._cited: set[tuple[str, str]] = set()
        self._comments: dict[str, Span] = {}
        self._part = self.main
        self._body(body, self.main)
        self._rejoin()

    def _body(self, body: etree._Element, part: str) -> None:
        self._story(body, part, Role.BODY)
        first = len(self.blocks)
        for name, role in self._heads_and_feet(body):
            root = self.package.xml(name)
            if root is not None:
                self._story(root, name, role)
        self._drop_repeated_lines(first)

    def _rejoin(self) -> None:
        """Put together what was copied line by line from a page, notes and sources with it."""
        before = self.blocks
        self.blocks, places = rejoined(before)
        if len(self.blocks) == len(before):
            return
        sources, self.sources = self.sources, {}
        for (block, row, column), found in sources.items():
            index, at = places[block]
            own = self.sources.setdefault((index, row, column), [])
            own += [(start + at, element) for start, element in found]
        for name, span in self._comments.items():
            index, at = places[span.block]
            made, was = self.blocks[index], before[span.block]
            low, high = span.start, span.end
            if at and isinstance(made, Paragraph) and isinstance(was, Paragraph):
                low, high = (at + n for n in was.text.original_range(low, high))
                low, high = _healed_position(made.text, low), _healed_position(made.text, high)
            self._comments[name] = replace(span, block=index, start=low, end=high)

    def _drop_repeated_lines(self, first: int) -> None:
        """Keep one of the headers that sections repeat under another name."""
        seen: set[tuple[Role, str]] = set()
        kept: list[Block] = []
        for block in self.blocks[first:]:
            if isinstance(block, Paragraph):
                if (block.role, block.text.text) in seen:
                    continue
                seen.add((block.role, block.text.text))
            kept.append(replace(block, index=first + len(kept)))
        self.blocks[first:] = kept

    # -- stories: anything that holds paragraphs and tables

    def _story(self, container: etree._Element, part: str, role: Role) -> None:
        outer = self._part, self._reader
        self._part, self._reader = part, Reader(self._styles.hidden, container)
        self._blocks(container, role)
        self._part, self._reader = outer

    def _blocks(self, container: etree._Element, role: Role) -> None:
        content = Content()
        for element in unwrapped(container, _PARAGRAPH, _TABLE, _CHUNK):
            if element.tag != _PARAGRAPH:
                content = self._emit_paragraph(None, content, role)
                if element.tag == _TABLE:
                    self._emit_table(self._draft(element), None, role)
                else:
                    self._emit_chunk(element)
                continue
            properties = read_properties(element)
            self._read_paragraph(element, properties, content)
            if not properties.mark_deleted:
                content = self._emit_paragraph(properties, content, role)
        self._emit_paragraph(None, content, role)

    def _read_paragraph(
        self, element: etree._Element, properties: Properties, content: Content
    ) -> None:
        """Add a paragraph, its automatic number before it, to what `content` holds."""
        if not content.label and not properties.mark_deleted:
            content.label = self._label(properties)
            if content.label:
                content.add(content.label + _gap(content.label, element))
        self._reader.paragraph(element, content)

    def _emit_paragraph(
        self, properties: Properties | None, content: Content, role: Role
    ) -> Content:
        """Make blocks of what was read, and give fresh content to go on with."""
        text = content.text
        if text.strip():
            style = self._styles.of(properties.style if properties else "")
            level = 0
            if role is Role.BODY:
                level = style.level
                if properties and properties.level is not None:
                    level = properties.level
                role = _role(text, level, style)
            index = len(self.blocks)
            healed = heal(text, content.pieces(), author_breaks=True)
            self.blocks.append(Paragraph(index, healed, role, level, content.label.strip()))
            self._place_comments(content, healed, Span(index, 0, len(healed.text)))
            self._note_sources(content, (index, -1, -1))
        self._emit_anchored(content, role)
        return Content()

    def _emit_anchored(self, content: Content, role: Role) -> None:
        margin = role if role in (Role.HEADER, Role.FOOTER) else None
        for box in content.boxes:
            self._blocks(box, margin or Role.TEXT_BOX)
        for relation in content.diagrams:
            link = self.package.links(self._part).get(relation)
            root = self.package.xml(link.target) if link else None
            self._emit_lines(diagram_texts(root) if root is not None else (), Role.TEXT_BOX)
        self._emit_lines(["".join(content.hidden)], Role.HIDDEN)
        for kind, name in content.notes:
            element = self._notes[kind].get(name)
            if element is not None and (kind, name) not in self._cited:
                self._cited.add((kind, name))
                part = self.package.linked(self.main, kind + "s") or self.main
                self._story(element, part, Role(kind))

    def _emit_lines(self, lines: Iterable[str], role: Role) -> None:
        for line in lines:
            if line.strip():
                self.blocks.append(Paragraph(len(self.blocks), heal(line), role))

    def _emit_chunk(self, element: etree._Element) -> None:
        """A web page embedded whole, as export functions of web systems write it."""
        from ..html import read_html

        link = self.package.links(self._part).get(element.get(R + "id") or "")
        name = self.package.archive.find(link.target) if link else None
        if name is None:
            return
        try:
            page = read_html(self.package.archive.read(name), name)
        except Unreadable as error:
            self.package.problems.append(Problem("damaged-part", None, f"{name}: {error}"))
            return
        first = len(self.blocks)
        self.blocks.extend(replace(block, index=first + block.index) for block in page.blocks)

    # -- tables

    def _draft(self, table: etree._Element) -> TableDraft:
        """Read a table and those inside it, in document order (automatic numbers count on)."""
        grid = Grid()
        for row in unwrapped(table, W + "tr"):
            if not grid.start_row(row):
                continue
            inserted = row.find(f"{W}trPr/{W}ins") is not None
            for element in unwrapped(row, W + "tc"):
                cell = grid.place(element)
                if cell is not None:
                    self._read_cell(element, cell)
                    if inserted:
                        cell.content.revisions = [(0, cell.content.length, "insertion")]
        return grid.finish()

    def _read_cell(self, element: etree._Element, cell: CellDraft) -> None:
        content = cell.content
        joined = True
        for child in unwrapped(element, _PARAGRAPH, _TABLE):
            if child.tag == _TABLE:
                cell.nested.append(self._draft(child))
                continue
            if not joined:
                content.add("\n")
                content.label = ""
            properties = read_properties(child)
            self._read_paragraph(child, properties, content)
            joined = properties.mark_deleted

    def _emit_table(
        self, draft: TableDraft, parent: tuple[int, int, int] | None, role: Role
    ) -> None:
        if role in (Role.HEADER, Role.FOOTER):  # a table there only lays out the line
            for cell in draft.cells:
                self._emit_lines([cell.content.text], role)
                self._emit_anchored(cell.content, role)
            return
        index = len(self.blocks)
        cells = tuple(
            Cell(c.row, c.column, cell_text(c.content), c.row_span, c.column_span)
            for c in draft.cells
        )
        pages = (None,) * draft.row_count
        self.blocks.append(Table(index, cells, draft.row_count, draft.column_count, pages, parent))
        for cell, made in zip(draft.cells, cells, strict=True):
            span = Span(index, 0, len(made.text.text), cell.row, cell.column)
            self._place_comments(cell.content, made.text, span)
            self._note_sources(cell.content, (index, cell.row, cell.column))
            for nested in cell.nested:
                self._emit_table(nested, (index, cell.row, cell.column), role)
            self._emit_anchored(cell.content, role)

    # -- what a paragraph's properties say

    def _label(self, properties: Properties) -> str:
        """The automatic number of the paragraph, counted on; "" when it has none."""
        style = self._styles.of(properties.style)
        num, level = style.num, style.num_level
        if not num and properties.num is None:
            return ""
        if num and level is None:
            level = self._numbering.level_of_style(num, style.num_style)
        if properties.num is not None:
            num, level = properties.num, None if num else level
        if properties.num_level is not None:
            level = properties.num_level
        if not num or num == "0":
            return ""
        return self._numbering.next_label(num, level or 0)

    # -- parts beside the body

    def _read_notes(self, kind: str) -> dict[str, etree._Element]:
        root = self.package.xml(self.package.linked(self.main, kind + "s"))
        if root is None:
            return {}
        return {
            e.get(W + "id") or "": e
            for e in root.iterchildren(W + kind)
            if e.get(W + "type") in (None, "normal")
        }

    def _heads_and_feet(self, body: etree._Element) -> list[tuple[str, Role]]:
        """The headers and footers that some page shows."""
        settings = self.package.xml(self.package.linked(self.main, "settings"))
        even = settings is not None and settings.find(W + "evenAndOddHeaders") is not None
        links = self.package.links(self.main)
        found: dict[str, Role] = {}
        for section in body.iter(W + "sectPr"):
            first = section.find(W + "titlePg") is not None
            for name, role in (("headerReference", Role.HEADER), ("footerReference", Role.FOOTER)):
                for reference in section.iterchildren(W + name):
                    kind = reference.get(W + "type") or "default"
                    link = links.get(reference.get(R + "id") or "")
                    if link and ((first if kind == "first" else even) or kind == "default"):
                        found.setdefault(link.target, role)
        return list(found.items())

    def _note_sources(self, content: Content, text: tuple[int, int, int]) -> None:
        if self._part == self.main:
            self.sources[text] = content.sources

    # -- comments

    def _place_comments(self, content: Content, text: Text, whole: Span) -> None:
        """Tie the comments that begin here to the characters they are about."""
        ends = dict(content.comment_ends)
        for name, start in content.comment_starts:
            low = _healed_position(text, start)
            high = _healed_position(text, ends[name]) if name in ends else whole.end
            self._comments[name] = Span(whole.block, low, high, whole.row, whole.column)

    def notes(self) -> tuple[Note, ...]:
        """The reviewers' comments."""
        root = self.package.xml(self.package.linked(self.main, "comments"))
        if root is None:
            return ()
        found = []
        for element in root.iterchildren(W + "comment"):
            lines = []
            for paragraph in unwrapped(element, _PARAGRAPH):
                content = Content()
                self._reader.paragraph(paragraph, content)
                lines.append(content.text)
            span = self._comments.get(element.get(W + "id") or "")
            found.append(Note(element.get(W + "author") or "", "\n".join(lines).strip(), span))
        return tuple(found)


def _role(text: str, level: int, style: Style) -> Role:
    if style.caption:
        return Role.CAPTION
    running = len(text) > _HEADING_LENGTH and "。" in text
    return Role.HEADING if level and not running else Role.BODY


def _gap(label: str, element: etree._Element) -> str:
    """What stands between a number and its text: a space where they would run together."""
    first = next((e.text for e in element.iter(W + "t") if e.text), "")
    if label[-1].isalnum() or (label[-1] == "." and first[:1].isascii()):
        return " "
    return ""


def cell_text(content: Content) -> Text:
    """The healed text of a cell: line breaks are the author's only where it holds prose."""
    text = content.text
    prose = "\n" in text and any(len(line) > _LONG_LINE for line in text.split("\n"))
    return heal(text, content.pieces(), author_breaks=prose)


def _healed_position(text: Text, at: int) -> int:
    return bisect_left(text.origin, at, 0, len(text.text)) if text.origin else at
