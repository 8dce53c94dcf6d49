"""results.json: the contract with other programs (results.schema.json states it)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from .. import __version__
from ..validate.finding import (
    UNTOUCHED,
    Earlier,
    Finding,
    Handling,
    Place,
    ProblemRecord,
    ReportResult,
)
from .clean import encodable
from .files import appearing
from .words import Words


def write_record(results: Sequence[ReportResult], path: Path, language: str = "zh") -> Path:
    """Write results.json to `path` and return it.  OSError when it cannot be written.

    Reports are written one by one: thousands of them are never in memory together.
    """
    words = Words(language)
    with appearing(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"gouji": {json.dumps(__version__)}, "reports": [')
        for number, result in enumerate(results):
            text = json.dumps(_report(result, words), ensure_ascii=False, indent=1)
            out.write((",\n" if number else "\n") + encodable(text))
        out.write("\n]}\n")
    return path


def record(results: Iterable[ReportResult], language: str = "zh") -> dict[str, Any]:
    """What results.json holds, as plain data; messages and causes in `language`."""
    words = Words(language)
    return {"gouji": __version__, "reports": [_report(result, words) for result in results]}


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of results.json."""
    loaded: dict[str, Any] = json.loads(
        (files(__package__) / "results.schema.json").read_text("utf-8")
    )
    return loaded


def _report(result: ReportResult, words: Words) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "path": result.path,
        "sha256": result.sha256,
        "title": result.title,
        "organisation": result.organisation,
        "year": result.year,
        "pages": result.pages,
        "status": result.status,
        "problems": [_problem(problem, words) for problem in result.problems],
        "coverage": result.coverage,
        "verdicts": result.verdicts,
        "findings": [_finding(finding, words) for finding in result.findings],
    }
    if result.compared:
        entry["compared"] = list(result.compared)
    if result.earlier:
        entry["earlier"] = [_earlier(earlier) for earlier in result.earlier]
    return entry


def _problem(problem: ProblemRecord, words: Words) -> dict[str, Any]:
    message = words.choose(problem.message, problem.message_en)
    return {"code": problem.code, "message": message, "page": problem.page}


def _finding(finding: Finding, words: Words) -> dict[str, Any]:
    """A finding; what it shares with others and what was decided only where there is something."""
    cause, common = finding.cause, finding.common
    entry: dict[str, Any] = {
        "id": finding.id,
        "rule": finding.rule,
        "verdict": finding.verdict,
        "level": finding.level,
        "stated": finding.stated,
        "recomputed": finding.recomputed,
        "difference": finding.difference,
        "formula": finding.formula,
        "cause": "" if cause is None else words.choose(cause.zh, cause.en),
        "message": words.choose(finding.message, finding.message_en),
        "fingerprint": finding.fingerprint,
        "places": [_place(place) for place in finding.places],
    }
    if common is not None:
        entry["common"] = {
            "key": common.key,
            "printed": common.printed,
            "count": common.count,
            "instead": common.instead,
            "place": _place(common.place),
        }
    if finding.change:
        entry["change"] = finding.change
    if finding.handling != UNTOUCHED:
        entry["handling"] = _handling(finding.handling)
    return entry


def _handling(handling: Handling) -> dict[str, Any]:
    return {
        "disposition": handling.disposition,
        "remarks": handling.remarks,
        "paper": handling.paper,
        "reply": handling.reply,
        "accepted": handling.accepted,
    }


def _earlier(earlier: Earlier) -> dict[str, Any]:
    return {
        "fingerprint": earlier.fingerprint,
        "rule": earlier.rule,
        "stated": earlier.stated,
        "message": earlier.message,
        "state": earlier.state,
        "handling": _handling(earlier.handling),
    }


def _place(place: Place) -> dict[str, Any]:
    """A place; the report only where it is another one."""
    entry: dict[str, Any] = {"report": place.report} if place.report else {}
    return entry | {
        "page": place.page,
        "block": place.block,
        "quote": place.quote,
        "start": place.start,
        "end": place.end,
        "box": None if place.box is None else [round(edge, 2) for edge in place.box],
    }
