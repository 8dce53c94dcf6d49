"""Brackets and quotation marks that are opened and not closed, or closed and not opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

import regex

from ...normalize.reading import Reading
from ..relation import Outcome, Remark
from ..rule import Level, Memo, rule
from .lines import Line, cells, prose

# Half and full width forms close each other: which width is printed is no matter of balance.
_KIND = {"(": "（", ")": "）", "[": "〔", "]": "〕"}
_CLOSES = {
    "）": "（",
    "》": "《",
    "”": "“",
    "’": "‘",
    "】": "【",
    "〕": "〔",
    "」": "「",
    "』": "『",
}
_OPENS = {opening: closing for closing, opening in _CLOSES.items()}
_MARKS = regex.compile(r"[（）()《》“”‘’【】〔〕\[\]「」『』]")

# “1）”, “a)”, “二）” before an item, and intervals such as [80,90).
_ITEM = regex.compile(
    r"(?:(?<=^|[\s，。；：、,;:])(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳])[）)])"
)
_INTERVAL = regex.compile(r"[(（\[]\s?[-+]?[\d.]*%?\s?[,，、]\s?[-+]?(?:[\d.]+%?|∞)\s?[\])）]")

_APOSTROPHE = regex.compile(r"(?<=[A-Za-z])’|’(?=\d{2}s)")

_REACH = 6
"""Paragraphs over which a quotation or a bracket may run."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A mark without its partner."""

    line: Line
    at: int
    mark: str

    @property
    def opens(self) -> bool:
        return self.mark in _OPENS


@rule(
    "bracket-balance",
    name="括号引号不配对",
    english="unbalanced brackets",
    level=Level.INFO,
    formula="",
    zh="括号或引号不配对：“{stated}”{defect}。",
    en="Brackets or quotation marks do not match: “{stated}” {defect_en}.",
    right=(
        "制定了《差旅费管理办法（试行）》和《关于印发〈内控手册〉的通知》（简称“手册”）。",
        "主要做法：1）加强预算；2）加强监督。得分在[80,90)之间为良。",
        "会议指出：“第一段话。\n“第二段话。”",
    ),
    wrong=("制定了《差旅费管理办法（试行））》。", "一般公共预算拨款（含上年结转20.00万元。"),
)
def bracket_balance(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Every bracket and quotation mark that is opened is closed (GB/T 15834), in its paragraph or
    in one that follows; list markers such as “1）” open nothing."""
    lines = list(prose(reading))
    loose = [mark for line in lines for mark in _unmatched(line)]
    quoting = {line.block for line, after in pairwise(lines) if after.text.lstrip().startswith("“")}
    paged = reading.document.pages is not None
    inside = [] if paged else [mark for line in cells(reading) for mark in _unmatched(line)]
    for mark in chain(_without_partners(loose), inside):
        if mark.mark != "“" or mark.line.block not in quoting:
            yield _remark(mark)


def _unmatched(line: Line) -> list[Loose]:
    """The marks of one text that have no partner in it, “1）” read the way that leaves fewer."""
    intervals = [
        m.span() for m in chain(_INTERVAL.finditer(line.text), _APOSTROPHE.finditer(line.text))
    ]
    items = [m.span() for m in _ITEM.finditer(line.text)]
    loose = _loose(line, [*intervals, *items])
    return min(loose, _loose(line, intervals), key=len) if loose and items else loose


def _loose(line: Line, passed: list[tuple[int, int]]) -> list[Loose]:
    """The marks without partner, those within the ranges `passed` not counted."""
    opened: list[Loose] = []
    loose: list[Loose] = []
    for match in _MARKS.finditer(line.text):
        if any(start <= match.start() < end for start, end in passed):
            continue
        mark = Loose(line, match.start(), _KIND.get(match[0], match[0]))
        if mark.opens:
            opened.append(mark)
            continue
        wanted = _CLOSES[mark.mark]
        depth = next((i for i in reversed(range(len(opened))) if opened[i].mark == wanted), None)
        if depth is None:
            loose.append(mark)
        else:
            loose.extend(opened[depth + 1 :])
            del opened[depth:]
    return sorted([*loose, *opened], key=lambda mark: mark.at)


def _without_partners(marks: list[Loose]) -> list[Loose]:
    """Leave out pairs that close each other over a few paragraphs."""
    waiting: list[Loose] = []
    left: list[Loose] = []
    for mark in marks:
        near = [w for w in waiting if mark.line.block - w.line.block <= _REACH]
        if mark.opens:
            waiting.append(mark)
            continue
        partners = [w for w in near if _OPENS[w.mark] == mark.mark]
        if not partners:
            left.append(mark)
        elif mark.mark == "”":
            waiting = [w for w in waiting if w not in partners]
        else:
            waiting.remove(partners[-1])
    return sorted([*left, *waiting], key=lambda mark: (mark.line.block, mark.at))


def _remark(mark: Loose) -> Remark:
    text = mark.line.text
    if mark.opens:
        end = min(_clause_end(text, mark.at + 1), mark.at + 16)
        stated, expected = text[mark.at : end], ""
        closing = _OPENS[mark.mark]
        zh, en = f"缺少“{closing}”", f"is not closed by {closing}"
        span = mark.line.span(mark.at, end)
    else:
        opening = _CLOSES[mark.mark]
        first = max(text.rfind(form, 0, mark.at) for form in (opening, *_half(opening)))
        start = first if first >= 0 and mark.at - first <= 16 else max(0, mark.at - 8)
        stop = mark.at + 1 + (mark.at + 1 < len(text) and bool(_MARKS.match(text, mark.at + 1)))
        stated = text[start:stop]
        expected = text[start : mark.at] + text[mark.at + 1 : stop] if first == start else ""
        zh, en = f"多出“{text[mark.at]}”", f"has a {text[mark.at]} that nothing opens"
        span = mark.line.span(start, stop)
    return Remark("bracket-balance", (span,), stated, expected, {"defect": zh, "defect_en": en})


def _half(opening: str) -> list[str]:
    return [half for half, full in _KIND.items() if full == opening]


def _clause_end(text: str, at: int) -> int:
    match = regex.search(r"[，。；：\n]", text, pos=at)
    return match.start() if match else len(text)
