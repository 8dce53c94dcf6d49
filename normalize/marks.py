"""Marks before headings and items, read as what they are: 一、 （二） 3. ④ 五是 第六， ——.

Marks with a number are section-number tokens; dashes and bullets are none.  Which of them count
is for the reader to say: a mark follows a stop, a comma, or nothing at all (`lead`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from .token import Token

_HAN = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STYLES = {
    "part": rf"第([{_HAN}]{{1,3}})部分",
    "han": rf"([{_HAN}]{{1,3}})[、.．]",
    "han-bracket": rf"[（(]([{_HAN}]{{1,3}})[）)]",
    "arabic-comma": r"(\d{1,2})、",
    "arabic": r"(\d{1,2})[.．](?!\d{1,2}\D)",
    "arabic-bracket": r"[（(](\d{1,2})[）)]",
    "arabic-half": r"(\d{1,2})[）)]",
    "circled": rf"([{_CIRCLED}])",
    "said": rf"([{_HAN}]{{1,3}})[是要为]",
    "nth": rf"第([{_HAN}]{{1,2}})(?=[，：,:]|、(?![{_HAN}]))",
}
ORDER = tuple(_STYLES)
"""The styles of numbers, in the usual order of official documents, outermost first."""

_SHAPES = {style: regex.compile(shape) for style, shape in _STYLES.items()}
_BULLET = regex.compile(r"(?:^|(?<=[：:；;。，,]\s?))\s*(——|[—●•·◆■※-](?![\d.]))")
_STOPS = "。；;：:\n"
_PAUSES = _STOPS + "，,"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at `text[start:end]`.  `style` is how it is printed (the mark itself for a bullet),
    `number` what it counts, 0 for a bullet; `lead` is the character it follows, empty at the head
    of the text."""

    style: str
    number: int
    start: int
    end: int
    lead: str = ""

    @property
    def heads(self) -> bool:
        """Whether it stands at the head of the text."""
        return not self.lead

    @property
    def after_stop(self) -> bool:
        """Whether it stands at the head of the text, or after a sentence, a semicolon or colon."""
        return self.lead in _STOPS

    @property
    def after_pause(self) -> bool:
        """Whether a comma at least parts it from the words before it."""
        return self.lead in _PAUSES


def marks_of(text: str, tokens: Sequence[Token]) -> tuple[Mark, ...]:
    """Every mark of a text whose tokens are given, in order."""
    found = [mark for token in tokens if (mark := _numbered(text, token)) is not None]
    found += [Mark(m[1], 0, m.start(1), m.end(), _lead(text, m.start(1)))
              for m in _BULLET.finditer(text)]  # fmt: skip
    return tuple(sorted(found, key=lambda mark: mark.start))


def _numbered(text: str, token: Token) -> Mark | None:
    if token.cue not in ("section-number", "ordinal"):
        return None
    start = token.end - len(token.text.lstrip())
    for style, shape in _SHAPES.items():
        if match := shape.match(text, start):
            return Mark(style, number_of(match[1]), start, match.end(), _lead(text, start))
    return None


def _lead(text: str, start: int) -> str:
    return text[:start].rstrip(" \t\u3000\xa0")[-1:]


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


def renumbered(printed: str, number: int) -> str:
    """（3） with another number: （2）."""
    if printed in _CIRCLED:
        return _CIRCLED[number - 1]
    words = str(number) if regex.search(r"\d", printed) else _in_han(number)
    return regex.sub(rf"\d+|[{_HAN}]+", words, printed, count=1)


def _in_han(number: int) -> str:
    """12 → 十二"""
    tens, ones = divmod(number, 10)
    return (
        (_HAN[tens - 1] if tens > 1 else "")
        + ("十" if tens else "")
        + (_HAN[ones - 1] if ones else "")
    )
