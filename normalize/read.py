"""A document as validate/ sees it: passages of tokens, understood tables, whose report it is."""

from __future__ import annotations

from collections.abc import Sequence

from ..extract.document import Document, Paragraph, Role, Span, Table
from .govern import resolve
from .headings import headings_in_force
from .identity import identify
from .reading import Grid, Passage, Reading
from .token import TokenKind
from .tokenize import tokenize

_SKIPPED = (Role.HEADER, Role.FOOTER)


def normalize(document: Document) -> Reading:
    """Read every paragraph and table of `document`.

    Headers and footers are no passages; hidden text, notes and text boxes are.  Periods relative
    to the report year (上年) are given years where that year is known.
    """
    paragraphs = [p for p in document.paragraphs if p.role not in _SKIPPED]
    identity = identify(document)
    headings = headings_in_force(paragraphs)
    passages = tuple(
        Passage(
            paragraph,
            resolve(tokenize(paragraph.text, paragraph.index), identity.years[paragraph.index]),
            headings[paragraph.index],
        )
        for paragraph in paragraphs
    )
    grids = tuple(_grids(document))
    return Reading(
        document,
        identity.title,
        identity.organisation,
        identity.year,
        passages,
        grids,
        tuple(_not_figures(passages, grids)),
    )


def _grids(document: Document) -> list[Grid]:
    try:
        from .grid import understand
    except ModuleNotFoundError:  # not every build reads tables yet
        return []
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
