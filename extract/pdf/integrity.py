"""Whether a file's compressed parts are whole.

pdfium reads on silently over a damaged part, and a page without its text then looks like a page
without figures.  The parts that may hold text are therefore decompressed once more, for the sake
of their check sums.
"""

from __future__ import annotations

import mmap
import zlib
from collections.abc import Iterator
from pathlib import Path

_LONGEST_HEAD = 600  # bytes
_MOST = 32 << 20
"""Bytes a part may hold when decompressed; what is larger is no text."""
_NO_TEXT = (b"/Image", b"/Length1", b"/FontFile", b"/ICCBased", b"/N 3", b"/FunctionType")

_Bytes = bytes | mmap.mmap


def damaged_parts(source: Path | bytes) -> int:
    """How many compressed parts of a PDF that may hold text do not decompress."""
    if isinstance(source, bytes):
        return _damaged(source)
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _damaged(data)


def _damaged(data: _Bytes) -> int:
    if data.rfind(b"/Encrypt") >= 0:
        return 0  # encrypted parts can be checked by none but their reader
    return sum(
        _broken(data, start)
        for before, start in _streams(data)
        if _may_hold_text(data[max(0, before - _LONGEST_HEAD) : before])
    )


def _streams(data: _Bytes) -> Iterator[tuple[int, int]]:
    """Where each part's dictionary ends and its bytes begin."""
    at = data.find(b"stream")
    while at >= 0:
        after = at + len(b"stream")
        line_end = data[after : after + 2]
        if data[max(0, at - 3) : at] != b"end" and (line_end[:1] == b"\n" or line_end == b"\r\n"):
            yield at, after + (1 if line_end[:1] == b"\n" else 2)
        at = data.find(b"stream", after)


def _may_hold_text(before: bytes) -> bool:
    """Whether the dictionary that ends `before` is of a plainly compressed part with text."""
    head = before[before.rfind(b" obj") + 1 :]
    return (
        b"/FlateDecode" in head
        and b"/ASCII" not in head
        and not any(mark in head for mark in _NO_TEXT)
    )


def _broken(data: _Bytes, start: int) -> bool:
    unpacker = zlib.decompressobj()
    taken = 0
    try:
        while not unpacker.eof and taken < _MOST:
            piece = data[start : start + (1 << 16)]
            if not piece:
                return False
            start += len(piece)
            while piece and not unpacker.eof and taken < _MOST:
                taken += len(unpacker.decompress(piece, 1 << 20))
                piece = unpacker.unconsumed_tail
    except zlib.error:
        return True
    return False
