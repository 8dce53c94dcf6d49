"""Shares listed in turn: 甲a、乙b、丙c，分别占p、q、r."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..prose.mention import Mention, Talk


def shares_in_turn(talk: Talk) -> dict[int, Mention | None]:
    """甲a、乙b、丙c，分别占p、q、r: the part of each share, by the share's token; None where they
    cannot be told apart."""
    found: dict[int, Mention | None] = {}
    for shares in _share_runs(talk):
        first = shares[0]
        before = [m for m in talk.mentions if m.at < first.at and m.is_level]
        parts = [m for m in before if m.sentence == first.sentence][-len(shares) :]
        units = {(m.figure.dimension, m.figure.unit) for m in parts}
        said = talk.between(talk.since(",", first.at), first.at)
        told = len(parts) == len(shares) and (len(units) == 1 or _side_by_side(talk, parts))
        listed = told and len(parts) > 1 and _side_by_side(talk, parts)
        if listed or any(word in said for word in ("分别", "依次", "各占")):
            pairs = zip(shares, parts, strict=True) if told else ((m, None) for m in shares)
            found |= {share.at: part for share, part in pairs}
    return found


def _side_by_side(talk: Talk, parts: list[Mention]) -> bool:
    """甲、乙规模分别为a和b: nothing between but a joining word."""
    gaps = (talk.between(one.at + 1, other.at).strip() for one, other in pairwise(parts))
    return all(gap in _JOINED for gap in gaps)


def _share_runs(talk: Talk) -> Iterator[list[Mention]]:
    """Shares with nothing between but 、 or 和 (占p和占q)."""
    run: list[Mention] = []
    for mention in talk.mentions:
        gap = talk.between(run[-1].at + 1, mention.at) if run else ""
        if not run or mention.role != "share" or gap.replace("占", "").strip() not in _JOINED:
            if run:
                yield run
            run = [mention] if mention.role == "share" else []
        else:
            run.append(mention)
    if run:
        yield run


_JOINED = ("", "、", "和", "与", "及", "以及")
