"""The statement bench: every shape of statement told twice, once right and once wrong.

`statements.tsv` holds invented sentences, one pair a line, by shape; traps have no wrong twin.
A right one must leave every rule silent (at error, warning and review), a wrong one must not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..extract.plain import document_from_text
from ..normalize.read import normalize
from ..validate.engine import evaluate
from ..validate.finding import Finding

STATEMENTS = Path(__file__).parent / "statements.tsv"
_TITLE = "云岭县示例局2023年度部门决算"


@dataclass(frozen=True, slots=True)
class Told:
    """A pair and what was said of it, loudly enough to be seen by an auditor.

    `level` is the loudest level at which the wrong one was spoken of, empty if none.
    """

    shape: str
    right: str
    wrong: str
    alarms: tuple[str, ...]
    level: str


def measure(path: Path = STATEMENTS) -> list[Told]:
    """Tell gouji every statement, right and wrong."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_told(row["shape"], row["right"], row["wrong"]) for row in rows]


def _told(shape: str, right: str, wrong: str) -> Told:
    alarms = tuple(f"{finding.rule} ({finding.level})" for finding in _seen(right))
    levels = {finding.level for finding in _said(wrong)} if wrong else set()
    order = ("error", "warning", "review", "info")
    return Told(shape, right, wrong, alarms, next((lv for lv in order if lv in levels), ""))


def _seen(statement: str) -> Iterator[Finding]:
    return (finding for finding in _said(statement) if finding.level != "info")


def _said(statement: str) -> Iterator[Finding]:
    document = document_from_text(f"{_TITLE}\n{statement}")
    findings = evaluate(normalize(document)).findings
    return (finding for finding in findings if finding.verdict != "agrees by rounding")
