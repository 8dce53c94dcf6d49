"""What validate/ gives out: findings, coverage and the whole result of one report.

These are plain, picklable records: they cross from worker processes to the outputs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..extract.document import Box, Span

if TYPE_CHECKING:
    from .across.gist import Gist


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure or a wording stands: `quote[start:end]` is it, as printed.

    `box` is where it begins on `page`; `more` has page and box of what goes on in other lines.
    `report` is the path of the report it stands in, empty for the finding's own.
    """

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
    more: tuple[tuple[int, Box], ...] = ()
    report: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """A likely cause: `code` of causes.toml and the arithmetic that supports it, in two tongues."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Common:
    """A figure that several findings of a report share, and that may explain them all.

    `key` names the group within the report (A, B, …), `printed` is the figure as printed,
    `count` how many findings share it; under `instead` all of them would hold ("" when no
    single value does that).
    """

    key: str
    place: Place
    printed: str
    count: int
    instead: str = ""


DISPOSITIONS = ("pending", "confirmed", "false_alarm", "corrected", "waived")
QUIET = ("false_alarm", "waived")
"""Dispositions under which a finding is counted but no longer raised."""


@dataclass(frozen=True, slots=True)
class Handling:
    """What people decided about a finding: `disposition` is one of DISPOSITIONS.

    `accepted` findings are named by a baseline.
    """

    disposition: str = "pending"
    remarks: str = ""
    paper: str = ""
    reply: str = ""
    accepted: bool = False


UNTOUCHED = Handling()
"""What nobody has decided about."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A check an auditor should see.  Numbers are strings: already in the unit of the report.

    `change` compares with the run before: "new", "known", "remains" (someone had marked it
    corrected), "back" (it had gone), "" when there was no run before.
    """

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
    common: Common | None = None
    handling: Handling = UNTOUCHED
    change: str = ""

    @property
    def quiet(self) -> bool:
        """Whether it has been settled without a correction: counted, but no longer raised."""
        return self.handling.accepted or self.handling.disposition in QUIET


@dataclass(frozen=True, slots=True)
class Earlier:
    """A finding of the run before that this run does not have.

    `state`: "corrected" (the report was read, and it holds now), "unread" (the report, or a part
    of it, was not read), "off" (its rule is switched off), "absent" (the report is not in this
    run).  `report` is the path as the earlier run knew it.
    """

    report: str
    fingerprint: str
    rule: str
    level: str
    stated: str
    message: str
    handling: Handling = UNTOUCHED
    state: str = "corrected"


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


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A paragraph or a table cell as printed; `row` and `column` are -1 in a paragraph.

    Spans count characters of the healed text.  `moved` gives (start, end, low, high) for each
    span in use that stands elsewhere in `text`: as `text[low:high]`.
    """

    text: str
    row: int = -1
    column: int = -1
    row_span: int = 1
    column_span: int = 1
    moved: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """A block of the report for those who show its text: one text, or the cells of a table.

    `kind` is the paragraph's role or "table", `level` its outline level (0: running text),
    `pages` the page of the paragraph or of each row (empty without pages), `parent` the block of
    the table that a nested table stands in (-1: none).
    """

    kind: str
    texts: tuple[TextRecord, ...]
    level: int = 0
    pages: tuple[int | None, ...] = ()
    rows: int = 0
    columns: int = 0
    parent: int = -1


@dataclass(slots=True)
class ReportResult:
    """Everything gouji says of one report.

    `blocks` holds the report's text, for outputs that show it; it is empty unless asked for.
    `earlier` lists what the run before found and this one did not; `annotated` is the path of
    the annotated copy, if one was made.  `compared` are the paths of the reports it was held
    against; `gist` is what that takes, until it is done.
    """

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
    blocks: list[BlockRecord] = field(default_factory=list)
    earlier: list[Earlier] = field(default_factory=list)
    annotated: str = ""
    compared: tuple[str, ...] = ()
    gist: Gist | None = None

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

    @property
    def raised(self) -> list[Finding]:
        """The findings that are not settled."""
        return [finding for finding in self.findings if not finding.quiet]
