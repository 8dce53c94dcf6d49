"""What lies on top of a page: filled form fields and text boxes, and reviewers' notes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from ..document import Note
from .characters import Character
from .geometry import Frame

_REMARKS = {
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_STRIKEOUT,
}
_SWITCH = {"Off", "On", "Yes", "No"}
"""Values of check boxes: no text."""
_LINE_HEIGHT = 12.0  # points


@dataclass(slots=True)
class Annotations:
    """Text that the page shows but does not hold (in `characters`), and notes about it."""

    characters: list[Character] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_annotations(page: Any, frame: Frame) -> Annotations:
    """The annotations of a raw pdfium page.

    The file says in which rectangle such a text stands, not where its characters do; they are
    taken to stand evenly in it.
    """
    found = Annotations()
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind in (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET):
            key = b"V" if kind == pdfium.FPDF_ANNOT_WIDGET else b"Contents"
            found.characters += _placed(_value(annotation, key), annotation, frame)
        elif kind in _REMARKS and (text := _value(annotation, b"Contents")):
            found.notes.append(Note(_value(annotation, b"T"), text))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _value(annotation: Any, key: bytes) -> str:
    """A text of the annotation's dictionary, empty if it has none."""
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return ctypes.string_at(buffer, size - 2).decode("utf-16-le", "replace").strip()


def _placed(text: str, annotation: Any, frame: Frame) -> Iterator[Character]:
    rectangle = pdfium.FS_RECTF()
    if not text or text in _SWITCH or not pdfium.FPDFAnnot_GetRect(annotation, rectangle):
        return
    box = frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line]
    height = (box[3] - box[1]) / max(1, len(lines))
    size = min(height, _LINE_HEIGHT)
    for number, line in enumerate(lines):
        step = min((box[2] - box[0]) / len(line), size)
        top = box[1] + height * number + (height - size) / 2
        for i, letter in enumerate(line):
            x0 = box[0] + step * i
            spaced = i > 0 and line[i - 1].isspace()
            if not letter.isspace():
                yield Character(letter, x0, top, x0 + step, top + size, spaced)
