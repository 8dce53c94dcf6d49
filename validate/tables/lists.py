"""Lists of rows under a row: 其中, numbered below a total, or all the kinds that a law knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ..sums.kinds import Closure, kinds_of
from .equation import Basis
from .rows import RowSum, children_of, is_total_line, plus
from .sheet import Line, Sheet

_MANY = 16
"""Rows that may be tried as parts nothing marks: more would prove little and cost much."""
_KINDS = (4, 3, 2)  # parts that are all there are by law


def all_lists(sheet: Sheet) -> Iterator[RowSum]:
    """Every list, the ways to read each where it may be open."""
    yield from of_which_sums(sheet)
    yield from headed_lists(sheet)
    yield from lawful_lists(sheet)


def of_which_lists(sheet: Sheet) -> Iterator[tuple[Line, tuple[Line, ...], tuple[Line, ...]]]:
    """Rows with those that 其中 or # puts under them, and those that may follow in that list."""
    for lines in sheet.lanes:
        children = children_of(lines)
        for whole in lines:
            below = children.get(whole.row, [])
            parts = tuple(line for line in below if line.head.basis == "of-which")
            if parts:
                yield whole, parts, _carried_on(lines, parts[-1])


def _carried_on(lines: Sequence[Line], last: Line) -> tuple[Line, ...]:
    """The doubtful rows right below a list."""
    found: list[Line] = []
    for line in lines[lines.index(last) + 1 :]:
        if not line.head.doubtful:
            break
        found.append(line)
    return tuple(found)


def of_which_sums(sheet: Sheet) -> Iterator[RowSum]:
    """其中 lists that are or may be complete: the rows marked, with ever more of those that
    follow."""
    for whole, parts, more in of_which_lists(sheet):
        lists = [
            [*parts, *more[:size]]
            for size in range(min(len(more), _MANY), -1, -1)
            if len(parts) + size > 1
        ]
        whole_lists = [listed for listed in lists if _is_whole(whole, listed)]
        if whole_lists:
            yield RowSum(whole, (plus(whole_lists[0]),), Basis.DEFINED)
        elif lists:
            yield RowSum(whole, tuple(map(plus, lists)), Basis.GUESSED)


def headed_lists(sheet: Sheet) -> Iterator[RowSum]:
    """A total that stands before a list of its own: 村级组织合计, 1. …, 2. ….  Nothing else can be
    its parts where no amounts stand above."""
    for lines in sheet.lanes:
        for place, line in enumerate(lines[:-1]):
            style, ordinal = lines[place + 1].head.numbering
            if not is_total_line(line) or ordinal != 1:
                continue
            run = list(_inside(lines[place + 1 :], style))
            parts = [line for line in run if line.head.numbering[0] == style]
            numbers = [line.head.numbering[1] for line in parts]
            if len(parts) > 1 and numbers == sorted(set(numbers)):
                first = not any(_amounts(sheet, above) for above in lines[:place])
                yield RowSum(line, (plus(parts),), Basis.PRINTED if first else Basis.GUESSED)


def _inside(lines: Sequence[Line], style: int) -> Iterator[Line]:
    """The lines down to the first that no number puts at a level or below it."""
    return takewhile(lambda line: line.head.numbering[0] >= style, lines)


def _amounts(sheet: Sheet, line: Line) -> bool:
    cells = (sheet.cell(line.row, column) for column in sheet.amounts(line.lane))
    return any(cell is not None and cell.figure is not None for cell in cells)


def _is_whole(whole: Line, listed: Sequence[Line]) -> bool:
    """Whether rows are by law or form all kinds of another."""
    names = [line.head.name for line in listed]
    return kinds_of(whole.head.name, names, unsaid=False) is Closure.SURE


def lawful_lists(sheet: Sheet) -> Iterator[RowSum]:
    """Rows that are by law or form all kinds of the row they follow, or of all that the table
    tells, though no mark says so: 公务用车购置及运行费, 购置费, 运行费."""
    for lines in sheet.lanes:
        items = [line for line in lines if line.head.kind == "item" and not line.head.code]
        parts: set[int] = set()
        for place, whole in enumerate(items):
            runs = (items[place + 1 : place + 1 + size] for size in _KINDS)
            run = next((r for r in runs if whole.row not in parts and _kinds(whole, r)), None)
            if run is not None:
                parts |= {line.row for line in run}
                yield RowSum(whole, (plus(run),), Basis.DEFINED)
        own = (line for line in items if line.head.parent < 0 and not line.head.doubtful)
        tops = [line for line in own if line.row not in parts]
        for whole in lines:
            others = [line for line in tops if line is not whole]
            name = whole.head.name
            if is_total_line(whole):
                name = sheet.grid.caption + name
            edge = whole in (lines[0], lines[-1])
            if edge and kinds_of(name, _names(others), unsaid=False) is Closure.SURE:
                yield RowSum(whole, (plus(others),), Basis.DEFINED)


def _kinds(whole: Line, run: Sequence[Line]) -> bool:
    """Whether rows are all kinds of the one above, which is called after them."""
    sure = kinds_of(whole.head.name, _names(run), unsaid=False) is Closure.SURE
    shared = [set(whole.head.name) & set(line.head.name) for line in run]
    return sure and all(
        len(s) * 2 > len(line.head.name) for s, line in zip(shared, run, strict=True)
    )


def _names(lines: Sequence[Line]) -> list[str]:
    return [line.head.name for line in lines]
