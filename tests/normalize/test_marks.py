"""Marks before headings and items: how they are printed, what they count, what they follow."""

from __future__ import annotations

import pytest
from gouji.extract.document import Text
from gouji.normalize.marks import Mark, marks_of, renumbered
from gouji.normalize.tokenize import tokenize


def marks_in(text: str) -> tuple[Mark, ...]:
    return marks_of(text, tokenize(Text.plain(text), 0))


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("第二部分 收支说明", "part", 2),
        ("三、存在问题", "han", 3),
        ("二、2021年决算情况", "han", 2),
        ("（十二）其他事项", "han-bracket", 12),
        ("4、其他收入", "arabic-comma", 4),
        ("2.2022年收入增加", "arabic", 2),
        ("（3）2023年完成情况", "arabic-bracket", 3),
        ("5）培训支出", "arabic-half", 5),
        ("⑥资金管理", "circled", 6),
        ("一是加强领导", "said", 1),
        ("第三，完善制度", "nth", 3),
    ],
)
def test_a_number_before_an_item_is_read_with_its_style(text: str, style: str, number: int) -> None:
    mark = marks_in(text)[0]
    assert (mark.style, mark.number, mark.heads) == (style, number, True)


def test_a_mark_knows_what_it_follows() -> None:
    marks = marks_in("一、工作：1.甲项目3个；2.乙项目5个，（1）在建，原因一是资金不足")
    assert [(m.style, m.after_stop, m.after_pause) for m in marks] == [
        ("han", True, True),
        ("arabic", True, True),
        ("arabic", True, True),
        ("arabic-bracket", False, True),
        ("said", False, False),
    ]


def test_dashes_and_bullets_count_nothing() -> None:
    assert [(m.style, m.number) for m in marks_in("——甲收入3万元；●乙收入5万元")] == [
        ("——", 0),
        ("●", 0),
    ]


@pytest.mark.parametrize("text", ["第一、二、三产业占比", "增长-5.2%", "1.5万元", "1.2 基本情况"])
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert marks_in(text) == ()


def test_a_number_is_printed_in_the_style_of_another() -> None:
    assert [renumbered(p, 11) for p in ("（3）", "九、", "②", "一是")] == [
        "（11）",
        "十一、",
        "⑪",
        "十一是",
    ]
