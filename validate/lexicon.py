"""The words that rules share: cue classes and fillers, read once from normalize/lexicon."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from .. import normalize


@cache
def cue_classes() -> tuple[str, ...]:
    """The cue classes, in the order of cues.toml."""
    return tuple(tomllib.loads(_read("cues.toml")))


@cache
def fillers() -> frozenset[str]:
    """Words of no weight between a verb and its figure: 额, 数, 了, 的, …"""
    return frozenset(_read("fillers.txt").split())


def _read(name: str) -> str:
    return (files(normalize) / "lexicon" / name).read_text("utf-8")
