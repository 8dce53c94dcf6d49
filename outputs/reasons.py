"""Why a figure was not checked, in words (validate/reasons.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


def reason(code: str, language: str) -> str:
    """The reason in `language`; the code itself while the catalogue does not know it."""
    entry = _reasons().get(code)
    return entry[language] if entry else code


@cache
def _reasons() -> dict[str, dict[str, str]]:
    from .. import validate

    file = resources.files(validate) / "reasons.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
