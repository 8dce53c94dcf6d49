"""A reading's rules run, judged and written down: outcomes → checks → findings and ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..extract.document import Span
from ..normalize.reading import Reading
from .across.gist import Gist
from .across.read import gist_of
from .catalogue import load
from .causes import likely_cause
from .common import Shared, letter
from .describe import finding_of_check, finding_of_remark, record_of_check, worth_showing
from .finding import CheckRecord, FigureRecord, Finding
from .judge import Check, Verdict, judge
from .ledger import Ledger
from .relation import Relation, Remark, Unlinked
from .rule import OFF, Level, Memo, Rule

_GENERAL = ("sum-breakdown", "part-whole", "same-figure")  # what a narrower rule says, they leave
_ORDER = {"error": 0, "warning": 1, "review": 2, "info": 3}


@dataclass(slots=True)
class Evaluation:
    """What the rules say of one reading.

    `failed` lists rules that broke on this document with the reason: what they would have
    checked is unchecked, and the report must not look clean.  `gist` is what other reports can
    be held against.
    """

    findings: list[Finding] = field(default_factory=list)
    figures: list[FigureRecord] = field(default_factory=list)
    checks: list[CheckRecord] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    gist: Gist | None = None


def evaluate(reading: Reading, levels: Mapping[str, str] | None = None) -> Evaluation:
    """Run every rule over a reading.

    `levels` gives rules another level, or switches them off ("off": what only they would have
    checked counts as unchecked).
    """
    evaluation = Evaluation()
    ledger = Ledger(reading)
    memo = Memo(reading)
    shared = Shared()
    known: set[tuple[tuple[Span, ...], str]] = set()
    twins: list[tuple[Rule, Relation]] = []
    told: set[tuple[object, ...]] = set()
    for rule in sorted(rules_at(levels or {}), key=lambda rule: rule.id in _GENERAL):
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
            elif outcome.by_digits:
                twins.append((rule, outcome))
            else:
                key = (outcome.places, outcome.claim.value)
                if key not in known:
                    known.add(key)
                    shared.note(*_take(evaluation, ledger, reading, rule, outcome, told))
    for rule, twin in twins:
        if (twin.places, twin.claim.value) not in known and not shared.settles(twin):
            shared.note(*_take(evaluation, ledger, reading, rule, twin, told))
    evaluation.figures = ledger.records()
    try:
        evaluation.findings = shared.grouped(reading, evaluation.findings)
    except Exception as error:  # the findings stand without what they share
        evaluation.failed.append(("common", f"{type(error).__name__}: {error}"))
    try:
        evaluation.gist = gist_of(reading, memo)
    except Exception as error:  # the report stands, compared with none
        evaluation.failed.append(("across", f"{type(error).__name__}: {error}"))
    evaluation.findings = numbered(evaluation.findings)
    return evaluation


def rules_at(levels: Mapping[str, str]) -> list[Rule]:
    """The rules that are on, at the levels asked for."""
    rules = [rule for rule in load().values() if levels.get(rule.id) != OFF]
    return [replace(r, level=Level(levels[r.id])) if r.id in levels else r for r in rules]


def checks_of(reading: Reading) -> Iterator[Check]:
    """Every relation of a reading, judged (for tests and benchmarks)."""
    memo = Memo(reading)
    for rule in load().values():
        for outcome in rule.recognise(reading, memo):
            if isinstance(outcome, Relation):
                yield judge(outcome)


def _take(
    evaluation: Evaluation,
    ledger: Ledger,
    reading: Reading,
    rule: Rule,
    relation: Relation,
    told: set[tuple[object, ...]],
) -> tuple[Check, int | None]:
    """Judge a relation and write it down; gives the number of the finding it became, if any.

    What was `told` of a figure is not told again where the figure is printed once more.
    """
    check = judge(relation)
    ledger.check(check)
    evaluation.checks.append(record_of_check(check))
    again = _gist(relation) in told
    if again or not worth_showing(check):
        return check, None
    told.add(_gist(relation))
    cause = None
    if check.verdict is Verdict.DISAGREES:
        try:
            cause = likely_cause(check)
        except Exception as error:  # the finding stands without its cause
            evaluation.failed.append((rule.id, f"{type(error).__name__}: {error}"))
    evaluation.findings.append(finding_of_check(reading, rule, check, cause))
    return check, len(evaluation.findings) - 1


def _gist(relation: Relation) -> tuple[object, ...]:
    """What a relation says, wherever the stated figures are printed."""
    stated = tuple((f.value, f.unit) for f in relation.stated.figures)
    operands = tuple(figure.span for figure in relation.computed.figures)
    return relation.rule, relation.claim, stated, operands or relation.places


def numbered(findings: list[Finding]) -> list[Finding]:
    """Findings in order, with ids F001… and unique fingerprints.

    By level, then place; those that share a figure follow the first of them.
    """
    ordered = sorted(findings, key=_order)
    first: dict[str, Finding] = {}
    for finding in ordered:
        if finding.common is not None:
            first.setdefault(finding.common.key, finding)
    heads = [first[f.common.key] if f.common is not None else f for f in ordered]
    pairs = sorted(zip(heads, ordered, strict=True), key=lambda pair: _order(pair[0]))
    seen: dict[str, int] = {}
    letters: dict[str, str] = {}
    numbered = []
    for number, (_, finding) in enumerate(pairs, 1):
        if finding.common is not None:
            key = letters.setdefault(finding.common.key, letter(len(letters)))
            finding = replace(finding, common=replace(finding.common, key=key))
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        unique = finding.fingerprint if count == 1 else f"{finding.fingerprint}-{count}"
        numbered.append(replace(finding, id=f"F{number:03d}", fingerprint=unique))
    return numbered


def _order(finding: Finding) -> tuple[int, Span, str]:
    return _ORDER[finding.level], finding.places[0].span, finding.rule
