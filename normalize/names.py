"""The noun phrase that owns a figure: what it measures, in the report's own words.

Names serve to link one statement with another; where nothing sure is found the name is empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .figure import Dimension, Figure
from .govern import grid_of, passage_of, token_at
from .lexicon import either, entries
from .reading import Grid, Passage, Reading
from .token import Token, TokenKind

_BOUNDARIES = "，。；：、,;:！？\n（(["
_DROPPED = {
    "is", "than", "increase", "decrease", "of-which", "share", "from", "to", "each", "respectively",
    "completion", "exceeds", "below", "equals", "at-most", "at-least", "forecast", "intended",
    "as-of", "flat",
}  # fmt: skip
_LONGEST = 40
_SHORT = 12
_NAMING = ("ordinal", "name", "code")  # 第三产业, 5G基站
_EDGES = re.compile(
    r"^[\s的了和与及或、，：:]+|(?:[\s的了约为是达：:，]|共计?|累计|(?<![合总小累])计)+$"
)


def name_of(reading: Reading, figure: Figure) -> str:
    """What `figure` of `reading` measures, empty if unsure."""
    passage = passage_of(reading, figure.span)
    if passage is not None:
        return name_before(passage.tokens, token_at(passage, figure.span))
    grid = grid_of(reading, figure.span)
    return _cell_name(grid, figure) if grid is not None else ""


def name_before(tokens: Sequence[Token], at: int) -> str:
    """The name of the figure at token `at`: the phrase before it in its clause, without verbs,
    periods and cues.  A count that nothing names before is named by what follows (10个股室)."""
    parts: list[str] = []
    index = at - 1
    if index > 0 and tokens[index].text in ("：", ":") and tokens[index - 1].cue != "of-which":
        index -= 1  # 单位数量：3
    while index >= 0:
        token = tokens[index]
        if token.kind is TokenKind.MARK and token.text in "）)":
            opened = _opening(tokens, index)
            if opened == index or any(t.cue == "document-number" for t in tokens[opened:index]):
                break  # 《…的通知》（财字〔2022〕8号）下达资金: the source is no part of the name
            parts.append("".join(t.text for t in tokens[opened : index + 1]))
            index = opened - 1
            continue
        if _ends_a_name(token):
            break
        if token.kind is TokenKind.CUE and token.cue in _DROPPED:
            if parts and token.cue != "is":
                break
        elif token.kind is not TokenKind.PERIOD:
            parts.append(token.text)
        index -= 1
    name = _bare("".join(reversed(parts)))
    figure = tokens[at].figure
    if not name and figure is not None and figure.dimension is Dimension.COUNT:
        return _name_after(tokens, at)
    return name if len(name) <= _LONGEST else ""


def _ends_a_name(token: Token) -> bool:
    if token.kind in (TokenKind.FIGURE, TokenKind.OPERATOR):
        return True
    if token.kind is TokenKind.NOT_FIGURE:
        return token.cue not in _NAMING
    return token.kind is TokenKind.MARK and token.text in _BOUNDARIES


def _bare(phrase: str) -> str:
    """The phrase without the verbs before it (实现, 共设) and the particles around it."""
    before = None
    while before != phrase:
        before = phrase
        phrase = _heads().sub("", _EDGES.sub("", phrase))
    return phrase


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"^(?:{either(dict.fromkeys(entries('name_heads'), ''))})")


def _name_after(tokens: Sequence[Token], at: int) -> str:
    """10个【股室】，: the words directly after a count, if a mark or a figure ends them soon."""
    following = tokens[at + 1 : at + 3]
    if not following or following[0].kind is not TokenKind.WORDS:
        return ""
    name = following[0].text.strip()
    closed = len(following) == 1 or _ends_a_name(following[1]) or following[1].text in "）)"
    return name if closed and len(name) <= _SHORT else ""


def _opening(tokens: Sequence[Token], closing: int) -> int:
    """The bracket that `closing` closes; `closing` itself if there is none or if the brackets
    hold a figure, and so a statement of their own."""
    depth = 0
    for index in range(closing, -1, -1):
        token = tokens[index]
        if token.kind is TokenKind.FIGURE:
            return closing
        if token.text in "）)":
            depth += 1
        elif token.text in "（(":
            depth -= 1
            if depth == 0:
                return index
    return closing


def _cell_name(grid: Grid, figure: Figure) -> str:
    row, column = figure.span.row, figure.span.column
    names = [*grid.row_paths[row][-1:], *grid.column_paths[column][-1:]]
    return " · ".join(dict.fromkeys(name for name in names if name))


def names_in(passage: Passage) -> dict[int, str]:
    """Token index of each figure of a passage → its name."""
    return {
        index: name_before(passage.tokens, index)
        for index, token in enumerate(passage.tokens)
        if token.kind is TokenKind.FIGURE
    }
