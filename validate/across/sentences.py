"""Sentences whose figures are unlikely to recur, marked so that other reports can be searched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import regex

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Passage, Reading
from ...normalize.token import Token, TokenKind
from ..describe import place_of
from .gist import Sentence
from .words import holds

_ENDS = "。！？；;!?"
_TELLING = 2  # digits
_LARGE = 5  # digits of an amount in 元 that is no tariff (每人1250元)
_WORDS = 6
_SPACE = regex.compile(r"[\s\p{P}]")


def sentences_of(reading: Reading) -> Iterator[Sentence]:
    """Sentences of prose with telling figures: amounts and rates, of no standing fact."""
    number = 0
    for passage in reading.passages:
        for tokens in _sentences(passage):
            text = "".join(token.text for token in tokens)
            told = frozenset(
                d for t in tokens if t.figure is not None and (d := _telling(t.figure))
            )
            if not told or any(t.cue == "flat" for t in tokens) or holds(text, "standing"):
                continue
            own, printed = (_marked(reading, tokens, years) for years in (True, False))
            if len(own[1]) < _WORDS:
                continue
            number += 1
            start = next(t.start for t in tokens if t.text.strip())
            place = place_of(reading, passage.span(start, tokens[-1].end))
            marks = (own[0], printed[0])
            yield Sentence(number, marks, told, holds(text, "wider"), place)


def _sentences(passage: Passage) -> Iterator[Sequence[Token]]:
    begun: list[Token] = []
    for token in passage.tokens:
        begun.append(token)
        if token.kind is TokenKind.MARK and token.text in _ENDS:
            yield begun
            begun = []
    if begun:
        yield begun


def _telling(figure: Figure) -> str:
    """The digits of a figure that tell it from others; empty for what is apt to recur."""
    if figure.dimension not in (Dimension.MONEY, Dimension.PERCENT):
        return ""
    digits = "".join(map(str, figure.value.normalize().as_tuple().digits))
    tariff = figure.dimension is Dimension.MONEY and figure.scale == 1
    return digits if len(digits) >= (_LARGE if tariff else _TELLING) else ""


def _marked(reading: Reading, tokens: Sequence[Token], own_years: bool) -> tuple[int, str]:
    """A number that names words and figures of a sentence, and its words.

    Years are counted from the report's own (`own_years`) or taken as printed; numbering, marks
    and the organisation's own name do not count.
    """
    words, figures = [], []
    for token in tokens:
        if token.figure is not None:
            figures.append(f"{token.figure.value.normalize():f}{token.figure.dimension.value}")
            words.append("#")
        elif token.period is not None:
            year = token.period.year
            if own_years and year is not None and reading.year is not None:
                words.append(f"<{year - reading.year}>")
            else:
                words.append(token.period.raw)
        elif token.kind is not TokenKind.NOT_FIGURE:
            words.append(token.text)
    text = "".join(words).replace(reading.organisation or "\0", "")
    plain = _SPACE.sub("", text)
    digest = hashlib.blake2b(
        "\x1f".join([plain, *figures]).encode("utf-8", "replace"), digest_size=7
    )
    return int.from_bytes(digest.digest(), "big"), plain
