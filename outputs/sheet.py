"""What every sheet of the workbook has in common: styles, columns, heads, print set-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from .clean import cell_text
from .words import Words

ROWS_PER_SHEET = 1_048_000
LINKS_PER_SHEET = 65_530

FONT = "Microsoft YaHei"
HEAD = "#1F3864"
LEVEL_COLOURS = {
    "error": ("#9C0006", "#FFC7CE"),
    "warning": ("#8A4B00", "#FFE0B2"),
    "review": ("#5B4A00", "#FFF4C2"),
    "info": ("#1F4E79", "#DDEBF7"),
}
LIGHT_COLOURS = {
    "errors": LEVEL_COLOURS["error"],
    "warnings": LEVEL_COLOURS["warning"],
    "doubts": LEVEL_COLOURS["review"],
    "notes": ("#245C2A", "#E2F0D9"),
    "clean": ("#245C2A", "#C6E7C8"),
    "settled": ("#245C2A", "#E2F0D9"),
    "unchecked": ("#3F3F3F", "#D9D9D9"),
    "partial": LEVEL_COLOURS["review"],
    "unread": ("#FFFFFF", "#595959"),
}
COVERAGE_COLOURS = {
    "checked": ("#245C2A", "#E2F0D9"),
    "contradicted": LEVEL_COLOURS["error"],
    "operand": LEVEL_COLOURS["info"],
    "unchecked": ("#3F3F3F", "#EDEDED"),
    "not a figure": ("#8C8C8C", "#FFFFFF"),
}

_NUMBER = re.compile(r"-?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%?)")
_WIDE = re.compile(r"[\u2e80-\U0010ffff“”‘’—…·×÷]+")
_WIDE_SIGN = 1.9  # width of a Chinese character
_EXACT_DIGITS = 15  # what a spreadsheet number keeps
_LONGEST_LINK = 2_000
_LONGEST_TIP = 250
_LINE_HEIGHT = 14.6  # points
_HIGHEST = 409.0  # points: the most a row may be
_UNWRAPPED = ("line", "line_link", "centre", "right", "number", "share", "head")
_BODY = {
    "font_name": FONT,
    "font_size": 10,
    "valign": "top",
    "border": 1,
    "border_color": "#BFBFBF",
}
_STYLES: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "indented": {"text_wrap": True, "align": "left", "indent": 1},
    "line": {},
    "centre": {"align": "center"},
    "word": {"align": "center", "text_wrap": True},
    "right": {"align": "right"},
    "number": {"align": "right", "num_format": "#,##0"},
    "share": {"align": "right", "num_format": "0%"},
    "amount": {"align": "right", "shrink": True},
    "link": {"align": "center", "text_wrap": True, "font_color": "#0563C1", "underline": 1},
    "line_link": {"font_color": "#0563C1", "underline": 1},
    "input": {"text_wrap": True, "bg_color": "#FFFBE6"},
    "head": {
        "bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "align": "center",
        "valign": "vcenter", "text_wrap": True,
    },
    "total": {"bold": True, "align": "right", "bg_color": "#EEF2F8", "num_format": "#,##0"},
    "total_share": {"bold": True, "align": "right", "bg_color": "#EEF2F8", "num_format": "0%"},
    "total_text": {"bold": True, "bg_color": "#EEF2F8"},
    "title": {"bold": True, "font_size": 16, "font_color": HEAD, "border": 0, "valign": "vcenter"},
    "note": {"font_color": "#595959", "border": 0, "valign": "vcenter"},
    "mark": {"bold": True, "font_color": "#C00000", "border": 0},
    "unmarked": {"border": 0},
    "marked": {"bold": True, "font_color": "#C00000", "text_wrap": True},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` in text.toml, width in characters (a Chinese character takes two)."""

    key: str
    width: float
    style: str = "text"
    hidden: bool = False


class Book:
    """An open workbook with the formats and words its sheets share."""

    def __init__(self, workbook: Any, words: Words) -> None:
        self.workbook = workbook
        self.words = words
        self._formats: dict[tuple[str, tuple[tuple[str, Any], ...]], Any] = {}

    def style(self, name: str, **more: Any) -> Any:
        """The format called `name`, with `more` properties; made once."""
        key = (name, tuple(more.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**_BODY, **_STYLES[name], **more})
        return self._formats[key]


class Sheet:
    """A worksheet with a head of columns, written row by row from the top."""

    def __init__(
        self,
        book: Book,
        name: str,
        columns: Sequence[Column],
        *,
        head: int = 0,
        frozen: int = 0,
        valign: str = "top",
    ) -> None:
        self.book = book
        self.columns = columns
        self.head = head
        self.row = head + 1
        self.links = 0
        self._lines = 1
        self._valign = valign
        self._styles = [self.style(column.style) for column in columns]
        self._at = {column.key: number for number, column in enumerate(columns)}
        self.paper: Any = book.workbook.add_worksheet(name)
        self._lay_out(name, frozen)

    def write_head(self) -> None:
        """Write the columns' names, after what stands above them."""
        self.paper.set_row(self.head, 32)
        for number, column in enumerate(self.columns):
            word = self.book.words("columns", column.key)
            self.paper.write_string(self.head, number, word, self.book.style("head"))

    def at(self, key: str) -> int:
        """The number of a column."""
        return self._at[key]

    def has(self, key: str) -> bool:
        """Whether the sheet has a column."""
        return key in self._at

    def style(self, name: str, **more: Any) -> Any:
        """A format as this sheet aligns it."""
        return self.book.style(name, valign=self._valign, **more)

    def coloured(self, colours: tuple[str, str], style: str = "centre", **more: Any) -> Any:
        """A format in (letters, ground) colours."""
        return self.style(style, font_color=colours[0], bg_color=colours[1], **more)

    def next(self) -> None:
        """Close the current row, as high as its wrapped texts need, and go to the next.

        The height is set because not every spreadsheet program fits rows when it opens a file.
        """
        if self._lines > 1:
            self.paper.set_row(self.row, min(_HIGHEST, _LINE_HEIGHT * self._lines + 4))
        self._lines = 1
        self.row += 1

    def text(self, key: str, text: str, style: Any = None) -> None:
        """Write text; it stays text whatever it begins with."""
        column = self._at[key]
        if not text:
            self.paper.write_blank(self.row, column, None, style or self._styles[column])
            return
        text = cell_text(text)
        self.paper.write_string(self.row, column, text, style or self._styles[column])
        self._measure(column, text)

    def number(self, key: str, number: float | None, style: Any = None) -> None:
        """Write a count or share, a blank for None."""
        column = self._at[key]
        if number is None:
            self.paper.write_blank(self.row, column, None, style or self._styles[column])
        else:
            self.paper.write_number(self.row, column, number, style or self._styles[column])

    def printed(self, key: str, text: str, like: str = "") -> None:
        """Write a number as its report prints it: as many decimals, separators and % kept.

        A recomputed number is shown `like` the stated one, where that has more of them.  What a
        spreadsheet number cannot hold exactly, and what is no number, is written as text.
        """
        match = _NUMBER.fullmatch(text)
        if not match or sum(map(str.isdigit, text)) > _EXACT_DIGITS:
            self.text(key, text, self.style("amount", text_wrap=True, shrink=False))
            return
        whole, decimals, percent = match.groups(default="")
        model = _NUMBER.fullmatch(like)
        places = max(len(decimals), len(model[2] or "") if model else 0) - 1
        grouped = "," in whole or (model is not None and "," in model[1])
        pattern = ("#,##0" if grouped else "0") + (f".{'0' * places}" if places > 0 else "")
        value = float(text.replace(",", "").rstrip("%")) / (100 if percent else 1)
        style = self.style("amount", num_format=pattern + percent)
        self.paper.write_number(self.row, self._at[key], value, style)

    def link(self, key: str, url: str, text: str, style: str = "link", tip: str = "") -> None:
        """Write a link, plain text once a sheet has as many links as it may hold.

        `tip` is shown when the mouse rests on it.
        """
        if self.links >= LINKS_PER_SHEET or len(url) > _LONGEST_LINK:
            self.text(key, text, self.style("centre" if style == "link" else "text"))
            return
        self.links += 1
        column, text = self._at[key], cell_text(text, _LONGEST_LINK)
        tip = cell_text(tip, _LONGEST_TIP)
        self.paper.write_url(self.row, column, url, self.style(style), text, tip or None)
        self._measure(column, text)

    def marked(self, key: str, segments: Iterable[tuple[str, bool]]) -> None:
        """Write text in which some stretches are marked (bold)."""
        column, body = self._at[key], self._styles[self._at[key]]
        parts = _merged(segments)
        whole = "".join(text for text, _ in parts)
        self._measure(column, whole)
        if len(parts) < 2 or cell_text(whole) != whole:
            only = self.style("marked") if parts and all(mark for _, mark in parts) else body
            self.paper.write_string(self.row, column, cell_text(whole), only)
            return
        pieces: list[Any] = []
        for text, mark in parts:
            pieces += [self.book.style("mark" if mark else "unmarked"), text]
        self.paper.write_rich_string(self.row, column, *pieces, body)

    def end(self) -> None:
        """Finish: filter over what was written."""
        if self.row > self.head + 1:
            self.paper.autofilter(self.head, 0, self.row - 1, len(self.columns) - 1)
        self.paper.print_area(0, 0, max(self.row - 1, self.head), len(self.columns) - 1)

    def _measure(self, column: int, text: str) -> None:
        """Note how many lines a text takes in its column."""
        if self.columns[column].style not in _UNWRAPPED:
            self._lines = max(self._lines, lines_of(text, self.columns[column].width))

    def _lay_out(self, name: str, frozen: int) -> None:
        paper, words = self.paper, self.book.words
        for number, column in enumerate(self.columns):
            paper.set_column(number, number, column.width, None, {"hidden": column.hidden})
        paper.freeze_panes(self.head + 1, frozen)
        paper.set_landscape()
        paper.set_paper(8 if sum(column.width for column in self.columns) > 180 else 9)
        paper.fit_to_pages(1, 0)
        paper.repeat_rows(self.head)
        paper.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        paper.set_footer(f"&L{name}&C{words('phrases', 'page_footer')}&Rgouji")
        paper.hide_gridlines(2)


class LongSheet:
    """Sheets that continue each other when there are more rows than one can hold.

    `row()` is called before each row and gives the sheet to write it on.
    """

    def __init__(
        self,
        book: Book,
        name: str,
        columns: Sequence[Column],
        *,
        frozen: int = 0,
        rows_per_sheet: int = ROWS_PER_SHEET,
    ) -> None:
        self._book, self._name, self._columns, self._frozen = book, name, columns, frozen
        self._limit = rows_per_sheet
        self._started = False
        self.sheets: list[Sheet] = []
        self._open(name)

    def row(self) -> Sheet:
        """The sheet whose current row is the next one to fill."""
        sheet = self.sheets[-1]
        if self._started:
            sheet.next()
        self._started = True
        if sheet.row > self._limit:
            sheet = self._open(f"{self._name} {len(self.sheets) + 1}")
        return sheet

    def end(self) -> list[Sheet]:
        """Finish every sheet and give them for further dressing."""
        if self._started:
            self.sheets[-1].next()
        for sheet in self.sheets:
            sheet.end()
        return self.sheets

    def _open(self, name: str) -> Sheet:
        sheet = Sheet(self._book, name, self._columns, frozen=self._frozen)
        sheet.write_head()
        self.sheets.append(sheet)
        return sheet


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of `width` characters."""
    room = width * 0.94
    if len(text) * _WIDE_SIGN <= room and "\n" not in text:
        return 1
    return sum(max(1, ceil(_width(line) / room)) for line in text.split("\n"))


def _width(line: str) -> float:
    """Width of a line in characters of a spreadsheet's default font."""
    wide = sum(map(len, _WIDE.findall(line)))
    return _WIDE_SIGN * wide + 1.08 * (len(line) - wide)


def _merged(segments: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Neighbouring stretches of one kind as one, empty ones left out."""
    parts: list[tuple[str, bool]] = []
    for text, mark in segments:
        if parts and parts[-1][1] == mark:
            parts[-1] = (parts[-1][0] + text, mark)
        elif text:
            parts.append((text, mark))
    return parts
