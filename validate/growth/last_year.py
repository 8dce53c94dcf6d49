"""The base that another paragraph states: `去年接待费A万元。…今年预算B万元，比去年减少D万元`."""

from __future__ import annotations

from collections.abc import Iterator

from ...normalize.reading import Reading
from ..causes import explained
from ..expression import Expression
from ..judge import Verdict, judge
from ..prose.mention import Mention, bare_name, find_talks
from ..relation import Relation
from ..rule import Memo
from .changes import Change
from .naming import core_of

_NEAR = 6  # paragraphs
_REVISED = 3  # steps by which a base may have been revised since
_SAID = 3  # characters that tell one measure from others


def earlier_base(change: Change, memo: Memo) -> Mention | None:
    """Last year's level of the very name, stated shortly before a change that prints no base, where
    it is as far from this year's as the change says, or but for a slip of the pen."""
    amount, level = change.amount, change.levels[0] if change.levels else None
    if change.base is not None or amount is None or level is None or not change.sure:
        return None
    for base in _of_last_year(level, memo):
        near = 0 <= level.figure.span.block - base.figure.span.block <= _NEAR
        if near and base.figure.dimension is level.figure.dimension and _apart(change, level, base):
            return base
    return None


def _apart(change: Change, level: Mention, base: Mention) -> bool:
    assert change.amount is not None
    higher: Expression = level.term - base.term
    lower: Expression = base.term - level.term
    tried = [Relation("change-amount", change.amount.size, gap) for gap in (higher, lower)]
    if any(judge(relation).verdict is Verdict.AGREES for relation in tried):
        return True
    meant = tried[0] if change.direction > 0 else tried[1]
    off, steps = judge(meant).difference, [m.figure.step for m in (change.amount, level, base)]
    return off is not None and abs(off) > _REVISED * max(steps) and explained(meant)


def _of_last_year(level: Mention, memo: Memo) -> Iterator[Mention]:
    """The levels of one name a year before; none where they differ."""
    name = _named(level)
    older = [m for m in memo(_by_bare_name).get(name, []) if _is_older(m, level)]
    if len(name) >= _SAID and len({m.figure.value for m in older}) == 1:
        yield older[0]


def _is_older(mention: Mention, level: Mention) -> bool:
    one, other = mention.period, level.period
    if one is None or mention is level:
        return False
    if mention.last_year or one.relative == -1:
        return True
    both = one.year is not None and other is not None and other.year is not None
    return both and one.year == other.year - 1  # type: ignore[union-attr, operator]


def _named(mention: Mention) -> str:
    return bare_name(core_of(mention.name))


def _by_bare_name(reading: Reading, memo: Memo) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for talk in memo(find_talks):
        for mention in talk.mentions:
            if mention.is_level and mention.name:
                found.setdefault(_named(mention), []).append(mention)
    return found
