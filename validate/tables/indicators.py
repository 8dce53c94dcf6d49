"""共性指标: ratios that evaluations compute, from the quantities printed beside them.

The formula that the report prints (结转结余率＝结转结余÷支出预算数×100%) goes before the usual ones
of the profiles; where it names the quantities as they are printed, its result is an error if it
does not hold.  A usual formula may not be the one that was meant: at most it asks for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...extract.document import Paragraph
from ...normalize.figure import Dimension, Figure
from ...normalize.reading import GridCell, Passage, Reading
from ...normalize.token import TokenKind
from ..causes import explained
from ..expression import Expression, term
from ..growth import growth as _growth
from ..judge import holds
from ..rates import completion as _completion
from ..rates import share as _share
from ..relation import Certainty, Outcome, Relation
from ..rule import Memo, also
from ..wording.lines import cells, prose
from .cells import plain_name
from .profile import Ratio
from .profiles import in_force
from .sheet import Sheet, sheets
from .worded import Formula, formula_of

DECLARED_BY = (_completion, _growth, _share)
"""The families that declare the rules which indicators add to."""

_PRINTED = re.compile(
    r"(?P<name>[^\s。；;，,、：:=＝（(]{2,24}率)\s*[=＝]\s*(?P<formula>[^。；;，,=＝]{5,120})"
)
_HUNDRED = re.compile(r"100\s*[%％]\s*[）)\]】]?")
_PHRASE = re.compile(r"[。；;，,、：:=＝（）()\[\]\n]")
_LINK = re.compile(r"(?:[\s为是达共计约有到：:=＝]|分别|总计|合计|达到)+$")
_LEAD = re.compile(
    r"^(?:\d{4}年(?:度|末|底|初)?|截[至止](?:年末|年底)?|年末|年底|全年|当年|其中|同期|我[局部单委厅办院中]"
    r"(?:门|位)?|本[部局单](?:门|位)?|部门(?=[编在])|单位(?=[编在])|现有|现|共有|共|实际(?=在职))"
)
_QUOTES = re.compile(r"[“”\"‘’'\s]")


@also("completion-rate")
def computed_completion(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """预算完成率, 控制率, 政府采购执行率: by the formula printed, else by the usual one."""
    yield from _of_rule("completion-rate", memo)


@also("change-rate")
def computed_change(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """“三公”经费变动率, 预决算差异率: by the formula printed, else by the usual one."""
    yield from _of_rule("change-rate", memo)


@also("share")
def computed_share(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """结转结余率, 预算调整率, 固定资产利用率: by the formula printed, else by the usual one."""
    yield from _of_rule("share", memo)


def _of_rule(rule_id: str, memo: Memo) -> Iterator[Outcome]:
    yield from (relation for relation in memo(find_indicators) if relation.rule == rule_id)


@dataclass(frozen=True, slots=True)
class _Named:
    """A figure with the name that stands right before it, or beside it in a table."""

    name: str
    figure: Figure


def find_indicators(reading: Reading, memo: Memo) -> tuple[Relation, ...]:
    """Every indicator whose quantities stand beside it: in its passage, row or column."""
    ratios: dict[str, list[Ratio]] = {}
    for ratio in (ratio for profile in in_force() for ratio in profile.ratios):
        for name in set(map(_plain, ratio.names)):
            ratios.setdefault(name, []).append(ratio)
    printed = _printed_formulas(reading)
    return tuple(
        relation
        for beside in _places(reading, memo)
        for stated in beside
        if _is_rate(stated.figure)
        for ratio in ratios.get(stated.name, ())
        for relation in _computed(ratio, printed, stated, beside)
    )


def _is_rate(figure: Figure | None) -> bool:
    return figure is not None and figure.dimension is Dimension.PERCENT


def _places(reading: Reading, memo: Memo) -> Iterator[list[_Named]]:
    """Figures that stand together, a rate among them: of a passage, of the words of a row, of a
    column."""
    for passage in reading.passages:
        if any(map(_is_rate, passage.figures)):
            yield list(_named(passage))
    for grid in reading.grids:
        rows: dict[int, list[GridCell]] = {}
        for cell in grid.cells:
            rows.setdefault(cell.row, []).append(cell)
        for row in rows.values():
            if any(_is_rate(token.figure) for cell in row for token in cell.tokens):
                texts = (Passage(Paragraph(grid.table.index, c.text), c.tokens) for c in row)
                yield [named for text in texts for named in _named(text)]
    for sheet in memo(sheets):
        yield from _columns(sheet)


def _named(passage: Passage) -> Iterator[_Named]:
    """The figures of a text that are named in their own phrase."""
    start = 0
    for token in passage.tokens:
        figure = token.figure
        if token.kind is not TokenKind.FIGURE or figure is None:
            continue
        before = _LINK.sub("", passage.text.text[start : token.start])
        if name := _plain(_PHRASE.split(before)[-1]):
            yield _Named(name, figure)
        start = token.end


def _columns(sheet: Sheet) -> Iterator[list[_Named]]:
    for lane, lines in enumerate(sheet.lanes):
        for column in sheet.amounts(lane):
            cells_ = ((line, sheet.cell(line.row, column)) for line in lines)
            figures = [(line, c.figure) for line, c in cells_ if c is not None and c.figure]
            if any(_is_rate(figure) for _, figure in figures):
                yield [_Named(_plain(plain_name(ln.head.name)), f) for ln, f in figures]


@cache
def _plain(name: str) -> str:
    """A name without quotation marks and without what only introduces it."""
    name = _QUOTES.sub("", name)
    while (shorter := _LEAD.sub("", name)) != name:
        name = shorter
    return name


def _printed_formulas(reading: Reading) -> dict[str, list[Formula]]:
    """The formulas in words that the report prints, by the indicator's name."""
    found: dict[str, list[Formula]] = {}
    for line in (*prose(reading), *cells(reading)):
        for match in _PRINTED.finditer(line.text) if "率" in line.text else ():
            written = match["formula"]
            hundred = _HUNDRED.search(written)
            formula = formula_of(written[: hundred.end()] if hundred else written)
            if formula is not None:
                found.setdefault(_plain(match["name"]), []).append(formula)
    return found


def _computed(
    ratio: Ratio,
    printed: Mapping[str, Sequence[Formula]],
    stated: _Named,
    beside: Sequence[_Named],
) -> Iterator[Relation]:
    own = [f for name in set(map(_plain, ratio.names)) for f in printed.get(name, ())]
    formulas = own or ratio.formulas
    relations = [
        (formula, Relation(ratio.rule, term(stated.figure), computed, subject=ratio.name))
        for formula in formulas
        if (computed := _of(formula, beside)) is not None
    ]
    if not relations:
        return
    formula, best = next((pair for pair in relations if holds(pair[1])), relations[0])
    literal = {_plain(name) for name in formula.names} <= {one.name for one in beside}
    if holds(best) or (len(own) == 1 and literal):
        yield best
    else:
        yield _doubtful(best, len(formulas) == 1)


def _doubtful(relation: Relation, sole: bool) -> Relation:
    """What may be meant otherwise: for review where nothing else is known or a slip explains it."""
    likely = sole or explained(relation)
    certainty = Certainty.LIKELY if likely else Certainty.POSSIBLE
    return replace(relation, certainty=certainty, doubt="relation-uncertain")


def _of(formula: Formula, beside: Sequence[_Named]) -> Expression | None:
    """The formula with the figures beside the indicator; None where one is missing, is there
    with two values, or is of another kind than the others."""
    values: dict[str, Expression] = {}
    figures: list[Figure] = []
    for name in formula.names:
        figure = _only(beside, _called(name))
        if figure is None:
            return None
        values[name] = term(figure)
        figures.append(figure)
    kinds = {(f.dimension, "" if f.dimension is Dimension.MONEY else f.unit) for f in figures}
    persons = {("count", "人"), ("count", "名")}
    alike = len(kinds) == 1 or {(k.value, unit) for k, unit in kinds} <= persons
    if not alike or kinds & {(Dimension.PERCENT, "%")}:
        return None
    computed = formula.of(values)
    try:
        computed.exact()
    except ZeroDivisionError:
        return None
    return computed


def _only(beside: Iterable[_Named], names: Sequence[str]) -> Figure | None:
    """The one figure that goes by one of the names, the first name that any goes by."""
    for name in names:
        found = [one.figure for one in beside if one.name == name]
        if found:
            return found[0] if len({figure.value for figure in found}) == 1 else None
    return None


def _called(name: str) -> tuple[str, ...]:
    """What a quantity of a formula goes by: its own name first."""
    own = _plain(name)
    alike = (
        names for profile in in_force() for names in profile.quantities if own in map(_plain, names)
    )
    return tuple(dict.fromkeys((own, *(_plain(other) for names in alike for other in names))))
