"""Word 97–2003 files: read directly, and through LibreOffice where that is not enough."""

import struct
import subprocess
from pathlib import Path

import pytest
from gouji.extract.document import Document, Paragraph, Table
from gouji.extract.legacy import office
from gouji.extract.legacy.doc import read_doc_binary
from gouji.extract.legacy.office import converter, to_docx
from gouji.extract.legacy.read import read_converted, read_doc
from gouji.extract.legacy.rows import Row, table_of
from gouji.extract.problem import Unreadable
from gouji.extract.read import read
from gouji.extract.word.content import Content

SHARED = Path(__file__).parents[3] / "shared" / "reports"
needs_reports = pytest.mark.skipif(not SHARED.exists(), reason="the real reports are not here")
needs_office = pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")


def content(text: str) -> Content:
    made = Content()
    made.add(text)
    return made


def definition(edges: list[int], flags: list[int]) -> bytes:
    """A row's definition as Word writes it: length, number of cells, edges, cell records."""
    cells = b"".join(struct.pack("<H18x", flag) for flag in flags)
    body = bytes([len(flags)]) + struct.pack(f"<{len(edges)}h", *edges) + cells
    return struct.pack("<H", len(body) + 1) + body


def test_cells_are_placed_by_their_edges_and_merges_are_joined() -> None:
    first, follows = 0x60, 0x20
    draft = table_of(
        [
            Row([content("单位"), content("金额")], definition([0, 1000, 3000], [first, 0])),
            Row(
                [content(""), content("预算"), content("决算")],
                definition([10, 1010, 2000, 3000], [follows, 0, 0]),
            ),
        ]
    )
    assert [(c.row, c.column, c.row_span, c.column_span) for c in draft.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]
    assert (draft.row_count, draft.column_count) == (2, 3)


def test_a_row_without_a_definition_still_has_its_cells() -> None:
    draft = table_of([Row([content("甲"), content("1")], b"")])
    assert [(c.column, c.content.text) for c in draft.cells] == [(0, "甲"), (1, "1")]


def texts(document: Document) -> list[str]:
    return [p.text.text for p in document.paragraphs]


@needs_reports
@pytest.mark.parametrize("name", ["changning-2022", "jiaoling-2022"])
@pytest.mark.parametrize("extension", ["doc", "txt", "pdf"])
def test_a_report_reads_the_same_in_every_format(name: str, extension: str) -> None:
    of_docx = texts(read(SHARED / "seeds" / f"{name}.docx"))
    assert texts(read(SHARED / "seeds" / f"{name}.{extension}")) == of_docx


@needs_reports
def test_a_table_of_a_doc_is_read_with_its_merged_cells() -> None:
    path = SHARED / "edge" / "apache__poi__poi_zh_properties.doc"
    document, complete = read_doc_binary(path.read_bytes(), path.name)
    assert complete
    paragraph, table = document.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert [(c.row, c.column, c.row_span) for c in table.cells][:3] == [
        (0, 0, 3),
        (0, 1, 1),
        (0, 2, 3),
    ]


@needs_reports
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nolze__msoffcrypto-tool__rc4cryptoapi_password.doc", "encrypted"),
        ("nolze__msoffcrypto-tool__xor_password_123456789012345.xls", "encrypted"),
        ("nolze__msoffcrypto-tool__example_password.docx", "encrypted"),
        ("apache__poi__poi_pw_pass.docx", "encrypted"),
        ("apache__poi__poi_truncated.docx", "truncated"),
    ],
)
def test_encrypted_and_cut_files_are_named(name: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(SHARED / "edge" / name)
    assert caught.value.problem.code == code


@needs_reports
def test_without_a_converter_a_doc_with_lists_is_read_and_the_loss_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "converter", lambda: None)
    path = SHARED / "edge" / "docling-project__docling__dl_legacy_doc.doc"
    document = read_doc(path.read_bytes(), path.name)
    assert len(list(document.tables)) == 1
    assert [problem.code for problem in document.problems] == ["without-converter"]


def test_without_a_converter_an_rtf_names_the_program_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "converter", lambda: None)
    with pytest.raises(Unreadable) as caught:
        to_docx(b"{\\rtf1 x}", ".rtf")
    assert caught.value.problem.code == "needs-program"
    assert "LibreOffice" in caught.value.problem.message("zh")


def test_a_converter_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nsleep 60\n")
    script.chmod(0o755)
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remember(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(start(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(office, "converter", lambda: str(script))
    monkeypatch.setattr(office, "TIME_LIMIT", 0.2)
    monkeypatch.setattr(subprocess, "Popen", remember)
    with pytest.raises(Unreadable) as caught:
        to_docx(b"{\\rtf1 x}", ".rtf")
    assert caught.value.problem.code == "timeout"
    assert started[0].poll() is not None


@needs_office
def test_an_rtf_is_read_through_the_converter() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg936 \u25910?\u20837?12.5\par}"
    assert texts(read_converted(rtf, "a.rtf", "rtf")) == ["收入12.5"]
