"""The tokens of a clause: cues, marks, operators, shared units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from gouji.extract.document import Text
from gouji.normalize.figure import Dimension, Hedge
from gouji.normalize.token import TokenKind
from gouji.normalize.tokenize import tokenize
from hypothesis import example, given, settings
from hypothesis import strategies as st

from .shorthand import cues_of, figure_of, figures_of, operators_of, tokens_of

ALPHABET = (
    "0123456789.,%+-×÷=（）()〔〕[]年月日第上度万亿元分个百点成之一二三十零〇"
    "约近余比占其中：，。、“”增减 \n—～A"
)


@settings(max_examples=200)
@given(st.text(ALPHABET, max_size=40))
@example("1+")
@example("-5-")
@example("（（")
@example("0十十0")
def test_any_text_is_tiled_by_its_tokens(text: str) -> None:
    tokens = tokenize(Text.plain(text), 3)
    assert "".join(token.text for token in tokens) == text
    assert [t.start for t in tokens[1:]] == [t.end for t in tokens[:-1]]
    for token in tokens:
        if token.figure is not None:
            span = token.figure.span
            assert token.start <= span.start < span.end <= token.end
            assert token.figure.step > 0


def test_a_growth_statement_is_cues_periods_and_figures() -> None:
    text = "支出48.60万元，比上年减少3.40万元，同比下降6.54%。"
    assert cues_of(text) == [
        ("比", "than"), ("减少", "decrease"), ("同比", "than"), ("下降", "decrease"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "公共服务", "增值税收入", "增加值", "超市", "总体情况", "各级部门", "企业所得税",
        "规模以上工业增加值", "比例适当", "一般公共预算", "政府性基金预算", "住房保障支出",
        "理由充分", "参与管理",
    ],
)  # fmt: skip
def test_a_cue_inside_a_longer_word_is_none(text: str) -> None:
    assert cues_of(text) == []


def test_short_cues_count_only_before_a_number() -> None:
    assert ("减", "decrease") in cues_of("比2020年减0.47万元")
    assert ("得", "earned") in cues_of("满分10分，得5分")
    assert cues_of("减灾得法") == []


def test_marks_stand_alone() -> None:
    marks = [t.text for t in tokens_of("（甲，《乙》。）；") if t.kind is TokenKind.MARK]
    assert marks == ["（", "，", "《", "》", "。", "）", "；"]


@pytest.mark.parametrize(
    ("text", "operators"),
    [
        ("差异率＝（2186.11－1254.8）÷1254.8×100%=74.22", "= ( - ) / * ="),
        ("率＝0÷（0+2942.34）×100%=0", "= / ( + ) * ="),
        ("3.2万元≤预算数10万元", "<="),
        ("率≧5%", ">="),
        ("（100-50）/50*100%=100%", "( - ) / * ="),
        ("受助人张××、李×××", ""),
        ("费用3-5万元", ""),
        ("增长-5.2%", ""),
        ("其中（5人）", ""),
        ("得分=3×100%＝3分", "= * ="),
    ],
)
def test_operators_only_where_arithmetic_is_printed(text: str, operators: str) -> None:
    assert operators_of(text) == operators


def test_one_unit_serves_two_figures() -> None:
    first, second = figures_of("收、支分别为4120.30、4138.70万元")
    assert (first.value, first.shared_unit) == (Decimal("41203000"), True)
    assert (second.value, second.shared_unit) == (Decimal("41387000"), False)


@pytest.mark.parametrize(
    "text", ["分别提高2和3.3个百分点", "分别提高2、3.3个百分点", "提高2至3.3个百分点"]
)
def test_points_are_shared_over_conjunctions(text: str) -> None:
    assert [f.dimension for f in figures_of(text)] == [Dimension.POINTS] * 2


def test_a_clause_end_shares_no_unit() -> None:
    first, second = figures_of("满分20，得15分")
    assert first.dimension is Dimension.PLAIN
    assert second.dimension is Dimension.SCORE


@pytest.mark.parametrize("text", ["费用3-5万元", "费用3—5万元", "费用3～5万元", "费用3至5万元"])
def test_both_ends_of_a_range_are_hedged_figures(text: str) -> None:
    low, high = figures_of(text)
    assert (low.value, low.hedge) == (Decimal(30000), Hedge.OVER)
    assert (high.value, high.hedge) == (Decimal(50000), Hedge.UNDER)


def test_brackets_that_only_say_including_do_not_part_a_range() -> None:
    low, high = figures_of("80（含）-90分为良")
    assert (low.dimension, low.hedge) == (Dimension.SCORE, Hedge.OVER)
    assert (high.value, high.hedge) == (Decimal(90), Hedge.UNDER)


def test_from_and_to_are_no_range() -> None:
    assert [f.hedge for f in figures_of("由3万元增加到5万元")] == [Hedge.NONE, Hedge.NONE]


def test_a_declared_unit_serves_bare_numbers_only() -> None:
    assert figure_of("2,940.05", unit="万元").value == Decimal("29400500")
    assert figure_of("2,940.05", unit="万元").shared_unit
    assert figure_of("12.5%", unit="万元").dimension is Dimension.PERCENT
    assert figure_of("12.5", unit="不详").dimension is Dimension.PLAIN


def test_ten_thousands_without_yuan_take_the_declared_unit() -> None:
    assert figure_of("减少3.5万，", unit="元").unit == "万元"
    assert figure_of("减少3.5万，").value == Decimal(35000)


def test_the_base_of_a_change_takes_the_unit_of_its_amount() -> None:
    base, change = figures_of("较上年2.08减少0.03万元")
    assert (base.value, base.unit, base.shared_unit) == (Decimal(20800), "万元", True)
    assert change.value == Decimal(300)


def test_a_change_without_yuan_takes_it_from_the_level_before() -> None:
    level, change, _ = figures_of("支出5.00万元，比上年减少0.30万，下降5.7%")
    assert (change.dimension, change.unit) == (level.dimension, level.unit)


def test_traditional_script_reads_the_same() -> None:
    tokens = tokens_of("總計減少3億元")
    assert [t.cue for t in tokens if t.cue] == ["total", "decrease"]
    assert figure_of("總計減少3億元").value == Decimal(300000000)
