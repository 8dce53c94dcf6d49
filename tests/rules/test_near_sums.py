"""Sums that only their arithmetic shows: a run of levels one slip of the pen from the level beside
it is told as a warning."""

from __future__ import annotations

from decimal import Decimal

import pytest
from gouji.validate.engine import evaluate
from gouji.validate.judge import holds
from gouji.validate.relation import Relation
from gouji.validate.rule import Memo
from gouji.validate.sums.near import find_near_sums

from .speaking import reading


def stated(*lines: str) -> list[Decimal]:
    """The totals that are told not to be what stands beside them."""
    wrong = (r for r in told(*lines) if not holds(r))
    return [relation.stated.figures[0].value for relation in wrong]


def told(*lines: str) -> list[Relation]:
    return Memo(reading("\n".join(lines)))(find_near_sums)


def found(*lines: str) -> list[str]:
    """The rules that say loud what is wrong."""
    findings = evaluate(reading("\n".join(lines))).findings
    return [finding.rule for finding in findings if finding.level in ("error", "warning")]


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


BESIDE = "甲类救助款96.1万元、乙类救助款44.7万元、丙类救助款73.3万元、丁类救助款5.4万元。"
OTHERS = "另有甲处6.3万元。乙处18.2万元。丙处20.6万元。丁处7.7万元。"


@pytest.mark.parametrize("words", ["含", "拨款按项目分类为：", "其中："])
def test_less_is_asked_of_a_run_that_the_words_announce(words: str) -> None:
    total = "全年拨入救助款179.5万元。"
    assert stated(OTHERS, total + "情况很好，" + BESIDE, OTHERS) == []
    assert stated(OTHERS, total + words + BESIDE, OTHERS) == [1795000]


def test_less_is_asked_of_what_stands_beside_a_total() -> None:
    held, of_the_kind = "发电{a}亿度，", "水力发电6.95亿度，风力发电8.85亿度。"
    assert stated(OTHERS, "全县" + held.format(a="18.8") + of_the_kind, OTHERS) == [1880000000]
    assert stated(OTHERS, "乡里" + held.format(a="18.8") + of_the_kind, OTHERS) == []
    named = "上年水产养殖330.4吨。油料87.6吨，水果201.7吨。"
    assert stated(named) == [], "nothing calls it a total, and each may be one of many"


def test_a_total_that_adds_up_may_be_divided_a_second_time() -> None:
    by_source = "安排资金6437.528万元，按来源分为省级3218.42万元、市级1065万元、县级2154.108万元。"
    assert stated(by_source, "年内已拨付5846.528万元，尚未拨付591万元。") == []
    wrong = "年内已拨付5946.528万元，尚未拨付591万元。"
    assert stated(by_source, wrong) == [64375280]
    assert found(by_source, wrong) == ["sum-breakdown"]


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


ACCOUNT = (
    "全市基金总收入{a}亿元，增长7.1%。",
    "其中镇级收入{b}亿元，增长5.2%，支出611.07亿元；",
    "村级收入{c}亿元，增长9.4%，支出508.31亿元。",
)


def account(a: str = "1563.48", b: str = "917.26", c: str = "646.22") -> list[str]:
    return [line.format(a=a, b=b, c=c) for line in ACCOUNT]


def test_two_levels_and_what_they_make_are_told_where_others_stand_between() -> None:
    assert stated(*account(b="977.26")) == [156348000000]
    assert stated(*account(a="15634.8")) == [1563480000000]


def test_what_two_levels_make_beyond_chance_is_a_check_that_holds() -> None:
    (made,) = told(*account())
    assert holds(made)
    assert [figure.raw for figure in made.computed.figures] == ["917.26亿元", "646.22亿元"]


def test_what_two_levels_lack_is_no_slip_where_it_is_told_as_well() -> None:
    assert stated(*account(b="907.26"), "另有10亿元未到账。") == []


def test_a_level_that_stands_twice_is_no_slip_of_two_others() -> None:
    assert stated(*account(b="977.26"), "镇级收入977.26亿元，总收入1563.48亿元。") == []


def test_short_levels_make_others_by_chance() -> None:
    assert stated("共有甲站38个，占4%；乙站13个；丙站9个；丁站24个，占6%。") == []


def test_what_is_left_may_be_told_with_what_was_spent() -> None:
    lines = "下达补助资金{a}万元，用于危房改造318.47万元，其中乙镇91.6万元，尚余结转{c}万元。"
    assert stated(lines.format(a="3206.58", c="2888.11")) == []
    assert stated(lines.format(a="3206.58", c="2838.11")) == [32065800]


def test_a_list_inside_an_item_ends_with_it() -> None:
    items = [
        "（1）甲馆{a}元，用于办公16128元，维修72872元，展陈40340.2元，其他41859.8元。",
        "（2）乙馆97003元，用于办公16020元，维修80983元。",
    ]
    assert stated(items[0].format(a="171200"), items[1]) == []
    assert stated(items[0].format(a="177200"), items[1]) == [177200]


@pytest.mark.parametrize("comma", ["，", ","])
def test_what_an_item_holds_is_its_list_with_marks_of_either_width(comma: str) -> None:
    text = (
        "捐赠3150.42万元。其中：（1）众筹482.37万元；（2）合作资金386.19万元{}含配套捐赠241.63万元、"
        "冠名基金105万元、管理费{}万元；（3）定向捐赠2281.86万元。\n工作经费96.35万元。\n其他收入41.78万元。"
    )
    assert stated(text.format(comma, "39.56")) == []
    assert stated(text.format(comma, "34.56")) == [3861900]


def test_what_two_levels_make_needs_less_proof_after_the_level_that_they_make() -> None:
    total = "全区总收入{a}万元，其中地方收入120433万元。"
    kinds = "全区税收131846万元，地方税收56218万元，非税64215万元。"
    assert stated(total.format(a="196061"), kinds) == []
    assert stated(total.format(a="190661"), kinds) == [1906610000]


def test_water_is_measured_in_m3_as_in_cubic_metres() -> None:
    held = (
        "全省水资源总量为{a}亿m3。其中，地表量为{b}亿m3，地下量为6241.7亿m3，不重复量为830.5亿m3。"
    )
    assert stated(held.format(a="24713.4", b="23882.9")) == []
    assert found(held.format(a="27413.4", b="23882.9")) == ["sum-breakdown"]


def test_income_less_spending_is_what_is_left() -> None:
    account = (
        "全县收入总量310513万元，支出总量296370万元。收入总量减去支出总量后，结转结余资金{}万元。"
    )
    assert found(account.format("14143")) == []
    assert found(account.format("17143")) == ["fund-roll"]


def test_what_is_left_ends_the_list_of_what_a_sum_went_to() -> None:
    text = "收到定向捐款36.00万元，汇往灾区28.00万元，列支运费{}万元，余款7.58万元交总会。"
    assert stated(text.format("0.42")) == []
    assert stated(text.format("0.72")) == [360000]


_RUN_ON = (
    "项目全年支出{}万元，明细如下：项目款项用途金额（元）东渠一段监理费、检测费140,218.92"
    "西渠二段设计费、审计费{}南堤质保金263,179.34北闸环保咨询费1,215,319.50合计{}经核对无误。"
)


@pytest.mark.parametrize(
    ("told", "part", "whole"),
    [
        ("235.414884", "753,431.08", "2,354,148.84"),
        ("235.414884", "735,431.08", "2,345,148.84"),
        ("23.5414884", "735,431.08", "2,354,148.84"),
    ],
)
def test_rows_of_a_table_run_together_in_one_line_add_up(told: str, part: str, whole: str) -> None:
    assert stated(_RUN_ON.format("235.414884", "735,431.08", "2,354,148.84")) == []
    assert stated(_RUN_ON.format(told, part, whole))
