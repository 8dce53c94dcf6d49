"""Coverage: which figures are checked, by kind of document, and what stands in the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..extract.problem import Unreadable
from ..normalize.reading import Passage
from ..normalize.token import Token, TokenKind
from .material import Report
from .run import Checked, check

ALONE = "stands-alone"
_AROUND = 3


@dataclass(slots=True)
class Coverage:
    """Counts for one kind of document.

    `prose` and `cells` count figures by coverage, those apart that stand alone (no relation of
    the report speaks of them); `reasons` why figures are unchecked; `shapes` the token shapes
    around unchecked figures in prose (no words of the report).
    """

    reports: int = 0
    prose: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    shapes: Counter[str] = field(default_factory=Counter)


def measure(reports: Iterable[Report]) -> dict[str, Coverage]:
    """Coverage by kind of document (real reports under a kind of their own)."""
    kinds: dict[str, Coverage] = defaultdict(Coverage)
    for report in reports:
        try:
            checked = check(report.path)
        except Unreadable:
            continue
        _count(kinds[f"{report.kind}{' (real)' if report.real else ''}"], checked)
    return dict(sorted(kinds.items()))


def _count(coverage: Coverage, checked: Checked) -> None:
    coverage.reports += 1
    passages = {passage.block: passage for passage in checked.reading.passages}
    for figure in checked.evaluation.figures:
        span = figure.place.span
        alone = figure.reason == ALONE
        (coverage.prose if span.row < 0 else coverage.cells)[
            ALONE if alone else figure.coverage
        ] += 1
        if figure.coverage == "unchecked":
            coverage.reasons[figure.reason] += 1
            if span.row < 0 and span.block in passages:
                coverage.shapes[shape(passages[span.block], span.start)] += 1


def shape(passage: Passage, start: int) -> str:
    """The tokens around a figure: cues and kinds, words as …"""
    tokens = passage.tokens
    at = next((i for i, t in enumerate(tokens) if t.start <= start < t.end), 0)
    near = tokens[max(0, at - _AROUND) : at + _AROUND + 1]
    return " ".join(_sign(token, token is tokens[at]) for token in near)


def _sign(token: Token, here: bool) -> str:
    if token.kind is TokenKind.FIGURE and token.figure is not None:
        sign = token.figure.dimension.value
        return f"[{sign}]" if here else sign
    if token.kind is TokenKind.MARK:
        return token.text
    return {
        TokenKind.CUE: f"<{token.cue}>",
        TokenKind.PERIOD: "<period>",
        TokenKind.OPERATOR: token.cue,
        TokenKind.NOT_FIGURE: f"<{token.cue}>",
    }.get(token.kind, "…")
