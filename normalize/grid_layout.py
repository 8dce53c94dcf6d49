"""How a table is laid out: title rows, header rows, kinds of columns, lanes side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..extract.document import Cell
from . import grid_words as is_a
from .grid_bands import Band, Matrix, is_form_label_row
from .grid_words import squeeze, words
from .units import read_unit

_UNIT_LINE = re.compile(
    r"(?:金额|计量|货币)?单\s*位\s*[:：]|(?:编制|填报|填表)(?:单位|部门)|公开\d+表"
)
_SENTENCE = 30
_NUMBERING = re.compile(
    r"[（(]?[一二三四五六七八九十]+(?:[、.．）)]|$)|\d+[、．.](?!\d)|[（(]\d+[）)]|[①-⑳]"
)


class Kind(StrEnum):
    """What a column holds."""

    LABEL = "label"
    CODE = "code"
    AMOUNT = "amount"
    UNIT = "unit"
    ORDINAL = "ordinal"
    NOTE = "note"


NAMING = (Kind.LABEL, Kind.CODE, Kind.ORDINAL)


@dataclass(frozen=True, slots=True)
class Layout:
    """`cells` and `texts` are indexed [row][column]; texts are stripped, never None.

    `titles` are rows above the header that hold the caption or the unit, `header` the header
    rows, `body` the data rows, `lanes` column ranges.
    """

    cells: list[list[Cell | None]]
    texts: list[list[str]]
    titles: tuple[int, ...]
    header: tuple[int, ...]
    body: tuple[int, ...]
    kinds: tuple[Kind, ...]
    lanes: tuple[tuple[int, int], ...]
    paths: tuple[tuple[str, ...], ...]


def lay_out(matrix: Matrix, band: Band) -> Layout:
    """Find the parts of one band of a table."""
    cells, texts = matrix.cells, matrix.texts
    sheet = _Sheet(matrix, band)
    titles = sheet.titles()
    first = band.first + len(titles)
    start = sheet.body_start(first)
    header = sheet.header(first, start)
    body = tuple(r for r in range(start, band.last) if r not in band.repeats)
    paths = tuple(sheet.path(header, column) for column in range(sheet.width))
    kinds = tuple(sheet.kind(body, column, paths[column]) for column in range(sheet.width))
    empty = tuple(not any(texts[r][c] for r in body) for c in range(sheet.width))
    kinds = _placed(kinds, paths, empty)
    lanes = _lanes(kinds, paths)
    kinds = _noted(kinds, lanes)
    return Layout(cells, texts, titles, header, body, kinds, lanes, paths)


@dataclass(frozen=True, slots=True)
class _Sheet:
    matrix: Matrix
    band: Band

    @property
    def cells(self) -> list[list[Cell | None]]:
        return self.matrix.cells

    @property
    def texts(self) -> list[list[str]]:
        return self.matrix.texts

    @property
    def width(self) -> int:
        return len(self.texts[0]) if self.texts else 0

    def own(self, row: int, column: int) -> bool:
        return self.matrix.own(row, column)

    def titles(self) -> tuple[int, ...]:
        """The rows at the top that are one wide cell, or that give the unit."""
        found = []
        for row in range(self.band.first, min(self.band.first + 8, self.band.last - 2)):
            filled = self.matrix.filled(row)
            cell = self.cells[row][0]
            wide = cell is not None and cell.column_span >= self.width > 1 and len(filled) == 1
            unit = any(_UNIT_LINE.match(squeeze(self.texts[row][c])) for c in filled)
            if not (wide or unit or is_form_label_row(self.matrix, row)):
                break
            found.append(row)
        return tuple(found)

    def body_start(self, first: int) -> int:
        """The first row of data."""
        codes = {c for c in range(self.width) if self.code_header(c, first)}
        last = self.band.last
        for row in range(first, last):
            if self.is_data(row, codes):
                return row
        for row in range(first + 1, last):
            if not any(self.texts[row]):
                return row
        some = sum(1 for row in range(first, last) if any(self.texts[row]))
        return min(first + 1, last) if some > 1 else first

    def code_header(self, column: int, first: int) -> bool:
        for row in range(first, min(first + 5, self.band.last)):
            text = squeeze(self.texts[row][column])
            if text in words().code_part or is_a.has_any(text, words().code_header):
                return True
            if is_a.is_number(text):
                return False
        return False

    def is_data(self, row: int, codes: set[int]) -> bool:
        texts = self.texts[row]
        own = [c for c in range(self.width) if texts[c] and self.own(row, c)]
        if not own:
            return False
        if any(c in codes and texts[c].isdecimal() for c in own):
            return True
        numbers = [c for c in own if is_a.is_figure_like(texts[c])]
        if numbers and not self.counts_columns(row, numbers):
            years = all(is_a.is_year(texts[c]) for c in numbers)
            early = row <= self.band.first + 2
            return not (years and early and len(numbers) + 1 >= len(own))
        if numbers:
            return False
        others = [c for c in own if not is_a.is_blank(texts[c])]
        return bool(others) and all(_names_a_row(texts[c]) for c in others)

    def counts_columns(self, row: int, numbers: Sequence[int]) -> bool:
        """栏次: a row that only numbers the columns."""
        texts = [squeeze(text) for text in self.texts[row]]
        values = [int(texts[c]) for c in numbers if texts[c].isdecimal()]
        if len(values) != len(numbers) or not values:
            return False
        run = values == list(range(values[0], values[0] + len(values))) and values[0] <= 3
        said = any(text in words().ordinal_header for text in texts)
        return run and (said or (len(values) > 1 and (not texts[0] or numbers[0] == 0)))

    def header(self, first: int, start: int) -> tuple[int, ...]:
        """The rows above the data that head it: what follows the last row of sentences."""
        for row in range(first, start):
            if any(len(self.texts[row][c]) > _SENTENCE for c in self.matrix.filled(row)):
                first = row + 1
        rows = range(first, start)
        return tuple(r for r in rows if any(self.texts[r]) and not self.is_counting(r))

    def is_counting(self, row: int) -> bool:
        """Whether a row only numbers the columns."""
        texts = self.texts[row]
        numbers = [c for c in range(self.width) if texts[c].isdecimal() and self.own(row, c)]
        return bool(numbers) and self.counts_columns(row, numbers)

    def path(self, header: Sequence[int], column: int) -> tuple[str, ...]:
        """The header texts over a column, outermost first."""
        found: list[str] = []
        last: Cell | None = None
        for row in header:
            cell = self.cells[row][column]
            text = squeeze(self.texts[row][column])
            if not text and row != header[-1]:
                text = self.spread(header, row, column)
            if text and (cell is None or cell is not last or not self.texts[row][column]):
                if not found or found[-1] != text:
                    found.append(text)
                last = cell
        return tuple(t for t in found if not t.isdecimal() or is_a.is_year(t))

    def spread(self, header: Sequence[int], row: int, column: int) -> str:
        """The text of the header cell to the left that visibly reaches over this column."""
        below = [r for r in header if r > row]
        if not any(self.texts[r][column] and self.own(r, column) for r in below):
            return ""
        if any(self.texts[r][column] for r in header if r < row) and row == header[-1]:
            return ""
        for left in range(column - 1, -1, -1):
            text = squeeze(self.texts[row][left])
            if text and not self.own(row, left):
                return ""
            if text:
                under = any(self.texts[r][left] and self.own(r, left) for r in below)
                return text if under else ""
        return ""

    def kind(self, body: Sequence[int], column: int, path: tuple[str, ...]) -> Kind:
        leaf = path[-1] if path else ""
        values = [self.texts[r][column] for r in body if self.own(r, column)]
        if body and not values:
            return Kind.LABEL
        filled = [v for v in values if not is_a.is_blank(v)]
        digits = [v for v in filled if v.isdecimal()]
        lexicon = words()
        if is_a.has_any(leaf, lexicon.target_header):
            return Kind.NOTE
        if leaf in lexicon.unit_header and not digits and _are_units(filled):
            return Kind.UNIT
        if self.is_code_column(column, path, filled, body):
            return Kind.CODE
        if leaf in lexicon.ordinal_header or (column == 0 and _counts(digits, filled)):
            return Kind.ORDINAL
        numbers = sum(is_a.is_figure_like(v) for v in filled)
        if numbers and numbers * 3 >= len(filled) - _names(filled):
            return Kind.AMOUNT
        if filled:
            return Kind.LABEL
        if not path:
            return Kind.NOTE
        if leaf in lexicon.label_header or is_a.has_any(leaf, lexicon.note_header):
            return Kind.LABEL
        return Kind.AMOUNT

    def is_code_column(
        self, column: int, path: tuple[str, ...], filled: list[str], body: Sequence[int]
    ) -> bool:
        named = bool(path) and (
            path[-1] in words().code_part or is_a.has_any(path[-1], words().code_header)
        )
        coded = [v for v in filled if v.isdecimal()]
        if named:
            return all(len(v) <= 12 for v in coded)
        if len(coded) < 2 or column + 1 >= self.width or path:
            return False
        beside = [self.texts[r][column + 1] for r in body if self.texts[r][column].isdecimal()]
        return all(map(is_a.is_code, coded)) and not any(map(is_a.is_number, beside))


def _names_a_row(text: str) -> bool:
    """一、… or 合计: what a row is called, never a header."""
    return _NUMBERING.match(text) is not None or is_a.is_total(text)


def _are_units(filled: list[str]) -> bool:
    """万元, 人, …: 单位 heads a column of organisations just as well."""
    return any(read_unit(v) is not None for v in filled)


def _counts(digits: list[str], filled: list[str]) -> bool:
    """1, 2, 3, …: the numbers of the lines."""
    values = [int(v) for v in digits]
    return (
        len(values) >= 2
        and values == list(range(1, len(values) + 1))
        and len(filled) <= len(values) + 2
    )


def _names(filled: list[str]) -> int:
    return sum(v in words().not_applicable for v in filled)


def _placed(
    kinds: tuple[Kind, ...], paths: tuple[tuple[str, ...], ...], empty: tuple[bool, ...]
) -> tuple[Kind, ...]:
    """A column of blanks is an amount only to the right of what names its rows."""
    placed = list(kinds)
    filled = any(k is Kind.AMOUNT and not e for k, e in zip(kinds, empty, strict=True))
    for column, kind in enumerate(placed):
        leaf = _leaf(paths[column])
        named = leaf in words().label_header
        if kind is not Kind.AMOUNT or any(map(is_a.is_total, paths[column])):
            break
        if not named and not (empty[column] and filled and column == 0):
            break
        placed[column] = Kind.LABEL
    return tuple(placed)


def _lanes(
    kinds: tuple[Kind, ...], paths: tuple[tuple[str, ...], ...]
) -> tuple[tuple[int, int], ...]:
    """Column ranges of tables that stand side by side."""
    first = {_leaf(paths[c]) for c, k in enumerate(kinds) if k in NAMING and not _after(kinds, c)}
    starts = [0]
    for column in range(1, len(kinds)):
        begins = kinds[column] in NAMING and kinds[column - 1] not in NAMING
        if not begins or Kind.AMOUNT not in kinds[starts[-1] : column]:
            continue
        run = column
        while run < len(kinds) and kinds[run] in NAMING:
            run += 1
        leads = run < len(kinds) and kinds[run] is Kind.AMOUNT
        leaves = {_leaf(paths[c]) for c in range(column, run)}
        if leads and (leaves & first or leaves & words().label_header or leaves == {""}):
            starts.append(column)
    return tuple(zip(starts, [*starts[1:], len(kinds)], strict=True))


def _leaf(path: tuple[str, ...]) -> str:
    return path[-1] if path else ""


def _after(kinds: tuple[Kind, ...], column: int) -> bool:
    return Kind.AMOUNT in kinds[:column]


def _noted(kinds: tuple[Kind, ...], lanes: tuple[tuple[int, int], ...]) -> tuple[Kind, ...]:
    """A column of words to the right of its lane's amounts is a note."""
    noted = list(kinds)
    for start, end in lanes:
        amounts = False
        for column in range(start, end):
            amounts = amounts or noted[column] is Kind.AMOUNT
            if amounts and noted[column] is Kind.LABEL:
                noted[column] = Kind.NOTE
    return tuple(noted)
