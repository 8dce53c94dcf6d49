"""Products whose heads, standard and money stand apart, and what only seems to be one."""

from __future__ import annotations

import pytest

from .speaking import said, verdicts

APART = (
    "全县共有护林员1286人。\n按照每人每年9600元的标准发放管护补助。\n"
    "全年兑现补助资金1234.56万元，按季发放到人。"
)
TOWNS = (
    "补助标准为每人每年600元。\n"
    "东镇1235人，资金74.1万元；西镇2418人，资金145.08万元；南镇987人，资金59.22万元。"
)
WHEAT = (
    "下达资金315万元。对全县31500亩小麦每亩补贴100元。\n"
    "实际种植29450亩，按每亩100元的标准发放补贴294.5万元。"
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("1286人", "1268人"),
        ("9600元", "9800元"),
        ("1234.56万元", "123.456万元"),
        ("1234.56万元", "1234.56元"),
        ("1234.56万元", "1264.56万元"),
    ],
)
def test_heads_standard_and_money_may_stand_in_three_paragraphs(right: str, wrong: str) -> None:
    assert verdicts("unit-price", APART) == ["agrees"]
    assert [s.level for s in said("unit-price", APART.replace(right, wrong))] == ["warning"]


def test_a_last_digit_apart_may_be_what_was_paid_in_the_end() -> None:
    found = said("unit-price", APART.replace("1234.56", "1234.53"))
    assert [s.level for s in found] == ["review"]


def test_those_for_whom_a_standard_holds_prove_it_for_the_others() -> None:
    assert verdicts("unit-price", TOWNS) == ["agrees"] * 3
    assert [s.level for s in said("unit-price", TOWNS.replace("145.08", "148.08"))] == ["warning"]
    assert [s.level for s in said("unit-price", TOWNS.replace("987", "957"))] == ["warning"]


def test_a_standard_that_all_the_heads_deny_is_wrong() -> None:
    found = said("unit-price", TOWNS.replace("600", "650"))
    assert {s.level for s in found} == {"error"}


def test_a_standard_denied_by_that_of_another_paragraph_is_wrong() -> None:
    assert said("unit-price", WHEAT) == []
    assert [s.level for s in said("unit-price", WHEAT.replace("100", "120", 1))] == ["warning"]


def test_a_standard_is_what_those_that_pay_for_it_give() -> None:
    text = "任务738户，按{}元/户的标准，市级110.7万元（1500元/户），县级73.8万元（1000元/户）。"
    assert said("unit-price", text.format(2500)) == []
    assert [s.level for s in said("unit-price", text.format(2600))] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "移民134000人，标准为每人每年600元，上半年发放资金4020万元。",
        "计划补助4312人，每人600元，预算258.72万元。实际补助4296人，支出257.76万元。",
        "计划补助4312人，每人600元。实际支出257.76万元，资金结余0.96万元。",
        "安置326人，每人每月1200元，部分人员年中上岗，全年发放岗位补贴412.44万元。",
        "一级护理234人，每人每月220元；二级护理518人，每人每月110元。全年共发放130.152万元。",
    ],
    ids=["half a year", "plan and outturn", "outturn alone", "part of a year", "tiers"],
)
def test_other_times_plans_and_tiers_are_left_alone(text: str) -> None:
    assert said("unit-price", text) == []


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("学生18632人，按每生每天5元、全年200天计算，共需资金{}万元。", "1863.2", "1836.2"),
        ("为1829户按2500元标准发放补助，共计{}万元。", "457.25", "475.25"),
        ("补助老人4312人，补助标准为1200元，发放资金{}万元。", "517.44", "51.744"),
        ("移民5475人，按照每人每年600元的标准，扶持资金为{}万元。", "328.5", "329.5"),
    ],
)
def test_a_standard_may_be_told_in_other_words(text: str, right: str, slip: str) -> None:
    assert verdicts("unit-price", text.format(right)) == ["agrees"]
    assert said("unit-price", text.format(slip))[0].level in ("error", "warning")


def test_a_mean_may_be_of_what_stands_in_another_sentence() -> None:
    text = "公务用车保有量12辆。全年公务用车运行维护费41.28万元。车均运行维护费{}万元。"
    assert verdicts("per-capita", text.format("3.44")) == ["agrees"]
    assert [s.level for s in said("per-capita", text.format("4.34"))] == ["warning"]
    assert said("per-capita", text.format("2.80")) == []


def test_a_harvest_is_land_and_what_each_piece_of_it_bears() -> None:
    text = "粮食播种面积52.36万亩，平均亩产{}公斤，粮食总产量22.93万吨。"
    assert verdicts("per-capita", text.format(438)) == ["agrees"]


def test_a_household_has_at_least_one_member() -> None:
    assert verdicts("visits", "移民1624户，人数为5066人。") == ["agrees"]
    assert [s.level for s in said("visits", "移民5066户，人数为1624人。")] == ["error"]
    assert verdicts("visits", "走访困难户210户，出动党员干部46人。") == []


def test_a_premium_on_shares_is_no_price_times_their_number() -> None:
    text = "授予816000股，授予价28.65元/股，增加股本溢价22562400元。"
    assert said("unit-price", text) == []


SPENT = (
    "中央三批共计7200万元，分到甲县1630万元、乙县2140万元、丙县3430万元。\n"
    "截至年底，资金已执行{}万元，预算执行率{}%。"
)


def test_a_rate_may_be_of_any_amount_told_before_that_makes_it() -> None:
    assert verdicts("completion-rate", SPENT.format("4381.2", "60.85")) == ["agrees"]
    assert said("completion-rate", SPENT.format("4381.2", "52.30")) == []


@pytest.mark.parametrize(
    ("part", "rate"),
    [("4381.2", "39.15"), ("438.12", "60.85"), ("4381.2", "6.085")],
    ids=["of the rest", "a point moved", "a point of the rate moved"],
)
def test_a_slip_in_such_a_rate_is_told(part: str, rate: str) -> None:
    assert [s.level for s in said("completion-rate", SPENT.format(part, rate))] == ["warning"]


def test_a_rate_may_be_of_what_one_amount_leaves_of_another() -> None:
    text = (
        "近日下达第二批资金15640万元，累计到位66280万元。\n"
        "至4月底，第一批资金已支出{}万元，支出率42.36%。"
    )
    assert verdicts("completion-rate", text.format("21451.1")) == ["agrees"]
    assert [s.level for s in said("completion-rate", text.format("2145.11"))] == ["warning"]


def test_rates_of_heads_in_other_units_are_one() -> None:
    text = "全市资金总量75.20亿元，支出{}，支付率为60.8%。"
    assert verdicts("named-rate", text.format("45.74亿元")) == ["agrees"]
    assert [s.level for s in said("named-rate", text.format("45.74万元"))] == ["error"]


@pytest.mark.parametrize(
    ("area", "each", "crop"),
    [
        ("231.35万", "352.7", "75.35万"),
        ("231.35万", "325.7", "75.35"),
        ("281.35万", "325.7", "75.35万"),
    ],
    ids=["the yield", "the unit of the harvest", "the land"],
)
def test_land_yield_and_harvest_may_each_have_a_rate_between_them(
    area: str, each: str, crop: str
) -> None:
    text = "小麦播种面积{}亩，增长1.2%；单产{}公斤/亩，下降0.4%；总产量{}吨，增长0.8%。"
    right = text.format("231.35万", "325.7", "75.35万")
    assert (said("per-capita", right), verdicts("per-capita", right)) == ([], ["agrees"])
    assert [s.level for s in said("per-capita", text.format(area, each, crop))] == ["warning"]


def test_places_are_counted_by_what_stands_behind_their_number() -> None:
    text = "安排{}个集体经济薄弱村扶持资金{}万元，每村50万元。"
    assert said("unit-price", text.format(38, 1900)) == []
    assert [s.stated for s in said("unit-price", text.format(38, 9100))] == ["9100"]
    assert said("unit-price", "在12个乡镇的38个村实施，资金1900万元，每村补助50万元。") == []
    assert said("unit-price", "涉及12个乡镇，资金1900万元，每村补助50万元。") == []


def test_what_each_has_in_brackets_is_of_the_amount_and_number_before() -> None:
    text = "建成30个示范村{}亩果园（每村50亩）。"
    assert said("unit-price", text.format(1500)) == []
    assert [s.level for s in said("unit-price", text.format(1800))] == ["warning"]
