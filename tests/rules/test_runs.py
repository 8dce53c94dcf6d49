"""Sums that run over clauses, items and paragraphs: adjusted budgets, kinds told apart."""

from __future__ import annotations

import pytest

from .speaking import said


def errors(text: str) -> list[str]:
    return [s.stated for s in said("sum-breakdown", text) if s.level == "error"]


ADJUSTED = (
    "收入总计调整为576105万元，调增102620万元，主要是调增上级补助收入83620万元、"
    "债务转贷收入19000万元。"
)


@pytest.mark.parametrize(("old", "new"), [("83620", "83260"), ("19000", "10900")])
def test_what_was_mainly_added_makes_up_what_was_added(old: str, new: str) -> None:
    assert said("change-amount", ADJUSTED) == []
    assert [s.stated for s in said("change-amount", ADJUSTED.replace(old, new))] == ["102620"]


def test_new_debt_is_no_addition_to_a_budget() -> None:
    text = "核定新增债务29000万元，其中新增一般债券9000万元、专项债券10000万元，外贷10000万元。"
    assert said("change-amount", text) == []


TOURISTS = (
    "1、接待国内旅游者28899.24万人次，增长16.9%；\n国内旅游收入2929.20亿元；\n"
    "2、接待国内过夜游客15299.29万人次；\n国内过夜游客收入2379.68亿元；\n"
    "3、接待国内一日游游客13599.96万人次；\n国内一日游收入549.51亿元。"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [("28899.24", "28989.24"), ("13599.96", "13959.96"), ("549.51", "594.51")],
    ids=["the total", "a kind, rounded", "another measure"],
)
def test_kinds_in_items_of_their_own_make_up_the_total(old: str, new: str) -> None:
    assert errors(TOURISTS) == []
    assert len(errors(TOURISTS.replace(old, new))) == 1


def test_kinds_are_matched_by_their_place_in_the_item() -> None:
    text = (
        "2、小学招生人数102331人；在校生人数621791人。\n3、初中招生人数82967人；在校生人数243085人。\n"
        "全市在校生人数1342032人。其中义务教育阶段在校生864876人。"
    )
    assert "864876" not in errors(text)
    assert errors(text.replace("864876", "846876")) == ["846876"]
