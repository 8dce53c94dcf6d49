"""`gouji bench`: an office measures gouji on its own answered reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as new_word_file
from gouji.cli import app
from typer.testing import CliRunner

HEAD = "rule\tverdict\tlevel\tstated\trecomputed\twhere\ttruth\n"
ROW = "change-rate\tdisagrees\terror\t{stated}\t6.54%\t一\ttrue\n"


def run(*arguments: str) -> tuple[int, str]:
    ended = CliRunner().invoke(app, ["bench", *arguments, "--jobs", "1"])
    return ended.exit_code, ended.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    document = new_word_file()
    document.add_paragraph("2023年支出48.60万元，比上年减少3.40万元，下降7.54%。")
    document.save(str(tmp_path / "a.docx"))
    return tmp_path


def test_a_found_error_is_full_precision_and_recall(folder: Path) -> None:
    (folder / "a.answers.tsv").write_text(HEAD + ROW.format(stated="7.54%"), "utf-8")
    status, printed = run(str(folder), "--lang", "en")
    assert status == 0
    assert printed.count("100.0%") == 4
    assert "1 reports were checked against their answers." in printed


def test_a_miss_is_named_with_the_line_of_its_answer(folder: Path) -> None:
    (folder / "a.answers.tsv").write_text(HEAD + ROW.format(stated="9.99%"), "utf-8")
    _, printed = run(str(folder))
    assert "a.docx:2: 漏报: change-rate: 9.99%" in printed
    assert "a.docx: 误报: change-rate" in printed


def test_wrong_answers_and_no_answers_end_with_2(folder: Path) -> None:
    assert run(str(folder))[0] == 2
    (folder / "a.answers.tsv").write_text(HEAD + "x\n", "utf-8")
    status, printed = run(str(folder))
    assert status == 2
    assert "a.answers.tsv:2:" in printed
