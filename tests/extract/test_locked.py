"""Office files behind a password."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from gouji.extract.problem import Unreadable
from gouji.extract.read import read
from gouji.tests.builders import docx, para, run
from msoffcrypto.format.ooxml import OOXMLFile


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "a.docx"
    # Below 4096 bytes the tool that locks it here writes a file that it cannot read itself.
    filling = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(4000))
    data = docx(para(run("支出12万元")), para(run(filling)))
    with path.open("wb") as file:
        OOXMLFile(io.BytesIO(data)).encrypt("secret", file)
    return path


def test_a_locked_word_file_opens_with_its_password(locked: Path) -> None:
    document = read(locked, password="secret")
    assert next(document.paragraphs).text.text == "支出12万元"
    assert document.format == "docx"
    assert not document.problems


def test_without_it_or_with_another_the_file_is_encrypted(locked: Path) -> None:
    for password in (None, "wrong"):
        with pytest.raises(Unreadable, match="encrypted"):
            read(locked, password=password)


def test_a_password_does_not_harm_a_file_that_needs_none(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(para(run("支出12万元"))))
    assert read(path, password="secret").blocks
