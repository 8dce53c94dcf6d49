"""Sums that only their arithmetic shows: a run of levels one slip of the pen from the level beside
it is told as a warning."""

from __future__ import annotations

from decimal import Decimal

import pytest
from gouji.validate.rule import Memo
from gouji.validate.sums.near import find_near_sums

from .speaking import reading


def stated(*lines: str) -> list[Decimal]:
    """The totals that are told not to be what stands beside them."""
    read = reading("\n".join(lines))
    return [relation.stated.figures[0].value for relation in Memo(read)(find_near_sums)]


ITEMS = "下达甲站{a}万元；乙站318.47万元；丙站91.6万元；丁站1204.19万元；戊站46.35万元。"
TOTAL = "上述资金2302.79万元已经用完。"


@pytest.mark.parametrize(
    ("a", "slip"),
    [
        ("624.18", "two digits swapped"),
        ("64.218", "the point moved"),
        ("6421800", "another unit"),
    ],
)
def test_a_run_one_slip_from_the_total_after_it_is_told(a: str, slip: str) -> None:
    assert stated(ITEMS.format(a=a), TOTAL) == [23027900], slip


def test_a_run_that_adds_up_says_nothing() -> None:
    assert stated(ITEMS.format(a="642.18"), TOTAL) == []


def test_a_gap_that_no_slip_explains_says_nothing() -> None:
    assert stated(ITEMS.format(a="500.01"), TOTAL) == []


def test_a_list_is_not_cut_between_its_items() -> None:
    items = ["1.甲税70430万元。", "2.乙税97万元。", "3.丙税38150万元。", "4.丁税5211万元。"]
    assert stated("非税收入70527万元。", *items) == []
    assert stated("非税收入70537万元。", *items) == []


def test_income_is_no_part_of_spending() -> None:
    parts = "税收收入316582万元，其他收入77581万元。"
    assert stated("一般公共预算支出394136万元。", parts) == []


def test_a_total_is_told_unless_it_stands_twice() -> None:
    wrong = TOTAL.replace("2302.79", "2032.79")
    assert stated(ITEMS.format(a="642.18"), wrong) == [20327900]
    assert stated(ITEMS.format(a="642.18"), wrong, "县里另有2032.79万元。") == []


def test_round_amounts_are_one_slip_apart_by_chance() -> None:
    paid = "首期出资40,000,000.00元。另行投入3,000,000.00元。二期投入7,000,000.00元。"
    assert stated(paid) == []


BESIDE = "甲类项目96.1万元、乙类项目44.7万元、丙类项目73.3万元、丁类项目5.4万元。"
OTHERS = "另有甲处6.3万元。乙处18.2万元。丙处20.6万元。丁处7.7万元。"


@pytest.mark.parametrize("words", ["含", "拨款按项目分类为：", "其中："])
def test_less_is_asked_of_a_run_that_the_words_announce(words: str) -> None:
    total = "全年拨入救助款179.5万元。"
    assert stated(OTHERS, total + "情况很好，" + BESIDE, OTHERS) == []
    assert stated(OTHERS, total + words + BESIDE, OTHERS) == [1795000]


EACH = (
    "资助{n}个，金额{m}万元。其中，甲类50个，金额{a}万元；乙类67个，金额2589万元；"
    "丙类39个，金额{b}万元；丁类21个，金额81万元。"
)


def test_what_a_list_tells_in_another_unit_shows_whether_it_is_whole() -> None:
    assert stated(EACH.format(n=177, m=4426, a=1006, b=750)) == []
    assert stated(EACH.format(n=187, m=4426, a=1006, b=750)) == [187]
    assert stated(EACH.format(n=187, m=4526, a=1006, b=750)) == [], "both lack some: it is open"


def test_numbered_passages_are_parts_whatever_each_lists_of_its_own() -> None:
    heads = ["1.甲类支出104.42万元。", "2.乙类支出220.43万元。其中：丁54.94万元，戊65.48万元。"]
    other = ["按用途", "1.救助2.68万元。", "2.助学84.58万元。"]
    total = "全年支出共计304.41万元。具体情况如下："
    assert stated(total, *heads, "3.丙类支出15.56万元。", *other) == [3044100]
