"""The parts of an Office file and how they refer to each other (Open Packaging Conventions).

Parts are found through relationships, never by their usual paths.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

from ..archive import Archive
from ..problem import Problem, Unreadable
from ..xml import parse
from .names import STRICT

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its id, the last word of its type, the part it leads to."""

    id: str
    type: str
    target: str


class Package:
    """An Office file.  `problems` gathers damaged parts as they are met."""

    def __init__(self, data: bytes) -> None:
        self.archive = Archive(data)
        self.problems: list[Problem] = []
        self._links: dict[str, dict[str, Link]] = {}

    @cached_property
    def content_types(self) -> dict[str, str]:
        """Part name → content type, for parts that are named one by one."""
        root = self.xml("[Content_Types].xml")
        if root is None:
            return {}
        return {
            (e.get("PartName") or "").lstrip("/"): e.get("ContentType") or ""
            for e in root.iter(_TYPES + "Override")
        }

    @cached_property
    def main(self) -> str:
        """The name of the main part.  `Unreadable` ("truncated") when there is none."""
        for link in self.links("").values():
            if link.type == "officeDocument" and (name := self.archive.find(link.target)):
                return name
        for name, kind in self.content_types.items():
            if kind.endswith(".main+xml") and (found := self.archive.find(name)):
                return found
        if found := self.archive.find("word/document.xml"):
            return found
        raise Unreadable("truncated", "no main document part")

    def links(self, part: str) -> dict[str, Link]:
        """The relationships of a part by id; those of the package for ""."""
        if part not in self._links:
            self._links[part] = self._read_links(part)
        return self._links[part]

    def _read_links(self, part: str) -> dict[str, Link]:
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[str, Link] = {}
        for e in root.iter(_RELATIONSHIP) if root is not None else ():
            if e.get("TargetMode") != "External":
                target = unquote((e.get("Target") or "").split("#")[0]).replace("\\", "/")
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = (e.get("Type") or "").rsplit("/", 1)[-1]
                found[e.get("Id") or ""] = Link(e.get("Id") or "", kind, path)
        return found

    def linked(self, part: str, kind: str) -> str | None:
        """The part that `part` refers to by a relationship of this type, if it is there."""
        for link in self.links(part).values():
            if link.type == kind:
                return self.archive.find(link.target)
        return None

    def bytes_of(self, name: str) -> bytes:
        """A part's bytes with Strict names mapped.  Raises what `Archive.read` raises."""
        data = self.archive.read(name)
        if b"purl.oclc.org/ooxml" in data[:8000]:
            for strict, transitional in STRICT.items():
                data = data.replace(strict, transitional)
        return data

    def xml(self, name: str | None) -> etree._Element | None:
        """A part's root, None when there is no such part or it is damaged (noted as a problem).

        Hostile XML and zip bombs are raised: such a file is refused as a whole.
        """
        stored = self.archive.find(name) if name else None
        if stored is None:
            return None
        try:
            return parse(self.bytes_of(stored), stored)
        except Unreadable as error:
            if error.problem.code in ("hostile-xml", "zip-bomb", "encrypted"):
                raise
            self.problems.append(Problem("damaged-part", None, error.problem.detail or stored))
            return None
