"""A report's text as records, with where the spans in use stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..extract.document import Block, Cell, Document, Paragraph, Span, Text
from .finding import BlockRecord, CheckRecord, FigureRecord, Finding, TextRecord

_Key = tuple[int, int, int]  # block, row, column


def blocks_of(
    document: Document,
    figures: Iterable[FigureRecord],
    findings: Iterable[Finding],
    checks: Iterable[CheckRecord],
    more: Iterable[Span] = (),
) -> list[BlockRecord]:
    """The blocks of a document; the spans of figures, findings and checks, and `more`, can be
    shown in them."""
    spans: dict[_Key, set[Span]] = defaultdict(set)
    used = [*more, *(figure.place.span for figure in figures)]
    used += [place.span for finding in findings for place in finding.places]
    used += [span for check in checks for span in check.spans]
    for span in used:
        spans[span.block, span.row, span.column].add(span)
    return [_block(block, spans) for block in document.blocks]


def _block(block: Block, spans: dict[_Key, set[Span]]) -> BlockRecord:
    if isinstance(block, Paragraph):
        page = block.text.page()
        return BlockRecord(
            kind=block.role.value,
            texts=(_text(block.text, spans.get((block.index, -1, -1), set())),),
            level=block.level,
            pages=() if page is None else (page,),
        )
    return BlockRecord(
        kind="table",
        texts=tuple(
            _cell(c, spans.get((block.index, c.row, c.column), set())) for c in block.cells
        ),
        pages=block.row_pages if any(page is not None for page in block.row_pages) else (),
        rows=block.row_count,
        columns=block.column_count,
        parent=-1 if block.parent is None else block.parent[0],
    )


def _cell(cell: Cell, spans: set[Span]) -> TextRecord:
    place = (cell.row, cell.column, cell.row_span, cell.column_span)
    return _text(cell.text, spans, place)


def _text(
    text: Text, spans: set[Span], place: tuple[int, int, int, int] = (-1, -1, 1, 1)
) -> TextRecord:
    moved = []
    for span in sorted(spans):
        low, high = text.original_range(span.start, span.end)
        if (low, high) != (span.start, span.end):
            moved.append((span.start, span.end, low, high))
    return TextRecord(text.original, *place, tuple(moved))
