"""Two readers of PDF files, made of different parts, that must agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from gouji.benchmarks.engines import compare, rows_of
from gouji.extract.manner import Manner
from gouji.extract.problem import Unreadable
from gouji.extract.read import read
from gouji.tests.pdf_builder import PdfBuilder
from reportlab.lib.pdfencrypt import StandardEncryption

PROSE = [
    "2023年本年收入合计2946.25万元，其中：财政拨款收入2940.05万元，占99.79%；其他收入6.20万元，"
    "占0.21%。比上年减少-25.07万元。",
    "一、部门基本情况",
]
ROWS = [
    ["项目", "年初预算数", "全年执行数"],
    ["基本支出", "1,234.56", "1,200.00"],
    ["项目支出", "400.00", "-12.50"],
]


@pytest.fixture
def pdf(tmp_path: Path) -> PdfBuilder:
    return PdfBuilder(tmp_path / "a.pdf")


def assert_same(path: Path) -> None:
    told = compare(path)
    assert told.characters > 0
    assert not told.only[0]
    assert not told.only[1]
    assert told.only_rows == ([], [])


def test_both_read_prose_alike(pdf: PdfBuilder) -> None:
    pdf.prose(PROSE)
    assert_same(pdf.save())


def test_both_read_a_ruled_table_alike(pdf: PdfBuilder) -> None:
    pdf.prose(PROSE[:1])
    pdf.table(ROWS, top=300, merged=[(0, 1, 1, 1)])
    path = pdf.save()
    assert_same(path)
    document = read(path, manner=Manner(pdf_engine="pdfplumber"))
    assert rows_of(document) == [tuple(row) for row in ROWS]


def test_both_join_a_table_over_two_pages(pdf: PdfBuilder) -> None:
    pdf.table(ROWS, top=700)
    pdf.page().table(ROWS[1:], top=60)
    assert_same(pdf.save())


def test_both_read_a_turned_page_alike(pdf: PdfBuilder) -> None:
    pdf.this_page((842, 595), rotate=0).table(ROWS)
    assert_same(pdf.save())


def test_the_reference_names_what_it_cannot_read(tmp_path: Path) -> None:
    manner = Manner(pdf_engine="pdfplumber")
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.4\nnothing")
    with pytest.raises(Unreadable, match="truncated"):
        read(broken, manner=manner)
    locked = PdfBuilder(tmp_path / "b.pdf", encryption=StandardEncryption("secret"))
    locked.prose(PROSE)
    path = locked.save()
    with pytest.raises(Unreadable, match="encrypted"):
        read(path, manner=manner)
    opened = read(path, manner=Manner("secret", pdf_engine="pdfplumber"))
    assert opened.pages == 1


def test_the_reference_trusts_no_page_that_is_a_picture(pdf: PdfBuilder) -> None:
    pdf.picture(0, 0, 595, 842)
    document = read(pdf.save(), manner=Manner(pdf_engine="pdfplumber"))
    assert [problem.code for problem in document.problems] == ["image-only-page"]
