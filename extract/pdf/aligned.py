"""Tables without rules, or with rules across only: found by figures that stand in columns.

Only what is plainly a table is taken for one: several rows, each with a label and figures, the
figures of a column flush with each other.  Rules above and below it (a three-line table) are
further evidence, and tell where it begins.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from .lines import line_of
from .objects import Rule
from .parts import Part, Row
from .tables import PageCell, PageTable

_FIGURE = re.compile(r"[-+－−(（]?\d[\d,，]*(?:\.\d+)?[)）]?[%‰]?|[-—–－]{1,2}|…")
_EXACT = re.compile(r"\d\.\d|\d[,，]\d{3}")
_LEADERS = re.compile(r"…{2,}|\.{5,}|·{4,}")
_FEWEST_ROWS = 3
_FIGURES = 0.7
"""Share of a column's cells that are figures, and of rows that have a label."""
_FLUSH = 0.8  # sizes
_APART = 4.0  # sizes; rows further from each other belong to different tables
_SIDE = 5.0  # points


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns by where they begin and end."""

    spans: list[tuple[float, float]]

    def of(self, part: Part) -> int | None:
        return next(
            (i for i, (a, b) in enumerate(self.spans) if a - 1 <= part.x0 and part.x1 <= b + 1),
            None,
        )


def aligned_tables(
    page: int, rows: Sequence[Row], rules: Sequence[Rule]
) -> list[tuple[int, int, PageTable]]:
    """Tables among rows: for each its first row, the row after its last, and the table."""
    found: list[tuple[int, int, PageTable]] = []
    at = 0
    while at < len(rows):
        end = _block(rows, at)
        if end - at >= _FEWEST_ROWS:
            start = at
            columns = _columns(rows[start:end], rules)
            if columns is not None:
                found.append((start, end, _table(page, rows[start:end], columns)))
        at = max(end, at + 1)
    return found


def _block(rows: Sequence[Row], start: int) -> int:
    """The end of the run of rows from `start` that might be one table."""
    if len(rows[start]) < 2:
        return start
    end = start + 1
    while end < len(rows):
        row, last = rows[end], rows[end - 1]
        if _height(row) - _height(last) > _APART * row[0].size:
            break
        if len(row) < 2 and not _label_row(rows, start, end):
            break
        end += 1
    while end > start and len(rows[end - 1]) < 2:
        end -= 1
    return end


def _label_row(rows: Sequence[Row], start: int, at: int) -> bool:
    """Whether a row of one part stands in the first column, with rows of more to follow."""
    right = max(row[0].x1 for row in rows[start:at])
    following = at + 1 < len(rows) and len(rows[at + 1]) > 1
    return following and rows[at][0].x1 <= right + rows[at][0].size


def _height(row: Row) -> float:
    first = row[0].characters[0]
    return (first.top + first.bottom) / 2


def _columns(rows: Sequence[Row], rules: Sequence[Rule]) -> _Columns | None:
    """The columns of a block of rows, if it is plainly a table."""
    if any(_LEADERS.search(part.text) for row in rows for part in row):
        return None
    columns = _Columns(_spans(rows))
    if len(columns.spans) < 2:
        return None
    cells: list[list[Part]] = [[] for _ in columns.spans]
    for row in rows:
        places = [columns.of(part) for part in row]
        if None in places or len(set(places)) < len(places):
            return None
        for place, part in zip(places, row, strict=True):
            cells[place or 0].append(part)
    figures = [_figure_column(column) for column in cells]
    if figures[0] or not any(figures):
        return None
    labelled = sum(columns.of(row[0]) == 0 for row in rows)
    enough = sum(len(row) > 1 for row in rows)
    if labelled < _FIGURES * len(rows) or enough < _FEWEST_ROWS:
        return None
    if len(columns.spans) == 2 and not _between_rules(rows, rules):
        exact = sum(bool(_EXACT.search(part.text)) for part in cells[1])
        if enough < 4 or exact < _FIGURES * len(cells[1]):
            return None
    return columns


def _spans(rows: Sequence[Row]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for x0, x1 in sorted((part.x0, part.x1) for row in rows for part in row):
        if spans and x0 < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], x1)
        else:
            spans.append((x0, x1))
    return spans


def _figure_column(parts: Sequence[Part]) -> bool:
    """Whether a column holds figures that are flush with each other."""
    figures = [part for part in parts if _FIGURE.fullmatch(part.text)]
    if len(figures) < _FEWEST_ROWS or len(figures) < _FIGURES * (len(parts) - 2):
        return False
    slack = _FLUSH * figures[0].size
    for edges in (
        [part.x1 for part in figures],
        [part.x0 for part in figures],
        [(part.x0 + part.x1) / 2 for part in figures],
    ):
        middle = median(edges)
        if sum(abs(edge - middle) <= slack for edge in edges) >= _FIGURES * len(edges):
            return True
    return False


def _between_rules(rows: Sequence[Row], rules: Sequence[Rule]) -> bool:
    """Whether rules of the block's width stand right above and right below it."""
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    size = rows[0][0].size
    wide = [
        rule.top
        for rule in rules
        if rule.horizontal and rule.x0 < left + _SIDE and rule.x1 > right - _SIDE
    ]
    first, last = _height(rows[0]), _height(rows[-1])
    above = any(0 < first - y < 3 * size for y in wide)
    below = any(0 < y - last < 3 * size for y in wide)
    return above and below


def _table(page: int, rows: Sequence[Row], columns: _Columns) -> PageTable:
    xs = [columns.spans[0][0]]
    xs += [(a[1] + b[0]) / 2 for a, b in zip(columns.spans, columns.spans[1:], strict=False)]
    xs.append(columns.spans[-1][1])
    heights = [_height(row) for row in rows]
    half = rows[0][0].size
    ys = [heights[0] - half]
    ys += [(a + b) / 2 for a, b in itertools.pairwise(heights)]
    ys.append(heights[-1] + half)
    cells = [
        PageCell(r, c, 1, 1, (xs[c], ys[r], xs[c + 1], ys[r + 1]))
        for r in range(len(rows))
        for c in range(len(xs) - 1)
    ]
    for r, row in enumerate(rows):
        for part in row:
            cell = cells[r * (len(xs) - 1) + (columns.of(part) or 0)]
            cell.lines.append(line_of(part.characters, wide=" "))
    return PageTable(page, xs, ys, cells, ruled=False)
