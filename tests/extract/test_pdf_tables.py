"""Tables on PDF pages: ruled, half ruled and without rules, on one page and over many."""

from pathlib import Path

import pytest
from gouji.extract.document import Document, Span, Table
from gouji.extract.pdf.read import read_pdf
from reportlab.lib.pagesizes import A4

from tests.pdf_builder import LEFT, PdfBuilder

HEAD = ["科目编码", "科目名称", "决算数"]
WIDTHS = (80.0, 160.0, 100.0)


@pytest.fixture
def pdf(tmp_path: Path) -> PdfBuilder:
    return PdfBuilder(tmp_path / "a.pdf")


def read(pdf: PdfBuilder) -> Document:
    return read_pdf(pdf.save())


def only_table(document: Document) -> Table:
    (table,) = document.tables
    return table


def texts(table: Table) -> list[list[str]]:
    """The cells' texts row by row, merged cells once."""
    rows: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row].append(cell.text.text)
    return rows


def accounts(first: int, last: int) -> list[list[str]]:
    return [[f"{200 + i}", f"第{i}类支出", f"{i * 11}.50"] for i in range(first, last)]


def test_a_ruled_table_is_read_cell_by_cell(pdf: PdfBuilder) -> None:
    rows = [HEAD, *accounts(1, 4), ["", "合计", "66.00"]]
    pdf.table(rows, widths=WIDTHS)
    table = only_table(read(pdf))
    assert texts(table) == rows
    assert table.ruled
    assert table.row_pages == (1,) * 5


def test_what_stands_in_a_table_is_not_read_as_a_paragraph(pdf: PdfBuilder) -> None:
    pdf.text(240, 60, "收入决算表").text(420, 80, "单位：万元", 10)
    end = pdf.table([HEAD, *accounts(1, 4)], widths=WIDTHS)
    pdf.text(LEFT, end + 10, "注：本表反映收入情况。", 10)
    document = read(pdf)
    assert [p.text.text for p in document.paragraphs] == [
        "收入决算表",
        "单位：万元",
        "注：本表反映收入情况。",
    ]
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Paragraph",
        "Table",
        "Paragraph",
    ]


def test_a_merged_cell_is_read_once_with_its_spans(pdf: PdfBuilder) -> None:
    rows = [["项目", "", "金额"], ["编码", "名称", ""], ["201", "教育", "5.00"]]
    pdf.table(rows, merged=[(0, 0, 1, 2), (0, 2, 2, 1)])
    table = only_table(read(pdf))
    spans = {cell.text.text: (cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["项目"] == (1, 2)
    assert spans["金额"] == (2, 1)
    assert len(table.cells) == 7
    assert (table.row_count, table.column_count) == (3, 3)


def test_two_tables_on_a_page_stay_two(pdf: PdfBuilder) -> None:
    end = pdf.table([HEAD, *accounts(1, 3)], widths=WIDTHS)
    pdf.text(LEFT, end + 20, "第二张表")
    pdf.table([HEAD, *accounts(3, 6)], widths=WIDTHS, top=end + 60)
    assert [t.row_count for t in read(pdf).tables] == [3, 4]


def test_a_frame_around_text_is_no_table(pdf: PdfBuilder) -> None:
    pdf.table([["说明：本表无数据。"]], widths=300)
    document = read(pdf)
    assert not list(document.tables)
    assert [p.text.text for p in document.paragraphs] == ["说明：本表无数据。"]


def test_lines_of_a_cell_are_healed_into_one_text(pdf: PdfBuilder) -> None:
    pdf.table([["项目", "金额"], ["机关事业单位基本\n养老保险缴费", "2,186\n.11"]])
    assert texts(only_table(read(pdf)))[1] == ["机关事业单位基本养老保险缴费", "2,186.11"]


def test_every_cell_has_its_box(pdf: PdfBuilder) -> None:
    pdf.table([HEAD, *accounts(1, 3)], widths=WIDTHS)
    document = read(pdf)
    table = only_table(document)
    ((page, box),) = document.boxes_of(Span(table.index, 0, 5, row=1, column=2))
    assert page == 1
    assert box[0] == pytest.approx(LEFT + 240 + 4, abs=0.5)
    assert 120 < box[1] < box[3] < 140


def test_words_that_overrun_their_cell_stay_whole(pdf: PdfBuilder) -> None:
    pdf.table([["部门名称", ""], ["收入", "5.00"]], widths=(50, 100))
    pdf.text(LEFT + 4 + 40, 104, "全称", 10)
    assert texts(only_table(read(pdf)))[0] == ["部门名称全称", ""]


def test_a_table_over_three_pages_is_one(pdf: PdfBuilder) -> None:
    pdf.text(240, 60, "支出决算表")
    pdf.table([HEAD, *accounts(1, 31)], widths=WIDTHS)
    pdf.page().table(accounts(31, 61), widths=WIDTHS, top=72)
    pdf.page().table([*accounts(61, 64), ["", "合计", "22,176.00"]], widths=WIDTHS, top=72)
    table = only_table(read(pdf))
    assert texts(table) == [HEAD, *accounts(1, 64), ["", "合计", "22,176.00"]]
    assert table.header_repeats == ()
    assert (table.row_pages[30], table.row_pages[31], table.row_pages[-1]) == (1, 2, 3)


def test_heads_printed_again_on_further_pages_are_listed(pdf: PdfBuilder) -> None:
    pdf.table([HEAD, *accounts(1, 31)], widths=WIDTHS)
    pdf.page().table([HEAD, *accounts(31, 40)], widths=WIDTHS, top=72)
    table = only_table(read(pdf))
    assert table.header_repeats == (31,)
    assert table.row_count == 41


def test_a_title_printed_again_is_not_text_between_the_parts(pdf: PdfBuilder) -> None:
    for rows in (accounts(1, 31), accounts(31, 40)):
        pdf.text(240, 60, "支出决算表").text(420, 80, "单位：元", 10)
        pdf.table([HEAD, *rows], widths=WIDTHS)
        pdf.page()
    document = read(pdf)
    assert only_table(document).row_count == 41
    body = [p.text.text for p in document.paragraphs if p.role.value in ("body", "heading")]
    assert body == ["支出决算表", "单位：元"]


def test_a_hair_wider_on_the_next_page_it_is_still_the_same_table(pdf: PdfBuilder) -> None:
    pdf.table([HEAD, *accounts(1, 31)], widths=WIDTHS)
    wider = (82.5, 160.0, 102.5)
    pdf.page().table(accounts(31, 33), x=LEFT - 2.5, widths=wider, top=72)
    assert only_table(read(pdf)).row_count == 33


def test_tables_with_titles_of_their_own_are_not_joined(pdf: PdfBuilder) -> None:
    pdf.table([HEAD, *accounts(1, 31)], widths=WIDTHS)
    pdf.page().text(240, 60, "另一张表").table([HEAD, *accounts(1, 5)], widths=WIDTHS)
    assert len(list(read(pdf).tables)) == 2


def test_tables_with_other_columns_are_not_joined(pdf: PdfBuilder) -> None:
    pdf.table([HEAD, *accounts(1, 31)], widths=WIDTHS)
    pdf.page().table([["项目", "金额"], ["甲", "5"]], widths=(120, 220), top=72)
    assert len(list(read(pdf).tables)) == 2


def test_a_last_row_with_merged_cells_is_joined(pdf: PdfBuilder) -> None:
    pdf.table([HEAD, *accounts(1, 31)], widths=WIDTHS)
    pdf.page().table([["合计", "", "5,115.00"]], widths=WIDTHS, top=72, merged=[(0, 0, 1, 2)])
    table = only_table(read(pdf))
    assert [(c.text.text, c.column, c.column_span) for c in table.cells[-2:]] == [
        ("合计", 0, 2),
        ("5,115.00", 2, 1),
    ]


def test_a_row_cut_by_the_page_is_one_row(pdf: PdfBuilder) -> None:
    head = ["序号", "主要内容", "金额"]
    widths = (40.0, 84.0, 60.0)
    first = ["1", "购置设备", "3.00"]
    cut = ["2", "开展各类审计及绩\n效评价工作以及会", "7.50"]
    pdf.table([head, first, cut], widths=widths)
    pdf.page().table([["", "计核算事项", ""], ["3", "其他", "1.00"]], widths=widths, top=72)
    table = only_table(read(pdf))
    assert texts(table)[2:] == [
        ["2", "开展各类审计及绩效评价工作以及会计核算事项", "7.50"],
        ["3", "其他", "1.00"],
    ]
    cell = next(c for c in table.cells if (c.row, c.column) == (2, 1))
    assert {piece.page for piece in cell.text.pieces} == {1, 2}


def test_a_row_that_begins_the_next_page_is_not_taken_for_the_rest_of_the_last(
    pdf: PdfBuilder,
) -> None:
    widths = (120.0, 60.0, 120.0, 60.0)
    last = ["一、财政拨款收入", "", "一、教育支出", "30"]
    pdf.table([["收入", "金额", "支出", "金额"], last], widths=widths)
    pdf.page().table([["二、事业收入", "20", "二、科技支出", ""]], widths=widths, top=72)
    assert only_table(read(pdf)).row_count == 3


def test_the_empty_rest_of_a_cut_row_is_dropped(pdf: PdfBuilder) -> None:
    pdf.table([HEAD, *accounts(1, 31)], widths=WIDTHS)
    pdf.page().table([["", "", ""], *accounts(31, 33)], widths=WIDTHS, top=72)
    assert texts(only_table(read(pdf))) == [HEAD, *accounts(1, 33)]


def half_ruled(
    pdf: PdfBuilder, rows: list[list[str]], top: float, *, head: bool, bottom: bool
) -> None:
    """Rules around the head, between the columns and at the bottom; no sides."""
    xs = (100.0, 280.0, 380.0, 480.0)
    end = pdf.columns(rows, [x + 10 for x in xs], top + 4)
    if head:
        pdf.rule(xs[0], top, xs[-1], top).rule(xs[0], top + 20, xs[-1], top + 20)
    for x in xs[1:-1]:
        pdf.rule(x, top, x, end)
    if bottom:
        pdf.rule(xs[0], end, xs[-1], end)


def test_a_table_without_sides_and_row_rules_is_read_by_rows(pdf: PdfBuilder) -> None:
    rows = [
        ["指标", "绝对数", "增长"],
        ["粮食", "133.77", "-2.3"],
        ["夏粮", "16.38", "-1.7"],
        ["油料", "11.15", "12.2"],
    ]
    half_ruled(pdf, rows, 100, head=True, bottom=True)
    assert texts(only_table(read(pdf))) == rows


def test_such_a_table_goes_on_over_the_page_without_a_line_there(pdf: PdfBuilder) -> None:
    rows = [["指标", "绝对数", "增长"], ["粮食", "133.77", "-2.3"], ["夏粮", "16.38", "-1.7"]]
    more = [["油料", "11.15", "12.2"], ["糖料", "0.09", "-31.0"]]
    half_ruled(pdf, rows, 700, head=True, bottom=False)
    pdf.page()
    half_ruled(pdf, more, 72, head=False, bottom=True)
    table = only_table(read(pdf))
    assert texts(table) == rows + more
    assert table.row_pages == (1, 1, 1, 2, 2)


def test_a_figure_broken_to_fit_its_cell_does_not_cut_the_row(pdf: PdfBuilder) -> None:
    pdf.table([["项目", "期末余额"], ["合同履约\n成本", "1,635,289.\n79"]], widths=(50, 58))
    assert texts(only_table(read(pdf)))[1] == ["合同履约成本", "1,635,289.79"]


PLAIN = [
    ["项目", "2023年", "2024年", "增长率"],
    ["工资福利支出", "1,250.30", "1,310.45", "4.8%"],
    ["商品和服务支出", "320.00", "298.10", "-6.8%"],
    ["资本性支出", "75.20", "80.00", "6.4%"],
    ["合计", "1,645.50", "1,688.55", "2.6%"],
]


def test_figures_in_columns_without_rules_are_a_table(pdf: PdfBuilder) -> None:
    pdf.text(LEFT, 60, "支出情况如下：")
    pdf.columns(PLAIN, (90, 220, 310, 400))
    table = only_table(read(pdf))
    assert texts(table) == PLAIN
    assert not table.ruled


def test_a_three_line_table_is_a_table(pdf: PdfBuilder) -> None:
    rows = [["项目", "金额"], ["工资", "12"], ["水费", "7"], ["合计", "19"]]
    pdf.columns(rows, (100, 300))
    for top in (95, 115, 180):
        pdf.rule(90, top, 400, top)
    assert texts(only_table(read(pdf))) == rows


@pytest.mark.parametrize(
    "rows",
    [
        [["一、部门概况", "1"], ["二、收入情况", "3"], ["三、支出情况", "7"], ["四、说明", "9"]],
        [["局长：张三", "主任：李四"], ["科长：王五", "科员：赵六"], ["电话：12345", "传真：无"]],
        [["2019年", "2020年", "2021年"], ["1", "2", "3"], ["10", "20", "30"], ["5", "6", "7"]],
    ],
    ids=["contents", "names", "axis"],
)
def test_what_merely_stands_side_by_side_is_no_table(
    pdf: PdfBuilder, rows: list[list[str]]
) -> None:
    pdf.columns(rows, (90, 300, 420))
    assert not list(read(pdf).tables)


def test_lines_painted_white_are_no_rules(pdf: PdfBuilder) -> None:
    pdf._canvas.setStrokeColorRGB(1, 1, 1)
    pdf.table([["一、概况", "1"], ["二、收入", "3"]])
    assert not list(read(pdf).tables)


def test_a_table_that_stands_sideways_is_read(pdf: PdfBuilder) -> None:
    pdf.this_page(A4, rotate=90)
    pdf.table([HEAD, *accounts(1, 4)], widths=WIDTHS)
    assert texts(only_table(read(pdf))) == [HEAD, *accounts(1, 4)]


def test_a_cell_with_text_that_runs_up_the_page_is_read(pdf: PdfBuilder) -> None:
    pdf.table([["", "内容"], ["", "第一项"]], widths=40, row_height=80, merged=[(0, 0, 2, 1)])
    pdf.text(LEFT + 20, 180, "合计2项", 10, angle=90)
    assert texts(only_table(read(pdf))) == [["合计2项", "内容"], ["第一项"]]


def test_a_merged_cell_goes_on_over_the_page(pdf: PdfBuilder) -> None:
    rows = [["指标", "名称"], ["产出指标", "数量"], ["", "质量"]]
    pdf.table(rows, merged=[(1, 0, 2, 1)])
    pdf.page().table([["", "时效"], ["", "成本"]], top=72, merged=[(0, 0, 2, 1)])
    table = only_table(read(pdf))
    cell = next(cell for cell in table.cells if cell.text.text == "产出指标")
    assert cell.row_span == 4
    assert table.row_count == 5


def test_a_table_marked_as_continued_is_joined(pdf: PdfBuilder) -> None:
    pdf.text(240, 60, "支出决算表").table([HEAD, *accounts(1, 31)], widths=WIDTHS)
    pdf.page().text(240, 60, "支出决算表（续）").table([HEAD, *accounts(31, 33)], widths=WIDTHS)
    assert only_table(read(pdf)).row_count == 34


def test_a_filled_form_field_is_read_in_its_cell(pdf: PdfBuilder) -> None:
    pdf.table([["项目", "金额"], ["收入", ""]])
    pdf.field(LEFT + 110, 122, "12.50", 60)
    assert texts(only_table(read(pdf)))[1] == ["收入", "12.50"]
