"""Sheet 汇总: one row a report, totals, and two charts.  Made to fit one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..validate.rule import Rule
from .clean import cell_text
from .digest import COVERAGE, LEVELS, LIGHTS, Digest, share_checked, status_line, totals
from .places import cell_link
from .sheet import LEVEL_COLOURS, LIGHT_COLOURS, Book, Column, Sheet

_COLUMNS = (
    Column("number", 5, "centre"),
    Column("report", 40, "line"),
    Column("organisation", 24, "line"),
    Column("year", 6, "centre"),
    Column("pages", 6, "number"),
    Column("light", 21, "centre"),
    Column("figures", 8, "number"),
    Column("checked", 8, "number"),
    Column("contradicted", 8, "number"),
    Column("operand", 8, "number"),
    Column("unchecked", 8, "number"),
    Column("rate", 8, "share"),
    *(Column(level, 7, "number") for level in LEVELS),
)
_HEAD = 3
_BARS = 12  # bars in a chart
_GAP = 1  # columns between the table and the charts


def _columns(digests: Sequence[Digest]) -> tuple[Column, ...]:
    """The columns, with one for settled findings where there are any."""
    if not any(digest.quiet for digest in digests):
        return _COLUMNS
    return (*_COLUMNS, Column("quiet", 7, "number"))


def write_summary(
    book: Book, digests: Sequence[Digest], rules: dict[str, Rule], folder: Path
) -> None:
    """Write the sheet; `folder` is where the workbook will stand (for links)."""
    name = book.words("sheets", "summary")
    sheet = Sheet(book, name, _columns(digests), head=_HEAD, frozen=2, valign="vcenter")
    _totals(sheet, digests)
    sheet.write_head()
    for number, digest in enumerate(digests, 1):
        _report(sheet, number, digest, folder)
        sheet.next()
    sheet.end()
    _dress(sheet)
    used = _legend(sheet, digests)
    _charts(sheet, digests, rules, used)
    sheet.paper.activate()


def _totals(sheet: Sheet, digests: Sequence[Digest]) -> None:
    """Title, lights and totals, above the head so that they stay in sight."""
    words, style, paper = sheet.book.words, sheet.style, sheet.paper
    paper.set_row(0, 30)
    paper.write_string(0, 0, words("phrases", "title"), style("title"))
    paper.set_row(1, 20)
    paper.write_string(1, 0, status_line(digests, words), style("note"))
    counts = totals(digests)
    share = share_checked(counts)
    for column in range(len(sheet.columns)):
        paper.write_blank(2, column, None, style("total_text"))
    paper.write_string(2, sheet.at("report"), words("phrases", "totals"), style("total_text"))
    counted = [key for key in ("pages", *COVERAGE, *LEVELS, "quiet") if sheet.has(key)]
    for key in counted:
        paper.write_number(2, sheet.at(key), counts[key], style("total"))
    if share is not None:
        paper.write_number(2, sheet.at("rate"), share, style("total_share"))


def _report(sheet: Sheet, number: int, digest: Digest, folder: Path) -> None:
    sheet.number("number", number)
    url = cell_link(digest.path, None, folder)
    sheet.link("report", url, digest.label, "line_link", tip=digest.name)
    sheet.text("organisation", digest.organisation)
    sheet.number("year", digest.year)
    sheet.number("pages", digest.pages)
    colours = LIGHT_COLOURS[digest.light]
    bold = sheet.coloured(colours, bold=True)
    sheet.text("light", digest.light_words(sheet.book.words), bold)
    if digest.status == "unread":
        for key in (*COVERAGE, "rate", *LEVELS, "quiet"):
            if sheet.has(key):
                sheet.text(key, "—", sheet.style("centre", font_color="#8C8C8C"))
        return
    for key in COVERAGE:
        sheet.number(key, digest.coverage[key])
    sheet.number("rate", share_checked(digest.coverage))
    for level in LEVELS:
        count = digest.levels[level]
        loud = sheet.coloured(LEVEL_COLOURS[level], "number") if count else None
        sheet.number(level, count, loud)
    if sheet.has("quiet"):
        sheet.number("quiet", digest.quiet)


def _dress(sheet: Sheet) -> None:
    """A bar in each cell of 复核率, so that thin coverage is seen at a glance."""
    if sheet.row == sheet.head + 1:
        return
    column = sheet.at("rate")
    sheet.paper.conditional_format(sheet.head + 1, column, sheet.row - 1, column, {
        "type": "data_bar", "bar_color": "#9DC3E6", "bar_solid": True,
        "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1,
    })  # fmt: skip


def _legend(sheet: Sheet, digests: Sequence[Digest]) -> int:
    """What the lights that occur mean, below the table; gives the row after it."""
    words, paper, row = sheet.book.words, sheet.paper, sheet.row + 1
    present = {digest.light for digest in digests}
    for name in LIGHTS:
        if name in present:
            text = f"{words('lights', name)}：{words('light_meanings', name)}"
            paper.write_string(row, 0, text, sheet.book.style("note"))
            row += 1
    paper.write_string(row, 0, words("phrases", "rate_note"), sheet.book.style("note"))
    paper.print_area(0, 0, row, len(sheet.columns) - 1)  # the charts are for the screen
    return row + 1


def _charts(sheet: Sheet, digests: Sequence[Digest], rules: dict[str, Rule], used: int) -> None:
    """Findings by rule and by unit, right of the table; their numbers in hidden columns."""
    words = sheet.book.words
    by_rule = Counter[str]()
    for digest in digests:
        by_rule.update(digest.rules)
    if not by_rule:
        return
    labelled = {
        words.choose(rules[key].name, rules[key].english) if key in rules else key: count
        for key, count in sorted(by_rule.items(), key=lambda item: (-item[1], item[0]))
    }
    by_unit = Counter[str]()
    for digest in digests:
        if digest.rules:
            by_unit[cell_text(digest.organisation or digest.label)] += sum(digest.rules.values())
    units = dict(sorted(by_unit.items(), key=lambda item: -item[1]))
    left = len(sheet.columns) + _GAP
    _lay_charts(sheet, left, used, {"chart_rules": labelled, "chart_units": units})


def _lay_charts(sheet: Sheet, left: int, used: int, counts: dict[str, dict[str, int]]) -> None:
    """Put the charts from column `left` on, their numbers in hidden columns from row `used` on."""
    words, paper = sheet.book.words, sheet.paper
    data = left + 20
    paper.set_column(left - 1, left - 1, 2)
    paper.set_column(data, data + 3, None, None, {"hidden": True})
    most = {title: _most(bars, words("phrases", "others")) for title, bars in counts.items()}
    for row in range(max(map(len, most.values()))):  # row by row: rows may be spooled
        for place, bars in enumerate(most.values()):
            if row < len(bars):
                paper.write_string(used + row, data + 2 * place, bars[row][0])
                paper.write_number(used + row, data + 2 * place + 1, bars[row][1])
    top = 2
    for place, (title, bars) in enumerate(most.items()):
        height = 90 + 22 * len(bars)
        source = (used, data + 2 * place, used + len(bars) - 1)
        chart = _chart(sheet, words("phrases", title), source)
        chart.set_size({"width": 460, "height": height})
        paper.insert_chart(top, left, chart)
        top += height // 20 + 2


def _most(counts: dict[str, int], others: str) -> list[tuple[str, int]]:
    """The largest counts, the rest as one."""
    bars = list(counts.items())
    if len(bars) <= _BARS:
        return bars
    return [*bars[: _BARS - 1], (others, sum(count for _, count in bars[_BARS - 1 :]))]


def _chart(sheet: Sheet, title: str, source: tuple[int, int, int]) -> Any:
    """A bar chart over `source`: first row, column of the labels, last row."""
    name = sheet.paper.get_name()
    first, column, last = source
    chart = sheet.book.workbook.add_chart({"type": "bar"})
    chart.add_series({
        "categories": [name, first, column, last, column],
        "values": [name, first, column + 1, last, column + 1],
        "fill": {"color": "#2F5597"}, "gap": 40, "data_labels": {"value": True},
    })  # fmt: skip
    chart.set_title({"name": title, "name_font": {"size": 11, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "line": {"none": True}})
    chart.show_hidden_data()
    return chart
