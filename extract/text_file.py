"""Plain text files of any of the encodings met in Chinese offices → `Document`."""

from __future__ import annotations

from .document import Document
from .plain import document_from_text
from .problem import Unreadable

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> str:
    """Text of UTF-8, UTF-16 (with its mark) or GB18030; what fits none is read with gaps."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    tail = data[:-3].decode("utf-8", "ignore")  # a file cut inside a character is still UTF-8
    encoding = "utf-8" if len(tail.encode()) + 3 >= len(data) else "gb18030"
    return data.decode(encoding, "replace")


def read_text_file(data: bytes, name: str, format: str = "txt") -> Document:
    """Read a text file.  `Unreadable` ("no-text") when it holds nothing but white space."""
    document = document_from_text(decode(data), name)
    if not document.blocks:
        raise Unreadable("no-text")
    document.format = format
    return document
