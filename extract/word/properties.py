"""What a paragraph's own properties say, before its style is asked."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from .names import VAL, W

_PROPERTIES = W + "pPr"
_STYLE = W + "pStyle"
_NUMBER = W + "numPr"
_OUTLINE = W + "outlineLvl"
_MARK = W + "rPr"


@dataclass(slots=True)
class Properties:
    """`num` is "0" where the paragraph takes its style's number away; None says nothing.

    `level` counts outline levels from 1 (0: running text).  `mark_deleted`: a tracked change
    deletes the paragraph's end, so that it runs on into the next one.
    """

    style: str = ""
    num: str | None = None
    num_level: int | None = None
    level: int | None = None
    mark_deleted: bool = False


def read_properties(paragraph: etree._Element) -> Properties:
    """The properties of a `w:p`."""
    found = Properties()
    properties = paragraph.find(_PROPERTIES)
    if properties is None:
        return found
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            found.style = child.get(VAL) or ""
        elif tag == _NUMBER:
            num, level = child.find(W + "numId"), child.find(W + "ilvl")
            found.num = None if num is None else num.get(VAL)
            found.num_level = None if level is None else _integer(level.get(VAL))
        elif tag == _OUTLINE:
            level_of = _integer(child.get(VAL))
            if level_of is not None:
                found.level = level_of + 1 if level_of < 9 else 0
        elif tag == _MARK:
            found.mark_deleted = any(e.tag in (W + "del", W + "moveFrom") for e in child)
    return found


def _integer(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() else None
