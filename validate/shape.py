"""Shapes: patterns over tokens in a small readable notation.

A token becomes one letter, a passage becomes a string of letters, and a shape becomes a regular
expression over that string.  The notation is a row of words:

    amount percent points count score multiple measure bare    a figure of that kind
    figure                                                     a figure of any kind
    period words filler other                                  as their names say
    comma semicolon stop colon pause opening closing mark     ， ； 。 ： 、 （ ） anything else
    increase decrease than share …                             a cue class of lexicon/cues.toml
    move                                                       increase or decrease
    op                                                         an arithmetic operator
    gap                                                        any run without figure, stop, bracket
    quiet                                                      a gap without increase or decrease
    short                                                      a run of fillers (额 数 了 为 约 …)
    a|b   either      a?  at most once      a*  any number      <a|b>  named by its own words

A word written `name:kind` captures the token's index under `name`.
"""

from __future__ import annotations

from functools import cache

import regex

from ..normalize import lexicon
from ..normalize.figure import Dimension
from ..normalize.token import Token, TokenKind

_FIGURES = {
    Dimension.MONEY: ("amount", "A"),
    Dimension.PERCENT: ("percent", "P"),
    Dimension.POINTS: ("points", "D"),
    Dimension.SCORE: ("score", "S"),
    Dimension.COUNT: ("count", "N"),
    Dimension.MULTIPLE: ("multiple", "M"),
    Dimension.MEASURE: ("measure", "U"),
    Dimension.PLAIN: ("bare", "B"),
}
_MARKS = {
    "，": ("comma", ","), ",": ("comma", ","),
    "；": ("semicolon", ";"), ";": ("semicolon", ";"),
    "。": ("stop", "."), "！": ("stop", "."), "？": ("stop", "."),
    "：": ("colon", ":"), ":": ("colon", ":"),
    "、": ("pause", "/"),
    "（": ("opening", "("), "(": ("opening", "("), "[": ("opening", "("), "【": ("opening", "("),
    "）": ("closing", ")"), ")": ("closing", ")"), "]": ("closing", ")"), "】": ("closing", ")"),
}  # fmt: skip
_OTHERS = {"period": "Y", "words": "w", "filler": "f", "other": "x", "op": "o", "mark": "m"}
_FIGURE_LETTERS = "".join(letter for _, letter in _FIGURES.values())
_GAP = f"[^{_FIGURE_LETTERS}.()]*?"


@cache
def _letters() -> dict[str, str]:
    """Every word of the notation that stands for one token → its regular expression."""
    known = dict(_FIGURES.values())
    known |= {name: regex.escape(letter) for name, letter in _MARKS.values()}
    known |= _OTHERS
    known |= {name: chr(0xE000 + i) for i, name in enumerate(lexicon.table("cues"))}
    known["figure"] = f"[{_FIGURE_LETTERS}]"
    known["move"] = f"[{known['increase']}{known['decrease']}]"
    known["short"] = f"[f{known['is']}]*"
    known["gap"] = _GAP
    verbs = f"{known['increase']}{known['decrease']}"
    known["quiet"] = f"[^{_FIGURE_LETTERS}.(){verbs}]*?"
    return known


@cache
def _fillers() -> frozenset[str]:
    return frozenset(lexicon.entries("fillers"))


def letter_of(token: Token) -> str:
    """The one letter a token becomes."""
    match token.kind:
        case TokenKind.FIGURE if token.figure is not None:
            return _FIGURES[token.figure.dimension][1]
        case TokenKind.PERIOD:
            return "Y"
        case TokenKind.CUE:
            return _letters().get(token.cue, "w")
        case TokenKind.MARK:
            return _MARKS.get(token.text, ("mark", "m"))[1]
        case TokenKind.OPERATOR:
            return "o"
        case TokenKind.NOT_FIGURE:
            return "x"
        case _:
            return "f" if token.text.strip() in _fillers() else "w"


def letters_of(tokens: tuple[Token, ...]) -> str:
    """A passage as letters, one a token."""
    return "".join(map(letter_of, tokens))


@cache
def compile_shape(shape: str) -> regex.Pattern[str]:
    """A shape as a regular expression over letters.  ValueError on an unknown word."""
    return regex.compile("".join(_word(word) for word in shape.split()))


def _word(word: str) -> str:
    name, colon, kind = word.rpartition(":")
    suffix = ""
    while kind[-1] in "?*+":
        kind, suffix = kind[:-1], kind[-1] + suffix
    try:
        choices = [_letters()[choice] for choice in kind.split("|")]
    except KeyError as error:
        raise ValueError(f"a shape has no word {error}") from None
    body = choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
    if suffix and len(body) > 1:
        body = f"(?:{body})"
    return f"(?P<{name}>{body}{suffix})" if colon else body + suffix
