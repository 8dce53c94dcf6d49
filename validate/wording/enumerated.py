"""Items counted off within a paragraph: 一是…；二是…；三是…, （1）…（2）…, 第一，…第二，…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...normalize.marks import Mark
from ...normalize.reading import Passage

COUNTED = ("said", "nth", "arabic-bracket", "circled")
PRINTED = ("arabic", "arabic-comma", "arabic-half", "han", "han-bracket")
"""Styles of headings, which may number the items of a sentence as well."""
_WORDS = ("said", "nth")
_JOINING = ("、", "因")  # 主要因一是…，二是…


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of one list in its paragraph, all of one style."""

    style: str
    marks: tuple[Mark, ...]

    @property
    def gap(self) -> Mark | None:
        """The first number before which one or two are left out, none of them printed elsewhere
        in the paragraph; None if all are there."""
        printed = {mark.number for mark in self.marks}
        for one, other in pairwise(self.marks):
            left_out = range(one.number + 1, other.number)
            if 0 < len(left_out) < _WIDEST and not printed.intersection(left_out):
                return other
        return None

    def follows(self, at: int) -> tuple[Mark, ...]:
        """The numbers of the list that begins at `at`, up to where another begins."""
        after = [mark for mark in self.marks if mark.start >= at]
        again = next((i for i, mark in enumerate(after[1:], 1) if mark.number == 1), len(after))
        return tuple(after[:again])


_WIDEST = 3


def counted_in(passage: Passage, styles: Sequence[str] = COUNTED) -> Iterator[Counted]:
    """Every list of a paragraph, by the style of its numbers."""
    for style in styles:
        words = style in _WORDS
        marks = tuple(
            mark
            for mark in passage.marks
            if mark.style == style
            and (mark.after_stop or (words and (mark.after_pause or mark.lead in _JOINING)))
        )
        if len(marks) > (0 if words else 1):
            yield Counted(style, marks)
