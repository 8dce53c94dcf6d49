"""PDF files and pages that cannot be read, or not be trusted."""

from pathlib import Path

import pytest
from gouji.extract.document import Document, Role
from gouji.extract.pdf import read as reader
from gouji.extract.pdf.read import read_pdf
from gouji.extract.problem import Unreadable
from reportlab.lib.pdfencrypt import StandardEncryption

from tests.pdf_builder import LEFT, PdfBuilder


@pytest.fixture
def pdf(tmp_path: Path) -> PdfBuilder:
    return PdfBuilder(tmp_path / "a.pdf")


def problems(document: Document) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.page) for problem in document.problems]


def code_of(path: Path, password: str | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read_pdf(path, password)
    return caught.value.problem.code


def test_a_page_that_is_a_picture_is_named(pdf: PdfBuilder) -> None:
    pdf.text(LEFT, 100, "第一页有文字，收入12万元，支出11万元。")
    pdf.page().picture(0, 0, 595, 842)
    assert problems(read_pdf(pdf.save())) == [("image-only-page", 2)]


def test_a_page_with_nothing_on_it_is_no_problem(pdf: PdfBuilder) -> None:
    pdf.text(LEFT, 100, "正文").page()
    pdf.page().text(LEFT, 100, "完")
    assert problems(read_pdf(pdf.save())) == []


def test_hidden_text_over_a_scan_is_not_trusted(pdf: PdfBuilder) -> None:
    pdf.picture(0, 0, 595, 842)
    for line in range(20):
        pdf.text(LEFT, 100 + 20 * line, "ZOq5年收入合计1O0万元", painted=False)
    document = read_pdf(pdf.save())
    assert problems(document) == [("untrusted-text", 1)]
    assert all(p.role is Role.HIDDEN for p in document.paragraphs)


def test_a_picture_beside_text_is_no_problem(pdf: PdfBuilder) -> None:
    pdf.prose(["本年收入合计2946.25万元，其中：财政拨款收入2940.05万元，占99.79%。"] * 3)
    pdf.picture(100, 400, 400, 700)
    assert problems(read_pdf(pdf.save())) == []


def test_outlined_text_is_an_image_only_page(pdf: PdfBuilder) -> None:
    for i in range(60):
        x, y = 60 + 8 * i, 700.0
        pdf._canvas.bezier(x, y, x + 2, y + 8, x + 4, y - 8, x + 6, y)
    assert problems(read_pdf(pdf.save())) == [("image-only-page", 1)]


def test_a_file_that_needs_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    PdfBuilder(path, encryption=StandardEncryption("secret", "owner")).text(90, 90, "收入").save()
    assert code_of(path) == "encrypted"
    assert code_of(path, "wrong") == "encrypted"
    assert read_pdf(path, password="secret").blocks


def test_a_file_locked_against_changes_only_is_read(tmp_path: Path) -> None:
    path = tmp_path / "owner.pdf"
    encryption = StandardEncryption("", "owner", canModify=0, canCopy=0)
    PdfBuilder(path, encryption=encryption).text(90, 90, "收入12万元").save()
    (paragraph,) = read_pdf(path).paragraphs
    assert paragraph.text.text == "收入12万元"


@pytest.mark.parametrize("content", [b"", b"not a pdf at all", b"%PDF-1.7\n"])
def test_garbage_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert code_of(path) == "truncated"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.pdf") == "missing"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_short_is_never_read_as_whole(pdf: PdfBuilder, share: float) -> None:
    for _ in range(3):
        pdf.prose(["本年收入合计2946.25万元。"] * 5)
        pdf.page()
    path = pdf.save()
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    assert outcome(path) in ("truncated", "damaged-part")


def outcome(path: Path) -> str:
    """The problem that a damaged file meets, whether or not something of it is read."""
    try:
        document = read_pdf(path)
    except Unreadable as error:
        return error.problem.code
    return next((problem.code for problem in document.problems), "none")


def test_only_the_first_pages_of_a_huge_file_are_read(
    pdf: PdfBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "PAGE_LIMIT", 2)
    for number in range(4):
        pdf.text(LEFT, 100, f"第{number + 1}章").page()
    document = read_pdf(pdf.save())
    assert ("too-many-pages", None) in problems(document)
    assert [p.text.text for p in document.paragraphs] == ["第1章", "第2章"]


def test_text_in_a_wrong_encoding_is_not_trusted(pdf: PdfBuilder) -> None:
    pdf._canvas.setFont("Helvetica", 12)
    pdf._canvas.drawString(90, 700, "ÊÕÈëºÏ¼Æ ÖÐ»ªÈËÃñ¹²ºÍ¹ú ÊÕÈë 12.5")
    assert problems(read_pdf(pdf.save())) == [("untrusted-text", 1)]


def test_a_page_whose_data_are_damaged_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pdf = PdfBuilder(path, plain=True)
    pdf.prose(["本年收入合计2946.25万元，其中：财政拨款收入2940.05万元，占99.79%。"] * 9)
    content = bytearray(pdf.save().read_bytes())
    middle = content.index(b"stream") + 200
    content[middle : middle + 20] = bytes(20)
    path.write_bytes(content)
    assert ("damaged-part", None) in problems(read_pdf(path))
