"""Characters → printed lines.

Order in the file says little on an edited page, so lines come from geometry alone; the file's
order only makes it quick: neighbours in the file that are neighbours on the page form a run, and
runs, not characters, are sorted into lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ..document import Box
from .characters import Character

_SAME_LINE = 0.45
"""Share of the larger size by which centres on one line may differ (superscripts, mixed fonts)."""
_WIDE_GAP = 2.0
"""Sizes: a gap this wide parts two things that stand side by side."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or the part of one that stands in a column or a cell.

    `edges` holds the x positions of the edges of `text`'s characters, one more than characters.
    `size` is the height of its usual character, `em` the width of its usual Chinese character
    (the font size); `centre` is the height on the page it is set at.  `boxes` holds each
    character's box where they do not follow each other along the line, `confidences` each
    character's confidence where the line was recognised on a picture.
    """

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    size: float
    em: float
    centre: float
    boxes: tuple[Box, ...] = ()
    confidences: tuple[float, ...] = ()

    @property
    def x0(self) -> float:
        return self.edges[0]

    @property
    def x1(self) -> float:
        return self.edges[-1]

    @property
    def box(self) -> Box:
        return self.x0, self.top, self.x1, self.bottom


@dataclass(slots=True)
class Run:
    """Characters that follow each other both in the file and along one line."""

    characters: list[Character]
    centre: float
    size: float

    @property
    def x0(self) -> float:
        return self.characters[0].x0

    @property
    def x1(self) -> float:
        return self.characters[-1].x1


def runs_of(characters: Iterable[Character]) -> list[Run]:
    """Cut characters, in the file's order, wherever the line or the direction changes."""
    runs: list[Run] = []
    current: list[Character] = []
    last: Character | None = None
    for character in characters:
        if last is not None:
            height = last.bottom - last.top
            shift = character.top + character.bottom - last.top - last.bottom
            gap = character.x0 - last.x1
            if not (abs(shift) < 0.2 * height and -0.5 * height < gap < 1.2 * height):
                runs.append(_run(current))
                current = []
        current.append(character)
        last = character
    if current:
        runs.append(_run(current))
    return runs


def _run(characters: list[Character]) -> Run:
    middle = characters[len(characters) // 2]
    return Run(characters, (middle.top + middle.bottom) / 2, middle.bottom - middle.top)


def rows_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that stand at one height, from the top of the page down; each row from left to right."""
    rows: list[list[Run]] = []
    seed: Run | None = None
    for run in sorted(runs, key=attrgetter("centre")):
        if seed is not None and run.centre - seed.centre < _SAME_LINE * max(run.size, seed.size):
            rows[-1].append(run)
            if run.size > 1.2 * seed.size:  # a superscript came first: the text rules the line
                seed = run
        else:
            rows.append([run])
            seed = run
    for row in rows:
        row.sort(key=attrgetter("x0"))
    return rows


def line_of(characters: Sequence[Character], wide: str = "\t") -> Line:
    """One line from its characters (any order); `wide` is written for a wide gap."""
    ordered = _once(sorted(characters, key=attrgetter("x0")))
    sizes = sorted([character.bottom - character.top for character in ordered])
    size = sizes[len(sizes) // 2]
    nothing = 0.05 * size
    letters: list[str] = []
    edges: list[float] = []
    last, edge = ordered[0], ordered[0].x0
    for character in ordered:
        x0 = character.x0
        if x0 - last.x1 > nothing and (space := _space(last, character, size, wide)):
            edge = max(edge, last.x1)
            letters.append(space)
            edges.append(edge)
        edge = max(edge, x0)
        letters.append(character.text)
        edges.append(edge)
        last = character
    edges.append(max(last.x1, edge))
    usual = ordered
    if sizes[0] < 0.85 * size or sizes[-1] > 1.15 * size:
        usual = [c for c in ordered if abs(c.bottom - c.top - size) <= 0.15 * size]
    centres = sorted([c.top + c.bottom for c in usual])
    return Line(
        "".join(letters),
        tuple(edges),
        min([c.top for c in ordered]),
        max([c.bottom for c in ordered]),
        size,
        _em(ordered, size),
        centres[len(centres) // 2] / 2,
        (),
        _confidences(letters, ordered) if ordered[0].confidence < 1 else (),
    )


def _confidences(letters: Sequence[str], ordered: Sequence[Character]) -> tuple[float, ...]:
    """The confidence of each of a line's letters; the spaces between them are as good as any."""
    known = iter(ordered)
    return tuple(1.0 if letter.isspace() else next(known).confidence for letter in letters)


def upright_lines(characters: Sequence[Character], quarter: int) -> list[Line]:
    """The lines of text that is turned clockwise by `quarter` quarters on the page as read."""
    turned = [_turned_back(character, quarter) for character in characters]
    places = {id(copy): character for copy, character in zip(turned, characters, strict=True)}
    found: list[Line] = []
    for row in rows_of(runs_of(turned)):
        ordered = _once(sorted((c for run in row for c in run.characters), key=attrgetter("x0")))
        originals = [places[id(copy)] for copy in ordered]
        boxes = tuple((c.x0, c.top, c.x1, c.bottom) for c in originals)
        x0, x1 = min(box[0] for box in boxes), max(box[2] for box in boxes)
        top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
        size = max(c.size for c in ordered)
        edges = (x0, *[x1] * len(boxes))
        text = "".join(c.text for c in originals)
        found.append(Line(text, edges, top, bottom, size, size, (top + bottom) / 2, boxes))
    return found


def _turned_back(character: Character, quarter: int) -> Character:
    x0, top, x1, bottom = character.x0, character.top, character.x1, character.bottom
    for _ in range(quarter):
        x0, top, x1, bottom = top, -x1, bottom, -x0
    return Character(character.text, x0, top, x1, bottom, character.spaced)


def _em(characters: Sequence[Character], size: float) -> float:
    widths = sorted([c.x1 - c.x0 for c in characters if "\u2e80" <= c.text <= "\uff60"])
    return widths[len(widths) // 2] if len(widths) >= 2 else 0.9 * size


def _once(ordered: Sequence[Character]) -> list[Character]:
    """Characters without the copies that are painted again beside them to look bold."""
    kept = [ordered[0]]
    for character in ordered[1:]:
        if character.x0 - kept[-1].x0 >= 0.35 * (character.x1 - character.x0):
            kept.append(character)
            continue
        for other in reversed(kept[-3:]):
            if (
                other.text == character.text
                and character.x0 - other.x0 < 0.35 * (character.x1 - character.x0)
                and abs(character.top - other.top) < 0.3 * (character.bottom - character.top)
            ):
                break
        else:
            kept.append(character)
    return kept


def _space(left: Character, right: Character, size: float, wide: str) -> str:
    """What stands between two neighbours on a line: nothing, a space, or a wide gap."""
    gap = right.x0 - left.x1
    if gap > _WIDE_GAP * size:
        return wide
    if right.spaced and gap > 0.05 * size:
        return " "
    if gap <= 0.2 * size:
        return ""
    chinese = left.text > "\u2e7f" or right.text > "\u2e7f"
    return " " if gap > (0.9 if chinese else 0.2) * size else ""


def lines_of(characters: Iterable[Character], wide: str = "\t") -> list[Line]:
    """The lines of characters that stand in one column, such as a cell."""
    return [
        line_of([c for run in row for c in run.characters], wide)
        for row in rows_of(runs_of(characters))
    ]
