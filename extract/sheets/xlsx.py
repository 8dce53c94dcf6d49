"""Cells of an .xlsx, .xlsm file as they are printed.

Read from the XML itself: only what stands in the file costs memory (a value in the last cell of
the last row must not make a grid of seventeen thousand million), and number formats are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..word.names import R
from ..word.package import Package
from .grid import Range, Sheet
from .number_format import BUILT_IN, printed

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def xlsx_sheets(package: Package) -> Iterator[Sheet]:
    """The visible sheets of a workbook, in order."""
    main = package.main
    root = package.xml(main)
    if root is None:
        return
    properties = root.find(_S + "workbookPr")
    epoch_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    shared = _shared_strings(package.xml(package.linked(main, "sharedStrings")))
    formats = _formats(package.xml(package.linked(main, "styles")))
    links = package.links(main)
    for element in root.iter(_S + "sheet"):
        link = links.get(element.get(R + "id") or "")
        if element.get("state", "visible") != "visible" or link is None:
            continue
        sheet = package.xml(link.target)
        if sheet is not None and sheet.tag == _S + "worksheet":
            yield _sheet(element.get("name") or "", sheet, shared, formats, epoch_1904)


def _sheet(
    name: str, root: etree._Element, shared: list[str], formats: list[str], epoch_1904: bool
) -> Sheet:
    sheet = Sheet(name, merged=list(_merged(root)))
    row = -1
    for element in root.iter(_S + "row"):
        row = _number(element.get("r"), row + 2) - 1
        column = -1
        for c in element.iterchildren(_S + "c"):
            at = _position(c.get("r"))
            column = at[1] if at else column + 1
            text = _text(c, shared, formats, epoch_1904)
            if text:
                sheet.cells[row, column] = text
    return sheet


def _text(c: etree._Element, shared: list[str], formats: list[str], epoch_1904: bool) -> str:
    kind = c.get("t", "n")
    if kind == "inlineStr":
        inline = c.find(_S + "is")
        return "" if inline is None else _rich(inline)
    value = c.findtext(_S + "v") or ""
    if kind == "s":
        index = _number(value, -1)
        return shared[index] if 0 <= index < len(shared) else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind == "n" and value:
        style = _number(c.get("s"), 0)
        return printed(value, formats[style] if style < len(formats) else "", epoch_1904)
    return value


def _shared_strings(root: etree._Element | None) -> list[str]:
    return [] if root is None else [_rich(si) for si in root.iterchildren(_S + "si")]


def _rich(element: etree._Element) -> str:
    """The text of a string and its runs, without the reading aids (`rPh`)."""
    parts = []
    for child in element:
        if child.tag == _S + "t":
            parts.append(child.text or "")
        elif child.tag == _S + "r":
            parts.append(child.findtext(_S + "t") or "")
    return "".join(parts)


def _formats(root: etree._Element | None) -> list[str]:
    """The format code of each cell style, "" for General."""
    if root is None:
        return []
    own = {
        _number(e.get("numFmtId"), 0): e.get("formatCode") or "" for e in root.iter(_S + "numFmt")
    }
    styles = root.find(_S + "cellXfs")
    numbers = [_number(e.get("numFmtId"), 0) for e in styles] if styles is not None else []
    return [own.get(number) or BUILT_IN.get(number, "") for number in numbers]


def _merged(root: etree._Element) -> Iterator[Range]:
    for element in root.iter(_S + "mergeCell"):
        first, _, last = (element.get("ref") or "").partition(":")
        start, end = _position(first), _position(last or first)
        if start and end:
            yield (*start, *end)


def _position(reference: str | None) -> tuple[int, int] | None:
    """Row and column of "B3", counted from 0."""
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else otherwise
