"""Reports that crash, hang or swallow memory cost themselves only."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from gouji.corpus.pool import Limits, check_all
from gouji.corpus.results import Results, pack, printable
from gouji.corpus.walk import Found
from gouji.extract.problem import Problem
from gouji.validate.finding import ReportResult

PLENTY = Limits(timeout=60, memory=2048)


@pytest.fixture(autouse=True)
def _targets_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def run(
    names: Sequence[str],
    jobs: int = 1,
    limits: Limits = PLENTY,
    target: str = "pool_targets:behave_as_named",
    settings: object = "",
) -> list[ReportResult]:
    found = [Found(Path(name)) for name in names]
    with check_all(found, target, settings, limits, jobs) as results:
        return list(results)


def codes(results: Sequence[ReportResult]) -> list[str]:
    return [result.problems[0].code if result.problems else result.status for result in results]


def test_a_crash_costs_the_report_in_hand_only() -> None:
    results = run(["a.pdf", "exit.pdf", "b.pdf", "kill.pdf", "c.pdf"])
    assert codes(results) == ["read", "crash", "read", "crash", "read"]
    assert [result.path for result in results][1::2] == ["exit.pdf", "kill.pdf"]
    assert "exit status 3" in results[1].problems[0].message
    assert results[1].status == "unread"


def test_a_hang_ends_at_the_time_limit() -> None:
    began = time.monotonic()
    results = run(["hang.pdf", "a.pdf"], limits=Limits(timeout=0.5, memory=2048))
    assert codes(results) == ["timeout", "read"]
    assert "0.5" in results[0].problems[0].message_en
    assert time.monotonic() - began < 10


def test_a_report_that_swallows_memory_ends_at_the_memory_limit() -> None:
    results = run(["eat.pdf", "a.pdf"], limits=Limits(timeout=60, memory=200))
    assert codes(results) == ["memory", "read"]
    assert "200 MB" in results[0].problems[0].message_en


def test_memory_the_system_refuses_is_a_memory_problem() -> None:
    assert codes(run(["exhausted.pdf"])) == ["memory"]


def test_an_error_in_the_checking_names_its_place_on_one_line() -> None:
    (result,) = run(["raise.pdf"])
    message = result.problems[0].message_en
    assert result.problems[0].code == "crash"
    assert "ValueError (pool_targets.py:" in message
    assert "a line and another" in message


def test_what_a_library_prints_does_not_garble_the_results() -> None:
    assert codes(run(["print.pdf", "a.pdf"])) == ["read", "read"]


def test_results_keep_the_order_of_the_reports_for_any_number_of_jobs() -> None:
    names = ["slow-1.pdf", "a.pdf", "b.pdf", "exit.pdf", "c.pdf"]
    alone, many = run(names, jobs=1), run(names, jobs=4)
    assert [result.path for result in many] == names
    assert alone == many


def test_sets_are_walked_in_the_same_order_in_every_worker() -> None:
    names = [f"{number}.pdf" for number in range(4)]
    orders = [r.title for r in run(names, jobs=4, target="pool_targets:tell_set_order")]
    again = [r.title for r in run(names, jobs=1, target="pool_targets:tell_set_order")]
    assert len(set(orders + again)) == 1


def test_a_worker_serves_many_reports() -> None:
    results = run(["a.pdf", "b.pdf", "c.pdf"], target="pool_targets:report_process")
    assert len({result.title for result in results}) == 1


def test_a_path_with_a_problem_never_reaches_a_worker() -> None:
    found = [Found(Path("exit.pdf"), Problem("missing"))]
    with check_all(found, "no.such:target", None, PLENTY, 1) as results:
        assert codes(results) == ["missing"]
        assert "不存在" in results[0].problems[0].message


def test_a_worker_that_cannot_start_is_a_problem_of_its_report() -> None:
    assert codes(run(["a.pdf"], target="no.such:target")) == ["crash"]


def test_the_watcher_hears_of_every_report_once() -> None:
    class Notes:
        def __init__(self) -> None:
            self.begun: list[str] = []
            self.ended: list[str] = []

        def started(self, path: Path) -> None:
            self.begun.append(path.name)

        def finished(self, path: Path) -> None:
            self.ended.append(path.name)

    notes = Notes()
    found = [Found(Path("a.pdf")), Found(Path("exit.pdf")), Found(Path("x"), Problem("missing"))]
    check_all(found, "pool_targets:behave_as_named", "", PLENTY, 2, notes).close()
    assert sorted(notes.begun) == ["a.pdf", "exit.pdf"]
    assert sorted(notes.ended) == ["a.pdf", "exit.pdf", "x"]


def test_an_interrupt_ends_the_workers_and_passes_on(tmp_path: Path) -> None:
    note = tmp_path / "worker"

    class Impatient:
        def started(self, path: Path) -> None:
            while not (note.exists() and note.read_text("utf-8")):
                time.sleep(0.02)
            raise KeyboardInterrupt

        def finished(self, path: Path) -> None: ...

    found = [Found(Path("hang.pdf"))]
    with pytest.raises(KeyboardInterrupt):
        check_all(found, "pool_targets:report_process", str(note), PLENTY, 1, Impatient())
    assert not psutil.pid_exists(int(note.read_text("utf-8")))


def test_workers_die_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "worker"
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from gouji.corpus.pool import *; from gouji.corpus.walk import Found;"
        "check_all([Found(Path('hang'))], 'pool_targets:report_process', sys.argv[2],"
        " Limits(60, 2048), 1)"
    )
    command = [sys.executable, "-c", script, str(Path(__file__).parent), str(note)]
    with subprocess.Popen(command) as parent:
        while not (note.exists() and note.read_text("utf-8")):
            assert parent.poll() is None
            time.sleep(0.05)
        worker = psutil.Process(int(note.read_text("utf-8")))
        parent.kill()
    worker.wait(timeout=10)
    assert not worker.is_running()


def test_results_are_kept_in_a_file_and_loaded_on_demand() -> None:
    with Results(3) as results:
        for index in (2, 0, 1):
            results.put(index, pack(ReportResult(path=f"{index}.pdf")))
        assert [result.path for result in results] == ["0.pdf", "1.pdf", "2.pdf"]
        assert [result.path for result in results[1:]] == ["1.pdf", "2.pdf"]
        assert results[-1].path == "2.pdf"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no bytes as file names")
def test_a_name_in_an_old_chinese_encoding_is_shown_in_characters() -> None:
    import os

    assert printable(Path(os.fsdecode("报告.docx".encode("gb18030")))) == "报告.docx"
