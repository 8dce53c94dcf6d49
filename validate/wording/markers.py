"""Numbers that authors put before headings and list items, read as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from ...normalize.reading import Reading
from .lines import Line, prose

_HAN = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
STYLES = {
    "part": rf"第(?P<part>[{_HAN}]{{1,3}})部分",
    "han": rf"(?P<han>[{_HAN}]{{1,3}})、",
    "han-bracket": rf"[（(](?P<hanbracket>[{_HAN}]{{1,3}})[）)]",
    "arabic-comma": r"(?P<arabiccomma>\d{1,2})、(?!\d)",
    "arabic": r"(?P<arabic>\d{1,2})\.(?=\D|(?:19|20)\d\d年)",
    "arabic-bracket": r"[（(](?P<arabicbracket>\d{1,2})[）)]",
    "circled": rf"(?P<circled>[{_CIRCLED}])",
}
_NAMES = {name.replace("-", ""): name for name in STYLES}
_ANY = "|".join(STYLES.values())
_AT_START = regex.compile(rf"\s*(?:{_ANY})")
_INSIDE = regex.compile(rf"(?<=[。；;：:\n])\s*(?:{_ANY})")


@dataclass(frozen=True, slots=True)
class Marker:
    """A number before a heading or an item.

    `automatic`: Word counts it, the author did not.  `inside`: it stands within a paragraph,
    after a sentence, and not at its start.  `words` are the first words of its item.
    """

    style: str
    number: int
    line: Line
    start: int
    end: int
    automatic: bool = False
    inside: bool = False

    @property
    def printed(self) -> str:
        return self.line.text[self.start : self.end].strip()

    @property
    def words(self) -> str:
        return self.line.text[self.end : self.end + 12].strip()


def markers(reading: Reading) -> Iterator[Marker]:
    """Every visible number at the start of a paragraph, and those that follow a sentence."""
    for line in prose(reading):
        yield from markers_of(line)


def markers_of(line: Line) -> Iterator[Marker]:
    """The numbers of one line, in reading order."""
    label = line.paragraph.label if line.paragraph is not None else ""
    if first := _AT_START.match(line.text):
        yield _marker(line, first, automatic=bool(label))
    for match in _INSIDE.finditer(line.text):
        yield _marker(line, match, inside=True)


def printed_as(like: Marker, number: int) -> str:
    """`number` in the style in which another marker is printed."""
    return renumbered(like.printed, number)


def renumbered(printed: str, number: int) -> str:
    """（3） with another number: （2）."""
    if printed in _CIRCLED:
        return _CIRCLED[number - 1]
    words = str(number) if regex.search(r"\d", printed) else in_han(number)
    return regex.sub(rf"\d+|[{_HAN}]+", words, printed, count=1)


def _marker(
    line: Line, match: regex.Match[str], automatic: bool = False, inside: bool = False
) -> Marker:
    group = next(name for name, value in match.groupdict().items() if value is not None)
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    number = number_of(match[group])
    return Marker(_NAMES[group], number, line, start, match.end(), automatic, inside)


def number_of(printed: str) -> int:
    """The number that 三, 十二, 12 or ⑫ stands for."""
    if printed in _CIRCLED:
        return _CIRCLED.index(printed) + 1
    if printed.isascii():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return _HAN.index(ones[0]) + 1
    return (_HAN.index(tens[0]) + 1 if tens else 1) * 10 + (_HAN.index(ones[0]) + 1 if ones else 0)


def in_han(number: int) -> str:
    """12 → 十二"""
    tens, ones = divmod(number, 10)
    return (
        (_HAN[tens - 1] if tens > 1 else "")
        + ("十" if tens else "")
        + (_HAN[ones - 1] if ones else "")
    )
