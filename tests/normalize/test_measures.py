"""Names of one measure are linked, and only those."""

from __future__ import annotations

import pytest
from gouji.normalize.lexicon import table
from gouji.normalize.measures import measure_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“三公”经费支出", "三公经费"),
        ("公务用车运行维护费", "公务用车运行费"),
        ("因公出国（境）费用", "因公出国（境）费"),
        ("住房保障支出（类）", "住房保障支出"),
        ("一、一般公共服务支出", "一般公共服务支出"),
        ("公务接待费支出决算", "公务接待费"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("本年度“三公”经费支出", "三公经费总支出"),
        ("“三公”经费支出决算", "“三公”经费财政拨款支出"),
        ("政府采购支出总额", "政府采购支出合计"),
        ("我局机关运行经费支出", "机关运行经费"),
        ("日常公用经费决算数", "公用经费"),
        ("培训费支出", "培训费"),
    ],
)
def test_two_names_of_one_measure(one: str, other: str) -> None:
    assert measure_of(one).may_be(measure_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("基本支出", "项目支出"),
        ("公务接待费年初预算数", "公务接待费决算数"),
        ("财政拨款收入", "财政拨款支出"),
        ("一般公共预算财政拨款支出", "政府性基金预算财政拨款支出"),
        ("", ""),
        ("公务用车购置费", "公务用车运行费"),
        ("本级“三公”经费支出", "全系统“三公”经费支出"),
        ("国内公务接待费", "公务接待费"),
        ("收入合计", "收入总计"),
        ("项目支出（不含基本建设）", "项目支出"),
        ("总工会经费", "工会经费"),
        ("年初预算数", "调整预算数"),
        ("三公经费全年预算", "三公经费年初预算"),
    ],
)
def test_two_measures(one: str, other: str) -> None:
    assert not measure_of(one).may_be(measure_of(other))


def test_the_scope_is_told_apart_from_the_name() -> None:
    measure = measure_of("公务接待费年初预算数")
    assert (measure.core, measure.scopes) == ("公务接待费", frozenset({"budget"}))


def test_a_budget_inside_a_name_is_no_stage() -> None:
    assert measure_of("一般公共预算财政拨款支出").stage == ""
    assert measure_of("一般公共预算财政拨款支出决算").stage == "actual"


def test_only_names_of_the_dictionary_are_known() -> None:
    assert measure_of("会议费支出").known
    assert not measure_of("溪口水库加固资金").known


def test_a_synonym_stands_in_one_group_only() -> None:
    names = [name for group in table("synonyms")["names"] for name in group]
    assert len(names) == len(set(names))
