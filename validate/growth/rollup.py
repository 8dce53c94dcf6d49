"""Changes of the parts against the change of their total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from ...normalize.reading import Reading
from ..causes import explained
from ..expression import Expression, total
from ..judge import holds
from ..prose.mention import Mention, Talk
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from ..sums.groups import Group, closes, end_of, find_groups, openers
from ..sums.inner import find_inner_groups
from ..sums.kinds import Closure, kinds_of
from .changes import Change, find_changes, signed, subject_of


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
    yield from memo(find_change_lists)
    changes = {id(c.levels[0].figure): c for c in memo(find_changes) if _plain(c)}
    for group in [*memo(find_groups), *memo(find_inner_groups)]:
        own = changes.get(id(group.whole.figure))
        parts = [changes.get(id(part.figure)) for part in group.parts]
        known = [(p, c) for p, c in zip(group.parts, parts, strict=True) if c is not None]
        missing = [p for p, c in zip(group.parts, parts, strict=True) if c is None]
        unsaid = [p for p in missing if not _stays(group, p)]
        if own is None or not known or any(p.figure.value for p in unsaid):
            continue
        if len(group.parts) - len(unsaid) < 2:
            continue
        if not closes(group) or len({_against(c) for _, c in [(None, own), *known]}) > 1:
            continue
        changed = total(_signed(c) for _, c in known)
        relation = Relation("change-rollup", _signed(own), changed, subject=group.whole.name)
        if not unsaid or holds(relation) or explained(relation):
            yield relation
        else:  # what is nothing now may have been something last year
            yield replace(relation, certainty=Certainty.POSSIBLE, doubt="open-list")


def _stays(group: Group, part: Mention) -> bool:
    """Whether a part is said to have kept its amount (与上年持平)."""
    later = [m.at for m in group.talk.mentions if m.at > part.at]
    after = group.talk.tokens[part.at : min(later, default=group.end)]
    return any(token.cue == "flat" and "基本" not in token.text for token in after)


def find_change_lists(reading: Reading, memo: Memo) -> list[Relation]:
    """减少D，其中：甲减少d、乙增加e: changes listed under a change add up to it."""
    by_talk: dict[int, list[Change]] = {}
    for change in memo(find_changes):
        if change.amount is not None:
            by_talk.setdefault(id(change.talk), []).append(change)
    return [r for changes in by_talk.values() for r in _lists_of(changes)]


def _lists_of(changes: list[Change]) -> Iterator[Relation]:
    talk = changes[0].talk
    for start, _ in openers(talk):
        end = end_of(talk, start)
        parts = [c for c in changes if start <= c.first.at < end and c.base is None]
        heads = [
            c
            for c in changes
            if c.first.at < start and c.first.sentence >= _sentence(talk, start) - 1
        ]
        levels = [m for m in talk.mentions if start <= m.at < end and m.is_level]
        if not heads or len(parts) < 2 or levels or not _alike(heads[-1], parts):
            continue
        relation = Relation(
            "change-rollup",
            _signed(heads[-1]),
            total(_signed(c) for c in parts),
            subject=subject_of(heads[-1]),
        )
        names = [subject_of(c) for c in parts]
        sure = (
            holds(relation)
            or kinds_of(relation.subject, names) is Closure.SURE
            or explained(relation)
        )
        yield relation if sure else replace(relation, certainty=Certainty.LIKELY)


def _sentence(talk: Talk, at: int) -> int:
    return talk.letters.count(".", 0, at)


def _alike(head: Change, parts: list[Change]) -> bool:
    """Whether the last thing said before the list is the change it divides, all of one kind."""
    between = [m for m in head.talk.mentions if head.first.at < m.at < parts[0].first.at]
    kinds = {c.amount.figure.dimension for c in [head, *parts] if c.amount is not None}
    return len(kinds) == 1 and all(m is head.amount or m is head.rate for m in between)


def _plain(change: Change) -> bool:
    """Whether a change is that of its level, and none of those that are told as its reasons."""
    if change.amount is None or not change.levels or change.base is not None:
        return False
    return not _REASON.search(change.talk.between(change.levels[0].at, change.first.at))


_REASON = regex.compile("由于|原因|因为")


def _against(change: Change) -> int | None:
    """The year the change is measured from."""
    period = change.first.base_period
    return period.year if period is not None else None


def _signed(change: Change) -> Expression:
    amount = signed(change)
    assert amount is not None
    return amount
