"""Which columns of a table are the sum of which others, by the tree of their headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...normalize import grid_words as is_a
from .equation import Basis, Equation, Hypothesis
from .sheet import Sheet, adds_up

_SHORT = 2


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """Column `whole` = Σ columns, in every row; `readings` the likeliest list of parts first."""

    lane: int
    whole: int
    readings: tuple[tuple[int, ...], ...]
    basis: Basis


def column_sums(sheet: Sheet) -> Iterator[ColumnSum]:
    """合计 and 小计 columns with the columns they head or stand beside; and columns with those
    that name kinds of them (债务余额: 一般债务余额, 专项债务余额)."""
    for lane in range(len(sheet.lanes)):
        columns = sheet.additive(lane)
        for whole in columns:
            kinds = _kinds(sheet, columns, whole)
            if len(kinds) > 1:
                yield ColumnSum(lane, whole, (kinds,), Basis.GUESSED)
            for depth, name in enumerate(sheet.grid.column_paths[whole]):
                if is_a.is_total(name):
                    found = _column_sum(sheet, lane, columns, whole, depth)
                    if found is not None:
                        yield found


def _kinds(sheet: Sheet, columns: tuple[int, ...], whole: int) -> tuple[int, ...]:
    """The columns beside one whose names end in its whole name."""
    paths = sheet.grid.column_paths
    *above, name = paths[whole] or ("",)
    if len(name) < _SHORT or is_a.is_total(name):
        return ()
    beside = (c for c in columns if paths[c] and c != whole and list(paths[c][:-1]) == above)
    return tuple(c for c in beside if paths[c][-1].endswith(name) and paths[c][-1] != name)


def _column_sum(
    sheet: Sheet, lane: int, columns: tuple[int, ...], whole: int, depth: int
) -> ColumnSum | None:
    paths = sheet.grid.column_paths
    prefix, rest = paths[whole][:depth], paths[whole][depth + 1 :]
    groups: dict[str, list[int]] = {}
    for column in columns:
        path = paths[column]
        if len(path) > depth and path[:depth] == prefix and path[depth] != paths[whole][depth]:
            groups.setdefault(path[depth], []).append(column)
    chosen = {name: _of_group(paths, members, depth, rest) for name, members in groups.items()}
    right = [c for members in chosen.values() for c in members if c > whole]
    left = [c for members in chosen.values() for c in members if c < whole]
    of_which = any(name.startswith("其中") for name in groups)
    rivals = any(is_a.is_total(name) for name in groups)
    readings = [tuple(run) for run in (right, left, left + right) if len(run) > 1]
    if not readings:
        return None
    alone = not (left and right) and not of_which and not rivals
    if len(right) > 2:
        readings.extend(tuple(right[:size]) for size in range(len(right) - 1, 1, -1))
    basis = Basis.PRINTED if alone else Basis.GUESSED
    return ColumnSum(lane, whole, tuple(dict.fromkeys(readings)), basis)


def _sign(sheet: Sheet, column: int) -> int:
    """减：库存股 is taken off."""
    path = sheet.grid.column_paths[column]
    return -1 if path and path[-1].startswith(("减：", "减:")) else 1


def _of_group(
    paths: tuple[tuple[str, ...], ...], members: list[int], depth: int, rest: tuple[str, ...]
) -> list[int]:
    """The columns that stand for a group: its own total if it has one, else all of it."""
    if rest:
        members = [c for c in members if paths[c][depth + 1 :][-len(rest) :] == rest]
    totals = [c for c in members if any(is_a.is_total(t) for t in paths[c][depth + 1 :])]
    return totals[:1] or members


def equations(sheet: Sheet, column_sum: ColumnSum) -> list[Hypothesis]:
    """A column sum written out for every data row: one hypothesis a reading."""
    found: list[Hypothesis] = []
    for reading in column_sum.readings:
        hypothesis = []
        for line in sheet.lanes[column_sum.lane]:
            if line.head.kind == "section" or not adds_up((line.head.name,)):
                continue
            whole = sheet.cell(line.row, column_sum.whole)
            parts = tuple(
                (cell, _sign(sheet, c))
                for c in reading
                if (cell := sheet.cell(line.row, c)) is not None
            )
            if whole is not None and parts:
                subject = sheet.subject(line, column_sum.whole)
                hypothesis.append(Equation(whole, parts, subject))
        found.append(hypothesis)
    return found
