"""Lists told batch by batch (分两批下达T，第一批a，第二批b), and what brackets say of each part."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..causes import explained
from ..prose.mention import Mention, Talk
from .groups import Group, closes, sum_of
from .parts import alike

_DIGITS = {word: number for number, word in enumerate("一二三四五六", 1)} | {"首": 1, "两": 2}
_BATCH = "批次|批|期|次|轮|标段|阶段"
_NTH = regex.compile(rf"(?:其中)?第?(?P<number>[一二三四五六首])(?P<kind>{_BATCH})")
_SAID = regex.compile(rf"分(?:为|成)?(?P<number>[两二三四五六])个?(?P<kind>{_BATCH})")


def find_batches(talk: Talk) -> Iterator[Group]:
    """Batches counted from the first on under the nearest amount before them: sure where their
    number is said, else told where they add up or a slip of the pen keeps them from it."""
    for kind, run in _runs(talk):
        whole = _whole(talk, run)
        if whole is None:
            continue
        group = Group(talk, whole, run, "批", start=run[0].at, end=run[-1].at + 1)
        said = _SAID.search(talk.between(_sentence_start(talk, whole.at), run[0].at))
        group.closed = said is not None and (said["kind"], _DIGITS[said["number"]]) == (
            kind, len(run),
        )  # fmt: skip
        if group.closed or closes(group) or explained(sum_of(group)):
            yield group


def _runs(talk: Talk) -> Iterator[tuple[str, list[Mention]]]:
    """Levels of one kind that begin with 第一批, 第二批 …, two or more."""
    kind, run = "", list[Mention]()
    for mention in (m for m in talk.mentions if m.is_level and m.depth == 0):
        start = max(talk.letters.rfind(letter, 0, mention.at) for letter in ",;.:/(") + 1
        nth = _NTH.match(talk.between(start, mention.at).strip())
        if nth is None:
            continue
        number = _DIGITS[nth["number"]]
        goes_on = number == len(run) + 1 and nth["kind"] == kind
        if number == 1 or (goes_on and not alike(run[0], mention)):
            if len(run) > 1:
                yield kind, run
            kind, run = nth["kind"], [mention] if number == 1 else []
        elif goes_on and mention.figure.dimension is run[0].figure.dimension:
            run.append(mention)
    if len(run) > 1:
        yield kind, run


def _whole(talk: Talk, run: list[Mention]) -> Mention | None:
    """The nearest level of the batches' kind before them, in their sentence or the one before."""
    first = run[0]
    kin = [
        m for m in talk.mentions
        if m.at < first.at and m.is_level and m.depth == 0 and m.sentence >= first.sentence - 1
        and m.figure.dimension is first.figure.dimension and alike(m, first)
    ]  # fmt: skip
    return kin[-1] if kin else None


def _sentence_start(talk: Talk, at: int) -> int:
    return talk.letters.rfind(".", 0, at) + 1


def inside_brackets(group: Group) -> Iterator[Group]:
    """甲A（其中工程a），乙B（其中工程b），合计T（其中工程t）: where the amounts add up, so do those
    that stand alone and under one name in the brackets after them."""
    inner = [_bracketed(group.talk, m) for m in (group.whole, *group.parts)]
    found = [m for m in inner if m is not None]
    if len(group.parts) < 2 or len(found) < len(inner) or not closes(group):
        return
    names = {m.name for m in found}
    kinds = {m.figure.dimension for m in found}
    if len(names) == 1 and len(kinds) == 1 and "" not in names:
        low, high = min(m.at for m in found), max(m.at for m in found) + 1
        yield Group(group.talk, found[0], found[1:], group.opener, closed=True, start=low, end=high)


def _bracketed(talk: Talk, mention: Mention) -> Mention | None:
    """The only level in the bracket right after a figure."""
    if talk.letters[mention.at + 1 : mention.at + 2] != "(":
        return None
    end = talk.letters.find(")", mention.at)
    inner = [m for m in talk.mentions if mention.at < m.at < end and m.is_level]
    return inner[0] if len(inner) == 1 and inner[0].depth == mention.depth + 1 else None
