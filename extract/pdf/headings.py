"""Which paragraphs are headings, and of which level, as far as a page can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..document import Block, Paragraph, Role

Bookmark = tuple[int, int, str]
"""Page (from 1), level (from 1) and title of an entry of the file's outline."""

_LONGEST = 45  # characters
_LEVELS = (
    (1, re.compile(r"第[一二三四五六七八九十百\d]{1,4}(?:部分|[章编])")),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]{1,4}节")),
    (3, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
)
_SENTENCE = re.compile(r"[。；：，;]|…{2,}|\.{5,}|\t")
_STOPS = ("。", "；")
_LARGER = 1.15
_CONTENTS = re.compile(r"目\s*[录次]|contents", re.IGNORECASE)


def level_of(text: str, size: float, body_size: float, centred: bool) -> int:
    """The outline level of a paragraph (1 is the highest), 0 for running text.

    Numbered heads count by their numbering, titles by their size and place.
    """
    if not text or len(text) > _LONGEST or _SENTENCE.search(text):
        return 0
    for level, numbering in _LEVELS:
        if numbering.match(text):
            return level
    return 1 if centred and size >= _LARGER * body_size else 0


def without_contents(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with the entries of a table of contents as running text.

    The entries end at a sentence, a table, a title, or where the first entry comes again.
    """
    inside, first = False, ""
    for block in blocks:
        if not isinstance(block, Paragraph):
            inside = False
        elif block.role in (Role.BODY, Role.HEADING):
            text = block.text.text
            if _CONTENTS.fullmatch(text):
                inside, first = True, ""
            elif inside:
                inside = text != first and _is_entry(block)
                first = first or text
            if inside and block.level:
                yield replace(block, role=Role.BODY, level=0)
                continue
        yield block


def _is_entry(paragraph: Paragraph) -> bool:
    text = paragraph.text.text
    if paragraph.level:
        return any(numbering.match(text) for _, numbering in _LEVELS)
    return not text.endswith(_STOPS) and len(text) < 2 * _LONGEST


def outlined(blocks: Iterable[Block], bookmarks: Iterable[Bookmark]) -> Iterator[Block]:
    """The blocks, with the paragraphs that the outline names as headings of its levels.

    Whole sentences stay running text, whatever the outline lists.
    """
    levels = {(page, _bare(title)): level for page, level, title in bookmarks if _bare(title)}
    for block in blocks:
        if levels and isinstance(block, Paragraph) and block.role in (Role.BODY, Role.HEADING):
            level = levels.pop((block.text.page() or 0, _bare(block.text.text)), 0)
            if level and not block.text.text.endswith(_STOPS):
                yield replace(block, role=Role.HEADING, level=level)
                continue
        yield block


def _bare(text: str) -> str:
    return "".join(text.split())
