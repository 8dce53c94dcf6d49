"""Zip archives opened with suspicion: nothing is inflated past a bound, nothing is trusted.

Every failure of a damaged or hostile archive leaves here as `Unreadable` with a problem code.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from .problem import Unreadable

MEMBER_LIMIT = 192 << 20
"""Bytes to which one member may inflate."""
TOTAL_LIMIT = 768 << 20
"""Bytes to which all members read from one archive may inflate together."""
RATIO_LIMIT = 200
"""Inflated over packed size; no document's XML comes near it."""
RATIO_FREE = 8 << 20
"""Below this inflated size the ratio is not judged: small files of blanks pack well."""
COUNT_LIMIT = 20_000
"""Members in one archive."""

_AES = 99
"""The packing method of members encrypted in the way that zipfile does not know."""
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    IndexError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    `stored` is the name to `read` it by, `name` what people call it: a relative path with `/`
    that stays inside any folder it is joined to.  `size` is what the directory claims.
    """

    stored: str
    name: str
    size: int


class Archive:
    """The members of a zip file (its bytes, or its path), by name.

    Raises `Unreadable` ("truncated", "zip-bomb") when the directory cannot be read.
    """

    def __init__(self, source: bytes | Path) -> None:
        try:
            file = io.BytesIO(source) if isinstance(source, bytes) else source
            self._zip = zipfile.ZipFile(file)
            members = self._zip.infolist()
        except _DAMAGE as error:
            raise Unreadable("truncated", f"zip: {error}") from error
        if len(members) > COUNT_LIMIT:
            raise Unreadable("zip-bomb", f"{len(members)} members")
        self._members = {_plain_name(m.filename): m for m in members if not m.is_dir()}
        self._folded = {name.lower(): name for name in self._members}
        self._inflated = 0

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def find(self, name: str) -> str | None:
        """The member's name as stored; names are compared without case, as Office does."""
        name = _plain_name(name)
        return name if name in self._members else self._folded.get(name.lower())

    def members(self) -> tuple[Member, ...]:
        """The files, in stored order, without what systems leave beside them.

        Files that would fall together are numbered: no two have the same name.
        """
        found: dict[str, Member] = {}
        for stored, info in self._members.items():
            if name := safe_name(_people_name(info)):
                name = _free(name, found)
                found[name] = Member(stored, name, info.file_size)
        return tuple(found.values())

    def read(self, name: str, password: str | None = None) -> bytes:
        """Inflate one member.

        KeyError when there is none; `Unreadable` ("truncated", "encrypted", "zip-bomb",
        "too-large") when it cannot be had.
        """
        member = self._members[name]
        if member.flag_bits & 0x1 and (not password or member.compress_type == _AES):
            raise Unreadable("encrypted")
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member, pwd=password.encode() if password else None) as stream:
                while part := stream.read(1 << 20):
                    size += len(part)
                    self._check(name, size, member.compress_size)
                    parts.append(part)
        except _DAMAGE as error:
            raise Unreadable("truncated", f"{name}: {error}") from error
        except RuntimeError as error:
            raise Unreadable("encrypted") from error
        self._inflated += size
        return b"".join(parts)

    def _check(self, name: str, size: int, packed: int) -> None:
        if size > RATIO_FREE and size > RATIO_LIMIT * max(packed, 1):
            raise Unreadable("zip-bomb", f"{name}: over {RATIO_LIMIT} times its packed size")
        if size > MEMBER_LIMIT:
            raise Unreadable("too-large", f"{name}: over {MEMBER_LIMIT >> 20} MB")
        if self._inflated + size > TOTAL_LIMIT:
            raise Unreadable("zip-bomb", f"over {TOTAL_LIMIT >> 20} MB altogether")


def _free(name: str, taken: Container[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{stem} ({number}){dot}{ending}" if stem else f"{name} ({number})"
    return free


def _people_name(info: zipfile.ZipInfo) -> str:
    """The name as typed: archives made on Chinese Windows hold GBK and do not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def safe_name(name: str) -> str:
    """A path that leads nowhere but down; "" for what no author put there."""
    parts = [
        part.replace(":", "_").strip()
        for part in name.replace("\\", "/").split("/")
        if part.strip() not in ("", ".", "..")
    ]
    left_over = not parts or "__MACOSX" in parts or parts[-1] in (".DS_Store", "Thumbs.db")
    return "" if left_over else "/".join(parts)


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")
