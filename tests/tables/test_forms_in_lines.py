"""Official forms that arrive as text: a line each cell, or labels one behind the other."""

import pytest
from gouji.extract.document import Table
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate

BASIC = """部门整体支出绩效评价基础数据表
财政供养人员情况（人）
编制数
2023 年实际在职人数
控制率
40
%s
%s
经费控制情况（万元）
2022 年决算数
2023 年预算数
2023 年决算数
三公经费：
9.35
12
%s
1、公务用车购置和维护经费
6.20
8
7.31
其中：公车购置
3.10
公车运行维护
6.20
8
4.21
2、出国经费
3、公务接待
3.15
4
2.08
政府采购金额
"""

INDICATORS = """绩效目标自评表
一级指标 |
二级指标 |
三级指标 |
分值 |
年度指标值 |
全年实际值 |
得分 |
未完成原因及拟采取的改进措施 |
产出指标（%s分） |
数量指标 |
按月发放护理补贴的失能老年人人数（≥**人） |
15 |
>=310人 |
326人 |
15 |
每月护理补贴的发放标准（按户籍所在地） |
15 |
>=120元/人*月 |
120元/人*月 |
15 |
质量指标 |
补贴对象认定的准确率 |
20 |
>=98%% |
99%% |
20 |
效益指标（30分） |
社会效益指标 |
接受护理服务的失能老年人家庭的户数 |
30 |
>=290户 |
301户 |
30 |
"""

DIVIDED = """年度资金总额
按收入性质分：%s
按支出性质分：742.18
其中：一般公共预算：640.75
其中：基本支出：%s
政府性基金拨款：61.30
项目支出：329.78
其他资金：40.13
"""

THREE_COLUMNS = """计划投资额
（万元）5120.4
实际到位资金
（万元）
5120.4
实际使用情况
（万元）
%s
其中：中央财政1240 其中：中央财政1240 其中：中央财政1180 省财政3880.4 省财政3880.4省财政3880.4\
市县财政0 市县财政0 市县财政0
"""


def findings(text: str) -> list[tuple[str, str, str]]:
    found = evaluate(normalize(document_from_text(text))).findings
    return [(f.rule, f.stated, f.recomputed) for f in found if f.level in ("error", "warning")]


def test_cells_of_a_form_stand_under_the_names_that_head_its_columns() -> None:
    blocks = document_from_text(BASIC % (42, "105.00%", "9.39")).blocks
    staff, money = (block for block in blocks if isinstance(block, Table))
    assert [cell.text.text for cell in staff.cells if cell.row == 1] == ["", "40", "42", "105.00%"]
    assert (money.row_count, money.column_count) == (7, 4)


def test_values_of_a_short_row_reach_over_all_columns() -> None:
    blocks = document_from_text(BASIC % (42, "105.00%", "9.39")).blocks
    *_, money = (block for block in blocks if isinstance(block, Table))
    short = [cell for cell in money.cells if cell.row == 3]
    assert [(cell.text.text, cell.column_span) for cell in short] == [
        ("其中：公车购置", 1),
        ("3.10", 3),
    ]


def test_a_form_that_adds_up_is_silent() -> None:
    assert findings(BASIC % (42, "105.00%", "9.39")) == []
    assert findings(DIVIDED % ("742.18", "412.40")) == []
    assert findings(THREE_COLUMNS % "5060.4") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BASIC % (43, "105.00%", "9.39"), ("completion-rate", "105.00%", "107.5%")),
        (BASIC % (42, "95.24%", "9.39"), ("completion-rate", "95.24%", "105%")),
        (BASIC % (42, "105.00%", "9.93"), ("table-tree", "9.93", "9.39")),
        (DIVIDED % ("742.18", "421.40"), ("table-tree", "742.18", "751.18")),
        (DIVIDED % ("724.18", "412.40"), ("table-tree", "724.18", "742.18")),
        (THREE_COLUMNS % "506.04", ("table-tree", "506.04", "5060.4")),
    ],
)
def test_a_slip_in_a_form_is_found(text: str, found: tuple[str, str, str]) -> None:
    assert found in findings(text)


def test_the_marks_of_a_group_are_those_of_the_rows_below_its_label() -> None:
    assert [f for f in findings(INDICATORS % 50) if f[0] == "weight-sum"] == []
    assert ("weight-sum", "60", "50") in findings(INDICATORS % 60)


def test_an_amount_before_a_project_is_no_number_of_items() -> None:
    text = DIVIDED.replace("\n", " ") % ("742.18", "412.40")
    assert findings(text) == []
    assert ("table-tree", "742.18", "472.18") in findings(text.replace("640.75", "370.75"))


RETOLD = """项目支出绩效自评表
项目资金 （万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额： 318.46 318.46 %s 10 93.9%% 9.39
其中：本年财政拨款 318.46 318.46 299.0338 - 93.9%% -
年度总体目标
预期目标 实际完成情况
本年共申请预算资金%s，用于村道养护四十公里。
本年共完成预算资金2990338元，全部用于村道养护。
"""


def test_goals_that_tell_the_funds_again_are_held_to_them() -> None:
    assert findings(RETOLD % ("299.0338", "318.46万元")) == []
    assert findings(RETOLD % ("299.0338", "3184600元")) == []
    wrong = findings(RETOLD % ("299.0338", "3184600万元"))
    assert ("text-table", "3184600", "318.46") in wrong


PARTED = """绩效目标自评表
一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分 | 未完成原因 |
产出指标 | 数量指标 | 扶持家畜数量 | 30 | 146只 | 146只 | 30 |
其中山羊数量 | 131只 | %s |
其中黄牛数量 | 15头 | 15头 |
效益指标 | 社会效益指标 | 带动农户 | 60 | 60户 | 60户 | 60 |
"""


def test_heads_of_several_kinds_add_up_under_their_indicator() -> None:
    assert findings(PARTED % "131只") == []
    assert ("table-tree", "146", "128") in findings(PARTED % "113只")
