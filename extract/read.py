"""The one way in: a path → a `Document`, or `Unreadable` with a named problem."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from .document import Document
from .locked import unlocked
from .manner import Manner
from .packed import bytes_of, holder_of
from .problem import Problem, Unreadable
from .sniff import Kind, sniff

SIZE_LIMIT = 512 << 20
"""Bytes; larger files are not reports."""


def read(path: Path, *, password: str | None = None, manner: Manner | None = None) -> Document:
    """Read a report by what it holds, whatever its name says.

    `path` may lead into a zip archive (`a.zip/b.docx`).  `password` opens an encrypted file;
    `manner` says more (it replaces `password`).  Raises `Unreadable` with a code of
    problems.toml when nothing of it can be read; what was lost in part is in
    `Document.problems`.
    """
    manner = manner or Manner(password)
    holder = holder_of(path)
    before = _status(holder or path)
    data = bytes_of(path, manner.password) if holder else _bytes_of(path)
    digest = hashlib.sha256(data).hexdigest()
    opened = unlocked(data, manner.password)
    kind = sniff(opened, path.suffix.lower())
    document = _READERS[kind.format](opened, path, manner)
    after = _status(holder or path)
    whole = holder is not None or len(data) == after.st_size
    if not whole or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Unreadable("changed-while-read")
    problems = [*_misnamed(path, kind), *document.problems]
    return replace(document, path=str(path), sha256=digest, problems=tuple(problems))


def _status(path: Path) -> os.stat_result:
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unreadable("missing") from error
    except PermissionError as error:
        raise Unreadable("permission") from error
    except (OSError, ValueError) as error:  # a loop of links, a name too long, a NUL in it
        raise Unreadable("missing", str(error)) from error
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable("unsupported", "folder")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable("unsupported", "not a regular file")
    if status.st_size > SIZE_LIMIT:
        raise Unreadable("too-large", f"{status.st_size >> 20} MB > {SIZE_LIMIT >> 20} MB")
    return status


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable("missing") from error
    except PermissionError as error:
        raise Unreadable("permission") from error
    except OSError as error:
        raise Unreadable("truncated", str(error)) from error


def _misnamed(path: Path, kind: Kind) -> list[Problem]:
    suffix = path.suffix.lower()
    if suffix in kind.extensions:
        return []
    return [Problem("misnamed", None, f"{suffix or path.name} → {kind.format}")]


def _word(data: bytes, path: Path, manner: Manner) -> Document:
    from .word.read import read_word

    return read_word(data, str(path))


def _pdf(data: bytes, path: Path, manner: Manner) -> Document:
    inside = data if holder_of(path) else None
    if manner.pdf_engine == "pdfplumber":
        from .pdf.reference import read_reference

        return read_reference(path, manner.password, inside)
    from .pdf.read import read_pdf

    return read_pdf(path, manner=manner, data=inside)


def _text(data: bytes, path: Path, manner: Manner) -> Document:
    from .text_file import read_text_file

    return read_text_file(data, str(path))


def _xlsx(data: bytes, path: Path, manner: Manner) -> Document:
    from .sheets.read import read_xlsx

    return read_xlsx(data, str(path))


def _xls(data: bytes, path: Path, manner: Manner) -> Document:
    from .sheets.read import read_xls

    return read_xls(data, str(path))


def _csv(data: bytes, path: Path, manner: Manner) -> Document:
    from .sheets.read import read_csv

    return read_csv(data, str(path))


def _html(data: bytes, path: Path, manner: Manner) -> Document:
    from .html import read_html

    return read_html(data, str(path))


def _doc(data: bytes, path: Path, manner: Manner) -> Document:
    from .legacy.read import read_doc

    return read_doc(data, str(path))


def _rtf(data: bytes, path: Path, manner: Manner) -> Document:
    from .legacy.read import read_converted

    return read_converted(data, str(path), "rtf")


def _xml(data: bytes, path: Path, manner: Manner) -> Document:
    from .legacy.read import read_converted

    return read_converted(data, str(path), "xml")


def _odt(data: bytes, path: Path, manner: Manner) -> Document:
    from .legacy.read import read_converted

    return read_converted(data, str(path), "odt")


def _unsupported(data: bytes, path: Path, manner: Manner) -> Document:
    raise Unreadable("unsupported", path.suffix.lower() or path.name)


_Reader = Callable[[bytes, Path, Manner], Document]
_READERS: dict[str, _Reader] = {
    "docx": _word,
    "pdf": _pdf,
    "txt": _text,
    "md": _text,
    "csv": _csv,
    "doc": _doc,
    "rtf": _rtf,
    "odt": _odt,
    "xml": _xml,
    "xls": _xls,
    "xlsx": _xlsx,
    "html": _html,
    "zip": _unsupported,
}
