"""Proportions: 三次产业结构20.5:30.5:49.0 and 城乡居民收入比2.30:1."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..expression import HUNDRED, Expression, percent_of, total
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Outcome, Relation
from ..rule import Level, Memo, rule
from .hundred import find_hundreds, ratios_of

_BACK = 3


@rule(
    "proportion",
    name="比例关系",
    english="proportion",
    level=Level.ERROR,
    formula="各部分 ÷ 合计 × 100 = 结构比（a:b:c）；前项 ÷ 后项 = 比值（a:1）",
    zh="{subject}列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="{subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=(
        "第一、二、三产业增加值分别为214.36亿元、318.72亿元、512.55亿元，"
        "三次产业结构为20.5:30.5:49.0。",
        "城镇居民人均可支配收入43,268元，农村居民人均可支配收入18,812元，城乡居民收入比为2.30:1。",
    ),
    wrong=(
        "城镇居民人均可支配收入43,268元，农村居民人均可支配收入18,812元，城乡居民收入比为3.20:1。",
    ),
)
def proportion(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A printed proportion follows from the figures it is made of, where these stand before it,
    in its paragraph or the ones just before, one for each name."""
    told = list(_told(memo(find_talks)))
    stated = {figure for relation in told for figure in relation.stated.figures}
    alone = (r for r in memo(find_hundreds) if r.rule == "proportion")
    yield from (*told, *(r for r in alone if not stated.intersection(r.stated.figures)))


def _told(talks: list[Talk]) -> Iterator[Relation]:
    for index, talk in enumerate(talks):
        earlier = [m for t in talks[max(0, index - _BACK) : index] for m in t.mentions]
        for run in ratios_of(talk):
            words = _words(talk, run[0])
            known = [*earlier, *(m for m in talk.mentions if m.at < run[0].at)]
            if len(run) > 2:
                yield from _structure(talk, run, words, known)
            elif run[1].figure.value == 1:
                yield from _to_one(run[0], words, known)


def _words(talk: Talk, first: Mention) -> str:
    """The words before a proportion in its clause, other figures among them."""
    return talk.between(talk.since(",;.", first.at), first.at)


def _is_earlier(words: str) -> bool:
    """结构由上年的21:30:49 … is another year's; … 调整为20.5:30.5:49.0 is this one's."""
    return _BEFORE.search(words) is not None and _NOW.search(words) is None


_SUBJECT = regex.compile(r"(?:由|从|调整|优化|变化|为|是|达).*$")
_BEFORE = regex.compile(r"由|从|上年|去年|同期")
_NOW = regex.compile(r"(?:调整|优化|变化|演变|转变|变)(?:为|至|到)\s*$")


def _structure(
    talk: Talk, run: list[Mention], words: str, known: list[Mention]
) -> Iterator[Relation]:
    for entry in _table()["structure"]:
        named = any(name in words for name in entry["name"])
        if not named or len(entry["parts"]) != len(run):
            continue
        if _is_earlier(words):
            yield _relation(run[-1], HUNDRED - total(m.term for m in run[:-1]), words)
            continue
        parts = _listed(talk, entry["listed"], run) or _each(known, entry["parts"])
        if parts is None:
            continue
        whole = total(part.term for part in parts)
        for share, part in zip(run, parts, strict=True):
            yield _relation(share, percent_of(part.term, whole), words)


def _listed(talk: Talk, words: str, run: list[Mention]) -> list[Mention] | None:
    """第一、二、三产业增加值分别为a、b、c: as many amounts as parts after the words."""
    text = talk.passage.text.text
    at = text.rfind(words, 0, run[0].figure.span.start)
    after = [
        m for m in talk.mentions
        if at <= m.figure.span.start and m.at < run[0].at and m.is_level
        and m.figure.dimension is Dimension.MONEY
    ]  # fmt: skip
    return after[: len(run)] if at >= 0 and len(after) >= len(run) else None


def _each(known: list[Mention], names: list[str]) -> list[Mention] | None:
    """The one amount of each name; None where one has none, or several that differ."""
    found = [_only(known, (name,), Dimension.MONEY) for name in names]
    return [m for m in found if m is not None] if None not in found else None


def _only(known: list[Mention], words: tuple[str, ...], kind: Dimension | None) -> Mention | None:
    own = [
        m for m in known
        if m.is_level and any(word in m.name for word in words)
        and (kind is None or m.figure.dimension is kind)
    ]  # fmt: skip
    return own[-1] if len({m.figure.value for m in own}) == 1 else None


def _to_one(ratio: Mention, words: str, known: list[Mention]) -> Iterator[Relation]:
    for entry in _table()["to_one"]:
        if not any(name in words for name in entry["name"]):
            continue
        for kind in (Dimension.MONEY, Dimension.COUNT):
            first = _only(known, tuple(entry["first"]), kind)
            second = _only(known, tuple(entry["second"]), kind)
            if first is not None and second is not None and second.figure.value:
                yield _relation(ratio, first.term / second.term, words)
                return


def _relation(stated: Mention, computed: Expression, words: str) -> Relation:
    return Relation("proportion", stated.term, computed, subject=_SUBJECT.sub("", words))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "proportion.toml").read_text("utf-8"))
