"""Whatever a path leads to is read by what it holds, or named as a problem."""

import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from gouji.extract import read as reading
from gouji.extract.archive import Archive
from gouji.extract.legacy import office
from gouji.extract.problem import Unreadable, codes
from gouji.extract.read import read
from gouji.extract.sniff import sniff

from tests.builders import docx, para, row, table

GOOD = docx(para("收入12万元"), table(row("甲", "1"), row("乙", "2")))
SHARED = Path(__file__).parents[3] / "shared" / "reports"


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def problem_of(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read(path)
    return caught.value.problem.code


def packed(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def test_a_report_knows_its_path_and_hash(tmp_path: Path) -> None:
    path = put(tmp_path, "a.docx", GOOD)
    document = read(path)
    assert document.path == str(path)
    assert len(document.sha256) == 64
    assert document.problems == ()


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a", "a.doc"])
def test_a_misnamed_file_is_read_by_its_content_and_said_so(tmp_path: Path, name: str) -> None:
    document = read(put(tmp_path, name, GOOD))
    assert document.format == "docx"
    assert [problem.code for problem in document.problems] == ["misnamed"]
    assert not document.problems[0].fatal


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (GOOD[:-40], "truncated"),
        (GOOD[:200], "truncated"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "unsupported"),
        (b"\x05admin" + bytes(156), "unsupported"),
        (bytes(range(256)) * 20, "truncated"),
        (b"   \n\t", "no-text"),
        (packed(a=b"x"), "unsupported"),
        (packed(ppt__presentation=b"", **{"ppt__presentation.xml": b"<x/>"}), "unsupported"),
        (b'<?xml version="1.0"?><x/>', "unsupported"),
        (b'<?xml version="1.0"?><!DOCTYPE x><w xmlns="x/office/word/2003/wordml"/>', "hostile-xml"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "truncated"),
    ],
)
def test_what_cannot_be_read_has_a_name(tmp_path: Path, data: bytes, code: str) -> None:
    assert problem_of(put(tmp_path, "a.docx", data)) == code


def test_a_path_that_leads_nowhere_is_missing(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "no.docx") == "missing"
    assert problem_of(put(tmp_path, "a", b"x") / "inside") == "missing"


def test_a_folder_and_a_pipe_are_no_reports(tmp_path: Path) -> None:
    assert problem_of(tmp_path) == "unsupported"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert problem_of(tmp_path / "pipe") == "unsupported"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_file_nobody_may_read_says_so(tmp_path: Path) -> None:
    path = put(tmp_path, "a.docx", GOOD)
    path.chmod(0)
    assert problem_of(path) == "permission"


def test_a_refused_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError

    path = put(tmp_path, "a.docx", GOOD)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert problem_of(path) == "permission"


def test_a_file_that_changes_while_it_is_read_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "a.docx", GOOD)

    def write_again(data: bytes, extension: str) -> object:
        path.write_bytes(GOOD + b" ")
        return sniff(data, extension)

    monkeypatch.setattr(reading, "sniff", write_again)
    assert problem_of(path) == "changed-while-read"


def test_an_enormous_file_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SIZE_LIMIT", 10)
    assert problem_of(put(tmp_path, "a.docx", GOOD)) == "too-large"


def test_a_zip_bomb_is_stopped_before_it_fills_memory(tmp_path: Path) -> None:
    bomb = docx(raw_main=b"<w:document>" + b" " * (40 << 20))
    assert len(bomb) < 1 << 20
    assert problem_of(put(tmp_path, "a.docx", bomb)) == "zip-bomb"


def test_a_docx_with_a_part_missing_is_named(tmp_path: Path) -> None:
    old, stream = zipfile.ZipFile(io.BytesIO(GOOD)), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
    assert problem_of(put(tmp_path, "a.docx", stream.getvalue())) == "truncated"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    document = read(put(tmp_path, "a.txt", "收入１２万元，比上年增长5%。".encode(encoding)))
    assert [p.text.text for p in document.paragraphs] == ["收入12万元，比上年增长5%。"]


def test_a_text_file_cut_inside_a_character_keeps_its_encoding(tmp_path: Path) -> None:
    document = read(put(tmp_path, "a.txt", "收入十二万元".encode()[:-1]))
    assert next(document.paragraphs).text.text.startswith("收入十二万")


def test_archive_members_have_the_names_people_gave_and_stay_inside() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in ("../../etc/a.docx", "C:\\x\\b.docx", "__MACOSX/._c", "/d/e.pdf"):
            file.writestr(name, b"x")
        file.writestr(zipfile.ZipInfo("报告.docx".encode("gbk").decode("cp437")), b"y")
    raw = stream.getvalue()
    # zipfile marks such names as UTF-8; an archiver on Chinese Windows writes bare GBK.
    as_utf8, as_gbk = "报告.docx".encode("gbk").decode("cp437").encode(), "报告.docx".encode("gbk")
    padded = as_gbk.ljust(len(as_utf8), b"_")
    raw = raw.replace(as_utf8, padded)
    at = raw.rindex(b"PK\x01\x02")
    raw = raw[: at + 8] + b"\0\0" + raw[at + 10 :]
    archive = Archive(raw)
    names = [member.name for member in archive.members()]
    assert names[:3] == ["etc/a.docx", "C_/x/b.docx", "d/e.pdf"]
    assert names[3].startswith("报告.docx")


def readable_or_named(path: Path) -> str:
    """The outcome of reading; any other exception fails the test."""
    try:
        return "read" if read(path).blocks else "nothing"
    except Unreadable as error:
        return error.problem.code if error.problem.message() else "no message"


def mutated(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return data[: chance.randrange(len(data))]
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200))):
        at = chance.randrange(len(flipped))
        flipped[at] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def test_200_random_mutilations_are_each_read_or_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "converter", lambda: None)
    chance = random.Random(20221)
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    sources = [(".docx", GOOD), (".docx", stored.getvalue())]
    for name in ("seeds/changning-2022.doc", "edge/apache__poi__poi_12843_2.xls"):
        if (SHARED / name).exists():
            sources.append(((SHARED / name).suffix, (SHARED / name).read_bytes()))
    outcomes = set()
    for number in range(200):
        suffix, data = sources[number % len(sources)]
        outcomes.add(readable_or_named(put(tmp_path, f"{number}{suffix}", mutated(data, chance))))
    assert {"read", "truncated"} <= outcomes <= {"read", *codes()}
