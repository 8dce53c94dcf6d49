"""Sheet 数字: every figure, its coverage, and why one was not checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..validate.finding import FigureRecord
from .clean import one_line
from .places import where
from .reasons import reason
from .sheet import COVERAGE_COLOURS, ROWS_PER_SHEET, Book, Column, LongSheet, Sheet

_COLUMNS = (
    Column("report", 22, "line"),
    Column("where", 18, "line"),
    Column("raw", 18, "right"),
    Column("value", 18, "amount"),
    Column("measure_unit", 8, "centre"),
    Column("dimension", 9, "centre"),
    Column("period", 12, "centre"),
    Column("name", 26, "line"),
    Column("coverage", 12, "centre"),
    Column("reason", 30, "line"),
    Column("rules", 24, "line"),
    Column("quote", 70, "line"),
)
_GROUPED = "1,000"  # the model of an amount with separators


class FiguresSheet:
    """The sheet being written, or several when one cannot hold the rows."""

    def __init__(self, book: Book, rows_per_sheet: int = ROWS_PER_SHEET) -> None:
        name = book.words("sheets", "figures")
        self._pages = LongSheet(book, name, _COLUMNS, frozen=3, rows_per_sheet=rows_per_sheet)
        first = self._pages.sheets[0]
        self._colours = {name: first.coloured(pair) for name, pair in COVERAGE_COLOURS.items()}

    def add(self, name: str, figures: Iterable[FigureRecord]) -> None:
        """Add the figures of the report called `name`."""
        for figure in figures:
            _figure(self._pages.row(), figure, name, self._colours)

    def end(self) -> None:
        """Finish the sheet."""
        for sheet in self._pages.end():
            sheet.paper.ignore_errors({"number_stored_as_text": f"A1:L{sheet.row + 1}"})


def _figure(sheet: Sheet, figure: FigureRecord, label: str, colours: dict[str, Any]) -> None:
    words = sheet.book.words
    sheet.text("report", label)
    sheet.text("where", where(figure.place, words))
    sheet.text("raw", one_line(figure.raw))
    sheet.printed("value", figure.value, like=_GROUPED if figure.dimension == "money" else "")
    sheet.text("measure_unit", figure.unit)
    sheet.text("dimension", words("dimensions", figure.dimension) if figure.dimension else "")
    sheet.text("period", figure.period)
    sheet.text("name", figure.name)
    sheet.text("coverage", words("coverage", figure.coverage), colours.get(figure.coverage))
    sheet.text("reason", reason(figure.reason, words))
    sheet.text("rules", ", ".join(figure.rules))
    sheet.text("quote", one_line(figure.place.quote))
