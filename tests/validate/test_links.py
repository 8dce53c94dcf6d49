"""Figures in prose meet the cells they restate, and no others."""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate
from gouji.validate.facts.names import names_of, spoken

GENERAL = """# 2023年度云水县水务局部门决算
一般公共预算财政拨款支出决算表
单位：万元
|科目编码|科目名称|本年支出合计|基本支出|项目支出|
|合计||1000.00|600.00|400.00|
|213|农林水支出|900.00|520.00|380.00|
|21303|水利|900.00|520.00|380.00|
|2130301|行政运行|520.00|520.00|0.00|
|2130306|水利工程运行与维护|380.00|0.00|380.00|
|221|住房保障支出|100.00|80.00|20.00|
# 一般公共预算财政拨款支出决算情况说明
一般公共预算财政拨款支出1000.00万元，其中：农林水支出900.00万元，住房保障支出100.00万元。
按支出性质分，基本支出600.00万元，项目支出400.00万元。
"""
OUTLAYS = """# 2024年云水县水务局部门预算
“三公”经费和机关运行经费预算表
单位：元
|“三公”经费预算数|“三公”经费预算数|“三公”经费预算数|“三公”经费预算数|机关运行经费预算数|
|合计|公务用车购置及运行费|公务用车购置及运行费|公务接待费||
||购置费|运行费|||
|265000|180000|62000|23000|1204500|
# “三公”经费预算情况说明
2024年“三公”经费预算数为26.50万元。其中：公务用车购置费18.00万元，比2023年预算增加18.00万元；\
公务用车运行费6.20万元；公务接待费2.30万元。
2024年财政拨款的机关运行经费预算为120.45万元。"""


def _linked(text: str) -> dict[str, str]:
    """Amounts in prose that are tied to a cell, and what came of it."""
    figures = evaluate(normalize(document_from_text(text))).figures
    prose = (f for f in figures if f.place.span.row < 0 and "text-table" in f.rules)
    return {figure.raw: figure.coverage for figure in prose}


def _loud(text: str) -> list[tuple[str, str]]:
    findings = evaluate(normalize(document_from_text(text))).findings
    return [(f.stated, f.recomputed) for f in findings if f.rule == "text-table"]


@pytest.mark.parametrize(
    ("said", "title", "row", "columns"),
    [
        ("一般公共预算拨款支出预算", "财政拨款收支预算", "支出总计", ("支出", "一般公共预算")),
        ("财政拨款支出预算", "部门财政拨款收支预算", "支出总计", ("本年支出", "合计")),
        ("收入总计", "收入支出", "总计", ("收入", "决算数")),
        ("收支总预算", "部门收支", "收入总计", ("收入", "预算数")),
        ("一般公共预算财政拨款基本支出", "一般公共预算财政拨款支出", "合计", ("基本支出",)),
        ("公务用车运行维护支出", "三公", "", ("决算数", "公务用车购置及运行费", "运行费")),
        ("“三公”经费财政拨款支出年初预算", "财政拨款三公经费支出", "", ("预算数", "合计")),
        ("卫生健康支出（类）", "支出", "二、卫生健康支出", ("支出", "决算数")),
        ("人员经费", "一般公共预算基本支出", "合计", ("人员经费",)),
    ],
)
def test_prose_and_tables_name_one_amount_in_their_own_words(
    said: str, title: str, row: str, columns: tuple[str, ...]
) -> None:
    assert spoken(said) in names_of(title, row, columns)


def test_a_column_that_divides_a_row_is_not_the_row() -> None:
    assert names_of("支出", "行政运行", ("基本支出",)) == {"行政运行基本支出"}


def test_heads_of_columns_and_amounts_in_yuan_are_restated_in_prose() -> None:
    said = _linked(OUTLAYS)
    assert [raw for raw in said if raw != "18.00万元"] == [
        "26.50万元", "6.20万元", "2.30万元", "120.45万元",
    ]  # fmt: skip
    assert set(said.values()) == {"checked"}
    assert _loud(OUTLAYS.replace("费6.20万元", "费6.80万元")) == [("6.80", "6.2")]


def test_a_copied_amount_is_the_same_to_the_last_digit() -> None:
    assert _loud(GENERAL.replace("保障支出100.00万元", "保障支出100.01万元")) == [("100.01", "100")]


def test_a_finer_cell_may_be_rounded_or_cut_off() -> None:
    yuan = OUTLAYS.replace("|23000|", "|23049.90|")
    for said, found in (("2.30", []), ("2.31", []), ("2.32", [("2.32", "2.30499")])):
        assert _loud(yuan.replace("接待费2.30", f"接待费{said}")) == found


@pytest.mark.parametrize(
    "prose",
    [
        "# 支出决算情况\n本年支出合计1200.00万元，其中：基本支出700.00万元，项目支出500.00万元。",
        "县本级农林水支出45.00万元。",
        "局本级一般公共预算财政拨款支出650.00万元，所属单位350.00万元。",
        "年初预算安排农林水支出880.00万元，住房保障支出110.00万元。",
        "2022年一般公共预算财政拨款支出980.00万元，住房保障支出96.00万元。",
        "住房保障支出100.00万元，其中：基本支出80.00万元，项目支出20.00万元。",
        "防汛项目支出120.00万元。",
        "1.农林水支出（类）水利（款）行政运行（项）。年初预算为500.00万元，支出决算为520.00万元，"
        "主要用于：上级补助100.00万元，本级安排420.00万元。",
    ],
    ids=[
        "all funds",
        "own class",
        "own level",
        "planned too",
        "another year",
        "of a row",
        "a project",
        "uses",
    ],
)
def test_a_figure_of_another_scope_is_no_error(prose: str) -> None:
    assert _loud(GENERAL + prose) == []
    assert "contradicted" not in _linked(GENERAL + prose).values()


def test_an_item_s_plan_is_held_against_its_row() -> None:
    text = """# 2024年云水县水务局部门预算
一般公共预算支出表
单位：万元
|科目编码|科目名称|合计|基本支出|项目支出|
|213|农林水支出|80.00|30.00|50.00|
|21303|水利|80.00|30.00|50.00|
|2130301|行政运行|30.00|30.00||
|2130311|水资源节约管理与保护|50.00||50.00|
|合计||80.00|30.00|50.00|
一般公共预算支出80.00万元，其中：基本支出30.00万元，项目支出50.00万元。
1.“农林水（类）水利（款）水资源节约管理与保护（项）”50.00万元。2023年执行数44.00万元，\
2024年预算安排{plan}万元，其中项目支出50.00万元。"""
    assert _loud(text.format(plan="50.00")) == []
    assert _loud(text.format(plan="52.00")) == [("52.00", "50")]


def test_last_year_s_column_is_restated_by_last_year_s_figure() -> None:
    text = """# 2023年云水市财政收支情况
单位：亿元
|项目|2022年|2023年|
|教育支出|50.20|55.20|
|卫生健康支出|31.40|30.10|
教育支出55.20亿元，比上年的50.20亿元增加5.00亿元；卫生健康支出30.10亿元，上年{last}亿元。"""
    assert "31.40亿元" in _linked(text.format(last="31.40"))
    assert _loud(text.format(last="31.90")) == [("31.90", "31.4")]


THREE_PUBLIC = """2024年“三公”经费预算情况说明
单位：万元
|项目|2023年预算数|2024年预算数|
|合计|2391.77|2424.55|
|1、因公出国（境）费|0|0|
|2、公务接待费|1208.31|976.42|
|3、公务用车费|1183.46|1448.13|
2024年全县汇总“三公”经费预安排{said}万元。其中：因公出国（境）费0万元。"""


def test_the_total_of_the_three_outlays_is_called_by_their_name() -> None:
    assert _loud(THREE_PUBLIC.format(said="2424.55")) == []
    assert _loud(THREE_PUBLIC.format(said="2442.55")) == [("2442.55", "2424.55")]


def test_what_no_slip_parts_from_the_cell_is_left_alone_in_a_short_report() -> None:
    assert _loud(THREE_PUBLIC.format(said="3900.12")) == []


BESIDE = """2024年云水县“三公”经费决算情况说明
单位：万元
|项目|2023年决算数|2024年预算数|2024年决算数|
|合计|96.40|90.00|81.00|
|因公出国（境）费|0|0|0|
|公务接待费|36.40|35.00|26.25|
|公务用车购置及运行费|60.00|55.00|54.75|
2024年公务接待费支出决算为26.25万元，{said}。公务用车购置及运行费支出决算为54.75万元。"""


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("完成预算的75%", "完成预算的57%", "completion-rate"),
        ("比上年减少10.15万元", "比上年增加10.15万元", "change-amount"),
        ("比上年减少10.15万元", "比上年减少11.05万元", "change-amount"),
        ("比上年下降27.88%", "比上年下降28.78%", "change-rate"),
    ],
)
def test_what_prose_says_of_an_amount_is_held_against_its_row(
    right: str, wrong: str, rule: str
) -> None:
    def loud(said: str) -> list[str]:
        found = evaluate(normalize(document_from_text(BESIDE.format(said=said)))).findings
        return [f.rule for f in found if f.level in ("error", "warning")]

    assert loud(right) == []
    assert loud(wrong) == [rule]


def test_another_base_than_the_table_s_is_left_alone() -> None:
    text = BESIDE.format(said="完成调整预算的91.20%，比2022年增加3.75万元")
    findings = evaluate(normalize(document_from_text(text))).findings
    assert not [f for f in findings if f.level in ("error", "warning")]
