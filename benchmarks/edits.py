"""The edits of the mutation bench: each a small declared thing that makes a true report wrong.

An edit looks at one text and offers the changes it can make there.  It knows how reports are
printed, nothing of how gouji reads them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from random import Random

from .carrier import Text

_UNITS = "个百分点|万元|亿元|元|%|％|‰|分|人次|人|名|个|辆|家|项|所|场|亩|件|台|组|批次|倍"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_AMOUNT = re.compile(rf"(?<![\d.,〔\[第年])({_NUMBER})({_UNITS})(?!类)")
_CELL = re.compile(rf"^-?({_NUMBER})[%％]?$")


@dataclass(frozen=True, slots=True)
class Change:
    """`text[start:end]` becomes `new`.

    `about` is the stretch of the unedited text in which the figure concerned stands (the change
    itself, unless it is a word beside the figure).
    """

    start: int
    end: int
    new: str
    about: tuple[int, int]

    @classmethod
    def of(cls, start: int, end: int, new: str) -> Change:
        return cls(start, end, new, (start, end))


Offer = Callable[[Text, Random], Iterator[Change]]


@dataclass(frozen=True, slots=True)
class Edit:
    """A kind of error.  `figures` says that it changes a figure (else the words beside it)."""

    name: str
    offer: Offer
    figures: bool = True


EDITS: list[Edit] = []


def edit(name: str, *, figures: bool = True) -> Callable[[Offer], Offer]:
    def register(offer: Offer) -> Offer:
        EDITS.append(Edit(name, offer, figures))
        return offer

    return register


def numbers(text: Text) -> Iterator[tuple[int, int]]:
    """The amounts of a text: with a unit in prose, a cell that holds nothing else in tables."""
    if not text.cell:
        for match in _AMOUNT.finditer(text.text):
            yield match.span(1)
        return
    cell = _CELL.match(text.text.strip())
    if cell and _amount_in_cell(cell[1], text.heading):
        offset = text.text.index(cell[1])
        yield offset, offset + len(cell[1])


def _amount_in_cell(number: str, heading: str) -> bool:
    """Codes, line numbers and row numbers are whole, short of separators and of a score's head."""
    return any(mark in number for mark in ".,") or bool(re.search("得分|分值|权重", heading))


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _changed(offer: Callable[[str, Random], str | None]) -> Offer:
    """An edit of a number's digits, offered for every number it makes another number of."""

    def offers(text: Text, random: Random) -> Iterator[Change]:
        for start, end in numbers(text):
            old = text.text[start:end]
            new = offer(old, random)
            if new is not None and _value(new) != _value(old):
                yield Change.of(start, end, new)

    return offers


def _digits(number: str) -> list[int]:
    return [i for i, character in enumerate(number) if character.isdigit()]


@edit("digit substituted")
@_changed
def substituted(number: str, random: Random) -> str | None:
    """403.16 → 453.16"""
    at = random.choice(_digits(number))
    low = "1" if at == 0 and len(number) > 1 and number[1] != "." else "0"
    choices = [d for d in "0123456789" if d != number[at] and d >= low]
    return number[:at] + random.choice(choices) + number[at + 1 :]


@edit("digits transposed")
@_changed
def transposed(number: str, random: Random) -> str | None:
    """403.16 → 430.16"""
    places = _digits(number)
    pairs = [(a, b) for a, b in pairwise(places) if number[a] != number[b]]
    pairs = [(a, b) for a, b in pairs if not (a == 0 and number[b] == "0")]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    return number[:a] + number[b] + number[a + 1 : b] + number[a] + number[b + 1 :]


@edit("digit dropped")
@_changed
def dropped(number: str, random: Random) -> str | None:
    """403.16 → 43.16"""
    places = [p for p in _digits(number) if number[p : p + 2] != number[p] * 2]
    whole = len(number.partition(".")[0].replace(",", ""))
    places = [p for p in places if whole > 1 or p > number.find(".") > 0]
    if len(_digits(number)) < 2 or not places:
        return None
    at = random.choice(places)
    return _grouped(number[:at] + number[at + 1 :], number).removesuffix(".")


@edit("digit doubled")
@_changed
def doubled(number: str, random: Random) -> str | None:
    """403.16 → 4033.16"""
    at = random.choice(_digits(number))
    return _grouped(number[:at] + number[at] + number[at:], number)


@edit("decimal point moved")
@_changed
def point_moved(number: str, random: Random) -> str | None:
    """403.16 → 4031.6"""
    whole, point, rest = number.replace(",", "").partition(".")
    if not point:
        return None
    ways = []
    if len(rest) > 1:
        ways.append(f"{whole}{rest[0]}.{rest[1:]}".lstrip("0"))
    if len(whole) > 1:
        ways.append(f"{whole[:-1]}.{whole[-1]}{rest}")
    return _grouped(random.choice(ways), number) if ways else None


def _grouped(number: str, like: str) -> str:
    """Thousands separators where the unedited number had them."""
    if "," not in like:
        return number
    whole, point, rest = number.replace(",", "").partition(".")
    return f"{int(whole or 0):,}{point}{rest}"


def _units(before: str, *after: str) -> Offer:
    pattern = re.compile(rf"({_NUMBER})({before})")

    def offers(text: Text, random: Random) -> Iterator[Change]:
        if text.cell:
            return
        for match in pattern.finditer(text.text):
            if _value(match[1]):
                other = random.choice([unit for unit in after if unit != match[2]])
                yield Change(*match.span(2), other, match.span())

    return offers


edit("万元 ↔ 元 ↔ 亿元")(_units("万元|亿元|(?<!万)(?<!亿)元", "元", "万元", "亿元"))
edit("% ↔ 个百分点")(_units("%|个百分点", "%", "个百分点"))

_VERBS = dict(
    zip(
        ("增加", "减少", "增长", "下降", "大于", "小于", "高于", "低于", "提高", "降低"),
        ("减少", "增加", "下降", "增长", "小于", "大于", "低于", "高于", "降低", "提高"),
        strict=True,
    )
)
_GROWTH = re.compile(
    rf"({'|'.join(_VERBS)})(?=(?:年初)?预算数|{_NUMBER}(?:万元|亿元|元|%|％|个百分点|人))"
)


@edit("growth verb reversed", figures=False)
def reversed_verb(text: Text, random: Random) -> Iterator[Change]:
    """增加3.40万元 → 减少3.40万元"""
    if text.cell:
        return
    for match in _GROWTH.finditer(text.text):
        sentence = text.text.rfind("。", 0, match.start()) + 1
        stop = text.text.find("，", match.end())
        about = (sentence, stop if stop > 0 else len(text.text))
        yield Change(match.start(), match.end(), _VERBS[match[1]], about)


_PERCENT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)[%％]")


@edit("percentage of the neighbour")
def neighbours_percentage(text: Text, random: Random) -> Iterator[Change]:
    """占89.93% … 占10.07% → 占10.07% … 占10.07%"""
    if text.cell:
        return
    found = list(_PERCENT.finditer(text.text))
    for one, other in zip(found, [*found[1:], *found[:1]], strict=True):
        if one[1] != other[1] and "=" not in text.text and "＝" not in text.text:
            yield Change.of(*one.span(1), other[1])


_TRIPLE = re.compile(
    rf"({_NUMBER})(万元|亿元|元|人)[^。；\d]*?(?:20\d\d年[^。；\d]*)?"
    rf"(增加|减少)({_NUMBER})\2，(?:增长|下降)({_NUMBER})[%％]"
)


@edit("rate on the wrong base")
def wrong_base(text: Text, random: Random) -> Iterator[Change]:
    """The change divided by this year's level."""
    for match in _TRIPLE.finditer(text.text):
        level, change, printed = (_value(match[n]) for n in (1, 4, 5))
        before = level - change if match[3] == "增加" else level + change
        step = Decimal(1).scaleb(int(printed.as_tuple().exponent))
        if before > 0 and (change * 100 / before).quantize(step, ROUND_HALF_UP) == printed:
            wrong = str((change * 100 / level).quantize(step, ROUND_HALF_UP))
            if Decimal(wrong) != printed:
                yield Change.of(*match.span(5), wrong)


_ITEM = re.compile(rf"、[^、，。；：（）()\d]{{2,20}}{_NUMBER}(?:万元|亿元|元|人|名|辆|个)")


@edit("item removed from a list", figures=False)
def removed_item(text: Text, random: Random) -> Iterator[Change]:
    """…A 3万元、B 2万元、C 1万元 → …A 3万元、C 1万元"""
    if text.cell:
        return
    for match in _ITEM.finditer(text.text):
        number = re.search(_NUMBER, match[0])
        if number is None or not _value(number[0]):
            continue
        sentence = max(text.text.rfind(mark, 0, match.start()) for mark in "。；") + 1
        stop = re.search("[。；]", text.text[match.end() :])
        end = match.end() + stop.start() if stop else len(text.text)
        yield Change(*match.span(), "", (sentence, end))


_SCORE = re.compile(r"(?:满分|得分|得|分值)(?:为)?(\d+(?:\.\d+)?)分?")


@edit("score changed")
def score_changed(text: Text, random: Random) -> Iterator[Change]:
    """得分8分 → 得分7分"""
    if text.cell:
        spans = list(numbers(text)) if re.search("得分|分值|权重", text.heading) else []
    else:
        spans = [match.span(1) for match in _SCORE.finditer(text.text)]
    for start, end in spans:
        value = _value(text.text[start:end])
        new = value + random.choice([-1, 1]) if value >= 1 else value + 1
        yield Change.of(start, end, f"{new}")


_YEAR = re.compile(r"(20[12]\d)(?=年)")


@edit("year shifted", figures=False)
def year_shifted(text: Text, random: Random) -> Iterator[Change]:
    """2022年底 → 2021年底"""
    for match in _YEAR.finditer(text.text):
        yield Change.of(*match.span(), str(int(match[1]) + random.choice([-2, -1, 1])))


@edit("total copied from last year")
def last_years_total(text: Text, random: Random) -> Iterator[Change]:
    """The level replaced by the one its own change implies for last year."""
    for match in _TRIPLE.finditer(text.text):
        level, change = _value(match[1]), _value(match[4])
        before = level - change if match[3] == "增加" else level + change
        if change:
            yield Change.of(*match.span(1), _grouped(str(before), match[1]))
