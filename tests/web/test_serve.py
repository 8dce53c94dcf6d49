"""The server as other programs meet it: who may speak to it, and what it takes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra gouji[web] is not installed")

from .served import DECISION, Visitor, serving

REPORT = "收入15.00万元，比上年增加5.00万元，增长60%。\n".encode()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(count=4, file=1000, total=2000) as address:
        yield address


@pytest.fixture
def visitor(address: str) -> Iterator[Visitor]:
    visitor = Visitor(address)
    yield visitor
    for job in visitor.jobs():
        visitor.ask("DELETE", f"jobs/{job['id']}")


def done(visitor: Visitor, job: str) -> dict[str, object]:
    for _ in range(150):
        (status,) = [each for each in visitor.jobs() if each["id"] == job]
        if status["state"] in ("done", "failed"):
            return status
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def test_without_the_token_there_is_nothing(visitor: Visitor) -> None:
    assert visitor.ask("GET", f"{visitor.origin}/")[0] == 404
    assert visitor.ask("GET", f"{visitor.origin}/guess/jobs")[0] == 404


def test_another_host_name_is_refused(visitor: Visitor) -> None:
    assert visitor.ask("GET", "", Host="attacker.example")[0] == 400


@pytest.mark.parametrize("origin", ["http://attacker.example", "null", ""])
def test_another_sites_request_is_refused(visitor: Visitor, origin: str) -> None:
    assert visitor.ask("POST", "jobs", Origin=origin)[0] == 403
    assert visitor.jobs() == []


def test_a_request_without_a_session_is_refused(visitor: Visitor) -> None:
    assert visitor.ask("GET", "jobs", Cookie="")[0] == 403
    assert visitor.ask("GET", "jobs", Cookie="gouji=short")[0] == 403


def test_answers_are_neither_stored_nor_framed(visitor: Visitor) -> None:
    headers = visitor.ask("GET", "")[1]
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_each_browser_sees_its_own_jobs_only(address: str, visitor: Visitor) -> None:
    other = Visitor(address)
    job = visitor.new_job()
    assert [each["id"] for each in visitor.jobs()] == [job]
    assert other.jobs() == []
    assert other.put(job, "甲.txt", REPORT) == 404
    assert other.ask("POST", f"jobs/{job}/start")[0] == 404
    assert other.ask("DELETE", f"jobs/{job}")[0] == 404


def test_what_is_too_much_is_refused(visitor: Visitor) -> None:
    job = visitor.new_job()
    assert visitor.put(job, "大.txt", b"x" * 1001) == 413
    assert [visitor.put(job, f"{n}.txt", b"x") for n in range(4)] == [204, 204, 204, 413]
    other = visitor.new_job()
    sizes = [visitor.put(other, f"{n}.txt", b"x" * 900) for n in range(3)]
    assert sizes == [204, 204, 413]


def test_a_job_is_checked_read_decided_and_its_files_are_gone(visitor: Visitor) -> None:
    job = visitor.new_job()
    assert visitor.ask("GET", f"jobs/{job}/report")[0] == 409
    assert visitor.put(job, "县/甲.txt", REPORT) == 204
    dropped = f"gouji-*/{job}/reports/*"  # its own: other tests serve at the same time
    assert list(Path(tempfile.gettempdir()).glob(dropped)) != []
    assert visitor.ask("POST", f"jobs/{job}/start")[0] == 204
    assert done(visitor, job)["state"] == "done"
    assert list(Path(tempfile.gettempdir()).glob(dropped)) == []
    page = visitor.ask("GET", f"jobs/{job}/report")[2].decode("utf-8")
    assert "县/甲.txt" in page
    assert tempfile.gettempdir() not in page
    assert visitor.ask("PUT", f"jobs/{job}/decisions", json.dumps(DECISION).encode())[0] == 204
    assert json.loads(visitor.ask("GET", f"jobs/{job}/decisions")[2]) == [DECISION]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", json.dumps({**DECISION, "disposition": "<b>"}).encode(),
     json.dumps({**DECISION, "remarks": "x" * 2001}).encode()],
)  # fmt: skip
def test_a_decision_that_makes_no_sense_is_refused(visitor: Visitor, body: bytes) -> None:
    job = visitor.new_job()
    visitor.ask("POST", f"jobs/{job}/start")
    done(visitor, job)
    assert visitor.ask("PUT", f"jobs/{job}/decisions", body)[0] == 400


def test_a_removed_job_leaves_nothing(visitor: Visitor) -> None:
    job = visitor.new_job()
    visitor.put(job, "甲.txt", REPORT)
    (folder,) = Path(tempfile.gettempdir()).glob(f"gouji-*/{job}")
    assert visitor.ask("DELETE", f"jobs/{job}")[0] == 204
    assert not folder.exists()
    assert visitor.jobs() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals")
def test_ctrl_c_ends_the_server_and_removes_what_was_dropped(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from gouji.cli import main; main()", "serve"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONUTF8": "1"},
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        visitor = Visitor(address)
        visitor.put(visitor.new_job(), "甲.txt", REPORT)
        assert list(tmp_path.glob("gouji-*/*/reports/甲.txt"))
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    assert list(tmp_path.glob("gouji-*")) == []


def test_without_the_extra_the_command_names_it() -> None:
    script = (
        "import sys; sys.modules['starlette'] = sys.modules['uvicorn'] = None;"
        "from gouji.cli import main; sys.argv = ['gouji', 'serve']; main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert ended.returncode == 2
    assert "gouji[web]" in ended.stderr
    assert "Traceback" not in ended.stderr
