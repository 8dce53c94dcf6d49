"""Forms that mark performance, read: indicators with their marks, and the funds above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...normalize.figure import Figure
from ...normalize.grid_words import has_any, squeeze
from ...normalize.reading import GridCell, Reading
from ...normalize.token import TokenKind
from ..rule import Memo
from .profile import Marking
from .profiles import in_force
from .sheet import Line, Sheet, sheets


@dataclass(frozen=True, slots=True)
class Indicator:
    """One marked row.  `reason` is None where the form has no column for reasons."""

    name: str
    weight: Figure | None
    score: Figure | None
    target: GridCell | None
    actual: GridCell | None
    reason: GridCell | None
    bonus: bool
    group: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Funds:
    """The funds of a form: rates and marks of its total, and what the total is made of.

    `bases` are the columns that may be the base of the rate, the one its header prints alone
    where it prints one.
    """

    sheet: Sheet
    total: Line
    parts: tuple[Line, ...]
    bases: tuple[int, ...]
    printed_base: bool
    spent: int | None
    rate: Figure | None
    weight: Figure | None
    score: Figure | None


@dataclass(frozen=True, slots=True)
class MarkedForm:
    """A form: its indicators, its grand total, the funds it begins with if any."""

    sheet: Sheet
    marking: Marking
    indicators: tuple[Indicator, ...]
    grand: Indicator | None
    funds: Funds | None
    groups: tuple[tuple[Figure, tuple[Indicator, ...]], ...]


def marked_forms(reading: Reading, memo: Memo) -> tuple[MarkedForm, ...]:
    """Every form of the report that marks performance."""
    found: list[MarkedForm] = []
    for profile in in_force():
        marking = profile.marking
        if marking is None:
            continue
        funds: Funds | None = None
        for sheet in memo(sheets):
            if (columns := _indicator_columns(sheet, marking)) is not None:
                found.append(_form(sheet, marking, columns, funds))
                funds = None
            else:
                funds = _funds(sheet, marking) or funds
    return tuple(found)


def all_funds(reading: Reading, memo: Memo) -> tuple[tuple[Marking, Funds], ...]:
    """The funds parts of all forms, whether or not indicators follow."""
    return tuple(
        (profile.marking, funds)
        for profile in in_force()
        if profile.marking is not None
        for sheet in memo(sheets)
        if (funds := _funds(sheet, profile.marking)) is not None
    )


def leaf(sheet: Sheet, column: int) -> str:
    """The innermost header over a column, empty if none."""
    path = sheet.grid.column_paths[column]
    return path[-1] if path else ""


def columns_called(sheet: Sheet, words: Sequence[str]) -> list[int]:
    """The columns whose innermost header holds one of the words."""
    count = len(sheet.grid.column_paths)
    return [c for c in range(count) if has_any(leaf(sheet, c), tuple(words))]


def figure_in(cell: GridCell | None) -> Figure | None:
    """The one figure of a cell; None where there is none, or more than one."""
    if cell is None:
        return None
    if cell.figure is not None:
        return cell.figure
    figures = [t.figure for t in cell.tokens if t.kind is TokenKind.FIGURE and t.figure is not None]
    return figures[0] if len(figures) == 1 else None


@dataclass(frozen=True, slots=True)
class _Columns:
    weight: int
    score: int
    target: int | None
    actual: int | None
    reason: int | None


def _indicator_columns(sheet: Sheet, marking: Marking) -> _Columns | None:
    weights = columns_called(sheet, marking.weight)
    scores = [c for c in columns_called(sheet, marking.score) if c not in weights]
    named = [c for c in columns_called(sheet, marking.indicator) if sheet.grid.kinds[c] == "label"]
    if not weights or not scores or not named or len(sheet.lanes) != 1:
        return None
    reasons = columns_called(sheet, marking.reason)
    return _Columns(
        weights[-1],
        scores[-1],
        _first(columns_called(sheet, marking.target)),
        _first([c for c in columns_called(sheet, marking.actual) if c not in reasons]),
        _first(reasons),
    )


def _first(columns: Sequence[int]) -> int | None:
    return columns[0] if columns else None


def _form(sheet: Sheet, marking: Marking, columns: _Columns, funds: Funds | None) -> MarkedForm:
    indicators: list[Indicator] = []
    grand: Indicator | None = None
    for line in sheet.lanes[0]:
        indicator = _indicator(sheet, marking, columns, line)
        outer = {name for name in line.head.group if name != line.head.name}
        if squeeze(line.head.name) in marking.grand and len(outer) <= 1:
            grand = indicator
        elif indicator.weight is not None or indicator.score is not None:
            indicators.append(indicator)
    groups = _groups(sheet, indicators)
    return MarkedForm(sheet, marking, tuple(indicators), grand, funds, groups)


def _indicator(sheet: Sheet, marking: Marking, columns: _Columns, line: Line) -> Indicator:
    def at(column: int | None) -> GridCell | None:
        return sheet.cell(line.row, column) if column is not None else None

    name = line.head.name
    return Indicator(
        name,
        figure_in(at(columns.weight)),
        figure_in(at(columns.score)),
        at(columns.target),
        at(columns.actual),
        at(columns.reason),
        has_any("".join((name, *line.head.group)), marking.bonus),
        line.head.group,
    )


def _groups(
    sheet: Sheet, indicators: Sequence[Indicator]
) -> tuple[tuple[Figure, tuple[Indicator, ...]], ...]:
    """产出指标（50分） with the indicators beside it."""
    found = []
    for cell in sheet.grid.cells:
        if sheet.grid.kinds[cell.column] != "label" or cell.row in sheet.grid.header_rows:
            continue
        name = squeeze(cell.text.text)
        marks = figure_in(cell)
        inside = tuple(i for i in indicators if name in i.group)
        if marks is not None and marks.unit == "分" and inside:
            found.append((marks, inside))
    return tuple(found)


def _funds(sheet: Sheet, marking: Marking) -> Funds | None:
    """The part of a form that gives the year's money, its execution rate and marks."""
    rates = columns_called(sheet, marking.rate)
    spent = _first(columns_called(sheet, marking.spent))
    budgets = [c for c in sheet.amounts(0) if c != spent and c not in rates]
    if not rates or len(sheet.lanes) != 1:
        return None
    lines = sheet.lanes[0]
    total = next((line for line in lines if _called(line, marking.funds)), None)
    if total is None:
        return None
    base = _printed_base(sheet, leaf(sheet, rates[0]), budgets)
    ranked = [c for word in marking.base for c in budgets if word in leaf(sheet, c)]
    weights = columns_called(sheet, marking.weight)
    scores = [c for c in columns_called(sheet, marking.score) if c not in weights]
    after = lines[lines.index(total) + 1 :]
    parts = [line for line in after if _called(line, marking.fund_parts)]
    return Funds(
        sheet=sheet,
        total=total,
        parts=tuple(parts) if all(line.head.basis != "partition" for line in after) else (),
        bases=(base,) if base is not None else tuple(dict.fromkeys(ranked)),
        printed_base=base is not None,
        spent=spent,
        rate=figure_in(sheet.cell(total.row, rates[0])),
        weight=figure_in(sheet.cell(total.row, weights[0])) if weights else None,
        score=figure_in(sheet.cell(total.row, scores[0])) if scores else None,
    )


def _called(line: Line, names: Sequence[str]) -> bool:
    name = squeeze(line.head.name).rstrip("：:")
    return any(name == word or name.startswith(word) for word in names)


def _printed_base(sheet: Sheet, header: str, budgets: Sequence[int]) -> int | None:
    """The column that a header 执行率（B/A） or 执行率（执行数/调整后预算数） divides by."""
    _, slash, divisor = header.replace("÷", "/").rpartition("/")
    divisor = divisor.split("×")[0].strip("（）() %")
    if not slash or not divisor:
        return None
    letter = len(divisor) == 1 and divisor.isascii()
    marks = (f"（{divisor}）", f"({divisor})") if letter else (divisor,)
    hits = [c for c in budgets if has_any(leaf(sheet, c), marks)]
    return hits[0] if len(hits) == 1 else None
