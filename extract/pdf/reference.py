"""The reference reader of PDF files: pdfplumber's own characters and tables, and nothing clever.

It is what the quick reader is compared with, and a second opinion on a file that it may have
misread (`--pdf-engine pdfplumber`).  It knows neither tables without rules nor columns, and
reads no scans.  Lines become paragraphs as in the quick reader.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException

from ..document import Document
from ..problem import Problem, Unreadable
from .assemble import blocks_of
from .characters import Character, PageCharacters
from .geometry import Frame
from .lines import line_of, rows_of, runs_of
from .objects import Drawn
from .page import PageContent, distrust
from .tables import fill, grids_of

_UPRIGHT = (1, 0, 0, 1, 0, 0)
_NAMELESS = "(cid:"
_DAMAGE = (PSException, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError)
"""What pdfminer raises over files that it cannot make sense of."""


def read_reference(
    path: Path, password: str | None = None, data: bytes | None = None, limit: int = 2000
) -> Document:
    """Read the first `limit` pages of a PDF.  Raises and gives what `read_pdf` does."""
    problems: list[Problem] = []
    pages: list[PageContent] = []
    sizes: list[tuple[float, float]] = []
    try:
        source = path if data is None else io.BytesIO(data)
        with pdfplumber.open(source, password=password or "") as file:
            count = len(file.pages)
            if count > limit:
                problems.append(Problem("too-many-pages", None, str(limit)))
            for number, page in enumerate(file.pages[:limit], 1):
                sizes.append((float(page.width), float(page.height)))
                try:
                    pages.append(_page(page, number))
                except _DAMAGE:
                    problems.append(Problem("damaged-part", number, f"第 {number} 页"))
                page.close()
            metadata = {key: str(value) for key, value in file.metadata.items() if value}
    except FileNotFoundError as error:
        raise Unreadable("missing") from error
    except Exception as error:  # pdfplumber wraps what pdfminer raises in an error of its own
        if isinstance(error.args[0] if error.args else error, PDFPasswordIncorrect):
            raise Unreadable("encrypted") from error
        raise Unreadable("truncated", "PDF") from error
    if not pages:
        raise Unreadable("truncated", "no page can be read")
    return Document(
        path=str(path),
        sha256="",
        format="pdf",
        blocks=blocks_of(pages),
        pages=count,
        page_sizes=tuple(sizes),
        problems=(*problems, *(problem for page in pages for problem in page.problems)),
        metadata=metadata,
    )


def _page(page: Any, number: int) -> PageContent:
    frame = Frame(float(page.width), float(page.height), _UPRIGHT)
    characters = PageCharacters()
    characters.seen = list(_characters(page.chars, characters))
    pictures = [(i["x0"], i["top"], i["x1"], i["bottom"]) for i in page.images]
    drawn = Drawn(pictures=pictures, curves=len(page.curves))
    content = PageContent(number, frame, problems=list(distrust(characters, drawn, frame, number)))
    if content.problems:
        return content
    grids = grids_of(number, [list(table.cells) for table in page.find_tables()])
    free = fill(grids, runs_of(characters.seen))
    content.items = [
        line_of([character for run in row for character in run.characters]) for row in rows_of(free)
    ]
    content.items += [grid.filled() for grid in grids]
    content.items.sort(key=lambda item: item.box[1])
    return content


def _characters(chars: list[dict[str, Any]], found: PageCharacters) -> Iterator[Character]:
    """The upright characters; several that are one glyph (ﬁ) share its width."""
    spaced = False
    for char in chars:
        text = char["text"]
        if text.startswith(_NAMELESS):
            found.nameless += 1
        elif not char["upright"]:
            found.diagonal += 1
        elif not text.strip():
            spaced = True
        else:
            width = (char["x1"] - char["x0"]) / len(text)
            for i, letter in enumerate(text):
                x0 = char["x0"] + i * width
                yield Character(letter, x0, char["top"], x0 + width, char["bottom"], spaced)
                spaced = False
