"""Tables of official forms in plain text, a line each cell, known by the names of their columns.

Text saved from a form loses its grid: 编制数 / 实际在职人数 / 控制率 / 40 / 42 / 105.00%.  Names
that only head columns of amounts, three or more in a row, say how many values a row has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_COLUMN = re.compile(
    r"(?:20\d\d年度?)?(?:编制人?数|(?:年末)?(?:实际|实有)?在职人员?数?|在职人员控制率|控制率)"
    r"|(?:20\d\d年度?|上年度?|本年度?|年初|年末|全年|调整后?|批复|实际|当年)?的?"
    r"(?:预算|决算|执行|支出|到位|使用)(?:资金)?[数额]?"
    r"|分值|权重|(?:预算)?(?:执行|到位|完成)率|(?:自评)?得分"
)
_MARKS = re.compile(r"(?:自评)?得分|分值|权重")
_HEAD = re.compile(r"[一二三]级指标|指标名称|绩效指标")  # of another part of the form
_TITLE = re.compile(r".*表|附件.{0,3}|[（(]?\d{4}年度?[)）]?")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_NOTHING = re.compile(r"0(?:\.0+)?%?|[-—－/]+")
_FEWEST = 3
_NAMELESS = 6  # names without values inside a table

Cell = Callable[[str], str | None]
IsValue = Callable[[str], bool]


@dataclass(slots=True)
class Form:
    """The lines up to `end` (excluded) are this table.  A row of which values are missing has them
    in one cell that reaches over all columns: which is which nothing says."""

    end: int
    rows: list[list[str]] = field(default_factory=list)


def form_at(lines: Sequence[str], at: int, cell: Cell, is_value: IsValue) -> Form | None:
    """The table whose header begins at a line; None where none does."""
    head, start = _columns(lines, at, cell)
    if len(head) < _FEWEST or start == len(lines):
        return None
    found = Form(start, [["", *head]])
    name, values, nameless = "", [], 0
    for number in range(start, len(lines) + 1):
        text = cell(lines[number]) if number < len(lines) else None
        if text is not None and is_value(text):
            values.append(text)
            continue
        if text == "":
            continue
        if values:
            if len(values) > len(head):
                return None
            found.rows.append(_row(name, values, len(head)))
            found.end, name, values, nameless = number, "", [], 0
        if text is None or _ends(lines, number, text, cell) or nameless > _NAMELESS:
            break
        if name:
            found.rows.append([name])
        name, nameless = text, nameless + 1
    while len(found.rows[-1]) == 1:
        del found.rows[-1]
    return found if any(len(row) == len(head) + 1 for row in found.rows[1:]) else None


def indicators_at(names: Sequence[str]) -> int | None:
    """Where, among the names before the first values, those of a form's indicators begin
    (一级指标, …, 得分); its columns of words leave no telling how many values a row has."""
    plain = [_BRACKETS.sub("", name).replace(" ", "") for name in names]
    at = next((i for i, name in enumerate(plain) if _HEAD.fullmatch(name)), None)
    return at if at is not None and any(map(_MARKS.fullmatch, plain[at:])) else None


def _row(name: str, values: Sequence[str], count: int) -> list[str]:
    missing = [""] * (count - len(values))
    if not missing or all(map(_NOTHING.fullmatch, values)):
        return [name, *values, *missing]
    return [name, " ".join(values)]


def _ends(lines: Sequence[str], at: int, text: str, cell: Cell) -> bool:
    plain = text.replace(" ", "")
    if _TITLE.fullmatch(plain) or _HEAD.match(plain):
        return True
    return len(_columns(lines, at, cell)[0]) >= _FEWEST


def _columns(lines: Sequence[str], at: int, cell: Cell) -> tuple[list[str], int]:
    """The names of columns that stand a line each from `at` on, and the line behind the last."""
    found: list[str] = []
    while at < len(lines) and (text := cell(lines[at])) is not None:
        broken = text + (cell(lines[at + 1]) or "") if at + 1 < len(lines) else ""
        if _is_column(text):
            found.append(text)
        elif broken != text and _is_column(broken):
            found.append(broken)
            at += 1
        elif text:
            break
        at += 1
    return found, at


def _is_column(text: str) -> bool:
    return bool(_COLUMN.fullmatch(_BRACKETS.sub("", text).replace(" ", "")))
