"""Small PDF files for tests: text, tables and pictures put where a test wants them.

Positions are points from the page's top left corner, as gouji counts them.  Chinese is set in
the font that every PDF viewer has, so no font file is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
LEFT, RIGHT, SIZE, PITCH = 90.0, 510.0, 14.0, 24.0

Rows = Sequence[Sequence[str]]


class PdfBuilder:
    """Draws pages and saves them.  `page` begins a new page; the first is there already."""

    def __init__(
        self, path: Path, *, encryption: StandardEncryption | None = None, plain: bool = False
    ) -> None:
        """`plain` compresses pages in the usual way; else they are also armoured as text."""
        rl_config.useA85 = 0 if plain else 1
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.path = path
        self.size: tuple[float, float] = A4
        self._canvas = Canvas(
            str(path), pagesize=A4, encrypt=encryption, invariant=1, pageCompression=1
        )

    @property
    def height(self) -> float:
        return self.size[1]

    def title(self, title: str) -> PdfBuilder:
        """The title among the file's properties."""
        self._canvas.setTitle(title)
        return self

    def page(self, size: tuple[float, float] = A4, *, rotate: int = 0) -> PdfBuilder:
        """Begin the next page."""
        self._canvas.showPage()
        return self.this_page(size, rotate=rotate)

    def this_page(self, size: tuple[float, float] = A4, *, rotate: int = 0) -> PdfBuilder:
        """Set the size and the /Rotate of the page being drawn."""
        self.size = size
        # reportlab swaps the sides of a page that is turned by a quarter; here they stay.
        self._canvas.setPageSize(size if rotate % 180 == 0 else (size[1], size[0]))
        self._canvas.setPageRotation(rotate)
        return self

    def text(
        self,
        x: float,
        top: float,
        text: str,
        size: float = SIZE,
        *,
        angle: float = 0,
        painted: bool = True,
        bold: bool = False,
    ) -> PdfBuilder:
        """A line of text; `angle` turns it counter-clockwise.

        Text that is not `painted` can only be searched, as over a scan.  `bold` text is painted
        twice, a hair apart, as some programs do.
        """
        canvas = self._canvas
        for shift in (0.0, 0.3) if bold else (0.0,):
            canvas.saveState()
            canvas.translate(x + shift, self.height - top - size)
            canvas.rotate(angle)
            line = canvas.beginText(0, 0.12 * size)
            line.setFont(FONT, size)
            line.setTextRenderMode(0 if painted else 3)
            line.textOut(text)
            canvas.drawText(line)
            canvas.restoreState()
        return self

    def width(self, text: str, size: float = SIZE) -> float:
        """The width of a text in points."""
        return float(pdfmetrics.stringWidth(text, FONT, size))

    def prose(
        self,
        paragraphs: Iterable[str],
        top: float = 72.0,
        *,
        left: float = LEFT,
        right: float = RIGHT,
        size: float = SIZE,
        pitch: float = PITCH,
        indent: float = 2.0,
        bottom: float | None = None,
    ) -> float:
        """Paragraphs with indented first lines, wrapped to the margins; gives where they end.

        With `bottom` a page ends there and the text goes on at the head of the next.
        """
        first = top
        for paragraph in paragraphs:
            for number, line in enumerate(self._wrapped(paragraph, right - left, size, indent)):
                if bottom is not None and top + pitch > bottom:
                    self.page(self.size)
                    top = first
                self.text(left + (0 if number else indent * size), top, line, size)
                top += pitch
        return top

    def _wrapped(self, text: str, width: float, size: float, indent: float) -> list[str]:
        lines, room = [""], width - indent * size
        for letter in text:
            hangs = letter in "，。；：、）％%" and self.width(lines[-1], size) <= room
            if self.width(lines[-1] + letter, size) > room and not hangs:
                lines.append("")
                room = width
            lines[-1] += letter
        return lines

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> PdfBuilder:
        """A straight line."""
        self._canvas.line(x0, self.height - top, x1, self.height - bottom)
        return self

    def table(
        self,
        rows: Rows,
        *,
        x: float = LEFT,
        top: float = 100.0,
        widths: Sequence[float] | float = 100.0,
        row_height: float = 20.0,
        size: float = 10.0,
        merged: Sequence[tuple[int, int, int, int]] = (),
        bottom_rule: bool = True,
    ) -> float:
        """A ruled table; gives where it ends.

        Lines of a cell are parted by line breaks.  `merged` holds (row, column, row span, column
        span); the texts of covered cells are left out.
        """
        count = max(map(len, rows))
        widths = [widths] * count if isinstance(widths, (int, float)) else list(widths)
        lefts = [x + sum(widths[:i]) for i in range(count + 1)]
        heights = [row_height * max(text.count("\n") + 1 for text in row) for row in rows]
        tops = [top + sum(heights[:i]) for i in range(len(rows) + 1)]
        owner = {(r, c): (r, c) for r in range(len(rows)) for c in range(count)}
        for row, column, row_span, column_span in merged:
            for r in range(row, row + row_span):
                for c in range(column, column + column_span):
                    owner[r, c] = (row, column)
        for (r, c), own in owner.items():
            if own == (r, c):
                for number, line in enumerate(rows[r][c].split("\n")):
                    self.text(lefts[c] + 4, tops[r] + 4 + number * row_height, line, size)
            if owner.get((r - 1, c)) != own:
                self.rule(lefts[c], tops[r], lefts[c + 1], tops[r])
            if owner.get((r, c - 1)) != own:
                self.rule(lefts[c], tops[r], lefts[c], tops[r + 1])
        self.rule(lefts[-1], tops[0], lefts[-1], tops[-1])
        if bottom_rule:
            self.rule(lefts[0], tops[-1], lefts[-1], tops[-1])
        return tops[-1]

    def columns(
        self, rows: Rows, xs: Sequence[float], top: float = 100.0, pitch: float = 20.0
    ) -> float:
        """Text in columns without any rule; gives where it ends."""
        for row in rows:
            for left, text in zip(xs, row, strict=False):
                if text:
                    self.text(left, top, text, 10)
            top += pitch
        return top

    def field(self, x: float, top: float, value: str, width: float = 80) -> PdfBuilder:
        """A form field that is filled in."""
        form = self._canvas.acroForm
        form.textfield(
            value=value, x=int(x), y=int(self.height - top - 16), width=int(width), height=16
        )
        return self

    def bookmark(self, title: str, level: int = 0) -> PdfBuilder:
        """An entry of the outline that points to this page."""
        self._canvas.bookmarkPage(title)
        self._canvas.addOutlineEntry(title, title, level)
        return self

    def picture(self, x0: float, top: float, x1: float, bottom: float) -> PdfBuilder:
        """A grey picture."""
        from PIL import Image

        image = ImageReader(Image.new("L", (8, 8), 128))
        self._canvas.drawImage(image, x0, self.height - bottom, x1 - x0, bottom - top)
        return self

    def save(self) -> Path:
        """Write the file."""
        self._canvas.showPage()
        self._canvas.save()
        return self.path
