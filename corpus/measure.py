"""Measure gouji on a folder of reports that stand beside their answers (`gouji bench FOLDER`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..validate.finding import ReportResult
from .answers import Answer, Comparison, Tally, answers_beside, compare, read_answers
from .walk import walk

Check = Callable[[Sequence[Path]], Iterable[ReportResult]]
"""Checks reports and gives their results in the same order (the pipeline's, or a test's)."""


@dataclass(slots=True)
class Measured:
    """What was measured: `reports` are (path, result, comparison), `unanswered` the others.

    A report that could not be read finds nothing: its answers count as missed.
    """

    tally: Tally = field(default_factory=Tally)
    reports: list[tuple[Path, ReportResult, Comparison]] = field(default_factory=list)
    unanswered: list[Path] = field(default_factory=list)


def bench_folder(folder: Path, check: Check) -> Measured:
    """Check the answered reports at `folder` and compare.  AnswersError before any is checked."""
    measured = Measured()
    answered: list[tuple[Path, list[Answer]]] = []
    for found in walk([folder]).found:
        beside = answers_beside(found.path)
        if beside is None:
            measured.unanswered.append(found.path)
        else:
            answered.append((found.path, read_answers(beside)))
    results = check([path for path, _ in answered])
    for (path, answers), result in zip(answered, results, strict=True):
        comparison = compare(result.findings, answers)
        measured.tally.add(comparison)
        measured.reports.append((path, result, comparison))
    return measured
