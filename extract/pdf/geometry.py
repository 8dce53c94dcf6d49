"""Where things stand: from a PDF's own coordinates to points from the page's top left corner."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Box

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f as in PDF: x' = a·x + c·y + e, y' = b·x + d·y + f."""


def compose(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """A page as it is read: its size and the way from PDF user space to it.

    `turn` is the quarter turns (clockwise) between the page as displayed and as read: a page
    whose lines run up its side is read as if the reader had turned the sheet.
    """

    width: float
    height: float
    matrix: Matrix
    turn: int = 0

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The upright box in reading coordinates of a box in user space."""
        a, b, c, d, e, f = self.matrix
        p, q = a * x0 + c * y0 + e, a * x1 + c * y1 + e
        r, s = b * x0 + d * y0 + f, b * x1 + d * y1 + f
        return (min(p, q), min(r, s), max(p, q), max(r, s))

    def turned(self, quarters: int) -> Frame:
        """The same page after turning the sheet clockwise by so many quarters."""
        quarters %= 4
        width, height, matrix = self.width, self.height, self.matrix
        for _ in range(quarters):
            matrix = compose(matrix, (0, 1, -1, 0, height, 0))
            width, height = height, width
        return Frame(width, height, matrix, (self.turn + quarters) % 4)

    def displayed(self, box: Box) -> Box:
        """A box in reading coordinates, as it stands on the page as displayed."""
        x0, top, x1, bottom = box
        width, height = self.width, self.height
        for _ in range(self.turn):  # turn the sheet back, a quarter at a time
            x0, top, x1, bottom = top, width - x1, bottom, width - x0
            width, height = height, width
        return x0, top, x1, bottom


def frame_of(box: Box, rotation: int) -> Frame:
    """The frame of a page with the visible `box` (left, bottom, right, top in user space).

    `rotation` is the page's own /Rotate in degrees.
    """
    left, bottom, right, top = box
    upright = Frame(right - left, top - bottom, (1, 0, 0, -1, -left, top))
    turned = upright.turned(rotation // 90)
    return Frame(turned.width, turned.height, turned.matrix)
