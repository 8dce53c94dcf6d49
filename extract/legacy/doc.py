"""A Word 97–2003 file → blocks: paragraphs, tables, notes, text boxes, headers.

Automatic numbers and tables inside tables need a converter: `DocReader.complete` tells whether
the file did without.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..document import Block, Cell, Document, Note, Paragraph, Role, Table, join_blocks
from ..hygiene import heal
from ..problem import Unreadable
from ..word.content import Content
from ..word.walk import cell_text
from .binary import DAMAGE, WordBinary
from .rows import Row, table_of

_IN_TABLE, _ROW_END, _DEPTH = 0x2416, 0x2417, 0x6649
_LIST, _OUTLINE = 0x460B, 0x2640
_DELETED, _INSERTED, _HIDDEN, _SYMBOL = 0x0800, 0x0801, 0x083C, 0x6A09
_TABLE_DEFINITION = 0xD608
_ENDS = "\r\x07\x0c"
_SHOWN = {"\x0b": "\n", "\x0e": "\n", "\x1e": "\u2011", "\t": "\t", "\xa0": "\xa0"}
_FOOTNOTES, _HEADERS, _COMMENTS, _ENDNOTES, _BOXES = (2, 3), 11, (4, 5), (46, 47), 56
_STORIES = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "boxes")


def read_doc_binary(data: bytes, name: str) -> tuple[Document, bool]:
    """Read a .doc; also whether nothing in it needed a converter.

    Raises `Unreadable` ("encrypted", "truncated", "no-text") and `OldFormat`.
    """
    binary = WordBinary(data)
    try:
        reader = DocReader(binary)
    except DAMAGE as error:
        raise Unreadable("truncated", f"doc: {error}") from error
    if not reader.blocks:
        raise Unreadable("no-text")
    document = Document(name, "", "doc", join_blocks(reader.blocks), notes=tuple(reader.comments()))
    return document, reader.complete


class DocReader:
    """Reads one file; `blocks` is the result."""

    def __init__(self, binary: WordBinary) -> None:
        self.blocks: list[Block] = []
        self.complete = True
        self._binary = binary
        self._runs = sorted(binary.paragraph_runs(), key=lambda run: run.start)
        self._run_starts = [run.start for run in self._runs]
        self._marks, self._symbols = self._character_marks()
        self._fields: list[bool] = []
        starts = [0]
        for count in binary.counts:
            starts.append(starts[-1] + max(count, 0))
        self._stories = dict(zip(_STORIES, pairwise(starts), strict=False))
        self._notes = {
            **self._notes_at(_FOOTNOTES, "footnotes", Role.FOOTNOTE),
            **self._notes_at(_ENDNOTES, "endnotes", Role.ENDNOTE),
        }
        self._read_all()

    def _read_all(self) -> None:
        self._story(*self._stories["main"], Role.BODY)
        for start, end in self._parts(_BOXES, "boxes", 22):
            self._story(start, end, Role.TEXT_BOX)
        for number, (start, end) in enumerate(self._parts(_HEADERS, "headers", 0)):
            if number >= 6:  # the first six separate notes from text
                role = Role.FOOTER if number % 6 in (2, 3, 5) else Role.HEADER
                self._story(start, end, role)

    # -- characters

    def _character_marks(self) -> tuple[dict[int, int], dict[int, str]]:
        """What tracked changes and hiding say of characters: cp → opcode; and symbols."""
        wanted = frozenset((_DELETED, _INSERTED, _HIDDEN, _SYMBOL))
        marks: dict[int, int] = {}
        symbols: dict[int, str] = {}
        for run in self._binary.character_runs(wanted):
            for first, last in self._binary.cps(run.start, run.end):
                for opcode in (_INSERTED, _HIDDEN, _DELETED):
                    if run.modifiers.get(opcode, b"\0")[:1] == b"\1":
                        marks.update(dict.fromkeys(range(first, last), opcode))
                if _SYMBOL in run.modifiers:
                    code = struct.unpack_from("<H", run.modifiers[_SYMBOL], 2)[0]
                    symbols.update(dict.fromkeys(range(first, last), chr(code)))
        return marks, symbols

    def _show(self, start: int, end: int, content: Content) -> None:
        """Add the visible characters from `start` to `end`."""
        for cp in range(start, end):
            char = self._binary.text[cp]
            mark = self._marks.get(cp, 0)
            if mark == _DELETED:
                continue
            if char in "\x13\x14\x15":
                self._field(char)
            elif not all(self._fields):
                continue
            elif char == "\x02" and cp in self._notes:
                content.notes.append(("note", str(cp)))
            elif cp in self._symbols:
                content.add(self._symbols[cp])
            elif char >= " " or char in _SHOWN:
                shown = _SHOWN.get(char, char)
                if mark == _HIDDEN:
                    content.hidden.append(shown)
                    continue
                if mark == _INSERTED:
                    _extend_revision(content)
                content.add(shown)

    def _field(self, char: str) -> None:
        if char == "\x13":
            self._fields.append(False)
        elif self._fields:
            if char == "\x14":
                self._fields[-1] = True
            else:
                self._fields.pop()

    # -- paragraphs and tables

    def _properties(self, cp: int) -> dict[int, bytes]:
        """The properties of the paragraph that the character ends."""
        fc = self._binary.fc(cp)
        at = bisect_right(self._run_starts, fc) - 1
        run = self._runs[at] if at >= 0 else None
        return run.modifiers if run is not None and fc < run.end else {}

    def _story(self, start: int, end: int, role: Role) -> None:
        """Read the text from `start` to `end` as paragraphs and tables."""
        fields, self._fields = self._fields, []
        rows: list[Row] = []
        cells: list[Content] = []
        content = Content()
        for first, last in self._paragraphs(start, end):
            properties = self._properties(last)
            depth = _depth(properties)
            if not depth and (rows or cells):
                self._emit_table(rows, cells)
                rows, cells = [], []
            if depth and content.length:
                content.add("\n")
            self._show(first, last, content)
            if self._marks.get(last) == _DELETED and not depth:
                continue
            self.complete &= depth < 2 and not _is_numbered(properties)
            if not depth:
                self._emit_paragraph(content, properties, role)
                content = Content()
            elif depth == 1 and properties.get(_ROW_END, b"")[:1] == b"\1":
                rows.append(Row(cells, properties.get(_TABLE_DEFINITION, b"")))
                cells, content = [], Content()
            elif depth == 1 and self._binary.text[last] == "\x07":
                cells.append(content)
                content = Content()
        self._emit_table(rows, cells)
        self._fields = fields

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The paragraphs' ranges: first character, and the mark that ends them."""
        text = self._binary.text
        end = min(end, len(text))
        first = start
        for cp in range(start, end):
            if text[cp] in _ENDS:
                yield first, cp
                first = cp + 1
        if first < end:
            yield first, end - 1

    def _emit_paragraph(self, content: Content, properties: dict[int, bytes], role: Role) -> None:
        text = _joined(content.text)
        if text.strip():
            level = _level(properties) if role is Role.BODY else 0
            heading = level and not (len(text) > 60 and "。" in text)
            healed = heal(text, content.pieces(), author_breaks=True)
            shown = Role.HEADING if heading else role
            self.blocks.append(Paragraph(len(self.blocks), healed, shown, level))
        self._emit_anchored([content])

    def _emit_anchored(self, contents: Iterable[Content]) -> None:
        for content in contents:
            hidden = "".join(content.hidden)
            if hidden.strip():
                self.blocks.append(Paragraph(len(self.blocks), heal(hidden), Role.HIDDEN))
            for _, cp in content.notes:
                self._story(*self._notes[int(cp)])

    def _emit_table(self, rows: list[Row], rest: list[Content]) -> None:
        if rest:  # a row that lost its end
            rows = [*rows, Row(rest, b"")]
        if not rows:
            return
        draft = table_of(rows)
        cells = tuple(
            Cell(c.row, c.column, cell_text(c.content), c.row_span, c.column_span)
            for c in draft.cells
        )
        pages = (None,) * draft.row_count
        self.blocks.append(
            Table(len(self.blocks), cells, draft.row_count, draft.column_count, pages)
        )
        self._emit_anchored(cell.content for cell in draft.cells)

    # -- texts beside the main one

    def _parts(self, pair: int, story: str, extra: int) -> list[tuple[int, int]]:
        """The ranges of a story's parts; `extra` bytes of data follow each position but one."""
        start, end = self._stories[story]
        plc = self._binary.pair(pair)
        if start == end or len(plc) < 8:
            return []
        count = (len(plc) - 4) // (4 + extra)
        cps = struct.unpack_from(f"<{count + 1}I", plc)
        return [
            (start + a, min(start + b, end)) for a, b in pairwise(cps) if a < b and start + a < end
        ]

    def _notes_at(
        self, pairs: tuple[int, int], story: str, role: Role
    ) -> dict[int, tuple[int, int, Role]]:
        """The notes by the position of their mark."""
        references = self._binary.pair(pairs[0])
        if len(references) < 10:
            return {}
        count = (len(references) - 4) // 6
        marks = struct.unpack_from(f"<{count}I", references)
        parts = self._parts(pairs[1], story, 0)
        return {mark: (*part, role) for mark, part in zip(marks, parts, strict=False)}

    def comments(self) -> Iterator[Note]:
        """The reviewers' comments."""
        for start, end in self._parts(_COMMENTS[1], "comments", 0):
            content = Content()
            self._fields = []
            self._show(start, end, content)
            if content.text.strip():
                yield Note("", _joined(content.text).strip())


def _depth(properties: dict[int, bytes]) -> int:
    """How many tables a paragraph stands in."""
    if len(operand := properties.get(_DEPTH, b"")) == 4:
        return int(struct.unpack("<i", operand)[0])
    return int(properties.get(_IN_TABLE, b"\0")[:1] == b"\1")


def _is_numbered(properties: dict[int, bytes]) -> bool:
    return properties.get(_LIST, b"\0\0") not in (b"\0\0", b"\x01\xf8")


def _level(properties: dict[int, bytes]) -> int:
    """The outline level, by the paragraph itself or by Word's own heading styles."""
    own = properties.get(_OUTLINE, b"")
    if own:
        return own[0] + 1 if own[0] < 9 else 0
    style = int.from_bytes(properties.get(0, b""), "little")
    return style if 1 <= style <= 9 else 0


def _extend_revision(content: Content) -> None:
    """Mark the character about to be added as inserted."""
    if content.revisions and content.revisions[-1][1] == content.length:
        start = content.revisions.pop()[0]
    else:
        start = content.length
    content.revisions.append((start, content.length + 1, "insertion"))


def _joined(text: str) -> str:
    """Halves of a character outside the basic plane, which the file counts as two, as one."""
    if text.isascii() or not any("\ud800" <= char < "\ue000" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
