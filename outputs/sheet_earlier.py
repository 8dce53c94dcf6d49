"""Sheet 已更正: what the run before found and this one did not, with what was decided about it."""

from __future__ import annotations

from collections.abc import Iterable

from ..validate.finding import Earlier
from ..validate.rule import Rule
from .sheet import LEVEL_COLOURS, LIGHT_COLOURS, Book, Column, Sheet
from .sheet_findings import rule_label

_COLUMNS = (
    Column("report", 26),
    Column("rule", 16),
    Column("level", 7, "centre"),
    Column("state", 12, "word"),
    Column("stated", 16, "amount"),
    Column("message", 60),
    Column("disposition", 10, "word"),
    Column("remarks", 24),
    Column("paper", 12),
    Column("reply", 24),
    Column("fingerprint", 20, "line", hidden=True),
    Column("file", 20, "line", hidden=True),
)
_COLOURS = {"corrected": LIGHT_COLOURS["clean"]}


class EarlierSheet:
    """The sheet being written; only "corrected" means that a report holds now."""

    def __init__(self, book: Book, rules: dict[str, Rule]) -> None:
        self._sheet = Sheet(book, book.words("sheets", "earlier"), _COLUMNS, frozen=1)
        self._sheet.write_head()
        self._rules = rules

    def add(self, label: str, earlier: Iterable[Earlier]) -> None:
        """Add findings of a report called `label` (empty: as the run before called it)."""
        sheet, words = self._sheet, self._sheet.book.words
        for item in earlier:
            sheet.text("report", label or item.report)
            sheet.text("rule", rule_label(item.rule, self._rules, words))
            level = words("levels", item.level) if item.level else ""
            colours = LEVEL_COLOURS.get(item.level)
            sheet.text("level", level, sheet.coloured(colours) if colours else None)
            pair = _COLOURS.get(item.state, LIGHT_COLOURS["unchecked"])
            sheet.text("state", words("states", item.state), sheet.coloured(pair, "word"))
            sheet.printed("stated", item.stated)
            sheet.text("message", item.message)
            sheet.text("disposition", words("dispositions", item.handling.disposition))
            sheet.text("remarks", item.handling.remarks)
            sheet.text("paper", item.handling.paper)
            sheet.text("reply", item.handling.reply)
            sheet.text("fingerprint", item.fingerprint)
            sheet.text("file", item.report)
            sheet.next()

    def end(self) -> None:
        """Finish the sheet."""
        self._sheet.end()
