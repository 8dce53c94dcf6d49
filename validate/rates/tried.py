"""A rate tried as that of one amount to others, and how likely chance would make it so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

import regex

from ...normalize.figure import Figure
from ..edits import digit_edits, scale_edits
from ..expression import Expression, percent_of
from ..prose.mention import Mention, Talk
from ..relation import Relation

_POINT = 3  # places by which a point may be moved by a slip: two ways, and 元 for 万元
FUNDS = regex.compile(
    r"(?:执行|支付|支出|使用|拨付|到位|兑付|发放|完成|下达|配套|分配)\p{Han}{0,2}率"
)
_REST = regex.compile(r"未|结余|结转|剩余|空")
RULES = {"share": "share", "completion": "completion-rate", "rate": "change-rate"}


@dataclass(frozen=True, slots=True)
class Tried:
    """A rate as that of `part` to the first of `wholes` without the second, if there is one, and
    without the part `sign` times: 0 for a share, 1 where it rose by the part, −1 where it fell."""

    talk: Talk
    rate: Mention
    part: Mention
    wholes: tuple[Mention, ...]
    sign: int = 0

    @property
    def spends(self) -> bool:
        """Whether the rate is of money that was used, and the part not what is left of it."""
        before = self.talk.words_before
        return bool(FUNDS.search(before(self.rate)) and not _REST.search(before(self.part)))

    @property
    def size(self) -> Decimal:
        first, *others = (mention.figure.value for mention in self.wholes)
        return first - sum(others)

    def fits(self) -> bool:
        """Whether part and whole give the rate, to its last digit."""
        low, high = self._needed(self._parts)
        return low <= self.part.figure.value <= high

    def _parts(self, rate: Decimal) -> Decimal:
        return rate * self.size / (100 + self.sign * rate)

    def _wholes(self, rate: Decimal) -> Decimal:
        return self.part.figure.value * (100 + self.sign * rate) / rate

    def _needed(self, of: Callable[[Decimal], Decimal]) -> tuple[Decimal, Decimal]:
        """What a figure must be between for the rate to be as printed."""
        ends = (of(self.rate.figure.value - self._half), of(self.rate.figure.value + self._half))
        return min(ends), max(ends)

    @property
    def _half(self) -> Decimal:
        """By how much a rate may be rounded: 79.00% may have been 79.0%."""
        figure = self.rate.figure
        padded = "." in figure.number and figure.number.endswith("0")
        return figure.step * (10 if padded else 1) / 2

    def _rates(self) -> tuple[Decimal, Decimal]:
        part, base = self.part.figure.value, self.size - self.sign * self.part.figure.value
        if base <= 0:
            return Decimal(0), Decimal(0)
        rate = part * 100 / base
        return rate - self._half, rate + self._half

    def _meant(self) -> list[tuple[Figure, Decimal, Decimal]]:
        """Each figure, and between what it would make the relation hold."""
        found = [
            (self.rate.figure, *self._rates()),
            (self.part.figure, *self._needed(self._parts)),
        ]
        if len(self.wholes) == 1:
            found.append((self.wholes[0].figure, *self._needed(self._wholes)))
        return found

    def chance(self) -> Decimal | None:
        """How likely some slip of the pen as rare as one that explains the rate would by chance;
        None where none does."""
        meant = [(figure, low, high) for figure, low, high in self._meant() if 0 < low < high]
        ranks = [rank for told in meant for rank in _slips_between(*told)]
        if self._of_wrong_base():
            _, low, high = meant[0]
            return (high - low) / high
        if not ranks:
            return None
        return sum(
            (_tries(figure, min(ranks)) * (high - low) / high for figure, low, high in meant),
            Decimal(0),
        )

    def _of_wrong_base(self) -> bool:
        """Whether the rate was measured from the new level, or is that of the rest."""
        if self.sign:
            return self.rate.role == "rate" and replace(self, sign=0).fits()
        rest = self.size - self.part.figure.value
        rate, figure = rest * 100 / self.size, self.rate.figure
        return self.spends and abs(rate - figure.value) * 2 <= figure.step

    @property
    def relation(self) -> Relation:
        first, *others = (mention.term for mention in self.wholes)
        whole: Expression = first - others[0] if others else first
        if self.sign > 0:
            whole = whole - self.part.size
        elif self.sign < 0:
            whole = whole + self.part.size
        return Relation(
            RULES.get(self.rate.role, "named-rate"), self.rate.size,
            percent_of(self.part.size, whole), subject=self.part.name, by_digits=True,
        )  # fmt: skip


def _slips_between(figure: Figure, low: Decimal, high: Decimal) -> Iterator[int]:
    """How rare each slip is that leads to a value between two."""
    values, ranks = _slips(figure)
    yield from ranks[bisect_left(values, low) : bisect_right(values, high)]


@lru_cache(1024)
def _slips(figure: Figure) -> tuple[list[Decimal], list[int]]:
    """What a figure may have been meant to be, in order of size, and how rare each slip is."""
    moved = [(edit.value, 0) for edit in scale_edits(figure) if edit.value not in (0, figure.value)]
    misread = [(edit.value, edit.rank) for edit in digit_edits(figure)]
    found = sorted((*moved, *misread))
    return [value for value, _ in found], [rank for _, rank in found]


def _tries(figure: Figure, rank: int) -> int:
    """How many slips at least as rare could have happened to a figure."""
    ranks = _slips(figure)[1]
    return min(_POINT, ranks.count(0)) + sum(1 for other in ranks if 0 < other <= rank)
