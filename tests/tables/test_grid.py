"""Tables understood: headers, lanes, names of rows, codes, units, amounts."""

from __future__ import annotations

from decimal import Decimal

from gouji.extract.document import Cell, Document, Table, Text
from gouji.normalize.grid import understand
from gouji.normalize.reading import Grid, Reading
from gouji.normalize.tokenize import tokenize
from gouji.validate.catalogue import load
from gouji.validate.rule import Memo
from hypothesis import given, settings
from hypothesis import strategies as st

from .drawn import amounts, grid

TWO_LANES = """
|收入|<|支出|<|
|项目|决算数|项目|决算数|
|一、财政拨款收入|30.00|一、一般公共服务支出|20.00|
|二、事业收入||二、卫生健康支出|10.00|
|本年收入合计|30.00|本年支出合计|30.00|
"""

SPLIT_CODES = """
|项目|<|<|<|支出预算|<|<|
|功能分类科目编码|<|<|科目名称|合计|基本支出|项目支出|
|类|款|项|^|^|^|^|
|201|||一般公共服务支出|30.00|10.00|20.00|
|201|06||财政事务|30.00|10.00|20.00|
|201|06|01|行政运行|30.00|10.00|20.00|
|合计|<|<|<|30.00|10.00|20.00|
"""

ACCOUNTS_UNIT = "编制单位：某局　　单位：万元"


def test_two_tables_side_by_side_are_two_lanes() -> None:
    understood = grid(TWO_LANES, "收入支出决算总表", ACCOUNTS_UNIT)
    assert understood.lanes == ((0, 2), (2, 4))
    assert understood.column_paths[3] == ("支出", "决算数")
    assert understood.path_of(3, 3) == ("卫生健康支出",)
    assert understood.path_of(3, 1) == ("事业收入",)


def test_the_title_and_the_unit_stand_before_the_table() -> None:
    understood = grid(TWO_LANES, "收入支出决算总表", ACCOUNTS_UNIT)
    assert (understood.caption, understood.unit) == ("收入支出决算总表", "万元")
    first = next(understood.figures)
    assert (first.number, first.value, first.unit) == ("30.00", Decimal(300000), "万元")


def test_the_number_of_a_form_is_not_its_title() -> None:
    understood = grid(TWO_LANES, "收入支出决算总表", "财决公开01表", "部门：某局　　单位：元")
    assert (understood.caption, understood.unit) == ("收入支出决算总表", "元")


def test_a_sentence_before_the_table_is_no_title() -> None:
    understood = grid(TWO_LANES, "收支情况如下，详见附表。")
    assert (understood.caption, understood.unit) == ("", "")


def test_a_code_in_three_columns_is_one_code_and_no_amount() -> None:
    understood = grid(SPLIT_CODES, ACCOUNTS_UNIT)
    assert understood.codes[3:6] == ("201", "20106", "2010601")
    assert amounts(understood) == ["30.00", "10.00", "20.00"] * 4
    assert understood.row_paths[5] == ("一般公共服务支出", "财政事务", "行政运行")


def test_stacked_headers_are_paths() -> None:
    understood = grid(SPLIT_CODES, ACCOUNTS_UNIT)
    assert understood.header_rows == (0, 1, 2)
    assert understood.column_paths[5] == ("支出预算", "基本支出")


def test_a_code_that_lost_its_leading_zero_is_still_a_code() -> None:
    drawing = SPLIT_CODES.replace("|201|06|01|", "|201|6|1|").replace("|201|06||", "|201|6||")
    assert grid(drawing).codes[3:6] == ("201", "20106", "2010601")


def test_outer_parts_of_a_code_left_blank_are_carried_down() -> None:
    drawing = SPLIT_CODES.replace("|201|06|01|", "||06|01|").replace("|201|06||", "||06||")
    assert grid(drawing).codes[3:6] == ("201", "20106", "2010601")


def test_the_row_that_numbers_the_columns_is_header() -> None:
    drawing = """
    |项目|<|合计|基本支出|项目支出|
    |科目编码|科目名称|^|^|^|
    |栏次|<|1|2|3|
    |201|一般公共服务支出|30.00|10.00|20.00|
    """
    understood = grid(drawing, ACCOUNTS_UNIT)
    assert understood.header_rows == (0, 1, 2)
    assert amounts(understood) == ["30.00", "10.00", "20.00"]
    assert understood.column_paths[2] == ("合计",)


def test_line_numbers_beside_the_rows_are_no_amounts() -> None:
    drawing = """
    |项目|行次|金额|项目|行次|金额|
    |一、财政拨款收入|1|27.00|一、一般公共服务支出|29||
    |二、事业收入|2|1.00|二、外交支出|30|28.00|
    |总计|3|28.00|总计|31|28.00|
    """
    understood = grid(drawing, ACCOUNTS_UNIT)
    assert understood.kinds == ("label", "ordinal", "amount") * 2
    assert amounts(understood) == ["27.00", "1.00", "28.00", "28.00", "28.00"]


def test_a_repeated_header_is_no_data() -> None:
    drawing = """
    |项目|金额|
    |甲|1.00|
    |项目|金额|
    |乙|2.00|
    """
    understood = grid(drawing, ACCOUNTS_UNIT, repeats=(2,))
    assert [head.name for head in understood.heads[0]] == ["甲", "乙"]


def test_a_header_repeated_without_a_mark_is_no_second_table() -> None:
    drawing = """
    |项目|合计|基本支出|
    |甲|1.00|1.00|
    |项目|合计|基本支出|
    |乙|2.00|2.00|
    """
    assert grid(drawing, ACCOUNTS_UNIT).bands == ()


def test_each_column_has_its_own_unit() -> None:
    drawing = """
    |指标|绝对数（亿元）|人数|比上年增长（%）|
    |甲|12.5|30|4.1|
    """
    understood = grid(drawing, "单位：万元")
    assert understood.units == ("", "亿元", "", "%")
    values = [(f.value, f.dimension.value) for f in understood.figures]
    assert values[0] == (Decimal(1250000000), "money")
    assert values[2] == (Decimal("4.1"), "percent")


def test_a_row_may_name_its_own_unit() -> None:
    drawing = """
    |指标|计量单位|2023年|
    |粮食产量|吨|120|
    |播种面积|亩|30|
    """
    units = [figure.unit for figure in grid(drawing).figures]
    assert units == ["吨", "亩"]


def test_numbering_makes_parts() -> None:
    drawing = """
    |项目|预算数|
    |一、财政拨款收入|9.00|
    |1.一般公共预算|7.00|
    |2.政府性基金|2.00|
    |二、事业收入|1.00|
    """
    heads = grid(drawing, "单位：元").heads[0]
    assert [head.parent for head in heads] == [-1, 1, 1, -1]
    assert heads[1].path == ("财政拨款收入", "一般公共预算")


def test_a_list_that_begins_again_belongs_to_the_row_above() -> None:
    drawing = """
    |项目|决算数|
    |一、一般公共预算|9.00|
    |本年收入合计|9.00|
    |年初结转和结余|3.00|
    |一、一般公共预算|2.00|
    |二、政府性基金|1.00|
    |总计|12.00|
    """
    heads = grid(drawing, "单位：元").heads[0]
    assert [head.parent for head in heads] == [-1, -1, -1, 3, 3, -1]


def test_of_which_rows_belong_to_the_row_before() -> None:
    drawing = """
    |指标|金额（亿元）|
    |出口额|38.0|
    |其中：一般贸易|30.1|
    |加工贸易|6.4|
    |进口额|24.0|
    """
    heads = grid(drawing).heads[0]
    assert (heads[1].parent, heads[1].basis, heads[1].name) == (1, "of-which", "一般贸易")
    assert (heads[2].parent, heads[2].doubtful) == (-1, True)


def test_merged_labels_name_groups() -> None:
    drawing = """
    |部门|项目|金额|
    |甲局|办公费|1.00|
    |^|差旅费|2.00|
    |^|小计|3.00|
    |乙局|办公费|4.00|
    """
    heads = grid(drawing, "单位：元").heads[0]
    assert [head.group for head in heads] == [("甲局",), ("甲局",), ("甲局",), ("乙局",)]
    assert heads[1].path == ("甲局", "差旅费")


def test_a_form_is_several_tables_one_below_the_other() -> None:
    drawing = """
    |项目名称|养护项目|<|<|<|
    |资金（万元）||预算数|执行数|执行率|
    |^|年度资金总额|10.00|9.00|90%|
    |绩效指标|三级指标|指标值|分值|得分|
    |^|养护里程|≥12公里|90|81|
    |总分|<|<|90|81|
    """
    understood = grid(drawing)
    money, marks = understood.bands
    assert money.units[2:4] == ("万元", "万元")
    assert marks.column_paths[4] == ("得分",)
    assert [f.unit for f in marks.figures] == ["分", "分", "分", "分"]
    assert amounts(understood) == ["10.00", "9.00", "90", "90", "81", "90", "81"]


def test_a_dash_is_blank_and_a_word_is_neither_blank_nor_figure() -> None:
    drawing = """
    |项目|合计|基本支出|
    |甲|1.00|—|
    |乙|XX|不适用|
    """
    at = grid(drawing, "单位：元").at
    dash, hole, word = at[1][2], at[2][1], at[2][2]
    told = [(c.blank, c.figure) for c in (dash, hole, word) if c is not None]
    assert told == [(True, None), (False, None), (False, None)]


def test_a_table_of_words_has_no_amounts() -> None:
    understood = grid("|序号|单位名称|备注|\n|1|某局|本级|\n|2|某中心||")
    assert "amount" not in understood.kinds
    assert amounts(understood) == []


def test_years_may_head_columns() -> None:
    understood = grid("|指标|2022|2023|\n|甲|10.5|11.5|", "单位：亿元")
    assert understood.column_paths[1:] == (("2022",), ("2023",))
    assert amounts(understood) == ["10.5", "11.5"]


WORDS = """项目 合计 小计 1 12.50 XX — 201 20106 一、甲 （一）乙 其中：丙 2023 单位：万元
科目编码 类 款 项目名称 得分 分值 按性质分： #丁 1. ①"""
TEXTS = st.sampled_from(["", *WORDS.split()])


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_table_is_read_without_losing_a_cell(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(0, 7)), data.draw(st.integers(1, 6))
    drawn = [
        Cell(r, c, Text.plain(data.draw(TEXTS)), data.draw(st.integers(1, 2)), 1)
        for r in range(height)
        for c in range(width)
        if data.draw(st.integers(0, 9))
    ]
    understood = understand(Table(0, tuple(drawn), height, width), (), tokenize)
    covered = {id(cell) for row in understood.table.grid() for cell in row if cell is not None}
    read = {(cell.row, cell.column) for row in understood.at for cell in row if cell is not None}
    assert read == {(cell.row, cell.column) for cell in drawn if id(cell) in covered}
    assert len(understood.at) == len(understood.row_paths) == height
    checks_of_grid(understood)


def checks_of_grid(understood: Grid) -> None:
    """Recognise everything in a single table: nothing may break."""
    document = Document("drawn.txt", "", "txt", (understood.table,))
    read = Reading(document, "", "", None, (), (understood,))
    memo = Memo(read)
    for rule in load().values():
        if rule.family == "tables":
            list(rule.recognise(read, memo))


def test_a_column_of_organisations_headed_by_the_word_for_unit_names_the_rows() -> None:
    drawing = "|单位|合计|\n|合计|10.00|\n|水务局本级|6.00|\n|河道管理所|4.00|"
    names = [head.name for head in grid(drawing, "单位：万元").heads[0]]
    assert names == ["合计", "水务局本级", "河道管理所"]
