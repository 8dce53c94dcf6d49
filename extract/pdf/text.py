"""Lines → the contract's `Text`, every character tied to its box."""

from __future__ import annotations

from collections.abc import Iterable

from ..document import Piece, Text
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
    if not frame.turn:
        yield Piece(at, at + len(line.text), page, line.top, line.bottom, line.edges)
        return
    # On a sheet that is turned for reading a line stands upright: a piece for each character.
    for i in range(len(line.text)):
        box = (line.edges[i], line.top, line.edges[i + 1], line.bottom)
        x0, top, x1, bottom = frame.displayed(box)
        yield Piece(at + i, at + i + 1, page, top, bottom, (x0, x1))
