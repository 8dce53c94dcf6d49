"""The ledger: what became of every figure.

checked: an equation's stated side, and it holds · contradicted: a stated side that does not hold ·
operand: only on the computed side of a relation, or held by a bound alone (a part is at most its
whole), which most errors would pass · unchecked: in none, with the reason.
"""

from __future__ import annotations

from ..extract.document import Span
from ..normalize.govern import period_of
from ..normalize.names import name_of
from ..normalize.reading import Reading
from .describe import place_of
from .finding import FigureRecord
from .judge import Check, Verdict
from .relation import Claim, Unlinked

_RANK = {"unchecked": 0, "operand": 1, "checked": 2, "contradicted": 3}
_BOUNDS = (Claim.AT_MOST, Claim.AT_LEAST, Claim.LESS, Claim.MORE)


class Ledger:
    """Collects checks and reasons; `records()` gives one line a figure, in reading order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._coverage: dict[Span, str] = {}
        self._reasons: dict[Span, str] = {}
        self._rules: dict[Span, set[str]] = {}

    def check(self, check: Check) -> None:
        """Note a judged relation."""
        if check.verdict is Verdict.UNDETERMINED:
            for figure in check.relation.stated.figures:
                self._reasons.setdefault(figure.span, check.reason)
            return
        holds = "operand" if check.relation.claim in _BOUNDS else "checked"
        stated = "contradicted" if check.verdict is Verdict.DISAGREES else holds
        for figure in check.relation.stated.figures:
            self._mark(figure.span, stated, check.relation.rule)
        for figure in check.relation.computed.figures:
            self._mark(figure.span, "operand", check.relation.rule)

    def unlinked(self, outcome: Unlinked) -> None:
        """Note why a figure could not be tied."""
        self._reasons.setdefault(outcome.span, outcome.reason)

    def records(self) -> list[FigureRecord]:
        """The ledger: every figure, then what looked like figures and is none."""
        return [*self._figures(), *self._others()]

    def _mark(self, span: Span, coverage: str, rule: str) -> None:
        if _RANK[coverage] > _RANK[self._coverage.get(span, "unchecked")]:
            self._coverage[span] = coverage
        self._rules.setdefault(span, set()).add(rule)

    def _figures(self) -> list[FigureRecord]:
        records = []
        for figure in self.reading.figures:
            span = figure.span
            coverage = self._coverage.get(span, "unchecked")
            reason = self._reasons.get(span, "stands-alone") if coverage == "unchecked" else ""
            period = period_of(self.reading, figure)
            records.append(
                FigureRecord(
                    place=place_of(self.reading, span),
                    raw=figure.raw,
                    value=f"{figure.value.normalize():f}",
                    unit=figure.unit,
                    dimension=figure.dimension.value,
                    period=period.raw if period is not None else "",
                    name=name_of(self.reading, figure),
                    coverage=coverage,
                    reason=reason,
                    rules=tuple(sorted(self._rules.get(span, ()))),
                )
            )
        return records

    def _others(self) -> list[FigureRecord]:
        records = []
        for span, reason in self.reading.not_figures:
            raw = self.reading.document.text_of(span).text[span.start : span.end]
            place = place_of(self.reading, span)
            records.append(FigureRecord(place, raw, "", "", "", "", "", "not a figure", reason))
        return records
