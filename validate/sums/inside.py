"""What brackets say of each part: 甲A（其中工程a），乙B（其中工程b），合计T（其中工程t）."""

from __future__ import annotations

from collections.abc import Iterator

from ..prose.mention import Mention, Talk
from .groups import Group, closes


def inside_brackets(group: Group) -> Iterator[Group]:
    """Where the amounts add up, so do those that stand alone and under one name in the brackets
    after them."""
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
