"""The rule catalogue: importing a family's modules registers its rules."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from .rule import RULES, Rule

FAMILIES = (
    "across",
    "facts",
    "growth",
    "prose",
    "rates",
    "scores",
    "staffing",
    "sums",
    "tables",
    "wording",
)


@cache
def load() -> dict[str, Rule]:
    """Every rule by id, in the order of its id."""
    for family in FAMILIES:
        package = importlib.import_module(f".{family}", __package__)
        for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
            importlib.import_module(f".{family}.{module}", __package__)
    return dict(sorted(RULES.items()))
