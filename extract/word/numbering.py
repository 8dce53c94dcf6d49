"""Word's automatic numbers: which label stands before a paragraph.

Numbers are counted, not stored: each numbered paragraph advances the counter of its list, so
paragraphs must be asked for in document order.  Rules: ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from .names import COMPATIBILITY, VAL, W, truth
from .numerals import numeral

_PLACE = re.compile(r"%([1-9])")
_KNOWN_BULLETS = frozenset("•●○■□◆◇▪▫★☆※➢✓✗☑§·")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it prints, when it starts again."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class Num:
    """A list instance: the abstract list it counts in and what it changes there."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    used: bool = False


@dataclass(slots=True)
class Numbering:
    """All lists of a document and the state of their counters."""

    nums: dict[str, Num] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def level_of_style(self, num: str, style: str) -> int | None:
        """The level that a list ties to a paragraph style."""
        if num in self.nums:
            for index, level in self.nums[num].levels.items():
                if level.style == style:
                    return index
        return None

    def next_label(self, num_id: str, index: int) -> str:
        """Advance a list at a level and give the label, "" when there is none to show."""
        num = self.nums.get(num_id)
        level = num.levels.get(index) if num else None
        if num is None or level is None:
            return ""
        counter = self._counters.setdefault(num.abstract, {})
        if not num.used:
            num.used = True
            for at, start in num.starts.items():
                counter[at] = start - 1
        counter[index] = counter.get(index, level.start - 1) + 1
        for deeper in [at for at in counter if at > index]:
            restart = num.levels.get(deeper, level).restart
            if restart is None or index < restart:
                del counter[deeper]
        return self._print(num, level, counter)

    def _print(self, num: Num, level: Level, counter: dict[int, int]) -> str:
        if level.format == "bullet":
            return level.text if level.text in _KNOWN_BULLETS else "•" if level.text else ""

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = num.levels.get(at, Level())
            form = "decimal" if level.legal and other.format != "decimalZero" else other.format
            return numeral(counter.get(at, other.start), form, other.pattern)

        return _PLACE.sub(place, level.text)


def read_numbering(
    root: etree._Element | None, style_nums: dict[str, str] | None = None
) -> Numbering:
    """Read a numbering part; `style_nums` gives the list that a numbering style stands for."""
    if root is None:
        return Numbering()
    abstracts: dict[str, dict[int, Level]] = {}
    linked: dict[str, str] = {}
    for element in root.iterchildren(W + "abstractNum"):
        name = element.get(W + "abstractNumId") or ""
        abstracts[name] = {
            _integer(e.get(W + "ilvl"), 0): _read_level(e) for e in element.iterchildren(W + "lvl")
        }
        if style := _value(element, "numStyleLink"):
            linked[name] = style
    nums: dict[str, Num] = {}
    for element in root.iterchildren(W + "num"):
        nums[element.get(W + "numId") or ""] = _read_num(element, abstracts)
    for num in nums.values():
        target = (style_nums or {}).get(linked.get(num.abstract, ""))
        if target in nums and nums[target] is not num:
            num.abstract = nums[target].abstract
            num.levels = {**nums[target].levels, **num.levels}
    return Numbering(nums)


def _read_num(element: etree._Element, abstracts: dict[str, dict[int, Level]]) -> Num:
    abstract = _value(element, "abstractNumId") or ""
    levels = dict(abstracts.get(abstract, {}))
    starts: dict[int, int] = {}
    for override in element.iterchildren(W + "lvlOverride"):
        at = _integer(override.get(W + "ilvl"), 0)
        own = override.find(W + "lvl")
        if own is not None:
            levels[at] = _read_level(own)
        start = _value(override, "startOverride")
        if start is not None:
            starts[at] = _integer(start, 1)
            levels[at] = replace(levels.get(at, Level()), start=starts[at])
    return Num(abstract, levels, starts)


def _read_level(element: etree._Element) -> Level:
    form = element.find(W + "numFmt")
    if form is None:  # newer formats stand in a choice with an older one to fall back on
        form = element.find(f"{COMPATIBILITY}AlternateContent/{COMPATIBILITY}Choice/{W}numFmt")
    restart = _value(element, "lvlRestart")
    legal = element.find(W + "isLgl")
    return Level(
        start=_integer(_value(element, "start"), 0),
        format=(form.get(VAL) if form is not None else None) or "decimal",
        pattern=(form.get(W + "format") if form is not None else None) or "",
        text=_value(element, "lvlText") or "",
        suffix=_value(element, "suff") or "tab",
        legal=legal is not None and truth(legal.get(VAL)),
        restart=None if restart is None else _integer(restart, 0),
        style=_value(element, "pStyle") or "",
    )


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(W + name)
    return None if child is None else child.get(VAL)


def _integer(value: str | None, otherwise: int) -> int:
    try:
        return int(value or "")
    except ValueError:
        return otherwise
