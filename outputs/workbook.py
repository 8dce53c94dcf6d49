"""The discrepancy workbook: what an audit office works in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from ..corpus.results import absent
from ..validate.catalogue import load
from ..validate.finding import ReportResult
from .digest import digest
from .files import appearing
from .sheet import ROWS_PER_SHEET, Book
from .sheet_earlier import EarlierSheet
from .sheet_figures import FiguresSheet
from .sheet_findings import FindingsSheet
from .sheet_problems import write_problems
from .sheet_rules import write_rules
from .sheet_summary import write_summary
from .words import Words

_CREATED = datetime(2000, 1, 1)  # fixed: equal results give equal bytes


def write_workbook(
    results: Sequence[ReportResult],
    path: Path,
    language: str = "zh",
    *,
    rows_per_sheet: int = ROWS_PER_SHEET,
) -> Path:
    """Write the workbook to `path` and return it.

    Five sheets: 汇总, 差异, 数字, 未读, 规则 (数字 and 差异 go on in further sheets past
    `rows_per_sheet`), and 已更正 after 差异 where findings of the run before are gone.  The file
    appears whole or not at all.  OSError when it cannot be written
    (an open workbook on Windows, a full disk).
    """
    with appearing(path) as unfinished:
        _write(results, unfinished, Words(language), rows_per_sheet)
    return path


def _write(
    results: Sequence[ReportResult], unfinished: Path, words: Words, rows_per_sheet: int
) -> None:
    """Two passes over the results: their digests, then their rows."""
    rules, folder = load(), unfinished.parent
    digests = digest(results)
    workbook = _open(unfinished, words)
    book = Book(workbook, words)
    write_summary(book, digests, rules, folder)
    findings = FindingsSheet(book, rules, folder, len(digests), rows_per_sheet)
    gone = absent(results)
    earlier = None
    if gone or any(item.earlier for item in digests):
        earlier = EarlierSheet(book, rules)
    figures = FiguresSheet(book, rows_per_sheet)
    troubled = []  # written last: a sheet of figures may have needed further ones
    for number, (result, item) in enumerate(zip(results, digests, strict=True), 1):
        findings.add(number, item.label, result)
        figures.add(item.label, result.figures)
        if earlier is not None:
            earlier.add(item.label, result.earlier)
        if result.problems or result.status == "unread":
            troubled.append((item.label, replace(result, findings=[], figures=[], checks=[])))
    findings.end()
    if earlier is not None:
        earlier.add("", gone)
        earlier.end()
    figures.end()
    write_problems(book, troubled, folder)
    write_rules(book, digests, rules)
    try:
        workbook.close()
    except XlsxWriterException as error:
        raise OSError(str(error)) from error


def _open(path: Path, words: Words) -> Any:
    workbook = xlsxwriter.Workbook(str(path), {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "constant_memory": True,  # rows go to disk as they are written
    })  # fmt: skip
    workbook.use_zip64()
    workbook.set_size(28_800, 16_200)
    workbook.set_properties({
        "title": words("phrases", "title"), "subject": words("sheets", "findings"),
        "author": "gouji", "created": _CREATED,
    })  # fmt: skip
    return workbook
