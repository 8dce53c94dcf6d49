"""A finding with places in two reports, in every output."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
from gouji.outputs.annotate.copies import annotate
from gouji.outputs.page.content import content
from gouji.outputs.places import excerpts, sides, where
from gouji.outputs.record import record, schema
from gouji.outputs.sarif import sarif
from gouji.outputs.words import Words
from gouji.pipeline import check
from gouji.validate.finding import Finding, Place

from ..builders import docx, para
from .builder import finding, place, report
from .test_workbook import book, rows

OTHER = "2022/决算.pdf"


def two_reports(other: str = OTHER) -> Finding:
    there = place("48.60", report=other, page=9)
    return finding(rule="prior-year", level="review", places=(place("6.45%"), there))


def test_the_other_report_is_the_other_side() -> None:
    own, others = sides(two_reports())
    assert [len(own), len(others)] == [1, 1]
    assert where(others[0], Words("zh")) == "决算.pdf 第9页"


def test_equal_text_of_two_reports_is_quoted_twice() -> None:
    assert len(excerpts(two_reports().places)) == 2


def test_the_workbook_links_each_side_to_its_report(tmp_path: Path) -> None:
    found = two_reports(str(tmp_path / OTHER))
    paper = book(tmp_path, report(str(tmp_path / "2023/决算.pdf"), findings=[found]))["差异"]
    links = [c.hyperlink for c in paper[2] if c.hyperlink is not None]
    assert [link.location for link in links] == ["page=7", "page=9"]
    assert ["2023" in links[0].target, "2022" in links[1].target] == [True, True]
    assert rows(paper)[0]["乙处"] == "决算.pdf 第9页"


def test_the_record_names_the_other_report_and_follows_the_schema() -> None:
    data = record([report(findings=[two_reports()], compared=(OTHER,))])
    jsonschema.validate(data, schema())
    entry = data["reports"][0]
    assert entry["compared"] == [OTHER]
    assert [p.get("report", "") for p in entry["findings"][0]["places"]] == ["", OTHER]


def test_sarif_relates_the_place_in_the_other_report() -> None:
    result = sarif([report(findings=[two_reports()])])["runs"][0]["results"][0]
    artifact = result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "2022/%E5%86%B3%E7%AE%97.pdf"}


def test_the_page_quotes_the_other_report_and_leads_nowhere_in_this_one() -> None:
    shown: dict[str, Any] = content(report(findings=[two_reports()]), Words("zh"))
    own, other = shown["findings"][0]["sides"]
    assert other[0]["where"] == "决算.pdf 第9页"
    assert other[0]["at"] == [None]
    assert len(own) == 1


def test_an_annotated_copy_marks_its_own_report_only(tmp_path: Path) -> None:
    path = tmp_path / "决算.docx"
    path.write_bytes(docx(para("2023年支出48.60万元，比上年减少3.40万元，下降7.54%。")))
    [result] = check(path, jobs=1)
    wrong = result.findings[0]
    elsewhere: tuple[Place, ...] = tuple(replace(p, report=OTHER) for p in wrong.places[1:])
    copy = tmp_path / "out" / "决算.docx"
    annotate(path, "docx", copy, [replace(wrong, places=(wrong.places[0], *elsewhere))], "zh")
    import docx as word

    assert len(list(word.Document(str(copy)).comments)) == 1
