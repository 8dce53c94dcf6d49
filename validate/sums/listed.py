"""Items of one amount each, a paragraph an item, under or over what they add up to:

`下达资金86.5万元，现公告。` `一、来源` `1.省级40万元` `2.市级46.5万元` `以上合计86.5万元。`

Headings and other paragraphs may stand between.  Such a list is mostly whole, the more so the
barer its items are: its gap need not look like a slip beyond all chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ..causes import FAIR, FEW, HINT, explained, misprinted
from ..expression import total
from ..judge import holds
from ..prose.mention import Mention
from ..relation import Relation
from ..rule import Level, Memo
from .columns import Item
from .outline import find_stretches

_BACK = 10  # stretches from the items back to the paragraph that states their total
_LAST = 3  # levels of it that are tried
_PAIR = 2
_SHORT = 60  # characters of an item without a mark
_SUMMED = regex.compile(r"^\W*(?:以上|上述)?[^，。；]{0,6}(?:合计|共计|总计)")


@dataclass(frozen=True, slots=True)
class Listed:
    """Items and the amount of each, with the levels of the paragraphs that may state their total:
    of the one that calls itself so after them, and of the nearest before them."""

    items: Sequence[Item]
    parts: Sequence[Mention]
    after: Sequence[Mention]
    before: Sequence[Mention]

    @property
    def bare(self) -> bool:
        """Whether the items tell nothing beside their amounts that is measured in money or %."""
        rates = (Dimension.PERCENT, Dimension.POINTS)
        return all(
            m.figure.dimension not in rates and m.figure.dimension is not Dimension.MONEY
            for item, part in zip(self.items, self.parts, strict=True)
            for m in item.mentions
            if m is not part and m.depth <= part.depth
        )


def find_listed(reading: Reading, memo: Memo) -> list[Relation]:
    """total = Σ items for the lists of a text; one that holds vouches for those marked alike."""
    stretches = memo(find_stretches)
    lists = list(_lists(stretches))
    tried = [(one, list(_relations(one))) for one in lists]
    sure = {one.items[0].style for one, relations in tried if any(map(holds, relations))}
    return [r for one, relations in tried for r in _told(one, relations, sure)]


def _told(listed: Listed, relations: list[Relation], sure: set[str]) -> Iterator[Relation]:
    """The total that the items add up to, and one near it that is a slip away; else the total that
    is likely meant."""
    closed = [r for r in relations if holds(r)]
    yield from closed[:1]
    if closed:
        others = [r for r in relations if not holds(r) and misprinted(r)]
        yield from (replace(r, level=Level.WARNING) for r in others[:1])
        return
    summed = [r for r in relations[:1] if listed.after]
    if summed:
        level = "" if explained(summed[0], HINT) else Level.WARNING
        yield replace(summed[0], level=level)
        return
    many = len(listed.parts) > _PAIR or listed.items[0].style in sure
    odds = FAIR if not listed.bare else FEW if many else HINT
    likely = (r for r in relations if explained(r, odds * len(relations)))
    yield from (replace(r, level=Level.WARNING) for r in [*likely][:1])


def _relations(listed: Listed) -> Iterator[Relation]:
    made = total(part.term for part in listed.parts)
    for whole in (*listed.after, *listed.before):
        yield Relation("sum-breakdown", whole.term, made, subject=whole.name)


def _after(stretches: list[Item], end: int) -> list[Mention]:
    """What the paragraph after the items calls their total (以上合计)."""
    one = stretches[end] if end < len(stretches) else None
    return _levels(one)[:1] if one is not None and _SUMMED.match(one.text) else []


def _before(stretches: list[Item], start: int) -> list[Mention]:
    """The last levels, last first, of the nearest paragraph before the items that states any."""
    above = stretches[max(0, start - _BACK) : start]
    stated = [one for one in above if not one.style or one is above[-1]]
    nearest = next((levels for one in reversed(stated) if (levels := _levels(one))), [])
    return nearest[: -_LAST - 1 : -1]


def _levels(item: Item) -> list[Mention]:
    return [
        m for m in item.mentions
        if m.is_level and not m.depth and m.figure.dimension is Dimension.MONEY
        and m.figure.hedge is Hedge.NONE and m.figure.value > 0
    ]  # fmt: skip


def _lists(stretches: list[Item]) -> Iterator[Listed]:
    """Runs of items, each begun once."""
    start = 0
    while start < len(stretches):
        ats = _marked(stretches, start) or _plain(stretches, start)
        if len(ats) < _PAIR:
            start += 1
            continue
        items = [stretches[at] for at in ats]
        parts = [_levels(item)[0] for item in items]
        yield Listed(items, parts, _after(stretches, ats[-1] + 1), _before(stretches, start))
        start = ats[-1] + 1 if not items[0].style else start + 1


def _marked(stretches: list[Item], start: int) -> list[int]:
    """The items of one style and rising numbers from number 1, each with one amount.  Where they
    end with it, as headings do, paragraphs may stand between them; else only 其中…."""
    first = stretches[start]
    if not first.style or first.number != 1 or not _is_item(first):
        return []
    outer = next((one.style for one in reversed(stretches[:start]) if one.style), "")
    found = [start]
    for at in range(start + 1, len(stretches)):
        one, last = stretches[at], stretches[found[-1]]
        if one.style == first.style:
            if one.number != last.number + 1:
                break
            if not _is_item(one):
                return []
            found.append(at)
        elif one.style == outer or not (_ends_with_amount(last) or one.text.startswith("其中")):
            break
    return found


def _plain(stretches: list[Item], start: int) -> list[int]:
    """A run of short paragraphs without marks that all end with their only amount."""
    found = []
    for at in range(start, len(stretches)):
        one = stretches[at]
        if one.style or len(one.text) > _SHORT or not _is_item(one) or not _ends_with_amount(one):
            break
        if _SUMMED.match(one.text):
            break
        found.append(at)
    return found if len(found) > _PAIR else []


def _is_item(item: Item) -> bool:
    """Whether an item states one amount and no other level of money outside brackets."""
    return len(_levels(item)) == 1


def _ends_with_amount(item: Item) -> bool:
    levels = _levels(item)
    ends = item.text.rstrip(" ；;。.，,")
    return bool(levels) and ends.endswith(levels[-1].figure.unit)
