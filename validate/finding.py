"""What validate/ gives out: findings, coverage and the whole result of one report.

These are plain, picklable records: they cross from worker processes to the outputs.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..extract.document import Box, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure or a wording stands: `quote[start:end]` is it, as printed."""

    page: int | None
    block: int
    quote: str
    start: int
    end: int
    box: Box | None
    span: Span
    cell: str = ""  # "3行2列" style address inside a table, empty in prose
    revision: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Cause:
    """A likely cause: `code` of causes.toml and the arithmetic that supports it, in two tongues."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A check an auditor should see.  Numbers are strings: already in the unit of the report."""

    id: str
    rule: str
    verdict: str
    level: str
    stated: str
    recomputed: str
    difference: str
    formula: str
    cause: Cause | None
    message: str
    message_en: str
    fingerprint: str
    places: tuple[Place, ...]
    subject: str = ""
    unit: str = ""  # the unit of stated, recomputed and difference ("%" is part of the numbers)


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """One line of the ledger: a figure, its coverage and why."""

    place: Place
    raw: str
    value: str
    unit: str
    dimension: str
    period: str
    name: str
    coverage: str  # checked | contradicted | operand | unchecked | not a figure
    reason: str  # key of reasons.toml for unchecked and not a figure
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A relation recomputed, for `gouji show`, the page and the store."""

    rule: str
    verdict: str
    claim: str
    stated: str
    formula: str
    recomputed: str
    smallest_error: str
    reason: str
    spans: tuple[Span, ...]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ProblemRecord:
    code: str
    message: str
    message_en: str
    page: int | None
    fatal: bool


@dataclass(slots=True)
class ReportResult:
    """Everything gouji says of one report."""

    path: str
    sha256: str = ""
    title: str = ""
    organisation: str = ""
    year: int | None = None
    pages: int | None = None
    format: str = ""
    status: str = "unread"  # read | partly read | unread
    problems: list[ProblemRecord] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    figures: list[FigureRecord] = field(default_factory=list)
    checks: list[CheckRecord] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def coverage(self) -> dict[str, int]:
        """Counts of the ledger: figures, checked, contradicted, operand, unchecked."""
        kinds = ("checked", "contradicted", "operand", "unchecked")
        counts = {kind: sum(f.coverage == kind for f in self.figures) for kind in kinds}
        return {"figures": sum(counts.values()), **counts}

    @property
    def verdicts(self) -> dict[str, int]:
        """Counts of checks by verdict."""
        names = ("agrees", "agrees by rounding", "disagrees", "undetermined")
        return {name: sum(check.verdict == name for check in self.checks) for name in names}

    def count(self, level: str) -> int:
        """How many findings speak at `level`."""
        return sum(finding.level == level for finding in self.findings)
