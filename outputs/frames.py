"""Results as pandas frames, for users of the API.  Nothing of a run itself needs pandas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..validate.finding import ReportResult

if TYPE_CHECKING:
    import pandas

_FINDING = ("id", "rule", "level", "verdict", "stated", "recomputed", "difference", "unit",
            "formula", "message", "fingerprint")  # fmt: skip
_FIGURE = ("raw", "value", "unit", "dimension", "period", "name", "coverage", "reason")


def findings_frame(results: Iterable[ReportResult]) -> pandas.DataFrame:
    """One row a finding: report, page, and the finding's own fields; numbers stay strings."""
    import pandas

    rows = [
        [result.path, finding.places[0].page, *(getattr(finding, name) for name in _FINDING)]
        for result in results
        for finding in result.findings
    ]
    return pandas.DataFrame(rows, columns=["report", "page", *_FINDING])


def figures_frame(results: Iterable[ReportResult]) -> pandas.DataFrame:
    """One row a line of the ledger: report, page, and what became of the figure."""
    import pandas

    rows = [
        [result.path, figure.place.page, *(getattr(figure, name) for name in _FIGURE)]
        for result in results
        for figure in result.figures
    ]
    return pandas.DataFrame(rows, columns=["report", "page", *_FIGURE])
