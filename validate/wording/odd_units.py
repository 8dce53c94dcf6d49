"""Amounts of funds whose unit no other amount of the text bears out: 16元 among 万元."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.reading import Reading
from ..prose.mention import Talk, find_talks
from ..prose.placed import Placed
from ..relation import Outcome, Remark
from ..rule import Level, Memo, rule
from ..sums.bounds import is_mean

_FEW = Decimal(10000)  # 元: less is hardly worth a line among 万元
_ENOUGH = 3  # amounts in 万元 or 亿元 beside it that show in what a text tells its funds
_MANY = 8  # that do so wherever they stand
_FAR = 100  # times all others: no text tells so much of one thing
_BESIDE = 1  # money before and after
_NEAR, _AROUND = 6, 3  # amounts on either side; of them, that tell the unit of those between
_PASSAGES = 3  # in which they stand
_BELOW, _LIKE = 20, 10  # times less than the least of them; times as much, or as little, at most

_FUNDS = regex.compile(
    r"资金|经费|基金|公益金|拨款|支出|收入|预算|决算|投资|投入|补助|项目|安排|下达|到位|实到|结转|结余|"
    r"捐赠|列支|计划|救助|执行|完成"
)
_EACH = regex.compile(
    r"每|均|标准|单价|价格|工资|奖励|罚|利息|低于|不少于|不超过|低保|/|／|费用变化"
)


@rule(
    "unit-odd",
    name="金额单位异常",
    english="odd unit of money",
    level=Level.WARNING,
    formula="",
    zh="“{stated}”的单位与上下文各项资金不同，数额相差悬殊，疑为“{expected}”。",
    en="The unit of “{stated}” is unlike that of the funds around it, and so is its size: "
    "perhaps “{expected}”.",
    right=(
        "下达资金300万元，其中中央200万元，省级100万元，已支付280万元，结余20万元，每户补助800元。",
        "下达资金300万元，其中中央200万元，省级100万元，已支付280万元，结余20万元，慰问金标准800元。",
    ),
    wrong=(
        "下达资金300万元，其中中央200万元，省级100元。已支付280万元，结余20万元，另安排管理经费5万元。",
    ),
)
def unit_odd(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Funds are told in one unit, or in two that lie near: an amount in 元 that would hardly be
    worth its line, the only one among 万元 and 亿元, or one of 亿元 among 万元 that exceeds all
    else, has lost or won a 万."""
    told = [placed for placed in _money(memo) if placed.mention.role != "base"]
    large = [one for one in told if one.figure.unit != "元"]
    small = [one for one in told if one.figure.unit == "元" and _is_fund(one)]
    if any(grid.unit == "元" for grid in reading.grids):
        return
    if len(large) < _ENOUGH:
        tabled = set(_tabled(reading))
        again = (one for one in small if one.value * _FEW in tabled and one.value not in tabled)
        yield from (_remark(one.figure, "万元") for one in again if _speaks_of_funds(one))
        return
    many = len(large) >= _MANY
    alone = small if len(small) == 1 else []
    for one in small:
        lone = one in alone and _is_few(one.figure) and _stands_among(one, told, many)
        if lone or _is_outlier(one, told):
            yield _remark(one.figure, "万" + one.figure.unit)
    top = max(large, key=lambda one: one.value)
    rest = max(one.value for one in large if one is not top)
    if top.value > rest * _FAR and top.figure.unit == "亿元" and top.value / _FEW <= rest:
        yield _remark(top.figure, "万元")


def _remark(figure: Figure, unit: str) -> Remark:
    return Remark("unit-odd", (figure.span,), figure.raw, figure.number + unit)


def _money(memo: Memo) -> Iterator[Placed]:
    for number, talk in enumerate(memo(find_talks)):
        for mention in talk.mentions:
            figure = mention.figure
            if figure.dimension is Dimension.MONEY and figure.value > 0:
                yield Placed(talk, mention, number)


def _is_fund(one: Placed) -> bool:
    """Whether the words take an amount for funds, not for what one person, acre or thing gets."""
    words = _words(one.talk, one)
    each = is_mean(one.talk, one.mention) or _EACH.search(words) is not None
    return (one.mention.is_level or one.mention.role == "change") and not each


def _is_few(figure: Figure) -> bool:
    return figure.value < _FEW and figure.hedge is Hedge.NONE


def _stands_among(one: Placed, told: list[Placed], many: bool) -> bool:
    """Whether its own words speak of funds (nobody tells less than 1元), and the money next to it,
    before or after, stands in its passage, unless `many` amounts show the unit."""
    at = told.index(one)
    beside = told[max(0, at - _BESIDE) : at] + told[at + 1 : at + 1 + _BESIDE]
    near = many or any(other.number == one.number for other in beside)
    return near and (_speaks_of_funds(one) or one.value < 1)


def _speaks_of_funds(one: Placed) -> bool:
    sentence = one.talk.between(one.talk.since(".", one.mention.at), one.mention.at + 3)
    said = sentence if one.mention.is_level and not _EACH.search(sentence) else ""
    return _FUNDS.search(_words(one.talk, one) + said) is not None


def _tabled(reading: Reading) -> Iterator[Decimal]:
    """The amounts that the tables tell in 万元."""
    cells = (cell for grid in reading.grids for cell in grid.cells)
    figures = (token.figure for cell in cells for token in cell.tokens)
    return (f.value for f in figures if f is not None and f.unit == "万元")


def _is_outlier(one: Placed, told: list[Placed]) -> bool:
    """Whether the amounts around one are all in 万元, none of them nearly so small, and its number
    would stand among theirs in that unit."""
    at = told.index(one)
    around = told[max(0, at - _NEAR) : at] + told[at + 1 : at + 1 + _NEAR]
    near = [other for other in around if abs(other.number - one.number) <= _PASSAGES]
    if len(near) < _AROUND or {other.figure.scale for other in near} != {_FEW}:
        return False
    values = [other.value for other in near]
    least, most = min(values), max(values)
    among = least <= one.value * _FEW * _LIKE and one.value * _FEW <= most * _LIKE
    return among and one.value * _BELOW < least


def _words(talk: Talk, one: Placed) -> str:
    """The words of a figure's clause, before and right after it."""
    start = talk.since(".;,", one.mention.at)
    after = talk.between(one.mention.at + 1, one.mention.at + 3)
    return talk.between(start, one.mention.at) + after
