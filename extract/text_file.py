"""Plain text files of any of the encodings met in Chinese offices → `Document`."""

from __future__ import annotations

import codecs

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
    try:  # not final: a file cut inside a character is still UTF-8
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def read_text_file(data: bytes, name: str, format: str = "txt") -> Document:
    """Read a text file.  `Unreadable` ("no-text") when it holds nothing but white space."""
    document = document_from_text(decode(data), name)
    if not document.blocks:
        raise Unreadable("no-text")
    document.format = format
    return document
