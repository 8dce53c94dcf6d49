"""Figures told outright, with the words that say what they are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import regex

from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.lexicon import folded
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..rule import Memo
from ..sums.groups import find_groups
from .mention import Mention, Talk, find_talks

_ROLES = ("change", "rate", "share", "completion", "from")
_BEFORE, _AFTER, _FEW = 18, 10, 6  # letters read before and after a figure; that say too little
_LETTERS = regex.compile(r"[\p{Han}A-Za-z]+")

Words = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """A figure told outright in `talk`, the passage of that `number` among those with figures, and
    the `order`th of its unit.

    `kind` is what it shares with every statement of its fact (dimension, unit, level or change),
    `shape` how it is printed: unit, digits before and after the point.  `digits` leaves point and
    commas out; `words` are the pairs of neighbouring letters around it, `beside` the letters
    on its left, the nearest first, and on its right; `of` is the amount that a rate or change is
    of, where it has digits enough to be known by, `within` what its list adds up to."""

    talk: Talk
    number: int
    order: int
    mention: Mention
    kind: tuple[Hashable, ...]
    shape: tuple[Hashable, ...]
    digits: str
    words: Words
    beside: tuple[str, str]
    of: Decimal | None
    within: Decimal | None

    @property
    def figure(self) -> Figure:
        return self.mention.figure

    @property
    def is_count(self) -> bool:
        """Whether it tells how many or how much of something there is, that is no money."""
        counted = self.figure.dimension in (Dimension.COUNT, Dimension.MEASURE)
        return counted and self.mention.is_level

    @property
    def sentence(self) -> tuple[int, int]:
        return self.number, self.mention.sentence

    @property
    def report(self) -> int | None:
        """The year of the report that tells it."""
        return self.talk.passage.year

    @property
    def telling(self) -> str:
        """The digits between the noughts at either end."""
        return self.digits.strip("0")


def find_said(reading: Reading, memo: Memo) -> list[Said]:
    """Every level, change and rate of the text whose digits are printed in full."""
    wholes = {id(p.figure): g.whole.figure.value for g in memo(find_groups) for p in g.parts}
    return list(_said(memo, wholes))


def _said(memo: Memo, wholes: Mapping[int, Decimal]) -> Iterator[Said]:
    orders: Counter[Hashable] = Counter()
    for number, talk in enumerate(memo(find_talks)):
        for mention in talk.mentions:
            figure, role = mention.figure, "level" if mention.is_level else mention.role
            whole, _, rest = figure.number.replace(",", "").partition(".")
            told = role in ("level", *_ROLES) and figure.dimension in _DIMENSIONS
            told = told and not (rest and figure.unit == "年")  # 附件：1.2025年…
            if told and figure.hedge is Hedge.NONE and (whole + rest).isdigit():
                kind = kind_of(figure)
                orders[kind] += 1
                yield Said(
                    talk, number, orders[kind], mention, (*kind, role, mention.direction),
                    (figure.scale, len(whole), len(rest)), whole + rest, _words(talk, mention),
                    _beside(talk, mention), _amount_of(talk, mention), wholes.get(id(figure)),
                )  # fmt: skip


def kind_of(figure: Figure) -> tuple[Dimension, str]:
    """What it tells: money in any unit, or things of one unit."""
    return figure.dimension, "" if figure.dimension is Dimension.MONEY else base_of(figure)


_DIMENSIONS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE, Dimension.PERCENT)


def _words(talk: Talk, mention: Mention) -> Words:
    """The words around a figure, and where they are few those before its clause and its subject."""
    start = talk.since(",.;:/()", mention.at)
    own = joined(talk.words_before(mention))
    if len(own) < _FEW:
        own = _letters(talk, start, mention.at)
    told = [own[-_BEFORE:], joined(mention.name), joined(talk.words_after(mention))[:_AFTER]]
    if len(own) < _FEW:
        subject = _subject(talk, mention)
        told.append(_letters(talk, max(0, start - _AFTER), start)[-_AFTER:])
        told.append(joined(subject.name) if subject is not None else "")
    return frozenset(pair for words in told for pair in pairwise(words))


def _beside(talk: Talk, mention: Mention) -> tuple[str, str]:
    before = _LAST.search(folded(talk.words_before(mention)).rstrip(" ：:"))
    after = _FIRST.match(folded(talk.words_after(mention)).strip())
    return joined(before[0] if before else "")[::-1], after[0] if after else ""


_LAST = regex.compile(r"[\p{Han}A-Za-z“”]*$")
_FIRST = regex.compile(r"[\p{Han}A-Za-z]*")


def _letters(talk: Talk, low: int, high: int) -> str:
    tokens = (t.text for t in talk.tokens[low:high] if t.figure is None)
    return joined("".join(tokens))


def joined(words: str) -> str:
    return "".join(_LETTERS.findall(folded(words)))


def _subject(talk: Talk, mention: Mention) -> Mention | None:
    """The level that a rate or change is of: the last one named before it in its item."""
    before = [m for m in talk.mentions if m.at < mention.at and m.item == mention.item]
    return next((m for m in reversed(before) if m.is_level and m.name), None)


def _amount_of(talk: Talk, mention: Mention) -> Decimal | None:
    subject = _subject(talk, mention) if not mention.is_level else None
    exact = subject is not None and len(subject.figure.number.strip("0.")) >= _EXACT
    return subject.figure.value if subject is not None and exact else None


_EXACT = 3  # digits of an amount that hardly another has
