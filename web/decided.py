"""Results with the decisions that auditors took on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import overload

from ..validate.finding import Handling, ReportResult

Decisions = Mapping[tuple[int, str], Handling]
"""Handlings by the number of the report and the finding's fingerprint."""


class Decided(Sequence[ReportResult]):
    """`results` under the names that `named` gives their paths, with `decisions` laid over."""

    def __init__(
        self,
        results: Sequence[ReportResult],
        decisions: Decisions,
        named: Callable[[str], str] = str,
    ) -> None:
        self._results, self._decisions, self._named = results, decisions, named

    def __len__(self) -> int:
        return len(self._results)

    @overload
    def __getitem__(self, index: int) -> ReportResult: ...
    @overload
    def __getitem__(self, index: slice) -> list[ReportResult]: ...
    def __getitem__(self, index: int | slice) -> ReportResult | list[ReportResult]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        result = self._results[index]
        findings = [
            replace(finding, handling=self._decisions[index, finding.fingerprint])
            if (index, finding.fingerprint) in self._decisions
            else finding
            for finding in result.findings
        ]
        return replace(result, path=self._named(result.path), findings=findings)
