"""Official forms: known by title, tied to each other by their profile."""

from __future__ import annotations

import pytest
from gouji.validate.tables.profile import ProfileError
from gouji.validate.tables.profile_text import parse
from gouji.validate.tables.profiles import shipped

from .drawn import Said, remarks, verdicts, wrong

ACCOUNTS = """收入支出决算总表
单位：万元
|收入|<|支出|<|
|项目|决算数|项目|决算数|
|一、一般公共预算财政拨款收入|40.00|一、一般公共服务支出|30.00|
|二、其他收入|2.00|二、卫生健康支出|12.50|
|本年收入合计|42.00|本年支出合计|42.50|
|年初结转和结余|1.50|年末结转和结余|1.00|
|总计|43.50|总计|{total}|
收入决算表
单位：万元
|科目编码|科目名称|本年收入合计|财政拨款收入|其他收入|
|合计|<|42.00|40.00|2.00|
|201|一般公共服务支出|29.50|27.50|2.00|
|210|卫生健康支出|12.50|12.50||
支出决算表
单位：万元
|科目编码|科目名称|本年支出合计|基本支出|项目支出|
|合计|<|42.50|30.00|12.50|
|201|一般公共服务支出|{service}|20.00|10.00|
|210|卫生健康支出|12.50|10.00|2.50|
政府性基金预算财政拨款收入支出决算表
{unit}
|科目编码|科目名称|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余|
|^|^|^|^|小计|基本支出|项目支出|^|
|合计|<|1.00|5.00|4.00||4.00|{left}|
|212|城乡社区支出|1.00|5.00|4.00||4.00|2.00|
"""


def accounts(
    total: str = "43.50", service: str = "30.00", left: str = "2.00", unit: str = "单位：万元"
) -> str:
    return ACCOUNTS.format(total=total, service=service, left=left, unit=unit)


def test_forms_that_agree_say_nothing() -> None:
    for rule in ("table-cross", "balance", "fund-roll"):
        told = verdicts(rule, accounts())
        assert told
        assert set(told) == {"agrees"}


def test_a_class_must_be_the_same_in_both_tables() -> None:
    assert wrong("table-cross", accounts(service="30.90")) == [
        Said("asserted", "30.00", ("30.90",))
    ]


def test_a_hundredth_between_tables_is_a_rounded_tail() -> None:
    assert wrong("table-cross", accounts(service="30.01")) == []
    assert "agrees by rounding" in verdicts("table-cross", accounts(service="30.01"))


def test_income_and_expenditure_balance() -> None:
    assert wrong("balance", accounts(total="45.30")) == [Said("asserted", "43.50", ("45.30",))]


def test_funds_are_carried_forward_row_by_row() -> None:
    assert wrong("fund-roll", accounts(left="2.90")) == [
        Said("asserted", "2.90", ("1.00", "5.00", "4.00"))
    ]


def test_tables_of_two_units_in_one_file_are_not_mixed() -> None:
    other = accounts().replace("30.00", "60.00").replace("42.50", "72.50")
    assert wrong("table-cross", accounts() + other) == []


def test_a_missing_table_is_named() -> None:
    assert "一般公共预算财政拨款支出决算表" in remarks("required-table", accounts())


def test_a_table_whose_title_stands_alone_is_not_missing() -> None:
    text = accounts() + "\n一般公共预算财政拨款支出决算表\n本表无数据。"
    assert "一般公共预算财政拨款支出决算表" not in remarks("required-table", text)


def test_one_form_alone_requires_no_others() -> None:
    assert remarks("required-table", "收入决算表\n单位：万元\n|项目|金额|\n|合计|1.00|") == []


def test_a_form_without_a_unit_is_told() -> None:
    assert remarks("unit-declared", accounts()) == []
    assert remarks("unit-declared", accounts(unit="编制单位：某局")) == [
        "政府性基金预算财政拨款收入支出决算表"
    ]


PROFILE = """[profile]
id = "own"
name = "自有表"
english = "own"

[[form]]
id = "a"
name = "甲表"
title = ["甲表"]

[[identity]]
rule = "table-cross"
name = "合计"
left = "a: 合计"
right = "b: 合计"
"""


def test_shipped_profiles_can_be_read() -> None:
    assert [profile.id for profile in shipped()] == [
        "accounts",
        "budgets",
        "grades",
        "indicators",
        "overall-indicators",
        "overall-self-evaluation",
        "performance-targets",
        "self-evaluation",
    ]


@pytest.mark.parametrize(
    ("old", "new", "where", "why"),
    [
        ('name = "自有表"', "name = 自有表", "own.toml:3:8", ""),
        ('"b: 合计"', '"b: 合计"', "own.toml:15:10", "no form is called “b”"),
        ('"b: 合计"', '"合计"', "own.toml:15:10", "form: row / column"),
        ('rule = "table-cross"', 'rule = "sums"', "own.toml:12:9", "no table rule"),
        ('title = ["甲表"]', 'titel = ["甲表"]', "own.toml:9:1", "unknown key “titel”"),
        ('title = ["甲表"]', 'title = "甲表"', "own.toml:9:1", "must be a list"),
    ],
)
def test_a_broken_profile_says_where(old: str, new: str, where: str, why: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parse(PROFILE.replace(old, new), "own.toml")
    assert where in str(caught.value)
    assert why in str(caught.value)


LONE = """收入支出决算总表
单位：万元
|收入|<|支出|<|
|项目|决算数|项目|决算数|
|一、一般公共预算财政拨款收入|426.10|一、一般公共服务支出|380.40|
|二、其他收入|13.90|二、社会保障和就业支出|59.60|
|本年收入合计|440.00|本年支出合计|440.00|
|年初结转和结余|20.00|年末结转和结余|20.00|
|总计|460.00|总计|{}|"""


def test_a_table_of_totals_that_stands_alone_must_balance() -> None:
    assert verdicts("balance", LONE.format("460.00")) == ["agrees"]
    assert wrong("balance", LONE.format("480.00")) == [Said("asserted", "460.00", ("480.00",))]


ROLLED = """一般公共预算财政拨款收入支出决算表
单位：万元
|科目编码|科目名称|年初结转和结余|<|本年收入|<|本年支出|<|年末结转和结余|<|
|^|^|合计|项目支出|合计|项目支出|合计|项目支出|合计|项目支出|
|201|一般公共服务支出|10.00|10.00|250.00|50.00|245.00|45.00|{}|15.00|"""


def test_what_is_carried_forward_rolls_in_stacked_columns() -> None:
    assert verdicts("fund-roll", ROLLED.format("15.00")) == ["agrees"]
    assert wrong("fund-roll", ROLLED.format("51.00")) == [
        Said("asserted", "51.00", ("10.00", "250.00", "245.00"))
    ]


@pytest.mark.parametrize(
    ("columns", "right", "wrong_row"),
    [
        ("年初余额|本年新增|本年偿还|年末余额", "50.0|5.5|3.0|52.5", "50.0|5.5|3.0|55.5"),
        ("期初数|本期增加|本期减少|期末数", "560.00|80.00||640.00", "560.00|80.00||604.00"),
        ("上年结转|本年收入|本年支出|结转下年", "1.00|9.00|8.00|2.00", "1.00|9.00|8.00|3.00"),
    ],
)
def test_amounts_carried_forward_are_recomputed(columns: str, right: str, wrong_row: str) -> None:
    head = (
        f"单位：万元\n|项目|{columns}|\n|甲|90.50|12.00|8.00|94.50|\n|乙|30.20|2.00|1.20|31.00|\n"
    )
    assert wrong("fund-roll", f"{head}|丙|{right}|") == []
    assert len(wrong("fund-roll", f"{head}|丙|{wrong_row}|")) == 1


def test_what_stands_between_two_balances_may_move_them_too() -> None:
    text = """单位：万元
    |项目|年初结转|本年收入|本年支出|缴回财政|年末结转|
    |甲|10.00|100.00|95.00|0.00|15.00|
    |乙|5.00|50.00|50.00|0.00|5.00|
    |丙|3.00|20.00|20.00|2.00|1.00|"""
    assert verdicts("fund-roll", text) == []
