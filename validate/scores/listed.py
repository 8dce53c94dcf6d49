"""Scores listed within a passage: 自评得分96分，其中：决策指标得分19分、过程指标得分18分、…"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Memo
from .items import words


def find_listed(reading: Reading, memo: Memo) -> list[Relation]:
    """The sums of scores, and of full marks, that a passage lists after their total.

    A list of all the kinds an evaluation has (scores.toml) is whole; of another list only what
    adds up, or may be a slip of the pen, is said."""
    return [_settled(relation, names) for relation, names in _lists(memo(find_talks))]


def _lists(talks: list[Talk]) -> Iterator[tuple[Relation, list[str]]]:
    for talk in talks:
        for index, token in enumerate(talk.tokens):
            head = _head(talk, index) if token.cue == "of-which" else None
            if head is None:
                continue
            parts = _parts(talk, index, head)
            if len(parts) > 1:
                rule = "weight-sum" if head.role == "full" else "score-sum"
                parts_sum = total(part.term for part in parts)
                relation = Relation(rule, head.term, parts_sum, subject=head.name)
                yield relation, [part.name for part in parts]


def _head(talk: Talk, opener: int) -> Mention | None:
    """The score just before 其中, nothing but a comma, a stop or a bracket between."""
    before = [m for m in talk.mentions if m.at < opener]
    if not before or before[-1].role not in ("earned", "full"):
        return None
    between = talk.letters_between(before[-1].at + 1, opener)
    return before[-1] if set(between) <= set(",.(") and _is_score(before[-1]) else None


def _parts(talk: Talk, opener: int, head: Mention) -> list[Mention]:
    """The scores after 其中 up to the end of its bracket or sentence.

    A semicolon parts single items of one list (A得19分；B得18分), or ends a list of several."""
    end, depth, cuts = opener, 0, []
    while end < len(talk.letters) and depth >= 0 and talk.letters[end] != ".":
        depth += (talk.letters[end] == "(") - (talk.letters[end] == ")")
        if talk.letters[end] == ";" and depth == 0:
            cuts.append(end)
        end += 1
    first = _between(talk, opener, (cuts or [end])[0], head)
    return first if len(first) > 1 else _between(talk, opener, end, head)


def _between(talk: Talk, low: int, high: int, head: Mention) -> list[Mention]:
    """The scores of a stretch; of pairs of full and earned marks those of the head's kind."""
    scores = [m for m in talk.mentions if low < m.at < high and _is_score(m)]
    if {m.role for m in scores} == {"level"}:
        return scores
    return [m for m in scores if m.role == head.role]


def _is_score(mention: Mention) -> bool:
    return mention.figure.dimension is Dimension.SCORE


def _settled(relation: Relation, names: list[str]) -> Relation:
    if holds(relation) or _complete(names):
        return relation
    if explained(relation):
        return replace(relation, certainty=Certainty.LIKELY)
    return replace(relation, certainty=Certainty.POSSIBLE, doubt="open-list")


def _complete(names: list[str]) -> bool:
    """Whether the names are all the kinds of one set, each once."""
    return any(
        len(names) == len(kinds)
        and all(sum(any(w in name for w in kind) for name in names) == 1 for kind in kinds)
        for kinds in words()["kinds"]
    )
