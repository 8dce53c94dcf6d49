"""Totals told by shares alone: parts whose shares make 100% are all of their whole."""

from __future__ import annotations

from collections.abc import Iterator

from ...normalize.figure import Hedge
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import total
from ..judge import holds
from ..prose.mention import Mention, find_talks
from ..relation import Relation
from ..rule import Memo
from .implied import make_whole, nearby_levels, runs_of, shares_in
from .share import Share, find_shares


def find_shared_totals(reading: Reading, memo: Memo) -> list[Relation]:
    """共T件。… 咨询a，占p；投诉b，占q: where the parts' shares are those of their sum, T is it or
    misses it by a slip of the pen."""
    talks = memo(find_talks)
    runs = runs_of(memo(find_shares), talks)
    return [r for run in runs for r in _total_of(run, nearby_levels(run, talks))]


def _total_of(run: list[Share], levels: list[Mention]) -> Iterator[Relation]:
    parts = total(one.part.term for one in run)
    exact = all(one.part.figure.hedge is Hedge.NONE for one in run)
    if (
        len(run) < 2
        or not exact
        or not make_whole(run)
        or not all(map(holds, shares_in(run, parts)))
    ):
        return
    tried = [Relation("sum-breakdown", m.term, parts, subject=m.name) for m in reversed(levels)]
    told = next((r for r in tried if holds(r)), None)
    if not _leave_some(run):
        told = told or next((r for r in tried if explained(r)), None)
    if told is not None:
        yield told


def _leave_some(run: list[Share]) -> bool:
    """甲a，占p；乙b，占q；丙c: whether a part has no share, too small to be printed."""
    first, parts = run[0].part, {one.part.at for one in run}
    beside = (m for m in run[0].talk.mentions if m.sentence == first.sentence and m.at > first.at)
    rest = (m for m in beside if m.is_level and m.figure.unit == first.figure.unit)
    return any(m.at not in parts for m in rest)
