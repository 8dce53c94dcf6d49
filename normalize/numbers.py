"""Bare numbers in running text: digits, Chinese numerals, mixtures, fractions and powers.

Tolerant on purpose (spaces inside numerals, 3又一千分之23, 40k): it says what can be read as a
number, whatever it counts.  What a number *is* in a report (its unit, its hedge, whether it is a
figure at all) is tokenize.py's to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from .lexicon import either, entries, folded
from .numerals import DIGIT, PLAIN, read_numeral

_D = f"[{DIGIT}]"
_DECIMALS = rf"[{DIGIT.replace('两', '').replace('俩', '')}]"
_NUMERAL = rf"(?:{_D}|[十拾]|[百千](?=\s*{_D}))(?:\s*[{DIGIT}十拾百佰千仟万亿兆余多几])*"
_CHINESE = rf"(?:半百|{_NUMERAL}(?:\s*点\s*{_DECIMALS}(?:\s*{_DECIMALS})*(?:\s*[万亿兆])*)?)"
_DIGITS = rf"(?<!\.)(?:{PLAIN})(?!\.?\d)|\d+"
_PLACED = r"\s*(?:余|多)?\s*(?:[十百千]?[万亿兆]+|[十百千])"
_MIXED = rf"(?:{_DIGITS}){_PLACED}(?:\s*零?\s*(?:\d+|{_D})(?:{_PLACED})?)*"
_ANY = rf"[负-]?\s*(?:{_MIXED}|{_DIGITS}|{_CHINESE})"
_SIGN = r"(?:(?:(?<![\w.)-])-|负)\s*)?"

_NUMBER = re.compile(
    rf"(?P<fraction>{_SIGN}(?:(?P<whole>{_ANY})\s*又\s*)?"
    rf"(?P<below>\d+|{_CHINESE})\s*分\s*之\s*(?P<above>{_ANY}))"
    rf"|(?P<slash>{_SIGN}(?:(?P<units>\d+)\s+)?(?P<upper>\d+)/(?P<lower>\d+))"
    rf"|(?P<power>{_SIGN}(?P<base>\d+(?:\.\d+)?)\^(?P<exponent>[-+]*\d+))"
    rf"|(?P<scientific>{_SIGN}\d+(?:\.\d+)?[eE][-+]?\d+)"
    rf"|(?P<letter>{_SIGN}(?P<amount>{PLAIN})\s?(?P<size>[kKM])(?![A-Za-z]))"
    rf"|(?P<mixed>{_SIGN}(?:{_MIXED}))"
    rf"|(?P<digits>{_SIGN}(?:{_DIGITS}))"
    rf"|(?P<chinese>(?:负\s*)?{_CHINESE})(?P<dozen>\s*打(?![折对印造击]))?"
)
_LOOSE_END = re.compile(r"[\s余多几点]+\Z")
_ALONE = "肆伍陆拾"  # formal numerals that are mostly other words when they stand alone
_FOLLOWED = re.compile(r"\s*(?:[%‰折成]|美[元刀])")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}")
_SIZES = {"k": 1000, "K": 1000, "M": 10**6}


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number at text[start:end]; its value is exact."""

    start: int
    end: int
    value: Fraction


def find_numbers(text: str) -> tuple[FoundNumber, ...]:
    """Every number in `text`, in order.  Percentages and prices in dollars are not bare numbers."""
    plain = folded(text)
    versions = [match.span() for match in _VERSION.finditer(plain)]
    found: list[FoundNumber] = []
    at = 0
    while at < len(plain):
        version = next((v for v in versions if v[0] <= at < v[1]), None)
        end = version[1] if version else len(plain)
        match = _NUMBER.search(plain, at)
        if match is None:
            break
        if version or any(v[0] <= match.start() < v[1] for v in versions):
            number: FoundNumber | None = _run_of_digits(plain, max(at, match.start()))
            at = number.end if number else end
        else:
            word = _not_a_number().match(plain.replace("壹", "一"), match.start())
            number = None if word else _read(plain, match)
            at = word.end() if word else number.end if number else _past(match)
        if number is not None and not _FOLLOWED.match(plain, number.end):
            found.append(number)
    return tuple(found)


def _past(match: re.Match[str]) -> int:
    """Where to look on after a match that is no number: behind the characters it tried."""
    return match.end() if _is_repetition(match[0]) else match.start() + 1


@cache
def _not_a_number() -> re.Pattern[str]:
    return re.compile(either(dict.fromkeys(entries("not_numbers"), "")))


def _run_of_digits(text: str, at: int) -> FoundNumber | None:
    match = re.compile(r"\d+").search(text, at)
    return FoundNumber(*match.span(), Fraction(match[0])) if match else None


def _read(text: str, match: re.Match[str]) -> FoundNumber | None:
    kind = str(match.lastgroup if match.lastgroup != "dozen" else "chinese")
    negative = match[0][0] in "-负"
    try:
        if kind in ("digits", "chinese", "mixed"):
            return _read_plain(text, match, kind, negative)
        value = _VALUES[kind](match)
    except (ValueError, ZeroDivisionError):
        return None
    return FoundNumber(*match.span(), -value if negative else value)


def _read_plain(text: str, match: re.Match[str], kind: str, negative: bool) -> FoundNumber | None:
    printed = match[kind]
    start = match.start()
    body = printed.lstrip("-负 ")
    skip = len(printed) - len(body)
    body, value = _longest(body)
    if not body or (len(body) == 1 and body in _ALONE) or _is_repetition(body):
        return None
    end = start + skip + len(body)
    if kind == "chinese" and match["dozen"] and end == match.end("chinese"):
        value, end = value * 12, match.end()
    return FoundNumber(start, end, -value if negative else value)


def _longest(body: str) -> tuple[str, Fraction]:
    """The longest beginning of `body` that is a number, and its value."""
    while body:
        body = _LOOSE_END.sub("", body)
        try:
            return body, Fraction(read_numeral(body).value)
        except (ValueError, ArithmeticError):
            body = body[:-1]
    return "", Fraction(0)


def _is_repetition(body: str) -> bool:
    """两两, 二三: two digits side by side say no number."""
    return len(body) == 2 and all(letter in DIGIT for letter in body)


def _fraction(match: re.Match[str]) -> Fraction:
    whole = _part(match["whole"]) if match["whole"] else Fraction(0)
    return abs(whole) + abs(_part(match["above"])) * _parity(match) / _part(match["below"])


def _parity(match: re.Match[str]) -> int:
    """The sign of the upper number; the one before the fraction is counted elsewhere."""
    return -1 if match["above"][0] in "-负" else 1


def _part(printed: str) -> Fraction:
    return Fraction(read_numeral(printed.lstrip("-负 ")).value)


def _slash(match: re.Match[str]) -> Fraction:
    return int(match["units"] or 0) + Fraction(int(match["upper"]), int(match["lower"]))


def _power(match: re.Match[str]) -> Fraction:
    exponent = match["exponent"]
    size = int(exponent.lstrip("+-"))
    if size > 1000:
        raise ValueError("too large a power")
    return Fraction(match["base"]) ** (-size if exponent.count("-") % 2 else size)


def _scientific(match: re.Match[str]) -> Fraction:
    return Fraction(Decimal(match["scientific"].lstrip("-负 ")))


def _letter(match: re.Match[str]) -> Fraction:
    return Fraction(read_numeral(match["amount"]).value) * _SIZES[match["size"]]


_VALUES = {
    "fraction": _fraction,
    "slash": _slash,
    "power": _power,
    "scientific": _scientific,
    "letter": _letter,
}
