"""What is counted and then listed: “10个股室[甲、乙、…]” has ten names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.marks import ORDER
from ...normalize.reading import Passage, Reading
from ..expression import Constant, Expression, total
from ..judge import Verdict, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Claim, Outcome, Relation
from ..rule import Level, Memo, rule
from .counted_off import find_counted_off
from .listed_before import find_listed_before
from .people import words

_BRACKETS = {"[": "]", "（": "）", "(": ")", "〔": "〕", "【": "】"}
_OPENS, _CLOSES = set(_BRACKETS), set(_BRACKETS.values())
_JOINER = regex.compile(r"以及|及|和|与")
_LONGEST_ITEM = 40


@dataclass(frozen=True, slots=True)
class Listing:
    """A count and the names listed for it.

    `counts` are the figures that may be meant, the nearest first; `names` how many are listed,
    one number for each way to read 和 and 及; `open_` when more may be counted than are listed;
    `sure` when words (分别为, 包括) and not only a bracket tie the list to the count; `below` when
    the list is one of paragraphs.
    """

    counts: tuple[Mention, ...]
    names: tuple[int, ...]
    open_: bool
    sure: bool
    below: bool = False


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


def _relation(listing: Listing) -> Relation:
    """The reading that agrees if there is one, else the plainest."""
    readings = list(_readings(listing))
    agreeing = (r for r in readings if judge(r).verdict is Verdict.AGREES)
    return next(agreeing, readings[0])


def _readings(listing: Listing) -> Iterator[Relation]:
    """Each way to read a list: whose count it is, and how many names it has."""
    sums: list[tuple[Mention, Expression]] = [(count, count.term) for count in listing.counts]
    if len(sums) > 1:
        sums.append((listing.counts[0], total(count.term for count in listing.counts)))
    certainty = Certainty.ASSERTED if listing.sure else Certainty.LIKELY
    if not listing.sure and max(listing.names) * 2 < min(m.figure.value for m in listing.counts):
        certainty = Certainty.POSSIBLE  # 36个省（自治区、直辖市、计划单列市）: kinds, not a list
    if len(listing.counts) > 1 and listing.below:
        certainty = Certainty.POSSIBLE
    for count, stated in sums:
        for number in listing.names:
            yield Relation(
                "count-list",
                stated,
                Constant(Fraction(number)),
                Claim.AT_LEAST if listing.open_ else Claim.EQUAL,
                certainty,
                "subject-unclear" if certainty is Certainty.POSSIBLE else "",
                subject=count.name or count.figure.raw,
            )


def _listings(talk: Talk) -> Iterator[Listing]:
    """Lists that follow their count in the same paragraph."""
    text = talk.passage.text.text
    counts = [m for m in talk.mentions if _countable(m)]
    for at, mention in enumerate(counts):
        opened = _opening(text, mention)
        if opened is None:
            continue
        start, end, sure = opened
        if any(start <= other.figure.span.start < end for other in talk.mentions):
            continue
        names = _names(text[start:end])
        if names:
            same = [
                m
                for m in counts[:at]
                if m.sentence == mention.sentence and m.figure.unit == mention.figure.unit
            ]
            yield Listing((mention, *reversed(same)), names, _is_open(text[start:end]), sure)


def _countable(mention: Mention) -> bool:
    figure = mention.figure
    return (
        figure.dimension is Dimension.COUNT
        and figure.hedge is Hedge.NONE
        and figure.step == 1  # nobody names 997.0万辆 one by one
        and figure.unit not in words()["lists"]["passed-over"]
        and mention.is_level
    )


@cache
def _openers() -> tuple[regex.Pattern[str], ...]:
    """What may stand between a count and the list of its names, in the order tried."""
    ties = "|".join(sorted(words()["lists"]["ties"], key=len, reverse=True))
    return (
        regex.compile(r"(?P<noun>\p{Han}{0,12})\s?(?P<open>[\[（(【])"),
        regex.compile(r"(?P<noun>\p{Han}{0,12})(?P<tie>)[：:]\s?"),
        regex.compile(
            rf"(?P<noun>\p{{Han}}{{0,12}}?)\s?[，,]?\s?(?P<tie>{ties})(?P<colon>[：:])?\s?"
        ),
    )


def _opening(text: str, count: Mention) -> tuple[int, int, bool] | None:
    """Where the list begins and ends that a count opens, and whether it is surely whole."""
    lists = words()["lists"]
    at = count.figure.span.end
    match = next((m for p in _openers() if (m := p.match(text, at)) is not None), None)
    if match is None:
        return None
    found = match.groupdict()
    passed_over = tuple(lists["passed-over"])
    if found["noun"].startswith(passed_over) or found["noun"].endswith(passed_over):
        return None
    body = _body(found["noun"] or count.name)
    if found.get("open"):
        end = _bracket_end(text, match.start("open"))
        if end < 0 or text[match.end() : end].startswith(tuple(lists["skip"])):
            return None
        return match.end(), end, body and found["open"] in "[【"
    end = _list_end(text, match.end())
    if text[end : end + 1] in "，," and regex.match(r"[，,]\s?(?:以及|及|和|还|另)", text[end:]):
        return None
    tied = not found["tie"] or found["tie"] in lists["whole"] or bool(found.get("colon"))
    body = body or _named_so(text[match.end() : end], found["noun"])
    return match.end(), end, body and tied


def _body(noun: str) -> bool:
    """Whether the things counted are offices, units or places, which are listed in full."""
    return noun.endswith(tuple(words()["lists"]["bodies"]))


def _named_so(listed: str, noun: str) -> bool:
    """3个项目，分别为甲项目、乙项目、丙项目: whether every name ends with what is counted, so that
    no 、 can stand within one."""
    items = [regex.sub(r"[（(\[].*?[）)\]]", "", item).strip() for item in _split(listed)]
    return len(noun) > 1 and len(items) > 1 and all(item.endswith(noun[-2:]) for item in items)


def _bracket_end(text: str, at: int) -> int:
    depth = 0
    for index in range(at, len(text)):
        if text[index] in _OPENS:
            depth += 1
        elif text[index] in _CLOSES:
            depth -= 1
            if depth == 0:
                return index
    return -1


def _list_end(text: str, start: int) -> int:
    """The end of a list that no bracket closes: the sentence's end, or a comma after its items."""
    depth = 0
    for index in range(start, len(text)):
        if text[index] in _OPENS:
            depth += 1
        elif text[index] in _CLOSES:
            depth -= 1
            if depth < 0:
                return index
        elif depth == 0 and text[index] in "。；;，,":
            return index
    return len(text)


def _names(listed: str) -> tuple[int, ...]:
    """How many names a list may have; empty when it is no list of names."""
    items = [item.strip() for item in _split(listed)]
    if any(not item or len(item) > _LONGEST_ITEM for item in items) or _tells(items[0]):
        return ()
    bare = [regex.sub(r"[（(\[].*?[）)\]]", "", item) for item in items]
    joiners = sum(len(_JOINER.findall(item)) for item in bare)
    if len(items) + joiners < 2:
        return ()
    return tuple(range(len(items), len(items) + joiners + 1))


def _tells(item: str) -> bool:
    """Whether the words after a colon tell what is done, and name nobody."""
    return item.startswith(tuple(words()["lists"]["telling"]))


def _split(listed: str) -> Iterator[str]:
    depth = start = 0
    for index, character in enumerate(listed):
        depth += (character in _OPENS) - (character in _CLOSES)
        if character == "、" and depth == 0:
            yield listed[start:index]
            start = index + 1
    yield listed[start:]


def _is_open(listed: str) -> bool:
    return bool(regex.search(r"等(?:\p{Han}{0,6})?$", listed.strip()))


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
            yield Listing((last, *reversed(sentence[:-1])), (number,), False, True, True)


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
