"""Percent and percentage points confused: 占85.82个百分点, 增长5.2个百分点, 提高0.72%.

A level, a share and the growth of an amount are in %; the difference of two rates is in points.
Each shape here needs both sides of the confusion in print: what the figure measures, and its unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache

import regex

from ...normalize.figure import Dimension, Figure
from ...normalize.token import Token, TokenKind
from ..expression import Constant, Expression, term
from ..judge import Verdict, judge
from ..prose.mention import Mention, Talk
from ..relation import Relation
from .lines import words

_ZERO = Constant(Fraction(0))
_MOVES = ("increase", "decrease")
_COUNTED = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_QUIET = ("is", "at-least", "at-most")
_FILLERS = ("", "了", "约", "为", "的", "均", "达", "仅", "共", "各")

Shape = Callable[[Talk, Mention], bool]


def find_confused(talk: Talk) -> Iterator[tuple[str, Figure]]:
    """(reason, figure) of each figure printed in the other unit; the reasons are percent.py's."""
    for mention in talk.mentions:
        reason, shapes = _SHAPES.get(mention.figure.dimension, ("", ()))
        if any(fits(talk, mention) for fits in shapes):
            yield reason, mention.figure


def cue_before(talk: Talk, mention: Mention, passed: tuple[str, ...] = ("is",)) -> Token | None:
    """The cue that stands right before a figure, fillers (了, 为, 约) left out."""
    for token in reversed(talk.tokens[: mention.at]):
        if token.kind is TokenKind.CUE and token.cue not in passed:
            return token
        if token.kind is not TokenKind.CUE and token.text.strip() not in _FILLERS:
            return None
    return None


# Points where a rate is meant


def _states_a_level(talk: Talk, mention: Mention) -> bool:
    """占85.82个百分点; 完成年初预算的98.95个百分点; 提高到64.5个百分点"""
    cue = cue_before(talk, mention, _QUIET)
    clause = _clause(talk, mention)
    if cue is not None and cue.cue in ("share", "completion", "to"):
        return cue.cue != "to" or not _speaks_of_gap(talk, mention)
    told = {token.cue for token in clause}
    if told.intersection((*_MOVES, "exceeds", "below", "points-of", "from")):
        return False
    shared = told.intersection(("share", "completion", "budget")) or any(t.figure for t in clause)
    return bool(shared) and _text(clause).rstrip().endswith("的")


def _follows_a_rates_name(talk: Talk, mention: Mention) -> bool:
    """满意度为93.2个百分点; 结转结余率≤10个百分点; ÷386×100个百分点"""
    before = [
        t for t in talk.tokens[: mention.at] if t.kind is not TokenKind.WORDS or t.text.strip()
    ]
    if before and before[-1].kind is TokenKind.OPERATOR:
        if before[-1].cue == "*":
            return mention.figure.value == 100
        before = before[:-1] if before[-1].cue in ("<=", ">=", "<", ">") else []
    name = _name_at_end(before)
    if {token.cue for token in _clause(talk, mention)} & {"exceeds", "below"}:
        return False  # 高于总体支付率3.2个百分点
    return bool(_rate_end().search(name)) and not _speaks_of_gap(talk, mention)


def _follows_a_formula(talk: Talk, mention: Mention) -> bool:
    """＝46.20÷61.60×100%＝75.00个百分点"""
    before = talk.between(max(0, mention.at - 3), mention.at)
    return bool(_FORMULA.search(before))


_FORMULA = regex.compile(r"[×xX*]\s*100\s*[%％]\s*[=＝]\s*$")


def _is_base(talk: Talk, mention: Mention) -> bool:
    """比上年的91.1个百分点提高1.5个百分点"""
    after = talk.tokens[mention.at + 1 : mention.at + 2]
    told = [token.cue for token in _clause(talk, mention)]
    return (
        bool(after) and after[0].cue in _MOVES and "than" in told
        and not set(told).intersection((*_MOVES, "exceeds", "below"))
    )  # fmt: skip


def _grows_an_amount(talk: Talk, mention: Mention) -> bool:
    """支出120万元，比上年增长5.2个百分点: nothing but an amount is there to grow."""
    cue = cue_before(talk, mention)
    if cue is None or _verb(cue) not in words()["percent"]["growth-verbs"]:
        return False
    clause = _clause(talk, mention)
    if _speaks_of_gap(talk, mention) or any(t.figure or t.cue == "share" for t in clause):
        return False
    if any(token.cue == "average" for token in clause):
        return True  # 两年平均增长4.6个百分点
    earlier = [m for m in talk.mentions if m.at < mention.at and m.item == mention.item]
    named = _own_words(talk, mention)
    if not named and earlier:
        near = mention.clause - earlier[-1].clause <= 2  # 按不变价格计算，
        return near and earlier[-1].figure.dimension in _COUNTED
    if _rate_end().search(named):
        return False
    return bool(_amount_end().search(named)) or _between_rates(talk, mention)


def _between_rates(talk: Talk, mention: Mention) -> bool:
    """甲增长0.4%，乙增长0.2个百分点，丙增长1.5%: the odd one out of a row."""
    index = talk.mentions.index(mention)
    around = talk.mentions[max(0, index - 1) : index] + talk.mentions[index + 1 : index + 2]
    rates = [
        m for m in around
        if m.role == "rate" and m.sentence == mention.sentence and m.name
        and abs(m.clause - mention.clause) == 1
    ]  # fmt: skip
    return len(rates) == 2


def _ends_a_list_of_rates(talk: Talk, mention: Mention) -> bool:
    """分别增长15.6%、7.4%和55.7个百分点"""
    return _joined(talk, mention, "rate", Dimension.PERCENT)


_POINTS: tuple[Shape, ...] = (
    _states_a_level, _follows_a_rates_name, _follows_a_formula, _is_base, _grows_an_amount,
    _ends_a_list_of_rates,
)  # fmt: skip


# A rate where points are meant


def _ends_a_list_of_points(talk: Talk, mention: Mention) -> bool:
    """分别提高2个百分点和3.3%"""
    points = _joined(talk, mention, "points-change", Dimension.POINTS)
    before = talk.mentions[talk.mentions.index(mention) - 1]
    return points and not _ends_a_list_of_rates(talk, before)


def _moves_a_rate(talk: Talk, mention: Mention) -> bool:
    """城镇化率51.34%，比上年提高0.72%: no amount stands there that could have moved."""
    cue = cue_before(talk, mention)
    if cue is None or _verb(cue) not in words()["percent"]["rate-verbs"]:
        return False
    earlier = [m for m in talk.mentions if m.at < mention.at and m.item == mention.item]
    if not earlier or _own_words(talk, mention) or mention.clause - earlier[-1].clause != 1:
        return False
    last = earlier[-1]
    counted = any(m.figure.dimension in _COUNTED for m in earlier)
    told = last.role == "level" or (last.role == "share" and not counted)
    level = told and last.figure.dimension is Dimension.PERCENT
    named = bool(_rate_end().search(_name_at_end(talk.tokens[: last.at])))
    return level and named and not _may_be_an_amounts(talk, last, mention, cue)


def _may_be_an_amounts(talk: Talk, share: Mention, mention: Mention, cue: Token) -> bool:
    """制造业增加值占比为2.4%，下降5.1%: the amount may be what fell; it surely is where the share
    would have been more than all before, or less than nothing."""
    named = _SHARE.split(_text(_clause(talk, share)), maxsplit=1)
    amount = len(named) > 1 and _verb(cue) in _EITHER and _amount_end().search(named[0])
    back = 1 if cue.cue == "decrease" else -1
    before = share.figure.value + back * mention.figure.value
    return bool(amount) or (share.role == "share" and not 0 <= before <= 100)


_SHARE = regex.compile("(?:所占)?(?:占比|比重|比例)")
_EITHER = ("上升", "下降", "增加", "减少")  # said of amounts as well as of rates


def _moves_a_rate_told_before(talk: Talk, mention: Mention) -> bool:
    """结案率52.31%。…结案率下降2.99%: what moved is a rate that the paragraph prints in %."""
    cue, name = cue_before(talk, mention), _own_words(talk, mention)
    if cue is None or cue.cue not in _MOVES or not _rate_end().search(name):
        return False
    return any(
        m.at < mention.at and m.role == "level" and m.figure.dimension is Dimension.PERCENT
        and m.figure.value > mention.figure.value and _name_at_end(talk.tokens[: m.at]) == name
        for m in talk.mentions
    )  # fmt: skip


def _is_a_pull(talk: Talk, mention: Mention) -> bool:
    """贡献率分别为…，分别拉动经济增长0.8、1.8和2.6%"""
    sentence = [m.at for m in talk.mentions if m.sentence == mention.sentence]
    start = _sentence_start(talk, sentence[0])
    said = talk.between(start, mention.at)
    own = _text(_clause(talk, mention))
    return "贡献率" in said and "拉动" in own and "贡献率" not in own


def _against_the_calendar(talk: Talk, mention: Mention) -> bool:
    """快于序时进度2%"""
    clause = _clause(talk, mention)
    cues = [index for index, token in enumerate(clause) if token.cue in ("exceeds", "below")]
    return bool(cues) and _NORM.fullmatch(_text(clause[cues[-1] + 1 :]).strip()) is not None


_NORM = regex.compile(r"(?:时间|序时)进度(?:要求)?")


def _differs(talk: Talk, mention: Mention) -> bool:
    """由85.2%提高到90.4%，提高5.2%；就业率92.6%，比上年的91.1%提高1.5%"""
    index = talk.mentions.index(mention)
    verb = cue_before(talk, mention)
    if index < 2 or verb is None or verb.cue not in _MOVES:
        return False
    one, other = talk.mentions[index - 2 : index]
    kin = all(m.figure.dimension is Dimension.PERCENT for m in (one, other))
    if not kin or one.sentence != mention.sentence:
        return False
    if (one.role, other.role) == ("from", "to"):
        gap: Expression = other.term - one.term
    elif other.role == "base" and one.at < other.than:
        gap = one.term - other.term
    else:
        return False
    return _agrees(mention.figure, _ZERO - gap if verb.cue == "decrease" else gap)


_RATES: tuple[Shape, ...] = (
    _ends_a_list_of_points, _moves_a_rate, _moves_a_rate_told_before, _is_a_pull,
    _against_the_calendar, _differs,
)  # fmt: skip
_SHAPES: dict[Dimension, tuple[str, tuple[Shape, ...]]] = {
    Dimension.POINTS: ("points-for-rate", _POINTS),
    Dimension.PERCENT: ("rate-for-points", _RATES),
}


# What stands around a figure


def _clause(talk: Talk, mention: Mention) -> tuple[Token, ...]:
    """The tokens of the figure's clause that stand before it, after the last figure there."""
    start, depth = mention.at, 0
    while start > 0 and (depth or talk.letters[start - 1] not in ".,;:("):
        start -= 1
        depth += (talk.letters[start] == ")") - (talk.letters[start] == "(")
    return talk.tokens[start : mention.at]


def _sentence_start(talk: Talk, at: int) -> int:
    return talk.since(".", at)


def _text(tokens: tuple[Token, ...]) -> str:
    return "".join(token.text for token in tokens)


def _verb(cue: Token) -> str:
    return cue.text.strip().removesuffix("为").removesuffix("了")


def _own_words(talk: Talk, mention: Mention) -> str:
    """The words of a figure's clause that may name what moved: no cues, years or fillers."""
    own, depth = [], 0
    for token in _clause(talk, mention):
        depth += (token.text in "（(") - (token.text in "）)")
        if token.kind is TokenKind.WORDS and not depth and token.text.strip() not in _FILLERS:
            own.append(token.text)
    return _NEUTRAL.sub("", "".join(own)).strip()


_NEUTRAL = regex.compile(r"同口径|名义|实际|当年|增幅|降幅|数$")


def _name_at_end(tokens: tuple[Token, ...] | list[Token]) -> str:
    """The words right before a figure, 为 and 达到 left out; empty where something else stands."""
    for token in reversed(tokens):
        if token.cue in _QUIET or token.text.strip() in _FILLERS:
            continue
        named = token.kind is TokenKind.WORDS or token.cue in ("share", "completion")
        return token.text.strip().rstrip("为达约") if named else ""
    return ""


def _speaks_of_gap(talk: Talk, mention: Mention) -> bool:
    """Whether the clause names a difference, which is in points by nature (差距为3个百分点)."""
    return bool(_GAP.search(_text(_clause(talk, mention))))


_GAP = regex.compile(r"差|幅度|涨幅|缺口|利率|费率|贡献|拉动|影响|增速|变动|变化|增减")


@cache
def _rate_end() -> regex.Pattern[str]:
    return regex.compile(f"(?:{'|'.join(words()['percent']['rate-ends'])})$")


@cache
def _amount_end() -> regex.Pattern[str]:
    return regex.compile(f"(?:{'|'.join(words()['percent']['amount-ends'])})$")


def _joined(talk: Talk, mention: Mention, role: str, dimension: Dimension) -> bool:
    """Whether nothing but 、 or 和 parts a figure from one of a role and another dimension."""
    index = talk.mentions.index(mention)
    if not index:
        return False
    last = talk.mentions[index - 1]
    between = talk.between(last.at + 1, mention.at).strip("、 ")
    kin = last.role == role and last.figure.dimension is dimension
    return kin and between in ("", "和", "与", "及", "以及")


def _agrees(figure: Figure, computed: Expression) -> bool:
    return judge(Relation("percent-unit", term(figure), computed)).verdict is Verdict.AGREES
