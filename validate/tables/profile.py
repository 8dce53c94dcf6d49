"""Profiles: what official forms promise, as data.

A profile (TOML) describes a family of forms: how each is known, and the identities between their
cells.  The notation is explained in profiles/accounts.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

RULES = ("balance", "fund-roll", "table-column", "table-cross", "three-public")
_TERM = re.compile(r"\s*([+\-−])\s+")
_FORM = re.compile(r"\s*([a-z][a-z0-9-]*)\s*:\s*")
_LANE = re.compile(r"\[([^\]]+)\]")


class ProfileError(ValueError):
    """A profile that cannot be used: the message names file, line and column."""


@dataclass(frozen=True, slots=True)
class Address:
    """One cell, or one a row: `rows` and `columns` are alternatives, the first found counts.

    A column is a path of patterns into stacked headers.  `lane` is a word of the lane's header.
    """

    form: str
    rows: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    lane: str = ""
    sign: int = 1
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Σ left = Σ right, under a rule; it does not hold where `unless` has a figure."""

    rule: str
    name: str
    left: tuple[Address, ...]
    right: tuple[Address, ...]
    unless: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form is known by a title that holds one of `titles` and none of `excluded`.

    `sums` is the rule under which its inner sums speak (empty: the general ones).
    """

    id: str
    name: str
    titles: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    required: bool = False
    sums: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """What a result in words earns: at least `low` of its marks, less than `high` (None: all)."""

    words: tuple[str, ...]
    low: Fraction
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Marking:
    """The columns and rows of forms that mark performance: parts of their names."""

    weight: tuple[str, ...]
    score: tuple[str, ...]
    indicator: tuple[str, ...]
    reason: tuple[str, ...]
    target: tuple[str, ...]
    actual: tuple[str, ...]
    rate: tuple[str, ...]
    spent: tuple[str, ...]
    base: tuple[str, ...]
    funds: tuple[str, ...]
    fund_parts: tuple[str, ...]
    grand: tuple[str, ...]
    bonus: tuple[str, ...]
    full: Fraction
    qualities: tuple[Quality, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A family of forms.  A report is of it when it holds at least `least` of them."""

    id: str
    name: str
    english: str
    source: str
    least: int
    forms: tuple[Form, ...]
    identities: tuple[Identity, ...]
    marking: Marking | None = None


@cache
def shipped() -> tuple[Profile, ...]:
    """The profiles that come with gouji."""
    folder = files(__package__.rpartition(".")[0]) / "profiles"
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    return tuple(parse(path.read_text("utf-8"), path.name) for path in paths)


_own: tuple[Profile, ...] = ()


def add_profiles(paths: Iterable[Path]) -> None:
    """Let an office's own profiles count in this process, in place of any added before.

    One with the id of a shipped profile replaces it.  Errors as for `read_profile`.
    """
    global _own
    _own = tuple(read_profile(path) for path in paths)


def in_force() -> tuple[Profile, ...]:
    """The shipped profiles, and an office's own."""
    own = {profile.id: profile for profile in _own}
    kept = tuple(own.pop(profile.id, profile) for profile in shipped())
    return (*kept, *own.values())


def read_profile(path: Path) -> Profile:
    """An office's own profile.  ProfileError when it is broken, OSError when it cannot be read."""
    return parse(path.read_text("utf-8"), str(path))


def parse(text: str, name: str) -> Profile:
    """A profile from its text; `name` is used in errors."""
    source = _Source(text, name)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{name}: {error}") from None
    source.check_keys(data, ("profile", "form", "identity", "marking", "quality"), ("", 0))
    head = data.get("profile", {})
    source.check_keys(head, ("id", "name", "english", "source", "least"), ("profile", 0))
    forms = tuple(_form(source, entry, i) for i, entry in enumerate(data.get("form", ())))
    known = {form.id for form in forms}
    identities = tuple(
        _identity(source, entry, i, known) for i, entry in enumerate(data.get("identity", ()))
    )
    return Profile(
        id=source.text_of(head, "id", ("profile", 0)),
        name=source.text_of(head, "name", ("profile", 0)),
        english=source.text_of(head, "english", ("profile", 0)),
        source=str(head.get("source", "")),
        least=int(head.get("least", 1)),
        forms=forms,
        identities=identities,
        marking=_marking(source, data) if "marking" in data else None,
    )


Place = tuple[str, int]
"""(table, index): the index-th `[[table]]` of a profile; an empty table is the whole file."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A profile's text, so that errors can say where."""

    text: str
    name: str

    def fail(self, reason: str, place: Place, key: str = "", fragment: str = "") -> ProfileError:
        line, column = self._find(place, key, fragment)
        return ProfileError(f"{self.name}:{line}:{column}: {reason}")

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


def _form(source: _Source, entry: dict[str, Any], index: int) -> Form:
    place = ("form", index)
    source.check_keys(entry, ("id", "name", "title", "not", "required", "sums"), place)
    titles = source.texts_of(entry, "title", place)
    if not titles:
        raise source.fail("a form needs a “title”", place)
    sums = str(entry.get("sums", ""))
    if sums and sums not in RULES:
        raise source.fail(f"no rule is called “{sums}”", place, "sums", sums)
    return Form(
        source.text_of(entry, "id", place),
        source.text_of(entry, "name", place),
        titles,
        source.texts_of(entry, "not", place),
        bool(entry.get("required", False)),
        sums,
    )


_MARKS = tuple(f.name for f in fields(Marking) if f.name not in ("full", "qualities"))
"""Marking's lists of words; in the file their names have dashes."""


def _marking(source: _Source, data: dict[str, Any]) -> Marking:
    entry, place = data["marking"], ("marking", 0)
    keys = {name: name.replace("_", "-") for name in _MARKS}
    source.check_keys(entry, (*keys.values(), "full"), place)
    lists = {name: source.texts_of(entry, key, place) for name, key in keys.items()}
    qualities = tuple(_quality(source, q, i) for i, q in enumerate(data.get("quality", ())))
    return Marking(full=Fraction(entry.get("full", 100)), qualities=qualities, **lists)


def _quality(source: _Source, entry: dict[str, Any], index: int) -> Quality:
    place = ("quality", index)
    source.check_keys(entry, ("words", "low", "high"), place)
    low = source.number_of(entry, "low", place)
    high = source.number_of(entry, "high", place) if "high" in entry else None
    return Quality(source.texts_of(entry, "words", place), low, high)


def _identity(source: _Source, entry: dict[str, Any], index: int, forms: Iterable[str]) -> Identity:
    place = ("identity", index)
    source.check_keys(entry, ("rule", "name", "left", "right", "unless"), place)
    rule = source.text_of(entry, "rule", place)
    if rule not in RULES:
        raise source.fail(f"no table rule is called “{rule}”", place, "rule", rule)
    sides: dict[str, tuple[Address, ...]] = {}
    for key in ("left", "right", "unless"):
        if key == "unless" and key not in entry:
            sides[key] = ()
            continue
        written = source.text_of(entry, key, place)
        sides[key] = _side(source, written, place, key, frozenset(forms))
    return Identity(
        rule, source.text_of(entry, "name", place), sides["left"], sides["right"], sides["unless"]
    )


def _side(
    source: _Source, written: str, place: Place, key: str, forms: frozenset[str]
) -> tuple[Address, ...]:
    """`form: row / column + column? − …` as addresses."""
    pieces = _TERM.split(written.strip())
    signs = [1, *(1 if sign == "+" else -1 for sign in pieces[1::2])]
    found: list[Address] = []
    for sign, term in zip(signs, pieces[0::2], strict=True):
        address = _address(source, term, found[0] if found else None, place, key)
        if address.form not in forms:
            raise source.fail(f"no form is called “{address.form}”", place, key, address.form)
        found.append(
            Address(
                address.form, address.rows, address.columns, address.lane, sign, address.optional
            )
        )
    return tuple(found)


def _address(source: _Source, term: str, first: Address | None, place: Place, key: str) -> Address:
    optional = term.rstrip().endswith("?")
    body = term.strip().rstrip("?").strip()
    form = _FORM.match(body)
    if form is None and first is None:
        raise source.fail("a cell is written “form: row / column”", place, key, term.strip())
    if form is None and first is not None and first.columns:
        return Address(first.form, first.rows, _columns(body), first.lane, 1, optional)
    name = form[1] if form is not None else first.form if first is not None else ""
    rest = body[form.end() :] if form is not None else body
    rows, _, columns = rest.partition("/")
    lane = _LANE.search(rows)
    names = tuple(part.strip() for part in _LANE.sub("", rows).split("|"))
    if not all(names):
        raise source.fail("a row has no name", place, key, term.strip())
    return Address(name, names, _columns(columns), lane[1] if lane else "", 1, optional)


def _columns(written: str) -> tuple[tuple[str, ...], ...]:
    """`a>b|c` as (("a", "b"), ("c",))."""
    paths = (part.strip() for part in written.split("|"))
    return tuple(tuple(step.strip() for step in path.split(">")) for path in paths if path)
