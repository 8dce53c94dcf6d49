"""The money at the head of a form that marks performance: what was planned, spent, and earned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...normalize.figure import Dimension, Figure
from ...normalize.grid_words import has_any, is_total
from ...normalize.reading import GridCell
from ..judge import holds
from .equation import Equation, Hypothesis, relation_of
from .form_parts import Column, Part, figure_in, in_unit_of, mark_in, own_cells, text_of
from .profile import Marking

PARTITION = re.compile(r"按.{1,12}分|(?:来源|结构|性质)[:：]?$")
_NUMBERING = re.compile(r"^(?:其中[:：\-－—]?)?\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?")
_WHOLE = ("总额", "合计", "小计")
_LETTER = re.compile(r"[（(]([A-Za-z])[）)]")
_DIVISOR = re.compile(r"[/÷]([^×*%（）()]+)")
_HEADER_MARKS = re.compile(r"[（(](\d+(?:\.\d+)?)分")


@dataclass(frozen=True, slots=True)
class Funds:
    """The funds of a form: rate and marks of its total, and what the total is made of.

    `bases` may be the base of the rate, the one its header prints alone where it prints one.
    `marked` is the marks that a header gives (得分（20分×执行率）) where no cell does.
    `sums` are the ways its parts may add up to it, a hypothesis each, by partition; `rows` are
    the parts that print a rate of their own.
    """

    name: str
    bases: tuple[Figure, ...]
    printed_base: bool
    spent: Figure | None
    rate: Figure | None
    weight: Figure | None
    score: Figure | None
    sums: tuple[tuple[Hypothesis, ...], ...] = ()
    marked: Decimal | None = None
    rows: tuple[Funds, ...] = ()


def funds_of(part: Part, marking: Marking) -> Funds | None:
    """The funds under a header of amounts, rate and marks; None where no row totals them."""
    named = [(row, _name(part, row)) for row in part.rows]
    amounts = part.columns_of("base", "spent")
    with_amounts = [
        (row, name)
        for row, name in named
        if _has_amount(part, row, amounts) and (is_total(name) or name not in marking.grand)
    ]
    total = _total_row(part, marking, with_amounts)
    if total is None:
        return None
    row, name = total
    below = [pair for pair in named if pair[0] > row]
    return replace(
        _of_row(part, marking, row, name or "预算"),
        sums=tuple(_sums(part, marking, row, below)),
        marked=_header_marks(part),
        rows=tuple(_of_row(part, marking, *pair) for pair in below),
    )


def _of_row(part: Part, marking: Marking, row: int, name: str) -> Funds:
    """What one row says of its own money."""
    rate = next((c for c in part.columns_of("rate") if figure_in(part.cell(row, c))), None)
    letter = rate or next(iter(part.columns_of("score")), None)
    printed, columns = _bases(letter.text if letter else "", _wholes(part, "base"), marking)
    spent = figure_in(part.cell(row, next(iter(_wholes(part, "spent")), None)))
    spent, *bases = in_one_unit([spent, *(figure_in(part.cell(row, c)) for c in columns)])
    score = mark_in(part.last(row, "score"))
    return Funds(
        name=name,
        bases=tuple(base for base in bases if base is not None),
        printed_base=printed,
        spent=spent,
        rate=figure_in(part.cell(row, rate)),
        weight=mark_in(part.last(row, "weight")),
        score=score if score is not None and "%" not in score.raw else None,
    )


def _total_row(
    part: Part, marking: Marking, rows: Sequence[tuple[int, str]]
) -> tuple[int, str] | None:
    """The row of the whole: by its name, or the only one; 合计, or a row that lost its name, only
    over sources of funds (in a list of projects each row has a rate of its own)."""
    named = next((pair for pair in rows if called(pair[1], marking.funds)), None)
    if named is not None or len(rows) == 1:
        return named or rows[0]
    first = next((pair for pair in rows if is_total(pair[1]) or not pair[1]), None)
    known = sum(called(plain_part(name), marking.fund_parts) for _, name in rows)
    return first if known * 2 >= len(rows) - 1 > 0 else None


def _has_amount(part: Part, row: int, columns: Sequence[Column]) -> bool:
    return any(figure_in(part.cell(row, column)) is not None for column in columns)


def _wholes(part: Part, role: str) -> list[Column]:
    """The columns of a role; of one divided into 总额, 财政拨款, … only what it comes to."""
    columns = part.columns_of(role)
    whole = [
        c for c in columns if len(c.path) == 1 or has_any(c.path[-1], ("总额", "合计", "小计"))
    ]
    return whole or columns


def _name(part: Part, row: int) -> str:
    """The label nearest to the left of the amounts."""
    first = min((c.start for c in part.columns_of("base", "spent")), default=0)
    cells = (cell for cell in own_cells(part.grid, row) if cell.column < first)
    texts = [text for cell in cells if (text := text_of(cell))]
    return texts[-1].rstrip("：:") if texts else ""


def called(name: str, names: Sequence[str]) -> bool:
    return any(name.startswith(word) for word in names)


def _header_marks(part: Part) -> Decimal | None:
    for column in part.columns_of("weight", "score"):
        if match := _HEADER_MARKS.search(column.text):
            return Decimal(match[1])
    return None


def _bases(header: str, columns: Sequence[Column], marking: Marking) -> tuple[bool, list[Column]]:
    """Whether a header prints what it divides by (（B/A）, （执行数/预算数）), and the columns
    that may be it, the likeliest first: none where the one printed is not there."""
    match = _DIVISOR.search(header)
    if match is None:
        ranked = [c for word in marking.base for c in columns if word in c.text]
        return False, list(dict.fromkeys((*ranked, *columns)))
    divisor = match[1].strip()
    letter = len(divisor) == 1 and divisor.isascii()
    if letter:
        hits = [c for c in columns if (m := _LETTER.search(c.text)) and m[1] == divisor]
        hits = hits or ([] if any(_LETTER.search(c.text) for c in columns) else list(columns))
    else:
        hits = [c for c in columns if divisor in c.text]
    return True, hits if len(hits) == 1 else []


def _sums(
    part: Part, marking: Marking, whole: int, below: Sequence[tuple[int, str]]
) -> Iterator[tuple[Hypothesis, ...]]:
    """The parts of the total, by each way to divide it."""
    groups: dict[str, list[tuple[int, str]]] = {}
    heading = ""
    amounts = part.columns_of("base", "spent")
    for row, name in below:
        heading = _division(part, row) or heading
        if PARTITION.search(name):
            continue
        if not _has_amount(part, row, amounts) and not called(plain_part(name), marking.fund_parts):
            break
        groups.setdefault(heading, []).append((row, name))
    for rows in groups.values():
        known = [row for row, name in rows if called(plain_part(name), marking.fund_parts)]
        if len(rows) == len(known) == 1:
            yield from _sole(_equations(part, whole, known))
        if len(known) < 2 or len(known) < len(rows) - 1:
            continue
        readings = dict.fromkeys((tuple(row for row, _ in rows), tuple(_outer(rows, marking))))
        yield tuple(_equations(part, whole, reading) for reading in readings if len(reading) > 1)


def _sole(equations: Hypothesis) -> Iterator[tuple[Hypothesis, ...]]:
    """The only part that is listed is the whole where any column says so: what no other source
    was to give, none did."""
    if any(holds(r) for e in equations if (r := relation_of(e, "table-tree")) is not None):
        yield (equations,)


def plain_part(name: str) -> str:
    return _NUMBERING.sub("", name)


def _division(part: Part, row: int) -> str:
    """按收入性质分：, 资金来源：: what divides the rows beside or below it."""
    cells = (c for c in part.grid.at[row] if c is not None)
    return next((t for cell in cells if PARTITION.search(t := text_of(cell))), "")


def _outer(rows: Sequence[tuple[int, str]], marking: Marking) -> Iterator[int]:
    """The rows that no second 其中 puts below another part."""
    inside, seen = False, False
    for row, name in rows:
        if name.startswith("其中"):
            inside, seen = seen, True
        elif called(plain_part(name), marking.fund_others):
            inside = False
        if not inside:
            yield row


def _equations(part: Part, whole: int, rows: Sequence[int]) -> Hypothesis:
    found = []
    for column in part.columns_of("base", "spent"):
        total = part.cell(whole, column)
        cells = [cell for row in rows if (cell := part.cell(row, column)) is not None]
        if total is not None and cells:
            found.append(equation(total, cells, f"{_name(part, whole)}·{column.path[-1]}"))
    return found


def equation(whole: GridCell, parts: Sequence[GridCell], subject: str) -> Equation:
    """`whole` = Σ `parts`, in one unit of money, whatever kind of column they stand in."""
    figures = in_one_unit([figure_in(cell) for cell in (whole, *parts)])
    first, *others = (
        replace(cell, figure=figure) for cell, figure in zip((whole, *parts), figures, strict=True)
    )
    return Equation(first, tuple((cell, 1) for cell in others), subject)


def in_one_unit(figures: Sequence[Figure | None]) -> list[Figure | None]:
    """Figures of which those without a unit take that of the money beside them."""
    money = next((f for f in figures if f is not None and f.dimension is Dimension.MONEY), None)
    return [in_unit_of(f, money) if f is not None and money is not None else f for f in figures]
