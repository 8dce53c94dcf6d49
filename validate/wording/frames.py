"""Years that contradict the frame they stand in: a date before the year reported on, an end of
another year, a heading unlike its fellows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from ..relation import Certainty
from .lines import words
from .year_mentions import (
    Mention,
    Stale,
    clause_end,
    compares,
    follows_total,
    is_base,
    opens_sentence,
    same_sentence,
)

_SHORT = 50
_FELLOWS = 3
_REACH = 40


def turned(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """A total compared with the year before the report's, and told of another: 2024年度支出合计…，
    与2022年度相比 in the report of 2023."""
    for index, base in enumerate(mentions):
        told = mentions[index - 1] if index else base
        if not is_base(base) or told.line != base.line or is_base(told) or told.at_year_end:
            continue
        between = told.line.text[told.end : base.start]
        if "预算" in base.line.text[base.end : base.end + 8] and "预算" not in between:
            continue
        if base.year == year - 1 and told.year != year and follows_total(told, between):
            yield Stale(told.line, told.start, told.end, f"{year}年{told.tail}")


def year_ends(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """截至2021年12月31日 before staff or property, where the report year's end must be meant."""
    for mention in mentions:
        text = mention.line.text
        before = text[: mention.start].rstrip()
        if mention.year in (year, year - 1) or not mention.at_year_end or compares(mention.nearby):
            continue
        if not _UP_TO.search(before) or not _counts(text[mention.end : mention.end + _REACH]):
            continue
        start, end = mention.start, clause_end(mention)
        yield Stale(mention.line, start, end, f"{year}年{mention.tail}")


_UP_TO = regex.compile(r"截[至止](?:到|至)?$")


def _counts(clause: str) -> bool:
    counted = (*words()["years"]["staff"], *words()["years"]["property"])
    return any(word in clause for word in counted) and any(c.isdigit() for c in clause)


def signed(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """A date of signing before the year reported on has ended."""
    for mention in mentions:
        date = _DATE.fullmatch(mention.line.text.strip())
        if date is None or mention.year > year:
            continue
        if mention.year < year or int(date["month"]) < _LATE:
            yield Stale(mention.line, mention.start, mention.end, f"{year + 1}年")


_LATE = 11  # some self-evaluations are written as the year ends


def as_of(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """截至2025年8月31日 before what a budget of 2025 counts: the day had not come."""
    for mention in mentions:
        text = mention.line.text
        begun = mention.at_year_end or _MIDYEAR.match(text, mention.end) is not None
        future = mention.year > year or (mention.year == year and begun)
        stale = mention.year < year - 1 and begun and not mention.at_year_end
        told = _UP_TO.search(text[: mention.start].rstrip())
        if (future or stale) and told and _counts(text[mention.end : mention.end + _REACH]):
            sure = Certainty.ASSERTED if future else Certainty.LIKELY
            said = f"{year - 1}年"
            yield Stale(mention.line, mention.start, mention.end, said, None, sure)


_MIDYEAR = regex.compile(r"\s?(?:[4-9]|10|11)\s?月")


_DATE = regex.compile(
    r"(?:[\p{Han}]{0,6}(?:日期|时间)[：:]?\s*)?\d{4}\s?年\s?(?P<month>\d{1,2})\s?月(?:\s?\d{1,2}\s?日)?"
)


def own_matters(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """What a report's form tells of its own year only (编制范围, 无政府性基金), told of another."""
    yield from _owned("own-matters", mentions, year)


def own_work(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """What accounts and self-evaluations tell of their year's work (开展绩效自评)."""
    yield from _owned("own-work", [m for m in mentions if m.year != year + 1], year)


def own_plans(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """What a budget tells of its year (编报绩效目标)."""
    yield from _owned("own-plans", mentions, year)


def _owned(kind: str, mentions: list[Mention], year: int) -> Iterator[Stale]:
    for mention in mentions:
        text = mention.line.text
        start, end = mention.line.sentence(mention.start)
        years = {m.year for m in mentions if m.line == mention.line}
        beside = any(m.year == year and same_sentence(m, mention) for m in mentions)
        told = _own(kind, opens_sentence(mention)).match(text, mention.end)
        if mention.year == year or told is None or beside or not years <= {mention.year, year}:
            continue
        around = text[max(start, mention.start - _REACH) : min(end, told.end() + _REACH // 2)]
        if not compares(around) and not _looks_back(text[start:end]):
            yield Stale(mention.line, mention.start, told.end(), f"{year}年度")


@cache
def _own(kind: str, opens: bool) -> regex.Pattern[str]:
    """What is said right after the year, or, where the year opens its sentence, in its clause."""
    between = r"，?[^，。；]{0,40}?" if opens else r"[\p{Han}\d]{0,6}?"
    return regex.compile(f"{between}(?:{'|'.join(words()['years'][kind])})")


def _looks_back(text: str) -> bool:
    return any(word in text for word in words()["years"]["follow-ups"])


def projects(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """编报目标的2024年度项目4个；跟踪的2022年度项目4个；自评的2024年度项目4个: the odd one."""
    framed = [m for m in mentions if _PROJECTS.match(m.line.text, m.end)]
    for mention in framed:
        fellows = [m for m in mentions if m.line == mention.line and m.year == year]
        if mention.year != year and len(fellows) > 1:
            yield Stale(mention.line, mention.start, mention.end, f"{year}年{mention.tail}")


_PROJECTS = regex.compile(r"的?项目\s?\d")


def odd_headings(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """The caption of another year among those of the report's own (…年预算表, （2024年度）)."""
    heads = [mention for mention in mentions if _is_caption(mention)]
    counts = Counter(mention.year for mention in heads)
    for mention in heads:
        alone = _IN_BRACKETS.fullmatch(mention.line.text.strip()) is not None
        if mention.year == year or counts[mention.year] > 2 or counts[year] < (alone or _FELLOWS):
            continue
        if not _looks_back(mention.line.text) and not compares(mention.line.text):
            tail = mention.tail
            yield Stale(mention.line, mention.start, mention.end, f"{year}年{tail}")


def _is_caption(mention: Mention) -> bool:
    """Whether a short line of one year is the caption of a table or an explanation."""
    text = mention.line.text.split("……")[0].split("....")[0].strip(" .…")
    if len(text) > _SHORT or text.endswith(("。", "；", "，")) or len(_YEARS.findall(text)) != 1:
        return False
    ends = _IN_BRACKETS.fullmatch(text) or _heading_end().search(text)
    return bool(ends) and not _OF_ANOTHER.search(text)


_YEARS = regex.compile(r"(?:19|20)\d\d\s?年")
_IN_BRACKETS = regex.compile(r"[（(]\s*\d{4}\s?年度?\s*[）)]")
_OF_ANOTHER = regex.compile(r"执行情况|完成情况|结转|上年|以前年度|批复|调整")


@cache
def _heading_end() -> regex.Pattern[str]:
    return regex.compile(f"(?:{'|'.join(words()['years']['heading-ends'])})(?:[（(].*)?$")


def own_bases(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """与2025年预算持平 in the budget of 2025, where all other comparisons are with 2024."""
    bases = [mention for mention in mentions if is_base(mention)]
    counts = Counter(base.year for base in bases)
    for base in bases:
        later = base.year >= year and counts[base.year] == 1 and counts[year - 1] >= _FELLOWS
        if later and _BUDGET.match(base.line.text, base.end):
            yield Stale(base.line, base.start, base.end, str(year - 1))


_BUDGET = regex.compile(r"预算数?(?!执行)")
