"""What is read of the running text of PDF pages."""

from pathlib import Path

import pytest
from gouji.extract.document import Document, Paragraph, Role, Span, Table
from gouji.extract.pdf.read import read_pdf
from reportlab.lib.pagesizes import A4, landscape

from tests.pdf_builder import LEFT, RIGHT, SIZE, PdfBuilder

LONG = (
    "本年收入合计2946.25万元，其中：财政拨款收入2940.05万元，占99.79%；其他收入6.20万元，"
    "占0.21%。本年支出合计2940.05万元，其中：基本支出2336.91万元，项目支出603.14万元，均已公开。"
)
FIRST = "第一段说明收入的总体情况，收入比上年增加12.30万元，增长4.1%，主要原因是追加了专项经费。"
SECOND = "第二段说明支出的总体情况，支出比上年减少3.40万元，下降1.2%，主要原因是压减了一般开支。"


@pytest.fixture
def pdf(tmp_path: Path) -> PdfBuilder:
    return PdfBuilder(tmp_path / "a.pdf")


def read(pdf: PdfBuilder) -> Document:
    return read_pdf(pdf.save())


def body(document: Document) -> list[str]:
    roles = (Role.BODY, Role.HEADING)
    return [p.text.text for p in document.paragraphs if p.role in roles]


def of_role(document: Document, role: Role) -> list[str]:
    return [p.text.text for p in document.paragraphs if p.role is role]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart(pdf: PdfBuilder) -> None:
    pdf.prose([LONG, FIRST, SECOND])
    assert body(read(pdf)) == [LONG, FIRST, SECOND]


def test_a_line_break_before_a_figure_is_healed(pdf: PdfBuilder) -> None:
    pdf.prose([LONG, LONG], top=400)
    pdf.text(LEFT + 2 * SIZE, 100, "本年一般公共服务支出占本年支出合计的比重为百分之五十，占")
    pdf.text(LEFT, 124, "15.16%；其余为教育支出。")
    found = body(read(pdf))
    assert "占15.16%；" in found[0]


def test_a_paragraph_over_a_page_end_is_one_with_a_piece_on_each_page(pdf: PdfBuilder) -> None:
    pdf.prose([FIRST, LONG, SECOND], bottom=72 + 4 * 24)
    document = read(pdf)
    paragraphs = [p for p in document.paragraphs if p.text.text == LONG]
    assert len(paragraphs) == 1
    assert {piece.page for piece in paragraphs[0].text.pieces} == {1, 2}


def test_numbered_items_begin_paragraphs(pdf: PdfBuilder) -> None:
    items = [
        f"{head}本项说明有关情况的内容" for head in ("一、", "（一）", "1.", "2、", "（1）", "①")
    ]
    top = pdf.prose([FIRST])
    for item in items:
        pdf.text(LEFT + 2 * SIZE, top, item)
        top += 24
    assert body(read(pdf)) == [FIRST, *items]


def test_a_figure_at_the_start_of_a_line_is_no_item(pdf: PdfBuilder) -> None:
    pdf.text(LEFT + 2 * SIZE, 100, "全州人口出生率比上年同期有所下降并且其中城镇人口出生率为")
    pdf.text(LEFT, 124, "1.5‰，农村人口出生率略高于城镇。")
    pdf.prose([FIRST, SECOND], 148)
    assert body(read(pdf))[0].endswith("出生率为1.5‰，农村人口出生率略高于城镇。")


def test_numbered_heads_and_large_centred_titles_are_headings(pdf: PdfBuilder) -> None:
    pdf.text(200, 80, "某局部门决算报告", 24)
    pdf.text(LEFT + 2 * SIZE, 140, "一、收入支出总体情况")
    pdf.text(LEFT + 2 * SIZE, 164, "（一）收入情况")
    pdf.prose([LONG, FIRST], 188)
    levels = [(p.text.text, p.level) for p in read(pdf).paragraphs if p.role is Role.HEADING]
    assert levels == [
        ("某局部门决算报告", 1),
        ("一、收入支出总体情况", 2),
        ("（一）收入情况", 3),
    ]


def test_a_title_of_two_lines_is_one_paragraph(pdf: PdfBuilder) -> None:
    pdf.text(LEFT + 10, 80, "第三部分某某市某某区财政局部门决算情况", 21)
    pdf.text(280, 110, "说明", 21)
    pdf.prose([LONG, FIRST, SECOND], 160)
    assert body(read(pdf))[0] == "第三部分某某市某某区财政局部门决算情况说明"


def test_entries_of_a_table_of_contents_are_not_headings(pdf: PdfBuilder) -> None:
    pdf.text(280, 80, "目录", 20)
    pdf.text(LEFT, 120, "一、收入情况").text(LEFT, 144, "二、支出情况")
    pdf.page()
    pdf.text(LEFT + 28, 80, "一、收入情况")
    pdf.prose([LONG, FIRST, SECOND], 104)
    roles = [p.role for p in read(pdf).paragraphs if p.text.text == "一、收入情况"]
    assert roles == [Role.BODY, Role.HEADING]


def test_page_numbers_and_running_heads_are_kept_apart(pdf: PdfBuilder) -> None:
    texts = [[LONG, FIRST], [SECOND, LONG], [FIRST, SECOND], [LONG, SECOND]]
    for number, paragraphs in enumerate(texts, 1):
        pdf.text(200, 30, "某局2024年度部门决算", 9)
        pdf.prose([*paragraphs, LONG])
        pdf.text(285, 800, f"- {number} -", 9)
        pdf.page()
    document = read(pdf)
    assert len(body(document)) == 12
    assert of_role(document, Role.HEADER) == ["某局2024年度部门决算"] * 4
    assert len(of_role(document, Role.FOOTER)) == 4


def test_what_stands_first_on_a_few_pages_only_is_text(pdf: PdfBuilder) -> None:
    for number in range(8):
        pdf.text(
            LEFT + 28, 72, "无。" if number in (0, 3, 7) else f"第{'一二三四五六七八'[number]}项"
        )
        pdf.prose([LONG, FIRST], 96)
        pdf.page()
    assert body(read(pdf)).count("无。") == 3


def test_text_painted_twice_to_look_bold_is_read_once(pdf: PdfBuilder) -> None:
    pdf.text(LEFT, 100, "合计2021.10万元，人人平等", bold=True)
    assert body(read(pdf)) == ["合计2021.10万元，人人平等"]


def test_order_on_the_page_counts_and_not_order_in_the_file(pdf: PdfBuilder) -> None:
    pdf.text(LEFT + 28, 172, "三、第三行。").text(LEFT + 28, 100, "一、第一行。")
    pdf.text(LEFT + 28, 136, "二、第二行")
    pdf.text(LEFT + 28 + pdf.width("二、第二行"), 136, "补充5万元。")
    assert body(read(pdf)) == ["一、第一行。", "二、第二行补充5万元。", "三、第三行。"]


def test_two_columns_are_read_one_after_the_other(pdf: PdfBuilder) -> None:
    left, right = [LONG, FIRST], [SECOND, LONG]
    pdf.prose(left, 100, left=60, right=280, size=10, pitch=16)
    pdf.prose(right, 100, left=310, right=530, size=10, pitch=16)
    assert body(read(pdf)) == [*left, *right]


def test_a_landscape_page_is_read(pdf: PdfBuilder) -> None:
    pdf.this_page(landscape(A4))
    pdf.prose([LONG, FIRST], right=750)
    document = read(pdf)
    assert body(document) == [LONG, FIRST]
    assert document.page_sizes[0] == pytest.approx(landscape(A4), abs=0.1)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_text_that_runs_along_a_turned_page_is_read_with_its_boxes(
    pdf: PdfBuilder, rotate: int
) -> None:
    pdf.this_page(A4, rotate=rotate)
    pdf.prose([LONG, FIRST])
    document = read(pdf)
    assert body(document) == [LONG, FIRST]
    width, height = document.page_sizes[0]
    box = document.blocks[0].text.boxes(0, 4)[0][1]  # type: ignore[union-attr]
    middle = (box[0] + box[2]) / 2 / width, (box[1] + box[3]) / 2 / height
    at = (LEFT + 28) / A4[0], 84 / A4[1]
    expected = {
        90: (1 - at[1], at[0]),
        180: (1 - at[0], 1 - at[1]),
        270: (at[1], 1 - at[0]),
    }[rotate]
    assert middle == pytest.approx(expected, abs=0.06)


def test_a_slanted_watermark_is_no_text(pdf: PdfBuilder) -> None:
    pdf.prose([LONG, FIRST])
    pdf.text(150, 500, "内部资料严禁外传", 40, angle=45)
    assert body(read(pdf)) == [LONG, FIRST]


def test_unpainted_text_is_hidden(pdf: PdfBuilder) -> None:
    pdf.prose([LONG])
    pdf.text(LEFT, 400, "看不见的9999万元", painted=False)
    document = read(pdf)
    assert body(document) == [LONG]
    assert of_role(document, Role.HIDDEN) == ["看不见的9999万元"]


def test_every_character_has_its_box(pdf: PdfBuilder) -> None:
    pdf.text(LEFT, 100, "收入2186.11万元")
    document = read(pdf)
    ((page, (x0, top, x1, bottom)),) = document.boxes_of(Span(0, 2, 9))
    assert page == 1
    assert x0 == pytest.approx(LEFT + 2 * SIZE, abs=0.5)
    assert x1 == pytest.approx(LEFT + 2 * SIZE + pdf.width("2186.11"), abs=0.5)
    assert 96 < top < 104
    assert 110 < bottom < 120


def test_a_figure_broken_over_two_lines_has_two_boxes(pdf: PdfBuilder) -> None:
    pdf.prose([FIRST, SECOND], 400)
    first = "本年度一般公共预算财政拨款支出合计为人民币壹仟贰佰21"
    pdf.text(LEFT + 2 * SIZE, 100, first).text(LEFT, 124, "86.11万元，已全部公开。")
    document = read(pdf)
    text = document.blocks[0].text.text  # type: ignore[union-attr]
    start = text.index("2186.11")
    boxes = document.boxes_of(Span(0, start, start + 7))
    assert len(boxes) == 2
    assert boxes[0][1][2] > RIGHT - 60
    assert boxes[1][1][0] == pytest.approx(LEFT, abs=0.5)


def test_two_things_side_by_side_are_kept_apart(pdf: PdfBuilder) -> None:
    pdf.text(LEFT, 100, "编制部门：某某局").text(430, 100, "单位：元")
    assert body(read(pdf)) == ["编制部门：某某局\t单位：元"]


def test_pages_and_title_are_told(pdf: PdfBuilder) -> None:
    pdf.title("部门决算").text(LEFT, 100, "第一页")
    pdf.page().text(LEFT, 100, "第二页")
    document = read(pdf)
    assert document.pages == 2
    assert document.metadata["Title"] == "部门决算"
    assert not any(isinstance(block, Table) for block in document.blocks)
    assert all(isinstance(block, Paragraph) for block in document.blocks)


def test_filled_form_fields_are_text(pdf: PdfBuilder) -> None:
    pdf.text(LEFT, 100, "收入合计").field(LEFT + 60, 100, "12.50")
    assert body(read(pdf)) == ["收入合计12.50"]


def test_the_outline_of_the_file_names_headings(pdf: PdfBuilder) -> None:
    pdf.bookmark("总体情况").text(LEFT, 80, "总体情况")
    pdf.bookmark("收入情况", 1).text(LEFT, 104, "收入情况")
    pdf.prose([LONG, FIRST, SECOND], 128)
    levels = [(p.text.text, p.level) for p in read(pdf).paragraphs if p.role is Role.HEADING]
    assert levels == [("总体情况", 1), ("收入情况", 2)]


def test_text_that_runs_up_the_page_is_kept_with_its_boxes(pdf: PdfBuilder) -> None:
    pdf.prose([LONG, FIRST])
    pdf.text(40, 500, "档案编号2024", 10, angle=90)
    document = read(pdf)
    assert body(document) == [LONG, FIRST]
    assert of_role(document, Role.TEXT_BOX) == ["档案编号2024"]
    boxes = document.boxes_of(Span(2, 0, 8))
    assert len(boxes) == 8
    assert boxes[0][1][1] > boxes[-1][1][1]
