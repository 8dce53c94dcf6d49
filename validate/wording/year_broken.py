"""Years and dates that no calendar has."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from itertools import chain

import regex

from ...normalize.reading import Reading
from ..relation import Outcome, Remark
from ..rule import Level, Memo, rule
from .lines import cells, prose

_AFTER = r"(?=\s?年(?:度|初|末|底|预算|决算|部门|单位|支出|收入|\d{1,2}月))"
_BROKEN = regex.compile(
    rf"(?<![\d.,〔\[（(])(?:20\d|19\d){_AFTER}"
    rf"|(?<![\d.,])(?:20|19)\d{{3}}{_AFTER}"
    r"|(?<![\dA-Za-z])(?:2[0OoＯ〇]{1,2}\d{1,2}|20[\dOo〇]{2})(?<=[Oo〇]\d{0,2})(?=\s?年)"
    r"|(?:(?<=^)|(?<=[。；]))20\d(?=\s?年(?!来|前|后|间|以|的?历史))"
    r"|(?<![\d.])20\s\d{2}(?=年(?:度|初|末|底|\d{1,2}月))"
)
_DATE = regex.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?"
)


@rule(
    "year-broken",
    name="年份残缺",
    english="broken year or date",
    level=Level.WARNING,
    formula="",
    zh="年份或日期“{stated}”残缺或不存在。",
    en="“{stated}” is no year or date.",
    right=("2022年度收入10.00万元，大桥已使用200年，2024年2月29日公布。",),
    wrong=("202年度收入10.00万元。", "20222年末实有人员5人。", "填报日期：2023年2月30日"),
)
def year_broken(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A year has four digits, and a date is one that the calendar has."""
    for line in chain(prose(reading), cells(reading)):
        for match in _BROKEN.finditer(line.text):
            end = line.text.index("年", match.end()) + 1
            end += line.text[end : end + 1] == "度"
            stated = line.text[match.start() : end]
            yield Remark("year-broken", (line.span(match.start(), end),), stated)
        for match in _DATE.finditer(line.text):
            if not _in_calendar(int(match["year"]), int(match["month"]), int(match["day"] or 1)):
                yield Remark("year-broken", (line.span(*match.span()),), match[0])


def _in_calendar(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
