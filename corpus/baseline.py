"""The baseline: findings that a CI job accepts, one a line, so that changes merge like text.

    {"report": "2024/决算.docx", "rule": "change-rate", "fingerprint": "…", "stated": "6.45%", …}

`report` is relative to the baseline's folder; people may add a `note` of their own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ..validate.finding import Finding, Handling, ReportResult
from .history import Entry

_TEXTS = ("report", "rule", "fingerprint")
_OPTIONAL = ("stated", "message", "note")


class BaselineError(ValueError):
    """A baseline that cannot be used.  The message names file, line and column."""


def read_baseline(path: Path) -> list[Entry]:
    """The accepted findings, reports as paths from here.  BaselineError, OSError."""
    entries = []
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if line.strip():
            data = _parsed(line, f"{path}:{number}")
            report = Path(os.path.normpath(path.parent / data["report"])).as_posix()
            handling = Handling(remarks=data.get("note", ""), accepted=True)
            entries.append(
                Entry(
                    report, data["fingerprint"], handling, data["rule"],
                    stated=data.get("stated", ""), message=data.get("message", ""),
                )
            )  # fmt: skip
    return entries


def write_baseline(results: Sequence[ReportResult], path: Path, notes: Iterable[Entry] = ()) -> int:
    """Write every finding of `results` as accepted, sorted; gives their number.

    Notes that people wrote beside the `notes` (an earlier state of the file) are kept.
    OSError when the file cannot be written.
    """
    known = {(entry.report, entry.fingerprint): entry.handling.remarks for entry in notes}
    lines = []
    for result in results:
        report = _relative(result.path, path.parent)
        here = Path(os.path.normpath(path.parent / report)).as_posix()
        for finding in result.findings:
            note = known.get((here, finding.fingerprint), "")
            lines.append(_line(report, finding, note))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(sorted(lines)), "utf-8", newline="\n")
    return len(lines)


def _line(report: str, finding: Finding, note: str) -> str:
    data = {
        "report": report,
        "rule": finding.rule,
        "fingerprint": finding.fingerprint,
        "stated": finding.stated,
        "message": finding.message,
    }
    if note:
        data["note"] = note
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"


def _parsed(line: str, where: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise BaselineError(f"{where}:{error.colno}: {error.msg}") from None
    if not isinstance(data, dict):
        raise BaselineError(f"{where}:1: must be an object")
    for key in _TEXTS:
        if not isinstance(data.get(key), str) or not data[key]:
            raise BaselineError(f"{where}:1: “{key}” must be a text")
    for key, value in data.items():
        if key not in (*_TEXTS, *_OPTIONAL):
            raise BaselineError(f"{where}:{line.find(key) + 1}: unknown key “{key}”")
        if not isinstance(value, str):
            raise BaselineError(f"{where}:{line.find(key) + 1}: “{key}” must be a text")
    return data


def _relative(report: str, folder: Path) -> str:
    try:
        relative = os.path.relpath(os.path.realpath(report), os.path.realpath(folder))
    except ValueError:  # another drive
        return Path(report).resolve().as_posix()
    return Path(relative).as_posix()
