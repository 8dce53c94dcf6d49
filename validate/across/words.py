"""The words of across.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(name: str) -> Any:
    """An entry of across.toml."""
    return tomllib.loads((files(__package__) / "across.toml").read_text("utf-8"))[name]


def holds(text: str, name: str) -> bool:
    """Whether a text holds one of the words of an entry."""
    return any(word in text for word in words(name))


def first_kind(text: str, name: str) -> str:
    """The first name of an entry whose words a text holds, empty if none."""
    return next((kind for kind, found in words(name) if any(w in text for w in found)), "")
