"""Document numbers (发文字号) as the format of official papers prints them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import regex

from ...normalize.reading import Reading
from ..relation import Outcome, Remark
from ..rule import Level, Memo, rule
from .lines import cells, prose

_NUMBER = regex.compile(
    r"(?P<office>[\p{Han}A-Z]{1,10})\s?(?P<open>[\[［(（【〔〈﹝])\s?(?P<year>(?:19|20)\d{2})年?\s?"
    r"(?P<close>[\]］)）】〕〉﹞])\s?(?P<zeros>0*)(?P<number>\d{1,5})\s?号"
)
_LEADING_WORDS = regex.compile(
    r".*(?:(?:局|厅|院|政府|委员会)(?=\p{Han}{2})|根据|依据|按照|遵照|参照|以及|下发|印发|转发|[的和及与以号])"
)


@rule(
    "document-number",
    name="文号",
    english="document number",
    level=Level.INFO,
    formula="机关代字〔年份〕序号号",
    zh="文号“{stated}”写法不规范：{defect}，应为“{expected}”。",
    en="The document number “{stated}” is not in the official form ({defect_en}): “{expected}”.",
    right=(
        "依据《资金管理办法》（云府办〔2021〕15号）执行。",
        "审计报告号为审字（2022）第0012号。",
    ),
    wrong=("依据《资金管理办法》（云府办[2021]15号）执行。", "依据云府办〔2021〕05号文执行。"),
)
def document_number(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """The year of a document number stands in hexagonal brackets 〔〕 and its serial number has no
    leading zero (GB/T 9704, the format of official papers).  Numbers with 字 or 第 belong to
    other kinds of papers (audit reports, judgments) and have their own forms."""
    for line in chain(prose(reading), cells(reading)):
        for match in _NUMBER.finditer(line.text):
            office = _LEADING_WORDS.sub("", match["office"])
            brackets = match["open"] + match["close"]
            if not office or office.endswith(("字", "第", "年")):
                continue
            if brackets == "〔〕" and not match["zeros"]:
                continue
            zh, en = [], []
            if brackets != "〔〕":
                zh.append("年份应加六角括号〔〕")
                en.append("the year stands in 〔〕")
            if match["zeros"]:
                zh.append("序号不编虚位")
                en.append("no leading zero")
            start = match.end("office") - len(office)
            yield Remark(
                "document-number",
                (line.span(start, match.end()),),
                line.text[start : match.end()],
                f"{office}〔{match['year']}〕{match['number']}号",
                {"defect": "、".join(zh), "defect_en": ", ".join(en)},
            )
