"""Groups: a total with the parts listed after it (其中…, 包括…, （甲X、乙Y）), or before it.

A group nests: a part may head a group of its own, in brackets or after another 其中.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import total
from ..judge import Verdict, holds, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Memo
from .kinds import Closure, kinds_of
from .measures import by_measure
from .nested import taken_up
from .parts import (
    begins_later_item,
    depth_at,
    is_open,
    is_plan,
    may_add,
    parts_of,
    planned_and_spent,
    shares_out,
)


@dataclass(slots=True)
class Group:
    """`whole` heads the list.  `closed`: the list is known to be exhaustive; `open_`: the text
    says that it is not (等, 主要).  `facet` is by what it divides (按性别分: 性别).  `start` and
    `end` are its token range."""

    talk: Talk
    whole: Mention
    parts: list[Mention] = field(default_factory=list)
    opener: str = ""
    open_: bool = False
    closed: bool = False
    facet: str = ""
    start: int = 0
    end: int = 0


def find_groups(reading: Reading, memo: Memo) -> list[Group]:
    """Every group in prose, outer groups before inner ones."""
    return [group for talk in memo(find_talks) for group in groups_of(talk)]


def groups_of(talk: Talk) -> list[Group]:
    groups: list[Group] = []
    for start, opener in openers(talk):
        wholes = _wholes(talk, start)
        if not wholes or _is_mean(talk, wholes[0]):
            continue
        end = taken_up(talk, [g for g in groups if closes(g)], start, end_of(talk, start))
        if several := _by_measure(talk, wholes, opener, start, end):
            groups += several
            continue
        for heads in _by_plan(talk, wholes, start, end):
            for low, high in _partitions(talk, start, end):
                group = _best(group_between(talk, whole, opener, low, high) for whole in heads)
                if group is None:
                    continue
                group = _spread(talk, group) or group
                inner = any(group.whole in outer.parts for outer in groups)
                partitions = [] if inner else _as_partitions(talk, group, high)
                groups += partitions or [group]
                groups += [second] if (second := _beside(talk, group, heads)) else []
    return groups


def _beside(talk: Talk, group: Group, wholes: list[Mention]) -> Group | None:
    """项目20个、资金3000万元，其中：甲类8个、1200万元…: the total right before the nearest one is
    divided as well, where every item states both."""
    other = wholes[1] if len(wholes) > 1 else None
    if group.whole is not wholes[0] or other is None or len(group.parts) < 2:
        return None
    if set(talk.letters_between(other.at + 1, group.whole.at)) & set(".;("):
        return None
    second = group_between(talk, other, group.opener, group.start, group.end)
    kinds = {other.figure.unit, group.whole.figure.unit}
    if second is None or len(kinds) < 2 or len(second.parts) != len(group.parts):
        return None
    ends = [*(part.at for part in second.parts[1:]), group.end]
    inside = zip(second.parts, group.parts, ends, strict=True)
    return second if all(a.at < b.at < end for a, b, end in inside) else None


def _spread(talk: Talk, group: Group) -> Group | None:
    """其中：甲A。乙B；丙C。: a list that goes on in the sentences after it, shown by what they add
    up to or by kinds that only together are all there is."""
    stops = [i for i in range(group.start, len(talk.letters)) if talk.letters[i] == "."]
    listed = group.opener.startswith("其中") and group.whole.figure.dimension is Dimension.MONEY
    if not listed or closes(group) or group.end not in stops:
        return None
    for stop in stops[stops.index(group.end) + 1 :][:_SENTENCES]:
        parts = parts_of(talk, group.whole, group.start, stop)
        if len(parts) <= len(group.parts) or is_open(talk, "", parts, stop):
            continue
        wider = Group(talk, group.whole, parts, group.opener, start=group.start, end=stop)
        names = [part.name for part in parts]
        full = kinds_of(group.whole.name, names, unsaid=False) is Closure.SURE
        if closes(wider) or full:
            return wider
    return None


_SENTENCES = 4


def _best(tried: Iterator[Group | None]) -> Group | None:
    """The group of the nearest whole, unless that of one farther off closes and it does not."""
    nearest = next(tried)
    others = (group for group in tried if group is not None and closes(group))
    return nearest if nearest is not None and closes(nearest) else next(others, nearest)


def _by_plan(talk: Talk, wholes: list[Mention], start: int, end: int) -> list[list[Mention]]:
    """预算为A，决算为B，其中：甲预算为a，决算为b；…: budgets add up to A, outturns to B."""
    if not planned_and_spent([m for m in talk.mentions if start <= m.at < end and m.is_level]):
        return [wholes]
    kinds = ([m for m in wholes if is_plan(m) is plan] for plan in (True, False))
    return [some for some in kinds if some]


def _by_measure(
    talk: Talk, wholes: list[Mention], opener: str, start: int, end: int
) -> list[Group]:
    """资产A、负债B。其中：甲资产a、负债b；…: a group a measure, if one of them at least adds up."""
    depth = depth_at(talk, start)
    levels = [m for m in talk.mentions if start <= m.at < end and m.is_level and m.depth == depth]
    money = [m for m in levels if m.figure.dimension is wholes[0].figure.dimension]
    if planned_and_spent(money):
        return []
    for size in range(len(wholes), 1, -1):
        pairs = by_measure(wholes[:size], money)
        groups = [Group(talk, m, parts, opener, start=start, end=end) for m, parts in pairs]
        if any(closes(group) for group in groups):
            for group in groups:
                group.closed = True
            return groups
    return []


def _as_partitions(talk: Talk, group: Group, high: int) -> list[Group]:
    """其中：城镇A、乡村B；男性C、女性D: where one stretch closes alone, each divides the whole."""
    if closes(group) and group.end == high:
        return []
    bounds = [group.start, *_semicolons(talk, group.start, high), high]
    stretches = [
        Group(talk, group.whole, parts_of(talk, group.whole, a, b), group.opener, start=a, end=b)
        for a, b in pairwise(bounds)
    ]
    full = len(stretches) > 1 and all(len(one.parts) > 1 for one in stretches)
    if not full or not any(closes(one) for one in stretches):
        return []
    if any(
        talk.between(m.at + 1, m.at + 2).strip() == "中" for one in stretches for m in one.parts
    ):
        return []  # …；救助资金B亿元中，甲b: a total of its own
    for one in stretches:
        one.closed = True
    return stretches


def closes(group: Group) -> bool:
    """Whether the parts add up to the total, rounding allowed."""
    relation = sum_of(group)
    alone = len(group.parts) == 1  # nothing was added up that could have been rounded
    return judge(relation).verdict is Verdict.AGREES if alone else holds(relation)


def sum_of(group: Group) -> Relation:
    """Total = Σ parts."""
    parts = total(part.term for part in group.parts)
    nearby = tuple(m.term for m in group.talk.mentions if m.is_level and m is not group.whole)
    return Relation(
        "sum-breakdown", group.whole.term, parts, subject=group.whole.name, context=nearby
    )


def group_between(talk: Talk, whole: Mention, opener: str, low: int, high: int) -> Group | None:
    """The list between two tokens, cut at the semicolon where it closes or plainly ends.

    A semicolon may part the items of one list or begin another statement: of the cuts the one
    that makes the list close is taken, or else would but for one slip of the pen; failing both, a
    list parted by commas ends at its first semicolon, one parted by semicolons goes on."""
    cuts = [*_semicolons(talk, low, high), high]
    tried = []
    for cut in cuts:
        parts = parts_of(talk, whole, low, cut)
        if parts:
            open_ = is_open(talk, talk.between(low, cut), parts, cut)
            tried.append(Group(talk, whole, parts, opener, open_, start=low, end=cut))
    closed = [group for group in tried if closes(group)]
    if tried and not closed:
        firsts = (_first(tried[0], size) for size in range(2, len(tried[0].parts)))
        closed = [group for group in firsts if closes(group)]
    if closed:
        exact = (g for g in closed if judge(sum_of(g)).verdict is Verdict.AGREES)
        return next(exact, closed[0])
    slipped = [g for g in tried[1:] if len(g.parts) > 2 and explained(sum_of(g))]
    if len(slipped) == 1:
        return slipped[0]
    early = [g for g in tried[:1] if len(g.parts) > 1]  # parted by commas: ； begins another
    return early[0] if early else (tried[-1] if tried else None)


def _first(group: Group, size: int) -> Group:
    """The first parts of a list; what follows them goes on with the list around it."""
    return replace(group, parts=group.parts[:size], end=group.parts[size].at)


def _semicolons(talk: Talk, low: int, high: int) -> list[int]:
    depth, found = 0, []
    for index in range(low, high):
        letter = talk.letters[index]
        depth += (letter == "(") - (letter == ")")
        if letter == ";" and depth == 0:
            found.append(index)
    return found


def openers(talk: Talk) -> list[tuple[int, str]]:
    """Token indexes after which a list of parts begins."""
    found = []
    levels = {m.at for m in talk.mentions if m.is_level}
    for index, token in enumerate(talk.tokens):
        letter = talk.letters[index]
        if token.cue == "of-which" and not (
            _partition_before(talk, index) or _names_only(talk, index)
        ):
            found.append((index + 1, token.text))
        elif letter == "(" and (index - 1) in levels and not _opens_list(talk, index + 1):
            found.append((index + 1, "("))
        elif letter == ":" and _opens_parts(talk, index) and not _parts_items(talk, index):
            found.append((index + 1, ":"))
        elif shares_out(talk, index):
            found.append((index + 1, "分别"))
    return found


def _partition_before(talk: Talk, index: int) -> bool:
    """按性别 + 分为: what is divided stands before the partitions, see inner.py."""
    before = talk.tokens[index - 1].text.lstrip("，；、 ") if index else ""
    return talk.tokens[index].text == "分为" and before.startswith(("按", "从"))


def _names_only(talk: Talk, index: int) -> bool:
    """人员经费A，主要包括基本工资、奖金等；公用经费B: a list of names ends with its item."""
    if talk.tokens[index].text.startswith("其中"):
        return False
    end = next((i for i in range(index, len(talk.letters)) if talk.letters[i] in ";."), 0)
    return (
        end > 0
        and talk.letters[end] == ";"
        and all(t.figure is None for t in talk.tokens[index:end])
    )


def _opens_list(talk: Talk, index: int) -> bool:
    return 0 <= index < len(talk.tokens) and talk.tokens[index].cue == "of-which"


def _opens_parts(talk: Talk, index: int) -> bool:
    """Whether a colon opens parts of the level before it; 加上：… opens what comes on top."""
    words = talk.between(max(0, index - 2), index).strip()
    if words.endswith(lexicon.entries("on_top")) or _opens_list(talk, index - 1):
        return False
    if any(map(begins_later_item, talk.tokens[index + 1 : index + 2])):
        return False  # the colon before an item other than the first stands for a semicolon
    if any(token.figure is not None for token in talk.tokens[index + 1 : index + 2]):
        return False  # 甲资金：30万元；乙资金：20万元: a name and its amount
    return _after_level(talk, index)


def _parts_items(talk: Talk, index: int) -> bool:
    """甲车14辆：乙车1辆：丙车1辆: several colons right after figures stand for semicolons."""
    start = talk.letters.rfind(".", 0, index) + 1
    end = talk.letters.find(".", index)
    colons = regex.findall(r"[A-Z]:", talk.letters[start : end if end >= 0 else None])
    return talk.tokens[index - 1].figure is not None and len(colons) > 1


def _is_mean(talk: Talk, mention: Mention) -> bool:
    """Whether a level is a mean (居民人均可支配收入): means of its groups never add up to it."""
    words = talk.between(max(0, mention.at - 4), mention.at) + mention.name
    return any(word in words for word in lexicon.table("cues")["average"])


def _after_level(talk: Talk, index: int) -> bool:
    """Whether a colon ends a clause that began with a level (…X万元，主要用于以下方面：)."""
    sentence_start = talk.letters.rfind(".", 0, index) + 1
    return any(m.is_level and sentence_start <= m.at < index for m in talk.mentions)


def _wholes(talk: Talk, start: int) -> list[Mention]:
    """The levels that may head a list, nearest first: at its own bracket depth or outside it, in
    the sentence of the nearest one (总产值A，增加值B。其中… may divide either)."""
    depth = depth_at(talk, start)
    inside = talk.letters[start - 1] == "(" or (start >= 2 and talk.letters[start - 2] == "(")
    limit = depth - 1 if inside else depth
    kin = (m for m in talk.mentions if m.at < start and m.depth <= limit)
    levels = [m for m in kin if may_add(talk, m)]
    if account := _account_before(talk, start):
        named = [m for m in levels if "收支" in m.name or m.name.endswith(account)]
        return named[-1:]
    nearest = next((m for m in reversed(talk.mentions) if m.at < start), None)
    if nearest is not None and nearest.role in ("earned", "full"):
        return []  # the list is of the marks just stated (validate/scores/)
    if talk.tokens[start - 1].text.startswith("分别") and _is_listed(talk, levels, start):
        return []  # 甲、乙分别为a和b。丙、丁分别为c和d: b is no total
    if not levels or talk.letters.count(".", levels[-1].at, start) > 1:
        return []
    return [m for m in reversed(levels) if m.sentence == levels[-1].sentence]


def _is_listed(talk: Talk, levels: list[Mention], start: int) -> bool:
    """Whether the last level ends a run of levels with nothing but 、 and 和 between them, in a
    sentence before `start`."""
    if len(levels) < 2 or "." not in talk.letters[levels[-1].at : start]:
        return False
    return talk.between(levels[-2].at + 1, levels[-1].at).strip() in _RUN


_RUN = ("、", "和", "与", "及", "以及")


def _account_before(talk: Talk, start: int) -> str:
    """收支总预算T。收入包括：…；支出包括：…: the account that the clause of a list names."""
    opener = start - 1 - (talk.letters[start - 1] == ":")
    words = talk.between(max(0, opener - 2), opener)
    match = _ACCOUNT.search(words)
    return match[1] if match is not None else ""


_ACCOUNT = regex.compile(r"(?:^|[。；;，,：:])\s?(?:本年|全年|总)?(收入|支出)$")


def end_of(talk: Talk, start: int) -> int:
    """Where the list ends: its closing bracket, the next item of the list that it stands in, or
    the end of the sentence."""
    depth, own_items = 0, False
    for index in range(start, len(talk.tokens)):
        letter, token = talk.letters[index], talk.tokens[index]
        if begins_later_item(token) and depth == 0 and not own_items:
            return index
        own_items = own_items or token.cue == "section-number"
        if letter == "(":
            depth += 1
        elif letter == ")":
            if depth == 0:
                return index
            depth -= 1
        elif depth == 0 and (letter == "." or _begins_anew(talk, index)):
            return index
    return len(talk.tokens)


def _begins_anew(talk: Talk, index: int) -> bool:
    """…其他资金8.5万元2023年支出60万元: a year right after a figure; the mark between was lost."""
    period, before = talk.tokens[index].period, talk.tokens[index - 1].figure
    return period is not None and period.year is not None and before is not None


def _partitions(talk: Talk, start: int, end: int) -> list[tuple[int, int]]:
    """A list cut at `；按…分` or at a further 其中 / 包括 on its own level."""
    cuts = [start]
    depth = 0
    for index in range(start, end):
        letter, token = talk.letters[index], talk.tokens[index]
        depth += (letter == "(") - (letter == ")")
        words = token.text.lstrip("，；、 ")
        if (
            depth == 0
            and index > start
            and words.startswith(("按", "从"))
            and ("分" in words or "看" in words)
        ):
            cuts.append(index)
    return list(zip(cuts, [*cuts[1:], end], strict=True))
