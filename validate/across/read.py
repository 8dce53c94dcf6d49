"""A report's gist: what the rules of this family need of it."""

from __future__ import annotations

from ...normalize.reading import Reading
from ..rule import Memo
from .gist import Fact, Gist
from .sentences import sentences_of
from .stated import Prose
from .tabled import Tables
from .who import names_in, who


def gist_of(reading: Reading, memo: Memo) -> Gist:
    """The gist; only that of a report of known organisation and year can be compared."""
    known = who(reading)
    if not known.organisation or known.year is None:
        return Gist(known)
    sentences = tuple(sentences_of(reading))
    if not known.kind:
        return Gist(known, sentences=sentences, names=names_in(reading))
    prose, tables = Prose(reading, memo, known.kind), Tables(reading, known.kind)
    balances = [] if known.kind == "budget" else [*prose.balances(), *tables.balances()]
    facts = settled([*prose.facts(), *tables.facts()])
    return Gist(
        known,
        facts=facts,
        moves=tuple(prose.moves(facts)),
        openings=settled([fact for which, fact in balances if which == "opening"]),
        closings=settled([fact for which, fact in balances if which == "closing"]),
        sentences=sentences,
        names=names_in(reading),
    )


def settled(facts: list[Fact]) -> tuple[Fact, ...]:
    """One fact of each key and year; none where the report gives it several values."""
    first: dict[tuple[str, int], Fact] = {}
    apart: set[tuple[str, int]] = set()
    for fact in facts:
        key = (fact.key, fact.year)
        known = first.setdefault(key, fact)
        if known.printed.figure.value != fact.printed.figure.value:
            apart.add(key)
    return tuple(fact for key, fact in first.items() if key not in apart)
