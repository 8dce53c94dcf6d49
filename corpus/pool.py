"""Checks many reports in worker processes that may die without taking the run along.

A worker serves one report at a time and is used again.  The parent watches from outside: a
report that takes too long, grows too large or kills its worker costs that report only.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psutil

from ..extract.problem import Problem
from .results import Results, pack, unread
from .walk import Found
from .worker import receive, send

_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]);"
    f"from {__package__}.worker import main; main(sys.argv[2])"
)
_START_LIMIT = 60.0  # seconds a worker may take to import what it needs
_FAREWELL = 2.0  # seconds a dismissed worker may take to leave
_GLANCE = 0.1  # seconds between two looks at the workers
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """`timeout` in seconds a report, `memory` in MB (resident) a worker."""

    timeout: float
    memory: int


class Watcher(Protocol):
    """Told of each report as it begins and ends (always from the calling thread)."""

    def started(self, path: Path) -> None: ...
    def finished(self, path: Path) -> None: ...


def check_all(
    found: Sequence[Found],
    target: str,
    settings: object,
    limits: Limits,
    jobs: int,
    watcher: Watcher | None = None,
) -> Results:
    """Check every report with the function `target` ("module:name") in `jobs` processes.

    The function takes (path, settings) and gives a ReportResult.  The results stand in the order
    of `found`, whatever order they arrive in.  KeyboardInterrupt ends the workers and passes on.
    """
    results = Results(len(found))
    try:
        _Run(found, target, settings, limits, results, watcher).work(jobs)
    except BaseException:
        results.close()
        raise
    return results


@dataclass(frozen=True, slots=True)
class _Event:
    """Sent by a slot to the calling thread: `packed` is None when a report begins."""

    index: int
    packed: bytes | None = None
    error: BaseException | None = None


class _Run:
    def __init__(
        self,
        found: Sequence[Found],
        target: str,
        settings: object,
        limits: Limits,
        results: Results,
        watcher: Watcher | None,
    ) -> None:
        self.found = found
        self.target = target
        self.settings = settings
        self.limits = limits
        self.results = results
        self.watcher = watcher
        self.events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
        self.workers: dict[int, _Worker] = {}
        self.tasks: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.stopping = False

    def work(self, jobs: int) -> None:
        open_tasks = 0
        for index, item in enumerate(self.found):
            if item.problem is None:
                self.tasks.put(index)
                open_tasks += 1
            else:
                self.results.put(index, pack(unread(item.path, item.problem)))
                self._tell("finished", index)
        count = min(jobs, open_tasks)
        slots = [threading.Thread(target=self._slot, args=(n,), daemon=True) for n in range(count)]
        try:
            for slot in slots:
                slot.start()
            self._collect(open_tasks)
        finally:
            self.stopping = True
            for worker in list(self.workers.values()):
                worker.dismiss()  # idle ones clear up after themselves meanwhile
            for worker in list(self.workers.values()):
                worker.end()
            for slot in slots:
                slot.join()

    def _collect(self, open_tasks: int) -> None:
        """Take in results and look after the workers until every report has its result."""
        next_look = 0.0
        while open_tasks:
            try:
                event = self.events.get(timeout=_GLANCE)
            except queue.Empty:
                pass
            else:
                if event.error is not None:
                    raise event.error
                if event.packed is None:
                    self._tell("started", event.index)
                else:
                    self.results.put(event.index, event.packed)
                    self._tell("finished", event.index)
                    open_tasks -= 1
            if time.monotonic() >= next_look:
                for worker in list(self.workers.values()):
                    worker.look(self.limits)
                next_look = time.monotonic() + _GLANCE

    def _tell(self, what: str, index: int) -> None:
        if self.watcher is not None:
            getattr(self.watcher, what)(self.found[index].path)

    def _slot(self, number: int) -> None:
        """One lane: hands reports to its worker, replacing the worker when it is lost."""
        try:
            for index in self._remaining():
                self.events.put(_Event(index))
                self.events.put(_Event(index, self._check(number, self.found[index].path)))
        except BaseException as error:
            self.events.put(_Event(-1, error=error))

    def _remaining(self) -> Iterator[int]:
        while not self.stopping:
            try:
                yield self.tasks.get_nowait()
            except queue.Empty:
                return

    def _check(self, number: int, path: Path) -> bytes:
        worker = self.workers.get(number)
        if worker is None:
            worker = self.workers[number] = _Worker(self.target)
            if self.stopping:  # it started after the others were ended
                worker.end()
        packed = worker.check(path, self.settings)
        if packed is None:
            packed = pack(unread(path, worker.fate()))
        if not worker.fit(self.limits):
            worker.end()
            del self.workers[number]
        return packed


class _Worker:
    """A worker process seen from outside.  `look` may be called from another thread."""

    def __init__(self, target: str) -> None:
        path = json.dumps([entry for entry in sys.path if entry])
        # Fixed hashes keep the order of sets, and with it every output, the same in all workers.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, path, target],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        self._lock = threading.Lock()
        self._ready = False
        self._since: float | None = time.monotonic()
        self._stopped_for: Problem | None = None

    def check(self, path: Path, settings: object) -> bytes | None:
        """Have one report checked; None when the worker was lost over it."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            if not self._ready:
                self._ready = receive(stdout) is not None
            with self._lock:
                self._since = time.monotonic()
            send(stdin, pickle.dumps((path, settings)))
            return receive(stdout)
        except OSError:  # the pipe broke: the worker is gone
            return None
        finally:
            with self._lock:
                self._since = None

    def look(self, limits: Limits) -> None:
        """End the worker if the report in hand takes too long or too much memory."""
        with self._lock:
            if self._since is None or self._stopped_for is not None:
                return
            allowed = limits.timeout if self._ready else max(limits.timeout, _START_LIMIT)
            if time.monotonic() - self._since > allowed:
                self._stopped_for = Problem("timeout", detail=f"{limits.timeout:g}")
            elif self._memory() > limits.memory:
                self._stopped_for = Problem("memory", detail=f"{limits.memory} MB")
            else:
                return
            self._kill()

    def fit(self, limits: Limits) -> bool:
        """Whether the worker may serve another report: alive, and not swollen by the last."""
        alive = self._stopped_for is None and self._process.poll() is None
        return alive and self._memory() * 4 <= limits.memory

    def fate(self) -> Problem:
        """Why the worker was lost."""
        code = self._process.wait()
        if self._stopped_for is not None:
            return self._stopped_for
        return Problem("crash", detail=_exit_words(code))

    def dismiss(self) -> None:
        """Let an idle worker leave in its own time; one with a report in hand is stopped."""
        with self._lock:
            if self._since is not None:
                self._kill()
            elif self._process.stdin is not None:
                self._process.stdin.close()

    def end(self) -> None:
        """See the process out, stopping it and everything it started if it lingers."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self._process.stdin is not None and self._process.stdin.closed:
                self._process.wait(_FAREWELL)
        self._kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _memory(self) -> int:
        """Resident memory of the worker, in MB."""
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss) // _MEGABYTE
        except psutil.Error:
            return 0

    def _kill(self) -> None:
        """Kill the process and the programs it runs."""
        if self._process.poll() is not None:
            return
        with contextlib.suppress(psutil.Error):
            family = psutil.Process(self._process.pid).children(recursive=True)
            for child in family:
                with contextlib.suppress(psutil.Error):
                    child.kill()
        self._process.kill()


def _exit_words(code: int) -> str:
    """An exit status in words: the signal's name, or the status itself."""
    if code >= 0:
        return f"exit status {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
