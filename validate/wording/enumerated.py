"""Items counted off within a paragraph: 一是…；二是…；三是…, （1）…（2）…, 第一，…第二，…."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from .lines import Line
from .markers import Marker, markers_of, number_of

_HAN = "一二三四五六七八九十"
_SAID = regex.compile(
    rf"(?:^|(?<=[。；;：:，,、\s因]))(?:([{_HAN}]{{1,2}})(?:是|要|为)(?!否|[{_HAN}](?:[，、。；]|$)))"
)
_NTH = regex.compile(rf"(?:^|(?<=[。；;：:\s]))第([{_HAN}]{{1,2}})(?=[，、：])")
_INSIDE = ("arabic-bracket", "circled")


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of one list in its line, each with where it stands."""

    line: Line
    style: str
    numbers: tuple[tuple[int, int, int], ...]

    @property
    def gap(self) -> tuple[int, int, int] | None:
        """The first number before which one or two are left out, none of them printed elsewhere
        in the line; None if all are there."""
        printed = {number for number, _, _ in self.numbers}
        for (one, _, _), (other, start, end) in zip(self.numbers, self.numbers[1:], strict=False):
            if 1 < other - one <= _WIDEST and not printed.intersection(range(one + 1, other)):
                return other, start, end
        return None

    def follows(self, at: int) -> tuple[tuple[int, int, int], ...]:
        """The numbers of the list that begins at `at`, up to where another begins."""
        after = [n for n in self.numbers if n[1] >= at]
        again = next((i for i, n in enumerate(after[1:], 1) if n[0] == 1), len(after))
        return tuple(after[:again])


_WIDEST = 3


def counted_in(line: Line) -> Iterator[Counted]:
    """Every list of a line, by the style of its numbers."""
    for style, shape in (("是", _SAID), ("第", _NTH)):
        found = tuple((number_of(m[1]), m.start(), m.end()) for m in shape.finditer(line.text))
        if found:
            yield Counted(line, style, found)
    inside: dict[str, list[Marker]] = {}
    for marker in markers_of(line):
        inside.setdefault(marker.style, []).append(marker)
    for style in _INSIDE:
        marks = tuple((m.number, m.start, m.end) for m in inside.get(style, ()))
        if len(marks) > 1:
            yield Counted(line, style, marks)
