"""Posts, people, vehicles, visits, purchases, projects and lists that are counted."""

from __future__ import annotations

import pytest

from .speaking import Said, checks, said, verdicts

# Posts and people


def test_posts_said_to_be_outside_are_left_out() -> None:
    text = "核定编制27名，其中：行政编制20名（不含机关工勤编3名），事业编制7名。"
    assert verdicts("staff-authorised", text) == ["agrees"]


def test_posts_that_do_not_add_up_are_found() -> None:
    text = "核定人员编制29名，其中：行政编制20名，机关工勤编制3名，事业编制7名。"
    assert said("staff-authorised", text) == [Said("warning", "29", "30")]


def test_a_list_that_is_not_announced_counts_only_if_it_closes() -> None:
    assert verdicts("staff-authorised", "核定编制27名，行政编制20名，事业编制7名。") == ["agrees"]
    assert checks("staff-authorised", "核定编制30名，行政编制20名，事业编制7名。") == []


def test_people_by_kind_add_up() -> None:
    text = "实有人员31人，其中：行政人员20人，机关工勤4人，事业人员6人。"
    assert said("staff-actual", text) == [Said("warning", "31", "30")]


def test_retired_people_beside_people_in_post_are_no_part_of_them() -> None:
    assert checks("staff-actual", "实有在职人员20人，离休1人，退休12人。") == []


def test_people_by_state_may_be_divided_further_by_kind() -> None:
    text = "年末实有人员33人，其中：在职20人（行政15人、事业5人），退休13人。"
    assert verdicts("staff-actual", text) == ["agrees", "agrees"]


def test_a_list_may_begin_a_sentence_of_its_own() -> None:
    text = "现有人员25人。其中，在职13人、离休2人、退休9人。"
    assert said("staff-actual", text) == [Said("warning", "25", "24")]


def test_a_list_with_people_of_no_known_class_is_left_alone() -> None:
    text = "现有人员25人。其中，在职13人、离休2人、退休7人、事务中心3人。"
    assert checks("staff-actual", text) == []


def test_people_on_the_establishment_are_no_posts() -> None:
    assert checks("staff-authorised", "现有编制人员25人，其中：行政8人、事业16人。") == []


def test_temporary_staff_within_a_count_are_not_added_to_it() -> None:
    assert checks("staff-actual", "年末实有43人（含8名临聘人员），人均面积达标。") == []


# Over establishment


def test_posts_of_several_kinds_are_added_up() -> None:
    text = "核定行政编制11名，行政执法专项编制9名。年末实有在职职工26人，退休30人。"
    assert said("staff-over", text) == [Said("review", "26", "20")]


def test_posts_counted_apart_cover_their_people() -> None:
    text = "核定编制27名，其中：行政编制20名（不含机关工勤编3名），事业编制7名；实有人员30人。"
    assert said("staff-over", text) == []


def test_temporary_staff_need_no_posts() -> None:
    text = "核定编制27名。年末实有人员30人（含临聘人员4人）。"
    assert said("staff-over", text) == []


def test_posts_of_two_units_are_held_against_nobody() -> None:
    text = "机关核定编制20名，下属中心核定事业编制10名。实有在职人员28人。"
    assert checks("staff-over", text) == []


# Vehicles and visits


def test_vehicles_by_class_add_up() -> None:
    text = "共有车辆6辆，其中：主要领导干部用车1辆、机要通信用车2辆、其他用车2辆。"
    assert said("vehicles", text) == [Said("error", "6", "5")]


def test_more_vehicles_bought_than_kept_is_for_review() -> None:
    text = "公务用车购置数4辆，年末公务用车保有量3辆。"
    assert said("vehicles", text) == [Said("review", "4", "3")]


def test_every_visit_has_a_visitor() -> None:
    assert said("visits", "国内公务接待86批次、12人次。") == [Said("error", "12", "86")]
    assert verdicts("visits", "安排因公出国团组2个、累计5人次。") == ["agrees"]


# Purchases


def test_goods_works_and_services_make_procurement() -> None:
    text = "政府采购支出合计31.00万元，其中：货物8.00万元、工程0万元、服务22.00万元。"
    assert said("procurement", text) == [Said("error", "31.00", "30")]


def test_a_kind_of_purchase_left_out_is_a_warning() -> None:
    text = "政府采购支出合计31.00万元，其中：货物8.00万元、服务22.00万元。"
    assert [s.level for s in said("procurement", text)] == ["warning"]


def test_purchases_by_bidder_are_no_kinds() -> None:
    text = "政府采购支出合计31.00万元，其中：授予中小企业20.00万元、授予小微企业8.00万元。"
    assert checks("procurement", text) == []


# Projects


def test_graded_projects_add_up_to_those_assessed() -> None:
    text = "绩效自评的项目9个，平均得分95分（其中，评级为“优”的项目6个；评级为“良”的项目2个）。"
    assert said("graded-projects", text) == [Said("error", "9", "8")]


def test_grades_may_stand_right_before_their_counts() -> None:
    assert verdicts("graded-projects", "自评项目9个（优6个、良2个、中1个）。") == ["agrees"]


def test_problems_found_are_mended_or_being_mended() -> None:
    text = "自评发现问题5个，已经完成整改的2个，正在整改的2个。"
    assert said("graded-projects", text) == [Said("error", "5", "4")]


# Listed names


def test_names_within_brackets_are_not_counted() -> None:
    text = "设4个股室[办公室、规划股（加挂审批股、信访股牌子）、执法股、招商和园区股]。"
    assert verdicts("count-list", text) == ["agrees"]


def test_a_list_one_name_short_is_found() -> None:
    text = "内设5个科室，分别为：办公室、人事科、业务科、财务科。"
    assert said("count-list", text) == [Said("warning", "5", "4")]


def test_a_list_belongs_to_the_last_count_before_it() -> None:
    text = "内设7个科室，所属事业单位2个，分别为：信息中心、服务中心。"
    assert verdicts("count-list", text) == ["agrees"]
    wrong = text.replace("、服务中心", "、服务中心、监测中心")
    assert said("count-list", wrong) == [Said("warning", "2", "3")]


@pytest.mark.parametrize("count", ["三", "四"])
def test_names_and_figures_told_in_turn_say_how_many_were_counted(count: str) -> None:
    text = (
        f"家具制造业、纸制品业、热力生产和供应业{count}个行业较快增长，分别增长8.2%、11.5%、17.4%。"
    )
    assert said("count-list", text) == ([] if count == "三" else [Said("warning", "四", "3")])


def test_a_list_may_count_all_the_kinds_before_it() -> None:
    text = "本部门中，行政单位1家，事业单位2家，具体包括：\n1.县林业局。\n2.种苗站。\n3.防火中心。"
    assert verdicts("count-list", text) == ["agrees"]


def test_a_list_with_and_so_on_is_at_most_the_count() -> None:
    assert said("count-list", "下辖12个单位，分别为：信息中心、服务中心等。") == []
    assert said("count-list", "下辖2个单位，分别为：信息中心、服务中心、监测站等。") == [
        Said("warning", "2", "3")
    ]


def test_a_list_of_numbered_paragraphs_is_counted() -> None:
    text = "设3个内设机构，包括：\n（一）办公室。负责文电。\n（二）综合科。负责统计。\n二、收支情况"
    assert said("count-list", text) == [Said("warning", "3", "2")]


@pytest.mark.parametrize(
    "text",
    [
        "新建3个项目（含配套、绿化工程），完成投资20.00万元。",
        "从3个方面发力：强预算、严管理。",
        "设5个科室，其中：办公室、财务科为综合科室。",
        "全县12个乡镇共设站所40个。",
    ],
)
def test_what_is_not_listed_in_full_is_not_counted(text: str) -> None:
    assert said("count-list", text) == []


def test_projects_may_be_named_after_their_number() -> None:
    text = "对2023年度12个项目开展绩效自评，涉及资金200万元。自评结果为“优”的{}个、“良”的3个。"
    assert said("graded-projects", text.format(9)) == []
    assert [s.stated for s in said("graded-projects", text.format(8))] == ["12"]


def test_names_that_all_end_with_what_is_counted_are_counted() -> None:
    text = (
        "决定建设{}个项目，分别为东村农场项目（一期）、西村道路项目、南村厂房和仓库项目、"
        "北村冷库项目。"
    )
    assert [s for s in said("count-list", text.format(4)) if s.level != "review"] == []
    assert [s.level for s in said("count-list", text.format(3))] == ["warning"]
    joined = "决定建设2个项目，分别为东村道路、水渠项目、北村冷库项目。"  # 、 within a name
    assert said("count-list", joined) == []


def test_the_words_before_the_first_name_of_a_list_may_be_many() -> None:
    text = "2023年老旧小区配套设施改造项目主要整治范围为东山、西岭、南湖、北桥{}个街道的部分小区。"
    assert said("count-list", text.format(4)) == []
    assert [s.level for s in said("count-list", text.format(3))] == ["warning"]


@pytest.mark.parametrize(
    ("text", "count", "slip"),
    [
        ("超两亿元的部门有{}个，分别为甲局、乙部、丙运输部和丁部。", "4", "5"),
        ("公共项目共{}个，分别为：桥梁维护专项；东路、西路养护；路灯电费；绿化服务费。", "4", "6"),
        ("设{}个科室（人事科、财务科、法规科）。", "3", "4"),
        ("设{}个股室，分别为：办公室、法规股、外贸股、招商和园区股。", "4", "5"),
        ("单位内设机构{}个，机构名称为：党办、教务处、总务处。", "3", "4"),
        ("抽查到户项目{}个：养殖奖补300万元；贴息贷款200.5万元。", "2", "3"),
        ("卫生院设内科、外科、妇科{}个临床科室和检验等辅助科室。", "3", "4"),
        ("支出涉及“环境监测”、“污染防治”、“生态保护”{}个项目。", "三", "四"),
        ("资金主要用于道路建设和产业发展{}个方面。", "2", "3"),
        ("其中新成立事业单位招商中心、金融办、科协{}个。", "3", "4"),
        ("主要指标中，工业增加值、工业投资、税收收入{}项指标增速居前。", "3", "2"),
        ("下辖林业站、防火中心{}个事业单位。", "2", "3"),
        ("东山市、西湖自治县、南岭县{}个试点市县参加。", "3", "4"),
        ("选取{}个县（东山县、西湖县、南岭县）评价。", "3", "4"),
        ("出台《资金办法》《项目办法》《绩效办法》{}个文件。", "3", "4"),
        ("支出由基本支出和项目支出{}部分组成。", "两", "三"),
        ("包括局本级及所属甲学校、乙中心、丙站{}家拨款事业单位。", "3", "4"),
        ("涉及{}大类，共60万元，其中：供水10万元；道路20万元；水利25万元；农业5万元。", "四", "三"),
    ],
)
def test_a_count_and_the_list_it_stands_by(text: str, count: str, slip: str) -> None:
    assert set(verdicts("count-list", text.format(count))) == {"agrees"}
    assert [s.level for s in said("count-list", text.format(slip))] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "内设6个科室，分别为：办公室、总务处教务处保卫处团委。",  # marks between names were lost
        "设5个处室，包括：办公室、法规处、预算处、国库处、按规定设置机关党委和机关纪委。",
        "研发难度大，周期长和投入高三个特点构成壁垒。",
        "2、为三个中心的会员购买保险。",
        "全市9个县（市、区）参加。",
        "东川、西溪、南浦等8个项目开工。",
        "甲县、乙县和丙县5个项目开工。",
        "实施道路硬化、路灯安装、水渠12个项目。",
        "下设局机关和信息中心、监测站2个事业单位。",
        "将甲公司、乙公司、丙公司4个项目列入计划。",
        "在甲村、乙村、丙村、丁村建设3个项目。",
        "主要有以下5种类型：一是乐透型，提取三成。",
    ],
)
def test_a_count_that_its_list_may_well_have(text: str) -> None:
    assert said("count-list", text) == []


@pytest.mark.parametrize(
    ("rule", "text", "slip"),
    [
        ("sum-breakdown", "现有职工19人，其中：在编13人，县招聘2人，临时工{}人。", "5"),
        ("sum-breakdown", "现有职工19人，其中：在编13人，县招聘2人，临时工{}人。", "3"),
        ("sum-breakdown", "出国63人次，其中洽谈47人次，考察{}人次。", "18"),
        ("staff-actual", "现有在编教职工37人，专技33人，工勤3人，职员{}人。", "3"),
    ],
)
def test_people_counted_off_one_or_two_amiss(rule: str, text: str, slip: str) -> None:
    assert [s.level for s in said(rule, text.format(slip))] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "现有职工20人，其中：党员13人，女8人。",
        "受理60件，其中：办结40件，转办15件。",
        "现有在编职工40人，专技33人。",
        "借贷案件128件，其中标的50万元以上9件，这128件共计标的3365万元。",
    ],
)
def test_people_of_several_sorts_need_not_add_up(text: str) -> None:
    loud = [s for rule in ("sum-breakdown", "staff-actual") for s in said(rule, text)]
    assert [s for s in loud if s.level in ("error", "warning")] == []


def test_classes_and_seats_named_are_counted() -> None:
    text = "履行协商、监督、参政{}大职能。派出法庭有{}个，设在青山镇、绿水镇、红岩镇、白云镇。"
    assert said("count-list", text.format("三", "四")) == []
    assert {s.stated for s in said("count-list", text.format("四", "三"))} == {"四", "三"}
