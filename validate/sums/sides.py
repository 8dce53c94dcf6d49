"""On which side of an account an amount stands: income or expenditure, told by its name."""

from __future__ import annotations

from functools import cache

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension, Hedge
from ..expression import Expression
from ..prose.mention import Mention, Talk

INCOME, SPENDING = 1, -1

_TOTAL = regex.compile(
    r"(?:收入|支出|财力|资金|来源|收)(?:总计|合计|总量|总额|共计)$|总(?:收入|支出|财力)$"
    r"|可用(?:资金|财力)$"
)


def is_total(talk: Talk, mention: Mention) -> bool:
    """Whether a level is by its name the total of an account (收入总计, 总支出), or stands for one
    beside the other (收入合计T，支出U)."""
    if _TOTAL.search(mention.name):
        return True
    before = [m for m in talk.mentions if m.at < mention.at and m.is_level][-1:]
    beside = bool(before) and before[0].item == mention.item and "收入" in before[0].name
    return beside and mention.name == "支出" and _TOTAL.search(before[0].name) is not None


def is_amount(talk: Talk, mention: Mention) -> bool:
    """Whether a mention is a plain amount of the year that is spoken of: 去年 at the head of a
    sentence is that year, after an amount it is what that is compared with."""
    figure = mention.figure
    return (
        mention.is_level
        and figure.dimension is Dimension.MONEY
        and figure.hedge is Hedge.NONE
        and mention.depth == 0
        and not (mention.last_year and _follows(talk, mention))
    )


def _follows(talk: Talk, mention: Mention) -> bool:
    return any(m.sentence == mention.sentence and m.at < mention.at for m in talk.mentions)


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


def signed_sum(parts: list[tuple[Mention, int]]) -> Expression:
    """a + b − c, as the signs say; the first is taken as it stands."""
    made: Expression = parts[0][0].term
    for mention, sign in parts[1:]:
        made = made + mention.term if sign > 0 else made - mention.term
    return made


def clause_start(talk: Talk, at: int) -> int:
    """Where the clause begins that holds the token at `at`."""
    return talk.since(",;.(", at)


def side(talk: Talk, mention: Mention) -> int:
    """INCOME or SPENDING as the last word of its clause that tells; 0 where none does.

    上级补助收入, 调入资金 and 上年结余 come in; 上解支出, 债务还本 and 安排预算稳定调节基金 go out.
    """
    start = clause_start(talk, mention.at)
    inner = [m.at for m in talk.mentions if start <= m.at < mention.at]
    words = talk.between(max([start, *(at + 1 for at in inner)]), mention.at)
    told = list(_words().finditer(words))
    return 0 if not told else INCOME if told[-1].lastgroup == "income" else SPENDING


@cache
def _words() -> regex.Pattern[str]:
    kinds = lexicon.table("accounts")
    ways = (f"(?P<{kind}>{'|'.join(kinds[kind])})" for kind in ("spending", "income"))
    return regex.compile("|".join(ways))
