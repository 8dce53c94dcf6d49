"""What a set of official forms must hold: every required form, and a unit over each."""

from __future__ import annotations

from collections.abc import Iterator

from ...extract.document import Span
from ...normalize.figure import Dimension
from ...normalize.reading import Grid, Reading
from ..relation import Outcome, Remark
from ..rule import Level, Memo, rule
from .forms import FormSet, form_called, form_sets, plain_title
from .profile import Profile
from .sheet import Sheet

_TITLE = 45
_TABLE = "%s\n|项目|金额|\n|合计|%s|\n"
_ALL = (
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表",
    "“三公”经费支出决算表", "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表",
)  # fmt: skip


@rule(
    "required-table",
    name="必备表",
    english="required tables",
    level=Level.WARNING,
    formula="公开报表齐全",
    zh="应公开的“{stated}”未见。",
    en="The required table “{stated}” is missing.",
    right=("".join(_TABLE % (f"{title}\n单位：万元", "") for title in _ALL), "|项目|金额|\n|甲|1|"),
    wrong=("".join(_TABLE % (f"{title}\n单位：万元", "") for title in _ALL[:-1]),),
)
def required_table(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Every table that the profile requires is there, if only empty with its note."""
    for profile, sets in _by_profile(memo).items():
        held = {form_id for forms in sets for form_id in forms.sheets}
        named = _named_titles(reading, profile)
        last = max(sheet.grid.table.index for forms in sets for sheet in forms.sheets.values())
        place = _place(reading, last)
        for form in profile.forms:
            if form.required and form.id not in held | named and place is not None:
                yield Remark("required-table", (place,), form.name)


@rule(
    "unit-declared",
    name="单位缺失",
    english="unit missing",
    level=Level.WARNING,
    formula="报表注明金额单位",
    zh="“{stated}”未注明金额单位。",
    en="“{stated}” does not say in which unit its amounts are.",
    right=("".join(_TABLE % (f"{title}\n单位：万元", "1.00") for title in _ALL),),
    wrong=("".join(_TABLE % (title, "1.00") for title in _ALL),),
)
def unit_declared(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """An official form states the unit of its amounts."""
    for forms in memo(form_sets):
        for sheet in forms.sheets.values():
            place = _first_bare_amount(sheet)
            if not sheet.grid.unit and place is not None:
                yield Remark("unit-declared", (place,), sheet.grid.caption)


def _by_profile(memo: Memo) -> dict[Profile, list[FormSet]]:
    found: dict[Profile, list[FormSet]] = {}
    for forms in memo(form_sets):
        found.setdefault(forms.profile, []).append(forms)
    return found


def _named_titles(reading: Reading, profile: Profile) -> set[str]:
    """Forms whose title stands alone in a line: a table that is a picture, or an empty one.

    A line that runs on to a page number belongs to a table of contents and proves nothing.
    """
    found = set()
    for passage in reading.passages:
        text = plain_title(passage.text.text)
        if len(text) <= _TITLE and text.endswith("表"):
            form = form_called(profile.forms, text)
            if form is not None:
                found.add(form.id)
    for grid in reading.grids:
        form = form_called(profile.forms, grid.caption)
        if form is not None:
            found.add(form.id)
    return found


def _place(reading: Reading, block: int) -> Span | None:
    """The first text of a table."""
    for grid in reading.grids:
        if grid.table.index == block:
            return next((_span(grid, c.row, c.column) for c in grid.cells if not c.blank), None)
    return None


def _span(grid: Grid, row: int, column: int) -> Span:
    cell = grid.at[row][column]
    length = len(cell.text.text) if cell is not None else 0
    return Span(grid.table.index, 0, length, row, column)


def _first_bare_amount(sheet: Sheet) -> Span | None:
    for cell in sheet.grid.cells:
        figure = cell.figure
        if figure is not None and figure.dimension is Dimension.PLAIN:
            return figure.span
    return None
