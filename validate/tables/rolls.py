"""Tables that carry amounts forward: 期初 + 增加 − 减少 = 期末, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...normalize.grid_words import has_any, is_total
from ...normalize.lexicon import table
from ...normalize.reading import Reading
from ..judge import holds
from ..relation import Outcome, Relation
from ..rule import Memo, also
from . import identities as _identities
from .equation import Equation, relation_of
from .sheet import Line, Sheet
from .sums import general

DECLARED_BY = (_identities,)
"""The family that declares the rule which carrying forward adds to."""

_SIGNS = {"opening": 1, "added": 1, "taken": -1}
_LEAST, _OFTEN = 2, 2


@also("fund-roll")
def rolling_columns(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """期末 = 期初 + 增加 − 减少, in tables whose columns say so and where it mostly holds."""
    for sheet in memo(general):
        for lane, lines in enumerate(sheet.lanes):
            relations = list(_relations(sheet, lines, _parts(sheet, lane)))
            closing = sum(map(holds, relations))
            if closing >= max(_LEAST, _OFTEN * (len(relations) - closing)):
                yield from relations


def _parts(sheet: Sheet, lane: int) -> dict[int, str]:
    """The columns that take part, each with its part; none where a part is missing or doubled, or
    where something else stands between the two balances."""
    columns, paths = sheet.additive(lane), sheet.grid.column_paths
    found = {c: part for c in columns if (part := _part(sheet, c))}
    parts = list(found.values())
    if parts.count("opening") != 1 or parts.count("closing") != 1:
        return {}
    ends = sorted(c for c in found if found[c] in ("opening", "closing"))
    between = {paths[c][:1] for c in columns if ends[0] < c < ends[1]}
    known = between <= {paths[c][:1] for c in found}
    return found if known and {"added", "taken"} & set(parts) else {}


def _part(sheet: Sheet, column: int) -> str:
    """opening, added, taken or closing; empty for another column, or one that divides a head."""
    path = sheet.grid.column_paths[column]
    if not path or (len(path) > 1 and not is_total(path[-1])):
        return ""
    words = table("grid")["roll"]
    fits = [part for part in words if has_any(path[0], tuple(words[part]))]
    return fits[0] if len(fits) == 1 or set(fits[:1]) & {"opening", "closing"} else ""


def _relations(sheet: Sheet, lines: Sequence[Line], parts: dict[int, str]) -> Iterator[Relation]:
    for line in lines if parts else ():
        cells = {c: cell for c in parts if (cell := sheet.cell(line.row, c)) is not None}
        last = next((c for c in cells if parts[c] == "closing"), None)
        if last is None or len(cells) < len(parts):
            continue
        terms = tuple((cell, _SIGNS[parts[c]]) for c, cell in cells.items() if c != last)
        equation = Equation(cells[last], terms, sheet.subject(line, last))
        relation = relation_of(equation, "fund-roll")
        if relation is not None and any(f.value for f in relation.computed.figures):
            yield relation
