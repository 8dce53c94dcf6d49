"""Percentages printed without their sign, with the wrong one, or beyond what they can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Reading
from ...normalize.token import Token, TokenKind
from ..expression import HUNDRED, Constant
from ..judge import Verdict, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Claim, Outcome, Relation, Remark
from ..rule import Level, Memo, rule
from .lines import words
from .points import cue_before, find_confused

ZERO = Constant(Fraction(0))
_ENDS = set(",.;)")
_REASONS = {
    "formula": (
        "算式已乘100%，结果缺少“%”",
        "the formula is multiplied by 100%, its result has no %",
    ),
    "rate": ("比率缺少“%”", "the rate has no %"),
    "points-for-rate": (
        "金额的增减幅度应以“%”表示，不是百分点",
        "the rate of change of an amount is in %, not in points",
    ),
    "rate-for-points": (
        "两个比率之差应以“个百分点”表示",
        "the difference of two rates is in percentage points",
    ),
}


@dataclass(frozen=True, slots=True)
class Misprint:
    """A figure whose sign or unit is missing or wrong; `expected` is what should be printed."""

    reason: str
    figure: Figure
    expected: str


@rule(
    "percent-unit",
    name="缺%／百分点误用",
    english="percent sign",
    level=Level.INFO,
    formula="",
    zh="“{stated}”应为“{expected}”：{reason}。",
    en="“{stated}” should be “{expected}”: {reason_en}.",
    right=(
        "差异率=（21.00-20.00）÷20.00×100%=5%，本指标得分=3×100%=3分。",
        "支出比上年增加1.00万元，增长5.00%，占总支出的12.5%，占比提高1.5个百分点，排名上升3位。",
        "银、铜产量分别增长8.1、5.4和2.3%。",
    ),
    wrong=(
        "差异率=（21.00-20.00）÷20.00×100%=5。",
        "支出21.00万元，比上年增加1.00万元，增长5.00。",
        "基本支出10.00万元，占76.23；项目支出3.12万元，占23.77%。",
        "授予中小企业合同10.00万元，占政府采购支出总额的75.00，其余为大型企业。",
        "支出21.00万元，比上年增加1.00万元，增长5.00个百分点。",
        "执行率由85.2%提高到90.4%，提高5.2%。",
        "覆盖率90.4%，比上年的85.2%提高5.2%。",
        "基本支出10.00万元，占76.23个百分点。",
        "支出决算9.17万元，完成年初预算的95.52个百分点。",
        "城镇化率51.34%，比上年提高0.72%。",
    ),
)
def percent_unit(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A ratio has its %; a difference of two rates is in percentage points and the rate of change
    of an amount is not.  A sign left out is a slip of the print (info); points for a rate, or the
    other way round, is another quantity (warning)."""
    for talk in memo(find_talks):
        missing = (*_formulas(talk), *_bare_rates(talk))
        confused = tuple(_confused(talk))
        for misprint in (*missing, *confused):
            zh, en = _REASONS[misprint.reason]
            figure = misprint.figure
            yield Remark(
                "percent-unit",
                (figure.span,),
                figure.raw,
                misprint.expected,
                {"reason": zh, "reason_en": en},
                level="warning" if misprint in confused else "",
            )


def _confused(talk: Talk) -> Iterator[Misprint]:
    for reason, figure in find_confused(talk):
        unit = "%" if reason == "points-for-rate" else "个百分点"
        yield Misprint(reason, figure, figure.number + unit)


def _formulas(talk: Talk) -> Iterator[Misprint]:
    """…×100% = 74.22"""
    tokens = [t for t in talk.tokens if t.kind is not TokenKind.WORDS or t.text.strip()]
    for times, hundred, equals, result, after in zip(
        tokens, tokens[1:], tokens[2:], tokens[3:], [*tokens[4:], None], strict=False
    ):
        whole = hundred.figure is not None and hundred.figure.dimension is Dimension.PERCENT
        if not (whole and times.cue == "*" and equals.cue == "=") or result.figure is None:
            continue
        if after is not None and after.kind is TokenKind.OPERATOR:
            continue  # the formula goes on: ×100% = 50 ÷ 1500 × 100%
        # 0 and 1 are right as numbers too: 100% is one.
        if result.figure.dimension is Dimension.PLAIN and result.figure.value > 1:
            yield Misprint("formula", result.figure, f"{result.figure.number}%")


def _bare_rates(talk: Talk) -> Iterator[Misprint]:
    """比上年增加3.40万元，增长13.95。 / 占76.23；"""
    for mention in talk.mentions:
        if mention.figure.dimension is not Dimension.PLAIN or not _ends_clause(talk, mention):
            continue
        cue = cue_before(talk, mention)
        word = cue.text.removesuffix("为").removesuffix("了") if cue is not None else ""
        rate = word in words()["percent"]["rate-words"] and _follows_change(talk, mention)
        if rate or ("." in mention.figure.number and _is_share(talk, mention, cue)):
            yield Misprint("rate", mention.figure, f"{mention.figure.number}%")


def _ends_clause(talk: Talk, mention: Mention) -> bool:
    after = talk.letters[mention.at + 1 : mention.at + 2]
    return not after or after in _ENDS


def _is_share(talk: Talk, mention: Mention, cue: Token | None) -> bool:
    """占76.23, or 占…总额的76.23"""
    if cue is not None and cue.cue == "share":
        return True
    start = mention.at
    while start > 0 and talk.tokens[start - 1].kind is not TokenKind.MARK:
        start -= 1
    clause = talk.tokens[start : mention.at]
    shares = any(token.cue == "share" for token in clause) and not any(t.figure for t in clause)
    return shares and talk.between(start, mention.at).rstrip().endswith("的")


def _moves(talk: Talk, mention: Mention) -> bool:
    """Whether a verb of change (增加, 减少) stands right before a figure."""
    cue = cue_before(talk, mention)
    return cue is not None and cue.cue in ("increase", "decrease")


def _follows_change(talk: Talk, mention: Mention) -> bool:
    """Whether the amount of the change, or a comparison, stands earlier in the sentence."""
    earlier = [m for m in talk.mentions if m.at < mention.at and m.sentence == mention.sentence]
    return any(_moves(talk, m) for m in earlier[-1:]) or (
        mention.than >= 0 and "." in mention.figure.number
    )


@rule(
    "percent-range",
    name="占比越界",
    english="share beyond 100%",
    level=Level.WARNING,
    formula="占比 ≤ 100%",
    zh="{subject}列示为 {stated}，超过100%。",
    en="{subject} is stated as {stated}, more than 100%.",
    right=("支出占年初预算的120%，贷款余额占GDP的150%。群众满意度为98%。完成率为103%。",),
    wrong=("基本支出占总支出的120.5%。", "群众满意度为105%。"),
)
def percent_range(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A part of a whole is at most 100% of it; satisfaction, coverage, pass rates and their like
    end at 100 as well.  Shares of plans, budgets and GDP do not."""
    for talk in memo(find_talks):
        for mention in talk.mentions:
            if mention.figure.dimension is not Dimension.PERCENT:
                continue
            subject = _limited(talk, mention)
            relation = Relation(
                "percent-range", mention.term, HUNDRED, Claim.AT_MOST, subject=subject
            )
            # Only a breach is told: to lie below 100 is no proof of a share.
            if subject and judge(relation).verdict is Verdict.DISAGREES:
                yield relation


def _limited(talk: Talk, mention: Mention) -> str:
    """What a percentage measures, if by nature it ends at 100; else empty."""
    name = mention.name
    if mention.role == "share":
        start = mention.at
        while start > 0 and talk.tokens[start - 1].cue != "share":
            start -= 1
        whole = talk.between(start, mention.at)
        apart = any(word in whole for word in words()["percent"]["other-wholes"])
        return "" if apart else name or "占比"
    if mention.role == "level" and name.endswith(tuple(words()["percent"]["bounded"])):
        return name
    return ""
