"""Running heads, running feet and page numbers: found by what repeats, page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from .lines import Line
from .page import PageContent

_ZONE = 0.13
"""Share of the page height, at the top and at the bottom, in which furniture stands."""
_LINES = 3
"""Lines at either end of a page that may be furniture."""
_DIGITS = re.compile(r"[\d０-９]+")
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－_~·•.第页共Pp/／|]*\d{1,4}(?:[\s\-—–－_~·•.第页共/／|of]+\d{1,4})?[\s\-—–－_~·•.页]*"
)


def furniture(pages: Sequence[PageContent]) -> dict[int, bool]:
    """Lines that are furniture, by `id`: True at the head of the page, False at its foot."""
    found: dict[int, bool] = {}
    for head in (True, False):
        zones = [list(_zone(page, head)) for page in pages]
        repeated = _repeated(zones)
        numbers = _page_numbers(pages, zones)
        for zone in zones:
            for line in zone:
                if id(line) in numbers or _key(line) in repeated:
                    found[id(line)] = head
                else:
                    break  # furniture is outermost
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


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", "".join(line.text.split())), round(line.centre / 6)


def _repeated(zones: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    """Keys of lines that stand at the same height on several pages."""
    count: Counter[tuple[str, int]] = Counter()
    for zone in zones:
        count.update({_key(line) for line in zone})
    found: set[tuple[str, int]] = set()
    for (text, height), _ in count.items():
        times = sum(count[text, height + d] for d in (-1, 0, 1))
        if times >= 3 and text != "#":
            found.add((text, height))
    return found


def _page_numbers(pages: Sequence[PageContent], zones: Sequence[Sequence[Line]]) -> set[int]:
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
