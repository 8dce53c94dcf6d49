"""Annotated copies: comments and highlights at the figures, the reports themselves untouched."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from gouji.extract.read import read
from gouji.outputs.annotate.copies import annotate, names_of
from gouji.outputs.annotate.note import NotAnnotated
from gouji.pipeline import check_report
from gouji.settings import Settings
from gouji.validate.finding import Finding
from pypdf import PdfReader, PdfWriter

from ..builders import docx as word_file
from ..builders import para, row, run, table

SAMPLES = Path(__file__).parents[2] / "corpus/samples"
WRONG = "2023年支出48.60万元，比上年减少3.40万元，下降7.54%。"


def findings_of(path: Path) -> list[Finding]:
    return check_report(path, Settings()).findings


def annotated(path: Path, findings: list[Finding] | None = None) -> Path:
    target = path.parent / "annotated" / path.name
    found = findings_of(path) if findings is None else findings
    annotate(path, path.suffix[1:], target, found, "zh")
    return target


def word(folder: Path, body: str, **parts: Any) -> Path:
    path = folder / "报告.docx"
    path.write_bytes(word_file(body, **parts))
    return path


def commented(path: Path) -> list[tuple[str, str]]:
    """Each comment with the text it is about."""
    file: Any = docx.Document(str(path))
    found = []
    for comment in file.comments:
        inside, text = False, ""
        for element in file.element.body.iter():
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            mine = any(value == str(comment.comment_id) for value in element.attrib.values())
            if name == "commentRangeStart" and mine:
                inside = True
            elif name == "commentRangeEnd" and mine:
                inside = False
            elif name == "t" and inside:
                text += element.text
        found.append((text, comment.text))
    return found


def test_a_comment_stands_at_the_figure_and_nowhere_else(tmp_path: Path) -> None:
    path = word(tmp_path, para(WRONG))
    before = path.read_bytes()
    [(text, comment)] = commented(annotated(path))
    assert text == "7.54%"
    assert comment.startswith("F001 错误 增减率 change-rate\n")
    assert "6.54%" in comment
    assert path.read_bytes() == before


def test_a_figure_cut_into_runs_is_commented_as_one(tmp_path: Path) -> None:
    head, tail = WRONG.split("7.54%")
    pieces = [head[:9], head[9:], "7.", "5", "4%" + tail]
    body = para("".join(run(piece, "<w:b/>" if n % 2 else "") for n, piece in enumerate(pieces)))
    copy = annotated(word(tmp_path, body))
    assert [text for text, _ in commented(copy)] == ["7.54%"]
    paragraph = docx.Document(str(copy)).paragraphs[0]
    assert paragraph.text == WRONG
    assert {part.text for part in paragraph.runs if part.bold} == {head[9:], "5"}


def test_the_right_one_of_equal_cells_is_commented(tmp_path: Path) -> None:
    right = [("项目", "金额（万元）"), ("甲", "52.50"), ("乙", "10.00"), ("合计", "62.50")]
    slip = [("项目", "金额（万元）"), ("甲", "12.50"), ("乙", "30.00"), ("合计", "52.50")]
    tables = (table(*(row(*cells) for cells in rows)) for rows in (right, slip))
    path = word(tmp_path, para("说明。").join(tables))
    [finding] = findings_of(path)
    assert (finding.stated, finding.places[0].cell) == ("52.50", "R4C2")
    copy = annotated(path)
    assert commented(copy)[0][0] == "52.50"
    cells = [t.rows[r].cells[1]._tc.xml for t in docx.Document(str(copy)).tables for r in (1, 3)]
    assert ["commentRangeStart" in xml for xml in cells] == [
        False,
        False,
        True,
        True,
    ]  # 甲 is an operand


def test_what_stands_where_no_comment_can_is_told_at_the_beginning(tmp_path: Path) -> None:
    path = word(tmp_path, para("说明。") + para(WRONG))
    [finding] = findings_of(path)
    nowhere = replace(finding.places[0], span=replace(finding.places[0].span, block=99))
    [(text, comment)] = commented(annotated(path, [replace(finding, places=(nowhere,))]))
    assert text == "说明。"
    assert comment.startswith("F001")


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.docx")))
def test_the_copy_of_a_sample_has_the_same_text_and_opens(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copy(SAMPLES / name, path)
    findings = findings_of(path)
    copy = annotated(path, findings)
    assert read(copy).blocks == read(path).blocks
    file: Any = docx.Document(str(copy))
    assert len({comment.initials for comment in file.comments}) == len(findings)


# PDF


def marks(path: Path, kind: str) -> list[tuple[int, dict[str, Any]]]:
    return [
        (number, found)
        for number, page in enumerate(PdfReader(path).pages, 1)
        for entry in page.annotations or []
        if (found := entry.get_object())["/Subtype"] == kind
    ]


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_a_highlight_covers_the_figure_on_a_page_turned_either_way(
    tmp_path: Path, rotation: int
) -> None:
    import pypdfium2

    path = tmp_path / "公报.pdf"
    writer = PdfWriter(clone_from=SAMPLES / "bulletin-xishan-2024.pdf")
    for page in writer.pages:
        page.rotate(rotation)
    writer.write(path)
    findings = findings_of(path)
    copy = annotated(path, findings)
    highlights = marks(copy, "/Highlight")
    boxes = sum(1 + len(place.more) for finding in findings for place in finding.places)
    assert len(highlights) == boxes
    file = pypdfium2.PdfDocument(copy)
    pages = [page.get_textpage() for page in file]
    first = findings[0].places[0]
    number, mark = highlights[0]
    text = pages[number - 1].get_text_bounded(*map(float, mark["/Rect"]))
    assert "".join(text.split()) == first.quote[first.start : first.end]
    file.close()


def test_a_note_in_the_margin_tells_the_finding(tmp_path: Path) -> None:
    path = tmp_path / "公报.pdf"
    shutil.copy(SAMPLES / "bulletin-xishan-2024.pdf", path)
    before = path.read_bytes()
    findings = findings_of(path)
    notes = marks(annotated(path, findings), "/Text")
    told = {note["/Contents"].split()[0]: number for number, note in notes}
    assert told == {finding.id: finding.places[0].page for finding in findings}
    assert path.read_bytes() == before


def test_a_pdf_under_a_password_gets_no_open_copy(tmp_path: Path) -> None:
    path = tmp_path / "密.pdf"
    writer = PdfWriter(clone_from=SAMPLES / "bulletin-xishan-2024.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)
    with pytest.raises(NotAnnotated, match="密码"):
        annotated(path, findings_of(SAMPLES / "bulletin-xishan-2024.pdf"))
    assert list((tmp_path / "annotated").iterdir()) == []


def test_a_copy_never_replaces_its_report(tmp_path: Path) -> None:
    path = word(tmp_path, para(WRONG))
    with pytest.raises(NotAnnotated, match="覆盖"):
        annotate(path, "docx", path, findings_of(path), "zh")


def test_other_files_are_not_annotated(tmp_path: Path) -> None:
    with pytest.raises(NotAnnotated, match="xls"):
        annotate(tmp_path / "a.xls", "xls", tmp_path / "b.xls", [], "zh")


def test_a_report_in_an_archive_is_not_annotated(tmp_path: Path) -> None:
    with pytest.raises(NotAnnotated, match="压缩包"):
        annotate(tmp_path / "a.zip/b.docx", "docx", tmp_path / "b.docx", [], "zh")


def test_copies_keep_the_folders_of_their_reports() -> None:
    assert names_of(["r/甲/决算.pdf", "r/乙/决算.pdf"]) == ["甲/决算.pdf", "乙/决算.pdf"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_each_comment_right_after_its_figure(tmp_path: Path) -> None:
    path = word(tmp_path, para("说明。") + para(WRONG))
    copy = annotated(path)
    notes = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", notes, "--outdir", str(tmp_path), str(copy)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    shown = tmp_path / "报告.pdf"
    [(_, note)] = marks(shown, "/Text")
    figure = next(f for f in check_report(shown, Settings()).figures if f.raw == "7.54%")
    assert figure.place.box is not None
    height = float(PdfReader(shown).pages[0].mediabox.height)
    left, _, _, top = map(float, note["/Rect"])
    assert abs(left - figure.place.box[2]) < 12
    assert abs((height - top) - figure.place.box[1]) < 20
