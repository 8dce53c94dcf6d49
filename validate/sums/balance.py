"""Income against expenditure where the text states both totals."""

from __future__ import annotations

from collections.abc import Iterator

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Relation
from ..rule import Memo
from .leftover import leaves_over

_PAIRS = (("收入总计", "支出总计"), ("收入总预算", "支出总预算"))


def find_prose_balances(reading: Reading, memo: Memo) -> list[Relation]:
    """收入总计 = 支出总计, in one sentence: 总计 holds what is carried over, so they are equal."""
    return [r for talk in memo(find_talks) for r in _of(talk)]


def _of(talk: Talk) -> Iterator[Relation]:
    levels = [m for m in talk.mentions if m.is_level and m.figure.dimension is Dimension.MONEY]
    for income_word, spending_word in _PAIRS:
        for income in levels:
            if not income.name.endswith(income_word):
                continue
            partner = _partner(levels, income, income_word, spending_word)
            if partner is not None and not _leaves_over(talk, partner):
                yield Relation("balance", partner.term, income.term, subject=income.name)


def _leaves_over(talk: Talk, partner: Mention) -> bool:
    """Whether the totals are told apart by what is left over (结转下年D, 收支相抵，结余D)."""
    return any(m.at > partner.at and m.is_level and leaves_over(talk, m) for m in talk.mentions)


def _partner(levels: list[Mention], income: Mention, own: str, other: str) -> Mention | None:
    """The expenditure total of the same sentence whose name differs by nothing else."""
    wanted = {income.name.removesuffix(own) + other, other}
    near = [m for m in levels if m.sentence == income.sentence and m.name in wanted]
    return near[0] if len(near) == 1 else None
