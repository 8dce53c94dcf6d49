"""How far a change reaches for the level and the base that it speaks of."""

from __future__ import annotations

import pytest

from .speaking import said

YEARS = (
    "2022年各项费用决算：设备购置费272.60万元、设备运行维护费317.40万元、资料印刷费39.20万元。\n"
    "2023年各项费用决算：设备购置费399.10万元、设备运行维护费462.90万元、资料印刷费{}万元。\n"
    "1.设备购置费增加126.50万元，主要是更换旧设备。\n"
    "2.设备运行维护费增加145.50万元，主要是设备使用年限较长。\n"
    "3.资料印刷费增加4.40万元。"
)

CASES = {
    "a rate told before the amount that is compared": (
        "change-rate",
        "截至10月底，税收收入完成187,640万元，下降{}%，较去年同期减收23,360万元。",
        "11.07", "12.45",
    ),
    "a round figure that the level passed": (
        "change-rate",
        "全县采购规模为20645.2万元，首次突破2万万元，比上年增加3645.2万元，增长{}%。",
        "21.4", "17.7",
    ),
    "a comparison that ends with its base": (
        "change-amount",
        "全市12个区县的人口为83649万人。同上次普查时的80172万人相比，五年共增加{}万人，增长4.34%。",
        "3477", "3747",
    ),
    "both sides of the balance": (
        "change-rate",
        "收入总计3328.56万元，支出总计3328.56万元。收支较上年决算数增加418.97万元，增长{}%。",
        "14.4", "16.4",
    ),
    "a list between a total and its change, the new level taken for the base": (
        "change-rate",
        "预算52.40亿元，其中甲费21.30亿元，乙费31.10亿元。比2021年年初预算减少7.10亿元，下降{}%。",
        "11.9", "13.5",
    ),
    "a level told after its change, taken for the base": (
        "change-rate",
        "事业收入较上年决算数增加6.30万元，增长{}%。其中：拨款收入912.40万元；事业收入58.20万元。",
        "12.1", "10.8",
    ),
    "last year's level a paragraph before": (
        "change-rate",
        "2021年本局共开支公务接待费186万元。\n"
        "2022年本局安排公务接待费预算{}万元，较2021年决算下降4.30%。",
        "178", "168",
    ),
    "last year's level copied into this year's, where other changes show how to read": (
        "change-amount", YEARS, "43.60", "39.20",
    ),
    "the levels of two years, and a slip in the change": (
        "change-amount", YEARS.replace("145.50", "{}").replace("费{}万元。", "费43.60万元。", 1),
        "145.50", "155.50",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "right", "wrong"), CASES.values(), ids=CASES.keys())
def test_a_change_finds_what_it_is_measured_from(
    rule: str, text: str, right: str, wrong: str
) -> None:
    assert said(rule, text.format(right)) == []
    assert [s.level for s in said(rule, text.format(wrong))] == ["error"]


@pytest.mark.parametrize("measured", ["同口径", "剔除调整因素后"])
def test_another_scope_is_not_held_against_the_levels_as_printed(measured: str) -> None:
    text = (
        f"2021年公务接待费186万元。\n2022年公务接待费预算168万元，较2021年决算{measured}下降4.30%。"
    )
    assert said("change-rate", text) == []


AGAIN = {
    "the rate in one place, the amount in another": (
        "change-rate",
        "今年1—4月，全县财政支出完成86.40亿元，增长{}%，其中民生支出增长最快。\n"
        "前4个月，财政总收入完成131.20亿元，而全县财政支出86.40亿元，完成预算30.7%，增支8.26亿元。",
        "10.6", "9.6",
    ),
    "the amount in both places": (
        "change-amount",
        "各项经费合计61.30万元，其中：设备运行费38.91万元。与2021年相比，设备运行费增加14.79万元。\n"
        "设备运行费38.91万元，较2021年度增加{}万元，主要是价格上涨。",
        "14.79", "17.49",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "right", "wrong"), AGAIN.values(), ids=AGAIN.keys())
def test_what_is_said_of_one_level_twice_must_fit(
    rule: str, text: str, right: str, wrong: str
) -> None:
    assert said(rule, text.format(right)) == []
    assert [s.level for s in said(rule, text.format(wrong))] == ["error"]


def test_one_level_may_have_changed_against_two_bases() -> None:
    text = (
        "设备运行费38.91万元，较2021年增加14.79万元。\n设备运行费38.91万元，较2020年增加17.49万元。"
    )
    assert said("change-amount", text) == []


def test_what_came_in_last_year_is_no_base_of_what_follows_another_change() -> None:
    text = "去年一次性入库3020万元，预计减收3800万元，全年完成税收238000万元，下降9.7%。"
    assert said("change-rate", text) == []


STAYED = (
    "本局“三公”经费支出535.80万元，较上年{}%，其中，甲费213.80万元，较上年基本持平；"
    "乙费238.00万元，较上年减少22%；丙费84.00万元，较上年减少7%。"
)


@pytest.mark.parametrize(
    ("own", "levels"), [("减少12", []), ("增加12", ["warning"]), ("减少21", ["warning"])]
)
def test_parts_that_nearly_stayed_leave_their_total_little_room(
    own: str, levels: list[str]
) -> None:
    assert [s.level for s in said("implied-base", STAYED.format(own))] == levels


TRIPS = (
    "1、接待国内游客15135.54万人次，比去年同期增长{}%；\n"
    "2、接待国内过夜游客8420.36万人次，比去年同期增长12.35%；\n"
    "3、接待国内一日游游客6715.18万人次，比去年同期增长17.85%。"
)


def test_parts_in_paragraphs_of_their_own_tell_of_a_swap_only() -> None:
    assert said("implied-base", TRIPS.format("14.73")) == []
    assert said("implied-base", TRIPS.format("14.29")) == []  # a base may have been revised
    assert [s.level for s in said("implied-base", TRIPS.format("17.43"))] == ["warning"]


@pytest.mark.parametrize(("verb", "levels"), [("下降", []), ("上升", ["error"])])
def test_what_ages_gain_and_lose_adds_up_to_nothing(verb: str, levels: list[str]) -> None:
    text = (
        f"与上次普查相比，0-14岁人口比重下降0.24个百分点，15-59岁人口比重{verb}3.05个百分点，"
        "60岁及以上人口比重上升3.29个百分点，65岁及以上人口比重上升1.85个百分点。"
    )
    assert [s.level for s in said("change-points", text)] == levels


NESTED = (
    "经费支出2.30亿元，比上年减少{}亿元。其中，甲费0.62亿元，比2021年减少48.50万元；"
    "乙费1.41亿元，包括购置费0.15亿元和运行费1.26亿元，与2021年相比，分别减少0.19亿元和0.54亿元；"
    "丙费0.27亿元，比2021年减少0.14亿元。"
)


@pytest.mark.parametrize(("own", "levels"), [("0.87", []), ("0.97", ["warning"])])
def test_the_changes_of_parts_told_together_make_up_that_of_their_total(
    own: str, levels: list[str]
) -> None:
    assert [s.level for s in said("change-rollup", NESTED.format(own))] == levels


@pytest.mark.parametrize(("verb", "levels"), [("减少", []), ("增加", ["warning"])])
def test_what_parts_of_parts_gain_and_lose_keeps_their_total_where_it_was(
    verb: str, levels: list[str]
) -> None:
    text = (
        "2023年“三公”经费预算安排540万元，与2022年预算持平：一、因公出国（境）费预算180万元，与2022年"
        "预算相比增加180万元，二、公务用车购置及运行费预算150万元，其中公务用车运行费150万元，与2022年"
        f"预算相比{verb}180万元，公务用车购置费0万元，三、公务接待费预算210万元，与2022年预算相比持平。"
    )
    assert [s.level for s in said("change-rollup", text)] == levels


def test_a_total_grows_no_faster_than_every_part_told_apart() -> None:
    text = (
        "全县一般公共预算收入完成34.52亿元，{}，其中税收收入完成21.38亿元，下降9.6%。\n"
        "税收收入情况。全县税收收入完成21.38亿元，下降9.6%。\n"
        "非税收入情况。全县非税收入完成13.14亿元，下降1.5%。"
    )
    assert said("implied-base", text.format("下降6.7%")) == []
    for wrong in ("增长6.7%", "下降12.7%"):
        assert [s.level for s in said("implied-base", text.format(wrong))] == ["warning"]


def test_constant_prices_are_those_of_years_before() -> None:
    text = (
        "生产总值220.0亿元，按可比价格增长{}。其中：第一产业50.0亿元，增长5.0%；第二产业60.0亿元，"
        "增长9.0%；第三产业110.0亿元，增长17.0%。"
    )
    assert said("implied-base", text.format("12.7%")) == []
    assert [s.level for s in said("implied-base", text.format("15.7%"))] == ["warning"]


def test_the_changes_listed_under_theirs_may_follow_how_often_it_fell() -> None:
    text = (
        "预算8164.32万元，比上年预算减少273.5万元，下降3.24%，连续5年下降。其中：出国费同比增加41万元，"
        "增长8.2%；接待费同比减少{}万元，下降15.1%；车辆运行费同比减少318万元；购置费同比增加632.5万元。"
    )
    assert said("change-rollup", text.format("629")) == []
    assert {s.level for s in said("change-rollup", text.format("692"))} == {"warning"}


@pytest.mark.parametrize(
    ("moved", "levels"),
    [
        ("减少63.62", []),
        ("增加63.62", ["error"]),
        ("减少66.32", ["error"]),
        ("减少21.07", []),  # of something else
    ],
)
def test_a_change_is_held_to_last_years_level_right_before_its_own(
    moved: str, levels: list[str]
) -> None:
    text = f"去年，该局接待费决算为318.45万元；今年，这笔经费预算为254.83万元，同比{moved}万元。"
    assert [s.level for s in said("change-amount", text)] == levels


def test_of_the_same_amount_told_twice_the_nearer_is_the_level() -> None:
    text = (
        "会议活动费0.36万元，占0.6%。\n"
        + "其他费用另行说明，金额5.20万元。\n" * 8
        + "会议活动费0.36万元。\n与预算数相比，会议活动费减少{}万元，下降93.05%。"
    )
    assert said("change-rate", text.format("4.82")) == []
    assert [s.level for s in said("change-rate", text.format("48.2"))] == ["error"]
