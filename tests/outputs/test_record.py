"""results.json is a contract: what it holds is what its schema says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gouji import __version__
from gouji.outputs.record import record, schema, write_record
from gouji.validate.finding import ReportResult
from jsonschema import Draft202012Validator, ValidationError

from .builder import finding, place, problem, report, unread, wrong

RESULTS = [report(), wrong(), unread(), ReportResult("丢失.pdf")]


def validate(data: Any) -> None:
    Draft202012Validator(schema()).validate(data)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_results_follow_the_schema(language: str) -> None:
    validate(record(RESULTS, language))


def test_the_file_holds_the_record(tmp_path: Path) -> None:
    path = write_record(RESULTS, tmp_path / "results.json")
    assert json.loads(path.read_text("utf-8")) == record(RESULTS)


def test_no_results_are_a_valid_file(tmp_path: Path) -> None:
    data = json.loads(write_record([], tmp_path / "results.json").read_text("utf-8"))
    assert data == {"gouji": __version__, "reports": []}
    validate(data)


def test_a_finding_has_the_fields_of_the_contract_and_no_others() -> None:
    [entry] = record([report(findings=[finding()])])["reports"][0]["findings"]
    assert list(entry) == [
        "id", "rule", "verdict", "level", "stated", "recomputed", "difference", "formula",
        "cause", "message", "fingerprint", "places",
    ]  # fmt: skip
    first = entry["places"][0]
    assert list(first) == ["page", "block", "quote", "start", "end", "box"]
    assert first["quote"][first["start"] : first["end"]] == "6.45%"
    assert first["box"] == [72.0, 100.0, 110.0, 112.0]


def test_a_place_in_a_file_without_pages_has_neither_page_nor_box() -> None:
    nowhere = place("6.45%", page=None, box=None)
    [entry] = record([report(findings=[finding(places=(nowhere,))])])["reports"][0]["findings"]
    assert (entry["places"][0]["page"], entry["places"][0]["box"]) == (None, None)


def test_messages_and_causes_are_in_the_language_asked_for() -> None:
    [entry] = record([report(findings=[finding()])], "en")["reports"][0]["findings"]
    assert entry["message"] == "The fall of 6.45% recomputes to 6.54%."
    assert entry["cause"].startswith("Two digits")


def test_half_characters_do_not_stop_the_file(tmp_path: Path) -> None:
    hostile = report(organisation="甲\ud800", problems=[problem()])
    text = write_record([hostile], tmp_path / "results.json").read_text("utf-8")
    assert json.loads(text)["reports"][0]["organisation"] == "甲\ufffd"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("reports", 0, "status"), "fine"),
        (("reports", 0, "unknown"), 1),
        (("reports", 0, "coverage", "figures"), -1),
        (("reports", 1, "findings", 0, "level"), "fatal"),
        (("reports", 1, "findings", 0, "stated"), 105),
        (("reports", 1, "findings", 0, "places"), []),
        (("reports", 1, "findings", 0, "places", 0, "box"), [0, 0]),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_hold(
    path: tuple[str | int, ...], value: Any
) -> None:
    data = record(RESULTS)
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(ValidationError):
        validate(data)
