"""A reading's rules run, judged and written down: outcomes → checks → findings and ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..extract.document import Span
from ..normalize.reading import Reading
from .catalogue import load
from .causes import likely_cause
from .describe import finding_of_check, finding_of_remark, record_of_check, worth_showing
from .finding import CheckRecord, FigureRecord, Finding
from .judge import Check, Verdict, judge
from .ledger import Ledger
from .relation import Relation, Remark, Unlinked
from .rule import Memo, Rule

_GENERAL = ("sum-breakdown", "part-whole", "same-figure")  # what a narrower rule says, they leave
_ORDER = {"error": 0, "warning": 1, "review": 2, "info": 3}


@dataclass(slots=True)
class Evaluation:
    """What the rules say of one reading.

    `failed` lists rules that broke on this document with the reason: what they would have
    checked is unchecked, and the report must not look clean.
    """

    findings: list[Finding] = field(default_factory=list)
    figures: list[FigureRecord] = field(default_factory=list)
    checks: list[CheckRecord] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)


def evaluate(reading: Reading) -> Evaluation:
    """Run every rule over a reading."""
    evaluation = Evaluation()
    ledger = Ledger(reading)
    memo = Memo(reading)
    known: set[tuple[tuple[Span, ...], str]] = set()
    for rule in sorted(load().values(), key=lambda rule: rule.id in _GENERAL):
        try:
            outcomes = list(rule.recognise(reading, memo))
        except Exception as error:  # a broken rule must cost its own checks only
            evaluation.failed.append((rule.id, f"{type(error).__name__}: {error}"))
            continue
        for outcome in outcomes:
            if isinstance(outcome, Unlinked):
                ledger.unlinked(outcome)
            elif isinstance(outcome, Remark):
                evaluation.findings.append(finding_of_remark(reading, rule, outcome))
            else:
                key = (outcome.places, outcome.claim.value)
                if key not in known:
                    known.add(key)
                    _take(evaluation, ledger, reading, rule, outcome)
    evaluation.figures = ledger.records()
    evaluation.findings = _numbered(evaluation.findings)
    return evaluation


def checks_of(reading: Reading) -> Iterator[Check]:
    """Every relation of a reading, judged (for tests and benchmarks)."""
    memo = Memo(reading)
    for rule in load().values():
        for outcome in rule.recognise(reading, memo):
            if isinstance(outcome, Relation):
                yield judge(outcome)


def _take(
    evaluation: Evaluation, ledger: Ledger, reading: Reading, rule: Rule, relation: Relation
) -> None:
    check = judge(relation)
    ledger.check(check)
    evaluation.checks.append(record_of_check(check))
    if worth_showing(check):
        cause = likely_cause(check) if check.verdict is Verdict.DISAGREES else None
        evaluation.findings.append(finding_of_check(reading, rule, check, cause))


def _numbered(findings: list[Finding]) -> list[Finding]:
    """Findings sorted by level, then place, with ids F001… and unique fingerprints."""
    ordered = sorted(findings, key=lambda f: (_ORDER[f.level], f.places[0].span, f.rule))
    seen: dict[str, int] = {}
    numbered = []
    for number, finding in enumerate(ordered, 1):
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        unique = finding.fingerprint if count == 1 else f"{finding.fingerprint}-{count}"
        numbered.append(replace(finding, id=f"F{number:03d}", fingerprint=unique))
    return numbered
