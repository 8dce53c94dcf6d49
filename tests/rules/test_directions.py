"""Direction words held against what is told elsewhere: parts that stay, reasons."""

from __future__ import annotations

import pytest

from .speaking import said


def test_parts_that_stay_count_as_nothing_in_the_roll_up_of_changes() -> None:
    text = (
        "培训经费总额96.90万元，较2022年的116.90万元减少20.00万元；其中：讲课费40.00万元，较上年持平；"
        "资料费26.90万元，较上年减少12.00万元；场地费30.00万元，较上年减少8.00万元。"
    )
    assert said("change-rollup", text) == []
    wrong = text.replace("较上年持平", "较上年增加3.00万元")
    assert [s.stated for s in said("change-rollup", wrong)] == ["20.00"]


def test_numbered_items_roll_up_to_the_change_of_their_total() -> None:
    text = (
        "2025年“三公”经费预算数为39.50万元，比2024年预算减少6.00万元。其中：\n"
        "（一）因公出国（境）费0万元，比2024年预算持平。\n"
        "（二）公务用车运行费38.00万元，比2024年预算减少6.00万元。\n"
        "（三）公务接待费1.50万元。比2024年预算持平。"
    )
    assert said("change-rollup", text) == []
    assert len(said("change-rollup", text.replace("减少6.00万元。其中", "增加6.00万元。其中"))) == 1
    flat = text.replace("比2024年预算减少6.00万元。其中", "与2024年预算持平。其中")
    assert len(said("change-rollup", flat)) == 1


CHANGE = "公务接待费支出4.20万元，比上年增加1.10万元，增长35.48%"
FALLS = "收入600万元，比上年减少9万元；支出600万元，比上年减少9万元。\n"


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        (f"{CHANGE}，减少的主要原因是厉行节约。", ["error"]),
        (f"{CHANGE}。公务接待费减少主要原因是厉行节约。", ["error"]),
        (
            "收入600万元，比上年减少9万元；支出600万元，比上年减少9万元。\n收支增加的主要原因是调资。",
            ["review"],
        ),
        (f"{CHANGE}，增加的主要原因是接待批次增加。", []),
        (f"{CHANGE}，完成预算的60%，减少的主要原因是厉行节约。", []),
        (f"{CHANGE}，决算数较年初预算数减少的主要原因是厉行节约。", []),
        (f"{CHANGE}。培训费减少的主要原因是厉行节约。", []),
        ("公务接待费支出4.20万元，比上年减少0万元，增加的主要原因是无。", []),
    ],
)
def test_the_reason_for_a_change_goes_its_way(text: str, levels: list[str]) -> None:
    assert [s.level for s in said("change-direction", text)] == levels


def test_from_nothing_there_is_only_a_rise() -> None:
    text = "采购预算1.70万元，同比{}1.70万元，上年无此项支出，增长率无可比性。"
    assert said("change-direction", text.format("增加")) == []
    assert len(said("change-direction", text.format("减少"))) == 1


SHARES = (
    "与上年相比，第一产业比重提高0.3个百分点，第二产业比重下降{}个百分点，"
    "第三产业比重{}2.8个百分点。"
)
AGES = (
    "与2010年相比，0—14岁、15—59岁、60岁及以上人口的比重分别上升1.20个百分点、"
    "下降{}个百分点、上升4.10个百分点。"
)


def test_what_shares_of_one_whole_gain_and_lose_adds_up_to_nothing() -> None:
    assert said("change-points", SHARES.format("3.1", "提高")) == []
    assert len(said("change-points", SHARES.format("3.7", "提高"))) == 1
    assert len(said("change-points", SHARES.format("3.1", "下降"))) == 1
    assert said("change-points", AGES.format("5.30")) == []
    assert len(said("change-points", AGES.format("3.50"))) == 1


def test_growth_that_is_no_share_need_not_add_up() -> None:
    text = "第一产业增速提高0.3个百分点，第二产业增速下降3.1个百分点，第三产业增速提高1.0个百分点。"
    assert said("change-points", text) == []
