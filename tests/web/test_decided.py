"""Decisions laid over results."""

from __future__ import annotations

from gouji.validate.finding import Handling
from gouji.web.decided import Decided

from ..outputs.builder import finding, report, wrong


def test_a_decision_reaches_its_own_finding_only() -> None:
    results = [wrong("a.docx"), wrong("b.docx")]
    chosen = Handling("confirmed", "已核对")
    decided = Decided(results, {(1, "a" * 16): chosen})
    assert [each.handling for each in decided[0].findings] == [Handling()] * 4
    assert [each.handling for each in decided[1].findings if each.handling != Handling()] == [
        chosen
    ]
    assert results[1].findings[1].handling == Handling()


def test_paths_are_shown_as_they_were_dropped() -> None:
    results = [report("secret/folder/甲.docx", findings=[finding()])]
    decided = Decided(results, {}, lambda path: path.removeprefix("secret/folder/"))
    assert [result.path for result in decided] == ["甲.docx"]
    assert [result.path for result in decided[:1]] == ["甲.docx"]
    assert len(decided) == 1
