"""Pages of lines and tables → the blocks of a `Document`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..document import Block, Cell, Paragraph, Role, Table, join_blocks
from .flow import Passage, elements_of
from .furniture import furniture
from .geometry import Frame
from .headings import Bookmark, level_of, outlined, without_contents
from .join import JoinedTable, joined
from .lines import Line
from .page import PageContent
from .text import text_of

Frames = Mapping[int, Frame]
"""The frame of each page, by page number."""
_Placed = tuple[Passage | JoinedTable, Role]


def blocks_of(
    pages: Sequence[PageContent], bookmarks: Sequence[Bookmark] = ()
) -> tuple[Block, ...]:
    """Join what pages cut, keep furniture apart, and number the blocks in reading order.

    `bookmarks` are the file's own outline, which knows its headings.
    """
    apart = furniture(pages)
    elements, titles = joined(elements_of(pages, apart))
    heads, feet = _furniture_passages(pages, apart)
    heads += [(passage, Role.HEADER) for passage in titles]
    ordered = _merged([(element, Role.BODY) for element in elements], heads, feet)
    frames = {page.number: page.frame for page in pages}
    size = _body_size(element for element in elements if isinstance(element, Passage))
    blocks: list[Block] = []
    for element, role in ordered:
        if isinstance(element, JoinedTable):
            blocks.append(_table(element, len(blocks), frames))
        else:
            blocks.append(_paragraph(element, len(blocks), frames, role, size))
    return join_blocks(list(outlined(without_contents(blocks), bookmarks)))


def _furniture_passages(
    pages: Sequence[PageContent], apart: Mapping[int, bool]
) -> tuple[list[_Placed], list[_Placed]]:
    heads: list[_Placed] = []
    feet: list[_Placed] = []
    for page in pages:
        for item in page.items:
            if isinstance(item, Line) and id(item) in apart:
                passage = Passage([(page.number, item)])
                if apart[id(item)]:
                    heads.append((passage, Role.HEADER))
                else:
                    feet.append((passage, Role.FOOTER))
        feet += [(Passage([(page.number, line)]), Role.TEXT_BOX) for line in page.aside]
        feet += [(Passage([(page.number, line)]), Role.HIDDEN) for line in page.unseen]
    return heads, feet


def _merged(
    body: Sequence[_Placed], heads: Sequence[_Placed], feet: Sequence[_Placed]
) -> list[_Placed]:
    """Heads before what begins on their page, feet after it."""
    keyed = [((item.page, 0), item, role) for item, role in heads]
    keyed += [((item.page, 1), item, role) for item, role in body]
    keyed += [((item.page, 2), item, role) for item, role in feet]
    keyed.sort(key=lambda entry: entry[0])
    return [(item, role) for _, item, role in keyed]


def _body_size(passages: Iterable[Passage]) -> float:
    """The type size (points) in which most of the running text is set."""
    count: Counter[float] = Counter()
    for passage in passages:
        for _, line in passage.lines:
            count[round(line.em * 2) / 2] += len(line.text)
    return count.most_common(1)[0][0] if count else 0.0


def _paragraph(
    passage: Passage, index: int, frames: Frames, role: Role, body_size: float
) -> Paragraph:
    text = text_of((page, frames[page], line) for page, line in passage.lines)
    if role is not Role.BODY:
        return Paragraph(index, text, role)
    _, line = passage.lines[0]
    margins = passage.margins
    middle = abs(line.x0 + line.x1 - margins.left - margins.right) < 2 * line.em
    centred = middle and line.x0 > margins.left + line.em
    level = level_of(text.text, line.em, body_size, centred)
    return Paragraph(index, text, Role.HEADING if level else role, level)


def _table(table: JoinedTable, index: int, frames: Frames) -> Table:
    cells = [
        Cell(
            cell.row,
            cell.column,
            text_of((page, frames[page], line) for page, line in cell.lines),
            cell.row_span,
            cell.column_span,
        )
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    ]
    return Table(
        index,
        tuple(cells),
        table.row_count,
        table.column_count,
        tuple(table.row_pages),
        None,
        tuple(table.header_repeats),
        table.ruled,
    )
