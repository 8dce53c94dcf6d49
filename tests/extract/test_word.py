"""Each construct that Word readers lose is read once, in its place."""

import pytest
from gouji.extract.document import Document, Paragraph, Table
from gouji.extract.problem import Unreadable
from gouji.extract.word.read import read_word, trace_word

from tests.builders import cell, docx, para, row, run, strict, table

CHANGE = 'w:id="9" w:author="甲" w:date="2024-01-01T00:00:00Z"'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BOX = f"<w:txbxContent>{para('框内收入88万元')}</w:txbxContent>"


def read(*body: str, **parts: str) -> Document:
    return read_word(docx(*body, parts=parts), "a.docx")


def texts(document: Document) -> list[str]:
    return [block.text.text for block in document.blocks if isinstance(block, Paragraph)]


def roles(document: Document) -> list[tuple[str, str]]:
    return [(p.role.value, p.text.text) for p in document.paragraphs]


def cells(found: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, c.text.text) for c in found.cells]


def test_paragraphs_and_tables_stand_in_body_order() -> None:
    document = read(para("前"), table(row("1", "2")), para("后"))
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Table",
        "Paragraph",
    ]
    assert [block.index for block in document.blocks] == [0, 1, 2]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:smartTag w:element="date">{}</w:smartTag>',
        '<w:fldSimple w:instr="DOCPROPERTY x">{}</w:fldSimple>',
        "<w:customXml>{}</w:customXml>",
        "<w:bdo>{}</w:bdo>",
    ],
)
def test_a_run_is_read_through_whatever_wraps_it(wrapped: str) -> None:
    assert texts(read(para(run("收入") + wrapped.format(run("12.5")) + run("万元")))) == [
        "收入12.5万元"
    ]


def test_block_and_row_content_controls_are_read() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    document = read(control.format(para("甲")), table(row("1"), control.format(row("2"))))
    assert texts(document) == ["甲"]
    assert [c[4] for c in cells(next(document.tables))] == ["1", "2"]


def test_a_fields_result_is_read_and_its_code_is_not() -> None:
    code = "<w:r><w:instrText> =SUM(ABOVE) 77 </w:instrText></w:r>"
    field = (
        FIELD.format("begin") + code + FIELD.format("separate") + run("123") + FIELD.format("end")
    )
    assert texts(read(para(run("共") + field + run("元")))) == ["共123元"]


def test_a_result_inside_another_fields_code_is_not_shown() -> None:
    inner = FIELD.format("begin") + FIELD.format("separate") + run("7") + FIELD.format("end")
    outer = (
        FIELD.format("begin") + inner + FIELD.format("separate") + run("8") + FIELD.format("end")
    )
    assert texts(read(para(outer))) == ["8"]


def test_a_field_that_never_ends_hides_nothing_after_its_paragraph() -> None:
    assert texts(read(para(FIELD.format("begin") + run("码")), para("正文"))) == ["正文"]


def test_the_accepted_text_is_read_and_the_revision_kept() -> None:
    inserted = f"<w:ins {CHANGE}>{run('35')}</w:ins>"
    deleted = f"<w:del {CHANGE}><w:r><w:delText>53</w:delText></w:r></w:del>"
    (found,) = read(para(run("收入") + inserted + deleted + run("万元"))).paragraphs
    assert found.text.text == "收入35万元"
    assert found.text.revision(2, 4) == "insertion"
    assert found.text.revision(0, 2) == ""
    assert found.text.revision(4, 6) == ""


def test_moved_text_is_read_where_it_went() -> None:
    moved = f"<w:moveFrom {CHANGE}>{run('旧处')}</w:moveFrom>"
    document = read(para(moved + run("甲")), para(f"<w:moveTo {CHANGE}>{run('新处')}</w:moveTo>"))
    assert texts(document) == ["甲", "新处"]
    assert list(document.paragraphs)[1].text.revision(0, 2) == "move"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = f"<w:rPr><w:del {CHANGE}/></w:rPr>"
    assert texts(read(para("收入12", mark), para("万元"))) == ["收入12万元"]


def test_deleted_rows_and_cells_are_gone_and_inserted_rows_are_marked() -> None:
    document = read(
        table(
            row("甲", "1"),
            row("乙", "2", properties=f"<w:del {CHANGE}/>"),
            row(cell("丙"), cell("", f"<w:cellDel {CHANGE}/>"), cell("3")),
            row("丁", "4", properties=f"<w:ins {CHANGE}/>"),
        )
    )
    (found,) = document.tables
    assert [c[4] for c in cells(found)] == ["甲", "1", "丙", "3", "丁", "4"]
    assert found.cells[-1].text.revision(0, 1) == "insertion"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    choice = f"<w:drawing><a:graphic><wps:txbx>{BOX}</wps:txbx></a:graphic></w:drawing>"
    fallback = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert roles(read(para(run("前") + both + run("后")), para("下"))) == [
        ("body", "前后"),
        ("text box", "框内收入88万元"),
        ("body", "下"),
    ]
    assert roles(read(para(f"<w:r>{fallback}</w:r>"))) == [("text box", "框内收入88万元")]


def test_notes_follow_the_paragraph_that_cites_them() -> None:
    document = read(
        para(run("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        para(run("乙") + '<w:r><w:endnoteReference w:id="5"/></w:r>'),
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{para("注一66万元")}</w:footnote>'
        f'<w:footnote w:id="3">{para("无人引用")}</w:footnote>',
        endnotes=f'<w:endnote w:id="5">{para("尾注")}</w:endnote>',
    )
    assert roles(document) == [
        ("body", "甲"),
        ("footnote", "注一66万元"),
        ("body", "乙"),
        ("endnote", "尾注"),
    ]


def test_headers_and_footers_are_read_once_and_last() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rel-header"/>'
        '<w:headerReference w:type="first" r:id="rel-header2"/>'
        '<w:footerReference w:type="default" r:id="rel-footer"/></w:sectPr>'
    )
    document = read(
        para("甲"),
        para("乙", section),
        section,
        header=table(row("某某局", "2022年度")),
        footer=para("第1页"),
        header2=f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{para('首页不用')}</w:hdr>",
    )
    assert roles(document) == [
        ("body", "甲"),
        ("body", "乙"),
        ("header", "某某局"),
        ("header", "2022年度"),
        ("footer", "第1页"),
    ]


def test_the_same_header_in_two_sections_is_read_once() -> None:
    refer = '<w:sectPr><w:headerReference w:type="default" r:id="rel-{}"/></w:sectPr>'
    document = read(
        para("甲", refer.format("header")),
        refer.format("footer"),
        header=para("某某局"),
        footer=para("某某局"),
    )
    assert [role for role, _ in roles(document)] == ["body", "header"]


def test_an_embedded_web_page_is_read_in_its_place() -> None:
    page = "<html><body><p>页内12万元</p><table><tr><td>甲<td>1</table></body></html>"
    document = read(para("前"), '<w:altChunk r:id="rel-aFChunk"/>', para("后"), aFChunk=page)
    assert texts(document) == ["前", "页内12万元", "后"]
    assert [block.index for block in document.blocks] == [0, 1, 2, 3]


def test_hidden_text_stands_apart() -> None:
    document = read(
        para(run("可见") + run("旧数77", "<w:vanish/>") + run("显", '<w:vanish w:val="0"/>')),
        para(run("样式隐", '<w:rStyle w:val="H"/>')),
        styles='<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    assert roles(document) == [("body", "可见显"), ("hidden", "旧数77"), ("hidden", "样式隐")]


def test_signs_that_are_not_text_are_read() -> None:
    minus = run("增长") + "<w:r><w:noBreakHyphen/><w:t>12.5</w:t></w:r>" + run("%")
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B4"/></w:r>'
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    soft = run("收") + "<w:r><w:softHyphen/></w:r>" + run("入")
    document = read(para(minus), para(run("2") + symbol + run("3")), para(tick), para(soft))
    assert texts(document) == ["增长-12.5%", "2×3", "✓", "收入"]


def test_a_built_up_fraction_keeps_its_meaning() -> None:
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>12-10</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>10</m:t></m:r></m:den></m:f><m:r><m:t>×100%</m:t></m:r></m:oMath>"
    )
    assert texts(read(para(fraction))) == ["(12-10)/10×100%"]


def test_comments_are_notes_with_their_place_and_no_text() -> None:
    document = read(
        para(
            run("收入 ")
            + '<w:commentRangeStart w:id="1"/>'
            + run("35 万元")
            + '<w:commentRangeEnd w:id="1"/>'
            + run("。")
        ),
        comments=f'<w:comment w:id="1" w:author="审计员">{para("请核实")}</w:comment>',
    )
    (note,) = document.notes
    assert (note.author, note.text) == ("审计员", "请核实")
    assert note.span is not None
    text = document.text_of(note.span).text
    assert text == "收入35万元。"
    assert text[note.span.start : note.span.end] == "35万元"


def test_merged_cells_are_read_once_with_their_spans() -> None:
    restart, follow = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read(
        table(
            row(cell("单位", restart), cell("金额", '<w:gridSpan w:val="2"/>')),
            row(cell("", follow), "预算", "决算"),
            row("甲", "1", "2"),
        )
    )
    (found,) = document.tables
    assert cells(found) == [
        (0, 0, 2, 1, "单位"),
        (0, 1, 1, 2, "金额"),
        (1, 1, 1, 1, "预算"),
        (1, 2, 1, 1, "决算"),
        (2, 0, 1, 1, "甲"),
        (2, 1, 1, 1, "1"),
        (2, 2, 1, 1, "2"),
    ]
    assert (found.row_count, found.column_count) == (3, 3)


def test_a_row_that_starts_late_keeps_its_columns() -> None:
    late = '<w:gridBefore w:val="1"/>'
    (found,) = read(table(row("甲", "1"), row("2", properties=late))).tables
    assert cells(found)[-1] == (1, 1, 1, 1, "2")


def test_grid_lines_that_no_cell_uses_make_no_columns() -> None:
    wide = '<w:gridSpan w:val="3"/>'
    (found,) = read(
        table(row(cell("甲", wide), cell("1")), row(cell("乙", wide), cell("2")))
    ).tables
    assert found.column_count == 2
    assert [c[:4] for c in cells(found)] == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_nested_table_is_a_block_that_knows_its_cell() -> None:
    inner = table(row("内"))
    document = read(table(row("甲", cell(para("外") + inner + para("")))), para("后"))
    outer, nested, after = document.blocks
    assert isinstance(outer, Table)
    assert isinstance(nested, Table)
    assert [c[4] for c in cells(outer)] == ["甲", "外"]
    assert nested.parent == (0, 0, 1)
    assert [c[4] for c in cells(nested)] == ["内"]
    assert isinstance(after, Paragraph)


def test_a_line_break_in_a_narrow_cell_is_healed_and_in_a_paragraph_stays() -> None:
    broken = run("年初") + "<w:r><w:br/></w:r>" + run("预算数")
    document = read(para(broken), table(row(cell(para(broken)))))
    assert texts(document) == ["年初\n预算数"]
    assert cells(next(document.tables))[0][4] == "年初预算数"


def test_strict_files_and_unusual_part_names_are_read() -> None:
    body = (para("收入"), table(row("甲", "1")))
    assert texts(read_word(strict(docx(*body)), "a.docx")) == ["收入"]
    assert texts(read_word(docx(*body, main="content/main2.xml"), "a.docx")) == ["收入"]


def test_a_broken_part_is_named_and_the_rest_is_read() -> None:
    document = read(para("收入"), styles='<w:styles xmlns:w="x"><broken')
    assert texts(document) == ["收入"]
    (problem,) = document.problems
    assert problem.code == "damaged-part"
    assert "styles" in problem.detail


@pytest.mark.parametrize(
    ("main", "code"),
    [
        (b"<w:document", "truncated"),
        (b"", "truncated"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "hostile-xml"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"), "hostile-xml"),
    ],
)
def test_a_main_part_that_cannot_be_read_is_a_named_problem(main: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_word(docx(raw_main=main), "a.docx")
    assert caught.value.problem.code == code


def test_a_document_without_text_says_so() -> None:
    with pytest.raises(Unreadable) as caught:
        read(para(""))
    assert caught.value.problem.code == "no-text"


def test_deep_nesting_is_a_named_problem() -> None:
    deep = para("底")
    for _ in range(120):
        deep = table(row(cell(deep)))
    with pytest.raises(Unreadable) as caught:
        read(deep)
    assert caught.value.problem.code == "truncated"


def test_lines_copied_one_a_paragraph_are_one_and_keep_notes_and_sources() -> None:
    body = (
        para("本年收入合计2468.20万元，其中：财政拨款收入24"),
        para("00.00万元，占97.2%；其他收入68.20万元，占2.8"),
        para(
            run("%。与上年相比，")
            + '<w:commentRangeStart w:id="1"/>'
            + run("增加120.30万元")
            + '<w:commentRangeEnd w:id="1"/>'
            + run("，主要是人员经费")
        ),
        para("增加。"),
    )
    comments = f'<w:comment w:id="1" w:author="审计员">{para("请核实")}</w:comment>'
    data = docx(*body, parts={"comments": comments})
    document, sources = trace_word(data, "a.docx")
    (text,) = texts(document)
    assert "财政拨款收入2400.00万元，占97.2%；其他收入68.20万元，占2.8%。" in text
    (note,) = document.notes
    assert note.span is not None
    assert text[note.span.start : note.span.end] == "增加120.30万元"
    lines = document.text_of(note.span).original.split("\n")
    starts = {start for start, _ in sources[0, -1, -1]}
    assert {0, len(lines[0]) + 1} <= starts
