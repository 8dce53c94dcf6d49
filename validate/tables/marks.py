"""Forms that mark performance, read: indicators with their marks, the total, and the funds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...normalize import grid_words as is_a
from ...normalize.figure import Figure
from ...normalize.grid_words import has_any
from ...normalize.reading import Grid, GridCell, Reading
from ..rule import Memo
from .equation import Hypothesis
from .form_parts import (
    Part,
    as_score,
    begins_form,
    figure_in,
    mark_in,
    own_cells,
    parts_of,
    text_of,
)
from .funds import Funds, funds_of
from .paired import paired_funds, paired_sums
from .profile import Marking
from .profiles import marking_for
from .relaid import relaid

_MARKS = re.compile(r"\d+(?:\.\d+)?(?:分|%|％)?")
_LABEL = re.compile(r"[：:\d]")
_BRACKETED = re.compile(r"[（(](\d+(?:\.\d+)?)分")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One marked row.  `reason` is None where the form has no column for reasons; `group` are
    the labels that it stands beside; `standard` says how it is marked, if the form does."""

    row: int
    name: str
    weight: Figure | None
    score: Figure | None
    target: GridCell | None
    actual: GridCell | None
    reason: GridCell | None
    bonus: bool
    group: tuple[str, ...]
    nature: str = ""
    unit: str = ""
    standard: str = ""
    coefficient: Figure | None = None
    unread: bool = False


@dataclass(slots=True)
class MarkedForm:
    """A form: its indicators, its grand total, the funds it begins with if any.

    `parts` are those of indicators, `funded` those of funds, `grids` the tables they stand in.
    `groups` are labels that print marks (产出指标（50分）) with the indicators beside them.
    """

    marking: Marking
    grids: list[Grid] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    funded: list[Part] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    weight: Figure | None = None
    score: Figure | None = None
    funds: Funds | None = None
    groups: list[tuple[Figure, tuple[Indicator, ...]]] = field(default_factory=list)

    def paired(self, grid: Grid) -> list[Hypothesis]:
        """What labels beside values say adds up, apart from the rows read under a header."""
        read = {row for part in self.funded if part.grid is grid for row in part.rows}
        return [] if grid.table.loose else list(paired_sums(grid, self.marking, read))

    @property
    def marks_execution(self) -> bool:
        """Whether the funds' own marks count beside those of the indicators."""
        if self.funds is None or (self.funds.weight is None and self.funds.score is None):
            return False
        return not any(has_any(i.name, self.marking.rate) for i in self.indicators)

    @property
    def hides_execution(self) -> bool:
        """Whether what the form says of its money may hold marks that could not be read: then
        its rows need not make its total."""
        if self.marks_execution or any(has_any(i.name, self.marking.rate) for i in self.indicators):
            return False
        read = {(id(part.grid), row) for part in self.parts for row in part.rows}
        cells = (
            cell for grid in self.grids for cell in grid.cells if (id(grid), cell.row) not in read
        )
        return any(has_any(text_of(cell), self.marking.rate) for cell in cells)

    @property
    def loose(self) -> bool:
        """Whether it was saved as text, and rows of it may be lost."""
        return any(grid.table.loose for grid in self.grids)

    @property
    def unbroken(self) -> bool:
        """Whether every row from the header to the total has marks."""
        marked = {(id(part.grid), i.row) for part in self.parts for i in self.indicators if i.score}
        for part in self.parts:
            for row in part.rows:
                cells = [text for cell in own_cells(part.grid, row) if (text := text_of(cell))]
                if cells and cells[0].rstrip("：:") in self.marking.grand:
                    return True
                if cells and (id(part.grid), row) not in marked:
                    return False
        return False

    @property
    def open(self) -> bool:
        """Whether a row that has marks to earn has no score that can be read."""
        rows = [(i.weight, i.score) for i in self.indicators]
        if self.funds is not None and self.marks_execution:
            rows.append((self.funds.weight, self.funds.score))
        unread = any(i.unread for i in self.indicators)
        return unread or any(weight is not None and score is None for weight, score in rows)


def find_forms(reading: Reading, memo: Memo) -> tuple[MarkedForm, ...]:
    """Every form of the report, in reading order: its funds, its indicators, or both."""
    return tuple(_forms(reading))


def marked_forms(reading: Reading, memo: Memo) -> tuple[MarkedForm, ...]:
    """The forms that mark indicators."""
    return tuple(form for form in memo(find_forms) if form.indicators)


def funded_rows(reading: Reading, memo: Memo) -> frozenset[tuple[int, int]]:
    """(table, row) of the funds whose rate the forms themselves speak of."""
    parts = (part for form in memo(find_forms) for part in form.funded)
    return frozenset((part.grid.table.index, row) for part in parts for row in part.rows)


def summed_rows(reading: Reading, memo: Memo) -> frozenset[tuple[int, int]]:
    """(table, row) of the funds whose sums the forms themselves speak of."""
    rows: set[tuple[int, int]] = set()
    for form in memo(find_forms):
        parts = form.funded if form.funds is not None and form.funds.sums else []
        rows |= {(part.grid.table.index, row) for part in parts for row in part.rows}
        for grid in form.grids:
            sums = [equation for sum_ in form.paired(grid) for equation in sum_]
            cells = [cell for equation in sums for cell, _ in equation.parts]
            rows |= {(grid.table.index, cell.row) for cell in cells}
    return frozenset(rows)


def _forms(reading: Reading) -> list[MarkedForm]:
    """Funds belong to the indicators that follow; indicators that go on in the next table, under
    the same header and before any total, to the form they began in."""
    forms: list[MarkedForm] = []
    loose = (relaid(grid, marking_for(grid.caption)) for grid in reading.loose)
    for grid in sorted((*reading.grids, *loose), key=lambda grid: grid.table.index):
        marking = marking_for(grid.caption)
        parts = list(parts_of(grid, marking))
        begins = [row for row in range(grid.table.row_count) if begins_form(grid, row)]
        if not parts and not begins:
            continue
        begun = 0
        for part in parts:
            begun_anew = any(begun <= row < part.first for row in begins)
            if not forms or begun_anew or _starts_anew(forms[-1], part):
                forms.append(MarkedForm(marking))
            begun = part.first
            _take(forms[-1], part)
        if not grid.table.loose:
            _pair(forms, grid, marking)
    for form in forms:
        _complete(form)
    return forms


def _take(form: MarkedForm, part: Part) -> None:
    if part.grid not in form.grids:
        form.grids.append(part.grid)
    if part.kind == "funds":
        form.funds = form.funds or funds_of(part, form.marking)
        if form.funds is not None:
            form.funded.append(part)
    else:
        form.parts.append(part)
        _read(form, part)


def _pair(forms: list[MarkedForm], grid: Grid, marking: Marking) -> None:
    """Funds that a table gives as labels and values go to its first form that has none."""
    own = [form for form in forms if grid in form.grids]
    if not own:
        own = [MarkedForm(marking, grids=[grid])]
        forms += own
    if all(form.funds is None for form in own):
        own[0].funds = paired_funds(grid, own[0].marking)


def _starts_anew(form: MarkedForm, part: Part) -> bool:
    if part.kind == "funds":
        return bool(form.indicators)
    if not form.parts:
        return False
    alike = [c.text for c in part.columns] == [c.text for c in form.parts[-1].columns]
    return form.score is not None or form.weight is not None or not alike


def _read(form: MarkedForm, part: Part) -> None:
    """Take in the rows of a part: indicators, and the total where one of them is."""
    marking = form.marking
    for row in part.rows:
        cells = [cell for cell in own_cells(part.grid, row) if text_of(cell)]
        if not cells:
            continue
        label, figure = text_of(cells[0]), figure_in(cells[0])
        if label.rstrip("：:") in marking.grand:
            form.weight = _last_mark(part, row, "weight") or form.weight
            form.score = _last_mark(part, row, "score") or form.score
            continue
        if figure is not None and _LABEL.split(label)[0] in marking.grand:
            form.score = as_score(figure)  # 总分：99.1分, in one cell
            continue
        indicator = _indicator(part, marking, row)
        if indicator.weight is not None or indicator.score is not None:
            form.indicators.append(indicator)


def _indicator(part: Part, marking: Marking, row: int) -> Indicator:
    group, name = _names(part, row)
    weight, score = _last_mark(part, row, "weight"), _last_mark(part, row, "score")
    return Indicator(
        row,
        name,
        weight,
        score,
        part.last(row, "target"),
        part.last(row, "actual"),
        part.last(row, "reason"),
        has_any("".join((name, *group)), marking.bonus),
        group,
        text_of(part.last(row, "nature")),
        text_of(part.last(row, "unit")),
        "".join(text_of(part.cell(row, column)) for column in part.columns_of("standard")),
        figure_in(part.last(row, "coefficient")),
        score is None and bool(text_of(part.last(row, "score"))),
    )


def _names(part: Part, row: int) -> tuple[tuple[str, ...], str]:
    """The labels a row stands beside, and its own name: that of the innermost indicator."""
    columns = part.columns_of("indicator")
    end = columns[-1].end if columns else 1
    texts = []
    for column in range(end):
        cell = part.grid.at[row][column]
        if cell is not None and cell.column == column and (text := text_of(cell)):
            texts.append(text)
    texts = [t for t in texts if not _MARKS.fullmatch(t)]
    return tuple(texts[:-1]), texts[-1] if texts else ""


def _last_mark(part: Part, row: int, role: str) -> Figure | None:
    figure = mark_in(part.last(row, role))
    rate = role == "score" and figure is not None and "%" in figure.raw
    return None if rate else figure


def _complete(form: MarkedForm) -> None:
    """What a form says outside its columns: groups that print marks, a total in a pair."""
    for grid in dict.fromkeys(part.grid.table.index for part in form.parts):
        part = next(p for p in form.parts if p.grid.table.index == grid)
        groups = list(_groups(part.grid, form))
        if not part.grid.table.loose or _lead(groups, form):
            form.groups += groups
        if form.score is None:
            form.score = _paired_total(part.grid, form.marking)


def _lead(groups: Sequence[tuple[Figure, tuple[Indicator, ...]]], form: MarkedForm) -> bool:
    """Whether labels that were merged over their rows stand before these in a form saved as text,
    not in their middle: then every row has one, and its marks can be read."""
    inside = [i for _, indicators in groups for i in indicators]
    read = all(i.weight is not None and i.score is not None for i in inside)
    return read and len(inside) == len(form.indicators)


def _groups(grid: Grid, form: MarkedForm) -> Iterator[tuple[Figure, tuple[Indicator, ...]]]:
    """产出指标（50分） with the indicators beside it."""
    rows = {row for part in form.parts if part.grid is grid for row in part.rows}
    for cell in grid.cells:
        figure = figure_in(cell)
        if cell.row not in rows or figure is None or not _BRACKETED.search(text_of(cell)):
            continue
        name = text_of(cell)
        inside = tuple(i for i in form.indicators if name in i.group)
        if inside:
            yield as_score(figure), inside


def _paired_total(grid: Grid, marking: Marking) -> Figure | None:
    """自评分 | 97.9: a total that stands beside its label instead of in a row of its own."""
    for row in range(grid.table.row_count):
        cells = [cell for cell in own_cells(grid, row) if text_of(cell)]
        for label, value in pairwise(cells):
            named = text_of(label).rstrip("：:") in marking.grand
            if named and is_a.is_figure_like(text_of(value)):
                return mark_in(value)
    return None
