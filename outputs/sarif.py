"""SARIF 2.1.0 for code hosts and CI (OASIS standard, sections quoted by number below).

SARIF thinks in lines and columns; a report has paragraphs and tables.  A block, counted from 1
in reading order, stands for a line, and characters of its text (or of its cell's text) for
columns.  Page, cell and the words around it are given beside.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote as percent_encoded

from .. import __version__
from ..validate.catalogue import load
from ..validate.finding import Finding, Place, ReportResult
from ..validate.rule import Rule
from .clean import encodable
from .digest import share_checked
from .files import write_text
from .places import where
from .problems import problems_of
from .words import Words

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_KINDS = {  # §3.27.9: a kind other than "fail" has level "none"
    "error": ("fail", "error"),
    "warning": ("fail", "warning"),
    "review": ("review", "none"),
    "info": ("fail", "note"),
}
_DEFAULTS = {"error": "error", "warning": "warning", "review": "none", "info": "note"}
_SAME = ("known", "remains")  # findings that the run before had too
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}


def write_sarif(results: Sequence[ReportResult], path: Path, language: str = "zh") -> Path:
    """Write one SARIF log to `path` and return it.  OSError when it cannot be written."""
    text = json.dumps(sarif(results, language), ensure_ascii=False, indent=1)
    return write_text(path, encodable(text) + "\n")


def sarif(results: Sequence[ReportResult], language: str = "zh") -> dict[str, Any]:
    """The log as plain data: one run."""
    words = Words(language)
    rules = load()
    index = {rule: number for number, rule in enumerate(rules)}
    artifacts: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    notices: list[dict[str, Any]] = []
    for number, result in enumerate(results):
        artifacts.append(_artifact(result))
        found += [_result(finding, result, number, index, words) for finding in result.findings]
        notices += _notices(result, number, words)
    run = {
        "tool": {
            "driver": {
                "name": "gouji",
                "version": __version__,
                "semanticVersion": __version__,
                "language": _LANGUAGES[language],
                "rules": [_rule(rule, words) for rule in rules.values()],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not any(note["level"] == "error" for note in notices),
                "toolExecutionNotifications": notices,
            }
        ],
        "artifacts": artifacts,
        "columnKind": "unicodeCodePoints",
        "results": found,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def uri_of(path: str) -> str:
    """A path as a URI reference: relative ones stay relative, absolute ones become file: URIs."""
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    return percent_encoded(encodable(pure.as_posix()), safe="/~!$&'()*+,;=@")


def _rule(rule: Rule, words: Words) -> dict[str, Any]:
    """§3.49 reportingDescriptor."""
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": words.choose(rule.name, rule.english)},
        "fullDescription": {"text": rule.formula or words.choose(rule.name, rule.english)},
        "help": {"text": words.choose(rule.clause_zh, rule.clause_en)},
        "defaultConfiguration": {"level": _DEFAULTS[rule.level.value]},
        "properties": {"tags": [rule.family], "gouji/level": rule.level.value},
    }


def _artifact(result: ReportResult) -> dict[str, Any]:
    """§3.24 artifact, with what was checked of it."""
    artifact: dict[str, Any] = {"location": {"uri": uri_of(result.path)}}
    if result.sha256:
        artifact["hashes"] = {"sha-256": result.sha256}
    coverage = result.coverage
    artifact["properties"] = {
        "status": result.status,
        "coverage": {**coverage, "share": round(share_checked(coverage) or 0, 4)},
    }
    return artifact


def _result(
    finding: Finding, result: ReportResult, number: int, index: dict[str, int], words: Words
) -> dict[str, Any]:
    """§3.27 result: the stated figure is the location, what it is held against is related."""
    kind, level = _KINDS[finding.level]
    cause = finding.cause
    entry: dict[str, Any] = {
        "ruleId": finding.rule,
        "kind": kind,
        "level": level,
        "message": _message(words.choose(finding.message, finding.message_en)),
        "locations": [_location(place, result, number, words) for place in finding.places[:1]],
        "partialFingerprints": {"gouji/v1": finding.fingerprint},
        "properties": {
            "gouji/id": finding.id,
            "gouji/level": finding.level,
            "gouji/verdict": finding.verdict,
            "stated": finding.stated,
            "recomputed": finding.recomputed,
            "difference": finding.difference,
            "unit": finding.unit,
            "formula": finding.formula,
            "cause": "" if cause is None else words.choose(cause.zh, cause.en),
        },
    }
    if finding.change:
        entry["baselineState"] = "unchanged" if finding.change in _SAME else "new"
    if finding.quiet:
        remarks = finding.handling.remarks
        suppression = {"kind": "external"}  # §3.35: without a status it is accepted
        if remarks:
            suppression["justification"] = remarks
        entry["suppressions"] = [suppression]
    if finding.rule in index:
        entry["ruleIndex"] = index[finding.rule]
    if finding.places[1:]:
        entry["relatedLocations"] = [
            {"id": order, **_location(place, result, number, words)}
            for order, place in enumerate(finding.places[1:], 1)
        ]
    return entry


def _message(text: str) -> dict[str, str]:
    """§3.11 message: braces stand for arguments unless they are doubled."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _location(place: Place, result: ReportResult, number: int, words: Words) -> dict[str, Any]:
    """§3.28 location; one in another report names that report."""
    line = place.block + 1
    artifact: dict[str, Any] = {"uri": uri_of(place.report or result.path)}
    if not place.report:
        artifact["index"] = number
    return {
        "physicalLocation": {
            "artifactLocation": artifact,
            "region": {
                "startLine": line,
                "startColumn": place.span.start + 1,
                "endColumn": place.span.end + 1,
                "snippet": {"text": place.quote[place.start : place.end]},
            },
            "contextRegion": {"startLine": line, "snippet": {"text": place.quote}},
        },
        "logicalLocations": [{"fullyQualifiedName": where(place, words)}],
        "message": _message(where(place, words)),
        "properties": {
            "page": place.page,
            "cell": place.cell,
            "box": None if place.box is None else [round(edge, 2) for edge in place.box],
        },
    }


def _notices(result: ReportResult, number: int, words: Words) -> list[dict[str, Any]]:
    """§3.58 notification: what was not read is told, so that silence is not taken for a pass."""
    level = "note" if result.status == "read" else "error"
    notices = []
    for code, message, page in problems_of(result, words):
        artifact = {"uri": uri_of(result.path), "index": number}
        notice: dict[str, Any] = {
            "level": level,
            "message": _message(message),
            "locations": [{"physicalLocation": {"artifactLocation": artifact}}],
            "properties": {"page": page},
        }
        if code:
            notice["descriptor"] = {"id": code}
        notices.append(notice)
    return notices
