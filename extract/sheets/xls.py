"""Cells of an .xls file, through calamine (which does not tell number formats)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import date, datetime

import olefile
import python_calamine as calamine

from ..problem import Unreadable
from .grid import CELL_LIMIT, Sheet
from .number_format import printed

_FILE_PASS = 0x2F
_START = 0x809


def xls_sheets(data: bytes) -> Iterator[Sheet]:
    """The visible sheets.  `Unreadable`: "encrypted", "truncated", "too-large"."""
    if _is_encrypted(data):
        raise Unreadable("encrypted")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in book.sheets_metadata:
            if meta.visible is calamine.SheetVisibleEnum.Visible:
                yield _sheet(book.get_sheet_by_name(meta.name))
    except calamine.PasswordError as error:
        raise Unreadable("encrypted") from error
    except calamine.CalamineError as error:
        raise Unreadable("truncated", str(error)) from error
    except BaseException as error:  # a panic inside calamine is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("truncated", "xls") from error


def _sheet(source: calamine.CalamineSheet) -> Sheet:
    if source.total_height * source.total_width > 4 * CELL_LIMIT:
        raise Unreadable("too-large", source.name)
    rows = source.to_python(skip_empty_area=False)
    cells = {
        (r, c): _text(value)
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value != ""
    }
    merged = [(*start, *end) for start, end in source.merged_cell_ranges or ()]
    return Sheet(source.name, cells, merged)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return printed(repr(value), "")
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def _is_encrypted(data: bytes) -> bool:
    """Whether the workbook stream says, in its second record, that the rest is enciphered."""
    try:
        with olefile.OleFileIO(data) as file:
            name = "Workbook" if file.exists("Workbook") else "Book"
            stream = file.openstream(name).read(64)
        kind, length = struct.unpack_from("<HH", stream)
        return (kind, *struct.unpack_from("<H", stream, 4 + length)) == (_START, _FILE_PASS)
    except (OSError, struct.error, IndexError, ValueError):
        return False
