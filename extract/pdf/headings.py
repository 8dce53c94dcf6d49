"""Which paragraphs are headings, and of which level, as far as a page can tell."""

from __future__ import annotations

import re

_LONGEST = 45  # characters
_LEVELS = (
    (1, re.compile(r"第[一二三四五六七八九十百\d]{1,4}(?:部分|[章编])")),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]{1,4}节")),
    (3, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
)
_SENTENCE = re.compile(r"[。；：，;]|…{2,}|\.{5,}|\t")
_LARGER = 1.15


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
