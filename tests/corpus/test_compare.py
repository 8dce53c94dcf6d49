"""Reports of one run held against each other: last year's figures, and copied sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from gouji.corpus.example import checked
from gouji.corpus.history import Entry, Followed
from gouji.corpus.results import Results, pack
from gouji.pipeline import check
from gouji.validate.finding import Finding, ReportResult

UNIT = "石桥县档案局"
LAST = (
    "2023年度收入总计480.00万元，其中：本年收入450.00万元，年初结转和结余30.00万元。\n"
    "2023年度支出总计480.00万元，其中：本年支出460.00万元，年末结转和结余20.00万元。"
)
THIS = (
    "2024年度收入总计{total}万元，比上年增加{more}万元，增长{rate}%。\n"
    "其中：本年收入480.00万元，年初结转和结余{opening}万元。"
)
FITS = THIS.format(total="500.00", more="20.00", rate="4.17", opening="20.00")


def report(body: str, year: int = 2024, title: str = "{}{}年度部门决算", unit: str = UNIT) -> str:
    return f"# {title.format(unit, year)}\n一、收入支出决算总体情况\n{body}"


def across(*texts: str) -> list[Finding]:
    """What comes of holding reports against each other, of all of them."""
    results = checked(list(texts))
    return [f for result in results for f in result.findings if any(p.report for p in f.places)]


def told(*texts: str) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.stated, finding.recomputed) for finding in across(*texts)]


# Last year's figures


def test_two_years_that_fit_say_nothing() -> None:
    assert told(report(LAST, 2023), report(FITS)) == []
    assert checked([report(LAST, 2023), report(FITS)])[1].compared == ("1.txt",)


def test_a_change_is_measured_from_last_years_own_report() -> None:
    wrong = THIS.format(total="500.00", more="25.00", rate="5.26", opening="20.00")
    assert told(report(LAST, 2023), report(wrong)) == [("prior-year", "25.00", "20")]


def test_the_order_of_the_reports_does_not_matter() -> None:
    wrong = THIS.format(total="500.00", more="25.00", rate="5.26", opening="20.00")
    (finding,) = across(report(wrong), report(LAST, 2023))
    assert [place.report for place in finding.places] == ["", "", "2.txt"]
    assert finding.level == "review"


def test_a_year_opens_with_what_the_year_before_closed_with() -> None:
    wrong = THIS.format(total="500.00", more="20.00", rate="4.17", opening="25.00")
    assert told(report(LAST, 2023), report(wrong)) == [("carry-forward", "25.00", "20")]


def test_last_years_figure_as_printed_is_held_against_its_report() -> None:
    body = "2023年度收入总计{}万元，2024年度收入总计500.00万元。"
    assert told(report(LAST, 2023), report(body.format("480.00"))) == []
    assert told(report(LAST, 2023), report(body.format("408.00"))) == [
        ("prior-year", "408.00", "480")
    ]


def test_a_rate_alone_is_taken_of_last_years_figure() -> None:
    body = "2024年度收入总计500.00万元，比上年增长{}%。"
    assert told(report(LAST, 2023), report(body.format("4.17"))) == []
    assert told(report(LAST, 2023), report(body.format("14.17"))) == [
        ("prior-year", "14.17%", "4.17%")
    ]


def test_figures_compare_to_the_coarser_precision_in_any_unit() -> None:
    body = "2024年度收入总计0.05亿元，比上年增加20.00万元。\n2024年度年初结转和结余20万元。"
    assert told(report(LAST, 2023), report(body)) == []


@pytest.mark.parametrize(
    "other",
    [
        report(LAST, 2023, title="{}{}年度单位决算"),
        report(LAST, 2023, title="{}（本级）{}年度部门决算"),
        report(LAST, 2023, title="{}{}年度部门预算"),
        report(LAST, 2023, title="{}{}年度部门整体支出绩效自评报告"),
        report(LAST, 2023, unit="石桥县档案馆"),
        report(LAST.replace("2023", "2022"), 2022),
        report(LAST.replace("2023", "2024")),
    ],
    ids=["unit", "own level", "budget", "evaluation", "renamed", "two years ago", "same year"],
)
def test_reports_that_are_not_last_years_are_not_compared(other: str) -> None:
    wrong = THIS.format(total="500.00", more="99.00", rate="24.69", opening="44.00")
    assert told(other, report(wrong)) == []


def test_a_change_against_the_budget_is_not_one_against_last_year() -> None:
    body = "2024年度收入总计500.00万元，比2024年预算增加50.00万元，比上年预算增加60.00万元。"
    assert told(report(LAST, 2023), report(body)) == []


def test_a_change_on_other_terms_is_not_held_against_last_years_figure() -> None:
    body = "2024年度收入总计500.00万元，剔除一次性因素后，同口径比上年增加60.00万元。"
    assert told(report(LAST, 2023), report(body)) == []


def test_the_same_name_in_another_section_is_another_measure() -> None:
    last = LAST.replace("收入总计480.00", "收入总计880.00")
    elsewhere = report(last, 2023).replace("收入支出决算总体情况", "政府性基金收支情况")
    assert told(elsewhere, report(FITS)) == []


def test_a_measure_with_two_values_in_one_report_is_not_compared() -> None:
    body = LAST + "\n2023年度收入总计470.00万元。"
    assert (
        told(report(body, 2023), report(FITS.replace("20.00万元，增长", "99.00万元，增长"))) == []
    )


def test_a_year_carried_over_from_the_sentence_before_dates_no_level() -> None:
    body = (
        "2024年购车与2023年购置的车型不同。其中：公务用车购置费15.00万元，比2023年减少10.00万元。"
    )
    last = "2023年公务用车购置费25.00万元，比2022年增加25.00万元。"
    assert told(report(last, 2023), report(body)) == []


def test_what_is_unchanged_since_last_year_is_last_years_figure() -> None:
    body = "2024年度收入总计{}万元，与上年持平。"
    assert told(report(LAST, 2023), report(body.format("480.00"))) == []
    assert told(report(LAST, 2023), report(body.format("500.00"))) == [
        ("prior-year", "500.00", "480")
    ]
    about = body.replace("持平", "基本持平").format("481.00")
    assert told(report(LAST, 2023), report(about)) == []
    planned = body.replace("与上年", "与上年预算").format("500.00")
    assert told(report(LAST, 2023), report(planned)) == []


def test_a_measure_of_one_meaning_is_known_in_any_section() -> None:
    last = "（一）机关运行情况\n2023年机关运行经费支出80.00万元。"
    this = "（三）其他重要事项\n机关运行经费85.00万元，比2023年增加{}万元。"
    assert told(report(last, 2023), report(this.format("5.00"))) == []
    assert told(report(last, 2023), report(this.format("8.00"))) == [("prior-year", "8.00", "5")]


def test_an_expense_as_planned_is_not_the_one_that_was_spent() -> None:
    last = "2023年公务接待费预算2.00万元，支出决算1.20万元。"
    this = "2024年公务接待费支出决算1.00万元，比上年减少0.20万元。"
    assert told(report(last, 2023), report(this)) == []


def test_a_copy_of_last_years_report_that_agrees_settles_it() -> None:
    wrong = LAST.replace("收入总计480.00", "收入总计408.00")
    assert told(report(wrong, 2023), report(LAST, 2023), report(FITS)) == []


def test_one_slip_in_several_sections_is_one_finding() -> None:
    table = (
        "\n收入支出决算总表\n单位：万元\n|项目|金额|项目|金额|\n"
        "|年初结转和结余|{}|年末结转和结余|{}|\n|总计|500.00|总计|500.00|"
    )
    wrong = THIS.format(total="500.00", more="20.00", rate="4.17", opening="25.00")
    (finding,) = across(
        report(LAST + table.format("30.00", "20.00"), 2023),
        report(wrong + table.format("25.00", "10.00")),
    )
    assert [place.report for place in finding.places] == ["", "", "1.txt", "1.txt"]


def test_a_column_of_last_year_is_held_against_last_years_column() -> None:
    table = (
        "“三公”经费支出表\n单位：万元\n|项目|{}年决算数|{}年决算数|\n|---|---|---|\n"
        "|公务接待费|{}|{}|\n|公务用车运行维护费|{}|{}|\n|合计|{}|{}|"
    )
    last = table.format(2022, 2023, "1.50", "1.20", "6.00", "5.50", "7.50", "6.70")
    fits = table.format(2023, 2024, "1.20", "1.00", "5.50", "5.00", "6.70", "6.00")
    wrong = table.format(2023, 2024, "1.20", "1.00", "5.80", "5.00", "7.00", "6.00")
    assert told(report(last, 2023), report(fits)) == []
    assert sorted(told(report(last, 2023), report(wrong))) == [
        ("prior-year", "5.80", "5.5"), ("prior-year", "7.00", "6.7"),
    ]  # fmt: skip


# Copied sentences

SENTENCE = "{}年公用经费支出{}万元，比上年减少{}万元，下降{}%，主要是压缩办公开支。"
OLD = SENTENCE.format(2023, "48.60", "3.40", "6.54")


def test_last_years_sentence_with_last_years_figures_is_found() -> None:
    found = across(report(OLD, 2023), report(OLD.replace("2023", "2024")))
    (finding,) = [finding for finding in found if finding.rule == "copied-report"]
    assert "石桥县档案局2023年度" in finding.message


def test_another_units_sentence_is_found_whatever_the_unit_calls_itself() -> None:
    mine = report(UNIT + OLD, 2023)
    theirs = report("龙泉乡人民政府" + OLD, 2023, unit="龙泉乡人民政府")
    assert [rule for rule, _, _ in told(mine, theirs)] == ["copied-report"]


def test_the_same_sentence_with_other_figures_is_a_template() -> None:
    new = SENTENCE.format(2024, "46.20", "2.40", "4.94")
    assert told(report(OLD, 2023), report(new)) == []


@pytest.mark.parametrize(
    "body",
    [
        "因公出国（境）费支出0万元，公务接待费支出0.00万元，占0%，完成年初预算的100.00%。",
        "依据《预算法》（2018年修正）和财预〔2018〕167号文件，部门预算应当自批复后20日内公开。",
        "“三公”经费预算12.35万元，公务接待费1.85万元，公务用车10.55万元，均与上年持平。",
        "项目总投资2345.67万元，其中中央资金1234.56万元、县级资金1111.11万元。",
        "补助标准为初中每生每年1250元、小学每生每年1150元、寄宿生每生每年1375元。",
        "办公用房占地1234.56平方米，建筑面积2345.67平方米，在编人员125人。",
    ],
    ids=["nil", "law", "flat", "project", "tariff", "no amounts"],
)
def test_what_may_stand_in_every_years_report_is_not_copied(body: str) -> None:
    assert told(report(body, 2023), report(body, 2024)) == []


def test_a_quotation_of_last_year_is_no_copy() -> None:
    new = SENTENCE.format(2024, "46.20", "2.40", "4.94")
    assert told(report(OLD, 2023), report(OLD + new)) == []


def test_a_paragraph_left_as_it_was_is_found_year_and_all() -> None:
    assert [r for r, _, _ in told(report(OLD, 2023), report(OLD))] == ["copied-report"]


def test_sentences_left_as_they_were_are_found_year_and_all() -> None:
    new = SENTENCE.format(2024, "46.20", "2.40", "4.94")
    more = "2023年培训费支出12.35万元，比上年增加2.15万元，增长21.08%。"
    found = told(report(OLD + more, 2023), report(OLD + more + new))
    assert [rule for rule, _, _ in found] == ["copied-report"]


def test_what_is_said_of_the_whole_area_may_stand_in_every_units_report() -> None:
    body = "2023年全县一般公共预算收入12.35亿元，比上年增加1.15亿元，增长10.27%。"
    assert told(report(body, 2023), report(body, 2023, unit="龙泉乡人民政府")) == []


def test_a_department_and_its_own_unit_may_say_the_same() -> None:
    unit = "石桥县地方志编纂中心"
    department = report(f"纳入决算编制范围的单位包括{unit}。\n{OLD}", 2023)
    assert told(department, report(OLD, 2023, unit=unit)) == []
    assert told(report(OLD, 2023), report(OLD, 2023, unit=f"{UNIT}（本级）")) == []


# In a run


def test_files_are_compared_and_the_fingerprint_survives_another_folder(tmp_path: Path) -> None:
    wrong = THIS.format(total="500.00", more="25.00", rate="5.26", opening="20.00")
    prints = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "上年.txt").write_text(report(LAST, 2023), "utf-8")
        (folder / "本年.txt").write_text(report(wrong), "utf-8")
        results = {Path(r.path).name: r for r in check(folder, jobs=1)}
        (finding,) = [f for f in results["本年.txt"].findings if f.rule == "prior-year"]
        assert Path(finding.places[-1].report).name == "上年.txt"
        prints.append(finding.fingerprint)
        assert results["上年.txt"].findings == []
    assert prints[0] == prints[1]


def test_a_rule_that_is_off_does_not_compare(tmp_path: Path) -> None:
    wrong = THIS.format(total="500.00", more="25.00", rate="5.26", opening="20.00")
    (tmp_path / "1.txt").write_text(report(LAST, 2023), "utf-8")
    (tmp_path / "2.txt").write_text(report(wrong), "utf-8")
    results = check(tmp_path, jobs=1, levels={"prior-year": "off"})
    assert [f.rule for r in results for f in r.findings] == []


def test_without_last_years_report_a_finding_is_not_called_corrected() -> None:
    entry = Entry("甲.docx", "a", rule="prior-year")
    alone = Followed([ReportResult("甲.docx", status="read")], [entry])[0]
    both = Followed([ReportResult("甲.docx", status="read", compared=("乙.docx",))], [entry])[0]
    assert [earlier.state for earlier in (*alone.earlier, *both.earlier)] == ["absent", "corrected"]


def test_what_comparison_needs_is_read_without_the_result() -> None:
    with Results(1) as results:
        results.put(0, pack(ReportResult("甲.docx", status="read")))
        assert results.path(0) == "甲.docx"
        assert results.gist(0) is None
        assert results[-1].path == "甲.docx"
