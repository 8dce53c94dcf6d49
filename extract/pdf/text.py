"""Lines → the contract's `Text`, every character tied to its box."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ..document import Box, Piece, Text
from ..hygiene import heal
from .geometry import Frame
from .lines import Line

PlacedLine = tuple[int, Frame, Line]
"""Page number, the page's frame, and the line."""
_OPEN_END = "=＝÷×≤≥<>＜＞"
"""Behind these a formula goes straight on; a line break would be read as a space."""


def text_of(lines: Iterable[PlacedLine]) -> Text:
    """Lines of one paragraph or cell, healed; line ends stand as line breaks in `original`."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for page, frame, line in lines:
        pieces.extend(_pieces(line, at, page, frame))
        end = "" if line.text[-1] in _OPEN_END else "\n"
        parts.append(line.text + end)
        at += len(line.text) + len(end)
    return heal("".join(parts).removesuffix("\n"), tuple(pieces))


def _pieces(line: Line, at: int, page: int, frame: Frame) -> Iterable[Piece]:
    if line.confidences:
        yield from _recognised(line, at, page)
        return
    if not frame.turn and not line.boxes:
        yield Piece(at, at + len(line.text), page, line.top, line.bottom, line.edges)
        return
    # Where the line does not run across the page as displayed, each character is a piece.
    for i in range(len(line.text)):
        box = line.boxes[i] if line.boxes else _letter_box(line, i)
        x0, top, x1, bottom = frame.displayed(box)
        yield Piece(at + i, at + i + 1, page, top, bottom, (x0, x1))


def _recognised(line: Line, at: int, page: int) -> Iterable[Piece]:
    """A piece for each stretch of a recognised line that is equally certain."""
    start = 0
    for sure, letters in groupby(line.confidences):
        end = start + len(list(letters))
        edges = line.edges[start : end + 1]
        yield Piece(at + start, at + end, page, line.top, line.bottom, edges, "", sure)
        start = end


def _letter_box(line: Line, i: int) -> Box:
    return line.edges[i], line.top, line.edges[i + 1], line.bottom
