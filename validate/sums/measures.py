"""Lists that divide several totals at once: 资产A、负债B。其中：甲资产a、负债b；乙资产c、负债d."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ..prose.mention import Mention

_SHARED = 2  # characters that name a measure (资产, 收入)


def by_measure(
    wholes: Sequence[Mention], levels: Sequence[Mention]
) -> list[tuple[Mention, list[Mention]]]:
    """Each total with the parts that bear its measure, none where the list is no such list: every
    level must bear the measure of one total, and each total have as many parts as the others."""
    kinds = {m.figure.dimension for m in (*wholes, *levels)}
    if len(wholes) < _SHARED or len(kinds) > 1 or len(levels) < _SHARED * len(wholes):
        return []
    parts: dict[int, list[Mention]] = {whole.at: [] for whole in wholes}
    for level in levels:
        owner = _owner(wholes, level)
        if owner is None:
            return []
        parts[owner.at].append(level)
    if len({len(some) for some in parts.values()}) > 1:
        return []
    return [(whole, parts[whole.at]) for whole in wholes]


def _owner(wholes: Sequence[Mention], level: Mention) -> Mention | None:
    """The total whose name ends most like the level's, if only one does."""
    alike = [common_end(whole.name, level.name) for whole in wholes]
    best = max(alike)
    if best < _SHARED or alike.count(best) > 1:
        return None
    return wholes[alike.index(best)]


def common_end(one: str, other: str) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
