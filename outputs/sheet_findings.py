"""Sheet 差异: one row a finding, both sides of the evidence, and room for the auditor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..validate.finding import Finding, ReportResult
from ..validate.rule import Rule
from .common import bookmark, shared
from .places import Excerpt, cell_link, doubts_about, excerpts, sides, where
from .sheet import LEVEL_COLOURS, ROWS_PER_SHEET, Book, Column, LongSheet, Sheet
from .words import Words

_COLUMNS = (
    Column("id", 9, "centre"),
    Column("report", 18, "text"),
    Column("rule", 14, "text"),
    Column("level", 6, "centre"),
    Column("verdict", 9, "word"),
    Column("stated", 14, "amount"),
    Column("formula", 25, "indented"),
    Column("recomputed", 14, "amount"),
    Column("difference", 12, "amount"),
    Column("measure_unit", 6, "centre"),
    Column("cause", 24, "text"),
    Column("common", 22, "text"),
    Column("message", 30, "text"),
    Column("place_a", 34, "text"),
    Column("link_a", 12, "link"),
    Column("place_b", 34, "text"),
    Column("link_b", 12, "link"),
    Column("change", 8, "word"),
    Column("disposition", 9, "input"),
    Column("remarks", 14, "input"),
    Column("paper", 10, "input"),
    Column("reply", 16, "input"),
    Column("fingerprint", 20, "line", hidden=True),
    Column("file", 20, "line", hidden=True),
)
_SHOWN = 10  # excerpts quoted in one cell
_Links = dict[tuple[str, int | None], str]  # by path and page
_SETTLED = ("false_alarm", "corrected", "waived")


@dataclass(frozen=True, slots=True)
class _Row:
    """A finding with what its row says of its report."""

    number: str
    label: str
    path: str
    copy: str
    finding: Finding


class FindingsSheet:
    """The sheet being written; `folder` is where the workbook will stand (for links).

    Settled findings come last: they are there to be counted and looked up.
    """

    def __init__(
        self,
        book: Book,
        rules: dict[str, Rule],
        folder: Path,
        reports: int,
        rows_per_sheet: int = ROWS_PER_SHEET,
    ) -> None:
        name = book.words("sheets", "findings")
        self._pages = LongSheet(book, name, _COLUMNS, frozen=2, rows_per_sheet=rows_per_sheet)
        self._rules, self._folder, self._digits = rules, folder, len(str(reports))
        self._settled: list[_Row] = []

    def add(self, number: int, name: str, result: ReportResult) -> None:
        """Add the findings of the report that stands as `number` in the summary."""
        links: _Links = {}
        for finding in result.findings:
            id = f"{number:0{self._digits}d}-{finding.id}"
            row = _Row(id, name, result.path, result.annotated, finding)
            if finding.quiet:
                self._settled.append(row)
            else:
                self._write(row, links)

    def _write(self, row: _Row, links: _Links) -> None:
        """Write one row; `links` keeps those of its report that are known."""
        sheet, finding = self._pages.row(), row.finding
        sheet.text("id", row.number)
        sheet.text("report", row.label)
        _finding(sheet, finding, self._rules)
        for side, part in zip("ab", sides(finding), strict=True):
            quotes = excerpts(part)
            page = quotes[0].place.page if quotes else None
            path = (quotes[0].place.report if quotes else "") or row.copy or row.path
            if (path, page) not in links:
                links[path, page] = cell_link(path, page, self._folder)
            link = links[path, page]
            if side == "a" and row.copy.lower().endswith(".docx"):
                link = f"{link}#{bookmark(finding)}"
            _evidence(sheet, side, quotes, link, finding.subject if side == "a" else "")
        _room(sheet, finding)
        sheet.text("file", row.path)

    def end(self) -> None:
        """Finish the sheet."""
        for row in self._settled:
            self._write(row, {})
        sheets = self._pages.end()
        if sheets[0].row == sheets[0].head + 1:
            sheet = sheets[0]
            text = sheet.book.words("phrases", "no_findings")
            sheet.paper.write_string(sheet.row, 0, text, sheet.style("note"))
            return
        for sheet in sheets:
            _dress(sheet)


def rule_label(rule: str, rules: dict[str, Rule], words: Words) -> str:
    """A rule's name beside its id."""
    if rule not in rules:
        return rule
    return f"{words.choose(rules[rule].name, rules[rule].english)}\n{rule}"


def _finding(sheet: Sheet, finding: Finding, rules: dict[str, Rule]) -> None:
    words = sheet.book.words
    colours = LEVEL_COLOURS.get(finding.level, LEVEL_COLOURS["info"])
    sheet.text("rule", rule_label(finding.rule, rules, words))
    sheet.text("level", words("levels", finding.level), sheet.coloured(colours))
    sheet.text("verdict", words("verdicts", finding.verdict))
    sheet.printed("stated", finding.stated)
    sheet.text("formula", finding.formula)
    sheet.printed("recomputed", finding.recomputed, finding.stated)
    sheet.printed("difference", finding.difference, finding.stated)
    sheet.text("measure_unit", finding.unit)
    cause = finding.cause
    sheet.text("cause", words.choose(cause.zh, cause.en) if cause is not None else "")
    sheet.text("common", shared(finding, words))
    sheet.text("message", words.choose(finding.message, finding.message_en))


def _evidence(sheet: Sheet, side: str, quotes: Sequence[Excerpt], url: str, subject: str) -> None:
    """One side: the stated figure as 位置甲, what it was recomputed from as 位置乙.

    A cell's text says little by itself: the name of what is stated stands before it.
    """
    if not quotes:
        sheet.text(f"place_{side}", "")
        sheet.text(f"link_{side}", "", sheet.style("centre"))
        return
    words = sheet.book.words
    name = [(f"{subject}  ", False)] if subject and quotes[0].place.cell else []
    sheet.marked(f"place_{side}", [*name, *_segments(quotes, words)])
    sheet.link(f"link_{side}", url, where(quotes[0].place, words))


def _segments(quotes: Sequence[Excerpt], words: Words) -> Iterator[tuple[str, bool]]:
    for number, excerpt in enumerate(quotes[:_SHOWN]):
        if number:
            yield "\n", False
        if len(quotes) > 1 and excerpt.place.cell:
            yield f"〔{where(excerpt.place, words)}〕", False
        yield from excerpt.segments()
        yield doubts_about(excerpt.place, words), False
    if len(quotes) > _SHOWN:
        yield "\n" + words("phrases", "more_places", count=len(quotes)), False


def _room(sheet: Sheet, finding: Finding) -> None:
    """The columns that the auditor fills in, and the fingerprint that brings them back."""
    words, handling = sheet.book.words, finding.handling
    change = words("changes", finding.change) if finding.change else ""
    sheet.text("change", words("phrases", "accepted") if handling.accepted else change)
    sheet.text("disposition", words("dispositions", handling.disposition))
    sheet.text("remarks", handling.remarks)
    sheet.text("paper", handling.paper)
    sheet.text("reply", handling.reply)
    sheet.text("fingerprint", finding.fingerprint)


def _dress(sheet: Sheet) -> None:
    """The dropdown, and settled findings in grey."""
    words, first, last = sheet.book.words, sheet.head + 1, sheet.row - 1
    column = sheet.at("disposition")
    sheet.paper.data_validation(first, column, last, column, {
        "validate": "list", "source": words.group("dispositions"),
        "input_title": words("columns", "disposition"),
        "input_message": words("phrases", "disposition_help"),
    })  # fmt: skip
    letter = _letter(column)
    grey = sheet.book.workbook.add_format({"font_color": "#9E9E9E"})
    settled = [f'${letter}{first + 1}="{words("dispositions", name)}"' for name in _SETTLED]
    accepted = words("phrases", "accepted")
    settled.append(f'${_letter(sheet.at("change"))}{first + 1}="{accepted}"')
    sheet.paper.conditional_format(
        first, 0, last, len(sheet.columns) - 1,
        {"type": "formula", "criteria": f"=OR({','.join(settled)})", "format": grey},
    )  # fmt: skip
    sheet.paper.ignore_errors({"number_stored_as_text": f"A{first + 1}:{letter}{last + 1}"})


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
