"""The value of a written number: digits, Chinese numerals, or both mixed (3亿2千万).

All arithmetic is exact.  `read_numeral("三千二百万")` → value 32000000, step 1000000: the step is
one unit of the last digit printed.  A numeral without 万, 亿 or 兆 counts things one by one
(二十人 is twenty, not "about two tens"), so its step is 1 unless it has decimals.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    **{"〇": 0, "○": 0, "两": 2, "俩": 2, "弌": 1},
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}

DIGIT = "".join(DIGITS)
PLACE = "".join([*TENS, *MYRIADS])
PLAIN = r"(?:\d{1,3}(?:,\d{3})+(?![,\d])|\d+)(?:\.\d+)?|\.\d+"
"""A number in digits; commas only where they group by three."""

_ONE = Decimal(1)
_STEPS = [_ONE.scaleb(-places) for places in range(41)]
_VAGUE = re.compile(r"[余多几来]")
_PART = re.compile(rf"(?P<plain>{PLAIN})|(?P<digit>[{DIGIT}])|(?P<place>[{PLACE}])|(?P<point>点)")


class Numeral(NamedTuple):
    """A number's value and one unit of its last printed digit, both exact."""

    value: Decimal
    step: Decimal

    def times(self, scale: Decimal) -> Numeral:
        return Numeral(self.value * scale, self.step * scale)


def read_digits(printed: str) -> Numeral:
    """`1,234.50` → 1234.50 to the hundredth.  decimal.InvalidOperation if it is no number."""
    value = Decimal(printed.replace(",", "") if "," in printed else printed)
    point = printed.find(".")
    return Numeral(value, _ONE if point < 0 else _STEPS[min(len(printed) - point - 1, 40)])


def read_numeral(printed: str) -> Numeral:
    """The value of `printed`, spaces ignored.  ValueError if it is no well-formed number.

    Understands 二〇二三 (digit by digit), 四百五 (450), 一万三 (13000), 两千三点一, 四万万, 半百
    and leaves out the vague 余, 多, 几 inside (十余万 is 100000; the hedge is told elsewhere).
    """
    text = _VAGUE.sub("", "".join(printed.split())) if not printed.isdigit() else printed
    if text == "半百":
        return Numeral(Decimal(50), Decimal(1))
    if text == "半":
        return Numeral(Decimal("0.5"), Decimal("0.1"))
    whole, point, decimals = text.partition("点")
    if point and all(letter in DIGITS for letter in decimals) and decimals:
        return _with_decimals(whole, decimals)
    if point:
        return _decimals_with_place(whole, decimals)
    return _whole(text)


def _with_decimals(whole: str, decimals: str) -> Numeral:
    digits = "".join(str(DIGITS[letter]) for letter in decimals)
    base = _whole(whole).value if whole else Decimal(0)
    step = Decimal((0, (1,), -len(digits)))
    return Numeral(base + Decimal(digits) * step, step)


def _decimals_with_place(whole: str, rest: str) -> Numeral:
    """八点零一万亿: the places after the decimals multiply the whole."""
    decimals = rest.rstrip(PLACE)
    if not decimals or any(letter not in DIGITS for letter in decimals):
        raise ValueError(f"no number: {whole}点{rest}")
    scale = Decimal(1)
    for letter in rest[len(decimals) :]:
        scale *= TENS.get(letter) or MYRIADS[letter]
    return _with_decimals(whole, decimals).times(scale)


def _whole(text: str) -> Numeral:
    parts = list(_PART.finditer(text))
    if not parts or "".join(part[0] for part in parts) != text:
        raise ValueError(f"no number: {text!r}")
    if all(part.lastgroup == "digit" for part in parts):
        digits = "".join(str(DIGITS[part[0]]) for part in parts)
        return Numeral(Decimal(digits), Decimal(1))
    if len(parts) == 1 and parts[0].lastgroup == "plain":
        return read_digits(text)
    return _Reader().read(parts)


class _Reader:
    """Adds up a numeral from its parts, highest place first."""

    def __init__(self) -> None:
        self.sections: list[tuple[Decimal, int]] = []  # value, its 万/亿/兆
        self.section = Decimal(0)  # below the next 万/亿/兆
        self.number: Decimal | None = None  # waits for its place
        self.place = 0  # the last place read, 0 after a 零
        self.step = Decimal(1)
        self.fresh = False  # something was read since the last 万/亿/兆

    def read(self, parts: list[re.Match[str]]) -> Numeral:
        for part in parts:
            kind, printed = part.lastgroup, part[0]
            if kind == "place" and printed in TENS:
                self._tens(TENS[printed])
            elif kind == "place":
                self._myriad(MYRIADS[printed])
            elif printed in ("零", "〇", "○"):
                self.place = 0
            else:
                self._number(printed, kind == "digit")
        short = self.number is not None and len(parts[-1][0]) == 1 and self.place >= 100
        if self.number is not None:
            unit = self.place // 10 if short else 1
            self.step = Decimal(unit) if unit > 1 else self.step.min(Decimal(1))
            self.section += self.number * unit
        value = sum((value for value, _ in self.sections), self.section)
        whole = self.step >= 1 and not self.sections
        return Numeral(value, Decimal(1) if whole else self.step)

    def _number(self, printed: str, chinese: bool) -> None:
        if self.number is not None:
            raise ValueError("two digits side by side: a range such as 二三十")
        read = Numeral(Decimal(DIGITS[printed]), Decimal(1)) if chinese else read_digits(printed)
        self.number, self.step, self.fresh = read.value, read.step, True

    def _tens(self, place: int) -> None:
        if 0 < self.place <= place:
            raise ValueError("places must fall: 五十千 is no number")
        number = Decimal(1) if self.number is None else self.number
        self.step = (self.step if self.number is not None else Decimal(1)) * place
        self.section += number * place
        self.number, self.place, self.fresh = None, place, True

    def _myriad(self, place: int) -> None:
        below = [value for value, own in self.sections if own < place]
        self.section += self.number or 0
        if not self.fresh and self.sections and self.sections[-1][1] <= place:
            value = self.sections.pop()[0]  # 万万, 万亿
        else:
            value = sum(below, self.section)
            self.sections = [kept for kept in self.sections if kept[1] >= place]
        if value == 0 and not self.fresh:
            raise ValueError("a place without a number")
        unit = self.step if self.number is not None else self.step.max(Decimal(1))
        self.step = unit * place
        self.sections.append((value * place, place))
        self.section, self.number, self.place, self.fresh = Decimal(0), None, place, False
