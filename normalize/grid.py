"""Tables understood: `understand` turns a table's cells into named, typed amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..extract.document import Cell, Paragraph, Table, Text
from . import grid_words as is_a
from .figure import Figure
from .grid_bands import Band, bands, matrix_of
from .grid_layout import Kind, Layout, lay_out
from .grid_rows import row_heads
from .grid_units import Units, caption_and_units
from .reading import Grid, GridCell, RowHead
from .token import Token, TokenKind

_REMARK = re.compile(r"[（(]其中[^（()）]+[）)]")

Tokenize = Callable[[Text, int, int, int, str], tuple[Token, ...]]
"""(text, block, row, column, unit) → tokens; `unit` is for a figure that prints none."""


def understand(table: Table, before: Sequence[Paragraph], tokenize: Tokenize) -> Grid:
    """A table's header, lanes, row names, codes, units and amounts.

    `before` are the paragraphs that stand before the table (the nearest last): title and unit
    are looked for in the last few of them.
    """
    matrix = matrix_of(table)
    parts: list[Grid] = []
    for band in bands(table, matrix):
        outer = parts[0].unit if parts else ""
        layout = lay_out(matrix, band)
        caption, units = caption_and_units(layout, () if parts else before, outer)
        parts.append(_band(table, layout, band, (caption, units), tokenize))
    return parts[0] if len(parts) == 1 else _joined(parts)


def _band(
    table: Table, layout: Layout, band: Band, named: tuple[str, Units], tokenize: Tokenize
) -> Grid:
    caption, units = named
    heads = tuple(row_heads(layout, lane) for lane in layout.lanes)
    at = _cells(table, layout, band, units, tokenize)
    paths, codes = _rows(table.row_count, heads)
    start = layout.body[0] if layout.body else band.last
    repeats = (row for row in band.repeats if band.first <= row < band.last)
    naming = (Kind.LABEL, Kind.CODE, Kind.ORDINAL)
    return Grid(
        table=table,
        at=at,
        header_rows=tuple(sorted({*range(band.first, start), *repeats})),
        label_columns=tuple(c for c, kind in enumerate(layout.kinds) if kind in naming),
        column_paths=layout.paths,
        row_paths=paths,
        codes=codes,
        unit=units.table,
        caption=caption,
        lanes=layout.lanes,
        heads=heads,
        kinds=tuple(kind.value for kind in layout.kinds),
        units=units.columns,
    )


def _joined(parts: Sequence[Grid]) -> Grid:
    """The grid of a table of several bands: cells and names of all, columns of the longest."""
    main = max(parts, key=lambda grid: sum(len(heads) for heads in grid.heads))
    first = parts[0]
    count = first.table.row_count
    owner = {row: grid for grid in parts for row in _rows_of(grid)}
    return replace(
        main,
        at=tuple(owner.get(row, first).at[row] for row in range(count)),
        header_rows=tuple(sorted(row for grid in parts for row in grid.header_rows)),
        row_paths=tuple(owner.get(row, first).row_paths[row] for row in range(count)),
        codes=tuple(owner.get(row, first).codes[row] for row in range(count)),
        unit=first.unit,
        caption=first.caption,
        bands=tuple(parts),
    )


def _rows_of(grid: Grid) -> range:
    """The table rows that a band's grid covers."""
    rows = [row for row, line in enumerate(grid.at) if any(cell is not None for cell in line)]
    return range(rows[0], rows[-1] + 1) if rows else range(0)


def _rows(
    count: int, heads: Sequence[Sequence[RowHead]]
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Row paths and codes by table row, from the first lane that names the row."""
    paths: list[tuple[str, ...]] = [()] * count
    codes = [""] * count
    for lane in reversed(heads):
        for head in lane:
            if head.path and head.kind != "blank":
                paths[head.row], codes[head.row] = head.path, head.code
    return tuple(paths), tuple(codes)


def _cells(
    table: Table, layout: Layout, band: Band, units: Units, tokenize: Tokenize
) -> tuple[tuple[GridCell | None, ...], ...]:
    body = frozenset(layout.body)
    known: dict[int, GridCell] = {}
    rows: list[tuple[GridCell | None, ...]] = []
    for index, line in enumerate(layout.cells):
        row: list[GridCell | None] = []
        for cell in line:
            if cell is None or not band.first <= index < band.last:
                row.append(None)
                continue
            if id(cell) not in known:
                known[id(cell)] = _cell(table, layout, units, tokenize, cell, cell.row in body)
            row.append(known[id(cell)])
        rows.append(tuple(row))
    return tuple(rows)


def _cell(
    table: Table, layout: Layout, units: Units, tokenize: Tokenize, cell: Cell, data: bool
) -> GridCell:
    text = cell.text.text.strip()
    kind = layout.kinds[cell.column]
    amount = data and kind is Kind.AMOUNT
    blank = is_a.is_blank(text)
    tokens: tuple[Token, ...] = ()
    if not blank and data and _names_only(layout, cell, kind, text):
        cue = "code" if kind is Kind.CODE else "ordinal"
        whole = cell.text.text
        tokens = (Token(TokenKind.NOT_FIGURE, 0, len(whole), whole, cue),)
    elif not blank:
        unit = units.at(cell.row, cell.column) if amount else ""
        tokens = tokenize(cell.text, table.index, cell.row, cell.column, unit)
    figure = _amount(tokens) if amount else None
    return GridCell(
        cell.row, cell.column, cell.text, cell.row_span, cell.column_span, figure, blank, tokens
    )


def _names_only(layout: Layout, cell: Cell, kind: Kind, text: str) -> bool:
    """Whether a cell's digits are a code or a line number."""
    return text.isdecimal() and kind in (Kind.CODE, Kind.ORDINAL)


def _amount(tokens: Sequence[Token]) -> Figure | None:
    """The figure that is all a cell says, but for a remark in brackets behind it (10（其中灾情因素
    6万元）); None where it says more, or several."""
    said = [t for t in tokens if t.figure is not None or t.text.strip()]
    figures = [t.figure for t in said if t.figure is not None]
    if len(said) > 1 and figures and said[0].figure is not None and _brackets(said[1:]):
        return said[0].figure
    return figures[0] if len(figures) == len(said) == 1 else None


def _brackets(tokens: Sequence[Token]) -> bool:
    """Whether tokens are one remark in brackets that says 其中."""
    text = "".join(token.text for token in tokens).strip()
    return _REMARK.fullmatch(text) is not None
