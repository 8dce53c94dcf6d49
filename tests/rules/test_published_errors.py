"""Kinds of error seen in published reports, each told again in invented words and figures."""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate

FUNDS = """项目支出绩效自评表
（2023年度）
|项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分|
||年度资金总额|0|0|0|10|0%|0|
||其中：当年财政拨款|64|64|64|-|100%|-|
||上年结转资金|0|0|0|-|-|-|
||其他资金|0|0|0|-|-|-|"""

CLASSES = """一般公共预算财政拨款基本支出决算表
单位：万元
|科目编码|科目名称|决算数|
|301|工资福利支出|412.00|
|30101|基本工资|412.00|
|302|商品和服务支出|71.52|
|30201|办公费|9.41|
|30211|差旅费|13.06|
|30299|其他商品和服务支出|71.52|
|合计||483.52|"""

ERRORS = {
    "a total of nothing over a part": (FUNDS, "table-part"),
    "weights that add up to more than the hundred printed": (
        "指标总分100分，其中：预算执行10分、产出指标60分、效益指标30分、满意度指标10分。",
        "weight-sum",
    ),
    "a budget met to the full that was exceeded": (
        "2023年年初预算为812.40万元，支出决算为861.13万元，完成预算100%，决算数大于预算数48.73万元。",
        "completion-rate",
    ),
    "income and expenditure that are said to be one total": (
        "2023年度收入总计3612.07万元，支出总计3631.27万元。",
        "balance",
    ),
    "an item as large as its class": (CLASSES, "table-tree"),
    "a rate taken over from the total": (
        "“三公”经费支出决算18.70万元，其中：公务用车购置及运行费支出决算15.31万元，预算20.00万元，"
        "完成预算的85.00%；公务接待费支出决算3.39万元。",
        "completion-rate",
    ),
    "a share of transposed digits": (
        "“三公”经费支出决算18.70万元，其中：公务用车购置及运行费15.31万元，占82.06%；"
        "公务接待费3.39万元，占18.13%；因公出国（境）费0万元，占0%。",
        "share",
    ),
    "basic and project expenditure short of the total": (
        "支出合计1840.26万元。按支出性质分，基本支出820.31万元，项目支出904.15万元。",
        "sum-breakdown",
    ),
    "last year's staff in this year's report": (
        "某局2022年度部门整体支出绩效自评报告\n截至2022年底，本单位编制30名。2022年底实有在职人员28人。"
        "\n2021年底实有28人，人均办公面积未超标。",
        "year-mismatch",
    ),
}


@pytest.mark.parametrize(("text", "rule"), ERRORS.values(), ids=ERRORS.keys())
def test_an_error_of_a_kind_that_was_published_is_found(text: str, rule: str) -> None:
    found = evaluate(normalize(document_from_text(text))).findings
    assert rule in {finding.rule for finding in found if finding.level in ("error", "warning")}


TAILS = {
    "a total cut short instead of rounded": (
        "支出71.2877万元，其中基本支出40.00万元，项目支出31.28万元。",
        "sum-breakdown",
    ),
    "a rate cut short instead of rounded": (
        "预算95.00万元，支出90.6842万元，完成预算的95.45%。",
        "completion-rate",
    ),
    "a rate without its sign": ("支出47.00万元，比上年增加6.98万元，增长17.44。", "percent-unit"),
    "a share without its sign": (
        "教育支出820.10万元，占76.23；农林水支出255.70万元，占23.77%。",
        "percent-unit",
    ),
}


@pytest.mark.parametrize(("text", "rule"), TAILS.values(), ids=TAILS.keys())
def test_what_is_only_carelessly_printed_is_told_softly(text: str, rule: str) -> None:
    found = evaluate(normalize(document_from_text(text))).findings
    assert {(f.rule, f.level) for f in found} == {(rule, "info")}
