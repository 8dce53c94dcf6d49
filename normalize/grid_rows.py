"""What names the rows of a table: codes, numbering, indentation, 其中, groups, totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import grid_words as is_a
from .grid_layout import Kind, Layout
from .grid_words import squeeze
from .reading import RowHead

_ORDINALS = "一二三四五六七八九"
_STYLES = (
    re.compile(rf"([{_ORDINALS}十]{{1,3}})\s*[、.．]"),
    re.compile(rf"[（(]\s*([{_ORDINALS}十]{{1,3}})\s*[）)]"),
    re.compile(r"(\d{1,2})\s*[、.．](?!\d)"),
    re.compile(r"[（(]\s*(\d{1,2})\s*[）)]"),
    re.compile(r"([①-⑳])"),
    re.compile(r"([A-H])\s*(?:[、.．]|(?=[\u4e00-\u9fff]))"),
)
_EMBEDDED = re.compile(r"\[?([1-9]\d{2}(?:\d{2}){0,2})\]?[-\s]*(?=[一-鿿])")
_MARK = re.compile(r"[#＃]\s*")
_PARTITION = re.compile(r"按.{1,12}(?:分|划分|分类)[:：]?")
_SIGN = re.compile(r"[加减]\s*[:：]")


@dataclass(slots=True)
class _Row:
    """A row as its label prints it, before it is placed."""

    row: int
    label: str
    name: str
    code: str
    numbering: tuple[int, int]
    indent: int
    of_which: bool
    kind: str
    group: tuple[str, ...]


def row_heads(layout: Layout, lane: tuple[int, int]) -> tuple[RowHead, ...]:
    """The heads of all data rows in one lane."""
    naming, amounts = _columns(layout, lane)
    groups = _Groups(layout, [c for c in naming if layout.kinds[c] is Kind.LABEL])
    rows = [_row(layout, row, naming, amounts, groups) for row in layout.body]
    _carry_codes(layout, naming, rows)
    _without_letters(rows)
    coded = sum(bool(row.code) for row in rows) >= 2
    placed = _by_code(rows) if coded else _by_print(rows)
    return _with_paths(placed)


def numbering_of(label: str) -> tuple[tuple[int, int], str]:
    """((style, ordinal), rest) of a label: 一、→ (1, 1), （二）→ (2, 2), 3. → (3, 3)."""
    for style, pattern in enumerate(_STYLES, 1):
        if match := pattern.match(label):
            return (style, _ordinal(match[1])), label[match.end() :].strip()
    return (0, 0), label


def _ordinal(text: str) -> int:
    if text.isdecimal() and text.isascii():
        return int(text)
    for first, last in ("①⑳", "AH"):
        if len(text) == 1 and first <= text <= last:
            return ord(text) - ord(first) + 1
    tens, ten, ones = text.rpartition("十")
    value = 10 * (_ORDINALS.find(tens) + 1 if tens else 1) if ten else 0
    return value + (_ORDINALS.find(ones) + 1 if ones else 0)


def _columns(layout: Layout, lane: tuple[int, int]) -> tuple[list[int], list[int]]:
    naming, amounts = [], []
    for column in range(*lane):
        kind = layout.kinds[column]
        if kind is Kind.AMOUNT:
            amounts.append(column)
        elif kind in (Kind.LABEL, Kind.CODE) and not amounts:
            naming.append(column)
    return naming, amounts


class _Groups:
    """The outer label columns, whose cells name several rows (merged, or left blank below)."""

    def __init__(self, layout: Layout, labels: list[int]) -> None:
        self.layout = layout
        self.outer = [c for c in labels[:-1] if self._groups(c, labels[-1])]
        self.last: dict[int, str] = {}

    def _groups(self, column: int, inner: int) -> bool:
        """Whether a label column names groups: fewer names than rows, before a fuller column."""
        own, fuller = self._named(column), self._named(inner)
        return 0 < len(own) < len(fuller)

    def _named(self, column: int) -> list[int]:
        """The rows that a column names itself, grand totals aside."""
        texts = self.layout.texts
        rows = (r for r in self.layout.body if self._starts(r, column) and texts[r][column])
        return [r for r in rows if not is_a.is_total(texts[r][column])]

    def _starts(self, row: int, column: int) -> bool:
        cell = self.layout.cells[row][column]
        return cell is not None and cell.row == row and cell.column == column

    def of(self, row: int) -> tuple[str, ...]:
        names = []
        for column in self.outer:
            text = squeeze(self.layout.texts[row][column])
            if text:
                for inner in self.outer[self.outer.index(column) :]:
                    if self._starts(row, column):
                        self.last.pop(inner, None)
                self.last[column] = text
            names.append(self.last.get(column, ""))
        return tuple(name for name in names if name)


def _row(
    layout: Layout, row: int, naming: Sequence[int], amounts: Sequence[int], groups: _Groups
) -> _Row:
    code, label = "", ""
    group = groups.of(row)
    seen: object = None
    for column in naming:
        cell, text = layout.cells[row][column], layout.texts[row][column]
        if cell is None or cell is seen or not text:
            continue
        seen = cell
        if layout.kinds[column] is Kind.CODE and text.isdecimal():
            code += text.zfill(2) if code or layout.kinds[column - 1] is Kind.CODE else text
        elif squeeze(text) not in is_a.words().code_part and column not in groups.outer:
            label = cell.text.original if cell.text.original.strip() else text
    if not label and naming and naming[0] and layout.kinds[naming[0] - 1] is Kind.ORDINAL:
        beside = layout.texts[row][naming[0] - 1]
        label = beside if is_a.is_total(squeeze(beside)) else ""
    whole = squeeze(label)
    if not label and group and is_a.is_total(group[-1]):
        whole, label, group = group[-1], group[-1], group[:-1]
    code, name = _split_code(code, whole)
    numbering, name = numbering_of(name)
    of_which = is_a.is_of_which(name) or bool(_MARK.match(name))
    name = _MARK.sub("", is_a.without_of_which(name), count=1)
    if numbering == (0, 0) and of_which:
        numbering, name = numbering_of(name)
    kind = _kind(layout, row, name, label, amounts)
    return _Row(row, label, name, code, numbering, _indent(label), of_which, kind, group)


def _split_code(code: str, label: str) -> tuple[str, str]:
    if not code and (match := _EMBEDDED.match(label)):
        return match[1], label[match.end() :]
    return code, label


def _kind(layout: Layout, row: int, name: str, label: str, amounts: Sequence[int]) -> str:
    empty = all(is_a.is_blank(layout.texts[row][c]) or _covered(layout, row, c) for c in amounts)
    if not name:
        return "blank"
    wide = bool(amounts) and any(_covered(layout, row, c) for c in amounts)
    ends = squeeze(label).endswith((":", "：")) and not _SIGN.match(squeeze(label))
    if empty and (wide or ends):
        return "section"
    return "total" if is_a.is_total(name) else "item"


def _covered(layout: Layout, row: int, column: int) -> bool:
    """Whether a cell begun in a naming column reaches over this amount column."""
    cell = layout.cells[row][column]
    return cell is not None and cell.column < column and bool(layout.texts[row][column])


def _indent(label: str) -> int:
    """The width of the spaces before a label, in half characters."""
    lead = label[: len(label) - len(label.lstrip())]
    return sum(2 if character == "　" else 1 for character in lead.replace("\n", ""))


def _carry_codes(layout: Layout, naming: Sequence[int], rows: list[_Row]) -> None:
    """`201|06|01` with the outer parts left blank below the first: `|| 02` is 2010602."""
    columns = [c for c in naming if layout.kinds[c] is Kind.CODE]
    before = ""
    for row in rows:
        if len(columns) > 1 and row.code and row.code.isdecimal():
            parts = [layout.texts[row.row][c] for c in columns]
            lead = next((i for i, part in enumerate(parts) if part), 0)
            if lead and len(before) >= 1 + 2 * lead:
                row.code = before[: 1 + 2 * lead] + row.code
        if len(row.code) < 3:
            row.code = ""
        before = row.code or before


def _without_letters(rows: Sequence[_Row]) -> None:
    """A股, B超: letters number rows only where two or more run on from A."""
    lettered = [row for row in rows if row.numbering[0] == len(_STYLES)]
    ordinals = [row.numbering[1] for row in lettered]
    for place, row in enumerate(lettered):
        before = place and ordinals[place - 1] + 1 == ordinals[place]
        after = ordinals[place : place + 2] == [1, 2]
        if not (before or after):
            row.numbering, row.name = (0, 0), squeeze(row.label)


def _by_code(rows: list[_Row]) -> list[RowHead]:
    """A code's parent is the nearest earlier row with the longest proper prefix of it."""
    heads = []
    seen: dict[str, int] = {}
    for row in rows:
        parent = -1
        for length in range(len(row.code) - 1, 2, -1):
            if row.code[:length] in seen:
                parent = seen[row.code[:length]]
                break
        if row.code:
            seen[row.code] = row.row
        heads.append(_head(row, parent, "code" if parent >= 0 else ""))
    return heads


def _head(row: _Row, parent: int = -1, basis: str = "", section: int = -1) -> RowHead:
    return RowHead(
        row.row, row.name, (), row.code, parent, basis, row.numbering, section, row.kind, False,
        row.group,
    )  # fmt: skip


@dataclass(slots=True)
class _Placer:
    """Places uncoded rows one after the other.

    `chain` holds the open rows, outermost first; `listing` the row whose 其中 list is open.
    """

    rows: list[_Row]
    chain: list[_Row]
    parents: dict[int, int]
    section: int = -1
    anchor: _Row | None = None
    listing: _Row | None = None
    divided: _Row | None = None

    def place(self, position: int) -> RowHead:
        row = self.rows[position]
        if _PARTITION.fullmatch(row.label.strip()) and row.kind == "section":
            self.divided = self.divided or self.anchor
            self.section = row.row
            return _head(row, section=self.section)
        if self.divided is not None and row.kind == "item":
            return _head(row, self.divided.row, "partition", self.section)
        self.divided = None
        if row.kind in ("section", "total", "blank"):
            self.anchor = self.listing = None
            self.chain = []
            if row.kind == "section":
                self.section = row.row
            return _head(row, section=self.section)
        if row.of_which and self.anchor is not None:
            self.listing = row
            return _head(row, self.anchor.row, "of-which", self.section)
        if self.anchor is not None and self.lists_on(row):
            self.listing = row
            return _head(row, self.anchor.row, "of-which", self.section)
        doubtful = False
        if self.listing is not None and self.anchor is not None and not row.numbering[0]:
            if row.indent > self.anchor.indent:
                return _head(row, self.anchor.row, "of-which", self.section)
            doubtful = self.listing.indent <= self.anchor.indent
        if not doubtful:
            self.listing = None
        parent, basis = self.outer(position)
        self.parents[row.row] = parent
        if not doubtful:
            self.anchor = row
        head = _head(row, parent, basis, self.section)
        return replace(head, doubtful=True) if doubtful else head

    def lists_on(self, row: _Row) -> bool:
        """Whether a row's number is the next in a 其中 list whose rows are numbered."""
        if self.listing is None or self.anchor is None:
            return False
        style, ordinal = self.listing.numbering
        return 0 != style != self.anchor.numbering[0] and row.numbering == (style, ordinal + 1)

    def outer(self, position: int) -> tuple[int, str]:
        row = self.rows[position]
        style, ordinal = row.numbering
        if not style:
            return self.unnumbered(position)
        while self.chain:
            last = self.chain[-1]
            if not last.numbering[0]:
                if ordinal == 1:
                    return self.open(row, last, "restart")
            elif last.numbering[0] < style:
                return self.open(row, last, "numbering")
            elif last.numbering[0] == style and ordinal > last.numbering[1]:
                self.chain[-1] = row
                return self.parents[last.row], "numbering" if self.parents[last.row] >= 0 else ""
            self.chain.pop()
        self.chain = [row]
        return -1, ""

    def open(self, row: _Row, last: _Row, basis: str) -> tuple[int, str]:
        self.chain.append(row)
        return last.row, basis

    def unnumbered(self, position: int) -> tuple[int, str]:
        row = self.rows[position]
        while self.chain:
            last = self.chain[-1]
            if last.numbering[0]:
                if self.continues(position, last):
                    return last.row, "between"
            elif row.indent > last.indent:
                return self.open(row, last, "indent")
            elif row.indent == last.indent:
                self.chain[-1] = row
                parent = self.parents.get(last.row, -1)
                return parent, "indent" if parent >= 0 else ""
            self.chain.pop()
        self.chain = [row]
        return -1, ""

    def continues(self, position: int, last: _Row) -> bool:
        """Whether the numbered list that `last` belongs to goes on below this row."""
        for row in self.rows[position + 1 :]:
            if row.kind in ("section", "total"):
                return False
            if row.numbering[0]:
                style, ordinal = row.numbering
                return style == last.numbering[0] and ordinal == last.numbering[1] + 1
        return False


def _by_print(rows: list[_Row]) -> list[RowHead]:
    """Rows without codes: numbering first, then 其中, then indentation."""
    placer = _Placer(rows, [], {})
    group: tuple[str, ...] = ()
    heads = []
    for position, row in enumerate(rows):
        if row.group != group:
            group = row.group
            placer.chain, placer.anchor, placer.listing = [], None, None
        heads.append(placer.place(position))
    return heads


def _with_paths(heads: list[RowHead]) -> tuple[RowHead, ...]:
    paths: dict[int, tuple[str, ...]] = {}
    finished = []
    for head in heads:
        outer = paths.get(head.parent, ())
        if not outer:
            outer = paths.get(head.section, ()) if head.section != head.row else ()
            outer = (*outer, *(name for name in head.group if name != head.name))
        paths[head.row] = (*outer, head.name) if head.name else outer
        finished.append(replace(head, path=paths[head.row]))
    return tuple(finished)
