"""Text from a report made safe for a file format.  Nothing of a report is ever executed."""

from __future__ import annotations

import re

CELL_LIMIT = 32_767
"""The most UTF-16 units a spreadsheet cell holds."""

_UNENCODABLE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile(r"\s*[\r\n\v\f\u2028\u2029]\s*")
_CUT = "…"


def encodable(text: str) -> str:
    """`text` with lone surrogates replaced; the length stays."""
    return _UNENCODABLE.sub("\ufffd", text)


def printable(text: str) -> str:
    """`text` without control characters and non-characters, which XML cannot hold."""
    return text if text.isprintable() else _CONTROL.sub("", encodable(text))


def one_line(text: str) -> str:
    """`printable` text with every line break (and the space around it) as one space."""
    return printable(_BREAKS.sub(" ", text))


def cell_text(text: str, limit: int = CELL_LIMIT) -> str:
    """`printable` text that fits a cell; what is cut off is marked by an ellipsis."""
    return cut(printable(text), limit)


def cut(text: str, limit: int) -> str:
    """`text` of at most `limit` UTF-16 units, ending in an ellipsis when something was cut."""
    if len(text) * 2 <= limit or _units(text) <= limit:
        return text
    low, high = 0, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _units(text[:middle]) < limit else (low, middle - 1)
    return text[:low] + _CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
