"""What the command prints."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from gouji.outputs.terminal import print_report, print_rule, print_rules, print_summary
from gouji.validate.catalogue import load
from gouji.validate.finding import ReportResult
from rich.cells import cell_len
from rich.console import Console

from .builder import figure, finding, problem, report, unread, wrong


def printed(show: Callable[..., None], *arguments: Any, width: int = 80) -> str:
    out = io.StringIO()
    show(*arguments, console=Console(file=out, width=width))
    return out.getvalue()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_fits_eighty_columns_and_names_every_report(language: str) -> None:
    results = [report(), wrong(), unread("reports/一个名称相当长的单位整体支出绩效自评报告.docx")]
    text = printed(print_summary, results, language)
    assert "云岭区.pdf" in text
    assert "绩效自评" in text
    assert "报告.docx" in text
    assert all(cell_len(line) <= 80 for line in text.splitlines()[:-1])
    assert ("全文" if language == "zh" else "all") in text


def test_the_table_counts_figures_checks_errors_warnings_and_unread_pages() -> None:
    half = report(
        "半.pdf", status="partly read", problems=[problem("x", 5, False), problem("x", 6, False)]
    )
    text = printed(print_summary, [wrong("青石镇.docx"), half], "zh")
    lines = {line.split()[1]: line.split() for line in text.splitlines() if "2023" in line}
    assert lines["青石镇.docx"][2:] == ["2023", "3", "1", "1", "2", "1", "0"]
    assert lines["半.pdf"][2:] == ["2023", "4", "2", "0", "0", "0", "0", "2页"]


def test_a_report_is_shown_line_by_line_with_its_verdicts() -> None:
    text = printed(print_report, wrong(), "zh")
    assert "  第7页  48.60万元  矛盾  2023年  “三公”经费支出" in text
    assert "相符  change-amount  “三公”经费支出  列示值 3.40  重算 52.00 − 48.60 = 3.40" in text
    assert "F002  错误  score-sum  总分列示105分" in text


def test_lines_of_a_report_are_not_broken() -> None:
    long = report(figures=[figure(name="名" * 200)])
    assert "名" * 200 in printed(print_report, long, "zh")


def test_an_unread_report_says_why_and_claims_nothing() -> None:
    text = printed(print_report, unread(), "zh")
    assert "文件已加密，需要密码。" in text
    assert "没有可复核的关系" not in text
    assert "没有可复核的关系" in printed(print_report, report(checks=[]), "zh")


def test_a_report_cannot_command_the_terminal() -> None:
    nasty = report(
        organisation="[bold red]甲[/]\x1b[2J", findings=[finding(message="\x1b]0;x\x07[/]乙")]
    )
    for show in (print_report, lambda result, language, console: print_summary(
        [result], language, console
    )):  # fmt: skip
        assert "\x1b" not in printed(show, nasty, "zh")
    assert "[bold red]甲[/]" in printed(print_report, nasty, "zh")


def test_every_rule_is_listed_and_one_is_told_in_full() -> None:
    rules = load()
    listed = printed(print_rules, rules.values(), "zh", width=160)
    assert all(rule in listed for rule in rules)
    told = printed(print_rule, rules["change-rate"], "en")
    assert rules["change-rate"].wrong[0].splitlines()[0] in told


def test_no_reports_make_an_empty_table() -> None:
    empty: list[ReportResult] = []
    assert "0 reports" in printed(print_summary, empty, "en")
