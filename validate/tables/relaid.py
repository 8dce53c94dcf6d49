"""A form saved as text: its rows, without their empty and merged cells, laid under their headers.

What a column may hold decides: marks are small numbers, rates have a %, amounts have none, reasons
are words.  Cells keep their order; where more than one column may hold a figure, each of them gets
a cell that cannot be read, so that nothing is computed from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ...extract.document import Text
from ...normalize.reading import Grid, GridCell
from ...normalize.tokenize import tokenize
from .form_parts import Column, figure_in, headers_of, own_cells, text_of
from .profile import Marking

_NUMBER = re.compile(r"([≥≤><=＞＜≧≦]?)\s?-?(\d[\d,]*(?:\.\d+)?)\s?([^\d.、，。]{0,4})")
_DASH = re.compile(r"[-—－/]+")
_GROUP = re.compile(r".{2,8}指标(?:[（(].*[）)])?")
_MARKED = re.compile(r".{2,8}指标[（(]\d+(?:\.\d+)?分.*[）)]")  # what no column is called
_FIRST = ("产出指标", "效益指标", "满意度指标", "效果指标")
_LABELS = 8  # columns for the names of rows
_MARK, _ANY_MARK = 100, 1000
_MARKS_FIT, _OTHER_FIT = 5, 3
_AMOUNTS = ("base", "spent")
_UNREAD = "？"


def relaid(grid: Grid, marking: Marking) -> Grid:
    """The grid with each row's cells in the columns of the header above it."""
    heads = {first: columns for _, first, columns in headers_of(grid, marking)}
    width = _LABELS + grid.table.column_count + 1
    rows: list[tuple[GridCell | None, ...]] = []
    columns: Sequence[Column] = ()
    fresh = False
    group: GridCell | None = None
    for row in range(grid.table.row_count):
        own = [cell for cell in own_cells(grid, row) if cell.text.text.strip()]
        cells = [_unplaced(cell, grid.table.index) for cell in own]
        if row in heads:
            columns, fresh = _headed(heads[row]), True
            end = columns[-1].end if columns else 0
            group = _group([cell for cell in cells if cell.column >= end], None)
            group = group and replace(group, row=row + 1)
            placed = {_LABELS + cell.column: cell for cell in cells if cell.column < end}
        elif columns:
            if fresh and any(_NUMBER.fullmatch(cell.text.text) for cell in cells):
                columns, fresh = _without_names(cells, columns), False
            placed = _placed(cells, columns)
            group = _group(cells, group)
            if group is not None and group not in cells:
                placed.setdefault(0, replace(group, column=0))  # it was merged over this row
        else:
            placed = dict(enumerate(cells))
        rows.append(tuple(_at(placed.get(c), row, c) for c in range(width)))
    return replace(grid, at=tuple(rows))


def _group(cells: Sequence[GridCell], last: GridCell | None) -> GridCell | None:
    """The label of the indicators from these cells on.  One that prints marks (产出指标（50分）) is
    not ended by those inside it (质量指标), only by one of its own kind."""
    labels = [cell for cell in cells if _GROUP.fullmatch(text_of(cell))]
    if last is not None and _MARKED.fullmatch(text_of(last)):
        own = text_of(last)[:2]
        labels = [c for c in labels if _MARKED.fullmatch(t := text_of(c)) or _ends(t, own)]
    return labels[0] if labels else last


def _ends(label: str, group: str) -> bool:
    return label.startswith(_FIRST) and not label.startswith(group)


def _headed(columns: Sequence[Column]) -> Sequence[Column]:
    """A header without the names of its first row, where nothing parts them from it."""
    last = max((i for i, c in enumerate(columns) if c.role not in ("", "indicator")), default=-1)
    beyond = (i for i, c in enumerate(columns) if i > last and c.role)
    return columns[: next(beyond, len(columns))]


def _without_names(cells: Sequence[GridCell], columns: Sequence[Column]) -> Sequence[Column]:
    """The columns, the first of several for budgets taken for that of the names where the first
    row of figures then has one place each, and only then."""
    bases = [i for i, column in enumerate(columns) if column.role == "base"]
    if len(bases) < 2 or len(_readings(cells, columns)) == 1:
        return columns
    fewer = [replace(c, role="") if i == bases[0] else c for i, c in enumerate(columns)]
    return fewer if len(_readings(cells, fewer)) == 1 else columns


def _readings(cells: Sequence[GridCell], columns: Sequence[Column]) -> set[tuple[int, ...]]:
    """The ways to place the amounts of a row."""
    ways = _ways(_texts(cells), tuple(column.role for column in columns))
    amounts = {i for i, column in enumerate(columns) if column.role in _AMOUNTS}
    return {tuple(place if place in amounts else -1 for place in way) for way in ways}


def _texts(cells: Sequence[GridCell]) -> tuple[str, ...]:
    return tuple(text_of(cell) or cell.text.text.strip() for cell in cells)


def _unplaced(cell: GridCell, table: int) -> GridCell:
    """A cell without what it was taken for under the name that happened to stand above it."""
    tokens = () if cell.blank else tokenize(cell.text, table, cell.row, cell.column)
    return replace(cell, figure=None, tokens=tokens)


def _at(cell: GridCell | None, row: int, column: int) -> GridCell | None:
    if cell is None:
        return GridCell(row, column, Text.plain(""), 1, 1, None, True)
    return replace(cell, column=column) if cell.row == row else cell


def _placed(cells: Sequence[GridCell], columns: Sequence[Column]) -> dict[int, GridCell]:
    """Cells by column.  Names that no column holds stand to the left of all."""
    texts = _texts(cells)
    ways = _ways(texts, tuple(column.role for column in columns))
    if not ways:
        return dict(enumerate(cells[:_LABELS]))
    placed: dict[int, GridCell] = {}
    left = [i for i, place in enumerate(ways[-1]) if place < 0]
    for i, cell in enumerate(cells):
        where = {way[i] for way in ways}
        if len(where) == 1 or not _NUMBER.fullmatch(texts[i]):
            place = ways[-1][i]
            at = _LABELS + _start(columns, place) if place >= 0 else _LABELS - len(left) + i
            placed.setdefault(max(at, 0), cell)
            continue
        figure = figure_in(cell)
        if figure is not None and not figure.value:
            continue  # nothing, wherever it stands
        for place in where:
            at = _LABELS + _start(columns, place)
            placed[at] = replace(cell, text=Text.plain(_UNREAD), figure=None, tokens=())
    return placed


def _start(columns: Sequence[Column], place: int) -> int:
    return columns[place].start if place < len(columns) else columns[-1].end


@cache
def _ways(texts: tuple[str, ...], roles: tuple[str, ...]) -> list[tuple[int, ...]]:
    """The likeliest ways to lay texts under columns in their order (−1: left of all; words also
    right of all), that which keeps to the right last; none where a text fits nowhere."""
    nameless = not {"target", "actual", *_AMOUNTS} & set(roles)  # of what results stand under
    roles = (*roles, "reason")
    most = _MARK if any(role in _AMOUNTS for role in roles) else _ANY_MARK
    other = _MARKS_FIT if _one_short(texts, roles) else _OTHER_FIT
    best: list[dict[int, tuple[int, list[tuple[int, ...]]]]] = [{-1: (0, [()])}]
    for text in texts:
        reached: dict[int, tuple[int, list[tuple[int, ...]]]] = {}
        for last, (score, ways) in best[-1].items():
            left = last == -1 and (nameless or not _NUMBER.fullmatch(text))
            places = [(-1, 1)] if left else []
            places += [(p, _fit(text, roles[p], most, other)) for p in range(last + 1, len(roles))]
            for place, fit in places:
                if not fit:
                    continue
                known, told = reached.get(place, (-1, []))
                longer = [(*way, place) for way in ways]
                if score + fit > known:
                    reached[place] = (score + fit, longer)
                elif score + fit == known:
                    told += longer
        best.append(reached)
    top = max((score for score, _ in best[-1].values()), default=0)
    return sorted(way for score, ways in best[-1].values() if score == top for way in ways)


def _one_short(texts: Sequence[str], roles: Sequence[str]) -> bool:
    """Whether one of target, result, marks to earn and marks earned is missing and the last two
    printed cannot be marks, being more than could be earned: then which it is nothing says."""
    numbers = [match for text in texts if (match := _NUMBER.fullmatch(text))]
    plain = [Decimal(m[2].replace(",", "")) for m in numbers if not (m[1] or m[3])]
    four = {"target", "actual", "weight", "score"} <= set(roles)
    return four and len(plain) == len(numbers) == 3 and plain[2] > plain[1]


def _fit(text: str, role: str, most: int, other: int) -> int:
    """How well a text stands under a column of a role; 0: not at all.  Marks are `most` at most;
    `other` is for a figure that need not be marks."""
    number = _NUMBER.fullmatch(text)
    if _DASH.fullmatch(text):
        return 1
    if number is None:
        return 2 if role not in ("base", "spent", "weight", "score", "rate") else 0
    claim, value, unit = number.groups()
    mark = not claim and Decimal(value.replace(",", "")) <= most
    match role:
        case "base" | "spent":
            return 6 if not claim and unit not in ("%", "％") else 0
        case "weight" | "score":
            return _MARKS_FIT if mark and unit in ("", "分") else 0
        case "rate":
            return 6 if unit in ("%", "％") else 2 if mark and not unit else 0
        case "target" | "actual":
            return other
    return 0
