"""Profiles: what official forms promise, as data.

A profile (TOML) describes a family of forms: how each is known, and what it promises.  How one
is written: docs/profiles.md.  Reading: profile_text.py; which profiles count: profiles.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .worded import Formula

RULES = ("balance", "fund-roll", "table-column", "table-cross", "three-public")
RATIO_RULES = ("change-rate", "completion-rate", "share")


class ProfileError(ValueError):
    """A profile that cannot be used: the message names file, line and column."""


@dataclass(frozen=True, slots=True)
class Address:
    """One cell, or one a row: `rows` and `columns` are alternatives, the first found counts.

    A column is a path of patterns into stacked headers.  `lane` is a word of the lane's header.
    """

    form: str
    rows: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    lane: str = ""
    sign: int = 1
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Σ left = Σ right, under a rule; it does not hold where `unless` has a figure.  `text` is how
    the profile writes it."""

    rule: str
    name: str
    left: tuple[Address, ...]
    right: tuple[Address, ...]
    unless: tuple[Address, ...] = ()
    text: str = ""

    @property
    def across(self) -> bool:
        """Whether it ties two forms."""
        return len({address.form for address in (*self.left, *self.right)}) > 1


@dataclass(frozen=True, slots=True)
class Form:
    """A form is known by a title that holds one of `titles` and none of `excluded`.

    `sums` is the rule under which its inner sums speak (empty: the general ones).  Codes in it
    must go down to `codes` digits (0: no matter).  `none` are words of what it shows: left empty,
    it needs a note that says there was none (no words: no note needed).
    """

    id: str
    name: str
    titles: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    required: bool = False
    sums: str = ""
    codes: int = 0
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quality:
    """What a result in words earns: at least `low` of its marks, less than `high` (None: all)."""

    words: tuple[str, ...]
    low: Fraction
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A rule that forms which mark performance keep, and what it asks of them."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Marking:
    """The columns and rows of forms that mark performance: parts of their names.

    It is meant for forms whose title holds one of `title` (none: for any).  Execution rates of
    `full_from` percent or more earn full marks.  Only rules that it `promises` are checked.
    """

    title: tuple[str, ...]
    weight: tuple[str, ...]
    score: tuple[str, ...]
    indicator: tuple[str, ...]
    reason: tuple[str, ...]
    target: tuple[str, ...]
    actual: tuple[str, ...]
    rate: tuple[str, ...]
    spent: tuple[str, ...]
    base: tuple[str, ...]
    funds: tuple[str, ...]
    fund_parts: tuple[str, ...]
    fund_others: tuple[str, ...]
    grand: tuple[str, ...]
    bonus: tuple[str, ...]
    reverse: tuple[str, ...]
    nature: tuple[str, ...]
    unit: tuple[str, ...]
    standard: tuple[str, ...]
    coefficient: tuple[str, ...]
    full: Fraction = Fraction(100)
    full_from: Fraction = Fraction(100)
    qualities: tuple[Quality, ...] = ()
    promises: tuple[Promise, ...] = ()

    def asks(self, rule: str) -> bool:
        """Whether its forms promise to keep a rule."""
        return any(promise.rule == rule for promise in self.promises)

    def words_of(self, role: str) -> tuple[str, ...]:
        """The words of a column's role."""
        words: tuple[str, ...] = getattr(self, role)
        return words


@dataclass(frozen=True, slots=True)
class Ratio:
    """An indicator that is computed: under `rule`, by the first of `formulas` that can be.

    `names` are those it goes by.
    """

    rule: str
    name: str
    names: tuple[str, ...]
    formulas: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Grades:
    """A table of grades: the least score of each."""

    source: str
    lows: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A family of forms.  A report is of it when it holds at least `least` of them.

    `quantities` are the names that each quantity of a formula goes by.
    """

    id: str
    name: str
    english: str
    source: str
    least: int
    forms: tuple[Form, ...]
    identities: tuple[Identity, ...]
    marking: Marking | None = None
    ratios: tuple[Ratio, ...] = ()
    quantities: tuple[tuple[str, ...], ...] = ()
    grades: tuple[Grades, ...] = ()

    @property
    def promises(self) -> int:
        """How many identities and formulas it states."""
        formulas = sum(len(ratio.formulas) for ratio in self.ratios)
        marked = len(self.marking.promises) if self.marking is not None else 0
        return len(self.identities) + formulas + marked

    @property
    def known_by(self) -> tuple[str, ...]:
        """How it is known: titles of tables, columns of marks, names of indicators, grades."""
        titled = self.forms or (self.marking is not None and self.marking.title)
        kinds = {
            "titles": titled, "columns": self.marking, "indicators": self.ratios,
            "grades": self.grades,
        }  # fmt: skip
        return tuple(kind for kind, held in kinds.items() if held)
