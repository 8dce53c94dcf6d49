"""Changes that make up a change: `调增D，其中：…`, `由于甲减少a、乙增加b，总收入调减D`, `从A调至B`.

Each has the sign of the verb that opens its clause.  What is not said to be a whole is taken for
one where it adds up, or where one slip of the pen, in a digit or a verb, keeps it from doing so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..causes import HINT, explained, turned
from ..expression import Term, total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Level, Memo
from .kinds import Closure, kinds_of

_KINDS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_MORE = r"调增|追加|增加(?!值)"
_LESS = r"调减|核减|压减|减少|收回|扣减"
_OPENER = regex.compile("其中|包括|主要是|主要为|分别是|具体是|具体为|原因|由于|[一1]是")
_VERB = regex.compile(rf"(?P<adding>{_MORE})|(?P<taking>{_LESS})")
_SUMMED = regex.compile(
    r"总(?:计|额|量|数|体|规模|收[入支]|支出|财力|预算)|合计|共计|(?<!公)共(?=[增减调])|相抵|轧差|净(?=[增减调])"
)
_NET = regex.compile(r"净[增减]")


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
    """What moved from A to B, and what moved a total, as the sum of what is told of it."""
    return [relation for talk in memo(find_talks) for relation in _of(talk)]


def _of(talk: Talk) -> Iterator[Relation]:
    moves = find_moves(talk)
    for origin, end in pairwise(talk.mentions):
        if origin.role != "from" or end.role != "to" or origin.sentence != end.sentence:
            continue
        before = [m for m in moves if m.mention.at < origin.at][-1:]
        last = before[0].mention if before else origin
        beside = not any(last.at < m.at < origin.at and m.role != "rate" for m in talk.mentions)
        if before and beside and last.sentence == origin.sentence - 1:
            told = Relation(
                "change-amount", before[0].term, end.term - origin.term, subject=end.name
            )
            yield from (r for r in [told] if holds(r) or explained(r))
        opened = _opened(talk, moves, end)
        if opened:
            moved = origin.term + total(move.term for move in opened)
            told = Relation("change-amount", end.term, moved, subject=opened[0].mention.name)
            yield from (r for r in [told] if holds(r) or explained(r) or turned(r))
    for head in moves:
        tried = list(_of_head(talk, moves, head))
        full = [set(r.computed.figures) for r in tried if holds(r)]
        yield from (r for r in tried if not any(one < set(r.computed.figures) for one in full))
    yield from _net(talk)


def _of_head(talk: Talk, moves: list[Move], head: Move) -> Iterator[Relation]:
    """The ways in which moves may make up a move."""
    yield from _told(head, _opened(talk, moves, head.mention), _tight(talk, head, moves))
    yield from _told(head, _next(talk, moves, head), "")
    for listed in _listed(talk, moves, head):
        yield from _told(head, listed, "")
    yield from _told(head, *_inside(talk, head.mention))
    yield from _told(head, _stock_moves(talk, head), "")
    before = _before(talk, moves, head)
    yield from _told(head, before, _all(talk, before))


def _told(head: Move, moves: list[Move], sure: str) -> Iterator[Relation]:
    """head = Σ moves.  One move alone may be part of what was moved.  `sure` is how loud a gap is
    that no slip explains: a warning where the words say that the moves are all, a review where
    they are listed under their total; else it proves that they are not."""
    if len(moves) < 2:
        return
    compared = head.mention.than >= 0 or head.mention.figure.dimension is not Dimension.MONEY
    relation = Relation(
        "change-rollup" if compared else "change-amount",
        head.term, total(move.term for move in moves), subject=head.mention.name,
    )  # fmt: skip
    names = [move.mention.name for move in moves]
    full = sure and kinds_of(head.mention.name, names) is Closure.SURE
    if holds(relation) or explained(relation) or turned(relation) or full:
        yield relation
    elif sure == Level.WARNING or (sure and (explained(relation, HINT) or turned(relation, HINT))):
        yield replace(relation, level=Level.WARNING)
    elif sure:
        yield replace(relation, certainty=Certainty.LIKELY)


def _opened(talk: Talk, moves: list[Move], head: Mention) -> list[Move]:
    """The moves that 其中 or 主要是 tells of an amount, in its sentence or the next."""
    near = (head.sentence, head.sentence + 1)
    after = [m for m in _kin(moves, head) if m.mention.at > head.at and m.mention.sentence in near]
    first = after[0].mention if after else head
    opened = _OPENER.search(talk.between(head.at + 1, first.at)) is not None
    told = [m for m in after if m.mention.sentence == first.sentence]
    return told if opened and not _beside(talk, told) else []


def _stock_moves(talk: Talk, head: Move) -> list[Move]:
    """人口减少D。其中出生a，死亡b，迁入c，迁出d: what adds to a stock and takes from it."""
    near = (head.mention.sentence, head.mention.sentence + 1)
    own = (m for m in talk.mentions if m.at > head.mention.at and m.sentence in near)
    kin = [m for m in own if base_of(m.figure) == base_of(head.mention.figure) and not m.depth]
    told = [Move(talk, m, stock_sign(talk.words_before(m))) for m in kin]
    return told if {m.sign for m in told} == {1, -1} else []


def _tight(talk: Talk, head: Move, moves: list[Move]) -> str:
    """A review where 其中 opens the list after the change that it divides, and no other amount."""
    told = _opened(talk, moves, head.mention)
    if not told:
        return ""
    low, high = head.mention.at, told[0].mention.at
    opened = any(t.cue == "of-which" and "主要" not in t.text for t in talk.tokens[low:high])
    between = (m for m in talk.mentions if low < m.at < high)
    near = not any(base_of(m.figure) == base_of(head.mention.figure) for m in between)
    return Level.REVIEW if opened and near else ""


def _next(talk: Talk, moves: list[Move], head: Move) -> list[Move]:
    """总量减少D。甲减少a，乙增加b。: a sentence of changes alone after that of their total."""
    sentence = head.mention.sentence
    if any(m.mention.sentence == sentence and m.mention.at < head.mention.at for m in moves):
        return []
    told = [m for m in _kin(moves, head.mention) if m.mention.sentence == sentence + 1]
    alone = told and not _beside(talk, told)
    first = told[0].mention if told else head.mention
    own = [m for m in talk.mentions if m.sentence == first.sentence and m.is_level]
    return told if alone and not own else []


def _listed(talk: Talk, moves: list[Move], head: Move) -> Iterator[list[Move]]:
    """总量减少D。其中：甲减少a，下降p。乙减少b，下降q。: changes alone over several sentences."""
    first = head.mention.sentence + 1
    after = [m for m in _kin(moves, head.mention) if m.mention.sentence >= first]
    told: list[Move] = []
    for move in after:
        apart = move.mention.sentence - (told[-1].mention.sentence if told else first)
        levels = [m for m in talk.mentions if m.sentence == move.mention.sentence and m.is_level]
        if apart > 1 or any(base_of(m.figure) == base_of(move.mention.figure) for m in levels):
            break
        told.append(move)
        if move.mention.sentence > first and len(told) > _PAIR:
            yield list(told)


_PAIR = 2  # changes


def _inside(talk: Talk, head: Mention) -> tuple[list[Move], str]:
    """增加D（甲增加a，乙增加b）: the changes in brackets right behind a change, a warning where
    these hold nothing else."""
    end = talk.letters.find(")", head.at)
    if talk.letters[head.at + 1 : head.at + 2] != "(" or end < 0:
        return [], ""
    within = [m for m in talk.mentions if head.at < m.at < end]
    moves = _kin(
        [m for m in find_moves(talk, head.depth + 1) if head.at < m.mention.at < end], head
    )
    words = talk.between(head.at + 2, end)
    whole = len(moves) == len(within) and not _SOME.search(words)
    return moves, Level.WARNING if whole else ""


_SOME = regex.compile("主要|其中|包括|等|含")


def _before(talk: Talk, moves: list[Move], head: Move) -> list[Move]:
    """甲减少a，乙增加b，总收入调减D: the changes of a sentence, the last of them their total."""
    said = _SUMMED.search(talk.words_before(head.mention)) is not None
    sentence = [m for m in _kin(moves, head.mention) if m.mention.sentence == head.mention.sentence]
    told = [m for m in sentence if m.mention.at < head.mention.at]
    return told if said and not _beside(talk, [*told, head], head.mention.at) else []


def _all(talk: Talk, told: list[Move]) -> str:
    """A warning where the changes before their total are all that there are; a review after 等."""
    after = talk.words_after(told[-1].mention) if told else ""
    return Level.REVIEW if after.lstrip().startswith("等") else Level.WARNING


def _kin(moves: list[Move], head: Mention) -> list[Move]:
    return [m for m in moves if base_of(m.mention.figure) == base_of(head.figure)]


def _beside(talk: Talk, told: list[Move], end: int | None = None) -> bool:
    """Whether an amount that is no move stands after the first of some moves in their sentence, as
    far as `end`."""
    if not told:
        return False
    first, plain = told[0].mention, {m.mention.at for m in told}
    return any(
        base_of(m.figure) == base_of(first.figure) and m.depth == 0
        and (m.is_level or m.role == "change")
        and m.sentence == first.sentence and m.at > first.at and m.at not in plain
        and (end is None or m.at < end)
        for m in talk.mentions
    )  # fmt: skip


def _net(talk: Talk) -> Iterator[Relation]:
    """新增a户，注销b户，净增c户."""
    for net in talk.mentions:
        words = talk.words_before(net)
        if not _NET.search(words) or net.figure.dimension not in _KINDS or net.depth:
            continue
        near = [m for m in talk.mentions if m.sentence == net.sentence and m.at < net.at]
        kin = [m for m in near if base_of(m.figure) == base_of(net.figure) and m.depth == 0]
        told = (m.at for m in near if m.role == "to" or _NET.search(talk.words_before(m)))
        since = max(told, default=-1)  # 由A增至B，净增c is of A and B
        kin = [m for m in kin if m.at > since]
        signs = [stock_sign(talk.words_before(m)) for m in kin]
        if len(kin) < 2 or not {1, -1} <= set(signs):
            continue
        signed = [Term(m.figure, s) for m, s in zip(kin, signs, strict=True) if s]
        stated = Term(net.figure, -1 if "净减" in words else 1)
        relation = Relation("change-amount", stated, total(signed), subject=net.name)
        sure = holds(relation) or explained(relation) or turned(relation)
        yield relation if sure else replace(relation, level=Level.WARNING)


def find_moves(talk: Talk, depth: int = 0) -> list[Move]:
    """The amounts of a passage that are added or taken, in reading order; those within as many
    brackets."""
    found: list[Move] = []
    for mention in talk.mentions:
        figure = mention.figure
        if (
            figure.dimension not in _KINDS
            or mention.depth != depth
            or figure.hedge is not Hedge.NONE
        ):
            continue
        beside = found and talk.letters[found[-1].mention.at + 1 : mention.at].startswith("/")
        if sign := _sign(talk, mention) or (found[-1].sign if beside and mention.is_level else 0):
            found.append(Move(talk, mention, sign))
    return found


def _sign(talk: Talk, mention: Mention) -> int:
    """+1 or −1 for the last such verb of the clause with no figure between; 0 for none."""
    if mention.role == "change" and mention.direction:
        return mention.direction
    if not mention.is_level or mention.role == "to":
        return 0
    start = mention.at
    while (
        start > 0 and talk.letters[start - 1] not in ",;.:(/" and not talk.tokens[start - 1].figure
    ):
        start -= 1
    verbs = list(_VERB.finditer(talk.between(start, mention.at)))
    return 0 if not verbs else 1 if verbs[-1]["adding"] else -1


def stock_sign(words: str) -> int:
    """The sign of the last word of a clause that says what became of a stock (新进, 退出)."""
    said = [m.lastgroup for m in stock_words().finditer(words)]
    return {"adding": 1, "taking": -1}.get(said[-1] or "", 0) if said else 0


@cache
def stock_words() -> regex.Pattern[str]:
    """The words of stocks.toml, each kind a group of its name."""
    kinds = lexicon.table("stocks")
    return regex.compile("|".join(f"(?P<{kind}>{'|'.join(kinds[kind])})" for kind in kinds))
