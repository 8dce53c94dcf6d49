"""How many of the figures that prose restates from a table gouji ties to their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..extract.document import Span
from ..extract.problem import Unreadable
from ..normalize.figure import Dimension, Figure
from ..normalize.reading import Reading
from ..validate.facts.cells import CellFact, find_cell_facts
from ..validate.facts.links import same_kind
from ..validate.facts.names import canonical, generic_columns, is_total
from ..validate.prose.mention import Mention, Talk, find_talks
from ..validate.rule import Memo
from .material import Report
from .run import check
from .stats import Share

_RULES = {"text-table", "table-cross"}
_TELLING = 3
"""Digits from which equal amounts are hardly equal by chance."""


@dataclass(frozen=True, slots=True)
class Held:
    """A level in prose whose value stands in a cell, and whose cell's row or column the prose
    names before it."""

    report: str
    span: Span
    printed: str
    linked: bool


def measure(reports: Iterable[Report]) -> dict[str, list[Held]]:
    """The figures held by tables, by kind of document."""
    kinds: dict[str, list[Held]] = defaultdict(list)
    for report in reports:
        try:
            checked = check(report.path)
        except Unreadable:
            continue
        rules = {record.place.span: record.rules for record in checked.evaluation.figures}
        kind = f"{report.kind}{' (real)' if report.real else ''}"
        for figure in held(checked.reading):
            linked = bool(_RULES & set(rules.get(figure.span, ())))
            kinds[kind].append(Held(report.name, figure.span, figure.raw, linked))
    return {kind: found for kind, found in sorted(kinds.items()) if found}


def share(found: Iterable[Held]) -> Share:
    """Of the figures held, those that are linked."""
    counted = Share()
    for one in found:
        counted.add(one.linked)
    return counted


def held(reading: Reading) -> Iterator[Figure]:
    """The amounts in prose that some table holds, as far as value and words tell."""
    memo = Memo(reading)
    facts = memo(find_cell_facts)
    for talk in memo(find_talks):
        for mention in talk.mentions:
            if _states_this_year(reading, mention) and any(
                same_kind(reading, mention, 0, fact) and _is_restated(talk, mention, fact)
                for fact in facts
            ):
                yield mention.figure


def _states_this_year(reading: Reading, mention: Mention) -> bool:
    figure = mention.figure
    digits = sum(c.isdigit() for c in figure.number.lstrip("0."))
    if figure.dimension is not Dimension.MONEY or digits < _TELLING:
        return False
    years = mention.own_years
    return mention.is_level and not mention.last_year and (not years or reading.year in years)


def _is_restated(talk: Talk, mention: Mention, fact: CellFact) -> bool:
    step = max(mention.figure.step, fact.figure.step)
    if abs(mention.figure.value - fact.figure.value) * 2 > step:
        return False
    said = canonical(talk.between(0, mention.at))
    words = {fact.head, *fact.path, *map(canonical, fact.columns)} - generic_columns()
    return any(len(word) > 1 and not is_total(word) and word in said for word in words)
