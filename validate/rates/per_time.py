"""Means a day or a month over the days and months that the sentence names: 3月1日—3月10日…日均."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import regex

from ..causes import slips
from ..expression import Constant
from ..judge import holds
from ..relation import Relation
from .per_unit import PerUnit, amounts

_TO = r"\s*(?:—+|-|－|–|~|～|至|到)\s*"
_DAYS = regex.compile(rf"(\d{{1,2}})月(\d{{1,2}})日{_TO}(?:(\d{{1,2}})月)?(\d{{1,2}})日")
_MONTHS = regex.compile(rf"(?<![\d月])(\d{{1,2}})月?{_TO}(\d{{1,2}})月(?!\d)")
_COMMON = 2023  # a year of 365 days, where the report names none


def over_time(rate: PerUnit) -> Iterator[Relation]:
    """Amount ÷ days (months) = mean, where the sentence has one such span and one such amount
    before the mean.  Means over working days are usual: only what agrees or a slip explains."""
    mention, talk = rate.mention, rate.talk
    before = [m for m in amounts(rate) if m.at < mention.at]
    if len({m.figure.value for m in before}) != 1:
        return
    start = talk.since(".", mention.at)
    words = talk.between(start, mention.at)
    length = _length(rate, words, talk.passage.year or _COMMON)
    if length > 1:
        mean = before[0].term / Constant(Fraction(length))
        relation = Relation("per-capita", rate.term, mean, subject=before[0].name)
        if holds(relation) or slips(relation):
            yield relation


def _length(rate: PerUnit, words: str, year: int) -> int:
    """How many days or months the only span in the words has, 0 if there is none."""
    if rate.per == (("天",),):
        spans = _DAYS.findall(words)
        days = [_days(year, *map(int, (m, d, n or m, e))) for m, d, n, e in spans]
        return days[0] if len(days) == 1 else 0
    if rate.per == (("个月",),):
        months = [int(last) - int(first) + 1 for first, last in _MONTHS.findall(words)]
        return months[0] if len(months) == 1 else 0
    return 0


def _days(year: int, month: int, day: int, last_month: int, last_day: int) -> int:
    try:
        first, last = date(year, month, day), date(year, last_month, last_day)
    except ValueError:
        return 0
    return (last - first).days + 1
