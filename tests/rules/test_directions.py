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
