"""Periods, printed and relative."""

from __future__ import annotations

import pytest
from gouji.normalize.period import PeriodKind

from .shorthand import figures_of, periods_of

YEAR, POINT, SPAN, PART, DATE = (
    PeriodKind.YEAR, PeriodKind.POINT, PeriodKind.SPAN, PeriodKind.PART, PeriodKind.DATE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "raw", "kind", "first", "last"),
    [
        ("2022年收入", "2022年", YEAR, 2022, 2022),
        ("2022年度决算", "2022年度", YEAR, 2022, 2022),
        ("2022部门决算", "2022", YEAR, 2022, 2022),
        ("二〇二二年收入", "二〇二二年", YEAR, 2022, 2022),
        ("2021年底实有", "2021年底", POINT, 2021, 2021),
        ("2021年末实有", "2021年末", POINT, 2021, 2021),
        ("2021年年末实有", "2021年年末", POINT, 2021, 2021),
        ("截至2022年12月，编制", "2022年12月", POINT, 2022, 2022),
        ("截至2024年12月31日，", "2024年12月31日", POINT, 2024, 2024),
        ("2023年4月9日", "2023年4月9日", DATE, 2023, 2023),
        ("2023-04-09", "2023-04-09", DATE, 2023, 2023),
        ("2023年1—11月完成", "2023年1—11月", PART, 2023, 2023),
        ("2023年上半年完成", "2023年上半年", PART, 2023, 2023),
        ("2023年第一季度完成", "2023年第一季度", PART, 2023, 2023),
        ("2019—2023年年均", "2019—2023年", SPAN, 2019, 2023),
        ("2019年至2023年年均", "2019年至2023年", SPAN, 2019, 2023),
        ("“十四五”期间", "十四五", SPAN, 2021, 2025),
        ("“十五五”规划", "十五五", SPAN, 2026, 2030),
        ("2021/2022学年", "2021/2022学年", SPAN, 2021, 2022),
        ("2022年2-3季度", "2022年2-3季度", PART, 2022, 2022),
        ("十三五时期", "十三五时期", SPAN, 2016, 2020),
    ],
)
def test_a_printed_period(text: str, raw: str, kind: PeriodKind, first: int, last: int) -> None:
    (period,) = periods_of(text)
    assert (period.raw, period.kind, period.first, period.last) == (raw, kind, first, last)
    assert period.relative is None
    assert figures_of(text) == []


@pytest.mark.parametrize(
    ("text", "raw", "kind", "offset"),
    [
        ("比上年增加", "上年", YEAR, -1),
        ("较上年度减少", "上年度", YEAR, -1),
        ("比上年同期增长", "上年同期", YEAR, -1),
        ("去年收入", "去年", YEAR, -1),
        ("本年度支出", "本年度", YEAR, 0),
        ("全年完成", "全年", YEAR, 0),
        ("当年实现", "当年", YEAR, 0),
        ("1—11月完成", "1—11月", PART, 0),
        ("元至5月完成", "元至5月", PART, 0),
        ("上半年完成", "上半年", PART, 0),
        ("前三季度完成", "前三季度", PART, 0),
        ("年末实有", "年末", POINT, 0),
        ("比上年末增加", "上年末", POINT, -1),
        ("截至4月底", "4月底", POINT, 0),
    ],
)
def test_a_relative_period(text: str, raw: str, kind: PeriodKind, offset: int) -> None:
    (period,) = periods_of(text)
    assert (period.raw, period.kind, period.relative) == (raw, kind, offset)
    assert period.year is None


@pytest.mark.parametrize(
    "text",
    ["年初预算数", "年末结转和结余", "全年预算数", "上年结转资金", "以前年度结转", "年均增长"],
)
def test_a_period_inside_an_account_name_is_none(text: str) -> None:
    assert periods_of(text) == []


def test_years_joined_by_a_conjunction_are_two_periods() -> None:
    assert [p.year for p in periods_of("2021、2022年分别完成")] == [2021, 2022]


def test_a_duration_is_a_measure_and_no_period() -> None:
    assert periods_of("连续10年增长，为期3个月") == []
    assert [f.unit for f in figures_of("连续10年增长，为期3个月")] == ["年", "个月"]
