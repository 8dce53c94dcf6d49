"""What an earlier run found, and what people decided about it, laid over a new run's results.

A finding is known again by its report and its fingerprint (rule and facts, never a page).
Reports are paired by their paths, however much of them two runs have in common; a report that was
renamed or moved is known by its findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from ..validate.catalogue import load
from ..validate.finding import UNTOUCHED, Earlier, Finding, Handling, ReportResult
from .results import View

CHANGES = ("new", "back", "remains", "known")
"""What `Finding.change` may say, the most pressing first."""
STATES = ("corrected", "unread", "off", "absent")
"""What `Earlier.state` may say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as an earlier run left it; `gone` if that run already listed it as corrected."""

    report: str
    fingerprint: str
    handling: Handling = UNTOUCHED
    rule: str = ""
    level: str = ""
    stated: str = ""
    message: str = ""
    gone: bool = False


class Followed(View):
    """Results with what was decided about their findings in an earlier run."""

    def __init__(
        self,
        results: Sequence[ReportResult],
        entries: Iterable[Entry],
        off: Collection[str] = (),
    ) -> None:
        """`off` are the rules that are switched off: their findings are not corrected."""
        super().__init__(results)
        self._off = frozenset(off)
        by_report: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_report[entry.report].append(entry)
        paths = [result.path for result in results]
        self._olds = {path: by_report.pop(old) for path, old in pair(by_report, paths).items()}
        self._pair_by_findings([path for path in paths if path not in self._olds], by_report)
        left = (entry for olds in by_report.values() for entry in olds)
        self.absent = [*self.absent, *(_earlier(entry, "absent") for entry in left)]

    def _pair_by_findings(self, paths: list[str], by_report: dict[str, list[Entry]]) -> None:
        """A report under a new name has the findings of one that is gone from its place."""
        if not by_report or not paths:
            return
        for result in self._results:
            if result.path not in paths:
                continue
            prints = {finding.fingerprint for finding in result.findings}
            shared = {
                old: len(prints & {entry.fingerprint for entry in olds})
                for old, olds in by_report.items()
            }
            best = max(shared, key=lambda old: shared[old], default="")
            if best and shared[best] * 2 > len(prints):
                self._olds[result.path] = by_report.pop(best)

    def changed(self, result: ReportResult) -> ReportResult:
        """A result whose findings carry what was decided, with those that are gone."""
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(self._olds.get(result.path, ()), key=lambda e: _rank(e.fingerprint)):
            groups[_fact(entry.fingerprint)].append(entry)
        counts: dict[str, int] = defaultdict(int)
        for finding in result.findings:
            counts[_fact(finding.fingerprint)] += 1
        queues = {fact: _told_apart(olds, counts[fact]) for fact, olds in groups.items()}
        findings = []
        for finding in result.findings:
            queue = queues.get(_fact(finding.fingerprint))
            findings.append(_with(finding, queue.pop(0) if queue else None))
        told = {earlier.fingerprint for earlier in result.earlier}
        left = [e for queue in queues.values() for e in queue if e.fingerprint not in told]
        earlier = [_earlier(entry, self._state(entry, result)) for entry in left]
        return replace(result, findings=findings, earlier=[*result.earlier, *earlier])

    def _state(self, entry: Entry, result: ReportResult) -> str:
        """Why an earlier finding is not there: silence counts as corrected only if all was read."""
        if entry.gone:
            return "corrected"
        if entry.rule in _across() and not result.compared:
            return "absent"
        if result.status != "read":
            return "unread"
        return "off" if entry.rule in self._off else "corrected"


@cache
def _across() -> frozenset[str]:
    """The rules that need another report: without it, silence says nothing."""
    return frozenset(rule.id for rule in load().values() if rule.compare is not None)


def pair(olds: Iterable[str], news: Iterable[str]) -> dict[str, str]:
    """New paths with the old ones that name the same report, each at most once.

    They have the same file name; of several, the one that shares most of the folders above.
    Where that does not decide, they stay apart: a decision must not reach a wrong report.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for old in olds:
        by_name[PurePosixPath(old).name].append(old)
    wishes: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for new in dict.fromkeys(news):
        shared = [(_tail(old, new), old) for old in by_name[PurePosixPath(new).name]]
        most = max((count for count, _ in shared), default=0)
        best = [old for count, old in shared if count == most]
        if len(best) == 1:
            wishes[best[0]].append((most, new))
    paired = {}
    for old, wanted in wishes.items():
        most = max(count for count, _ in wanted)
        best = [new for count, new in wanted if count == most]
        if len(best) == 1:
            paired[best[0]] = old
    return paired


def _tail(one: str, other: str) -> int:
    """How many parts two paths share at their ends."""
    count = 0
    for a, b in zip(
        reversed(PurePosixPath(one).parts), reversed(PurePosixPath(other).parts), strict=False
    ):
        if a != b:
            break
        count += 1
    return count


def _fact(fingerprint: str) -> str:
    """The fingerprint without the number of its repetition."""
    return fingerprint.partition("-")[0]


def _rank(fingerprint: str) -> int:
    number = fingerprint.partition("-")[2]
    return int(number) if number.isdecimal() else 1


def _told_apart(olds: list[Entry], count: int) -> list[Entry]:
    """The earlier findings of one fact, in the order of this run's `count` of them.

    The same fact printed several times is told apart by order only.  When some of them are gone
    and they had been decided differently, nobody can say which are left: what remains is open.
    """
    if len(olds) <= count or len({entry.handling for entry in olds}) == 1:
        return list(olds)
    remarks = dict.fromkeys(entry.handling.remarks for entry in olds if entry.handling.remarks)
    accepted = all(entry.handling.accepted for entry in olds)
    open_again = Handling(remarks="；".join(remarks), accepted=accepted)
    head = [replace(entry, handling=open_again) for entry in olds[:count]]
    return [*head, *olds[count:]]


def _with(finding: Finding, entry: Entry | None) -> Finding:
    """A finding with what was decided about it.  What came back, or was not corrected, is open."""
    if entry is None:
        return replace(finding, change=finding.change or "new")
    handling, change = entry.handling, "known"
    if entry.gone:
        change = "back"
    elif handling.disposition == "corrected":
        change = "remains"
    if change != "known":
        handling = replace(handling, disposition="pending")
    if handling.accepted:  # by a baseline: what a workbook says of it stays
        handling = replace(finding.handling, accepted=True)
        change = finding.change if finding.change not in ("", "new") else change
    return replace(finding, handling=handling, change=change)


def _earlier(entry: Entry, state: str) -> Earlier:
    return Earlier(
        entry.report, entry.fingerprint, entry.rule, entry.level, entry.stated, entry.message,
        entry.handling, state,
    )  # fmt: skip
