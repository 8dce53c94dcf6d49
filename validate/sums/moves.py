"""What an adjusted budget adds and takes: `调增收入4.33亿元`, `调减预备费1亿元`, `从A调至B`."""

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

_MORE = regex.compile(r"调增|追加|增加(?!值)|新增|调增加")
_LESS = regex.compile(r"调减|核减|压减|减少|收回|扣减")
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
        near = (end.sentence, end.sentence + 1)
        after = [m for m in moves if m.mention.at > end.at and m.mention.sentence in near]
        opened = talk.between(end.at, after[0].mention.at) if after else ""
        if "其中" in opened or "包括" in opened:
            yield from _told(end, origin, after)


def _told(end: Mention, origin: Mention, moves: list[Move]) -> Iterator[Relation]:
    def relation(signs: list[int]) -> Relation:
        moved = total(Term(m.mention.figure, s) for m, s in zip(moves, signs, strict=True))
        return Relation("change-amount", end.term, origin.term + moved, subject=end.name)

    signs = [move.sign for move in moves]
    told = relation(signs)
    turned = (relation([*signs[:i], -s, *signs[i + 1 :]]) for i, s in enumerate(signs))
    if holds(told) or explained(told) or any(map(holds, turned)):
        yield told


def find_moves(talk: Talk) -> list[Move]:
    """The amounts of a passage that are added or taken, in reading order."""
    found = []
    for mention in talk.mentions:
        if mention.figure.dimension is not Dimension.MONEY or mention.depth:
            continue
        if sign := _sign(talk, mention):
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
