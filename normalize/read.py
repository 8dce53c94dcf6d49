"""A document as validate/ sees it: passages of tokens, understood tables, whose report it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..extract.document import Document, Paragraph, Role, Span, Table
from .govern import resolve
from .grid import understand
from .headings import headings_in_force
from .identity import identify
from .marks import marks_of
from .reading import Grid, Passage, Reading
from .token import TokenKind
from .tokenize import tokenize

_SKIPPED = (Role.HEADER, Role.FOOTER, Role.HIDDEN)
_DECLARED = re.compile(r"单位\s*[：:]\s*([^\s，。；）)]{1,8})")


def normalize(document: Document) -> Reading:
    """Read every paragraph and table of `document`.

    Headers, footers and hidden text are no passages; notes and text boxes are.  Periods relative
    to the report year (上年) are given years where that year is known.  A unit declared in a
    heading (单位：万元) serves the bare numbers under it.
    """
    paragraphs = [p for p in document.paragraphs if p.role not in _SKIPPED]
    identity = identify(document)
    headings = headings_in_force(paragraphs)
    passages = tuple(
        _passage(paragraph, headings[paragraph.index], identity.years[paragraph.index])
        for paragraph in paragraphs
    )
    grids = tuple(_grids(document))
    return Reading(
        document,
        identity.title,
        identity.organisation,
        identity.year,
        passages,
        tuple(grid for grid in grids if not grid.table.loose),
        tuple(_not_figures(passages, grids)),
        tuple(grid for grid in grids if grid.table.loose),
    )


def _passage(paragraph: Paragraph, headings: tuple[str, ...], year: int | None) -> Passage:
    declared = _DECLARED.search(headings[-1]) if headings else None
    unit = declared[1] if declared else ""
    tokens = tokenize(paragraph.text, paragraph.index, unit=unit)
    marks = marks_of(paragraph.text.text, tokens)
    return Passage(paragraph, resolve(tokens, year), headings, year, marks=marks)


def _grids(document: Document) -> list[Grid]:
    """Every table understood, each with the paragraphs between it and the table before it."""
    grids = []
    before: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Table):
            grids.append(understand(block, tuple(before), tokenize))
            before = []
        elif block.role not in _SKIPPED:
            before.append(block)
    return grids


def _not_figures(passages: Sequence[Passage], grids: Sequence[Grid]) -> list[tuple[Span, str]]:
    """What is made of digits and is no figure, in prose and in cells, with the reason."""
    found = []
    for passage in passages:
        for token in passage.tokens:
            if token.kind is TokenKind.NOT_FIGURE:
                found.append((passage.span(token.start, token.end), token.cue))
    for grid in grids:
        for cell in grid.cells:
            for token in cell.tokens:
                if token.kind is TokenKind.NOT_FIGURE:
                    span = Span(grid.table.index, token.start, token.end, cell.row, cell.column)
                    found.append((span, token.cue))
    return found
