"""Rates that only their arithmetic ties to the amounts near them."""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate

CASES = {
    "a rate whose part bears its word": (
        "本站全年共受理各类纠纷5247件，上年为5391件，减少2.67%；调结{}件，调结率99.79%，居全市第二。",
        "5236", "5536",
    ),
    "a change of the level told last, compared with a month": (
        "11月份，全市用电量5729.25万千瓦时，比去年同月增加{}万千瓦时，增长9.54%。",
        "498.75", "489.75",
    ),
    "a share of a whole told in a bracket before": (
        "全年筹集资金6418.30万元。其中，用于社区建设的资金达{}万元，占全年筹集资金的60.76%。",
        "3900.00", "3600.00",
    ),
}  # fmt: skip


def loud(text: str) -> list[str]:
    findings = evaluate(normalize(document_from_text(text))).findings
    return [f.rule for f in findings if f.level in ("error", "warning")]


@pytest.mark.parametrize(("text", "right", "wrong"), CASES.values(), ids=CASES.keys())
def test_a_slip_in_a_rate_or_its_amounts_is_found(text: str, right: str, wrong: str) -> None:
    assert loud(text.format(right)) == []
    assert len(loud(text.format(wrong))) == 1


def test_a_rate_of_what_is_not_told_is_left_alone() -> None:
    assert loud("全年受理纠纷5247件，调结3130件，群众满意率96.38%，比上年提高1.2个百分点。") == []


def test_an_outlay_is_of_its_own_budget_though_another_is_but_a_slip_away() -> None:
    text = (
        "三项经费支出预算为24.35万元，支出决算为17.20万元，完成预算的70.64%。其中：车辆费支出决算为"
        "0.5万元，完成预算的50%；接待费用了16.70万元，完成预算的71.52%。"
    )
    assert loud(text) == []


def test_what_a_holding_equation_vouches_for_is_no_slip() -> None:
    text = (
        "全年收入3196.30万元，其中：门票收入2014.50万元、停车收入1181.80万元。"
        "本月到账{}万元，到账率63.03%。"
    )
    assert loud(text.format("2014.50")) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("13.6%、16.2%和70.2%", "13.6%、16.2%和72.0%"),
        ("1.1、1.3和5.7个", "1.1、1.8和5.7个"),
        ("16.6:14.6:68.8", "16.6:16.4:68.8"),
        ("43.2亿元、37.9亿元", "43.2亿元、39.7亿元"),
    ],
)
def test_what_the_three_branches_are_told_in_turn_makes_the_whole(right: str, wrong: str) -> None:
    text = (
        "全区生产总值260.0亿元，比上年增长8.1%。三次产业增加值依次为43.2亿元、37.9亿元和178.9亿元，"
        "依次增长7.1%、8.8%和8.2%；对经济的贡献率依次为13.6%、16.2%和70.2%，依次拉动GDP增长"
        "1.1、1.3和5.7个百分点。三次产业结构上年是16.9:14.3:68.8，今年成了16.6:14.6:68.8。"
    )
    assert right in text
    assert loud(text) == []
    assert len(loud(text.replace(right, wrong))) >= 1


@pytest.mark.parametrize("wrong", ["分别快1.9和4.6个", "分别快4.6和1.4个"])
def test_what_rates_are_above_another_follows_from_it(wrong: str) -> None:
    text = (
        "全市工业投资增长5.7%。医药制造业和仪器制造业投资分别增长10.3%和7.6%，"
        "比工业投资分别快4.6和1.9个百分点。"
    )
    assert loud(text) == []
    assert "change-points" in loud(text.replace("分别快4.6和1.9个", wrong))


def test_the_foremost_told_in_turn_are_not_all() -> None:
    assert (
        loud("投诉中，居前三位的依次是食品类412件、服装类198件、电器类136件，共收到投诉1668件。")
        == []
    )


def test_a_rate_printed_with_an_idle_nought_is_as_coarse_as_before_it() -> None:
    text = "全年发生事故5840起，死亡402人。\n其中甲类事故4613起，占事故总数的79.00%。"
    assert loud(text) == []


def test_a_total_that_changed_by_its_own_amount_gives_no_part_its_rate() -> None:
    text = (
        "三项经费预算8124.63万元，比上年预算减少214万元，下降2.57%。其中：出国费同比增加36万元，增长"
        "7.12%；购置费同比增加618.3万元，上涨82.37%。"
    )
    assert loud(text) == []


def test_what_the_branches_pull_makes_the_growth_of_their_sum() -> None:
    text = (
        "全县生产总值40.2亿元，比上年下降{}%。其中，第一产业增加值4.1亿元，增长2.3%；第二产业增加值"
        "18.7亿元，下降9.6%；第三产业增加值17.4亿元，增长2.8%。三次产业对经济增长的拉动分别为"
        "0.21、-4.77、1.16个百分点。"
    )
    assert loud(text.format("3.4")) == []
    assert "change-points" in loud(text.format("4.3"))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("高于财政支出增速3.9个", "高于财政支出增速9.3个"),
        ("高于财政支出增速", "低于财政支出增速"),
        ("（-1.4%）提高9.6个", "（-1.4%）提高6.9个"),
        ("投资增长8.2%", "投资增长3.2%"),
        ("96.52%，高于", "96.52%，低于"),
        ("低于全市（74.1%）", "高于全市（74.1%）"),
    ],
)
def test_a_rate_stands_to_the_one_it_is_held_against_as_is_said(right: str, wrong: str) -> None:
    text = (
        "全县公共财政支出完成46.2亿元，增长7.4%。\n民生支出增长11.3%，高于财政支出增速3.9个百分点，"
        "保障有力。\n1-5月，工业投资增长8.2%，增幅比1-4月（-1.4%）提高9.6个百分点。\n"
        "困难对象核查率96.52%，高于“年度核查不得少于90%”的要求。\n"
        "支付率低于全市（74.1%）平均进度的有：甲镇66.2%，乙镇71.9%。"
    )
    assert right in text
    assert loud(text) == []
    assert loud(text.replace(right, wrong)) != []


def test_what_a_rate_is_above_without_its_own_rate_is_left_alone() -> None:
    text = (
        "民生支出增长11.3%，高于全省3.9个百分点。出口增长5.2%，比上半年回落2.4个百分点，高于进口增速"
        "8.8个百分点。"
    )
    assert loud(text) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("为80.42%", "为80.24%"),
        ("总额的63.17%", "总额的61.37%"),
        ("共118.46亿元", "共114.86亿元"),
        ("的71.68%，高", "的85.44%，高"),
    ],
)
def test_a_rate_of_what_the_words_tell_in_their_own_way_is_recomputed(
    right: str, wrong: str
) -> None:
    text = (
        "共起诉各类犯罪349件497人，件数下降；起诉率（按人数）为80.42%。\n审结后决定不起诉121人。\n"
        "各市“专项”经费共118.46亿元。\n从构成看，各市用车支出总额为74.83亿元，达到专项经费支出总额的"
        "63.17%。\n用于救助的支出3312.47万元，相当于上年（2019年）总收入4621.18万元的71.68%，"
        "高于去年。"
    )
    assert right in text
    assert loud(text) == []
    assert loud(text.replace(right, wrong)) != []


def test_what_shares_gain_and_lose_adds_up_to_nothing_where_two_share_a_unit() -> None:
    text = (
        "同上年比，第一产业占生产总值的比重上升{}个百分点，第二、第三产业的比重分别回落1.27和0.85个"
        "百分点。"
    )
    assert loud(text.format("2.12")) == []
    assert loud(text.format("2.21")) == ["change-points"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("占支出总预算71.36%", "占支出总预算77.36%"),
        ("的92.41%", "的94.21%"),
        ("亡人总数的38.27%、71.94%", "亡人总数的38.27%、71.49%"),
        ("增长13.38%", "增长18.38%"),
        ("（12483件）", "（14283件）"),
        ("的106.31%", "的103.61%"),
    ],
)
def test_shares_that_stand_apart_and_bases_in_brackets_are_recomputed(
    right: str, wrong: str
) -> None:
    text = (
        "基本支出占支出总预算的92.41%，比上年减少；项目支出占支出总预算的7.59%，没有变化。\n"
        "（一）教育类占支出总预算71.36%，增加。\n（二）卫生类占支出总预算18.02%，增加。\n"
        "（三）住房类占支出总预算10.62%，减少。\n"
        "全市共发生事故5317起，亡139人。道路发生事故2035起、亡100人，分别占事故总数和亡人总数的"
        "38.27%、71.94%。\n受理投诉14153件，占受理数的一半，同比上年（12483件）增长13.38%。\n"
        "年度计划投资241.36亿元。1-8月完成投资256.59亿元，占年计划的106.31%。"
    )
    assert right in text
    assert loud(text) == []
    assert loud(text.replace(right, wrong)) != []


def test_a_rate_against_all_of_its_kind_or_that_of_its_own_name_is_recomputed() -> None:
    text = (
        "1-8月，全县投资增长1.7%、比全市高0.6个百分点。\n工业投资同比增长11.9%、比全部投资增速快{}个"
        "百分点，占全部投资的比重达47.2%、比上年同期提高4.4个百分点。\n全县结案率38.4%，同比增加1.1个"
        "百分点。其中民事案件结案率为61.6%，同比增加2.3个百分点，高于总体结案率{}个百分点。"
    )
    assert loud(text.format("10.2", "23.2")) == []
    assert loud(text.format("12.0", "23.2")) == ["change-points"]
    assert loud(text.format("10.2", "32.2")) == ["change-points"]
