"""Shares and rates of wholes that are printed beside them, or a paragraph before."""

from __future__ import annotations

import pytest

from .speaking import said, verdicts


@pytest.mark.parametrize(
    "text",
    [
        "年末在岗148人，占核定编制数160人的{}%。",
        "新建管网148公里，同比增长5%，占规划总长度160公里的比重为{}%。",
        "回访病人148名，相当于出院病人160名的{}%。",
    ],
)
def test_a_share_may_print_its_whole(text: str) -> None:
    assert verdicts("share", text.format("92.50")) == ["agrees"]
    assert [s.level for s in said("share", text.format("95.20"))] == ["error"]


def test_of_several_parts_that_a_share_may_be_of_none_is_held_to_it() -> None:
    text = "新增林地31亩，新增果园148亩，占规划面积160亩的67.3%。"
    assert said("share", text) == []


def test_a_share_of_what_follows_the_word_is_no_use_of_it() -> None:
    text = "全县用水总量520.6万方。其中，生活用水83.3万方，占用水总量的{}%。占用耕地30亩。"
    assert verdicts("share", text.format("16.0")) == ["agrees"]
    assert [s.level for s in said("share", text.format("61.0"))] == ["error"]


def test_a_share_is_of_what_stands_outside_the_brackets() -> None:
    text = "供水520.6万方。其中，工业用水83.3万方（其中冷却用水40.1万方），占供水的16.0%。"
    assert verdicts("share", text) == ["agrees"]


def test_shares_that_changed_places_are_both_wrong() -> None:
    text = "市级、县级采购规模分别为246.3亿元和2906.7亿元，占全省采购规模的{}%和{}%。"
    assert said("share", text.format("7.8", "92.2")) == []
    wrong = said("share", text.format("92.2", "7.8"))
    assert [(s.level, s.expected) for s in wrong] == [("error", "7.8%"), ("error", "92.2%")]


def test_a_share_of_the_same_thing_by_a_shorter_name() -> None:
    text = "全县财政收入31.8亿元，增长5.3%，其中税收收入24.5亿元，税收占比{}%。"
    assert verdicts("share", text.format("77.0")) == ["agrees"]
    assert [s.level for s in said("share", text.format("70.7"))] == ["error"]


def test_a_rate_of_one_outcome_is_of_both() -> None:
    text = "批准逮捕138件166人，不批准逮捕31件42人，不捕率为{}%。"
    assert verdicts("named-rate", text.format("20.19")) == ["agrees"]
    assert [s.level for s in said("named-rate", text.format("21.09"))] == ["error"]
    decided = "批准和决定逮捕166人，不捕42人，不捕率22.9%。"
    assert said("named-rate", decided) == []


def test_what_is_left_over_proves_the_whole_of_a_rate() -> None:
    text = "概算投资5400.50万元，下达资金3200万元，使用资金{}万元，结转资金{}万元，使用率{}%。"
    right = text.format("2096.00", "1104.00", "65.50")
    assert verdicts("named-rate", right) == ["agrees"]
    exchanged = text.format("1104.00", "2096.00", "65.50")
    assert [s.level for s in said("named-rate", exchanged)] == ["error"]
    other_base = text.format("2096.00", "1104.00", "38.81")
    assert [s.expected for s in said("named-rate", other_base)] == ["65.5%"]


SOURCES = "下达资金合计960万元。其中，中央资金640万元；省级资金320万元。\n"


@pytest.mark.parametrize(("rate", "level"), [("52.40", "warning"), ("76.80", "error")])
def test_what_a_source_paid_for_is_held_to_what_it_gave(rate: str, level: str) -> None:
    text = SOURCES + "中央资金支出503.04万元，预算执行率{}%，省级资金支出320万元，预算执行率100%。"
    assert verdicts("completion-rate", text.format("78.60")) == ["agrees", "agrees"]
    assert [s.level for s in said("completion-rate", text.format(rate))] == [level]
