"""Rates, proportions and means that are known by their names."""

from __future__ import annotations

import pytest

from .speaking import said, verdicts

AGREEING = {
    "planned and done": "计划开工项目140个，实际开工118个，开工率84.3%。",
    "of two wholes the one that fits": (
        "发放问卷100份，收回98份，有效问卷95份，满意90份，满意率94.74%。"
    ),
    "money": "项目资金300万元，已支付255万元，支付率85%。",
    "what was saved": "采购预算100万元，实际采购96.4万元，节约资金3.6万元，节约率3.6%。",
    "a whole that another clause calls a part": "签约项目35个，开工28个，投产12个，投产率42.9%。",
}
LEFT_ALONE = {
    "heads of another kind": "登记失业率3.2%，新增就业560人，培训1,200人。",
    "no whole": "全年办结案件114件，办结率98.2%。",
    "a share of something else": "签约项目35个，开工28个，投产12个，投产率39.1%。",
    "a rate over the whole area": "辖12个社区，覆盖9个，绿化覆盖率41.2%。",
    "about so much": "计划开工140个，实际开工118个，开工率达到80%以上。",
    "a rate of another year": "受理信访120件。上年办结率99.1%。",
}
WRONG = {
    "digits swapped": ("计划开工项目140个，实际开工118个，开工率83.4%。", "error"),
    "a digit misread": ("抽查样品45批，合格43批，合格率65.6%。", "error"),
    "another figure altogether": ("问题台账60个，已整改48个，整改率91.3%。", "warning"),
}


@pytest.mark.parametrize("text", AGREEING.values(), ids=AGREEING.keys())
def test_a_rate_follows_from_what_its_name_says(text: str) -> None:
    assert verdicts("named-rate", text) == ["agrees"]


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_a_rate_of_something_else_is_left_alone(text: str) -> None:
    assert said("named-rate", text) == []


@pytest.mark.parametrize(("text", "level"), WRONG.values(), ids=WRONG.keys())
def test_a_rate_that_does_not_follow_is_found(text: str, level: str) -> None:
    assert [s.level for s in said("named-rate", text)] == [level]


def test_a_control_rate_beside_its_budget_is_one_of_completion() -> None:
    text = "公用经费预算128.00万元，实际支出119.60万元，公用经费控制率{}%。"
    assert verdicts("completion-rate", text.format("93.44")) == ["agrees"]
    assert [s.level for s in said("completion-rate", text.format("0.93"))] == ["error"]


INDUSTRIES = "第一产业增加值21.40亿元；第二产业增加值31.90亿元；第三产业增加值51.20亿元。"


def test_a_structure_follows_from_its_parts() -> None:
    text = INDUSTRIES + "三次产业结构由上年的21.0:30.0:49.0调整为20.5:30.5:49.0。"
    assert verdicts("proportion", text) == ["agrees"] * 4  # and last year's make a hundred
    wrong = INDUSTRIES + "三次产业结构为25.0:30.5:49.0。"
    assert [(s.level, s.stated) for s in said("proportion", wrong)] == [("error", "25.0")]


def test_a_ratio_follows_from_the_two_it_names() -> None:
    text = "在校学生1520人，专任教师100人，生师比{}:1。"
    assert verdicts("proportion", text.format("15.2")) == ["agrees"]
    assert [s.level for s in said("proportion", text.format("12.5"))] == ["error"]


def test_a_ratio_of_what_stands_there_twice_is_left_alone() -> None:
    text = "小学学生1520人，中学学生900人，专任教师100人，生师比12.5:1。"
    assert said("proportion", text) == []


def test_heads_may_open_the_sentence_before_a_mean() -> None:
    text = "全年接待游客612.40万人次，其中过夜148.30万人次。实现旅游收入48.65亿元，人均消费{}元。"
    assert verdicts("per-capita", text.format("794.42")) == ["agrees"]
    assert [s.level for s in said("per-capita", text.format("79.44"))] == ["error"]
    assert said("per-capita", text.format("1205.00")) == []


@pytest.mark.parametrize(
    ("text", "amount", "slip"),
    [
        ("购置冷藏箱18台，单价2.6万元，共计{}万元。", "46.8", "64.8"),
        ("按每人每月850元的标准，为236人发放10个月补助，共{}万元。", "200.6", "20.06"),
        ("建设厂房1360.5平方米，厂房2400元每平方米，投资{}万元。", "326.52", "362.52"),
        ("补助标准为120元/亩，补助面积3450亩，补助资金{}万元。", "41.4", "4.14"),
        ("购置桌椅40套，每套900元，展柜12台，每台5000元，共计{}元。", "96000", "69000"),
        (
            "改造任务738户，市级配套{}万元（每户1500元），县级配套73.8万元（每户1000元）。",
            "110.7",
            "101.7",
        ),
        ("举办培训班14期，每期65人，共培训{}人次。", "910", "190"),
    ],
)
def test_the_units_say_what_a_price_is_multiplied_with(text: str, amount: str, slip: str) -> None:
    assert set(verdicts("unit-price", text.format(amount))) == {"agrees"}
    assert [s.level for s in said("unit-price", text.format(slip))] == ["error"]


def test_an_amount_that_may_hold_more_than_one_price_is_left_alone() -> None:
    text = "购置桌椅40套，每套900元，展柜12台，每台5000元，共计98500元。"
    assert said("unit-price", text) == []
    assert said("unit-price", "改造危房128户，每户补助1.5万元，项目总投资310万元。") == []


def test_a_mean_is_over_what_its_own_word_names() -> None:
    text = "合同纠纷案件64件，其中调解9件，这64件案件的总标的额1843.2万元，平均每件标的额{}万元。"
    assert verdicts("per-capita", text.format("28.8")) == ["agrees"]
    assert [s.level for s in said("per-capita", text.format("82.8"))] == ["error"]


def test_income_a_head_is_not_over_the_heads_of_its_sentence() -> None:
    text = "全村共有862人，集体经济收入86.2万元，人均可支配收入10000元。"
    assert verdicts("per-capita", text) == []


RESIDENTS = (
    "上半年全市居民人均消费支出{}元，增长5.1%。\n按常住地分，城镇居民人均消费支出13420元，"
    "增长4.2%；农村居民人均消费支出7860元，增长6.3%。"
)


def test_the_mean_of_all_lies_between_those_of_town_and_country() -> None:
    assert verdicts("mean-between", RESIDENTS.format("11250")) == ["agrees", "agrees"]
    assert [s.level for s in said("mean-between", RESIDENTS.format("15210"))] == ["error"]
    assert [s.level for s in said("mean-between", RESIDENTS.format("1125"))] == ["error"]


def test_means_of_another_kind_period_or_region_are_no_whole() -> None:
    other = "人均可支配收入24610元"
    assert verdicts("mean-between", RESIDENTS.replace("人均消费支出{}元", other)) == []
    halves = "全市城镇居民人均消费支出13420元，全市农村居民人均消费支出7860元。"
    assert verdicts("mean-between", "全国居民人均消费支出14210元。\n" + halves) == []
    assert verdicts("mean-between", "2020年全市居民人均消费支出14210元。\n2022年" + halves) == []


@pytest.mark.parametrize("rate", ["20.0", "120.0"])
def test_a_plan_may_be_passed_by_a_rate_or_to_it(rate: str) -> None:
    text = f"计划改造120户，实际完成144户，超额完成{rate}%。"
    assert verdicts("completion-rate", text) == ["agrees"]


def test_what_a_plan_was_passed_by_follows_from_both() -> None:
    text = "年度任务125户，已完成158户，超任务{}%。"
    assert verdicts("completion-rate", text.format("26.4")) == ["agrees"]
    assert [s.level for s in said("completion-rate", text.format("24.6"))] == ["error"]
    assert said("completion-rate", text.format("43")) == []


def test_an_amount_over_the_plan_is_what_lies_between_both() -> None:
    text = "甲区申请养老补贴845.72万元，缴费补贴52.74万元；年底发放养老补贴{}万元，{}预算金额{}。"
    assert verdicts("change-amount", text.format("945.28", "超出", "99.56万元")) == ["agrees"]
    for wrong in (("945.82", "超出", "99.56万元"), ("945.28", "超出", "99.56元")):
        assert [s.level for s in said("change-amount", text.format(*wrong))] == ["error"]
    assert [s.level for s in said("change-amount", text.format("945.28", "低于", "99.56万元"))] == [
        "error"
    ]
    assert said("change-amount", text.format("945.28", "超过", "900万元")) == []


def test_a_share_of_the_plan_is_a_completion_rate() -> None:
    text = "年度绩效目标34户，实际完成{}户，实际完成数占年度目标任务的100%。"
    assert verdicts("completion-rate", text.format("34")) == ["agrees"]
    assert [s.level for s in said("completion-rate", text.format("43"))] == ["error"]
    assert said("completion-rate", text.format("36")) == []


@pytest.mark.parametrize(
    ("text", "mean", "slip"),
    [
        ("3月11日—3月17日，热线受理诉求8176件，日均{}件。", "1168", "1186"),
        ("第9周（2月26日至3月3日）受理诉求7518件，日均{}件。", "1074", "1047"),
        ("1—6月完成投资5124万元，月均{}万元。", "854", "85.4"),
    ],
)
def test_a_mean_a_day_is_over_the_days_named(text: str, mean: str, slip: str) -> None:
    year = "2024年"
    assert verdicts("per-capita", year + text.format(mean)) == ["agrees"]
    assert [s.level for s in said("per-capita", year + text.format(slip))] == ["error"]


def test_a_mean_a_working_day_is_left_alone() -> None:
    assert said("per-capita", "3月11日—3月17日，窗口受理8176件，日均1635件。") == []


def test_a_mean_of_things_counted_was_rounded() -> None:
    assert said("per-capita", "举办培训班6期，培训481人次，平均每期80人次。") == []


def test_shares_that_fit_a_whole_not_printed_are_not_held_against_one_that_they_miss() -> None:
    # a step or two from their shares of 418, exactly right of some 400
    parts = "6件2%", "37件9%", "137件34%", "135件34%", "58件14%", "23件6%", "122件30%"
    listed = "；".join(
        f"{kind}类{part.replace('件', '件，占')}"
        for kind, part in zip("甲乙丙丁戊己庚", parts, strict=True)
    )
    found = said("share", f"全年受理举报418件。\n从举报来看，{listed}。")
    assert [s.level for s in found if s.level in ("error", "warning")] == []


def test_a_plan_with_brackets_before_its_amount_is_the_base_of_a_later_rate() -> None:
    text = (
        "一、下达情况\n山洪防治资金（水利部分）5300万元进行了分解，其中东山县2100万元、西川县3200万元。"
        "截至年底，资金已执行4102.2万元，预算执行率%s。"
    )
    assert said("completion-rate", text % "77.40%") == []
    assert [one.stated for one in said("completion-rate", text % "74.70%")] == ["74.70%"]


def test_what_was_spent_beyond_the_budget_gives_the_budget() -> None:
    text = (
        "县级总支出8640亿元，比预算增加640亿元，完成预算的108.0%，其中转移支付3150亿元，"
        "比预算增加150亿元，完成预算的{}%。"
    )
    assert verdicts("completion-rate", text.format("105.0")) == ["agrees", "agrees"]
    assert [s.level for s in said("completion-rate", text.format("150.0"))] == ["error"]


def test_a_mean_of_what_was_given_on_top_is_of_that_alone() -> None:
    text = "向山区倾斜，增加安排412.5万元，惠及困难户2750户，户均增加安排{}元。"
    assert verdicts("per-capita", text.format("1500")) == ["agrees"]
    assert [s.level for s in said("per-capita", text.format("5100"))] == ["error"]
    assert said("per-capita", "人均收入23450元，比上年增加1530元，全县共有2522户。") == []


def test_of_several_pairs_that_a_rate_may_be_of_a_slip_tells_the_one() -> None:
    text = "共发放问卷200份，收回196份，有效问卷190份，满意176份，满意率{}%。"
    assert verdicts("named-rate", text.format("92.63")) == ["agrees"]
    assert [(s.level, s.expected) for s in said("named-rate", text.format("92.36"))] == [
        ("warning", "92.63%")
    ]
    assert said("named-rate", text.format("71.40")) == []


def test_a_budget_told_by_what_was_not_spent_of_it_is_that_of_the_rate() -> None:
    text = "会议费支出472.36万元，完成年初预算81.27%，比年初预算减少108.88万元。"
    assert said("completion-rate", text) == []
    assert said("completion-rate", text.replace("81.27", "87.21"))
    assert said("completion-rate", text.replace("108.88", "180.88"))
    assert said("completion-rate", text.replace("比年初预算减少", "比上年减少")) == []
