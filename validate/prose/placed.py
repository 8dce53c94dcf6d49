"""Figures with their place in the text: for relations between what stands far apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ...normalize.figure import Figure
from .mention import Mention, Talk


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A figure of a passage, and the number of that passage among those that hold figures."""

    talk: Talk
    mention: Mention
    number: int

    @property
    def figure(self) -> Figure:
        return self.mention.figure

    @property
    def value(self) -> Decimal:
        return self.mention.figure.value

    @property
    def sentence(self) -> tuple[int, int]:
        return self.number, self.mention.sentence

    @property
    def item(self) -> tuple[int, int]:
        return self.number, self.mention.item

    @property
    def at(self) -> tuple[int, int]:
        return self.number, self.mention.at


def goes_on(one: Placed, other: Placed) -> bool:
    """Whether two levels stand in items of one list: it is not cut between them."""
    if one.number == other.number:
        return False
    marks = [told.talk.passage.marks[:1] for told in (one, other)]
    styles = {mark[0].style for mark in marks if mark and mark[0].heads}
    begins = all(mark and mark[0].number == 1 for mark in marks[1:])
    return all(mark and mark[0].heads for mark in marks) and len(styles) == 1 and not begins
