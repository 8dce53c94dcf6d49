"""Pages that are only pictures: read by character recognition, never asserted."""

from __future__ import annotations

from pathlib import Path

import pytest
from gouji.extract import ocr
from gouji.extract.manner import Manner
from gouji.extract.pdf.read import read_pdf
from gouji.pipeline import check_report
from gouji.settings import Settings
from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "C:/Windows/Fonts/simsun.ttc",
    "/System/Library/Fonts/PingFang.ttc",
)
WRONG = "本年支出合计100.50万元，其中：基本支出60.25万元，项目支出30.25万元。"
ROWS = [
    ["项目", "预算数", "决算数"],
    ["基本支出", "1,234.56", "1,200.00"],
    ["合计", "88.10", "7.9"],
]
needs_ocr = pytest.mark.skipif(not ocr.available(), reason=f"needs {ocr.NEEDS}")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A page of a line and a ruled table, 150 dots an inch, as a picture in a PDF."""
    font = next((path for path in FONTS if Path(path).exists()), None)
    if font is None:
        pytest.skip("no Chinese font")
    image = Image.new("RGB", (1100, 560), "white")
    draw = ImageDraw.Draw(image)
    letters = ImageFont.truetype(font, 28)
    draw.text((80, 100), WRONG, "black", letters)
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            box = (80 + 240 * c, 240 + 60 * r, 320 + 240 * c, 300 + 60 * r)
            draw.rectangle(box, outline="black", width=2)
            draw.text((box[0] + 20, box[1] + 12), text, "black", letters)
    path = tmp_path / "scan.pdf"
    image.save(path, resolution=150)
    return path


@needs_ocr
def test_a_scan_is_read_with_its_table_and_how_certain_each_figure_is(scan: Path) -> None:
    document = read_pdf(scan, manner=Manner())
    assert [(p.code, p.page) for p in document.problems] == [("ocr-page", 1)]
    prose = "".join(p.text.text for p in document.paragraphs)
    assert "100.50万元" in prose
    (table,) = document.tables
    assert [cell.text.text for cell in table.cells] == [text for row in ROWS for text in row]
    texts = [p.text for p in document.paragraphs] + [cell.text for cell in table.cells]
    assert all(0.5 < text.confidence(0, len(text.text)) < 1 for text in texts)
    assert all(text.boxes(0, len(text.text)) for text in texts)


@needs_ocr
def test_what_rests_on_a_scan_is_for_review_and_says_so(scan: Path) -> None:
    result = check_report(scan, Settings())
    assert [finding.level for finding in result.findings] == ["review"]
    assert "识别" in result.findings[0].message
    assert "recognition" in result.findings[0].message_en
    assert result.status == "partly read"
    assert all(figure.place.confidence < 1 for figure in result.figures)


@needs_ocr
def test_without_time_for_it_a_page_stays_unread(scan: Path) -> None:
    document = read_pdf(scan, manner=Manner(ocr_seconds=0))
    assert [p.code for p in document.problems] == ["image-only-page"]
    assert not document.blocks


def test_without_recognition_nothing_is_said_of_a_scan(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not read_pdf(scan, manner=Manner(ocr=False)).blocks
    monkeypatch.setattr("gouji.extract.pdf.read.available", lambda: False)
    document = read_pdf(scan, manner=Manner())
    assert [p.code for p in document.problems] == ["image-only-page"]
    assert not document.blocks


def test_recognition_that_is_asked_for_must_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.settings.available", lambda: False)
    with pytest.raises(ValueError, match="not installed"):
        Settings(ocr=True)
    assert Settings().manner.ocr


def test_a_line_without_places_is_shared_out_among_its_characters() -> None:
    box = [(10.0, 5.0), (70.0, 5.0), (70.0, 25.0), (10.0, 25.0)]
    signs = list(ocr._signs(box, "收入 12", 1.0, None))
    assert [(s.text, s.x0, s.x1, s.spaced) for s in signs] == [
        ("收", 10, 30, False), ("入", 30, 50, False), ("1", 50, 60, True), ("2", 60, 70, False),
    ]  # fmt: skip
    assert {s.confidence for s in signs} == {0.99}
