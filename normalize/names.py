"""The noun phrase that owns a figure: what it measures, in the report's own words.

Names serve to link one statement with another; where nothing sure is found the name is empty.
"""

from __future__ import annotations

import re

from .figure import Figure
from .govern import grid_of, passage_of, token_at
from .reading import Grid, Passage, Reading
from .token import Token, TokenKind

_BOUNDARIES = "，。；：、,;:！？\n（(["
_DROPPED = {
    "is", "than", "increase", "decrease", "of-which", "share", "from", "to", "each", "respectively",
    "completion", "exceeds", "below", "equals", "at-most", "at-least", "forecast", "as-of", "flat",
}  # fmt: skip
_NAMING = ("ordinal", "name", "code")  # 第三产业, 5G基站
_EDGES = re.compile(r"^[\s的了和与及或、，：:]+|(?:[\s的了约为是达：:，]|共计?|(?<![合总小])计)+$")


def name_of(reading: Reading, figure: Figure) -> str:
    """What `figure` of `reading` measures, empty if unsure."""
    passage = passage_of(reading, figure.span)
    if passage is not None:
        return name_before(passage.tokens, token_at(passage, figure.span))
    grid = grid_of(reading, figure.span)
    return _cell_name(grid, figure) if grid is not None else ""


def name_before(tokens: tuple[Token, ...], at: int) -> str:
    """The name that stands before token `at`, in its clause, without verbs, periods and cues."""
    parts: list[str] = []
    index = at - 1
    while index >= 0:
        token = tokens[index]
        if token.kind is TokenKind.MARK and token.text in "）)" and index == at - 1:
            opened = _opening(tokens, index)
            parts.append("".join(t.text for t in tokens[opened : index + 1]))
            index = opened - 1
            continue
        if token.kind in (TokenKind.FIGURE, TokenKind.OPERATOR):
            break
        if token.kind is TokenKind.NOT_FIGURE and token.cue not in _NAMING:
            break
        if token.kind is TokenKind.MARK and token.text in _BOUNDARIES:
            break
        if token.kind is TokenKind.CUE and token.cue in _DROPPED:
            if parts and token.cue != "is":
                break
        elif token.kind is not TokenKind.PERIOD:
            parts.append(token.text)
        index -= 1
    return _EDGES.sub("", "".join(reversed(parts)))


def _opening(tokens: tuple[Token, ...], closing: int) -> int:
    """The bracket that `closing` closes; `closing` itself if there is none."""
    depth = 0
    for index in range(closing, -1, -1):
        if tokens[index].text in "）)":
            depth += 1
        elif tokens[index].text in "（(":
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
