import pytest
from gouji.extract.document import Paragraph, Role, Table
from gouji.extract.plain import document_from_text


def test_each_line_is_a_paragraph_and_bars_make_a_table() -> None:
    document = document_from_text(
        "# 总体情况\n\n收入１００万元。\n|项目|金额|\n|---|---|\n|甲|1|\n尾注"
    )
    heading, body, table, tail = document.blocks
    assert isinstance(heading, Paragraph)
    assert (heading.role, heading.level, heading.text.text) == (Role.HEADING, 1, "总体情况")
    assert isinstance(body, Paragraph)
    assert body.text.text == "收入100万元。"
    assert isinstance(table, Table)
    assert [(c.row, c.column, c.text.text) for c in table.cells] == [
        (0, 0, "项目"),
        (0, 1, "金额"),
        (1, 0, "甲"),
        (1, 1, "1"),
    ]
    assert isinstance(tail, Paragraph)
    assert [block.index for block in document.blocks] == [0, 1, 2, 3]


def test_a_bar_in_a_cell_can_be_escaped() -> None:
    (table,) = document_from_text(r"|a\|b|c|").tables
    assert [cell.text.text for cell in table.cells] == ["a|b", "c"]


CUT = """一、收入情况
本年收入合计 2468.20 万元，其中：财政拨款收入 24
00.00 万元，占 97.2%；其他收入 68.20 万元，占
2.8%。与上年相比，增加 120.30 万元，主要是人员
经费增加。
本年支出合计 2301.50 万元，其中：基本支出 1800.
50 万元，项目支出 501.00 万元。项目支出主要用于
河道清淤、堤防加固和水文站网的日常维护，以及水
毁工程修复。
二、支出情况
- 3 -
一般公共预算支出 2301.50 万元，占本年支出的百分
之百，与年初预算持平。"""


def test_lines_cut_where_they_were_full_are_one_paragraph() -> None:
    blocks = document_from_text(CUT).blocks
    texts = [block.text.text for block in blocks if isinstance(block, Paragraph)]
    assert [text[:6] for text in texts] == [
        "一、收入情况", "本年收入合计", "本年支出合计", "二、支出情况", "- 3 -", "一般公共预算",
    ]  # fmt: skip
    assert "财政拨款收入2400.00万元，占97.2%；其他收入68.20万元，占2.8%。" in texts[1]
    assert "基本支出1800.50万元" in texts[2]


def test_characters_of_joined_lines_keep_their_place() -> None:
    paragraph = document_from_text(CUT).blocks[1]
    assert isinstance(paragraph, Paragraph)
    start = paragraph.text.text.index("2400.00")
    low, high = paragraph.text.original_range(start, start + len("2400.00"))
    assert paragraph.text.original[low:high] == "24\n00.00"


def test_a_page_number_between_two_lines_does_not_part_them() -> None:
    cut = CUT.replace("其中：基本支出 1800.\n", "其中：基本支出 1800.\n— 12 —\n")
    texts = [b.text.text for b in document_from_text(cut).blocks if isinstance(b, Paragraph)]
    assert any("基本支出1800.50万元" in text for text in texts)


def test_paragraphs_of_an_author_stay_apart() -> None:
    lines = [
        "全年完成造林任务三千二百亩，补植补造八百亩。",
        "全年发放各类补贴资金共计四百六十万元。",
        "附：各乡镇任务完成情况一览",
        "城关镇造林六百亩，补植一百二十亩",
        "东山乡造林五百亩，补植一百一十亩",
        "全年未发生较大以上森林火灾，成灾率低于控制指标。",
    ]
    assert len(document_from_text("\n".join(lines)).blocks) == len(lines)


def test_rows_of_figures_stay_apart() -> None:
    rows = [f"2080{n}01 社会保障和就业支出之第{n}项 1,20{n}.00 1,10{n}.00 100.00" for n in range(8)]
    (table,) = document_from_text("\n".join(rows)).tables
    assert table.row_count == len(rows)


def test_rows_that_end_in_values_are_a_table_without_any_header() -> None:
    rows = "东岭镇 12 5 7\n西塘镇 30 11 19\n\n南浦乡 8 8 0"
    text = f"各乡镇完成情况如下：\n{rows}\n上述任务已于年底全部完成。"
    blocks = document_from_text(text).blocks
    assert [isinstance(block, Table) for block in blocks] == [False, True, False]
    assert not list(document_from_text("东岭镇 12 5 7\n西塘镇 30 11\n南浦乡 8 8 0").tables)


def _rows(text: str) -> list[list[str]]:
    (table,) = document_from_text(text).tables
    assert not table.loose
    rows: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row].append(cell.text.text)
    return rows


ENDED = """云水县2024年“三公”经费表 | ||||
单位：万元 | ||||
项目 | 2023年预算数 | 2024年预算数 | 增减情况 | |
增减额 | 增减幅度 | |||
合计 | 120 | 90 | -30 | -25% |
公务接待费 | 20 | 18 | -2 | -10% |
公务用车购置及运行费 | 100 | 72 | -28 | -28% |
注：按预算口径统计。"""


def test_rows_whose_cells_end_in_bars_stand_under_their_header() -> None:
    assert _rows(ENDED)[:3] == [
        ["项目", "2023年预算数", "2024年预算数", "增减情况", ""],
        ["", "", "", "增减额", "增减幅度"],
        ["合计", "120", "90", "-30", "-25%"],
    ]
    texts = [b.text.text for b in document_from_text(ENDED).blocks if isinstance(b, Paragraph)]
    assert texts == ["云水县2024年“三公”经费表", "单位：万元", "注：按预算口径统计。"]


@pytest.mark.parametrize("end", ["", " |", "\n|"])
def test_cells_a_line_each_are_rows_where_all_have_their_values(end: str) -> None:
    cells = "项目 预算数 决算数 合计 77.00 68.30 接待费 35.00 26.40 出国费 0.00 运行费 42.00 41.90"
    assert _rows("\n".join(cell + end for cell in cells.split())) == [
        ["项目", "预算数", "决算数"],
        ["合计", "77.00", "68.30"],
        ["接待费", "35.00", "26.40"],
        ["出国费", "0.00", ""],
        ["运行费", "42.00", "41.90"],
    ]


def test_the_lower_row_of_a_header_goes_under_the_name_it_speaks_of() -> None:
    names = "年度 合计 接待费 公车购置及运行费 小计 公车购置 公车运行"
    rows = f"{names} 2022年 9 2 7 3 4 2023年 8 2 6 0 6".split()
    assert _rows("\n|\n".join(rows))[:2] == [
        ["年度", "合计", "接待费", "公车购置及运行费", "", ""],
        ["", "", "", "小计", "公车购置", "公车运行"],
    ]


def test_rows_that_lost_a_value_are_not_put_under_a_header() -> None:
    text = "项目 | 预算数 | 决算数 |\n甲 | 5 | 6 |\n乙 | 7 |\n丙 | 8 | 9 |\n丁 | 1 | 2 |"
    assert not any(not table.loose for table in document_from_text(text).tables)


def test_tabs_keep_empty_cells_in_their_place() -> None:
    text = "项目\t合计\t基本\t项目支出\n甲\t5\t\t5\n乙\t7\t7\t\n合计\t12\t7\t5"
    assert _rows(text)[1:] == [["甲", "5", "", "5"], ["乙", "7", "7", ""], ["合计", "12", "7", "5"]]


def test_a_short_row_has_what_the_other_columns_are_computed_from() -> None:
    text = (
        "项目 | 2024年预算数 | 上年完成数 | 增减额 | 增减% | 备注 |\n"
        "本级收入 | 153 | 130 | 23 | 17.69 | |\n税收收入 | 120 | 100 | 20 | 20.00 | |\n"
        "非税收入 | 33 | 30 | 3 | 10.00 | |\n"
        "上级补助收入 | 50 | 60 | 为预计数 | ||\n上年结转 | 7 | |||\n合计 | 210 | 190 | |||"
    )
    assert not any(not table.loose for table in document_from_text(text).tables)
    assert _rows(text.replace("上年结转 | 7 |", "上年结转 | 7 | 0 |"))[4:6] == [
        ["上级补助收入", "50", "60", "", "", "为预计数"],
        ["上年结转", "7", "0", "", "", ""],
    ]


def test_years_head_columns() -> None:
    text = "项目 | 2020 | 2021 |\n产出 | 98.5 | 99.1 |\n一产 | 8.5 | 9.0 |\n二产 | 90 | 90.1 |"
    assert _rows(text)[0] == ["项目", "2020", "2021"]


def test_a_row_that_begins_with_an_empty_cell_goes_on_with_the_table() -> None:
    text = "项目 | 金额 | 项目 | 金额 |\n甲 | 5 | 丙 | 6 |\n乙 | 7 | 丁 | 8 |\n | | 戊 | 9 |"
    assert _rows(text)[-1] == ["", "", "戊", "9"]
