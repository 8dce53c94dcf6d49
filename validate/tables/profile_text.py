"""Profiles read from their text (TOML), every mistake with its line and column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from .profile import (
    RATIO_RULES,
    RULES,
    Address,
    Form,
    Grades,
    Identity,
    Marking,
    Profile,
    Ratio,
)
from .profile_marking import marking_of
from .profile_source import Place, Source
from .worded import Formula, formula_of

_TABLES = (
    "profile", "form", "identity", "marking", "quality", "promise", "ratio", "quantity", "grades",
)  # fmt: skip
_TERM = re.compile(r"\s*([+\-−])\s+")
_FORM = re.compile(r"\s*([a-z][a-z0-9-]*)\s*:\s*")
_LANE = re.compile(r"\[([^\]]+)\]")


def parse(text: str, name: str, base: Marking | None = None) -> Profile:
    """A profile from its text; `name` is used in errors.  What its `[marking]` leaves out is that
    of `base`."""
    source = Source(text, name)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise source.not_toml(str(error)) from None
    source.check_keys(data, _TABLES, ("", 0))
    source.check_tables(data)
    head = data.get("profile")
    if head is None:
        raise source.fail("there is no [profile]", ("", 0))
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
        least=source.count_of(head, "least", ("profile", 0), 1),
        forms=forms,
        identities=identities,
        marking=marking_of(source, data, base) if "marking" in data else None,
        ratios=tuple(_ratio(source, entry, i) for i, entry in enumerate(data.get("ratio", ()))),
        quantities=tuple(
            source.names_of(entry, ("quantity", i), ("name", "names"))
            for i, entry in enumerate(data.get("quantity", ()))
        ),
        grades=tuple(_grades(source, entry, i) for i, entry in enumerate(data.get("grades", ()))),
    )


def _form(source: Source, entry: dict[str, Any], index: int) -> Form:
    place = ("form", index)
    keys = ("id", "name", "title", "not", "required", "sums", "codes", "none")
    source.check_keys(entry, keys, place)
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
        source.count_of(entry, "codes", place),
        source.texts_of(entry, "none", place),
    )


def _ratio(source: Source, entry: dict[str, Any], index: int) -> Ratio:
    place = ("ratio", index)
    names = source.names_of(entry, place, ("rule", "name", "names", "formulas"))
    rule = source.text_of(entry, "rule", place)
    if rule not in RATIO_RULES:
        known = ", ".join(RATIO_RULES)
        raise source.fail(f"the rule of a ratio is one of {known}", place, "rule", rule)
    formulas: list[Formula] = []
    for written in source.texts_of(entry, "formulas", place):
        formula = formula_of(written)
        if formula is None:
            raise source.fail(f"“{written}” is no ratio of names", place, "formulas", written)
        formulas.append(formula)
    return Ratio(rule, names[0], names, tuple(formulas))


def _grades(source: Source, entry: dict[str, Any], index: int) -> Grades:
    place = ("grades", index)
    source.check_keys(entry, ("source", "lows"), place)
    lows = entry.get("lows")
    if not isinstance(lows, dict) or not lows:
        raise source.fail("“lows” gives each grade its least score", place, "lows")
    for grade, low in lows.items():
        if isinstance(low, bool) or not isinstance(low, int):
            raise source.fail(f"the least score of “{grade}” must be a whole number", place, "lows")
    found = tuple((grade, Fraction(low)) for grade, low in lows.items())
    return Grades(str(entry.get("source", "")), found)


def _identity(source: Source, entry: dict[str, Any], index: int, forms: Iterable[str]) -> Identity:
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
    text = f"{entry['left']} = {entry['right']}"
    name = source.text_of(entry, "name", place)
    return Identity(rule, name, sides["left"], sides["right"], sides["unless"], text)


def _side(
    source: Source, written: str, place: Place, key: str, forms: frozenset[str]
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


def _address(source: Source, term: str, first: Address | None, place: Place, key: str) -> Address:
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
