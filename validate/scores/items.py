"""Scores in prose: （该二级指标满分10分，自评得分6分） read as a tree of indicators."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from ...normalize.figure import Dimension, Figure
from ...normalize.marks import ORDER, Mark
from ...normalize.reading import Passage, Reading
from ..prose.mention import Mention, Talk, find_talks
from ..rule import Memo

_LEVEL_WORD = regex.compile(r"([一二三四])级(?:绩效)?指标")
_NAME_ENDS = regex.compile(r"[（(：:，,。；;]")
_SCORES = (Dimension.SCORE, Dimension.PLAIN)


@dataclass(slots=True, eq=False)
class Item:
    """An indicator with its full and earned marks (None where not printed).

    `level` is 1 for 一级指标; None when nothing says.  `style` is the style of the number before
    it ("" if none stands there).  `children` are the indicators one level down, in reading order.
    """

    passage: Passage
    name: str
    full: Figure | None
    earned: Figure | None
    level: int | None = None
    style: str = ""
    children: list[Item] = field(default_factory=list)

    @property
    def bonus(self) -> bool:
        return any(word in self.name for word in words()["bonus"])

    @property
    def penalty(self) -> bool:
        return any(word in self.name for word in words()["penalty"])


@dataclass(frozen=True, slots=True)
class Total:
    """A stated total of the report.  `full` is the full marks printed with it, if any."""

    passage: Passage
    earned: Figure
    full: Figure | None
    sole: bool


@dataclass(slots=True)
class Scores:
    """What a report says of its scores.  `roots` are the indicators above which none stands;
    `lists` are rows of indicators within one sentence, each with the item that heads it."""

    items: list[Item]
    roots: list[Item]
    totals: list[Total]
    lists: list[tuple[Item | None, list[Item]]]


@cache
def words() -> dict[str, Any]:
    """scores.toml."""
    text = (files(__package__.rpartition(".")[0]) / "scores.toml").read_text("utf-8")
    return tomllib.loads(text)


def find_scores(reading: Reading, memo: Memo) -> Scores:
    """The indicators of the prose as a tree, and the totals stated."""
    items: list[Item] = []
    lists: list[tuple[Item | None, list[Item]]] = []
    whole: list[Item] = []
    for talk in memo(find_talks):
        found = list(_items_of(talk))
        named = [item for item in found if not _is_total(talk, item)]
        whole += [item for item in found if _is_total(talk, item)]
        heads = [item for item in named if item.level is not None or item.style]
        loose = [item for item in named if item not in heads and item.full is not None]
        items += heads
        if len(loose) > 1:
            lists.append((heads[0] if heads else None, loose))
        elif not heads:
            items += loose
    _set_levels(items)
    rows = _rows(whole)
    lists += [(None, rows)] if rows else []
    totals = [_total(item) for item in whole if item not in rows]
    distinct = {total.earned.value for total in totals}
    totals = [Total(t.passage, t.earned, t.full, len(distinct) == 1) for t in totals]
    return Scores(items, _tree(items), totals, lists)


def _items_of(talk: Talk) -> Iterator[Item]:
    """The score statements of one passage: pairs of full and earned marks, or one of the two."""
    marks = [m for m in talk.mentions if m.role in ("full", "earned") and _is_score(m)]
    first = True
    at = 0
    while at < len(marks):
        pair = marks[at : at + 2]
        if not _is_pair(talk, pair):
            pair = pair[:1]
        at += len(pair)
        full = next((m.figure for m in pair if m.role == "full"), None)
        earned = next((m.figure for m in pair if m.role == "earned"), None)
        yield _item(talk, pair[0], full, earned, first)
        first = False


def _label(talk: Talk, mention: Mention) -> str:
    """The indicator a mark belongs to: the words of its clause, before the mark's own bracket."""
    end = mention.at
    if mention.depth > 0:
        end = talk.letters.rfind("(", 0, end)
    start = end
    while (
        start > 0 and talk.letters[start - 1] not in ",.;:/)" and not talk.tokens[start - 1].figure
    ):
        start -= 1
    words_ = (t.text for t in talk.tokens[start:end] if t.cue not in ("full-marks", "earned", "is"))
    return "".join(words_).strip() or mention.name


def _is_score(mention: Mention) -> bool:
    return mention.figure.dimension in _SCORES and mention.figure.value >= 0


def _is_pair(talk: Talk, marks: list[Mention]) -> bool:
    if len(marks) < 2 or {m.role for m in marks} != {"full", "earned"}:
        return False
    one, other = marks
    if one.role == "earned":
        # 得19分（满分20分） is one indicator; 得19分，过程指标（满分… begins the next
        between = talk.between(one.at + 1, other.at)
        return bool(
            regex.fullmatch(r"\s?[（(](?:该指标|本指标|该项)?(?:满分|总分|分值)[为:：]?", between)
        )
    return one.sentence == other.sentence and other.clause - one.clause <= 2


def _item(
    talk: Talk, mention: Mention, full: Figure | None, earned: Figure | None, first: bool
) -> Item:
    passage = talk.passage
    text = passage.text.text
    start = talk.tokens[mention.at].start
    sentence = max(text.rfind(mark, 0, start) for mark in "。；（(") + 1
    level = _LEVEL_WORD.search(text, sentence, start)
    item = Item(passage, _label(talk, mention), full, earned)
    if level is not None:
        item.level = "一二三四".index(level[1]) + 1
    if first and full is not None:
        mark = _mark(passage)
        if mark is not None:
            end = _NAME_ENDS.search(text, mark.end)
            item.name = text[mark.end : end.start() if end else start].strip()
            item.style = mark.style
    return item


def _is_total(talk: Talk, item: Item) -> bool:
    """Whether a score is that of the whole report: by the words since the figure before it."""
    if item.earned is None or item.level is not None or item.style:
        return False
    text = talk.passage.text.text
    first = item.earned if item.full is None else min(item.full, item.earned, key=_place)
    ends = [m.figure.span.end for m in talk.mentions if m.figure.span.end <= first.span.start]
    marks = [text.rfind(mark, 0, first.span.start) + 1 for mark in "。；"]
    before = text[max([*ends, *marks]) : item.earned.span.start]
    if any(word in before for word in words()["not-totals"]):
        return False
    if item.full is not None:
        return item.full.value == 100 or any(word in before for word in words()["whole"])
    return any(word in before for word in words()["totals"])


def _place(figure: Figure) -> int:
    return figure.span.start


def _total(item: Item) -> Total:
    assert item.earned is not None
    return Total(item.passage, item.earned, item.full, False)


def _rows(items: list[Item]) -> list[Item]:
    """1.…自评得分20分；2.…自评得分15分；: numbered alike one by one, these are no totals."""
    marks = [_mark(item.passage) if item.full is None else None for item in items]
    styles = [mark.style if mark is not None else "" for mark in marks]
    rows = [item for item, style in zip(items, styles, strict=True) if style]
    return rows if len(rows) > 2 and len(set(filter(None, styles))) == 1 else []


def _mark(passage: Passage) -> Mark | None:
    """The number at the head of a passage."""
    return next((m for m in passage.marks if m.heads and m.style in ORDER), None)


def _set_levels(items: list[Item]) -> None:
    """Give unworded items the level of their numbering: as worded items of that style have it,
    else by the usual order of numberings."""
    known = {item.style: item.level for item in items if item.level is not None and item.style}
    if known:
        for item in items:
            if item.level is None:
                item.level = known.get(item.style)
        return
    order = [style for style in ORDER if any(item.style == style for item in items)]
    for item in items:
        if item.style:
            item.level = order.index(item.style) + 1


def _tree(items: list[Item]) -> list[Item]:
    """Hang each item under the last one above it; give the items above which none stands."""
    roots: list[Item] = []
    above: list[Item] = []
    for item in items:
        if item.level is None:
            continue
        while above and (above[-1].level or 0) >= item.level:
            above.pop()
        (above[-1].children if above else roots).append(item)
        above.append(item)
    return roots
