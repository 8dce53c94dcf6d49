"""Reasons given for a change (减少的主要原因是…) against the direction of what they explain."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...normalize.names import name_before
from ...normalize.reading import Reading
from ..prose.mention import Talk, find_talks
from ..relation import Certainty, Remark
from ..rule import Memo
from .changes import Change, subject_of
from .elsewhere import find_changes
from .naming import core_of, same_name

_REASON = regex.compile(r"(?:[的之]|额|主要)*原因")
_CHOICE = regex.compile(r"[或（(/、]\s*$|^\s*[或（(/、]|不$|无$")
_NEAR = 3  # paragraphs
_VERBS = {"increase": 1, "decrease": -1}


def find_contrary_reasons(reading: Reading, memo: Memo) -> list[Remark]:
    """Reasons for a rise where everything said of the measure is a fall, and the other way."""
    changes: dict[int, list[Change]] = {}
    for change in memo(find_changes):
        changes.setdefault(change.talk.passage.block, []).append(change)
    passages = {talk.passage.block: talk for talk in memo(find_talks)}
    found = []
    for passage in reading.passages:
        talk = passages.get(passage.block) or Talk(passage, "", [])
        for index, direction in _explained(talk):
            explained, certainty = _meant(talk, index, changes)
            if explained and all(c.direction == -direction for c in explained):
                found.append(_remark(talk, index, explained[-1], certainty))
    return found


def _explained(talk: Talk) -> Iterator[tuple[int, int]]:
    """(token, direction) of each verb whose reason follows it: 减少的主要原因."""
    for index, token in enumerate(talk.tokens[:-1]):
        if token.cue not in _VERBS or not _REASON.match(talk.between(index + 1, index + 4)):
            continue
        before = talk.between(max(0, index - 2), index)
        if not _CHOICE.search(before) and not _CHOICE.search(talk.between(index + 1, index + 2)):
            yield index, _VERBS[token.cue]


def _meant(
    talk: Talk, index: int, changes: dict[int, list[Change]]
) -> tuple[list[Change], Certainty]:
    """The changes that a reason may explain: those of the name before its verb, where it has one,
    else those told last."""
    block = talk.passage.block
    own = [c for c in changes.get(block, []) if c.first.at < index]
    start = talk.since(".,;:(", index)
    compares = any(token.cue == "than" for token in talk.tokens[start:index])
    name = "" if compares else name_before(talk.tokens, index)
    if len(core_of(name)) < 2:
        last = [c for c in own[-1:] if _goes_on(c, index)]
        return _moving(last), Certainty.ASSERTED
    near = [c for back in range(_NEAR, 0, -1) for c in changes.get(block - back, [])]
    named = [c for c in [*near, *own] if _speaks_of(c, name)]
    if named:
        return _moving(named), Certainty.ASSERTED
    before = changes.get(block - 1, []) if not own else []
    return (_moving(before), Certainty.LIKELY) if len(before) > 1 else ([], Certainty.LIKELY)


def _goes_on(change: Change, index: int) -> bool:
    """Whether a reason without a name of its own explains the change told right before it, and not
    what came between (比上年增加1万元，完成预算的60%，减少的主要原因是…)."""
    talk, first = change.talk, change.first
    between = talk.between(first.at, index)
    told = {id(m) for m in (change.amount, change.rate)}
    others = [m for m in talk.mentions if first.at < m.at < index and id(m) not in told]
    near = sum(letter in ".;" for letter in talk.letters[first.at : index]) <= 1
    return near and not others and "预算" not in between and "决算" not in between


def _speaks_of(change: Change, name: str) -> bool:
    return any(n and same_name(name, n) for n in (subject_of(change), change.subject))


def _moving(changes: list[Change]) -> list[Change]:
    """Changes of more than nothing (减少0万元 has no direction)."""
    return [c for c in changes if c.first.figure.value and not c.conflict]


def _remark(talk: Talk, index: int, change: Change, certainty: Certainty) -> Remark:
    token = talk.tokens[index]
    told, first = change.talk, change.first
    places = (talk.passage.span(token.start, token.end), first.figure.span)
    stated = told.between(first.cue, first.at + 1).strip()
    printed = talk.between(index, min(index + 4, len(talk.tokens)))
    reason = _REASON.search(printed)
    claim = printed[: reason.end()] if reason else token.text
    name = subject_of(change) or change.subject
    values = {"subject": name, "formula": f"“{stated}”与“{claim.strip()}”"}
    return Remark("change-direction", places, claim.strip(), stated, values, certainty)
