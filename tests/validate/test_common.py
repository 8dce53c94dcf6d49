"""Findings that share a figure, and fingerprints that know a finding again."""

from __future__ import annotations

from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.common import letter
from gouji.validate.engine import evaluate
from gouji.validate.finding import Finding

TABLE = (
    "支出决算表\n单位：万元\n|科目编码|科目名称|本年支出合计|基本支出|项目支出|\n"
    "|201|一般公共服务支出|{total}|20.00|10.00|\n|208|社会保障和就业支出|15.00|5.00|10.00|\n"
    "|合计||45.00|25.00|20.00|"
)
SENTENCE = "2023年支出48.60万元，比上年减少3.40万元，下降7.54%。"


def findings(text: str, **levels: str) -> list[Finding]:
    named = {rule.replace("_", "-"): level for rule, level in levels.items()}
    return evaluate(normalize(document_from_text(text)), named).findings


def prints(text: str) -> set[str]:
    return {finding.fingerprint for finding in findings(text)}


def test_one_slip_that_fails_two_sums_is_named_with_the_value_that_mends_both() -> None:
    found = findings(TABLE.format(total="31.00"))
    commons = {finding.common for finding in found}
    assert len(found) > 1
    [common] = commons
    assert common is not None
    assert (common.key, common.printed, common.count) == ("A", "31.00", len(found))
    assert common.instead.startswith("30")


def test_one_finding_speaks_for_those_that_one_value_would_mend() -> None:
    found = findings(
        "本年支出合计482.60万元，其中：基本支出301.40万元，占70.64%；项目支出125.30万元，占29.36%。"
        "本年支出合计比上年增加31.20万元，增长7.89%。"
    )
    assert (found[0].level, found[0].rule, found[0].stated) == ("error", "sum-breakdown", "482.60")
    assert {f.level for f in found[1:]} == {"warning"}
    assert {f.common.instead for f in found if f.common} == {"426.7万元"}


def test_what_would_take_another_sign_is_no_likely_value() -> None:
    found = findings("营业收入372.46万元，比上年的386.64万元增加14.18万元，增长3.75%。")
    assert {f.common.instead for f in found if f.common} <= {""}


def test_a_slip_printed_twice_is_told_once() -> None:
    total = "三公经费支出{}万元，其中：公务用车费30.90万元、公务接待费20.40万元。"
    text = "本年三公经费支出53.10万元。" + total.format("53.10")
    assert [f.rule for f in findings(text) if f.level == "error"] == ["sum-breakdown"]


def test_a_finding_of_its_own_shares_nothing() -> None:
    assert [finding.common for finding in findings(SENTENCE)] == [None]


def test_a_unit_ten_thousand_times_too_large_is_reported_like_any_other_slip() -> None:
    # no value printed in that unit mends both, and the search for one runs far out
    found = findings(
        "2025年“三公”经费预算11.00万元，比上年预算减少1.00亿元，下降8.33%。其中：公务接待费2.00万元，"
        "比上年减少0.50万元，下降20%；公务用车运行费9.00万元，比上年减少0.50万元，下降5.26%。"
    )
    assert {finding.common.instead for finding in found if finding.common} == {""}


def test_groups_are_named_like_columns_of_a_sheet() -> None:
    assert [letter(number) for number in (0, 25, 26, 27, 702)] == ["A", "Z", "AA", "AB", "AAA"]


def test_a_fingerprint_outlives_moved_and_rebroken_text() -> None:
    [first] = prints(SENTENCE)
    assert prints(f"一、概况\n前言。\n{SENTENCE}") == {first}


def test_a_fingerprint_does_not_depend_on_other_findings() -> None:
    other = "2023年收入30.00万元，比上年增加5.00万元，增长30.00%。"
    assert prints(SENTENCE) < prints(f"{other}\n{SENTENCE}")
    residue = "本年支出XX万元，增长13.95。"
    mended = residue.replace("13.95。", "14.20%。")
    assert prints(mended) <= prints(residue)


def test_another_figure_is_another_finding() -> None:
    assert prints(SENTENCE).isdisjoint(prints(SENTENCE.replace("7.54", "7.64")))


def test_a_rule_may_speak_lower_or_be_switched_off() -> None:
    assert [finding.level for finding in findings(SENTENCE, change_rate="info")] == ["info"]
    silent = evaluate(normalize(document_from_text(SENTENCE)), {"change-rate": "off"})
    assert silent.findings == []
    assert [record.coverage for record in silent.figures][-1] == "unchecked"
