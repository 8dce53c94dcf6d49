"""Text → typed tokens that tile it: one pass for what is made of digits, one for the words between.

Figures carry exact value, step, unit and hedge; a hedge word before a figure (约) is part of its
token but not of its span.  White space belongs to the token before it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ..extract.document import Span, Text
from .figure import Dimension, Figure, Hedge
from .figures import FIGURE_KINDS, NotFigure, hedges_after
from .joining import join_figures
from .lexicon import folded
from .patterns import digits_pattern, head_pattern, labels_pattern
from .periods import read_period, relative_period
from .token import Token, TokenKind
from .units import read_unit
from .words import before_words, cue_hedges, word_kinds, word_pattern

_NOT_A_SIGN_AFTER = re.compile(r"[\d%‰)）\]A-Za-z元]$")
_DASH_IS_SIGN = ("increase", "decrease", "is", "share")
_CLAUSE_ENDS = "，。；,;！？\n"
_LONG_CODE = 16
_PUNCTUATION = (TokenKind.MARK, TokenKind.OPERATOR)


def tokenize(
    text: Text, block: int, row: int = -1, column: int = -1, unit: str = ""
) -> tuple[Token, ...]:
    """The tokens of a paragraph or cell (`row`, `column`), in order, without gaps or overlaps.

    `unit` is the unit declared for numbers that print none ("万元"); an unknown one is ignored.
    """
    if row < 0:
        return _tokens(text.text, block, unit)
    return tuple(_placed(token, block, row, column) for token in _of_a_cell(text.text, unit))


def _tokens(text: str, block: int, unit: str) -> tuple[Token, ...]:
    tokens = _Pass(text, block).tokens()
    return tuple(join_figures(tokens, read_unit(unit) if unit else None))


@lru_cache(1 << 13)
def _of_a_cell(text: str, unit: str) -> tuple[Token, ...]:
    """Cells say the same over and over: 0.00, 行政运行."""
    return _tokens(text, 0, unit)


def _placed(token: Token, block: int, row: int, column: int) -> Token:
    """A cell's token in its own cell."""
    figure, period = token.figure, token.period
    if figure is not None:
        span = figure.span
        span = Span(block, span.start, span.end, row, column)
        return replace(token, figure=replace(figure, span=span))
    if period is not None:
        span = Span(block, period.span.start, period.span.end, row, column)
        return replace(token, period=replace(period, span=span))
    return token


class _Pass:
    """The state of one pass over one text."""

    def __init__(self, text: str, block: int) -> None:
        self.raw = text
        self.text = folded(text)
        self.block = block
        self.found: list[Token] = []
        self.matches = list(word_pattern().finditer(self.text))
        self.next = 0  # of matches, not yet passed
        self.forecast = False
        self.word = ""  # the last cue or hedge, and where it ended
        self.word_end = -1

    def place(self, start: int, end: int) -> Span:
        return Span(self.block, start, end)

    def tokens(self) -> list[Token]:
        text, at = self.text, 0
        head = head_pattern().match(text)
        if head is not None:
            at = head.end()
            reason = str(head.lastgroup)
            self._add(TokenKind.NOT_FIGURE, 0, at, reason.replace("_", "-"))
        find = digits_pattern().search
        start = at
        while match := find(text, start):
            end = self._numeric(match, at)
            start = match.end() if end is None else end
            at = at if end is None else end
        self._words(at, len(text))
        return self.found

    def _numeric(self, match: re.Match[str], at: int) -> int | None:
        """Add the words from `at` up to `match`, and its token.  Where the token ends; None if
        the match is but a part of words, and nothing was added."""
        kind, (start, end) = str(match.lastgroup), match.span()
        if kind in FIGURE_KINDS:
            return self._figure(match, at, kind)
        self._words(at, start)
        if kind == "period":
            raw, before = self.raw[start:end], self.text[max(0, start - 3) : start]
            period = read_period(raw, match[0], self.place(start, end), before)
            self.found.append(Token(TokenKind.PERIOD, start, end, raw, "", None, period))
        else:
            reason = self._label(start) if kind == "code" else ""
            self._add(TokenKind.NOT_FIGURE, start, end, reason or kind.replace("_", "-"))
        return end

    def _figure(self, match: re.Match[str], at: int, kind: str) -> int | None:
        start, end = match.span()
        try:
            figure = FIGURE_KINDS[kind](self.text, match, self.place)
        except NotFigure as refusal:
            self._words(at, start)
            self._add(TokenKind.NOT_FIGURE, start, end, str(refusal))
            return end
        if figure is None:
            return None
        self._words(at, start)
        if not figure.unit and (reason := self._reason_against(figure, start)):
            self._add(TokenKind.NOT_FIGURE, start, end, reason)
            return end
        if (
            kind in ("number", "quick")
            and match[0][0] in "-—–+"
            and not self._is_sign(match[0][0], start)
        ):
            figure = self._without_sign(figure)
            plus = self.text[start] == "+"
            kind_of = TokenKind.OPERATOR if plus else TokenKind.MARK
            self._add(kind_of, start, start + 1, "+" if plus else "")
            start += 1
        return self._add_figure(figure, start)

    def _reason_against(self, figure: Figure, start: int) -> str:
        """Why a long number without unit is none: what stands before it says so (电话：…)."""
        number = figure.number
        if len(number) < 3 or not number.isdigit():
            return ""
        return self._label(start) or ("code" if len(number) >= _LONG_CODE else "")

    def _label(self, start: int) -> str:
        """The reason that the words before `start` give for the digits there to be no figure."""
        label = labels_pattern().search(self.text[max(0, start - 16) : start])
        return str(label.lastgroup) if label else ""

    def _is_sign(self, sign: str, start: int) -> bool:
        last = self.found[-1] if self.found else None
        if sign in "—–":
            return last is not None and last.end == start and last.cue in _DASH_IS_SIGN
        if last is None or last.end < start:
            return True
        if last.kind in (TokenKind.FIGURE, TokenKind.NOT_FIGURE):
            return False
        if last.text in "）)" and last.kind is TokenKind.MARK:
            return self._after_words_in_brackets()
        return not _NOT_A_SIGN_AFTER.search(self.text, max(0, start - 1), start)

    def _after_words_in_brackets(self) -> bool:
        """增加（减少）-5.2万元: the brackets just closed hold no figure, and none precedes them."""
        for index in range(len(self.found) - 2, -1, -1):
            token = self.found[index]
            if token.kind is TokenKind.FIGURE:
                return False
            if token.text in "（(":
                return index > 0 and self.found[index - 1].kind is not TokenKind.FIGURE
        return False

    def _without_sign(self, figure: Figure) -> Figure:
        span = self.place(figure.span.start + 1, figure.span.end)
        number = figure.number.lstrip("-")
        return replace(
            figure, raw=figure.raw[1:], number=number, value=abs(figure.value), span=span
        )

    def _add_figure(self, figure: Figure, start: int) -> int:
        """The figure's token takes a hedge word before it in, and white space after it."""
        before = figure.span.start
        text = self.text
        end = figure.span.end
        hedge = figure.hedge
        if hedge is not Hedge.NONE:
            after = hedges_after().match(text, end)
            end = after.end() if after else end
        if self.word_end == start:
            word = self.word
            if word in before_words():
                before = self.found.pop().start
                hedge = Hedge(before_words()[word])
            elif word in cue_hedges():
                hedge = Hedge(cue_hedges()[word])
        if self.forecast and not _worked_out(figure):
            hedge = Hedge.ESTIMATE
        if hedge is not figure.hedge:
            figure = replace(figure, hedge=hedge)
        raw = self.raw
        if raw is not text:
            figure = replace(figure, raw=raw[figure.span.start : figure.span.end].rstrip())
        self.found.append(Token(TokenKind.FIGURE, before, end, raw[before:end], "", figure))
        return end

    def _add(self, kind: TokenKind, start: int, end: int, cue: str = "") -> None:
        self.found.append(Token(kind, start, end, self.raw[start:end], cue))

    def _words(self, start: int, end: int) -> None:
        """Cues, relative periods, marks and the words between them in text[start:end]."""
        if start >= end:
            return
        raw, kinds, matches, add = self.raw, word_kinds(), self.matches, self.found.append
        at, index = start, self.next
        while index < len(matches):
            low, high = matches[index].span()
            if low < start < high:  # began inside a figure: look again from its end
                matches = self.matches = list(word_pattern().finditer(self.text, start))
                index = 0
                continue
            if high > end:
                break
            word = matches[index][0]
            kind, cue = kinds[word]
            index += 1
            if kind is None or low < start:
                continue
            if at < low:
                self._plain(at, low)
            at = high
            if kind is TokenKind.MARK:
                add(Token(kind, low, high, raw[low:high]))
                if word in _CLAUSE_ENDS:
                    self.forecast = False
                continue
            self.word, self.word_end = word, high
            if kind is TokenKind.PERIOD:
                period = relative_period(raw[low:high], word, self.place(low, high))
                add(Token(kind, low, high, raw[low:high], "", None, period))
            else:
                add(Token(kind, low, high, raw[low:high], cue))
                if cue == "forecast":
                    self.forecast = True
        self.next = index
        if at < end:
            self._plain(at, end)

    def _plain(self, start: int, end: int) -> None:
        """Words that are no cue; white space alone joins the token before it."""
        text = self.raw[start:end]
        last = self.found[-1] if self.found else None
        if text.isspace() and last is not None and last.kind not in _PUNCTUATION:
            self.found[-1] = replace(last, end=end, text=last.text + text)
            if self.word_end == start:
                self.word_end = end
        else:
            self.found.append(Token(TokenKind.WORDS, start, end, text))


def _worked_out(figure: Figure) -> bool:
    """Whether a forecast is a plan told to the last digit (预计总计3943820万元): no estimate."""
    money = figure.dimension is Dimension.MONEY
    return money and len(figure.number.replace(".", "").strip("0,").replace(",", "")) >= _EXACT


_EXACT = 6
