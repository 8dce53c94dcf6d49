"""Documents read: identity, headings, passages."""

from __future__ import annotations

import pytest
from gouji.extract.document import Document, Paragraph, Role, Text
from gouji.extract.plain import document_from_text
from gouji.normalize.headings import headings_in_force, rank_of
from gouji.normalize.read import normalize


def document(*lines: str | tuple[str, Role], name: str = "a.docx") -> Document:
    blocks = []
    for index, line in enumerate(lines):
        text, role = line if isinstance(line, tuple) else (line, Role.BODY)
        blocks.append(Paragraph(index, Text.plain(text), role))
    return Document(name, "0", "docx", tuple(blocks))


def test_headers_and_footers_are_no_passages() -> None:
    reading = normalize(document(("第3页", Role.FOOTER), ("页眉5万元", Role.HEADER), "支出6万元"))
    assert [f.number for f in reading.figures] == ["6"]


def test_a_unit_declared_in_a_heading_serves_the_numbers_under_it() -> None:
    reading = normalize(document("一、收支情况（单位：万元）", "收入12.50，占30%。"))
    assert [(f.unit, f.shared_unit) for f in reading.figures] == [("万元", True), ("%", False)]


def test_hidden_text_is_no_passage() -> None:
    assert list(normalize(document(("草稿5万元", Role.HIDDEN), "正文")).figures) == []


def test_notes_and_text_boxes_are_passages() -> None:
    reading = normalize(document(("注：含6万元", Role.FOOTNOTE), ("框内5万元", Role.TEXT_BOX)))
    assert [f.number for f in reading.figures] == ["6", "5"]


def test_what_is_no_figure_is_listed_with_its_reason() -> None:
    reading = normalize(document("正文", "依据（云财〔2023〕29号）"))
    ((span, reason),) = reading.not_figures
    assert (span.block, reason) == (1, "document-number")
    assert reading.passages[1].text.text[span.start : span.end] == "〔2023〕29号"


@pytest.mark.parametrize(
    ("lines", "title", "organisation", "year"),
    [
        (
            ["清源县商务局2022年度", "部门整体支出绩效自评报告", "一、概况"],
            "清源县商务局2022年度部门整体支出绩效自评报告", "清源县商务局", 2022,
        ),
        (
            ["县级部门整体绩效自评报告", "部门名称：（公章）清源县商务局",
             "填报日期：2023年6月12日", "一、概况", "2022年度收入5万元"],
            "县级部门整体绩效自评报告", "清源县商务局", 2022,
        ),
        (["临江市2023年国民经济和社会发展统计公报[1]", "临江市统计局"],
         "临江市2023年国民经济和社会发展统计公报", "临江市统计局", 2023),
        (["关于工作的报告", "一、概况", "清源县商务局", "2023年4月9日"],
         "关于工作的报告", "清源县商务局", 2022),
        (["随笔"], "随笔", "", None),
        (["项目支出绩效自评表|", "单位名称：清源县商务局 | 填报人：王 |||"],
         "项目支出绩效自评表", "清源县商务局", None),
        (["一、2019年接待费情况", "2019年度支出3万元。", "比2018年度减少1万元。",
          "与2018年度持平。", "较2018年度增加2万元。"], "", "", 2019),
    ],
)  # fmt: skip
def test_a_report_says_whose_it_is(
    lines: list[str], title: str, organisation: str, year: int | None
) -> None:
    reading = normalize(document(*lines))
    assert (reading.title, reading.organisation, reading.year) == (title, organisation, year)


def test_the_file_name_names_the_year_where_the_title_does_not() -> None:
    assert normalize(document("工作报告", name="商务局2021年报告.docx")).year == 2021


def test_two_reports_in_one_file_have_no_single_year_but_each_its_own() -> None:
    reading = normalize(
        document(
            "临江市2024年统计公报", "一、综合", "收入比上年增长5%。",
            "临江市2023年统计公报", "一、综合", "收入比上年增长4%。",
        )
    )  # fmt: skip
    assert reading.year is None
    years = [t.period.year for p in reading.passages for t in p.tokens if t.period]
    assert years == [2024, 2023, 2023, 2022]


def test_numbering_that_starts_over_begins_another_report() -> None:
    reading = normalize(
        document(
            "临江市2024年统计公报", "一、综合", "二、农业", "三、工业", "收入比上年增长5%。",
            "2023年，全市平稳。", "一、综合", "收入比上年增长4%。",
        )
    )  # fmt: skip
    assert reading.year is None
    assert reading.passages[-1].tokens[2].period.year == 2022  # type: ignore[union-attr]


def test_a_table_names_the_organisation_where_the_cover_does_not() -> None:
    text = "项目支出绩效自评表\n（2023年度）\n|主管部门|清源县教育局|\n|金额|5|\n"
    assert normalize(document_from_text(text)).organisation == "清源县教育局"


def test_the_unit_of_a_table_is_no_organisation() -> None:
    text = "部门支出表\n单位：万元\n|项目|金额|\n|基本支出|5.00|"
    assert normalize(document_from_text(text)).organisation == ""


def test_headings_in_force_follow_their_numbers() -> None:
    lines = [
        "一、概况",
        "（一）职责",
        "1.收入",
        "正文。",
        "（二）机构",
        "正文。",
        "二、结果",
        "正文。",
    ]
    paragraphs = [Paragraph(i, Text.plain(line)) for i, line in enumerate(lines)]
    found = headings_in_force(paragraphs)
    assert found[3] == ("一、概况", "（一）职责", "1.收入")
    assert found[5] == ("一、概况", "（二）机构")
    assert found[7] == ("二、结果",)


def test_a_numbered_sentence_is_no_heading() -> None:
    lines = ["1.完成投资5万元，比上年增长5%，其中设备购置3万元，其余为安装费用支出。", "正文。"]
    paragraphs = [Paragraph(i, Text.plain(line)) for i, line in enumerate(lines)]
    assert headings_in_force(paragraphs)[1] == ()


@pytest.mark.parametrize(
    ("text", "rank"),
    [("第一部分 概况", 1), ("一、概况", 3), ("1.5万元", 0), ("①管理", 7), ("文", 0)],
)
def test_the_rank_of_a_numbering(text: str, rank: int) -> None:
    assert rank_of(text) == rank
