"""Forms saved as text: rows without their empty and merged cells."""

import pytest
from gouji.extract.document import Document, Paragraph, Table
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate

SPACED = """项目支出绩效自评表
项目名称 堤防加固
项目资金
（万元）
年初预算数 全年预算数（A） 全年执行数（B） 分值 执行率（B/A） 得分
年度资金总额： 620 640 608 10 95% 9.5
其中：本年财政拨款 500 520 508 - -
上年结转资金 120 120 100 - -
其他资金 - -
年度总体目标完成情况 预期目标 实际完成情况
完成堤防加固三公里，护岸绿化同步完成，汛前全部交付使用。 已完成。
年度绩效指标 一级
指标
二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
（50分）
数量指标 指标1：加固堤防 3 3 20 20
指标2：
质量指标 指标1：工程合格 10 10
时效指标 指标1：按期完工 20 20
（30分）
社会效益
指标
指标1：防洪能力提升 30 30
满意度指标 指标1：群众满意度 ≥90% 95% 10 10
总分 100 99.5
"""
BARRED = """项目支出绩效自评表 |
||||||
项目名称 | 堤防加固 | |||||
主管部门 | 水务局 | 实施单位 | 堤防所 | |||
预算执行情况（20分） | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率） |
||
年度财政资金总额 | 800 | 612 | 76.5% | 15.3 | ||
一级指标 | 二级指标 | 三级指标 | 年初目标值 | 实际完成值 | 得分 |
产出指标 | 数量指标 | 加固堤防（公里） |
3 | 3 | 40.0 | |
质量指标 | 工程合格率 | 100 | 100 | 22.4 | ||
满意度指标 | 服务对象满意度 | 90 | 96 | 11.1 | |
总分 | 88.8 | |||||
"""

CELLS = """项目支出绩效自评表

(2023年度)

项目名称

堤防加固

主管部门

水务局

年初

预算数

全年

预算数

全年

执行数

分值

执行率

得分

年度资金总额

62.5

62.5

50.0

10

80%

8

其中:当年财政拨款

62.5

62.5

50.0

一级指标

二级指标

三级指标

年度

指标值

实际

完成值

分值

得分

偏差原因分析及改进措施

产出指标

数量指标

加固堤防

3

3

20

20

质量指标

工程合格率

100

100

10

10
"""


def read(text: str) -> Document:
    return document_from_text(text, "a.txt")


def told(text: str) -> set[str]:
    findings = evaluate(normalize(read(text))).findings
    return {f.rule for f in findings if f.level in ("error", "warning")}


@pytest.mark.parametrize("text", [SPACED, BARRED, CELLS])
def test_a_form_that_holds_is_silent(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "old", "new", "rule"),
    [
        (SPACED, "620 640 608 10", "620 640 680 10", "table-tree"),
        (SPACED, "拨款 500 520", "拨款 550 520", "table-tree"),
        (SPACED, "10 95% 9.5", "10 85% 9.5", "completion-rate"),
        (SPACED, "10 95% 9.5", "10 95% 8.6", "execution-score"),
        (SPACED, "工程合格 10 10", "工程合格 10 12", "score-cap"),
        (SPACED, "工程合格 10 10", "工程合格 12 10", "weight-sum"),
        (SPACED, "总分 100 99.5", "总分 100 95.5", "score-sum"),
        (SPACED, "3 3 20 20", "3 2 20 20", "indicator-score"),
        (BARRED, "612 | 76.5%", "621 | 76.5%", "completion-rate"),
        (BARRED, "15.3", "13.5", "execution-score"),
        (BARRED, "22.4", "24.2", "score-sum"),
        (BARRED, "总分 | 88.8", "总分 | 83.8", "score-sum"),
        (CELLS, "80%", "90%", "completion-rate"),
        (CELLS, "年度资金总额\n\n62.5", "年度资金总额\n\n65.2", "table-tree"),
        (
            CELLS,
            "工程合格率\n\n100\n\n100\n\n10\n\n10",
            "合格率\n\n100\n\n100\n\n10\n\n11",
            "score-cap",
        ),
    ],
)
def test_a_wrong_figure_in_a_form_is_told(text: str, old: str, new: str, rule: str) -> None:
    assert text.count(old) == 1
    assert rule in told(text.replace(old, new))


def test_a_figure_that_may_stand_in_two_columns_is_left_alone() -> None:
    """Nothing says whether 60 was planned or granted: no sum is made of it."""
    text = SPACED.replace("上年结转资金 120 120 100 - -", "上年结转资金 60 - -")
    assert "table-tree" not in told(text)


def test_a_row_that_was_lost_makes_no_sumtold() -> None:
    text = SPACED.replace("时效指标 指标1：按期完工 20 20\n", "")
    assert told(text) == set()


def test_rows_as_long_as_their_header_are_a_table() -> None:
    text = "指标 单位 本年 上年\n造林 亩 320 300\n护林 亩 510 500\n"
    (table,) = read(text).tables
    assert (table.loose, table.row_count, table.column_count) == (False, 3, 4)


def test_names_without_figures_below_are_no_header() -> None:
    text = "张甲 李乙 王丙 赵丁\n以上人员出席会议。\n会议听取了汇报。"
    assert all(isinstance(block, Paragraph) for block in read(text).blocks)


def test_a_table_drawn_with_bars_is_read_as_before() -> None:
    (table,) = read("|项目|金额|备注|来源|\n|甲|1||市|\n|乙|2||省|").tables
    assert isinstance(table, Table)
    assert not table.loose
    assert table.column_count == 4


NAMED = """年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 执行率 | 权重 | 得分
总额 | 70.40 | 88.80 | 66.60 | 75.00% | 10 | 7.5 | ||
其中：财政资金 | 70.40 | 88.80 | 66.60 | 75.00% | / | / | ||
单位资金 | 0.00 | 0.00 | 0.00 | 0.00% | / | / | ||
"""


def test_a_header_of_the_names_of_rows_is_none_of_amounts() -> None:
    assert told(NAMED) == set()
    assert "completion-rate" in told(NAMED.replace("总额 | 70.40 | 88.80", "总额 | 70.40 | 98.80"))
    assert "table-tree" in told(NAMED.replace("总额 | 70.40", "总额 | 74.00"))


def test_a_nought_is_nothing_wherever_it_stands() -> None:
    text = SPACED.replace("其他资金 - -", "其他资金 0 -")
    assert told(text) == set()
    assert "table-tree" in told(text.replace("620 640 608 10", "620 640 680 10"))


def test_a_row_without_its_score_is_not_marked_beyond_its_weight() -> None:
    """指标值 5、实际完成值 3、分值 10, and no 得分: the 10 is no score over a weight of 3."""
    assert "score-cap" not in told(SPACED.replace("加固堤防 3 3 20 20", "加固堤防 5 3 10"))


def test_rows_that_begin_with_a_bar_and_lost_cells_are_no_drawn_table() -> None:
    text = (
        "| 项目名称 |\n堤防加固 |\n|||||||\n|\n项目资金（万元） |\n"
        "年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | ||||\n"
        "| 年度资金总额 | 7.40 | 8.50 | 6.80 | 10.00 | {} | 8.00 | ||||\n"
        "| 其中：当年财政拨款 | 7.40 | 8.50 | 6.80 | 80% | ||||||\n| 上年结转资金 | |||||||||\n"
    )
    assert told(text.format("80%")) == set()
    assert "completion-rate" in told(text.format("90%"))


FLAT = (
    "项目支出绩效自评表 (2023年度) 项目资金 (万元) 年初预算数 全年预算数 全年执行数"
    " 分值 执行率 得分 年度资金总额: 620 640 {spent} 10 95% 9.5 其中:当年财政拨款 500 520 508 - - -"
    " 其他资金 (含上年结转资 金) 120 120 100 - - - 年度总体目标 完成堤防加固，汛前交付。 绩效指标"
    " 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因 产出指标 数量指标"
    " 加固堤防长度 3公里 3公里 20 {score} 质量指标 工程合格率 100% 100% 30 30 时效指标 汛前完工"
    " 按期 按期 30 30"
)


def test_a_form_in_one_line_is_read_as_a_form() -> None:
    assert told(FLAT.format(spent="608", score="20")) == set()
    assert "table-tree" in told(FLAT.format(spent="680", score="20"))
    assert told(FLAT.format(spent="608", score="22")) == {"score-cap"}


def test_a_first_row_of_funds_may_have_lost_its_name() -> None:
    text = (
        "资金自评表 项目名称 就业补助 全年预算数(A) 全年执行数(B) 716.00 {spent} 其中:中央财政资金"
        " 314.00 314.00 省级财政资金 57.00 57.00 市级财政资金 143.00 129.50 其他资金 202.00 155.20"
        " 年度资金总额"
    )
    assert told(text.format(spent="655.70")) == set()
    assert told(text.format(spent="665.70")) == {"table-tree"}


def test_results_without_a_header_stand_to_the_left_of_the_marks() -> None:
    rows = "指标7:建档 221人 221人 2 2 指标8:随访 380人 322人 2 {score} 指标9:接种 90% 97% 2 2"
    text = "二级指标 三级指标 指标5:讲座 分值 得分 37442人 3 3 指标6:宣传 12次 96次 1 1 " + rows
    padded = f"基本公共卫生服务项目支出绩效自评表 (2023年度) 项目名称 基本公共卫生服务 {text}"
    assert told(padded.format(score="1.9")) == set()
    assert told(padded.format(score="2.9")) == {"score-cap"}


def test_numbers_in_sentences_are_no_cells() -> None:
    text = "2023 年 收入 307.82 万元，增长 5.1 %；支出 296.10 万元，增长 3.2 %。" * 4
    assert not any(isinstance(block, Table) for block in read(text).blocks)


KINDS = """绩效自评表 | ||||||
一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 实际完成值 | 得分 |
产出指标 |
数量指标 | 种植面积 | 40 | 29.5亩 | 29.5亩 | 40 ||
其中桃树面积 | 9.5亩 | {planned}亩 |||||
其中蔬菜面积 | 20亩 | 20亩 |||||
质量指标 | 成活率 | 60 | 95% | 95% | 60 ||
"""


def test_kinds_below_an_indicator_make_up_its_target_and_its_result() -> None:
    assert told(KINDS.format(planned="9.5")) == set()
    assert told(KINDS.format(planned="5.9")) == {"table-tree"}
