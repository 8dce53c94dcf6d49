"""What sets of forms must go down to, and what empty ones must say."""

from __future__ import annotations

from .drawn import remarks
from .test_identities import accounts

FUNDS = """
国有资本经营预算财政拨款支出决算表
单位：万元
|科目编码|科目名称|本年支出|基本支出|项目支出|
|合计|<||||
{}"""


def test_classes_alone_are_too_coarse() -> None:
    assert remarks("granularity", accounts()) == ["201 一般公共服务支出", "210 卫生健康支出"]


def test_a_class_shown_to_the_item_is_fine_enough() -> None:
    items = "|2010601|行政运行|30.00|20.00|10.00|\n|2100101|行政运行|12.50|10.00|2.50|\n政府"
    assert remarks("granularity", accounts().replace("政府", items, 1)) == []


def test_items_on_another_page_are_found() -> None:
    rest = (
        "\n|科目编码|科目名称|本年支出合计|基本支出|项目支出|\n|2010601|行政运行|30.00|20.00|10.00|"
    )
    assert remarks("granularity", accounts() + rest) == ["210 卫生健康支出"]


def test_an_empty_form_needs_a_note() -> None:
    assert remarks("empty-table", accounts() + FUNDS.format("")) == [
        "国有资本经营预算财政拨款支出决算表"
    ]
    noted = "注：本单位没有国有资本经营预算财政拨款，故本表为空。"
    assert remarks("empty-table", accounts() + FUNDS.format(noted)) == []


def test_a_passage_elsewhere_may_say_that_there_was_nothing() -> None:
    said = "二、说明\n三、其他\n四、其他\n本单位2024年度无国有资本经营预算支出。"
    assert remarks("empty-table", accounts() + FUNDS.format(said)) == []


def test_zeros_are_data() -> None:
    text = accounts() + FUNDS.format("").replace("|合计|<||||", "|合计|<|0.00|0.00|0.00|")
    assert remarks("empty-table", text) == []


def test_a_table_alone_is_held_to_no_profile() -> None:
    assert remarks("empty-table", FUNDS.format("")) == []
