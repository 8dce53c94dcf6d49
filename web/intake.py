"""Takes dropped files in: into one folder, under safe names, within limits."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ..corpus.walk import Found
from ..extract.archive import Archive, safe_name
from ..extract.problem import Problem, Unreadable

_LONGEST = 80  # characters of a folder's or file's name that are kept
_ARCHIVES = (".zip",)


class TooMuch(Exception):
    """More was dropped than is taken; `code` is a key of the words of the drop page."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one job may hold: bytes in one file, bytes and files altogether."""

    file: int = 256 << 20
    total: int = 2 << 30
    count: int = 2_000


@dataclass(slots=True)
class Intake:
    """The files of one job below `root`.  `lost` are those that could not be unpacked."""

    root: Path
    bounds: Bounds = field(default_factory=Bounds)
    lost: list[Found] = field(default_factory=list)
    count: int = 0
    size: int = 0

    def place(self, name: str) -> Path:
        """Where a file of the given name goes: below `root`, and nothing stands there yet.

        TooMuch when no further file is taken, ValueError for a name without any meaning.
        """
        if self.count >= self.bounds.count:
            raise TooMuch("too_many")
        parts = [_short(part) for part in PurePosixPath(safe_name(name)).parts]
        if not parts:
            raise ValueError(name)
        path = _free(self.root.joinpath(*parts))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        self.count += 1
        return path

    def grow(self, path: Path, size: int) -> None:
        """Take note of `size` further bytes.  TooMuch when they are too many for `path`."""
        self.size += size
        if path.stat().st_size + size > self.bounds.file:
            raise TooMuch("too_large")
        if self.size > self.bounds.total:
            raise TooMuch("too_much")

    def unpack(self, path: Path) -> None:
        """Put an archive's files in its place; what cannot be had is `lost`, with the reason."""
        if path.suffix.lower() not in _ARCHIVES:
            return
        try:
            archive = Archive(path.read_bytes())
        except Unreadable as failure:
            self.lost.append(Found(path, failure.problem))
            path.unlink()
            return
        path.unlink()
        self.count -= 1
        folder = path.with_suffix("").relative_to(self.root)
        for member in archive.members():
            self._member(archive, member.stored, f"{folder.as_posix()}/{member.name}")

    def _member(self, archive: Archive, stored: str, name: str) -> None:
        path = self.place(name)
        try:
            data = archive.read(stored)
            self.grow(path, len(data))
            path.write_bytes(data)
        except Unreadable as failure:
            self._lose(path, failure.problem)
        except TooMuch as failure:
            if failure.code != "too_large":
                raise
            self._lose(path, Problem("too-large", detail=f"{self.bounds.file >> 20} MB"))

    def _lose(self, path: Path, problem: Problem) -> None:
        path.unlink()
        self.lost.append(Found(path, problem))


def _short(part: str) -> str:
    """A name that every file system takes, its ending kept; leading dots would hide it."""
    part = "".join(sign if sign.isprintable() else "_" for sign in part).rstrip(". ") or "_"
    stem, ending = os.path.splitext(part)  # noqa: PTH122 - a name, not a path
    return stem[: _LONGEST - len(ending[:16])] + ending[:16]


def _free(path: Path) -> Path:
    """The path, numbered when something stands there already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free
