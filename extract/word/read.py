"""A Word document (.docx, .docm, .dotx) → `Document`."""

from __future__ import annotations

from ..document import Document, join_blocks
from ..problem import Unreadable
from .names import W
from .package import Package
from .walk import Walk

_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "lastModifiedBy": "modified by",
    "created": "created",
    "modified": "modified",
}


def read_word(data: bytes, name: str) -> Document:
    """Read the bytes of a Word file.

    Raises `Unreadable` when nothing can be read: "truncated", "encrypted", "hostile-xml",
    "zip-bomb", "too-large", "no-text".
    """
    package = Package(data)
    root = package.xml(package.main)
    if root is None:
        raise Unreadable("truncated", package.problems[-1].detail)
    body = root.find(W + "body")
    if body is None:
        raise Unreadable("truncated", f"{package.main}: no body")
    try:
        walk = Walk(package, body)
    except RecursionError as error:
        raise Unreadable("truncated", "nested too deeply") from error
    if not walk.blocks:
        raise Unreadable("no-text")
    return Document(
        path=name,
        sha256="",
        format="docx",
        blocks=join_blocks(walk.blocks),
        problems=tuple(package.problems),
        notes=walk.notes(),
        metadata=_metadata(package),
    )


def _metadata(package: Package) -> dict[str, str]:
    core = package.xml(package.linked("", "core-properties"))
    found: dict[str, str] = {}
    for element in core if core is not None else ():
        if isinstance(element.tag, str):
            key = _PROPERTIES.get(element.tag.rsplit("}", 1)[-1])
            if key and element.text:
                found[key] = element.text
    return found
