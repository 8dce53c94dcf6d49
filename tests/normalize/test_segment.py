"""Names are cut into words of the domain dictionary; jieba brings nothing of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile

import pytest
from gouji.normalize.segment import cut, dictionary


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("三公经费总支出", ["三公经费", "总", "支出"]),
        ("一般公共预算财政拨款支出决算数", ["一般公共预算财政拨款支出", "决算数"]),
        ("总工会经费", ["总工会", "经费"]),
        ("溪口水库", ["溪", "口", "水", "库"]),
    ],
)
def test_a_name_is_cut_into_the_fewest_known_words(name: str, words: list[str]) -> None:
    assert cut(name) == words


def test_words_are_in_one_script_and_without_brackets() -> None:
    assert "因公出国境费" in dictionary()
    assert not any(mark in word for word in dictionary() for mark in "（）()")


def test_the_first_name_costs_little_and_leaves_no_trace() -> None:
    """No warning, no log line, no cache file, not jieba's model of unknown words."""
    program = (
        "import sys, tempfile, os; tempfile.tempdir = sys.argv[1]\n"
        "from gouji.normalize.segment import cut\n"
        "cut('公务接待费支出')\n"
        "assert os.listdir(sys.argv[1]) == []\n"
        "assert 'jieba.finalseg.prob_emit' not in sys.modules\n"
        "assert 'pkg_resources' not in sys.modules\n"
    )
    with_nothing_said = [sys.executable, "-W", "error", "-c", program]
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([*with_nothing_said, folder], capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_who_wants_the_model_of_unknown_words_gets_it() -> None:
    program = (
        "from gouji.normalize.segment import cut\n"
        "cut('公务接待费支出')\n"
        "import jieba\n"
        "assert ''.join(jieba.finalseg.cut('他来到')) == '他来到'\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, "")
