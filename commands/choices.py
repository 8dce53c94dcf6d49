"""What a run is asked to do: the command line before gouji.toml before the defaults."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from ..extract.manner import Manner
from ..extract.ocr import NEEDS, available
from ..settings import FailLevel, Language, Settings
from ..settings_file import KEYS, SettingsError, SettingsFile, find, load
from .shared import FAILED

DEFAULTS: dict[str, Any] = {
    "formats": ("xlsx",),
    "out": Path("gouji-out"),
    "lang": Language.ZH.value,
    "fail-level": FailLevel.WARNING.value,
    "exclude": (),
    "baseline": None,
    "profiles": (),
    "jobs": 0,
    "timeout": 120.0,
    "memory": 2048,
    "ocr": None,
    "pdf-engine": "pdfium",
    "levels": {},
}
assert DEFAULTS.keys() == KEYS.keys()


@dataclass(frozen=True, slots=True)
class Choices:
    """The values in force by key, and where each came from.

    An origin is "default", "command line", or file and line of a settings file.
    """

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    file: SettingsFile

    @property
    def language(self) -> str:
        return str(self.values["lang"])

    @property
    def base(self) -> Path:
        """The folder that patterns of `exclude` are relative to."""
        return self.file.path.parent if self.file.path is not None else Path.cwd()

    def settings(self, password: str | None = None) -> Settings:
        """What travels to the workers."""
        value = self.values
        return Settings(
            formats=value["formats"],
            jobs=value["jobs"],
            timeout=value["timeout"],
            memory=value["memory"],
            fail_level=value["fail-level"],
            language=value["lang"],
            password=password,
            levels=value["levels"],
            profiles=value["profiles"],
            ocr=value["ocr"],
            pdf_engine=value["pdf-engine"],
        )


def choose(
    paths: Iterable[str], config: Path | None = None, given: Mapping[str, Any] | None = None
) -> Choices:
    """The choices for a run over `paths`; `given` are those of the command line (None: not given).

    typer.Exit with status 2, the reason said, when a settings file or a profile is broken.
    """
    try:
        file = _file(paths, config)
        chosen = {key: value for key, value in (given or {}).items() if value is not None}
        values = {**DEFAULTS, **file.values, **chosen}
        origins = {key: _origin(key, chosen, file) for key in DEFAULTS}
        _try_reading(values)
        _try_profiles(values["profiles"])
    except ValueError as error:  # SettingsError, ProfileError
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from error
    return Choices(values, origins, file)


def _origin(key: str, given: Mapping[str, Any], file: SettingsFile) -> str:
    if key in given:
        return "command line"
    return file.origin(key) if key in file.values else "default"


def _file(paths: Iterable[str], config: Path | None) -> SettingsFile:
    path = config if config is not None else find(_common_folder(paths))
    return SettingsFile() if path is None else load(path)


def _common_folder(paths: Iterable[str]) -> Path:
    """The folder that all paths have in common; of a pattern, what stands before its signs."""
    folders = [_folder(path) for path in paths] or [os.path.abspath(".")]  # noqa: PTH100
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # several drives
        return Path(folders[0])


def _folder(path: str) -> str:
    while glob.has_magic(path) and not os.path.lexists(path):
        path = os.path.dirname(path)  # noqa: PTH120 - "" must stay ""
    whole = os.path.abspath(path)  # noqa: PTH100 - no links followed
    return whole if os.path.isdir(whole) else os.path.dirname(whole)  # noqa: PTH112, PTH120


def _try_reading(values: Mapping[str, Any]) -> None:
    """ValueError when the files cannot be read in the manner asked for."""
    Manner(pdf_engine=values["pdf-engine"])
    if values["ocr"] and not available():
        raise ValueError(f"character recognition is not installed: {NEEDS}")


def _try_profiles(profiles: Sequence[Path]) -> None:
    """Read an office's profiles once before the run: each worker would fail on a broken one."""
    if profiles:
        from ..validate.tables.profiles import read_profiles

        try:
            read_profiles(profiles)
        except OSError as error:
            raise SettingsError(f"{error.filename}: {error.strerror or error}") from error
