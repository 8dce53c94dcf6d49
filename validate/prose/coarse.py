"""Changes that a report prints more coarsely than the levels they are of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ...normalize.figure import Dimension

if TYPE_CHECKING:
    from .mention import Mention


def mark_coarse(mentions: list[Mention]) -> None:
    """Marks the changes of a unit that are rounded more than its levels where most of them are:
    one whole amount among hundredths has lost two noughts, but hardly so many have."""
    money = [m for m in mentions if m.figure.dimension is Dimension.MONEY]
    finest: dict[str, Decimal] = {}
    moved: dict[str, list[Mention]] = {}
    for mention in money:
        figure = mention.figure
        if mention.is_level:
            finest[figure.unit] = min(figure.step, finest.get(figure.unit, figure.step))
        elif mention.role == "change":
            moved.setdefault(figure.unit, []).append(mention)
    for unit, told in moved.items():
        coarse = [m for m in told if unit in finest and m.figure.step > finest[unit]]
        for mention in coarse if len(coarse) >= max(_SOME, (len(told) + 1) // 2) else ():
            mention.coarse = True


_SOME = 3  # changes
