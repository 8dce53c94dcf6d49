"""What prose says of a cell's amount, against the other cells of its row: how it changed, and what
part of its budget it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...normalize.reading import Reading
from ..causes import explained
from ..expression import Term, percent_of
from ..growth import growth as _growth
from ..growth.changes import Change
from ..growth.elsewhere import find_changes
from ..judge import holds
from ..prose.mention import Mention, Talk
from ..rates import completion as _completion
from ..relation import Outcome, Relation
from ..rule import Level, Memo, also
from .cells import CellFact, find_cell_facts
from .links import find_links, is_planned, year_of
from .names import canonical, generic_columns

DECLARED_BY = (_completion, _growth)
"""The families that declare the rules added to here."""


@also("change-amount")
def amounts_beside(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """比上年增加D, of an amount whose row also states last year's."""
    for change, now, before in memo(_compared_rows):
        if change.amount is not None and change.amount.figure.dimension is now.figure.dimension:
            yield from _told(Relation("change-amount", change.amount.move, now - before))


@also("change-rate")
def rates_beside(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """比上年增长P%, without the amount that it grew by, of an amount whose row also states last
    year's."""
    for change, now, before in memo(_compared_rows):
        if change.rate is not None and change.amount is None and before.exact():
            computed = percent_of(now - before, before)
            yield from _told(Relation("change-rate", change.rate.move, computed))


@also("completion-rate")
def completion_beside(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """完成预算的P%, of an outturn whose row also states its budget."""
    rows = memo(_rows)
    for link in memo(find_links):
        rate = _completed(link.talk, link.mention)
        if rate is None:
            continue
        for spent in link.cells:
            planned = [f for f in _beside(rows, spent) if is_planned(f) and not is_planned(spent)]
            planned = [f for f in planned if year_of(reading, f) == year_of(reading, spent)]
            bases = {f.figure.value: Term(f.figure) for f in planned if f.figure.value}
            relations = [
                Relation("completion-rate", rate.term, percent_of(Term(spent.figure), base))
                for base in bases.values()
            ]
            if len(bases) == 1 or any(map(holds, relations)):
                yield from _told(next((r for r in relations if holds(r)), relations[0]))


def _told(relation: Relation) -> Iterator[Relation]:
    """What holds; what does not only where a slip of the pen or of the verb explains it, since
    other years and budgets than the table's may be meant."""
    if holds(relation):
        yield relation
        return
    assert isinstance(relation.stated, Term)
    turned = replace(relation.stated, sign=-relation.stated.sign)
    if explained(relation) or holds(replace(relation, stated=turned)):
        yield replace(relation, level=Level.WARNING.value)


def _compared_rows(reading: Reading, memo: Memo) -> list[tuple[Change, Term, Term]]:
    """Changes without a printed base, with this year's and last year's amount in the one row that
    the level restates."""
    rows = memo(_rows)
    cells = {id(link.mention): link.cells for link in memo(find_links)}
    found = []
    for change in memo(find_changes):
        if change.base is not None or change.conflict or not change.direction:
            continue
        pairs = {}
        for level in change.levels[:1]:
            for now in cells.get(id(level), ()):
                for fact in _beside(rows, now):
                    if year_of(reading, fact) == year_of(reading, now) - 1:
                        pairs[now.figure.value, fact.figure.value] = now, fact
        if len(pairs) == 1:
            ((now, before),) = pairs.values()
            found.append((change, Term(now.figure), Term(before.figure)))
    return found


def _completed(talk: Talk, level: Mention) -> Mention | None:
    """The completion rate that follows a level, where no budget is printed with it."""
    item = [m for m in talk.mentions if m.item == level.item]
    after = [m for m in item if m.at > level.at]
    if any(m.role == "budget" for m in item) or not after:
        return None
    return after[0] if after[0].role == "completion" else None


Row = dict[tuple[int, int], list[CellFact]]


def _rows(reading: Reading, memo: Memo) -> Row:
    """The amounts of each row of each table."""
    found: Row = {}
    for fact in memo(find_cell_facts):
        found.setdefault((fact.figure.span.block, fact.figure.span.row), []).append(fact)
    return found


def _beside(rows: Row, fact: CellFact) -> list[CellFact]:
    """The other amounts of its row under the same heads, but for year, budget and outturn."""
    span = fact.figure.span
    return [f for f in rows[span.block, span.row] if f is not fact and _heads(f) == _heads(fact)]


def _heads(fact: CellFact) -> list[str]:
    heads = map(canonical, fact.columns)
    return [head for head in heads if head not in generic_columns()]
