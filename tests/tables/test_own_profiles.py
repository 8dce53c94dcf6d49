"""An office's own profiles: from the command line and gouji.toml into every worker."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from gouji.cli import app
from gouji.validate.engine import evaluate
from gouji.validate.tables.profiles import add_profiles
from typer.testing import CliRunner

from .drawn import reading

DOCS = Path(__file__).parents[2] / "docs" / "profiles.md"
ROWS = [
    ["项目", "年初安排", "年中追加", "安排数"],
    ["河道整治", "7.00", "0.50", "7.50"],
    ["绿化", "5.00", "", "{}"],
]
GRADED = "综合得分92分，评价等级为良。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    add_profiles(())


def example() -> Path:
    """The worked example of docs/profiles.md."""
    found = re.search(r"## In ten lines.*?```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert found is not None
    Path("grants.toml").write_text(found[1], encoding="utf-8")
    return Path("grants.toml")


def report(name: str, granted: str) -> None:
    document = Document()
    document.add_paragraph("专项资金安排表")
    document.add_paragraph("单位：万元")
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            table.cell(r, c).text = text.format(granted)
    document.add_paragraph(GRADED)
    document.save(name)


def run(*arguments: str) -> tuple[int, str, str]:
    ended = CliRunner().invoke(app, list(arguments))
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return ended.exit_code, ended.stdout, ended.stderr


def found(*options: str) -> list[list[str]]:
    """The rules that speak of each report."""
    run("check", ".", "--format", "json", "--quiet", *options)
    reports = json.loads(Path("gouji-out/results.json").read_text("utf-8"))["reports"]
    return [sorted(finding["rule"] for finding in one["findings"]) for one in reports]


def test_the_example_of_the_documentation_holds_a_form_to_its_promise() -> None:
    report("a.docx", "5.00")
    report("b.docx", "6.00")
    plain = found()
    told = found("--profile", str(example()))
    assert [sorted(set(b) - set(a)) for a, b in zip(plain, told, strict=True)] == [
        [],
        ["table-column"],
    ]


def test_the_number_of_workers_changes_nothing() -> None:
    for name in ("a.docx", "b.docx", "c.docx"):
        report(name, "6.00")
    own = str(example())
    one, two = found("--profile", own, "--jobs", "1"), found("--profile", own, "--jobs", "2")
    assert one == two
    assert all("table-column" in rules for rules in one)


def test_gouji_toml_may_name_profiles() -> None:
    report("b.docx", "6.00")
    Path("gouji.toml").write_text(f'profiles = ["{example()}"]', encoding="utf-8")
    assert "table-column" in found()[0]


def test_an_office_s_own_grades_take_the_place_of_the_shipped_ones() -> None:
    report("a.docx", "5.00")
    assert "grade" in found()[0]
    text = example().read_text("utf-8") + '[[grades]]\nlows = { "优" = 95, "良" = 85, "差" = 0 }\n'
    Path("own.toml").write_text(text, encoding="utf-8")
    assert "grade" not in found("--profile", "own.toml")[0]


def test_profiles_are_listed() -> None:
    status, printed, _ = run("profiles", "--lang", "en", "--profile", str(example()))
    assert status == 0
    for name in ("accounts", "budgets", "grades", "indicators", "self-evaluation", "grants"):
        assert name in printed


def test_one_profile_is_shown_with_all_it_promises() -> None:
    status, printed, _ = run("profiles", "grants", "--profile", str(example()))
    assert status == 0
    assert "grants: @row / 安排数 = grants: @row / 年初安排 + 年中追加?" in printed
    for name in ("overall-self-evaluation", "overall-indicators", "performance-targets"):
        status, printed, _ = run("profiles", name)
        assert "weight-sum" in printed
        assert "来源" in printed
    assert run("profiles", "no-such", "--lang", "en")[0] == 2


MARKED = """项目支出绩效自评表
|一级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因|
|产出指标|培训场次|≥40场|40场|60|60||
|效益指标|群众满意度|≥90%|92%|30|{score}||
|总分|||||{total}||"""
MONEY = "|项目资金|全年预算数|全年执行数|执行率|分值|得分|\n|年度资金总额|50.00|48.00|96%|10|{}|\n"
OWN = """[profile]
id = "ours"
name = "某市自评表"
english = "a city's forms"

[marking]
title = ["自评表"]
full-from = 95

[[promise]]
rule = "execution-score"
text = "执行率 95%（含）以上得满分"
"""


def rules_told(text: str) -> set[str]:
    return {finding.rule for finding in evaluate(reading(text)).findings}


def test_an_office_says_from_which_rate_on_full_marks_are_given() -> None:
    text = "某市项目支出绩效自评表\n" + MONEY
    assert "execution-score" in rules_told(text.format("9.9"))
    assert "execution-score" not in rules_told(text.format("9.6"))
    Path("own.toml").write_text(OWN, encoding="utf-8")
    add_profiles([Path("own.toml")])
    assert "execution-score" not in rules_told(text.format("10.0"))
    assert "execution-score" in rules_told(text.format("9.6"))


def test_an_office_s_forms_are_held_to_what_it_lists_only() -> None:
    short = MARKED.format(score="25", total="85")
    assert rules_told(short) == {"score-reason"}
    Path("own.toml").write_text(OWN, encoding="utf-8")
    add_profiles([Path("own.toml")])
    assert rules_told(short) == set()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('id = "grants"', "id = grants", "own.toml:2:6: Invalid value"),
        ("english =", 'least = "2"\nenglish =', "own.toml:4:1: “least” must be a whole number"),
        ("[profile]", "[[profile]]", "own.toml:1:1: “profile” is written [profile]"),
        ("[profile]\n", "", "unknown key “id”"),
        ('right = "grants', 'right = "costs', "own.toml:15:10: no form is called “costs”"),
    ],
)
def test_a_broken_profile_stops_the_command_and_says_where(old: str, new: str, why: str) -> None:
    text = example().read_text("utf-8")
    assert old in text
    Path("own.toml").write_text(text.replace(old, new), encoding="utf-8")
    for command in (("check", "."), ("profiles",)):
        status, _, said = run(*command, "--profile", "own.toml")
        assert status == 2
        assert why in said
        assert "Traceback" not in said


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("execution-score", "share", "own.toml:11:9: the rule of a promise is one of"),
        ("full-from = 95", 'full-from = "95%"', "own.toml:8:1: “full-from” must be a whole number"),
        ("full-from", "full-form", "own.toml:8:1: unknown key “full-form”"),
        ("[[promise]]", "[promise]", "own.toml:10:1: “promise” is written [[promise]]"),
    ],
)
def test_a_broken_promise_says_where(old: str, new: str, why: str) -> None:
    Path("own.toml").write_text(OWN.replace(old, new), encoding="utf-8")
    status, _, said = run("profiles", "--profile", "own.toml")
    assert status == 2
    assert why in said


def test_two_profiles_of_one_name_are_refused() -> None:
    own = str(example())
    status, _, said = run("profiles", "--profile", own, "--profile", own)
    assert status == 2
    assert "two profiles have the id “grants”" in said
