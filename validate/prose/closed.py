"""Whether a list names all the parts of its total.

An open list proves nothing when it does not add up.  What shows that a list is whole: the text
says so (由…组成, 分别为), its kinds are all there are by law or form (complete_sets.toml), it keeps
a place for the rest (其他收入), it counts its kinds (三部分), or it divides by what each person and
each yuan has one of (按性别分).
"""

from __future__ import annotations

import tomllib
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from ...normalize import lexicon
from .groups import Group


class Closure(IntEnum):
    """How sure it is that a list is whole.  LIKELY: where a part lacks, that is the mistake."""

    OPEN = 0
    UNKNOWN = 1
    LIKELY = 2
    SURE = 3


def closure(group: Group) -> Closure:
    """What the words of a list say, whether it adds up or not."""
    if group.closed:
        return Closure.SURE
    known = _known_kinds(group)
    if known is Closure.SURE or group.open_:
        return known if known is Closure.SURE else Closure.OPEN
    if group.opener in ("分别为", "分别是"):
        return Closure.SURE
    if group.opener.startswith("主要"):
        return Closure.OPEN
    if group.opener == "合计" or _passes_over(group) or len(group.parts) < 2:
        return Closure.UNKNOWN
    whole = known or _has_rest(group) or _is_laid_out(group) or _divides(group)
    return Closure.LIKELY if whole else Closure.UNKNOWN


def _known_kinds(group: Group) -> Closure:
    """Whether the parts are the kinds of one set: all of them, or some with others lacking."""
    return kinds_of(group.whole.name, [part.name for part in group.parts])


def kinds_of(whole: str, names: list[str], unsaid: bool = True) -> Closure:
    """Whether names of parts are the kinds of one set.  Kinds of nothing may be left out where
    the set says so, unless `unsaid` is false."""
    found = [_covers(entry, whole, names, unsaid) for entry in _complete_sets()]
    return max(found, default=Closure.OPEN)


def _covers(entry: dict[str, Any], whole: str, names: list[str], unsaid: bool) -> Closure:
    kinds: list[list[str]] = entry["kinds"]
    if not any(word in whole for word in entry.get("whole", [""])) or len(names) < 2:
        return Closure.OPEN
    owners = {_kind_of(name, kinds) for name in names}
    if -1 in owners or len(owners) < len(names):
        return Closure.OPEN
    full = len(names) == len(kinds) or (unsaid and entry.get("zeros_unsaid", False))
    return Closure.SURE if full and not entry.get("soft", False) else Closure.LIKELY


def _kind_of(name: str, kinds: list[list[str]]) -> int:
    """The kind whose word in a name is the longest (非税收入 is no 税收); -1 for none."""
    found = [(len(word), -i) for i, kind in enumerate(kinds) for word in kind if word in name]
    return -max(found)[1] if found else -1


@cache
def _complete_sets() -> list[dict[str, Any]]:
    data = tomllib.loads((files(__package__) / "complete_sets.toml").read_text("utf-8"))
    return list(data["set"])


def _passes_over(group: Group) -> bool:
    """Whether amounts that are not taken for parts stand among the parts."""
    low, high = group.parts[0].at, group.parts[-1].at
    return any(
        low < m.at < high
        and m.is_level
        and m not in group.parts
        and m.figure.dimension is group.whole.figure.dimension
        for m in group.talk.mentions
    )


def _has_rest(group: Group) -> bool:
    """其他收入 beside 财政拨款收入: the rest of the same things.  其他交通费用 is one of many."""
    names = [group.whole.name, *(part.name for part in group.parts)]
    for part in group.parts:
        rest = _REST.search(part.name)
        if rest is None:
            continue
        others = [name for name in names if name is not part.name]
        if not rest[1] or any(name.endswith(rest[1]) for name in others):
            return True
    return False


_REST = regex.compile(r"^(?:其他|其它|其余|剩余)(?:类|各类|各项|的)?(.*)$")


def _is_laid_out(group: Group) -> bool:
    """由三部分组成, 结构为, 按功能分类, and (each part with its share) 用于以下方面."""
    words = group.talk.between(group.whole.at + 1, group.parts[0].at)
    return _LAID_OUT.search(words) is not None or (
        _USES.search(words) is not None and _all_shares(group)
    )


_LAID_OUT = regex.compile(
    r"[两二三四五六七八九十\d]\s?(?:个|大|项)?(?:方面|部分|类|块|板块)(?:组成|构成|资金|内容|[：:，,]|$)"
    r"|(?:结构|构成)(?:情况)?(?:为|如下|是)|(?:明细|具体)(?:情况)?(?:为|是|如下)|按[^，。；]{1,12}分类\s*[：:，,]"
)
_USES = regex.compile(r"用于以下(?:几个)?方面")


def _all_shares(group: Group) -> bool:
    shares = [m.at for m in group.talk.mentions if m.role == "share"]
    ends = [*(part.at for part in group.parts[1:]), group.end]
    pairs = zip(group.parts, ends, strict=True)
    return all(any(part.at < at < end for at in shares) for part, end in pairs)


def _divides(group: Group) -> bool:
    """按性别分, 按资金来源分: each person, each yuan belongs to one class only."""
    return group.opener == "按" and group.facet in lexicon.entries("facets")
