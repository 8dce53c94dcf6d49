"""Workbooks come back from people: sorted, filtered, renamed, with columns put between."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from gouji.corpus.history import Followed
from gouji.outputs.returned import ReturnedError, read_dispositions
from gouji.outputs.workbook import write_workbook
from gouji.validate.finding import Handling, ReportResult

from .builder import finding, report, wrong


def given_out(folder: Path, *results: ReportResult, language: str = "zh") -> Any:
    path = write_workbook(results, folder / "底稿.xlsx", language)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


def handed_back(book: Any, folder: Path) -> Path:
    path = folder / "交回.xlsx"
    book.save(path)
    return path


def columns(paper: Any, head: int = 1) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in paper[head] if cell.value}


def decide(paper: Any, row: int, **values: str) -> None:
    places = columns(paper)
    for name, value in values.items():
        paper.cell(row, places[name]).value = value


def test_decisions_and_notes_come_back_by_fingerprint(tmp_path: Path) -> None:
    book = given_out(tmp_path, wrong())
    decide(
        book["差异"], 3, 处置="误报", 备注="口径不同", 底稿索引号="ZB-3", 被审计单位意见="无异议"
    )
    entries = {e.fingerprint: e for e in read_dispositions(handed_back(book, tmp_path))}
    entry = entries["a" * 16]
    assert entry.handling == Handling("false_alarm", "口径不同", "ZB-3", "无异议")
    assert (entry.report, entry.rule, entry.level) == (wrong().path, "score-sum", "error")
    assert (entry.stated, entry.message) == ("105", "总分列示105分，按各项相加为106分。")
    assert [e.handling for e in entries.values()].count(Handling()) == 3


def test_a_sheet_that_was_rearranged_is_read_all_the_same(tmp_path: Path) -> None:
    book = given_out(tmp_path, wrong())
    paper = book["差异"]
    decide(paper, 2, 处置="属实")
    paper.title = "我的核对"
    paper.insert_cols(3)
    paper.insert_rows(1, 2)
    rows = [[cell.value for cell in row] for row in paper.iter_rows(min_row=4)]
    for number, row in enumerate(reversed(rows), 4):
        for column, value in enumerate(row, 1):
            paper.cell(number, column).value = value
    paper.row_dimensions[5].hidden = True
    entries = read_dispositions(handed_back(book, tmp_path))
    decided = {e.fingerprint: e.handling.disposition for e in entries}
    assert decided == {
        "0123456789abcdef": "confirmed",
        "a" * 16: "pending",
        "b" * 16: "pending",
        "c" * 16: "pending",
    }


def test_an_english_workbook_comes_back_too(tmp_path: Path) -> None:
    book = given_out(tmp_path, wrong(), language="en")
    decide(book["Findings"], 2, Disposition="waived")
    entries = read_dispositions(handed_back(book, tmp_path))
    assert entries[0].handling.disposition == "waived"


def test_words_of_ones_own_in_the_disposition_are_kept_as_a_remark(tmp_path: Path) -> None:
    book = given_out(tmp_path, wrong())
    decide(book["差异"], 2, 处置="再问一下", 备注="老王")
    [first, *_] = read_dispositions(handed_back(book, tmp_path))
    assert first.handling == Handling("pending", "再问一下；老王")


def test_a_row_copied_below_counts_once_and_with_its_decision(tmp_path: Path) -> None:
    book = given_out(tmp_path, report(findings=[finding()]))
    paper = book["差异"]
    paper.append([cell.value for cell in paper[2]])
    decide(paper, 3, 处置="属实")
    [entry] = read_dispositions(handed_back(book, tmp_path))
    assert entry.handling.disposition == "confirmed"


def test_percentages_come_back_as_they_were_printed(tmp_path: Path) -> None:
    texts = ["6.50%", "2,961.68", "14", "202 年"]
    rows = [finding(stated=text, fingerprint=text) for text in texts]
    entries = read_dispositions(handed_back(given_out(tmp_path, report(findings=rows)), tmp_path))
    assert [entry.stated for entry in entries] == texts


def test_what_was_corrected_stays_listed_from_workbook_to_workbook(tmp_path: Path) -> None:
    first = read_dispositions(handed_back(given_out(tmp_path, wrong()), tmp_path))
    mended = wrong()
    mended.findings = mended.findings[1:]
    view = Followed([mended], first)
    path = write_workbook(view, tmp_path / "二.xlsx")
    [gone] = [entry for entry in read_dispositions(path) if entry.gone]
    assert gone.fingerprint == "0123456789abcdef"
    again = Followed([wrong()], read_dispositions(path))
    assert [f.change for f in again[0].findings] == ["back", "known", "known", "known"]


def test_settled_findings_stand_last_and_are_counted(tmp_path: Path) -> None:
    quiet = Handling("false_alarm")
    noisy = report("reports/乙.docx", findings=[finding()])
    settled = report(findings=[finding(handling=quiet, change="known")])
    book = given_out(tmp_path, settled, noisy)
    places = columns(book["差异"])
    told = [
        (book["差异"].cell(row, places["报告"]).value, book["差异"].cell(row, places["处置"]).value)
        for row in (2, 3)
    ]
    assert told == [("乙.docx", "待核实"), ("云岭区.pdf", "误报")]
    summary = book["汇总"]
    names = {str(cell.value).replace("\n", ""): cell.column for cell in summary[4]}
    line = [summary.cell(5, names[key]).value for key in ("状态", "错误", "不再提示")]
    assert line == ["✓ 已处置", 0, 1]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"not a workbook"])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(ReturnedError, match=r"a\.xlsx"):
        read_dispositions(path)


def test_a_workbook_that_lost_its_fingerprints_is_refused(tmp_path: Path) -> None:
    book = given_out(tmp_path, wrong())
    book["差异"].delete_cols(columns(book["差异"])["指纹"])
    with pytest.raises(ReturnedError, match="指纹、处置"):
        read_dispositions(handed_back(book, tmp_path))
