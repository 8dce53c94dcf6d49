"""Balances that one year hands to the next: 年初结转结余 is last year's 年末结转结余."""

from __future__ import annotations

import regex

_OPENING = regex.compile(r"(?:年初|期初|上年年?末|上年)(?=.{0,12}(?:结转|结余))")
_CLOSING = regex.compile(r"(?:年末|年底|期末)(?=.{0,12}(?:结转|结余))")
_CARRIED = regex.compile(r"(?:结转|结余)")
_NO_BALANCE = regex.compile(r"分配|弥补|使用|动用|调整|率|占|增|减")
_NOISE = regex.compile(
    r"(?:19|20)\d\d年度?|本年度?|[和、及的\s“”（）()：:]|资金$|数$|合计$|总额$|金额$"
)


def balance_of(name: str) -> tuple[str, str] | None:
    """("opening" or "closing", what is carried) of a measure's name; None if it is no balance."""
    if not _CARRIED.search(name) or _NO_BALANCE.search(name):
        return None
    for which, pattern in (("opening", _OPENING), ("closing", _CLOSING)):
        if pattern.search(name):
            return which, _NOISE.sub("", pattern.sub("", name, count=1))
    return None
