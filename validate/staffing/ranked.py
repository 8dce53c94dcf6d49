"""Counts that ordinals bear out: 分两批下达（第一批…，第二批…）, 居前三位的是甲、乙、丙."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import regex

from ...extract.document import Span
from ...normalize.figure import Dimension, Figure
from ...normalize.lexicon import folded
from ...normalize.numerals import read_numeral
from ...normalize.reading import Reading
from ..expression import Constant, Term
from ..judge import holds
from ..prose.mention import Talk, find_talks
from ..relation import Relation
from ..rule import Memo
from .items import Items, items_of, number_of

_HAN = "一二两三四五六七八九十"
_BATCHES = regex.compile(
    rf"分(?P<raw>(?P<number>[{_HAN}]|\d{{1,2}})(?P<unit>批次|批|期|次|步|阶段|轮))"
)
_TOP = regex.compile(
    rf"前(?P<raw>(?P<number>[{_HAN}]|\d{{1,2}})(?P<unit>[位名]))的?[^，,。；;：:、\d]{{0,12}}?"
    r"(?:(?:依次|分别)?[是为]|：|:)[：:]?(?!\d)"
)
_PARTS = (regex.compile("[；;]"), regex.compile("[，,]"))
_VALUED = regex.compile(r"[^\d，,]{2,20}\d")
_CLAUSE = regex.compile("[，,]")
_AMOUNT = regex.compile(r"[（(]?\d[\d. ]*[^、]*$")
_FEW = 2


def find_ranked(reading: Reading, memo: Memo) -> list[Relation]:
    """Numbers of batches and of first places, with the batches and the places named."""
    talks = memo(find_talks)
    return [relation for talk in talks for relation in (*_batches(talk), *_places(talk))]


def _batches(talk: Talk) -> Iterator[Relation]:
    """分两批下达…，第一批5万元，第二批3万元: they are counted from the first to the last."""
    text = folded(talk.passage.text.text)
    for said in _BATCHES.finditer(text):
        ordinal = regex.compile(rf"第?(?P<number>[{_HAN}]|\d{{1,2}}){said['unit']}")
        found = [_value(m["number"]) for m in ordinal.finditer(text, said.end())]
        last = next((n for n, number in enumerate(found) if number != n + 1), len(found))
        if last >= _FEW and last == len(set(found)):
            yield _relation(talk, said, [Constant(Fraction(last))])


def _places(talk: Talk) -> Iterator[Relation]:
    """居前三位的依次是甲、乙和丙，合计占…: so many are named, each with its figure perhaps."""
    text = folded(talk.passage.text.text)
    for said in _TOP.finditer(text):
        items, value = _listed(text[said.end() :].split("。")[0]), _value(said["number"])
        if items is not None and not items.open_ and items.least - 1 <= value <= items.most + 1:
            yield _relation(talk, said, [number_of(items, number) for number in items.numbers])


def _listed(listed: str) -> Items | None:
    """The names of a sentence's rest: parted by ； or, with a figure each, by ，, else by 、."""
    for mark in _PARTS:
        parts = tuple(part.strip() for part in mark.split(listed))
        if len(parts) > 1 and "、" not in listed and all(map(_VALUED.match, parts)):
            return Items(parts, len(parts), len(parts), False)
    names = _CLAUSE.split(listed)[0]
    if any(mark in names for mark in "；;"):
        return None
    bare = "、".join(_AMOUNT.sub("", name) for name in names.split("、"))
    return items_of(bare) if "、" in bare else None


def _relation(talk: Talk, said: regex.Match[str], numbers: list[Constant]) -> Relation:
    start, end = said.span("raw")
    raw = talk.passage.text.text[start:end]
    value = Decimal(_value(said["number"]))
    block = talk.passage
    span = Span(block.block, start, end, block.row, block.column)
    figure = Figure(raw, said["number"], value, Decimal(1), Dimension.COUNT, said["unit"], span)
    readings = [
        Relation("count-list", Term(figure), number, subject=said[0].strip("：:是为"))
        for number in numbers
    ]
    return next((relation for relation in readings if holds(relation)), readings[0])


def _value(number: str) -> int:
    return int(read_numeral(number).value)
