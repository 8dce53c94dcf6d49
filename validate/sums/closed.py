"""Whether a list names all the parts of its total.

An open list proves nothing when it does not add up.  What shows that a list is whole: the text
says so (由…组成, 分别为), its kinds are all there are by law or form (complete_sets.toml), it keeps
a place for the rest (其他收入), it counts its kinds (三部分), or it divides by what each person and
each yuan has one of (按性别分).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension, Figure
from ..prose.mention import Mention
from .groups import Group
from .kinds import Closure, kinds_of
from .parts import called, says_use


def closure(group: Group) -> Closure:
    """What the words of a list say, whether it adds up or not."""
    if group.closed:
        return Closure.SURE
    known = known_kinds(group)
    if known is Closure.SURE or group.open_:
        return known if known is Closure.SURE else Closure.OPEN
    if group.opener in ("分别为", "分别是", "依次为", "依次是") and not _of_others(group):
        return Closure.SURE
    if group.opener.startswith("主要"):
        return Closure.OPEN
    if group.opener == "合计" and (known or _alone(group)):
        return Closure.LIKELY
    if group.opener == "合计" or _passes_over(group) or len(group.parts) < 2:
        return Closure.UNKNOWN
    told = _is_laid_out(group) or _divides(group) or _uses(group) or _is_account(group)
    told = told or group.opener == "分别"
    whole = known or _has_rest(group) or told
    return Closure.LIKELY if whole else Closure.UNKNOWN


def known_kinds(group: Group) -> Closure:
    """Whether the parts are the kinds of one set: all of them, or some with others lacking.  Where
    a verb cuts the name short (第一产业完成增加值), the words of the clause tell the kind."""
    here = any(m is group.whole for m in group.talk.mentions)
    whole = called(group.talk, group.whole) if here else group.whole.name
    if group.opener == "合计":
        whole += group.parts[0].name  # 中央资金a，县级资金b，共计c
    named = kinds_of(whole, [part.name for part in group.parts])
    told = named or kinds_of(whole, [_clause(group, part) for part in group.parts])
    if told or group.whole.figure.dimension is not Dimension.COUNT:
        return told
    return kinds_of(whole, [group.talk.words_after(part) for part in group.parts])


def _clause(group: Group, part: Mention) -> str:
    letters = group.talk.letters
    start = max(letters.rfind(letter, group.start, part.at) for letter in ",;./:(")
    return group.talk.between(max(start + 1, group.start), part.at)


def _alone(group: Group) -> bool:
    """甲a，乙b，合计c: a sentence that tells nothing else of the total's kind, and no list."""
    tokens = group.talk.tokens[group.start : group.whole.at]
    amounts = [
        m for m in group.talk.mentions
        if group.start <= m.at < group.whole.at and m.depth == group.whole.depth
        and m.figure.dimension is group.whole.figure.dimension
    ]  # fmt: skip
    return amounts == group.parts and not any(t.cue in ("of-which", "include") for t in tokens)


def _of_others(group: Group) -> bool:
    """火电A；风电和光电分别为b、c: what is named before 分别为 need not be all there is, unless the
    words say so (A亿元中，甲和乙分别为…)."""
    opener = group.start - 1
    start = group.talk.since(",;.:(", opener)
    own = group.talk.between(start, opener).strip()
    before = group.talk.between(max(0, start - 2), start).strip("，, ")
    return bool(own) and (not before.endswith("中") or _FOREMOST.search(own) is not None)


_FOREMOST = regex.compile(r"前[\d一二三四五六七八九十几]|[居排]|最|位的?$")


def _passes_over(group: Group) -> bool:
    """Whether amounts that are not taken for parts stand among the parts."""
    low, high = group.parts[0].at, group.parts[-1].at
    at = {part.at for part in group.parts}  # 195件236人: people beside cases
    return any(
        low < m.at < high
        and m.is_level
        and m not in group.parts
        and m.figure.dimension is group.whole.figure.dimension
        and _is_person(m) is _is_person(group.whole)  # 学校17所, 在校生3000人
        and m.at - 1 not in at
        for m in group.talk.mentions
    )


def _is_person(mention: Mention) -> bool:
    return mention.figure.unit.endswith(("人", "名", "位"))


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


def shared_out(group: Group, shares: Mapping[int, Figure]) -> Group:
    """A list reduced to the parts told with their share (咨询a，占p；已办结b；投诉c，占q), where
    the shares make 100%: these are all there is.  `shares` are by the identity of the part."""
    told = [part for part in group.parts if id(part.figure) in shares]
    said = [shares[id(part.figure)] for part in told]
    step = min((figure.step for figure in said), default=Decimal(1))
    whole = sum((figure.value for figure in said), Decimal(0))
    if len(told) < 2 or step >= 1 or abs(whole - 100) > step:
        return group
    return replace(group, parts=told, closed=True, open_=False)


def _is_account(group: Group) -> bool:
    """收支总预算T。收入包括：…；支出包括：…: both sides are told in full."""
    return "收支" in group.whole.name and group.opener in ("包括", "包含")


def _divides(group: Group) -> bool:
    """按性别分, 按资金来源分: each person, each yuan belongs to one class only."""
    return group.opener == "按" and group.facet in lexicon.entries("facets")


def _uses(group: Group) -> bool:
    """其中：30万元用于编制预算，20万元用于审计: what a sum was spent on, amount by amount."""
    return group.opener == "其中" and all(says_use(group.talk, part.at) for part in group.parts)
