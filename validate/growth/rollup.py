"""Changes of the parts against the change of their total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import regex

from ...normalize.figure import Figure
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import Constant, Expression, total
from ..judge import Verdict, holds, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from ..sums.apart import find_apart
from ..sums.groups import closes, find_groups
from ..sums.inner import find_inner_groups
from ..sums.items import find_closed_items
from ..sums.moves import find_move_sums
from ..sums.outline import find_marked_sums
from .candidates import signed
from .changes import Change
from .elsewhere import find_changes
from .lists import runs_of


@rule(
    "change-rollup",
    name="增减额汇总",
    english="changes of parts",
    level=Level.WARNING,
    formula="Σ 分项增减额 = 合计增减额",
    zh="{subject}增减额列示为 {stated}，分项增减额合计 {formula}，相差 {difference}。",
    en="The change of {subject} is stated as {stated}; its parts' changes give {formula}.",
    right=(
        "三公经费支出48.00万元，比上年减少3.00万元，其中：公务用车运行维护费42.00万元，"
        "比上年减少5.00万元；公务接待费6.00万元，比上年增加2.00万元。",
    ),
    wrong=(
        "三公经费支出48.00万元，比上年减少3.00万元，其中：公务用车运行维护费42.00万元，"
        "比上年减少7.00万元；公务接待费6.00万元，比上年增加2.00万元。",
    ),
)
def change_rollup(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """ΣΔᵢ = ΔT where the parts close to the total and each states its change.
    A vanished item has a change but no line, hence a warning and not an error."""
    moved = (r for r in memo(find_move_sums) if r.rule == "change-rollup")
    told = [*moved, *_rolls(reading, memo)]
    figures = {figure for relation in told for figure in relation.stated.figures}
    yield from told
    for relation in memo(find_marked_sums):
        if relation.rule == "change-rollup" and not figures.intersection(relation.stated.figures):
            yield relation


def _rolls(reading: Reading, memo: Memo) -> Iterator[Relation]:
    divisions = memo(find_divisions)
    changes = {id(c.levels[0].figure): c for c in memo(find_changes) if _plain(c)}
    for _, parts in divisions:
        for (talk, part), amount in zip(parts, _listed_after(parts), strict=False):
            changes.setdefault(id(part.figure), Change(talk, amount, levels=[part], sure=True))
    told = _Told(changes, {id(whole.figure): parts for (_, whole), parts in divisions})
    for whole, parts in divisions:
        yield from _rolled(whole, parts, told)


Placed = tuple[Talk, Mention]
Division = tuple[Placed, list[Placed]]


def find_divisions(reading: Reading, memo: Memo) -> list[Division]:
    """Totals with the parts that add up to them, each with the passage it stands in."""
    found: dict[tuple[Figure, ...], Division] = {}
    for whole, parts in _divisions(reading, memo):
        found.setdefault(tuple(m.figure for _, m in (whole, *parts)), (whole, parts))
    return list(found.values())


def _divisions(reading: Reading, memo: Memo) -> Iterator[Division]:
    homes = {id(m.figure): talk for talk in memo(find_talks) for m in talk.mentions}
    for group in [*memo(find_groups), *memo(find_inner_groups)]:
        if closes(group):
            home = homes[id(group.whole.figure)]
            yield (home, group.whole), [(group.talk, part) for part in group.parts]
    yield from memo(find_closed_items)
    yield from ((one.whole, [*one.parts]) for one in memo(find_apart) if holds(one.relation))
    placed = {m.figure: (talk, m) for talk in memo(find_talks) for m in talk.mentions}
    for relation in memo(find_marked_sums):
        exact = relation.rule == "sum-breakdown" and judge(relation).verdict is Verdict.AGREES
        if exact:  # the changes of what was rounded are off by more
            (whole,) = relation.stated.figures
            yield placed[whole], [placed[figure] for figure in relation.computed.figures]


def _listed_after(parts: list[Placed]) -> list[Mention]:
    """甲a，乙b，与上年相比，分别减少c、d: a change for each of the parts, told together."""
    talk, last = parts[-1]
    if any(other is not talk for other, _ in parts):
        return []
    for run in runs_of(talk):
        if run[0].at > last.at:
            beside = not any(last.at < m.at < run[0].at and m.is_level for m in talk.mentions)
            near = run[0].sentence - last.sentence < 2 and len(run) == len(parts)
            listed = all(m.role == "change" and m.direction for m in run)
            return run if beside and near and listed else []
    return []


@dataclass(frozen=True, slots=True)
class _Told:
    """The changes of levels, and the parts that levels divide into, by the id of their figure."""

    changes: dict[int, Change]
    parts: dict[int, list[Placed]]

    def of(self, talk: Talk, level: Mention, depth: int = 1) -> list[Change] | None:
        """The changes that make up a level's: its own, none where it stayed, or those of its
        parts, of which what is nothing may say nothing; None where it is not told."""
        own = self.changes.get(id(level.figure))
        if own is not None or _stays(talk, level):
            return [] if own is None else [own]
        inner = self.parts.get(id(level.figure), []) if depth else []
        moved = [self.of(*part, depth - 1) for part in inner if part[1].figure.value]
        if not moved or any(changes is None for changes in moved):
            return None
        return [change for changes in moved for change in changes or []]


def _rolled(whole: Placed, parts: list[Placed], told: _Told) -> Iterator[Relation]:
    own = told.changes.get(id(whole[1].figure))
    moved = [(part, told.of(*part)) for part in parts]
    known = [change for _, changes in moved for change in changes or []]
    unsaid = [part for part, changes in moved if changes is None]
    if not known or any(part.figure.value for _, part in unsaid):
        return
    if len(parts) - len(unsaid) < 2 or not _one_base([own, *known]):
        return
    name = whole[1].name
    if own is not None:
        relation = Relation("change-rollup", _signed(own), total(map(_signed, known)), subject=name)
    elif _stays(*whole):
        others = total([_ZERO - _signed(change) for change in known[1:]]) if known[1:] else _ZERO
        subject = f"{name}持平，其中{known[0].subject}"
        relation = Relation("change-rollup", _signed(known[0]), others, subject=subject)
    else:
        return
    if not unsaid or holds(relation) or explained(relation):
        yield relation
    else:  # what is nothing now may have been something last year
        yield replace(relation, certainty=Certainty.POSSIBLE, doubt="open-list")


_ZERO = Constant(Fraction(0), "0")


def _stays(talk: Talk, part: Mention) -> bool:
    """Whether an amount is said to have stayed (与上年持平)."""
    return flatness(talk, part) == 0


def flatness(talk: Talk, part: Mention) -> Fraction | None:
    """By how much of itself an amount may have moved that is said to have stayed: 基本持平 is used
    for a few percent.  None where nothing is said."""
    later = [m.at for m in talk.mentions if m.at > part.at]
    after = talk.tokens[part.at : min(later, default=len(talk.tokens))]
    flat = next((n for n, token in enumerate(after) if token.cue == "flat"), None)
    if flat is None:
        return None
    said = "".join(token.text for token in after[:flat])
    if "。" in said and _COMPARES.search(said) is None:
        return None
    return _NEARLY if "基本" in after[flat].text or said.endswith("基本") else Fraction(0)


_NEARLY = Fraction(5, 100)
_COMPARES = regex.compile("。(?:比|与|较|同)")


def _plain(change: Change) -> bool:
    """Whether a change is that of its level, and none of those that are told as its reasons."""
    if change.amount is None or not change.levels:
        return False
    if change.base is not None and change.base.than != change.first.than:
        return False
    return not _REASON.search(change.talk.between(change.levels[0].at, change.first.at))


_REASON = regex.compile("由于|原因|因为")


def _one_base(changes: list[Change | None]) -> bool:
    """Whether changes are measured from one base, as far as they say.  上年 is any year's."""
    told = {_against(change) for change in changes if change is not None} - {""}
    return len(told) <= 1 or (len(told) == 2 and "上年" in told and "预算" not in told)


def _against(change: Change) -> str:
    """What a change is measured from: a year, 上年, else 预算; empty where it names no base (the
    comparison before it goes on)."""
    first = change.first
    if first.than < 0:
        return ""
    period = first.base_period
    if period is None:
        return "预算" if "预算" in change.talk.between(first.than, first.cue) else ""
    return "上年" if period.relative is not None else str(period.year)


def _signed(change: Change) -> Expression:
    amount = signed(change)
    assert amount is not None
    return amount
