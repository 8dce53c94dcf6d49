"""Sums that no words name: shown by the figures of the table alone."""

from __future__ import annotations

from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate


def told(text: str) -> list[tuple[str, str, str]]:
    """(level, rule, what is stated) of every loud finding."""
    evaluation = evaluate(normalize(document_from_text(text)))
    assert evaluation.failed == []
    loud = [f for f in evaluation.findings if f.level in ("error", "warning")]
    return [(f.level, f.rule, str(f.stated)) for f in loud]


GIVEN = """各乡镇补助资金表
单位：万元
乡镇 | 此前拨付 | 现拨付 | 累计拨付 |
东岭镇 | 318 | 127 | 445 |
西塘镇 | 206 | 94 | 300 |
南浦乡 | 471 | {now} | 659 |
北渡乡 | 152 | 61 | 213 |
石桥乡 | 83 | 45 | 128 |"""


def test_a_column_is_the_sum_of_two_whatever_it_is_called() -> None:
    assert told(GIVEN.format(now="188")) == []
    assert told(GIVEN.format(now="118")) == [("error", "table-row", "659")]


def test_two_rows_show_no_formula() -> None:
    text = "单位：万元\n|乡镇|甲|乙|丙|\n|东岭镇|5|3|8|\n|西塘镇|4|2|6|\n|南浦乡|7|3|9|"
    assert told(text) == []


SPACED = """危房改造任务表
乡镇 任务(户) 已付 备注
合计 一类 二类 三类 一类 二类
东岭镇 {first} 4 9 2 1.5 3
西塘镇 27 8 16 3 2 7.5
南浦乡 31 12 19 0 4.5 6
北渡乡 9 2 5 2 1 2.5
石桥乡 18 7 6 5 3.5 2
云台乡 23 0 21 2 0 9"""


def test_rows_known_by_their_number_of_figures_show_one_too() -> None:
    assert told(SPACED.format(first="15")) == []
    assert told(SPACED.format(first="51")) == [("error", "table-row", "51")]


REGIONS = """单位：万元
地区 | 上期 | 本期 |
江州市 | {whole} | 1907 |
江北县 | 1264 | 588 |
江南县 | 2035 | 731 |
临江县 | 842 | 588 |
河州市 | 1780 | 950 |
河东县 | 1093 | 412 |
河西县 | 687 | 538 |"""


def test_a_row_is_the_total_of_those_below_if_another_column_shows_it() -> None:
    assert told(REGIONS.format(whole="4141")) == []
    assert told(REGIONS.format(whole="4411")) == [("error", "table-tree", "4411")]


def test_a_table_cut_off_says_nothing_of_its_total() -> None:
    rows = REGIONS.format(whole="4141").splitlines()
    assert told("\n".join(["单位：万元", rows[1], "全省 | 9021 | 4857 |", *rows[2:]])) == []


SECTORS = """单位：亿元
|  | 增加值 | 增速（%） |
| 全县总计 | 386.42 | 6.1 |
| 第一产业 | 41.57 | 3.2 |
| 农林牧渔 | 41.57 | 3.2 |
| 第二产业 | 167.08 | 7.4 |
| 工业 | {industry} | 7.9 |
| 建筑业 | 32.74 | 5.0 |
| 第三产业 | 177.77 | 5.8 |
| 商贸业 | 62.19 | 4.4 |
| 金融业 | 38.05 | 8.1 |
| 其他 | 77.53 | 5.7 |"""


def test_a_total_in_one_column_is_told_where_the_rows_around_it_leave_no_other_parts() -> None:
    assert told(SECTORS.format(industry="134.34")) == []
    assert told(SECTORS.format(industry="143.34")) == [("warning", "table-tree", "167.08")]


def test_round_amounts_add_up_by_chance() -> None:
    rows = "|甲县|400,000|\n|乙县|250,000|\n|丙县|450,000|\n|丁县|200,000|\n|戊县|600,000|"
    assert told(f"单位：元\n|地区|金额|\n{rows}") == []


def test_a_header_that_lost_its_corner_stands_over_the_values() -> None:
    text = SECTORS.format(industry="143.34").replace(
        "|  | 增加值 | 增速（%） |", "| 增加值（亿元） | 增速（%） | |"
    )
    assert told(text) == [("warning", "table-tree", "167.08")]


def test_a_total_whose_empty_cells_are_lost_stands_under_the_amounts() -> None:
    text = (
        "单位：万元\n序号 | 乡镇 | 项目 | 金额 | 备注 |\n1 | 东岭镇 | 水渠修复 | {} | |\n"
        "2 | 西塘镇 | 河堤加固 | 25 | |\n3 | 南浦乡 | 桥涵改造 | 40 | |\n合计 | 95 |"
    )
    assert told(text.format("30")) == []
    assert told(text.format("35")) == [("error", "table-column", "95")]


def test_a_total_over_merged_cells_that_are_lost_stands_under_the_amounts() -> None:
    text = (
        "单位：万元\n序号 | 县区 | 全年 | 已下达 | 本次 |\n合 计 | {} | 1203 | 677 | |\n"
        "1 | 东岭县 | 812 | 530 | 282 |\n2 | 西塘县 | 645 | 417 | 228 |\n"
        "3 | 南浦县 | 423 | 256 | 167 |"
    )
    assert told(text.format("1880")) == []
    assert ("error", "table-column", "1808") in told(text.format("1808"))


def test_figures_that_changed_places_break_the_totals_of_both_columns() -> None:
    table = """单位：万元
地区 | 预拨 | 本次 | 合计 |
江州市 | 3986 | 1907 | 5893 |
江北县 | 1264 | 588 | 1852 |
江南县 | {one} | {other} | 2635 |
临江县 | 842 | 564 | 1406 |"""
    assert told(table.format(one="1880", other="755")) == []
    found = told(table.format(one="755", other="1880"))
    assert {(level, stated) for level, _, stated in found} == {("error", "3986"), ("error", "1907")}


YEARS = """生产总值
总值 第一产业 第二产业 工业 建筑业 第三产业
1991 183.06 52.20 92.38 83.19 9.19 38.48
1992 203.22 61.11 101.76 89.69 12.07 40.35
1993 219.24 68.09 105.88 94.08 11.80 45.27
1994 {whole} 71.03 103.15 92.34 10.81 48.36
1995 251.45 85.59 107.83 95.33 12.50 58.03"""


def test_a_column_is_the_sum_of_those_beside_it_without_the_parts_of_these() -> None:
    assert told(YEARS.format(whole="222.54")) == []
    found = told(YEARS.format(whole="252.54"))
    assert [(rule, stated) for _, rule, stated in found] == [("table-row", "252.54")]
