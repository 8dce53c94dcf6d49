"""The total of a list of funds, told by the notice that the list is annexed to."""

from __future__ import annotations

from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate

_NOTICE = "现下达你们管护资金{}万元，明细见附件。\n"
_LIST = (
    "单位：万元\n|村名|金额|备注|\n|东岭村|{}|路灯|\n|西坡村|86.35|水渠|\n|南沟村|41.2|管网|\n"
    "{}资金应及时拨付。"
)


def _loud(text: str) -> list[tuple[str, str, str]]:
    findings = evaluate(normalize(document_from_text(text))).findings
    return [(f.rule, f.level, f.stated) for f in findings if f.level in ("error", "warning")]


def test_a_notice_tells_the_total_that_its_annex_prints() -> None:
    total = "|合计|187.55||\n"
    assert _loud(_NOTICE.format("187.55") + _LIST.format("60", total)) == []
    slipped = _NOTICE.format("178.55") + _LIST.format("60", total)
    assert _loud(slipped) == [("text-table", "warning", "178.55")]


def test_a_notice_tells_the_total_that_its_annex_does_not_print() -> None:
    assert _loud(_NOTICE.format("187.55") + _LIST.format("60", "")) == []
    slipped = _NOTICE.format("187.55") + _LIST.format("600", "")
    assert _loud(slipped) == []  # most of it would be another list's
    slipped = _NOTICE.format("187.55") + _LIST.format("6", "")
    assert _loud(slipped) == [("text-table", "warning", "187.55")]


def test_a_list_that_is_far_from_what_the_notice_tells_is_another_or_cut_short() -> None:
    assert _loud(_NOTICE.format("450") + _LIST.format("60", "")) == []


def test_what_parts_lost_by_rounding_goes_both_ways() -> None:
    small = "单位：万元\n|村名|金额|\n|东岭村|5|\n|西坡村|{}|\n|南沟村|5|\n|合计|15|"
    assert _loud(small.format(5)) == []
    assert _loud(small.format(6)) == []
    assert _loud(small.format(7)) == [("table-column", "error", "15")]


def test_figures_of_more_digits_may_have_lost_all_that_rounding_takes() -> None:
    rows = "单位：万元\n|村名|金额|\n|东岭村|{}|\n|西坡村|31.26|\n|南沟村|52.14|\n|合计|{}|"
    assert _loud(rows.format("41.18", "124.60")) == []
    assert _loud(rows.format("41.18", "124.61")) == [("table-column", "error", "124.61")]
    assert _loud("单位：万元\n|村名|金额|\n|东岭村|5118|\n|西坡村|3126|\n|合计|8245|") == []


_CALLS = """全年共受理投诉{}件，办结3120件。较多的是供水（1506件）、供电（843件）、供气（589件）。
|类别|件数|\n|供水|1506|\n|供电|843|\n|供气|{}|\n|其他|276|"""


def test_what_a_column_counts_is_told_in_the_text_as_well() -> None:
    assert _loud(_CALLS.format(3214, 589)) == []
    assert ("text-table", "warning", "3214") in _loud(_CALLS.format(3214, 539))


_PLAN = """序号\n村名\n项目\n{}\n1\n东岭村\n路灯\n{}\n2\n西坡村\n水渠\n86（其中水毁6万元）
3\n南沟村\n35\n小计\n181\n4\n贷款贴息\n12\n合计\n193\n"""


def test_a_list_whose_cells_stand_a_line_each_has_a_row_for_every_number() -> None:
    notice = "现下达你们管护资金193万元。\n单位：万元\n"
    assert _loud(notice + _PLAN.format("金额", "60")) == []
    found = _loud(notice + _PLAN.format("金额", "90"))
    assert found == [("table-column", "error", "181")]
    lost = _loud(notice.replace("单位：万元", "单位：元") + _PLAN.format("金额", "60"))
    assert lost == [("text-table", "warning", "193")]
