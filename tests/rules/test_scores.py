"""Scores in prose: roll-ups over the levels, caps, restatements, execution rates, grades."""

from __future__ import annotations

import pytest
from gouji.validate.engine import evaluate
from hypothesis import given, settings
from hypothesis import strategies as st

from .speaking import Said, checks, reading, said, verdicts

THREE_LEVELS = """综合得分为{total}分。
1.投入（该一级指标满分40分，自评得分为{input}分）。
（1）目标（该二级指标满分15分，自评得分15分）。
①明确性（该三级指标满分9分，自评得分9分）。
②合理性（该三级指标满分6分，自评得分6分）。
（2）配置（该二级指标满分25分，自评得分{staffing}分）。
2.效果（该一级指标满分60分，自评得分为58）。
3.加分项（该一级指标满分10分，自评得分4分）。"""


def report(total: object = 100, input: object = 38, staffing: object = 23) -> str:
    return THREE_LEVELS.format(total=total, input=input, staffing=staffing)


def test_scores_that_add_up_over_three_levels_agree() -> None:
    assert verdicts("score-sum", report()) == ["agrees"] * 3
    assert verdicts("weight-sum", report()) == ["agrees"] * 3


def test_bonus_points_belong_to_the_total() -> None:
    assert said("score-sum", report(total=101)) == [Said("error", "101", "100")]


def test_a_total_without_the_bonus_is_right_too() -> None:
    assert said("score-sum", report(total=96)) == []


def test_a_wrong_middle_level_is_found_where_it_stands() -> None:
    assert said("score-sum", report(staffing=22)) == [Said("error", "38", "37")]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 40))
def test_only_the_true_sum_is_silent(points: int) -> None:
    spoken = said("score-sum", report(input=points, total=points + 62))
    assert (spoken == []) == (points == 38)


def test_levels_are_read_from_the_numbering_where_no_word_says() -> None:
    text = (
        "（一）投入（满分40分，得分38分）。\n1.目标（满分15分，得分15分）。\n2.配置（满分25分，得分21分）。\n"
        "（二）效果（满分60分，得分60分）。"
    )
    assert said("score-sum", text) == [Said("error", "38", "36")]


def test_a_list_within_one_sentence_is_held_against_its_total() -> None:
    text = (
        "自评得分95分，其中：投入（满分40分）得38分，过程（满分30分）得29分，"
        "效果（满分30分）得30分。"
    )
    assert said("score-sum", text) == [Said("error", "95", "97")]


def test_indicators_told_only_in_part_are_no_sum() -> None:
    text = (
        "1.投入（满分40分，自评得分36分）。\n"
        "（1）目标（满分15分，自评得分12分）。\n（2）配置（满分5分，自评得分4分）。"
    )
    assert said("score-sum", text) == []
    assert said("weight-sum", text) == []
    assert verdicts("score-sum", text) == ["undetermined"]


def test_a_weight_is_wrong_where_the_scores_add_up() -> None:
    text = (
        "1.投入（满分40分，得分33分）。\n"
        "（1）目标（满分15分，得分15分）。\n（2）配置（满分20分，得分18分）。"
    )
    assert said("weight-sum", text) == [Said("error", "40", "35")]


def test_the_first_level_has_a_hundred_marks() -> None:
    text = "综合得分90分。\n1.投入（满分40分，得分38分）。\n2.效果（满分50分，得分52分）。"
    assert said("weight-sum", text) == [Said("error", "90", "100")]


def test_the_average_score_of_projects_is_no_total() -> None:
    text = report() + "\n开展项目自评3个，平均得分97.50分。"
    assert said("score-sum", text) == []


# Caps


def test_more_than_full_marks_is_an_error() -> None:
    text = "①目标（该三级指标满分5分，自评得分6分）。"
    assert said("score-cap", text) == [Said("error", "6", "5")]


def test_no_marks_at_all_are_possible() -> None:
    assert verdicts("score-cap", "①目标（该三级指标满分5分，自评得分0分）。") == ["agrees"]


def test_a_total_over_a_hundred_needs_bonus_points() -> None:
    assert said("score-cap", report(total=104)) == []
    assert said("score-cap", report(total=114)) == [Said("error", "114", "110")]


def test_a_total_alone_is_not_checked_by_being_below_a_hundred() -> None:
    assert checks("score-cap", "评价得分为90分。") == []


# Restated scores


def test_a_score_denied_in_the_text_is_not_earned() -> None:
    text = "①差异率（满分4分，自评得分2分）。\n差异率为51%，本项指标不得分。"
    assert said("score-restated", text) == [Said("warning", "2", "0")]


def test_a_formula_may_state_the_score() -> None:
    text = "①执行率（满分3分，自评得分3分）。\n采购执行率100%，本指标得分=3×100%=3分。"
    assert verdicts("score-restated", text) == ["agrees"]


def test_a_rule_of_marking_states_no_score() -> None:
    text = "①公开（满分5分，自评得分5分）。\n每少公开一项扣1分，未公开的得0分，全部公开得5分。"
    assert checks("score-restated", text) == []


# Execution rates


def test_marks_in_proportion_to_the_rate_are_recomputed() -> None:
    text = "①预算执行率（满分10分，得分9.58分）。\n预算执行率98.5%，按比例计分。"
    assert [s.expected for s in said("execution-score", text)] == ["9.85"]


def test_a_rate_beyond_a_hundred_earns_full_marks() -> None:
    text = "①预算执行率（满分10分，得分10分）。\n预算执行率为103.5%，按比例计分。"
    assert verdicts("execution-score", text) == ["agrees"]


def test_marks_by_steps_are_not_held_against_the_rate() -> None:
    text = "①预算执行率（满分10分，得分10分）。\n预算执行率为96%，达到95%要求。"
    assert said("execution-score", text) == []


# Grades


@pytest.mark.parametrize(
    "text",
    [
        "评价得分为90分，自评等级“优”。",
        "综合得分86分，评价等级为良好。",
        "得分90分以上为优，80分（含）-90分为良。自评得分88分，等级为良。",
        "平均得分76.50分，其中评级为“优”的项目5个。",
    ],
)
def test_grades_that_the_usual_bands_or_the_printed_ones_allow_are_silent(text: str) -> None:
    assert said("grade", text) == []


@pytest.mark.parametrize("text", ["综合得分78分，评价等级为良。", "自评得分88分，自评等级为“优”。"])
def test_grades_that_only_some_table_of_bands_allows_are_a_warning(text: str) -> None:
    assert [s.level for s in said("grade", text)] == ["warning"]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("评价得分为75分，自评等级“优”。", "75"),
        ("自评得分96分。评价等级为“良”。", "96"),
        ("综合得分为58.5分。\n三、结论\n自评等级为“合格”。", "58.5"),
        ("综合得分84分，等级为优。标准：85分（含）以上为优，70-85分为良。", "84"),
    ],
)
def test_a_grade_no_band_allows_is_an_error(text: str, stated: str) -> None:
    assert [(s.level, s.stated) for s in said("grade", text)] == [("error", stated)]


def test_bands_printed_in_the_report_go_before_the_usual_ones() -> None:
    text = (
        "综合得分88分，等级为优。标准：90分（含）以上为优，80（含）-90分为良，60（含）-80分为中。"
    )
    assert said("grade", text) == [Said("error", "88", "90")]


@pytest.mark.parametrize(
    "text",
    [
        "项目自评得分71分。其中：决策指标得分8分，过程指标得分26分，产出指标得分31分，效益指标得分6分。",
        "自评得分98.5分（其中：预算执行得分9.5分，产出指标得分50分，效益指标得分29分，满意度得分10分）。",
        "总得分74.5分，其中：决策（20分）得19分；过程（20分）得18.5分；产出（30分）得28分；效益（30分）得9分。",
        "自评总分100分，其中预算执行10分、产出50分、效益30分、满意度10分；"
        "实际得分95分，其中预算执行14分、产出23.5分、效益29分、满意度28.5分。",
        "自评得分96分，其中：产出指标得分48分，效益指标得分28分。",
    ],
)
def test_scores_listed_in_a_passage_add_up_in_silence(text: str) -> None:
    found = evaluate(reading(text)).findings
    assert [f.rule for f in found if f.level != "info"] == []


def test_scores_listed_in_a_passage_that_are_all_there_are_must_add_up() -> None:
    text = "自评得分75分。其中：决策得分8分，过程得分26分，产出得分31分，效益得分6分。"
    assert said("score-sum", text) == [("error", "75", "71")]


def test_full_marks_listed_in_a_passage_must_add_up() -> None:
    text = "指标总分100分，其中：预算执行10分、产出指标50分、效益指标40分、满意度指标10分。"
    assert said("weight-sum", text) == [("error", "100", "110")]
