"""Sums that a table may promise: built, tried out, and given with the certainty they deserve.

A *hypothesis* is one way to read a table's structure, as the equations it implies.  What decides
between hypotheses is only whether their equations close, judged like every other relation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import GridCell
from ..expression import Expression, Term, term
from ..interval import Interval
from ..judge import Verdict, holds, judge
from ..relation import Certainty, Claim, Relation
from .sheet import additive_cell


class Basis(StrEnum):
    """Why the parts of a total are taken to be its parts."""

    DEFINED = "defined"  # codes, or the form says so
    PRINTED = "printed"  # the only way to read the rows and their words
    GUESSED = "guessed"  # one reading among several, or a list that may be open


@dataclass(frozen=True, slots=True)
class Equation:
    """`whole` = Σ sign × part.  Blank cells count as nothing."""

    whole: GridCell
    parts: tuple[tuple[GridCell, int], ...]
    subject: str


@dataclass(frozen=True, slots=True)
class ExactTerm(Term):
    """A figure that is not rounded: a target that was set, or a part printed as 0.

    A list of forty zeros and five amounts is rounded in five places; with forty-five, nearly any
    slip in it would pass for a tail.
    """

    def bounds(self, finest: Decimal | None) -> Interval:
        return Interval.exact(self.exact())


@dataclass(frozen=True, slots=True)
class SmallTerm(Term):
    """A part of a table's sum of one or two digits.  Hardly anybody rounds so coarsely, and what
    parts lose goes both ways: taken for half as much as it could be, 4 + 6 + 4 is never 12."""

    def bounds(self, finest: Decimal | None) -> Interval:
        around = Term.bounds(self, finest)
        width = around.width
        return around if width is None else Interval.around(self.exact(), width / 2)


Hypothesis = Sequence[Equation]

_FEW_DIGITS = 2
_NOTHING = Decimal(100)
"""元: amounts that a 0 in a table of 0.01 万元 may hide are below what such tables list."""


def relation_of(equation: Equation, rule: str) -> Relation | None:
    """The equation as a relation; None when it cannot be stated.

    It cannot where the whole or every part is blank, where a part holds words instead of a
    figure (a template's XX, 不适用), and where the figures measure different things.
    """
    whole = equation.whole.figure
    cells = [cell for cell, _ in equation.parts]
    if whole is None or any(c.figure is None and not c.blank for c in cells):
        return None
    if not all(additive_cell(c) for c in (equation.whole, *cells)):
        return None
    parts = [(cell.figure, sign) for cell, sign in equation.parts if cell.figure is not None]
    if not parts or not _alike(whole, [figure for figure, _ in parts]):
        return None
    computed = sum_of([_part(figure, sign) for figure, sign in parts])
    alone = _alone(whole, [figure for figure, _ in parts])
    return Relation(rule, term(whole), computed, subject=equation.subject, same_amount=alone)


def _alone(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a total is one part and nothing else: one amount, printed twice, is never a tail.

    A printed 0 is nothing unless it is printed so coarsely that an amount may hide in it.
    """
    hidden = len(parts) > 1 and whole.step > _NOTHING
    return sum(bool(figure.value) for figure in parts) <= 1 and not hidden


def sum_of(terms: Sequence[Expression]) -> Expression:
    """The sum of one or more terms, never deep: a table may have thousands of rows."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return sum_of(terms[:half]) + sum_of(terms[half:])


def _part(figure: Figure, sign: int) -> Term:
    if not figure.value:
        return ExactTerm(figure, sign)
    return SmallTerm(figure, sign) if len(figure.number) <= _FEW_DIGITS else Term(figure, sign)


def settle(
    rule: str,
    hypotheses: Sequence[Hypothesis],
    basis: Basis,
    context: Callable[[], Iterable[Figure]] = tuple,
) -> Iterator[Relation]:
    """The relations of the hypothesis that closes best, with the certainty they deserve.

    `context` gives figures that may explain a relation that does not hold.
    """
    tried = [_try(rule, hypothesis) for hypothesis in hypotheses]
    tried = [trial for trial in tried if trial.relations]
    if not tried:
        return
    best = max(tried, key=lambda trial: (trial.closing > 0, trial.closing - trial.failing))
    certainty, doubt = _certainty(basis, best)
    near = tuple(map(Term, context())) if best.failing else ()
    if basis is not Basis.DEFINED and _misread(best, near):
        certainty, doubt = Certainty.POSSIBLE, "relation-uncertain"
    for relation, closed in zip(best.relations, best.closed, strict=True):
        yield replace(relation, certainty=certainty, doubt=doubt, context=() if closed else near)


def _is_running(relation: Relation) -> bool:
    """累计: ever larger figures that do not add up, of which the last is the total itself."""
    values = [part.exact() for part in relation.computed.terms()]
    rising = len(values) > 2 and values == sorted(values)
    return rising and values[-1] == relation.stated.exact()


def _misread(trial: _Trial, near: tuple[Term, ...]) -> bool:
    """Whether a row that was not taken for a part makes up what is missing in its column: then
    the structure is likelier to be misread than the sum to be wrong."""
    for relation, closed in zip(trial.relations, trial.closed, strict=True):
        gap = None if closed else judge(relation).difference
        used = {figure.span for figure in (*relation.stated.figures, *relation.computed.figures)}
        columns = {span.column for span in used}
        left = (t for t in near if t.figure.span not in used and t.figure.span.column in columns)
        if gap and any(abs(t.exact()) == abs(gap) for t in left):
            return True
    return False


def parts_within(rule: str, equations: Iterable[Equation]) -> Iterator[Relation]:
    """部分不超过总体: each part of a whole is at most the whole (none of them negative)."""
    for equation in equations:
        whole = equation.whole.figure
        for cell, _ in equation.parts:
            part = cell.figure
            if whole is None or part is None or not _alike(whole, [part]):
                continue
            if whole.value >= 0 and part.value >= 0:
                yield Relation(
                    rule, term(part), term(whole), Claim.AT_MOST, subject=equation.subject
                )


def exact_and_telling(relation: Relation) -> bool:
    """Whether a sum holds to the last digit, with a total of three digits or more."""
    digits = sum(c.isdigit() for c in relation.stated.figures[0].number.lstrip("0."))
    return digits >= 3 and judge(relation).verdict is Verdict.AGREES


@dataclass(slots=True)
class _Trial:
    relations: list[Relation]
    closed: list[bool]
    closing: int
    failing: int


def _try(rule: str, hypothesis: Hypothesis) -> _Trial:
    stated = (r for e in hypothesis if (r := relation_of(e, rule)) is not None)
    tried = [(relation, holds(relation)) for relation in stated]
    by_level = rule == "table-tree"  # codes and numbers tell levels, never months
    told = [(r, closed) for r, closed in tried if closed or by_level or not _is_running(r)]
    closing = sum(closed and not _empty(relation) for relation, closed in told)
    relations, closed = [r for r, _ in told], [closed for _, closed in told]
    return _Trial(relations, closed, closing, closed.count(False))


def _certainty(basis: Basis, trial: _Trial) -> tuple[Certainty, str]:
    closing, failing = trial.closing, trial.failing
    unsure = Certainty.POSSIBLE, "relation-uncertain"
    if not failing:
        return Certainty.ASSERTED, ""
    match basis:
        case Basis.DEFINED:
            return unsure if failing >= 3 and failing > closing else (Certainty.ASSERTED, "")
        case Basis.PRINTED:
            alone = closing == 0 and failing == 1
            return (Certainty.ASSERTED, "") if alone or closing >= failing else unsure
        case _:
            if closing >= 3 * failing:
                return Certainty.ASSERTED, ""
            return (Certainty.LIKELY, "relation-uncertain") if closing > failing else unsure


def _empty(relation: Relation) -> bool:
    """0 = 0 + 0 says nothing about a table's structure."""
    figures = (*relation.stated.figures, *relation.computed.figures)
    return all(figure.value == 0 for figure in figures)


def _alike(whole: Figure, parts: Sequence[Figure]) -> bool:
    if whole.dimension is Dimension.MONEY:
        return all(part.dimension is Dimension.MONEY for part in parts)
    return all((p.dimension, p.unit) == (whole.dimension, whole.unit) for p in parts)
