"""A copy of a Word report with a comment at each figure that a finding is about.

The text of the copy is that of the report, character for character: runs are divided at the
figures, nothing else changes, and the copy is read again to make sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.run import Run

from ...extract.document import Document, Table
from ...extract.problem import Unreadable
from ...extract.word.read import Sources, read_word, trace_word
from ...validate.finding import Finding, Place
from ..common import bookmark
from ..words import Words
from .note import AUTHOR, NotAnnotated, note, reference

_RUN, _TEXT, _PROPERTIES = qn("w:r"), qn("w:t"), qn("w:rPr")
_BOX = qn("w:txbxContent")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FEW = 3  # places of a finding, up to which each gets a comment


def annotate_word(path: Path, target: Path, findings: Sequence[Finding], words: Words) -> None:
    """Write the annotated copy of `path` to `target`.  NotAnnotated, OSError."""
    data = path.read_bytes()
    try:
        original, sources = trace_word(data, path.name)
        file: Any = docx.Document(BytesIO(data))
    except (Unreadable, ValueError, KeyError) as error:
        raise NotAnnotated(str(error)) from error
    copy = _Copy(file, original, sources)
    for finding in findings:
        copy.comment(finding, words)
    copy.comment_on_the_rest()
    buffer = BytesIO()
    file.save(buffer)
    if _texts(read_word(buffer.getvalue(), path.name)) != _texts(original):
        raise NotAnnotated("the copy would not have the same text")
    target.write_bytes(buffer.getvalue())


class _Copy:
    def __init__(self, file: Any, original: Document, sources: Sources) -> None:
        self._file, self._original, self._sources = file, original, sources
        self._root = file.element.getroottree().getroot()
        self._texts: dict[tuple[int, int, int], _TextRuns] = {}
        # every text is found before any run is divided: dividing changes the ways
        children = _Children(self._root)
        for key, found in sources.items():
            elements = [(start, children.at(way)) for start, way in found]
            self._texts[key] = _TextRuns(elements)
        self._unplaced: list[str] = []
        self._bookmark = 1 + max(
            (int(e.get(qn("w:id")) or 0) for e in self._root.iter(qn("w:bookmarkStart"))),
            default=0,
        )

    def comment(self, finding: Finding, words: Words) -> None:
        """Comments at the stated figure and, where they are few, at the others."""
        places = [place for place in finding.places if not place.report]
        text, first = note(finding, words), places[:1]
        runs = self._runs(first[0]) if first else None
        if runs is None:
            self._unplaced.append(text)
            return
        self._bookmarked(runs, bookmark(finding))
        self._file.add_comment(runs, text, author=AUTHOR, initials=finding.id)
        if len(places) > _FEW:
            return
        for place in places[1:]:
            if _key(place) != _key(first[0]) and (runs := self._runs(place)) is not None:
                said = reference(finding, words)
                self._file.add_comment(runs, said, author=AUTHOR, initials=finding.id)

    def comment_on_the_rest(self) -> None:
        """What stands where no comment can (margins, notes, text boxes), told at the beginning."""
        first = next((e for e in self._root.iter(_RUN) if not _boxed(e)), None)
        if first is None:
            return
        for text in self._unplaced:
            self._file.add_comment(Run(first, self._file), text, author=AUTHOR, initials="gouji")

    def _runs(self, place: Place) -> list[Run] | None:
        runs = self._texts.get(_key(place))
        if runs is None:
            return None
        low, high = self._original.text_of(place.span).original_range(
            place.span.start, place.span.end
        )
        found = runs.between(low, high)
        return [Run(element, self._file) for element in found] if found else None

    def _bookmarked(self, runs: Sequence[Run], name: str) -> None:
        """A bookmark, so that a link can open the copy at the figure."""
        start = _element("w:bookmarkStart", self._bookmark)
        start.set(qn("w:name"), name)
        runs[0]._r.addprevious(start)
        runs[-1]._r.addnext(_element("w:bookmarkEnd", self._bookmark))
        self._bookmark += 1


class _Children:
    """The elements of a tree by the way to them; each parent's children are listed once."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._known: dict[Any, list[Any]] = {}

    def at(self, way: tuple[int, ...]) -> Any:
        element = self._root
        for step in way:
            if element not in self._known:
                self._known[element] = [e for e in element if isinstance(e.tag, str)]
            element = self._known[element][step]
        return element


class _TextRuns:
    """The runs that show one text, in the copy; divided where a comment begins or ends."""

    def __init__(self, elements: Sequence[tuple[int, Any]]) -> None:
        self._parts = [
            (start, element)
            for start, element in elements
            if element.tag == _TEXT and element.getparent().tag == _RUN and not _boxed(element)
        ]

    def between(self, low: int, high: int) -> list[Any]:
        """The first and last run that show original characters `low` to `high`."""
        self._divide(low)
        self._divide(high)
        shown = [
            element.getparent()
            for start, element in self._parts
            if start < high and start + len(element.text or "") > low
        ]
        return [shown[0], shown[-1]] if shown else []

    def _divide(self, at: int) -> None:
        """Let a run begin at character `at`."""
        for number, (start, element) in enumerate(self._parts):
            if start < at < start + len(element.text):
                self._parts.insert(number + 1, (at, _divided(element, at - start)))
                return
            if start == at and element.getprevious() is not None:
                if any(e.tag != _PROPERTIES for e in element.itersiblings(preceding=True)):
                    _moved(element)
                return


def _divided(element: Any, at: int) -> Any:
    """Divide a text element, and its run, before character `at`; gives the second half."""
    second = deepcopy(element)
    element.text, second.text = element.text[:at], element.text[at:]
    for half in (element, second):
        half.set(_SPACE, "preserve")
    element.addnext(second)
    _moved(second)
    return second


def _moved(element: Any) -> None:
    """Put an element and what follows it in its run into a run of its own, like the first."""
    run = element.getparent()
    other = deepcopy(run)
    for child in list(other):
        if child.tag != _PROPERTIES:
            other.remove(child)
    moving = [element, *element.itersiblings()]
    run.addnext(other)
    for child in moving:
        other.append(child)


def _element(name: str, number: int) -> Any:
    from docx.oxml.parser import OxmlElement

    made: Any = OxmlElement(name)
    made.set(qn("w:id"), str(number))
    return made


def _key(place: Place) -> tuple[int, int, int]:
    return place.span.block, place.span.row, place.span.column


def _boxed(element: Any) -> bool:
    """Whether an element stands in a text box: no comment can."""
    return next(element.iterancestors(_BOX), None) is not None


def _texts(document: Document) -> list[str]:
    """Every text of a document, as printed."""
    texts = []
    for block in document.blocks:
        if isinstance(block, Table):
            texts += [cell.text.original for cell in block.cells]
        else:
            texts.append(block.text.original)
    return texts
