"""Results of many reports, in the order of the reports, without keeping them in memory."""

from __future__ import annotations

import os
import pickle
import struct
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from ..extract.problem import Problem
from ..validate.across.gist import Gist
from ..validate.engine import numbered
from ..validate.finding import Earlier, Finding, ProblemRecord, ReportResult

_HEAD = struct.Struct(">Q")


def printable(path: Path) -> str:
    """A path as text for people: forward slashes, and no bytes that are not text.

    Names from old Chinese archives are often GB18030 on a UTF-8 system.
    """
    text = path.as_posix()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(text).decode("gb18030", "replace")
    return text


def record(problem: Problem) -> ProblemRecord:
    """A problem as the outputs show it."""
    zh, en = problem.message("zh"), problem.message("en")
    return ProblemRecord(problem.code, zh, en, problem.page, problem.fatal)


def unread(path: Path, problem: Problem, sha256: str = "") -> ReportResult:
    """The result of a report of which nothing could be read."""
    return ReportResult(path=printable(path), sha256=sha256, problems=[record(problem)])


def pack(result: ReportResult) -> bytes:
    """A result as it crosses from a worker and lies in the spool: its gist can be read alone."""
    gist = _packed((result.path, result.gist))
    return _HEAD.pack(len(gist)) + gist + _packed(replace(result, gist=None))


def _packed(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


class Results(Sequence[ReportResult]):
    """A sequence of results that lie in a temporary file and are loaded one at a time.

    A report's figures weigh megabytes; thousands of reports must not.  Close it (or use it as a
    context manager) to remove the file.
    """

    def __init__(self, count: int) -> None:
        self._file = tempfile.TemporaryFile(prefix="gouji-")  # noqa: SIM115 - closed by close()
        self._places: list[tuple[int, int]] = [(0, 0)] * count
        self._added: dict[int, tuple[list[Finding], tuple[str, ...]]] = {}

    def put(self, index: int, packed: bytes) -> None:
        """Keep the result of the report at `index`, whenever it arrives."""
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(packed)
        self._places[index] = (start, len(packed))

    def add(self, index: int, findings: Sequence[Finding], compared: Sequence[str]) -> None:
        """Add what came of holding a report against others, and the paths of last year's."""
        self._added[index] = list(findings), tuple(compared)

    def gist(self, index: int) -> Gist | None:
        """What comparison needs of a report; None of one that was not read."""
        return self._head(index)[1]

    def path(self, index: int) -> str:
        """The path of a report, without loading its result."""
        return self._head(index)[0]

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Results:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> ReportResult: ...
    @overload
    def __getitem__(self, index: slice) -> list[ReportResult]: ...
    def __getitem__(self, index: int | slice) -> ReportResult | list[ReportResult]:
        if isinstance(index, slice):
            return [self._load(number) for number in range(*index.indices(len(self)))]
        return self._load(range(len(self))[index])

    def _head(self, index: int) -> tuple[str, Gist | None]:
        self._file.seek(self._places[index][0])
        (length,) = _HEAD.unpack(self._file.read(_HEAD.size))
        path, gist = pickle.loads(zlib.decompress(self._file.read(length)))
        return path, gist

    def _load(self, index: int) -> ReportResult:
        start, size = self._places[index]
        self._file.seek(start)
        (length,) = _HEAD.unpack(self._file.read(_HEAD.size))
        self._file.seek(length, os.SEEK_CUR)
        result = pickle.loads(zlib.decompress(self._file.read(size - length - _HEAD.size)))
        assert isinstance(result, ReportResult)
        if index in self._added:
            findings, result.compared = self._added[index]
            result.findings = numbered([*result.findings, *findings])
        return result


class View(Sequence[ReportResult]):
    """Results seen with something added to each, still loaded one at a time.

    `absent` are an earlier run's findings of reports that are not in this one.
    """

    def __init__(self, results: Sequence[ReportResult]) -> None:
        self._results = results
        self.absent: list[Earlier] = absent(results)

    def changed(self, result: ReportResult) -> ReportResult:
        """The result with what this view adds."""
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self._results)

    @overload
    def __getitem__(self, index: int) -> ReportResult: ...
    @overload
    def __getitem__(self, index: slice) -> list[ReportResult]: ...
    def __getitem__(self, index: int | slice) -> ReportResult | list[ReportResult]:
        if isinstance(index, slice):
            return [self.changed(result) for result in self._results[index]]
        return self.changed(self._results[index])


def absent(results: Sequence[ReportResult]) -> list[Earlier]:
    """An earlier run's findings of reports that are not among `results`."""
    return results.absent if isinstance(results, View) else []
