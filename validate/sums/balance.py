"""Income against expenditure where the text states both totals."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...normalize.reading import Reading
from ..causes import explained
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Memo
from .leftover import leaves_over
from .sides import is_amount

_WHOLE = regex.compile(r"总|合计")
_SIDE = regex.compile(r"收入|支出")
_CARRIED = regex.compile(r"(?:收入|支出)(?:总计|总预算)$")  # hold what is carried over: equal
_BALANCED = regex.compile(r"收支(?:总量|预算)?(?:保持|基本)?平衡")
_MEANT = regex.compile(r"原则|本着|为了?|确保|坚持|要求|努力|力争")  # no statement of fact
_PASSAGES = 3


def find_prose_balances(reading: Reading, memo: Memo) -> list[Relation]:
    """Income = expenditure, for totals whose names differ by nothing else: where both hold what is
    carried over (收入总计, 支出总计 in one sentence) or the text says so (调整后收支平衡);
    elsewhere where they are equal, or one slip of the pen keeps them from it."""
    talks = memo(find_talks)
    found = []
    for number, talk in enumerate(talks):
        near = talks[number : number + _PASSAGES + 1]
        for income in _totals(talk, "收入"):
            pair = next(_partners(near, income), None)
            if pair is None or _leaves_over(near, pair):
                continue
            home, spending = pair
            relation = Relation("balance", spending.term, income.term, subject=income.name)
            said = _sure(talk, income, home, spending) or _says_so(reading, talk, home)
            if said or holds(relation) or explained(relation):
                found.append(relation)
    return found


def _totals(talk: Talk, side: str) -> Iterator[Mention]:
    for mention in talk.mentions:
        sides = _SIDE.findall(mention.name)
        if sides == [side] and _WHOLE.search(mention.name) and is_amount(talk, mention):
            yield mention


def _partners(near: list[Talk], income: Mention) -> Iterator[tuple[Talk, Mention]]:
    """The totals of expenditure that follow a total of income, before another such."""
    stem = _SIDE.sub("", income.name)
    year = income.period.year if income.period else None
    for talk in near:
        for other in _totals(talk, "收入"):
            if other is not income and _after(other, income) and other.name == income.name:
                return
        for spending in _totals(talk, "支出"):
            own = spending.period.year if spending.period else None
            bare = _SIDE.sub("", spending.name)
            same = bare == stem or (stem.endswith(bare) and spending.sentence == income.sentence)
            one_year = None in (year, own) or year == own
            if _after(spending, income) and same and one_year and spending.role == income.role:
                yield talk, spending


def _after(one: Mention, other: Mention) -> bool:
    return (one.figure.span.block, one.at) > (other.figure.span.block, other.at)


def _sure(talk: Talk, income: Mention, home: Talk, spending: Mention) -> bool:
    one = home is talk and spending.sentence == income.sentence
    return one and all(_CARRIED.search(m.name) for m in (income, spending))


def _says_so(reading: Reading, talk: Talk, home: Talk) -> bool:
    """Whether the passages from the one total to right after the other say that a budget is
    balanced, and speak of nothing that is left over or was carried out (执行)."""
    low, high = talk.passage.block, home.passage.block
    told = [p for p in reading.passages if low <= p.block <= high]
    told += [p for p in reading.passages if p.block > high][:1]
    text = "。".join(passage.text.text for passage in told)
    said = any(_BALANCED.search(s) and not _MEANT.search(s) for s in text.split("。"))
    return said and not _REST.search(text)


_REST = regex.compile(r"(?<!上年|上年度|年初)(?:结转|结余|余额)|执行|完成|决算")


def _leaves_over(near: list[Talk], pair: tuple[Talk, Mention]) -> bool:
    """Whether the totals are told apart by what is left over (结转下年D, 收支相抵，结余D)."""
    stop = near.index(pair[0]) + 2
    return any(m.is_level and leaves_over(talk, m) for talk in near[:stop] for m in talk.mentions)
