"""Items counted off within a paragraph: none left out, and as many as announced."""

from __future__ import annotations

import pytest

from .speaking import Said, said


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("一是完善制度；二是强化培训；四是公开信息。", "四是", "三是"),
        ("存在问题：（1）预算编制不准。（3）执行偏慢。", "（3）", "（2）"),
        ("第一，完善制度。第三，强化培训。", "第三", "第二"),
    ],
)
def test_an_item_left_out_of_a_list_is_found(text: str, stated: str, expected: str) -> None:
    assert said("heading-sequence", text) == [Said("warning", stated, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "一是完善制度，其中一是修订、二是宣贯；二是强化培训；三是公开信息。",
        "一是完善制度。\n二是强化培训；三是公开信息。",
        "三是公开信息；四是严格考核。第一产业、第三产业增长。",
        "三是其他收入减少；四是一般性转移收入增加；五是专项收入增加。",
        "一要提高认识；二要压实责任；三要严格考核。",
    ],
)
def test_lists_without_a_gap_are_left_alone(text: str) -> None:
    assert said("heading-sequence", text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("主要开展以下三项工作：一是完善制度；二是强化培训。", 1),
        ("取得3个方面成效。一是完善制度；二是强化培训；三是公开信息；四是严格考核。", 1),
        ("主要开展以下三项工作：一是完善制度；二是强化培训。\n三是公开信息。", 0),
        (
            "存在两个问题：一是预算编制不准；二是执行偏慢。下一步：一是加强培训；二是严格考核；三是公开。",
            0,
        ),
        ("主要存在以下3个问题：1.预算不准；2.执行慢。", 1),
        ("今年做了两件事：一是建章立制，二是强化监督，三是加强培训。", 1),
        ("实施项目3个。一是完善制度；二是强化培训。", 0),
        ("发现问题15个：一是制度不全；二是执行不严。", 0),
    ],
)
def test_as_many_items_as_announced(text: str, found: int) -> None:
    assert len([s for s in said("count-list", text) if s.level != "info"]) == found


def test_a_small_count_told_again_in_the_same_words() -> None:
    text = "资金惠及东川8个乡镇中型水库移民。\n截至年末，发放补贴，惠及东川{}个乡镇中型水库移民。"
    assert said("same-figure", text.format(8)) == []
    assert [s.level for s in said("same-figure", text.format(9))] == ["warning"]
    assert said("same-figure", "甲县有8个乡镇建成中型水库。\n乙县有9个乡镇建成中型水库。") == []
