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
