"""XML parsed with suspicion: no DTD, no entities, no network."""

from __future__ import annotations

from lxml import etree

from .problem import Unreadable

_DECLARATIONS = tuple(
    mark.encode(code)
    for mark in ("<!DOCTYPE", "<!ENTITY", "<!doctype")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
)


def parse(data: bytes, name: str = "xml", *, mend: bool = False) -> etree._Element:
    """The root element.

    With `mend` broken markup is read as far as it makes sense.
    Raises `Unreadable`: "hostile-xml" for any document type or entity declaration, "truncated"
    for anything that is not XML.
    """
    if any(mark in data for mark in _DECLARATIONS):
        raise Unreadable("hostile-xml")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=mend, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("truncated", f"{name}: {error}") from error
    # A document that only comments make up has no root; the stubs do not say so.
    if root is None:
        raise Unreadable("truncated", f"{name}: no XML")
    return root
