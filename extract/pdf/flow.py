"""The run of a document over its pages: lines gathered into paragraphs, tables between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .lines import Line
from .margins import Margins, margins_by_page
from .page import PageContent
from .paragraphs import begins_inside, continues, usual_pitch
from .tables import PageTable


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
    margins = margins_by_page(pages, body)
    pitch = usual_pitch([[i for i in items if isinstance(i, Line)] for items in body])
    return list(_gathered(pages, body, margins, pitch))


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
