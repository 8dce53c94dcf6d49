"""Zip archives: each file in one is a report of its own, and nothing is unpacked to disk."""

from __future__ import annotations

import io
import struct
import tempfile
import zipfile
from pathlib import Path

import gouji
import pytest
from gouji.corpus.walk import walk
from gouji.extract.packed import DEPTH, bytes_of, is_archive
from gouji.extract.problem import Unreadable
from gouji.outputs.annotate.copies import annotate
from gouji.outputs.annotate.note import NotAnnotated
from gouji.outputs.places import cell_link
from gouji.pipeline import check_found
from gouji.settings import Settings
from gouji.tests.builders import docx, para, run
from gouji.tests.pdf_builder import PdfBuilder

WRONG = "2023年支出100万元，其中：基本支出60万元，项目支出30万元。"


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(*paths: str) -> list[tuple[str, str]]:
    return [
        (item.path.as_posix(), item.problem.code if item.problem else "")
        for item in walk(paths).found
    ]


def test_each_file_in_an_archive_is_listed_by_its_path_in_natural_order(here: Path) -> None:
    inner = zipped({"乙.txt": b"x"})
    files = {"附件10.txt": b"x", "附件2.txt": b"x", "科/inner.zip": inner}
    (here / "a.zip").write_bytes(zipped(files))
    wanted = ["a.zip/科/inner.zip/乙.txt", "a.zip/附件2.txt", "a.zip/附件10.txt"]
    assert sorted(listed(".")) == sorted((path, "") for path in wanted)
    assert listed("a.zip") == listed(".")
    assert listed("a.zip")[-2:] == [(path, "") for path in wanted[-2:]]


def test_what_systems_leave_in_an_archive_is_passed_over(here: Path) -> None:
    files = {"甲.txt": b"x", "__MACOSX/._甲.txt": b"x", "~$甲.docx": b"x", "图.png": b"x"}
    (here / "a.zip").write_bytes(zipped(files))
    walked = walk(["a.zip"])
    assert [item.path.name for item in walked.found] == ["甲.txt"]
    assert walked.passed_over == 1


def test_names_in_gbk_are_read_as_typed(here: Path) -> None:
    data = zipped({"AAAA.txt": b"x"}).replace(b"AAAA", "决算".encode("gbk"))
    (here / "a.zip").write_bytes(data)
    assert listed("a.zip") == [("a.zip/决算.txt", "")]
    assert bytes_of(Path("a.zip/决算.txt")) == b"x"


def test_names_that_lead_out_of_an_archive_lead_nowhere(here: Path) -> None:
    (here / "a.zip").write_bytes(
        zipped({"../../甲.txt": b"1", "甲.txt": b"2", "/etc/乙.txt": b"3"})
    )
    paths = [Path(path) for path, _ in listed("a.zip")]
    assert {path.as_posix() for path in paths} == {
        "a.zip/甲.txt", "a.zip/甲 (2).txt", "a.zip/etc/乙.txt",
    }  # fmt: skip
    assert sorted(map(bytes_of, paths)) == [b"1", b"2", b"3"]


def test_a_broken_archive_is_one_problem(here: Path) -> None:
    (here / "a.zip").write_bytes(zipped({"甲.txt": b"x" * 99})[:60])
    (here / "b.zip").write_bytes(zipped({}))
    assert listed(".") == [("a.zip", "truncated"), ("b.zip", "empty-archive")]


def test_archives_in_archives_end_somewhere(here: Path) -> None:
    data = b"x"
    for _ in range(DEPTH + 2):
        data = zipped({"a.zip": data, "甲.txt": b"x"})
    (here / "a.zip").write_bytes(data)
    codes = [code for _, code in listed("a.zip")]
    assert codes.count("zip-bomb") == 1
    assert codes.count("") == DEPTH


def test_a_member_that_swells_is_refused(here: Path) -> None:
    (here / "a.zip").write_bytes(zipped({"甲.txt": bytes(40 << 20), "乙.txt": b"1"}))
    with pytest.raises(Unreadable, match="zip-bomb"):
        gouji.read("a.zip/甲.txt")
    assert gouji.read("a.zip/乙.txt").blocks


def test_a_document_is_no_archive_whatever_its_name(here: Path) -> None:
    (here / "a.zip").write_bytes(docx(para(run(WRONG))))
    assert not is_archive(Path("a.zip"))
    assert listed("a.zip") == [("a.zip", "")]


def test_an_encrypted_member_needs_its_password(here: Path) -> None:
    data = bytearray(zipped({"甲.txt": b"x"}))
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(start) + at
        struct.pack_into("<H", data, place, struct.unpack_from("<H", data, place)[0] | 1)
    (here / "a.zip").write_bytes(data)
    with pytest.raises(Unreadable, match="encrypted"):
        gouji.read("a.zip/甲.txt")
    with pytest.raises(Unreadable, match=r"encrypted|truncated"):
        gouji.read("a.zip/甲.txt", "wrong")


def test_reports_in_archives_are_checked_alike_by_any_number_of_workers(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(here / "temporary"))
    (here / "temporary").mkdir()
    word = docx(para(run(WRONG)))
    pdf = PdfBuilder(here / "c.pdf")
    pdf.prose([WRONG])
    files = {"部门/b.docx": word, "c.pdf": pdf.save().read_bytes(), "坏.docx": b"PK\x03\x04"}
    (here / "a.zip").write_bytes(zipped({**files, "inner.zip": zipped(files)}))
    runs = []
    for jobs in (1, 2):
        with check_found(walk(["a.zip"]).found, Settings(jobs=jobs)) as results:
            runs.append(list(results))
    assert runs[0] == runs[1]
    status = {result.path: (result.status, len(result.findings)) for result in runs[0]}
    assert status == {
        f"a.zip/{folder}{name}": told
        for folder in ("", "inner.zip/")
        for name, told in (
            ("部门/b.docx", ("read", 1)), ("c.pdf", ("read", 1)), ("坏.docx", ("unread", 0)),
        )
    }  # fmt: skip
    assert all(result.sha256 for result in runs[0])
    assert not list((here / "temporary").iterdir())


def test_a_link_to_a_report_in_an_archive_opens_the_archive(here: Path) -> None:
    (here / "a.zip").write_bytes(zipped({"部门/甲.pdf": b"x"}))
    assert cell_link("a.zip/部门/甲.pdf", 3, here) == "external:./a.zip"


def test_no_annotated_copy_is_made_of_a_report_in_an_archive(here: Path) -> None:
    (here / "a.zip").write_bytes(zipped({"甲.docx": docx(para(run(WRONG)))}))
    with pytest.raises(NotAnnotated, match="zip"):
        annotate(Path("a.zip/甲.docx"), "docx", here / "out.docx", [], "en")
    assert not (here / "out.docx").exists()
