"""Running heads, running feet and page numbers: found by what repeats, page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from .lines import Line
from .page import PageContent
from .tables import PageTable

_ZONE = 0.13
"""Share of the page height, at the top and at the bottom, in which furniture stands."""
_LINES = 3
"""Lines at either end of a page that may be furniture."""
_NEAR = 4
"""Pages before and after, among which a running head comes again."""
_SHARE = 0.45
"""Share of those pages that must have it: left and right pages may differ."""
_SAME_HEIGHT = 2.0  # points
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－_~·•.第页共Pp/／|]*\d{1,4}(?:[\s\-—–－_~·•.第页共/／|of]+\d{1,4})?[\s\-—–－_~·•.页]*"
)

_Zones = Sequence[Sequence[Line]]
"""For each page the outermost lines at one end, the outermost first."""


def furniture(pages: Sequence[PageContent]) -> dict[int, bool]:
    """Lines that are furniture, by `id`: True at the head of the page, False at its foot."""
    found: dict[int, bool] = {}
    for head in (True, False):
        zones = [list(_zone(page, head)) for page in pages]
        apart = _repeated(pages, zones) | _page_numbers(pages, zones)
        if not head:
            apart |= {id(line) for page in pages if (line := _lone_number(page)) is not None}
        for zone in zones:
            for line in zone:
                if id(line) not in apart:
                    break  # furniture is outermost
                found[id(line)] = head
    return found


def _zone(page: PageContent, head: bool) -> Iterator[Line]:
    """The outermost lines at one end of a page, the outermost first."""
    height = page.frame.height
    lines = [item for item in page.items if isinstance(item, Line)]
    lines.sort(key=lambda line: line.centre, reverse=not head)
    for line in lines[:_LINES]:
        near = line.centre < _ZONE * height if head else line.centre > (1 - _ZONE) * height
        if near:
            yield line


def _repeated(pages: Sequence[PageContent], zones: _Zones) -> set[int]:
    """Lines whose words stand at the same height on most of the pages around theirs.

    What stands right above a table on each of its pages is the table's title.
    """
    alike: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for position, zone in enumerate(zones):
        for line in zone:
            alike[_DIGITS.sub("#", "".join(line.text.split()))].append((position, line))
    found: set[int] = set()
    for places in alike.values():
        if len(places) < 3 or all(_above_table(pages[p], zones[p]) for p, _ in places):
            continue
        for position, line in places:
            window = range(max(0, position - _NEAR), min(len(pages), position + _NEAR + 1))
            times = sum(p in window and _level(line, other) for p, other in places)
            if times >= max(3, _SHARE * len(window)):
                found.add(id(line))
    return found


def _level(line: Line, other: Line) -> bool:
    return abs(line.centre - other.centre) < _SAME_HEIGHT


def _above_table(page: PageContent, zone: Sequence[Line]) -> bool:
    """Whether a table follows the lines at the head of the page."""
    inside = {id(line) for line in zone}
    following = next((item for item in page.items if id(item) not in inside), None)
    return isinstance(following, PageTable) and following.box[1] > zone[0].centre


def _page_numbers(pages: Sequence[PageContent], zones: _Zones) -> set[int]:
    """Lines that hold nothing but a number which runs with the pages."""
    offsets: dict[int, set[int]] = defaultdict(set)
    lone: set[int] = set()
    for page, zone in zip(pages, zones, strict=True):
        for line in zone:
            if not _PAGE_NUMBER.fullmatch(line.text):
                continue
            number = int(_DIGITS.findall(line.text)[0])
            offsets[number - page.number].add(id(line))
            if number == page.number or _DIGITS.sub("", line.text).strip():
                lone.add(id(line))
    running = {i for lines in offsets.values() if len(lines) >= 2 for i in lines}
    return running | lone


def _lone_number(page: PageContent) -> Line | None:
    """A bare number that stands alone at the foot of a page, well below everything else."""
    items = sorted(page.items, key=lambda item: item.box[3])
    if len(items) < 2 or not isinstance(items[-1], Line):
        return None
    last, above = items[-1], items[-2]
    low = last.centre > (1 - _ZONE) * page.frame.height
    apart = last.top - above.box[3] > 1.5 * last.size
    bare = len(last.text) <= 4 and _DIGITS.fullmatch(last.text)
    return last if low and apart and bare else None
