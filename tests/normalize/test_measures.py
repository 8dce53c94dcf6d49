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
    ],
)
def test_two_measures(one: str, other: str) -> None:
    assert not measure_of(one).may_be(measure_of(other))


def test_the_scope_is_told_apart_from_the_name() -> None:
    measure = measure_of("公务接待费年初预算数")
    assert (measure.core, measure.scopes) == ("公务接待费", frozenset({"budget"}))


def test_a_synonym_stands_in_one_group_only() -> None:
    names = [name for group in table("synonyms")["names"] for name in group]
    assert len(names) == len(set(names))
