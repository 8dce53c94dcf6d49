"""A profile's text with its places, so that every mistake is told with line and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .profile import ProfileError

_AT = re.compile(r"\s*\(at line (\d+), column (\d+)\)")

Place = tuple[str, int]
"""(table, index): the index-th `[[table]]` of a profile; an empty table is the whole file."""


@dataclass(frozen=True, slots=True)
class Source:
    """A profile's text, so that errors can say where."""

    text: str
    name: str

    def fail(self, reason: str, place: Place, key: str = "", fragment: str = "") -> ProfileError:
        line, column = self._find(place, key, fragment)
        return ProfileError(f"{self.name}:{line}:{column}: {reason}")

    def not_toml(self, reason: str) -> ProfileError:
        found = _AT.search(reason)
        line, column = found.groups() if found else (str(self.text.count("\n") + 1), "1")
        return ProfileError(f"{self.name}:{line}:{column}: {_AT.sub('', reason)}")

    def check_tables(self, data: dict[str, Any]) -> None:
        """`[profile]` and `[marking]` are single tables, the others lists of them."""
        for key, value in data.items():
            single = key in ("profile", "marking")
            entries = [value] if single else value
            if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
                written = f"[{key}]" if single else f"[[{key}]]"
                raise self.fail(f"“{key}” is written {written}", ("", 0), key)

    def check_keys(self, data: dict[str, Any], allowed: Sequence[str], place: Place) -> None:
        for key in data:
            if key not in allowed:
                raise self.fail(f"unknown key “{key}”", place, key)

    def text_of(self, data: dict[str, Any], key: str, place: Place) -> str:
        value = data.get(key)
        if not isinstance(value, str) or not value:
            raise self.fail(f"“{key}” must be a text", place, key)
        return value

    def texts_of(self, data: dict[str, Any], key: str, place: Place) -> tuple[str, ...]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self.fail(f"“{key}” must be a list of texts", place, key)
        return tuple(value)

    def names_of(
        self, data: dict[str, Any], place: Place, allowed: Sequence[str]
    ) -> tuple[str, ...]:
        """“name” and the further “names”."""
        self.check_keys(data, allowed, place)
        return (self.text_of(data, "name", place), *self.texts_of(data, "names", place))

    def count_of(self, data: dict[str, Any], key: str, place: Place, default: int = 0) -> int:
        value = data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.fail(f"“{key}” must be a whole number", place, key)
        return value

    def number_of(self, data: dict[str, Any], key: str, place: Place) -> Fraction:
        written = self.text_of(data, key, place)
        try:
            return Fraction(written)
        except ValueError:
            raise self.fail(f"“{written}” is no number", place, key, written) from None

    def _find(self, place: Place, key: str, fragment: str) -> tuple[int, int]:
        table, index = place
        lines = self.text.splitlines()
        heads = [i for i, line in enumerate(lines) if re.match(rf"\s*\[\[?{table}\]\]?", line)]
        start = heads[index] if table and index < len(heads) else 0
        for number in range(start, len(lines)):
            line = lines[number]
            named = re.match(rf"\s*(\[+\s*)?{re.escape(key)}\b", line) if key else True
            if named and (not fragment or fragment in line):
                at = line.index(fragment) if fragment else len(line) - len(line.lstrip())
                return number + 1, at + 1
        return start + 1, 1
