"""Rows of a page cut into the parts that stand side by side, and columns of running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .characters import Character
from .lines import Run

_GAP = 0.9  # sizes; a wider gap parts what stands side by side
_FEWEST = 5
"""Lines that a column of text has at least."""
_SHORTEST = 10.0  # sizes; a column of text is wider
_FILLED = 0.6
"""Share of a column's lines that reach its right side: running text, not a list."""
_REACH = 2.0  # sizes


@dataclass(slots=True)
class Part:
    """Characters of one row without a wide gap between them, from left to right."""

    x0: float
    x1: float
    size: float
    characters: list[Character]

    @property
    def text(self) -> str:
        return "".join(
            (" " if character.spaced and i else "") + character.text
            for i, character in enumerate(self.characters)
        )


Row = list[Part]
"""Parts at one height, from left to right."""


def row_of(runs: Sequence[Run]) -> Row:
    """The parts of a row of runs."""
    parts: Row = []
    for run in runs:
        if parts and run.x0 - parts[-1].x1 <= _GAP * max(run.size, parts[-1].size):
            last = parts[-1]
            last.characters = last.characters + run.characters
            last.x1, last.size = max(last.x1, run.x1), max(last.size, run.size)
        else:
            parts.append(Part(run.x0, run.x1, run.size, run.characters))
    return parts


def regions_of(rows: Sequence[Row]) -> list[tuple[int, list[Row]]]:
    """Rows in reading order, in stretches that each fill one column (0 is the whole width).

    Two columns of running text are read one after the other; everything else row by row.
    """
    found: list[tuple[int, list[Row]]] = []
    at = 0
    while at < len(rows):
        end, gutter = _columns(rows, at)
        if gutter is None:
            if not found or found[-1][0] != 0:
                found.append((0, []))
            found[-1][1].append(rows[at])
            at += 1
            continue
        left = [[p for p in row if p.x1 <= gutter] for row in rows[at:end]]
        right = [[p for p in row if p.x0 >= gutter] for row in rows[at:end]]
        found += [(1, [row for row in left if row]), (2, [row for row in right if row])]
        at = end
    return found


def _columns(rows: Sequence[Row], start: int) -> tuple[int, float | None]:
    """How far two columns of text reach down from row `start`, and the middle between them."""
    if len(rows[start]) < 2:
        return start, None
    for left, right in zip(rows[start], rows[start][1:], strict=False):
        low, high = left.x1, right.x0
        end = start
        for row in rows[start:]:
            narrowed = _narrowed(row, low, high)
            if narrowed is None:
                break
            low, high = narrowed
            end += 1
        if end - start >= _FEWEST and _running(rows[start:end], low, high):
            return end, (low + high) / 2
    return start, None


def _narrowed(row: Row, low: float, high: float) -> tuple[float, float] | None:
    """The gutter between `low` and `high` as far as a row leaves it free."""
    for part in row:
        middle = (part.x0 + part.x1) / 2
        if middle < (low + high) / 2:
            low = max(low, part.x1)
        else:
            high = min(high, part.x0)
    return (low, high) if high - low > 0.5 * row[0].size else None


def _running(rows: Sequence[Row], low: float, high: float) -> bool:
    """Whether running text stands on both sides of the gutter."""
    for side in (
        [[p for p in row if p.x1 <= low] for row in rows],
        [[p for p in row if p.x0 >= high] for row in rows],
    ):
        lines = [row for row in side if row]
        if len(lines) < _FEWEST:
            return False
        right = max(row[-1].x1 for row in lines)
        left = min(row[0].x0 for row in lines)
        size = lines[0][0].size
        reaching = sum(right - row[-1].x1 < _REACH * size for row in lines)
        single = sum(len(row) == 1 for row in lines)
        if right - left < _SHORTEST * size or min(reaching, single) < _FILLED * len(lines):
            return False
    return True
