"""Arithmetic printed in the text: formulas with = and inequalities with ≤."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

import regex

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Reading
from ...normalize.token import Token, TokenKind
from ..expression import HUNDRED, Constant, Expression, Operation, Term, percent_of, term
from ..relation import Claim, Outcome, Relation
from ..rule import Level, Memo, rule
from .mention import Mention, Talk, find_talks

_CLAIMS = {"<=": Claim.AT_MOST, ">=": Claim.AT_LEAST, "<": Claim.LESS, ">": Claim.MORE}
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


@rule(
    "inline-formula",
    name="文中算式",
    english="printed formula",
    level=Level.ERROR,
    formula="按文中所列算式计算",
    zh="文中算式结果列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="The printed formula gives {stated}; {formula} gives {recomputed}.",
    right=(
        "预决算差异率＝（3172.5－1860.2）÷1860.2×100%=70.55%。",
        "本指标得分＝3×100%＝3分。",
        "结转结余率＝0÷（0+3051.26）×100%=0。",
    ),
    wrong=("预决算差异率＝（3172.5－1860.2）÷1860.2×100%=75.05%。",),
)
def inline_formula(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A printed formula equals its printed result."""
    for talk in memo(find_talks):
        yield from _bracketed(talk)
        for run in _runs(talk):
            sides = _sides(run)
            for left, right in itertools.pairwise(sides):
                relation = _equation(left, right)
                if relation is not None:
                    yield relation


def _bracketed(talk: Talk) -> Iterator[Relation]:
    """执行率为95.20%（实际支出59.50万元/预算数62.50万元）: the rate, and how it came about."""
    for index, rate in enumerate(talk.mentions[:-2]):
        part, whole = talk.mentions[index + 1 : index + 3]
        opened = talk.letters[rate.at + 1 : rate.at + 2] == "("
        sign = talk.between(part.at + 1, whole.at).strip()[:1]
        alike = part.figure.dimension is whole.figure.dimension and part.depth == whole.depth
        percent = rate.figure.dimension is Dimension.PERCENT
        if percent and opened and sign in ("/", "÷") and alike and part.depth > rate.depth:
            computed = percent_of(part.term, whole.term)
            yield Relation("inline-formula", rate.term, computed, subject=rate.name)


@rule(
    "inequality",
    name="大小关系",
    english="inequality",
    level=Level.ERROR,
    formula="文中所称的 ≤ 或 ≥ 成立",
    zh="文中所称大小关系不成立：{formula}。",
    en="The inequality asserted does not hold: {formula}.",
    right=(
        "“三公”经费实际支出3.2万元≤预算安排10万元；结转结余率2%≦10%。",
        "公用经费控制率为93.62%，低于100%。会议费支出8.00万元，低于上年的8.20万元。",
    ),
    wrong=(
        "“三公”经费实际支出13.2万元≤预算安排10万元。",
        "公用经费控制率为93.62%，高于100%。",
    ),
)
def inequality(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """The claim a ≤ b holds."""
    for talk in memo(find_talks):
        for left, right in zip(talk.mentions, talk.mentions[1:], strict=False):
            claim = _claim_between(talk, left, right) or _worded(talk, left, right)
            if claim is not None and left.figure.dimension is right.figure.dimension:
                yield Relation("inequality", left.term, right.term, claim, subject=left.name)


def _worded(talk: Talk, left: Mention, right: Mention) -> Claim | None:
    """控制率93.62%，低于100%; 支出3.2万元，不超过预算10万元: nothing but the words of the
    comparison, a year and 的 between the figures.  高于上年2万元 is a difference, not a claim."""
    between = talk.tokens[left.at + 1 : right.at]
    cues = [token for token in between if token.cue in _WORDS]
    if left.sentence != right.sentence or len(cues) != 1 or not left.is_level:
        return None
    others = "".join(t.text for t in between if t is not cues[0] and t.period is None)
    if not _LIMIT.fullmatch(others):
        return None
    whole = right.figure.dimension is Dimension.PERCENT and right.figure.value == 100
    differs = cues[0].cue in ("exceeds", "below") and not whole
    return None if differs and not others.rstrip().endswith("的") else _WORDS[cues[0].cue]


_WORDS = {
    "exceeds": Claim.MORE,
    "below": Claim.LESS,
    "at-most": Claim.AT_MOST,
    "at-least": Claim.AT_LEAST,
}
_LIMIT = regex.compile(
    r"\s*[，,]?\s*(?:年初|全年|调整)?(?:预算|限额|标准|上限|目标|控制数|批复数|规定|要求)?(?:数|值|额)?的?\s*"
)


def _claim_between(talk: Talk, left: Mention, right: Mention) -> Claim | None:
    """The one inequality sign between two figures of a clause, words around it allowed; not one
    in a cell of its own (… | 10 | 覆盖率 | ≥ | 90 |) of a table saved as a line."""
    if "|" in talk.between(left.at + 1, right.at):
        return None
    if left.sentence != right.sentence or left.item != right.item or left.clause != right.clause:
        return None
    signs = [t for t in talk.tokens[left.at + 1 : right.at] if t.kind is TokenKind.OPERATOR]
    if len(signs) != 1:
        return None
    return _CLAIMS.get(signs[0].cue)


_Side = list[Token]


def _runs(talk: Talk) -> Iterator[list[Token]]:
    """Maximal runs of figures, operators and brackets that contain an equals sign."""
    run: list[Token] = []
    for token in (*talk.tokens, None):
        if token is not None and _arithmetic(token):
            run.append(token)
            continue
        if token is not None and token.kind is TokenKind.WORDS and not token.text.strip():
            continue
        if any(t.cue == "=" for t in run) and any(t.figure for t in run):
            yield run
        run = []


def _arithmetic(token: Token) -> bool:
    if token.figure is not None or token.kind is TokenKind.OPERATOR:
        return True
    return token.kind is TokenKind.MARK and token.text in "（）()[]"


def _sides(run: list[Token]) -> list[_Side]:
    sides: list[list[Token]] = [[]]
    for token in run:
        if token.kind is TokenKind.OPERATOR and token.cue == "=":
            sides.append([])
        else:
            sides[-1].append(token)
    return sides


def _equation(left: _Side, right: _Side) -> Relation | None:
    """`left = right` where the right side is one printed figure.

    Percentages count as the numbers they stand for, so ×100% changes nothing; a result in
    percent, or one that lost its % after ×100%, is the left side × 100 unless the formula
    multiplies by a bare 100 itself."""
    figure = right[0].figure if len(right) == 1 else None
    if figure is None or not any(t.kind is TokenKind.OPERATOR for t in left):
        return None
    marked = _has_factor(left, "100", percent=True)
    percent = figure.dimension is Dimension.PERCENT
    percent = percent or (figure.dimension is Dimension.PLAIN and marked)
    computed = _parse(left, Fraction(100 if percent else 1))
    if computed is None or not computed.figures:
        return None
    if percent and not marked and not _has_factor(left, "100", percent=False):
        computed = computed * HUNDRED
    return Relation("inline-formula", term(figure), computed)


def _has_factor(tokens: _Side, number: str, *, percent: bool) -> bool:
    return any(
        t.figure is not None
        and t.figure.number == number
        and (t.figure.dimension is Dimension.PERCENT) is percent
        for t in tokens
    )


def _parse(tokens: _Side, hundred: Fraction) -> Expression | None:
    """Precedence climbing over + − × ÷ and brackets; None when the tokens are no expression.

    `hundred` is what ×100% multiplies by: 100 where the result is in percent, else 1."""
    parser = _Parser(tokens, hundred)
    result = parser.sum()
    return result if parser.position == len(tokens) else None


class _Parser:
    def __init__(self, tokens: _Side, hundred: Fraction) -> None:
        self.tokens = tokens
        self.hundred = hundred
        self.position = 0

    def _operand(self, figure: Figure) -> Expression:
        if figure.dimension is not Dimension.PERCENT:
            return term(figure)
        if figure.value == 100:
            return Constant(self.hundred, "100%")
        return Term(figure, factor=Fraction(1, 100))

    def sum(self) -> Expression | None:
        left = self.product()
        while left is not None and self._peek() in ("+", "-"):
            sign = self._take()
            right = self.product()
            if right is None:
                return None
            left = Operation(_SIGNS[sign], left, right)
        return left

    def product(self) -> Expression | None:
        left = self.atom()
        while left is not None and self._peek() in ("*", "/"):
            sign = self._take()
            right = self.atom()
            if right is None:
                return None
            left = Operation(_SIGNS[sign], left, right)
        return left

    def atom(self) -> Expression | None:
        if self.position >= len(self.tokens):
            return None
        token = self.tokens[self.position]
        self.position += 1
        if token.figure is not None:
            return self._operand(token.figure)
        if token.text in "（([":
            inner = self.sum()
            if inner is None or self.position >= len(self.tokens):
                return None
            closing = self.tokens[self.position]
            self.position += 1
            return inner if closing.text in "）)]" else None
        return None

    def _peek(self) -> str:
        if self.position < len(self.tokens):
            token = self.tokens[self.position]
            if token.kind is TokenKind.OPERATOR:
                return token.cue
        return ""

    def _take(self) -> str:
        token = self.tokens[self.position]
        self.position += 1
        return token.cue
