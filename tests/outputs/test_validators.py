"""What CI servers read, judged by validators that others wrote."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gouji.outputs.gitlab import gitlab
from gouji.outputs.junit import junit, write_junit
from gouji.outputs.sarif import sarif
from gouji.validate.finding import Handling, ReportResult

from .builder import finding, problem, report, unread, wrong

ROOT = Path(__file__).parents[2]
WAIVED = Handling("waived", "金额小")
SETTLED = report(
    "reports/丁.pdf",
    findings=[
        finding(handling=WAIVED, change="known"),
        finding(id="F002", handling=Handling(accepted=True), change="known"),
        finding(id="F003", change="new", fingerprint="d" * 16),
    ],
)
HALF = report("reports/半.pdf", status="partly read", problems=[problem("x", 5, False)])
RESULTS: list[ReportResult] = [report(), wrong(), unread(), HALF, SETTLED]


def test_sarif_is_valid_by_the_published_schema() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = pytest.importorskip("pydantic_sarif.model", reason="pydantic-sarif is not there")
        log = model.StaticAnalysisResultsFormatSarifVersion210JsonSchema
        wrong_kind = sarif(RESULTS)
        wrong_kind["runs"][0]["results"][0]["kind"] = "guess"
        assert log.model_validate(sarif(RESULTS)).runs
        with pytest.raises(ValueError, match="kind"):
            log.model_validate(wrong_kind)


def test_junit_is_read_with_the_same_counts(tmp_path: Path) -> None:
    parser = pytest.importorskip("junitparser", reason="junitparser is not there")
    suites = parser.JUnitXml.fromfile(str(write_junit(RESULTS, tmp_path / "junit.xml")))
    told = {suite.name: (suite.tests, suite.failures, suite.errors) for suite in suites}
    kinds = {"Failure": 0, "Error": 0, "Skipped": 0}
    for suite in suites:
        suite.update_statistics()
        assert told[suite.name] == (suite.tests, suite.failures, suite.errors)
        for case in suite:
            for outcome in case.result:
                kinds[type(outcome).__name__] += 1
    assert kinds == {"Failure": 4, "Error": 2, "Skipped": 2}


@pytest.mark.parametrize(
    ("schema", "file", "more"),
    [
        ("vendor.github-actions", "action.yml", ()),
        ("vendor.github-workflows", "docs/examples/reports.yml", ()),
        ("vendor.github-workflows", ".github/workflows/ci.yml", ()),
        ("vendor.gitlab-ci", "docs/examples/gitlab-ci.yml", ("--data-transform", "gitlab-ci")),
    ],
)
def test_the_files_for_code_hosts_are_valid(schema: str, file: str, more: tuple[str, ...]) -> None:
    command = shutil.which("check-jsonschema") or str(ROOT / ".venv/bin/check-jsonschema")
    if not Path(command).exists():
        pytest.skip("check-jsonschema is not installed")
    ran = subprocess.run(
        [command, "--builtin-schema", schema, *more, str(ROOT / file)],
        capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr


# What is settled stays quiet everywhere


def test_settled_findings_are_suppressed_in_sarif() -> None:
    results = sarif([SETTLED])["runs"][0]["results"]
    assert [result.get("suppressions") for result in results] == [
        [{"kind": "external", "justification": "金额小"}], [{"kind": "external"}], None,
    ]  # fmt: skip
    assert [result["baselineState"] for result in results] == ["unchanged", "unchanged", "new"]


def test_settled_findings_are_skipped_in_junit() -> None:
    assert [junit([SETTLED]).attrib[key] for key in ("failures", "skipped")] == ["1", "2"]


def issues(*results: ReportResult) -> list[dict[str, Any]]:
    return gitlab(list(results))


def test_gitlab_is_told_what_is_open_and_what_was_not_read() -> None:
    assert [issue["check_name"] for issue in issues(SETTLED, unread())] == [
        "change-rate", "encrypted",
    ]  # fmt: skip
    assert {issue["severity"] for issue in issues(unread())} == {"blocker"}


def test_gitlab_knows_an_issue_by_its_report_and_fingerprint() -> None:
    first, second = issues(wrong("a.docx")), issues(wrong("b.docx"))
    prints = {issue["fingerprint"] for issue in first + second}
    assert len(prints) == len(first) + len(second)
    moved = [replace(f, id="F9") for f in wrong("a.docx").findings]
    assert issues(report("a.docx", findings=moved)) == first
