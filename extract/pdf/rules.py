"""Rules → the cells they enclose, found by pdfplumber's own table finder.

Before the finder sees them, grids that are left open are closed: many printed tables have no
sides, and a table that runs over a page often has no line where the page cuts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from pdfplumber.table import TableFinder, merge_edges

from ..document import Box
from .objects import Rule

if TYPE_CHECKING:
    from pdfplumber.page import Page

_TOUCH = 3.0  # points; pdfplumber's own tolerance for snapping, joining and crossing
_SHORTEST = 3.0
_WORTH_CLOSING = 5.0
_NEARLY_ALL = 0.9
_MOST_RULES = 6000
"""A page with more is a drawing; no table has so many."""
_MERGED = {"snap_tolerance": 0, "join_tolerance": 0}


@dataclass(slots=True)
class _EdgePage:
    """What `TableFinder` asks of a page."""

    edges: list[dict[str, Any]]
    bbox: Box


@dataclass(slots=True)
class _Net:
    """Rules that touch each other, directly or through others."""

    across: list[dict[str, Any]] = field(default_factory=list)
    down: list[dict[str, Any]] = field(default_factory=list)


def cells_of(rules: Sequence[Rule], page_box: Box) -> list[list[Box]]:
    """The cells of each ruled grid on a page."""
    if not 3 <= len(rules) <= _MOST_RULES:
        return []
    edges = merge_edges(
        [_edge(rule.x0, rule.top, rule.x1, rule.bottom) for rule in rules],
        snap_x_tolerance=_TOUCH,
        snap_y_tolerance=_TOUCH,
        join_x_tolerance=_TOUCH,
        join_y_tolerance=_TOUCH,
    )
    edges = [e for e in edges if max(e["width"], e["height"]) >= _SHORTEST]
    closed = [edge for net in _nets(edges) for edge in _closed(net)]
    # The finder asks a page for nothing but these two attributes when it goes by lines.
    page = cast("Page", _EdgePage(closed, page_box))
    finder = TableFinder(page, _MERGED)
    return [list(table.cells) for table in finder.tables]


def _edge(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    across = x1 - x0 >= bottom - top
    return {
        "object_type": "line",
        "orientation": "h" if across else "v",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _nets(edges: Iterable[dict[str, Any]]) -> list[_Net]:
    across = [e for e in edges if e["orientation"] == "h"]
    down = [e for e in edges if e["orientation"] == "v"]
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, v in enumerate(down, len(across)):
        x, top, bottom = v["x0"], v["top"] - _TOUCH, v["bottom"] + _TOUCH
        for i, h in enumerate(across):
            if top <= h["top"] <= bottom and h["x0"] - _TOUCH <= x <= h["x1"] + _TOUCH:
                parent[root(i)] = root(j)
    nets: dict[int, _Net] = {}
    for i, h in enumerate(across):
        nets.setdefault(root(i), _Net()).across.append(h)
    for j, v in enumerate(down, len(across)):
        nets.setdefault(root(j), _Net()).down.append(v)
    return [net for net in nets.values() if net.across and net.down]


def _closed(net: _Net) -> list[dict[str, Any]]:
    """The net's edges, with the sides it lacks."""
    across, down = list(net.across), list(net.down)
    left, right = min(h["x0"] for h in across), max(h["x1"] for h in across)
    across += _ends(net, left, right)
    wide = [h["top"] for h in across if h["x0"] < left + _TOUCH and h["x1"] > right - _TOUCH]
    inner = any(left + _TOUCH < v["x0"] < right - _TOUCH for v in down)
    if inner and len(wide) > 1:
        for x in (left, right):
            here = [v for v in down if abs(v["x0"] - x) <= _TOUCH]
            if sum(v["height"] for v in here) < _NEARLY_ALL * (max(wide) - min(wide)):
                x = here[0]["x0"] if here else x
                down.append(_edge(x, min(wide), x, max(wide)))
    return across + down


def _ends(net: _Net, left: float, right: float) -> list[dict[str, Any]]:
    """Rules where several columns' rules end together beyond the first or last rule across."""
    first, last = min(h["top"] for h in net.across), max(h["top"] for h in net.across)
    top, bottom = min(v["top"] for v in net.down), max(v["bottom"] for v in net.down)
    if len(net.down) < 2:
        return []
    found = []
    for y, beyond, end in ((top, first - top, "top"), (bottom, bottom - last, "bottom")):
        reach = [v for v in net.down if abs(v[end] - y) <= _TOUCH]
        if beyond > _WORTH_CLOSING and len(reach) >= 2:
            found.append(_edge(left, y, right, y))
    return found
