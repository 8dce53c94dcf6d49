"""What one paragraph shows: its characters, and what hangs on them.

The walk goes through every wrapper that Word may put around a run (links, content controls,
smart tags, fields, tracked changes), so that a run is never lost for standing one level deeper
than usual.  Of alternatives (`mc:AlternateContent`) one is read, of fields the result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from ..document import Piece
from .names import COMPATIBILITY, DIAGRAM, DRAWING, MATH, VAL, R, W, truth

_TEXT = W + "t"
_RUN = W + "r"
_RUN_PROPERTIES = W + "rPr"
_SKIPPED = frozenset(
    W + name
    for name in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "lastRenderedPageBreak", "softHyphen"),
        *("del", "moveFrom", "instrText", "delText", "delInstrText"),
    )
)
# Symbol is the one symbol font whose signs are arithmetic.
_SYMBOL_FONT = {0x2B: "+", 0x2D: "-", 0x25: "%", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA3: "≤"} | {
    0xB3: "≥",
    0x3D: "=",
    0x2E: ".",
    0x2C: ",",
    0xB7: "•",
    **{code: chr(code) for code in range(0x30, 0x3A)},
}


@dataclass(slots=True)
class Fields:
    """Complex fields that are open; they may run over several paragraphs.

    True: the field's result is being read; False: still its code, which nobody sees.
    """

    open: list[bool] = field(default_factory=list)

    @property
    def showing(self) -> bool:
        return all(self.open)

    def end_paragraph(self) -> None:
        """A code ends with its paragraph: a field that lost its end must not hide the rest."""
        self.open = [shown for shown in self.open if shown]


@dataclass(slots=True)
class Content:
    """What a paragraph (or several that tracked changes make one) holds.

    `notes` are ("footnote" or "endnote", id) in the order cited, `boxes` the text boxes anchored
    here, `diagrams` relationship ids of drawings made of data, `comments` (id, start, end) with
    end None while open, `sources` (start, element) of the text elements shown as they are.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    label: str = ""
    revisions: list[tuple[int, int, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    comment_starts: list[tuple[str, int]] = field(default_factory=list)
    comment_ends: list[tuple[str, int]] = field(default_factory=list)
    sources: list[tuple[int, etree._Element]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def pieces(self) -> tuple[Piece, ...]:
        """The text cut where tracked changes begin and end."""
        pieces: list[Piece] = []
        at = 0
        for start, end, kind in self.revisions:
            if start > at:
                pieces.append(Piece(at, start))
            pieces.append(Piece(start, end, revision=kind))
            at = end
        if at < self.length or not pieces:
            pieces.append(Piece(at, self.length))
        return tuple(pieces)


class Reader:
    """Reads the paragraphs of one story: a body, a note, a header.

    `hidden_styles` names styles whose text is hidden.
    """

    def __init__(self, hidden_styles: frozenset[str], story: etree._Element) -> None:
        self.fields = Fields()
        self._hidden_styles = hidden_styles
        # Looking at every run's properties costs a third of the walk.
        self._may_hide = bool(hidden_styles) or story.find(f".//{W}vanish") is not None
        self._readers: dict[str, Callable[[etree._Element, Content], None]] = {
            _RUN: self._run,
            W + "ins": self._insertion,
            W + "moveTo": self._move,
            W + "tab": lambda e, c: self._show("\t", c),
            W + "ptab": lambda e, c: self._show("\t", c),
            W + "br": lambda e, c: self._show("\n", c),
            W + "cr": lambda e, c: self._show("\n", c),
            W + "noBreakHyphen": lambda e, c: self._show("\u2011", c),
            W + "sym": self._symbol,
            W + "fldChar": self._field,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._drawing,
            COMPATIBILITY + "AlternateContent": self._alternatives,
            W + "footnoteReference": lambda e, c: self._note("footnote", e, c),
            W + "endnoteReference": lambda e, c: self._note("endnote", e, c),
            W + "commentRangeStart": lambda e, c: c.comment_starts.append(_mark(e, c)),
            W + "commentRangeEnd": lambda e, c: c.comment_ends.append(_mark(e, c)),
            MATH + "t": self._text,
            MATH + "f": self._fraction,
            MATH + "sup": self._power,
        }

    def paragraph(self, element: etree._Element, content: Content) -> None:
        """Add what a paragraph shows to `content`."""
        self._children(element, content)
        self.fields.end_paragraph()

    def _children(self, element: etree._Element, content: Content) -> None:
        readers = self._readers
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, content)
            elif tag in _SKIPPED or not isinstance(tag, str):
                continue
            elif reader := readers.get(tag):
                reader(child, content)
            else:  # a wrapper: hyperlink, sdt, sdtContent, smartTag, fldSimple, ruby, oMath …
                self._children(child, content)

    def _run(self, run: etree._Element, content: Content) -> None:
        if self._may_hide and self._is_hidden(run):
            inner = Content()
            self._run_children(run, inner)
            content.hidden.extend(inner.parts)
            content.notes.extend(inner.notes)
        else:
            self._run_children(run, content)

    def _run_children(self, run: etree._Element, content: Content) -> None:
        readers = self._readers
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if child.text and (not self.fields.open or self.fields.showing):
                    text = child.text
                    if "\n" in text:
                        text = text.replace("\r", "").replace("\n", " ")
                    content.sources.append((content.length, child))
                    content.parts.append(text)
                    content.length += len(text)
            elif tag == _RUN_PROPERTIES or tag in _SKIPPED or not isinstance(tag, str):
                continue
            elif reader := readers.get(tag):
                reader(child, content)
            else:
                self._children(child, content)

    def _is_hidden(self, run: etree._Element) -> bool:
        properties = run.find(_RUN_PROPERTIES)
        if properties is None:
            return False
        vanish = properties.find(W + "vanish")
        if vanish is not None:
            return truth(vanish.get(VAL))
        style = properties.find(W + "rStyle")
        return style is not None and style.get(VAL) in self._hidden_styles

    def _show(self, text: str, content: Content) -> None:
        if self.fields.showing:
            content.add(text)

    def _text(self, element: etree._Element, content: Content) -> None:
        if element.text:
            self._show(element.text.replace("\r", "").replace("\n", " "), content)

    def _insertion(self, element: etree._Element, content: Content) -> None:
        self._revised(element, content, "insertion")

    def _move(self, element: etree._Element, content: Content) -> None:
        self._revised(element, content, "move")

    def _revised(self, element: etree._Element, content: Content, kind: str) -> None:
        start = content.length
        self._children(element, content)
        before = content.revisions[-1][1] if content.revisions else 0
        if content.length > max(start, before):
            content.revisions.append((max(start, before), content.length, kind))

    def _symbol(self, element: etree._Element, content: Content) -> None:
        try:
            code = int(element.get(W + "char") or "", 16)
        except ValueError:
            return
        if (element.get(W + "font") or "").lower() == "symbol":
            self._show(_SYMBOL_FONT.get(code & 0xFF, chr(code)), content)
        elif 0 < code < 0x110000:
            self._show(chr(code), content)

    def _field(self, element: etree._Element, content: Content) -> None:
        kind = element.get(W + "fldCharType")
        fields = self.fields.open
        if kind == "begin":
            self._form_field(element, content)
            fields.append(False)
        elif kind == "separate" and fields:
            fields[-1] = True
        elif kind == "end" and fields:
            fields.pop()

    def _form_field(self, element: etree._Element, content: Content) -> None:
        """The chosen entry of a drop-down list, which no run shows."""
        choices = element.find(f"{W}ffData/{W}ddList")
        if choices is None:
            return
        entries = [e.get(VAL) or "" for e in choices.iterchildren(W + "listEntry")]
        for name in ("result", "default"):
            chosen = choices.find(W + name)
            if chosen is not None:
                at = int(value) if (value := chosen.get(VAL) or "").isdecimal() else 0
                if at < len(entries):
                    self._show(entries[at], content)
                return
        if entries:
            self._show(entries[0], content)

    def _alternatives(self, element: etree._Element, content: Content) -> None:
        """Read the first alternative that shows anything: Word would show only one."""
        for child in element:
            before = (content.length, len(content.boxes), len(content.diagrams))
            if isinstance(child.tag, str):
                self._children(child, content)
            if before != (content.length, len(content.boxes), len(content.diagrams)):
                return

    def _drawing(self, element: etree._Element, content: Content) -> None:
        for inner in element.iter(W + "txbxContent", DIAGRAM + "relIds"):
            if inner.tag == DIAGRAM + "relIds":
                content.diagrams.append(inner.get(R + "dm") or "")
            elif not _told_elsewhere(inner, element):
                content.boxes.append(inner)

    def _note(self, kind: str, element: etree._Element, content: Content) -> None:
        content.notes.append((kind, element.get(W + "id") or ""))

    def _fraction(self, element: etree._Element, content: Content) -> None:
        """A built-up fraction as a/b, with brackets where a reader would need them."""
        halves = []
        for name in ("num", "den"):
            part = element.find(MATH + name)
            inner = Content()
            if part is not None:
                self._children(part, inner)
            text = inner.text
            halves.append(text if text.replace(".", "").isalnum() else f"({text})")
        content.add("/".join(halves))

    def _power(self, element: etree._Element, content: Content) -> None:
        self._show("^", content)
        self._children(element, content)


def diagram_texts(root: etree._Element) -> list[str]:
    """The texts of a diagram (SmartArt), one for each of its points that has any."""
    texts = []
    for point in root.iter(DIAGRAM + "pt"):
        text = "".join(e.text or "" for e in point.iter(DRAWING + "t"))
        if text.strip():
            texts.append(text)
    return texts


def _told_elsewhere(inner: etree._Element, root: etree._Element) -> bool:
    """Whether a text box is nested in another one, or is the second telling of a first."""
    for ancestor in inner.iterancestors():
        if ancestor is root:
            return False
        if ancestor.tag in (COMPATIBILITY + "Fallback", W + "txbxContent"):
            return True
    return False


def _mark(element: etree._Element, content: Content) -> tuple[str, int]:
    return element.get(W + "id") or "", content.length
