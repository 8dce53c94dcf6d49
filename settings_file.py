"""gouji.toml: an office's settings, found upwards from the reports.

Settings given on the command line come before it, the defaults after it.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from .extract.manner import PDF_ENGINES
from .settings import FailLevel, Language

NAME = "gouji.toml"
_LEVELS = ("error", "warning", "review", "info", "off")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


class SettingsError(ValueError):
    """A settings file that cannot be used.  The message names file, line and column."""


class _Wrong(ValueError):
    """A value that makes no sense; the message says what would."""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What a settings file says: values by key, and the line each stands on.

    Paths in it are relative to its folder and given whole.
    """

    path: Path | None = None
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def origin(self, key: str) -> str:
        """Where the value of `key` stands: file and line."""
        return f"{self.path}:{self.lines.get(key, 1)}"


def find(start: Path) -> Path | None:
    """The settings file in the folder `start` or the nearest one above it."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
    return None


def load(path: Path) -> SettingsFile:
    """Read a settings file.  SettingsError when it is broken or cannot be read."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line, column = found.groups() if found else (str(text.count("\n") + 1), "1")
        why = _AT.sub("", str(error)).strip()
        raise SettingsError(f"{path}:{line}:{column}: {why}") from None
    return _Reading(path, text).settings(data)


@dataclass(frozen=True, slots=True)
class _Reading:
    path: Path
    text: str

    def settings(self, data: dict[str, Any]) -> SettingsFile:
        values, lines = {}, {}
        for key, value in data.items():
            self._known(key, KEYS, "")
            values[key] = self._value(key, value)
            lines[key] = self._where(key, "")[0]
        return SettingsFile(self.path, values, lines)

    def _value(self, key: str, value: Any) -> Any:
        if key == "levels":
            return self._levels(value)
        try:
            value = KEYS[key](value)
        except _Wrong as wrong:
            raise self._error(key, "", f"“{key}” {wrong}") from None
        if key in ("out", "baseline"):
            return self.path.parent / value
        if key == "profiles":
            return tuple(self.path.parent / name for name in value)
        return value

    def _levels(self, value: Any) -> dict[str, str]:
        from .validate.catalogue import load as load_rules

        if not isinstance(value, dict):
            raise self._error("levels", "", "“levels” must be a table: rule = level")
        rules = load_rules()
        for rule, level in value.items():
            self._known(rule, rules, "levels")
            if level not in _LEVELS:
                choices = ", ".join(_LEVELS)
                raise self._error(rule, "levels", f"“{rule}” must be one of {choices}")
        return dict(value)

    def _known(self, key: str, names: Collection[str], table: str) -> None:
        if key in names:
            return
        near = difflib.get_close_matches(key.replace("_", "-"), list(names), 1, 0.5)
        hint = f", did you mean “{near[0]}”?" if near else f"; known: {', '.join(sorted(names))}"
        kind = "unknown rule" if table else "unknown key"
        raise self._error(key, table, f"{kind} “{key}”{hint}")

    def _error(self, key: str, table: str, why: str) -> SettingsError:
        line, column = self._where(key, table)
        return SettingsError(f"{self.path}:{line}:{column}: {why}")

    def _where(self, key: str, table: str) -> tuple[int, int]:
        """Line and column of a key, (1, 1) where it cannot be told."""
        name = rf"[\"']?{re.escape(key)}[\"']?"
        within, head = "", re.compile(r"\s*\[\s*([^\]]*?)\s*\]")
        for number, line in enumerate(self.text.splitlines(), 1):
            if found := head.match(line):
                within = found[1].strip("\"'")
                if not table and within == key:
                    return number, line.index(found[1]) + 1
            dotted = rf"{re.escape(table)}\s*\.\s*{name}" if table else name
            wanted = name if within == table else dotted
            if within in ("", table) and (found := re.match(rf"(\s*){wanted}\s*[=.]", line)):
                return number, len(found[1]) + 1
        return 1, 1


def _choice(names: Iterable[str], value: Any) -> str:
    names = list(names)
    if value not in names:
        raise _Wrong(f"must be one of {', '.join(names)}")
    return str(value)


def _whole(least: int, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise _Wrong(f"must be a whole number, {least} or more")
    return value


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("must be true or false")
    return value


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise _Wrong("must be a number of seconds above zero")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise _Wrong("must be a text")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise _Wrong("must be a list of texts")
    return tuple(value)


def _formats(value: Any) -> tuple[str, ...]:
    from .outputs.formats import FORMATS

    names = _texts(value)
    for name in names or ("",):
        _choice(FORMATS, name)
    return names


KEYS: dict[str, Callable[[Any], Any]] = {
    "formats": _formats,
    "out": _text,
    "lang": partial(_choice, [language.value for language in Language]),
    "fail-level": partial(_choice, [level.value for level in FailLevel]),
    "exclude": _texts,
    "baseline": _text,
    "profiles": _texts,
    "jobs": partial(_whole, 0),
    "timeout": _seconds,
    "memory": partial(_whole, 64),
    "ocr": _switch,
    "pdf-engine": partial(_choice, PDF_ENGINES),
    "levels": dict,
}
"""Every key and what its value must be (`levels` is a table of rules)."""
