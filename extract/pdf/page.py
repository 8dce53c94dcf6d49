"""One page → its lines and tables in reading order, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..document import Note
from ..problem import Problem
from .aligned import aligned_tables
from .annotations import read_annotations
from .characters import Character, PageCharacters, read_characters, read_turned_characters
from .geometry import Frame
from .lines import Line, line_of, rows_of, runs_of, upright_lines
from .objects import Drawn, covered, read_objects
from .parts import Row, regions_of, row_of
from .rows import split_rows
from .rules import cells_of
from .tables import PageTable, fill, grids_of

_PICTURE_PAGE = 0.5
_PICTURE_ON_EMPTY_PAGE = 0.1
_FEW_CHARACTERS = 20
_OUTLINES = 30
_STRANGE = re.compile(r"[\x80-\u024f\ue000-\uf8ff\ufffd]")
"""Characters that a wrong or missing encoding brings forth."""
_STRANGE_SHARE = 0.3


@dataclass(slots=True)
class PageContent:
    """What stands on page `number` (from 1): lines and tables in reading order.

    `aside` are lines that run up or down the page, `unseen` those that are not painted.
    `columns` says in which column of the text (from 0) a line stands, by `id` of the line.
    """

    number: int
    frame: Frame
    items: list[Line | PageTable] = field(default_factory=list)
    unseen: list[Line] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    column_count: int = 1
    columns: dict[int, int] = field(default_factory=dict)

    def add(self, column: int, items: Sequence[Line | PageTable]) -> None:
        """Append items that stand in a column of the text."""
        self.items += items
        if column:
            self.column_count = max(self.column_count, column + 1)
            self.columns.update((id(item), column) for item in items)


def read_page(page: Any, text_page: Any, number: int, frame: Frame) -> PageContent:
    """Read a raw pdfium page.  `frame` shows it as displayed."""
    drawn = read_objects(page, frame)
    if drawn.turned or drawn.unseen:
        characters, reading = read_turned_characters(text_page, frame)
        if reading.turn != frame.turn:
            drawn = read_objects(page, reading)
    else:
        characters, reading = read_characters(text_page, frame), frame
    content = PageContent(number, reading)
    annotations = read_annotations(page, reading)
    characters.seen += annotations.characters
    content.notes = annotations.notes
    content.problems = list(distrust(characters, drawn, reading, number))
    if not content.problems:
        fill_page(content, characters, drawn)
    content.unseen = _plain_lines(characters.unseen)
    return content


def fill_page(content: PageContent, characters: PageCharacters, drawn: Drawn) -> None:
    """Put the page's lines and tables, in reading order, into `content`."""
    frame = content.frame
    grids = grids_of(content.number, cells_of(drawn.rules, (0, 0, frame.width, frame.height)))
    free = fill(grids, runs_of(characters.seen))
    for quarter, turned in characters.aside.items():
        for line in upright_lines(turned, quarter):
            if not any(grid.take_turned(line) for grid in grids):
                content.aside.append(line)
    tables = [split_rows(grid.filled()) for grid in grids]
    tables.sort(key=lambda table: table.box[1])
    rows = [row_of(row) for row in rows_of(free)]
    for stretch, following in _between(rows, tables):
        for column, region in regions_of(stretch):
            content.add(column, _read_rows(region, content.number, drawn))
        if following is not None:
            content.items.append(following)


def _between(
    rows: Sequence[Row], tables: Sequence[PageTable]
) -> Iterator[tuple[list[Row], PageTable | None]]:
    """The rows above each table, with the table, and at last those below all tables."""
    at = 0
    for table in tables:
        start = at
        while at < len(rows) and rows[at][0].characters[0].top < table.box[1]:
            at += 1
        yield list(rows[start:at]), table
    yield list(rows[at:]), None


def _read_rows(rows: Sequence[Row], number: int, drawn: Drawn) -> list[Line | PageTable]:
    items: list[Line | PageTable] = []
    at = 0
    for start, end, table in [*aligned_tables(number, rows, drawn.rules), (len(rows), 0, None)]:
        items += [line_of([c for part in row for c in part.characters]) for row in rows[at:start]]
        at = end
        if table is not None:
            items.append(table)
    return items


def _plain_lines(characters: Sequence[Character]) -> list[Line]:
    rows = rows_of(runs_of(characters))
    return [line_of([c for run in row for c in run.characters]) for row in rows]


def distrust(characters: PageCharacters, drawn: Drawn, frame: Frame, number: int) -> list[Problem]:
    """Why a page's text layer is not what the page shows; empty where it can be trusted."""
    seen = len(characters.seen) + sum(map(len, characters.aside.values()))
    picture = covered(drawn.pictures, frame)
    if seen < _FEW_CHARACTERS and picture >= _PICTURE_PAGE:
        if len(characters.unseen) > seen:
            return [Problem("untrusted-text", number, "扫描图片上的隐藏文字")]
        return [Problem("image-only-page", number)]
    if not seen and (picture >= _PICTURE_ON_EMPTY_PAGE or drawn.curves >= _OUTLINES):
        return [Problem("image-only-page", number)]
    strange = characters.nameless + len(
        _STRANGE.findall("".join([character.text for character in characters.seen]))
    )
    if strange > _STRANGE_SHARE * (seen + characters.nameless):
        return [Problem("untrusted-text", number, "字体缺少文字编码")]
    return []
