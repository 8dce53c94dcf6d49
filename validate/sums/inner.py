"""Lists whose total was stated before: `支出预算中，…` and `按经营地分，…`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension
from ...normalize.names import name_before
from ...normalize.reading import Reading
from ..causes import CHANCE, explained
from ..growth.naming import same_name
from ..prose.mention import Mention, Talk, find_talks, talk_of
from ..rule import Memo
from .closed import known_kinds
from .groups import Group, closes, find_groups, group_between, groups_of, sum_of
from .inside import inside_brackets
from .kinds import Closure, kinds_of
from .parts import alike

_EARLIER = 3


def find_inner_groups(reading: Reading, memo: Memo) -> list[Group]:
    """Groups whose whole stands in an earlier sentence or paragraph."""
    talks = memo(find_talks)
    found: list[Group] = []
    for index, talk in enumerate(talks):
        before = talks[max(0, index - _EARLIER) : index]
        last = [g for g in found if g.opener == "按" and g.talk in before[-1:]]
        divided = [group.whole for group in last if closes(group)]
        found += [*_named(talk, before), *_partitioned(talk, before, divided), *_composed(talk)]
        found += [*_totalled(talk), *_followed(talk, before), *_bracketed(talk)]
        found += _spent_on(talk)
    found += memo(find_continued)
    found += [one for group in (*memo(find_groups), *found) for one in inside_brackets(group)]
    return found


def _sentences(talk: Talk) -> Iterator[tuple[int, int]]:
    """Token ranges of the sentences, semicolons not counted."""
    start = 0
    for index, letter in enumerate(talk.letters + "."):
        if letter == ".":
            if index > start:
                yield start, index
            start = index + 1


def _named(talk: Talk, before: list[Talk]) -> Iterator[Group]:
    """X中，a、b、c: X is the nearest earlier level of that name."""
    for start, end in _sentences(talk):
        comma = talk.letters.find(",", start, end)
        match = _AMONG.search(talk.between(start, comma)) if comma > 0 else None
        if match is None:
            continue
        among = _IN.sub("", name_before(talk.tokens, comma))
        earlier = [m for t in before for m in t.mentions]
        earlier += [m for m in talk.mentions if m.at < start]
        plan = "预算" in among and "决算" not in among
        same = [
            m for m in earlier
            if m.is_level and same_name(among, m.name) and (plan or m.role != "budget")
        ]  # fmt: skip
        tried = [group_between(talk, whole, "中", comma + 1, end) for whole in reversed(same)]
        groups = [g for g in tried if g is not None and len(g.parts) > 1]
        if groups:
            yield next((g for g in groups if closes(g)), groups[0])
            continue
        others = [group_between(talk, m, "中", comma + 1, end) for m in _firsts(talk)[:1]]
        for group in others:  # 收入共计…。在收入拨款中: another name of what the paragraph is about
            if group and len(group.parts) > 1 and _told(group):
                yield group


def _partitioned(talk: Talk, before: list[Talk], divided: list[Mention]) -> Iterator[Group]:
    """按…分，a、b；按…分，c、d: each divides what its sentence, or the one before, states first, or
    what an earlier paragraph does if the parts add up to it, or what the paragraph right before
    has `divided` so."""
    head: Mention | None = None
    firsts = [m for t in reversed(before) for m in _firsts(t)]
    for start, end in _sentences(talk):
        openings = list(_partitions(talk, start, end))
        first = openings[0][0] if openings else end
        own = [m for m in talk.mentions if start <= m.at < first and m.is_level]
        if own and talk.tokens[start].cue != "of-which":
            head = own[0]
        starts = [at for at, _, _ in openings]
        for (_, low, facet), high in zip(openings, [*starts[1:], end], strict=False):
            heads = [head] if head is not None else firsts
            tried = [g for m in heads if (g := group_between(talk, m, "按", low, high)) is not None]
            group = next((g for g in tried if g.whole is head or closes(g)), None)
            group = group or next((g for g in tried if _slipped(g, facet, len(tried))), None)
            of_last = (g for g in tried if g.whole in divided[-1:] and facet in _facets())
            group = group or next(of_last, None)
            if group is not None and len(group.parts) > 1:
                group.facet = facet
                group.open_ = group.open_ or "主要" in facet
                yield group


def _facets() -> tuple[str, ...]:
    return lexicon.entries("facets")


def _firsts(talk: Talk) -> list[Mention]:
    """The first level of each item of a paragraph."""
    found: dict[int, Mention] = {}
    for mention in talk.mentions:
        if mention.is_level and mention.depth == 0:
            found.setdefault(mention.item, mention)
    return list(found.values())


def _slipped(group: Group, facet: str, tried: int) -> bool:
    """Whether parts are all the kinds there are, or divide by what each yuan has one of, and one
    slip of the pen keeps them from a total, one of so many `tried`."""
    if known_kinds(group) is Closure.SURE:
        return explained(sum_of(group))
    whole = facet in _facets() and not group.open_ and len(group.parts) > 1
    return whole and explained(sum_of(group), CHANCE * tried)


def _followed(talk: Talk, before: list[Talk]) -> Iterator[Group]:
    """支出T，比上年…。基本支出a，项目支出b: a sentence of all kinds of one set.

    Nothing says that they divide T, which may stand paragraphs before, so only a list that adds
    up, or that one slip of the pen keeps from it, is one."""
    bounds = list(_sentences(talk))
    for position, (low, high) in enumerate(bounds):
        parts = _all_kinds(talk, low, high)
        if not parts or any(t.cue == "of-which" for t in talk.tokens[low:high]):
            continue
        sentence = bounds[position - 1] if position else (0, 0)
        near = [m for m in talk.mentions if sentence[0] <= m.at < sentence[1] and m.is_level][:1]
        heads = near + [m for t in (talk, *reversed(before)) for m in _firsts(t) if m not in near]
        tried = [
            Group(talk, head, parts, "", start=low, end=high)
            for head in heads
            if (head.figure.span.block, head.at) < (talk.passage.block, low)
            and _alike(head, parts) and _full(head, parts)
        ]  # fmt: skip
        slipped = (g for g in tried if explained(sum_of(g)) and (g.whole in near or _one_thing(g)))
        group = next((g for g in tried if closes(g)), None) or next(slipped, None)
        if group is not None:
            yield group


def _all_kinds(talk: Talk, low: int, high: int) -> list[Mention]:
    """The levels of a sentence as far as they are all the kinds of one set."""
    levels = [m for m in talk.mentions if low <= m.at < high and m.is_level and m.depth == 0]
    for size in range(len(levels), 1, -1):
        if (
            kinds_of(levels[0].name + "全国", [m.name for m in levels[:size]], False)
            is Closure.SURE
        ):
            return levels[:size]
    return []


def _alike(head: Mention, parts: list[Mention]) -> bool:
    return len({(m.figure.dimension, m.figure.unit, m.depth) for m in (head, *parts)}) == 1


def _full(head: Mention, parts: list[Mention]) -> bool:
    return kinds_of(head.name, [part.name for part in parts], unsaid=False) is Closure.SURE


def _one_thing(group: Group) -> bool:
    """Whether total and parts are of one thing by the last words of their names."""
    return all(part.name[-2:] == group.whole.name[-2:] for part in group.parts)


def _partitions(talk: Talk, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where clauses 按…分 of a sentence begin, where their lists do, and by what they divide."""
    for at in range(start, end):
        if at > start and talk.letters[at - 1] not in ",;:" and not talk.tokens[at - 1].figure:
            continue  # the mark may be lost: …13.2万元按经济分类，…
        stop = at
        while stop < end and talk.letters[stop] not in ",:;(" and not talk.tokens[stop].figure:
            stop += 1
        words = talk.between(at, stop).strip()
        match = _BY.match(words)
        if match is not None and stop < end:
            low = stop + 1 if match.end() == len(words) else at
            shown = match["by"] != "看" or "主要" in match["facet"]
            yield at, low, match["facet"] if shown else ""


def _composed(talk: Talk) -> Iterator[Group]:
    """T，由a、b、c组成: all that T is made of."""
    for index, token in enumerate(talk.tokens):
        made = _MADE_OF.match(token.text)
        if made is None or index == 0:
            continue
        low = index
        while low > 0 and not talk.tokens[low].text.lstrip("，；、 ").startswith("由"):
            low -= 1
        inside = [m for m in talk.mentions if low < m.at < index and m.is_level]
        before = [m for m in talk.mentions if m.at < low and m.is_level]
        if len(inside) < 2 or not before or set(talk.letters[low:index]) & set(".;"):
            continue
        group = group_between(talk, before[-1], "由", low, index)
        if group is not None and before[-1].sentence == inside[0].sentence:
            group.closed = not group.open_ and len(group.parts) == len(inside)
            yield group


def _totalled(talk: Talk) -> Iterator[Group]:
    """甲a、乙b，合计c: the total stands after its parts.  In 分别为a和b，共计c nothing else can be
    meant; otherwise what stands before may hold more than the parts."""
    before = 0
    for start, end in _sentences(talk):
        yield from _summed_up(talk, before, start, end)
        before = start
        levels = [m for m in talk.mentions if start <= m.at < end and m.is_level]
        for position, whole in enumerate(levels):
            parts = [
                m for m in levels[:position]
                if m.figure.dimension is whole.figure.dimension and m.depth == whole.depth
                and (m.figure.unit == whole.figure.unit or m.figure.dimension is Dimension.MONEY)
                and not (m.figure.value > whole.figure.value and _SAID.search(talk.words_before(m)))
            ]  # fmt: skip
            group = Group(talk, whole, parts, "合计", start=start, end=whole.at)
            if len(parts) > 1 and _says_total(talk, whole):
                group.closed = _one_run(talk, [*parts, whole])
                yield group
            elif len(parts) > 1 and _SUMMED.match(_clause_before(talk, whole)) and _told(group):
                yield group  # 合计批复总投资: or of more than the parts


_SAID = regex.compile("共$")  # 下达资金共A，各县分别获得b，共计c: A is of more than c


def _summed_up(talk: Talk, before: int, start: int, end: int) -> Iterator[Group]:
    """甲a；乙b；丙c；丁d。共计下达e: a sentence that sums up the long list of items before it."""
    whole = next((m for m in talk.mentions if start <= m.at < end and m.is_level), None)
    if whole is None or not _SUM_OF.match(_clause_before(talk, whole)):
        return
    parts = [
        m for m in talk.mentions
        if before <= m.at < start and m.is_level and m.depth == whole.depth
        and m.figure.dimension is Dimension.MONEY and m.figure.unit == whole.figure.unit
    ]  # fmt: skip
    if len(parts) >= _MANY and len({part.item for part in parts}) == len(parts):
        yield Group(talk, whole, parts, "合计", start=before, end=whole.at)


_MANY = 4
_SUM_OF = regex.compile(r"(?:以上|上述)?[^，。；]{0,2}(?:合计|共计|总计)")


def _told(group: Group) -> bool:
    """Whether a list adds up, or a slip of the pen keeps it from it."""
    return closes(group) or explained(sum_of(group))


def find_continued(reading: Reading, memo: Memo) -> list[Group]:
    """支出T，其中： and in the next paragraph 甲a；乙b, or 支出T。 and 其中：甲a；乙b, as one."""
    return [g for one, other in pairwise(memo(find_talks)) for g in _over_both(one, other)]


def _over_both(one: Talk, other: Talk) -> Iterator[Group]:
    beside = other.passage.block == one.passage.block + 1
    in_cells = one.passage.row >= 0 or other.passage.row >= 0
    opened = announces(one) or (other.tokens and other.tokens[0].cue == "of-which")
    if not beside or in_cells or not opened:
        return
    both = talk_of(replace(one.passage, tokens=(*one.tokens, *other.tokens)))
    length = len(one.tokens)
    yield from (g for g in groups_of(both) if g.whole.at < length <= g.parts[0].at)


def announces(talk: Talk) -> bool:
    """Whether a paragraph ends with the words that open a list."""
    return talk.passage.text.text.rstrip(" ：:").endswith(_OPENERS)


_OPENERS = ("其中", "包括", "包含", "分别为", "分别是")


def _spent_on(talk: Talk) -> Iterator[Group]:
    """收入A，支出B。支出主要用于：甲…a；乙…b: of what a sentence before names so."""
    for start, end in _sentences(talk):
        colon = talk.letters.find(":", start, end)
        words = talk.between(start, colon) if colon > 0 else ""
        match = _SPENT_ON.search(words)
        if match is None or any(token.figure for token in talk.tokens[start:colon]):
            continue
        wholes = [m for m in talk.mentions if m.at < start and m.is_level and m.depth == 0]
        named = [m for m in wholes if m.name.endswith(match["what"])]
        group = group_between(talk, named[-1], "用于", colon + 1, end) if named else None
        if group is not None:
            yield group


_SPENT_ON = regex.compile(
    r"^(?P<what>支出|资金|经费|收入|投资)[^，。；]{0,8}(?:用于|包括|为|如下|是)$"
)


def _bracketed(talk: Talk) -> Iterator[Group]:
    """资金T，用于甲（a）、乙（b）: amounts alone in the brackets after what they are for."""
    for start, end in _sentences(talk):
        inside = [
            m for m in talk.mentions
            if start <= m.at < end and m.is_level and talk.letters[m.at - 1] == "("
            and talk.letters[m.at + 1 : m.at + 2] == ")"
        ]  # fmt: skip
        heads = [m for m in talk.mentions if inside and m.at < inside[0].at and m.is_level]
        if len(inside) < 2 or not heads or heads[-1].sentence < inside[0].sentence - 1:
            continue
        whole = heads[-1]
        kinds = {(m.figure.dimension, m.figure.unit, m.item) for m in inside}
        words = talk.between(whole.at + 1, inside[0].at)
        if len(kinds) > 1 or whole.depth or not _GIVEN.search(words):
            continue
        if whole.figure.dimension is inside[0].figure.dimension and alike(whole, inside[0]):
            open_ = talk.between(inside[-1].at + 2, end).lstrip().startswith("等")
            yield Group(talk, whole, inside, "分别", open_, start=inside[0].at, end=end)


_GIVEN = regex.compile(r"用于|支持|分别|分配|安排|下达|拨付|实施|包括|其中|：")


def _one_run(talk: Talk, figures: list[Mention]) -> bool:
    """Whether nothing but 、 和 stands between parts, and a comma before their total."""
    gaps = [talk.between(a.at + 1, b.at).strip("、，, ") for a, b in pairwise(figures[:-1])]
    last = talk.letters_between(figures[-2].at + 1, figures[-1].at)
    return set(gaps) <= {"", "和", "与", "及", "以及"} and last.startswith(",")


def _says_total(talk: Talk, mention: Mention) -> bool:
    """Whether 合计 or 共计 stands alone before a figure, at the head of its clause."""
    after = talk.between(mention.at + 1, mention.at + 2).strip()
    return _SUMMED.fullmatch(_clause_before(talk, mention)) is not None or after.startswith("全部")


def _clause_before(talk: Talk, mention: Mention) -> str:
    start = talk.since(",;.(", mention.at)
    return talk.between(start, mention.at).strip()


_SUMMED = regex.compile(
    r"(?:以上)?(?:合计|共计|总计|共)(?:为|是|达|支出|投入|安排|下达|拨付|使用|金额|资金)*"
)
_IN = regex.compile("[当之]?中$")
_AMONG = regex.compile(r"([^，。；\s]{3,})中$")
_BY = regex.compile(
    r"(?:其中)?(?:按|从|分)(?P<facet>.{1,14}?)来?"
    r"(?P<by>划分|分类|分为|分|看|统计)"
)
_MADE_OF = regex.compile(
    r"^\s?(?:[两二三四五六七八九十]\s?(?:个|大)?(?:部分|方面|项|类|块))?(?:组成|构成)"
)
