"""What the tests of normalize/ say about tokens, in few characters."""

from __future__ import annotations

from gouji.extract.document import Text
from gouji.normalize.figure import Figure
from gouji.normalize.period import Period
from gouji.normalize.token import Token, TokenKind
from gouji.normalize.tokenize import tokenize


def tokens_of(text: str, unit: str = "") -> tuple[Token, ...]:
    """The tokens of a text, checked to tile it."""
    tokens = tokenize(Text.plain(text), 0, unit=unit)
    assert "".join(token.text for token in tokens) == text
    return tokens


def figures_of(text: str, unit: str = "") -> list[Figure]:
    return [token.figure for token in tokens_of(text, unit) if token.figure is not None]


def figure_of(text: str, unit: str = "") -> Figure:
    (figure,) = figures_of(text, unit)
    return figure


def periods_of(text: str) -> list[Period]:
    return [token.period for token in tokens_of(text) if token.period is not None]


def cues_of(text: str) -> list[tuple[str, str]]:
    return [(t.text, t.cue) for t in tokens_of(text) if t.kind is TokenKind.CUE]


def not_figures_of(text: str) -> list[tuple[str, str]]:
    return [(t.text, t.cue) for t in tokens_of(text) if t.kind is TokenKind.NOT_FIGURE]


def operators_of(text: str) -> str:
    return " ".join(t.cue for t in tokens_of(text) if t.kind is TokenKind.OPERATOR)
