"""Two amounts and what they make together, others between: `收入A，其中甲a；支出B，其中乙b；结存C`.

No words announce such a list, and nothing stands right beside its total.  Of the levels of one unit
in a window any three may be tied so; which are is told by their digits, the more surely the nearer
together they stand, and by words that say of one that it is the whole, or what is left of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import comb

import regex

from ...normalize.figure import Figure
from ..causes import FAIR, FEW, HINT
from ..edits import moves, roundness
from ..prose.placed import Placed, goes_on

_SPREAD = 9  # levels from the first of three to the last
_REACH = 3  # passages
_TAIL = 5  # of the last digit


Place = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A level and two others that make it, or would but for one slip of the pen: `suspects` are
    the figures that this may have happened to, none where they do make it; `spread` is how many
    levels further on the last of the three stands than the first."""

    whole: Placed
    parts: tuple[Placed, Placed]
    spread: int
    suspects: frozenset[Figure]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.whole.figure, *(part.figure for part in self.parts))

    @property
    def odds(self) -> int:
        """How unlikely chance must be to take it for a sum: it has chosen among all that stand as
        near together."""
        tried = 3 * comb(self.spread + 1, 3)
        hinted = says_whole(self.whole) or len(self._after) == len(self.parts)
        return (FEW if self._is_said else HINT if hinted else FAIR) * tried * self.grain

    @property
    def grain(self) -> int:
        return roundness(self.figures)

    @property
    def place(self) -> Place | None:
        """Where the three stand, by passage and item, if each has one: accounts told item by item
        have siblings."""
        items = (self.whole.item, *sorted(part.item for part in self.parts))
        return items if len(set(items)) == len(items) else None

    @property
    def beyond_chance(self) -> bool:
        """Whether what adds up hardly does so by chance."""
        room = max(f.value for f in self.figures) / min(f.step for f in self.figures)
        return self.odds <= room

    @property
    def leaves_some(self) -> bool:
        """Whether words say of a part after the whole that it is what is left of that."""
        return any(_LEFT.search(_words(part)) for part in self._after)

    @property
    def _is_said(self) -> bool:
        """Whether words say of one that it is the whole, or of another that it is what is left."""
        said = _WHOLE if self._after else _SUMMED
        whole = said.search(_words(self.whole)) is not None
        parts = any(said.search(_words(part)) for part in self.parts)
        return (whole and not parts) or self.leaves_some

    @property
    def _after(self) -> list[Placed]:
        return [part for part in self.parts if part.at > self.whole.at]


_LEFT = regex.compile(r"结余|结存|节余|剩余|余额|其余|余下|尚[有余未]|未|另有|另外|此外|差额")
_SUMMED = regex.compile(r"(?<!公)共(?!同)|总[计共]|合计|累计")
_WHOLE = regex.compile(rf"{_SUMMED.pattern}|总(?!产|值)|全[国省市县区州旗]")


def says_whole(told: Placed) -> bool:
    """Whether words call a level a total."""
    return _WHOLE.search(_words(told)) is not None


def _words(told: Placed) -> str:
    return told.talk.words_before(told.mention) + told.mention.name


def find_pairs(levels: Sequence[Placed]) -> list[Pair]:
    """What may be pairs among the levels of one unit, in their order."""
    moved: dict[Figure, set[Decimal]] = {}
    for level in levels:
        moved.setdefault(level.figure, moves(level.figure))
    return [
        pair
        for first in range(len(levels))
        for others in combinations(_beyond(levels, first), 2)
        for pair in _told(levels, (first, *others), moved)
    ]


def _beyond(levels: Sequence[Placed], first: int) -> range:
    last = first
    while last + 1 < min(len(levels), first + _SPREAD + 1):
        if levels[last + 1].number - levels[first].number > _REACH:
            break
        last += 1
    return range(first + 1, last + 1)


def _told(
    levels: Sequence[Placed], places: tuple[int, ...], moved: dict[Figure, set[Decimal]]
) -> Iterator[Pair]:
    three = [levels[at] for at in places]
    if len({told.value for told in three}) < len(three) or _cuts_list(levels, places):
        return
    for at, whole in enumerate(three):
        one, other = (told for i, told in enumerate(three) if i != at)
        gap = one.value + other.value - whole.value
        slips = [told.figure for told in (one, other) if -gap in moved[told.figure]]
        slips += [whole.figure] if gap in moved[whole.figure] else []
        if gap and not slips:
            continue
        meant = (whole.value + gap, *(told.value - gap for told in (one, other)))
        if gap and not _beside(three).isdisjoint(map(abs, (gap, *meant))):
            continue  # a third part is told as well, or what would be the slip is not
        if abs(gap) < _TAIL * max(told.figure.step for told in three):
            slips = []  # as near as rounding brings figures of several sources
        yield Pair(whole, (one, other), places[-1] - places[0], frozenset(slips))


def _cuts_list(levels: Sequence[Placed], places: tuple[int, ...]) -> bool:
    """Whether the last two stand in items of a list that goes on behind them."""
    second, last = (levels[at] for at in places[1:])
    after = levels[places[-1] + 1 : places[-1] + 2]
    return goes_on(second, last) and any(goes_on(last, one) for one in after)


def _beside(three: Sequence[Placed]) -> set[Decimal]:
    """What the passages of three levels tell."""
    talks = {told.number: told.talk for told in three}.values()
    return {abs(mention.figure.value) for talk in talks for mention in talk.mentions}
