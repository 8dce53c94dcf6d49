"""The funds of a form, told again in its goals: 共申请预算资金1200500元 over 120.05 (万元)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Passage, Reading
from ...normalize.token import TokenKind
from ..causes import explained
from ..expression import Term
from ..facts import text_table as _text_table
from ..judge import holds
from ..relation import Outcome, Relation
from ..rule import Memo, also
from .form_parts import text_of
from .marks import MarkedForm, find_forms

DECLARED_BY = (_text_table,)
"""The family that declares the rule which forms add to."""

_TOLD = re.compile(
    r"(?:(?P<planned>申请|安排|下达|到位|投入)|(?P<spent>完成|使用|执行|支出))"
    r"[^\d，。；,;]{0,8}(?:资金|预算)$"
)
_REACH = 10  # paragraphs between the funds of a form and its indicators
_DIGITS = 3
_TEN_THOUSAND = Decimal(10000)


@also("text-table")
def retold_funds(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """What the goals of a form say was applied for or spent is one of its funds.  Other money may
    be meant: what equals none is told only where a slip of the pen parts it from one of them."""
    for form in memo(find_forms):
        for spent, figure in _told(reading, form):
            relations = [
                Relation(
                    "text-table", Term(figure), Term(fund), subject="预算资金", same_amount=True
                )
                for fund in _amounts(form, spent)
                if fund.value
            ]
            agreeing = next((r for r in relations if holds(r)), None)
            slipped = [r for r in relations if agreeing is None and explained(r)]
            if agreeing is not None:
                yield agreeing
            elif len({r.computed.exact() for r in slipped}) == 1:
                yield slipped[0]


def _amounts(form: MarkedForm, spent: bool) -> Iterator[Figure]:
    """The outturns of a form, or its budgets, in 元; none where its unit is not printed."""
    rows = (form.funds, *form.funds.rows) if form.funds is not None else ()
    for figure in (f for funds in rows for f in ((funds.spent,) if spent else funds.bases)):
        if figure is not None and figure.dimension is Dimension.MONEY:
            yield figure
        elif figure is not None and figure.dimension is Dimension.PLAIN and _in_ten_thousands(form):
            yield replace(
                figure,
                value=figure.value * _TEN_THOUSAND,
                step=figure.step * _TEN_THOUSAND,
                dimension=Dimension.MONEY,
                unit="万元",
                scale=_TEN_THOUSAND,
            )


def _in_ten_thousands(form: MarkedForm) -> bool:
    cells = (cell for part in form.funded for cell in part.grid.cells)
    return any("万元" in text_of(cell) for cell in cells)


def _told(reading: Reading, form: MarkedForm) -> Iterator[tuple[bool, Figure]]:
    """Money that the paragraphs behind the funds of a form call its funds, and whether spent."""
    for block in {part.grid.table.index for part in form.funded}:
        for passage in reading.passages:
            if block < passage.block <= block + _REACH:
                yield from _named(passage)


def _named(passage: Passage) -> Iterator[tuple[bool, Figure]]:
    for token in passage.tokens:
        figure = token.figure
        if token.kind is not TokenKind.FIGURE or figure is None:
            continue
        digits = figure.number.replace(".", "").replace(",", "").strip("0")
        money = figure.dimension is Dimension.MONEY and len(digits) >= _DIGITS
        told = _TOLD.search(passage.text.text[: token.start]) if money else None
        if told is not None:
            yield told["spent"] is not None, figure
