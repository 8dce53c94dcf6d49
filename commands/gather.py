"""Which reports a command is to check."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from .choices import Choices

if TYPE_CHECKING:
    from ..corpus.walk import Walk


def gathered(paths: Sequence[str], choices: Choices, since: str | None = None) -> Walk:
    """The reports at `paths`, less those excluded and, with `since`, those unchanged in git.

    GitError when git cannot say which are.
    """
    from ..corpus.changed import changed_since
    from ..corpus.walk import walk

    walked = walk(paths, choices.values["out"])
    patterns = choices.values["exclude"]
    if patterns:
        kept = [item for item in walked.found if not _excluded(item.path, patterns, choices.base)]
        walked.left_out += len(walked.found) - len(kept)
        walked.found = kept
    if since is not None:
        changed = changed_since(walked.found, since)
        walked.left_out += len(walked.found) - len(changed)
        walked.found = changed
    return walked


def _excluded(path: Path, patterns: Sequence[str], base: Path) -> bool:
    """Whether a pattern matches a path below `base`, or, without a slash, any part of it."""
    try:
        below = Path(os.path.relpath(os.path.abspath(path), base)).as_posix()  # noqa: PTH100
    except ValueError:  # another drive
        below = path.as_posix()
    parts = below.split("/")
    for pattern in patterns:
        plain = pattern.strip("/")
        if fnmatch(below, plain) or fnmatch(below, f"{plain}/*"):
            return True
        if "/" not in plain and any(fnmatch(part, plain) for part in parts):
            return True
    return False
