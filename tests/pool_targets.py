"""Checking functions that misbehave on purpose, named to the pool by tests."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from gouji.validate.finding import ReportResult


def behave_as_named(path: Path, settings: object) -> ReportResult:
    """Do what the file's name says: exit-3, kill, hang, eat, raise, print, slow-…, or be good."""
    name = path.stem
    if name.startswith("exit"):
        os._exit(3)
    if name.startswith("kill"):
        os.abort()
    if name.startswith("hang"):
        time.sleep(600)
    if name.startswith("eat"):
        hoard = []
        while True:
            hoard.append(bytearray(b"x" * (8 << 20)))
            time.sleep(0.005)
    if name.startswith("raise"):
        raise ValueError("a line\nand another")
    if name.startswith("exhausted"):
        raise MemoryError
    if name.startswith("print"):
        print("noise on standard output", flush=True)
        os.write(1, b"more noise")
        sys.stdin.read()
    if name.startswith("slow"):
        time.sleep(0.3)
    return ReportResult(path=path.as_posix(), title=str(settings), status="read")


def tell_set_order(path: Path, settings: object) -> ReportResult:
    """A result that shows in which order this process walks a set of words."""
    order = " ".join({"收入", "支出", "结余", "编制", "得分", "满分", "预算", "决算"})
    return ReportResult(path=path.as_posix(), title=order, status="read")


def report_process(path: Path, settings: object) -> ReportResult:
    """A result that names the process, which then stays busy in the file named hang."""
    if path.stem == "hang":
        Path(str(settings)).write_text(str(os.getpid()), "utf-8")
        time.sleep(600)
    return ReportResult(path=path.as_posix(), title=str(os.getpid()), status="read")
