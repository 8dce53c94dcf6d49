"""Sums whose signs are told by verbs: what was added to a stock and taken from it."""

from __future__ import annotations

import pytest

from .speaking import said, verdicts

# Each holds as it stands; each slip must be told.
TOLD = {
    "a budget added to": (
        "change-amount",
        "年初预算1846.35万元，本年追加预算523.48万元，全年预算2369.83万元。",
        [("523.48", "532.48"), ("2369.83", "2396.83")],
    ),
    "the budget of the year told before what it was made of": (
        "change-amount",
        "2023年预算总额2369.83万元，其中年初预算2593.11万元，年中调减223.28万元。",
        [("223.28", "232.28"), ("调减", "调增")],
    ),
    "more than one move": (
        "change-amount",
        "年初预算数为753.60万元，因人员增加追加86.24万元，年末收回31.57万元，调整预算数为808.27万元。",
        [("31.57", "13.57"), ("收回", "追加")],
    ),
    "a fund that is drawn on": (
        "change-amount",
        "年初预算稳定调节基金结余92514万元，计划动用预算稳定调节基金38260万元，动用后基金结余54254万元。",
        [("54254", "54524"), ("54254万元", "54254亿元")],
    ),
    "debt from one year's end to the next": (
        "change-amount",
        "2021年末债务余额48.73亿元，2022年新增债券9.36亿元，偿还到期本金4.18亿元，2022年末债务余额53.91亿元。",
        [("53.91", "59.31")],
    ),
    "changes in brackets behind the change they make": (
        "change-amount",
        "全年补助增加8416万元（省级增加6271万元、市级增加2145万元）。",
        [("2145", "2154"), ("省级增加", "省级减少")],
    ),
    "changes alone, a sentence each": (
        "change-rollup",
        "与上年相比，经费减少742.3万元，下降21%。其中：培训费减少16.8万元，下降9%。"
        "会议费减少97.1万元，下降14%；印刷费减少628.4万元，下降31%。",
        [("628.4", "682.4"), ("742.3", "724.3")],
    ),
    "two things counted at once": (
        "change-amount",
        "上报8315户21460人，复核后减少6户18人，实际补贴8309户21442人。",
        [("21442", "21424"), ("6户18人", "6户19人")],
    ),
    "what came, what went, what remains of both": (
        "change-amount",
        "全年新登记企业2947户，注销企业1386户，净增企业1561户。",
        [("1386", "1836"), ("1561", "1651")],
    ),
    "the reasons before the change of their total": (
        "change-amount",
        "由于减税降费税收收入减少3.46亿元，盘活不及预期调入资金减少1.92亿元，再融资债券增加0.85亿元，"
        "总收入调减4.53亿元。",
        [("4.53", "4.35"), ("增加", "减少")],
    ),
    "the kinds under the change of their total": (
        "change-rollup",
        "与2021年相比，用电总量减少65.6亿千瓦时，其中，居民用电量增加21.3亿千瓦时，"
        "商业用电量增加6.4亿千瓦时，工业用电量减少93.3亿千瓦时。",
        [("减少93.3", "增加93.3"), ("93.3", "39.3")],
    ),
    "the kinds in a sentence of their own": (
        "change-rollup",
        "与2021年相比，用水总量减少65.6亿立方米。地表水供水量减少83.9亿立方米，"
        "地下水供水量减少6.2亿立方米，其他水源供水量增加24.5亿立方米。",
        [("减少83.9", "增加83.9"), ("24.5", "2.45")],
    ),
    "an adjustment without 为": (
        "change-amount",
        "转移支付由年初53172万元调整61846万元，调增8674万元。",
        [("61846", "61486"), ("调增", "调减")],
    ),
    "an account with what is taken from it": (
        "sum-breakdown",
        "市本级基金收入318.6亿元，加上上级补助收入12.7亿元、动用历年结余27.9亿元，"
        "减去对区县补助支出53.4亿元，收入总计305.8亿元。",
        [("减去", "加上"), ("305.8", "308.5")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_verbs_add_and_take_adds_up(name: str) -> None:
    rule, text, slips = TOLD[name]
    assert verdicts(rule, text)
    assert said(rule, text) == []
    for old, new in slips:
        loud = [s.level for s in said(rule, text.replace(old, new, 1))]
        assert set(loud) & {"error", "warning"}, (old, new)


@pytest.mark.parametrize(
    "text",
    [
        "年初预算1846.35万元，比上年增加523.48万元，全年预算2397.83万元。",
        "税收收入减少3.46亿元，非税收入增加0.85亿元，同比减少4.35亿元。",
        "用水总量减少65.6亿立方米。地表水供水量减少83.9亿立方米，节约用水24.5亿立方米。",
        "总产值增加60.3亿元，其中甲类增加21.7亿元，乙类增加30.2亿元等。",
        "收入总量由58.6亿元调整为88.0亿元，支出总量由58.6亿元调整为88.0亿元。",
        "调减原因：基金支出预算增加0.37亿元，基金可调入一般公共预算收入减少0.37亿元。",
    ],
    ids=["a comparison", "no total", "no change", "等", "one amount told twice", "公共"],
)
def test_what_is_no_sum_of_moves_is_left_alone(text: str) -> None:
    for rule in ("change-amount", "change-rollup", "sum-breakdown"):
        assert not any(s.level in ("error", "warning") for s in said(rule, text))


def test_less_was_spent_than_granted_where_a_rest_is_carried_over() -> None:
    text = "预算安排{}万元，全年实际支出1384.26万元，按合同约定支付。余款结转下年待付。"
    assert said("fund-roll", text.format(2400)) == []
    assert [s.level for s in said("fund-roll", text.format(1300))] == ["warning"]
    assert said("fund-roll", "预算安排1300万元，全年实际支出1384.26万元。") == []


def test_a_part_is_no_more_than_its_whole_in_whatever_unit_it_is_counted() -> None:
    for text in ("项目惠及3万人，其中脱贫人口{}人。", "项目涉及34个村，其中有{}个示范村。"):
        assert said("part-whole", text.format(28)) == []
        assert [s.level for s in said("part-whole", text.format(42000))] == ["error"]


def test_a_total_may_be_less_than_what_was_cut_to_make_it() -> None:
    text = "全年预算1155.10万元，其中：年初预算1300.60万元，执行中调减145.50万元。"
    assert said("part-whole", text) == []


def test_what_is_left_without_some_parts() -> None:
    text = (
        "实现支出248716万元，增长8.4%，其中省专项支出21358万元，上年结转支出6947万元。"
        "剔除省专项和上年结转后支出220411万元，增长6.1%。"
    )
    told = "全年支出248716万元，扣除上级专项21358万元、债券支出6947万元后，本级支出220411万元。"
    for right in (text, told):
        assert said("sum-breakdown", right) == []
        slip = right.replace("220411", "224011")
        assert [s.level for s in said("sum-breakdown", slip)] == ["error"]


def test_an_adjusted_budget_balances_over_paragraphs() -> None:
    text = (
        "收入调整后，全县总收入{}万元。\n调增本年支出预算58316万元。支出调整后，全县总支出168427万元。\n"
        "{}"
    )
    says = "预算调整后，收支平衡。"
    assert said("balance", text.format(168427, says)) == []
    assert [s.level for s in said("balance", text.format(110111, says))] == ["error"]
    assert [s.level for s in said("balance", text.format(164827, "以上方案请审议。"))] == ["error"]
    assert said("balance", text.format(110111, "以上方案请审议。")) == []
    assert said("balance", text.format(110111, "收支相抵，结转下年58316万元。" + says)) == []


def test_what_is_more_by_a_number_is_no_vague_number() -> None:
    text = "受理举报123件，比上年同期298件{}175件。"
    assert said("change-amount", text.format("少")) == []
    assert [s.level for s in said("change-amount", text.format("多"))] == ["error"]


def test_moves_may_be_told_after_what_they_lead_to() -> None:
    for text, slip in (
        ("送审金额3917.46万元，审定金额3628.19万元，审减289.27万元。", "298.27"),
        ("2022年末户籍人口483726人，比上年末减少4613人。其中出生2918人，死亡4127人，"
         "迁入1536人，迁出4940人。", "减少4631"),
    ):  # fmt: skip
        told = ("change-amount", "change-rollup")
        assert [s for rule in told for s in said(rule, text)] == []
        wrong = text.replace("289.27", slip).replace("减少4613", slip)
        assert [s.level for rule in told for s in said(rule, wrong)]


def test_changes_of_marked_items_make_up_that_of_their_total() -> None:
    text = (
        "经费预算480万元，与2021年预算持平：一、出国费预算160万元，与2021年预算相比增加140万元；"
        "二、车辆运行费预算130万元，与2021年预算相比减少140万元；三、接待费预算190万元，与2021年预算持平。"
    )
    assert said("change-rollup", text) == []
    wrong = text.replace("减少140", "增加140")
    assert [s.level for s in said("change-rollup", wrong)] == ["warning"]


def test_names_in_the_traditional_script_are_kinds_as_well() -> None:
    text = "行政单位資產總額28.4萬億元，負債總額7.6萬億元，淨資產{}萬億元。"
    assert said("sum-breakdown", text.format("20.8")) == []
    assert [s.level for s in said("sum-breakdown", text.format("28.0"))] == ["error"]
