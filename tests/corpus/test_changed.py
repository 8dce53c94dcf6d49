"""--since: only what is new or changed in git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from gouji.corpus.changed import GitError, changed_since
from gouji.corpus.walk import Found, walk

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.invalid")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name in ("甲.docx", "乙 1.docx", "下/丙.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path


def changed(folder: Path, revision: str = "HEAD") -> list[str]:
    found = changed_since(walk([folder]).found, revision)
    return [item.path.relative_to(folder).as_posix() for item in found]


def test_nothing_is_left_when_nothing_changed(repository: Path) -> None:
    assert changed(repository) == []


def test_changed_and_new_reports_are_kept_whatever_their_names(repository: Path) -> None:
    (repository / "乙 1.docx").write_text("x", "utf-8")
    (repository / "下/丁“引号”.docx").write_text("x", "utf-8")
    assert changed(repository) == ["下/丁“引号”.docx", "乙 1.docx"]


def test_what_was_committed_since_counts(repository: Path) -> None:
    (repository / "甲.docx").write_text("x", "utf-8")
    git(repository, "commit", "-q", "-a", "-m", "second")
    assert changed(repository) == []
    assert changed(repository, "HEAD~1") == ["甲.docx"]


def test_a_path_that_cannot_be_opened_is_still_told(repository: Path) -> None:
    missing = walk([repository / "没有.docx"]).found
    assert changed_since(missing, "HEAD") == missing


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", ""])
def test_a_revision_that_does_not_exist_is_an_error(repository: Path, revision: str) -> None:
    with pytest.raises(GitError, match="no revision"):
        changed(repository, revision)


def test_outside_a_repository_git_cannot_say(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("x", "utf-8")
    with pytest.raises(GitError):
        changed_since([Found(path)], "HEAD")
