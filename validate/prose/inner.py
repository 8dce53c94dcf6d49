"""Lists whose total was stated before: `支出预算中，…` and `按经营地分，…`."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...normalize.reading import Reading
from ..rule import Memo
from .changes import same_name
from .groups import Group, closes, group_between
from .mention import Mention, Talk, find_talks

_EARLIER = 3


def find_inner_groups(reading: Reading, memo: Memo) -> list[Group]:
    """Groups whose whole stands in an earlier sentence or paragraph."""
    talks = memo(find_talks)
    found: list[Group] = []
    for index, talk in enumerate(talks):
        before = talks[max(0, index - _EARLIER) : index]
        found += [*_named(talk, before), *_partitioned(talk), *_totalled(talk), *_accounts(talk)]
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
        earlier = [m for t in before for m in t.mentions]
        earlier += [m for m in talk.mentions if m.at < start]
        plan = "预算" in match[1] and "决算" not in match[1]
        same = [
            m for m in earlier
            if m.is_level and same_name(match[1], m.name) and (plan or m.role != "budget")
        ]  # fmt: skip
        tried = [group_between(talk, whole, "中", comma + 1, end) for whole in reversed(same)]
        groups = [g for g in tried if g is not None and len(g.parts) > 1]
        if groups:
            yield next((g for g in groups if closes(g)), groups[0])


def _partitioned(talk: Talk) -> Iterator[Group]:
    """按…分，a、b: a partition of what the sentence before states first."""
    head: Mention | None = None
    for start, end in _sentences(talk):
        own = [m for m in talk.mentions if start <= m.at < end and m.is_level]
        comma = talk.letters.find(",", start, end)
        if comma > 0 and head is not None and _BY.match(talk.between(start, comma).strip()):
            group = group_between(talk, head, "按", comma + 1, end)
            if group is not None and len(group.parts) > 1:
                yield group
        elif own:
            head = own[0]


def _totalled(talk: Talk) -> Iterator[Group]:
    """甲a、乙b，合计c: the total stands after its parts."""
    for start, end in _sentences(talk):
        levels = [m for m in talk.mentions if start <= m.at < end and m.is_level]
        for position, whole in enumerate(levels):
            parts = [
                m for m in levels[:position]
                if m.figure.dimension is whole.figure.dimension and m.depth == whole.depth
                and m.figure.unit == whole.figure.unit
            ]  # fmt: skip
            if len(parts) > 1 and _says_total(talk, whole):
                yield Group(talk, whole, parts, "合计", start=start, end=whole.at)


def _accounts(talk: Talk) -> Iterator[Group]:
    """本级收入A，加上：a、b、c，收入总计T: everything before the total makes it up."""
    for start, end in _sentences(talk):
        if not _ON_TOP.search(talk.between(start, end)):
            continue
        levels = [m for m in talk.mentions if start <= m.at < end and m.is_level]
        for position, whole in enumerate(levels):
            parts = levels[:position]
            if whole.name.endswith("总计") and len(parts) > 1:
                yield Group(talk, whole, parts, "合计", start=start, end=whole.at)
                break


def _says_total(talk: Talk, mention: Mention) -> bool:
    """Whether 合计 or 共计 stands alone before a figure, at the head of its clause."""
    start = mention.at
    while start > 0 and talk.letters[start - 1] not in ",;.(":
        start -= 1
    words = talk.between(start, mention.at).strip()
    return _SUMMED.fullmatch(words) is not None


_ON_TOP = regex.compile(r"加上\s*[：:]")
_SUMMED = regex.compile(r"(?:以上)?(?:合计|共计|总计|共)(?:为|是|达)?")
_AMONG = regex.compile(r"([^，。；\s]{3,})中$")
_BY = regex.compile(r"(?:按|从|分).{1,14}(?:分|看|划分|统计)$")
