"""Years that stand alone against all that a document tells of its own."""

from __future__ import annotations

import pytest

from .speaking import said

ALONE = (
    "云岭县{}年彩票公益金使用情况公告\n{}年全县筹集公益金43.30万元，同比增长5.1%。\n"
    "{}年全县用于养老服务31.20万元。"
)


@pytest.mark.parametrize(
    ("years", "wrong"),
    [
        ((2022, 2021, 2022), "2021年"),
        ((2021, 2022, 2022), "2021年"),
        ((2022, 2022, 2023), "2023年"),
    ],
)
def test_the_year_that_stands_alone_in_a_short_notice_is_found(
    years: tuple[int, ...], wrong: str
) -> None:
    assert said("year-mismatch", ALONE.format(2022, 2022, 2022)) == []
    assert [s.stated for s in said("year-mismatch", ALONE.format(*years))] == [wrong]


def test_halves_of_years_are_held_against_the_same_half() -> None:
    text = "2022年上半年审查逮捕71人。\n{}年上半年审结69件。\n2022年上半年受理起诉51件。"
    assert said("year-mismatch", text.format(2022)) == []
    assert [s.stated for s in said("year-mismatch", text.format(2023))] == ["2023年"]


def test_the_text_may_contradict_its_title_alone() -> None:
    text = "关于{}年度移民补助资金绩效评价报告\n我局对2022年度移民补助资金（67万元）进行了评价。"
    assert said("year-mismatch", text.format(2022)) == []
    assert [s.stated for s in said("year-mismatch", text.format(2021))] == ["2022年度"]


@pytest.mark.parametrize(
    "sentence",
    [
        "根据2021年统计资料，全县有敬老院3所。",
        "占上年2021年总收入的75.1%。",
        "2023年预算安排养老服务32.10万元。",
        "至2021年底，全县有敬老院3所。",
        "2019年全县有敬老院2所，2020年有2所，2021年有3所。",
        "进一步抓好2020—2021年度完工项目的验收。",
        "2023年3月",
        "用于2021年洪涝灾害灾后恢复重建32.10万元。",
        "2022年全县筹集体彩金9.10万元。\n2021年全县筹集体彩金8.70万元。",
    ],
)
def test_what_stands_alone_may_be_a_source_a_base_or_a_plan(sentence: str) -> None:
    assert said("year-mismatch", ALONE.format(2022, 2022, 2022) + "\n" + sentence) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("云岭县2021年统计公报\n2022年末全县5.1万人。\n2022年末全县村庄31个。", "2021年"),
        ("云岭县2022年单位预算公开\n2023年收入预算51.2万元。\n2022年支出预算51.2万元。", "2023年"),
    ],
)
def test_a_title_and_a_budget_show_the_lone_year(text: str, wrong: str) -> None:
    assert wrong in [s.stated for s in said("year-mismatch", text)]


def test_a_wrong_year_proves_no_title_or_heading_wrong() -> None:
    text = (
        "云岭县2022年三项费用决算说明\n云岭县2022年三项费用决算236万元，比上年下降6.3%。\n"
        "2022年决算与2021年决算对比情况\n2021年云岭县三项费用支出同比下降，是因为会议少了。"
    )
    assert [s.stated for s in said("year-mismatch", text)] == ["2021年"]


FUNDS = "云岭县2022年涉农资金绩效自评报告\n2022年下达资金32.10万元，用于修渠。\n"


@pytest.mark.parametrize(
    "paid", ["截至{}年11月8日，已拨付31.20万元。", "县财政局于{}年6月7日将资金分解下达。"]
)
def test_the_funds_of_a_year_are_not_paid_in_the_year_before(paid: str) -> None:
    assert said("year-mismatch", FUNDS + paid.format(2022)) == []
    assert len(said("year-mismatch", FUNDS + paid.format(2021))) == 1


@pytest.mark.parametrize(
    "early",
    [
        "县财政局于2021年11月7日将资金分解下达。",  # the last months hand down ahead
        "县财政局于2021年6月7日提前下达资金。",
        "截至2021年底，全县累计拨付资金81.20万元。",
    ],
)
def test_funds_may_be_handed_down_ahead(early: str) -> None:
    assert said("year-mismatch", FUNDS + early) == []


def test_what_is_spent_is_compared_with_one_year_throughout() -> None:
    text = (
        "云岭县幼儿园2022年度部门决算\n教育支出63.10万元，与{}年决算60.10万元相比，增加3.00万元。\n"
        "住房支出5.10万元，与2021年决算4.10万元相比，增加1.00万元。"
    )
    assert said("year-mismatch", text.format(2021)) == []
    assert [s.stated for s in said("year-mismatch", text.format(2020))] == ["2020年"]


def test_a_report_covers_one_year() -> None:
    text = "云岭县红十字会财务报告\n财务收支的报告期为{}年1月1日至2022年12月31日。"
    assert said("year-mismatch", text.format(2022)) == []
    assert len(said("year-mismatch", text.format(2021))) == 1
