"""Which period a figure speaks of, and which years relative periods (上年) mean.

A figure's period is the nearest one before it in its clause, else in its sentence, else the one
carried from the sentences before it in its paragraph; where there is none the figure speaks of the
report's own year.  A period after 比 or 较 dates what is compared with, not the figure: in
2021年比2020年减少0.47万元 the amount is 2021's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ..extract.document import Span, Text
from .figure import Figure
from .period import Period, PeriodKind
from .reading import Grid, Passage, Reading
from .token import Token, TokenKind
from .tokenize import tokenize

_SENTENCE_ENDS = ("。", "！", "？", "；", ";", "\n")
_OWN = ("increase", "decrease", "flat", "each")


def period_of(reading: Reading, figure: Figure) -> Period | None:
    """The period a figure of `reading` speaks of; None where nothing names one."""
    passage = passage_of(reading, figure.span)
    if passage is None:
        grid = grid_of(reading, figure.span)
        return None if grid is None else _of_cell(grid, figure.span, reading.year)
    return governing(passage.tokens, token_at(passage, figure.span))


def _of_cell(grid: Grid, span: Span, year: int | None) -> Period | None:
    """The period that a cell's own text, its column's head, its row's name or the caption names."""
    cell = grid.at[span.row][span.column]
    if cell is not None:
        tokens = resolve(cell.tokens, year)
        own = governing(tokens, len(tokens))
        if own is not None:
            return own
    for words in (grid.column_paths[span.column], grid.row_paths[span.row], (grid.caption,)):
        periods = _periods_in("，".join(reversed(words)), year)
        if periods:
            return periods[0]
    return None


@lru_cache(maxsize=1024)
def _periods_in(text: str, year: int | None) -> tuple[Period, ...]:
    tokens = resolve(tokenize(Text.plain(text), 0), year)
    return tuple(t.period for t in tokens if t.period is not None)


def passage_of(reading: Reading, span: Span) -> Passage | None:
    """The passage that holds `span`, None if a table does."""
    at = bisect_right(reading.passages, span.block, key=lambda p: p.block) - 1
    found = reading.passages[at] if at >= 0 else None
    return found if found is not None and found.block == span.block else None


def grid_of(reading: Reading, span: Span) -> Grid | None:
    """The table that holds `span`, None if a paragraph does."""
    return next((grid for grid in reading.grids if grid.table.index == span.block), None)


def token_at(passage: Passage, span: Span) -> int:
    """The index of the token in which `span` begins."""
    return bisect_right(passage.tokens, span.start, key=lambda token: token.start) - 1


def governing(tokens: Sequence[Token], at: int) -> Period | None:
    """The period in force at token `at` of one paragraph."""
    own = _moves_before(tokens, at)
    for index in range(at - 1, -1, -1):
        token = tokens[index]
        if token.period is None or token.period.kind is PeriodKind.DATE:
            continue
        if _is_base(tokens, index) and (own or _parted(tokens, index, at)):
            continue
        return token.period
    return None


def _moves_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether the figure at `at` is a change, not a level: 减少 stands before it in its clause."""
    for index in range(at - 1, -1, -1):
        token = tokens[index]
        if token.kind is TokenKind.MARK and token.text in "，。；：、,;（）":
            return token.text in "，,、" and index >= 1 and _is_change_list(tokens, index)
        if token.cue in _OWN:
            return True
        if token.kind is TokenKind.FIGURE or token.cue in ("is", "to", "than"):
            return False
    return False


def _is_change_list(tokens: Sequence[Token], comma: int) -> bool:
    """各减少1130.20、2210.50万元: the second amount is a change like the first."""
    before = tokens[comma - 1]
    return before.kind is TokenKind.FIGURE and _moves_before(tokens, comma - 1)


def _is_base(tokens: Sequence[Token], index: int) -> bool:
    """Whether the period at `index` names what is compared with."""
    return any(token.cue == "than" for token in tokens[max(0, index - 1) : index])


def _parted(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Whether more than words stands between a base's period and a figure: then the figure is
    not the base (较2020年的7万元 is; 比上年增加3万元，其中：办公费5万元 is not)."""
    return any(
        token.kind in (TokenKind.MARK, TokenKind.FIGURE) or token.cue in ("than", *_OWN)
        for token in tokens[low + 1 : high]
    )


def resolve(tokens: Sequence[Token], year: int | None) -> tuple[Token, ...]:
    """The tokens with years given to relative periods.

    上年 is the year before the one the sentence has named (2021年…比上年), else before the report
    year; `year` None leaves what the text itself does not settle unresolved.
    """
    if not any(t.period is not None and t.period.relative is not None for t in tokens):
        return tuple(tokens)
    resolved: list[Token] = []
    named: int | None = None
    for index, token in enumerate(tokens):
        period = token.period
        if token.kind is TokenKind.MARK and token.text in _SENTENCE_ENDS:
            named = None
        elif period is not None and period.relative is None:
            if period.kind is not PeriodKind.SPAN and not _is_base(tokens, index):
                named = period.last
        elif period is not None and period.relative is not None:
            base = year if named is None else named
            if base is not None:
                years = base + period.relative
                token = replace(token, period=replace(period, first=years, last=years))
        resolved.append(token)
    return tuple(resolved)
