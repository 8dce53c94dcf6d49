"""What income leaves over: `收入总计A，支出总计B，结转下年D`, `收入A；支出B。本年收支结余D`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import regex

from ...normalize.reading import Reading
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Memo
from .accounts import doubted, find_accounts, is_amount, is_nested, is_total, signed_sum

_OF_THE_YEAR = regex.compile(
    r"收支(?:总量)?(?:相抵|相减|轧抵|品迭)|收支(?:结余|差额)|(?:本年|当年|当期)(?:收支)?[结节]余"
)
_OF_TOTALS = regex.compile(
    r"(?:结转|结余)(?:到)?下年|(?:年终|年末|滚存|净)(?:结转[和及与、]?)?结[余转]"
)
_INCOME = regex.compile(r"收入(?:决算|完成)?数?$")
_SPENDING = regex.compile(r"支出(?:决算|完成)?数?$")


def find_carried_over(reading: Reading, memo: Memo) -> list[Relation]:
    """收入总计 − 支出总计 = 结转下年, all in one paragraph; 上年结余，加a，减b，结余c."""
    rolled = [r for r in memo(find_accounts) if r.rule == "fund-roll"]
    told = {figure for r in rolled for figure in r.stated.figures}
    carried = [r for talk in memo(find_talks) for r in _carried(talk)]
    return rolled + [r for r in carried if not told.intersection(r.stated.figures)]


def leaves_over(talk: Talk, mention: Mention) -> bool:
    """Whether a level is what an account leaves over (收支相抵，年终结余D; 结转下年D)."""
    words = _words(talk, mention)
    return bool(_OF_THE_YEAR.search(words) or _OF_TOTALS.search(words))


def _words(talk: Talk, mention: Mention) -> str:
    """The clause before a figure, and 收支相抵 where it is a clause of its own before that."""
    start = _clause_start(talk, mention.at)
    clause = talk.between(start, mention.at)
    if talk.letters[start - 1 : start] == "," and not clause.strip().startswith("其中"):
        earlier = _clause_start(talk, start - 1)
        if not any(token.figure for token in talk.tokens[earlier:start]):
            return talk.between(earlier, mention.at)
    return clause


def _clause_start(talk: Talk, at: int) -> int:
    return max(talk.letters.rfind(letter, 0, at) for letter in ",;.(") + 1


def _carried(talk: Talk) -> Iterator[Relation]:
    levels = [m for m in talk.mentions if is_amount(m)]
    left_over = [m for m in levels if not is_total(m) and leaves_over(talk, m)]
    begin = 0
    for left in left_over:
        account = [m for m in levels if begin <= m.at < left.at and m not in left_over]
        begin = left.at
        explicit = _OF_THE_YEAR.search(_words(talk, left)) is not None
        before = [m for m in account if _ago(m)]
        plain = explicit or bool(before)
        pairs = list(product(_side(account, _INCOME, "收", plain),
                             _side(account, _SPENDING, "支", plain)))  # fmt: skip
        if not pairs:
            continue
        kin = [m for m in left_over if m.sentence == left.sentence and m.at >= left.at]
        relations = [_with_earlier(left, m, *pair) for m in before for pair in pairs]
        relations += [r for pair in pairs for r in _readings(talk, left, kin, *pair)]
        agreeing = next((r for r in relations if holds(r)), None)
        if agreeing is not None:
            yield agreeing
            continue
        told = [doubted(r, explicit=True) for r in relations[:2]]
        best = min(told, key=lambda r: r.certainty is not Certainty.ASSERTED)
        yield replace(best, certainty=Certainty.ASSERTED, doubt="") if explicit else best


def _side(
    account: list[Mention], named: regex.Pattern[str], word: str, plain: bool
) -> list[Mention]:
    """The totals of one side, the last first; without totals what the year took in or spent, the
    largest first (what 其中 names is smaller)."""
    totals = [m for m in account if is_total(m) and word in m.name]
    if totals or not plain:
        return totals[:-3:-1]
    own = [m for m in account if named.search(m.name)]
    return sorted(own, key=lambda m: -m.figure.value)[:4]


def _readings(
    talk: Talk, left: Mention, kin: list[Mention], income: Mention, spending: Mention
) -> Iterator[Relation]:
    """D = income − spending (a 赤字 the other way round), or told in parts (结转下年a，净结余b)."""
    more, less = (spending, income) if "赤字" in left.name else (income, spending)
    yield Relation("fund-roll", left.term, more.term - less.term, subject=left.name)
    parted = len(kin) > 1 and not any(is_nested(talk, m) or "滚存" in m.name for m in kin)
    if parted and is_total(income):
        told = spending.term + signed_sum([(m, 1) for m in kin])
        yield Relation("fund-roll", income.term, told, subject=income.name)


_AGO = regex.compile(r"(?:上年|年初|期初|以前年度)(?:滚存|累计)?(?:净?结余|结转)")


def _ago(mention: Mention) -> bool:
    return _AGO.search(mention.name) is not None


def _with_earlier(left: Mention, earlier: Mention, income: Mention, spending: Mention) -> Relation:
    """上年结余A，总收入b，总支出c，年末结余D: what was left before is not in the total."""
    made = earlier.term + income.term - spending.term
    return Relation("fund-roll", left.term, made, subject=left.name)
