"""What a paragraph inherits from its style: outline level, automatic number, hiddenness."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from .names import VAL, W, truth

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "标题"})
_CAPTION_NAMES = frozenset({"caption", "题注"})
_DEPTH = 32
"""Styles may be based on styles; a longer chain is a loop."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, inheritance resolved.  `level` counts from 1, 0 is running text."""

    level: int = 0
    num: str = ""
    num_level: int | None = None
    num_style: str = ""
    caption: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document.  `hidden` names those whose text is not shown.

    `lists` gives the list that each numbering style stands for.
    """

    paragraph: dict[str, Style]
    hidden: frozenset[str]
    lists: dict[str, str]
    default: str = ""

    def of(self, style: str | None) -> Style:
        return self.paragraph.get(style or self.default, _PLAIN)


_PLAIN = Style()


def read_styles(root: etree._Element | None) -> Styles:
    """Read a styles part; an absent one gives styles that say nothing."""
    if root is None:
        return Styles({}, frozenset(), {})
    raw = {e.get(W + "styleId") or "": e for e in root.iterchildren(W + "style")}
    paragraph: dict[str, Style] = {}
    hidden: set[str] = set()
    lists: dict[str, str] = {}
    default = ""
    for name, element in raw.items():
        kind = element.get(W + "type")
        chain = _chain(name, raw)
        if any(_vanishes(e) for e in chain):
            hidden.add(name)
        if kind == "numbering" and (num := _value(element, "pPr/numPr/numId")):
            lists[name] = num
        elif kind == "paragraph":
            paragraph[name] = _resolve(chain)
            if element.get(W + "default") in ("1", "true", "on"):
                default = name
    return Styles(paragraph, frozenset(hidden), lists, default)


def _chain(name: str, raw: dict[str, etree._Element]) -> list[etree._Element]:
    """A style and those it is based on, nearest first."""
    chain: list[etree._Element] = []
    at: str | None = name
    while at in raw and len(chain) < _DEPTH:
        chain.append(raw[at])
        at = _value(raw[at], "basedOn")
    return chain


def _resolve(chain: list[etree._Element]) -> Style:
    level: int | None = None
    num: str | None = None
    num_level: int | None = None
    num_style = ""
    caption = False
    for element in chain:
        name = (_value(element, "name") or "").strip()
        caption = caption or name.lower() in _CAPTION_NAMES
        if level is None:
            level = _level(element, name)
        if num_level is None and (value := _value(element, "pPr/numPr/ilvl")):
            num_level = int(value) if value.isdecimal() else None
        if num is None and (value := _value(element, "pPr/numPr/numId")):
            num, num_style = value, element.get(W + "styleId") or ""
    return Style(level or 0, num or "", num_level, num_style, caption)


def _level(element: etree._Element, name: str) -> int | None:
    value = _value(element, "pPr/outlineLvl")
    if value is not None and value.isdecimal():
        return int(value) + 1 if int(value) < 9 else 0
    if heading := _HEADING_NAME.fullmatch(name):
        return int(heading[1])
    return 1 if name.lower() in _TITLE_NAMES else None


def _vanishes(element: etree._Element) -> bool:
    vanish = element.find(f"{W}rPr/{W}vanish")
    return vanish is not None and truth(vanish.get(VAL))


def _value(element: etree._Element, path: str) -> str | None:
    child = element.find("/".join(W + step for step in path.split("/")))
    return None if child is None else child.get(VAL)
