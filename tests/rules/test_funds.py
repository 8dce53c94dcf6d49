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
