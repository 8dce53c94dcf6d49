"""Where a finding stands: links that open the page, quotes with marks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from ..extract.packed import holder_of
from ..validate.finding import Finding, Place
from .clean import one_line
from .words import Words

_CONTEXT = 40  # characters of context that a quote has when its text goes on
_DRIFT = 8  # how far healing may shift positions between two quotes of one text
_SHARED = 6  # the least number of characters two quotes must share to be joined
_ADDRESS = re.compile(r"R(\d+)C(\d+)")
_IN_LINKS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '% "#<>[]^`{}?'})


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote with the figures that matter marked: `quote[start:end]` for each mark."""

    place: Place
    quote: str
    marks: tuple[tuple[int, int], ...]

    def segments(self) -> Iterator[tuple[str, bool]]:
        """The quote on one line, in stretches, each with whether it is marked."""
        done = 0
        first, last = self.marks[0][0], self.marks[-1][1]
        if first >= _CONTEXT:
            yield "…", False
        for start, end in self.marks:
            yield one_line(self.quote[done:start]), False
            yield one_line(self.quote[start:end]), True
            done = end
        yield one_line(self.quote[done:]), False
        if len(self.quote) - last >= _CONTEXT:
            yield "…", False


def excerpts(places: Sequence[Place]) -> list[Excerpt]:
    """Quotes of places, those that overlap in one text joined, in reading order."""
    found: list[Excerpt] = []
    for place in sorted(places, key=_reading_order):
        own = Excerpt(place, place.quote, ((place.start, place.end),))
        joined = _joined(found[-1], place) if found else None
        if joined is None:
            found.append(own)
        else:
            found[-1] = joined
    return found


def sides(finding: Finding) -> tuple[Sequence[Place], Sequence[Place]]:
    """Both sides of the evidence: what is stated, and what it was recomputed from.

    Of reports held against each other each is a side."""
    places = finding.places
    if any(place.report for place in places):
        own = [place for place in places if not place.report]
        return own, [place for place in places if place.report]
    return places[:1], places[1:]


def where(place: Place, words: Words) -> str:
    """A place in words: page and cell, or the paragraph where the format has no pages.

    A place in another report has that report's name before it."""
    parts = [one_line(PurePosixPath(place.report).name)] if place.report else []
    if place.page is not None:
        parts.append(words("phrases", "page", page=place.page))
    address = _ADDRESS.fullmatch(place.cell)
    if place.page is None:
        parts.append(words("phrases", "block", block=place.block + 1))
    if address:
        parts.append(words("phrases", "cell", row=address[1], column=address[2]))
    elif place.cell:
        parts.append(place.cell)
    return " ".join(parts)


def doubts_about(place: Place, words: Words) -> str:
    """What an auditor must know of how a figure was read; empty for settled, real text."""
    text = words("phrases", "revision") if place.revision else ""
    if place.confidence < 1:
        text += words("phrases", "recognised", percent=round(place.confidence * 100))
    return text


def relative_path(target: str, folder: Path) -> str:
    """`target` as seen from `folder`, with forward slashes; absolute on another drive."""
    try:
        relative = os.path.relpath(os.path.realpath(target), os.path.realpath(folder))
    except ValueError:
        return Path(target).resolve().as_posix()
    return Path(relative).as_posix()


def cell_link(path: str, page: int | None, folder: Path, bookmark: str = "") -> str:
    """What XlsxWriter's `write_url` needs to open a report (a PDF at its page, a Word file at
    a bookmark).

    Chinese names stay as they are (spreadsheet programs expect that); only signs that mean
    something in a link are escaped.  A report in a zip archive is opened no further than that.
    """
    if holder := _holder(path):
        path, page, bookmark = holder, None, ""
    target = relative_path(path, folder).translate(_IN_LINKS)
    if not target.startswith(".") and ":" not in target:
        target = f"./{target}"
    at_page = page is not None and path.lower().endswith(".pdf")
    within = f"page={page}" if at_page else bookmark
    return f"external:{target}#{within}" if within else f"external:{target}"


@lru_cache(maxsize=256)
def _holder(path: str) -> str:
    """The archive that holds a report, empty for a file of its own."""
    holder = holder_of(Path(path))
    return "" if holder is None else str(holder)


def _reading_order(place: Place) -> tuple[str, int, int, int, int]:
    span = place.span
    return place.report, span.block, span.row, span.column, span.start


def _joined(excerpt: Excerpt, place: Place) -> Excerpt | None:
    """The excerpt with a further place of the same text, None where the two do not overlap."""
    anchor = excerpt.place
    same_text = (anchor.report, anchor.span.block, anchor.span.row, anchor.span.column)
    if same_text != (place.report, place.span.block, place.span.row, place.span.column):
        return None
    offset = (place.span.start - place.start) - (anchor.span.start - anchor.start)
    for drift in sorted(range(-_DRIFT, _DRIFT + 1), key=abs):
        at = offset + drift
        if not 0 <= at <= len(excerpt.quote):
            continue
        tail = excerpt.quote[at:]
        shared = min(len(tail), len(place.quote))
        if shared < min(_SHARED, len(place.quote)) or tail[:shared] != place.quote[:shared]:
            continue
        mark = (at + place.start, at + place.end)
        if mark[0] < excerpt.marks[-1][1]:
            continue
        longer = excerpt.quote[:at] + max(tail, place.quote, key=len)
        return replace(excerpt, quote=longer, marks=(*excerpt.marks, mark))
    return None
