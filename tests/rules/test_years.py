"""Years: last year's text left in this year's report, and the years that stand there by right."""

from __future__ import annotations

import pytest

from .speaking import Said, said

TITLE = "海州县林业局2023年度部门整体支出绩效自评报告\n2023年度支出30.00万元。\n"


def test_records_of_another_year_are_no_source_of_this_years_ratio() -> None:
    text = TITLE + "根据2022年度部门决算报表计算，2023年度结转结余率=1÷20×100%=5%。"
    assert said("year-mismatch", text) == [Said("warning", "2022年度部门决算报表", "2023")]


def test_all_wrong_years_of_a_sentence_are_one_finding() -> None:
    text = TITLE + "根据2022年度部门决算报表计算，2021年度结转结余率=1÷20×100%=5%。"
    assert [s.stated for s in said("year-mismatch", text)] == [
        "2022年度部门决算报表、2021年度结转结余率"
    ]


def test_staff_counted_a_year_ago_is_held_against_this_years_count() -> None:
    text = (
        TITLE
        + "2023年底实有职工20人。\n其他。\n2022年底实有职工23人（含3名临聘人员），人均面积达标。"
    )
    assert said("year-mismatch", text) == [
        Said("warning", "2022年底实有职工23人（含3名临聘人员）", "2023年底实有职工20人")
    ]


def test_a_heading_of_another_year_is_found() -> None:
    text = "海州县林业局2023年度部门决算\n一、2023年度部门决算表\n二、2022年度部门决算情况说明"
    assert [s.stated for s in said("year-mismatch", text)] == ["2022年度部门决算"]


ACCOUNTS = (
    "海州县林业局2023年度部门决算\n海州县林业局2023年度收入支出总计30.00万元。与2022年度相比，增加2.00万元。\n"
    "2023年度财政拨款收入28.00万元，比2022年度减少1.00万元。\n"
    "2023年度“三公”经费支出3.00万元，比2022年度减少0.20万元。\n"
)


def test_a_total_told_for_another_year_is_the_odd_one_out() -> None:
    text = ACCOUNTS + "海州县林业局2022年度机关运行经费支出5.00万元，比上年减少0.10万元。"
    assert said("year-mismatch", text) == [Said("warning", "2022年度", "2023年度")]


def test_totals_told_year_by_year_are_a_history() -> None:
    text = ACCOUNTS + "2021年度支出合计25.00万元，2022年度支出合计28.00万元，2023年度30.00万元。"
    assert said("year-mismatch", text) == []


def test_the_one_comparison_that_skips_a_year_is_found() -> None:
    text = ACCOUNTS + "机关运行经费支出5.00万元，比2021年度减少0.10万元。"
    assert said("year-mismatch", text) == [Said("warning", "2021年度", "2022")]


def test_comparisons_with_several_earlier_years_are_for_review() -> None:
    text = ACCOUNTS + (
        "机关运行经费支出5.00万元，比2021年度减少0.10万元。采购支出8.00万元，比2019年度减少0.10万元。"
    )
    assert {s.level for s in said("year-mismatch", text)} == {"review"}


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("海州县林业局2021年度本年支出合计28.00万元。与2022年度相比，增加2.00万元。", "2021年度"),
        ("截至2021年12月31日，海州县林业局共有车辆2辆。", "2021年12月31日"),
        ("截至2024年12月31日，实有在职人员12人。", "2024年12月31日"),
        ("纳入2022年度部门决算编制范围的单位共4家。", "2022年度部门决算编制范围"),
        (
            "编报绩效目标的2023年度项目4个，绩效跟踪的2021年度项目4个，绩效自评的2023年度项目4个。",
            "2021年度",
        ),
        ("发电量由2023年的86.4亿千瓦时增加到2022年的112.7亿千瓦时。", "2023年"),
        ("2021年8月15日", "2021年"),
    ],
)  # fmt: skip
def test_a_year_that_contradicts_its_frame_is_found(text: str, stated: str) -> None:
    assert [s.stated for s in said("year-mismatch", ACCOUNTS + "\n" + text)] == [stated]


@pytest.mark.parametrize(
    "text",
    [
        "本单位于2021年成立。与2022年度相比，支出合计增加2.00万元。",
        "2022年12月31日前完成整改。2019年底建成办公楼一处。",
        "2022年“三公”经费比2021年减少0.40万元，2023年“三公”经费比2022年减少0.20万元。",
        "2022年度绩效自评结果已应用于预算安排。",
        "产值由2021年的2.00亿元增加到2023年的3.00亿元。",
        "2024年8月15日",
    ],
)
def test_other_years_in_frames_of_their_own_are_left_alone(text: str) -> None:
    assert said("year-mismatch", ACCOUNTS + "\n" + text) == []


def test_the_caption_of_another_year_is_found_in_a_budget() -> None:
    captions = ["收支预算总表", "收入预算总表", "支出预算总表", "“三公”经费预算表"]
    text = "海州县林业局2024年部门预算\n2024年收入30.00万元。\n" + "\n".join(
        f"2024年部门{caption}" for caption in captions
    )
    assert said("year-mismatch", text) == []
    wrong = text.replace("2024年部门支出预算总表", "2022年部门支出预算总表")
    assert [s.stated for s in said("year-mismatch", wrong)] == ["2022年"]


def test_the_use_of_last_years_evaluation_has_its_year() -> None:
    assert said("year-mismatch", TITLE + "（一）2022年度绩效自评结果应用情况") == []


def test_the_report_year_is_not_its_own_base() -> None:
    text = TITLE + "支出合计30.00万元，与2023年度相比，增加2.00万元。"
    assert [s.expected for s in said("year-mismatch", text)] == ["2022"]


@pytest.mark.parametrize(
    "text",
    [
        "2022年“三公”经费比2021年减少0.40万元，2023年比2022年减少0.20万元。",
        "根据《2022年度部门决算报表编制说明》计算执行率=1÷2×100%=50%。",
        "依据海财发〔2022〕7号文，2021年以前年度结转资金已收回。",
        "2022年末实有职工20人，2023年末实有职工19人。",
        "截至2024年3月，整改已完成。2024年预计支出40.00万元，比2023年年初预算增加10.00万元。",
    ],
)
def test_comparisons_titles_and_plans_may_name_other_years(text: str) -> None:
    assert said("year-mismatch", TITLE + text) == []


def test_a_bulletin_of_many_years_is_left_alone() -> None:
    text = (
        "海州县2023年国民经济和社会发展统计公报\n2022年末全县实有职工20人。2022年度部门决算情况说明"
    )
    assert said("year-mismatch", text) == []


def test_a_budget_counts_its_property_at_the_end_of_the_year_before() -> None:
    text = (
        "海州县林业局2024年部门预算公开\n2024年收入30.00万元。\n截至2023年12月31日，共有车辆5辆。"
    )
    assert said("year-mismatch", text) == []


def test_a_part_of_its_own_year_may_tell_that_years_totals() -> None:
    text = (
        "2022年度“三公”经费预算总计17.50万元，其中：公务接待9.40万元。\n二、2021年“三公”经费决算情况\n"
        "2021年度“三公”经费合计支出16.10万元。2022年度“三公”经费预算比2021年度增加1.40万元。"
    )
    assert said("year-mismatch", text) == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2021年预算安排5.20万元，比2022年增加1.20万元。", "2021年"),
        ("2022年培训费支出5.20万元，比2022年增加1.20万元。", "2022年"),
        ("2022年采购支出由2022年的80.00万元增加到96.00万元。", "2022年"),
        ("项目实施期为2022年10月1日至2021年12月31日。", "2022年"),
        ("2023—2021年完成堤防加固12公里。", "2023—2021年"),
        ("2021年、2021年分别改造渠道60公里、64公里。", "2021年"),
    ],
)
def test_years_that_contradict_each_other_are_found_in_any_text(text: str, stated: str) -> None:
    assert [s.stated for s in said("year-mismatch", text)] == [stated]


@pytest.mark.parametrize(
    "text",
    [
        "2021年启动的渠道改造工程总投资300.00万元，比2022年增加20.00万元。",
        "2022年支出9.00万元，2021年支出8.00万元，比2021年增加1.00万元。",
        "2022年预算安排5.00万元，实际支出4.00万元，比2022年预算减少1.00万元。",
        "2022年供水能力由2022年6月的10万吨提高到12万吨。",
        "项目实施期为2021年1月1日至2022年12月31日，2021年、2022年分别改造60公里、64公里。",
        "2022年末结余5.00万元，比2022年初增加1.00万元。",
    ],
)
def test_years_in_order_are_left_alone_in_any_text(text: str) -> None:
    assert said("year-mismatch", text) == []


def test_the_odd_year_among_the_same_words_is_found() -> None:
    items = [f"（{n}）某项支出{n}5.00万元，较2021年决算数减少{n}.00万元。" for n in "1234"]
    assert said("year-mismatch", "\n".join(items)) == []
    items[2] = items[2].replace("2021", "2019")
    assert said("year-mismatch", "\n".join(items)) == [Said("warning", "2019年", "2021")]


def test_a_title_that_the_whole_text_contradicts_is_found() -> None:
    text = ACCOUNTS.replace("林业局2023年度部门决算", "林业局2024年度部门决算", 1)
    assert [s.expected for s in said("year-mismatch", text)] == ["2023"]


def test_the_one_table_of_another_year_is_found_in_a_bulletin() -> None:
    captions = [f"表{n} 2023年主要产品产量（{n}）" for n in "1234"]
    text = "海州县2023年国民经济和社会发展统计公报\n2023年，全县平稳发展。\n" + "\n".join(captions)
    assert said("year-mismatch", text) == []
    wrong = text.replace("表3 2023年", "表3 2022年")
    assert [s.stated for s in said("year-mismatch", wrong)] == ["2022年"]
    opening = text.replace("2023年，", "2021年，")
    assert [s.stated for s in said("year-mismatch", opening)] == ["2021年"]


def test_a_budget_counts_nothing_on_a_day_to_come() -> None:
    text = "海州县林业局2024年部门预算\n2024年收入30.00万元。\n截至2024年8月31日，共有车辆5辆。"
    assert [s.expected for s in said("year-mismatch", text)] == ["2023年"]


@pytest.mark.parametrize(
    "text",
    [
        "海州县林业局2022年度面向中小企业预留采购项目预算金额60.00万元。",
        "海州县林业局2022年度无“三公”经费财政拨款支出。",
        "组织对2022年度12个项目开展绩效自评。",
        "2024年度本年支出合计30.00万元。",
        "2023年3月15日",
    ],
)
def test_what_is_told_of_the_report_year_only_is_not_told_of_another(text: str) -> None:
    assert len(said("year-mismatch", ACCOUNTS + "\n" + text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2024年度面向中小企业预留采购项目将继续增加，2023年度为60.00万元。",
        "组织编报2024年度预算绩效目标。",
        "2024年计划支出40.00万元。",
        "2024年3月15日",
    ],
)
def test_what_may_be_told_of_other_years_is_left_alone(text: str) -> None:
    assert said("year-mismatch", ACCOUNTS + "\n" + text) == []


def test_what_is_compared_with_is_not_expected_to_be_this_year() -> None:
    same = "2019年度部门接待费合计9.10万元。"
    text = f"{same}\n{same}\n{same}\n较2018年度部门接待费合计8.00万元增加1.10万元。"
    assert said("year-mismatch", text) == []


OWN = (
    "# 云岭县示例局2023年度部门决算\n2023年接待费1.30万元，比2022年下降5.5%。\n"
    "{}年接待费主要用于接待来访单位。\n2023年购置公务用车0辆。\n2023年车辆运行费3.20万元。"
)


def test_a_year_told_of_once_among_sentences_of_the_reports_own_is_wrong() -> None:
    assert said("year-mismatch", OWN.format(2023)) == []
    assert [s.stated for s in said("year-mismatch", OWN.format(2022))] == ["2022年"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年拟购置公务用车1辆。",
        "2022年启动的冷库项目已经验收。",
        "2022年末实有在编人员与上年持平。",
        "2022年12月签订的合同已经履行。",
        "2021年建立的台账沿用至今。",
    ],
)
def test_what_was_planned_decided_or_begun_may_be_of_another_year(sentence: str) -> None:
    assert said("year-mismatch", OWN.format(2023) + "\n" + sentence) == []


def test_a_document_has_the_number_of_the_year_it_was_issued_in() -> None:
    text = "{}年{}月29日领导小组下发了《关于冷库项目的批复》（云巩组〔2021〕9号）文件。"
    assert said("year-mismatch", text.format(2021, 12)) == []
    assert said("year-mismatch", text.format(2022, 1)) == []
    assert [s.stated for s in said("year-mismatch", text.format(2022, 12))] == ["2022年12月"]


def test_nothing_is_accepted_before_it_is_finished() -> None:
    text = "泵站于2021年3月5日开工，2021年8月底全部完工；{}年9月通过验收。"
    assert said("year-mismatch", text.format(2021)) == []
    assert [s.stated for s in said("year-mismatch", text.format(2020))] == ["2020年"]
    assert said("year-mismatch", "甲工程2021年9月完工；乙工程2020年5月开工。") == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "{0}年部门收入预算418.26万元。\n一般公共预算，2022年年初预算数418.26万元。\n"
            "2022年支出预算418.26万元。",
            "2022",
            "2021",
        ),
        (
            "从2022年3月8日至4月6日止，共接收捐款12万元。\n从2022年3月8日至4月6日止，共拨付9万元。\n"
            "从{0}年3月8日至4月6日止，接收物资9批。",
            "2022",
            "2021",
        ),
        ("# 关于云岭区2022年区级决算的报告\n现将云岭区{0}年区级决算报告如下：", "2022", "2021"),
        ("{0}年12月20日收到省级资金30万元。\n2023年1月18日", "2022", "2023"),
    ],
)
def test_what_two_places_tell_is_told_of_one_year(text: str, right: str, wrong: str) -> None:
    assert said("year-mismatch", text.format(right)) == []
    assert [s.level for s in said("year-mismatch", text.format(wrong))] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "2021年末结余418.26万元。\n2022年支出418.26万元。\n2022年预算418.26万元。",
        "2022年收入418.26万元，2021年收入418.26万元，持平。\n2022年预算418.26万元。",
        "截至2021年6月30日止，累计9万元。\n截至2022年6月30日止，累计12万元。\n"
        "截至2022年6月30日止，累计支出8万元。",
        "拟于2023年12月20日下达省级资金30万元。\n2023年1月18日",
    ],
)
def test_what_recurs_or_is_carried_over_may_be_of_any_year(text: str) -> None:
    assert said("year-mismatch", text) == []
