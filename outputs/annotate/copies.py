"""Where annotated copies go, and which reports get one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ...corpus.results import View
from ...extract.packed import holder_of
from ...validate.finding import Finding, ReportResult
from ..digest import short_names
from ..files import appearing
from ..words import Words
from .note import NotAnnotated

FORMATS = ("docx", "pdf")
_KNOWN = ("not-annotated",)  # why a report has no copy though nothing failed


class Annotated(View):
    """Results that know their annotated copies.

    `without` says for reports (by path) why there is no copy, in two tongues; `failed` that one
    is missing because something broke.
    """

    def __init__(self, results: Sequence[ReportResult], made: Sequence[ReportResult]) -> None:
        super().__init__(results)
        self._copies = {copy.path: copy.annotated for copy in made if copy.annotated}
        self.without: dict[str, tuple[str, str]] = {}
        self.failed = False
        for copy in made:
            for problem in copy.problems:
                self.without[copy.path] = (problem.message, problem.message_en)
                self.failed = self.failed or problem.code not in _KNOWN

    def changed(self, result: ReportResult) -> ReportResult:
        return replace(result, annotated=self._copies.get(result.path, ""))


def names_of(paths: Sequence[str]) -> list[str]:
    """A name below the folder of copies for each report: its path below what all share."""
    names = []
    for number, name in enumerate(short_names(paths), 1):
        parts = PurePosixPath(name).parts
        inside = not PurePosixPath(name).is_absolute() and ".." not in parts and ":" not in name
        names.append(name if inside else f"{number}-{parts[-1]}")
    return names


def annotate(
    path: Path, format: str, target: Path, findings: Sequence[Finding], language: str
) -> None:
    """Write the annotated copy of one report.  NotAnnotated says why there is none; OSError."""
    words = Words(language)
    if holder_of(path) is not None:
        raise NotAnnotated(words("phrases", "no_copy_format", format="zip"))
    if format not in FORMATS:
        raise NotAnnotated(words("phrases", "no_copy_format", format=format))
    if os.path.realpath(path) == os.path.realpath(target):
        raise NotAnnotated(words("phrases", "no_copy_original"))
    if not path.is_file():  # it stands in an archive
        raise NotAnnotated(words("phrases", "no_copy_packed"))
    target.parent.mkdir(parents=True, exist_ok=True)
    with appearing(target) as unfinished:
        if format == "pdf":
            from .pdf import annotate_pdf

            annotate_pdf(path, unfinished, findings, words)
        else:
            from .word import annotate_word

            annotate_word(path, unfinished, findings, words)
