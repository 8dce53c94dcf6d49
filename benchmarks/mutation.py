"""The mutation bench: one edit to a report, and does gouji now say something about that figure?"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from ..extract.document import Span
from ..extract.problem import Unreadable
from ..extract.read import read
from ..validate.finding import Finding
from ..validate.judge import Verdict
from ..validate.relation import Claim
from .carrier import Carrier, TwinCarrier, WordCarrier
from .edits import EDITS, Change
from .material import Report
from .run import Checked, Flow, check

LOUD = ("error", "warning")
_REACH = 24


@dataclass(frozen=True, slots=True)
class Task:
    """One edit to make: `texts[text]` of the report's carrier is changed."""

    report: Report
    edit: str
    text: int
    change: Change


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of an edit.

    `outcome`: found (a new error or warning touches the figure), tail (the equations that tie it
    still hold, by the rounding of what is printed: no reader of the report could tell), review
    (only something softer is said of it), elsewhere (something new is said, not of this figure),
    missed, unread (the edited text could not be met again in what gouji read), crash (gouji broke
    on it), already (the unedited report has a finding there: not counted).  `connected` says that
    an equation tied the figure before the edit, `rules` which; `by` is the rule that found it.
    """

    report: str
    kind: str
    format: str
    edit: str
    cell: bool
    connected: bool
    rules: tuple[str, ...]
    outcome: str
    by: str
    printed: str
    became: str


def plan(reports: Sequence[Report], trials: int, seed: int = 0) -> list[Task]:
    """Spread `trials` evenly over the kinds of edit and, within a kind, over the reports.

    Where a kind has fewer places than its share, the other kinds take them over.
    """
    offers: dict[str, list[list[Task]]] = {edit.name: [] for edit in EDITS}
    for report in reports:
        texts = carrier_of(report).texts
        for edit in EDITS:
            random = Random(f"{seed}/{report.name}/{edit.name}")
            found = [
                Task(report, edit.name, index, change)
                for index, text in enumerate(texts)
                for change in edit.offer(text, random)
            ]
            random.shuffle(found)
            offers[edit.name].append(found)
    by_kind = [list(_round_robin(found)) for found in offers.values()]
    tasks = list(_round_robin(by_kind))[:trials]
    return sorted(tasks, key=lambda task: (task.report.name, task.edit, task.text))


def _round_robin(lists: list[list[Task]]) -> Iterator[Task]:
    for turn in range(max(map(len, lists), default=0)):
        yield from (tasks[turn] for tasks in lists if turn < len(tasks))


def run(tasks: Sequence[Task], jobs: int = 2) -> list[Trial]:
    """Make every edit on its own and see what gouji says."""
    by_report: dict[str, list[Task]] = {}
    for task in tasks:
        by_report.setdefault(task.report.name, []).append(task)
    batches = [chunk for group in by_report.values() for chunk in _chunks(group, 40)]
    if jobs == 1:
        return [trial for batch in batches for trial in _run_batch(batch)]
    with ProcessPoolExecutor(jobs) as pool:
        return [trial for trials in pool.map(_run_batch, batches) for trial in trials]


def _chunks(tasks: list[Task], size: int) -> Iterator[list[Task]]:
    for start in range(0, len(tasks), size):
        yield tasks[start : start + size]


def _run_batch(tasks: list[Task]) -> list[Trial]:
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        return [_trial(task, Path(folder)) for task in tasks]


@cache
def carrier_of(report: Report) -> Carrier:
    """The carrier of a report.  A PDF is edited through its twin."""
    if report.path.suffix == ".docx":
        return WordCarrier(report.path)
    if report.source is not None:
        return TwinCarrier.of_sample(report.source)
    return TwinCarrier.of_document(read(report.path), report.name)


@cache
def _baseline(report: Report) -> tuple[Checked, frozenset[str]]:
    """The unedited report (for a PDF: its unedited twin) and what gouji says of it."""
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        checked = _write_and_check(report, Path(folder), None)
    return checked, frozenset(f.fingerprint for f in checked.evaluation.findings)


def _write_and_check(
    report: Report, folder: Path, edit: tuple[int, int, int, str] | None
) -> Checked:
    carrier = carrier_of(report)
    # the name stays: a report's year and kind may be told by it
    target = folder / (report.path.stem + carrier.suffix)
    carrier.write(target, edit)
    return check(target)


def _trial(task: Task, folder: Path) -> Trial:
    report, change = task.report, task.change
    carrier = carrier_of(report)
    text = carrier.texts[task.text]
    baseline, known = _baseline(report)
    here = _whereabouts(baseline.flow, carrier, task, edited=False)
    rules = _tied_by(baseline, here)

    def trial(outcome: str, by: str = "") -> Trial:
        printed = text.text[change.start : change.end]
        return Trial(
            report.name, report.kind, carrier.suffix, task.edit, text.cell, bool(rules), rules,
            outcome, by, printed, change.new,
        )  # fmt: skip

    loud = [f for f in baseline.evaluation.findings if f.level in LOUD]
    if here and any(_touches(baseline, finding, here) for finding in loud):
        return trial("already")
    try:
        edit = (task.text, change.start, change.end, change.new)
        after = _write_and_check(report, folder, edit)
    except Unreadable:
        return trial("unread")
    except Exception as failure:  # a defect of gouji is a result of the bench, not its end
        return trial("crash", type(failure).__name__)
    where = _whereabouts(after.flow, carrier, task, edited=True)
    new = [f for f in after.evaluation.findings if f.fingerprint not in known]
    if where is None:
        return trial("unread")
    touching = [finding for finding in new if _touches(after, finding, where)]
    loud = [finding for finding in touching if finding.level in LOUD]
    if loud:
        return trial("found", loud[0].rule)
    if _held_by_rounding(after, where):
        return trial("tail")
    if touching:
        return trial("review", touching[0].rule)
    return trial("elsewhere", new[0].rule) if new else trial("missed")


def _whereabouts(
    flow: Flow, carrier: Carrier, task: Task, *, edited: bool
) -> tuple[int, int] | None:
    """Where the figure concerned stands in a flow, before or after the edit."""
    text, change = carrier.texts[task.text].text, task.change
    start, end = change.about
    if edited:
        text = text[: change.start] + change.new + text[change.end :]
        shift = len(change.new) - (change.end - change.start)
        end += shift if end >= change.end else 0
        start += shift if start >= change.end and start != change.start else 0
    texts = carrier.texts
    before, after = _bare(text[:start]), _bare(text[end:])
    at = task.text
    while len(before) < _REACH and (at := at - 1) >= 0:
        before = _bare(texts[at].text) + before
    at = task.text
    while len(after) < _REACH and (at := at + 1) < len(texts):
        after += _bare(texts[at].text)
    near = sum(len(t.text) for t in texts[: task.text]) / max(1, sum(len(t.text) for t in texts))
    return flow.find(before, _bare(text[start:end]), after, near)


def _bare(text: str) -> str:
    return "".join(text.split())


def _tied_by(checked: Checked, where: tuple[int, int] | None) -> tuple[str, ...]:
    """The rules whose equations tied a figure standing there before the edit.

    An inequality (a part is at most its whole) ties too loosely to notice most errors.
    """
    if where is None:
        return ()
    found = {
        check.rule
        for check in checked.evaluation.checks
        if check.claim == Claim.EQUAL and check.verdict != Verdict.UNDETERMINED
        if any(_overlap(checked, span, where) for span in check.spans)
    }
    return tuple(sorted(found))


def _held_by_rounding(checked: Checked, where: tuple[int, int]) -> bool:
    """Whether every equation on a figure holds, and one of them by rounding only."""
    verdicts = {
        check.verdict
        for check in checked.evaluation.checks
        if check.claim == Claim.EQUAL and any(_overlap(checked, s, where) for s in check.spans)
    }
    return Verdict.ROUNDING in verdicts and Verdict.DISAGREES not in verdicts


def _touches(checked: Checked, finding: Finding, where: tuple[int, int]) -> bool:
    return any(_overlap(checked, place.span, where) for place in finding.places)


def _overlap(checked: Checked, span: Span, where: tuple[int, int]) -> bool:
    low, high = checked.flow.range(checked.document, span)
    return low < where[1] and where[0] < max(high, low + 1)
