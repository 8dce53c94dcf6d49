"""Posts and people in prose: who is counted, by which facet, and what a list divides."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..prose.mention import Mention, Talk, find_talks
from ..rule import Memo


class Facet(StrEnum):
    """By what a count of people is divided."""

    WHOLE = "whole"  # 人员编制, 实有人员
    KIND = "kind"  # 行政, 事业, 工勤
    STATE = "state"  # 在职, 离休, 退休


@dataclass(frozen=True, slots=True)
class Posting:
    """A count of posts (`authorised`) or of people.

    `excluded` are counts in a bracket after it that lie outside it (不含…), `included` those
    that are part of it (含…).
    """

    talk: Talk
    mention: Mention
    authorised: bool
    facet: Facet
    excluded: tuple[Mention, ...] = ()
    included: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Division:
    """A total and the postings it is divided into.  `opened`: words (其中, ：, （) say so, and
    nobody else is counted among them."""

    whole: Posting
    parts: tuple[Posting, ...]
    opened: bool


@cache
def words() -> dict[str, Any]:
    """staffing.toml."""
    text = (files(__package__.rpartition(".")[0]) / "staffing.toml").read_text("utf-8")
    return tomllib.loads(text)


def find_postings(reading: Reading, memo: Memo) -> list[list[Posting]]:
    """The counts of posts and people of each passage that has any."""
    found = (list(_postings(talk)) for talk in memo(find_talks))
    return [postings for postings in found if postings]


def find_divisions(reading: Reading, memo: Memo) -> list[Division]:
    """Every total of posts or people with the list that divides it."""
    return [d for postings in memo(find_postings) for d in _divisions(postings)]


def _postings(talk: Talk) -> Iterator[Posting]:
    last: Posting | None = None
    for mention in talk.mentions:
        if not _counts_people(mention) or _bracketed(talk, mention, "exclude", "include"):
            continue
        name = _own_name(mention.name)
        authorised = _is_authorised(name, mention, last)
        if authorised is None:
            continue
        last = Posting(
            talk,
            mention,
            authorised,
            _facet(name, authorised),
            tuple(_in_bracket_after(talk, mention, "exclude")),
            tuple(_in_bracket_after(talk, mention, "include")),
        )
        yield last


def _counts_people(mention: Mention) -> bool:
    figure = mention.figure
    return (
        figure.dimension is Dimension.COUNT
        and figure.unit in words()["posts"]["units"]
        and mention.is_level
    )


def _own_name(name: str) -> str:
    """A count's name without what its brackets say."""
    return name.split("（")[0].split("(")[0]


def _is_authorised(name: str, mention: Mention, last: Posting | None) -> bool | None:
    """True for posts, False for people, None for what is neither.

    A bare class (事业7人) is what the posting before it in the sentence is.
    """
    posts = words()["posts"]
    if any(word in name for word in posts["authorised"]) and not _starts_state(name):
        return True
    if any(word in name for word in (*posts["actual"], *posts["states"])):
        return False
    same = last is not None and last.mention.sentence == mention.sentence
    if same and last is not None and any(word in name for word in posts["kinds"]):
        return last.authorised
    return None


def _starts_state(name: str) -> bool:
    """在编人员, 编外人员: people, though the word 编 is in it."""
    return any(
        word in name for word in ("编制人员", "编制内", "在编", "编外", "编内", "超编", "缺编")
    )


def _facet(name: str, authorised: bool) -> Facet:
    posts = words()["posts"]
    if any(word in name for word in posts["kinds"]):
        return Facet.KIND
    if not authorised and any(word in name for word in posts["states"]):
        return Facet.STATE
    return Facet.WHOLE


def _bracketed(talk: Talk, mention: Mention, *cues: str) -> bool:
    """Whether a mention stands in a bracket after 不含 or 含."""
    start = talk.letters.rfind("(", 0, mention.at)
    if mention.depth == 0 or start < 0:
        return False
    return any(talk.tokens[i].cue in cues for i in range(start, mention.at))


def _in_bracket_after(talk: Talk, mention: Mention, cue: str) -> Iterator[Mention]:
    """The counts in the bracket that follows a mention, if it begins with 不含 or 含."""
    at = mention.at + 1
    if talk.letters[at : at + 1] != "(":
        return
    inside = talk.tokens[at + 1] if at + 1 < len(talk.tokens) else None
    if inside is None or inside.cue != cue:
        return
    end = talk.letters.find(")", at)
    for other in talk.mentions:
        if at < other.at < end and _counts_people(other):
            yield other


def _divisions(postings: Sequence[Posting]) -> Iterator[Division]:
    for at, whole in enumerate(postings):
        if whole.facet is Facet.KIND:
            continue
        parts = list(_parts(whole, postings[at + 1 :]))
        if len(parts) > 1:
            alone = not _strangers(whole, parts, postings)
            opened = _opened(whole, parts[0]) or _in_a_row(whole, parts)
            yield Division(whole, tuple(parts), alone and opened)


def _strangers(whole: Posting, parts: list[Posting], postings: Sequence[Posting]) -> bool:
    """Whether people of no known class (事务中心3人) are counted in the list of the parts."""
    known = {id(posting.mention) for posting in postings}
    last = parts[-1].mention
    return any(
        mention.at > whole.mention.at
        and mention.item <= last.item
        and mention.depth == last.depth
        and id(mention) not in known
        and _counts_people(mention)
        for mention in whole.talk.mentions
    )


def _parts(whole: Posting, after: Sequence[Posting]) -> Iterator[Posting]:
    """The postings of one facet that follow a total in its sentence (or in one that begins with
    其中), others passed over."""
    facet = depth = None
    for other in after:
        if not _within(whole, other):
            return
        if other.authorised is not whole.authorised:
            if other.facet is Facet.WHOLE:
                return
            continue
        if other.facet is Facet.WHOLE or other.facet is whole.facet:
            return
        facet = facet or other.facet
        depth = other.mention.depth if depth is None else depth
        if other.mention.depth < depth:
            return
        if other.facet is facet and other.mention.depth == depth:
            yield other


def _within(whole: Posting, other: Posting) -> bool:
    if other.mention.sentence == whole.mention.sentence:
        return True
    talk = whole.talk
    stop = talk.letters.find(".", whole.mention.at)
    following = talk.tokens[stop + 1].text if stop + 1 < len(talk.tokens) else ""
    return other.mention.sentence == whole.mention.sentence + 1 and following == "其中"


def _in_a_row(whole: Posting, parts: Sequence[Posting]) -> bool:
    """在编37人，专技33人，工勤3人，职员1人。: three kinds or more, all that the sentence counts
    after the total, and all but one or two of it, or as few more."""
    talk, first = whole.talk, whole.mention
    counted = [m for m in talk.mentions if m.at > first.at and m.sentence == first.sentence]
    if len(parts) <= _NEARLY or [id(m) for m in counted] != [id(p.mention) for p in parts]:
        return False
    off = sum(m.figure.value for m in counted) - first.figure.value
    return abs(off) <= _NEARLY


_NEARLY = 2


def _opened(whole: Posting, first: Posting) -> bool:
    between = whole.talk.tokens[whole.mention.at + 1 : first.mention.at]
    if any(token.cue == "of-which" or token.text in ("：", ":") for token in between):
        return True
    return first.mention.depth > whole.mention.depth
