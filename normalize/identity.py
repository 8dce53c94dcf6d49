"""Whose report it is and of what year: title, organisation, year.

The year is taken from the first of these that names one: the title; the file's name; the cover
(what stands before the contents or the first numbered heading); the year that the text names as
年度, or at the head of its parts, far more often than any other (what it compares with does not
count); the sign-off date less one year (a year is reported after it has ended).  A span names its
last year.  A file of several reports (a bulletin of four years) has no single year: None; each of
its paragraphs still stands under the year of the title above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import PurePath

from ..extract.document import Document, Paragraph, Role
from .headings import rank_of
from .lexicon import folded, table
from .units import read_unit

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?!\s*(?:年\s*)?[-—–~～至到]\s*(?:19|20)\d{2})")
_ANNUAL = re.compile(r"(?<![\d比较与同])((?:19|20)\d{2})\s*年度")
_HEADED = re.compile(r"^[一二三四五六七八九十]{1,3}、\s*((?:19|20)\d{2})\s*年")
_DATE = re.compile(r"((?:19|20)\d{2})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_SIGNED = re.compile(r"(?:填报|报告|编制|填表|上报|公开)?(?:日期|时间)\s*[：:]")
_TOP_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}、")
_OPENING = re.compile(r"((?:19|20)\d{2})\s*年(?:[，,]|是)")
_NOTE = re.compile(r"\[\d{1,2}\]$")
_IN_BRACKETS = re.compile(r"[（(](?:公章|盖章|签章|(?:19|20)\d{2}年度?)[）)]")
_COVER = 12
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Identity:
    """`title` and `organisation` are empty and `year` is None where nothing says.

    `years[i]` is the year in force at paragraph i (a paragraph's own index), None if unknown.
    """

    title: str
    organisation: str
    year: int | None
    years: dict[int, int | None]


def identify(document: Document) -> Identity:
    """The identity of a report as read."""
    paragraphs = [p for p in document.paragraphs if p.role not in (Role.HEADER, Role.FOOTER)]
    cover = _cover(paragraphs)
    title = _title(cover)
    organisation = _organisation(document, cover, title, paragraphs)
    year = _year(document, paragraphs, cover, title)
    titled = dict(_titled_years(paragraphs))
    years: dict[int, int | None] = {}
    now = year
    for paragraph in paragraphs:
        now = titled.get(paragraph.index, now)
        years[paragraph.index] = now
    if len(set(titled.values())) > 1:
        year = None
    return Identity(title, organisation, year, years)


def _titled_years(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Where a whole report begins in the file, with the year it is of.

    It begins at its title, or, without one, where the numbering starts over at 一、 behind a
    paragraph that opens with its year (2023年，… / 2023年是…).
    """
    ends = tuple(table("identity")["whole_report_ends"])
    reached = 0
    for position, paragraph in enumerate(paragraphs):
        text = paragraph.text.text
        number = _TOP_NUMBER.match(text)
        if number:
            if number[0] == "一、" and reached >= 3:
                yield from _opening_year(paragraphs[max(0, position - 2) : position])
            reached = 1 if number[0] == "一、" else reached + 1
        elif len(text) <= _TITLE_LENGTH and not rank_of(text):
            line = _NOTE.sub("", folded("".join(text.split())))
            years = set(_YEAR.findall(line))
            if line.endswith(ends) and len(years) == 1:
                yield paragraph.index, int(years.pop())


def _opening_year(before: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    for paragraph in before:
        if found := _OPENING.match(folded(paragraph.text.text)):
            yield paragraph.index, int(found[1])


def _cover(paragraphs: list[Paragraph]) -> list[str]:
    """The lines before the contents or the first numbered heading, at most a dozen."""
    lines: list[str] = []
    for paragraph in paragraphs:
        text = _NOTE.sub("", "".join(paragraph.text.text.split()))
        if text in ("目录", "目次") or rank_of(text) or len(lines) >= _COVER:
            break
        lines += [part for part in re.split("[|｜]", text) if part]  # barred cells of a form
    return lines


def _title(cover: list[str]) -> str:
    """The first short lines up to one that ends as titles end (…报告, …决算, …公报)."""
    ends = tuple(table("identity")["title_ends"])
    parts: list[str] = []
    for line in cover:
        if len(line) > _TITLE_LENGTH or "：" in line or ":" in line or line[-1] in "。；，":
            if parts:
                break
            continue
        parts.append(line)
        if re.sub(r"[（(][^）)]*[）)]$", "", line).endswith(ends):
            return "".join(_without_masthead(parts))
        if len(parts) == 4:
            break
    return parts[0] if parts and not _is_office(parts[0]) else ""


def _without_masthead(parts: list[str]) -> list[str]:
    """A title of its own needs no line above it: what issued it (…统计局) is not part of it."""
    whole = _YEAR.search(folded(parts[-1])) and len(parts[-1]) > 10
    return parts[-1:] if whole else parts


def _organisation(
    document: Document, cover: list[str], title: str, paragraphs: list[Paragraph]
) -> str:
    for line in cover:
        name = _clean(found[2]) if (found := _label().match(line)) else ""
        if name and read_unit(name) is None:  # 单位：万元 names none
            return name
    if name := _labelled_in_table(document):
        return name
    head, *rest = re.split(r"(?:19|20)\d{2}", folded(title))
    head = head.strip("关于《“（( ")
    if _is_office(head):
        return head
    for line in [*cover, *_last_lines(paragraphs)]:
        if line != title and len(line) <= 30 and _is_office(line):
            return line
    return head if rest else ""


def _last_lines(paragraphs: list[Paragraph]) -> Iterator[str]:
    return ("".join(p.text.text.split()) for p in islice(reversed(paragraphs), 6))


def _is_office(name: str) -> bool:
    return name.endswith(tuple(table("identity")["organisation_ends"])) and len(name) > 2


def _clean(name: str) -> str:
    return re.split(r"[（(]?(?:公章|盖章)", _IN_BRACKETS.sub("", name))[0].strip("_— ")


@cache
def _label() -> re.Pattern[str]:
    labels = sorted(table("identity")["organisation_labels"], key=len, reverse=True)
    return re.compile(rf"({'|'.join(labels)})(?:[（(][^）)]*[）)])?[：:](.+)")


def _labelled_in_table(document: Document) -> str:
    """主管部门 | 清源县教育局 in the first table."""
    labels = set(table("identity")["organisation_labels"])
    for first in islice(document.tables, 1):
        for cell, after in zip(first.cells, first.cells[1:], strict=False):
            name = _clean("".join(after.text.text.split()))
            if "".join(cell.text.text.split()) in labels and _is_office(name):
                return name
    return ""


def _year(
    document: Document, paragraphs: list[Paragraph], cover: list[str], title: str
) -> int | None:
    for text in (title, PurePath(document.path).stem, *cover):
        if _SIGNED.search(text) or _DATE.search(text):
            continue
        years = {int(year) for year in _YEAR.findall(folded(text))}
        if len(years) > 1:
            return None
        if years:
            return years.pop()
    return _frequent_year(paragraphs) or _signed_year(paragraphs)


def _frequent_year(paragraphs: list[Paragraph]) -> int | None:
    texts = [folded(p.text.text) for p in paragraphs]
    named = [year for text in texts for year in (*_ANNUAL.findall(text), *_HEADED.findall(text))]
    counts = Counter(map(int, named))
    if not counts:
        return None
    (year, most), *rest = counts.most_common(2)
    return year if not rest or most >= 2 * rest[0][1] else None


def _signed_year(paragraphs: list[Paragraph]) -> int | None:
    lines = [folded(p.text.text) for p in (*paragraphs[:_COVER], *paragraphs[-6:])]
    dated = [line for line in lines if len(line) < 30 and _DATE.search(line)]
    found = _DATE.search(dated[-1]) if dated else None
    return int(found[1]) - 1 if found else None
