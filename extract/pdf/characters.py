"""The characters of a page with their boxes, straight from pdfium."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from .geometry import Frame

_MINUS_AT_LINE_END = {0x02, 0xFFFE}
"""pdfium's marks for a hyphen before a line break: in figures, a minus sign."""
_SPACES = {0x20, 0xA0, 0x3000, *range(0x2000, 0x200C), 0x202F, 0x205F}
_DIAGONAL = math.radians(3)


@dataclass(slots=True)
class Character:
    """A printed character and its box in reading coordinates (points).

    `spaced` says that the file has a space before it; spaces are not characters here.
    `confidence` is below 1 for a character recognised on a picture.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool
    confidence: float = 1.0

    @property
    def size(self) -> float:
        return self.bottom - self.top


@dataclass(slots=True)
class PageCharacters:
    """What a page's text layer holds.

    `seen` are the characters along the page's main direction in the file's order; `aside` are
    others at a right angle to it, by their quarter turn; `unseen` are not painted; `diagonal`
    counts those at a slant (stamps, watermarks), which are no text; `nameless` those for which
    the file does not say which character a glyph is.
    """

    seen: list[Character] = field(default_factory=list)
    aside: dict[int, list[Character]] = field(default_factory=dict)
    unseen: list[Character] = field(default_factory=list)
    diagonal: int = 0
    nameless: int = 0


def read_characters(text_page: Any, frame: Frame) -> PageCharacters:
    """The upright, painted characters: the fast way, for pages that hold nothing else."""
    found = PageCharacters()
    _, found.seen = _all(text_page, frame, found)
    return found


def read_turned_characters(text_page: Any, frame: Frame) -> tuple[PageCharacters, Frame]:
    """The characters of a page with slanted, turned or unpainted text, and its reading frame."""
    turn = _main_turn(text_page, frame)
    frame = frame.turned(-turn)
    base = _base_angle(frame)
    found = PageCharacters()
    for index, character in zip(*_all(text_page, frame, found), strict=True):
        if _render_mode(text_page, index) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            found.unseen.append(character)
            continue
        quarter = _quarter(pdfium.FPDFText_GetCharAngle(text_page, index) + base)
        if quarter is None:
            found.diagonal += 1
        elif quarter:
            found.aside.setdefault(quarter, []).append(character)
        else:
            found.seen.append(character)
    return found, frame


def _all(text_page: Any, frame: Frame, found: PageCharacters) -> tuple[list[int], list[Character]]:
    """Every printed character, and its index in pdfium's text page."""
    indexes: list[int] = []
    characters: list[Character] = []
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    generated = pdfium.FPDFText_IsGenerated
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    a, b, c, _, e, f = frame.matrix
    upright = not b and not c and a > 0
    width, height = frame.width, frame.height
    spaced = False
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = unicode_of(text_page, index)
        if code <= 32 or code in _SPACES or code == 0xFFFE:
            if code in _MINUS_AT_LINE_END:
                code = 0x2D
            elif code:
                spaced = spaced or (code in _SPACES and not generated(text_page, index))
                continue
            else:
                found.nameless += 1
                continue
        if not box_of(text_page, index, reference):
            continue
        if upright:
            x0, x1 = box.left + e, box.right + e
            top, bottom = f - box.top, f - box.bottom
        else:
            x0, top, x1, bottom = frame.box(box.left, box.bottom, box.right, box.top)
        if not (0 <= x0 + x1 <= 2 * width and 0 <= top + bottom <= 2 * height):
            continue
        indexes.append(index)
        characters.append(Character(chr(code), x0, top, x1, bottom, spaced))
        spaced = False
    return indexes, characters


def _base_angle(frame: Frame) -> float:
    """The clockwise angle (radians) that the frame adds to a text's angle in the file."""
    a, b, _, _, _, _ = frame.matrix
    return math.atan2(b, a)


def _quarter(angle: float) -> int | None:
    """Quarter turns in `angle`, None for a slant."""
    turns = angle / (math.pi / 2)
    nearest = round(turns)
    return nearest % 4 if abs(turns - nearest) * math.pi / 2 < _DIAGONAL else None


def _main_turn(text_page: Any, frame: Frame) -> int:
    """The quarter turn in which most characters stand on the displayed page."""
    base = _base_angle(frame)
    count: Counter[int] = Counter()
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        if pdfium.FPDFText_GetUnicode(text_page, index) > 32:
            quarter = _quarter(pdfium.FPDFText_GetCharAngle(text_page, index) + base)
            if quarter is not None:
                count[quarter] += 1
    best = count.most_common(1)
    return best[0][0] if best and best[0][1] > 2 * count[0] else 0


def _render_mode(text_page: Any, index: int) -> int:
    item = pdfium.FPDFText_GetTextObject(text_page, index)
    return int(pdfium.FPDFTextObj_GetTextRenderMode(item)) if item else 0
