"""What people decided in one run, found again in the next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from gouji.corpus.history import Entry, Followed, pair
from gouji.validate.finding import Finding, Handling, ReportResult

FALSE_ALARM = Handling("false_alarm", "口径不同")
CONFIRMED = Handling("confirmed")


def finding(fingerprint: str, rule: str = "share") -> Finding:
    return Finding(
        "F001", rule, "disagrees", "error", "1", "2", "-1", "", None, "", "", fingerprint, ()
    )


def report(path: str, *fingerprints: str, status: str = "read") -> ReportResult:
    return ReportResult(path, status=status, findings=[finding(one) for one in fingerprints])


def followed(result: ReportResult, *entries: Entry, off: tuple[str, ...] = ()) -> ReportResult:
    return Followed([result], entries, off)[0]


def changes(result: ReportResult) -> list[tuple[str, str]]:
    return [(found.change, found.handling.disposition) for found in result.findings]


def test_a_decision_is_carried_over_and_what_is_new_says_so() -> None:
    result = followed(report("甲.docx", "a", "b"), Entry("甲.docx", "a", FALSE_ALARM))
    assert changes(result) == [("known", "false_alarm"), ("new", "pending")]
    assert [found.quiet for found in result.findings] == [True, False]
    assert result.findings[0].handling.remarks == "口径不同"


def test_what_is_gone_is_corrected_only_if_the_report_was_read() -> None:
    entry = Entry("甲.docx", "a", CONFIRMED, rule="share")
    states: dict[str, Any] = {
        "corrected": followed(report("甲.docx"), entry),
        "unread": followed(report("甲.docx", status="partly read"), entry),
        "off": followed(report("甲.docx"), entry, off=("share",)),
    }
    for state, result in states.items():
        assert [earlier.state for earlier in result.earlier] == [state]


def test_a_finding_marked_corrected_that_is_still_there_is_open_again() -> None:
    result = followed(report("甲.docx", "a"), Entry("甲.docx", "a", Handling("corrected", "已改")))
    assert changes(result) == [("remains", "pending")]
    assert result.findings[0].handling.remarks == "已改"


def test_a_finding_that_comes_back_is_open_again() -> None:
    entry = Entry("甲.docx", "a", FALSE_ALARM, gone=True)
    assert changes(followed(report("甲.docx", "a"), entry)) == [("back", "pending")]
    [earlier] = followed(report("甲.docx", status="unread"), entry).earlier
    assert earlier.state == "corrected"


def test_a_decision_never_reaches_another_report() -> None:
    results = Followed([report("甲.docx", "a"), report("乙.docx", "a")], [
        Entry("甲.docx", "a", FALSE_ALARM),
    ])  # fmt: skip
    assert [result.findings[0].quiet for result in results] == [True, False]


def test_a_renamed_report_is_known_by_its_findings() -> None:
    entries = [Entry("旧名.docx", one, CONFIRMED) for one in ("a", "b")]
    results = Followed([report("新名.docx", "a", "b", "c")], entries)
    assert [found.change for found in results[0].findings] == ["known", "known", "new"]
    assert results.absent == []


def test_findings_of_reports_that_are_not_in_the_run_are_kept_as_absent() -> None:
    results = Followed([report("甲.docx", "a")], [Entry("乙.docx", "b", CONFIRMED)])
    assert [(one.report, one.state) for one in results.absent] == [("乙.docx", "absent")]
    again = Followed(results, [])
    assert again.absent == results.absent


def test_the_same_fact_twice_keeps_its_decisions_in_order() -> None:
    entries = [Entry("甲.docx", "a", FALSE_ALARM), Entry("甲.docx", "a-2", CONFIRMED)]
    result = followed(report("甲.docx", "a", "a-2"), *reversed(entries))
    assert [disposition for _, disposition in changes(result)] == ["false_alarm", "confirmed"]


def test_when_one_of_two_equal_facts_is_gone_nobody_can_say_which_was_decided() -> None:
    entries = [Entry("甲.docx", "a", FALSE_ALARM), Entry("甲.docx", "a-2", CONFIRMED)]
    result = followed(report("甲.docx", "a"), *entries)
    assert changes(result) == [("known", "pending")]
    same = [replace(entry, handling=FALSE_ALARM) for entry in entries]
    assert changes(followed(report("甲.docx", "a"), *same)) == [("known", "false_alarm")]


def test_a_baseline_over_a_workbook_keeps_what_the_workbook_says() -> None:
    first = Followed([report("甲.docx", "a", "b")], [Entry("甲.docx", "a", CONFIRMED)])
    accepted = Handling(accepted=True)
    [result] = Followed(first, [Entry("甲.docx", "b", accepted), Entry("甲.docx", "a", accepted)])
    assert changes(result) == [("known", "confirmed"), ("known", "pending")]
    assert all(found.quiet for found in result.findings)


@pytest.mark.parametrize(
    ("olds", "news", "expected"),
    [
        (["r/甲.docx"], ["/data/r/甲.docx"], {"/data/r/甲.docx": "r/甲.docx"}),
        (["A/x.pdf", "B/x.pdf"], ["n/B/x.pdf"], {"n/B/x.pdf": "B/x.pdf"}),
        (["A/x.pdf", "B/x.pdf"], ["C/x.pdf"], {}),
        (["A/x.pdf"], ["B/x.pdf", "C/x.pdf"], {}),
        (["x.pdf"], ["y.pdf"], {}),
    ],
)
def test_reports_are_paired_only_without_doubt(
    olds: list[str], news: list[str], expected: dict[str, str]
) -> None:
    assert pair(olds, news) == expected
