"""The engine: every rule runs, and one that breaks costs its own checks only."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import pytest
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate import engine
from gouji.validate.catalogue import load

TEXT = "收入合计2186.40万元，其中：财政拨款2080.40万元、其他收入116.00万元。"


def test_a_rule_that_breaks_costs_its_own_checks_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> NoReturn:
        raise ZeroDivisionError("one over nothing")

    rules = load()
    monkeypatch.setitem(rules, "share", replace(rules["share"], recognise=broken))
    evaluation = engine.evaluate(normalize(document_from_text(TEXT)))
    assert [rule for rule, _ in evaluation.failed] == ["share"]
    assert [f.rule for f in evaluation.findings] == ["sum-breakdown"]


def test_a_finding_stands_without_a_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> NoReturn:
        raise ZeroDivisionError("one over nothing")

    monkeypatch.setattr(engine, "likely_cause", broken)
    evaluation = engine.evaluate(normalize(document_from_text(TEXT)))
    assert [(f.rule, f.cause) for f in evaluation.findings] == [("sum-breakdown", None)]
    assert [rule for rule, _ in evaluation.failed] == ["sum-breakdown"]


def test_a_figure_without_a_name_is_still_called_something_in_english() -> None:
    document = document_from_text("10.00万元比上年的8.00万元增加3.00万元。")
    (found,) = engine.evaluate(normalize(document)).findings
    assert found.message_en.startswith("The change of this figure is stated as 3.00")
    assert found.message.startswith("增减额列示为 3.00")
