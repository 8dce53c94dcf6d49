"""Statements of change with what the rest of the text says of their levels and bases.

`去年接待费A万元。…今年预算B万元，比去年减少D万元`; `事业收入增加D万元。其中：…事业收入A万元`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile

import regex

from ...normalize.figure import Hedge
from ...normalize.period import Period
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import Constant, percent_of
from ..judge import holds, judge
from ..prose.mention import Mention, bare_name, find_talks
from ..relation import Relation
from ..rule import Memo
from .candidates import slipped_rate
from .changes import Change, changes_of, is_before, kin_of, subject_of, unique
from .naming import core_of

_SAID = 4  # characters that tell one measure from others
_NEAR = 6  # paragraphs
_REVISED = 3  # steps by which a base may have been revised since
_BOTH_SIDES = ("收入支出", "收、支", "收支", "收入支出决算")
_SHORT = 3
_ZERO = Constant(Fraction(0), "0")
_Levels = dict[str, list[Mention]]


def find_changes(reading: Reading, memo: Memo) -> list[Change]:
    """Every statement of change in prose, in reading order."""
    found = [change for talk in memo(find_talks) for change in changes_of(talk)]
    levels = memo(_levels_by_name)
    for change in found:
        if not change.levels:
            change.levels = _elsewhere(change, levels)
            change.sure = any(_near(level, change) for level in change.levels)
        if not change.levels or not change.sure:
            change.levels = unique([*_told_later(change, levels), *change.levels])
    return found


def _levels_by_name(reading: Reading, memo: Memo) -> _Levels:
    levels: _Levels = {}
    for talk in memo(find_talks):
        for mention in talk.mentions:
            if mention.is_level and len(core_of(mention.name)) > 1:
                levels.setdefault(core_of(mention.name), []).append(mention)
    return levels


def _told_later(change: Change, levels: _Levels) -> list[Mention]:
    """事业收入增加D，增长P。其中：…事业收入A: the one level of the change's own name after it."""
    kin = kin_of(change, levels.get(core_of(subject_of(change)), []))
    here = change.first.figure.span
    later = [m for m in kin if m.figure.span.block == here.block and here < m.figure.span]
    later = [m for m in later if not is_before(m, change.first)]
    return later if len({m.figure.value for m in later}) == 1 else []


def _elsewhere(change: Change, levels: _Levels) -> list[Mention]:
    """The level that another paragraph states under the name of the change, if only one: under
    the very name anywhere, or nearby with more words before it (某局三公经费 for 三公经费)."""
    core = core_of(subject_of(change))
    exact = levels.get("收入总计" if core in _BOTH_SIDES else core, [])
    longer = [m for name, some in levels.items() if _ends_with(name, core) for m in some]
    block = change.first.figure.span.block
    for some in (exact, [m for m in longer if _near(m, change)]):
        same = [m for m in kin_of(change, some) if m.figure.span.block != block]
        same = [m for m in same if m.role != "budget"] or same
        years = {m.period.year for m in same if m.period is not None and m.period.year}
        if len({m.figure.value for m in same}) == 1 and len(years) < 2:
            return [min(same, key=lambda m: abs(block - m.figure.span.block))]
        if same:
            before = _of_year(same, change.first.base_period)
            if change.base is None and before and _near(before[0], change):
                change.base = before[0]
            return _of_year(same, change.first.period)
    return []


def _of_year(mentions: list[Mention], period: Period | None) -> list[Mention]:
    """The levels of one year, where they agree (本年A and 上年B stand under one name)."""
    year = period.year if period is not None else None
    own = [m for m in mentions if year and m.period is not None and m.period.year == year]
    return own[:1] if len({m.figure.value for m in own}) == 1 else []


def _ends_with(name: str, core: str) -> bool:
    return len(core) >= _SAID and name != core and name.endswith(core)


def _near(level: Mention, change: Change) -> bool:
    """Whether a level stands shortly before, under a name that tells it from others."""
    gap = change.first.figure.span.block - level.figure.span.block
    return 0 < gap <= _NEAR and len(core_of(subject_of(change))) >= _SAID


def find_years_apart(reading: Reading, memo: Memo) -> dict[int, Relation]:
    """What a change that prints no base says of two levels of its measure, one stated of the year
    before or of the year that it compares with, where it is that of both or but for a slip; by the
    id of the change."""
    tried = {id(change): list(_years_apart(change, memo)) for change in memo(find_changes)}
    kept = {key: next(filter(_kept, relations), None) for key, relations in tried.items()}
    alike = sum(relation is not None for relation in kept.values())
    found: dict[int, Relation] = {}
    for change in memo(find_changes):
        relation = kept[id(change)]
        failed = (r for r in tried[id(change)] if _slipped(change, r, alike > 1))
        relation = relation or next(failed, None)
        if relation is not None:
            found[id(change)] = relation
    return found


def _kept(relation: Relation) -> bool:
    """Whether two levels are as far apart as is said, and apart at all."""
    return holds(relation) and relation.stated.exact() != 0


def _years_apart(change: Change, memo: Memo) -> Iterator[Relation]:
    if change.base is not None or is_adjusted(change):
        return
    for newer, older in _two_levels(change, memo):
        moved = newer.term - older.term
        if change.amount is not None:
            yield Relation("change-amount", change.amount.move, moved, subject=newer.name)
        elif older.figure.value:
            rate = percent_of(moved, older.term)
            yield Relation("change-rate", change.first.move, rate, subject=newer.name)


def is_adjusted(change: Change) -> bool:
    """Whether a change is of another scope, or at other prices, than the amounts as printed."""
    first = change.first
    start = change.talk.since(".;", first.at)
    if any(token.cue == "constant-price" for token in change.talk.tokens):
        return True
    return _OTHER_SCOPE.search(change.talk.between(start, first.at)) is not None


_OTHER_SCOPE = regex.compile("口径|可比|还原|剔除|扣除|实际增长|不含|调整后")


def _slipped(change: Change, told: Relation, alike: bool) -> bool:
    """Whether a change is that of two levels but for a slip of the pen, or for its verb.  A rate
    of last year's level, which may have been revised, differs by more than a digit then.  Where
    `alike`, other changes are read like this one, and last year's level may have been copied."""
    if holds(replace(told, stated=_ZERO - told.stated)):
        return True
    off, figures = judge(told).difference, (*told.stated.figures, *told.computed.figures)
    if alike and told.computed.exact() == 0 and told.stated.exact() != 0:
        return True
    if change.amount is not None:
        revised = _REVISED * max(f.step for f in figures)
        return off is not None and abs(off) > revised and explained(told)
    period = change.first.base_period
    dated = period is not None and period.relative is None
    return slipped_rate(told) or (dated and explained(told))


def _two_levels(change: Change, memo: Memo) -> Iterator[tuple[Mention, Mention]]:
    level = change.levels[0] if change.levels and change.sure else None
    if level is not None and change.amount is not None:
        yield from ((level, older) for older in _told_before(level, change))
    name = _bare(level.name if level is not None else subject_of(change))
    if len(name) < _SHORT:
        return
    by_name = memo(_by_bare_name)
    for some in ([name], [other for other in by_name if one_tail(name, other)]):
        told = [m for other in some for m in by_name.get(other, []) if _shortly_before(m, change)]
        kin = [m for m in kin_of(change, told) if m is not level]
        if level is not None:
            older = [m for m in kin if _is_older(m, level, change)]
            if len({m.figure.value for m in older}) == 1:
                yield level, older[0]
        else:
            yield from _of_two_years(kin)


def _told_before(level: Mention, change: Change) -> list[Mention]:
    """去年经费决算B；今年这笔经费A，减少D: last year's level right before the one that moved,
    whatever the two are called."""
    kin = [m for m in kin_of(change, change.talk.mentions) if m.is_level and m.at < level.at]
    near = [m for m in kin[-1:] if level.sentence - m.sentence < 2 and m.depth == level.depth]
    return [
        m for m in near
        if _is_older(m, level, change)
        and m.figure.hedge is Hedge.NONE and m.figure.value != level.figure.value
    ]  # fmt: skip


def _of_two_years(levels: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """The one level of a year and the one of the year before, where there are no others."""
    years = {m.period.year: m for m in levels if m.period is not None and m.period.year}
    values = {(m.period.year, m.figure.value) for m in levels if m.period is not None}
    if len(levels) >= len(values) == len(years) == 2 and max(years) - min(years) == 1:
        yield years[max(years)], years[min(years)]


def _shortly_before(level: Mention, change: Change) -> bool:
    return 0 <= change.first.figure.span.block - level.figure.span.block <= _NEAR


def _is_older(mention: Mention, level: Mention, change: Change) -> bool:
    one, other, base = mention.period, level.period, change.first.base_period
    if one is None:
        return False
    if mention.last_year or one.relative == -1:
        return True
    if one.year is None or (other is not None and other.year == one.year):
        return False
    known = [base.year] if base is not None and base.year else []
    known += [other.year - 1] if other is not None and other.year else []
    return one.year in known[:1]


def one_tail(name: str, other: str) -> bool:
    """Whether two names end alike: 安排公务接待费, 共开支公务接待费."""
    if name[-_SAID:] != other[-_SAID:]:
        return False
    pairs = zip(reversed(name), reversed(other), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return name != other and same >= _SAID and same * 2 >= min(len(name), len(other))


def _bare(name: str) -> str:
    return bare_name(core_of(name))


def _by_bare_name(reading: Reading, memo: Memo) -> _Levels:
    found: _Levels = {}
    for talk in memo(find_talks):
        for mention in talk.mentions:
            if mention.is_level and mention.name:
                found.setdefault(_bare(mention.name), []).append(mention)
    return found
