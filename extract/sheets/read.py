"""A spreadsheet → `Document`: each visible sheet a heading, its lines and its table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ..document import Block, Document, join_blocks
from ..problem import Problem, Unreadable
from ..text_file import decode
from ..word.package import Package
from .grid import Sheet, sheet_blocks
from .xls import xls_sheets
from .xlsx import xlsx_sheets


def read_xlsx(data: bytes, name: str) -> Document:
    """Read an .xlsx.  `Unreadable` as for Word files."""
    package = Package(data)
    document = _document(xlsx_sheets(package), name, "xlsx")
    document.problems = (*package.problems, *document.problems)
    return document


def read_xls(data: bytes, name: str) -> Document:
    """Read an .xls."""
    return _document(xls_sheets(data), name, "xls")


def read_csv(data: bytes, name: str) -> Document:
    """Read a .csv of any delimiter and encoding met in offices."""
    text = decode(data)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:4096], ",\t;|")
    except csv.Error:
        dialect = csv.excel
    sheet = Sheet("")
    try:
        for r, row in enumerate(csv.reader(io.StringIO(text), dialect)):
            sheet.cells.update({(r, c): value for c, value in enumerate(row) if value})
    except csv.Error as error:
        raise Unreadable("truncated", str(error)) from error
    return _document([sheet], name, "csv")


def _document(sheets: Iterable[Sheet], name: str, format: str) -> Document:
    found = [sheet for sheet in sheets if any(text.strip() for text in sheet.cells.values())]
    blocks: list[Block] = []
    problems: list[Problem] = []
    for sheet in found:
        try:
            blocks.extend(sheet_blocks(sheet, len(blocks), named=len(found) > 1))
        except Unreadable as error:
            problems.append(Problem("damaged-part", None, f"{sheet.name}: {error}"))
    if not blocks:
        raise Unreadable("no-text")
    return Document(name, "", format, join_blocks(blocks), problems=tuple(problems))
