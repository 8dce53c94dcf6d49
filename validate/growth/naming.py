"""Whether two names speak of one measure."""

from __future__ import annotations

from functools import lru_cache

import regex

_SPAN_OF_YEARS = regex.compile(r"^[一二两三四五六七八九十]{1,3}年(?:间|来)?")


def same_name(subject: str, name: str) -> bool:
    """Whether two names speak of one measure: the cores are equal, or one holds the other's
    (three characters at least: 支出 is in too many names)."""
    a, b = core_of(subject), core_of(name)
    if len(a) < 2 or len(b) < 2:
        return False
    if a == b or (min(len(a), len(b)) > 2 and (a in b or b in a)):
        return True
    return a.startswith("支") and "支出" + a[1:] == b  # 收、支总计各增加D


_FILLERS = (
    "本年", "支出决算数", "支出决算", "决算数", "决算", "“", "”", '"', "，", " ", "全年", "总体",
)  # fmt: skip


@lru_cache(4096)  # each name is held against many
def core_of(name: str) -> str:
    """A name without years, 决算数 and quotation marks."""
    name = _SPAN_OF_YEARS.sub("", name)
    for filler in _FILLERS:
        name = name.replace(filler, "")
    return _TOTAL.sub("", name.removeprefix("的"))


_TOTAL = regex.compile(r"(?<=.)总(?=支出|收入)")  # 三公经费总支出
