"""Workflow commands that GitHub Actions shows as annotations of a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..validate.finding import Finding, ReportResult
from .clean import printable
from .files import write_text
from .places import where
from .problems import problems_of
from .words import Words

_COMMANDS = {"error": "error", "warning": "warning", "review": "notice", "info": "notice"}
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def write_github(results: Sequence[ReportResult], path: Path, language: str = "zh") -> Path:
    """Write one command a line to `path` and return it.  OSError when it cannot be written."""
    lines = list(commands(results, Words(language)))
    return write_text(path, "".join(f"{line}\n" for line in lines))


def commands(results: Sequence[ReportResult], words: Words) -> Iterator[str]:
    """A command for each problem and each finding that is not settled."""
    for result in results:
        for code, message, page in problems_of(result, words):
            command = "notice" if result.status == "read" else "error"
            place = "" if page is None else words("phrases", "page", page=page) + " "
            yield _command(command, result.path, code, place + message)
        for finding in result.raised:
            yield _of_finding(finding, result, words)


def _of_finding(finding: Finding, result: ReportResult, words: Words) -> str:
    parts = [where(finding.places[0], words), words.choose(finding.message, finding.message_en)]
    if finding.formula:
        parts.append(finding.formula)
    if finding.cause is not None:
        parts.append(words.choose(finding.cause.zh, finding.cause.en))
    title = f"{finding.id} {finding.rule}"
    return _command(_COMMANDS[finding.level], result.path, title, "\n".join(parts))


def _command(command: str, path: str, title: str, message: str) -> str:
    file, name = (printable(text).translate(_IN_PROPERTIES) for text in (path, title or "gouji"))
    return f"::{command} file={file},title={name}::{printable(message).translate(_IN_MESSAGES)}"
