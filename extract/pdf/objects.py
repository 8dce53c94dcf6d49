"""What is drawn on a page beside its characters: rules, pictures, and how text is painted."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from ..document import Box
from .geometry import Frame, Matrix, compose

THIN = 3.0
"""Points: a filled bar thinner than this is a rule, not an area."""
_LONGEST_PATH = 400  # segments; longer paths are drawings, not rules
_BAR = 5  # segments of a rectangle
_DEEPEST_FORM = 8
_WHITE = 250  # of 255
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an axis; `x0 == x1` or `top == bottom` nearly."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(slots=True)
class Drawn:
    """Everything on a page that is not a character.

    `curves` counts drawn outlines that are no rules.  `turned` and `unseen` say whether any text
    is painted at an angle, or not painted at all (text render mode 3).
    """

    rules: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    curves: int = 0
    texts: int = 0
    turned: bool = False
    unseen: bool = False


class _Walker:
    """Walks page objects, into form objects too, and sorts them into a `Drawn`."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.drawn = Drawn()
        a, b, c, _, _, _ = frame.matrix
        self._upright = a > 0 and not b and not c
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._stroke, self._fill = ctypes.c_int(), ctypes.c_int()
        self._bounds = [ctypes.c_float() for _ in range(4)]
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def walk(self, count: int, get: Callable[[Any, int], Any], parent: Any, outer: Matrix) -> None:
        self._walk(count, get, parent, outer, 0)

    def _walk(
        self, count: int, get: Callable[[Any, int], Any], parent: Any, outer: Matrix, depth: int
    ) -> None:
        kind_of = pdfium.FPDFPageObj_GetType
        for index in range(count):
            item = get(parent, index)
            kind = kind_of(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._text(item, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(self._placed(item, outer))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                self._walk(
                    pdfium.FPDFFormObj_CountObjects(item),
                    pdfium.FPDFFormObj_GetObject,
                    item,
                    self._placed(item, outer),
                    depth + 1,
                )

    def _placed(self, item: Any, outer: Matrix) -> Matrix:
        m = self._matrix
        pdfium.FPDFPageObj_GetMatrix(item, m)
        return compose((m.a, m.b, m.c, m.d, m.e, m.f), outer)

    def _text(self, item: Any, outer: Matrix) -> None:
        drawn = self.drawn
        drawn.texts += 1
        if pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
            drawn.unseen = True
        if drawn.turned:
            return
        m = self._matrix
        if outer is _IDENTITY and self._upright:  # nearly always
            pdfium.FPDFPageObj_GetMatrix(item, m)
            a, b = m.a, m.b
        else:
            a, b, _, _, _, _ = compose(self._placed(item, outer), self.frame.matrix)
        drawn.turned = abs(b) > 0.02 * abs(a) or a < 0

    def _picture(self, matrix: Matrix) -> None:
        corners = [_at(compose(matrix, self.frame.matrix), x, y) for x in (0, 1) for y in (0, 1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        self.drawn.pictures.append((min(xs), min(ys), max(xs), max(ys)))

    def _path(self, item: Any, outer: Matrix) -> None:
        pdfium.FPDFPath_GetDrawMode(item, self._fill, self._stroke)
        if not self._visible(item):
            return
        count = pdfium.FPDFPath_CountSegments(item)
        if count > _LONGEST_PATH:
            self.drawn.curves += 1
            return
        if count <= _BAR and outer is _IDENTITY and self._bar(item):
            return
        matrix = compose(self._placed(item, outer), self.frame.matrix)
        subpaths, curved = self._subpaths(item, count, matrix)
        self.drawn.curves += curved
        for points in subpaths:
            self._rules(points)

    def _bar(self, item: Any) -> bool:
        """Take a path that is one thin bar or line for a rule, by its bounds alone: the usual."""
        left, bottom, right, top = self._bounds
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return False
        x0, y0, x1, y1 = self.frame.box(left.value, bottom.value, right.value, top.value)
        if min(x1 - x0, y1 - y0) >= THIN:
            return False
        if x1 - x0 >= y1 - y0:
            self.drawn.rules.append(Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
        else:
            self.drawn.rules.append(Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))
        return True

    def _visible(self, item: Any) -> bool:
        """Whether a path is painted in anything but the white of the page."""
        if self._stroke.value and not self._white(pdfium.FPDFPageObj_GetStrokeColor, item):
            return True
        return bool(self._fill.value) and not self._white(pdfium.FPDFPageObj_GetFillColor, item)

    def _white(self, colour_of: Callable[..., int], item: Any) -> bool:
        red, green, blue, alpha = self._colour
        if not colour_of(item, red, green, blue, alpha):
            return False
        light = min(red.value, green.value, blue.value) >= _WHITE
        return bool(light) or alpha.value == 0

    def _subpaths(
        self, item: Any, count: int, matrix: Matrix
    ) -> tuple[list[list[tuple[float, float]]], bool]:
        x, y = self._x, self._y
        subpaths: list[list[tuple[float, float]]] = []
        curved = False
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = _at(matrix, x.value, y.value)
            if kind == pdfium.FPDF_SEGMENT_MOVETO or not subpaths:
                subpaths.append([point])
                continue
            curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
            subpaths[-1].append(point)
            if pdfium.FPDFPathSegment_GetClose(segment) and subpaths[-1][0] != point:
                subpaths[-1].append(subpaths[-1][0])
        return subpaths, curved

    def _rules(self, points: Sequence[tuple[float, float]]) -> None:
        if len(points) < 2:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        rules = self.drawn.rules
        if len(points) > 2 and (x1 - x0 < THIN or bottom - top < THIN):
            if x1 - x0 >= bottom - top:
                rules.append(Rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2))
            else:
                rules.append(Rule((x0 + x1) / 2, top, (x0 + x1) / 2, bottom))
            return
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            if abs(ax - bx) < 0.5 or abs(ay - by) < 0.5:
                rules.append(Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def read_objects(page: Any, frame: Frame) -> Drawn:
    """Rules, pictures and the manner of the text on a raw pdfium page, in reading coordinates."""
    walker = _Walker(frame)
    count = pdfium.FPDFPage_CountObjects(page)
    walker.walk(count, pdfium.FPDFPage_GetObject, page, _IDENTITY)
    return walker.drawn


def covered(pictures: Sequence[Box], frame: Frame) -> float:
    """The share of the page under its largest picture."""
    areas = [
        max(0.0, min(x1, frame.width) - max(x0, 0)) * max(0.0, min(y1, frame.height) - max(y0, 0))
        for x0, y0, x1, y1 in pictures
    ]
    page = frame.width * frame.height
    return max(areas, default=0.0) / page if page > 0 and math.isfinite(page) else 0.0
