"""Reports held against each other: last year's, and those with the same sentences.

Only an index stays in memory: whose report each is, and eight bytes for each of its sentences'
marks.  Of the rest two reports are loaded at a time.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ..validate.across.gist import Across, Gist, Who
from ..validate.describe import shown_check, shown_remark
from ..validate.engine import rules_at
from ..validate.finding import Finding
from ..validate.judge import Verdict, judge
from ..validate.relation import Remark
from ..validate.rule import Rule
from .results import Results

_REPORT_BITS = 24
_MARK_BITS = 64 - _REPORT_BITS
_SOURCES = 5
"""With how many others a report is compared for one sentence that they share."""


def compare(results: Results, levels: Mapping[str, str] | None = None) -> None:
    """Add to each result what comes of holding it against the others.

    `levels` gives rules another level, or switches them off.
    """
    rules = [rule for rule in rules_at(levels or {}) if rule.compare is not None]
    index = _Index(results)
    for later in range(len(results)):
        last, alike = index.last_year(later), index.alike(later)
        gist = results.gist(later) if last or alike else None
        if gist is None:
            continue
        found = _agreed([_against(rules, gist, results, other) for other in last])
        for other in sorted(alike - set(last)):
            found += _against(rules, gist, results, other)
        results.add(later, _once(found), [results.path(other) for other in last])


def findings_across(rules: Iterable[Rule], gist: Gist, other: Gist, path: str) -> Iterator[Finding]:
    """What the rules say of a report beside another one, which stands at `path`."""
    for rule in rules:
        if rule.compare is not None:
            for found in rule.compare(gist, other):
                yield from _finding(rule, found, path)


def _against(rules: Sequence[Rule], gist: Gist, results: Results, other: int) -> list[Finding]:
    against = results.gist(other)
    assert against is not None
    return list(findings_across(rules, gist, against, results.path(other)))


def _finding(rule: Rule, across: Across, path: str) -> Iterator[Finding]:
    """The finding of a comparison that fails; rounding between two reports is no news."""
    others = tuple(replace(place, report=path) for place in across.others)
    places = (*across.own, *others)
    if isinstance(across.outcome, Remark):
        remark = replace(across.outcome, values={**across.outcome.values, **across.values})
        yield shown_remark(rule, remark, places, "".join(across.values.values()))
        return
    check = judge(across.outcome)
    if check.verdict is Verdict.DISAGREES:
        yield shown_check(rule, check, places, more=across.values)


def _agreed(lists: Sequence[list[Finding]]) -> list[Finding]:
    """What holds against every copy of last year's report: they may be several, or not the same."""
    if not lists:
        return []
    shared = set.intersection(*({_name(finding) for finding in found} for found in lists))
    return [finding for finding in lists[0] if _name(finding) in shared]


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for a slip that stands in several places (a total and its only part)."""
    kept: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        numbers = (finding.stated, finding.recomputed, finding.unit)
        key = (finding.rule, *(numbers if finding.formula else (finding.fingerprint,)))
        first = kept.get(key)
        if first is not None:
            places = dict.fromkeys((*first.places, *finding.places))
            finding = replace(first, places=tuple(sorted(places, key=lambda p: p.report != "")))
        kept[key] = finding
    return list(kept.values())


def _name(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.subject, finding.stated


class _Index:
    """Which reports may have something to do with each other."""

    def __init__(self, results: Results) -> None:
        self._who: list[Who | None] = []
        self._by_who: dict[Who, list[int]] = defaultdict(list)
        self._alike: dict[int, set[int]] = defaultdict(set)
        marks = array("Q")
        for number in range(len(results)):
            gist = results.gist(number)
            self._who.append(gist.who if gist is not None else None)
            if gist is not None:
                self._by_who[gist.who].append(number)
                kept = {mark % (1 << _MARK_BITS) for s in gist.sentences for mark in s.marks}
                marks.extend(mark << _REPORT_BITS | number for mark in kept)
        self._pair(sorted(marks))

    def last_year(self, number: int) -> list[int]:
        """The reports of the same kind and organisation for the year before."""
        who = self._who[number]
        if who is None or who.year is None:
            return []
        found = self._by_who.get(replace(who, year=who.year - 1), [])
        return [other for other in found if who.follows(self._who[other] or who)]

    def alike(self, number: int) -> set[int]:
        """Earlier reports that share a sentence."""
        return self._alike.get(number, set())

    def _pair(self, marks: Sequence[int]) -> None:
        for _, same in groupby(marks, key=lambda entry: entry >> _REPORT_BITS):
            numbers = [entry % (1 << _REPORT_BITS) for entry in same]
            if len(numbers) > 1:
                numbers.sort(key=self._order)
                for at, later in enumerate(numbers):
                    self._alike[later].update(numbers[: min(at, _SOURCES)])

    def _order(self, number: int) -> tuple[int, int]:
        who = self._who[number]
        return (who.year or 0 if who is not None else 0), number
