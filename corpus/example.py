"""Small texts checked like reports: a rule's examples, tests, the documentation."""

from __future__ import annotations

from ..extract.plain import document_from_text
from ..normalize.read import normalize
from ..validate.engine import evaluate
from ..validate.finding import Finding, ReportResult
from .compare import compare
from .results import Results, pack

PARTING = "\n=====\n"
"""What stands between two reports of one example."""


def findings_of(text: str) -> list[Finding]:
    """The findings of the report, or the reports, in a text."""
    return [finding for result in checked(text.split(PARTING)) for finding in result.findings]


def checked(texts: list[str]) -> list[ReportResult]:
    """Reports given as plain text, checked and held against each other."""
    with Results(len(texts)) as results:
        for number, text in enumerate(texts):
            evaluation = evaluate(normalize(document_from_text(text)))
            result = ReportResult(
                f"{number + 1}.txt", status="read", findings=evaluation.findings,
                figures=evaluation.figures, checks=evaluation.checks, gist=evaluation.gist,
            )  # fmt: skip
            results.put(number, pack(result))
        if len(texts) > 1:
            compare(results)
        return list(results)
