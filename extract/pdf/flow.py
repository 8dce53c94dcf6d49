"""The run of a document over its pages: lines gathered into paragraphs, tables between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .lines import Line
from .page import PageContent
from .paragraphs import Margins, begins_inside, continues, margins_of, usual_pitch
from .tables import PageTable

_ENOUGH = 8
"""Lines a page must have to have margins of its own."""


@dataclass(slots=True)
class Passage:
    """The lines of one paragraph, each with the page it stands on (from 1).

    `margins` are those of the column its latest line stands in.
    """

    lines: list[tuple[int, Line]] = field(default_factory=list)
    margins: Margins = field(default_factory=lambda: Margins(0.0, 0.0))

    @property
    def page(self) -> int:
        return self.lines[0][0]

    indented: bool = False

    @property
    def text(self) -> str:
        return "".join(line.text for _, line in self.lines)


Element = Passage | PageTable


def elements_of(pages: Sequence[PageContent], apart: Mapping[int, bool]) -> list[Element]:
    """Paragraphs and tables of all pages, without the furniture `apart` (by `id` of its lines)."""
    body = [
        [item for item in page.items if not (isinstance(item, Line) and id(item) in apart)]
        for page in pages
    ]
    margins = _margins(pages, body)
    pitch = usual_pitch([[i for i in items if isinstance(i, Line)] for items in body])
    return list(_gathered(pages, body, margins, pitch))


def _margins(
    pages: Sequence[PageContent], body: Sequence[Sequence[Line | PageTable]]
) -> list[list[Margins]]:
    """The margins of every column of every page."""
    alike: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for page, items in zip(pages, body, strict=True):
        if page.column_count == 1:
            alike[_size(page)] += [item for item in items if isinstance(item, Line)]
    shared = {size: margins_of(lines) for size, lines in alike.items()}
    found: list[list[Margins]] = []
    for page, items in zip(pages, body, strict=True):
        columns: list[Margins] = []
        for column in range(page.column_count):
            lines = [
                i for i in items if isinstance(i, Line) and page.columns.get(id(i), 0) == column
            ]
            if page.column_count > 1:
                columns.append(margins_of(lines) or _extremes(lines, page))
            else:
                columns.append(_page_margins(lines, page, shared.get(_size(page))))
        found.append(columns)
    return found


def _page_margins(lines: Sequence[Line], page: PageContent, shared: Margins | None) -> Margins:
    """A page's own margins where it has enough running text, else those of pages like it.

    A page of short lines says little about its right margin: it is at least where pages like it
    have theirs, unless every line on it is shorter.
    """
    extremes = _extremes(lines, page)
    if shared is None:
        return margins_of(lines) or extremes
    own = margins_of(lines) if len(lines) >= _ENOUGH else None
    if own is None:
        return shared
    left, right = own.left, own.right
    if left > shared.left:
        left = max(shared.left, extremes.left)
    if right < shared.right:
        right = min(shared.right, extremes.right)
    return Margins(left, right)


def _size(page: PageContent) -> tuple[int, int]:
    return round(page.frame.width), round(page.frame.height)


def _extremes(lines: Sequence[Line], page: PageContent) -> Margins:
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=page.frame.width)
    return Margins(left, right)


def _gathered(
    pages: Sequence[PageContent],
    body: Sequence[Sequence[Line | PageTable]],
    margins: Sequence[Sequence[Margins]],
    pitch: float,
) -> Iterator[Element]:
    passage: Passage | None = None
    for page, items, columns in zip(pages, body, margins, strict=True):
        for item in items:
            if isinstance(item, PageTable):
                if passage:
                    yield passage
                passage = None
                yield item
                continue
            place = columns[page.columns.get(id(item), 0)]
            if passage is not None:
                last_page, last = passage.lines[-1]
                same = last_page == page.number and last.centre < item.centre
                if continues(
                    last,
                    item,
                    passage.margins,
                    place,
                    same_page=same,
                    pitch=pitch,
                    alone=len(passage.lines) == 1,
                    indented=passage.indented,
                ):
                    passage.lines.append((page.number, item))
                    passage.margins = place
                    continue
                yield passage
            passage = Passage([(page.number, item)], place, begins_inside(item, place))
    if passage:
        yield passage
