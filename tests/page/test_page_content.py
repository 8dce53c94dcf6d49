"""What report.html holds, without a browser."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import gouji
import pytest
from gouji.outputs.page.content import content, counts_of
from gouji.outputs.page.write import as_data, write_page
from gouji.outputs.words import Words
from gouji.pipeline import check_report
from gouji.settings import Settings
from gouji.validate.finding import (
    BlockRecord,
    Common,
    Earlier,
    FigureRecord,
    Handling,
    Place,
    ReportResult,
    TextRecord,
)
from hypothesis import given
from hypothesis import strategies as st

from ..outputs.builder import finding, place, report

REPORT = """# 云岭区财政局2023年度部门决算
“三公”经费支出48.60万元，比上年减少3.40万元，下降6.45%。
全年接待12批次。
单位：万元
|项目|金额|
|甲项|20.00|
|乙项|50.00|
|合计|71.00|
"""


def checked(folder: Path, text: str = REPORT, formats: tuple[str, ...] = ("html",)) -> ReportResult:
    path = folder / "报告.txt"
    path.write_text(text, "utf-8")
    return check_report(path, Settings(formats=formats))


def shown(result: ReportResult) -> dict[str, Any]:
    return content(result, Words("zh"))


def stretch(data: dict[str, Any], at: list[int]) -> str:
    """What a browser would mark: positions count UTF-16 units."""
    block, text, low, high = at
    encoded = data["blocks"][block]["texts"][text][0].encode("utf-16-le")
    return str(encoded[2 * low : 2 * high].decode("utf-16-le"))


def test_the_text_is_kept_only_for_outputs_that_show_it(tmp_path: Path) -> None:
    assert checked(tmp_path, formats=("xlsx", "json")).blocks == []
    assert checked(tmp_path, formats=("xlsx", "html")).blocks


def test_every_figure_stands_where_the_page_marks_it(tmp_path: Path) -> None:
    data = shown(checked(tmp_path))
    assert data["figures"]
    for figure in data["figures"]:
        assert stretch(data, figure["at"]).strip() == figure["raw"]


def test_full_width_and_rare_characters_do_not_shift_the_marks(tmp_path: Path) -> None:
    rare = REPORT.replace("“三公”经费支出48.60万元", "𠮷𡈽镇“三公”经费支出４８．６０ 万元")
    data = shown(checked(tmp_path, rare))
    raws = [stretch(data, figure["at"]) for figure in data["figures"]]
    assert "４８．６０ 万元" in raws
    assert "6.45%" in raws


def test_a_finding_leads_to_all_its_places(tmp_path: Path) -> None:
    data = shown(checked(tmp_path))
    (total,) = [finding for finding in data["findings"] if finding["stated"] == "71.00"]
    stated, parts = total["sides"]
    assert [stretch(data, at) for quote in stated for at in quote["at"]] == ["71.00"]
    assert [stretch(data, at) for quote in parts for at in quote["at"]] == ["20.00", "50.00"]


def test_a_figure_knows_the_relations_it_took_part_in(tmp_path: Path) -> None:
    data = shown(checked(tmp_path))
    (part,) = [figure for figure in data["figures"] if figure["raw"] == "20.00"]
    assert [data["checks"][number]["formula"] for number in part["checks"]] == [
        "20.00 + 50.00 = 70"
    ]


def test_an_unchecked_figure_says_why(tmp_path: Path) -> None:
    (alone,) = [f for f in shown(checked(tmp_path))["figures"] if f["raw"] == "12批次"]
    assert alone["coverage"] == "unchecked"
    assert alone["reason"]


def test_a_place_that_is_not_shown_leads_nowhere() -> None:
    from gouji.extract.document import Span

    nowhere = Place(None, 9, "48.60", 0, 5, None, Span(9, 0, 5))
    record = FigureRecord(nowhere, "48.60", "48.60", "", "plain", "", "", "unchecked", "")
    result = ReportResult(
        "a.txt", figures=[record], blocks=[BlockRecord("body", (TextRecord("x"),))]
    )
    assert shown(result)["figures"][0]["at"] is None


def test_a_settled_finding_is_shown_but_not_counted() -> None:
    settled = finding(handling=Handling("false_alarm", "与主管部门核对"))
    result = report(findings=[settled, finding(id="F002", level="warning")])
    assert counts_of(result) == {"change-rate": {"warning": 1}}
    shown_first = shown(result)["findings"][0]
    assert shown_first["quiet"] is True
    assert (shown_first["disposition"], shown_first["remarks"]) == ("误报", "与主管部门核对")


def test_findings_that_share_a_figure_say_so() -> None:
    common = Common("A", place("6.45%"), "6.45%", 2, "6.54%")
    (only,) = shown(report(findings=[finding(common=common)]))["findings"]
    assert only["shared"] == "A 组：2 条差异都涉及“6.45%”。若为“6.54%”，则全部相符。"


def test_findings_that_are_gone_are_listed() -> None:
    gone = Earlier("a.docx", "0" * 16, "share", "error", "5%", "占比不符", state="corrected")
    result = report()
    result.earlier = [gone]
    assert shown(result)["earlier"] == [
        {"rule": "share", "message": "占比不符", "state": "corrected"}
    ]


def test_results_without_text_give_a_page_all_the_same(tmp_path: Path) -> None:
    result = checked(tmp_path, formats=("xlsx",))
    assert "“三公”" in write_page([result], tmp_path / "report.html").read_text("utf-8")


def test_equal_results_give_equal_bytes(tmp_path: Path) -> None:
    first = write_page([checked(tmp_path)], tmp_path / "a.html").read_bytes()
    assert write_page([checked(tmp_path)], tmp_path / "b.html").read_bytes() == first


def test_results_from_worker_processes_carry_their_text(tmp_path: Path) -> None:
    result = checked(tmp_path)
    (worked,) = gouji.check(tmp_path, formats=("html",), jobs=1)
    assert worked.blocks == result.blocks


@given(st.text())
def test_data_cannot_end_its_element(text: str) -> None:
    written = as_data([text])
    assert not set("<>&") & set(written)
    assert json.loads(written) == [re.sub("[\ud800-\udfff]", "\ufffd", text)]


class Elements(HTMLParser):
    """Start tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_loads_nothing_and_runs_one_script(tmp_path: Path, language: str) -> None:
    hostile = REPORT + "</script><script>alert(1)</script><img src=x onerror=alert(2)>\n"
    path = write_page([checked(tmp_path, hostile)], tmp_path / "report.html", language)
    tags = Elements(path.read_text("utf-8")).tags
    scripts = [attributes.get("type") for tag, attributes in tags if tag == "script"]
    assert scripts == ["application/json", "application/json", None]
    assert not any({"src", "onerror", "href"} & set(attributes) for _, attributes in tags)
    (policy,) = [a["content"] for _, a in tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
