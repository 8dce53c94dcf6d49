"""What can go wrong with a file, each with a stable code and a plain message.

The messages live in `problems.toml` (zh and en, `{detail}` is replaced).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that kept a file, or a page of it, from being read.

    `code` is a key of problems.toml; `page` counts from 1, None means the whole file.
    `fatal` problems leave nothing to check: the report is "unread".
    """

    code: str
    page: int | None = None
    detail: str = ""

    @property
    def fatal(self) -> bool:
        return bool(_catalogue()[self.code]["fatal"])

    def message(self, language: str = "zh") -> str:
        """The message for auditors, in `language` ("zh" or "en")."""
        return str(_catalogue()[self.code][language]).replace("{detail}", self.detail)


class Unreadable(Exception):
    """Raised by a reader when nothing of the file can be read."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.problem = Problem(code, None, detail)


@cache
def _catalogue() -> dict[str, dict[str, str | bool]]:
    return tomllib.loads((files(__package__) / "problems.toml").read_text("utf-8"))


def codes() -> tuple[str, ...]:
    """Every problem code."""
    return tuple(_catalogue())
