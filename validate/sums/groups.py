"""Groups: a total with the parts listed after it (其中…, 包括…, （甲X、乙Y）), or before it.

A group nests: a part may head a group of its own, in brackets or after another 其中.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ..causes import CHANCE, FAIR, FEW, HINT, explained, slips
from ..expression import Term, total
from ..judge import Verdict, holds, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Memo
from .bounds import end_of, is_mean, openers, semicolons, stretches_of, wholes_before
from .kinds import Closure, kinds_of
from .measures import by_measure
from .nested import taken_up
from .parts import (
    depth_at,
    is_open,
    is_plan,
    parts_of,
    planned_and_spent,
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
    """Every group in prose, outer groups before inner ones; not one that the text breaks off in."""
    last = next((talk for talk in memo(find_talks) if _breaks_off(reading, talk)), None)
    groups = [group for talk in memo(find_talks) for group in groups_of(talk)]
    return [g for g in groups if g.talk is not last or not _is_cut(g) or closes(g)]


def _breaks_off(reading: Reading, talk: Talk) -> bool:
    """Whether a report, as an excerpt does, stops here after words or a number that lack their
    rest."""
    text = talk.passage.text.text.rstrip()
    tables = (grid.table.index for grid in (*reading.grids, *reading.loose))
    whole = _END.search(text) or not _MARKED.search(text)
    if talk.passage not in reading.passages[-1:] or whole:
        return False
    last = talk.mentions[-1]
    said = talk.between(last.at + 1, len(talk.tokens))
    lacks = last.figure.dimension is Dimension.PLAIN or _HAN.search(said) is not None
    return lacks and all(index < talk.passage.block for index in tables)


_END = regex.compile(r"[。！？!?；;…:：)）」』”\"’》】]$")
_MARKED = regex.compile("[，。；,;]")
_HAN = regex.compile(r"\p{Han}")


def _is_cut(group: Group) -> bool:
    """Whether a list goes on to the end of its text, and not in one that divides its last part."""
    tokens = group.talk.tokens
    divided = any(token.cue == "of-which" for token in tokens[group.parts[-1].at :])
    return group.end == len(tokens) and not divided


def groups_of(talk: Talk) -> list[Group]:
    groups: list[Group] = []
    for start, opener in openers(talk):
        wholes = sorted(wholes_before(talk, start), key=_is_rate)
        if not wholes or is_mean(talk, wholes[0]):
            continue
        end = taken_up(talk, [g for g in groups if closes(g)], start, end_of(talk, start))
        if several := _by_measure(talk, wholes, opener, start, end):
            groups += several
            continue
        for heads in _by_plan(talk, wholes, start, end):
            for low, high in stretches_of(talk, start, end):
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
    of = group.whole.figure.dimension
    listed = group.opener.startswith("其中") and of in (Dimension.MONEY, Dimension.COUNT)
    if not listed or closes(group) or group.end not in stops:
        return None
    wider = []
    for stop in stops[stops.index(group.end) + 1 :][:_SENTENCES]:
        parts = parts_of(talk, group.whole, group.start, stop)
        if len(parts) > len(group.parts) and not is_open(talk, "", parts, stop):
            wider.append(replace(group, parts=parts, open_=False, end=stop))
    known = [kinds_of(g.whole.name, [part.name for part in g.parts], unsaid=False) for g in wider]
    money = of is Dimension.MONEY  # a few things counted close by chance
    for one, kinds in zip(wider, known, strict=True):
        if kinds is Closure.SURE or (money and (closes(one) or _slipped(one, len(wider)))):
            return one
    likely = (one for one, kinds in zip(wider, known, strict=True) if kinds is Closure.LIKELY)
    return next((one for one in likely if money and slips(sum_of(one))), None)


_SENTENCES = 4


def _best(tried: Iterator[Group | None]) -> Group | None:
    """The group of the nearest whole, unless that of one farther off closes, or would but for a
    slip of the pen, and it does not."""
    nearest = next(tried)
    if nearest is not None and closes(nearest):
        return nearest
    groups = [group for group in (nearest, *tried) if group is not None]
    closing = next((group for group in groups if closes(group)), None)
    slipped = (group for group in groups if _slipped(group, len(groups)))
    filled = (group for group in groups if nearest and _overflows(nearest) and _fills(group))
    return closing or next(slipped, None) or next(filled, nearest)


def _overflows(group: Group) -> bool:
    """Whether each part is larger than the total, or one of several is all of it: 收入A，因乙b。
    其中：丙c，丁d divides A, and of A，因增加乙b。其中：丙c，乙b the last is told again."""
    whole, values = group.whole.figure.value, [part.figure.value for part in group.parts]
    again = len(values) > 1 and whole in values and min(values) > 0
    return again or all(value > whole for value in values)


def _fills(group: Group) -> bool:
    """Whether parts add up to nearly all of their total, and no more."""
    made = sum(part.figure.value for part in group.parts)
    return made <= group.whole.figure.value <= made * Decimal("1.1")


def _slipped(group: Group, tried: int) -> bool:
    """Whether a list would close but for a slip, its total one of so many `tried`."""
    whole = len(group.parts) > 1 and not group.open_
    return whole and explained(sum_of(group), CHANCE * tried)


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
    bounds = [group.start, *semicolons(talk, group.start, high), high]
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


def is_bare(group: Group) -> bool:
    """Whether nothing is told between a total and the last of its parts but what these are and
    which shares they have (资金A万元，其中：中央b，省级c).  Of such lists, counted in 750 texts,
    nineteen in twenty of three amounts or more are whole; of others, four in five."""
    whole, last = group.whole, group.parts[-1]
    parts = {part.at for part in group.parts}
    among = [m for m in group.talk.mentions if whole.at < m.at < last.at and m.at not in parts]
    outer = (m for m in among if m.depth <= last.depth and not _is_inner(group, m))
    told = any(_tells(m, whole) for m in outer)
    return whole.at < group.start and not group.open_ and not told


def _is_inner(group: Group, mention: Mention) -> bool:
    """Whether a list opened after the part before a mention divides that part."""
    before = [part.at for part in group.parts if part.at < mention.at]
    cues = (token.cue for token in group.talk.tokens[before[-1] : mention.at]) if before else ()
    return any(cue in ("of-which", "open") for cue in cues)


def _tells(mention: Mention, whole: Mention) -> bool:
    same = mention.figure.dimension is whole.figure.dimension
    return same or (_is_rate(mention) and mention.role != "share")


def _is_rate(mention: Mention) -> bool:
    return mention.figure.dimension in (Dimension.PERCENT, Dimension.POINTS)


def needed_odds(group: Group) -> int:
    """To warn of a list of which its words do not say that it is whole: the barer it stands after
    its total and the more parts it has, the less its gap must look like a slip of the pen."""
    many = len(group.parts) > _PAIR
    money = group.whole.figure.dimension is Dimension.MONEY
    if not is_bare(group) or not (many or money):
        return FAIR if many else CHANCE
    return FEW if many and money else HINT


_PAIR = 2


def sum_of(group: Group) -> Relation:
    """Total = Σ parts.  What is planned (预计投资T，其中…) adds up as what was spent does."""
    parts = total(_as_said(part) for part in group.parts)
    nearby = tuple(m.term for m in group.talk.mentions if m.is_level and m is not group.whole)
    return Relation(
        "sum-breakdown", _as_said(group.whole), parts, subject=group.whole.name, context=nearby
    )


def _as_said(mention: Mention) -> Term:
    if mention.figure.hedge is Hedge.ESTIMATE:
        return Term(replace(mention.figure, hedge=Hedge.NONE))
    return mention.term


def group_between(talk: Talk, whole: Mention, opener: str, low: int, high: int) -> Group | None:
    """The list between two tokens, cut at the semicolon where it closes or plainly ends.

    A semicolon may part the items of one list or begin another statement: of the cuts the one
    that makes the list close is taken, or else would but for one slip of the pen; failing both, a
    list parted by commas ends at its first semicolon, one parted by semicolons goes on."""
    cuts = [*semicolons(talk, low, high), high]
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
    slipped = [
        g for g in tried[1:]
        if len(g.parts) > _PAIR and explained(sum_of(g), needed_odds(g) if is_bare(g) else CHANCE)
    ]  # fmt: skip
    if len(slipped) == 1:
        return slipped[0]
    early = [g for g in tried[:1] if len(g.parts) > 1]  # parted by commas: ； begins another
    return early[0] if early else (tried[-1] if tried else None)


def _first(group: Group, size: int) -> Group:
    """The first parts of a list; what follows them goes on with the list around it."""
    return replace(group, parts=group.parts[:size], end=group.parts[size].at)
