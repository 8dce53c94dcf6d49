"""A `Document` from plain text: for .txt and .md files, tests, and trying things out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from .document import Block, Cell, Document, Paragraph, Role, Table, join_blocks
from .hygiene import heal
from .rows import Rows, in_rows, set_right
from .wrapped import rejoined

_ROW = re.compile(r"\s*\|(.*)\|\s*")
_CELL_END = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*:?-{3,}:?\s*")
_TITLE = re.compile(r"(?:附?表|附件)\s*[\d一二三四五六七八九十]+")
_HEADING = re.compile(r"\s*(#{1,6})\s+(.*)")


def document_from_text(text: str, name: str = "example.txt") -> Document:
    """Read text with one paragraph a line; empty lines only separate.  Lines that a page cut where
    they were full are put together again.

    Consecutive lines of `|a|b|` make a table (a line of dashes under its head is dropped, `\\|`
    is a bar inside a cell); so do rows of cells parted by bars, tabs or spaces under a header.  A
    line that starts with `#` is a heading of that level.
    """
    blocks: list[Block] = []
    rows: list[list[str]] = []

    def end_table() -> None:
        if rows:
            blocks.append(_table(len(blocks), set_right(rows)))
            rows.clear()

    for line in in_rows(text.splitlines()):
        if isinstance(line, Rows):
            end_table()
            blocks.append(_table(len(blocks), line.rows, line.loose, line.reaching))
            continue
        if row := _ROW.fullmatch(line):
            cells = [cell.replace("\\|", "|") for cell in _CELL_END.split(row[1])]
            if rows and _TITLE.match(cells[0].strip()) and not any(map(str.strip, cells[1:])):
                end_table()
            if not all(_RULE.fullmatch(cell) for cell in cells):
                rows.append(cells)
            continue
        end_table()
        if line.strip():
            blocks.append(_paragraph(len(blocks), line))
    end_table()
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(path=name, sha256=digest, format="txt", blocks=join_blocks(rejoined(blocks)[0]))


def _paragraph(index: int, line: str) -> Paragraph:
    if heading := _HEADING.fullmatch(line):
        return Paragraph(index, heal(heading[2]), Role.HEADING, len(heading[1]))
    return Paragraph(index, heal(line))


def _table(index: int, rows: list[list[str]], loose: bool = False, reaching: bool = False) -> Table:
    width = max(len(row) for row in rows)

    def cells() -> Iterator[Cell]:
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                last = reaching and c and c == len(row) - 1
                yield Cell(r, c, heal(cell), column_span=width - c if last else 1)

    return Table(index, tuple(cells()), len(rows), width, (None,) * len(rows), loose=loose)
