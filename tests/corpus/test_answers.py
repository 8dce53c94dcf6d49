"""Answers are read with clear errors, and findings are matched to them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from gouji.corpus.answers import (
    Answer,
    AnswersError,
    Outcome,
    Tally,
    Truth,
    compare,
    number_in,
    read_answers,
)
from gouji.corpus.measure import bench_folder
from gouji.extract.document import Span
from gouji.validate.finding import Finding, Place, ReportResult

HEAD = "rule\tverdict\tlevel\tstated\trecomputed\twhere\ttruth\n"


def finding(
    rule: str, stated: str, *printed: str, level: str = "error", verdict: str = "disagrees"
) -> Finding:
    places = tuple(
        Place(1, _block(text), text, 0, len(text), None, Span(_block(text), 0, len(text)))
        for text in printed or (stated,)
    )
    return Finding("1", rule, verdict, level, stated, "", "", "", None, "", "", "", places)


def _block(text: str) -> int:
    """The same text stands in the same place, another elsewhere."""
    return sum(ord(c) * 7**n for n, c in enumerate(text))


def answers(tmp_path: Path, *rows: str) -> list[Answer]:
    path = tmp_path / "a.answers.tsv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return read_answers(path)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2,486.35万元", "2486.35"),
        ("2486.35", "2486.35"),
        ("75.00%", "75"),
        ("-3.4", "-3.4"),
        ("−3.4％", "-3.4"),
        (".46", "0.46"),
    ],
)
def test_a_printed_figure_is_known_by_its_number(text: str, number: str) -> None:
    assert number_in(text) == Decimal(number)


@pytest.mark.parametrize("text", ["2021年底", "〔2021〕16号", "增或减", "3/4", "财决01表"])
def test_years_document_numbers_and_words_are_no_numbers(text: str) -> None:
    assert number_in(text) is None


def test_a_row_is_read_with_its_alternatives_truth_and_reason(tmp_path: Path) -> None:
    (row,) = answers(
        tmp_path,
        "share|percent-range\tdisagrees\terror|warning\t386%|5.74\t38.6%\t四、财政\targuable: why",
    )
    assert row.rules == ("share", "percent-range")
    assert row.levels == ("error", "warning")
    assert row.numbers == {Decimal("386"), Decimal("5.74")}
    assert (row.truth, row.reason, row.line) == (Truth.ARGUABLE, "why", 2)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("\tdisagrees\terror\t1\t2\tx", "no rule"),
        ("share\twrong\terror\t1\t2\tx", "verdict 'wrong'"),
        ("share\tdisagrees\t\t1\t2\tx", "no level"),
        ("share\tdisagrees\tloud\t1\t2\tx", "level 'loud'"),
        ("*\tdisagrees\terror\t1\t2\tx", "only silent rows"),
        ("share\tdisagrees\terror\t1\t2\tx\tperhaps", "truth 'perhaps'"),
        ("share\tdisagrees\terror\t1\t2\tx\ttrue\tmore", "8 cells under 7 columns"),
    ],
)
def test_a_wrong_row_is_named_with_file_and_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(AnswersError, match=r"a\.answers\.tsv:2: .*" + message.replace("*", r"\*")):
        answers(tmp_path, row)


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.answers.tsv"
    path.write_text("rule\tstated\n", encoding="utf-8")
    with pytest.raises(AnswersError, match=r"b\.answers\.tsv:1: .*verdict, level"):
        read_answers(path)


def test_one_file_may_answer_several_reports(tmp_path: Path) -> None:
    path = tmp_path / "expected.tsv"
    rows = "a\tshare\tdisagrees\terror\t1\t2\tx\nb\tgrade\tdisagrees\terror\t3\t4\ty\n"
    path.write_text("file\t" + HEAD.replace("\ttruth", "") + rows, encoding="utf-8")
    assert [row.rules for row in read_answers(path, "b")] == [("grade",)]


def test_a_finding_answers_a_row_by_rule_and_any_of_its_figures(tmp_path: Path) -> None:
    rows = answers(tmp_path, "score-sum\tdisagrees\terror\t105\t106\t结论")
    result = compare([finding("score-sum", "105分", "105", "20", "50")], rows)
    assert result.outcomes == [Outcome.TRUE]
    assert not result.missed


def test_another_rule_or_another_figure_is_a_miss_and_a_false_alarm(tmp_path: Path) -> None:
    rows = answers(tmp_path, "score-sum\tdisagrees\terror\t105\t106\t结论")
    result = compare([finding("share", "7"), finding("score-sum", "99")], rows)
    assert result.outcomes == [Outcome.FALSE, Outcome.FALSE]
    assert [row.stated for row in result.missed] == [("105",)]


def test_a_finding_that_rests_on_the_same_wrong_figure_is_an_echo(tmp_path: Path) -> None:
    rows = answers(tmp_path, "share\tdisagrees\terror\t412.68\t421.68\t环境卫生")
    found = [finding("share", "412.68"), finding("sum-breakdown", "9000", "9000", "412.68万元")]
    assert compare(found, rows).outcomes == [Outcome.TRUE, Outcome.ECHO]


def test_a_small_number_met_by_chance_is_no_echo(tmp_path: Path) -> None:
    rows = answers(tmp_path, "count-list\tdisagrees\twarning\t8\t7\t股室")
    elsewhere = finding("sum-breakdown", "12", "12", "8", "4")
    assert compare([elsewhere], rows).outcomes == [Outcome.FALSE]


def test_arguable_rows_count_neither_way_and_known_false_ones_count_against(
    tmp_path: Path,
) -> None:
    rows = answers(
        tmp_path,
        "share\tdisagrees\terror\t412.68\t\tx\targuable",
        "grade\tdisagrees\terror\t90.25\t\tx\tfalse: another band",
    )
    result = compare([finding("share", "412.68"), finding("grade", "90.25")], rows)
    assert result.outcomes == [Outcome.ARGUABLE, Outcome.FALSE]
    assert not compare([], rows).missed


def test_words_answer_words(tmp_path: Path) -> None:
    rows = answers(tmp_path, "template-residue\tdisagrees\twarning\t增或减\t减\t三公")
    said = finding("template-residue", "增或减29.97%", level="warning")
    assert compare([said], rows).outcomes == [Outcome.TRUE]


def test_a_rounding_tail_does_not_answer_a_disagreement(tmp_path: Path) -> None:
    rows = answers(tmp_path, "sum-breakdown\tdisagrees\terror\t2186.11\t2186.12\tx")
    tail = finding("sum-breakdown", "2186.11", verdict="agrees by rounding")
    assert len(compare([tail], rows).missed) == 1


def test_info_findings_are_measured_only_where_answers_speak_of_them(tmp_path: Path) -> None:
    spoken = [finding("number-format", "22,40", level="info")]
    assert compare(spoken, []).outcomes == []
    rows = answers(tmp_path, "document-number\tdisagrees\tinfo\t[2021]\t〔2021〕\tx")
    assert compare(spoken, rows).outcomes == [Outcome.FALSE]


def test_a_tally_gives_precision_and_recall_by_rule_and_level(tmp_path: Path) -> None:
    rows = answers(
        tmp_path,
        "share\tdisagrees\terror\t412.68\t\tx",
        "share\tdisagrees\terror\t97.31\t\tx",
        "grade\tdisagrees\twarning\t90.25\t\tx",
    )
    found = [finding("share", "412.68"), finding("share", "55.55"), finding("grade", "90.25")]
    tally = Tally()
    tally.add(compare(found, rows))
    assert tally.precision("share") == Decimal("0.5")
    assert tally.recall("share") == Decimal("0.5")
    assert tally.recall("grade") == 1
    assert tally.elsewhere == 1
    assert tally.precision(level="info") is None
    assert tally.rules == ["grade", "share"]


def test_a_folder_is_measured_against_the_answers_beside_its_reports(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    (tmp_path / "b.docx").write_bytes(b"x")
    answers(tmp_path, "share\tdisagrees\terror\t412.68\t\tx")
    result = ReportResult("a.docx", findings=[finding("share", "412.68")])
    measured = bench_folder(tmp_path, lambda paths: [result for _ in paths])
    assert measured.tally.recall() == 1
    assert [path.name for path in measured.unanswered] == ["b.docx"]
