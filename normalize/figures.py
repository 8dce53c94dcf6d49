"""From a matched number to a `Figure`: value, step, unit and the hedges printed with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cache

from ..extract.document import Span
from .figure import Dimension, Figure, Hedge
from .lexicon import either, table
from .numerals import Numeral, read_digits, read_numeral
from .patterns import after_words, unit_after
from .units import Unit, base_units, per_unit, times_unit

_PERCENT = base_units()["%"]
_YUAN = base_units()["元"]
_ONE = Decimal(1)
_ARTICLE_END = re.compile(r"\s*(?:[，。；：、,;.:）)”\]\n]|和|及|与|以上|$)")

Place = Callable[[int, int], Span]
"""Makes the span of text[start:end]."""


class NotFigure(Exception):
    """The digits are no figure; the reason is the argument."""


def digits_figure(text: str, match: re.Match[str], place: Place) -> Figure:
    """A number in digits (or mixed: 3亿2千万) with the unit after it.  NotFigure where places do
    not fall as in a number (0十十0)."""
    printed = match[0]
    start = match.start()
    money = printed[0] in "¥$"
    bare = printed.lstrip("¥$ ")
    negative = bare[0] in "-—–负"
    number = bare.lstrip("+-—–负 ")
    try:
        value = read_digits(number) if number.isascii() else read_numeral(number)
    except ValueError:
        raise NotFigure("code") from None
    if negative:
        value = Numeral(-value.value, value.step)
        number = f"-{number}"
    after = unit_after(False).match(text, match.end())
    unit = _unit_of(after)
    if money and (unit is None or unit.dimension is Dimension.PLAIN):
        unit = times_unit(after["times"], "元") if unit and after else _YUAN
    return build(text, start, match.end(), number, value, unit, after, place)


def chinese_figure(text: str, match: re.Match[str], place: Place) -> Figure | None:
    """A number in Chinese numerals; None where it is not used as a number (no unit follows, or
    一 is an article: 一个新局面)."""
    printed = match["chinese"]
    after = unit_after(True).match(text, match.end())
    unit = _unit_of(after)
    if after is None or unit is None:
        return None
    try:
        value = read_numeral(printed.lstrip("负"))
    except ValueError:
        raise NotFigure("vague") from None
    if unit.dimension is Dimension.PLAIN:
        # 三千二百万: the places belong to the numeral
        printed += unit.name
        value, unit = value.times(unit.scale), None
    if len(printed) > 1 and printed.isalpha() and _only_digits(printed):
        raise NotFigure("vague")  # 三四家
    if printed == "一" and not _ARTICLE_END.match(text, after.end()):
        return None
    if printed[0] == "负":
        value = Numeral(-value.value, value.step)
    figure = build(text, match.start(), match.end(), printed, value, unit, after, place)
    vague = next((letter for letter in printed if letter in "余多几"), "")
    return replace(figure, hedge=Hedge(_hedges()[vague])) if vague else figure


def _only_digits(printed: str) -> bool:
    return all(letter in "一二两三四五六七八九" for letter in printed)


def rate_figure(text: str, match: re.Match[str], place: Place) -> Figure:
    """百分之五, 三分之一, 三成五, 八折: shares in words, as percentages."""
    kind, printed = str(match.lastgroup), "".join(match[0].split())
    try:
        value, hedge = _rate(kind, printed)
    except (ValueError, InvalidOperation, ZeroDivisionError):
        raise NotFigure("vague") from None
    after = hedges_after().match(text, match.end())
    figure = Figure(
        match[0],
        printed,
        value.value,
        value.step,
        Dimension.PERCENT,
        "%" if kind == "per" else {"tenths": "成", "discount": "折"}.get(kind, "分之"),
        place(match.start(), match.end()),
        _ONE,
        hedge,
    )
    return replace(figure, hedge=Hedge(_hedges()[after[1]])) if after else figure


def _rate(kind: str, printed: str) -> tuple[Numeral, Hedge]:
    if kind == "per":
        whole, part = printed.split("分之")
        negative = part[0] in "-负"
        number = "一百" if part == "百" else part.lstrip("-负")
        value = read_numeral(number).times(100 / read_numeral(f"一{whole}").value)
        return (Numeral(-value.value, value.step) if negative else value), Hedge.NONE
    if kind == "fraction":
        sides = printed.split("分之") if "分之" in printed else printed.split("/")[::-1]
        below, above = (read_numeral(side).value for side in sides)
        if above >= below:
            raise ValueError("no share")
        return Numeral(above * 100 / below, _ONE), Hedge.ABOUT
    head, tail = re.split("[成折]", printed)
    if kind == "discount":
        head = {"对": "五", "半": "五"}.get(head, head)
        if len(head) == 2:  # 七五折, 75折
            return read_numeral(head), Hedge.NONE
    value = read_numeral(head).times(Decimal(10))
    if tail:
        value = Numeral(value.value + (5 if tail == "半" else read_numeral(tail).value), _ONE)
    return value, Hedge.NONE


def build(
    text: str,
    start: int,
    end: int,
    number: str,
    value: Numeral,
    unit: Unit | None,
    after: re.Match[str] | None,
    place: Place,
) -> Figure:
    """The figure at text[start:end] with what `after` found behind it."""
    hedge = Hedge.NONE
    stop = end
    if after is not None:
        word = after["loose"] or after["inside"] or after["after"] or after["bare"]
        if word:
            hedge = Hedge(_hedges()[word])
        if unit is not None:
            stop = after.start("after") if after["after"] else after.end()
    if unit is None:
        printed = text[start:stop]
        span = place(start, stop)
        return Figure(
            printed, number, value.value, value.step, Dimension.PLAIN, "", span, _ONE, hedge
        )
    scale = unit.scale
    if scale != 1:
        value = value.times(scale)
    return Figure(
        text[start:stop].rstrip(),
        number,
        value.value,
        value.step,
        unit.dimension,
        unit.name,
        place(start, stop),
        scale,
        hedge,
    )


def _unit_of(after: re.Match[str] | None) -> Unit | None:
    if after is None:
        return None
    word, times = after["unit"], after["times"]
    if word:
        return base_units().get(word) or per_unit("", word)
    return times_unit(times, after["counted"] or "") if times else None


@cache
def _hedges() -> dict[str, str]:
    hedges = table("hedges")
    return {
        word: hedge
        for place in ("after", "inside")
        for hedge, words in hedges[place].items()
        for word in words
    }


@cache
def hedges_after() -> re.Pattern[str]:
    """Group 1: a hedge word directly after a figure."""
    return re.compile(rf"\s?({either(after_words())})")


FIGURE_KINDS: dict[str, Callable[[str, re.Match[str], Place], Figure | None]] = {
    "quick": digits_figure,
    "number": digits_figure,
    "chinese": chinese_figure,
    "per": rate_figure,
    "fraction": rate_figure,
    "tenths": rate_figure,
    "discount": rate_figure,
}
"""The groups of patterns.digits_pattern that are figures, and what reads each."""
