"""Reading a workbook back: what auditors wrote beside the findings of an earlier run.

Rows are known by the hidden fingerprint and columns by their names, so sheets may have been
sorted, filtered, renamed, and their columns moved or new ones put between.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from ..corpus.history import Entry
from ..validate.finding import DISPOSITIONS, UNTOUCHED, Handling
from .words import LANGUAGES, Words

_HEAD_WITHIN = 12  # rows in which a sheet's head is looked for
_PATTERN = re.compile(r"(#,##)?0(\.0+)?(%?)")  # of the numbers that a report prints
_NEEDED = ("fingerprint", "disposition")
_READ = (
    *_NEEDED, "file", "report", "rule", "level", "state", "stated", "message", "remarks", "paper",
    "reply",
)  # fmt: skip


class ReturnedError(ValueError):
    """A file that is no workbook of gouji, or one that lost its fingerprints."""


def read_dispositions(path: Path) -> list[Entry]:
    """What the workbook at `path` says of its findings, in the order of its rows.

    A finding that stands in several rows counts once, with a decision rather than without.
    ReturnedError when it cannot be read as one, OSError when it cannot be opened.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    found: dict[tuple[str, str], Entry] = {}
    recognised = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that it passes over
        try:
            book = load_workbook(path, read_only=True, data_only=True)
        except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
            raise ReturnedError(f"{path}: {error}") from error
        try:
            for paper in book.worksheets:
                paper.reset_dimensions()  # what some programs write there is wrong
                for row in _rows(paper.iter_rows()):
                    recognised = True
                    if row and (entry := _entry(row)) is not None:
                        _keep(found, entry)
        finally:
            book.close()
    if not recognised:
        names = "、".join(Words("zh")("columns", key) for key in _NEEDED)
        raise ReturnedError(f"{path}: no sheet with the columns {names}")
    return list(found.values())


def _rows(cells: Iterator[Sequence[Any]]) -> Iterator[dict[str, str]]:
    """The rows below a head as texts by column; first an empty one when there is a head."""
    columns: dict[str, int] = {}
    for number, row in enumerate(cells):
        if columns:
            yield {key: _text(row[at]) for key, at in columns.items() if at < len(row)}
        elif number < _HEAD_WITHIN:
            columns = _head(row)
            if columns:
                yield {}
        else:
            return


def _head(row: Sequence[Any]) -> dict[str, int]:
    """Where the columns are, if a row is a head of findings."""
    for language in LANGUAGES:
        words = Words(language)
        names = {_plain(words("columns", key)): key for key in _READ}
        places: dict[str, int] = {}
        for number, value in enumerate(row):
            key = names.get(_plain(_text(value)))
            if key is not None:
                places.setdefault(key, number)
        if all(key in places for key in _NEEDED):
            return places
    return {}


def _entry(row: dict[str, str]) -> Entry | None:
    if not row.get("fingerprint"):
        return None
    written = row.get("disposition", "")
    disposition = _key("dispositions", written, DISPOSITIONS)
    remarks = row.get("remarks", "")
    if not disposition and written:  # somebody's own words
        remarks = f"{written}；{remarks}" if remarks else written
    handling = Handling(
        disposition or "pending", remarks, row.get("paper", ""), row.get("reply", "")
    )
    return Entry(
        row.get("file") or row.get("report", ""),
        row["fingerprint"],
        handling,
        rule=(row.get("rule", "").splitlines() or [""])[-1],
        level=_key("levels", row.get("level", ""), ("error", "warning", "review", "info")),
        stated=row.get("stated", ""),
        message=row.get("message", ""),
        gone=_key("states", row.get("state", ""), ("corrected",)) == "corrected",
    )


def _keep(found: dict[tuple[str, str], Entry], entry: Entry) -> None:
    known = found.get((entry.report, entry.fingerprint))
    if known is None or known.gone or known.handling == UNTOUCHED:
        found[entry.report, entry.fingerprint] = entry


def _key(group: str, written: str, keys: Sequence[str]) -> str:
    """The key of a word in either language, empty if it is none."""
    for language in LANGUAGES:
        words = Words(language)
        for key in keys:
            if _plain(words(group, key)) == _plain(written):
                return key
    return ""


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _text(cell: Any) -> str:
    """A cell as a person sees it."""
    value, pattern = getattr(cell, "value", None), getattr(cell, "number_format", None) or ""
    if value is None:
        return ""
    if (found := _PATTERN.fullmatch(pattern)) and isinstance(value, int | float):
        places = len(found[2] or ".") - 1
        return f"{value:{',' if found[1] else ''}.{places}{found[3] or 'f'}}"
    if isinstance(value, datetime):
        value = value.date() if value.time().isoformat() == "00:00:00" else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
