"""Lists of rows under a row, and shares of what no row totals."""

from __future__ import annotations

from .drawn import Said, wrong

_REPORT = """|指标|单位|数量|
|一、辖区|||
|村级组织合计|个|{whole}|
|1.村民委员会|个|412|
|2.居民委员会|个|96|
|5.牧委会|个|37|
|二、服务|||
|1.床位|张|{beds}|
|A、护理床|张|{care}|
|B、普通床|张|6,120|
|2.人数|人|{people}|
|A特困老人|人|903|
|B自费老人|人|2,417|"""


def _quarter(whole: str = "545", beds: str = "8,160", people: str = "3,320") -> list[Said]:
    text = _REPORT.format(whole=whole, beds=beds, care="2,040", people=people)
    return wrong("table-tree", text)


def test_letters_number_the_lowest_rows_and_a_total_may_head_a_numbered_list() -> None:
    assert _quarter() == []
    assert _quarter(whole="554") == [Said("asserted", "554", ("412", "96", "37"))]
    assert _quarter(beds="8,610") == [Said("asserted", "8,610", ("2,040", "6,120"))]
    assert _quarter(people="3,230") == [Said("asserted", "3,230", ("903", "2,417"))]


def test_a_list_is_open_that_falls_short_of_a_whole_which_its_own_sum_proves() -> None:
    text = """单位：万元
|项目|金额|
|（一）支出|9,418.6|
|1.救助|6,203.5|
|（1）低保|4,117.2|
|（2）特困|1,032.9|
|2.福利|2,310.4|
|3.其他|904.7|"""
    assert wrong("table-tree", text) == []
    assert wrong(
        "table-tree", text.replace("6,203.5", "5,130.1").replace("9,418.6", "8,345.2")
    ) == [Said("asserted", "5,130.1", ("4,117.2", "1,032.9"))]


_OUTLAYS = """“三公”经费支出表
单位：万元
|项目|预算数|决算数|
|合计|41.6|33.9|
|因公出国（境）费|0|0|
|公务接待费|{}|{}|
|公务用车购置及运行维护费|23.2|{}|
|公务用车购置费|15.1|7.4|
|公务用车运行维护费|8.1|6.2|"""


def test_what_law_knows_of_kinds_needs_no_mark_and_holds_in_every_column() -> None:
    assert wrong("table-column", _OUTLAYS.format("18.4", "20.3", "13.6")) == []
    both = wrong("table-column", _OUTLAYS.format("20.3", "18.4", "13.6"))
    assert [(said.certainty, said.stated) for said in both] == [
        ("asserted", "41.6"),
        ("asserted", "33.9"),
    ]
    assert wrong("table-tree", _OUTLAYS.format("18.4", "20.3", "16.3"))[0].stated == "16.3"


_KINDS_OF_CALLS = """全年共受理咨询2514件。
|序号|类别|件数|占比（%）|
|1|供水|1106|{}|
|2|供电|743|{}|
|3|供气|389|15.47|
|4|其他|{}|10.98|"""


def test_shares_of_a_column_need_no_total_row() -> None:
    assert wrong("share", _KINDS_OF_CALLS.format("43.99", "29.55", "276")) == []
    slipped = wrong("share", _KINDS_OF_CALLS.format("43.99", "25.95", "276"))
    assert [said.stated for said in slipped] == ["25.95"]
    slipped = wrong("share", _KINDS_OF_CALLS.format("43.99", "29.55", "726"))
    assert [said.stated for said in slipped] == ["10.98"]
