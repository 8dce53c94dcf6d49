"""What an edit is made to: the document itself, never gouji's own types.

A carrier shows a report as a list of texts (paragraphs and cells, in reading order) and writes
the report again with one stretch of one text replaced.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import docx
from docx.oxml.ns import qn

from ..corpus.samples.build import build_source
from ..corpus.samples.source import Block, Kind, Source, read_source
from ..extract.document import Document, Paragraph, Role, Table


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or a cell as the author wrote it.  `heading` is a cell's column heading."""

    text: str
    cell: bool = False
    heading: str = ""


class Carrier(Protocol):
    """A report that can be edited."""

    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    @property
    def texts(self) -> list[Text]: ...

    def write(self, target: Path, edit: tuple[int, int, int, str] | None) -> None:
        """Write the report with `texts[i].text[start:end]` replaced: (i, start, end, new)."""


class WordCarrier:
    """A Word file, edited in its runs."""

    suffix = ".docx"

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._content = path.read_bytes()

    @cached_property
    def texts(self) -> list[Text]:
        document = docx.Document(io.BytesIO(self._content))
        headings = _headings(document)
        texts = []
        for paragraph in _paragraphs(document):
            cell = next(paragraph.iterancestors(qn("w:tc")), None)
            text = "".join(node.text or "" for node in _nodes(paragraph))
            texts.append(Text(text, cell is not None, headings.get(cell, "")))
        return texts

    def write(self, target: Path, edit: tuple[int, int, int, str] | None) -> None:
        document = docx.Document(io.BytesIO(self._content))
        if edit is not None:
            index, start, end, new = edit
            _replace(_nodes(_paragraphs(document)[index]), start, end, new)
        document.save(str(target))


def _paragraphs(document: Any) -> list[Any]:
    """Every paragraph that is read, in order; the fallback copies of text boxes are not."""
    skipped = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    return [
        paragraph
        for paragraph in document.element.body.iter(qn("w:p"))
        if not any(ancestor.tag == skipped for ancestor in paragraph.iterancestors())
    ]


def _nodes(paragraph: Any) -> list[Any]:
    """The text nodes of a paragraph's own runs (not those of a text box within it)."""
    return [
        node
        for node in paragraph.iter(qn("w:t"))
        if next(node.iterancestors(qn("w:p"))) is paragraph
    ]


def _headings(document: Any) -> dict[Any, str]:
    """Each cell's column heading: the words in the nearest cell above it that has no digit."""
    headings: dict[Any, str] = {}
    for table in document.element.body.iter(qn("w:tbl")):
        words: dict[int, str] = {}
        for row in table.iterchildren(qn("w:tr")):
            column = 0
            for cell in row.iterchildren(qn("w:tc")):
                headings[cell] = words.get(column, "")
                text = "".join(node.text or "" for node in cell.iter(qn("w:t")))
                if text and not any(character.isdigit() for character in text):
                    words[column] = text
                span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                column += 1 if span is None else int(span.get(qn("w:val")))
    return headings


def _replace(nodes: list[Any], start: int, end: int, new: str) -> None:
    position = 0
    for node in nodes:
        text = node.text or ""
        low, high = max(start - position, 0), min(end - position, len(text))
        if low < high or (low == high and new and 0 <= start - position <= len(text)):
            node.text = text[:low] + new + text[high:]
            new = ""
        position += len(text)


class TwinCarrier:
    """A PDF through a generated twin: the same blocks, typeset again for every edit."""

    suffix = ".pdf"

    def __init__(self, source: Source, name: str) -> None:
        self.name = name
        self._source = source

    @classmethod
    def of_sample(cls, path: Path) -> TwinCarrier:
        source = read_source(path)
        return cls(source, source.target.name)

    @classmethod
    def of_document(cls, document: Document, name: str) -> TwinCarrier:
        """The twin of a report as gouji read it (a PDF from elsewhere)."""
        blocks = tuple(filter(None, map(_block, document.blocks)))
        return cls(Source(Path(name), {"format": "pdf"}, blocks), name)

    @cached_property
    def _places(self) -> list[tuple[int, int, int]]:
        places = []
        for index, block in enumerate(self._source.blocks):
            if block.kind is Kind.TABLE:
                rows = enumerate(block.rows)
                places += [(index, r, c) for r, row in rows for c in range(len(row))]
            elif block.text:
                places.append((index, -1, -1))
        return places

    @cached_property
    def texts(self) -> list[Text]:
        return [self._text(*place) for place in self._places]

    def _text(self, index: int, row: int, column: int) -> Text:
        block = self._source.blocks[index]
        if row < 0:
            return Text(block.text)
        heading = "".join(block.printed(r, column) for r in range(min(block.header_rows, row)))
        return Text(block.printed(row, column), True, heading)

    def write(self, target: Path, edit: tuple[int, int, int, str] | None) -> None:
        source = self._source
        if edit is not None:
            place, start, end, new = edit
            index, row, column = self._places[place]
            block = source.blocks[index]
            edited = _edited(block, row, column, start, end, new)
            blocks = (*source.blocks[:index], edited, *source.blocks[index + 1 :])
            source = replace(source, blocks=blocks)
        build_source(source, target)


def _edited(block: Block, row: int, column: int, start: int, end: int, new: str) -> Block:
    if row < 0:
        return replace(block, text=block.text[:start] + new + block.text[end:])
    text = block.printed(row, column)
    cells = list(block.rows[row])
    cells[column] = (text[:start] + new + text[end:]).replace("\n", "\\n")
    return replace(block, rows=(*block.rows[:row], tuple(cells), *block.rows[row + 1 :]))


def _block(block: Paragraph | Table) -> Block | None:
    if isinstance(block, Paragraph):
        if block.role in (Role.HEADER, Role.FOOTER, Role.HIDDEN) or not block.text.original.strip():
            return None
        kind = Kind.HEADING if block.level else Kind.BODY
        return Block(kind, "".join(block.text.original.split("\n")), level=block.level)
    rows = [["" for _ in range(block.column_count)] for _ in range(block.row_count)]
    for cell in block.cells:
        for r in range(cell.row, min(cell.row + cell.row_span, block.row_count)):
            for c in range(cell.column, min(cell.column + cell.column_span, block.column_count)):
                rows[r][c] = "^" if r > cell.row else "<"
        rows[cell.row][cell.column] = cell.text.original.replace("\n", "")
    if not rows:
        return None
    return Block(Kind.TABLE, rows=tuple(map(tuple, rows)), options={"header": "1", "size": "7"})
