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
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack, cast

from ..normalize.reading import Reading
from .relation import Outcome

if TYPE_CHECKING:
    from .across.gist import Across, Gist

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
Comparer = Callable[["Gist", "Gist"], Iterator["Across"]]
"""Takes a report and one that it is held against (last year's, or one with the same text)."""


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
    compare: Comparer | None = None
    """What it says of a report beside another one (see across/); None for rules of one report."""

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


class Declared(TypedDict):
    """What a rule says of itself (see `Rule`)."""

    name: str
    english: str
    level: Level
    formula: str
    zh: str
    en: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


def rule(id: str, **declared: Unpack[Declared]) -> Callable[[Recogniser], Recogniser]:
    """Register a rule.  ValueError when the id is taken or the docstring is missing."""

    def register(recognise: Recogniser) -> Recogniser:
        _register(id, declared, recognise, recognise)
        return recognise

    return register


def across(id: str, **declared: Unpack[Declared]) -> Callable[[Comparer], Comparer]:
    """Register a rule that holds one report against another: of one report it says nothing.

    In its examples a line of `=====` parts the reports.  ValueError as for `rule`.
    """

    def register(compare: Comparer) -> Comparer:
        _register(id, declared, compare, _nothing, compare)
        return compare

    return register


def _nothing(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    return iter(())


def _register(
    id: str,
    declared: Declared,
    clause: Recogniser | Comparer,
    recognise: Recogniser,
    compare: Comparer | None = None,
) -> None:
    if id in RULES:
        raise ValueError(f"two rules are called {id}")
    if not clause.__doc__:
        raise ValueError(f"rule {id} has no clause")
    family = clause.__module__.rpartition("validate.")[2].split(".")[0]
    RULES[id] = Rule(
        id=id, family=family, clause=clause.__doc__.strip(), recognise=recognise, compare=compare,
        **declared,
    )  # fmt: skip


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
