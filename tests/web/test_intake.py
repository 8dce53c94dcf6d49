"""What is dropped lands below one folder, under safe names, within limits."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from gouji.web.intake import Bounds, Intake, TooMuch
from hypothesis import given
from hypothesis import strategies as st


def intake(folder: Path, **bounds: int) -> Intake:
    return Intake(folder / "reports", Bounds(**bounds))


def stored(taken: Intake) -> dict[str, bytes]:
    return {
        path.relative_to(taken.root).as_posix(): path.read_bytes()
        for path in taken.root.rglob("*")
        if path.is_file()
    }


def zipped(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def unpacked(taken: Intake, data: bytes) -> dict[str, bytes]:
    path = taken.place("投放.zip")
    path.write_bytes(data)
    taken.unpack(path)
    return stored(taken)


@pytest.mark.parametrize("name", ["../../甲.docx", "/甲.docx", "C:\\乙\\..\\甲.docx", "./甲.docx"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    taken = intake(tmp_path)
    path = taken.place(name)
    assert path.resolve().is_relative_to(taken.root.resolve())
    assert path.name == "甲.docx"


@given(st.text(min_size=1, max_size=400))
def test_any_name_is_placed_or_refused(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    taken = intake(tmp_path_factory.mktemp("any"))
    try:
        path = taken.place(name)
    except ValueError:
        assert stored(taken) == {}
    else:
        assert path.resolve().is_relative_to(taken.root.resolve())


def test_files_of_one_name_stand_side_by_side(tmp_path: Path) -> None:
    taken = intake(tmp_path)
    assert [taken.place("甲.docx").name for _ in range(2)] == ["甲.docx", "甲 (2).docx"]


def test_an_archive_becomes_a_folder(tmp_path: Path) -> None:
    taken = intake(tmp_path)
    files = unpacked(taken, zipped({"县/甲.txt": b"1", "乙.txt": b"2", "../丙.txt": b"3"}))
    assert files == {"投放/县/甲.txt": b"1", "投放/乙.txt": b"2", "投放/丙.txt": b"3"}
    assert taken.count == 3


def test_a_bomb_is_named_and_costs_only_itself(tmp_path: Path) -> None:
    taken = intake(tmp_path)
    files = unpacked(taken, zipped({"弹.txt": b"0" * (32 << 20), "乙.txt": b"2"}))
    assert files == {"投放/乙.txt": b"2"}
    assert [(lost.path.name, lost.problem.code) for lost in taken.lost if lost.problem] == [
        ("弹.txt", "zip-bomb")
    ]


def test_a_broken_archive_is_one_unread_file(tmp_path: Path) -> None:
    taken = intake(tmp_path)
    assert unpacked(taken, b"no zip at all") == {}
    assert [lost.path.name for lost in taken.lost] == ["投放.zip"]


def test_members_count_against_the_limits(tmp_path: Path) -> None:
    with pytest.raises(TooMuch, match="too_many"):
        unpacked(intake(tmp_path, count=3), zipped({f"{n}.txt": b"" for n in range(4)}))
    with pytest.raises(TooMuch, match="too_much"):
        unpacked(intake(tmp_path / "b", total=5), zipped({f"{n}.txt": b"xxx" for n in range(3)}))


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    taken = intake(tmp_path, file=4)
    path = taken.place("甲.txt")
    taken.grow(path, 4)
    with pytest.raises(TooMuch, match="too_large"):
        taken.grow(path, 5)
