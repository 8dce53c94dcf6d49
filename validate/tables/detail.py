"""How far a set of official forms must go into detail, and what empty ones must say."""

from __future__ import annotations

from collections.abc import Iterator

from ...extract.document import Span
from ...normalize.grid_words import has_any, is_blank
from ...normalize.lexicon import table
from ...normalize.reading import Grid, GridCell, Reading
from ..relation import Outcome, Remark
from ..rule import Level, Memo, rule
from .forms import form_of, form_sets
from .profile import Form, Profile
from .sheet import Line, Sheet

_LEVELS = {3: "类", 5: "款", 7: "项"}
_HEAD = (
    "收入支出决算总表\n单位：万元\n|收入|决算数|\n|本年收入合计||\n"
    "收入决算表\n单位：万元\n|项目|本年收入合计|\n|合计||\n"
    "财政拨款收入支出决算总表\n单位：万元\n|收入|决算数|\n|合计|5.00|\n"
)
_SPENDING = (
    _HEAD
    + "支出决算表\n单位：万元\n|科目编码|科目名称|本年支出合计|\n|201|一般公共服务支出|5.00|\n"
    "%s|合计||5.00|"
)
_FUNDS = (
    _HEAD + "支出决算表\n单位：万元\n|项目|金额|\n|合计|5.00|\n"
    "政府性基金预算财政拨款收入支出决算表\n单位：万元\n|项目|本年收入|本年支出|\n|合计|||\n%s"
)


@rule(
    "granularity",
    name="公开细化程度",
    english="level of detail",
    level=Level.WARNING,
    formula="支出按功能分类列至项级，基本支出按经济分类列至款级",
    zh="“{stated}”应列至“{expected}”级科目，表中未见其下级科目。",
    en="“{stated}” must be broken down to the level {expected}; its lower codes are missing.",
    right=(
        _SPENDING % "|20106|财政事务|5.00|\n|2010601|行政运行|5.00|\n",
        "支出表\n单位：万元\n|科目编码|科目名称|金额|\n|201|一般公共服务支出|5.00|\n|合计||5.00|",
    ),
    wrong=(_SPENDING % "", _SPENDING % "|20106|财政事务|5.00|\n"),
)
def granularity(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A form's codes go down as far as its profile requires.  Source: the rules on disclosing
    budgets and final accounts (to the item by function, to the款 by economic class)."""
    codes = {code for grid in reading.grids for code in _codes(grid)}
    for forms in memo(form_sets):
        for form in forms.profile.forms:
            sheet = forms.sheets.get(form.id)
            if sheet is None or not form.codes:
                continue
            for line in _coarse(sheet, form.codes, codes):
                named = f"{line.head.code} {line.head.name}"
                yield Remark("granularity", (_row(sheet, line),), named, _LEVELS[form.codes])


@rule(
    "empty-table",
    name="空表未说明",
    english="empty table without a note",
    level=Level.WARNING,
    formula="没有数据的表格列出空表并说明",
    zh="“{stated}”没有数据，也未说明原因（如“注：…本表无数据”）。",
    en="“{stated}” is empty, and nothing says that there was nothing to show.",
    right=(_FUNDS % "注：本部门无政府性基金预算财政拨款收支，故本表无数据。",),
    wrong=(_FUNDS % "",),
)
def empty_table(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A form without data is shown, with a note that says so; said elsewhere in the report, it
    is said too."""
    profiles = dict.fromkeys(forms.profile for forms in memo(form_sets))
    for profile in profiles:
        for at, grid in enumerate(reading.grids):
            form = form_of(profile, grid)
            if form is None or not form.none or not _empty(grid):
                continue
            carried = reading.grids[at + 1 : at + 2]
            if any(_goes_on(profile, grid, other) for other in carried):
                continue
            place = _first(grid)
            if place is not None and not _noted(reading, grid, form):
                yield Remark("empty-table", (place,), form.name)


def _codes(grid: Grid) -> Iterator[str]:
    for heads in (heads for band in (grid.bands or (grid,)) for heads in band.heads):
        yield from (head.code for head in heads if head.code)


def _coarse(sheet: Sheet, digits: int, known: set[str]) -> Iterator[Line]:
    """The outermost coded rows with nothing of the level that is required below them.

    Rows without a code may be what is missing: a table that has some says nothing.
    """
    for lines in sheet.lanes:
        coded = [line for line in lines if line.head.code]
        loose = any(line.head.kind == "item" and not line.head.code for line in lines)
        for line in coded if not loose else ():
            code = line.head.code
            outer = not any(code != k and code.startswith(k) for k in known)
            deep = any(len(k) >= digits and k.startswith(code) for k in known)
            if outer and not deep and len(code) in _LEVELS and _has_amount(sheet, line):
                yield line


def _has_amount(sheet: Sheet, line: Line) -> bool:
    cells = (sheet.cell(line.row, column) for column in sheet.amounts(line.lane))
    return any(c is not None and c.figure is not None and c.figure.value for c in cells)


def _row(sheet: Sheet, line: Line) -> Span:
    """The first text of a row."""
    start, end = sheet.grid.lanes[line.lane]
    for column in range(start, end):
        cell = sheet.cell(line.row, column)
        if cell is not None and not cell.blank:
            return _span(sheet.grid, cell)
    return Span(sheet.grid.table.index, 0, 0, line.row, start)


def _span(grid: Grid, cell: GridCell) -> Span:
    return Span(grid.table.index, 0, len(cell.text.text), cell.row, cell.column)


def _first(grid: Grid) -> Span | None:
    return next((_span(grid, cell) for cell in grid.cells if not cell.blank), None)


def _empty(grid: Grid) -> bool:
    """Whether nothing stands where amounts would: neither a figure nor other words."""
    for cell in grid.cells:
        if cell.row in grid.header_rows or cell.column in grid.label_columns:
            continue
        if cell.figure is not None or not is_blank(cell.text.text.strip()):
            return False
    return True


def _goes_on(profile: Profile, grid: Grid, other: Grid) -> bool:
    """Whether the next table may be the rest of this one."""
    return form_of(profile, other) in (None, form_of(profile, grid)) and not _empty(other)


def _noted(reading: Reading, grid: Grid, form: Form) -> bool:
    """Whether a note in or right below the table, or any passage about it, says 无."""
    nothing = tuple(table("grid")["nothing"])
    if any(has_any(cell.text.text, nothing) for cell in grid.cells):
        return True
    for passage in reading.passages:
        text = passage.text.text
        near = 0 < passage.block - grid.table.index <= 2
        if (near or has_any(text, form.none)) and has_any(text, nothing):
            return True
    return False
