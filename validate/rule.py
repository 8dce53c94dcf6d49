"""Rules: small declared things, registered by decorator.

    @rule(
        "change-amount", name="增减额", english="change amount", level=Level.ERROR,
        zh="…{stated}…", en="…", right=("…",), wrong=("…",),
    )
    def change_amount(reading: Reading, memo: Memo) -> Iterator[Outcome]:
        \"\"\"X − X₀ = D.  The clause, and where it comes from.\"\"\"

A rule recognises; it never compares (see judge.py).  `right` and `wrong` are small documents in
plain text (lines of `|a|b|` make a table; see extract/plain.py): the rule must be silent on the
first and speak on the second, and a test proves it of every rule.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, cast

from ..normalize.reading import Reading
from .relation import Outcome

T = TypeVar("T")


class Level(StrEnum):
    """How loudly a finding speaks."""

    ERROR = "error"
    WARNING = "warning"
    REVIEW = "review"
    INFO = "info"


OFF = "off"
"""What settings put in a level's place to switch a rule off."""


class Memo:
    """What several rules recognise in one document is recognised once: `memo(find_growth)`."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._known: dict[Callable[..., Any], Any] = {}

    def __call__(self, find: Callable[[Reading, Memo], T]) -> T:
        if find not in self._known:
            self._known[find] = find(self.reading, self)
        return cast(T, self._known[find])


Recogniser = Callable[[Reading, Memo], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A declared rule.  `zh` and `en` are message templates over {stated}, {recomputed},
    {difference}, {formula}, {subject}, {expected} and a remark's own values."""

    id: str
    name: str
    english: str
    family: str
    level: Level
    clause: str
    zh: str
    en: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    formula: str
    recognise: Recogniser

    @property
    def clause_en(self) -> str:
        """The clause without the line breaks and indentation of the source code."""
        return "\n".join(" ".join(part.split()) for part in self.clause.split("\n\n"))

    @property
    def clause_zh(self) -> str:
        """The clause for auditors (clauses.toml); the English one where it has none."""
        return _clauses_zh().get(self.id, self.clause)


@cache
def _clauses_zh() -> dict[str, str]:
    return tomllib.loads((files(__package__) / "clauses.toml").read_text("utf-8"))


RULES: dict[str, Rule] = {}


def rule(
    id: str,
    *,
    name: str,
    english: str,
    level: Level,
    formula: str,
    zh: str,
    en: str,
    right: tuple[str, ...],
    wrong: tuple[str, ...],
) -> Callable[[Recogniser], Recogniser]:
    """Register a rule.  ValueError when the id is taken or the docstring is missing."""

    def register(recognise: Recogniser) -> Recogniser:
        if id in RULES:
            raise ValueError(f"two rules are called {id}")
        if not recognise.__doc__:
            raise ValueError(f"rule {id} has no clause")
        family = recognise.__module__.rpartition("validate.")[2].split(".")[0]
        RULES[id] = Rule(
            id, name, english, family, level, recognise.__doc__.strip(), zh, en, right, wrong,
            formula, recognise,
        )  # fmt: skip
        return recognise

    return register


def also(id: str) -> Callable[[Recogniser], Recogniser]:
    """Let a declared rule be recognised in a further place (a clause of prose, met in a form).

    The module that declares the rule must have been imported.  ValueError when none is.
    """

    def register(recognise: Recogniser) -> Recogniser:
        if id not in RULES:
            raise ValueError(f"no rule is called {id}")
        first = RULES[id].recognise

        def both(reading: Reading, memo: Memo) -> Iterator[Outcome]:
            yield from first(reading, memo)
            yield from recognise(reading, memo)

        RULES[id] = replace(RULES[id], recognise=both)
        return recognise

    return register
