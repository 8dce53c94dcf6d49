"""The options of a run.  They travel to worker processes, so they are plain and picklable."""

from __future__ import annotations

from dataclasses import dataclass

FAIL_LEVELS = ("error", "warning", "review", "never")
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked to do.  ValueError for a value outside its range.

    `timeout` is in seconds a report, `memory` in MB of resident memory a worker; `jobs` is the
    number of worker processes (0: one a processor).  `fail_level` is the lowest level of finding
    that makes the exit status 1.
    """

    formats: tuple[str, ...] = ("xlsx",)
    jobs: int = 0
    timeout: float = 120.0
    memory: int = 2048
    fail_level: str = "warning"
    language: str = "zh"
    password: str | None = None

    def __post_init__(self) -> None:
        if self.fail_level not in FAIL_LEVELS:
            raise ValueError(f"fail level {self.fail_level!r} is none of {', '.join(FAIL_LEVELS)}")
        if self.language not in LANGUAGES:
            raise ValueError(f"language {self.language!r} is none of {', '.join(LANGUAGES)}")
        if self.jobs < 0:
            raise ValueError("the number of jobs cannot be negative")
        if self.timeout <= 0 or self.memory <= 0:
            raise ValueError("the time and memory limits must be above zero")
