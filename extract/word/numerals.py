"""Numbers as Word's automatic numbering prints them.

The names are those of ST_NumberFormat (ECMA-376 part 1, 17.18.59).  Formats of languages that
Chinese reports do not use come out as plain decimals.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def _counting(
    number: int, digits: str, units: tuple[str, str, str], zero: str, lead_one: bool
) -> str:
    """Chinese counting below ten thousand: 十, 二十一, 一百零一.

    `lead_one`: whether the tens below twenty keep their one (legal numerals: 壹拾).
    """
    if not 0 < number < 10000:
        return str(number)
    text = ""
    gap = False
    for value, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            text += (zero if gap and text else "") + digits[digit] + unit
            gap = False
        else:
            gap = True
    if not lead_one and text.startswith(digits[1] + units[0]):
        text = text[1:]
    return text


def _thousand(number: int) -> str:
    return _counting(number, _DIGITS, ("十", "百", "千"), "零", False)


def _below_hundred(number: int) -> str:
    return _thousand(number) if number < 100 else _by_digit(number, "○一二三四五六七八九")


def _japanese(number: int) -> str:
    text = _counting(number, _DIGITS, ("十", "百", "千"), "", False)
    return text.replace("一百", "百").replace("一千", "千").replace("一十", "十")


def _legal(number: int) -> str:
    return _counting(number, _LEGAL, ("拾", "佰", "仟"), "零", True)


def _legal_traditional(number: int) -> str:
    return _counting(number, _LEGAL_TRADITIONAL, ("拾", "佰", "仟"), "零", True)


def _by_digit(number: int, digits: str = _DIGITS) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """a … z, then aa, bb …: Word repeats the letter."""
    if not 0 < number <= 780:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _from(*ranges: tuple[int, int, int]) -> Callable[[int], str]:
    """Enclosed numbers: (first number, last number, code of the first)."""

    def enclosed(number: int) -> str:
        for first, last, code in ranges:
            if first <= number <= last:
                return chr(code + number - first)
        return str(number)

    return enclosed


def _one_of(names: str) -> Callable[[int], str]:
    return lambda number: names[number - 1] if 0 < number <= len(names) else str(number)


_CIRCLE = _from((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1), (0, 0, 0x24EA))

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "hex": lambda number: f"{number:X}",
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _below_hundred,
    "chineseCountingThousand": _thousand,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal_traditional,
    "japaneseLegal": _legal_traditional,
    "taiwaneseCounting": _below_hundred,
    "taiwaneseCountingThousand": _thousand,
    "taiwaneseDigital": lambda number: _by_digit(number, "○一二三四五六七八九"),
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _by_digit,
    "ideographDigital": _by_digit,
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographEnclosedCircle": _from((1, 10, 0x3280)),
    "decimalEnclosedCircle": _CIRCLE,
    "decimalEnclosedCircleChinese": _CIRCLE,
    "decimalEnclosedParen": _from((1, 20, 0x2474)),
    "decimalEnclosedFullstop": _from((1, 20, 0x2488)),
    "none": lambda number: "",
}


def numeral(number: int, number_format: str, pattern: str = "") -> str:
    """`number` in one of Word's formats; `pattern` is a custom format's example list.

    >>> numeral(21, "chineseCounting"), numeral(3, "custom", "001, 002, 003, ...")
    ('二十一', '003')
    """
    if number_format == "custom" and pattern[:1] == "0":
        width = len(pattern.split(",")[0])
        return str(number).zfill(width)
    write = _FORMATS.get(number_format)
    return write(number) if write else str(number)
