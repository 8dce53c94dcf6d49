"""Whose report it is and of what year: title, organisation, year.

The year is taken from the first of these that names one: the title; the file's name; the cover
(what stands before the contents or the first numbered heading); the year that the text names as
年度 far more often than any other; the sign-off date less one year (a year is reported after it
has ended).  A span names its last year; several years side by side, as in a bulletin of four
years, give no single year: None.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from ..extract.document import Document, Paragraph, Role
from .headings import rank_of
from .lexicon import folded, table

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?!\s*(?:年\s*)?[-—–~～至到]\s*(?:19|20)\d{2})")
_ANNUAL = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年度")
_DATE = re.compile(r"((?:19|20)\d{2})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_SIGNED = re.compile(r"(?:填报|报告|编制|填表|上报|公开)?(?:日期|时间)\s*[：:]")
_COVER = 12
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Identity:
    """`title` and `organisation` are empty and `year` is None where nothing says."""

    title: str
    organisation: str
    year: int | None


def identify(document: Document) -> Identity:
    """The identity of a report as read."""
    paragraphs = [p for p in document.paragraphs if p.role not in (Role.HEADER, Role.FOOTER)]
    cover = _cover(paragraphs)
    title = _title(cover)
    return Identity(
        title, _organisation(cover, title, paragraphs), _year(document, paragraphs, cover, title)
    )


def _cover(paragraphs: list[Paragraph]) -> list[str]:
    """The lines before the contents or the first numbered heading, at most a dozen."""
    lines: list[str] = []
    for paragraph in paragraphs:
        text = "".join(paragraph.text.text.split())
        if not text:
            continue
        if text in ("目录", "目次") or rank_of(text) or len(lines) == _COVER:
            break
        lines.append(text)
    return lines


def _title(cover: list[str]) -> str:
    """The first short lines up to one that ends as titles end (…报告, …决算, …公报)."""
    words = table("identity")
    ends = tuple(words["title_ends"])
    parts: list[str] = []
    for line in cover:
        if len(line) > _TITLE_LENGTH or "：" in line or ":" in line or line[-1] in "。；，":
            if parts:
                break
            continue
        parts.append(line)
        bare = re.sub(r"[（(][^）)]*[）)]$", "", line)
        if bare.endswith(ends):
            return "".join(parts)
        if len(parts) == 4:
            break
    return parts[0] if parts else ""


def _organisation(cover: list[str], title: str, paragraphs: list[Paragraph]) -> str:
    words = table("identity")
    label = re.compile(rf"(?:{'|'.join(words['organisation_labels'])})[^：:]*[：:](.+)")
    for line in cover:
        if found := label.match(line):
            name = re.sub(r"[（(](?:公章|盖章|签章)[）)]", "", found[1])
            name = re.split(r"[（(]?(?:公章|盖章)", name)[0]
            if name:
                return name
    head = re.split(r"(?:19|20)\d{2}", folded(title))[0].strip("关于《“ ")
    ends = tuple(words["organisation_ends"])
    if head.endswith(ends):
        return head
    named = re.search(
        rf"^(.*?(?:{'|'.join(ends)}))(?=.*(?:{'|'.join(words['title_ends'])}))", title
    )
    if named:
        return re.sub(r"^(?:19|20)\d{2}年度?", "", named[1]).strip("关于《“")
    for paragraph in islice(reversed(paragraphs), 6):
        line = "".join(paragraph.text.text.split())
        if line.endswith(ends) and len(line) <= 30:
            return line
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
    counts = Counter(int(year) for p in paragraphs for year in _ANNUAL.findall(folded(p.text.text)))
    if not counts:
        return None
    (year, most), *rest = counts.most_common(2)
    return year if not rest or most >= 2 * rest[0][1] else None


def _signed_year(paragraphs: list[Paragraph]) -> int | None:
    lines = [folded(p.text.text) for p in (*paragraphs[:_COVER], *paragraphs[-6:])]
    dated = [line for line in lines if len(line) < 30 and _DATE.search(line)]
    found = _DATE.search(dated[-1]) if dated else None
    return int(found[1]) - 1 if found else None
