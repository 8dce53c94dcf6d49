"""A cell's value as its number format prints it.

The printed string decides how exact a figure claims to be, so 12.3 under the format 0.00 must be
read as "12.30" and 0.1234 under 0.00% as "12.34%".  Codes: ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00;-#,##0.00;"-"',
    **dict.fromkeys((14, 15, 30, 31, 57), "yyyy-m-d"),
    **dict.fromkeys((16, 28, 29, 58), "m-d"),
    **dict.fromkeys((17, 27, 36, 50, 52, 55), "yyyy-m"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "h:mm"),
    22: "yyyy-m-d h:mm",
}
"""The codes of the formats that files refer to by number only."""

# Excel keeps 15 significant digits; what a file holds beyond them is the noise of binary floats.
_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_QUIET = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_PLACES = re.compile(r"[0#][0#?,]*(?:\.[0#?]*)?|\.[0#?]+")
_DATE = re.compile(r"[ymdhs]|年|月|日", re.IGNORECASE)


class _Section(NamedTuple):
    """One section of a code: what stands before and after the digits, and the digits' shape."""

    before: str
    after: str
    places: str
    percents: int
    thousands: bool
    scale: int
    is_date: str


def printed(value: str, code: str, epoch_1904: bool = False) -> str:
    """`value` (a number as the file holds it) in the format `code`; unchanged if no number.

    >>> printed("0.1234", "0.00%"), printed("1234.5", "#,##0.00"), printed("2.4", "General")
    ('12.34%', '1,234.50', '2.4')
    """
    try:
        number = _DIGITS.create_decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite():
        return value
    sections = _sections(code)
    at = 1 if number < 0 and len(sections) > 1 else 2 if not number and len(sections) > 2 else 0
    section = sections[at]
    if section is None:
        return _general(number)
    if section.is_date:
        return _date(number, section.is_date, epoch_1904) or _general(number)
    if not section.places:
        return section.before
    return _digits(number, section)


def _digits(number: Decimal, section: _Section) -> str:
    number = number.scaleb(2 * section.percents - 3 * section.scale)
    whole, _, decimals = section.places.partition(".")
    shown = abs(number).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = (
        f"{shown:,f}"
        if section.thousands
        else f"{shown:f}".zfill(whole.count("0") + len(decimals) + bool(decimals))
    )
    for place in reversed(decimals):
        if place == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    sign = "-" if number < 0 and shown else ""
    return sign + section.before + text.removesuffix(".") + section.after


def _general(number: Decimal) -> str:
    return f"{number.normalize(_DIGITS):f}"


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section | None, ...]:
    return tuple(_section(part) for part in _split(code)[:3]) or (None,)


def _split(code: str) -> list[str]:
    """The sections of a code; a semicolon in quotes separates nothing."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)', code)


def _section(code: str) -> _Section | None:
    bare = _QUIET.sub("", code)
    if "general" in bare.lower() or "@" in bare or "E+" in bare or "/" in bare.strip("ymdYMD/"):
        return None
    if _DATE.search(bare) and not re.search(r"[0#?]{2}|0$|#", re.sub(r"s\.?0+", "", bare)):
        return _Section("", "", "", 0, False, 0, bare)
    shown = _QUIET.sub(_spoken, code)
    match = _PLACES.search(shown)
    if match is None:
        return _Section(shown.strip(" ?"), "", "", 0, False, 0, "")
    places = match[0]
    scale = len(places) - len(places.rstrip(","))
    after = shown[match.end() :]
    return _Section(
        before=shown[: match.start()].strip(" -()"),
        after=after.strip(" ()"),
        places=places.replace(",", ""),
        percents=after.count("%") + shown[: match.start()].count("%"),
        thousands="," in places.rstrip(","),
        scale=scale,
        is_date="",
    )


def _spoken(match: re.Match[str]) -> str:
    return match[1] or match[2] or ""


def _date(number: Decimal, code: str, epoch_1904: bool) -> str:
    """A date serial in plain form, with as much of it as the format shows; "" if impossible."""
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)
    try:
        moment = start + timedelta(days=float(number))
    except OverflowError:
        return ""
    low = code.lower()
    has_day = "d" in low or "日" in low
    if "y" in low or "年" in low:
        if has_day:
            return f"{moment.year}年{moment.month}月{moment.day}日"
        return f"{moment.year}年{moment.month}月" if "m" in low else f"{moment.year}年"
    if has_day:
        return f"{moment.month}月{moment.day}日"
    return f"{moment.hour}:{moment.minute:02d}"
