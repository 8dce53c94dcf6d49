"""Jobs: what was dropped, checked one job at a time in the order of their start."""

from __future__ import annotations

import contextlib
import queue
import secrets
import shutil
import tempfile
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..corpus.results import Results
from ..corpus.walk import walk
from ..outputs.digest import digest, status_line
from ..outputs.page.write import page
from ..outputs.words import Words
from ..outputs.workbook import write_workbook
from ..pipeline import check_found
from ..settings import Settings
from ..validate.finding import Handling, ReportResult
from .decided import Decided
from .intake import Bounds, Intake

RECEIVING, QUEUED, CHECKING, DONE, FAILED = "receiving", "queued", "checking", "done", "failed"
_MOST_JOBS = 50  # kept at once, of all browsers together
_PATIENCE = 3.0  # seconds a job in hand may take to end when all is closed


class TooManyJobs(Exception):
    """No further job is taken until one is removed."""


class _Cancelled(Exception):
    """The job in hand is no longer wanted."""


@dataclass(eq=False)
class Job:
    """One drop.  `folder` holds everything of it; `owner` is the session that dropped it."""

    id: str
    owner: str
    title: str
    folder: Path
    intake: Intake
    state: str = RECEIVING
    total: int = 0
    done: int = 0
    in_hand: list[str] = field(default_factory=list)
    summary: str = ""
    passed_over: int = 0
    decisions: dict[tuple[int, str], Handling] = field(default_factory=dict)
    results: Results | None = None
    cancelled: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def report(self) -> Path:
        """The page with the findings, once the job is done."""
        return self.folder / "report.html"

    def named(self, path: str) -> str:
        """A report's path as it was dropped."""
        with contextlib.suppress(ValueError):
            return Path(path).relative_to(self.intake.root).as_posix()
        return path

    def decided(self) -> Sequence[ReportResult]:
        """The results as far as they are settled."""
        assert self.results is not None
        return Decided(self.results, dict(self.decisions))

    def started(self, path: Path) -> None:
        """Watcher: a report is in hand."""
        self._go_on()
        self.in_hand.append(path.name)

    def finished(self, path: Path) -> None:
        """Watcher: a report has its result."""
        self._go_on()
        if path.name in self.in_hand:
            self.in_hand.remove(path.name)
        self.done += 1

    def _go_on(self) -> None:
        if self.cancelled:
            raise _Cancelled

    def status(self, ahead: int) -> dict[str, Any]:
        """What the drop page shows; `ahead` jobs are to be checked before this one."""
        return {
            "id": self.id,
            "title": self.title,
            "state": self.state,
            "files": self.intake.count + len(self.intake.lost),
            "total": self.total,
            "done": self.done,
            "current": self.in_hand[0] if self.in_hand else "",
            "ahead": ahead,
            "summary": self.summary,
            "passed_over": self.passed_over,
        }


class Jobs:
    """All jobs of a server, in a temporary folder that goes when it is closed."""

    def __init__(self, settings: Settings, bounds: Bounds) -> None:
        self._settings, self._bounds = settings, bounds
        self._folder = tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True)
        self._jobs: dict[str, Job] = {}
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._worker = threading.Thread(target=self._work, name="gouji-jobs", daemon=True)
        self._worker.start()

    def create(self, owner: str, title: str) -> Job:
        """A new job that receives files.  TooManyJobs when too many are kept."""
        if len(self._jobs) >= _MOST_JOBS:
            raise TooManyJobs
        id = secrets.token_urlsafe(9)
        folder = Path(self._folder.name) / id
        (folder / "reports").mkdir(parents=True)
        job = Job(id, owner, title, folder, Intake(folder / "reports", self._bounds))
        self._jobs[id] = job
        return job

    def of(self, owner: str) -> list[dict[str, Any]]:
        """The status of a session's jobs, the newest first."""
        waiting = [job for job in self._jobs.values() if job.state in (CHECKING, QUEUED)]
        return [
            job.status(waiting.index(job) if job in waiting else 0)
            for job in reversed(self._jobs.values())
            if job.owner == owner
        ]

    def find(self, id: str, owner: str) -> Job | None:
        """A session's own job."""
        job = self._jobs.get(id)
        return job if job is not None and job.owner == owner else None

    def start(self, job: Job) -> None:
        """Have a job checked when those before it are done."""
        if job.state == RECEIVING:
            job.state = QUEUED
            self._jobs[job.id] = self._jobs.pop(job.id)  # jobs stand in the order of their start
            self._queue.put(job)

    def remove(self, job: Job) -> None:
        """Forget a job and everything of it."""
        job.cancelled = True
        self._jobs.pop(job.id, None)
        if job.state != CHECKING:
            self._clear(job)

    def workbook(self, job: Job, language: str) -> Path:
        """Write the workbook with the decisions taken so far."""
        with job.lock:
            # Links lead from the folder of the workbook to the reports beside it.
            job.intake.root.mkdir(exist_ok=True)
            target = job.intake.root / f"discrepancies-{secrets.token_hex(4)}.xlsx"
            return write_workbook(job.decided(), target, language)

    def close(self) -> None:
        """Stop the job in hand and remove everything."""
        for job in self._jobs.values():
            job.cancelled = True
        self._queue.put(None)
        self._worker.join(_PATIENCE)
        for job in self._jobs.values():
            if job.results is not None:
                job.results.close()
        self._folder.cleanup()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            if job.cancelled:
                continue
            job.state = ended = CHECKING
            try:
                self._check(job)
                ended = DONE
            except _Cancelled:
                pass
            except Exception:
                traceback.print_exc()
                ended = FAILED
            # What was dropped goes at once: a job is not done while it lies there.
            shutil.rmtree(job.intake.root, ignore_errors=True)
            job.state = ended
            if job.cancelled:
                self._clear(job)

    def _check(self, job: Job) -> None:
        walked = walk([job.intake.root])
        found = [*walked.found, *job.intake.lost]
        job.total, job.passed_over = len(found), walked.passed_over
        job.results = check_found(found, self._settings, job)
        language = self._settings.language
        shown = Decided(job.results, {}, job.named)
        with job.lock, job.report.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(page(shown, language, scripts=[decide_script()], connect="'self'"))
            job.summary = status_line(digest(shown), Words(language))

    def _clear(self, job: Job) -> None:
        with job.lock:
            if job.results is not None:
                job.results.close()
            shutil.rmtree(job.folder, ignore_errors=True)


def decide_script() -> str:
    """The script that lets the page of findings take decisions."""
    from importlib.resources import files

    return (files(__package__) / "decide.js").read_text("utf-8").strip()
