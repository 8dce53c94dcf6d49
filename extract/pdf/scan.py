"""A page that is only a picture: its characters are recognised, its rules found in the ink."""

from __future__ import annotations

from typing import Any

import pypdfium2

from ..ocr import Recognition
from ..problem import Problem
from .characters import Character, PageCharacters
from .geometry import Frame
from .objects import Drawn, Rule
from .page import PageContent, fill_page

_DPI = 200.0
_POINT = 72.0
_LARGEST = 4000  # pixels along a side; a poster is rendered coarser
_INK = 128  # of 255; darker is ink
_SHORTEST_RULE = 24.0  # points; the longest stroke of a character in a title is shorter
_THICKEST_RULE = 4.0  # points


def recognised(
    page: pypdfium2.PdfPage, untrusted: PageContent, frame: Frame, recognition: Recognition
) -> PageContent:
    """A page without usable text, read by character recognition.

    `frame` shows the page as displayed.  When there is no time left, or no character is found,
    the page stays as it was: a problem, of which nothing is said.
    """
    if recognition.exhausted:
        return untrusted
    side = max(frame.width, frame.height)
    scale = min(_DPI / _POINT, _LARGEST / side)
    picture = page.render(scale=scale, rev_byteorder=False).to_numpy()
    characters = PageCharacters(
        [
            Character(
                sign.text, sign.x0 / scale, sign.top / scale, sign.x1 / scale,
                sign.bottom / scale, sign.spaced, sign.confidence,
            )
            for sign in recognition.signs_of(picture)
        ]
    )  # fmt: skip
    if not characters.seen:
        return untrusted
    number = untrusted.number
    content = PageContent(number, frame, problems=[Problem("ocr-page", number)])
    content.notes, content.unseen = untrusted.notes, untrusted.unseen
    fill_page(content, characters, Drawn(_rules(picture, scale)))
    return content


def _rules(picture: Any, scale: float) -> list[Rule]:
    """Straight lines across and down a picture, in points."""
    import cv2
    import numpy

    grey = picture if picture.ndim == 2 else picture.min(axis=2)
    ink = (grey < _INK).astype(numpy.uint8)
    shortest = max(3, round(_SHORTEST_RULE * scale))
    rules: list[Rule] = []
    for size in ((shortest, 1), (1, shortest)):
        strokes = cv2.morphologyEx(
            ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size)
        )
        _, _, found, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
        for x, y, width, height, _ in found[1:]:  # the first is the paper
            if min(width, height) > _THICKEST_RULE * scale:
                continue
            x0, top = float(x) / scale, float(y) / scale
            x1, bottom = float(x + width) / scale, float(y + height) / scale
            if size[0] > size[1]:
                rules.append(Rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2))
            else:
                rules.append(Rule((x0 + x1) / 2, top, (x0 + x1) / 2, bottom))
    return rules
