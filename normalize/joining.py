"""What figures owe their neighbours: a shared unit, the ends of a range, signs that are operators.

`3561.20、3572.80万元` prints one unit for two figures, `3—5万元` the ends of a range; `-` between
figures is a minus only where arithmetic is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from .figure import Dimension, Figure, Hedge
from .lexicon import entries
from .numerals import Numeral
from .token import Token, TokenKind
from .units import Unit, base_units, read_unit

_BETWEEN = re.compile(r"(?:（含）|\(含\))?(?:[、,，/]|和|及|与|以及|至|到|或|[-—–~～－]{1,2})\s*")
_RANGE = re.compile(r"(?:（含）|\(含\))?(?:至|到|[-—–~～－]{1,2})\s*")
_DASH = re.compile(r"[-－—–]")
_YUAN = base_units()["元"]
_FARTHEST = 6  # tokens between two figures that share a unit
_FUNDS = re.compile(r"\s?(?:专项|补助|补贴|奖补|配套|财政)?(?:资金|经费)")
_OPENING, _CLOSING = "（([", "）)]"
_TIMES_LETTERS = "xXx*"


def join_figures(tokens: list[Token], declared: Unit | None) -> list[Token]:
    """The tokens with shared units given to figures that print none, range ends hedged and
    arithmetic told from punctuation.  `declared` is the unit of numbers that print none."""
    figures = [index for index, token in enumerate(tokens) if token.figure is not None]
    if not figures:
        return tokens
    if any(token.kind is TokenKind.OPERATOR for token in tokens):
        _find_arithmetic(tokens)
    _share_units(tokens, figures)
    _lend_to_bases(tokens, figures)
    _name_money(tokens, figures)
    _lend_to_items(tokens, figures)
    _lend_to_columns(tokens, figures)
    if declared is not None:
        for index in figures:
            figure = tokens[index].figure
            if figure is not None and figure.dimension is Dimension.PLAIN:
                tokens[index] = replace(tokens[index], figure=_in_unit(figure, declared))
    return tokens


def _share_units(tokens: list[Token], figures: list[int]) -> None:
    """From right to left: a figure without unit joined to one with a unit takes it over."""
    for index, after in zip(reversed(figures[:-1]), reversed(figures), strict=False):
        if after - index > _FARTHEST:
            continue
        figure, following = tokens[index].figure, tokens[after].figure
        joint = "".join(token.text for token in tokens[index + 1 : after])
        if figure is None or following is None or not _BETWEEN.fullmatch(joint):
            continue
        if _open(figure) and _lends(tokens, index, following, joint):
            unit = read_unit(following.unit)
            if unit is not None:
                figure = _in_unit(figure, unit)
                tokens[index] = replace(tokens[index], figure=figure)
        subtracts = any(t.kind is TokenKind.OPERATOR for t in tokens[index + 1 : after])
        if not subtracts and _RANGE.fullmatch(joint) and _is_range(figure, following):
            _hedge_range(tokens, index, after)


def _lend_to_bases(tokens: list[Token], figures: list[int]) -> None:
    """较上年2.08减少0.03万元, and 支出5.00万元，比上年减少0.30万: the amount of a change prints the
    unit that its base leaves out, or takes 元 from the level before it."""
    for index, after in pairwise(figures):
        figure, following = tokens[index].figure, tokens[after].figure
        if figure is None or following is None or not _is_move(tokens[after - 1]):
            continue
        compared = any(token.cue == "than" for token in tokens[max(0, index - 3) : index])
        if after == index + 2 and compared and _open(figure) and not figure.unit:
            unit = read_unit(following.unit)
            if unit is not None and following.dimension is Dimension.MONEY:
                tokens[index] = replace(tokens[index], figure=_in_unit(figure, unit))
        elif following.unit and f"{following.unit}元" == figure.unit:
            tokens[after] = replace(tokens[after], figure=_in_unit(following, _YUAN))


def _name_money(tokens: list[Token], figures: list[int]) -> None:
    """安排资金3500.2万，…; 将14.8万补助资金…: the words around it say that 万 is 万元."""
    words = entries("money_words")
    for index in figures:
        figure = tokens[index].figure
        if figure is None or not figure.unit or not _open(figure) or index == 0:
            continue
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        named = _ended(tokens, index) and _named(tokens, index).endswith(words)
        if named or (after and _FUNDS.match(after.text)):
            tokens[index] = replace(tokens[index], figure=_in_unit(figure, _YUAN))


def _lend_to_items(tokens: list[Token], figures: list[int]) -> None:
    """其中甲资金295.00万元、乙资金189.52。: an item of a list takes the unit of money, or the 元 of
    it, that the item before it prints."""
    words = entries("money_words")
    for before, index in pairwise(figures):
        figure, item = tokens[index].figure, tokens[before].figure
        if figure is None or item is None or not _open(figure) or not _ended(tokens, index):
            continue
        if item.dimension is not Dimension.MONEY or not 2 < index - before < _FARTHEST:
            continue
        unit = read_unit(item.unit)
        cut = bool(figure.unit) and item.unit == f"{figure.unit}元"
        bare = not figure.unit and "." in figure.number
        bare = bare and _named(tokens, index).endswith(words)
        listed = tokens[before + 1].text.strip() in _LISTED
        if unit is not None and listed and (cut or bare):
            tokens[index] = replace(tokens[index], figure=_in_unit(figure, _YUAN if cut else unit))


def _lend_to_columns(tokens: list[Token], figures: list[int]) -> None:
    """项目金额（元）甲费用14,978.92乙费用7,450.30: a table whose rows run together in a line.  The
    head gives the unit to what is printed as money."""
    heads: list[tuple[int, Unit]] = []
    for index, token in enumerate(tokens if len(figures) > _ROWS else ()):
        if token.text.endswith(tuple(_CLOSING)):
            head = _COLUMN.search("".join(t.text for t in tokens[max(0, index - 3) : index + 1]))
            unit = read_unit(head[1]) if head else None
            heads += [(index, unit)] if unit is not None else []
    for (start, unit), (end, _) in pairwise([*heads, (len(tokens), _YUAN)]):
        run = [i for i in figures if start < i < end and _is_cents(tokens[i].figure)]
        for index in run if len(run) > _ROWS else ():
            figure = tokens[index].figure
            if figure is not None:
                tokens[index] = replace(tokens[index], figure=_in_unit(figure, unit))


def _is_cents(figure: Figure | None) -> bool:
    """Whether a bare number is printed as amounts in 元 are."""
    bare = figure is not None and _open(figure) and not figure.unit
    return bare and figure is not None and figure.number.partition(".")[2].isdecimal()


_COLUMN = re.compile(r"(?:金额|资金|经费)[（(]([万千]?元)[)）]$")
_ROWS = 2
_LISTED = ("、", "，", ",", "；", ";")


def _named(tokens: list[Token], index: int) -> str:
    """The words before a figure, without the verb between them."""
    return "".join(t.text for t in tokens[max(0, index - 2) : index]).rstrip("为共计达 ")


def _ended(tokens: list[Token], index: int) -> bool:
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is None or after.kind is TokenKind.MARK


def _is_move(token: Token) -> bool:
    return token.cue in ("increase", "decrease")


def _open(figure: Figure) -> bool:
    return figure.dimension is Dimension.PLAIN and figure.hedge is Hedge.NONE


def _lends(tokens: list[Token], index: int, following: Figure, joint: str) -> bool:
    """Whether the unit after the second number is meant for the first as well.

    A full-width comma ends a clause; it joins numbers only where 分别, 各 or a pair announces it.
    """
    if following.dimension is Dimension.PLAIN and not following.unit:
        return False
    if joint.strip() not in ("，", ","):
        return True
    return any(
        token.cue in ("respectively", "each") or token.text in ("分别为", "分别是")
        for token in tokens[max(0, index - 4) : index]
    )


def _in_unit(figure: Figure, unit: Unit) -> Figure:
    if figure.unit:  # 万, 亿 without 元
        if unit.dimension is not Dimension.MONEY:
            return figure
        return replace(figure, dimension=unit.dimension, unit=f"{figure.unit}元", shared_unit=True)
    numeral = Numeral(figure.value, figure.step).times(unit.scale)
    return replace(
        figure,
        value=numeral.value,
        step=numeral.step,
        dimension=unit.dimension,
        unit=unit.name,
        scale=unit.scale,
        shared_unit=True,
    )


def _is_range(figure: Figure, following: Figure) -> bool:
    return (
        figure.dimension is following.dimension
        and figure.unit == following.unit
        and figure.value < following.value
    )


def _hedge_range(tokens: list[Token], first: int, last: int) -> None:
    if any(token.cue == "from" for token in tokens[max(0, first - 6) : first]):
        return  # 由3万元到5万元 is a change
    for index, hedge in ((first, Hedge.OVER), (last, Hedge.UNDER)):
        figure = tokens[index].figure
        if figure is not None and figure.hedge is Hedge.NONE:
            tokens[index] = replace(tokens[index], figure=replace(figure, hedge=hedge))


def _find_arithmetic(tokens: list[Token]) -> None:
    """Make dashes, slashes and brackets inside a printed formula operators.

    A formula is a run of figures, operators and brackets with an operator that is nothing else.
    """
    for start, end in _formulas(tokens):
        for index in range(start, end):
            token = tokens[index]
            sign = _operator(token.text.strip()) if token.kind is not TokenKind.FIGURE else ""
            if sign and token.kind is not TokenKind.OPERATOR:
                tokens[index] = replace(token, kind=TokenKind.OPERATOR, cue=sign)


def _operator(text: str) -> str:
    if text in _OPENING and text:
        return "("
    if text in _CLOSING and text:
        return ")"
    if _DASH.fullmatch(text):
        return "-"
    if text == "/":
        return "/"
    return "*" if text and text in _TIMES_LETTERS else ""


def _formulas(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Ranges of tokens that are printed arithmetic, with brackets balanced."""
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and _may_compute(tokens[end]):
            end += 1
        if end > start:
            low, high = _trim(tokens, start, end)
            if _computes(tokens[low:high]):
                yield low, high
        start = max(end, start + 1)


def _may_compute(token: Token) -> bool:
    if token.kind in (TokenKind.FIGURE, TokenKind.OPERATOR):
        return True
    return bool(_operator(token.text.strip()))


def _computes(run: list[Token]) -> bool:
    figures = sum(token.kind is TokenKind.FIGURE for token in run)
    certain = any(token.kind is TokenKind.OPERATOR and token.cue in "+*/=" for token in run)
    letters = any(token.text.strip() in _TIMES_LETTERS for token in run if token.text.strip())
    return (figures >= 2 and (certain or (letters and figures >= 2))) or (certain and figures >= 1)


def _trim(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """The run without brackets that have no partner in it."""
    changed = True
    while changed and start < end:
        changed = False
        depth = 0
        for index in range(start, end):
            sign = _operator(tokens[index].text.strip())
            depth += (sign == "(") - (sign == ")")
            if depth < 0:
                if index == start or (index < end - 1 and index - start < 2):
                    start = index + 1
                else:
                    end = index
                changed = True
                break
        else:
            if depth > 0:
                opened = [i for i in range(start, end) if _operator(tokens[i].text.strip()) == "("]
                if opened and opened[0] == start:
                    start += 1
                else:
                    end = opened[-1] if opened else end
                changed = True
    return start, end
