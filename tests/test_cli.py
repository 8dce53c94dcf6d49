"""The command as its users meet it: what it prints, where it writes, how it ends."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gouji
import pytest
from docx import Document as new_word_file
from gouji.cli import app
from gouji.extract.problem import Problem
from gouji.normalize.reading import Reading
from gouji.pipeline import check_report
from gouji.settings import FailLevel, Settings
from gouji.validate.catalogue import load
from gouji.validate.relation import Outcome
from gouji.validate.rule import Memo
from typer.testing import CliRunner

RIGHT = "2023年支出48.60万元，比上年减少3.40万元，下降6.54%。"
WRONG = "2023年支出48.60万元，比上年减少3.40万元，下降7.54%。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(path: str, *paragraphs: str) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    document = new_word_file()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(target))
    return target


def run(*arguments: str) -> tuple[int, str, str]:
    ended = CliRunner().invoke(app, list(arguments))
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return ended.exit_code, ended.stdout, ended.stderr


def results(out: str = "gouji-out") -> list[dict[str, object]]:
    loaded: list[dict[str, object]] = json.loads(Path(out, "results.json").read_text("utf-8"))[
        "reports"
    ]
    return loaded


# gouji check


def test_clean_reports_end_with_0_and_a_workbook() -> None:
    report("r/甲.docx", RIGHT)
    status, printed, _ = run("check", "r")
    assert status == 0
    assert Path("gouji-out/discrepancies.xlsx").is_file()
    assert "discrepancies.xlsx" in printed
    assert "甲" in printed


def test_findings_end_with_1() -> None:
    report("r/甲.docx", WRONG)
    status, _, _ = run("check", "r", "--format", "json")
    assert status == 1
    (result,) = results()
    assert "change-rate" in json.dumps(result["findings"])


def test_findings_below_the_fail_level_end_with_0() -> None:
    report("r/甲.docx", WRONG)
    assert run("check", "r", "--fail-level", "never")[0] == 0


def test_an_unread_file_ends_with_2_even_beside_findings() -> None:
    report("r/甲.docx", WRONG)
    Path("r/乙.docx").write_bytes(b"")
    status, _, _ = run("check", "r", "--format", "json")
    assert status == 2
    unread, read = results()
    assert (unread["path"], unread["status"]) == ("r/乙.docx", "unread")
    assert (read["path"], read["status"]) == ("r/甲.docx", "read")


def test_a_path_that_does_not_exist_is_named() -> None:
    status, printed, _ = run("check", "nowhere.docx", "--format", "json")
    assert status == 2
    assert "nowhere.docx" in printed
    assert "missing" in json.dumps(results()[0]["problems"])


def test_a_folder_without_reports_never_looks_clean() -> None:
    Path("r").mkdir()
    status, _, said = run("check", "r")
    assert status == 2
    assert "没有找到报告" in said


def test_every_format_is_written_into_the_folder_asked_for() -> None:
    report("甲.docx", RIGHT)
    assert run("check", "甲.docx", "--out", "o/p", "--format", "xlsx, json,sarif,junit")[0] == 0
    names = {path.name for path in Path("o/p").iterdir()}
    assert names >= {"discrepancies.xlsx", "results.json"}
    assert len(names) == 4


def test_an_unknown_format_is_refused_with_the_choices() -> None:
    status, _, said = run("check", "甲.docx", "--format", "pptx")
    assert status == 2
    assert "xlsx" in said


def test_a_folder_that_cannot_be_made_is_refused_before_the_work() -> None:
    Path("taken").write_text("", "utf-8")
    report("甲.docx", RIGHT)
    status, _, said = run("check", "甲.docx", "--out", "taken/below")
    assert status == 2
    assert "taken" in said


def test_quiet_prints_nothing() -> None:
    report("甲.docx", RIGHT)
    assert run("check", "甲.docx", "--quiet") == (0, "", "")


def test_files_of_other_kinds_are_counted_on_the_terminal() -> None:
    report("r/甲.docx", RIGHT)
    Path("r/scan.png").write_bytes(b"x")
    _, _, said = run("check", "r", "--lang", "en")
    assert "1 files of plainly other kinds" in said


def test_the_output_is_the_same_for_any_number_of_jobs() -> None:
    for number in range(3):
        report(f"r/{number}.docx", RIGHT, WRONG, f"第{number}份。共有车辆{number}辆。")
    formats = "xlsx,json,sarif,junit"
    run("check", "r", "--format", formats, "--out", "one", "--jobs", "1")
    run("check", "r", "--format", formats, "--out", "three", "--jobs", "3")
    for path in Path("one").iterdir():
        assert path.read_bytes() == Path("three", path.name).read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal on this system")
def test_an_interrupt_ends_the_run_without_a_traceback() -> None:
    first = report("r/0.docx", RIGHT)
    for number in range(1, 400):
        shutil.copy(first, f"r/{number}.docx")
    # a shell that starts its jobs in the background has them ignore the signal
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heard}; from gouji.cli import main; main()"
    command = [sys.executable, "-c", code, "check", "r"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not Path("gouji-out").exists():  # it is made just before the work begins
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "已中断" in said.decode("utf-8")
    assert b"Traceback" not in said


# gouji show, gouji rules


def test_show_prints_figures_and_relations_with_their_verdicts() -> None:
    report("甲.docx", WRONG)
    status, printed, _ = run("show", "甲.docx")
    assert status == 0
    assert "48.60万元" in printed
    assert "不符" in printed


def test_show_ends_with_2_for_a_file_it_cannot_read() -> None:
    Path("甲.docx").write_bytes(b"")
    status, printed, _ = run("show", "甲.docx", "--lang", "en")
    assert status == 2
    assert "empty" in printed


def test_rules_prints_the_catalogue() -> None:
    status, printed, _ = run("rules")
    assert status == 0
    assert "change-rate" in printed


def test_rules_prints_one_rule_with_its_examples() -> None:
    rule = load()["change-rate"]
    status, printed, _ = run("rules", "change-rate", "--lang", "en")
    flat = "".join(printed.split())
    assert status == 0
    assert "".join(rule.right[0].split()) in flat
    assert "".join(rule.wrong[0].split()) in flat


def test_an_unknown_rule_is_refused() -> None:
    status, _, said = run("rules", "no-such-rule")
    assert status == 2
    assert "no-such-rule" in said


# Start-up and the Python functions


def test_help_imports_no_reader_and_no_writer() -> None:
    script = (
        "import sys; from gouji.cli import app; from typer.testing import CliRunner;"
        "CliRunner().invoke(app, ['--help']);"
        "print([m for m in ('pandas', 'docx', 'pdfplumber', 'xlsxwriter', 'jieba', 'lxml', 'regex')"
        " if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_version_is_printed() -> None:
    assert run("--version")[1].strip() == f"gouji {gouji.__version__}"


def test_the_command_also_runs_as_a_python_module() -> None:
    command = [sys.executable, "-m", "gouji", "--version"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == f"gouji {gouji.__version__}"


def test_the_python_function_gives_a_result_a_report() -> None:
    report("r/甲.docx", RIGHT)
    good, missing = gouji.check(["r", "nowhere.pdf"], jobs=1)
    assert (good.status, good.coverage["figures"]) == ("read", 3)
    assert missing.problems[0].code == "missing"


def test_an_option_out_of_range_is_refused() -> None:
    wrong_ones: list[dict[str, Any]] = [
        {"jobs": -1}, {"timeout": 0}, {"language": "fr"}, {"fail_level": "loud"},
    ]  # fmt: skip
    for wrong in wrong_ones:
        with pytest.raises(ValueError, match=r"."):
            Settings(**wrong)


def test_read_gives_the_text() -> None:
    report("甲.docx", RIGHT)
    document = gouji.read("甲.docx")
    assert [paragraph.text.text for paragraph in document.paragraphs] == [RIGHT]


def test_a_report_without_figures_says_so() -> None:
    result = check_report(report("甲.docx", "本年无此项支出。"), Settings())
    assert [problem.code for problem in result.problems] == ["no-figures"]
    assert result.status == "read"


def test_a_broken_rule_makes_the_report_partly_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(reading: Reading, memo: Memo) -> Iterator[Outcome]:
        raise KeyError("x")

    rules = load()
    monkeypatch.setitem(rules, "change-rate", replace(rules["change-rate"], recognise=broken))
    result = check_report(report("甲.docx", RIGHT), Settings())
    assert result.status == "partly read"
    assert "change-rate: KeyError" in result.problems[0].message_en


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (Problem("image-only-page", 3), "partly read"),
        (Problem("too-many-pages", None, "10000"), "partly read"),
        (Problem("damaged-part"), "partly read"),
        (Problem("misnamed", None, ".pdf → docx"), "read"),
    ],
    ids=lambda value: value.code if isinstance(value, Problem) else value,
)
def test_a_report_of_which_a_part_is_lost_is_partly_read(
    problem: Problem, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = gouji.read(report("甲.docx", RIGHT))
    monkeypatch.setattr("gouji.pipeline.read", lambda *_: replace(whole, problems=(problem,)))
    result = check_report(Path("甲.docx"), Settings())
    assert result.status == status
    assert [found.code for found in result.problems] == [problem.code]


def test_each_fail_level_takes_in_the_ones_above_it() -> None:
    assert FailLevel.WARNING.failing == ("never", "error", "warning")
    assert "error" not in FailLevel.NEVER.failing
