import pytest
from gouji.extract.document import Document, Paragraph, Role, Table
from gouji.extract.html import read_html
from gouji.extract.problem import Unreadable


def page(body: str, encoding: str = "utf-8") -> Document:
    html = f'<html><head><meta charset="{encoding}"><title>公开</title></head><body>{body}</body>'
    codec = "gb18030" if encoding.startswith("gb") else encoding
    return read_html(html.encode(codec), "a.html")


def lines(document: Document) -> list[str]:
    return [b.text.text for b in document.blocks if isinstance(b, Paragraph)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk"])
def test_a_page_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    assert lines(page("<p>收入12万元</p>", encoding)) == ["收入12万元"]


def test_a_wrong_declaration_does_not_spoil_the_text() -> None:
    html = '<meta charset="utf-8"><p>收入12万元</p>'.encode("gb18030")
    assert lines(read_html(html, "a.html")) == ["收入12万元"]


def test_inline_tags_do_not_break_a_figure_and_blocks_do() -> None:
    body = "<div>收入<b>12</b>.<span>5</span>万元<p>支出</p>结余\n  3万元</div>"
    assert lines(page(body)) == ["收入12.5万元", "支出", "结余3万元"]


def test_what_no_visitor_sees_is_not_read() -> None:
    body = "<script>1</script><p style='display:none'>2</p><!--3--><p hidden>4</p><p>见</p>"
    assert lines(page(body)) == ["见"]


def test_menus_are_left_out_and_links_in_sentences_are_kept() -> None:
    menu = "<ul><li><a>首页</a></li><li><a>公开</a></li><li><a>互动</a></li></ul>"
    assert lines(page(menu + "<p>详见<a>附件1</a>。</p>")) == ["详见附件1。"]


def test_headings_have_levels() -> None:
    (heading,) = page("<h2>一、概况</h2>").paragraphs
    assert (heading.role, heading.level) == (Role.HEADING, 2)


def test_a_layout_table_is_walked_through_and_the_table_in_it_is_read() -> None:
    inner = "<table><tr><th rowspan=2>单位<th colspan=2>金额<tr><td>预算<td>决<br>算</table>"
    document = page(f"<table><tr><td><p>正文</p>{inner}</td></tr></table>")
    text, table = document.blocks
    assert isinstance(text, Paragraph)
    assert isinstance(table, Table)
    assert [(c.row, c.column, c.row_span, c.column_span, c.text.text) for c in table.cells] == [
        (0, 0, 2, 1, "单位"),
        (0, 1, 1, 2, "金额"),
        (1, 1, 1, 1, "预算"),
        (1, 2, 1, 1, "决算"),
    ]


def test_an_mht_archive_is_opened() -> None:
    archive = (
        b'From: x\nMIME-Version: 1.0\nContent-Type: text/html; charset="gb2312"\n'
        b"Content-Transfer-Encoding: 8bit\n\n" + "<p>收入12万元</p>".encode("gb2312")
    )
    assert lines(read_html(archive, "a.mht")) == ["收入12万元"]


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(Unreadable) as caught:
        page("<img src=x>")
    assert caught.value.problem.code == "no-text"


CUT = (
    "本年收入合计2468.20万元，其中：财政拨款收入24",
    "00.00万元，占97.2%；其他收入68.20万元，占2.8",
    "%。与上年相比，增加120.30万元，主要是人员经费",
    "增加。",
)


@pytest.mark.parametrize("body", ["<br>".join(CUT), "".join(f"<p>{line}</p>" for line in CUT)])
def test_lines_of_a_page_that_was_copied_are_one_paragraph(body: str) -> None:
    (text,) = lines(page(f"<div>{body}</div>"))
    assert "财政拨款收入2400.00万元，占97.2%；其他收入68.20万元，占2.8%。" in text
