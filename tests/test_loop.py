"""The auditor's loop and the CI gate, once round with the bundled samples."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from gouji.cli import app
from typer.testing import CliRunner

SAMPLES = Path(__file__).parents[1] / "corpus/samples"
REPORT = "overall-qingshui-commerce-2022.docx"
CLEAN = "bulletin-haitang-2023.docx"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("r").mkdir()
    shutil.copy(SAMPLES / REPORT, "r")
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    ended = CliRunner().invoke(app, [*arguments, "--jobs", "1"])
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return ended.exit_code, ended.stdout, ended.stderr


def rows(path: str, sheet: str) -> tuple[Any, list[dict[str, Any]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    table: Any = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    return book, [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def findings(out: str = "gouji-out") -> list[dict[str, Any]]:
    data = json.loads(Path(out, "results.json").read_text("utf-8"))
    return [found for report in data["reports"] for found in report["findings"]]


def mend(old: str, new: str) -> None:
    """Correct one printed figure of the report, as its author would."""
    document = docx.Document(f"r/{REPORT}")
    hits = [run for p in document.paragraphs for run in p.runs if old in run.text]
    assert len(hits) == 1
    hits[0].text = hits[0].text.replace(old, new)
    document.save(f"r/{REPORT}")


def test_decisions_survive_a_correction_and_only_what_is_open_is_raised() -> None:
    assert run("check", "r", "--annotate")[0] == 1
    book, listed = rows("gouji-out/discrepancies.xlsx", "差异")
    paper = book["差异"]
    columns = {cell.value: cell.column for cell in paper[1]}
    marked = {}
    others = [number for number, row in enumerate(listed, 2) if "share" not in row["规则"]]
    for row, disposition in zip(others, ("误报", "不予处理", "属实"), strict=False):
        paper.cell(row, columns["处置"]).value = disposition
        paper.cell(row, columns["备注"]).value = f"说明{row}"
        marked[paper.cell(row, columns["指纹"]).value] = (disposition, f"说明{row}")
    book.save("last.xlsx")
    mend("占89.39%", "占89.93%")

    status, printed, _ = run("check", "r", "--dispositions", "last.xlsx", "--out", "second")
    assert status == 1
    assert "已更正 1" in printed
    assert "不再提示 2" in printed
    book, second = rows("second/discrepancies.xlsx", "差异")
    assert {row["指纹"]: (row["处置"], row["备注"]) for row in second if row["备注"]} == marked
    assert [row["处置"] for row in second[-2:]] == ["误报", "不予处理"]
    assert {row["动态"] for row in second} == {"沿用"}
    assert len(second) == len(listed) - 1
    [gone] = rows("second/discrepancies.xlsx", "已更正")[1]
    assert (gone["现状"], gone["规则"].splitlines()[-1]) == ("已更正", "share")


def test_links_open_the_annotated_copy() -> None:
    run("check", "r", "--annotate")
    paper = rows("gouji-out/discrepancies.xlsx", "差异")[0]["差异"]
    links = [cell.hyperlink for row in paper.iter_rows(min_row=2) for cell in row if cell.hyperlink]
    targets = {Path(link.target.replace("\\", "/")).as_posix() for link in links}
    assert targets == {f"annotated/{REPORT}"}
    names = {link.location for link in links if link.location}
    xml = docx.Document(f"gouji-out/annotated/{REPORT}").element.xml
    assert all(f'w:name="{name}"' in xml for name in names)
    assert len(names) == paper.max_row - 1


def test_a_gate_passes_what_it_knows_and_stops_what_is_new() -> None:
    assert run("check", "r")[0] == 1
    assert run("baseline", "r")[0] == 0
    gate = ("check", "r", "--baseline", "gouji-baseline.jsonl", "--format", "json")
    assert run(*gate)[0] == 0
    mend("占10.07%", "占11.07%")
    status, printed, _ = run(*gate)
    assert status == 1
    assert "新增 1" in printed
    assert [found["stated"] for found in findings() if found["change"] == "new"] == ["11.07%"]
    assert run(*gate, "--exit-zero")[0] == 0


def test_entries_that_match_nothing_any_more_are_reported() -> None:
    run("baseline", "r", "-o", "b.jsonl")
    mend("占89.39%", "占89.93%")
    status, printed, _ = run("check", "r", "--baseline", "b.jsonl", "--format", "json")
    assert status == 0
    assert f"基线中已不再出现：r/{REPORT} share 89.39%" in printed


def test_exit_zero_hides_no_unread_file_and_no_broken_input() -> None:
    Path("r/坏.docx").write_bytes(b"")
    assert run("check", "r", "--exit-zero")[0] == 2
    assert run("check", "r", "--exit-zero", "--dispositions", "nowhere.xlsx")[0] == 2
    Path("b.jsonl").write_text("{", "utf-8")
    assert run("check", "r", "--exit-zero", "--baseline", "b.jsonl")[0] == 2


def test_since_checks_what_changed_and_is_content_when_nothing_did() -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    shutil.copy(SAMPLES / CLEAN, "r")
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.invalid")
    for command in (["init", "-q"], ["add", "r"], ["commit", "-q", "-m", "first"]):
        subprocess.run(["git", *identity, *command], check=True)
    status, _, said = run("check", "r", "--since", "HEAD", "--format", "json")
    assert (status, findings()) == (0, [])
    assert "另有 2 份报告" in said
    mend("占89.39%", "占89.93%")
    assert run("check", "r", "--since", "HEAD", "--format", "json")[0] == 1
    assert run("check", "r", "--since", "nowhere")[0] == 2


def test_settings_are_found_above_the_reports_and_the_command_line_wins() -> None:
    text = 'lang = "en"\nfail-level = "never"\nformats = ["json"]\nexclude = ["坏*"]\n'
    Path("gouji.toml").write_text(text + '[levels]\nshare = "off"\n', "utf-8")
    Path("r/坏.docx").write_bytes(b"")
    status, printed, said = run("check", "r")
    assert status == 0
    assert "1 reports were excluded" in said
    assert "discrepancies.xlsx" not in printed
    assert "share" not in {found["rule"] for found in findings()}
    assert run("check", "r", "--fail-level", "error")[0] == 1
    shown = CliRunner().invoke(app, ["settings", "r"]).stdout
    assert "".join(["levels.share", "off"]) in "".join(shown.split())
    assert "gouji.toml:2" in "".join(shown.split())


def test_a_slip_in_the_settings_stops_every_command() -> None:
    Path("gouji.toml").write_text("format = ['json']\n", "utf-8")
    for command in (["check", "r"], ["settings", "r"], ["show", f"r/{REPORT}"]):
        ended = CliRunner().invoke(app, command)
        assert ended.exit_code == 2
        assert "gouji.toml:1:1: unknown key “format”" in ended.stderr


def test_an_offices_own_profile_counts_and_a_broken_one_stops_the_run() -> None:
    Path("own.toml").write_text('[profile]\nid = "own"\nname = "本省"\nenglish = "own"\n', "utf-8")
    Path("gouji.toml").write_text("profiles = ['own.toml']\n", "utf-8")
    assert run("check", "r", "--format", "json")[0] == 1
    Path("own.toml").write_text('[profile]\nid = "own"\nnom = "本省"\n', "utf-8")
    status, _, said = run("check", "r")
    assert status == 2
    assert "own.toml:3:1: unknown key “nom”" in said


def test_a_copy_that_is_of_no_use_any_more_is_removed() -> None:
    run("check", "r", "--annotate")
    copy = Path("gouji-out/annotated", REPORT)
    assert copy.is_file()
    run("baseline", "r", "-o", "b.jsonl")
    run("check", "r", "--annotate", "--baseline", "b.jsonl")
    assert not copy.exists()
