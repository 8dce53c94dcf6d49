"""The cells that an address of a profile names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from ...normalize import grid_words as is_a
from ...normalize.grid_words import squeeze
from ...normalize.reading import GridCell
from .profile import Address
from .sheet import Line, Sheet

_BRACKETS = re.compile(r"[（(][^）)]*[）)]|[“”\"：:]")


def find(sheet: Sheet, address: Address) -> dict[str, GridCell]:
    """The cells an address names, by class or row; a single cell under the key "".

    Nothing is found where names are missing, or fit several rows or columns.
    """
    found: dict[str, GridCell] = {}
    for key, line in _lines(sheet, address):
        column = _column(sheet, line, address)
        cell = sheet.cell(line.row, column) if column is not None else None
        if cell is not None:
            found[key] = cell
    return found


def plain_name(name: str) -> str:
    """A name without spaces, brackets and quotation marks."""
    return _BRACKETS.sub("", squeeze(name))


def _lines(sheet: Sheet, address: Address) -> Iterator[tuple[str, Line]]:
    lines = [
        line
        for lane, of_lane in enumerate(sheet.lanes)
        if not address.lane or _lane_called(sheet, lane, address.lane)
        for line in of_lane
        if line.head.kind != "section"
    ]
    match address.rows[0]:
        case "@row":
            yield from ((str(line.row), line) for line in lines)
        case "@class":
            yield from _classes(lines)
        case _:
            outer = [line for line in lines if line.head.parent < 0]
            for among in (outer, lines):
                for pattern in address.rows:
                    hits = [line for line in among if _called(line, pattern)]
                    if len(hits) == 1:
                        yield "", hits[0]
                        return


def _classes(lines: list[Line]) -> Iterator[tuple[str, Line]]:
    """Functional classes: rows with a three-digit code, or numbered at the outermost level."""
    coded = any(line.head.code for line in lines)
    seen: dict[str, Line] = {}
    twice: set[str] = set()
    for line in lines:
        head = line.head
        fits = len(head.code) == 3 if coded else head.numbering[0] == 1 and head.parent < 0
        name = plain_name(head.name)
        if fits and name:
            twice.update({name} & seen.keys())
            seen[name] = line
    yield from ((name, line) for name, line in seen.items() if name not in twice)


def _called(line: Line, pattern: str) -> bool:
    if pattern.startswith("#"):
        return line.head.code == pattern[1:]
    return fnmatchcase(plain_name(line.head.name), plain_name(pattern))


def _lane_called(sheet: Sheet, lane: int, word: str) -> bool:
    start, end = sheet.grid.lanes[lane]
    return any(word in text for c in range(start, end) for text in sheet.grid.column_paths[c])


def _column(sheet: Sheet, line: Line, address: Address) -> int | None:
    columns = sheet.amounts(line.lane)
    if not address.columns:
        return columns[0] if columns else None
    for steps in address.columns:
        hits = [c for c in columns if _reaches(sheet.grid.column_paths[c], steps)]
        if len(hits) == 1:
            return hits[0]
    return None


def _reaches(path: tuple[str, ...], steps: tuple[str, ...]) -> bool:
    """Whether the steps lead down a header path, in order, to its innermost text."""
    if not path or not fnmatchcase(plain_name(path[-1]), steps[-1]):
        return False
    at = 0
    for text in path[:-1]:
        if at < len(steps) - 1 and fnmatchcase(plain_name(text), steps[at]):
            at += 1
    return at == len(steps) - 1


def is_open_cell(cell: GridCell) -> bool:
    """A cell that says something other than a figure (a template's XX, 不适用)."""
    return cell.figure is None and not cell.blank and not is_a.is_blank(cell.text.text.strip())
