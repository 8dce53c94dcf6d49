"""What income leaves over: `收入总计A，支出总计B，结转下年D`, `收入A；支出B。本年收支结余D`.

The account may stand in the paragraphs before: `…收入总计A。` `…支出总计B。` `收支相抵，结余D。`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import regex

from ...normalize.reading import Reading
from ..expression import Expression
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Memo
from .accounts import doubted, find_accounts
from .remainder import find_remainders
from .sides import (
    INCOME,
    SPENDING,
    clause_start,
    is_amount,
    is_nested,
    is_total,
    side,
    signed_sum,
)

_BALANCED = regex.compile(
    r"收支(?:总量)?(?:相抵|相减|轧抵|品迭)|收入\S{0,3}减(?:去|(?![少收免税]))\S{0,3}支出"
)
_OF_THE_YEAR = regex.compile(r"收支(?:结余|差额)|(?:本年|当年|当期)(?:收支)?[结节]余")
_OF_TOTALS = regex.compile(
    r"(?:结转|结余)(?:到)?下年|(?:年终|年末|滚存|净)(?:结转[和及与、]?)?结[余转]|^\W*(?:结余|剩余)$"
)
_AGO = regex.compile(r"(?:上年|年初|期初|以前年度)(?:末|度)?(?:滚存|累计|净)*(?:结余|结转)")
_SHORT = ("赤字", "缺口")
_PASSAGES = 4
_TOLD_IN_FULL = 3  # what came in from elsewhere is told as well


@dataclass(frozen=True, slots=True)
class _Entry:
    """An amount of an account: the number of its passage, and its side."""

    number: int
    talk: Talk
    mention: Mention
    side: int

    @property
    def total(self) -> bool:
        return is_total(self.talk, self.mention)

    @property
    def words(self) -> str:
        return self.talk.between(clause_start(self.talk, self.mention.at), self.mention.at)


def find_carried_over(reading: Reading, memo: Memo) -> list[Relation]:
    """收入总计 − 支出总计 = 结转下年; 上年结余，加a，减b，结余c."""
    found = [r for r in memo(find_accounts) if r.rule == "fund-roll"]
    for relation in (*find_remainders(memo(find_talks)), *_carried(memo(find_talks))):
        told = {figure for earlier in found for figure in earlier.stated.figures}
        if not told.intersection(relation.stated.figures):
            found.append(relation)
    return found


def leaves_over(talk: Talk, mention: Mention) -> bool:
    """Whether a level is what an account leaves over (收支相抵，年终结余D; 结转下年D)."""
    words = _words(talk, mention)
    if _AGO.search(words) or _within_total(talk, mention):
        return False
    return any(said.search(words) for said in (_BALANCED, _OF_THE_YEAR, _OF_TOTALS))


def _within_total(talk: Talk, mention: Mention) -> bool:
    """支出总计T，其中：支出a，年终结余b: what is left is a part of that side."""
    same = [m for m in talk.mentions if m.sentence == mention.sentence and m.at < mention.at]
    totals = [m.at for m in same if is_total(talk, m)]
    return bool(totals) and any(
        token.cue == "of-which" for token in talk.tokens[totals[-1] : totals[-1] + 3]
    )


def _words(talk: Talk, mention: Mention) -> str:
    """The clause before a figure, and 收支相抵 where it is a clause of its own before that."""
    start = clause_start(talk, mention.at)
    clause = talk.between(start, mention.at)
    if talk.letters[start - 1 : start] == "," and not clause.strip().startswith("其中"):
        earlier = clause_start(talk, start - 1)
        if not any(token.figure for token in talk.tokens[earlier:start]):
            return talk.between(earlier, mention.at)
    return clause


def _carried(talks: list[Talk]) -> Iterator[Relation]:
    """Each leftover against the account told since the one before it, in the passages of one
    section."""
    account: list[_Entry] = []
    section: tuple[str, ...] = ()
    for number, talk in enumerate(talks):
        if talk.passage.headings != section:
            account, section = [], talk.passage.headings
        account = [entry for entry in account if entry.number > number - _PASSAGES]
        closed = -1
        for mention in talk.mentions:
            left = not is_total(talk, mention) and leaves_over(talk, mention)
            if left and (is_amount(talk, mention) or mention.role == "difference"):
                relation = _closed(talk, mention, account)
                if relation is not None:
                    yield relation
                closed, account = mention.sentence, []
            elif is_amount(talk, mention) and mention.sentence != closed:
                account.append(_Entry(number, talk, mention, side(talk, mention)))


def _closed(talk: Talk, left: Mention, account: list[_Entry]) -> Relation | None:
    """A leftover and the nearest stretch of its account that has both sides."""
    passage = [entry for entry in account if entry.talk is talk]
    sentence = [entry for entry in passage if entry.mention.sentence == left.sentence]
    words = _words(talk, left)
    for told in (sentence, passage, account):
        yearly = _OF_THE_YEAR.search(words) is not None
        pairs = list(product(*(_options(told, which, yearly) for which in (INCOME, SPENDING))))
        if pairs:
            readings = [r for pair in pairs for r in _readings(left, _kin(talk, left), *pair)]
            readings += [
                _with_earlier(left, e.mention, *pair) for e in _ago(told) for pair in pairs
            ]
            agreeing = next((r for r in readings if holds(r)), None)
            explicit = yearly or _BALANCED.search(words) is not None
            return agreeing or _unclosed(readings, told, pairs[0], explicit, yearly)
    return None


def _ago(told: list[_Entry]) -> list[_Entry]:
    return [entry for entry in told if _AGO.search(entry.words)]


def _options(told: list[_Entry], which: int, yearly: bool) -> list[list[_Entry]]:
    """What one side may come to, likeliest first: its totals, the last first; without any, all
    that is told of it, or one amount, the largest first (what 其中 names is smaller).  What is left
    of one year is so of what it took in, not of all that there was."""
    own = [entry for entry in told if entry.side == which]
    totals = [[entry] for entry in own if entry.total]
    if totals:
        return totals[:-3:-1]
    if not own and which == INCOME:
        own = [entry for entry in told if entry.mention.role == "budget"]
        own = own or [entry for entry in told[:1] if not entry.side]
    outer = [entry for entry in own if not is_nested(entry.talk, entry.mention)]
    singles = sorted(([entry] for entry in own), key=lambda one: -one[0].mention.figure.value)[:4]
    every = [outer] if len(outer) > 1 else []
    return singles + every if yearly else every + singles


def _kin(talk: Talk, left: Mention) -> list[Mention]:
    """The leftovers of one sentence (结转下年a，净结余b), if together they may be what is left."""
    beside = [m for m in talk.mentions if m.sentence == left.sentence and m.at >= left.at]
    kin = [m for m in beside if is_amount(talk, m) and leaves_over(talk, m)]
    parted = len(kin) > 1 and not any(is_nested(talk, m) or "滚存" in m.name for m in kin)
    return kin if parted else []


def _unclosed(
    readings: list[Relation],
    told: list[_Entry],
    likeliest: tuple[list[_Entry], ...],
    explicit: bool,
    yearly: bool,
) -> Relation | None:
    """The likeliest reading of an account that does not close, as sure as its words are."""
    used = [entry for some in likeliest for entry in some]
    totals = all(entry.total for entry in used)
    if explicit and (yearly or totals or len(told) == len(used)):
        return readings[0]
    rest = told[max((i for i, entry in enumerate(told) if entry.total), default=0) :]
    in_full = len(rest) >= _TOLD_IN_FULL and all(e.side and e in used for e in rest)
    if in_full and len(told) - len(rest) in (0, sum(not e.side < 0 for e in told) - 1):
        return readings[0]
    if not (explicit or totals or _ago(told) or len(told) == len(used)):
        return None
    doubts = [doubted(r, explicit=explicit or totals) for r in readings[:2]]
    return min(doubts, key=lambda r: r.certainty is not Certainty.ASSERTED)


def _readings(
    left: Mention, kin: list[Mention], income: list[_Entry], spending: list[_Entry]
) -> Iterator[Relation]:
    """D = income − spending (a 赤字 the other way round), or told in parts (结转下年a，净结余b)."""
    came, went = _sum(income), _sum(spending)
    short = any(word in left.name for word in _SHORT)
    if left.role == "difference":
        short = came.exact() < went.exact()
    left_over = _less(went, income) if short else _less(came, spending)
    yield Relation("fund-roll", left.term, left_over, subject=left.name)
    if kin and len(income) == 1 and income[0].total:
        parts = went + signed_sum([(m, 1) for m in kin])
        name = income[0].mention.name
        yield Relation("fund-roll", income[0].mention.term, parts, subject=name)


def _sum(entries: list[_Entry]) -> Expression:
    return signed_sum([(entry.mention, 1) for entry in entries])


def _less(made: Expression, entries: list[_Entry]) -> Expression:
    for entry in entries:
        made = made - entry.mention.term
    return made


def _with_earlier(
    left: Mention, earlier: Mention, income: list[_Entry], spending: list[_Entry]
) -> Relation:
    """上年结余A，总收入b，总支出c，年末结余D: what was left before is not in the total."""
    made = _less(earlier.term + _sum(income), spending)
    return Relation("fund-roll", left.term, made, subject=left.name)
