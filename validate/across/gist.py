"""What comparison needs of one report: small, picklable, without the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...normalize.figure import Figure
from ..finding import Place
from ..relation import Relation, Remark


@dataclass(frozen=True, slots=True)
class Who:
    """Whose report it is.  Two reports are linked by what stands here, word for word.

    `scope` says how much of the organisation it covers (部门, 单位, 本级), `kind` is a key of
    across.toml's kinds; both are empty where nothing says.
    """

    organisation: str
    scope: str
    kind: str
    year: int | None

    def follows(self, other: Who) -> bool:
        """Whether this is the report of the year after `other`.  What is unsure does not follow."""
        if not (self.organisation and self.kind and self.year and other.year):
            return False
        return other == Who(self.organisation, self.scope, self.kind, self.year - 1)


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure and where it stands."""

    figure: Figure
    place: Place


@dataclass(frozen=True, slots=True)
class Fact:
    """A measure's value in `year`: of the report's own year, or as it states the year before.

    `key` names measure, scope and the part of the report (section or form) in which it stands:
    the same words stand in next year's report.  `subject` is the measure's name for people.
    """

    key: str
    subject: str
    year: int
    printed: Printed


@dataclass(frozen=True, slots=True)
class Move:
    """A change against the year before: `level` of this year, signed `amount` and `rate`."""

    key: str
    subject: str
    level: Printed
    direction: int
    amount: Printed | None
    rate: Printed | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose with figures that are unlikely to recur.

    `marks` name its text and figures: once with years counted from the report's own, once with
    years as printed.  `telling` holds the digits of those figures, `wider` says whether it speaks
    of more than the unit itself (全县, 全市); `number` counts such sentences through the report.
    """

    number: int
    marks: tuple[int, int]
    telling: frozenset[str]
    wider: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Gist:
    """A report as comparison sees it.

    `openings` and `closings` are balances at the year's ends, their year the one that ends there.
    `names` are the organisations named in the report, joined by line ends.
    """

    who: Who
    facts: tuple[Fact, ...] = ()
    moves: tuple[Move, ...] = ()
    openings: tuple[Fact, ...] = ()
    closings: tuple[Fact, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: str = ""


@dataclass(frozen=True, slots=True)
class Across:
    """What a rule says of a report beside another: `own` places in it, `others` in the other."""

    outcome: Relation | Remark
    own: tuple[Place, ...]
    others: tuple[Place, ...]
    values: Mapping[str, str] = field(default_factory=dict)
