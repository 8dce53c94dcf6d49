"""Sums inside one table, and where they must not be drawn."""

from __future__ import annotations

import pytest
from gouji.validate.engine import evaluate
from hypothesis import given, settings
from hypothesis import strategies as st

from .drawn import Said, reading, verdicts, wrong

CODED = """单位：万元
|科目编码|科目名称|合计|基本支出|项目支出|
|合计|<|{total}|30.00|12.50|
|201|一般公共服务支出|30.00|20.00|10.00|
|20106|财政事务|30.00|20.00|10.00|
|2010601|行政运行|{item}|20.00||
|2010602|一般行政管理事务|10.00||10.00|
|210|卫生健康支出|12.50|10.00|2.50|
|21011|行政事业单位医疗|12.50|10.00|2.50|"""


def test_three_levels_are_never_added_into_one() -> None:
    sums = verdicts("table-tree", CODED.format(total="42.50", item="20.00"))
    assert sums == ["agrees"] * len(sums)
    assert len(sums) == 12


def test_a_wrong_item_is_found_by_its_class_and_by_its_row() -> None:
    text = CODED.format(total="42.50", item="21.00")
    assert wrong("table-tree", text) == [Said("asserted", "30.00", ("21.00", "10.00"))]
    assert wrong("table-row", text) == [Said("asserted", "21.00", ("20.00",))]


def test_a_total_that_stands_first_is_the_sum_of_the_classes() -> None:
    text = CODED.format(total="42.60", item="20.00")
    assert wrong("table-tree", text) == [Said("asserted", "42.60", ("30.00", "12.50"))]


def test_a_tail_from_rounding_is_no_error() -> None:
    text = CODED.format(total="42.51", item="20.00")
    assert wrong("table-tree", text) == []
    assert "agrees by rounding" in verdicts("table-tree", text)


def test_a_total_of_one_part_is_that_part_to_the_last_digit() -> None:
    text = CODED.format(total="42.50", item="20.01")
    assert wrong("table-row", text) == [Said("asserted", "20.01", ("20.00",))]
    nothing = "单位：万元\n|项目|合计|基本支出|项目支出|\n|甲|8.16|8.15|0.00|\n|乙|3.00|1.00|2.00|"
    assert wrong("table-row", nothing) == [Said("asserted", "8.16", ("8.15", "0.00"))]


@pytest.mark.parametrize(
    "rows",
    ["|甲|9|8|0|\n|乙|3|1|2|", "|甲|8.2|8.15|0.00|\n|乙|3.00|1.00|2.00|"],
    ids=["an amount may hide in a coarse 0", "a total rounded once more"],
)
def test_a_total_of_one_part_may_still_be_rounded(rows: str) -> None:
    assert wrong("table-row", f"单位：亿元\n|项目|合计|基本支出|项目支出|\n{rows}") == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=6), st.integers(2, 999))
def test_any_total_of_a_plain_list_is_recomputed(cents: list[int], slip: int) -> None:
    def text(total: int) -> str:
        rows = "".join(
            f"\n|{name}|{c / 100:.2f}|" for name, c in zip("甲乙丙丁戊己", cents, strict=False)
        )
        return f"单位：万元\n|项目|金额|{rows}\n|合计|{total / 100:.2f}|"

    assert wrong("table-column", text(sum(cents))) == []
    assert bool(wrong("table-column", text(sum(cents) + slip * 10)))


def test_ratios_means_and_unit_prices_are_not_added() -> None:
    text = """
    |项目|金额（万元）|占比（%）|人均（元）|
    |甲|10.00|40.0|300|
    |乙|15.00|60.0|500|
    |合计|25.00|100.0|400|"""
    assert verdicts("table-column", text) == ["agrees"]


def test_parts_inside_a_part_are_not_added_twice() -> None:
    text = """单位：万元
    |项目|金额|
    |一、财政拨款收入|9.00|
    |1.一般公共预算|7.00|
    |2.政府性基金|2.00|
    |二、事业收入|1.00|
    |收入合计|10.00|"""
    assert verdicts("table-column", text) == ["agrees"]
    assert verdicts("table-tree", text) == ["agrees"]


def test_a_grand_total_runs_on_from_the_total_above_it() -> None:
    text = """单位：万元
    |项目|决算数|
    |一、财政拨款收入|9.00|
    |二、其他收入|1.00|
    |本年收入合计|10.00|
    |年初结转和结余|{}|
    |总计|12.50|"""
    assert wrong("table-column", text.format("2.50")) == []
    assert wrong("table-column", text.format("2.90")) == [
        Said("asserted", "12.50", ("10.00", "2.90"))
    ]


def test_subtotals_add_up_to_the_total() -> None:
    text = """单位：万元
    |部门|项目|金额|
    |甲局|办公费|1.00|
    |^|差旅费|2.00|
    |^|小计|3.00|
    |乙局|办公费|4.00|
    |^|印刷费|5.00|
    |^|小计|9.00|
    |合计|<|{}|"""
    assert wrong("table-column", text.format("12.00")) == []
    assert wrong("table-column", text.format("15.00")) == [
        Said("asserted", "15.00", ("3.00", "9.00"))
    ]


def test_a_list_that_may_be_open_is_no_error() -> None:
    text = """
    |地区|出口额（亿元）|进口额（亿元）|
    |合计|30.4|20.0|
    |一、亚洲|20.1|10.1|
    |# 日本|3.1|2.2|
    |韩国|2.2|1.4|
    |二、欧洲|9.0|7.2|"""
    assert wrong("table-column", text) == []


def test_parts_that_nothing_marks_are_not_added_twice() -> None:
    text = "单位：万元\n|项目|金额|\n|收入|100.00|\n|税收收入|60.00|\n|非税收入|40.00|"
    text += "\n|转移支付|30.50|\n|合计|{}|"
    assert verdicts("table-column", text.format("130.50")) == ["agrees"]
    assert wrong("table-column", text.format("133.50")) == []


def test_a_word_that_only_begins_like_a_total_is_none() -> None:
    text = "单位：元\n|项目|金额|\n|现金分红|5|\n|净利润|7|\n|合计分红金额|5|"
    assert verdicts("table-column", text) == []


def test_a_hole_in_a_template_leaves_nothing_to_check() -> None:
    text = "单位：万元\n|项目|金额|\n|甲|XX|\n|乙|20.50|\n|合计|31.50|"
    assert verdicts("table-column", text) == []


def test_numbers_torn_over_two_rows_are_left_alone() -> None:
    text = """单位：元
    |项目|金额|
    |甲|20,472,018.|
    ||39|
    |乙|62,048,639.|
    ||70|
    |合计|82,520,658.09|"""
    assert verdicts("table-column", text) == []


@pytest.mark.parametrize("extra", ["|上年数|增减率（%）|", "|备注|编制数|"])
def test_other_columns_do_not_enter_a_row_total(extra: str) -> None:
    values = "|9.00|11.1|" if "上年" in extra else "|无|3|"
    text = f"单位：万元\n|项目|合计|基本支出|项目支出{extra}"
    text += "".join(f"\n|{name}|10.00|6.00|4.00{values}" for name in "甲乙丙")
    assert wrong("table-row", text) == []
    assert "agrees" in verdicts("table-row", text)


def test_stacked_headers_say_which_columns_a_subtotal_covers() -> None:
    text = """单位：万元
    |合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费|
    |^|^|小计|购置费|运行费|^|
    |{}|1.00|6.00|2.00|4.00|3.00|"""
    assert verdicts("table-row", text.format("10.00")) == ["agrees", "agrees"]
    assert wrong("table-row", text.format("10.90")) == [
        Said("asserted", "10.90", ("1.00", "6.00", "3.00"))
    ]


def test_a_part_is_at_most_its_whole() -> None:
    text = "单位：亿元\n|指标|金额|\n|出口额|38.0|\n|其中：机电产品|{}|\n|进口额|24.0|"
    assert wrong("table-part", text.format("18.9")) == []
    assert wrong("table-part", text.format("81.9")) == [Said("asserted", "81.9", ("38.0",))]


def test_each_way_to_divide_a_sum_is_its_own_sum() -> None:
    text = """单位：万元
    |项目|年初预算数|全年预算数|
    |年度资金总额|2030.12|2245.68|
    |按收入性质分：|<|<|
    |其中：一般公共预算|1980.12|2145.68|
    |其他资金|50.00|100.00|
    |按支出性质分：|<|<|
    |其中：基本支出|900.47|925.68|
    |项目支出|{}|1320.00|"""
    assert wrong("table-tree", text.format("1129.65")) == []
    assert wrong("table-tree", text.format("1025.20")) == [
        Said("asserted", "2030.12", ("900.47", "1025.20"))
    ]


def test_codes_printed_twice_make_no_tree() -> None:
    text = """单位：万元
    |科目编码|项目|金额|
    |201|甲项目|3.00|
    |20106|甲项目|2.00|
    |201|乙项目|5.00|
    |20106|乙项目|4.00|
    |合计|<|8.00|"""
    assert wrong("table-tree", text) == []


GROWTH = """单位：万元
|项目|上年数|本年数|增减额|增减率（%）|
|甲|10.00|12.00|2.00|20.0|
|乙|20.00|15.00|-5.00|-25.0|
|丙|40.00|50.00|{}|{}|"""


def test_growth_columns_are_recomputed_where_both_years_are_printed() -> None:
    assert wrong("change-rate", GROWTH.format("10.00", "25.0")) == []
    assert wrong("change-rate", GROWTH.format("10.00", "52.0")) == [
        Said("asserted", "52.0", ("50.00", "40.00", "40.00"))
    ]
    assert wrong("change-amount", GROWTH.format("11.00", "25.0")) == [
        Said("asserted", "11.00", ("50.00", "40.00"))
    ]


def test_a_growth_column_without_last_year_is_left_alone() -> None:
    text = """
    |指标|绝对数（亿元）|人数（万人）|比上年增长（%）|
    |甲|12.5|30|4.1|
    |乙|17.2|42|5.3|"""
    assert verdicts("change-rate", text) == []
    rates = [f for f in evaluate(reading(text)).figures if f.unit == "%"]
    assert {(f.coverage, f.reason) for f in rates} == {("unchecked", "base-missing")}


def test_share_columns_are_shares_of_the_total_row() -> None:
    text = "单位：万元\n|项目|金额|占比（%）|\n|甲|10.00|25.0|\n|乙|30.00|{}|\n|合计|40.00|100|"
    assert wrong("share", text.format("75.0")) == []
    assert wrong("share", text.format("57.0")) == [Said("asserted", "57.0", ("30.00", "40.00"))]


def test_execution_columns_are_outturn_over_budget() -> None:
    text = "单位：万元\n|项目|预算数|决算数|执行率|\n|甲|10.00|9.00|90%|\n|乙|20.00|15.00|{}|"
    assert wrong("completion-rate", text.format("75%")) == []
    assert wrong("completion-rate", text.format("57%")) == [
        Said("asserted", "57", ("15.00", "20.00"))
    ]


def test_a_list_of_thousands_of_rows_is_added_up() -> None:
    rows = "".join(f"\n|项目{number}|1.25|" for number in range(2500))
    text = f"单位：万元\n|项目|金额|{rows}\n|合计|{{}}|"
    assert verdicts("table-column", text.format("3125.00")) == ["agrees"]
    assert [said.stated for said in wrong("table-column", text.format("3255.00"))] == ["3255.00"]


def test_a_running_total_is_not_added_up() -> None:
    text = """单位：万元
    |月份|当月支出|累计支出|
    |1月|80|80|
    |2月|60|140|
    |3月|100|240|
    |合计|{total}|240|"""
    assert wrong("table-column", text.format(total=240)) == []
    assert wrong("table-column", text.format(total=250)) == [
        Said("asserted", "250", ("80", "60", "100"))
    ]


def test_a_row_that_no_total_counts_says_so() -> None:
    text = (
        "单位：万元\n|项目|金额|备注|\n|学费|300.00||\n|住宿费|50.00||\n|代收费|20.00|不计入合计|\n"
    )
    assert verdicts("table-column", text + "|合计|350.00||") == ["agrees"]


def test_subtotals_called_by_a_name_close_their_own_rows() -> None:
    text = """单位：万元
    |项目|金额|
    |工资|120.00|
    |补贴|30.00|
    |人员经费小计|150.00|
    |办公费|{office}|
    |水电费|8.00|
    |公用经费小计|20.00|
    |合计|{total}|"""
    assert wrong("table-column", text.format(office="12.00", total="170.00")) == []
    assert wrong("table-column", text.format(office="15.00", total="170.00")) != []
    assert wrong("table-column", text.format(office="12.00", total="190.00")) != []


def test_a_list_counted_off_is_whole_whatever_stands_between() -> None:
    text = """单位：万元
    |项目|金额|
    |一、本级支出|{own}|
    |其中：教育支出|2500|
    |社会保障支出|1800|
    |二、上解支出|800|
    |三、结转下年|1600|
    |支出总计|11400|"""
    assert wrong("table-column", text.format(own=9000)) == []
    assert wrong("table-column", text.format(own=9300)) == [
        Said("asserted", "11400", ("9300", "800", "1600"))
    ]


def test_a_gap_printed_in_another_column_excuses_nothing() -> None:
    text = (
        "|类别|编制数|在职人数|空编|\n|行政编制|30|{staff}|2|\n|事业编制|50|46|4|\n|合计|80|74|6|"
    )
    assert wrong("table-column", text.format(staff=28)) == []
    assert wrong("table-column", text.format(staff=22)) != []


def test_a_total_on_top_may_head_a_list_that_is_not_complete() -> None:
    text = """单位：亿元
    |国别和地区|出口额|进口额|
    |合计|310.0|214.0|
    |一、亚洲|200.0|150.0|
    |#日本|40.0|30.0|
    |韩国|30.0|20.0|
    |二、欧洲|70.0|40.0|
    |三、非洲|40.0|21.0|"""
    assert wrong("table-column", text) == []


def test_subtotals_of_flows_do_not_add_up_what_stands_between() -> None:
    text = """单位：元
    |项目|本期|
    |销售收到的现金|900.50|
    |经营活动现金流入小计|900.50|
    |购买支付的现金|700.10|
    |经营活动现金流出小计|700.10|
    |经营活动产生的现金流量净额|200.40|
    |收回投资收到的现金|50.00|
    |投资活动现金流入小计|50.00|"""
    assert wrong("table-column", text) == []


def test_a_column_is_the_sum_of_the_kinds_that_bear_its_name() -> None:
    text = """单位：亿元
    |地区|债务余额|一般债务余额|专项债务余额|
    |市本级|90.5|38.2|52.3|
    |东山区|190.0|77.0|113.0|
    |西河区|{total}|20.0|31.5|
    |南岭县|40.2|15.1|25.1|"""
    assert wrong("table-row", text.format(total="51.5")) == []
    assert wrong("table-row", text.format(total="57.5")) == [
        Said("asserted", "57.5", ("20.0", "31.5"))
    ]


def test_kinds_that_are_not_all_named_are_no_sum() -> None:
    text = """单位：亿元
    |地区|贷款|短期贷款|长期贷款|
    |东山区|190.0|60.0|113.0|
    |西河区|51.5|20.0|30.5|"""
    assert wrong("table-row", text) == []


def test_columns_without_a_head_are_kinds_of_nothing() -> None:
    text = "单位：万元\n|项目|金额||\n|甲|10.00|4.00|\n|乙|7.00|3.00|"
    assert wrong("table-row", text) == []


KINDS = """单位：万元
|项目|上年数|本年数|比上年增减|
|公务接待费|4.00|3.00|-1.00|
|公务用车购置及运行费|{whole}|20.00|5.00|
|其中：（1）公务用车运行费|9.00|5.00|-4.00|
|（2）公务用车购置费|6.00|15.00|9.00|"""


def test_rows_numbered_under_of_which_are_parts_like_the_first() -> None:
    assert verdicts("table-tree", KINDS.format(whole="15.00")) == ["agrees"] * 3


def test_kinds_that_are_whole_by_form_make_up_their_row() -> None:
    found = wrong("table-tree", KINDS.format(whole="51.00"))
    assert found == [Said("asserted", "51.00", ("9.00", "6.00"))]


def test_a_part_may_change_by_more_than_its_whole() -> None:
    assert wrong("table-part", KINDS.format(whole="15.00")) == []


def test_a_list_that_lacks_a_kind_is_open() -> None:
    text = "单位：万元\n|项目|合计|\n|“三公”经费|29.00|\n|其中：（一）因公出国费|0.00|\n"
    assert wrong("table-tree", text + "|（二）公务用车购置及运行维护支出|28.00|") == []
