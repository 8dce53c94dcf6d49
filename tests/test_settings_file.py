"""gouji.toml: what an office may settle, and how a slip in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from gouji.settings_file import SettingsError, find, load


def written(folder: Path, text: str) -> Path:
    path = folder / "gouji.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_nearest_file_above_the_reports_counts(tmp_path: Path) -> None:
    deep = tmp_path / "2024" / "局"
    deep.mkdir(parents=True)
    outer = written(tmp_path, "")
    assert find(deep) == outer
    inner = written(tmp_path / "2024", "")
    assert find(deep) == inner


def test_values_keep_the_line_they_stand_on(tmp_path: Path) -> None:
    file = load(written(tmp_path, '# 设置\nlang = "en"\n\n[levels]\nshare = "info"\n'))
    assert file.values == {"lang": "en", "levels": {"share": "info"}}
    assert file.origin("lang").endswith("gouji.toml:2")
    assert file.origin("levels").endswith("gouji.toml:4")


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    text = 'out = "结果"\nbaseline = "b.jsonl"\nprofiles = ["省/表.toml"]'
    values = load(written(tmp_path, text)).values
    assert values["out"] == tmp_path / "结果"
    assert values["baseline"] == tmp_path / "b.jsonl"
    assert values["profiles"] == (tmp_path / "省/表.toml",)


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ('lang = "zh"\nlang = zh', "2:8", ""),
        ('lang = "zh"\n  fail_level = "error"', "2:3", "did you mean “fail-level”"),
        ("[levels]\nshares = 'info'", "2:1", "did you mean “share”"),
        ("levels.share = 'loud'", "1:1", "one of error, warning, review, info, off"),
        ('formats = ["xlsx", "docx"]', "1:1", "one of xlsx"),
        ("jobs = true", "1:1", "whole number"),
        ("timeout = 0", "1:1", "above zero"),
        ("exclude = '草稿'", "1:1", "a list of texts"),
        ("levels = 3", "1:1", "must be a table"),
        ("colour = 1", "1:1", "known: "),
    ],
)
def test_a_slip_is_told_with_line_and_column(
    tmp_path: Path, text: str, place: str, told: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as failure:
        load(path)
    assert str(failure.value).startswith(f"{path}:{place}: ")
    assert told in str(failure.value)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gouji.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"gouji\.toml"):
        load(path)
