"""Funds of a form that was saved as text: labels with their figures, one behind the other.

按收入性质分：X 按支出性质分：Y 其中：一般公共预算：a 其中：基本支出：b … divides the funds twice;
计划投资额 X 到位资金 Y 其中：中央财政a 其中：中央财政b 省财政c 省财政d … has two columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Passage, Reading
from ...normalize.token import TokenKind
from ..causes import FAIR, explained
from ..expression import term, total
from ..judge import holds
from ..relation import Certainty, Outcome, Relation
from ..rule import Memo, also
from . import sums as _sums
from .funds import in_one_unit
from .profile import Marking
from .profiles import marking_for

DECLARED_BY = (_sums,)
"""The family that declares the rule which these add to."""

_DIVISION = re.compile(r"按(?P<kind>收入|支出|资金|经费)[^，。；：:]{0,8}分[：:]\s*")
_SPENDING = ("基本支出", "项目支出", "人员", "公用", "日常公用")
_COLUMN = re.compile(
    r"(?P<name>(?:计划投资|投资|资金|预算|到位|使用|支出|执行|下达|安排)[\u4e00-\u9fff]{0,6}"
    r"\s*(?:[（(](?:单位[:：])?万?元[）)])?[：:]?)?\s*(?:[（(]万?元[）)])?[：:]?\s*"
)
_TOTAL = "年度资金总额"
_REACH = 12  # lines that a form's list may take
_BEFORE = 8  # lines
_MOST = 4  # columns


@dataclass(frozen=True, slots=True)
class _Entry:
    """A source or kind of funds, and the figure that stands right behind it, if one does."""

    name: str
    figure: Figure | None


@also("table-tree")
def listed_funds(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Each way to divide a form's funds adds up to what it prints, and so does each column of a
    list that repeats its names."""
    for at, passage in enumerate(reading.passages):
        if _DIVISION.search(passage.text.text) and not _divides(reading.passages, at - 1):
            yield from _judged(_divisions(reading.passages[at : at + _REACH]))
        elif "中央" in passage.text.text or "财政" in passage.text.text:
            yield from _judged(_columns(reading.passages, at))


def _judged(relations: list[Relation]) -> Iterator[Relation]:
    """Sums that hold say how the list is read; else a slip must explain what does not."""
    read = any(map(holds, relations))
    for relation in relations:
        if read or explained(relation, FAIR):
            yield relation
        else:
            yield replace(relation, certainty=Certainty.LIKELY, doubt="relation-uncertain")


def _divides(passages: Sequence[Passage], at: int) -> bool:
    return at >= 0 and bool(_DIVISION.search(passages[at].text.text))


def _divisions(passages: Sequence[Passage]) -> list[Relation]:
    """The parts of each division that prints its amount."""
    wholes: dict[bool, Figure] = {}
    parts: dict[bool, list[_Entry]] = {True: [], False: []}
    for passage in passages:
        text = passage.text.text
        for match in _DIVISION.finditer(text):
            if (figure := _figure_at(passage, match.end())) is not None:
                wholes.setdefault(match["kind"] == "支出", figure)
        entries = list(_entries(passage))
        if not entries and not _DIVISION.search(text) and any(passage.figures):
            break
        for entry in entries:
            parts[entry.name.startswith(_SPENDING)].append(entry)
    found = [
        _sum(whole, [entry.figure for entry in parts[spending] if entry.figure], _TOTAL)
        for spending, whole in wholes.items()
        if len({entry.name for entry in parts[spending] if entry.figure}) > 1
    ]
    return [*found, _sum(wholes[False], [wholes[True]], _TOTAL)] if len(wholes) > 1 else found


def _columns(passages: Sequence[Passage], at: int) -> list[Relation]:
    """The columns of a list in which each name comes as often, under as many amounts."""
    entries = list(_entries(passages[at]))
    names = [(name, len(list(same))) for name, same in groupby(entries, key=lambda e: e.name)]
    count = names[0][1] if names else 0
    if not 1 < count <= _MOST or len(names) < 2 or any(often != count for _, often in names):
        return []
    wholes = [f for passage in passages[max(at - _BEFORE, 0) : at] for f in _labelled(passage)]
    if len(wholes) < count or len(set(dict(names))) < len(names):
        return []
    return [
        _sum(whole, [e.figure for e in entries[column::count] if e.figure is not None], "资金")
        for column, whole in enumerate(wholes[-count:])
        if any(e.figure is not None for e in entries[column::count])
    ]


def _labelled(passage: Passage) -> Iterator[Figure]:
    """The figure of a line that is only an amount, or one with its label."""
    figures = list(passage.figures)
    if len(figures) == 1:
        span = figures[0].span
        text = passage.text.text
        if _COLUMN.fullmatch(text[: span.start]) and not text[span.end :].strip():
            yield figures[0]


def _sum(whole: Figure, parts: Sequence[Figure], subject: str) -> Relation:
    stated, *others = (term(f) for f in in_one_unit([whole, *parts]) if f is not None)
    return Relation("table-tree", stated, total(others), subject=subject)


def _entries(passage: Passage) -> Iterator[_Entry]:
    text = passage.text.text
    for match in _names(marking_for("")).finditer(text):
        yield _Entry(match["name"], _figure_at(passage, match.end()))


@cache
def _names(marking: Marking) -> re.Pattern[str]:
    words = "|".join(sorted(marking.fund_parts, key=len, reverse=True))
    return re.compile(rf"(?P<name>{words})[\u4e00-\u9fff]{{0,6}}(?:拨款|资金|预算)?[：:]?\s*")


def _figure_at(passage: Passage, at: int) -> Figure | None:
    """The amount that begins there.  Spaces between what follows are lost: 118.82 项目支出 is no
    number of 项."""
    figures = (t.figure for t in passage.tokens if t.start == at and t.kind is TokenKind.FIGURE)
    figure = next(figures, None)
    if figure is not None and figure.dimension is Dimension.COUNT and "." in figure.number:
        return replace(figure, dimension=Dimension.PLAIN, unit="")
    amount = figure is not None and figure.dimension in (Dimension.MONEY, Dimension.PLAIN)
    return figure if amount else None
