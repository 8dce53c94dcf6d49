"""The options of a run.  They travel to worker processes, so they are plain and picklable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from .extract.manner import Manner
from .extract.ocr import NEEDS, available

_OCR_SHARE = 0.75
"""Share of a report's time limit that character recognition may use."""


class FailLevel(StrEnum):
    """The levels of findings that make a run fail: this one and those before it."""

    NEVER = "never"
    ERROR = "error"
    WARNING = "warning"
    REVIEW = "review"

    @property
    def failing(self) -> tuple[str, ...]:
        """The levels of findings that fail a run ("never" is no finding's level)."""
        order = list(FailLevel)
        return tuple(order[: order.index(self) + 1])


class Language(StrEnum):
    """The language of messages."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked to do.  ValueError for a value outside its range.

    `timeout` is in seconds a report, `memory` in MB of resident memory a worker; `jobs` is the
    number of worker processes (0: one a processor).  `fail_level` is the lowest level of finding
    that makes the exit status 1.  `levels` gives rules (by id) another level or switches them
    "off"; `profiles` are an office's own profiles of forms (TOML).  `ocr` says whether pages
    without usable text are read by character recognition (None: where it is installed).
    """

    formats: tuple[str, ...] = ("xlsx",)
    jobs: int = 0
    timeout: float = 120.0
    memory: int = 2048
    fail_level: str = FailLevel.WARNING
    language: str = Language.ZH
    password: str | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    profiles: tuple[Path, ...] = ()
    ocr: bool | None = None
    pdf_engine: str = "pdfium"

    @property
    def manner(self) -> Manner:
        """How the reports are read; recognition leaves time for the checking."""
        seconds = self.timeout * _OCR_SHARE
        return Manner(self.password, self.ocr is not False, seconds, self.pdf_engine)

    def __post_init__(self) -> None:
        FailLevel(self.fail_level)
        Language(self.language)
        _ = self.manner
        if self.ocr and not available():
            raise ValueError(f"character recognition is not installed: {NEEDS}")
        if self.jobs < 0:
            raise ValueError("the number of jobs cannot be negative")
        if self.timeout <= 0 or self.memory <= 0:
            raise ValueError("the time and memory limits must be above zero")
