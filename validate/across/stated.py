"""What prose states of this year and the year before: levels, changes, balances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.measures import measure_of
from ...normalize.period import PeriodKind
from ...normalize.reading import Reading
from ..describe import place_of
from ..facts.names import canonical
from ..growth.changes import Change, subject_of
from ..growth.elsewhere import find_changes
from ..prose.mention import Mention, Talk, find_talks
from ..rule import Memo
from ..sums.groups import find_groups
from .balances import balance_of
from .gist import Fact, Move, Printed
from .unchanged import unchanged
from .words import holds, words

_YEARS = regex.compile(r"(?:19|20)\d\d年?度?|本年度?|上年度?|当年")
_PART = regex.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|[章篇编])")
_FUNDS = regex.compile(r"一般公共预算|政府性基金预算|国有资本经营预算")
_PLAN = regex.compile(r"年初预算数?$|决算数?$")
_NAMELESS = frozenset(("", *words("nameless")))
_WHOLE = (PeriodKind.YEAR, PeriodKind.POINT)


class Prose:
    """The statements of one report's prose; `kind` is the report's (see across.toml)."""

    def __init__(self, reading: Reading, memo: Memo, kind: str) -> None:
        self.reading, self.memo, self.kind = reading, memo, kind
        self._wholes = {id(p.figure): g.whole for g in memo(find_groups) for p in g.parts}

    def facts(self) -> Iterator[Fact]:
        """Levels of this year and, where the report prints them, of the year before."""
        for talk in self.memo(find_talks):
            for mention in talk.mentions:
                if self._is_level(mention) and not self._is_balance(mention):
                    yield from self._fact(talk, mention, self._year(mention))
        for change in self.memo(find_changes):
            base = change.base
            if base is None or not change.sure or not change.levels or not self._usable(base):
                continue
            if self._against_last_year(change):
                for level in self._fact(change.talk, change.levels[0], self.reading.year):
                    yield replace(level, year=self._last, printed=self._printed(base.figure))
        yield from self._unchanged()

    def _unchanged(self) -> Iterator[Fact]:
        """A，与上年持平 says that last year's was A."""
        for talk in self.memo(find_talks):
            for level, words_between in unchanged(talk, self._last):
                same = self._is_level(level) and self._year(level) == self.reading.year
                if same and self._on_its_own_terms(words_between):
                    for fact in self._fact(talk, level, self.reading.year):
                        yield replace(fact, year=self._last)

    def moves(self, facts: Sequence[Fact]) -> Iterator[Move]:
        """Changes against the year before whose level is certain, or one of `facts`."""
        levels: dict[str, list[Fact]] = {}
        for fact in facts:
            if fact.year == self.reading.year:
                levels.setdefault(_without_whole(fact.key), []).append(fact)
        for change in self.memo(find_changes):
            if change.conflict or not self._against_last_year(change):
                continue
            if change.amount is not None and not self._usable(change.amount):
                continue
            level = self._level(change, levels)
            if level is not None:
                amount, rate = change.amount, change.rate
                yield Move(
                    level.key, level.subject, level.printed, change.direction,
                    self._printed(amount.figure) if amount is not None else None,
                    self._printed(rate.figure) if rate is not None else None,
                )  # fmt: skip

    def _level(self, change: Change, levels: Mapping[str, list[Fact]]) -> Fact | None:
        """This year's level of a change: its own, or the only one of its name in its section."""
        name = self._measure(subject_of(change))
        if change.levels and (change.sure or self._just_before(change, name)):
            level = change.levels[0]
            if self._is_level(level) and self._year(level) == self.reading.year:
                return next(self._fact(change.talk, level, self.reading.year), None)
            return None
        key = f"{_section(self.reading, change.talk)}|{name}"
        if name in lexicon.entries("one_meaning"):
            key = f"|{name}"
        named = levels.get(key, []) if name not in _NAMELESS else []
        return named[0] if len(named) == 1 else None

    def _just_before(self, change: Change, name: str) -> bool:
        """Whether the level stands right before the change, and no other measure is named:
        A，比上年预算增加D."""
        level, first = change.levels[0], change.first
        between = [m for m in change.talk.mentions if level.at < m.at < first.at]
        return name in _NAMELESS and level.item == first.item and not between

    def balances(self) -> Iterator[tuple[str, Fact]]:
        """("opening" or "closing", fact) for every balance carried from year to year."""
        for talk in self.memo(find_talks):
            for mention in talk.mentions:
                found = balance_of(_dated_name(mention))
                if found is None or not self._is_level(mention):
                    continue
                which, rest = found
                year = self._year(mention)
                if year is not None and year == self.reading.year:
                    key = f"{_section(self.reading, talk)}|{rest}"
                    subject = self._subject(_dated_name(mention))
                    yield which, Fact(key, subject, year, self._printed(mention.figure))

    @property
    def _last(self) -> int:
        return (self.reading.year or 0) - 1

    def _fact(self, talk: Talk, mention: Mention, year: int | None) -> Iterator[Fact]:
        key = self._key(talk, mention)
        if key and year is not None and year in (self.reading.year, self._last):
            subject = self._subject(self._named(talk, mention))
            yield Fact(key, subject, year, self._printed(mention.figure))

    def _printed(self, figure: Figure) -> Printed:
        return Printed(figure, place_of(self.reading, figure.span))

    def _usable(self, mention: Mention) -> bool:
        figure = mention.figure
        return figure.dimension is Dimension.MONEY and figure.hedge is Hedge.NONE

    def _is_level(self, mention: Mention) -> bool:
        """An amount of the report's kind: budgets speak of budgets, the others of outturns."""
        others = ("actual",) if self.kind == "budget" else ("budget", "adjusted")
        stage = measure_of(mention.name).stage or mention.role
        return mention.is_level and stage not in others and self._usable(mention)

    def _is_balance(self, mention: Mention) -> bool:
        return balance_of(_dated_name(mention)) is not None

    def _year(self, mention: Mention) -> int | None:
        """The year a level speaks of; None for parts and spans of years.

        Another year than the report's own must be named in the level's own clause.
        """
        period = mention.period
        if period is None:
            return self.reading.year
        if period.year != self.reading.year and not (mention.last_year or mention.own_years):
            return None
        return period.year if period.kind in _WHOLE else None

    def _key(self, talk: Talk, mention: Mention) -> str:
        """Section, measure and the whole it is part of; empty where that says too little."""
        name = self._measure(self._named(talk, mention))
        section = _section(self.reading, talk)
        if name in _NAMELESS or len(name) < 3 or (not section and len(name) < 5):
            return ""
        if holds(name, "revised"):
            return ""
        if name in lexicon.entries("one_meaning"):
            return f"|{name}|"
        whole = self._wholes.get(id(mention.figure))
        within = self._measure(whole.name) if whole is not None else ""
        return f"{section}|{name}|{within}"

    def _subject(self, name: str) -> str:
        return _PLAN.sub("", name.replace(self.reading.organisation, ""))

    def _measure(self, name: str) -> str:
        measure = measure_of(name.replace(self.reading.organisation, ""))
        return "/".join([measure.core, *sorted(measure.reach)])

    def _named(self, talk: Talk, mention: Mention) -> str:
        """The name of a level; 支出决算为F is named by the 年初预算 stated before it."""
        before = [m for m in talk.mentions if m.at < mention.at and m.item == mention.item]
        names = [mention.name, *(m.name for m in reversed(before) if m.is_level)]
        return next((n for n in names if self._measure(n) not in _NAMELESS), "")

    def _on_its_own_terms(self, compared: str) -> bool:
        """Whether budgets are compared with budgets, and outturns with outturns."""
        other = ("决算", "执行", "调整") if self.kind == "budget" else ("预算", "计划", "目标")
        return not any(word in _FUNDS.sub("", compared) for word in other)

    def _against_last_year(self, change: Change) -> bool:
        """Whether a change is measured from the year before, on the report's own terms."""
        first, talk = change.first, change.talk
        if first.than < 0 or change.direction == 0:
            return False
        if not self._on_its_own_terms(talk.between(first.than, first.at)):
            return False
        if holds(talk.between(talk.since(".", first.than), first.at), "other_terms"):
            return False
        base = first.base_period
        if base is None:
            return talk.tokens[first.than].text == "同比"
        return base.kind is PeriodKind.YEAR and base.year == self._last


def _dated_name(mention: Mention) -> str:
    """The name with the point in time that was read before it (2023年年末 + 结转结余)."""
    period = mention.period
    if period is None or period.kind is not PeriodKind.POINT:
        return mention.name
    return period.raw + mention.name


def _section(reading: Reading, talk: Talk) -> str:
    """The two headings in force below 第三部分, as next year's report will have them."""
    heads = [head for head in talk.passage.headings if not _PART.match(head)][-2:]
    heads = [_YEARS.sub("", head.replace(reading.organisation or "\0", "")) for head in heads]
    return "/".join(canonical(head) for head in heads)


def _without_whole(key: str) -> str:
    return key.rpartition("|")[0]
