"""A relation: figures tied by an equation or inequality that the report asserts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ..extract.document import Span
from .expression import Expression, Term


class Claim(StrEnum):
    """How `stated` stands to `computed`."""

    EQUAL = "="
    AT_MOST = "≤"
    AT_LEAST = "≥"
    LESS = "<"
    MORE = ">"
    ABOUT = "≈"  # 基本持平: within the width the words allow
    DEFINED = "∃"  # the arithmetic must be possible at all (no division by zero)


class Certainty(StrEnum):
    """How sure it is that the report asserts the relation."""

    ASSERTED = "asserted"
    LIKELY = "likely"  # a disagreement is shown for review
    POSSIBLE = "possible"  # a disagreement is undetermined: the relation may not hold at all


@dataclass(frozen=True, slots=True)
class Relation:
    """`stated claim computed`, recognised by `rule`.

    `stated` is the side the report prints as the result; `computed` the arithmetic it should
    follow from.  `doubt` names (in the catalogue of doubts) why a relation is not certain.
    `subject` is the measure's name as printed, for messages and fingerprints.
    `context` holds figures near the relation that may explain a disagreement (an item left out,
    last year's value).  `same_amount` is true where both sides print one and the same amount (a
    total of a single part, a cell restated): nothing is rounded but the coarser print itself.
    `level` is the loudest at which a disagreement may speak (empty: the rule's own).  `words` is
    where the words stand that make the claim (大于, 持平).  `adjustable` is true of the shares of
    one whole, whose last digit may have been moved so that they add up to 100.  `by_digits` is true
    where nothing but their digits ties two figures: what other relations confirm both are two.
    """

    rule: str
    stated: Expression
    computed: Expression
    claim: Claim = Claim.EQUAL
    certainty: Certainty = Certainty.ASSERTED
    doubt: str = ""
    subject: str = ""
    context: tuple[Term, ...] = ()
    same_amount: bool = False
    level: str = ""
    words: tuple[Span, ...] = ()
    adjustable: bool = False
    by_digits: bool = False

    @property
    def places(self) -> tuple[Span, ...]:
        """Where its figures and words stand: the stated figures first, then the others in reading
        order, then the words; each once."""
        stated = [figure.span for figure in self.stated.figures]
        others = sorted({f.span for f in self.computed.figures} - set(stated))
        return tuple(dict.fromkeys([*stated, *others, *self.words]))


@dataclass(frozen=True, slots=True)
class Remark:
    """A defect that needs no arithmetic: wording, years, document numbers, brackets.

    `stated` is what is printed, `expected` what should stand there (empty when unknown).
    `level` overrides the rule's own where one kind of its defects weighs more.
    """

    rule: str
    places: tuple[Span, ...]
    stated: str
    expected: str = ""
    values: dict[str, str] = field(default_factory=dict)
    certainty: Certainty = Certainty.ASSERTED
    level: str = ""


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A figure that looks like a relation's but cannot be tied, and why.

    `reason` is a key of reasons.toml (base-missing, open-list, other-whole, …).
    """

    span: Span
    reason: str
    rule: str = ""


Outcome = Relation | Remark | Unlinked
