"""From the paths on the command line to the list of reports, each once, in a natural order."""

from __future__ import annotations

import glob
import os
import re
import stat
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from ..extract.packed import holder_of, is_archive, members_of
from ..extract.problem import Problem, Unreadable


@dataclass(frozen=True, slots=True)
class Found:
    """A report to check, or a path that cannot be one (`problem` says why)."""

    path: Path
    problem: Problem | None = None


@dataclass(slots=True)
class Walk:
    """What stands at the paths.

    `passed_over` counts files that are plainly no reports, `left_out` reports that the run was
    asked not to check.
    """

    found: list[Found] = field(default_factory=list)
    passed_over: int = 0
    left_out: int = 0


def walk(paths: Iterable[str | Path], out: Path | None = None) -> Walk:
    """List the reports at `paths`: files, folders (with all below them) and globs.

    A path given by name is always listed, whatever it is.  In folders, lock files, hidden files,
    what gouji wrote itself (and the folder `out`) and files of plainly other kinds are passed
    over.  Archives are opened: what they hold is listed by paths like `a.zip/b.docx`.  Never
    raises: a path that does not exist is listed with the problem `missing`.
    """
    result = Walk()
    seen: set[str] = set()
    own = None if out is None else os.path.realpath(out)
    for path in _expanded(paths):
        if path.is_dir():
            for found in _below(path, own, seen, result):
                result.found.append(found)
        elif _first_time(path, seen):
            result.found += _opened(path, result)
    return result


def natural(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """A sort key under which 附件2 comes before 附件10."""
    parts = re.split(r"([0-9]+)", name.casefold())
    key = tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p)
    return key, name


def _expanded(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The paths, with globs replaced by what they match.  A real name comes before a glob."""
    for given in paths:
        path = Path(given)
        if not os.path.lexists(path) and glob.has_magic(str(given)):
            # glob.glob and not Path.glob: a pattern may be absolute
            matches = sorted(glob.glob(str(given), recursive=True), key=natural)  # noqa: PTH207
            visible = [Path(match) for match in matches if not _lock_or_hidden(Path(match).name)]
            yield from visible or [path]
        else:
            yield path


def _below(folder: Path, own: str | None, seen: set[str], result: Walk) -> Iterator[Found]:
    """The reports in a folder and its subfolders.  Links are followed, each target once."""
    pending = [folder]
    while pending:
        path = pending.pop()
        problem = _problem(path)
        if problem is None and path.is_dir():
            if _first_time(path, seen):
                try:
                    within = sorted(path.iterdir(), key=lambda p: natural(p.name), reverse=True)
                except OSError as error:
                    code = "permission" if isinstance(error, PermissionError) else "missing"
                    yield Found(path, Problem(code))
                    continue
                pending += [inner for inner in within if not _ignored(inner, own)]
        elif path.suffix.lower() in _passed_over()["suffixes"]:
            result.passed_over += 1
        elif _first_time(path, seen):
            yield from _opened(path, result)


def _opened(path: Path, result: Walk) -> list[Found]:
    """A file, or the reports in it if it is an archive, in the order of a folder."""
    problem = _problem(path)
    if problem is not None or not is_archive(path):
        return [Found(path, problem)]
    found: list[Found] = []
    try:
        for member in members_of(path):
            parts = member.path.relative_to(path).parts
            if any(_of_system(part.lower()) for part in parts):
                continue
            if member.path.suffix.lower() in _passed_over()["suffixes"]:
                result.passed_over += 1
            else:
                found.append(Found(member.path, member.problem))
    except Unreadable as failure:
        return [Found(path, failure.problem)]
    found.sort(key=lambda item: [natural(part) for part in item.path.parts])
    return found or [Found(path, Problem("empty-archive"))]


def _problem(path: Path) -> Problem | None:
    """What keeps a path from being opened as a file or a folder."""
    if holder_of(path) is not None:
        return None
    try:
        mode = path.stat().st_mode
    except PermissionError:
        return Problem("permission")
    except (OSError, ValueError):  # ValueError: a name no file system takes
        return Problem("missing")
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return Problem("unsupported", detail="not a regular file")


def _ignored(path: Path, own: str | None) -> bool:
    if _of_system(path.name.lower()):
        return True
    return own is not None and os.path.realpath(path) == own


def _of_system(name: str) -> bool:
    """Whether a name (in lower case) is of what systems, programs or gouji itself leave behind."""
    return _lock_or_hidden(name) or name in _passed_over()["names"] or name in _passed_over()["own"]


def _lock_or_hidden(name: str) -> bool:
    """Word's owner files (`~$…`) and hidden files are no reports."""
    return name.startswith(("~$", "."))


def _first_time(path: Path, seen: set[str]) -> bool:
    """Whether the file behind a path has not been met before."""
    real = os.path.normcase(os.path.realpath(path))
    if real in seen:
        return False
    seen.add(real)
    return True


@cache
def _passed_over() -> dict[str, frozenset[str]]:
    data = tomllib.loads((files(__package__) / "passed_over.toml").read_text("utf-8"))
    return {key: frozenset(values) for key, values in data.items()}
