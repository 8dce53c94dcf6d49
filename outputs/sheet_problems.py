"""Sheet 未读: what kept a file, or a page of it, from being read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..validate.finding import ReportResult
from .places import cell_link
from .problems import problems_of
from .sheet import LEVEL_COLOURS, LIGHT_COLOURS, Book, Column, Sheet

_COLUMNS = (
    Column("report", 50, "line"),
    Column("page", 10, "centre"),
    Column("light", 14, "centre"),
    Column("problem", 20, "centre"),
    Column("message", 80),
)


def write_problems(book: Book, troubled: Iterable[tuple[str, ReportResult]], folder: Path) -> None:
    """Write the problems of reports, each with its label.

    `folder` is where the workbook will stand (for links).
    """
    words = book.words
    sheet = Sheet(book, words("sheets", "problems"), _COLUMNS, frozen=1)
    sheet.write_head()
    for label, result in troubled:
        loud = LIGHT_COLOURS["unread"] if result.status == "unread" else LEVEL_COLOURS["warning"]
        for code, message, page in problems_of(result, words):
            sheet.link("report", cell_link(result.path, page, folder), label, "line_link")
            if page is None:
                sheet.text("page", words("phrases", "whole_file"))
            else:
                sheet.number("page", page)
            sheet.text("light", words("statuses", result.status), sheet.coloured(loud))
            sheet.text("problem", code)
            sheet.text("message", message)
            sheet.next()
    if sheet.row == sheet.head + 1:
        text = words("phrases", "all_read")
        sheet.paper.write_string(sheet.row, 0, text, sheet.style("note"))
    sheet.end()
