"""A worker process: checks the reports it is handed, one after the other.

The parent (pool.py) sends a frame a report and gets a frame back.  When the parent is gone its
pipe ends, and the worker ends too, in the middle of a report if need be.
"""

from __future__ import annotations

import importlib
import os
import pickle
import queue
import signal
import struct
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

from ..extract.problem import Problem
from ..validate.finding import ReportResult
from .results import pack, unread

Check = Callable[[Path, object], ReportResult]
_GRACE = 1.0  # seconds to clear up in when the parent is gone
_LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], content: bytes) -> None:
    """Write one frame.  OSError when the other side is gone."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one frame; None when the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None


def main(target: str) -> None:
    """Serve reports with the function `target` ("module:name") until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to act on
    tasks_in, answers = _private_pipes()
    tasks: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(tasks_in, tasks), daemon=True).start()
    module, _, name = target.partition(":")
    check = cast(Check, getattr(importlib.import_module(module), name))
    send(answers, b"ready")
    while (task := tasks.get()) is not None:
        path, settings = pickle.loads(task)
        send(answers, _answer(check, path, settings))


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Take the pipes away from libraries and programs that might print to or read from them."""
    tasks = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return tasks, answers


def _listen(stream: IO[bytes], tasks: queue.SimpleQueue[bytes | None]) -> None:
    """Take in tasks.  When the parent is gone, end the process even if it is busy."""
    while (task := receive(stream)) is not None:
        tasks.put(task)
    tasks.put(None)
    time.sleep(_GRACE)
    os._exit(1)


def _answer(check: Check, path: Path, settings: object) -> bytes:
    """The packed result of one report.  An error in the checking becomes the report's problem."""
    try:
        return pack(check(path, settings))
    except MemoryError:
        return pack(unread(path, Problem("memory", detail="RAM")))
    except Exception as error:
        return pack(unread(path, Problem("crash", detail=_described(error))))


def _described(error: Exception) -> str:
    """An error in one line, with the place in the source that raised it."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    text = " ".join(str(error).split())[:200]
    return f"{type(error).__name__} ({place}) {text}".strip()
