"""What an adjusted budget adds and takes: `调增收入3.20亿元`, `调减预备费2亿元`, `从A调至B`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import Term, total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Memo

_MORE = regex.compile(r"调增|追加|增加(?!值)")
_LESS = regex.compile(r"调减|核减|压减|减少|收回|扣减")
_OPENER = regex.compile("其中|包括|主要是|分别是|具体是|具体为")
_VERB = regex.compile(rf"(?P<more>{_MORE.pattern})|(?P<less>{_LESS.pattern})")


@dataclass(frozen=True, slots=True)
class Move:
    """An amount with the sign of the verb that opens its clause."""

    talk: Talk
    mention: Mention
    sign: int

    @property
    def term(self) -> Term:
        return Term(self.mention.figure, self.sign)


def find_move_sums(reading: Reading, memo: Memo) -> list[Relation]:
    """调增D。总收入从A调至B。其中：调减a，调增b: B = A + D, B = A − a + b, where it adds up or one
    slip of the pen, or one wrong verb, keeps it from doing so."""
    return [relation for talk in memo(find_talks) for relation in _of(talk)]


def _of(talk: Talk) -> Iterator[Relation]:
    moves = find_moves(talk)
    for origin, end in pairwise(talk.mentions):
        if origin.role != "from" or end.role != "to" or origin.sentence != end.sentence:
            continue
        before = [m for m in moves if m.mention.at < origin.at][-1:]
        if before and before[0].mention.sentence == origin.sentence - 1:
            told = Relation(
                "change-amount", before[0].term, end.term - origin.term, subject=end.name
            )
            yield from (r for r in [told] if holds(r) or explained(r))
        yield from _told(end.term, origin.term, _opened(talk, moves, end))
    for head in moves:
        yield from _told(head.term, None, _opened(talk, moves, head.mention))


def _opened(talk: Talk, moves: list[Move], head: Mention) -> list[Move]:
    """The moves that 其中 or 主要是 tells of an amount, in its sentence or the next."""
    near = (head.sentence, head.sentence + 1)
    after = [m for m in moves if m.mention.at > head.at and m.mention.sentence in near]
    first = after[0].mention if after else head
    opened = _OPENER.search(talk.between(head.at + 1, first.at)) is not None
    told = [m for m in after if m.mention.sentence == first.sentence]
    plain = {m.mention.at for m in told}
    beside = any(
        m.figure.dimension is Dimension.MONEY and m.depth == 0 and m.role in ("level", "change")
        and m.sentence == first.sentence and m.at > first.at and m.at not in plain
        for m in talk.mentions
    )  # fmt: skip
    return told if opened and not beside else []


def _told(stated: Term, origin: Term | None, moves: list[Move]) -> Iterator[Relation]:
    """stated = origin + Σ moves, if it adds up or one slip, of a digit or a verb, keeps it from it.
    One move alone may be part of what was moved."""

    def relation(signs: list[int]) -> Relation:
        moved = total(Term(m.mention.figure, s) for m, s in zip(moves, signs, strict=True))
        computed = moved if origin is None else origin + moved
        return Relation("change-amount", stated, computed, subject=moves[0].mention.name)

    signs = [move.sign for move in moves]
    if not moves or (origin is None and len(moves) < 2):
        return
    told = relation(signs)
    turned = (relation([*signs[:i], -s, *signs[i + 1 :]]) for i, s in enumerate(signs))
    if holds(told) or explained(told) or any(map(holds, turned)):
        yield told


def find_moves(talk: Talk) -> list[Move]:
    """The amounts of a passage that are added or taken, in reading order."""
    found: list[Move] = []
    for mention in talk.mentions:
        if mention.figure.dimension is not Dimension.MONEY or mention.depth:
            continue
        beside = found and talk.letters[found[-1].mention.at + 1 : mention.at].startswith("/")
        if sign := _sign(talk, mention) or (found[-1].sign if beside and mention.is_level else 0):
            found.append(Move(talk, mention, sign))
    return found


def _sign(talk: Talk, mention: Mention) -> int:
    """+1 or −1 for the last such verb of the clause with no figure between; 0 for none."""
    if not (mention.role == "change" or mention.is_level) or mention.role == "to":
        return 0
    start = mention.at
    while (
        start > 0 and talk.letters[start - 1] not in ",;.:(/" and not talk.tokens[start - 1].figure
    ):
        start -= 1
    verbs = list(_VERB.finditer(talk.between(start, mention.at)))
    if not verbs:
        return 0
    return 1 if verbs[-1]["more"] else -1
