"""Which headings are in force at each paragraph: by style, or by the numbers before them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..extract.document import Paragraph, Role

_RANKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"第[一二三四五六七八九十\d]{1,3}(?:部分|[章篇编])",
        r"第[一二三四五六七八九十\d]{1,3}节",
        r"[一二三四五六七八九十]{1,3}[、.．]",
        r"[（(][一二三四五六七八九十]{1,3}[）)]",
        r"\d{1,2}(?:[、．]|\.(?!\d))",
        r"[（(]\d{1,2}[）)]|\d{1,2}[）)]",
        r"[①-⑳]",
    )
)
"""The usual order of numberings in official documents, outermost first."""

_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}(?=[\s、.]*[^\d\s%‰、.万亿千元个倍分成折])")
_LONGEST = 60
_SHORT = 15
_SENTENCE_END = re.compile(r"[。！？；]")


def rank_of(text: str) -> int:
    """How deep the number at the head of `text` stands, 1 outermost; 0 without number."""
    head = text.lstrip()
    if decimal := _DECIMAL.match(head):
        return 4 + decimal[0].count(".") + 1
    return next((i + 1 for i, pattern in enumerate(_RANKS) if pattern.match(head)), 0)


def is_heading(paragraph: Paragraph) -> bool:
    """Styled as a heading, or numbered and no more than one short sentence."""
    text = paragraph.text.text.strip()
    if not text:
        return False
    if paragraph.role is Role.HEADING:
        return True
    if paragraph.role is not Role.BODY or rank_of(text) == 0 or len(text) > _LONGEST:
        return False
    if text[-1] == "。" and text[-2] not in "）)" and len(text) > _SHORT:
        return False
    return not _SENTENCE_END.search(text[:-1])


def headings_in_force(paragraphs: Iterable[Paragraph]) -> dict[int, tuple[str, ...]]:
    """Paragraph index → the texts of the headings above it, outer first, its own left out."""
    stack: list[tuple[int, str]] = []
    found: dict[int, tuple[str, ...]] = {}
    for paragraph in paragraphs:
        text = paragraph.text.text.strip()
        heading = is_heading(paragraph)
        if heading:
            rank = rank_of(text) or paragraph.level or 1
            while stack and stack[-1][0] >= rank:
                stack.pop()
        found[paragraph.index] = tuple(text for _, text in stack)
        if heading:
            stack.append((rank, text))
    return found
