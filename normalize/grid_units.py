"""What a table is called and in which units its figures are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..extract.document import Paragraph, Role
from . import grid_words as is_a
from .grid_layout import Kind, Layout
from .grid_words import squeeze, words

_MONEY = r"(?:人民币)?(?:亿元|千万元|百万元|十万元|万元|千元|百元|元)"
_UNIT = rf"{_MONEY}|%|％|‰|人次|人|个|户|辆|分|平方米|公顷|亩|吨|台|套|件"
_DECLARED = re.compile(rf"单\s*位\s*[:：]\s*[（(]?\s*((?:{_UNIT})(?:[、,，/及和](?:{_UNIT}))*)")
_BRACKETED = re.compile(rf"[（(]\s*(?:单位\s*[:：])?\s*({_UNIT})\s*[）)]")
_BARE_MONEY = re.compile(rf"[（(]\s*({_MONEY})\s*[）)]")
_MAKER = re.compile(
    r"(?:编制|填报|填表|公开)(?:单位|部门|日期|时间)|(?:部门|单位)(?:名称)?\s*[:：]"
    r"|.{0,4}公开\s*\d+\s*表|附件|(?:附|预算)?表\s*[\d一二三四五六七八九十-]*$"
)
_SENTENCE = re.compile(r"[，。；]|[:：;,]$")
_SERIES = re.compile(r"[、,，/及和]")
_FAR = 5
_LONG = 60


@dataclass(frozen=True, slots=True)
class Units:
    """`table` is the unit declared for the whole table, `columns[c]` that of a column's header,
    `rows[r]` that of a row's own unit cell or label."""

    table: str
    columns: tuple[str, ...]
    rows: dict[int, str]

    def at(self, row: int, column: int) -> str:
        """The unit of a figure in a cell that prints none."""
        of_column = self.columns[column]
        return self.rows.get(row, of_column) if of_column in ("", self.table) else of_column


def caption_and_units(
    layout: Layout, before: Sequence[Paragraph], outer: str = ""
) -> tuple[str, Units]:
    """The table's title and its units.  `before` are the paragraphs above it, nearest last;
    `outer` is the unit that an earlier part of the table declares."""
    lines = [p.text.text.strip() for p in _near(before)]
    inside = [t for row in layout.titles for t in dict.fromkeys(layout.texts[row]) if t]
    heads = [t for row in layout.header for t in dict.fromkeys(layout.texts[row]) if t]
    declared = ""
    for text in [*inside, *heads, *reversed(lines)]:
        if match := _DECLARED.search(text):
            declared = match[1]
            break
    caption = _caption(lines[::-1], "表") or _caption(inside) or _caption(lines[::-1])
    labels = [t for c, k in enumerate(layout.kinds) if k == Kind.LABEL for t in layout.paths[c]]
    for text in (caption, *labels):
        if not declared and (match := _BARE_MONEY.search(text)):
            declared = match[1]
    declared = declared or outer
    series = [u.replace("％", "%").removeprefix("人民币") for u in _SERIES.split(declared) if u]
    unit = next((u for u in series if u != "%"), series[0] if series else "")
    columns = tuple(
        _column_unit(layout.paths[c], unit, layout.kinds[c]) for c in range(len(layout.kinds))
    )
    return caption, Units(unit, columns, _row_units(layout, series))


def _near(before: Sequence[Paragraph]) -> list[Paragraph]:
    """The short lines right above a table: running text ends the search."""
    found: list[Paragraph] = []
    for paragraph in reversed(before[-_FAR:]):
        text = paragraph.text.text.strip()
        if paragraph.role in (Role.HEADER, Role.FOOTER, Role.FOOTNOTE, Role.HIDDEN) or not text:
            continue
        if len(text) > _LONG and not _DECLARED.search(text):
            break
        found.append(paragraph)
    return found[::-1]


def _caption(lines: Sequence[str], ending: str = "") -> str:
    """The nearest line that is a title: no unit line, no sentence."""
    for line in lines:
        text = _DECLARED.sub("", line).strip(" （()）")
        if not text or _MAKER.match(squeeze(text)) or _SENTENCE.search(text):
            continue
        if len(text) <= _LONG and not is_a.is_number(text) and text.endswith(ending):
            return text
    return ""


def _column_unit(path: tuple[str, ...], declared: str, kind: str) -> str:
    """A column's unit: printed in its header, implied by its name, or the table's."""
    if kind != Kind.AMOUNT:
        return ""
    for text in reversed(path):
        if match := _BRACKETED.search(text):
            return match[1].replace("％", "%").removeprefix("人民币")
    name = "".join(path)
    leaf = path[-1] if path else ""
    for unit, parts in words().unit_words:
        if is_a.has_any(leaf if unit else name, parts):
            return unit
    if is_a.has_any(leaf, words().rate):
        return "%" if declared == "%" else ""
    return declared


def _row_units(layout: Layout, declared: Sequence[str]) -> dict[int, str]:
    """Units that stand in a unit column, or in brackets after a row's name; a row that is called a
    rate (年增长率) has none of the table's."""
    unit_columns = [c for c, kind in enumerate(layout.kinds) if kind is Kind.UNIT]
    found: dict[int, str] = {}
    for row in layout.body:
        for column in unit_columns:
            if text := squeeze(layout.texts[row][column]):
                found[row] = text
        if row in found or len(layout.lanes) > 1:
            continue
        for column, kind in enumerate(layout.kinds):
            cell = layout.cells[row][column]
            if kind is not Kind.LABEL or cell is None or cell.row != row:
                continue
            name = squeeze(layout.texts[row][column])
            if match := _BRACKETED.search(name):
                found[row] = match[1].replace("％", "%").removeprefix("人民币")
            elif name.endswith(words().rate):
                found[row] = "%" if "%" in declared else ""
    return found
