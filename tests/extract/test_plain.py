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
