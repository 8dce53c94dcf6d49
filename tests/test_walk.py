"""From paths to reports: each once, in a natural order, nothing lost without a word."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from gouji.corpus.walk import Walk, walk


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names(walked: Walk) -> list[str]:
    return [found.path.as_posix() for found in walked.found]


def test_a_folder_gives_its_reports_and_those_of_its_subfolders(folder: Path) -> None:
    make(folder, "年报/甲.docx", "年报/部门/乙.pdf")
    assert names(walk(["年报"])) == ["年报/甲.docx", "年报/部门/乙.pdf"]


def test_numbers_in_names_count_as_numbers(folder: Path) -> None:
    make(folder, "a/附件10.pdf", "a/附件2.pdf", "a/附件1/x.pdf")
    assert names(walk(["a"])) == ["a/附件1/x.pdf", "a/附件2.pdf", "a/附件10.pdf"]


def test_lock_files_and_hidden_files_and_folders_are_passed_over(folder: Path) -> None:
    make(folder, "a/~$甲.docx", "a/.甲.docx", "a/.git/x.pdf", "a/__MACOSX/x.pdf", "a/甲.docx")
    walked = walk(["a"])
    assert names(walked) == ["a/甲.docx"]
    assert walked.passed_over == 0


def test_files_of_plainly_other_kinds_are_counted(folder: Path) -> None:
    make(folder, "a/notes.py", "a/scan.PNG", "a/answers.tsv", "a/甲.docx")
    walked = walk(["a"])
    assert names(walked) == ["a/甲.docx"]
    assert walked.passed_over == 3


def test_a_file_with_a_strange_ending_is_left_to_the_readers(folder: Path) -> None:
    make(folder, "a/甲.docx_", "a/乙", "a/丙.rar")
    assert sorted(names(walk(["a"]))) == ["a/丙.rar", "a/乙", "a/甲.docx_"]


def test_what_gouji_wrote_is_not_checked(folder: Path) -> None:
    make(folder, "a/gouji-out/copy.docx", "a/discrepancies.xlsx", "a/mine/copy.docx", "a/甲.docx")
    assert names(walk(["a"], out=Path("a/mine"))) == ["a/甲.docx"]


def test_an_output_folder_that_holds_the_reports_is_still_walked(folder: Path) -> None:
    make(folder, "a/甲.docx")
    assert names(walk(["a"], out=Path("a"))) == ["a/甲.docx"]


def test_a_file_given_by_name_is_always_listed(folder: Path) -> None:
    make(folder, "notes.py", ".hidden.docx")
    assert names(walk(["notes.py", ".hidden.docx"])) == ["notes.py", ".hidden.docx"]


def test_a_path_that_does_not_exist_is_listed_with_its_problem(folder: Path) -> None:
    (found,) = walk(["no/such.docx"]).found
    assert found.problem is not None
    assert found.problem.code == "missing"


def test_a_report_reached_twice_is_listed_once(folder: Path) -> None:
    make(folder, "a/甲.docx", "a/乙.docx")
    assert names(walk(["a/甲.docx", "a", folder / "a", "a/*.docx"])) == ["a/甲.docx", "a/乙.docx"]


def test_a_glob_is_matched_in_natural_order(folder: Path) -> None:
    make(folder, "a/10.pdf", "a/9.pdf", "a/b/8.pdf", "a/~$9.pdf")
    assert names(walk(["a/*.pdf"])) == ["a/9.pdf", "a/10.pdf"]
    assert names(walk(["a/**/8.pdf"])) == ["a/b/8.pdf"]


def test_a_glob_without_a_match_is_missing(folder: Path) -> None:
    (found,) = walk(["*.docx"]).found
    assert found.problem is not None
    assert found.problem.code == "missing"


def test_brackets_in_a_real_name_are_no_glob(folder: Path) -> None:
    make(folder, "[2022]报告.docx", "2报告.docx")
    assert names(walk(["[2022]报告.docx"])) == ["[2022]报告.docx"]


def test_a_loop_of_links_ends(folder: Path) -> None:
    make(folder, "a/甲.docx")
    try:
        (folder / "a/again").symlink_to(folder / "a", target_is_directory=True)
        (folder / "a/self.docx").symlink_to("self.docx")
    except OSError:
        pytest.skip("this system lets us make no links")
    walked = walk(["a"])
    assert names(walked) == ["a/self.docx", "a/甲.docx"]
    assert walked.found[0].problem is not None


def test_a_deep_tree_is_walked_to_its_end(folder: Path) -> None:
    deep = folder / "a"
    for _ in range(400):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "x.pdf").write_bytes(b"x")
    assert len(walk(["a"]).found) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_opened(folder: Path) -> None:
    os.mkfifo("pipe.docx")
    (found,) = walk(["pipe.docx"]).found
    assert found.problem is not None
    assert found.problem.code == "unsupported"


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="this user may read every folder"
)
def test_a_folder_that_may_not_be_read_is_listed_with_its_problem(folder: Path) -> None:
    make(folder, "a/locked/甲.docx")
    (folder / "a/locked").chmod(0)
    try:
        (found,) = walk(["a"]).found
    finally:
        (folder / "a/locked").chmod(0o700)
    assert found.problem is not None
    assert found.problem.code == "permission"
