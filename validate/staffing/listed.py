"""What is counted and then listed: “10个股室[甲、乙、…]” has ten names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.marks import ORDER
from ...normalize.reading import Passage, Reading
from ..expression import Expression, total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Claim, Outcome, Relation
from ..rule import Level, Memo, rule
from .counted_off import find_counted_off, find_counted_parts
from .items import OPENS, Items, institutions, items_of, kind_of, number_of
from .listed_before import find_listed_before
from .people import words
from .ranked import find_ranked

_WIDEST = 2  # names that a slip or a name overlooked may be off
_SHARE = 3
_MANY = 4  # bodies named after 包括 are all there are


@dataclass(frozen=True, slots=True)
class Listing:
    """A count and the names listed for it.

    `counts` are the figures that may be meant, the nearest first; `lists` the ways to read what
    is listed; `sure` when the words, the things counted and the names leave no doubt that the
    list is whole; `below` when it is one of paragraphs; `together`: so many counts are said as one.
    """

    counts: tuple[Mention, ...]
    lists: tuple[Items, ...]
    sure: bool
    below: bool = False
    together: int = 1


@rule(
    "count-list",
    name="列举计数",
    english="listed names",
    level=Level.WARNING,
    formula="所称数量 = 列举项数（列举带“等”时 ≥）",
    zh="所称数量为 {stated}，列举了 {recomputed} 项（{subject}）。",
    en="The count is {stated}, the list has {recomputed} ({subject}).",
    right=(
        "设4个股室[办公室、规划股（加挂审批股牌子）、执法股、招商和园区股]。",
        "内设6个科室，所属事业单位2个，分别为：信息中心、服务中心。",
        "培育了信息中心、服务中心等5家单位。下设3个机构，包括：\n（一）办公室。\n（二）综合科。\n（三）财务科。",
    ),
    wrong=(
        "设6个股室[办公室、规划股（加挂审批股、信访股牌子）、执法股、招商和园区股]。",
        "下设3个机构，包括：\n（一）办公室。\n（二）综合科。\n二、收支情况",
    ),
)
def count_list(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A count equals the number of names listed for it; with 等 it is at least that.  The list
    belongs to the last count before it; brackets within a name hold no names of their own."""
    talks = memo(find_talks)
    for talk in talks:
        for listing in _listings(talk):
            yield _relation(listing)
    yield from map(_relation, _lists_below(reading, talks))
    yield from memo(find_listed_before)
    yield from memo(find_counted_off)
    yield from memo(find_counted_parts)
    yield from memo(find_ranked)


def _relation(listing: Listing) -> Relation:
    """The reading that agrees if there is one, else the plainest."""
    readings = list(_readings(listing))
    return next((relation for relation in readings if holds(relation)), readings[0])


def _readings(listing: Listing) -> Iterator[Relation]:
    """Each way to read a list: whose count it is, and how many names it has."""
    counts = listing.counts
    sums: list[tuple[Mention, Expression]] = []
    if listing.together == 1:
        sums = [(count, count.term) for count in counts]
    for last in range(max(2, listing.together), len(counts) + 1):
        sums.append((counts[0], total(count.term for count in counts[:last])))
    certainty = _certainty(listing)
    for count, stated in sums:
        for items in listing.lists:
            for number in items.numbers:
                yield Relation(
                    "count-list",
                    stated,
                    number_of(items, number),
                    Claim.AT_LEAST if items.open_ else Claim.EQUAL,
                    certainty,
                    "subject-unclear" if certainty is Certainty.POSSIBLE else "",
                    subject=count.name or count.figure.raw,
                )


def _certainty(listing: Listing) -> Certainty:
    if listing.below and len(listing.counts) > 1:
        whole = sum(int(count.figure.value) for count in listing.counts)
        off = min(abs(whole - items.most) for items in listing.lists)
        return Certainty.ASSERTED if off == 1 else Certainty.POSSIBLE
    if listing.sure:
        return Certainty.ASSERTED
    longest = max(items.most for items in listing.lists)
    if longest * 2 < min(m.figure.value for m in listing.counts):
        return Certainty.POSSIBLE  # 36个省（自治区、直辖市、计划单列市）: kinds, not a list
    return Certainty.LIKELY


def _listings(talk: Talk) -> Iterator[Listing]:
    """Lists that follow their count in the same paragraph."""
    text = talk.passage.text.text
    counts = [m for m in talk.mentions if _countable(m)]
    for at, mention in enumerate(counts):
        opened = _opening(text, mention)
        if opened is not None and any(m.figure.span.start < opened.start for m in counts[at + 1 :]):
            continue
        lists, whole = _read(talk, opened) if opened is not None else ((), False)
        if opened is not None and lists:
            same = [
                m
                for m in counts[:at]
                if m.sentence == mention.sentence and m.figure.unit == mention.figure.unit
            ]
            surely = opened.body and opened.tied
            sure = whole and (surely or _near(mention, lists, opened.tied))
            together = _together(text, (*same, mention))
            yield Listing((mention, *reversed(same)), lists, sure, together=together)


def _together(text: str, counts: tuple[Mention, ...]) -> int:
    """How many counts before a list are said as one: 下设4个科和1个事业单位，分别为… lists five."""
    spans = [count.figure.span for count in reversed(counts)]
    joined = (_AND.fullmatch(text, a.end, b.start) for b, a in pairwise(spans))
    return 1 + sum(1 for _ in takewhile(bool, joined))


_AND = regex.compile(r"\p{Han}{1,8}(?:和|及|以及|与)")


def _near(count: Mention, lists: tuple[Items, ...], tied: bool) -> bool:
    """Whether a list is about as long as its count says: else it may be of something else, or,
    where nothing but 包括 ties it to the count, name examples."""
    value = int(count.figure.value)
    off = min(abs(value - number) for items in lists for number in (items.least, items.most))
    return off <= (max(_WIDEST, value // _SHARE) if tied else 1)


def _countable(mention: Mention) -> bool:
    figure = mention.figure
    return (
        figure.dimension is Dimension.COUNT
        and figure.hedge is Hedge.NONE
        and figure.step == 1  # nobody names 997.0万辆 one by one
        and figure.unit not in words()["lists"]["passed-over"]
        and mention.is_level
    )


@dataclass(frozen=True, slots=True)
class _Opened:
    """Where a list begins that a count opens.  `end` is where a bracket closes it, else -1;
    `body`: offices, units or places are counted; `tied`: the words say that the list is whole;
    `told`: 分别为 and not only a colon says so."""

    start: int
    end: int
    noun: str
    body: bool
    tied: bool
    told: bool = False


@cache
def _openers() -> tuple[regex.Pattern[str], ...]:
    """What may stand between a count and the list of its names, in the order tried."""
    ties = "|".join(sorted(words()["lists"]["ties"], key=len, reverse=True))
    noun = r"(?P<noun>\p{Han}{0,12}"
    return (
        regex.compile(noun + r")\s?(?P<open>[\[（(【])"),
        regex.compile(noun + r")(?P<tie>)(?P<colon>[：:])\s?"),
        regex.compile(noun + rf"?)\s?[，,]?\s?(?P<tie>{ties})(?P<colon>[：:])?\s?"),
        regex.compile(noun + r")[，,]\s?(?P<tie>\p{Han}{2,4}为)(?P<colon>[：:])\s?"),
        regex.compile(
            noun
            + r"?)[^，,。；：:、]{0,40}[，,]\s?(?P<tie>(?:分别|依次)[是为])(?P<colon>[：:])?\s?"
        ),
    )


def _opening(text: str, count: Mention) -> _Opened | None:
    lists = words()["lists"]
    at = count.figure.span.end
    match = next((m for p in _openers() if (m := p.match(text, at)) is not None), None)
    if match is None:
        return None
    found = match.groupdict()
    noun = found["noun"]
    if noun.startswith(tuple(lists["passed-over"])) or noun.endswith(tuple(lists["passed-over"])):
        return None
    body = _body(noun or count.name.rstrip("共有为"))
    if found.get("open"):
        end = _bracket_end(text, match.start("open"))
        if end < 0 or text[match.end() : end].startswith(tuple(lists["skip"])):
            return None
        return _Opened(match.end(), end, noun, body, tied=True)
    told = bool(found["tie"]) and found["tie"] not in lists["loose"]
    tied = told or not found["tie"] or bool(found.get("colon"))
    return _Opened(match.end(), -1, noun, body, tied, told)


def _read(talk: Talk, opened: _Opened) -> tuple[tuple[Items, ...], bool]:
    """The ways to read the list that is opened, and whether it is surely whole."""
    text = talk.passage.text.text
    end = opened.end if opened.end >= 0 else _list_end(text, opened.start)
    rest = _list_end(text, end, "。") if opened.end < 0 else end
    stop, more = text[end : end + 1], text[end + 1 : rest]
    if stop in "，," and regex.match(r"\s?(?:以及|及|和|还|另)", more):
        return (), False
    lists = [_items(talk, opened.start, end, "、")]
    parted = stop in "；;" and "、" not in text[opened.start : end]
    if parted:  # 甲项目；乙、丙项目；丁项目
        lists = [_items(talk, opened.start, rest, "；;")]
    read = tuple(items for items in lists if items is not None)
    if not read:
        return (), False
    ends = opened.body or parted or not (stop in "，,；;" and stop and "、" in more)
    bracket = text[opened.start - 1] in "（("
    named = _of_bodies(read[0]) if bracket else opened.body or _of_names(opened, read[0])
    tied = opened.tied or (stop == "。" and _many_bodies(read[0]))
    return read, tied and ends and named


def _items(talk: Talk, start: int, end: int, separator: str) -> Items | None:
    """The names in a stretch of text; None where it tells what is done or counts things."""
    listed = talk.passage.text.text[start:end]
    if _NUMBERED.match(listed) or listed.strip().startswith(tuple(words()["lists"]["telling"])):
        return None
    items = items_of(listed, separator)
    inside = [m for m in talk.mentions if start <= m.figure.span.start < end]
    if items is None or not inside:
        return items
    money = all(m.figure.dimension is Dimension.MONEY for m in inside)
    each = money and len(inside) == len(items.texts)
    return items if each or _end_alike(items) else None


def _end_alike(items: Items) -> bool:
    """Whether all names are of one sort, with figures within (2000亩茶园扩建项目、水渠项目)."""
    kinds = {kind_of(item) for item in items.texts}
    return len(kinds) == 1 and kinds <= {*words()["lists"]["matters"]}


_NUMBERED = regex.compile(r"\s*(?:\d{1,2}[.．、)）]|[（(](?:\d|[一二三])|第一|[①-⑳])")


def _of_bodies(items: Items) -> bool:
    """Whether names in a bracket are of bodies: 6个科室（人事科、财务科）, not 4个县（市、区）."""
    kinds = [(kind_of(item), item) for item in items.texts]
    bodies = {*institutions(), *words()["lists"]["places"]}
    return all(kind in bodies and kind != item for kind, item in kinds)


def _many_bodies(items: Items) -> bool:
    """Whether so many bodies are named that 包括 leaves none out."""
    kinds = [(kind_of(item), item) for item in items.texts]
    general = sum(kind == item for kind, item in kinds)
    named = all(kind in institutions() for kind, _ in kinds)
    return named and len(kinds) >= _MANY and general * _MANY <= len(kinds)


def _of_names(opened: _Opened, items: Items) -> bool:
    """Whether what is listed are names: 分别为 says so, or all end with what is counted (3个项目：
    甲项目、乙项目、丙项目), or each has its amount (2个：甲项目10万元；乙项目20万元)."""
    bare = [_AMOUNT.sub("", item.split("（")[0].split("(")[0]) for item in items.texts]
    if len(opened.noun) > 1 and all(item.endswith(opened.noun[-2:]) for item in bare):
        return True
    return opened.told or (len(bare) > 1 and all(map(str.__ne__, bare, items.texts)))


_AMOUNT = regex.compile(r"[（(]?\d[\d.,]*\s?(?:万|亿)?元[）)]?$")


def _body(noun: str) -> bool:
    """Whether the things counted are offices, units or places, which are listed in full."""
    return noun.endswith(tuple(words()["lists"]["bodies"]))


def _bracket_end(text: str, at: int) -> int:
    depth = 0
    for index in range(at, len(text)):
        depth += (text[index] in OPENS) - (text[index] in OPENS.values())
        if depth == 0:
            return index
    return -1


def _list_end(text: str, start: int, stops: str = "。；;，,") -> int:
    """The end of a list that no bracket closes: the sentence's end, or a comma after its items."""
    depth = 0
    for index in range(start, len(text)):
        if text[index] in OPENS:
            depth += 1
        elif text[index] in OPENS.values():
            depth -= 1
            if depth < 0:
                return index
        elif depth == 0 and text[index] in stops:
            return index
    return len(text)


_ENDS_WITH_COUNT = regex.compile(r"[，,]?\s?(?:具体)?(?:包括|如下|分别为|分别是|有|为)?[：:]\s*$")


def _lists_below(reading: Reading, talks: list[Talk]) -> Iterator[Listing]:
    """Lists in the paragraphs after a count that ends with a colon, numbered one by one."""
    passages = list(reading.passages)
    place = {passage.block: at for at, passage in enumerate(passages)}
    for talk in talks:
        text = talk.passage.text.text
        ending = _ENDS_WITH_COUNT.search(text)
        counts = [m for m in talk.mentions if _countable(m)]
        if ending is None or not counts:
            continue
        last = counts[-1]
        noun = text[last.figure.span.end : ending.start()]
        if not regex.fullmatch(r"\p{Han}{0,12}", noun) or not _body(noun or last.name):
            continue
        sentence = [m for m in counts if m.sentence == last.sentence]
        number = _numbered(passages[place[talk.passage.block] + 1 :])
        if number > 1:
            items = Items((), number, number, False)
            yield Listing((last, *reversed(sentence[:-1])), (items,), True, True)


def _numbered(passages: list[Passage]) -> int:
    """How far a list numbered from one runs, sub-lists of other styles passed over."""
    style = ""
    last = 0
    for passage in passages:
        found = [mark for mark in passage.marks if mark.after_stop and mark.style in ORDER]
        for mark in found:
            if not style and mark.number == 1 and mark.heads:
                style = mark.style
            if mark.style == style and mark.number == last + 1:
                last += 1
        if not style or (found and _outer(found[0].style, style)):
            return last
    return last


def _outer(style: str, inner: str) -> bool:
    return ORDER.index(style) < ORDER.index(inner)
