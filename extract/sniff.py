"""What a file is, told by its content.  Names lie; the first bytes seldom do."""

from __future__ import annotations

import re
from dataclasses import dataclass

import olefile

from .archive import Archive
from .problem import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCK_SIZES = (162, 165)
"""Sizes of the lock files that Word and Excel leave beside an open file."""

_UNSUPPORTED = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
)
_MAIN_PARTS = (
    (b"wordprocessingml.", "docx"),
    (b"ms-word.", "docx"),
    (b"spreadsheetml.", "xlsx"),
    (b"ms-excel.", "xlsx"),
)
_WORD_XML = (b"office/word/2003/wordml", b'progid="Word.Document"', b"2006/xmlPackage")
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A format and the file name extensions that are right for it."""

    format: str
    extensions: frozenset[str]


KINDS = {
    name: Kind(name, frozenset(extensions.split()))
    for name, extensions in {
        "docx": ".docx .docm .dotx .dotm",
        "doc": ".doc .dot .wps .wpt",
        "rtf": ".rtf .doc",
        "odt": ".odt .fodt",
        "xml": ".xml .doc",
        "pdf": ".pdf",
        "xlsx": ".xlsx .xlsm .xltx .xltm .xlsb",
        "xls": ".xls .xlt .et .ett",
        "html": ".html .htm .xhtml .shtml .mht .mhtml",
        "csv": ".csv .tsv",
        "md": ".md .markdown",
        "txt": ".txt .text .log",
        "zip": ".zip",
    }.items()
}

_DOCUMENT_EXTENSIONS = frozenset().union(
    *(kind.extensions for name, kind in KINDS.items() if name not in ("csv", "md", "txt"))
)


def sniff(data: bytes, extension: str = "") -> Kind:
    """The kind of a file's content; the extension only tells kinds of plain text apart.

    Raises `Unreadable`: "empty-file", "encrypted", "unsupported" (with what it is), and
    "truncated" for a zip archive whose directory cannot be read.
    """
    if not data:
        raise Unreadable("empty-file")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return KINDS["pdf"]
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(Archive(data))
    if data.startswith(_OLE):
        return _ole_kind(data)
    if head.startswith(b"{\\rt"):
        return KINDS["rtf"]
    for start, name in _UNSUPPORTED:
        if data.startswith(start):
            raise Unreadable("unsupported", name)
    if len(data) in _LOCK_SIZES and 0 < data[0] < 0x37 and b"\0\0\0" in data:
        raise Unreadable("unsupported", "~$ lock file")
    if _is_markup(head):
        return KINDS["html"]
    if head.startswith(b"<?xml"):
        return _xml_kind(data)
    return _text_kind(data, extension)


def is_plain_archive(archive: Archive) -> bool:
    """Whether a zip archive is an archive of files, not a document that is kept as one."""
    try:
        return _zip_kind(archive).format == "zip"
    except Unreadable as failure:
        return failure.problem.code != "unsupported"


def _zip_kind(archive: Archive) -> Kind:
    if types := archive.find("[Content_Types].xml"):
        listed = archive.read(types)
        for mark, kind in _MAIN_PARTS:
            if re.search(re.escape(mark) + rb"[\w.-]*main\+xml", listed):
                return KINDS[kind]
    for part, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")):
        if archive.find(part):
            return KINDS[kind]
    for part, name in (("ppt/presentation.xml", "PowerPoint"), ("OFD.xml", "OFD")):
        if archive.find(part):
            raise Unreadable("unsupported", name)
    if mimetype := archive.find("mimetype"):
        kind_of = archive.read(mimetype).decode("ascii", "replace")
        if kind_of.startswith("application/vnd.oasis.opendocument.text"):
            return KINDS["odt"]
        raise Unreadable("unsupported", kind_of[:60])
    return KINDS["zip"]


def _ole_kind(data: bytes) -> Kind:
    try:
        with olefile.OleFileIO(data) as file:
            for stream, kind in _OLE_STREAMS:
                if file.exists(stream):
                    if kind == "encrypted":
                        raise Unreadable("encrypted")
                    return KINDS[kind]
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise Unreadable("truncated", f"OLE: {error}") from error
    raise Unreadable("unsupported", "OLE")


def _xml_kind(data: bytes) -> Kind:
    """Word's documents in one XML file (2003, or the flat form of .docx)."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable("hostile-xml")
    if any(mark in data[:4096] for mark in _WORD_XML):
        return KINDS["xml"]
    raise Unreadable("unsupported", "XML")


def _is_markup(head: bytes) -> bool:
    start = head[:512].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"mime-version")) or (
        start.startswith((b"<", b"<?xml")) and b"<html" in start
    )


def _text_kind(data: bytes, extension: str) -> Kind:
    """Plain text, if it is text at all: no zero bytes except UTF-16's."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    sample = data[:65536]
    controls = sum(sample.count(byte) for byte in b"\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11\x12")
    if not wide and (b"\0" in sample or controls * 100 > len(sample)):
        if extension in _DOCUMENT_EXTENSIONS:  # it was one once
            raise Unreadable("truncated", f"{extension}: unknown content")
        raise Unreadable("unsupported", f"{extension or '?'} (binary)")
    for kind in ("csv", "md"):
        if extension in KINDS[kind].extensions:
            return KINDS[kind]
    return KINDS["txt"]
