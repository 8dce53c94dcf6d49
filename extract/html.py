"""Saved web pages (.html, .mht) → `Document`.

Everything a visitor can read is kept, except lists of links (menus, breadcrumbs, "see also").
Tables that only lay out the page are walked through, not read as tables.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from .document import Block, Cell, Document, Paragraph, Role, Table, join_blocks
from .hygiene import heal
from .problem import Unreadable
from .text_file import decode
from .wrapped import rejoined

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([\w-]+)""")
_SILENT_NAMES = """script style noscript template head title nav iframe svg select option button
    input textarea object audio video canvas"""
_INLINE_NAMES = """a abbr acronym b bdi bdo big cite code dfn em font i img ins kbd label mark o:p
    q s samp small span strike strong sub sup time tt u var wbr"""
_SILENT = frozenset(_SILENT_NAMES.split())
_INLINE = frozenset(_INLINE_NAMES.split())
_GONE = frozenset(("del", "rt", "rp"))
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HEADING = re.compile(r"h([1-6])")
_MENU_LINKS = 3
_SPAN_LIMIT = 1000
_CELL_LIMIT = 1_000_000
_DEPTH = 200


def read_html(data: bytes, name: str) -> Document:
    """Read a page.  `Unreadable`: "no-text", "truncated"."""
    if data[:200].lstrip().lower().startswith(b"mime-version") or b"\nMIME-Version" in data[:2000]:
        data = _page_of_archive(data)
    text = _decode(data)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("truncated", str(error)) from error
    if root is None:
        raise Unreadable("no-text")
    page = _Page()
    page.walk(root, 0)
    page.end_line()
    if not page.blocks:
        raise Unreadable("no-text")
    blocks, _ = rejoined([*_lines_apart(page.blocks)])
    title = root.findtext(".//title")
    metadata = {"title": _BLANKS.sub(" ", title).strip()} if title else {}
    return Document(name, "", "html", join_blocks(blocks), metadata=metadata)


def _lines_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Paragraphs whose breaks are the page's, not their author's, as the paragraphs they were."""
    made: list[Block] = []
    for block in blocks:
        own: list[Block] = []
        if isinstance(block, Paragraph) and "\n" in block.text.text:
            own = [replace(block, text=heal(line)) for line in block.text.original.split("\n")]
        joined = rejoined(own)[0]
        made += joined if len(joined) < len(own) else [block]
    return (replace(block, index=index) for index, block in enumerate(made))


def _decode(data: bytes) -> str:
    """The page's text: its own word on the encoding counts only if it decodes."""
    declared = _XML_ENCODING.search(data[:200]) or _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = declared[1].decode("ascii").lower()
        encoding = "gb18030" if encoding in ("gb2312", "gbk", "x-gbk", "gb_2312-80") else encoding
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def _page_of_archive(data: bytes) -> bytes:
    """The page inside an .mht archive, as UTF-8."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                charset = part.get_content_charset()
                try:
                    return payload.decode(charset or "").encode() if charset else payload
                except (LookupError, UnicodeDecodeError):
                    return payload
    raise Unreadable("no-text")


class _Page:
    """The blocks of a page; `line` is the paragraph being gathered."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._line: list[str] = []
        self._level = 0

    def end_line(self) -> None:
        text = _shown("".join(self._line))
        self._line.clear()
        if text:
            role = Role.HEADING if self._level else Role.BODY
            healed = heal(text, author_breaks=True)
            self.blocks.append(Paragraph(len(self.blocks), healed, role, self._level))

    def walk(self, element: etree._Element, depth: int) -> None:
        """Read an element's content, block after block."""
        if depth > _DEPTH:
            self._line.append(" ".join(str(text) for text in element.itertext()))
            return
        self._line.append(element.text or "")
        for child in element:
            self._child(child, depth)
            self._line.append(child.tail or "")

    def _child(self, child: etree._Element, depth: int) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _SILENT or tag in _GONE or _invisible(child):
            return
        if tag == "br":
            self._line.append("\n\n")
        elif tag in _INLINE:
            self.walk(child, depth + 1)
        elif tag == "table" and not _lays_out(child):
            self.end_line()
            if table := _table(child, len(self.blocks)):
                self.blocks.append(table)
        elif not _is_menu(child):
            self.end_line()
            heading = _HEADING.fullmatch(tag)
            self._level = int(heading[1]) if heading else self._level
            self.walk(child, depth + 1)
            self.end_line()
            self._level = 0 if heading else self._level


def _shown(text: str) -> str:
    """Text as a browser sets it: white space closed up, `br` (two breaks here) as a line end."""
    lines = [_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n\n")]
    return "\n".join(line for line in lines if line)


def _invisible(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_INVISIBLE.search(element.get("style") or ""))


def _is_menu(element: etree._Element) -> bool:
    """Whether an element is little more than links."""
    links = element.findall(".//a")
    if len(links) < _MENU_LINKS or element.tag in ("html", "body"):
        return False
    whole = sum(len(str(text).strip()) for text in element.itertext())
    linked = sum(len(str(text).strip()) for a in links for text in a.itertext())
    return linked * 10 > whole * 7


def _lays_out(table: etree._Element) -> bool:
    """Whether a table only places parts of the page: it holds tables, or one cell."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    cells = list(table.iter("td", "th"))
    return len(cells) < 2


def _table(element: etree._Element, index: int) -> Table | None:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    row = -1
    for tr in element.iter("tr"):
        if _invisible(tr):
            continue
        row += 1
        column = 0
        for td in tr.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            height, width = _span(td, "rowspan"), _span(td, "colspan")
            if len(taken) + height * width > _CELL_LIMIT:
                raise Unreadable("too-large", "table")
            taken.update((row + r, column + c) for r in range(height) for c in range(width))
            cells.append(Cell(row, column, heal(_cell_text(td)), height, width))
            column += width
    if not cells or not any(cell.text.text for cell in cells):
        return None
    rows, columns = row + 1, max(cell.column + cell.column_span for cell in cells)
    return Table(index, tuple(_inside(cells, rows)), rows, columns, (None,) * rows)


def _inside(cells: list[Cell], rows: int) -> Iterator[Cell]:
    """The cells, none reaching below the last row."""
    for cell in cells:
        span = min(cell.row_span, rows - cell.row)
        yield Cell(cell.row, cell.column, cell.text, span, cell.column_span)


def _cell_text(td: etree._Element) -> str:
    page = _Page()
    page.walk(td, 0)
    page.end_line()
    return "\n".join(block.text.original for block in page.blocks if isinstance(block, Paragraph))


def _span(td: etree._Element, name: str) -> int:
    value = (td.get(name) or "").strip()
    return min(max(int(value), 1), _SPAN_LIMIT) if value.isascii() and value.isdigit() else 1
