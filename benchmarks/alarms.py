"""The false-alarm bench: what gouji says of unedited, labelled reports against their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..corpus.answers import Outcome, Tally, compare
from ..extract.problem import Unreadable
from .material import Report
from .run import check

GATE = 0.98
"""A rule less precise than this on real reports may not speak at level error."""


@dataclass(slots=True)
class Alarms:
    """`samples` and `real` are tallied apart; the lists name every miss and false alarm."""

    samples: Tally = field(default_factory=Tally)
    real: Tally = field(default_factory=Tally)
    false: list[dict[str, str]] = field(default_factory=list)
    missed: list[dict[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    reports: int = 0

    @property
    def gated(self) -> list[str]:
        """Rules that spoke at level error on real reports and were right too seldom."""
        rules = []
        for rule in self.real.rules:
            precision = self.real.precision(rule, "error")
            if precision is not None and float(precision) < GATE:
                rules.append(rule)
        return rules


def measure(reports: Iterable[Report]) -> Alarms:
    """Check every labelled report and compare."""
    alarms = Alarms()
    for report in reports:
        answers = report.answers()
        if answers is None:
            continue
        alarms.reports += 1
        try:
            findings = check(report.path).evaluation.findings
        except Unreadable as failure:
            alarms.unread.append(f"{report.name}: {failure.problem.code}")
            findings = []
        comparison = compare(findings, answers)
        (alarms.real if report.real else alarms.samples).add(comparison)
        for finding in comparison.false_alarms:
            alarms.false.append(
                {
                    "report": report.name,
                    "rule": finding.rule,
                    "level": finding.level,
                    "stated": finding.stated,
                    "recomputed": finding.recomputed,
                }
            )
        for answer in comparison.missed:
            alarms.missed.append(
                {
                    "report": report.name,
                    "rule": "|".join(answer.rules),
                    "level": "|".join(answer.levels),
                    "stated": "|".join(answer.stated),
                    "recomputed": answer.recomputed,
                }
            )
    return alarms


def table(tally: Tally) -> list[tuple[str, str, int, int, int, str, str]]:
    """Rows for people: rule, level, true, false, echoes, precision, recall."""
    rows = []
    for rule in tally.rules:
        levels = {level for r, level, _ in tally.outcomes if r == rule}
        levels |= {level for r, level in [*tally.found, *tally.missed] if r == rule}
        for level in sorted(levels, key=("error", "warning", "review", "info").index):
            counts = [tally.count(o, rule, level) for o in (Outcome.TRUE, Outcome.FALSE)]
            echoes = tally.count(Outcome.ECHO, rule, level)
            precision, recall = tally.precision(rule, level), tally.recall(rule, level)
            rows.append((rule, level, *counts, echoes, percent(precision), percent(recall)))
    return rows  # type: ignore[return-value]


def percent(share: object) -> str:
    """A share as text; a dash where there is nothing to share."""
    return "–" if share is None else f"{float(str(share)) * 100:.1f}%"
