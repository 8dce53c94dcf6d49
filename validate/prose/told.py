"""Figures told outright, with the words that say what they are of, and how alike two of them are.

One fact is told in other words each time, so words alone tie few figures; how much more often two
statements of one fact share that many words than two facts do has been counted on real reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import regex

from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.lexicon import folded
from ...normalize.measures import measure_of
from ...normalize.period import PeriodKind
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..rule import Memo
from ..sums.groups import find_groups
from .mention import Mention, Talk, find_talks

_ROLES = ("change", "rate", "share", "completion")
_BEFORE, _AFTER, _FEW = 18, 10, 6  # letters read before and after a figure; that say too little
_LETTERS = regex.compile(r"[\p{Han}A-Za-z]+")
_PLAN = regex.compile(r"计划|任务|目标")

Words = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """A figure told outright, in a report of the year `report`.

    `kind` is what it shares with every statement of its fact (dimension, unit, level or change),
    `shape` how it is printed: unit, digits before and after the point.  `digits` leaves point and
    commas out; `words` are the pairs of neighbouring letters around it, `beside` the letters
    on its left, the nearest first, and on its right; `of` is the amount that a rate or change is
    of, where it has digits enough to be known by, `within` what its list adds up to."""

    mention: Mention
    report: int | None
    sentence: tuple[int, ...]
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
    def telling(self) -> str:
        """The digits between the noughts at either end."""
        return self.digits.strip("0")


def find_said(reading: Reading, memo: Memo) -> list[Said]:
    """Every level, change and rate of the text whose digits are printed in full."""
    wholes = {id(p.figure): g.whole.figure.value for g in memo(find_groups) for p in g.parts}
    return list(_said(memo, wholes))


def _said(memo: Memo, wholes: Mapping[int, Decimal]) -> Iterator[Said]:
    for talk in memo(find_talks):
        for mention in talk.mentions:
            figure, role = mention.figure, "level" if mention.is_level else mention.role
            whole, _, rest = figure.number.replace(",", "").partition(".")
            told = role in ("level", *_ROLES) and figure.dimension in _DIMENSIONS
            if told and figure.hedge is Hedge.NONE and (whole + rest).isdigit():
                unit = "" if figure.dimension is Dimension.MONEY else base_of(figure)
                span = figure.span
                place = (span.block, span.row, span.column, mention.sentence)
                yield Said(
                    mention, talk.passage.year, place,
                    (figure.dimension, unit, role, mention.direction),
                    (figure.scale, len(whole), len(rest)), whole + rest, _words(talk, mention),
                    _beside(talk, mention), _amount_of(talk, mention), wholes.get(id(figure)),
                )  # fmt: skip


_DIMENSIONS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE, Dimension.PERCENT)


def _words(talk: Talk, mention: Mention) -> Words:
    """The words around a figure, and where they are few those before its clause and its subject."""
    start = talk.since(",.;:/()", mention.at)
    own = _joined(talk.words_before(mention))
    if len(own) < _FEW:
        own = _letters(talk, start, mention.at)
    told = [own[-_BEFORE:], _joined(mention.name), _joined(talk.words_after(mention))[:_AFTER]]
    if len(own) < _FEW:
        subject = _subject(talk, mention)
        told.append(_letters(talk, max(0, start - _AFTER), start)[-_AFTER:])
        told.append(_joined(subject.name) if subject is not None else "")
    return frozenset(pair for words in told for pair in pairwise(words))


def _beside(talk: Talk, mention: Mention) -> tuple[str, str]:
    return _joined(talk.words_before(mention))[::-1], _joined(talk.words_after(mention))


def _letters(talk: Talk, low: int, high: int) -> str:
    tokens = (t.text for t in talk.tokens[low:high] if t.figure is None)
    return _joined("".join(tokens))


def _joined(words: str) -> str:
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


class Likeness:
    """How alike the words of two figures are, rare ones weighing more than those said of many."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = said
        times = Counter(pair for one in said for pair in one.words)
        self._weights = {
            pair: ((len(said) + _SMOOTH) // n).bit_length() for pair, n in times.items()
        }

    def tenths(self, one: Said, other: Said) -> int:
        """Of ten parts of the words of the one that says less, how many the other says too; or how
        many letters right beside two things counted are the same (【带动】35户【困难户】)."""
        if one.of is not None and one.of == other.of:
            return _MOST
        least = min(self._weight(one.words), self._weight(other.words))
        alike = 10 * self._weight(one.words & other.words) // (least + _FEW_WORDS)
        counted = one.figure.dimension in (Dimension.COUNT, Dimension.MEASURE)
        if counted and one.mention.is_level:
            run = sum(shared(a, b) for a, b in zip(one.beside, other.beside, strict=True))
            alike = max(alike, min(run + 1, _MOST))
        return alike

    def odds(self, one: Said, other: Said) -> Fraction:
        """How many times likelier the words of two statements of one fact are so alike than
        those of two facts of this report: less likely where more of its figures are."""
        alike = self.tenths(one, other)
        band = next((band for band in _BANDS if alike >= band[0]), None)
        if band is None or one.sentence == other.sentence:
            return _NO_WORD if alike == 0 else Fraction(1)
        _, same, apart = band
        kin = [k for k in self._said if k.kind == one.kind and _third(k, one, other)]
        rivals = sum(max(self.tenths(k, one), self.tenths(k, other)) >= alike for k in kin)
        prior = Fraction(rivals * 1000 + _SMOOTH * apart, len(kin) + _SMOOTH)
        return max(Fraction(1), same / prior)

    def _weight(self, words: Words) -> int:
        return sum(self._weights[pair] for pair in words)


def shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


_MOST = 8
_FEW_WORDS = 10  # weight that a likeness of few words lacks
_BANDS = ((8, 83, 2), (7, 150, 6), (4, 447, 73), (3, 545, 118))
"""Tenths of words alike; of a thousand pairs of one fact and of two, how many are so alike."""
_NO_WORD = Fraction(2, 5)
_SMOOTH = 20  # pairs of other reports, for those of few figures


def _third(one: Said, *two: Said) -> bool:
    """Whether a figure is neither of two, nor prints their digits."""
    return all(one is not other and one.digits != other.digits for other in two)


def at_odds(one: Said, other: Said) -> bool:
    """Whether two figures are said to be of different things, years, funds or scopes, plan and
    result, or of one measure at different stages of its budget or in different parts of a year."""
    if (
        one.report != other.report
        or _other_year(one.mention, other.mention)
        or _apart(_funds(one), _funds(other))
    ):
        return True
    if bool(_PLAN.search(one.mention.name)) is not bool(_PLAN.search(other.mention.name)):
        return True
    if _contrasted(one, other) or (one.within and other.within and one.within != other.within):
        return True
    a, b = measure_of(one.mention.name), measure_of(other.mention.name)
    alike = a.core == b.core and bool(a.core)
    told = alike and (_stage(one) != _stage(other) or _part(one) != _part(other))
    return told or _apart(a.reach, b.reach)


def _contrasted(one: Said, other: Said) -> bool:
    """Whether their names are the same but for one letter: 东山林场, 西山林场; 禽肉, 禽蛋."""
    a, b = _joined(one.mention.name), _joined(other.mention.name)
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _apart(one: Set[str], other: Set[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _funds(one: Said) -> Set[str]:
    return {*_FUNDS.findall(one.mention.name)}


_FUNDS = regex.compile("一般公共预算|政府性基金|国有资本经营")


def _stage(one: Said) -> str:
    stage = measure_of(one.mention.name).stage or one.mention.role
    return stage if stage in ("budget", "adjusted") else ""


def _part(one: Said) -> str:
    period = one.mention.period
    return period.raw if period is not None and period.kind is PeriodKind.PART else ""


def _other_year(one: Mention, other: Mention) -> bool:
    """Whether the clause of a figure names another year than the other's."""
    named = any(
        years and n.period is not None and n.period.year not in (None, *years)
        for years, n in ((_own_years(one), other), (_own_years(other), one))
    )
    return named or one.last_year is not other.last_year


def _own_years(mention: Mention) -> Set[int]:
    """The years its clause names, but for the one it is compared with."""
    base = mention.base_period
    return mention.own_years - {base.year if base is not None else None}
