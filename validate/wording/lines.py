"""The texts that wording rules read: paragraphs and cells, each able to name its spans."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ...extract.document import Paragraph, Role, Span
from ...normalize.reading import Reading

_UNREAD = (Role.HIDDEN, Role.HEADER, Role.FOOTER)
_SENTENCE_ENDS = "。；;！!？?"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's or a cell's text.  `paragraph` is None in a cell (row and column ≥ 0);
    `year` is that of the report the paragraph belongs to, None if unknown."""

    text: str
    block: int
    row: int = -1
    column: int = -1
    paragraph: Paragraph | None = None
    year: int | None = None

    @property
    def in_cell(self) -> bool:
        return self.row >= 0

    def span(self, start: int, end: int) -> Span:
        return Span(self.block, start, end, self.row, self.column)

    def sentence(self, at: int) -> tuple[int, int]:
        """The range of the sentence (up to 。；！？) that holds character `at`."""
        start = max((self.text.rfind(mark, 0, at) for mark in _SENTENCE_ENDS), default=-1) + 1
        ends = [end for mark in _SENTENCE_ENDS if (end := self.text.find(mark, at)) >= 0]
        return start, min(ends, default=len(self.text))


def prose(reading: Reading) -> Iterator[Line]:
    """The paragraphs a reader of the report sees, running heads and hidden text left out."""
    for passage in reading.passages:
        paragraph = passage.paragraph
        if paragraph.role not in _UNREAD:
            yield Line(paragraph.text.text, paragraph.index, paragraph=paragraph, year=passage.year)


def cells(reading: Reading) -> Iterator[Line]:
    """The cells of every table, merged cells once."""
    for table in reading.document.tables:
        for cell in table.cells:
            if cell.text.text.strip():
                yield Line(cell.text.text, table.index, cell.row, cell.column)


@cache
def words() -> dict[str, Any]:
    """The word lists of wording.toml."""
    text = (files(__package__.rpartition(".")[0]) / "wording.toml").read_text("utf-8")
    return tomllib.loads(text)
