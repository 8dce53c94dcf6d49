"""What is left without some parts: `支出T，其中甲a，乙b。剔除甲和乙后c`, `T，扣除甲a、乙b后c`."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..causes import explained
from ..expression import Term, total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Memo

_WITHOUT = regex.compile(
    r"(?:剔除|扣除|减去|扣减|除去|减除)(?P<what>[^。；;]{2,60}?)(?:因素|等因素|影响)?(?:之)?后"
)
_AND = regex.compile(r"[、和与及，,]|以及")
_KINDS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_SHARED = 2  # characters by which a part is named again


def find_without(reading: Reading, memo: Memo) -> list[Relation]:
    """c = T − a − b, where it adds up or one slip of the pen keeps it from it."""
    return [r for talk in memo(find_talks) for r in _of(talk)]


def _of(talk: Talk) -> Iterator[Relation]:
    text = talk.passage.text.text
    for match in _WITHOUT.finditer(text):
        levels = [m for m in talk.mentions if m.is_level and m.figure.dimension in _KINDS]
        after = [m for m in levels if talk.tokens[m.at].start >= match.end()]
        before = [m for m in levels if talk.tokens[m.at].start < match.start()]
        inside = [m for m in levels if m not in after and m not in before]
        if not after or "。" in text[match.end() : talk.tokens[after[0].at].start]:
            continue
        left = after[0]
        kin = [m for m in before if base_of(m.figure) == base_of(left.figure)]
        parts = inside or list(_named(kin, match["what"]))
        wholes = [m for m in kin if m not in parts and m.sentence >= left.sentence - 1]
        tried = [_relation(left, whole, parts) for whole in reversed(wholes) if parts]
        told = [r for r in tried if holds(r)] or [r for r in tried if explained(r)]
        yield from told[:1]


def _relation(left: Mention, whole: Mention, parts: list[Mention]) -> Relation:
    rest = total([whole.term, *(Term(part.figure, -1) for part in parts)])
    return Relation("sum-breakdown", left.term, rest, subject=left.name)


def _named(levels: list[Mention], words: str) -> Iterator[Mention]:
    """For each thing that is left out the one level of its name, nearest first; none if one of
    them has none."""
    found = []
    for word in filter(None, _AND.split(words)):
        own = [m for m in levels if _alike(m.name, word) and m not in found]
        if not own:
            return
        found.append(own[-1])
    yield from found


def _alike(name: str, word: str) -> bool:
    pairs = {word[i : i + _SHARED] for i in range(len(word) - 1)}
    return word in name or (bool(name) and all(pair in name for pair in pairs))
