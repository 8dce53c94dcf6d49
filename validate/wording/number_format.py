"""Numbers whose print is damaged or out of keeping with the rest of the report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import regex

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Reading
from ..relation import Outcome, Remark
from ..rule import Level, Memo, rule
from .lines import Line, cells, prose

_UNIT = r"\s?(?:万元|亿元|元|%|‰|个百分点|人|个|辆|平方米|吨|张|家|户|件|名|台|所)"
_DEFECTS = {
    "bare-point": (
        regex.compile(rf"(?<![\dA-Za-z.)\]）\-/\\])\.\d+(?={_UNIT}|[，。；、）\s]|$)"),
        "小数点前缺少数字",
        "has no digit before its decimal point",
    ),
    "separators": (
        regex.compile(
            rf"(?<![\d.,])\d{{1,3}}(?:,\d{{3}})+,(?:\d{{1,2}}|\d{{4,}})(?:\.\d+)?(?={_UNIT})"
            rf"|(?<![\d.,])\d{{1,3}}(?:,\d{{3}})*，\d{{3}}\.\d{{1,2}}(?={_UNIT})"
            rf"|(?<=\p{{Han}})\d{{1,3}},\d{{2}}(?={_UNIT})"
        ),
        "千分位分隔有误",
        "has a broken thousands separator",
    ),
    "two-points": (
        regex.compile(rf"(?<![\d.])\d+(?:\.\.\d+|\.\d+\.\d+)(?={_UNIT})"),
        "小数点重复",
        "has two decimal points",
    ),
}


@rule(
    "number-format",
    name="数字格式",
    english="number format",
    level=Level.INFO,
    formula="",
    zh="数字“{stated}”{defect}。",
    en="The number “{stated}” {defect_en}.",
    right=("办公费0.46万元，印刷费1,234.50万元，公开网址为www.example.com。",),
    wrong=("办公费.46万元。", "印刷费1,234,5万元。", "差旅费12..50万元。"),
)
def number_format(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A number has a digit before its decimal point, one decimal point and unbroken thousands
    (GB/T 15835); an amount in 万元 has no more decimals than the report's other amounts."""
    # A cell of a page may hold the half of a number that a line break cut.
    paged = reading.document.pages is not None
    for line in prose(reading) if paged else chain(prose(reading), cells(reading)):
        for pattern, zh, en in _DEFECTS.values():
            for match in pattern.finditer(line.text):
                yield _remark(line, *match.span(), zh, en)
    for figure, usual in _over_precise(reading):
        zh, en = f"小数位数多于全文的{usual}位", f"has more than the report's {usual} decimals"
        values = {"defect": zh, "defect_en": en}
        yield Remark("number-format", (figure.span,), figure.raw, "", values)


def _remark(line: Line, start: int, end: int, zh: str, en: str) -> Remark:
    values = {"defect": zh, "defect_en": en}
    return Remark("number-format", (line.span(start, end),), line.text[start:end], "", values)


_FEW = 20
"""One amount in so many may have more decimals than the others; if more have, it is a habit."""


def _over_precise(reading: Reading) -> Iterator[tuple[Figure, int]]:
    """Amounts in 万元 with three decimals or more, where nearly all others have at most two."""
    amounts = [
        figure
        for passage in reading.passages
        for figure in passage.figures
        if figure.dimension is Dimension.MONEY and figure.unit == "万元"
    ]
    long = [figure for figure in amounts if len(figure.number.partition(".")[2]) > 2]
    if long and len(long) * _FEW <= len(amounts):
        for figure in long:
            yield figure, 2
