"""Which reports are new or changed in git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from ..extract.packed import holder_of
from .walk import Found

_GIT = ("git", "-c", "core.quotepath=off")


class GitError(Exception):
    """git is not there, the reports are not in its care, or it does not know the revision."""


def changed_since(found: Iterable[Found], revision: str) -> list[Found]:
    """Those that differ from `revision` in the work tree, or that git does not follow yet.

    A path that cannot be opened stays: it must be told.  GitError when git cannot say.
    """
    kept: list[Found] = []
    known: dict[Path, set[str]] = {}
    for item in found:
        if item.problem is not None:
            kept.append(item)
            continue
        folder = Path(os.path.realpath(holder_of(item.path) or item.path)).parent
        if folder not in known:
            known[folder] = _changes(folder, revision, known)
        if os.path.realpath(holder_of(item.path) or item.path) in known[folder]:
            kept.append(item)
    return kept


def _changes(folder: Path, revision: str, known: dict[Path, set[str]]) -> set[str]:
    """Real paths of what changed in the repository that holds `folder`."""
    root = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n")))
    root = Path(os.path.realpath(root))
    if root in known:
        return known[root]
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
        failing=f"no revision “{revision}” in {root}",
    )  # fmt: skip
    changed = _git(
        root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d",
        commit.decode().strip(), "--",
    )  # fmt: skip
    unfollowed = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    names = [name for name in (changed + unfollowed).split(b"\0") if name]
    known[root] = {os.path.realpath(root / os.fsdecode(name)) for name in names}
    return known[root]


def _git(folder: Path, *arguments: str, failing: str = "") -> bytes:
    try:
        ran = subprocess.run([*_GIT, *arguments], cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git: {error.strerror or error}") from error
    if ran.returncode:
        told = ran.stderr.decode("utf-8", "replace").strip()
        raise GitError(failing or told or f"git {arguments[0]}: exit status {ran.returncode}")
    return ran.stdout
