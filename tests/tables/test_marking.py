"""Self-evaluation forms: weights, scores, rates and reasons, in several layouts."""

from __future__ import annotations

from .drawn import Said, remarks, verdicts, wrong

FORM = """项目支出绩效自评表
|项目名称|<|养护项目|<|<|<|<|<|<|
|项目资金（万元）|<||年初预算数|全年预算数⏎（A）|全年执行数⏎（B）|分值|执行率⏎（B/A）|得分|
|^|<|年度资金总额|860.00|912.40|{spent}|10|99.21%|{money}|
|^|<|其中：当年财政拨款|860.00|860.00|852.77|—|—|—|
|^|<|上年结转资金|0.00|52.40|52.40|—|—|—|
|^|<|其他资金|0.00|0.00|0.00|—|—|—|
|绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施|
|^|产出指标|数量指标|养护里程|≥1260公里|1260公里|{weight}|50||
|^|^|质量指标|修复面积|≥4万平方米|3.8万平方米|10|{area}|{reason}|
|^|效益指标|社会效益|受益村数|≥96个|96个|20|20||
|^|满意度指标|满意度|路域环境|明显改善|达成预期指标|10|{words}|绿化不足，已安排补种。|
|总分|<|<|<|<|<|100|{total}||
"""


def form(
    spent: str = "905.17",
    money: str = "9.92",
    weight: str = "50",
    area: str = "9.5",
    reason: str = "施工暂缓。",
    words: str = "9",
    total: str = "98.42",
) -> str:
    return FORM.format(
        spent=spent, money=money, weight=weight, area=area, reason=reason, words=words, total=total
    )


def test_a_form_that_is_right_says_nothing() -> None:
    for rule in ("weight-sum", "score-sum", "score-cap", "execution-score", "indicator-score"):
        assert wrong(rule, form()) == []
        assert "agrees" in verdicts(rule, form())
    assert remarks("score-reason", form()) == []


def test_the_execution_rate_is_computed_from_the_printed_base() -> None:
    assert wrong("completion-rate", form()) == []
    assert wrong("completion-rate", form(spent="950.17")) == [
        Said("asserted", "99.21", ("950.17", "912.40"))
    ]


def test_the_sources_add_up_to_the_year_s_funds() -> None:
    assert wrong("table-tree", form(spent="950.17"))[0] == Said(
        "asserted", "950.17", ("852.77", "52.40", "0.00")
    )


def test_weights_include_that_of_the_execution_rate() -> None:
    assert wrong("weight-sum", form(weight="60")) == [
        Said("asserted", "100", ("60", "10", "20", "10", "10"))
    ]


def test_the_total_score_is_the_sum() -> None:
    assert [said.stated for said in wrong("score-sum", form(total="98.92"))] == ["98.92"]


def test_full_marks_below_the_target_are_told() -> None:
    assert wrong("indicator-score", form(area="10", reason="")) == [
        Said("asserted", "10", ("3.8", "4", "10"))
    ]


def test_lost_marks_need_a_reason() -> None:
    assert remarks("score-reason", form(reason="")) == ["9.5"]


def test_more_than_full_marks_cannot_be() -> None:
    assert wrong("score-cap", form(area="12")) == [Said("asserted", "12", ("10",))]


def test_the_score_of_the_rate_is_its_part_of_the_marks() -> None:
    assert wrong("execution-score", form(money="9.29")) == [
        Said("asserted", "9.29", ("99.21", "10"))
    ]


def test_a_score_of_the_rate_in_whole_marks_may_be_marked_by_steps() -> None:
    assert wrong("execution-score", form(money="10")) == []


def test_words_earn_what_they_stand_for() -> None:
    assert wrong("indicator-score", form(words="8")) == []
    assert [said.stated for said in wrong("indicator-score", form(words="7"))] == ["7"]


def test_marks_beside_a_group_are_those_of_its_indicators() -> None:
    text = """
    |一级指标|三级指标|年度指标值|实际完成值|权重|得分|备注|
    |产出指标（50分）|里程|≥12公里|12公里|30|30||
    |^|合格率|≥98%|99%|{}|20||
    |效益指标（50分）|满意度|≥90%|94%|50|50||
    |合计|<|<|<|100|100||"""
    assert wrong("weight-sum", text.format("20")) == []
    assert Said("asserted", "50", ("30", "30")) in wrong("weight-sum", text.format("30"))


LEVELS = """
|一级指标|权重|二级指标|权重|三级指标|权重|自评得分|扣分说明|
|履职效能|50|产出效能|{second}|任务完成率|18|18||
|^|^|^|^|验收合格率|12|{score}|验收不及时。|
|^|^|效果效能|20|群众满意度|20|20||
|管理效率|{first}|预算编制|15|新增项目评估|15|15||
|^|^|预算执行|35|支出进度|20|18.5|进度偏慢。|
|^|^|^|^|结转结余率|15|15||
|合计|100||100||100|97.5||"""


def levels(first: str = "50", second: str = "30", score: str = "11") -> str:
    return LEVELS.format(first=first, second=second, score=score)


def test_marks_in_a_column_a_level_add_up_level_by_level() -> None:
    assert wrong("weight-sum", levels()) == []
    assert {said.stated for said in wrong("weight-sum", levels(first="60"))} == {"60", "100"}
    assert Said("asserted", "35", ("18", "12")) in wrong("weight-sum", levels(second="35"))


def test_a_row_left_without_a_score_only_asks_for_review() -> None:
    assert wrong("score-sum", levels()) == []
    assert [said.certainty for said in wrong("score-sum", levels(score=""))] == ["likely"]


def test_a_smaller_is_better_indicator_loses_what_it_exceeds() -> None:
    text = """
    |一级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因|
    |成本指标|单位成本|≤100元|110元|10|{}|材料涨价。|
    |成本指标|总成本|≤72万元|66万元|10|10||"""
    assert wrong("indicator-score", text.format("9")) == []
    assert wrong("indicator-score", text.format("9.9")) == [
        Said("asserted", "9.9", ("110", "100", "10"))
    ]


def test_weights_that_make_a_hundred_without_the_rate_s_make_more_with_it() -> None:
    text = form().replace(
        "|产出指标|数量指标|养护里程|≥1260公里|1260公里|50|50|",
        "|产出指标|数量指标|养护里程|≥1260公里|1260公里|60|60|",
    )
    assert wrong("weight-sum", text) == [Said("asserted", "100", ("60", "10", "20", "10", "10"))]
    assert [said.stated for said in wrong("score-sum", text)] == ["98.42"]


def test_whole_and_half_marks_are_not_rounded() -> None:
    """Many rows of marks do not hide a wrong digit in their total."""
    assert [said.stated for said in wrong("score-sum", form(total="98.38"))] == ["98.38"]


def test_each_source_is_held_to_its_own_rate() -> None:
    rows = form().replace("|852.77|—|—|—|", "|852.77|—|{}|—|")
    assert wrong("completion-rate", rows.format("99.16%")) == []
    assert [said.stated for said in wrong("completion-rate", rows.format("91.16%"))] == ["91.16"]


SOLE = """|项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分|
|^|年度资金总额|{whole}|81.30|74.06|10|91.09%|9.11|
|^|其中：当年财政拨款|81.30|81.30|{part}||||
"""


def test_the_only_source_that_is_listed_is_the_whole() -> None:
    assert wrong("table-tree", SOLE.format(whole="81.30", part="74.06")) == []
    assert [s.stated for s in wrong("table-tree", SOLE.format(whole="81.30", part="70.46"))] == [
        "74.06"
    ]
    assert [s.stated for s in wrong("table-tree", SOLE.format(whole="83.10", part="74.06"))] == [
        "83.10"
    ]


def test_a_part_of_funds_of_which_the_others_are_not_listed_says_nothing() -> None:
    text = SOLE.format(whole="96.00", part="60.00").replace("款|81.30|81.30|", "款|70.00|71.00|")
    assert wrong("table-tree", text) == []


TRANSFER = """就业补助资金绩效目标自评表
|资金投入情况（万元）||全年预算数（A）|全年执行数（B）|预算执行率（B/A）|
|^|年度资金总额|1250.50|1200.20|95.98%|
|^|其中：中央财政资金|800.00|800.00|100.00%|
|^|自治区财政资金|300.50|{region}|{rate}|
|^|旗县财政资金|150.00|110.00|73.33%|
"""


def test_sources_of_any_level_of_government_add_up() -> None:
    assert wrong("table-tree", TRANSFER.format(region="290.20", rate="96.57%")) == []
    assert wrong("table-tree", TRANSFER.format(region="209.20", rate="69.62%")) == [
        Said("asserted", "1200.20", ("800.00", "209.20", "110.00"))
    ]
    assert [
        said.stated
        for said in wrong("completion-rate", TRANSFER.format(region="290.20", rate="65.57%"))
    ] == ["65.57"]


COUNTED = """项目支出绩效自评表
|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因|
|产出指标|数量指标|改造泵站|8|{stations}|50|50||
|满意度指标|满意度指标|服务对象满意度|90%|{satisfied}|50|50||
|总分|||||100|100||
"""


def test_fewer_than_were_due_earn_no_full_marks() -> None:
    assert wrong("indicator-score", COUNTED.format(stations="8", satisfied="95%")) == []
    assert wrong("indicator-score", COUNTED.format(stations="6", satisfied="95%")) == [
        Said("asserted", "50", ("6", "8", "50"))
    ]


def test_a_result_that_may_be_in_another_unit_is_for_review() -> None:
    (said,) = wrong("indicator-score", COUNTED.format(stations="0.5", satisfied="95%"))
    assert said.certainty == "likely"


def test_satisfaction_ends_at_a_hundred() -> None:
    assert wrong("percent-range", COUNTED.format(stations="8", satisfied="100%")) == []
    assert [
        said.stated
        for said in wrong("percent-range", COUNTED.format(stations="8", satisfied="165%"))
    ] == ["165"]


def test_marks_are_of_the_amounts_where_the_rate_is_too_coarse() -> None:
    text = (
        "|预算执行情况（万元）||预算数（A）|执行数（B）|执行率（B/A）|得分（20分×执行率）|\n"
        "|^|年度财政资金总额|720|{}|0.2|3.1|\n"
        "|一级指标|二级指标|三级指标|年初目标值|实际完成值|得分|\n"
        "|产出指标|数量指标|改造泵站|8|8|80|\n|总分|||||83.1|\n"
    )
    assert wrong("execution-score", text.format("112")) == []
    assert [said.stated for said in wrong("execution-score", text.format("121"))] == ["3.1"]


def test_a_rate_of_one_is_all_of_it() -> None:
    text = (
        "|预算执行情况（万元）||预算数（A）|执行数（B）|执行率（B/A）|得分（20分×执行率）|\n"
        "|^|年度财政资金总额|{}|36.20|1|20|\n"
        "|一级指标|二级指标|三级指标|年初目标值|实际完成值|得分|\n"
        "|产出指标|数量指标|改造泵站|8|8|80|\n|总分|||||100|\n"
    )
    assert wrong("completion-rate", text.format("36.20")) == []
    assert [said.stated for said in wrong("completion-rate", text.format("32.60"))] == ["1"]


def test_a_column_of_names_headed_like_a_budget_holds_no_amounts() -> None:
    text = (
        "|预算执行情况（10分）|年度预算数（万元）|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|\n"
        "|^|总额|70.40|88.80|66.60|{}|10|7.5|\n"
        "|^|其中：财政资金|70.40|88.80|66.60|75.00%|/|/|\n"
        "|^|单位资金|0.00|0.00|0.00|0.00%|/|/|\n"
    )
    assert wrong("completion-rate", text.format("75.00%")) == []
    assert [said.stated for said in wrong("completion-rate", text.format("95.00%"))] == ["95.00"]
