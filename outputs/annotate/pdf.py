"""A copy of a PDF report with highlights over the figures, and notes beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Highlight, Text
from pypdf.constants import AnnotationFlag
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from ...extract.document import Box
from ...extract.pdf.geometry import Frame, frame_of
from ...validate.finding import Finding, Place
from ..words import Words
from .note import AUTHOR, NotAnnotated, note, reference

_COLOURS = {"error": "ff8a80", "warning": "ffcc80", "review": "fff176", "info": "90caf9"}
_OPERAND = "c5e1a5"
_ICON = 14.0  # points
_EDGE = 2.0  # points between an icon and the edge of the page


def annotate_pdf(path: Path, target: Path, findings: Sequence[Finding], words: Words) -> None:
    """Write the annotated copy of `path` to `target`.  NotAnnotated, OSError."""
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotAnnotated(words("phrases", "no_copy_encrypted"))
        writer = PdfWriter(clone_from=reader)
        pages = _Pages(writer)
        for finding in findings:
            pages.mark(finding, words)
        with target.open("wb") as stream:
            writer.write(stream)
    except (PyPdfError, DependencyError) as error:
        raise NotAnnotated(str(error)) from error


class _Pages:
    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._frames: dict[int, Frame] = {}
        self._icons: dict[int, list[tuple[float, float]]] = {}

    def mark(self, finding: Finding, words: Words) -> None:
        """Highlight the figures of a finding; the note stands at the stated one."""
        places = [place for place in finding.places if not place.report]
        stated, operands = places[:1], places[1:]
        text, colour = note(finding, words), _COLOURS.get(finding.level, _COLOURS["info"])
        for page, box in _boxes(stated):
            self._highlight(page, box, colour, text)
        for page, box in _boxes(stated)[:1]:
            self._note(page, box, colour, text, finding.id)
        for page, box in _boxes(operands):
            self._highlight(page, box, _OPERAND, reference(finding, words))

    def _highlight(self, page: int, box: Box, colour: str, text: str) -> None:
        corners = self._corners(page, box)
        mark = Highlight(
            rect=_around(corners),
            quad_points=ArrayObject(FloatObject(n) for corner in corners for n in corner),
            highlight_color=colour,
            printing=True,
            title_bar=AUTHOR,
        )
        mark[NameObject("/Contents")] = TextStringObject(text)
        self._writer.add_annotation(page, mark)

    def _note(self, page: int, box: Box, colour: str, text: str, name: str) -> None:
        """An icon in the right margin, so that it covers no text; several stand in a row down."""
        top, left = box[1], self._frame(page).width - _ICON - _EDGE
        taken = self._icons.setdefault(page, [])
        while any(abs(left - x) < _ICON and abs(top - y) < _ICON for x, y in taken):
            top += _ICON
        taken.append((left, top))
        corners = self._corners(page, (left, top, left + _ICON, top + _ICON))
        icon = Text(rect=_around(corners), text=text, title_bar=f"{AUTHOR} {name}")
        icon.flags = AnnotationFlag.PRINT | AnnotationFlag.NO_ROTATE
        icon[NameObject("/Name")] = NameObject("/Comment")
        icon[NameObject("/C")] = ArrayObject(
            FloatObject(int(colour[i : i + 2], 16) / 255) for i in (0, 2, 4)
        )
        self._writer.add_annotation(page, icon)

    def _frame(self, page: int) -> Frame:
        if page not in self._frames:
            self._frames[page] = _frame(self._writer.pages[page])
        return self._frames[page]

    def _corners(self, page: int, box: Box) -> list[tuple[float, float]]:
        """The corners of a displayed box in the page's own coordinates, in /QuadPoints' order."""
        a, b, c, d, e, f = self._frame(page).matrix
        unit = a * d - b * c
        x0, top, x1, bottom = box
        found = []
        for x, y in ((x0, top), (x1, top), (x0, bottom), (x1, bottom)):
            x, y = x - e, y - f
            found.append(((d * x - c * y) / unit, (a * y - b * x) / unit))
        return found


def _boxes(places: Sequence[Place]) -> list[tuple[int, Box]]:
    """Page (from 0) and box of each line that the places cover."""
    found = []
    for place in places:
        if place.page is not None and place.box is not None:
            found += [(page - 1, box) for page, box in ((place.page, place.box), *place.more)]
    return found


def _frame(page: PageObject) -> Frame:
    """The frame of a page as it is displayed, from what of it is visible."""
    crop, media = page.cropbox, page.mediabox
    box = (
        max(float(crop.left), float(media.left)),
        max(float(crop.bottom), float(media.bottom)),
        min(float(crop.right), float(media.right)),
        min(float(crop.top), float(media.top)),
    )
    return frame_of(box, page.rotation % 360)


def _around(corners: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
