"""Years, dates and spans of time printed in figures or Chinese numerals.

Relative words (上年, 本年, 上半年…) are lexicon/periods.toml's and found with the other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..extract.document import Span
from .lexicon import table
from .period import Period, PeriodKind

YEAR = r"(?:19|20)\d{2}"
_CHINESE_YEAR = r"[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=\s?年)"
_TO = r"\s?[-—–~～至到]{1,2}\s?"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_CHINESE_MONTH = r"(?:十[一二]?|[一二三四五六七八九元])"
_QUARTER = rf"(?:(?:[1-4]{_TO})?第?[一二三四1-4]|前[二三两23]个?)季度"
_FIVE = r"(?:十[一二三四五六]五|(?<=[“\"])(?:十|[六七八九])五(?=[”\"]))"

PATTERN = rf"""
(?<!\d)(?<!\d,)(?:
  {YEAR}\s?年?度?{_TO}{YEAR}(?:\s?年度?(?!{_MONTH}月|{_QUARTER}|上半|下半)(?:年?[底末])?|学年)
 |{YEAR}/{YEAR}\s?学年
 |{YEAR}{_TO}{YEAR}(?=$|[^\d.,万亿元%个人吨])
 |{YEAR}\s?年\s?{_MONTH}\s?月(?:\s?{_DAY}\s?日)?{_TO}
    (?:{YEAR}\s?年\s?)?{_MONTH}\s?月(?:\s?{_DAY}\s?日|[底末])?
 |{YEAR}\s?年\s?{_MONTH}\s?月?{_TO}{_MONTH}\s?月(?:[底末])?
 |{YEAR}\s?年\s?{_MONTH}\s?月\s?{_DAY}\s?日
 |{YEAR}\s?年(?:度)?\s?(?:上半年|下半年|{_QUARTER}|前{_MONTH}个月)
 |{YEAR}\s?年\s?{_MONTH}\s?月(?:[份底末初]|[上中下]旬)?
 |{YEAR}\s?年(?:度)?\s?年?(?:[底末]|初(?!预算|结转|结余|部门|安排|批复|下达|制|步|始|级|中))
 |{YEAR}\s?(?:财年|学年|年度|年)
 |{YEAR}(?P<mark>[-./]){_MONTH}(?P=mark){_DAY}(?!\d)
 |{YEAR}(?=[、和及与]{YEAR}\s?年|(?:部门|单位|本级)?(?:预算|决算|财政)(?!\d))
 |20(?:0[1-9]|[12]\d|3[0-5])(?=IDEOGRAPH)
 |{_MONTH}\s?月?{_TO}{_MONTH}\s?月(?!度)(?:份|[底末]|\s?{_DAY}\s?日)?
 |{_MONTH}\s?月\s?{_DAY}\s?日
 |{_MONTH}\s?月(?:[份底末初]|[上中下]旬)?(?!均|度|薪)
 |前{_MONTH}个月
 |(?:(?:[1-4]{_TO})?第?[1-4]|前[23]个?)季度
)
|{_CHINESE_YEAR}\s?年(?:度|{_CHINESE_MONTH}月(?:[一二三四五六七八九十]{{1,3}}日|[底末])?|年?[底末])?
|{_CHINESE_MONTH}{_TO}(?:{_MONTH}|{_CHINESE_MONTH})月
|前{_MONTH}个月
|{_FIVE}(?:规划期?|时期|期间|末|初)?
"""
"""Every printed period, over folded text.  IDEOGRAPH stands for one that begins no unit."""

_YEARS = re.compile(YEAR)
_PART = re.compile(
    rf"半年|季|前\d+个月|月?{_TO}(?:{YEAR}\s?年\s?)?\d+\s?月|\d\s?月|[元一二三-十]\s?月"
)
_DATE = re.compile(r"[\d一二三四五六七八九十]\s?日$|\d[-./]\d")
_POINT = re.compile(r"[底末初]$")
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_FIVES = {"六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_AS_OF = re.compile(r"截[至止](?:到|至)?$")


def read_period(raw: str, printed: str, span: Span, before: str = "") -> Period:
    """The period that `printed` (folded) names; `raw` is what stands in the text.

    `before` is the text before it: after 截至 a month or date is a point in time.
    """
    if "五" in printed and "年" not in printed and "月" not in printed:
        return _five_years(raw, printed, span)
    if printed[0] in "一二" and "年" in printed:
        head, tail = printed.split("年", 1)
        printed = f"{head.translate(_NUMERALS)}年{tail}"
    years = [int(year) for year in _YEARS.findall(printed)]
    kind = _kind(printed, years)
    if kind in (PeriodKind.PART, PeriodKind.DATE, PeriodKind.YEAR) and _AS_OF.search(before):
        kind = PeriodKind.POINT
    if not years:
        return Period(raw, kind, None, None, span, 0)
    return Period(raw, kind, min(years), max(years), span)


def _kind(printed: str, years: list[int]) -> PeriodKind:
    if len(set(years)) > 1:
        return PeriodKind.SPAN
    if _POINT.search(printed):
        return PeriodKind.POINT
    part = _PART.search(printed)
    if part and re.search(r"[-—–~～至到]|季|半年|前", printed):
        return PeriodKind.PART
    if _DATE.search(printed):
        return PeriodKind.DATE
    return PeriodKind.PART if part else PeriodKind.YEAR


def _five_years(raw: str, printed: str, span: Span) -> Period:
    """The n-th five-year plan runs from 1951 + 5n for five years (“十四五”: 2021–2025)."""
    plan = printed[: printed.rindex("五")]
    number = 10 + "一二三四五六".index(plan[1]) + 1 if len(plan) == 2 else _FIVES[plan]
    first = 1951 + 5 * number
    return Period(raw, PeriodKind.SPAN, first, first + 4, span)


def relative_period(raw: str, word: str, span: Span) -> Period:
    """The period of a word of lexicon/periods.toml."""
    kind, offset = relative_words()[word]
    return Period(raw, kind, None, None, span, offset)


@cache
def relative_words() -> dict[str, tuple[PeriodKind, int]]:
    """Word → kind and offset in years."""
    return {
        word: (PeriodKind(kind), offset)
        for kind in ("year", "point", "part")
        for word, offset in table("periods")[kind].items()
    }


@cache
def relative_contexts() -> dict[str, str]:
    """Word → the pattern that must follow it for the word to be a period."""
    blocked: dict[str, Iterable[str]] = table("periods")["not_before"]
    return {
        word: f"(?!{'|'.join(blocked[word])})" if blocked.get(word) else ""
        for word in relative_words()
    }
