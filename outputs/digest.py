"""What every output says of a report as a whole: counts and a traffic light."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..validate.finding import ReportResult
from .words import Words

LEVELS = ("error", "warning", "review", "info")
COVERAGE = ("figures", "checked", "contradicted", "operand", "unchecked")
LIGHTS = (
    "errors", "warnings", "doubts", "unread", "partial", "unchecked", "settled", "notes", "clean",
)  # fmt: skip
"""Every light, the most pressing first."""

_BY_LEVEL = {"error": "errors", "warning": "warnings", "review": "doubts"}


@dataclass(frozen=True, slots=True)
class Digest:
    """A report's result without its figures and findings: small, whatever the report's size.

    `name` is the path below the folder that the reports have in common, `label` the file's name
    alone unless another report has it too; `lost_pages` counts the pages that could not be read.
    `levels` and `rules` count the findings that are raised, `quiet` those that are settled,
    `earlier` those that the run before had and this one has not.
    """

    path: str
    name: str
    label: str
    organisation: str
    year: int | None
    pages: int | None
    status: str
    coverage: Mapping[str, int]
    levels: Mapping[str, int]
    rules: Mapping[str, int]
    lost_pages: int
    quiet: int = 0
    earlier: int = 0

    @property
    def light(self) -> str:
        """One of LIGHTS: *nothing wrong*, *nothing checked* and *unread* stay apart.

        Green ("clean", "notes") needs the whole report read and at least one figure recomputed;
        a report in which nothing was recomputed is "unchecked" however silent the rules were.
        """
        if self.status == "unread":
            return "unread"
        for level, name in _BY_LEVEL.items():
            if self.levels[level]:
                return name
        if not self.coverage["checked"] and not self.coverage["contradicted"]:
            return "unchecked"
        if self.status == "partly read":
            return "partial"
        if self.quiet:
            return "settled"
        return "notes" if self.levels["info"] else "clean"

    def light_words(self, words: Words) -> str:
        """The light in words, saying so when parts of the report were not read."""
        text = words("lights", self.light)
        partly = self.status == "partly read" and self.light != "partial"
        return text + words("phrases", "partly") if partly else text


def digest(results: Iterable[ReportResult]) -> list[Digest]:
    """The digest of each result, in order.  Results are gone through once."""
    found = [(result.path, _counted(result)) for result in results]
    names = short_names([path for path, _ in found])
    files = Counter(PurePosixPath(name).name for name in names)
    digests = []
    for (path, counted), name in zip(found, names, strict=True):
        file = PurePosixPath(name).name
        digests.append(Digest(path, name, file if files[file] == 1 else name, *counted))
    return digests


def share_checked(coverage: Mapping[str, int]) -> float | None:
    """Share of figures recomputed (0 to 1), None where there are no figures."""
    if not coverage["figures"]:
        return None
    return (coverage["checked"] + coverage["contradicted"]) / coverage["figures"]


def status_line(digests: Sequence[Digest], words: Words) -> str:
    """How many reports stand under each light, in one line."""
    lights = Counter(item.light for item in digests)
    parts = [f"{words('lights', name)} {lights[name]}" for name in LIGHTS if lights[name]]
    return "    ".join([words("phrases", "reports", count=len(digests)), *parts])


def totals(digests: Iterable[Digest]) -> Counter[str]:
    """Pages, coverage and levels over all reports."""
    counts = Counter[str]()
    for item in digests:
        counts.update(item.coverage)
        counts.update(item.levels)
        counts["pages"] += item.pages or 0
        counts["quiet"] += item.quiet
    return counts


def short_names(paths: Sequence[str]) -> list[str]:
    """Paths below the folder they have in common, with forward slashes."""
    if not paths:
        return []
    whole = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - no links followed
    try:
        root = os.path.commonpath([os.path.dirname(path) for path in whole])  # noqa: PTH120
    except ValueError:  # several drives
        return list(paths)
    return [Path(os.path.relpath(path, root)).as_posix() for path in whole]


_Counted = tuple[
    str, int | None, int | None, str, Mapping[str, int], Mapping[str, int], Mapping[str, int], int,
    int, int,
]  # fmt: skip


def _counted(result: ReportResult) -> _Counted:
    raised = result.raised
    levels = Counter(finding.level for finding in raised)
    return (
        result.organisation,
        result.year,
        result.pages,
        result.status,
        result.coverage,
        {level: levels[level] for level in LEVELS},
        Counter(finding.rule for finding in raised),
        len({problem.page for problem in result.problems if problem.page is not None}),
        len(result.findings) - len(raised),
        len(result.earlier),
    )
