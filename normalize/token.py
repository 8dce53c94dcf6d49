"""Typed tokens over a text: the alphabet in which relations are recognised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .figure import Figure
from .period import Period


class TokenKind(StrEnum):
    FIGURE = "figure"
    PERIOD = "period"
    CUE = "cue"  # a word of lexicon/cues.toml; Token.cue is its class
    OPERATOR = "operator"  # + - × ÷ = ≤ ≥ < > ( ) inside arithmetic; Token.cue is the ASCII form
    MARK = "mark"  # punctuation and brackets: Token.text is the (folded) character
    NOT_FIGURE = "not figure"  # digits that are no figure; Token.cue says why (document-number, …)
    WORDS = "words"  # anything else


@dataclass(frozen=True, slots=True)
class Token:
    """`text == passage.text.text[start:end]`.  Tokens tile the text without gaps or overlaps."""

    kind: TokenKind
    start: int
    end: int
    text: str
    cue: str = ""
    figure: Figure | None = None
    period: Period | None = None
