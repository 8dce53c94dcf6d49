"""Which rows of a table are the sum of which others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...normalize import grid_words as is_a
from .equation import Basis, Equation, Hypothesis, exact_and_telling, relation_of
from .sheet import Line, Sheet, adds_up

_MANY = 16
"""Rows that may be tried as parts nothing marks: more would prove little and cost much."""


@dataclass(frozen=True, slots=True)
class RowSum:
    """`whole` = Σ `parts` (line, sign), in every column that adds up.

    `readings` holds other lists of parts that the print allows, the likeliest first.
    """

    whole: Line
    readings: tuple[tuple[tuple[Line, int], ...], ...]
    basis: Basis


def code_sums(sheet: Sheet) -> Iterator[RowSum]:
    """类 = Σ款, 款 = Σ项, and 合计 = Σ类, by the codes of the rows."""
    runs = [[line for lane in sheet.lanes for line in lane]] if sheet.parallel else sheet.lanes
    for lines in runs:
        yield from _trees([line for line in lines if line.head.code])
    for lines in sheet.lanes:
        coded = [line for line in lines if line.head.code]
        if len({line.head.code for line in coded}) == len(coded):
            yield from _coded_totals(lines, coded, _beside(sheet, lines))
        else:
            yield from _by_unit(lines)


def _trees(coded: Sequence[Line]) -> Iterator[RowSum]:
    """Each coded row over the rows one level below it; none where a code comes twice."""
    codes = {line.head.code for line in coded}
    if len(codes) < len(coded):
        return
    basis = Basis.DEFINED if all(map(is_a.is_code, codes)) else Basis.PRINTED
    children: dict[str, list[Line]] = {}
    for line in coded:
        children.setdefault(_parent_code(line.head.code, codes), []).append(line)
    for line in coded:
        if line.head.code in children:
            yield RowSum(line, (plus(children[line.head.code]),), basis)


def _beside(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """The coded lines of the other lanes under the same outermost header."""
    if not sheet.parallel or not lines:
        return []
    paths = sheet.grid.column_paths
    heads = [paths[start][:1] for start, _ in sheet.grid.lanes]
    own = heads[lines[0].lane]
    kin = (lane for lane, head in zip(sheet.lanes, heads, strict=True) if head == own)
    return [line for lane in kin for line in lane if line.head.code]


def _coded_totals(
    lines: Sequence[Line], coded: Sequence[Line], beside: Sequence[Line]
) -> Iterator[RowSum]:
    """合计 over coded rows: the sum of those with no parent in the table."""
    codes = {line.head.code for line in coded}
    totals = [line for line in lines if line.head.kind == "total"]
    tops = [line for line in coded if not _parent_code(line.head.code, codes)]
    levels = {len(line.head.code) for line in tops}
    loose = any(line.head.kind == "item" and not line.head.code for line in lines)
    wider = {line.head.code for line in beside}
    wide = [line for line in beside if not _parent_code(line.head.code, wider)]
    for whole in totals if tops else ():
        certain = len(totals) == 1 and len(levels) == 1 and not loose and _word(whole) != ""
        readings = dict.fromkeys((plus(tops), *((plus(wide),) if len(wide) > len(tops) else ())))
        yield RowSum(whole, tuple(readings), Basis.DEFINED if certain else Basis.GUESSED)


def _by_unit(lines: Sequence[Line]) -> Iterator[RowSum]:
    """Codes that begin again below every unit's own row: a tree for each unit."""
    units: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if line.head.kind == "item" and not line.head.code:
            units.append((line, []))
        elif line.head.code and units:
            units[-1][1].append(line)
    for unit, coded in units:
        codes = {line.head.code for line in coded}
        tops = [line for line in coded if not _parent_code(line.head.code, codes)]
        if len(codes) == len(coded) and tops:
            yield from _trees(coded)
            yield RowSum(unit, (plus(tops),), Basis.PRINTED)
    totals = [line for line in lines if line.head.kind == "total"]
    if len(totals) == 1 and len(units) > 1 and all(coded for _, coded in units):
        yield RowSum(totals[0], (plus([unit for unit, _ in units]),), Basis.PRINTED)


def _parent_code(code: str, known: set[str]) -> str:
    for length in range(len(code) - 1, 2, -1):
        if code[:length] in known:
            return code[:length]
    return ""


def printed_sums(sheet: Sheet) -> Iterator[RowSum]:
    """合计, 小计, 总计 over rows without codes, and numbered or indented parts of a row."""
    for lines in sheet.lanes:
        named = [ln for ln in lines if ln.head.kind != "blank" and not sheet.left_out(ln)]
        if sum(bool(line.head.code) for line in named) >= 2:
            continue
        yield from _part_lists(named)
        yield from _totals(named)


def _part_lists(lines: Sequence[Line]) -> Iterator[RowSum]:
    """A row with the rows numbered or indented below it, and with each way to divide it."""
    children = children_of(lines)
    for whole in lines:
        below = children.get(whole.row, [])
        divided = [line for line in below if line.head.basis == "partition"]
        for section in dict.fromkeys(line.head.section for line in divided):
            parts = [line for line in divided if line.head.section == section]
            if len(parts) >= 2:
                yield RowSum(whole, (plus(parts),), Basis.PRINTED)
        parts = [line for line in below if line.head.basis not in ("of-which", "partition")]
        if len(parts) >= 2:
            firm = all(line.head.basis in ("numbering", "restart") for line in parts)
            yield RowSum(whole, (plus(parts),), Basis.PRINTED if firm else Basis.GUESSED)


def children_of(lines: Sequence[Line]) -> dict[int, list[Line]]:
    """The lines that are placed under each table row."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        if line.head.parent >= 0:
            found.setdefault(line.head.parent, []).append(line)
    return found


def _totals(lines: Sequence[Line]) -> Iterator[RowSum]:
    for position, line in enumerate(lines):
        if line.head.kind != "total":
            continue
        readings, basis = _readings(lines, position)
        readings = [r for r in dict.fromkeys(readings) if len(r) >= 1]
        if readings:
            yield RowSum(line, tuple(readings), basis)


def _readings(
    lines: Sequence[Line], position: int
) -> tuple[list[tuple[tuple[Line, int], ...]], Basis]:
    """The ways to read which rows a total adds up, and how sure the likeliest is."""
    whole = lines[position]
    if whole.head.group:
        return _group_readings(lines, whole)
    before = [i for i in range(position) if is_total_line(lines[i]) and not lines[i].head.group]
    start = before[-1] + 1 if before else 0
    span = lines[start:position]
    inner = [item for item in span if is_total_line(item)]
    items = _tops(span)
    if not items and not inner and not before:
        named = not _word(whole) or _word(whole) == "小计"  # 1年以内小计 closes what is not shown
        return ([], Basis.GUESSED) if named else _below(lines, position)
    if inner:
        parts = [
            *inner,
            *(item for item in items if item.head.group not in {t.head.group for t in inner}),
        ]
        return [plus(parts), plus(items)], Basis.PRINTED
    readings = [plus(items)] if items else []
    if len(items) == 1 and not before:
        return readings, Basis.GUESSED
    if not before and _counted_off(items) and not any(map(_taken_off, items)):
        return readings, Basis.PRINTED
    if not before:
        return _with_doubtful(readings, span, items)
    totals = [lines[i] for i in before]
    running = plus([totals[-1], *items])
    added = plus([*totals, *items])
    if _word(whole) == "小计" or (_is_subtotal(whole) and _all_subtotals(lines)):
        return [plus(items)], Basis.PRINTED
    if _word(whole) == "总计" and len(totals) == 1:
        return [running, *readings], Basis.PRINTED
    if all(map(_is_subtotal, totals)) and len(totals) > 1:
        return [added], Basis.PRINTED
    return [*readings, running, added, plus(totals[-2:])], Basis.GUESSED


def _group_readings(
    lines: Sequence[Line], whole: Line
) -> tuple[list[tuple[tuple[Line, int], ...]], Basis]:
    """小计 inside a merged group: the group's other rows."""
    kin = [item for item in lines if item.head.group == whole.head.group and item is not whole]
    return [plus(_tops(kin))], Basis.PRINTED


def _below(
    lines: Sequence[Line], position: int
) -> tuple[list[tuple[tuple[Line, int], ...]], Basis]:
    """A total that stands before its parts."""
    rest = lines[position + 1 :]
    end = next(
        (i for i, item in enumerate(rest) if is_total_line(item) and not item.head.group), len(rest)
    )
    span = rest[:end]
    inner = [item for item in rest if is_total_line(item)]
    items = _tops(span)
    if inner and len(inner) > 1:
        return [plus(inner), plus(items)], Basis.GUESSED
    return _with_doubtful([plus(items)] if len(items) > 1 else [], span, items)


def _with_doubtful(
    readings: list[tuple[tuple[Line, int], ...]], span: Sequence[Line], items: Sequence[Line]
) -> tuple[list[tuple[tuple[Line, int], ...]], Basis]:
    """Rows that may belong to a 其中 list are parts in one reading and none in the other."""
    doubtful = [item for item in span if item.head.doubtful]
    marked = any(item.head.basis == "of-which" for item in span)
    if doubtful:
        with_them = [item for item in span if item in items or item in doubtful]
        return [*readings, plus(with_them)], Basis.GUESSED
    signed = any(sign < 0 for reading in readings for _, sign in reading)
    section = len({item.head.section for item in span}) > 1
    return readings, Basis.GUESSED if marked or signed or section else Basis.PRINTED


def _counted_off(items: Sequence[Line]) -> bool:
    """一、二、三、 down to a total: numbers that run through say which rows it adds up, whatever
    lists stand between (a total that stands first may head a list that is not complete)."""
    numbers = [item.head.numbering for item in items]
    style = numbers[0][0] if numbers else 0
    run = [(style, ordinal) for ordinal in range(1, len(numbers) + 1)]
    return bool(style) and len(numbers) > 1 and numbers == run


def without_hidden_parts(sheet: Sheet, row_sum: RowSum) -> RowSum | None:
    """The sum without rows that, unmarked, are parts of the row above them; None if none are.

    A row is taken to hide its parts when it is exactly the sum of the next two or more, in every
    column, with figures long enough that this is no chance.
    """
    lines = [line for line, _ in row_sum.readings[0]]
    if len(lines) > 4 * _MANY:
        return None
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        kept.append(lines[at])
        at += 1 + _hidden_below(sheet, lines, at)
    if len(kept) == len(lines):
        return None
    return RowSum(row_sum.whole, (*row_sum.readings, plus(kept)), Basis.GUESSED)


def _hidden_below(sheet: Sheet, lines: Sequence[Line], at: int) -> int:
    """How many of the rows below `at` are exactly its parts."""
    for size in range(2, min(len(lines) - at, _MANY)):
        trial = RowSum(lines[at], (plus(lines[at + 1 : at + 1 + size]),), Basis.GUESSED)
        stated = [r for e in equations(sheet, trial)[0] if (r := relation_of(e, ""))]
        if stated and all(exact_and_telling(relation) for relation in stated):
            return size
    return 0


def _tops(span: Sequence[Line]) -> list[Line]:
    """The rows that are no part of another row."""
    return [
        item
        for item in span
        if item.head.kind == "item"
        and item.head.parent < 0
        and not item.head.doubtful
        and adds_up((item.head.name,))
    ]


def is_total_line(line: Line) -> bool:
    return line.head.kind == "total"


def _is_subtotal(line: Line) -> bool:
    return is_a.squeeze(line.head.name).endswith("小计")


def _all_subtotals(lines: Sequence[Line]) -> bool:
    """Whether a table is cut into rows and their 小计 from its top down to its 合计."""
    *totals, last = [line for line in lines if is_total_line(line)]
    return bool(totals) and all(map(_is_subtotal, totals)) and _word(last) in ("合计", "总计")


def _word(line: Line) -> str:
    """The total word of a name, empty where more is said (流动资产合计)."""
    name = is_a.squeeze(line.head.name)
    if name.endswith("总计"):
        return "总计"
    return name if name in ("合计", "小计", "共计") else ""


def plus(lines: Sequence[Line]) -> tuple[tuple[Line, int], ...]:
    return tuple((line, -1 if _taken_off(line) else 1) for line in lines)


def _taken_off(line: Line) -> bool:
    return line.head.name.startswith(("减：", "减:"))


def equations(
    sheet: Sheet,
    row_sum: RowSum,
    wanted: Callable[[int], bool] = lambda column: True,
) -> list[Hypothesis]:
    """A row sum written out for every column that adds up: one hypothesis a reading."""
    found: list[Hypothesis] = []
    lane = row_sum.whole.lane
    columns = sheet.amounts(lane)
    additive = set(sheet.additive(lane))
    for reading in row_sum.readings:
        hypothesis: list[Equation] = []
        lines = (row_sum.whole, *(line for line, _ in reading))
        if any(_reaches(sheet, line) for line in lines):
            found.append(hypothesis)
            continue
        for k, column in enumerate(columns):
            if column not in additive or not wanted(column):
                continue
            whole = sheet.cell(row_sum.whole.row, column)
            parts = tuple(
                (cell, sign)
                for line, sign in reading
                if (cell := sheet.cell(line.row, sheet.amounts(line.lane)[k])) is not None
            )
            if whole is not None and parts:
                hypothesis.append(Equation(whole, parts, sheet.subject(row_sum.whole, column)))
        found.append(hypothesis)
    return found


def _reaches(sheet: Sheet, line: Line) -> bool:
    """Whether one cell reaches over all amounts of a row: under which it stands nothing says."""
    columns = sheet.amounts(line.lane)
    cell = sheet.grid.at[line.row][columns[0]] if len(columns) > 1 else None
    return cell is not None and not cell.blank and cell.column_span >= len(columns)
