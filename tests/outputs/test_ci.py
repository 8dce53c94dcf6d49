"""SARIF, JUnit, Markdown and annotations: what a CI job reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from gouji.outputs.formats import FORMATS
from gouji.outputs.github import commands
from gouji.outputs.junit import junit, write_junit
from gouji.outputs.markdown import markdown, plain
from gouji.outputs.sarif import sarif, uri_of
from gouji.outputs.words import Words
from gouji.validate.catalogue import load
from gouji.validate.finding import ReportResult

from .builder import check, figure, finding, place, problem, report, unread, wrong

ZH = Words("zh")
RESULTS = [report(), wrong(), unread()]
HALF = report(
    "reports/半.pdf", status="partly read", problems=[problem("image-only-page", 5, False)]
)
HOSTILE = "坏\x00\x1b]]>&<b>|`*@all\n::error::x\ud800%"


def run_of(*results: ReportResult) -> dict[str, Any]:
    log = sarif(results)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    assert isinstance(run, dict)
    return run


# SARIF


def test_a_sarif_result_refers_to_its_rule_and_artifact() -> None:
    run = run_of(*RESULTS)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(load())
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result["locations"]:
            artifact = location["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]


def test_a_sarif_result_points_at_the_stated_figure_and_relates_the_others() -> None:
    [result] = run_of(report(findings=[finding()]))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region["snippet"]["text"] == "6.45%"
    assert region["startLine"] == 4
    assert region["endColumn"] - region["startColumn"] == len("6.45%")
    related = result["relatedLocations"]
    assert [place["id"] for place in related] == [1, 2]
    texts = [place["physicalLocation"]["region"]["snippet"]["text"] for place in related]
    assert texts == ["48.60", "3.40"]


def test_sarif_knows_a_finding_again_by_its_fingerprint() -> None:
    [result] = run_of(report(findings=[finding(fingerprint="f" * 16)]))["results"]
    assert result["partialFingerprints"] == {"gouji/v1": "f" * 16}


@pytest.mark.parametrize(
    ("level", "kind", "told"),
    [
        ("error", "fail", "error"),
        ("warning", "fail", "warning"),
        ("review", "review", "none"),
        ("info", "fail", "note"),
    ],
)
def test_sarif_levels_follow_the_standard(level: str, kind: str, told: str) -> None:
    [result] = run_of(report(findings=[finding(level=level)]))["results"]
    assert (result["kind"], result["level"]) == (kind, told)


def test_an_unread_file_makes_the_sarif_run_unsuccessful() -> None:
    [invocation] = run_of(unread())["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["descriptor"] == {"id": "encrypted"}
    assert run_of(report())["invocations"][0]["executionSuccessful"]


def test_braces_in_a_sarif_message_are_no_placeholders() -> None:
    [result] = run_of(report(findings=[finding(message="残留{单位}")]))["results"]
    assert result["message"] == {"text": "残留{{单位}}"}


def test_a_rule_outside_the_catalogue_has_no_index() -> None:
    [result] = run_of(report(findings=[finding(rule="no-such-rule")]))["results"]
    assert "ruleIndex" not in result


def test_paths_become_uri_references() -> None:
    assert uri_of("报告/a b#1.pdf") == "%E6%8A%A5%E5%91%8A/a%20b%231.pdf"
    assert uri_of("c:d.pdf") == "c%3Ad.pdf"
    assert uri_of(str(Path("/x/甲.pdf").absolute())).startswith("file:///")


# JUnit


def suites(*results: ReportResult) -> dict[str, ElementTree.Element]:
    return {suite.attrib["name"]: suite for suite in junit(results)}


def counts(suite: ElementTree.Element) -> tuple[str, ...]:
    return tuple(suite.attrib[key] for key in ("tests", "failures", "errors", "skipped"))


def test_junit_has_a_suite_for_each_report() -> None:
    found = suites(*RESULTS)
    assert counts(found["云岭区.pdf"]) == ("1", "0", "0", "0")
    assert counts(found["青石镇.docx"]) == ("5", "3", "0", "0")
    assert counts(found["加密.docx"]) == ("1", "0", "1", "0")
    assert counts(junit(RESULTS)) == ("7", "3", "1", "0")


def test_a_failure_tells_the_arithmetic_and_quotes_the_figures() -> None:
    [failure] = suites(report(findings=[finding()]))["云岭区.pdf"].iter("failure")
    assert failure.text is not None
    assert failure.text.startswith("3.40 ÷ (48.60 + 3.40) × 100 = 6.54%\n")
    assert "下降【6.45%】" in failure.text


def test_a_report_of_which_nothing_was_checked_is_skipped_not_passed() -> None:
    idle = report(figures=[figure(coverage="unchecked")], checks=[])
    assert counts(suites(idle)["云岭区.pdf"]) == ("1", "0", "0", "1")
    doubtful = report(checks=[check(verdict="undetermined")])
    assert counts(suites(doubtful)["云岭区.pdf"]) == ("1", "0", "0", "1")


def test_a_page_not_read_is_an_error_beside_what_was_checked() -> None:
    assert counts(suites(HALF)["半.pdf"]) == ("2", "0", "1", "0")


def test_junit_is_well_formed_whatever_a_report_says(tmp_path: Path) -> None:
    bad = report(
        findings=[finding(message=HOSTILE, places=(place(HOSTILE, HOSTILE),))],
        status="partly read",
        problems=[problem(HOSTILE, 1)],
    )
    root = ElementTree.parse(write_junit([bad], tmp_path / "junit.xml")).getroot()
    assert root.attrib["failures"] == "1"


# Markdown and annotations


def test_markdown_lists_reports_then_their_findings() -> None:
    text = markdown([*RESULTS, HALF])
    assert "| 青石镇.docx | 2023 | ● 有错误 | 3 | 1 | 1 | 67% | 2 | 1 | 0 | 1 |" in text
    assert "| 加密.docx |  | ✕ 未能读取 | — |" in text
    assert "下降**6.45%**。" in text
    assert "- **第5页** " in text


def test_markdown_of_a_report_cannot_act() -> None:
    assert plain("<b>|@all\n# `x` [a](b) 1. **") == (
        r"&lt;b&gt;\|&#64;all \# \`x\` \[a\](b) 1. \*\*"
    )
    assert plain("- a") == r"\- a"
    assert plain("3. a") == r"3\. a"


def test_each_finding_and_problem_is_one_workflow_command() -> None:
    lines = list(commands([*RESULTS, HALF], ZH))
    assert [line.split(" ", 1)[0] for line in lines] == [
        "::error", "::error", "::warning", "::notice", "::error", "::error",
    ]  # fmt: skip
    assert lines[0].startswith("::error file=reports/青石镇.docx,title=F001 change-rate::第7页%0A")


def test_a_report_cannot_smuggle_in_a_workflow_command() -> None:
    bad = report("a,b:c\n.pdf", findings=[finding(message=HOSTILE)])
    [line] = commands([bad], ZH)
    assert "\n" not in line
    assert line.startswith("::error file=a%2Cb%3Ac%0A.pdf,title=")


# All formats


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_writes_every_result_the_same_way_twice(
    tmp_path: Path, name: str, language: str
) -> None:
    results = [*RESULTS, HALF, report(organisation=HOSTILE, findings=[finding(message=HOSTILE)])]
    path = tmp_path / FORMATS[name].filename
    assert FORMATS[name].write(results, path, language) == path
    first = path.read_bytes()
    FORMATS[name].write(results, path, language)
    assert path.read_bytes() == first
    assert list(tmp_path.iterdir()) == [path]


def test_the_sarif_file_is_json(tmp_path: Path) -> None:
    path = FORMATS["sarif"].write([wrong()], tmp_path / "results.sarif")
    assert json.loads(path.read_text("utf-8")) == sarif([wrong()])
