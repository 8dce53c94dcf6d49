"""Real disclosures: every table recognised, every figure in its place, no false alarm."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from gouji.extract.read import read
from gouji.normalize.read import normalize
from gouji.normalize.reading import Reading
from gouji.validate.catalogue import load
from gouji.validate.judge import Check, judge
from gouji.validate.relation import Relation
from gouji.validate.rule import Memo
from gouji.validate.tables.forms import form_sets

from .mutated import with_digit

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
ACCOUNTS = {
    "totals", "income", "spending", "fiscal", "general", "basic", "three-public", "funds", "capital"
}  # fmt: skip
FILES = {
    "accounts/blank-template-2024.pdf": 0,
    "accounts/putuo-finance-2024.pdf": 195,
    "accounts/putuo-social-work-2024.pdf": 205,
    "budgets/office-2025-department.pdf": 221,
    "budgets/office-2025-unit.pdf": 231,
    "budgets/shanghai-finance-2025.pdf": 263,
    "budgets/wanli-2024.pdf": 875,
    "budgets/wanli-2025.pdf": 875,
}
TABLE_RULES = ("table-column", "table-row", "table-tree", "table-part", "table-cross", "balance",
               "fund-roll", "three-public")  # fmt: skip

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="needs ../shared/reports")


@cache
def reading(name: str) -> Reading:
    return normalize(read(REPORTS / name))


def checks(read_report: Reading) -> list[Check]:
    memo = Memo(read_report)
    outcomes = (o for rule in TABLE_RULES for o in load()[rule].recognise(read_report, memo))
    return [judge(outcome) for outcome in outcomes if isinstance(outcome, Relation)]


@pytest.mark.parametrize("name", FILES)
def test_all_nine_forms_are_recognised(name: str) -> None:
    report = reading(name)
    sets = Memo(report)(form_sets)
    assert [forms.sheets.keys() for forms in sets] == [ACCOUNTS]


@pytest.mark.parametrize(("name", "cells"), FILES.items())
def test_every_amount_is_read_and_nearly_every_one_checked(name: str, cells: int) -> None:
    report = reading(name)
    figures = [figure for grid in report.grids for figure in grid.figures]
    amounts = {c.figure.span for g in report.grids for c in g.cells if c.figure is not None}
    checked = {
        span
        for check in checks(report)
        if check.verdict.value != "undetermined"
        for span in check.relation.places
    }
    assert len(amounts) == cells
    assert len(amounts - checked) <= 1
    assert len(figures) >= cells


@pytest.mark.parametrize("name", FILES)
def test_nothing_in_the_tables_is_called_wrong(name: str) -> None:
    told = [c for c in checks(reading(name)) if c.verdict.value == "disagrees"]
    assert told == []


def test_the_rounded_tail_between_the_tables_is_seen_as_one() -> None:
    told = checks(reading("accounts/putuo-finance-2024.pdf"))
    tails = [c for c in told if c.relation.rule == "table-cross" and c.verdict.value != "agrees"]
    pairs = {
        (c.relation.stated.figures[0].number, c.relation.computed.figures[0].number) for c in tails
    }
    assert pairs == {("326.71", "326.72")}
    assert {c.verdict.value for c in tails} == {"agrees by rounding"}


def test_a_company_s_statements_raise_no_alarm() -> None:
    told = checks(reading("annual/603127-2023q3.pdf"))
    assert [c for c in told if c.verdict.value == "disagrees"] == []
    assert len(told) > 20


def test_a_random_wrong_digit_is_nearly_always_seen() -> None:
    """A quick sample; the yardstick in benchmarks/ is the measure.

    Seen: contradicted, or told as a rounded tail where the sum was exact before.
    """
    name, random = "accounts/putuo-social-work-2024.pdf", Random(3)
    report = reading(name)
    before = checks(report)
    connected = {span for check in before for span in check.relation.places}
    figures = [f for g in report.grids for c in g.cells if (f := c.figure) and f.span in connected]
    sample = random.sample(figures, 20)
    seen = [_changed(before, checks(with_digit(report, figure, random))) for figure in sample]
    assert seen.count(True) >= 18


def _changed(before: list[Check], after: list[Check]) -> bool:
    exact = {c.relation.places for c in before if c.verdict.value == "agrees"}
    return any(
        c.verdict.value == "disagrees"
        or (c.verdict.value == "agrees by rounding" and c.relation.places in exact)
        for c in after
    )
