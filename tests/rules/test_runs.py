"""Sums that run over clauses, items and paragraphs: adjusted budgets, kinds told apart."""

from __future__ import annotations

import pytest

from .speaking import said


def errors(text: str) -> list[str]:
    return [s.stated for s in said("sum-breakdown", text) if s.level == "error"]


ADJUSTED = (
    "收入总计调整为483200万元，调增95240万元，主要是调增上级补助收入73240万元、"
    "债务转贷收入22000万元。"
)


@pytest.mark.parametrize(("old", "new"), [("73240", "72340"), ("22000", "20200")])
def test_what_was_mainly_added_makes_up_what_was_added(old: str, new: str) -> None:
    assert said("change-amount", ADJUSTED) == []
    assert [s.stated for s in said("change-amount", ADJUSTED.replace(old, new))] == ["95240"]


def test_new_debt_is_no_addition_to_a_budget() -> None:
    text = "核定新增债务26000万元，其中一般债券7000万元、专项债券11000万元，外贷8000万元。"
    assert said("change-amount", text) == []


TOURISTS = (
    "1、接待国内旅游者18204.61万人次，增长16.9%；\n国内旅游收入2104.60亿元；\n"
    "2、接待国内过夜游客9871.34万人次；\n国内过夜游客收入1683.20亿元；\n"
    "3、接待国内一日游游客8333.27万人次；\n国内一日游收入421.40亿元。"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [("18204.61", "18024.61"), ("8333.27", "8333.72"), ("421.40", "412.40")],
    ids=["the total", "a kind, rounded", "another measure"],
)
def test_kinds_in_items_of_their_own_make_up_the_total(old: str, new: str) -> None:
    assert errors(TOURISTS) == []
    assert len(errors(TOURISTS.replace(old, new))) == 1


def test_kinds_are_matched_by_their_place_in_the_item() -> None:
    text = (
        "2、小学招生人数94210人；在校生人数508316人。\n3、初中招生人数71504人；在校生人数201427人。\n"
        "全市在校生人数1120518人。其中义务教育阶段在校生709743人。"
    )
    assert "709743" not in errors(text)
    assert errors(text.replace("709743", "790743")) == ["790743"]
