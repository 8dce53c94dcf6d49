"""The workbook as an auditor meets it, read back with another library."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from gouji.outputs import sheet as sheet_module
from gouji.outputs.clean import CELL_LIMIT
from gouji.outputs.workbook import write_workbook
from gouji.validate.catalogue import load
from gouji.validate.finding import ReportResult
from openpyxl.cell.rich_text import CellRichText, TextBlock

from .builder import SENTENCE, figure, finding, place, problem, report, unread, wrong

SHEETS = ["汇总", "差异", "数字", "未读", "规则"]


def book(folder: Path, *results: ReportResult, **options: Any) -> Any:
    path = write_workbook(results, folder / "底稿.xlsx", **options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know every extension
        return openpyxl.load_workbook(path, rich_text=True)


def rows(paper: Any, head: int = 1) -> list[dict[str, Any]]:
    """A sheet's rows under their column names (line breaks in names taken out)."""
    table = list(paper.iter_rows(min_row=head))
    names = [str(cell.value or "").replace("\n", "") for cell in table[0]]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in table[1:]]


def summary(paper: Any) -> dict[str, dict[str, Any]]:
    return {row["报告"]: row for row in rows(paper, 4) if row["报告"]}


def test_a_workbook_has_five_sheets_in_either_language(tmp_path: Path) -> None:
    assert book(tmp_path, report()).sheetnames == SHEETS
    english = book(tmp_path, report(), language="en").sheetnames
    assert english == ["Summary", "Findings", "Figures", "Unread", "Rules"]


def test_no_reports_make_an_empty_workbook(tmp_path: Path) -> None:
    assert book(tmp_path).sheetnames == SHEETS


def test_equal_results_give_equal_bytes(tmp_path: Path) -> None:
    first = write_workbook([wrong(), unread()], tmp_path / "a.xlsx").read_bytes()
    assert write_workbook([wrong(), unread()], tmp_path / "b.xlsx").read_bytes() == first


def test_nothing_wrong_nothing_checked_and_unread_are_three_lights(tmp_path: Path) -> None:
    idle = report("reports/丙.pdf", figures=[figure(coverage="unchecked")], checks=[])
    half = report("reports/丁.pdf", status="partly read", problems=[problem("x", 5, False)])
    seen = summary(book(tmp_path, report(), wrong(), idle, half, unread())["汇总"])
    lights = {name: row["状态"] for name, row in seen.items()}
    assert lights == {
        "云岭区.pdf": "✓ 未见差异",
        "青石镇.docx": "● 有错误",
        "丙.pdf": "○ 未作复核",
        "丁.pdf": "◐ 部分未读",
        "加密.docx": "✕ 未能读取",
    }


def test_the_summary_counts_coverage_and_findings_of_each_report(tmp_path: Path) -> None:
    seen = summary(book(tmp_path, report(), wrong())["汇总"])
    clean = seen["云岭区.pdf"]
    assert [clean[key] for key in ("年度", "页数", "数字", "已复核", "矛盾", "仅作操作数")] == [
        2023, 12, 4, 2, 0, 1,
    ]  # fmt: skip
    assert clean["复核率"] == pytest.approx(0.5)
    assert [seen["青石镇.docx"][key] for key in ("错误", "警告", "疑点", "提示")] == [2, 1, 0, 1]


def test_totals_stand_above_the_head_of_the_summary(tmp_path: Path) -> None:
    paper = book(tmp_path, report(), wrong())["汇总"]
    totals = dict(zip((c.value for c in paper[4]), (c.value for c in paper[3]), strict=True))
    assert (totals["报告"], totals["数字"], totals["错误"]) == ("合计", 7, 2)


def test_an_unread_report_shows_no_counts_that_could_be_taken_for_zero(tmp_path: Path) -> None:
    [row] = summary(book(tmp_path, unread())["汇总"]).values()
    assert {row[key] for key in ("数字", "已复核", "错误", "提示")} == {"—"}


def test_a_finding_shows_both_sides_with_the_figures_in_bold(tmp_path: Path) -> None:
    first = rows(book(tmp_path, wrong())["差异"])[0]
    assert bold(first["位置甲"]) == ["6.45%"]
    assert bold(first["位置乙"]) == ["48.60", "3.40"]
    assert str(first["位置甲"]) == str(first["位置乙"]) == SENTENCE


def bold(text: CellRichText) -> list[str]:
    return [part.text for part in text if isinstance(part, TextBlock) and part.font.b]


def test_a_finding_tells_rule_level_verdict_arithmetic_and_cause(tmp_path: Path) -> None:
    first = rows(book(tmp_path, report(), wrong())["差异"])[0]
    assert first["编号"] == "2-F001"
    assert first["报告"] == "青石镇.docx"
    assert first["规则"].splitlines()[-1] == "change-rate"
    assert (first["级别"], first["结论"]) == ("错误", "不符")
    assert first["重算式"] == "3.40 ÷ (48.60 + 3.40) × 100 = 6.54%"
    assert "相邻数字颠倒" in first["可能原因"]


@pytest.mark.parametrize(
    ("printed", "value", "pattern"),
    [
        ("105", 105, "0"),
        ("-1", -1, "0"),
        ("2,961.68", 2961.68, "#,##0.00"),
        ("3.40", 3.4, "0.00"),
        ("6.50%", 0.065, "0.00%"),
        ("12345678901234567890", "12345678901234567890", None),
        ("202 年度", "202 年度", None),
        ("", None, None),
    ],
)
def test_a_stated_number_keeps_its_printed_form(
    tmp_path: Path, printed: str, value: Any, pattern: str | None
) -> None:
    paper = book(tmp_path, report(findings=[finding(stated=printed)]))["差异"]
    cell = paper["F2"]
    assert cell.value == pytest.approx(value) if pattern else cell.value == value
    assert pattern is None or cell.number_format == pattern


def test_a_recomputed_number_is_shown_like_the_stated_one(tmp_path: Path) -> None:
    row = finding(stated="318,250.40", recomputed="318520.4", difference="-270")
    paper = book(tmp_path, report(findings=[row]))["差异"]
    assert {cell.number_format for cell in (paper["F2"], paper["H2"], paper["I2"])} == {"#,##0.00"}


def test_a_link_opens_the_report_at_its_page(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    results = [
        report(str(tmp_path / "in" / name), findings=[finding()])
        for name in ("a b#1.pdf", "乙.docx")
    ]
    paper = book(tmp_path / "out", *results)["差异"]
    first, second = paper["O2"].hyperlink, paper["O3"].hyperlink
    assert (first.target, first.location) == (r"..\in\a%20b%231.pdf", "page=7")
    assert (second.target, second.location) == (r"..\in\乙.docx", None)
    assert paper["O2"].value == "第7页"


def test_past_the_limit_links_become_plain_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_module, "LINKS_PER_SHEET", 3)
    paper = book(tmp_path, report(findings=[finding(), finding(), finding()]))["差异"]
    places = [paper[f"{column}{row}"] for row in (2, 3, 4) for column in "OQ"]
    assert [place.hyperlink is not None for place in places] == [True] * 3 + [False] * 3
    assert {place.value for place in places} == {"第7页"}


def test_a_disposition_is_chosen_from_a_list(tmp_path: Path) -> None:
    paper = book(tmp_path, wrong())["差异"]
    [validation] = paper.data_validations.dataValidation
    assert validation.formula1 == '"待核实,属实,误报,已更正,不予处理"'
    assert str(validation.sqref) == "S2:S5"
    assert [row["处置"] for row in rows(paper)] == ["待核实"] * 4


def test_fingerprints_are_there_but_hidden(tmp_path: Path) -> None:
    paper = book(tmp_path, wrong())["差异"]
    assert rows(paper)[1]["指纹"] == "a" * 16
    assert paper.column_dimensions["W"].hidden


@pytest.mark.parametrize("name", SHEETS)
def test_heads_stay_filters_work_and_print_is_set_up(tmp_path: Path, name: str) -> None:
    paper = book(tmp_path, wrong(), unread())[name]
    head = 4 if name == "汇总" else 1
    assert paper.freeze_panes.endswith(str(head + 1))
    assert paper.auto_filter.ref.startswith(f"A{head}:")
    assert paper.page_setup.orientation == "landscape"
    assert paper.sheet_properties.pageSetUpPr.fitToPage
    assert (paper.page_setup.fitToWidth or 1, paper.page_setup.fitToHeight) == (1, 0)
    assert paper.print_title_rows == f"${head}:${head}"


def test_the_summary_has_a_chart_of_rules_and_one_of_reports(tmp_path: Path) -> None:
    path = write_workbook([wrong()], tmp_path / "a.xlsx")
    with ZipFile(path) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2


def test_without_findings_there_is_nothing_to_chart_and_a_word_in_their_place(
    tmp_path: Path,
) -> None:
    opened = book(tmp_path, report())
    assert "没有需要列示的差异" in opened["差异"]["A2"].value
    with ZipFile(tmp_path / "底稿.xlsx") as archive:
        assert not [name for name in archive.namelist() if "chart" in name]


HOSTILE = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "http://example.invalid/",
    "]]>&amp;\"'",
    "表情😀与中文",
    "_x0041_",
    "{=1+1}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_a_report_stays_text(tmp_path: Path, text: str) -> None:
    result = report(
        organisation=text,
        findings=[finding(stated=text, formula=text, message=text, places=(place(text, text),))],
        figures=[figure(raw=text, name=text, place=place(text, f"甲{text}乙"))],
        problems=[problem(text)],
    )
    opened = book(tmp_path, result)
    cells = {
        cell.coordinate: cell
        for paper in (opened["差异"], opened["数字"])
        for row in paper.iter_rows(min_row=2)
        for cell in row
        if str(cell.value) == text
    }
    assert {"F2", "G2", "M2", "N2", "C2", "H2"} <= set(cells)
    assert {cell.data_type for cell in cells.values()} <= {"s", "inlineStr"}
    assert opened["汇总"]["C5"].value == text
    assert not any(
        cell.data_type == "f" for paper in opened for row in paper.iter_rows() for cell in row
    )


def test_control_characters_and_half_characters_are_left_out(tmp_path: Path) -> None:
    message = "前\x00\x07\x1b[31m\ufffe后\ud800"
    paper = book(tmp_path, report(findings=[finding(message=message)]))["差异"]
    assert paper["M2"].value == "前[31m后\ufffd"


@pytest.mark.parametrize("sign", ["长", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path, sign: str) -> None:
    quote = sign * 40_000
    long = finding(message=quote, places=(place(sign * 3, quote),))
    paper = book(tmp_path, report(findings=[long]))["差异"]
    for cell in (paper["M2"], paper["N2"]):
        assert str(cell.value).endswith("…")
        assert len(str(cell.value).encode("utf-16-le")) <= 2 * CELL_LIMIT


def test_more_figures_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path) -> None:
    opened = book(tmp_path, report(figures=[figure()] * 25), rows_per_sheet=10)
    assert opened.sheetnames == ["汇总", "差异", "数字", "数字 2", "数字 3", "未读", "规则"]
    counts = [len(rows(opened[name])) for name in ("数字", "数字 2", "数字 3")]
    assert counts == [10, 10, 5]


def test_every_figure_is_listed_with_its_coverage_and_reason(tmp_path: Path) -> None:
    listed = rows(book(tmp_path, report())["数字"])
    assert [row["覆盖"] for row in listed] == ["已复核", "已复核", "仅作操作数", "未复核"]
    assert "没有可据以复核" in listed[3]["原因"]
    assert listed[0]["数值（金额：元）"] == 486000


def test_what_was_not_read_is_listed_with_its_page(tmp_path: Path) -> None:
    half = report(status="partly read", problems=[problem("image-only-page", 5, False)])
    listed = rows(book(tmp_path, half, unread(), ReportResult("丢失.pdf"))["未读"])
    assert [(row["页"], row["问题"]) for row in listed] == [
        (5, "image-only-page"),
        ("全文", "encrypted"),
        ("全文", None),
    ]
    assert listed[2]["说明"] == "未能读取，原因未记录。"


def test_every_rule_is_listed_with_how_often_it_spoke(tmp_path: Path) -> None:
    listed = {row["规则"]: row["本次差异"] for row in rows(book(tmp_path, wrong())["规则"])}
    assert set(listed) == set(load())
    assert listed["change-rate"] == 2


def test_the_clause_of_a_rule_is_in_the_language_of_the_workbook(tmp_path: Path) -> None:
    rule = load()["inequality"]
    texts = {
        language: {str(cell.value) for cell in list(book(tmp_path, language=language))[-1]["F"]}
        for language in ("zh", "en")
    }
    assert rule.clause_zh in texts["zh"]
    assert rule.clause_en in texts["en"]


def test_a_rule_that_the_catalogue_lacks_is_shown_by_its_id(tmp_path: Path) -> None:
    paper = book(tmp_path, report(findings=[finding(rule="no-such-rule")]))["差异"]
    assert paper["C2"].value == "no-such-rule"


def test_a_figure_in_a_tracked_change_or_a_scan_says_so(tmp_path: Path) -> None:
    doubtful = place("6.45%", revision="insertion", confidence=0.91)
    paper = book(tmp_path, report(findings=[finding(places=(doubtful,))]))["差异"]
    assert str(paper["N2"].value).endswith("（位于未接受的修订中）（文字识别可信度 91%）")


def test_long_texts_make_their_row_higher(tmp_path: Path) -> None:
    findings = [finding(message="很长的说明。" * 30), finding(message="短", places=(), cause=None)]
    paper = book(tmp_path, report(findings=findings))["差异"]
    assert paper.row_dimensions[2].height > 100
    assert paper.row_dimensions[3].height < 40


def test_reports_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    seen = summary(book(tmp_path, report("甲局/决算.pdf"), report("乙局/决算.pdf"))["汇总"])
    assert set(seen) == {"甲局/决算.pdf", "乙局/决算.pdf"}


def test_a_workbook_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "底稿.xlsx"
    target.mkdir()
    with pytest.raises(OSError, match="底稿"):
        write_workbook([report()], target)
    assert list(tmp_path.iterdir()) == [target]
