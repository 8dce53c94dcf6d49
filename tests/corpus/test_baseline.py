"""The baseline: small, sorted, merged like text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gouji.corpus.baseline import BaselineError, read_baseline, write_baseline

from .test_history import report

LINE = '{"report": "a.pdf", "rule": "share", "fingerprint": "x"}'


def test_every_finding_is_a_line_and_the_lines_are_sorted(tmp_path: Path) -> None:
    path = tmp_path / "base.jsonl"
    results = [report(str(tmp_path / name), "b", "a") for name in ("乙.docx", "甲.docx")]
    assert write_baseline(results, path) == 4
    lines = path.read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    assert {json.loads(line)["report"] for line in lines} == {"乙.docx", "甲.docx"}
    assert write_baseline(list(reversed(results)), path) == 4
    assert path.read_text("utf-8").splitlines() == lines


def test_what_was_written_is_read_as_accepted(tmp_path: Path) -> None:
    path = tmp_path / "base.jsonl"
    write_baseline([report(str(tmp_path / "甲.docx"), "a")], path)
    [entry] = read_baseline(path)
    assert (entry.report, entry.fingerprint) == ((tmp_path / "甲.docx").as_posix(), "a")
    assert entry.handling.accepted


def test_notes_of_people_survive_a_new_baseline(tmp_path: Path) -> None:
    path = tmp_path / "base.jsonl"
    result = report(str(tmp_path / "a.pdf"), "x", "y")
    path.write_text(LINE[:-1] + ', "note": "上年口径"}\n', "utf-8")
    write_baseline([result], path, read_baseline(path))
    notes = {entry.fingerprint: entry.handling.remarks for entry in read_baseline(path)}
    assert notes == {"x": "上年口径", "y": ""}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{LINE}\n{{", ":2:2: "),
        ("[]", ":1:1: must be an object"),
        ('{"report": "a.pdf", "rule": "share"}', "“fingerprint” must be a text"),
        (LINE[:-1] + ', "why": "x"}', ":1:59: unknown key “why”"),
        (LINE[:-1] + ', "note": 3}', "“note” must be a text"),
    ],
)
def test_a_broken_baseline_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "base.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(BaselineError, match=r"base\.jsonl") as failure:
        read_baseline(path)
    assert told in str(failure.value)
