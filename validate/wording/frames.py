"""Years that contradict the frame they stand in: a comparison with a later year, a date before
the year reported on, an end of another year, a heading unlike its fellows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import regex

from .lines import words
from .year_mentions import Mention, Stale, clause_end, compares, is_base, opens_sentence

_SHORT = 50
_FELLOWS = 3
_REACH = 40


def turned(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Levels compared with their own year or a later one: 2022年支出…与2023年相比."""
    for base, told in _compared(mentions):
        if base.year == year - 1 and told.year != year:
            yield Stale(told.line, told.start, told.end, f"{year}年{told.tail}")


def _compared(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """(base, year told) of each comparison: the year told heads its sentence, or the one before,
    or stands right before the base in the same clause."""
    for index, base in enumerate(mentions):
        told = mentions[index - 1] if index else base
        if not is_base(base) or told.line != base.line:
            continue
        between = told.line.text[told.end : base.start]
        if "预算" in base.line.text[base.end : base.end + 8] and "预算" not in between:
            continue
        if is_base(told) or between.count("。") > 1 or "；" in between or told.at_year_end:
            continue
        if opens_sentence(told) and _NAMES_A_TOTAL.search(between):
            yield base, told


_NAMES_A_TOTAL = regex.compile(r"收入|支出|收支|经费|总计|合计|费|采购|预算|决算")


def year_ends(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """截至2021年12月31日 before staff or property, where the report year's end must be meant."""
    for mention in mentions:
        text = mention.line.text
        before = text[: mention.start].rstrip()
        if (
            mention.year in (year, year - 1)
            or not mention.at_year_end
            or compares(mention.sentence)
        ):
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
    """A date of signing before the year reported on has begun to end."""
    for mention in mentions:
        date = _DATE.fullmatch(mention.line.text.strip())
        if date is not None and mention.year < year:
            yield Stale(mention.line, mention.start, mention.end, f"{year + 1}年")


_DATE = regex.compile(
    r"(?:[\p{Han}]{0,6}(?:日期|时间)[：:]?\s*)?\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?"
)


def own_matters(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """What a report tells of its own year only (编制范围, 预算绩效管理工作), told of another."""
    for mention in mentions:
        text = mention.line.text
        start, end = mention.line.sentence(mention.start)
        years = {m.year for m in mentions if m.line == mention.line}
        told = _own().match(text, mention.end)
        if mention.year == year or told is None or not years <= {mention.year, year}:
            continue
        if not compares(text[start:end]) and not _looks_back(text[start:end]):
            yield Stale(mention.line, mention.start, told.end(), f"{year}年度")


@cache
def _own() -> regex.Pattern[str]:
    return regex.compile(rf"[\p{{Han}}]{{0,4}}?(?:{'|'.join(words()['years']['own-matters'])})")


def _looks_back(text: str) -> bool:
    return any(word in text for word in words()["years"]["follow-ups"])


def projects(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """编报目标的2024年度项目4个；跟踪的2022年度项目4个；自评的2024年度项目4个: the odd one."""
    framed = [m for m in mentions if _PROJECTS.match(m.line.text, m.end)]
    for mention in framed:
        fellows = [m for m in framed if m.line == mention.line and m.year == year]
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


def reversed_spans(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """由2024年的…增加到2023年的…: the later year stands first."""
    for one, other in pairwise(mentions):
        if one.line != other.line or other.year > one.year:
            continue
        before = one.line.text[: one.start].rstrip()
        between = one.line.text[one.end : other.start]
        if before.endswith(("由", "从")) and _UNTIL.search(between):
            yield Stale(one.line, one.start, one.end, "")


_UNTIL = regex.compile(r"^[^。；，]{0,24}(?:到|至)$")
