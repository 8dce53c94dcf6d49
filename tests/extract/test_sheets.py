import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from gouji.extract.document import Document, Paragraph, Table
from gouji.extract.problem import Unreadable
from gouji.extract.read import read
from gouji.extract.sheets import xls
from gouji.extract.sheets.number_format import printed
from gouji.extract.sheets.read import read_csv, read_xlsx

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("2.4", "", "2.4"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E-7", "General", "0.0000001"),
        ("12.3", "0.00", "12.30"),
        ("0.1234", "0.00%", "12.34%"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("-12.3", "#,##0.00_);(#,##0.00)", "-12.30"),
        ("5", ACCOUNTING, "5.00"),
        ("0", ACCOUNTING, "-"),
        ("0", "0;-0;", ""),
        ("201", "0000000", "0000201"),
        ("1", "0.##", "1"),
        ("3", '0"万元"', "3万元"),
        ("12345678", "#,##0,", "12,346"),
        ("45000", 'yyyy"年"m"月"d"日"', "2023年3月15日"),
        ("45000", "yyyy/m", "2023年3月"),
        ("1E+400", "yyyy", "1" + "0" * 400),
        ("none", "0.00", "none"),
    ],
)
def test_a_value_is_read_as_its_format_prints_it(value: str, code: str, shown: str) -> None:
    assert printed(value, code) == shown


def workbook(fill: object) -> bytes:
    book = openpyxl.Workbook()
    fill(book)  # type: ignore[operator]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def form(book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    for line in (
        ["收入支出决算总表"],
        ["编制单位：某局", None, "单位：万元"],
        ["项目", "预算", "决算"],
        ["收入", 12.3, 0.5],
        ["支出", 1000, None],
        ["注：本表为示例。"],
    ):
        sheet.append(line)
    sheet.merge_cells("A1:C1")
    sheet["B4"].number_format = "0.00"
    sheet["C4"].number_format = "0.0%"
    sheet["B5"].number_format = "#,##0"
    hidden = book.create_sheet("隐藏")
    hidden["A1"] = 5
    hidden.sheet_state = "hidden"


def lines(document: Document) -> list[str]:
    return [b.text.text for b in document.blocks if isinstance(b, Paragraph)]


def test_a_form_is_title_lines_a_table_and_a_note() -> None:
    document = read_xlsx(workbook(form), "a.xlsx")
    assert lines(document) == ["收入支出决算总表", "编制单位：某局　单位：万元", "注：本表为示例。"]
    (table,) = document.tables
    assert [(c.row, c.column, c.text.text) for c in table.cells] == [
        (0, 0, "项目"),
        (0, 1, "预算"),
        (0, 2, "决算"),
        (1, 0, "收入"),
        (1, 1, "12.30"),
        (1, 2, "50.0%"),
        (2, 0, "支出"),
        (2, 1, "1,000"),
        (2, 2, ""),
    ]


def test_merged_cells_of_a_sheet_are_read_once() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for line in (["单位", "金额", None], [None, "预算", "决算"], ["甲", 1, 2]):
            sheet.append(line)
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    document = read_xlsx(workbook(fill), "a.xlsx")
    spans = [
        (c.text.text, c.row_span, c.column_span)
        for table in document.tables
        for c in table.cells
        if c.row_span * c.column_span > 1
    ]
    assert spans == [("单位", 2, 1), ("金额", 1, 2)]


def test_a_value_in_the_last_cell_of_a_sheet_costs_no_memory() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        sheet["A1"], sheet["XFD1048576"] = 1, 2

    document = read_xlsx(workbook(fill), "a.xlsx")
    assert document.blocks


def test_dates_in_cells_are_read_as_dates() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        sheet.append(["日期", datetime.date(2023, 4, 9)])
        sheet.append(["金额", 5])

    (table,) = read_xlsx(workbook(fill), "a.xlsx").tables
    assert table.cells[1].text.text == "2023年4月9日"


def test_a_csv_in_gb18030_is_a_table() -> None:
    (table,) = read_csv("项目;金额\n甲;1,5\n乙;2\n".encode("gb18030"), "a.csv").tables
    assert isinstance(table, Table)
    assert [c.text.text for c in table.cells] == ["项目", "金额", "甲", "1,5", "乙", "2"]


def test_an_empty_workbook_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(lambda book: None))
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.problem.code == "no-text"


def test_a_panic_in_the_library_is_a_named_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """What calamine raises when its own code fails: no Exception."""

    def panic(stream: object) -> None:
        raise PanicException

    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_filelike", panic)
    with pytest.raises(Unreadable) as caught:
        list(xls.xls_sheets(b"x"))
    assert caught.value.problem.code == "truncated"


def test_a_stray_cell_far_to_the_right_makes_no_columns() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for line in (["单位", "预算", "决算"], ["甲", 1, 2], ["乙", 3, 4]):
            sheet.append(line)
        sheet["XFD3"] = 9

    (table,) = read_xlsx(workbook(fill), "a.xlsx").tables
    assert table.column_count == 4
