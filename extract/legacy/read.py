"""Files of older or other word processors → `Document`: .doc, .wps, .rtf, .odt."""

from __future__ import annotations

from dataclasses import replace

from ..document import Document
from ..problem import Problem, Unreadable
from ..word.read import read_word
from .binary import OldFormat
from .doc import read_doc_binary
from .office import to_docx


def read_doc(data: bytes, name: str) -> Document:
    """Read a .doc (or .wps, which is one): directly, or converted where that loses something.

    Without a converter what was read directly is given, with the problem "without-converter".
    """
    try:
        document, complete = read_doc_binary(data, name)
    except OldFormat:
        return read_converted(data, name, "doc")
    if complete:
        return document
    try:
        return read_converted(data, name, "doc")
    except Unreadable as error:
        why = error.problem.detail or error.problem.code
        document.problems = (*document.problems, Problem("without-converter", None, why))
        return document


def read_converted(data: bytes, name: str, format: str) -> Document:
    """Read what LibreOffice makes of a file.  `Unreadable` as of `to_docx` and `read_word`."""
    document = read_word(to_docx(data, f".{format}"), name)
    return replace(document, format=format)
