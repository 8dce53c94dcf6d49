"""What is left of a grant: `下达资金A，实际支出B，结余C`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from ..causes import explained
from ..expression import total
from ..judge import holds
from ..prose.mention import Mention, Talk
from ..relation import Claim, Relation
from ..rule import Level
from .sides import is_amount, is_nested

_LEFT = regex.compile(r"结转|结余|剩余|尚余|节余|收回|未(?:支|付|拨|使用|用|执行|完成)")
_BEFORE = regex.compile(r"(?:上年|年初|期初|以前年度)(?:累计)?(?:结转|结余)")
_SPENT = regex.compile(
    r"支出|支付|使用|执行|拨付|发放|完成(?:总|项目)?投资|兑付|列支|报账|报销|用款|核销|兑现"
)
_OTHER = regex.compile(r"收入|累计结|滚存|历年")  # an account of income, or of more than this grant
_ARRANGED = regex.compile(r"(?:安排|下达)(?:下达)?(?:支出|使用)?$")
_GIVEN = regex.compile(r"下达|到位|安排|预算|资金|投资|收到|筹集|拨款|拨入")


def find_remainders(talks: list[Talk]) -> list[Relation]:
    """C = A − B where a sentence states one of each, what was left from before on top, and no
    other amount.  A slip of the pen is an error, what none explains a warning (part of what is
    left may be told elsewhere)."""
    return [r for talk in talks for r in _of_talk(talk)]


def _of_talk(talk: Talk) -> Iterator[Relation]:
    for sentence in sorted({m.sentence for m in talk.mentions}):
        amounts = [m for m in talk.mentions if m.sentence == sentence and is_amount(talk, m)]
        amounts = [m for m in amounts if not is_nested(talk, m)]
        kinds = [(_kind(talk, m), m) for m in amounts]
        before = [m for kind, m in kinds if kind == "before"]
        told = [(kind, m) for kind, m in kinds if kind != "before"]
        plans = {kind for kind, _ in told[:-3]} <= {"given"}
        spent_only = {kind for kind, _ in told[1:]} == {"spent"}
        if told and told[0][0] == "given" and spent_only and _says_rest(talk, sentence):
            less = Relation("fund-roll", told[1][1].term, told[0][1].term, Claim.AT_MOST)
            yield replace(less, level=Level.WARNING, subject=told[1][1].name)
        if [kind for kind, _ in told[-3:]] != ["given", "spent", "left"] or not plans:
            continue
        if len(before) > 1:
            continue
        given, spent, left = (m for _, m in told[-3:])  # 总投资T，到位A，支出B，结余C: of A
        came = total(m.term for m in (*before, given))
        relation = Relation("fund-roll", left.term, came - spent.term, subject=left.name)
        sure = holds(relation) or explained(relation)
        yield relation if sure else replace(relation, level=Level.WARNING)


def _says_rest(talk: Talk, sentence: int) -> bool:
    """预算A，支出B。余款结转下年: the sentence, or the next, says without a figure that not all of
    it was spent."""
    stops = [-1, *(i for i, letter in enumerate(talk.letters) if letter == ".")]
    if sentence + 1 >= len(stops):
        return False
    low = max((m.at for m in talk.mentions if m.sentence == sentence), default=0)
    high = stops[sentence + 2] if sentence + 2 < len(stops) else len(talk.tokens)
    bare = not any(m.sentence == sentence + 1 for m in talk.mentions)
    return _REST.search(talk.between(low, high if bare else stops[sentence + 1])) is not None


_REST = regex.compile(
    r"(?:余款|剩余(?:资金|款项|部分)|结余(?:资金|部分)|未(?:使用|支付|执行)(?:完)?(?:的)?(?:资金|部分))[^。]{0,12}(?:结转|下年|收回|退回|上缴|继续|待付)"
)


def _kind(talk: Talk, mention: Mention) -> str:
    words = talk.words_before(mention)
    if _OTHER.search(words):
        return "other"
    if _BEFORE.search(words):
        return "before"
    if _LEFT.search(words):
        return "left"
    if _SPENT.search(words) and mention.role != "budget" and not _ARRANGED.search(words):
        return "spent"
    return "given" if _GIVEN.search(words) else ""
