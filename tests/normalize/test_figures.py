"""Figures: value, step, unit, hedge."""

from __future__ import annotations

from decimal import Decimal

import pytest
from gouji.extract.document import Span
from gouji.normalize.figure import Dimension, Hedge
from gouji.normalize.units import base_of
from hypothesis import given
from hypothesis import strategies as st

from .shorthand import figure_of, figures_of, tokens_of


@pytest.mark.parametrize(
    ("text", "value", "step", "dimension", "unit"),
    [
        ("共支出14029.6万元。", "140296000", "1000", Dimension.MONEY, "万元"),
        ("共支出1,234,567.80元。", "1234567.80", "0.01", Dimension.MONEY, "元"),
        ("完成2.25亿元。", "225000000", "1000000", Dimension.MONEY, "亿元"),
        ("规模达4.78万亿元。", "4780000000000", "10000000000", Dimension.MONEY, "万亿元"),
        ("进口17万元人民币。", "170000", "10000", Dimension.MONEY, "万元"),
        ("现金￥300。", "300", "1", Dimension.MONEY, "元"),
        ("投入3亿2千万元。", "320000000", "10000000", Dimension.MONEY, "元"),
        ("投入三千二百万元。", "32000000", "1000000", Dimension.MONEY, "元"),
        ("合计壹佰贰拾叁万肆仟元整。", "1234000", "1000", Dimension.MONEY, "元"),
        ("增长12.50%。", "12.50", "0.01", Dimension.PERCENT, "%"),
        ("出生率9.1‰。", "0.91", "0.01", Dimension.PERCENT, "‰"),
        ("增长百分之五十二点一九。", "52.19", "0.01", Dimension.PERCENT, "%"),
        ("下降千分之三。", "0.3", "0.1", Dimension.PERCENT, "%"),
        ("补助50元/人/天。", "50", "1", Dimension.MEASURE, "元/人/天"),
        ("产值翻两番。", "2", "1", Dimension.MULTIPLE, "番"),
        ("设备2台（套）。", "2", "1", Dimension.COUNT, "台（套）"),
        ("占三成五。", "35", "1", Dimension.PERCENT, "成"),
        ("按八五折计。", "85", "1", Dimension.PERCENT, "折"),
        ("提高1.5个百分点。", "1.5", "0.1", Dimension.POINTS, "个百分点"),
        ("下降0.3个千分点。", "0.03", "0.01", Dimension.POINTS, "个千分点"),
        ("得分99.43分。", "99.43", "0.01", Dimension.SCORE, "分"),
        ("编制29名。", "29", "1", Dimension.COUNT, "名"),
        ("接待1205人次。", "1205", "1", Dimension.COUNT, "人次"),
        ("人口489.93万人。", "4899300", "100", Dimension.COUNT, "万人"),
        ("增长3.9倍。", "3.9", "0.1", Dimension.MULTIPLE, "倍"),
        ("面积432平方米。", "432", "1", Dimension.MEASURE, "平方米"),
        ("补助300元/人·月。", "300", "1", Dimension.MEASURE, "元/人·月"),
        ("使用外资9.37亿美元。", "937000000", "1000000", Dimension.MEASURE, "亿美元"),
        ("占76.23，其余…", "76.23", "0.01", Dimension.PLAIN, ""),
        ("增长.46%。", "0.46", "0.01", Dimension.PERCENT, "%"),
        ("增长１２．５％。", "12.5", "0.1", Dimension.PERCENT, "%"),
        ("完成 307.82 万元。", "3078200", "100", Dimension.MONEY, "万元"),
        ("支出壹萬元。", "10000", "10000", Dimension.MONEY, "元"),
    ],
)
def test_a_figure_has_exact_value_step_and_unit(
    text: str, value: str, step: str, dimension: Dimension, unit: str
) -> None:
    figure = figure_of(text)
    assert figure.value == Decimal(value)
    assert figure.step == Decimal(step)
    assert (figure.dimension, figure.unit) == (dimension, unit)


@given(
    st.decimals(0, 10**9, places=2, allow_nan=False), st.sampled_from(["元", "万元", "亿元", "%"])
)
def test_what_is_printed_can_be_told_from_the_value(number: Decimal, unit: str) -> None:
    figure = figure_of(f"合计{number}{unit}。")
    assert figure.printed_value == number
    assert figure.number == str(number)
    assert figure.step == figure.scale / 100


def test_the_span_is_the_number_and_its_unit_alone() -> None:
    token = next(t for t in tokens_of("收入 约12.5万元左右，") if t.figure)
    assert token.text == "约12.5万元左右"
    assert token.figure is not None
    assert token.figure.raw == "12.5万元"
    assert token.figure.span == Span(0, 4, 10)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("约5万元", Hedge.ABOUT),
        ("5万元左右", Hedge.ABOUT),
        ("近40%", Hedge.UNDER),
        ("不足5万元", Hedge.UNDER),
        ("5人以下", Hedge.UNDER),
        ("超5.78万亿元", Hedge.OVER),
        ("突破1亿户", Hedge.OVER),
        ("60%以上", Hedge.OVER),
        ("单价100万元（含）以上", Hedge.OVER),
        ("五十余人", Hedge.MORE),
        ("3800余家", Hedge.MORE),
        ("一千多万元", Hedge.MORE),
        ("不超过3万元", Hedge.UNDER),
        ("不低于3万元", Hedge.OVER),
        ("预计可实现收入24.71亿元", Hedge.ESTIMATE),
        ("收入24.71亿元", Hedge.NONE),
        ("占三分之一", Hedge.ABOUT),
        ("降低2/3", Hedge.ABOUT),
    ],
)
def test_a_hedge_opens_the_right_side(text: str, hedge: Hedge) -> None:
    assert figure_of(text).hedge is hedge


def test_a_forecast_ends_with_its_clause() -> None:
    first, second = figures_of("预计实现增加值24.71亿元，完成投资9.8亿元。")
    assert (first.hedge, second.hedge) == (Hedge.ESTIMATE, Hedge.NONE)


def test_exceeding_the_budget_hedges_nothing() -> None:
    assert figure_of("支出超过预算12万元").hedge is Hedge.NONE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("增长-5.2%", "-5.2"),
        ("增长−5.2%", "-5.2"),
        ("增长－5.2%", "-5.2"),
        ("增长—5.2%", "-5.2"),
        ("增速为负5.2%", "-5.2"),
        ("负增长1.21%", "1.21"),
        ("增长+5.2%", "5.2"),
        ("增加（减少）-5.2万元", "-52000"),
    ],
)
def test_a_sign_belongs_to_its_number_and_a_word_does_not(text: str, value: str) -> None:
    assert figure_of(text).value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "一个新局面", "一般公共预算", "十分重要", "万分感谢", "三公经费", "五年规划", "四川",
        "千家万户", "统一部署", "两岸", "第三方", "二级指标", "八项规定精神", "三次产业", "一次性",
    ],
)  # fmt: skip
def test_numerals_inside_words_are_no_figures(text: str) -> None:
    assert figures_of(text) == []


def test_an_article_becomes_a_count_where_its_phrase_ends() -> None:
    assert [f.value for f in figures_of("行政一名，事业四名，建立一个平台")] == [1, 4]


def test_a_vague_number_is_no_figure() -> None:
    assert figures_of("三四家企业和二三十个项目") == []


def test_names_of_one_unit_share_a_base() -> None:
    people = figures_of("编制7名，实有7人，全县3.5万人，用地5㎡和6平方米")
    assert [base_of(f) for f in people] == ["人", "人", "人", "平方米", "平方米"]


def test_a_malformed_group_is_not_taken_for_thousands() -> None:
    assert [f.number for f in figures_of("合计12,34.5万元")] == ["12", "34.5"]
