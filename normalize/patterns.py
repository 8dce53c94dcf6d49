"""The one pattern that finds everything made of digits: figures, periods and what is neither."""

from __future__ import annotations

import re
from functools import cache

from . import periods
from .lexicon import either, entries, table
from .numerals import DIGIT, PLACE, PLAIN
from .units import base_units, unit_pattern

_NUMERALS = DIGIT + PLACE
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff"
_DECIMAL = r"\.\d{1,4}(?=\s?(?:%|‰|万|亿|元|个百分点))"  # a zero was left out: .46%
_DIGITS = PLAIN.replace(r"|\.\d+", "") + f"|{_DECIMAL}"
_MIXED = r"\d+(?:\.\d+)?(?:[十百千万亿]+零?\d+)+[十百千万亿]*"  # 3亿2千万, 5万3
_HUNDREDS = "百佰千仟"  # never after 十
_NEXT = rf"(?:[{''.join(sorted(set(_NUMERALS) - set(_HUNDREDS)))}余多几]|(?<![十拾])[{_HUNDREDS}])"
_CHINESE = rf"(?:[{DIGIT}十拾](?:{_NEXT}*(?![余多几]){_NEXT})?|半)(?:点[{DIGIT}]+[{PLACE}]*)?"
_ANY = rf"-?(?:{_DIGITS}|{_CHINESE}|百)"

_FIGURES = rf"""
(?P<per>(?:[百佰千仟万]|[十百千万]万|百万万)分之负?\s?(?:{_ANY}))
|(?P<fraction>{_CHINESE}分之{_CHINESE}|(?<![\d./+=×÷*-])[1-9]/[2-9](?![\d/.%+=×÷*]))
|(?P<tenths>(?<![{_NUMERALS}数几])(?:{_DIGITS}|[一二两三四五六七八九十半](?:点[{DIGIT}])?)\s?成
    (?![立为果本员效功就都长熟交品人分色])(?:[{DIGIT}半](?![{PLACE}个项年家名]))?)
|(?P<discount>(?:(?<=打)对|半|[{DIGIT}](?:点?[{DIGIT}])?|\d(?:\.\d)?|\d{{2}})折
    (?![旧算合叠扣断射返转磨]))
|(?P<number>(?:[¥$]\s?)?(?:[-+—–](?=[\d.])|负\s?(?=\d))?(?:{_MIXED}|{_DIGITS}))
|(?P<chinese>(?<![{_NUMERALS}数几每第])(?!OTHER_WORDS)负?{_CHINESE})
"""

_QUICK = (
    rf"(?P<quick>(?<![\d.])[-+]?(?:{PLAIN})"
    r"(?=%|万元|亿元|元(?!/)|个百分点|[万亿][人吨亩户辆件平千美]|[人家辆名户项吨亩](?![\w/])))"
)
"""Nothing but a figure: tried first, for most figures are of this kind."""

_START = (
    r"0-9.\[（(A-Za-z第前位排名居附公专图表财预决上下凌中晚百千万元¥$+\-—–负半"
    + _NUMERALS
    + "对①-⓿❶-➓㈠-㈩⒈-⒛…·"
)


@cache
def digits_pattern() -> re.Pattern[str]:
    """Finds figures and their like in folded text.

    The name of the group that matched says what was found: a reason of not_figures.toml (with _
    for -), "period", or a kind of figure: "quick" and "number" (digits), "chinese" (numerals),
    "per" (百分之…), "fraction", "tenths" (成), "discount" (折).
    """
    reasons = table("not_figures")["reasons"]
    early = [_reason(name) for name in ("document-number", "address")]
    late = [_reason(name) for name in reasons if name not in ("document-number", "address")]
    period = _squeeze(periods.PATTERN).replace("IDEOGRAPH", _expand("{HU}"))
    others = either(dict.fromkeys(entries("not_numbers"), ""))
    figures = _squeeze(_FIGURES).replace("OTHER_WORDS", others)
    found = "|".join([_QUICK, *early, f"(?P<period>{period})", *late, figures])
    return re.compile(f"(?=[{_START}])(?:{found})")


@cache
def head_pattern() -> re.Pattern[str]:
    """Group `section_number`: the number at a paragraph's or cell's head; `code`: a budget code."""
    numbering = table("not_figures")["numbering"]
    head = "|".join(map(_expand, numbering["head"]))
    code = "|".join(map(_expand, numbering["code"]))
    page = r"[-—]\s?\d{1,4}\s?[-—](?=\s*\Z)"
    return re.compile(
        rf"\s*(?:(?P<section_number>{head})|(?P<code>{code})|(?P<page_number>{page}))"
    )


def after_words() -> dict[str, str]:
    """Hedges after a figure → what must follow; 比上年298件多175件 says by how many more."""
    words = [word for words in table("hedges")["after"].values() for word in words]
    return {word: r"(?!\s?\d)" if word == "多" else "" for word in words}


@cache
def unit_after(chinese: bool) -> re.Pattern[str]:
    """What follows a number: groups loose (余), unit or times (with inside and counted), after."""
    hedges = table("hedges")
    inside = [word for words in hedges["inside"].values() for word in words]
    after = either(after_words())
    loose = either(dict.fromkeys(inside, ""))
    unit = unit_pattern(chinese).replace("INSIDE", rf"\s?(?P<inside>{loose})?\s?")
    return re.compile(
        rf"\s{{0,4}}(?P<loose>{loose})?\s?{unit}(?:\s?(?P<after>{after}))?|\s?(?P<bare>{after})"
    )


@cache
def labels_pattern() -> re.Pattern[str]:
    """Groups named for reasons: the label that makes the number after it no figure."""
    labels = table("not_figures")["labels"]
    groups = "|".join(
        f"(?P<{reason}>{either(dict.fromkeys(words, ''))})" for reason, words in labels.items()
    )
    return re.compile(rf"(?:{groups})[^\d，。；]{{0,6}}\Z")


def _reason(name: str) -> str:
    patterns = "|".join(map(_expand, table("not_figures")["reasons"][name]))
    return f"(?P<{name.replace('-', '_')}>{patterns})"


def _expand(pattern: str) -> str:
    letters = [unit for unit in base_units() if unit[0].isascii() and unit[0].isalpha()]
    unit_heads = (
        "".join(sorted({unit[0] for unit in base_units()}))
        + "万亿千百十余多左以上和及与至到或为是的"
    )
    macros = {
        "Y": periods.YEAR,
        "CN": _NUMERALS,
        "H": _IDEOGRAPH,
        "HU": f"[^\\W\\da-zA-Z_{re.escape(unit_heads)}]",
        "STOP": r"(?:(?<=[。；：;:！\n])|(?<=[。；：;:！\n]\s))",
        "PAUSE": r"(?:(?<=[。；：;:，,！\n])|(?<=[。；：;:，,！\n]\s))",
        "LETTERS": either(dict.fromkeys(letters, "")),
    }
    for name, value in macros.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern


def _squeeze(pattern: str) -> str:
    return "".join(line.strip() for line in pattern.splitlines())
