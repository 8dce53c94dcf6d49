"""Hard line ends: paragraphs that are only the lines of one, put together again.

Text copied from a page keeps the page's line ends: a sentence is cut wherever the line was full,
and each line stands as a paragraph of its own.  Such text shows in its shape: its longest lines are
all about as long as each other, and most of them stop in mid-sentence.  Paragraphs of an author
end with a sentence, and are as long as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import east_asian_width

from .document import Block, Paragraph, Piece, Role, Table, Text
from .hygiene import heal

ITEM = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}(?:部分|[章节编条款])"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}(?:、|[.．](?!\d))|[①-⑳]|[●■◆•])"
)
"""How an item of a list or a numbered head begins."""

_UNIT = r"[（《“‘〔【(\[]*(?:[A-Za-z0-9.,+\-/%‰±×÷＋－＝]+|.)[，。；：、！？）》”’〕】)\],.;:%‰…]*"
_TIGHT = "[“”‘’÷×＝－]"  # word processors part nothing before or behind these
WORD = re.compile(rf"{_UNIT}(?:(?<={_TIGHT}){_UNIT}|(?={_TIGHT}){_UNIT})*")
"""What a line takes or leaves as one."""

_STOP = re.compile(r"[。！？!?](?:[”’）)]|[（(][^（）()]*[）)])?$")
_PAUSE = re.compile(r"[；：;:][”’）)]?$")
_TITLE = re.compile(
    r"[^，。；,;]*(?:情况|说明|报告|公报|分析|构成|结构|问题|措施|建议|总表|明细表)"
)
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页.{0,12})\s*")
_HEAD = re.compile(r"(?:附[件表]?|表|图|注)\s*[一二三四五六七八九十\d]*\s*[:：]|单位\s*[:：]|[|]")
_BARE = re.compile(
    r"(?<![^\s|])-?\d[\d,]*(?:\.\d+)?%?(?=[\s|]|$)(?!\s?(?:[万亿]?元|[年月日个%人户]))"
)
_SEPARATE = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]+|\t)(?=[\u4e00-\u9fff])")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff，。；：、（）《》“”]")
_MARK = re.compile(r"[，。；、,;](?!\d)")

_REACH = 15  # lines on either side
_WIDEST, _NARROWEST = 120, 30  # half ems
_FULL = 0.85
_LONGER = 1.15
_FEWEST = 3
_INDENT = 2  # half ems


def rejoined(blocks: Sequence[Block]) -> tuple[list[Block], list[tuple[int, int]]]:
    """The blocks with the lines of a paragraph made one, and what became of each block: its new
    index and where its original now begins in that of the block."""
    lines = [_Line(block) for block in blocks]
    made: list[Block] = []
    places: list[tuple[int, int]] = []
    last: int | None = None  # the block whose line the next may go on
    for at, block in enumerate(blocks):
        if _is_page_number(block):
            places.append((len(made), 0))
            made.append(replace(block, index=len(made)))
            continue
        if last is not None and _continues(lines, last, at):
            index = places[last][0]
            before = made[index]
            assert isinstance(before, Paragraph)
            assert isinstance(block, Paragraph)
            places.append((index, len(before.text.original) + 1))
            made[index] = replace(before, text=_joined(before.text, block.text))
        else:
            places.append((len(made), 0))
            made.append(replace(block, index=len(made)))
        last = at
    return [_moved(block, places) for block in made], places


def _moved(block: Block, places: Sequence[tuple[int, int]]) -> Block:
    if isinstance(block, Table) and block.parent is not None:
        return replace(block, parent=(places[block.parent[0]][0], *block.parent[1:]))
    return block


def _joined(first: Text, second: Text) -> Text:
    at = len(first.original) + 1
    moved = (replace(p, start=p.start + at, end=p.end + at) for p in second.pieces)
    pieces: tuple[Piece, ...] = (*first.pieces, *moved)
    return heal(f"{first.original}\n{second.original}", pieces)


def _is_page_number(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(_PAGE_NUMBER.fullmatch(block.text.original))


@dataclass(frozen=True)
class _Line:
    """A block as a line of print; what is no running text is none."""

    block: Block

    @cached_property
    def text(self) -> str:
        block = self.block
        plain = isinstance(block, Paragraph) and block.role is Role.BODY and not block.level
        return block.text.original.rstrip() if plain and isinstance(block, Paragraph) else ""

    @cached_property
    def width(self) -> int:
        return _width(self.text.strip())

    @cached_property
    def indent(self) -> int:
        return _width(self.text) - self.width

    @cached_property
    def of_prose(self) -> bool:
        """Whether it holds words, not the cells of a row."""
        text = self.text.strip()
        words = len(_IDEOGRAPH.findall(text))
        cells = len(_BARE.findall(text)) > 1 or len(_SEPARATE.findall(text)) > 2
        return words * 3 > len(text.replace(" ", "")) and not cells and "\t" not in text

    @cached_property
    def broken(self) -> bool:
        """Whether it stops in mid-sentence."""
        return self.of_prose and not _STOP.search(self.text) and not _PAUSE.search(self.text)


def _width(text: str) -> int:
    """In half ems; a mark that stands between ideographs was a wide one."""
    return sum(2 if east_asian_width(c) in "WFA" or c in ",;:()" else 1 for c in text)


def _continues(lines: Sequence[_Line], last: int, at: int) -> bool:
    """Whether a line goes on with the paragraph whose latest line is `last`."""
    line, following = lines[last], lines[at]
    if not (line.of_prose and following.text) or _STOP.search(line.text):
        return False
    text = following.text.strip()
    if ITEM.match(text) or _HEAD.match(text) or _TITLE.fullmatch(line.text.strip()):
        return False
    if len(_BARE.findall(text)) > 1 or len(_SEPARATE.findall(text)) > 2:
        return False
    near = [line for line in lines[max(0, last - _REACH) : last + _REACH + 1] if line.of_prose]
    measure = _measure(near)
    if not measure or following.indent >= min(line.indent for line in near) + _INDENT:
        return False
    word = WORD.match(text)
    return line.width + _width(word[0] if word else text[:1]) > _FULL * measure


def _measure(near: Sequence[_Line]) -> int:
    """How long a full line is among these; 0 where lines were not cut by their length."""
    if len(near) < _FEWEST:
        return 0
    measure = sorted((line.width for line in near), reverse=True)[_FEWEST - 1]
    if not _NARROWEST <= measure <= _WIDEST:
        return 0
    wide = [line for line in near if line.width > _FULL * measure]
    broken = sum(line.broken for line in wide)
    longer = sum(line.width > _LONGER * measure for line in wide)
    marked = sum(bool(_MARK.search(line.text)) for line in wide)
    whole = sum(bool(_STOP.search(line.text)) for line in wide)
    cut = broken >= _FEWEST and whole * 3 <= broken * 2 and marked * 2 >= len(wide)
    return measure if cut and longer <= broken // _FEWEST - 1 else 0
