"""Accounts: what came in, item by item, and the total after it; what is left when both are told.

`本级收入A，加上：上级补助b、上年结转c，收入总计T`, and `收支相抵，结转下年D`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ..causes import CHANCE, explained
from ..expression import Expression
from ..judge import Verdict, judge
from ..relation import Certainty, Relation
from ..rule import Memo
from .mention import Mention, Talk, find_talks

_TOTAL = regex.compile(
    r"(?:收入|支出|财力|资金|来源|收)(?:总计|合计|总量|总额|共计)$|总(?:收入|支出|财力)$"
)
_LEFT = regex.compile(r"(?:[年月期]末|年终|当年|累计|滚存)?(?:净?结余|结转)")
_OVER = regex.compile(
    r"收支(?:相抵|相减|轧抵|品迭)|(?:结转|结余)(?:到)?下年|(?:年终|年末|当年|滚存|净)结余"
)
_ANY_SLIP = 1
_ADDED = regex.compile(r"(?:另|再)?加(?![大快强速])")
_TAKEN = regex.compile(r"(?:减去|减除|扣除|减(?![少收支产税费免]))")


def find_accounts(reading: Reading, memo: Memo) -> list[Relation]:
    """total = Σ of what is listed before it, plus or minus as the words say."""
    return [
        relation
        for talk in memo(find_talks)
        for start, end in _stretches(talk)
        for relation in _account(talk, start, end)
    ]


def find_carried_over(reading: Reading, memo: Memo) -> list[Relation]:
    """收入总计 − 支出总计 = 结转下年, all three in one paragraph; 上年结余，加a，减b，结余c."""
    rolled = [r for r in memo(find_accounts) if r.rule == "fund-roll"]
    return rolled + [r for talk in memo(find_talks) for r in _carried(talk)]


def is_total(mention: Mention) -> bool:
    """Whether a level is by its name the total of an account (收入总计, 总支出)."""
    return _TOTAL.search(mention.name) is not None


def carries_over(talk: Talk, mention: Mention) -> bool:
    """Whether a level is what is left of an account (收支相抵，年终结余, 结转下年)."""
    start = _clause_start(talk, mention)
    before = talk.letters[start - 1 : start]
    if before == "," and not talk.between(start, mention.at).strip().startswith("其中"):
        start = _clause_start(talk, mention, start - 1)
    return _OVER.search(talk.between(start, mention.at)) is not None


def _account(talk: Talk, start: int, end: int) -> Iterator[Relation]:
    levels = [m for m in talk.mentions if start <= m.at < end and _counts(m)]
    signs = [_sign(talk, m) for m in levels]
    marked = next((i for i, sign in enumerate(signs) if sign), -1)
    for position, whole in enumerate(levels):
        named = is_total(whole) or (-1 in signs[:position] and _LEFT.match(whole.name) is not None)
        if position <= max(marked, 1) or signs[position] or not named:
            continue
        tried = [_sum(talk, levels, signs, position, kind) for kind in _kinds(levels, marked)]
        relations = [r for r in tried if r is not None]
        agreeing = next((r for r in relations if _holds(r)), None)
        if agreeing is not None:
            yield agreeing
        elif relations:
            yield _doubted(relations[0], marked >= 0)
        if marked >= 0:
            return


def _kinds(levels: list[Mention], marked: int) -> Iterator[tuple[int, bool]]:
    """Where the list may begin, and whether 其中 takes its figures out of it, likeliest first."""
    head = max(0, marked - 1)
    totals = [i for i, m in enumerate(levels[:-1]) if is_total(m) and i >= head]
    for begin in dict.fromkeys([head, *totals[-1:], 0]):
        yield begin, True
        yield begin, False


def _sum(
    talk: Talk, levels: list[Mention], signs: list[int], position: int, kind: tuple[int, bool]
) -> Relation | None:
    begin, nested = kind
    whole, parts = levels[position], levels[begin:position]
    spent = {m.role for m in parts}
    carried = list(accumulate(signs[begin:position], lambda last, own: own or last))
    chosen = [
        (m, carried[i] or 1) for i, m in enumerate(parts)
        if not (m.role == "budget" and "actual" in spent) and not _opposed(whole, m)
        and not (nested and _is_nested(talk, m))
    ]  # fmt: skip
    if len(chosen) < 2:
        return None
    made = _signed_sum(chosen)
    rule = "sum-breakdown" if is_total(whole) else "fund-roll"
    return Relation(rule, whole.term, made, subject=whole.name)


def _signed_sum(parts: list[tuple[Mention, int]]) -> Expression:
    made: Expression = parts[0][0].term
    for mention, sign in parts[1:]:
        made = made + mention.term if sign > 0 else made - mention.term
    return made


def _carried(talk: Talk) -> Iterator[Relation]:
    levels = [m for m in talk.mentions if _counts(m)]
    for left in levels:
        if is_total(left) or not carries_over(talk, left):
            continue
        before = [m for m in levels if m.at < left.at and is_total(m)]
        income = next((m for m in reversed(before) if "收" in m.name), None)
        spending = next((m for m in reversed(before) if "支" in m.name), None)
        if income is None or spending is None or income is spending:
            continue
        whole = Relation("fund-roll", left.term, income.term - spending.term, subject=left.name)
        kin = [m for m in levels if m.sentence == left.sentence and carries_over(talk, m)]
        if _holds(whole):
            yield whole
        elif kin[0] is left:
            both = _together(talk, kin, income, spending) or whole
            yield (
                both
                if _holds(both)
                else _doubted(both, "收支" in talk.between(spending.at, left.at))
            )
        return


def _together(
    talk: Talk, kin: list[Mention], income: Mention, spending: Mention
) -> Relation | None:
    """结转下年A，净结余B: what is left is told in two parts."""
    if len(kin) < 2 or any(_is_nested(talk, m) for m in kin[1:]):
        return None
    made = _signed_sum([(m, 1) for m in kin])
    return Relation("fund-roll", income.term, spending.term + made, subject=income.name)


def _doubted(relation: Relation, explicit: bool) -> Relation:
    """An account that does not close is wrong where a slip of the pen explains it: nearly any
    slip where the words say what is added and what is left (加上, 收支相抵)."""
    if explained(relation, _ANY_SLIP if explicit else CHANCE):
        return relation
    certainty = Certainty.LIKELY if explicit else Certainty.POSSIBLE
    return replace(relation, certainty=certainty, doubt="open-list")


def _counts(mention: Mention) -> bool:
    figure = mention.figure
    return (
        mention.is_level
        and figure.dimension is Dimension.MONEY
        and figure.hedge is Hedge.NONE
        and mention.depth == 0
        and not mention.last_year
    )


def _opposed(whole: Mention, part: Mention) -> bool:
    """Whether one is income and the other expenditure by name."""
    for own, other in (("收入", "支出"), ("支出", "收入")):
        if own in whole.name and other not in whole.name and part.name.endswith(other):
            return own not in part.name
    return False


def _is_nested(talk: Talk, mention: Mention) -> bool:
    """Whether 其中 opens the clause of a figure; brackets that end before it are passed over."""
    depth = 0
    for index in range(mention.at - 1, -1, -1):
        letter = talk.letters[index]
        depth += (letter == ")") - (letter == "(")
        if depth == 0 and letter in ",;.:":
            return False
        if depth == 0 and talk.tokens[index].cue == "of-which":
            return True
    return False


def _sign(talk: Talk, mention: Mention) -> int:
    """+1 after 加上, −1 after 减去, as far as the clause goes; 0 where neither is said."""
    start = max(talk.letters.rfind(letter, 0, mention.at) for letter in ",;.") + 1
    words = talk.between(start, mention.at).lstrip()
    if _TAKEN.match(words):
        return -1
    return 1 if _ADDED.match(words) else 0


def _clause_start(talk: Talk, mention: Mention, before: int = -1) -> int:
    end = mention.at if before < 0 else before
    return max(talk.letters.rfind(letter, 0, end) for letter in ",;.(") + 1


def _stretches(talk: Talk) -> Iterator[tuple[int, int]]:
    """Token ranges between stops and semicolons; whole sentences where a semicolon parts items."""
    start = sentence = 0
    for index, letter in enumerate(talk.letters + "."):
        if letter in ";.":
            yield start, index
            start = index + 1
        if letter == ".":
            if ";" in talk.letters[sentence:index]:
                yield sentence, index
            sentence = index + 1


def _holds(relation: Relation) -> bool:
    return judge(relation).verdict in (Verdict.AGREES, Verdict.ROUNDING)
