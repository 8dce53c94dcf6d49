"""Rows of a table in plain text whose cells can be put under their names.

Text saved from a page keeps the filled cells of a row in their order, loses where the empty ones
stood, and puts the names of a header's second row at the left.  Where every row has as many
values as the header has columns for them, nothing is left to guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_TOTAL = re.compile(r"[合小总]\s*[计計]")
_NOTHING = re.compile(r"0(?:\.0+)?%?|[-—－/]+")
_UNIT = re.compile(r"单\s*位\s*[:：]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COMPUTED = re.compile(r"增减|增长|[%％率幅]|占比|比重")
_FEWEST = 3  # rows under a header

IsValue = Callable[[str], bool]


def placed(rows: Sequence[Sequence[str]], is_value: IsValue) -> list[list[str]] | None:
    """The filled cells of rows, each row a name, its values and any words behind them, as rows of
    equal length under their header; None where a value could stand in several columns."""
    first = next((r for r, row in enumerate(rows) if _is_valued(row, is_value)), 0)
    heads = rows[:first]
    body = [_Row.of(row, is_value) for row in rows[first:] if row]
    count = max((len(row.values) for row in body), default=0)
    header = _header(heads, count)
    if header is None or sum(len(row.values) == count for row in body) < min(_FEWEST, len(body)):
        return None
    width = len(header[0])
    plain = _plain_columns(header, count)
    if not all(row.fits(count, plain, width) for row in body):
        return None
    return [_filled(row, width) for row in (*header, *(row.cells(count) for row in body))]


def even(lines: Sequence[str], is_value: IsValue) -> list[list[str]] | None:
    """Lines of as many cells each, kept with their empty ones: these stand where they stood where
    one stands before a filled cell, or tabs part the cells, or there are none."""
    tabs = not any("|" in line for line in lines)
    rows = [[cell.strip() for cell in line.split("\t" if tabs else "|")] for line in lines]
    rows = totals_placed(rows, is_value)
    if len({len(row) for row in rows}) > 1:
        return None  # merged cells are lost
    if all(not row[-1] for row in rows):
        rows = [row[:-1] for row in rows]
    first = next((r for r, row in enumerate(rows) if _is_valued(row, is_value)), 0)
    inside = any(not a and b for row in rows for a, b in pairwise(row))
    kept = tabs or inside or all(map(all, rows))
    headed = 0 < first <= len(rows) - (_FEWEST - 1)
    return rows if kept and headed and len(rows[0]) > 1 else None


def totals_placed(rows: list[list[str]], is_value: IsValue) -> list[list[str]]:
    """Rows with the values of a total under the columns that all other rows have theirs in: the
    cells merged before them are lost, and empty ones put at the end, or none."""
    first = next((r for r, row in enumerate(rows) if _is_valued(row, is_value)), 0)
    width = len(rows[0])
    body = [row for row in rows[first:] if len(row) == width and not is_total(row)]
    columns = sorted({c for row in body for c in range(1, width) if is_value(row[c])})
    if len(body) < _FEWEST or not columns:
        return rows
    return [_spread(row, columns, width, is_value) if is_total(row) else row for row in rows]


def is_total(row: Sequence[str]) -> bool:
    return _TOTAL.fullmatch(next(filter(None, row), "")) is not None


def _spread(row: list[str], columns: Sequence[int], width: int, is_value: IsValue) -> list[str]:
    name, *values = filter(None, row)
    if len(values) != len(columns) or not all(map(is_value, values)):
        return row
    placed = dict(zip(columns, values, strict=True))
    return [name, *(placed.get(column, "") for column in range(1, width))]


@dataclass(frozen=True, slots=True)
class _Row:
    """A name, the values behind it, the words behind these."""

    names: tuple[str, ...]
    values: tuple[str, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, row: Sequence[str], is_value: IsValue) -> _Row:
        marks = [is_value(cell) for cell in row]
        if not any(marks):
            return cls(tuple(row), (), ())
        start = marks.index(True)
        end = len(marks) - marks[::-1].index(True)
        return cls(tuple(row[:start]), tuple(row[start:end]), tuple(row[end:]))

    def fits(self, count: int, plain: int, width: int) -> bool:
        """Whether its cells have one place each.  Those of a short row have where they are nothing,
        which may stand anywhere, or just the `plain` ones that the others are computed from."""
        if len(self.names) != 1 or len(self.words) > width - 1 - count:
            return False
        if len(self.values) == count or all(map(_NOTHING.fullmatch, self.values)):
            return True
        return 1 < len(self.values) == plain == len(set(self.values))

    def cells(self, count: int) -> list[str]:
        missing = [""] * (count - len(self.values)) if self.values or self.words else []
        return [*self.names, *self.values, *missing, *self.words]


def is_title(row: Sequence[str]) -> bool:
    """Whether cells above a header name the table or its unit."""
    return len(row) == 1 or any(map(_UNIT.search, row))


def _is_valued(row: Sequence[str], is_value: IsValue) -> bool:
    """Whether a row holds values, not the years that head columns."""
    values = [cell for cell in row if is_value(cell)]
    years = bool(row) and not is_value(row[0]) and all(map(_YEAR.fullmatch, values))
    return bool(values) and not years


def _plain_columns(header: Sequence[Sequence[str]], count: int) -> int:
    """How many columns of values stand before the first that is computed from them."""
    names = ["".join(column) for column in zip(*header, strict=True)][1 : 1 + count]
    return next((i for i, name in enumerate(names) if _COMPUTED.search(name)), count)


def _filled(row: Sequence[str], width: int) -> list[str]:
    return [*row, *([""] * (width - len(row)))]


def _header(heads: Sequence[Sequence[str]], count: int) -> list[list[str]] | None:
    """The header over a column of names, `count` columns of values and any of words: in one row,
    or in two of which the lower is put under the name it belongs to."""
    if not count or not 1 <= len(heads) <= 2:
        return None
    upper, lower = (heads[0], heads[1]) if len(heads) == 2 else _parted(heads[0], count)
    if not lower:
        return [list(upper)] if len(upper) > count else None
    group = _group(upper, lower)
    if group is None or len(upper) - 1 + len(lower) < count + 1:
        return None
    before, gap = list(upper[: group + 1]), [""] * (len(lower) - 1)
    return [
        [*before, *gap, *upper[group + 1 :]],
        [*([""] * group), *lower, *([""] * (len(upper) - group - 1))],
    ]


def _parted(names: Sequence[str], count: int) -> tuple[Sequence[str], Sequence[str]]:
    """A header whose two rows stand in one: the lower begins with its own total."""
    begins = [i for i, name in enumerate(names) if i > 1 and _TOTAL.fullmatch(name)]
    if len(names) == count + 2 and begins:
        return names[: begins[-1]], names[begins[-1] :]
    return names, ()


def _group(upper: Sequence[str], lower: Sequence[str]) -> int | None:
    """The one upper name that speaks of the lower ones, by the characters they share."""
    shared = [len(set(name) & set("".join(lower))) for name in upper]
    best = max(shared)
    return shared.index(best) if best > 1 and shared.count(best) == 1 else None
