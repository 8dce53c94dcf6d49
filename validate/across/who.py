"""Whose report it is, and which organisations it names."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...extract.document import Paragraph, Role
from ...normalize import lexicon
from ...normalize.reading import Reading
from .gist import Who
from .words import first_kind

_NAME = 30
_IN_BRACKETS = regex.compile(r"[（(][^）)]*[）)]|\s")
_PARTS = regex.compile(r"[^\p{Han}（）()]+|[、和与及]")


def who(reading: Reading) -> Who:
    """Organisation, scope, kind and year as the report names itself."""
    title = "".join(reading.title.split())
    return Who(
        plain_name(reading.organisation),
        first_kind(title + reading.organisation, "scopes"),
        first_kind(title, "kinds"),
        reading.year,
    )


def plain_name(organisation: str) -> str:
    """An organisation's name without brackets and without what says how much of it is meant."""
    name = _IN_BRACKETS.sub("", organisation)
    for end in ("部门", "单位", "本级"):
        name = name.removesuffix(end)
    return name


def names_in(reading: Reading) -> str:
    """The organisations that the report names (as they end), joined by line ends."""
    ends = tuple(lexicon.table("identity")["organisation_ends"])
    found: dict[str, None] = {}
    for text in _texts(reading):
        for part in _PARTS.split(text):
            name = _IN_BRACKETS.sub("", part)
            if len(name) > 3 and name.endswith(ends):
                found[name[-_NAME:]] = None
    return "\n".join(found)


def _texts(reading: Reading) -> Iterator[str]:
    for block in reading.document.blocks:
        if isinstance(block, Paragraph):
            if block.role not in (Role.HEADER, Role.FOOTER):
                yield block.text.text
        else:
            yield from (cell.text.text for cell in block.cells)
