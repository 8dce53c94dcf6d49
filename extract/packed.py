"""Reports in zip archives: a path leads into an archive as into a folder (`a.zip/inner/b.docx`).

Nothing is unpacked to disk.  A member is inflated when it is read, in the process that reads it,
and archives in archives only as far as `DEPTH` and the limits of archive.py go.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .archive import COUNT_LIMIT, TOTAL_LIMIT, Archive, Member
from .problem import Problem, Unreadable
from .sniff import KINDS, is_plain_archive, sniff

DEPTH = 4
"""Archives may stand so deep within each other."""
_SUFFIXES = KINDS["zip"].extensions
_START = (b"PK\x03\x04", b"PK\x05\x06")
_PACKED_TOO = frozenset().union(*(KINDS[k].extensions for k in ("docx", "xlsx", "odt")))
"""Endings of formats that are zip archives themselves, and no archives to anybody."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in an archive, by the path that leads to it; `problem` keeps it from being read."""

    path: Path
    problem: Problem | None = None


@dataclass(slots=True)
class _Budget:
    """What is left of the files and bytes that listing one archive may cost."""

    files: int = COUNT_LIMIT
    bytes: int = TOTAL_LIMIT


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of other files, by its content.

    A file that is called one but cannot be told is one: listing it says why.
    """
    suffix = path.suffix.lower()
    if suffix in _PACKED_TOO:
        return False
    if not _starts_as_one(path):
        return False
    try:
        return is_plain_archive(Archive(path))
    except Unreadable:
        return suffix in _SUFFIXES


def _starts_as_one(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4).startswith(_START)
    except (OSError, ValueError):
        return False


def members_of(path: Path) -> Iterator[Packed]:
    """Every file in the archive at `path`, those of archives in it too, in stored order.

    Raises `Unreadable` when the archive's own directory cannot be read.
    """
    yield from _listed(Archive(path), path, 1, _Budget())


def holder_of(path: Path) -> Path | None:
    """The archive that a path leads into; None for what is no such path."""
    if os.path.lexists(path):
        return None
    for parent in path.parents:
        if os.path.isfile(parent):  # noqa: PTH113 - a path too long is no error here
            return parent if _starts_as_one(parent) else None
        if os.path.lexists(parent):
            return None
    return None


def bytes_of(path: Path, password: str | None = None) -> bytes:
    """The content of a file in an archive.

    Raises `Unreadable`: "missing", and what `Archive` raises.
    """
    holder = holder_of(path)
    if holder is None:
        raise Unreadable("missing")
    try:
        status = holder.stat()
    except OSError as error:
        raise Unreadable("missing", str(error)) from error
    stamp = (status.st_size, status.st_mtime_ns)
    return _inflated(holder, stamp, path.relative_to(holder).parts, password)


def _inflated(
    holder: Path, stamp: tuple[int, int], parts: tuple[str, ...], password: str | None
) -> bytes:
    archive, done = Archive(holder), 0
    for _ in range(DEPTH):
        stored = {member.name: member.stored for member in archive.members()}
        if (name := "/".join(parts[done:])) in stored:
            return archive.read(stored[name], password)
        cuts = (end for end in range(done + 1, len(parts)) if "/".join(parts[done:end]) in stored)
        done = next(cuts, 0)
        if not done:
            break
        archive = Archive(_inner(holder, stamp, parts[:done], password))
    raise Unreadable("missing")


_inner = lru_cache(maxsize=2)(_inflated)
"""The bytes of the archives in archives last read: their members are read one after the other."""


def _listed(archive: Archive, path: Path, depth: int, budget: _Budget) -> Iterator[Packed]:
    for member in archive.members():
        budget.files -= 1
        if budget.files < 0:
            yield Packed(path, Problem("zip-bomb", detail=f"> {COUNT_LIMIT} files"))
            return
        inner = path / member.name
        if inner.suffix.lower() not in _SUFFIXES:
            yield Packed(inner)
            continue
        try:
            yield from _archive_in(archive, member, inner, depth, budget)
        except Unreadable as failure:
            yield Packed(inner, failure.problem)


def _archive_in(
    archive: Archive, member: Member, path: Path, depth: int, budget: _Budget
) -> Iterator[Packed]:
    """The files of an archive in an archive; itself where it is none.  Unreadable."""
    if member.size > budget.bytes:
        raise Unreadable("zip-bomb", f"> {TOTAL_LIMIT >> 20} MB")
    data = archive.read(member.stored)
    budget.bytes -= len(data)
    if sniff(data, path.suffix.lower()).format != "zip":
        yield Packed(path)
    elif depth == DEPTH:
        raise Unreadable("zip-bomb", f"{DEPTH} archives in each other")
    else:
        yield from _listed(Archive(data), path, depth + 1, budget)
