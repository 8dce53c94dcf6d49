"""What a table shows to be computed, whatever its header calls it."""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate


def told(text: str) -> list[tuple[str, str, str]]:
    """(level, rule, what is stated) of every loud finding."""
    evaluation = evaluate(normalize(document_from_text(text)))
    assert evaluation.failed == []
    loud = [f for f in evaluation.findings if f.level in ("error", "warning")]
    return [(f.level, f.rule, str(f.stated)) for f in loud]


PREMIUMS = """险种 | 每亩保额(元) | 费率 | 每亩保费(元)
早稻 | 950 | 4.2% | 39.9
晚稻 | 870 | 4.2% | 36.54
棉花 | 760 | 3.5% | {cotton}
甘蔗 | 640 | 2.5% | 16
荔枝 | 1280 | 5.5% | 70.4"""


def test_a_column_is_the_product_of_two() -> None:
    assert told(PREMIUMS.format(cotton="26.6")) == []
    assert told(PREMIUMS.format(cotton="62.6")) == [("error", "unit-price", "62.6")]


BURDENS = """险种 | 中央 | 省级 | 县级 | 财政合计 | 农户
早稻 | 42.5% | 25% | 5% | 72.5% | 27.5%
晚稻 | 45% | {second} | 6.5% | 77.5% | 22.5%
棉花 | 37.5% | 22% | 15% | 74.5% | {last}
甘蔗 | 40.5% | 30% | 11% | 81.5% | 18.5%
荔枝 | 33% | 30% | 16.5% | 79.5% | 20.5%"""


def test_percentages_add_up_row_by_row() -> None:
    assert told(BURDENS.format(second="26%", last="25.5%")) == []
    assert told(BURDENS.format(second="62%", last="25.5%")) == [("error", "table-row", "77.5%")]
    assert told(BURDENS.format(second="26%", last="22.5%")) == [("error", "share", "74.5%")]


YEARS = """单位：亿元、%
指标 | 2016年 | 2017年 | 2018年 | 2019年 | 2020年 | 2021年 |
销量 | 517.2 | {second} | 583.4 | 641.9 | 702.7 | 688.5 |
年增长率 | 8.4 | 5.1 | 7.3 | 10.0 | {fifth} | {last} |"""


@pytest.mark.parametrize(
    ("second", "fifth", "last", "found"),
    [
        ("543.6", "9.5", "-2.0", []),
        ("543.6", "5.9", "-2.0", ["5.9"]),
        ("543.6", "9.5", "2.0", ["2.0"]),
        ("534.6", "9.5", "-2.0", ["5.1", "7.3"]),
    ],
)
def test_a_row_is_the_growth_of_another_from_year_to_year(
    second: str, fifth: str, last: str, found: list[str]
) -> None:
    said = told(YEARS.format(second=second, fifth=fifth, last=last))
    assert {(rule, stated) for _, rule, stated in said} == {("change-rate", f) for f in found}


PEOPLE = """指标 | 人数(人) | 构成(%) |
全区常住人口 | 412873 | 100 |
城镇 | 251604 | 60.94 |
乡村 | 161269 | 39.06 |
0—14岁 | 70231 | {young} |
15—59岁 | 268140 | 64.94 |
60岁及以上 | 74502 | 18.04 |"""


def test_a_column_is_the_share_of_what_one_row_holds() -> None:
    assert told(PEOPLE.format(young="17.01")) == []
    assert told(PEOPLE.format(young="71.01")) == [("error", "share", "71.01")]


def test_a_law_that_two_rows_show_is_none() -> None:
    text = "甲 | 乙 | 丙 | 丁\n子 | 12 | 5 | 60\n丑 | 9 | 4 | 36\n寅 | 8 | 7 | 65"
    assert told(text) == []


STANDARDS = """乡镇 | 补助人数 | 补助资金(元) |
东岭镇 | 127 | 80010 |
西塘镇 | 94 | 59220 |
南浦乡 | 206 | {third} |
北渡乡 | 61 | 38430 |
石桥乡 | 158 | {last} |"""


def test_each_gets_as_much_as_the_others() -> None:
    assert told(STANDARDS.format(third="129780", last="99540")) == []
    found = told(STANDARDS.format(third="127980", last="99540"))
    assert found == [("warning", "proportion", "127980")]


def test_one_that_gets_less_is_no_mistake() -> None:
    assert told(STANDARDS.format(third="129780", last="71100")) == []


def test_the_largest_share_may_have_taken_what_100_lacks() -> None:
    rows = (
        "账龄 | 期末金额 | 比例(%) | 期初金额 | 比例(%)\n"
        "1年以内 | 35,228,613.40 | 98.95 | 71,504,218.36 | 99.68\n"
        "1至2年 | 318,936.75 | 0.90 | 197,583.12 | 0.28\n"
        "2至3年 | 32,986.51 | 0.09 | 11,380.00 | 0.02\n"
        "3年以上 | 22,756.00 | 0.06 | 11,380.00 | 0.02\n"
        "合计 | 35,603,292.66 | 100.00 | 71,724,561.48 | 100.00"
    )
    assert told(rows) == []
