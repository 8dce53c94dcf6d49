"""A Word document (.docx, .docm, .dotx) → `Document`."""

from __future__ import annotations

from lxml import etree

from ..document import Document, join_blocks
from ..problem import Unreadable
from .names import W
from .package import Package
from .walk import Walk

Sources = dict[tuple[int, int, int], list[tuple[int, tuple[int, ...]]]]

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
    return _document(_walked(data), name)


def trace_word(data: bytes, name: str) -> tuple[Document, Sources]:
    """What `read_word` gives, and where in the main part each text of the document comes from.

    The sources of a text (block, row, column; row and column −1 in a paragraph) are pairs: an
    index in its original, and the way from the part's root to the element that shows the
    characters from there on (a child's number among elements, step by step).  Texts beside the
    main part (notes, margins, embedded pages) have none.
    """
    walk = _walked(data)
    ways = _Ways()
    sources = {
        text: [(start, ways.to(element)) for start, element in found]
        for text, found in walk.sources.items()
    }
    return _document(walk, name), sources


class _Ways:
    """The numbers of the children that lead to an element; each parent's are counted once."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, tuple[int, ...]] = {}

    def to(self, element: etree._Element) -> tuple[int, ...]:
        parent = element.getparent()
        if parent is None:
            return ()
        if element not in self._known:
            before = self.to(parent)
            children = (child for child in parent if isinstance(child.tag, str))
            self._known.update({child: (*before, n) for n, child in enumerate(children)})
        return self._known[element]


def _walked(data: bytes) -> Walk:
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
    return walk


def _document(walk: Walk, name: str) -> Document:
    package = walk.package
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
