"""Indicators that evaluations compute: by the formula printed, else by the usual one."""

from __future__ import annotations

import pytest
from gouji.validate.tables.worded import formula_of
from hypothesis import given
from hypothesis import strategies as st

from .drawn import Said, verdicts, wrong

PEOPLE = "核定编制50人，在职人员45人，在职人员控制率为{}。"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("completion-rate", PEOPLE.format("90%")),
        ("share", "固定资产总额612.40万元，其中在用固定资产598.31万元，固定资产利用率97.70%。"),
        ("share", "2023年预算数1200.00万元，预算调整数60.00万元，预算调整率5%。"),
        (
            "change-rate",
            "本年度“三公”经费总额8.10万元，上年度“三公”经费总额9.00万元，“三公”经费变动率-10%。",
        ),
        (
            "completion-rate",
            "|项目|数值|\n|在职人员数（人）|45|\n|编制数（人）|50|\n|在职人员控制率（%）|90|",
        ),
    ],
)
def test_the_usual_formula_is_recomputed_in_prose_and_tables(rule: str, text: str) -> None:
    assert "agrees" in verdicts(rule, text)
    assert wrong(rule, text) == []


def test_a_usual_formula_only_asks_for_review() -> None:
    assert wrong("completion-rate", PEOPLE.format("80%")) == [Said("likely", "80", ("45", "50"))]


CARRIED = """结转结余率＝年末结转结余÷（年初结转结余＋本年收入）×100%。
年初结转结余21.00万元，本年收入979.00万元，年末结转结余50.00万元，支出预算数500.00万元，结转结余率{}。"""


def test_the_formula_that_the_report_prints_wins() -> None:
    assert verdicts("share", CARRIED.format("5%")) == ["agrees"]
    assert wrong("share", CARRIED.format("10%")) == [
        Said("asserted", "10", ("50.00", "21.00", "979.00"))
    ]


def test_the_formula_may_stand_in_the_row_of_the_indicator() -> None:
    text = """
    |三级指标|分值|计算公式|完成情况|得分|
    |在职人员控制率|5|在职人员控制率＝（在职人员数/编制数）×100%|在职人员数45人，编制数50人，在职人员控制率{}|5|"""
    assert wrong("completion-rate", text.format("90%")) == []
    assert wrong("completion-rate", text.format("95%")) == [Said("asserted", "95", ("45", "50"))]


def test_a_quantity_of_something_else_is_not_taken() -> None:
    text = "核定编制50人，其中行政编制30人，在职人员控制率90%。在职人员中党员45人。"
    assert verdicts("completion-rate", text) == []


def test_a_quantity_with_two_values_says_nothing() -> None:
    text = "核定编制50人，在职人员45人；上年核定编制48人，核定编制52人，在职人员控制率80%。"
    assert wrong("completion-rate", text) == []


@pytest.mark.parametrize(
    "text", ["预算数", "预算数＋决算数", "（预算数÷决算数", "×100%", "按规定／", "甲÷甲", "÷÷", ""]
)
def test_other_words_are_no_ratio(text: str) -> None:
    assert formula_of(text) is None


def test_what_stands_in_brackets_after_a_name_only_explains_it() -> None:
    formula = formula_of(
        "［（本年数（万元）－上年数）／上年数］×100%".replace("［", "[").replace("］", "]")
    )
    assert formula is not None
    assert formula.names == ("本年数", "上年数")


@given(st.text("甲乙数（）()+-/÷×100% ", max_size=20))
def test_no_text_breaks_the_reading_of_formulas(text: str) -> None:
    formula = formula_of(text)
    assert formula is None or len(formula.names) > 1
