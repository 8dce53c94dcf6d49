"""One measure stated twice in the prose of a report."""

from __future__ import annotations

import pytest
from gouji.validate.engine import evaluate

from .speaking import reading, said, verdicts

TITLE = "# 云岭县示例局2023年度部门整体支出绩效自评报告\n"

AGREEING = {
    "a changed name": "本年度“三公”经费支出5.14万元。\n“三公”经费支出决算5.14万元。",
    "a synonym and a sum": "政府采购支出总额125.30万元。\n政府采购金额合计125.30万元。",
    "in the next sentence": "三公经费总支出5.14万元。“三公”经费支出5.14万元，未超预算。",
    "to the coarser precision": "机关运行经费支出120.48万元。\n我局机关运行经费120.5万元。",
    "where a change arrives": (
        "支出合计900万元，其中基本支出640万元，项目支出260万元。\n"
        "2023年项目支出由上年的300万元减少到260万元。"
    ),
}

LEFT_ALONE = {
    "budget and outturn": "三公经费预算5.41万元。\n三公经费支出5.14万元。",
    "parts of a budget and of an outturn": (
        "三公经费预算9.60万元，其中：公务接待费3.60万元、公务用车运行费6.00万元。\n"
        "三公经费支出9.00万元，其中：公务接待费3.00万元、公务用车运行费6.00万元。"
    ),
    "the office and its system": "本级机关运行经费120.50万元。\n全系统机关运行经费125.00万元。",
    "another year": "2022年三公经费支出5.41万元。\n2023年三公经费支出5.14万元。",
    "another part of the year": "1—6月政府采购支出1251.30万元。\n政府采购支出1521.30万元。",
    "a part of another whole": (
        "支出合计9000.50万元，其中：基本支出6400.20万元，项目支出2600.30万元。\n"
        "财政拨款支出9000.20万元，其中：基本支出6400.20万元，项目支出2600.00万元。"
    ),
    "another fund": (
        "一般公共预算财政拨款支出2186.11万元。\n政府性基金预算财政拨款支出2168.11万元。"
    ),
    "the same words for several things": (
        "养老保险基金年末滚存结余28251亿元。\n年末滚存结余28751亿元。\n年末滚存结余3790亿元。"
    ),
    "two items with a name of their own making": (
        "1.甲工程配套资金18251万元。\n2.乙工程配套资金18751万元。"
    ),
    "income with and without what was carried over": (
        "本年收入合计12186.11万元。\n收入总计12786.11万元。"
    ),
}

WRONG = {
    "digits swapped": "2023年“三公”经费支出5.14万元。本年度“三公”经费支出5.41万元，未超预算。",
    "a digit misread": "政府采购支出总额125.30万元。\n政府采购金额合计175.30万元。",
    "where a change arrives": (
        "支出合计2681.13万元，其中基本支出1260.00万元，项目支出1421.13万元。\n"
        "2023年项目支出由上年的1560.13万元减少到1412.13万元。"
    ),
    "a rate of the whole report": "公用经费控制率为93.44%。\n公用经费控制率98.44%，得5分。",
    "a unit": "机关运行经费支出120.48万元。\n机关运行经费120.48元。",
}


@pytest.mark.parametrize("text", AGREEING.values(), ids=AGREEING.keys())
def test_two_statements_of_one_measure_agree(text: str) -> None:
    assert set(verdicts("same-figure", TITLE + text)) <= {"agrees", "agrees by rounding"}
    assert verdicts("same-figure", TITLE + text) != []


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_what_may_be_another_measure_is_left_alone(text: str) -> None:
    assert said("same-figure", TITLE + text) == []


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_a_slip_in_one_of_two_statements_is_an_error(text: str) -> None:
    assert [s.level for s in said("same-figure", TITLE + text)] == ["error"]


def test_one_of_three_statements_is_the_odd_one() -> None:
    text = "三公经费支出5.41万元。\n三公经费支出5.14万元。\n三公经费总支出5.14万元。"
    assert [(s.level, s.stated) for s in said("same-figure", TITLE + text)] == [("error", "5.41")]


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("全市实际完成旧房加固{}户。", "最终确定旧房加固{}户，发放补助。"),
        ("项目已带动{}户困难户就业。", "扩建后带动{}户困难户分红。"),
        ("本年旧房加固任务数为{}户。", "年初安排资金，计划补助{}户。"),
    ],
)
def test_a_count_told_again_has_the_same_digits(first: str, again: str) -> None:
    text = first + "\n" + again
    assert said("same-figure", text.format("362", "362")) == []
    assert [s.level for s in said("same-figure", text.format("362", "326"))] == ["warning"]
    assert said("same-figure", text.format("362", "352")) == []


@pytest.mark.parametrize(
    "text",
    [
        "东山林场完成项目21个。\n西山林场完成项目12个。\n南山林场完成项目30个。",
        "东山林场21个项目开展自评。\n西山林场12个项目开展自评。",
        "全年计划培训126人。\n全年实际培训162人。",
        "2021年旧房加固362户。\n2022年旧房加固326户。",
    ],
)
def test_counts_of_other_things_may_share_their_digits(text: str) -> None:
    assert said("same-figure", text) == []


def test_a_number_of_many_digits_is_known_whatever_words_stand_beside_it() -> None:
    text = "新建厂房1846.5平方米。\n验收面积1846.5平方米。\n支付{}平方米厂房的工程款。"
    assert [s.level for s in said("same-figure", text.format("1864.5"))] == ["warning"]
    assert [s.level for s in said("same-figure", text.format("184.65"))] == ["warning"]
    assert said("same-figure", text.format("5.6481")) == []
    assert said("same-figure", text.format("1846.6")) == []


def test_sentences_in_the_cells_of_a_form_are_read_as_prose() -> None:
    text = (
        "|项目名称|冷库建设|\n|年度总体目标|预期目标|实际完成情况|\n"
        "|目标|建设冷库1360.5平方米，每平方米2400元，为周边农户提供服务，投资326.52万元。"
        "|建设冷库1360.5平方米，每平方米2400元，为周边农户提供服务，投资{}万元。|"
    )
    assert verdicts("unit-price", text.format("326.52")) == ["agrees", "agrees"]
    assert [s.stated for s in said("unit-price", text.format("362.52"))] == ["362.52"]


def test_a_number_that_changed_is_no_misprint_of_what_it_was() -> None:
    text = "总股份不变，仍为103,528,640股。\n期末总股份103,528,640股。\n"
    moved = "完成后，公司总股份由130,528,640股变更为130,527,640股。"
    assert said("same-figure", text + moved) == []


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("42.8165万元", "428.165万元"),
        ("42.8165万元", "48.2165万元"),
        ("428.16万元", "428.16元"),
        ("716万元", "716亿元"),
        ("3815.2平方米", "381.52平方米"),
    ],
)
def test_digits_tie_two_statements_of_one_amount_whatever_it_is_called(
    first: str, again: str
) -> None:
    text = "县财政下达{}，用于修建冷库。\n该项目资金共{}，均已到位。"
    assert said("same-figure", text.format(first, first)) == []
    assert [s.level for s in said("same-figure", text.format(first, again))] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "修建冷库投入1500万元。\n修建道路投入150万元。",  # round
        "修建冷库投入428.16万元。\n修建道路投入428.76万元。",  # a digit misread proves little
        "2022年修建冷库投入428.16万元。\n2023年修建道路投入482.16万元。",
        "计划修建冷库42.8万元。\n修建冷库投入48.2万元。",
    ],
)
def test_digits_tie_no_figures_that_are_known_to_be_two(text: str) -> None:
    assert said("same-figure", text) == []


def test_digits_tie_no_figures_that_equations_hold_to_be_two() -> None:
    parts = "修建冷库428.16万元，其中材料费248.16万元、人工费180.00万元。"
    moved = (
        "受理投诉28.34万件，同比增加3.34万件，增长13.36%。\n"
        "接听电话23.84万件，同比增加3.84万件，增长19.2%。"
    )
    assert [evaluate(reading(text)).findings for text in (parts, moved)] == [[], []]
    assert len(evaluate(reading(moved.replace("，增长19.2%", ""))).findings) == 1


def test_among_many_figures_three_digits_tie_nothing() -> None:
    others = "".join(f"\n第{n}项工程投入{100 + 37 * n}万元。" for n in range(2, 22))
    assert len(said("same-figure", "甲村修路投入716万元。\n乙镇建仓投入176万元。")) == 1
    assert said("same-figure", "甲村修路投入716万元。\n乙镇建仓投入176万元。" + others) == []


def test_a_digit_misread_is_told_of_figures_in_like_words_only() -> None:
    text = "甲工程冷库建设面积3815.2平方米。\n{}3215.2平方米。"
    assert len(said("same-figure", text.format("甲工程冷库建设面积"))) == 1
    assert len(said("same-figure", text.format("二期完成冷库建设面积"))) == 1
    assert said("same-figure", text.format("乙地办公楼粉刷外墙")) == []


def test_things_named_alike_but_for_one_letter_are_two() -> None:
    text = "东山林场投入62.85万元，用于防火。\n{}林场投入62.58万元，用于防火。"
    assert len(said("same-figure", text.format("东山"))) == 1
    assert said("same-figure", text.format("西山")) == []


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("今年“三公”经费预算下降6.2%，其中接待费下降{}%。", "接待费0.91亿元，下降{}%。"),
        ("税收调减为316,000万元，下降{}%。", "全年预计完成税收316,000万元，下降{}%。"),
        ("全县绩效自评项目{}个。", "压实责任，按全县绩效自评项目{}个的一成抽查。"),
    ],
)
def test_few_digits_are_tied_by_their_words_and_by_the_amount_they_are_of(
    first: str, again: str
) -> None:
    slips = ("30.5", "35.0") if "接待" in first else ("9.7", "7.9")
    one, other = slips if "%" in first else ("137", "127")
    assert said("same-figure", f"{first.format(one)}\n{again.format(one)}") == []
    told = said("same-figure", f"{first.format(one)}\n{again.format(other)}")
    assert [s.level for s in told] == ["warning"]


def test_parts_of_two_totals_are_two() -> None:
    text = "共申请资金{}元，其中办公费400000元，基本报酬{}元，劳务费28000元。"
    asked, spent = text.format(680000, 252000), text.format(580000, 152000)
    assert said("same-figure", asked + "\n" + spent) == []


def test_what_is_told_twice_over_either_way_is_no_slip() -> None:
    text = "甲镇修路投入716万元。\n乙镇建仓投入176万元。\n"
    assert len(said("same-figure", text)) == 1
    assert said("same-figure", text + "修路共716万元。\n建仓共176万元。") == []


def test_figures_of_two_reports_in_one_file_are_two() -> None:
    first = "# 云岭县2021年统计公报\n# 一、综合\n甲村修路投入716.42万元。\n"
    assert len(said("same-figure", first + "修路资金共761.42万元。")) == 1
    second = "# 云岭县2022年统计公报\n# 一、综合\n修路资金共761.42万元。"
    assert said("same-figure", first + second) == []


@pytest.mark.parametrize(
    "text",
    [
        "冷库项目预算金额{}万元，实际支出418.27万元。",
        "加上结转资金，收入总计{}万元。各项支出合在一起，支出总计418.27万元。",
        "下达修路资金{}万元。\n全年已付工程款418.27万元。",
    ],
)
def test_many_digits_tie_what_came_in_to_what_went_out(text: str) -> None:
    assert said("same-figure", text.format("418.27")) == []
    assert [s.level for s in said("same-figure", text.format("918.27"))] == ["warning"]
    assert said("same-figure", text.format("418.21")) == []  # nearly all of it


def test_figures_whose_difference_is_printed_are_two() -> None:
    text = "冷库项目预算金额918.27万元，实际支出418.27万元{}。"
    assert len(said("same-figure", text.format(""))) == 1
    assert said("same-figure", text.format("，结余500万元")) == []


def test_a_title_tells_what_the_text_tells() -> None:
    text = "云岭县下达修路补助，增长{}%\n近日下达补助6930万元，比去年多安排一些，增长28.4%。"
    assert said("same-figure", text.format("28.4")) == []
    assert [s.level for s in said("same-figure", text.format("28.1"))] == ["warning"]


def test_names_that_differ_in_their_numbers_are_of_two() -> None:
    text = "PM2.5年平均浓度为36微克/立方米，同比持平。PM10年平均浓度为63微克/立方米。"
    assert said("same-figure", text) == []


def test_a_heading_tells_what_the_first_amount_below_it_tells() -> None:
    text = "（一）养老项目{}万元\n安排公益金418.27万元，用于购置设备。"
    assert said("same-figure", text.format("418.27")) == []
    assert [s.level for s in said("same-figure", text.format("918.27"))] == ["warning"]
    assert [s.level for s in said("same-figure", text.format("418.21"))] == ["warning"]


def test_headings_that_tell_their_amounts_show_what_another_is_to_tell() -> None:
    text = (
        "（一）养老项目{}万元\n安排公益金52万元，用于购置设备。\n"
        "（二）助学项目39万元\n安排公益金39万元，用于奖学金。\n"
    )
    more = "（三）康复项目40万元\n安排公益金40万元，用于器材。\n"
    assert said("same-figure", text.format("57") + more)[0].stated == "52"
    assert said("same-figure", text.format("57")) == []  # one that agrees proves nothing
    assert said("same-figure", text.format("86") + more) == []  # no slip of the pen
    parts = text.replace("安排公益金52", "1.安排公益金52")
    assert said("same-figure", parts.format("57") + more) == []  # the first of several


def test_figures_in_the_same_company_are_told_of_one_fact() -> None:
    first = "全年新修支渠72.6公里，清淤塘坝{}立方米。\n其余工程明年开工。\n"
    again = "建成水渠72.6公里、挖土1688立方米，群众满意。"
    assert said("same-figure", first.format("1688") + again) == []
    assert [s.level for s in said("same-figure", first.format("1628") + again)] == ["warning"]
    other = again.replace("72.6", "31.9")
    assert said("same-figure", first.format("1628") + other) == []


def test_what_moved_by_two_rates_is_two() -> None:
    text = "供水类来电47.16万件，占42.9%，同比增长31.82%。\n甲市来电总量41.76万件，同比增长{}。"
    assert said("same-figure", text.format("12.75%")) == []
    assert len(said("same-figure", text.format("31.82%"))) == 1


def test_a_title_told_by_the_text_is_told() -> None:
    text = (
        "今年全市化解纠纷8317起，处置求助4.6万起\n“今年共化解纠纷8317起，处置求助4.6万起，接待来访1.7万名，"
        "求助同比下降5%。”发言人说。\n在噪声治理上，集中研判高发点位63处、路线85条，处置噪声3.6万起、占道2791起。"
    )
    assert said("same-figure", text) == []
