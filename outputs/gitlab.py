"""GitLab's Code Quality report: a JSON list of issues, shown at merge requests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

from ..validate.finding import Finding, ReportResult
from .clean import encodable, one_line
from .files import write_text
from .places import where
from .problems import problems_of
from .words import Words

_SEVERITIES = {"error": "critical", "warning": "major", "review": "minor", "info": "info"}


def write_gitlab(results: Sequence[ReportResult], path: Path, language: str = "zh") -> Path:
    """Write the list to `path` and return it.  OSError when it cannot be written."""
    text = json.dumps(gitlab(results, language), ensure_ascii=False, indent=1)
    return write_text(path, encodable(text) + "\n")


def gitlab(results: Sequence[ReportResult], language: str = "zh") -> list[dict[str, Any]]:
    """An issue for each open finding, and for whatever was not read."""
    words = Words(language)
    issues = []
    for result in results:
        for code, message, page in problems_of(result, words):
            severity = "info" if result.status == "read" else "blocker"
            print = f"{code}-{page or 0}"
            issues.append(_issue(result.path, code or "unread", message, print, severity, 1))
        issues += [_finding(finding, result.path, words) for finding in result.raised]
    return issues


def _finding(finding: Finding, path: str, words: Words) -> dict[str, Any]:
    parts = [where(finding.places[0], words), words.choose(finding.message, finding.message_en)]
    if finding.formula:
        parts.append(finding.formula)
    return _issue(
        path, finding.rule, "  ".join(parts), finding.fingerprint, _SEVERITIES[finding.level],
        finding.places[0].block + 1,
    )  # fmt: skip


def _issue(
    path: str, check: str, description: str, fingerprint: str, severity: str, line: int
) -> dict[str, Any]:
    """One issue; a block of the report, counted from 1, stands for a line, as in SARIF."""
    unique = f"{path}\x1f{fingerprint}".encode("utf-8", "replace")
    return {
        "description": one_line(description),
        "check_name": check,
        "fingerprint": hashlib.sha256(unique).hexdigest()[:32],
        "severity": severity,
        "location": {"path": PurePath(path).as_posix(), "lines": {"begin": line}},
    }
