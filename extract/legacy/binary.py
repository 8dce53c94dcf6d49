"""The inside of a Word 97–2003 file: characters by piece, properties by file position.

Structures and names are those of the published [MS-DOC] specification.  A character position
(cp) counts characters of the document; a file position (fc) counts bytes of the main stream.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

from ..problem import Unreadable

_WORD_97 = 0xA5EC
_WORD_6_95 = 0xA5DC
_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
_PAGE = 512
_FIRST_PAIR = 0x9A
"""Where the FIB's pairs (offset in the table stream, length) begin."""
_CHARACTER_PAGES, _PARAGRAPH_PAGES, _PIECES = 12, 13, 33

STREAM_LIMIT = 256 << 20

_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)
_TABLE_DEFINITION = 0xD608
_TABS = 0xC615

DAMAGE = (struct.error, IndexError, ValueError, OSError, TypeError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Run:
    """Bytes from `start` to `end` that share properties (`modifiers`: opcode → operand)."""

    start: int
    end: int
    modifiers: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class _PieceOfText:
    start: int  # cp
    end: int
    position: int  # fc of the first character
    width: int  # bytes a character

    def fc(self, cp: int) -> int:
        return self.position + (cp - self.start) * self.width


class OldFormat(Exception):
    """The file is of a Word before 97, which only a converter reads."""


class WordBinary:
    """A .doc file opened.

    `counts` are the characters of main text, footnotes, headers, macros, comments, endnotes,
    text boxes and text boxes of headers, which follow each other in `text`.
    Raises `Unreadable` ("encrypted", "truncated") and `OldFormat`.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._open(data)
        except DAMAGE as error:
            raise Unreadable("truncated", f"doc: {error}") from error

    def _open(self, data: bytes) -> None:
        with olefile.OleFileIO(data) as file:
            self.main = _stream(file, "WordDocument")
            magic, flags = struct.unpack_from("<H8xH", self.main, 0)
            if magic == _WORD_6_95:
                raise OldFormat
            if magic != _WORD_97:
                raise Unreadable("truncated", "doc: no Word stream")
            if flags & _ENCRYPTED:
                raise Unreadable("encrypted")
            self.table = _stream(file, "1Table" if flags & _TABLE_1 else "0Table")
            self.data = _stream(file, "Data") if file.exists("Data") else b""
        self.counts = struct.unpack_from("<8i", self.main, 0x4C)
        self._pieces = list(self._read_pieces())
        self.text = "".join(self._decode(piece) for piece in self._pieces)
        self._starts = [piece.start for piece in self._pieces]

    def pair(self, index: int) -> bytes:
        """The structure in the table stream that the FIB's pair `index` points to."""
        offset, length = struct.unpack_from("<II", self.main, _FIRST_PAIR + 8 * index)
        return self.table[offset : offset + length]

    def fc(self, cp: int) -> int:
        """The file position of a character."""
        piece = self._pieces[max(0, bisect_right(self._starts, cp) - 1)]
        return piece.fc(cp)

    def cps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The character ranges that stand on the bytes from `start` to `end`."""
        for piece in self._pieces:
            last = piece.fc(piece.end)
            low, high = max(start, piece.position), min(end, last)
            if low < high:
                first = piece.start + (low - piece.position) // piece.width
                yield first, piece.start + -(-(high - piece.position) // piece.width)

    def _read_pieces(self) -> Iterator[_PieceOfText]:
        clx = self.pair(_PIECES)
        at = 0
        while clx[at] == 1:  # property blocks stand before the piece table
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        length = struct.unpack_from("<I", clx, at + 1)[0]
        plc = clx[at + 5 : at + 5 + length]
        count = (len(plc) - 4) // 12
        cps = struct.unpack_from(f"<{count + 1}I", plc)
        for index in range(count):
            start, end = cps[index], cps[index + 1]
            value = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0]
            packed = bool(value & 0x40000000)
            position = value & 0x3FFFFFFF
            piece = _PieceOfText(start, end, position // 2 if packed else position, 2 - packed)
            if end < start or piece.fc(end) > len(self.main):
                raise ValueError("a piece of text lies outside the file")
            yield piece

    def _decode(self, piece: _PieceOfText) -> str:
        raw = self.main[piece.position : piece.fc(piece.end)]
        if piece.width == 1:
            return raw.decode("cp1252", "replace")
        text = raw.decode("utf-16-le", "surrogatepass")
        return text if 2 * len(text) == len(raw) else _wide(raw)

    def paragraph_runs(self) -> list[Run]:
        """The properties of paragraphs, by file position; the style's number under 0."""
        return [
            Run(start, end, {0: grpprl[:2], **dict(self._modifiers(grpprl[2:], ()))})
            for start, end, grpprl in self._pages(_PARAGRAPH_PAGES, 13)
        ]

    def character_runs(self, wanted: frozenset[int]) -> Iterator[Run]:
        """The runs of characters that carry one of the `wanted` properties."""
        for start, end, grpprl in self._pages(_CHARACTER_PAGES, 1):
            found = dict(self._modifiers(grpprl, ()))
            if not wanted.isdisjoint(found):
                yield Run(start, end, found)

    def _pages(self, index: int, width: int) -> Iterator[tuple[int, int, bytes]]:
        """The formatted pages of 512 bytes: (first fc, last fc, properties)."""
        plc = self.pair(index)
        count = (len(plc) - 4) // 8
        for number in range(max(count, 0)):
            page_number = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * number)[0]
            at = (page_number & 0x3FFFFF) * _PAGE
            page = self.main[at : at + _PAGE]
            if len(page) < _PAGE:
                continue
            runs = page[-1]
            if 4 * (runs + 1) + width * runs > _PAGE:
                continue
            fcs = struct.unpack_from(f"<{runs + 1}I", page)
            for run in range(runs):
                where = 2 * page[4 * (runs + 1) + width * run]
                yield fcs[run], fcs[run + 1], _grpprl(page, where, width == 13)

    def _modifiers(self, grpprl: bytes, seen: tuple[int, ...]) -> Iterator[tuple[int, bytes]]:
        """Opcode and operand of each property modifier; huge ones are kept in another stream."""
        at = 0
        while at + 2 < len(grpprl):
            opcode = struct.unpack_from("<H", grpprl, at)[0]
            at += 2
            size = _OPERAND_SIZES[opcode >> 13]
            if opcode == _TABLE_DEFINITION:
                size = struct.unpack_from("<H", grpprl, at)[0] + 1
            elif size < 0:
                size = grpprl[at] + 1
                if opcode == _TABS and size == 256:
                    return
            operand = grpprl[at : at + size]
            at += size
            if opcode in (0x6645, 0x6646) and len(operand) == 4 and opcode not in seen:
                offset = struct.unpack("<I", operand)[0]
                if offset + 2 <= len(self.data):
                    length = struct.unpack_from("<H", self.data, offset)[0]
                    inner = self.data[offset + 2 : offset + 2 + length]
                    yield from self._modifiers(inner, (*seen, opcode))
            yield opcode, operand


def _grpprl(page: bytes, where: int, paragraph: bool) -> bytes:
    if not where:
        return b""
    size = page[where]
    if not paragraph:
        return page[where + 1 : where + 1 + size]
    if size:
        return page[where + 1 : where + 2 * size]
    size = page[where + 1] if where + 1 < len(page) else 0
    return page[where + 2 : where + 2 + 2 * size]


def _wide(raw: bytes) -> str:
    """UTF-16 as one character for each two bytes, so that positions stay the file's."""
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _stream(file: olefile.OleFileIO, name: str) -> bytes:
    size = file.get_size(name)
    if size > STREAM_LIMIT:
        raise Unreadable("too-large", name)
    data = file.openstream(name).read()
    if not isinstance(data, bytes):
        raise ValueError(name)
    return data
