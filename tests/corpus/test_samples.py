"""The committed samples are what their sources say, and their answers can be read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from gouji.corpus.answers import SUFFIX, read_answers
from gouji.corpus.samples.build import build
from gouji.corpus.samples.source import Kind, read_source, stretches

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
SOURCES = sorted((SAMPLES / "sources").glob("*.md"))
NAMES = [path.stem for path in SOURCES]


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_every_sample_stands_beside_its_answers(source: Path) -> None:
    assert read_source(source).target.is_file()
    rows = read_answers(SAMPLES / f"{source.stem}{SUFFIX}")
    assert rows


def test_three_samples_and_more_are_clean() -> None:
    clean = [
        name for name in NAMES if all(row.silent for row in read_answers(SAMPLES / (name + SUFFIX)))
    ]
    assert len(clean) >= 3


@pytest.mark.parametrize("source", [s for s in SOURCES if "format: word" in s.read_text("utf-8")])
def test_rebuilding_a_word_sample_gives_the_same_document(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "again.docx")
    committed = read_source(source).target
    with zipfile.ZipFile(built) as new, zipfile.ZipFile(committed) as old:
        part = "word/document.xml"
        assert new.read(part) == old.read(part)


@pytest.mark.parametrize("source", [s for s in SOURCES if "format: pdf" in s.read_text("utf-8")])
def test_rebuilding_a_pdf_sample_gives_the_same_words(source: Path, tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="reportlab builds the PDF samples (extra: dev)")
    built = build(source, tmp_path / "again.pdf")
    assert sorted(_words(built)) == sorted(_words(read_source(source).target))


def _words(path: Path) -> str:
    """Every character of a PDF but those of line ends: fonts break lines differently."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split())


def test_a_source_is_read_block_by_block(tmp_path: Path) -> None:
    path = tmp_path / "sources" / "x.md"
    path.parent.mkdir()
    path.write_text(
        "format: word\n\n= 题\n; 注\n# 一、总\n正文{-1-}{+2+}\n> 单位：元\n"
        "table: header=1 widths=2,1\n|甲|<|\n|a|1|\n\n---\n",
        encoding="utf-8",
    )
    source = read_source(path)
    kinds = [block.kind for block in source.blocks]
    assert kinds == [Kind.TITLE, Kind.HEADING, Kind.BODY, Kind.RIGHT, Kind.TABLE, Kind.BREAK]
    table = source.blocks[4]
    assert list(table.merges()) == [(0, 0, 0, 1)]
    assert table.widths == [2, 1]
    assert list(stretches(source.blocks[2].text)) == [
        ("正文", ""),
        ("1", "deletion"),
        ("2", "insertion"),
    ]
    assert build(path).name == "x.docx"


@pytest.mark.parametrize(
    ("text", "message"),
    [("\n正文\n", "format: word"), ("format: pdf\n\n|a|b|\n|c|\n", "unequal length")],
)
def test_a_wrong_source_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_source(path)
