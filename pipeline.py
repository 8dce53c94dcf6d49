"""One report from file to result, and the public API."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .extract.problem import Problem, Unreadable
from .settings import Settings

if TYPE_CHECKING:
    from .corpus.pool import Watcher
    from .corpus.results import Results
    from .corpus.walk import Found
    from .extract.document import Document
    from .extract.manner import Manner
    from .outputs.annotate.copies import Annotated
    from .validate.engine import Evaluation
    from .validate.finding import BlockRecord, Finding, ReportResult

_TARGET = f"{__name__}:check_report"
_ANNOTATE = f"{__name__}:annotate_report"
_LOST_TEXT = {"damaged-part", "too-many-pages", "without-converter", "rule-failed"}


def check(paths: str | Path | Iterable[str | Path], **options: Any) -> list[ReportResult]:
    """Check the reports at `paths` (files, folders, globs) and give one result a report.

    `options` are the fields of `Settings`.  Reports are checked in worker processes, so a file
    that crashes, hangs or swallows memory costs its own result only.  TypeError or
    ValueError for options that do not exist or make no sense.
    """
    from .corpus.walk import walk

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    with check_found(walk(given).found, Settings(**options)) as results:
        return list(results)


def read(path: str | Path, password: str | None = None, manner: Manner | None = None) -> Document:
    """Read one report as text and tables.  Unreadable, with a problem, when nothing can be read.

    `manner` says more than `password`, which it replaces.
    """
    from .extract.read import read as read_file

    return read_file(Path(path), password=password, manner=manner)


def check_found(found: list[Found], settings: Settings, watcher: Watcher | None = None) -> Results:
    """Check the reports of a walk in worker processes, then hold them against each other.

    Close the results after use.
    """
    from .corpus.compare import compare
    from .corpus.pool import Limits, check_all

    limits = Limits(settings.timeout, settings.memory)
    jobs = settings.jobs or _processors()
    results = check_all(found, _TARGET, settings, limits, jobs, watcher)
    try:
        compare(results, settings.levels)
    except BaseException:
        results.close()
        raise
    return results


def check_report(path: Path, settings: Settings) -> ReportResult:
    """Read one report, recompute what it asserts, and say everything gouji has to say of it.

    A file that cannot be read gives a result with status "unread"; other errors pass through.
    """
    from .corpus.results import printable, record, unread
    from .normalize.read import normalize
    from .outputs.formats import shows_text
    from .validate.engine import evaluate
    from .validate.finding import ReportResult
    from .validate.tables.profiles import add_profiles

    add_profiles(settings.profiles)
    try:
        document = read(path, settings.password, settings.manner)
    except Unreadable as failure:
        return unread(path, failure.problem, _sha256(path))
    reading = normalize(document)
    evaluation = evaluate(reading, settings.levels)
    problems = list(document.problems)
    if not any(figure.coverage != "not a figure" for figure in evaluation.figures):
        problems.append(Problem("no-figures"))
    problems += [Problem("rule-failed", None, f"{id}: {why}") for id, why in evaluation.failed]
    return ReportResult(
        path=printable(path),
        sha256=document.sha256,
        title=reading.title,
        organisation=reading.organisation,
        year=reading.year,
        pages=document.pages,
        format=document.format,
        status=_status(problems),
        problems=[record(problem) for problem in problems],
        findings=evaluation.findings,
        figures=evaluation.figures,
        checks=evaluation.checks,
        notes=[f"{note.author}: {note.text}" if note.author else note.text
               for note in document.notes],
        blocks=_blocks(document, evaluation) if shows_text(settings.formats) else [],
        gist=evaluation.gist,
    )  # fmt: skip


def annotate_found(
    results: Sequence[ReportResult],
    folder: Path,
    settings: Settings,
    watcher: Watcher | None = None,
) -> Annotated:
    """Write annotated copies of reports with open findings below `folder`, in worker processes.

    A copy that an earlier run left of a report without open findings is removed.
    """
    from .corpus.pool import Limits, check_all
    from .corpus.walk import Found
    from .outputs.annotate.copies import Annotated, names_of

    names = names_of([result.path for result in results])
    with tempfile.TemporaryDirectory(prefix="gouji-") as spool:
        found, targets = [], []
        for result, name in zip(results, names, strict=True):
            target = folder / name
            if result.raised:
                task = _Copy(target, result.format, result.raised, settings.language)
                Path(spool, _spooled(Path(result.path))).write_bytes(pickle.dumps(task))
                found.append(Found(Path(result.path)))
                targets.append(target)
            else:
                target.unlink(missing_ok=True)
        limits = Limits(settings.timeout, settings.memory)
        jobs = settings.jobs or _processors()
        with check_all(found, _ANNOTATE, Path(spool), limits, jobs, watcher) as made:
            return Annotated(results, list(made))


@dataclass(frozen=True, slots=True)
class _Copy:
    """One report's annotated copy, as its worker is told of it."""

    target: Path
    format: str
    findings: list[Finding]
    language: str


def annotate_report(path: Path, spool: Path) -> ReportResult:
    """Write one annotated copy; the result says where it is, or why there is none."""
    from .corpus.results import printable
    from .outputs.annotate.copies import annotate
    from .outputs.annotate.note import NotAnnotated
    from .validate.finding import ProblemRecord, ReportResult

    task: _Copy = pickle.loads((spool / _spooled(path)).read_bytes())
    result = ReportResult(printable(path), status="read")
    try:
        annotate(path, task.format, task.target, task.findings, task.language)
    except NotAnnotated as why:
        result.problems = [ProblemRecord("not-annotated", str(why), str(why), None, False)]
    except OSError as error:
        told = f"{task.target}: {error.strerror or error}"
        result.problems = [ProblemRecord("not-written", told, told, None, True)]
    else:
        result.annotated = printable(task.target)
    return result


def _spooled(path: Path) -> str:
    """The name of a report's task in the spool."""
    import hashlib

    return hashlib.sha256(os.fsencode(path)).hexdigest()


def _blocks(document: Document, evaluation: Evaluation) -> list[BlockRecord]:
    """The report's text, for the outputs that show it."""
    from .validate.blocks import blocks_of

    gist = evaluation.gist
    spans = [sentence.place.span for sentence in gist.sentences] if gist is not None else []
    return blocks_of(document, evaluation.figures, evaluation.findings, evaluation.checks, spans)


def _status(problems: list[Problem]) -> str:
    """Whether all of the text was read, part of it, or none."""
    if any(problem.fatal for problem in problems):
        return "unread"
    if any(problem.page is not None or problem.code in _LOST_TEXT for problem in problems):
        return "partly read"
    return "read"


def _sha256(path: Path) -> str:
    """The hash of a file that could not be read as a report, empty if not even its bytes can."""
    import hashlib

    from .extract.packed import bytes_of, holder_of

    try:
        if holder_of(path) is not None:
            return hashlib.sha256(bytes_of(path)).hexdigest()
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, Unreadable):
        return ""


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
