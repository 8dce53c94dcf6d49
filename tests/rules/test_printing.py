"""How a report prints its figures changes no verdict: thousands parted, full-width, half-width."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate

STATEMENTS = Path(__file__).parents[2] / "benchmarks" / "statements.tsv"
_LARGE = re.compile(r"(?<![\d.,，〔\[/])[1-9]\d{3,}(?=(?:\.\d+)?(?:万元|亿元|元|人|户|亩|吨))")
_FULL = str.maketrans("0123456789.%,:;()", "０１２３４５６７８９．％，：；（）")
_HALF = str.maketrans("，：；（）", ",:;()")


def parted(text: str) -> str:
    return _LARGE.sub(lambda match: f"{int(match[0]):,}", text)


def full_width(text: str) -> str:
    return text.replace(",", "").translate(_FULL)


def half_width(text: str) -> str:
    return text.translate(_HALF)


def judged(text: str) -> Counter[tuple[str, str]]:
    result = evaluate(normalize(document_from_text(text)))
    return Counter((check.rule, check.verdict) for check in result.checks)


def statements() -> list[str]:
    with STATEMENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row[side] for row in rows for side in ("right", "wrong") if row[side]]


@pytest.mark.parametrize("print_as", [parted, full_width, half_width])
def test_how_figures_are_printed_changes_no_verdict(print_as: Callable[[str], str]) -> None:
    plain = [text.replace(",", "") for text in statements()]
    differing = {text for text in plain if judged(text) != judged(print_as(text))}
    assert differing == set()


def test_commas_between_thousands_part_no_clause() -> None:
    text = (
        "税收返还由131,200万元调整为98,900万元，比2022年的98,100万元增加800万元，调减32,300万元。"
    )
    assert judged(text) == judged(text.replace(",", ""))
    assert judged(text)
