"""Units: what a printed unit measures, and how large it is in its base unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .figure import Dimension, Figure
from .lexicon import either, folded, table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its dimension, its base unit and its size in it.

    `name` is "万元" whether 万元 or 万元人民币 is printed.
    """

    name: str
    dimension: Dimension
    base: str
    scale: Decimal


@cache
def multipliers() -> dict[str, Decimal]:
    """万, 亿, … → how many."""
    return {word: Decimal(scale) for word, scale in table("units")["multipliers"].items()}


@cache
def base_units() -> dict[str, Unit]:
    """Every unit without multiplier."""
    units: dict[str, Unit] = {}
    same: dict[str, str] = table("units")["same"]
    for dimension in Dimension:
        entry = table("units").get(dimension.value)
        if entry is None:
            continue
        words = entry["words"]
        for word in words:
            scale = Decimal(str(words[word])) if isinstance(words, dict) else Decimal(1)
            base = entry.get("base") or same.get(word, word)
            name = base if dimension is Dimension.MONEY else word
            units[word] = Unit(name, dimension, base, scale)
    return units


@cache
def read_unit(printed: str) -> Unit | None:
    """The unit a caption or header declares ("万元", "人民币万元", "%"); None if unknown.

    A multiplier alone (万, 亿) is a unit of dimension PLAIN.
    """
    name = folded("".join(printed.split())).removeprefix("人民币")
    if name in base_units():
        return base_units()[name]
    for times in sorted(multipliers(), key=len, reverse=True):
        if name.startswith(times):
            return times_unit(times, name.removeprefix(times))
    return per_unit("", name) if "/" in name else None


@cache
def times_unit(times: str, word: str) -> Unit | None:
    """万 + 元 → 万元; a multiplier alone counts nothing in particular."""
    scale = multipliers()[times]
    if not word:
        return Unit(times, Dimension.PLAIN, "", scale)
    unit = base_units().get(word)
    if unit is None:
        return per_unit(times, word) if "/" in word else None
    name = unit.base if unit.dimension is Dimension.MONEY else word
    return Unit(times + name, unit.dimension, unit.base, scale * unit.scale)


@cache
def per_unit(times: str, word: str) -> Unit:
    """A compound unit such as 元/人·月 measures nothing but itself."""
    scale = multipliers()[times] if times else Decimal(1)
    return Unit(times + word, Dimension.MEASURE, word, scale)


def base_of(figure: Figure) -> str:
    """The base unit of a figure: 人 for 万人 and for 名.  Figures of one base may be compared."""
    unit = read_unit(figure.unit)
    return unit.base if unit is not None else figure.unit


@cache
def unit_pattern(chinese: bool) -> str:
    """Groups `times` and `unit` after a number, longest first.

    After a Chinese numeral (`chinese`) units that make ordinary words with it are left out.
    """
    lexicon = table("units")
    skipped = set(lexicon["digits_only"]["words"]) if chinese else set()
    after = {word: f"(?![{letters}])" for word, letters in lexicon["not_before"].items() if letters}
    words = {word: after.get(word, "") for word in base_units() if word not in skipped}
    if not chinese:
        words |= {word: "(?![A-Za-z0-9])" for word in words if word[-1].isascii() and word != "%"}
    words |= dict.fromkeys(("百分点", "个百分点"), "")
    unit = either(words)
    times = either(dict.fromkeys(multipliers(), "(?!分[点之])"))
    over = rf"(?:{unit}|[年月日次])"
    unit = rf"(?:{unit})(?:/[百千万]?{over}(?:[·•./]{over})?)?"
    return rf"(?:(?P<unit>{unit})|(?P<times>{times})INSIDE(?P<counted>{unit})?)"
