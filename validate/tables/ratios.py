"""Columns of ratios: growth, completion and shares against the columns they are computed from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...normalize.figure import Dimension, Figure
from ...normalize.grid_words import has_any, is_total
from ...normalize.reading import Reading
from ..causes import CHANCE, HINT, explained
from ..expression import Expression, percent_of, term
from ..growth import growth as _growth
from ..judge import holds
from ..prose.mention import Mention, find_talks
from ..rates import completion as _completion
from ..rates import share as _share
from ..relation import Certainty, Outcome, Relation, Unlinked
from ..rule import Memo, also
from .equation import ExactTerm, sum_of
from .marks import funded_rows
from .sheet import Line, Sheet, head_words, is_headed, is_ratio
from .sums import general

DECLARED_BY = (_completion, _growth, _share)
"""The families that declare the rules which tables add to."""

_YEAR = re.compile(r"(?:19|20)\d{2}")

_FEW = 3
"""Rows that show what a column is the share of, where no total row does."""

_MANY = 8
"""Columns of which every pair is tried; of more, only those whose headers say what they are."""

Formula = Callable[[Expression, Expression], Expression]
"""(now, before) or (done, planned) → what the column should hold."""


def _grown(now: Expression, before: Expression) -> Expression:
    return percent_of(now - before, before)


def _changed(now: Expression, before: Expression) -> Expression:
    return now - before


def _completed(done: Expression, planned: Expression) -> Expression:
    return percent_of(done, planned)


@also("change-rate")
def growth_columns(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """增减率 = (this year − last) ÷ last, where both years are printed beside it; where they are
    not, the rate's base is missing."""
    for sheet in memo(general):
        relations = list(_ratio_columns(sheet, "change-rate", "growth", _grown, ("now", "before")))
        yield from relations
        tied = {figure.span for relation in relations for figure in relation.stated.figures}
        for figure in _rates_of_growth(sheet):
            if figure.span not in tied:
                yield Unlinked(figure.span, "base-missing", "change-rate")


def _rates_of_growth(sheet: Sheet) -> Iterator[Figure]:
    for lane, lines in enumerate(sheet.lanes):
        for column in sheet.amounts(lane):
            if is_headed(sheet, column, "growth") and _is_rate(sheet, lane, column):
                figures = (_figure(sheet, line, column) for line in lines)
                yield from (figure for figure in figures if figure is not None)


@also("change-amount")
def difference_columns(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """增减额 = this year − last, where both years are printed beside it."""
    for sheet in memo(general):
        yield from _ratio_columns(sheet, "change-amount", "difference", _changed, ("now", "before"))


@also("completion-rate")
def completion_columns(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """执行率 = outturn ÷ budget, where both are printed beside it."""
    funded = memo(funded_rows)
    for sheet in memo(general):
        if any(place in funded for place in sheet.rows):
            continue  # a form says which budget its rate is of
        roles = ("done", "planned")
        yield from _ratio_columns(sheet, "completion-rate", "completion", _completed, roles)


@also("share")
def share_columns(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """占比 = a row's amount ÷ the total row's, for the amounts to its left."""
    told = [m for talk in memo(find_talks) if talk.passage.row < 0 for m in talk.mentions]
    for sheet in memo(general):
        for lane in range(len(sheet.lanes)):
            for column in sheet.amounts(lane):
                if is_headed(sheet, column, "share") and not is_headed(sheet, column, "growth"):
                    yield from _shares(sheet, lane, column, told)


def _ratio_columns(
    sheet: Sheet, rule: str, kind: str, formula: Formula, roles: tuple[str, str]
) -> Iterator[Relation]:
    for lane in range(len(sheet.lanes)):
        columns = sheet.amounts(lane)
        if len(columns) < 3:
            continue
        for column in columns:
            if is_headed(sheet, column, kind) and _is_rate(sheet, lane, column) == (
                kind != "difference"
            ):
                others = [c for c in columns if c != column and not is_ratio(sheet, c)]
                yield from _best(sheet, lane, column, rule, formula, roles, others)


def _best(
    sheet: Sheet, lane: int, column: int, rule: str, formula: Formula, roles: tuple[str, str],
    others: Sequence[int],
) -> Iterator[Relation]:  # fmt: skip
    """The pair of columns that explains a ratio column best, if one does."""
    trials = []
    for first in others:
        for second in others:
            if first == second:
                continue
            told = _told(sheet, first, second, roles)
            if len(others) > _MANY and not told:
                continue
            relations = list(_relations(sheet, lane, rule, formula, column, (first, second)))
            if relations:
                closed = [holds(relation) for relation in relations]
                trials.append(_Trial(relations, closed, told))
    if not trials:
        return
    best = max(trials, key=lambda t: (t.closing - t.failing, t.told))
    if best.trusted:
        yield from best.relations
    elif len(best.relations) == best.failing and not best.told:
        return
    else:
        named = [t for t in trials if t.told]
        if len(named) == 1 and len(named[0].relations) <= 2:
            defined = len(others) == len(roles) and _defined(sheet, column, others)
            for relation in named[0].relations:
                sure = defined or explained(relation, HINT if len(others) == len(roles) else CHANCE)
                yield replace(relation, certainty=Certainty.ASSERTED if sure else Certainty.LIKELY)


def _defined(sheet: Sheet, column: int, others: Sequence[int]) -> bool:
    """Whether the headers of a ratio and of its terms leave no other reading: 控制率 beside 编制数
    and 在职人数."""
    based = any(is_headed(sheet, other, "posts") for other in others)
    return based and is_headed(sheet, column, "control")


@dataclass(frozen=True, slots=True)
class _Trial:
    """A pair of columns tried: `told` when their headers say what they are."""

    relations: list[Relation]
    closed: list[bool]
    told: bool

    @property
    def closing(self) -> int:
        return sum(self.closed)

    @property
    def failing(self) -> int:
        return len(self.closed) - self.closing

    @property
    def trusted(self) -> bool:
        """Whether it holds often enough to be what the column means."""
        if self.told:
            return self.closing >= 1 and self.closing >= self.failing
        return self.closing >= 2 and self.closing >= 4 * self.failing


def _relations(
    sheet: Sheet, lane: int, rule: str, formula: Formula, column: int, pair: tuple[int, int]
) -> Iterator[Relation]:
    for line in sheet.lanes[lane]:
        ratio, first, second = (_figure(sheet, line, c) for c in (column, *pair))
        if ratio is None or first is None or second is None or not second.value:
            continue
        if first.dimension is not second.dimension or first.unit != second.unit:
            continue
        if rule == "change-amount" and ratio.dimension is not first.dimension:
            continue
        subject = sheet.subject(line, column)
        now, before = (_term(sheet, c, f) for c, f in zip(pair, (first, second), strict=True))
        yield Relation(rule, term(ratio), formula(now, before), subject=subject)


def _term(sheet: Sheet, column: int, figure: Figure) -> Expression:
    """A figure as an operand: posts and people are counted, not rounded."""
    header = "".join(sheet.grid.column_paths[column])
    posts = has_any(header, head_words("posts"))
    return ExactTerm(figure) if posts and not figure.value % 1 else term(figure)


def _shares(sheet: Sheet, lane: int, column: int, told: Sequence[Mention]) -> Iterator[Relation]:
    """Shares of the total row; where there is none, of what the rows make, or of an amount that
    the text tells, whichever holds in nearly all rows."""
    left = [c for c in sheet.additive(lane) if c < column]
    wholes = [line for line in sheet.lanes[lane] if line.head.kind == "total"]
    if not left or len(wholes) > 1:
        return
    pairs = [
        (line, share, part)
        for line in sheet.lanes[lane] if line not in wholes
        if (share := _figure(sheet, line, column)) is not None
        and (part := _figure(sheet, line, left[-1])) is not None
        and share.dimension is Dimension.PERCENT
    ]  # fmt: skip

    def relations(whole: Expression) -> list[Relation]:
        return [
            Relation(
                "share", term(share), percent_of(term(part), whole),
                subject=sheet.subject(line, column), adjustable=True,
            )
            for line, share, part in pairs
        ]  # fmt: skip

    if wholes:
        total = _figure(sheet, wholes[0], left[-1])
        if total is None or not total.value:
            return
        pairs = [pair for pair in pairs if pair[2].dimension is total.dimension]
        best = relations(term(total))
        closed = sum(map(holds, best))
        yield from best if closed * 2 >= len(best) else ()
    elif len(pairs) > _FEW:
        for whole in _wholes([part for *_, part in pairs], told):
            best = relations(whole)
            closed = sum(map(holds, best))
            off = len(best) - closed
            if closed >= max(_FEW, 3 * off):
                sure = off <= 2 < closed - off  # of two rows one may have the other's
                yield from (r for r in best if sure or holds(r) or explained(r, HINT))
                return


def _wholes(parts: Sequence[Figure], told: Sequence[Mention]) -> Iterator[Expression]:
    """What parts may be shares of, without a row that says so: their sum, or more than the largest
    by an amount told."""
    if not any(part.value for part in parts):
        return
    yield sum_of([term(part) for part in parts])
    kind, largest = parts[0].dimension, max(part.value for part in parts)
    kinds = (kind, Dimension.COUNT) if kind is Dimension.PLAIN else (kind,)
    fits = (m.figure for m in told if m.figure.dimension in kinds and m.figure.value > largest)
    yield from (term(figure) for figure in {f.value: f for f in fits}.values())


def _figure(sheet: Sheet, line: Line, column: int) -> Figure | None:
    cell = sheet.cell(line.row, column)
    return cell.figure if cell is not None else None


def _is_rate(sheet: Sheet, lane: int, column: int) -> bool:
    """Whether a column's figures are percentages."""
    figures = [f for line in sheet.lanes[lane] if (f := _figure(sheet, line, column)) is not None]
    return bool(figures) and all(f.dimension is Dimension.PERCENT for f in figures)


def _told(sheet: Sheet, first: int, second: int, roles: tuple[str, str]) -> bool:
    """Whether the headers say which is this year and which last, or what was planned and done."""
    a, b = ("".join(sheet.grid.column_paths[c]) for c in (first, second))
    if is_total(a) != is_total(b):
        return False
    years = _YEAR.search(a), _YEAR.search(b)
    if roles[1] == "before" and years[0] and years[1]:
        return int(years[0][0]) == int(years[1][0]) + 1
    fits = has_any(b, head_words(roles[1])) and not has_any(a, head_words(roles[1]))
    return fits and (roles[0] == "now" or has_any(a, head_words(roles[0])))
