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


def test_every_item_has_a_plan_of_its_own() -> None:
    text = (
        "年度计划投资853.8亿元，完成622.4亿元，占年度计划的72.9%。"
        "续建项目完成454.3亿元，占年度计划的{}%。"
    )
    assert verdicts("share", text.format("75.1")) == ["agrees", "undetermined"]


def test_what_a_share_is_of_may_be_named_again() -> None:
    text = (
        "地区生产总值138.05亿元。其中，第一产业增加值24.78亿元；第二产业增加值46.76亿元；"
        "第三产业增加值66.51亿元。第一产业增加值占地区生产总值比重为17.9%、"
        "第二产业增加值比重为{}%，第三产业增加值比重为48.2%。"
    )
    assert said("share", text.format("33.9")) == []
    assert "33.9%" in [s.expected for s in said("share", text.format("39.3"))]


def test_new_cases_are_not_all_there_is_to_settle() -> None:
    text = "{}案件1412.5万件，结案1138.9万件，结案率为68.20%。"
    assert said("named-rate", text.format("新收")) == []
    assert [s.level for s in said("named-rate", text.format("受理"))] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "种植油菜共计26780亩，按照每人每亩100元标准补贴。\n实际发放补贴{}万元。",
        "全年发放补贴{}万元。\n改造厕所2678户，每户补助1000元。",
    ],
)
def test_what_a_price_makes_may_stand_in_another_paragraph(text: str) -> None:
    assert verdicts("unit-price", text.format("267.8")) == ["agrees"]
    assert [s.level for s in said("unit-price", text.format("276.8"))] == ["warning"]
    assert said("unit-price", text.format("314.5")) == []


def test_of_two_grants_each_by_its_price_the_one_with_a_slip_is_told() -> None:
    text = "任务1629户，市级配套162.9万元（1000元/户），区级配套244.35万元（{}元/户）。"
    assert verdicts("unit-price", text.format("1500")) == ["agrees", "agrees"]
    assert [s.level for s in said("unit-price", text.format("1300"))] == ["error"]


def test_a_share_of_a_total_named_a_paragraph_before() -> None:
    text = "公益金预算总金额412650万元。\n下达补助项目资金{}万元，占总金额的99.93%。"
    assert verdicts("share", text.format("412361")) == ["agrees"]
    assert [s.level for s in said("share", text.format("421361"))] == ["error"]
    assert [s.level for s in said("share", text.format("268310"))] == ["review"]


def test_what_was_handed_out_of_what_was_received_is_the_rate_of_execution() -> None:
    text = "收到补贴合计143.20万元，实际发放110.53万元，实际执行率为{}%。"
    assert verdicts("named-rate", text.format("77.19")) == ["agrees"]
    assert [s.level for s in said("named-rate", text.format("71.79"))] == ["error"]


def test_a_share_behind_the_bracket_of_its_part_is_held_to_the_whole_it_names() -> None:
    text = (
        "本年收入合计2,350.00万元；包括财政拨款收入2,115.00万元（其中，一般公共预算2,000.00万元，"
        "政府性基金预算115.00万元，国有资本经营预算0万元），占收入合计{}；"
        "事业收入235.00万元，占收入合计10.00%。"
    )
    assert said("share", text.format("90.00%")) == []
    assert [s.level for s in said("share", text.format("85.11%"))] == ["error"]


def test_a_neighbour_that_is_itself_a_share_of_the_head_is_no_whole() -> None:
    text = (
        "2023年度收入合计250.40万元。其中：财政拨款收入150.24万元，占60.0%；"
        "事业收入100.16万元，占{}。"
    )
    assert said("share", text.format("40.0%")) == []
    assert [(s.level, s.expected) for s in said("share", text.format("66.7%"))] == [
        ("error", "40%")
    ]


def test_a_share_of_gdp_is_held_to_the_product_printed_under_its_long_name() -> None:
    text = (
        "全年实现地区生产总值（GDP）512.60亿元，按可比价格计算，比上年增长4.1%。\n"
        "全年实现民营经济增加值307.56亿元，比上年增长2.2%；民营经济占GDP的比重为{}。"
    )
    assert verdicts("share", text.format("60.0%")) == ["agrees"]
    assert [s.level for s in said("share", text.format("42.8%"))] == ["error"]


def test_the_rate_of_townspeople_is_that_of_the_residents_printed_before_it() -> None:
    text = "年末常住人口80.20万人，其中城镇人口48.12万人，乡村人口32.08万人，常住人口城镇化率为{}。"
    assert verdicts("named-rate", text.format("60.00%")) == ["agrees"]
    assert [s.level for s in said("named-rate", text.format("66.67%"))] == ["warning"]


def test_an_outlay_is_a_share_of_the_outturn_not_of_the_budget_beside_it() -> None:
    text = "2022年度预算数812.45万元，全年支出决算645.80万元。其中，会议费161.45万元，占{}%。"
    assert said("share", text.format("25.00")) == []
    assert [s.level for s in said("share", text.format("19.87"))] == ["warning"]


def test_a_whole_may_stand_before_the_word_in_which_its_part_lies() -> None:
    text = (
        "全县经营收入实现58240万元，为年计划52100万元的111.79%。其中：门票收入实现43680万元，"
        "同比增长9.3%，为年计划40900万元的106.8%；停车收入实现14560万元，为年计划11200万元的130%。"
        "经营收入中停车收入占{}%，比上年下降1.2个百分点。"
    )
    assert "agrees" in verdicts("share", text.format("25.00"))
    of_another = text.format("33.33")  # 停车 ÷ 门票
    assert [s.level for s in said("share", of_another)] == ["error"]


@pytest.mark.parametrize(
    "words", ["在全区用水总量中占", "在用水总量中的比重是", "占全区用水总量的比重为"]
)
def test_a_share_says_in_what_it_lies(words: str) -> None:
    text = "全区用水总量640.5万方，同比增长3%。分行业看，工业用水179.2万方，增长5.1%，"
    assert verdicts("share", text + f"{words}28.0%。") == ["agrees"]
    assert [s.level for s in said("share", text + f"{words}82.0%。")] == ["error"]


def test_shares_of_one_plan_are_known_by_what_they_imply() -> None:
    text = (
        "已动工的有214个村、15272户，占计划的比重分别为{}、{}；建好的有9个村、920户，占计划的比重"
        "分别为3.6%、5%；没动工的有27个村、2208户，占计划的比重分别为10.8%、12%。方案已定{}个村，"
        "占计划的92.4%，未定的有19个村，占计划的7.6%。"
    )
    assert said("share", text.format("85.6%", "83%", 231)) == []
    assert said("share", text.format("85.6%", "83%", 201))[0].level == "error"
    assert said("share", text.format("83%", "85.6%", 231))[0].level == "error"


def test_a_share_of_nothing_does_not_hide_two_that_changed_places() -> None:
    text = (
        "全年三项费用决算42.61万元。\n决算构成：甲项费用0万元，占0%；乙项费用42.48万元，占{}%；"
        "丙项费用0.13万元，占{}%。"
    )
    assert said("share", text.format("99.69", "0.31")) == []
    assert {s.level for s in said("share", text.format("0.31", "99.69"))} == {"error"}


SHARES_OF_ONE_WHOLE = (
    "全市共受理群众来信84.27万件，办结率98%。\n从渠道看，网上来信39.83万件，占总数的47.26%；"
    "寄送来信21.46万件，占总数的25.47%。\n从内容看，城建类来信17.92万件，占总数的21.27%；"
    "社保类来信11.35万件，占总数的13.47%；教育类来信8.64万件，占总数的10.25%。"
)


@pytest.mark.parametrize("slip", ["89.27", "82.27", "64.27"])
def test_a_total_one_slip_from_the_whole_that_its_shares_agree_on_is_told(slip: str) -> None:
    assert said("share", SHARES_OF_ONE_WHOLE) == []
    told = said("share", SHARES_OF_ONE_WHOLE.replace("84.27", slip))
    assert {one.level for one in told} == {"warning"}


def test_shares_that_agree_on_a_whole_say_nothing_of_an_amount_that_no_slip_brings_to_it() -> None:
    assert said("share", SHARES_OF_ONE_WHOLE.replace("84.27", "107.91")) == []
