"""Wording: what needs no arithmetic to be seen."""

from __future__ import annotations

import pytest

from .speaking import Said, messages, said

# Template residue


@pytest.mark.parametrize(
    "text",
    [
        "本年支出合计XXX万元。",
        "新建标准化厂房××平方米。",
        "根据20XX年度预算安排执行。",
        "主要原因：{请说明}。",
        "项目名称：【】。",
        "年初预算由【填写金额】构成。",
    ],
)
def test_a_placeholder_is_residue(text: str) -> None:
    assert [s.level for s in said("template-residue", text)] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "已入学的受助学生张××、李××。",
        "举报电话138XXXX5678。",
        "加大XXL号防护服储备，办公用房3×2间。",
        "【项目概况】该项目建设期两年。",
        "职工增加或减少按编办文件执行，增加或减少10%以上的须报批。",
        "业务规模较大，小型企业较多。",
        "单位负责人（签字）：____　日期：____年__月__日",
    ],
)
def test_hidden_names_masks_and_blanks_for_signatures_are_no_residue(text: str) -> None:
    assert said("template-residue", text) == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("培训费比上年增加（减少）3.20万元。", "增加（减少）3.20万元"),
        ("培训费同比下降/增长4.5%。", "下降/增长4.5%"),
        ("决算数大于（小于）预算数的主要原因：人员变动。", "大于（小于）预算数的主要原因"),
        ("会议费增加减少6.10万元。", "增加减少6.10万元"),
    ],
)
def test_a_choice_between_opposite_words_must_be_made(text: str, stated: str) -> None:
    assert [s.stated for s in said("template-residue", text)] == [stated]


def test_the_direction_used_before_in_the_sentence_is_proposed() -> None:
    text = "差旅费比上年增加1.10万元，增或减8.20%。"
    assert said("template-residue", text) == [Said("warning", "增或减8.20%", "增8.20%")]


def test_opposite_adjectives_left_side_by_side_are_residue() -> None:
    assert [s.stated for s in said("template-residue", "收支规模较大小。")] == ["较大小"]


def test_a_missing_number_is_residue() -> None:
    text = "其他收入占 %，比上年减少 万元，下降 %。"
    assert [s.stated for s in said("template-residue", text)] == ["占 %"]
    assert "共3处" in messages("template-residue", text)[0]


def test_a_table_head_may_offer_both_directions() -> None:
    text = "|项目|比上年增加（减少）%|\n|办公费|3.20|"
    assert said("template-residue", text) == []


# Percentages


def test_a_formula_times_hundred_percent_needs_its_sign() -> None:
    text = "预决算差异率=（30.20-20.00）÷20.00×100%=51.00，本项不得分。"
    assert said("percent-unit", text) == [Said("info", "51.00", "51.00%")]


@pytest.mark.parametrize(
    "text",
    [
        "结转结余率=0÷（0+20.00）×100%=0，得5分。",
        "本指标得分=4×100%=4分。",
        "参会人数比上年增加13人，占地13.95亩，排名上升3位。",
        "粮食、油料分别增长8.1、5.4和2.3%。",
        "投诉量比上年下降，完成13.95万元的采购。",
        "执行率由85.2%提高到90.4%，提高5.2个百分点。",
        "收入由85.2万元增加到90.4万元，增长6.1%。",
    ],
)
def test_numbers_with_their_units_are_left_alone(text: str) -> None:
    assert said("percent-unit", text) == []


def test_a_rate_after_its_amount_needs_a_sign() -> None:
    text = "印刷费4.00万元，比上年增加0.49万元，增长13.95。"
    assert said("percent-unit", text) == [Said("info", "13.95", "13.95%")]


def test_a_bare_share_of_a_named_whole_needs_a_sign() -> None:
    text = "小微企业合同额12.00万元，占采购合同总额的75.00，比例较高。"
    assert said("percent-unit", text) == [Said("info", "75.00", "75.00%")]


def test_the_growth_of_an_amount_is_not_in_points() -> None:
    text = "差旅费21.00万元，比上年增加1.00万元，增长5.00个百分点。"
    assert [s.expected for s in said("percent-unit", text)] == ["5.00%"]


def test_the_difference_of_two_rates_is_in_points() -> None:
    text = "入学率98.6%，比上年的96.0%提高2.6%。"
    assert [s.expected for s in said("percent-unit", text)] == ["2.6个百分点"]


@pytest.mark.parametrize("text", ["人员经费占总支出的106.20%。", "服务对象满意度达102%。"])
def test_a_part_is_no_more_than_its_whole(text: str) -> None:
    assert [s.level for s in said("percent-range", text)] == ["warning"]


@pytest.mark.parametrize(
    "text",
    ["支出占年初预算的131%。", "贷款余额占GDP的150%。", "任务完成率120%。", "占总支出的100%。"],
)
def test_completion_and_ratios_of_other_things_may_exceed_a_hundred(text: str) -> None:
    assert said("percent-range", text) == []


# Document numbers


def test_the_year_of_a_document_number_stands_in_hexagonal_brackets() -> None:
    text = "按照《预算管理办法》（海财发[2022]7号）执行。"
    assert said("document-number", text) == [Said("info", "海财发[2022]7号", "海财发〔2022〕7号")]


def test_a_serial_number_has_no_leading_zero() -> None:
    assert [s.expected for s in said("document-number", "依据海财发〔2022〕007号文。")] == [
        "海财发〔2022〕7号"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "依据海财发〔2022〕7号文。",
        "出具审字（2022）第0077号审计报告。",
        "地方生产总值[2]为30亿元。",
    ],
)
def test_other_brackets_with_numbers_are_no_document_numbers(text: str) -> None:
    assert said("document-number", text) == []


# Brackets


def test_a_bracket_too_many_is_shown_with_what_it_closes() -> None:
    text = "修订了《公务接待办法（暂行））》《财务制度》。"
    assert said("bracket-balance", text) == [Said("info", "（暂行））》", "（暂行）》")]


@pytest.mark.parametrize(
    "text",
    [
        "一是规范管理（包括：1）预算；2）决算；3）绩效）。",
        "1）编制预算。\n2）执行预算。",
        "见《联邦记录法》 (44 U.S.C. 21, 33) 与contractor’s plan。",
        "得分在[60,80)之间为中。",
        "会议强调：“要坚持节约。\n“要坚持公开。”",
        "《关于印发〈内控手册（试行）〉的通知》（简称“手册”）。",
    ],
)
def test_list_markers_intervals_and_long_quotations_are_balanced(text: str) -> None:
    assert said("bracket-balance", text) == []


def test_a_bracket_may_close_in_a_following_paragraph() -> None:
    assert said("bracket-balance", "说明（共两条：\n第一条。\n第二条）。") == []


def test_a_bracket_left_open_is_found() -> None:
    assert [
        s.stated for s in said("bracket-balance", "财政拨款（含结转20.00万元，已全部支出。")
    ] == ["（含结转20.00万元"]


# Numbering


def test_another_style_on_the_same_level_is_found_once() -> None:
    text = "一、概况\n二、收支\n3、绩效\n（一）目标\n（二）结果\n4、问题\n五、建议"
    assert said("heading-sequence", text) == [Said("info", "3、 4、", "三、 四、")]


def test_a_missing_number_is_found() -> None:
    text = "（一）收入\n（二）支出\n（四）结余"
    assert said("heading-sequence", text) == [Said("info", "（四）", "（三）")]


def test_a_repeated_number_is_found() -> None:
    text = "一、收入\n二、支出\n二、结余\n三、建议"
    assert [s.expected for s in said("heading-sequence", text)] == ["三、"]


@pytest.mark.parametrize(
    "text",
    [
        "一、目录甲\n二、目录乙\n一、正文甲\n二、正文乙",
        "（一）甲。（二）乙。\n（三）丙。",
        "1.职责\n（1）甲\n（2）乙\n1.子甲\n2.子乙\n3.子丙\n（3）丙\n2.机构",
        "1.2023年预算表\n2.2023年决算表",
        "一、甲\n1.子甲\n2.子乙\n二、乙\n1.子丙",
    ],
)
def test_restarts_sublists_and_numbers_within_a_paragraph_are_in_order(text: str) -> None:
    assert said("heading-sequence", text) == []


# Numbers


@pytest.mark.parametrize("number", [".46万元", "1,234,5万元", "12..50万元", "22,40张"])
def test_a_damaged_number_is_found(number: str) -> None:
    assert len(said("number-format", f"床位费{number}。")) == 1


def test_sound_numbers_and_web_addresses_are_left_alone() -> None:
    text = "办公费0.46万元、1,234.50万元，网址www.abc.com，版本v2.1.3。"
    assert said("number-format", text) == []


def test_an_amount_more_precise_than_all_others_is_noted() -> None:
    amounts = "、".join(f"项目{i}支出{i}.25万元" for i in range(1, 25))
    assert [s.stated for s in said("number-format", f"{amounts}、其他支出1.2345万元。")] == [
        "1.2345万元"
    ]


def test_a_report_that_always_prints_four_decimals_is_left_alone() -> None:
    amounts = "、".join(f"项目{i}支出{i}.2501万元" for i in range(1, 25))
    assert said("number-format", f"{amounts}。") == []


# Years


@pytest.mark.parametrize("year", ["202年度", "20233年末", "2023年13月", "2023年2月29日"])
def test_a_year_or_date_that_does_not_exist_is_found(year: str) -> None:
    assert len(said("year-broken", f"{year}支出5.00万元。")) == 1


@pytest.mark.parametrize("text", ["古桥有200年历史。", "2024年2月29日。", "编号2023年度第20号。"])
def test_true_years_and_dates_are_left_alone(text: str) -> None:
    assert said("year-broken", text) == []


# Names

OWN = (
    "海州县城东区林业局2023年度部门决算\n第一部分 海州县城东区林业局概况\n"
    "第二部分 海州县城东区林业局2023年度部门决算表\n"
)


def test_the_same_office_of_another_place_is_foreign() -> None:
    text = OWN + "海州县城西区林业局2023年度收入支出总计30.00万元。"
    assert said("name-consistency", text) == [
        Said("warning", "海州县城西区林业局", "海州县城东区林业局")
    ]


def test_an_unlike_name_is_only_for_review() -> None:
    text = OWN + "海州县水利工程管理站2023年度收入支出总计30.00万元。"
    assert [s.level for s in said("name-consistency", text)] == ["review"]


@pytest.mark.parametrize(
    "text",
    [
        "城东区林业局2023年度收入支出总计30.00万元。",
        "下属单位：海州县林木种苗站。\n海州县林木种苗站2023年度收入合计3.00万元。",
    ],
)
def test_short_forms_and_subordinates_are_no_strangers(text: str) -> None:
    assert said("name-consistency", OWN + text) == []


# Odd units

_FUNDS = "下达资金412万元，其中中央260万元，省级152万元，已支付388万元。"


def test_the_only_amount_in_yuan_among_funds_in_ten_thousands_is_odd() -> None:
    found = said("unit-odd", _FUNDS + "另安排管理经费6元，用于监理。")
    assert found == [Said("warning", "6元", "6万元")]


def test_an_amount_in_hundreds_of_millions_beyond_all_other_funds_is_odd() -> None:
    found = said("unit-odd", _FUNDS.replace("388万元", "388亿元"))
    assert found == [Said("warning", "388亿元", "388万元")]


def test_a_number_like_those_around_it_is_odd_in_another_unit_however_many_digits() -> None:
    found = said("unit-odd", _FUNDS + "另列支监理费56.71元。其他乡镇有奖励600元、500元的先例。")
    assert found == []  # the amounts around it are not of one unit
    text = "估算投资54127.18元，下达资金41200万元，支付26015万元，结转15185万元。"
    assert said("unit-odd", text) == [Said("warning", "54127.18元", "54127.18万元")]


def test_an_amount_that_a_table_tells_in_another_unit_is_odd() -> None:
    form = "单位：万元\n项目 | 预算数 | 执行数\n救济 | 45 | 45\n办公 | 12 | 11\n\n"
    assert said("unit-odd", form + "发放救济资金45元。") == [Said("warning", "45元", "45万元")]
    assert said("unit-odd", form + "每户发放救济资金45元。") == []


@pytest.mark.parametrize("small", ["每户安排补助资金600元。", "安排奖金60元，安排补助资金90元。"])
def test_small_amounts_that_people_get_are_in_yuan(small: str) -> None:
    assert said("unit-odd", _FUNDS + small) == []
