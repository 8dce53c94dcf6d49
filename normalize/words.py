"""Words and marks between figures: cues, relative periods, hedges, and words that hide one.

One compiled tree holds every word of the lexicons; longest match wins.
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import either, entries, folded, table
from .periods import relative_contexts
from .token import TokenKind

MARKS = "，。；：、！？,;:!?（）()[]【】〔〕［］{}｛｝《》〈〉「」『』“”‘’\"'…—–－-~～·|/\\\n"
OPERATORS = {
    "+": "+", "＋": "+", "×": "*", "✕": "*", "*": "*", "÷": "/", "=": "=", "＝": "=",
    "≤": "<=", "≦": "<=", "≥": ">=", "≧": ">=", "<": "<", ">": ">", "≈": "=", "≠": "!=",
}  # fmt: skip


@cache
def word_kinds() -> dict[str, tuple[TokenKind | None, str]]:
    """Word, sign or mark → the kind of its token and its class; None for a word that only guards
    the cues inside it.  A hedge is WORDS: the figure after it takes it in."""
    kinds: dict[str, tuple[TokenKind | None, str]] = {}
    for word in (*entries("names"), *table("context")["words"]["guarded"]):
        kinds[folded(word)] = (None, "")
    kinds |= dict.fromkeys(before_words(), (TokenKind.WORDS, ""))
    kinds |= dict.fromkeys(relative_contexts(), (TokenKind.PERIOD, ""))
    for cue, words in table("cues").items():
        kinds |= dict.fromkeys(words, (TokenKind.CUE, cue))
    kinds |= dict.fromkeys(MARKS, (TokenKind.MARK, ""))
    kinds |= {sign: (TokenKind.OPERATOR, meaning) for sign, meaning in OPERATORS.items()}
    return kinds


@cache
def word_pattern() -> re.Pattern[str]:
    """Any word of `word_kinds`, longest first.

    One alternative a first character and no group around them: so `re` passes over all other
    characters at once.
    """
    hedge = either(dict.fromkeys(before_words(), ""))
    number = rf"\s?(?:{hedge})?\s?-?[\d一二三四五六七八九十两百]"
    after = {
        word: f"(?={pattern.replace('{N}', number)})" if pattern else ""
        for word, pattern in table("context")["after"].items()
    }
    words = [*MARKS, *(word for cues in table("cues").values() for word in cues), *word_kinds()]
    contexts = {word: after.get(word, "") for word in words}
    contexts |= dict.fromkeys(before_words(), f"(?={number})")
    contexts |= relative_contexts()
    return re.compile(either(contexts).removeprefix("(?:").removesuffix(")"))


@cache
def before_words() -> dict[str, str]:
    """Hedges that stand before a number → which."""
    return {word: hedge for hedge, words in table("hedges")["before"].items() for word in words}


@cache
def cue_hedges() -> dict[str, str]:
    """Cues that hedge a number directly after them → which."""
    return {word: hedge for hedge, words in table("hedges")["cues"].items() for word in words}
