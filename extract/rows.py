"""Rows of a table in plain text: a line each, their cells parted by bars, tabs or spaces; or a
line each cell.

A table is known by its header: several short names in one line, with figures at the end of the
lines below.  Where every row has as many cells as the header, each cell stands under its name.
Text saved from a form loses its empty and its merged cells; such a table is *loose*: what stands
in a row is certain, under which name is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .forms import form_at, indicators_at
from .numbered import is_number_head, numbered_at
from .placed import even, is_title, placed, totals_placed

_RULE = re.compile(r"\s*:?-{3,}:?\s*")
_VALUE = re.compile(
    r"[≥≤><=＞＜≧≦]{0,2}\s?-?\d[\d,]*(?:\.\d+)?\s?"
    r"(?:[%％]|[\u4e00-\u9fff/]{1,4}(?:[/·*][\u4e00-\u9fff·*]{1,4})?)?|[-—－/]+"
)
_SENTENCE = re.compile(r"[。；;，]|,(?!\d)")
_DIGIT = re.compile(r"\d")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_YEAR = re.compile(r"(?:19|20)\d\d\s?年")
_TITLE = re.compile(r".*表|[（(].{0,8}年度?[)）]?|[（(]?单\s*位\s*[:：].*")
_BROKEN = re.compile(r"\s(?=[^（()）\s]{0,20}[)）]|[（(]\D)")  # in or before a bracket
_HEADS = re.compile(r"得分|分值|.*[（(][A-Z](?:/[A-Z])?[)）]")  # what no row is called
_CORNER = re.compile(r"(?:项\s*目|指标|科目|类别|名\s*称|地区|单位|部门|年份?)\s*$")
_UNIT = re.compile(r"[=≥≤<>＝＜＞%％]|[万亿]?元|[个项次人户天月年亩]")
_HEADER = 12  # cells of a header that stand a line each
_VALUES = 8  # the fewest in a table of such
_FEW = 3  # the fewest where each has its place
_CELL = 80  # characters
_NAMES = 4  # the fewest in a header
_NAME = 16  # characters
_LINE = 60  # characters of what may stand between two rows
_AWAY = 12  # lines between two rows
_GAP = 3  # the same where no header tells that there is a table


@dataclass(slots=True)
class Rows:
    """Lines that are one table; `loose` where cells are missing, `reaching` where the last cell of
    a short row covers all columns that are left."""

    rows: list[list[str]] = field(default_factory=list)
    loose: bool = True
    reaching: bool = False


def cells_of(line: str) -> list[str]:
    """The cells of a line that hold anything."""
    mark = "|" if "|" in line else "\t" if "\t" in line.strip() else None
    return [cell.strip() for cell in line.split(mark) if cell.strip()]


def in_rows(lines: Sequence[str]) -> Iterator[str | Rows]:
    """The lines, those of a table as one."""
    at, formed, drawn = 0, 0, not _is_torn(lines)
    while at < len(lines):
        begins = not (drawn and _is_framed(lines[at])) and _is_header(cells_of(lines[at]))
        end = _end(lines, at, drawn) if begins else at
        if (known := _known(lines, at)) is not None:
            end = known.end
            yield from (" ".join(cells_of(line)) for line in lines[at : known.start])
            yield Rows(known.rows, loose=False)
        elif end > at:
            yield _table(lines[at:end])
        elif (form := form_at(lines, at, _cell, _is_value)) is not None:
            end = formed = form.end
            yield Rows(form.rows, loose=False, reaching=True)
        elif (cells := numbered_cells(lines, at)) is not None:
            end = formed = cells.end
            yield Rows(cells.rows, loose=False)
        elif (cells := columns_of_cells(lines, at, at == formed)) is not None:
            end = cells.end
            yield from lines[at : cells.start]
            yield Rows(cells.rows, loose=cells.loose)
        elif (flat := _flat(lines[at])) is not None:
            words, cells = flat
            yield from filter(None, [" ".join(words[: cells.start])])
            yield Rows(cells.rows, loose=cells.loose)
            yield from filter(None, [" ".join(words[cells.end :])])
        elif (bare := bare_rows(lines, at)) is not None:
            end = bare.end
            yield Rows(bare.rows)
        else:
            yield lines[at]
        at = max(end, at + 1)


def set_right(rows: list[list[str]]) -> list[list[str]]:
    """The rows of a frame, a header that lost its empty corner moved above the values: all its
    cells are filled but the last, under which the rows have theirs.  So are the totals."""
    rows = totals_placed([[cell.strip() for cell in row] for row in rows], _is_value)
    filled = [[bool(cell.strip()) for cell in row] for row in rows]
    first = next((i for i, row in enumerate(rows) if _is_value(row[-1].strip())), 0)
    body = [row for row, full in zip(rows[first:], filled[first:], strict=True) if sum(full) > 1]
    if len(body) < _FEW or any(full[-1] for full in filled[:first]):
        return rows
    if any(_is_value(row[0].strip()) or not _is_value(row[-1].strip()) for row in body):
        return rows
    last = first - 1
    lost = len(rows[last]) == len(body[0]) > 2 and all(filled[last][:-1])
    if not first or not lost or _CORNER.search(rows[last][0]):
        return rows
    return [*rows[:last], ["", *rows[last][:-1]], *rows[first:]]


def _known(lines: Sequence[str], at: int) -> Cells | None:
    """The table in the run of parted lines from `at` on, if the place of every cell is known."""
    if not _is_parted(lines[at]) or (at and _is_parted(lines[at - 1])):
        return None  # only where such a run begins
    run: list[tuple[int, str]] = []
    for number, line in enumerate(lines[at:], at):
        if "|" in line or _is_parted(line):  # a bar before all stands behind an empty cell
            run.append((number, line))
        elif line.strip():
            break
    while run and is_title(cells_of(run[0][1])):
        del run[0]
    while run and len(cells_of(run[-1][1])) < 2:
        run.pop()
    if len(run) < _FEW:
        return None
    filled = [line for _, line in run]
    rows = even(filled, _is_value) or placed([cells_of(line) for line in filled], _is_value)
    return Cells(run[0][0], run[-1][0] + 1, rows, loose=False) if rows is not None else None


def _is_parted(line: str) -> bool:
    """Whether bars or tabs part cells in a line, without a frame around them."""
    return ("|" in line or "\t" in line.strip()) and not _is_framed(line)


def _table(lines: Sequence[str]) -> Rows:
    rows: list[list[str]] = []
    for line in lines:
        cells = cells_of(line)
        if rows and cells and _is_value(cells[0]) and not any(map(_is_value, rows[-1])):
            rows[-1] += cells  # the line ended in a cell
        elif cells and not all(_RULE.fullmatch(cell) for cell in cells):
            rows.append(cells)
    alike = all(len(row) == len(rows[0]) for row in rows)
    return Rows(rows, loose=not alike)


def _is_value(cell: str) -> bool:
    return bool(_VALUE.fullmatch(cell)) and not _YEAR.match(cell)


def _is_header(cells: Sequence[str]) -> bool:
    """Whether cells are names of columns."""
    if len(cells) < _NAMES:
        return False
    return all(
        len(cell) <= _NAME
        and not _DIGIT.search(_BRACKETS.sub("", cell))
        and not _SENTENCE.search(cell)
        and not _is_value(cell)
        for cell in cells
    )


def _is_row(line: str) -> bool:
    """Whether a line holds values behind a name."""
    cells = cells_of(line)
    if len(cells) < 2 or _is_value(cells[0]):
        return False
    return _is_value(cells[-1]) or any(_is_value(a) and _is_value(b) for a, b in pairwise(cells))


def _is_framed(line: str) -> bool:
    return line.lstrip().startswith("|") and bool(cells_of(line))


def _is_torn(lines: Sequence[str]) -> bool:
    """Whether rows of bars are no drawn table: some are filled up behind, some begin without a
    bar, because a line ended in a cell."""
    filled = any(line.rstrip().endswith("||") for line in lines)
    return filled and any("|" in line and not line.lstrip().startswith("|") for line in lines)


def _end(lines: Sequence[str], start: int, drawn: bool) -> int:
    """The line after the last row under the header at `start`; `start` where there are none."""
    end, count = start, 0
    for at in range(start + 1, len(lines)):
        line = lines[at].strip()
        if drawn and _is_framed(line):
            break
        barred = "|" in line and len(cells_of(line)) > 1
        if _is_row(line) or barred or _is_header(cells_of(line)):
            end, count = at + 1, count + _is_row(line)
        elif at - end > _AWAY or len(line) > _LINE or (_SENTENCE.search(line) and "|" not in line):
            break
    return end if count > 1 else start


def bare_rows(lines: Sequence[str], at: int) -> Cells | None:
    """The lines from `at` on that end in values, as rows, if several have equally many: a table
    whose header is lost, or cannot be told.  What is framed is a table anyway."""
    rows: list[list[str]] = []
    end, number = at, at
    while number < len(lines) and number - end <= _GAP:
        line = lines[number]
        cells = _valued(line) if not _is_framed(line) else []
        if cells:
            rows.append(cells)
            end = number + 1
        elif number == at or len(line) > _LINE or "|" in line or _SENTENCE.search(line):
            break
        number += 1
    counts = Counter(len(row) for row in rows)
    if not counts or counts.most_common(1)[0][1] < _FEW:
        return None
    return Cells(at, end, rows)


def _valued(line: str) -> list[str]:
    """The cells of a line that is a short name and three values or more; none of any other."""
    words = cells_of(line) if "|" in line or "\t" in line.strip() else line.split()
    count = next((i for i, word in enumerate(reversed(words)) if not _is_value(word)), len(words))
    name = " ".join(words[: len(words) - count])
    if count < _FEW or len(name) > _LINE // 2 or _SENTENCE.search(name):
        return []
    return [*filter(None, [name]), *words[len(words) - count :]]


@dataclass(frozen=True, slots=True)
class Cells:
    """The lines from `start` to `end` (excluded) are cells, a line each, in these rows."""

    start: int
    end: int
    rows: list[list[str]]
    loose: bool = True


def columns_of_cells(lines: Sequence[str], at: int, fresh: bool = False) -> Cells | None:
    """The table whose cells stand a line each in the lines from `at` on, if these are one.

    A name that follows a value begins a row; many names before a value are a header and the
    name of its first row.  `fresh`: what stands before is a table of its own.
    """
    if _cell(lines[at]) is None or (at and not fresh and _cell(lines[at - 1]) is not None):
        return None  # only where a run of such lines begins
    cells: list[tuple[int, str]] = []
    end = at
    while end < len(lines) and (cell := _cell(lines[end])) is not None:
        if end > at and form_at(lines, end, _cell, _is_value) is not None:
            break
        if end > at and numbered_cells(lines, end) is not None:
            break
        cells += [(end, cell)] if cell else []
        end += 1
    barred = any("|" in line for line in lines[at:end])
    return _in_cells(cells, end, _FEW if barred else _FEW * 2)


def numbered_cells(lines: Sequence[str], at: int) -> Cells | None:
    """The table of numbered rows, a line each cell, whose header begins at a line."""
    if not is_number_head(lines[at].strip()):
        return None
    cells: list[tuple[int, str]] = []
    while at < len(lines) and (cell := _cell(lines[at])) is not None:
        cells += [(at, cell)] if cell else []
        at += 1
    found = numbered_at([cell for _, cell in cells], _is_value)
    if found is None:
        return None
    return Cells(cells[0][0], cells[found.end - 1][0] + 1, found.rows, loose=False)


def _in_cells(cells: Sequence[tuple[int, str]], end: int, fewest: int) -> Cells | None:
    """The table in (line, cell) in reading order, the last line before `end`; None where there are
    not the `fewest` values."""
    values = [i for i, (_, cell) in enumerate(cells) if _is_value(cell)]
    if len(values) < fewest:
        return None
    first = next((i for i, j in pairwise(values) if j == i + 1), values[0])
    marked = indicators_at([cell for _, cell in cells[:first]])
    start = first if marked is None else marked
    while marked is None and start and first - start <= _HEADER and _is_name(cells[start - 1][1]):
        start -= 1
    if len(values) * 4 < len(cells) - start:
        return None
    for rows, at in _exact(cells, values, start) if marked is None else ():
        return Cells(cells[at][0], cells[values[-1]][0] + 1, rows, loose=False)
    if first - start <= _NAMES or len(values) < _VALUES:
        return None
    return Cells(cells[start][0], end, list(_parted([cell for _, cell in cells[start:]])))


def _exact(
    cells: Sequence[tuple[int, str]], values: Sequence[int], start: int
) -> Iterator[tuple[list[list[str]], int]]:
    """The rows of cells in reading order, and where their header begins (not before `start`), if
    it has exactly a name for each value of a row."""
    printed = [cell for _, cell in cells[: values[-1] + 1]]
    body = values[0] - (0 if _HEADS.fullmatch(printed[values[0] - 1]) else 1)
    rows = list(_each(printed[body:]))
    count = max(len(row) for row in rows) - 1
    for names in (count + 2, count + 1):
        at = body - names + (body == values[0])
        if at >= start:
            head = [""] * (body == values[0]) + printed[at:body]
            found = placed([head, *rows], _is_value)
            if found is not None and len(found[0]) == count + 1:
                yield found, at


def _flat(line: str) -> tuple[list[str], Cells] | None:
    """The words of a line that is a whole table or form, its cells parted by spaces, and the table
    in them.  In sentences no two numbers stand next to each other."""
    if len(line) < _CELL or "|" in line or "\t" in line.strip():
        return None
    words = _BROKEN.sub("", line).split()
    values = [i for i, word in enumerate(words) if _is_value(word)]
    if sum(j == i + 1 for i, j in pairwise(values)) < _NAMES:
        return None
    cells = _in_cells(list(enumerate(words[: values[-1] + 1])), values[-1] + 1, _VALUES)
    return (words, cells) if cells is not None else None


def _each(cells: Sequence[str]) -> Iterator[list[str]]:
    """Cells in reading order as rows, one each name with the values behind it."""
    row = [""] if _is_value(cells[0]) else []
    for cell in cells:
        if not _is_value(cell) and row:
            yield row
            row = []
        row.append(cell)
    yield row


def _is_name(cell: str) -> bool:
    return len(cell) <= _NAME and not _TITLE.fullmatch(cell) and not _SENTENCE.search(cell)


def _cell(line: str) -> str | None:
    """The one cell of a line, empty where it holds nothing; None where it holds several."""
    cells = cells_of(line)
    if "|" in line or "\t" in line.strip():
        return None if len(cells) > 1 else "".join(cells)
    if len(line.strip()) > _CELL:
        return None
    row = len(cells) > 1 and (_is_value(cells[-1]) or _is_header(cells))
    return None if row else line.strip()


def _parted(cells: Sequence[str]) -> Iterator[list[str]]:
    """Cells in reading order as rows."""
    names: list[str] = []
    values: list[str] = []
    for cell in (*cells, ""):
        if _is_value(cell) or (values and _UNIT.fullmatch(cell)):
            values.append(cell)
            continue
        if values:
            if _HEADS.fullmatch(names[-1] if names else ""):
                yield from _header(names)
                names = [""]
            elif len(names) > _NAMES:
                yield from _header(names[:-1])
            yield [*(names[-1:] if len(names) > _NAMES else names), *values]
            names, values = [], []
        names.append(cell)
    if names[:-1]:
        yield names[:-1]


def _header(names: list[str]) -> Iterator[list[str]]:
    """Names before values: those behind the last sentence are the header."""
    start = next((i for i in range(len(names), 0, -1) if not _is_name(names[i - 1])), 0)
    yield from filter(None, (names[:start], names[start:]))
