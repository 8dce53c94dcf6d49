"""Prose of self-evaluation reports: funds by source and project, how they were adjusted."""

from __future__ import annotations

import pytest

from .speaking import Said, said, verdicts

AGREES = {
    "what each document allotted": (
        "下达水利资金7360万元，其中：《关于下达水利资金的通知》（川财农〔2022〕7号）下达第一批资金4215万元；"
        "《关于下达水利资金（第二批）的通知》（川财农〔2022〕19号）下达第二批资金3145万元。"
    ),
    "what an amount was allotted to": (
        "其中第一批资金4215万元，分别支持甲河治理项目2600万元、乙湖修复项目1615万元；第二批资金3145万元。"
    ),
    "ten thousands that the word 资金 makes 万元": (
        "安排资金7360.5万。其中，省级4215.3万元、县级3145.2万元，资金已到位。"
    ),
    "what amounts support": (
        "安排资金3.45亿元，其中：安排4520万元支持甲类项目；安排29935万元支持乙类项目。"
    ),
    "a year after a lost full stop": (
        "收到资金845.3万元，其中：中央资金612.7万元，地方资金232.6万元2023年支出731.4万元。"
    ),
    "amounts in brackets after what they are for": (
        "下达资金1300万元，用于实施“甲地块调查项目”（725万元）和“乙地块调查项目”（575万元）。"
    ),
    "amounts that all together were carried out": (
        "预拨资金3608万元分配到位，拨付清算资金120万元，全年资金3728万元全部执行到位。"
    ),
    "what became of a total after its parts": (
        "下达资金85万元，其中甲类60万元、乙类25万元，实际支出80万元，结余5万元。"
    ),
}


@pytest.mark.parametrize("text", AGREES.values(), ids=AGREES.keys())
def test_a_list_of_funds_is_read_to_its_end(text: str) -> None:
    assert set(verdicts("sum-breakdown", text)) == {"agrees"}


def test_what_each_document_allotted_must_add_up() -> None:
    text = AGREES["what each document allotted"].replace("4215", "4251")
    assert said("sum-breakdown", text) == [Said("error", "7360", "7396")]


def test_what_an_amount_was_allotted_to_must_add_up() -> None:
    text = "拨付资金4215万元，分别支持甲河治理项目2060万元、乙湖修复项目1615万元。"
    assert [s.level for s in said("sum-breakdown", text)] == ["error"]


def test_every_item_may_state_a_count_and_an_amount() -> None:
    text = "安排项目20个、资金3215万元，其中：甲类8个、1204万元，乙类12个、2011万元。"
    assert verdicts("sum-breakdown", text) == ["agrees", "agrees"]


def test_a_part_divided_after_a_colon_heads_a_list_of_its_own() -> None:
    text = "堤防1.04公里：右岸0.51公里，左岸0.53公里：改建2处：甲处1.05公里，乙处0.4公里。"
    assert said("part-whole", text) == said("sum-breakdown", text) == []


def test_what_is_taken_back_is_no_part() -> None:
    text = "下达资金1.53万元，其中：护林补助调减2.66万元，造林补助2.42万元，抚育补助1.77万元。"
    assert said("part-whole", text) == said("sum-breakdown", text) == []


def test_what_is_left_of_a_grant_is_the_grant_less_what_was_taken_back() -> None:
    text = "下达我区215万元，其中甲类资金200万元，乙类资金15万元，调减40万元，全年实际下达{}万元。"
    assert verdicts("change-amount", text.format(175)) == ["agrees"]
    assert [s.level for s in said("change-amount", text.format(157))] == ["error"]


def test_a_count_and_a_length_increase_together() -> None:
    text = "隧道96处、89.6公里，增加13处、7.3公里，其中长隧道75处、51.7公里，短隧道21处、37.9公里。"
    assert said("part-whole", text) == []


def test_each_unit_has_grades_of_its_own() -> None:
    text = (
        "自评项目共20个，其中：甲局12个项目、乙局8个项目。甲局12个项目评级为“优”有{}个、评级为“良”有2个；"
        "乙局8个项目评级为“优”有7个、评级为“良”有1个。"
    )
    assert said("graded-projects", text.format(10)) == []
    assert said("graded-projects", text.format(9)) == [Said("error", "12", "11")]


def test_marks_of_numbered_targets_earn_no_grade() -> None:
    text = (
        "评价分100分，自评等级为优秀。\n1.免疫密度≥90%，自评得分40分。\n2.合格率≥70%，自评得分40分。\n"
        "3.满意度≥90%，自评得分20分。"
    )
    assert verdicts("grade", text) == ["agrees"]
    assert verdicts("score-sum", text) == ["agrees"]


RATES = {
    "of a plan in the paragraph before": (
        "completion-rate",
        "共投入专项资金预算1042.5万元。其中，省级资金800万元，县级资金242.5万元。\n"
        "资金执行情况。实际执行928.3万元，项目执行率{}%。",
        ("89.05", "80.95"),
    ),
    "of homes planned before": (
        "named-rate",
        "危房改造计划任务53户。\n截至11月，共完成危房改造129户，完工率{}%。",
        ("243", "234"),
    ),
    "of what was paid and what was not": (
        "named-rate",
        "资金支付1852.10万元，未支付73.20万元，支付率{}%。",
        ("96.2", "92.6"),
    ),
    "of a target value": (
        "completion-rate",
        "培训人次年初目标值≥250人次，实际完成263人次，完成率{}%。",
        ("105.2", "102.5"),
    ),
    "of a task of people": (
        "completion-rate",
        "发证学员636人（共18期），完成下达任务人数530人的{}%。",
        ("120", "102"),
    ),
}


@pytest.mark.parametrize(("rule", "text", "rates"), RATES.values(), ids=RATES.keys())
def test_a_rate_is_held_against_its_plan(rule: str, text: str, rates: tuple[str, str]) -> None:
    right, wrong = rates
    assert verdicts(rule, text.format(right)) == ["agrees"]
    assert next(s.level for s in said(rule, text.format(wrong))) in ("error", "warning")


def test_a_budget_of_one_thing_is_not_that_of_another() -> None:
    text = "基金收入预算605.9万元。\n公共预算支出决算数为1264.9万元，完成预算59.7%。"
    assert said("completion-rate", text) == []


SUMS = {
    "funds by who gives them": (
        "筹措资金3043万元，其中：中央资金2888万元，县级配套资金{}万元。",
        ("155", "188"),
        "warning",
    ),
    "a run of headed items": (
        "共安排资金8144.5万元。\n（三）资金投入\n1.规划编制277.2万元。\n2.道路硬化600.1万元。\n"
        "3.村庄奖励{}万元。",
        ("7267.2", "7276.2"),
        "error",
    ),
    "parts in a paragraph of their own": (
        "用于群众体育支出135.6678万元，占100.0%。\n其中：用于场地119.18万元；用于活动13.0198万元；"
        "用于宣传{}万元。",
        ("3.468", "3.648"),
        "error",
    ),
    "instalments": (
        "审定控制数为545.2万元，分别于1月下达第一笔经费250.1万元，9月下达第二批经费{}万元。",
        ("295.1", "259.1"),
        "error",
    ),
    "items under a heading, of a total before it": (
        "本年总支出996.8182万元。\n二、支出情况\n（一）健身活动136.00万元：主要用于28个活动。\n"
        "（二）场地设施653.4470万元：主要用于：球场建设302.10万元、器材采购351.347万元。\n"
        "（三）办赛补贴{}万元。",
        ("207.3712", "270.3712"),
        "error",
    ),
    "dated grants": (
        "下达资金共1737.25万元，具体如下：\n2022年12月23日，财政厅下达资金1300.15万元。\n"
        "2023年8月1日，财政厅下达资金{}万元。",
        ("437.1", "473.1"),
        "error",
    ),
    "items under a paragraph that states three amounts": (
        "项目支出609.74万元。其中：财政拨款15万元，其他资金594.74万元。具体如下：\n1、整理费{}万元；\n"
        "2、宣传费8万元；\n3、培训费594.74万元。",
        ("7", "9"),
        "error",
    ),
}


@pytest.mark.parametrize(("text", "amounts", "level"), SUMS.values(), ids=SUMS.keys())
def test_funds_add_up(text: str, amounts: tuple[str, str], level: str) -> None:
    right, wrong = amounts
    assert set(verdicts("sum-breakdown", text.format(right))) == {"agrees"}
    assert [s.level for s in said("sum-breakdown", text.format(wrong))] == [level]


OUTLINE = """本年共分配公益金{total}万元，安排用于以下项目：
（一）中央资金{central}万元。
1.养老服务补助220万元；
2.孤儿助学{study}万元；
3.康复计划4.659万元。
（二）县级资金{local}万元。
1.老年人福利119.57万元。包括：甲镇互助家园42.8万元、乙镇敬老院76.77万元；
2.残疾人福利96.89万元。"""


def outline(**changed: str) -> str:
    sums = {"total": "467.119", "central": "250.659", "local": "216.46", "study": "26"}
    return OUTLINE.format(**{**sums, **changed})


def test_an_outline_adds_up_level_by_level() -> None:
    assert set(verdicts("sum-breakdown", outline())) == {"agrees"}
    assert len(verdicts("sum-breakdown", outline())) == 4


@pytest.mark.parametrize("slip", [("total", "467.191"), ("local", "261.46"), ("study", "62")])
def test_a_slip_in_an_outline_is_found(slip: tuple[str, str]) -> None:
    name, printed = slip
    assert {s.level for s in said("sum-breakdown", outline(**{name: printed}))} == {"error"}


def test_headed_amounts_may_stand_in_brackets() -> None:
    text = "（一）项目（助残{}万元）\n1、慰问12.5万元。\n2、意外险1.52万元。\n3、救助2.41万元。"
    assert verdicts("sum-breakdown", text.format("16.43")) == ["agrees"]
    assert [s.level for s in said("sum-breakdown", text.format("14.63"))] == ["error"]


LEFT = {
    "of a grant": "下达资金343.4万元（其中：中央281万元，省62.4万元），支出341.6万元，结转{}万元。",
    "with what was left": "年初结转1.3万元，本年下达85.2万元，支出84.7万元，年末结转{}万元。",
    "of what was arranged": "下达276.2万元，当年安排支出275.2万元，实际支出273.4万元，结转{}万元。",
    "and not paid yet": "到位资金500.5万元，已支付498.7万元，未支付{}万元。",
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT.keys())
def test_what_is_left_of_a_grant_was_not_spent(text: str) -> None:
    assert verdicts("fund-roll", text.format("1.8")) == ["agrees"]
    assert [s.level for s in said("fund-roll", text.format("8.1"))][:1] in (["error"], ["warning"])


def test_what_is_left_over_in_all_is_more_than_of_the_year() -> None:
    text = "保障资金共计收入840.5万元，支出110.1万元，年末累计结余3118.6万元。"
    assert [s for s in said("fund-roll", text) if s.level in ("error", "warning")] == []


def test_what_is_left_is_not_what_was_spent() -> None:
    text = "预算资金500万元，支出480.5万元，年末结转19.5万元，执行率96.1%。"
    assert verdicts("completion-rate", text) == ["agrees"]


def test_a_total_after_a_list_of_names_is_no_part_of_the_last_amount() -> None:
    text = (
        "甲院改造支出29.9938万元、乙院改造支出19.9855万元、丙院改造支出19.9983万元，"
        "包括餐厅、地面，总计支出69.9776万元；护理员大赛2.7万元。"
    )
    assert said("part-whole", text) == []
    assert verdicts("sum-breakdown", text) == ["agrees"]


def test_what_was_carried_out_of_a_budget_is_no_budget() -> None:
    text = "结转项目资金合计540.20万元，全年预算执行数合计185.29万元。预算执行率{}%。"
    assert verdicts("completion-rate", text.format("34.3")) == ["agrees"]
    assert [s.level for s in said("completion-rate", text.format("43.3"))] == ["error"]


def test_what_a_project_completed_and_left_over_make_its_money() -> None:
    text = "建设资金60万元，完成总投资{}万元，结余{}万元，资金支付率{}。"
    assert said("named-rate", text.format("58.2", "1.8", "97%")) == []
    assert said("fund-roll", text.format("58.2", "1.8", "97%")) == []
    assert [s.stated for s in said("fund-roll", text.format("58.2", "18", "97%"))] == ["18"]
    assert [s.stated for s in said("named-rate", text.format("52.8", "1.8", "97%"))] == ["97%"]


def test_what_arrived_of_what_was_planned() -> None:
    text = "中央资金，计划650万元，实到{}万元，到位率100%。"
    assert said("named-rate", text.format(650)) == []
    assert [s.stated for s in said("named-rate", text.format(630))] == ["100%"]


_CLASS = (
    "（一）养老服务类，金额2400.5万元\n1、日间照料站运行{}万元；\n2、助餐点补贴599万元；\n"
    "3、护理员培训716.3万元；\n4、适老化改造410万元。"
)


def test_an_item_is_at_most_the_class_that_it_stands_under() -> None:
    assert said("part-whole", _CLASS.format("318.7")) == []
    assert said("part-whole", _CLASS.format("3187")) == [Said("warning", "3187", "2400.5")]


def test_items_of_which_several_are_more_are_no_parts() -> None:
    assert said("part-whole", _CLASS.format("3187").replace("599", "5990")) == []
