"""What a profile says of forms that mark performance, read from its text."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

from .profile import Marking, Promise, Quality
from .profile_source import Source

MARKING_RULES = (
    "completion-rate", "execution-score", "grade", "indicator-score", "score-cap", "score-reason",
    "score-sum", "table-tree", "weight-sum",
)  # fmt: skip
"""The rules that forms of this kind may promise to keep."""

_OTHERS = ("full", "full_from", "qualities", "promises")
_LISTS = tuple(field.name for field in fields(Marking) if field.name not in _OTHERS)
"""Marking's lists of words; in the file their names have dashes."""


def marking_of(source: Source, data: dict[str, Any], base: Marking | None) -> Marking:
    """The `[marking]` of a profile; what it leaves out is that of `base`, where there is one."""
    entry, place = data["marking"], ("marking", 0)
    keys = {name: name.replace("_", "-") for name in _LISTS}
    source.check_keys(entry, (*keys.values(), "full", "full-from"), place)
    given: dict[str, Any] = {
        name: source.texts_of(entry, key, place)
        for name, key in keys.items()
        if key in entry or base is None
    }
    for name, key in (("full", "full"), ("full_from", "full-from")):
        if key in entry:
            given[name] = Fraction(source.count_of(entry, key, place))
    own = Marking(**given) if base is None else replace(base, **{"title": (), **given})
    if "quality" in data:
        qualities = enumerate(data["quality"])
        own = replace(own, qualities=tuple(_quality(source, q, i) for i, q in qualities))
    if "promise" in data:
        promises = enumerate(data["promise"])
        own = replace(own, promises=tuple(_promise(source, p, i) for i, p in promises))
    return own


def _quality(source: Source, entry: dict[str, Any], index: int) -> Quality:
    place = ("quality", index)
    source.check_keys(entry, ("words", "low", "high"), place)
    low = source.number_of(entry, "low", place)
    high = source.number_of(entry, "high", place) if "high" in entry else None
    return Quality(source.texts_of(entry, "words", place), low, high)


def _promise(source: Source, entry: dict[str, Any], index: int) -> Promise:
    place = ("promise", index)
    source.check_keys(entry, ("rule", "text"), place)
    rule = source.text_of(entry, "rule", place)
    if rule not in MARKING_RULES:
        known = ", ".join(MARKING_RULES)
        raise source.fail(f"the rule of a promise is one of {known}", place, "rule", rule)
    return Promise(rule, source.text_of(entry, "text", place))
