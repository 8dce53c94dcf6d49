"""The tiny format in which sample reports are written (README.md beside this file tells it all).

A source is one readable text file: a head of `key: value` lines, a blank line, then one block a
line.  This module reads it; `to_word.py` and `to_pdf.py` build the documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    CENTRED = "centred"
    RIGHT = "right"
    FLUSH = "flush"
    NUMBERED = "numbered"
    BOX = "box"
    BREAK = "break"
    TABLE = "table"


_MARKS = {
    "= ": Kind.TITLE,
    "^ ": Kind.CENTRED,
    "> ": Kind.RIGHT,
    "< ": Kind.FLUSH,
    "@ ": Kind.NUMBERED,
    "[box] ": Kind.BOX,
}
LEFT, ABOVE = "<", "^"
"""A table cell that only continues the cell to its left, or the one above it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a source.

    `level` is a heading's outline level.  `rows` holds a table's printed cells.  `options` are
    the words of a `table:` or `---` line (`header=2`, `widths=3,1,1`, `repeat=no`, `landscape`).
    """

    kind: Kind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    options: dict[str, str] = field(default_factory=dict)

    @property
    def header_rows(self) -> int:
        return int(self.options.get("header", "1"))

    @property
    def widths(self) -> list[float]:
        """Relative column widths; equal where the source gives none."""
        count = max(len(row) for row in self.rows)
        given = self.options.get("widths", "")
        widths = [float(w) for w in given.split(",")] if given else [1.0] * count
        if len(widths) != count:
            raise ValueError(f"{len(widths)} widths for {count} columns: {self.rows[0]}")
        return widths

    def merges(self) -> Iterator[tuple[int, int, int, int]]:
        """Merged cells as (row, column, last row, last column)."""
        for r, row in enumerate(self.rows):
            for c, text in enumerate(row):
                if text in (LEFT, ABOVE):
                    continue
                right = c
                while right + 1 < len(row) and row[right + 1] == LEFT:
                    right += 1
                down = r
                while down + 1 < len(self.rows) and self._continues(down + 1, c, right):
                    down += 1
                if (down, right) != (r, c):
                    yield r, c, down, right

    def _continues(self, row: int, first: int, last: int) -> bool:
        cells = self.rows[row][first : last + 1]
        return bool(cells) and cells[0] == ABOVE and all(c in (ABOVE, LEFT) for c in cells)

    def printed(self, row: int, column: int) -> str:
        """What stands in a cell: nothing where it only continues another."""
        text = self.rows[row][column]
        return "" if text in (LEFT, ABOVE) else text.replace("\\n", "\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A whole source.  `head` holds `format` (word or pdf), `header`, `footer`, `numbers`."""

    path: Path
    head: dict[str, str]
    blocks: tuple[Block, ...]

    @property
    def target(self) -> Path:
        """The document that is built from it: beside the `sources` folder."""
        suffix = {"word": ".docx", "pdf": ".pdf"}[self.head["format"]]
        return self.path.parent.parent / (self.path.stem + suffix)


def read_source(path: Path) -> Source:
    """Read a source.  ValueError names the line that cannot be understood."""
    head_text, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    head = {}
    for line in head_text.splitlines():
        if line and not line.startswith(";"):
            key, _, value = line.partition(":")
            head[key.strip()] = value.strip()
    if head.get("format") not in ("word", "pdf"):
        raise ValueError(f"{path}: the head must say `format: word` or `format: pdf`")
    return Source(path, head, tuple(_blocks(path, body.splitlines())))


def _blocks(path: Path, lines: list[str]) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    options: dict[str, str] = {}
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip()[1:-1].split("|")))
            continue
        if rows:
            if len({len(row) for row in rows}) != 1:
                raise ValueError(f"{path}: rows of unequal length in the table {rows[0]}")
            yield Block(Kind.TABLE, rows=tuple(rows), options=options)
            rows, options = [], {}
        if line.startswith("table:"):
            options = _options(line.removeprefix("table:"))
        elif line.strip() and not line.startswith(";"):
            yield _block(line.rstrip())


def _block(line: str) -> Block:
    if line.startswith("---"):
        return Block(Kind.BREAK, options=_options(line.removeprefix("---")))
    heading = re.match(r"(#+) (.*)", line)
    if heading:
        return Block(Kind.HEADING, heading[2], level=len(heading[1]))
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark))
    return Block(Kind.BODY, line)


def _options(text: str) -> dict[str, str]:
    return {key: value for key, _, value in (word.partition("=") for word in text.split())}


REVISION = re.compile(r"\{\+(?P<new>.*?)\+\}|\{-(?P<old>.*?)-\}")


def stretches(text: str) -> Iterator[tuple[str, str]]:
    """A text as (stretch, what it is): "" settled, "insertion" or "deletion"."""
    start = 0
    for mark in REVISION.finditer(text):
        if mark.start() > start:
            yield text[start : mark.start()], ""
        new = mark["new"] is not None
        yield (mark["new"], "insertion") if new else (mark["old"], "deletion")
        start = mark.end()
    if start < len(text):
        yield text[start:], ""
