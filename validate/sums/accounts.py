"""Accounts: what came in (or went out), item by item, and the total after it.

`本级收入A，加上：上级补助b、上年结转c，收入总计T`; `上年结余A，加b，减c，年末结余D`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ..causes import HINT, explained
from ..expression import Expression
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Relation
from ..rule import Memo

_TOTAL = regex.compile(
    r"(?:收入|支出|财力|资金|来源|收)(?:总计|合计|总量|总额|共计)$|总(?:收入|支出|财力)$"
)
_LEFT = regex.compile(r"(?:[年月期]末|年终|当年|累计|滚存)?(?:净?结余|结转)")
_ADDED = regex.compile(r"(?:另|再)?加(?![大快强速])")
_TAKEN = regex.compile(r"(?:减去|减除|扣除|减(?![少收支产税费免]))")
_ANY_SLIP = 1


def find_accounts(reading: Reading, memo: Memo) -> list[Relation]:
    """total = Σ of what is listed before it, plus or minus as the words say."""
    return [
        relation
        for talk in memo(find_talks)
        for start, end in _stretches(talk)
        for relation in _account(talk, start, end)
    ]


def is_total(mention: Mention) -> bool:
    """Whether a level is by its name the total of an account (收入总计, 总支出)."""
    return _TOTAL.search(mention.name) is not None


def is_amount(mention: Mention) -> bool:
    """Whether a mention is a plain amount of the year that the report speaks of."""
    figure = mention.figure
    return (
        mention.is_level
        and figure.dimension is Dimension.MONEY
        and figure.hedge is Hedge.NONE
        and mention.depth == 0
        and not mention.last_year
    )


def is_nested(talk: Talk, mention: Mention) -> bool:
    """Whether 其中 opens the clause of a figure; brackets that end before it are passed over."""
    depth = 0
    for index in range(mention.at - 1, -1, -1):
        letter = talk.letters[index]
        depth += (letter == ")") - (letter == "(")
        if depth == 0 and talk.tokens[index].cue == "of-which":
            return True
        if depth == 0 and letter in ",;." and talk.tokens[index - 1].cue != "of-which":
            return False
    return False


def doubted(relation: Relation, explicit: bool) -> Relation:
    """An account that does not close is wrong where a slip of the pen explains it: nearly any
    slip where the words say what is added and what is left (加上, 收支相抵)."""
    if explained(relation, _ANY_SLIP if explicit else HINT):
        return relation
    certainty = Certainty.LIKELY if explicit else Certainty.POSSIBLE
    return replace(relation, certainty=certainty, doubt="open-list")


def _account(talk: Talk, start: int, end: int) -> Iterator[Relation]:
    own = [m for m in talk.mentions if start <= m.at < end and is_amount(m)]
    signs = {m.at: _sign(talk, m) for m in own}
    marked = next((i for i, m in enumerate(own) if signs[m.at]), -1)
    heads = _heads(talk, start) if marked == 0 else []
    for position, whole in enumerate(own):
        before = own[:position]
        taken = any(signs[m.at] < 0 for m in before)
        named = is_total(whole) or (taken and _LEFT.match(whole.name) is not None)
        if position <= marked or signs[whole.at] or not named:
            continue
        lists = [[head, *before] for head in heads] or [before]
        tried = [
            _sum(talk, whole, parts[begin:], signs, nested)
            for parts in lists
            for begin in _beginnings(parts, signs)
            for nested in (True, False)
        ]
        relations = [r for r in tried if r is not None]
        agreeing = next((r for r in relations if holds(r)), None)
        if agreeing is not None:
            yield agreeing
        elif relations:
            told = [doubted(r, marked >= 0 and len(heads) <= 1) for r in relations]
            yield next((r for r in told if r.certainty is Certainty.ASSERTED), told[0])
        if marked >= 0:
            return


def _heads(talk: Talk, start: int) -> list[Mention]:
    """Where 加上 opens the sentence: the first amount of each sentence before, nearest first."""
    firsts: dict[int, Mention] = {}
    for mention in talk.mentions:
        if mention.at < start and is_amount(mention) and not is_nested(talk, mention):
            known = firsts.setdefault(mention.sentence, mention)
            if known.role == "budget" and mention.role == "actual":
                firsts[mention.sentence] = mention
    return [firsts[sentence] for sentence in sorted(firsts, reverse=True)]


def _beginnings(parts: list[Mention], signs: dict[int, int]) -> list[int]:
    """Where the list may begin, likeliest first: what 加上 adds to, the last total, its start."""
    marked = next((i for i, m in enumerate(parts) if signs.get(m.at)), 0)
    head = max(0, marked - 1)
    totals = [i for i, m in enumerate(parts) if is_total(m) and i >= head]
    return list(dict.fromkeys([head, *totals[-1:], 0]))


def _sum(
    talk: Talk, whole: Mention, parts: list[Mention], signs: dict[int, int], nested: bool
) -> Relation | None:
    """`nested`: 其中 takes its figures out of the list."""
    spent = {m.role for m in parts}
    chosen, sign = [], 1
    for mention in parts:
        sign = signs.get(mention.at, 0) or sign
        planned = mention.role == "budget" and "actual" in spent
        within = nested and is_nested(talk, mention)
        if not (planned or within or _opposed(whole, mention)):
            chosen.append((mention, sign))
    if len(chosen) < 2:
        return None
    rule = "sum-breakdown" if is_total(whole) else "fund-roll"
    return Relation(rule, whole.term, signed_sum(chosen), subject=whole.name)


def signed_sum(parts: list[tuple[Mention, int]]) -> Expression:
    """a + b − c, as the signs say; the first is taken as it stands."""
    made: Expression = parts[0][0].term
    for mention, sign in parts[1:]:
        made = made + mention.term if sign > 0 else made - mention.term
    return made


def _opposed(whole: Mention, part: Mention) -> bool:
    """Whether one is income and the other expenditure by name."""
    for own, other in (("收入", "支出"), ("支出", "收入")):
        if own in whole.name and other not in whole.name and part.name.endswith(other):
            return own not in part.name
    return False


def _sign(talk: Talk, mention: Mention) -> int:
    """+1 after 加上, −1 after 减去, as far as the clause goes; 0 where neither is said."""
    start = max(talk.letters.rfind(letter, 0, mention.at) for letter in ",;.") + 1
    words = talk.between(start, mention.at).lstrip()
    if _TAKEN.match(words):
        return -1
    return 1 if _ADDED.match(words) else 0


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
