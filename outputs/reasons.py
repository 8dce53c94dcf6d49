"""Why a figure was not checked (validate/reasons.toml), or why digits are no figure, in words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from .words import Words


def reason(code: str, words: Words) -> str:
    """The reason in words; the code itself where no catalogue knows it."""
    entry = _reasons().get(code)
    return entry[words.language] if entry else words("not_figures", code)


@cache
def _reasons() -> dict[str, dict[str, str]]:
    from .. import validate

    file = resources.files(validate) / "reasons.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
