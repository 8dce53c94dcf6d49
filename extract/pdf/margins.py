"""Where running text begins and ends: by page and column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .lines import Line
from .page import PageContent
from .tables import PageTable

_ENOUGH = 8
"""Lines a page must have to have margins of its own."""
_PLENTY = 100
"""Lines, of the page and of pages near it, that tell the usual margins."""
_SUPPORT = 0.04
"""Share of lines that must begin or end together to show a margin."""
_OWN_SHARE, _SHARE = 0.35, 0.1
"""Share of lines that are full in running text, on a page and on many."""
_LOPSIDED_SHARE = 0.75
"""The same where much more is left free at the right than at the left: likely a list."""
_NARROWEST = 100.0  # points


@dataclass(frozen=True, slots=True)
class Margins:
    """Where running text begins and ends on its page or in its column (points)."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


def margins_by_page(
    pages: Sequence[PageContent], body: Sequence[Sequence[Line | PageTable]]
) -> list[list[Margins]]:
    """The margins of every column of every page; `body` holds the items without furniture."""
    lines = [[item for item in items if isinstance(item, Line)] for items in body]
    found: list[list[Margins]] = []
    for position, page in enumerate(pages):
        if page.column_count == 1:
            near = _nearby(position, pages, lines)
            found.append([_margins(lines[position], near, page)])
            continue
        columns = [
            [line for line in lines[position] if page.columns.get(id(line), 0) == column]
            for column in range(page.column_count)
        ]
        found.append([_extremes(column) for column in columns])
    return found


def _nearby(
    position: int, pages: Sequence[PageContent], lines: Sequence[Sequence[Line]]
) -> list[Line]:
    """The page's lines and those of the nearest pages of its size, until there are plenty."""
    size = _size(pages[position])
    gathered: list[Line] = []
    for other in _outwards(position, len(pages)):
        if len(gathered) >= _PLENTY:
            break
        if pages[other].column_count == 1 and _size(pages[other]) == size:
            gathered += lines[other]
    return gathered


def _outwards(position: int, count: int) -> Iterator[int]:
    yield position
    for distance in range(1, count):
        for other in (position + distance, position - distance):
            if 0 <= other < count:
                yield other


def _margins(own: Sequence[Line], near: Sequence[Line], page: PageContent) -> Margins:
    """The margins of a page with the lines `own`; `near` has those of pages around it as well."""
    left = _left(own, near)
    for lines, least in ((own, _OWN_SHARE), (near, _SHARE)):
        right = _outermost([line.x1 for line in lines], -1)
        if right is None or right - left < _NARROWEST:
            continue
        lopsided = page.frame.width - right > 1.5 * left + 20
        if _full(lines, right) >= (_LOPSIDED_SHARE if lopsided else least):
            return Margins(left, right)
    # Hardly a line is full: the text may reach as far as its longest line, or as the paper is
    # wont to leave free.
    longest = max((line.x1 for line in near), default=0.0)
    return Margins(left, max(longest, page.frame.width - left))


def _left(own: Sequence[Line], near: Sequence[Line]) -> float:
    usual = _outermost([line.x0 for line in near], 1)
    if usual is None:
        usual = min((line.x0 for line in near), default=0.0)
    here = _outermost([line.x0 for line in own], 1) if len(own) >= _ENOUGH else None
    if here is None or (here > usual and any(abs(line.x0 - usual) < 2 for line in own)):
        return usual
    return here


def _full(lines: Sequence[Line], right: float) -> float:
    """The share of lines that end within a character of `right`."""
    return sum(abs(line.x1 - right) < line.em for line in lines) / len(lines)


def _outermost(positions: Sequence[float], direction: int) -> float | None:
    """The outermost position (the least for 1, the greatest for -1) that several lines share."""
    count = Counter(map(round, positions))
    least = max(3, _SUPPORT * len(positions))
    for position in sorted(count, reverse=direction < 0):
        if sum(count[position + direction * distance] for distance in range(4)) >= least:
            return float(position)
    return None


def _extremes(lines: Sequence[Line]) -> Margins:
    return Margins(
        min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0)
    )


def _size(page: PageContent) -> tuple[int, int]:
    return round(page.frame.width), round(page.frame.height)
