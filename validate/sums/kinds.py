"""Kinds that together make a whole by law, form or statistics (complete_sets.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import regex

from ...normalize.lexicon import folded


class Closure(IntEnum):
    """How sure it is that a list is whole.  LIKELY: where a part lacks, that is the mistake."""

    OPEN = 0
    UNKNOWN = 1
    LIKELY = 2
    SURE = 3


def kinds_of(whole: str, names: Iterable[str], unsaid: bool = True) -> Closure:
    """Whether names of parts are the kinds of one set.  Kinds of nothing may be left out where
    the set says so, unless `unsaid` is false."""
    return _closure(folded(whole), tuple(map(folded, names)), unsaid)


@lru_cache(4096)  # many ways of cutting one list are tried
def _closure(whole: str, parts: tuple[str, ...], unsaid: bool) -> Closure:
    names = list(parts)
    if len(names) < _PAIR:
        return Closure.OPEN
    found = (_covers(entry, names, unsaid) for entry in _sets_of(whole))
    if _complements(names) or _spelled_out(whole, names):
        return Closure.SURE
    return max(found, default=Closure.OPEN)


def _complements(names: list[str]) -> bool:
    """电话诉求 and 非电话诉求, 已开工 and 未开工: what is of a kind, and what is not."""
    if len(names) != _PAIR:
        return False
    one, other = (_OF.sub("", name) for name in sorted(names, key=_denies))
    turned = {other.replace(_NOT[said], word, 1) for said in _NOT for word in ("", said)}
    return len(one) > 1 and not _denies(one) and _denies(other) and one in turned


def _denies(name: str) -> bool:
    return any(word in name for word in _NOT.values())


_NOT = {"是": "非", "已": "未", "有": "无", "合": "不合"}


def _spelled_out(whole: str, names: list[str]) -> bool:
    """咨询、投诉、举报共计, 投诉举报: a total named after all its parts and nothing else."""
    if len(names) < _PAIR or len(set(names)) < len(names) or min(map(len, names)) < _PAIR:
        return False
    if any(name not in whole for name in names):
        return False
    said = regex.compile("|".join(map(regex.escape, sorted(names, key=len, reverse=True))))
    found = [match[0] for match in said.finditer(whole)]
    run = regex.compile(rf"(?:(?:{said.pattern})[、和与及]*){{{len(names)}}}")
    return sorted(found) == sorted(names) and run.search(whole) is not None


_PAIR = 2
_OF = regex.compile(r"^(?:涉及|属于|为)")


@lru_cache(4096)
def _sets_of(whole: str) -> list[dict[str, Any]]:
    """The sets that a whole of this name may be made of."""
    return [s for s in _complete_sets() if any(word in whole for word in s.get("whole", [""]))]


def _covers(entry: dict[str, Any], names: list[str], unsaid: bool) -> Closure:
    kinds: list[list[str]] = entry["kinds"]
    if any(word in name for word in entry.get("unless", []) for name in names):
        return Closure.OPEN
    if "with" in entry and not any(word in name for word in entry["with"] for name in names):
        return Closure.OPEN
    owners = set()
    for name in names:
        owner = kind_of(name, kinds)
        if owner == -1 or owner in owners:
            return Closure.OPEN
        owners.add(owner)
    if entry.get("all", False) and len(names) < len(kinds):
        return Closure.OPEN
    full = len(names) == len(kinds) or (unsaid and entry.get("zeros_unsaid", False))
    return Closure.SURE if full and not entry.get("soft", False) else Closure.LIKELY


def kind_of(name: str, kinds: list[list[str]]) -> int:
    """The kind whose word in a name is the longest (非税收入 is no 税收); -1 for none."""
    found = [(len(word), -i) for i, kind in enumerate(kinds) for word in kind if word in name]
    return -max(found)[1] if found else -1


@cache
def _complete_sets() -> list[dict[str, Any]]:
    return list(_data()["set"])


def sets_told_apart() -> list[dict[str, Any]]:
    """The sets whose kinds are told in items of their own."""
    return list(_data()["apart"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "complete_sets.toml").read_text("utf-8"))
