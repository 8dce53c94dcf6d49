"""What kept a report from being read, as every output tells it."""

from __future__ import annotations

from ..validate.finding import ReportResult
from .words import Words


def problems_of(result: ReportResult, words: Words) -> list[tuple[str, str, int | None]]:
    """Code, message and page of each problem; an unread report always gives at least one."""
    found = [
        (problem.code, words.choose(problem.message, problem.message_en), problem.page)
        for problem in result.problems
    ]
    if not found and result.status == "unread":
        found = [("", words("phrases", "no_problem_named"), None)]
    return found
