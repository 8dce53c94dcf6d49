"""What a statement of change asserts: the relations that its level, base, amount and rate may make,
likeliest first, of which one is held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..causes import RARE, explained, explanations
from ..expression import Expression, Term, percent_of
from ..judge import Verdict, judge
from ..prose.mention import Mention
from ..relation import Certainty, Relation
from .changes import Change


def signed(change: Change) -> Term | None:
    """The change as a signed amount (减少3.40万元 is −3.40)."""
    if change.amount is None:
        return None
    return change.amount.move


def pairs_of(change: Change) -> Iterator[tuple[Mention, Mention]]:
    """Level and printed base of a change, likeliest first."""
    talk, first = change.talk, change.first
    if change.base is not None:
        for level in change.levels:
            if level is not change.base:
                yield level, change.base
    near = [m for m in talk.mentions if m.item == first.item and m.at < first.at]
    for start, end in pairwise(near):
        if start.role == "from" and end.role == "to" and end is near[-1]:
            yield end, start


def rate_relations(change: Change, direction: int = 0) -> Iterator[Relation]:
    """D ÷ X₀ = P for every candidate level, likeliest first; `direction` other than the verb's
    may be tried."""
    if change.rate is None or change.amount is None:
        return
    stated = change.rate.size
    bases: list[tuple[Expression, Mention]] = []
    if change.base is not None:
        bases.append((change.base.term, change.base))
    for level in change.levels:
        if level.role == "budget" and _saves(change):
            bases.append((level.term, level))  # 预算100万元，节约资金3.6万元，节约率3.6%
        bases.append((_base_from(level, change, direction or change.direction), level))
    for base, level in bases:
        part = change.amount.size
        yield Relation("change-rate", stated, percent_of(part, base), subject=level.name)


def _saves(change: Change) -> bool:
    """Whether the change is what was saved of a budget or a price (节约, 核减)."""
    verb = change.talk.tokens[change.amount.cue].text if change.amount is not None else ""
    return verb.startswith(("节", "核", "审"))


def _base_from(level: Mention, change: Change, direction: int) -> Expression:
    assert change.amount is not None
    amount = change.amount.size
    return level.term - amount if direction > 0 else level.term + amount


def choose(relations: list[Relation], sure: bool) -> Relation | None:
    """The first candidate that holds; else the first, as certain as its binding, or before it the
    first that a slip of the pen explains; where the binding is unsure, the first that failed by a
    slip in the rate, or by a rate of the wrong base."""
    for relation in relations:
        if judge(relation).verdict in (Verdict.AGREES, Verdict.ROUNDING):
            return relation
    if not relations:
        return None
    tells = explained if sure and len(relations) > 1 else slipped_rate
    slipped = next((r for r in relations if tells(r)), None)
    if sure or slipped is not None:
        return replace(slipped or relations[0], certainty=Certainty.ASSERTED, doubt="")
    return replace(relations[0], certainty=Certainty.POSSIBLE, doubt="subject-unclear")


def slipped_rate(relation: Relation) -> bool:
    """Whether a rate that does not fit was measured from the new level instead of the old, or
    would fit with two digits swapped or its point moved: slips that chance hardly looks like."""
    if len(relation.stated.figures[0].number.strip("0.")) < _TELLING:
        return False
    found = list(explanations(judge(relation)))
    stated = {figure.raw for figure in relation.stated.figures}
    swapped = any(e.code in RARE and e.values["old"] in stated for e in found)
    return swapped or any(e.code == "base-current-year" for e in found)


_TELLING = 2  # digits
