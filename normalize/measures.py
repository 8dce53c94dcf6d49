"""Which measure a name speaks of, so that two statements of it can be linked.

Names serve to link, never to force: two names are of one measure only if they agree word for word
once decoration, synonyms (lexicon/synonyms.toml) and scope are settled, and their scopes are not at
odds (预算 against 决算).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .lexicon import folded, table

_DECORATION = re.compile(r"[\s“”\"'‘’《》〈〉、，：:（）()\[\]*#]")
_LEVEL = re.compile(r"[（(][类款项][）)]")
_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）).、．]+")
_AFTER = re.compile(r"(?:共计|为|共|约|达|的|数|额|情况)$")


@dataclass(frozen=True, slots=True)
class Measure:
    """`core` is the one name that stands for all synonyms; `scopes` are keys of synonyms.toml's
    scopes ("budget", "actual", "general budget", …)."""

    core: str
    scopes: frozenset[str]

    def may_be(self, other: Measure) -> bool:
        """Whether both can be the same measure: same core, no budget against an outturn."""
        if not self.core or self.core != other.core:
            return False
        return {"budget", "actual"} != (self.scopes ^ other.scopes) & {"budget", "actual"}


@cache
def measure_of(name: str) -> Measure:
    """The measure that `name` (as names.name_of gives it) speaks of."""
    core = _NUMBER.sub("", _LEVEL.sub("", folded(name)))
    core = _AFTER.sub("", _DECORATION.sub("", core))
    scopes = set()
    kept = table("synonyms")["kept"]["scopes"]
    for scope, words in table("synonyms")["scopes"].items():
        found = next((word for word in words if word in core), "")
        if not found:
            continue
        scopes.add(scope)
        if scope not in kept and core != found:
            core = core.replace(found, "", 1)
    return Measure(_same().get(core, core), frozenset(scopes))


@cache
def _same() -> dict[str, str]:
    return {name: group[0] for group in table("synonyms")["names"] for name in group}
