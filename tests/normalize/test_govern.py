"""Which period governs a figure, and which year a relative period means."""

from __future__ import annotations

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.govern import period_of, resolve
from gouji.normalize.names import name_of
from gouji.normalize.read import normalize

from .shorthand import tokens_of


def years_of(text: str) -> list[int | None]:
    reading = normalize(document_from_text(text, "2022年报告.txt"))
    periods = [period_of(reading, figure) for figure in reading.figures]
    return [period.year if period else None for period in periods]


def names_of(text: str) -> list[str]:
    reading = normalize(document_from_text(text))
    return [name_of(reading, figure) for figure in reading.figures]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022年支出5万元，收入6万元。", [2022, 2022]),
        ("2021年支出比2020年减0.47万元，减6.02%。", [2021, 2021]),
        ("2022年支出8万元，较2020年的7万元增加1万元。", [2022, 2020, 2022]),
        ("本年度支出8万元，比上年增加1万元。", [2022, 2022]),
        ("支出8万元，比上年增加1万元。", [None, None]),
        ("2022年支出8万元，比2021年增加1万元，其中：办公费5万元。", [2022, 2022, 2022]),
        ("与2021年相比，支出8万元。", [None]),
        ("2021年支出5万元。收入6万元。", [2021, 2021]),
    ],
)
def test_the_nearest_period_that_is_no_base_governs(text: str, years: list[int | None]) -> None:
    assert years_of(text) == years


def test_last_year_is_counted_from_the_year_named_in_the_sentence() -> None:
    tokens = resolve(tokens_of("2021年支出5万元，比上年增加1万元。本年度收入，较上年减少。"), 2022)
    assert [t.period.year for t in tokens if t.period] == [2021, 2020, 2022, 2021]


def test_without_a_report_year_relative_periods_stay_open() -> None:
    tokens = resolve(tokens_of("支出比上年增加1万元"), None)
    assert [t.period.year for t in tokens if t.period] == [None]


def test_a_cell_speaks_of_the_year_in_its_column_head() -> None:
    table = "|项目|2023年预算数|上年数|\n|培训费|5|6|\n|会议费|7|8|"
    reading = normalize(document_from_text(f"2022年度部门决算报告\n\n{table}\n"))
    periods = [period_of(reading, figure) for figure in reading.figures]
    assert [p.year if p else None for p in periods] == [2023, 2021, 2023, 2021]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "2022年“三公”经费支出5.14万元，其中：公务接待费1.18万元。",
            ["“三公”经费支出", "公务接待费"],
        ),
        ("资本性支出（基本建设）0万元，", ["资本性支出（基本建设）"]),
        ("完成社会消费品零售总额55.61亿元。", ["社会消费品零售总额"]),
        ("第三产业增加值9亿元", ["第三产业增加值"]),
        ("收入合计为5万元", ["收入合计"]),
        ("因公出国（境）费决算为3万元", ["因公出国（境）费决算"]),
        ("下属单位数量：3个", ["下属单位数量"]),
        ("内设7个股室，下设2个单位。", ["股室", "单位"]),
        ("我局实有人员32人，其中：行政21人", ["实有人员", "行政"]),
        ("占本年支出合计的10%，增长5%", ["本年支出合计", ""]),
    ],
)
def test_a_name_is_the_phrase_before_the_figure(text: str, names: list[str]) -> None:
    assert names_of(text) == names
