"""Findings that share a figure: one slip often fails several relations.

Where a printed figure stands in several relations that fail, and in fewer that hold, it is the
likelier culprit.  The likelihood is strengthened by arithmetic: a single value of that figure
under which every one of them would hold: then one finding speaks for all, and the others, which go
with it once the figure is put right, are no errors of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from string import ascii_uppercase

from ..extract.document import Span
from ..normalize.figure import Figure
from ..normalize.reading import Reading
from .causes import suspects
from .describe import divides, place_of, shown
from .finding import Common, Finding
from .interval import HALF
from .judge import Check, Verdict, holds, judge
from .relation import Certainty, Claim, Relation
from .rule import Level

_STEPS = 4  # towards the value that a relation calls for; a figure may stand in a divisor


_HELD = (Verdict.AGREES, Verdict.ROUNDING)


@dataclass(slots=True)
class Shared:
    """Collects judged relations; `grouped()` then tells findings what they have in common."""

    _failing: list[tuple[Relation, int]] = field(default_factory=list)
    _holding: Counter[Span] = field(default_factory=Counter)
    _equations: dict[Span, list[Check]] = field(default_factory=dict)

    def note(self, check: Check, finding: int | None) -> None:
        """A judged relation, and the number of the finding it became (None: it became none)."""
        if check.verdict is Verdict.DISAGREES and finding is not None:
            self._failing.append((check.relation, finding))
        elif check.verdict in _HELD:
            self._holding.update(check.relation.places)
        if check.relation.claim is Claim.EQUAL:
            for figure in _figures(check.relation):
                self._equations.setdefault(figure.span, []).append(check)

    def settles(self, tie: Relation) -> bool:
        """Whether other relations leave nothing to say of one that only digits tie."""
        figures = list(_figures(tie))
        return self._parts(*figures) if len(figures) == 2 else self._answers(tie)

    def _answers(self, tie: Relation) -> bool:
        """Whether the stated figure has an equation of its own, or all that may have been
        misprinted stands in equations that hold, or what would give it gives another.  A total
        that adds up may have been divided twice (按来源分…; 已支付a，尚未支付b)."""
        own = (check for f in tie.stated.figures for check in self._equations.get(f.span, ()))
        own = (check for check in own if check.relation.stated == tie.stated)
        if any(
            _is_settled(check) and (check.verdict not in _HELD or divides(tie.computed))
            for check in own
        ):
            return True
        slipped = [] if holds(tie) else suspects(tie)
        if not slipped:
            return self._gives_another(tie)
        return all(self._vouched(figure) for figure in slipped)

    def _gives_another(self, tie: Relation) -> bool:
        """Whether the figures that a relation computes with give what another holds of them."""
        own = {figure.span for figure in tie.computed.figures}
        first = tie.computed.figures[0]
        return any(
            check.verdict in _HELD and {f.span for f in check.relation.computed.figures} == own
            for check in self._equations.get(first.span, ())
        )

    def _vouched(self, figure: Figure) -> bool:
        return any(check.verdict in _HELD for check in self._equations.get(figure.span, ()))

    def _parts(self, one: Figure, other: Figure) -> bool:
        """Whether two figures are known to be two: one equation has both, or there are equations
        that hold of either and would not of the other."""
        tied = (check.relation for check in self._equations.get(one.span, ()))
        sure = (relation for relation in tied if relation.certainty is not Certainty.POSSIBLE)
        if any(other in _figures(relation) for relation in sure):
            return True
        return self._prefers(one, other) and self._prefers(other, one)

    def _prefers(self, one: Figure, other: Figure) -> bool:
        holding = (
            check.relation for check in self._equations.get(one.span, ()) if check.verdict in _HELD
        )
        return any(not _holds(relation, one, other.value) for relation in holding)

    def grouped(self, reading: Reading, findings: Sequence[Finding]) -> list[Finding]:
        """The findings, those of a group with what they share; groups are named in order."""
        left, grouped = list(self._failing), list(findings)
        for number in range(len(findings)):
            figure = self._culprit(left)
            if figure is None:
                break
            relations = [entry for entry in left if figure in _figures(entry[0])]
            left = [entry for entry in left if entry not in relations]
            members = {finding for _, finding in relations}
            common = Common(
                letter(number), place_of(reading, figure.span), figure.raw.strip(),
                len(members), _instead(figure, [relation for relation, _ in relations]),
            )  # fmt: skip
            for member in members:
                grouped[member] = replace(grouped[member], common=common)
            if common.instead:
                _led(grouped, members, _head(figure, relations, findings))
        return grouped

    def _culprit(self, failing: Sequence[tuple[Relation, int]]) -> Figure | None:
        """The figure in most failing relations; of equals the one that fewest others vouch for.

        What is printed as a result comes before what only goes into one.
        """
        members: dict[Figure, set[int]] = {}
        stated: set[Figure] = set()
        for relation, finding in failing:
            stated.update(relation.stated.figures)
            for figure in _figures(relation):
                members.setdefault(figure, set()).add(finding)
        suspects = [
            figure
            for figure, findings in members.items()
            if len(findings) > max(1, self._holding[figure.span])
        ]
        if not suspects:
            return None
        return min(
            suspects,
            key=lambda f: (-len(members[f]), self._holding[f.span], f not in stated, f.span),
        )


def _head(
    figure: Figure, relations: Sequence[tuple[Relation, int]], findings: Sequence[Finding]
) -> int:
    """The finding that speaks for a group: a loud one, one that `figure` is the result of before
    one that it only goes into, and of amounts before rates."""
    return min(
        relations,
        key=lambda entry: (
            findings[entry[1]].level not in _LOUD,
            figure not in entry[0].stated.figures,
            divides(entry[0].computed),
            entry[1],
        ),
    )[1]


_LOUD = (Level.ERROR.value, Level.WARNING.value)


def _led(findings: list[Finding], members: set[int], head: int) -> None:
    """Let one finding of a group speak, as loud as the loudest; the others, which go with it once
    the figure is put right, are no errors of their own."""
    loud = min((findings[member].level for member in members), key=_ORDER.index)
    for member in members:
        level = loud if member == head else Level.WARNING.value
        if findings[member].level in _LOUD:
            findings[member] = replace(findings[member], level=level)


_ORDER = [level.value for level in Level]


def _is_settled(check: Check) -> bool:
    """Whether a check says something that is sure of its figures."""
    if check.verdict is Verdict.DISAGREES:
        return check.relation.certainty is Certainty.ASSERTED
    return check.verdict is not Verdict.UNDETERMINED


def _figures(relation: Relation) -> dict[Figure, None]:
    return dict.fromkeys((*relation.stated.figures, *relation.computed.figures))


def _instead(figure: Figure, relations: Sequence[Relation]) -> str:
    """The value of `figure` under which all `relations` hold, as it would be printed.

    Nought says only that the figure's unit is too coarse for them, so it is not offered; nor is a
    value of the other sign, which no slip of the pen gives.
    """
    for relation in relations:
        value = _called_for(figure, relation)
        if value and value * figure.value >= 0 and all(_holds(r, figure, value) for r in relations):
            return shown(Fraction(value), figure.scale, figure.step) + figure.unit
    return ""


def _called_for(figure: Figure, relation: Relation) -> Decimal | None:
    """The value of `figure`, to its printed digit, that closes a relation; None if none does."""
    if relation.claim is not Claim.EQUAL:
        return None
    value = Fraction(figure.value)
    step = Fraction(figure.step)
    for _ in range(_STEPS):
        here, there = _gap(relation, figure, value), _gap(relation, figure, value + step)
        if here is None or there is None or here == there:
            return None
        if here == 0:
            break
        value -= here * step / (there - here)
    units = floor(value / step + HALF)
    return units * figure.step


def _gap(relation: Relation, figure: Figure, value: Fraction) -> Fraction | None:
    printed = Decimal(value.numerator) / Decimal(value.denominator)
    return judge(_with(relation, figure, printed)).difference


def _holds(relation: Relation, figure: Figure, value: Decimal) -> bool:
    return judge(_with(relation, figure, value)).verdict is not Verdict.DISAGREES


def _with(relation: Relation, figure: Figure, value: Decimal) -> Relation:
    other = replace(figure, value=value)
    return replace(
        relation,
        stated=relation.stated.with_figure(figure, other),
        computed=relation.computed.with_figure(figure, other),
    )


def letter(number: int) -> str:
    """The name of a group: A, B, … Z, AA, AB, …"""
    head, last = divmod(number, len(ascii_uppercase))
    return (letter(head - 1) if head else "") + ascii_uppercase[last]
