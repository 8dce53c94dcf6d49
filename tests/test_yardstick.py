"""The yardstick itself: its edits, its carriers and how it meets a figure again."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from random import Random

import docx
import pytest
from gouji.benchmarks.carrier import Text, WordCarrier
from gouji.benchmarks.edits import EDITS, Change, numbers
from gouji.benchmarks.links import held
from gouji.benchmarks.material import samples
from gouji.benchmarks.mutation import plan
from gouji.benchmarks.report import grid
from gouji.benchmarks.run import Flow
from gouji.benchmarks.statements import STATEMENTS
from gouji.benchmarks.stats import Share
from gouji.extract.plain import document_from_text
from gouji.normalize.read import normalize
from gouji.validate.catalogue import load
from gouji.validate.rule import Level
from hypothesis import given
from hypothesis import strategies as st

RESULTS = Path(__file__).parents[1] / "benchmarks" / "results.json"


def changes(name: str, text: str, *, cell: bool = False, heading: str = "") -> list[Change]:
    edit = next(edit for edit in EDITS if edit.name == name)
    return list(edit.offer(Text(text, cell, heading), Random(1)))


def edited(name: str, text: str) -> list[str]:
    return [text[: c.start] + c.new + text[c.end :] for c in changes(name, text)]


@given(st.decimals(min_value="0.01", max_value="99999.99", places=2), st.integers(0, 1000))
def test_an_edit_of_digits_always_makes_another_number(value: Decimal, seed: int) -> None:
    text = Text(f"支出{value}万元")
    for edit in EDITS[:5]:
        for change in edit.offer(text, Random(seed)):
            assert Decimal(change.new) != value


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("growth verb reversed", "比上年增加3.40万元", ["比上年减少3.40万元"]),
        ("growth verb reversed", "决算数大于预算数", ["决算数小于预算数"]),
        (
            "rate on the wrong base",
            "支出48.60万元，比上年减少3.40万元，下降6.54%",
            ["支出48.60万元，比上年减少3.40万元，下降7.00%"],
        ),
        (
            "total copied from last year",
            "支出48.60万元，比上年减少3.40万元，下降6.54%",
            ["支出52.00万元，比上年减少3.40万元，下降6.54%"],
        ),
        (
            "item removed from a list",
            "合计6万元，其中：购置1万元、运行2万元、接待费用3万元。",
            [
                "合计6万元，其中：购置1万元、接待费用3万元。",
                "合计6万元，其中：购置1万元、运行2万元。",
            ],
        ),
        ("percentage of the neighbour", "占60%，占40%", ["占40%，占40%", "占60%，占60%"]),
    ],
)
def test_an_edit_makes_the_error_it_is_named_for(name: str, text: str, expected: list[str]) -> None:
    assert edited(name, text) == expected


def test_units_and_years_are_changed_to_others() -> None:
    assert {c.new for c in changes("万元 ↔ 元 ↔ 亿元", "支出48.60万元")} <= {"元", "亿元"}
    (shifted,) = changes("year shifted", "2022年底")
    assert shifted.new in ("2020", "2021", "2023")


@pytest.mark.parametrize("text", ["云财〔2023〕29号", "第3条", "2022年", "电话0871-65310248"])
def test_what_is_no_figure_is_not_edited(text: str) -> None:
    assert not list(numbers(Text(text)))


def test_codes_in_cells_are_not_edited_and_scores_are() -> None:
    assert not list(numbers(Text("2080505", cell=True)))
    assert list(numbers(Text("1,040.20", cell=True))) == [(0, 8)]
    assert list(numbers(Text("10", cell=True, heading="得分"))) == [(0, 2)]


def test_a_word_file_is_edited_in_its_runs(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("支出48.")
    paragraph.add_run("60万元").bold = True
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "得分", "10"
    path = tmp_path / "a.docx"
    document.save(str(path))
    carrier = WordCarrier(path)
    assert [text.text for text in carrier.texts] == ["支出48.60万元", "得分", "10"]
    assert carrier.texts[2].heading == "得分"
    carrier.write(tmp_path / "b.docx", (0, 2, 7, "53.16"))
    again = docx.Document(str(tmp_path / "b.docx")).paragraphs[0]
    assert [run.text for run in again.runs] == ["支出53.16", "万元"]
    assert again.runs[1].bold


def test_a_figure_is_met_again_by_its_neighbours() -> None:
    flow = Flow.of(document_from_text("甲 5 万元，乙 5 万元。\n丙 5 万元。"))
    assert flow.text == "甲5万元，乙5万元。丙5万元。"
    assert flow.find("乙", "5", "万元", 0) == (6, 7)
    assert flow.find("", "5", "万元", 1.0) == (11, 12)
    assert flow.find("丁", "9", "", 0) is None


def test_planning_is_repeatable_and_seeded() -> None:
    reports = [r for r in samples() if r.path.name.startswith("overall-qingshui")]
    first = plan(reports, 28, seed=1)
    assert first == plan(reports, 28, seed=1)
    assert first != plan(reports, 28, seed=2)
    assert len({task.edit for task in first}) > 10


def test_a_share_shows_how_far_it_may_be_off() -> None:
    share = Share(97, 100)
    low, high = share.interval
    assert 0.91 < low < 0.97 < high < 0.991
    assert str(Share()) == "–"
    assert str(share).startswith("97.0% [")


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    assert list(grid(("a",), [("x|y",)]))[2] == "| x\\|y |"


def test_prose_is_held_by_a_table_where_value_and_words_agree() -> None:
    text = """# 2023年度部门决算
支出决算表
单位：万元
|项目|合计|基本支出|项目支出|
|教育支出|120.35|80.25|40.10|
捐赠40.10万元。教育支出120.35万元，上年教育支出118.00万元，其中项目支出40.10万元。"""
    printed = [figure.raw for figure in held(normalize(document_from_text(text)))]
    assert printed == ["120.35万元", "40.10万元"]


def test_rules_that_are_often_wrong_on_real_reports_do_not_speak_at_level_error() -> None:
    if not RESULTS.is_file():
        pytest.skip("no results yet: run `make bench`")
    gated = json.loads(RESULTS.read_text(encoding="utf-8"))["gated"]
    assert [rule for rule in gated if load()[rule].level is Level.ERROR] == []


def test_every_statement_is_told_once_and_its_wrong_twin_is_another() -> None:
    rows = [line.split("\t") for line in STATEMENTS.read_text("utf-8").splitlines()[1:]]
    assert all(len(row) == 3 and row[0] and row[1] != row[2] for row in rows)
    sentences = [sentence for row in rows for sentence in row[1:] if sentence]
    assert len(sentences) == len(set(sentences))
