"""Differences of percentages, in points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..expression import Constant, term
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Outcome, Relation
from ..rule import Level, Memo, rule
from .multiples import from_to


@rule(
    "change-points",
    name="百分点",
    english="percentage points",
    level=Level.ERROR,
    formula="本期比率 − 上期比率 = 百分点",
    zh="{subject}变动列示为 {stated} 个百分点，按 {formula} 重算为 {recomputed}。",
    en="The change of {subject} is stated as {stated} points; {formula} gives {recomputed}.",
    right=(
        "建档率由2022年的62.4%提高到64.5%，提高2.1个百分点。",
        "覆盖率达到98.6%，比上年的96.0%提高2.6个百分点。",
        "1—6月，完成年度计划的52%，快于序时进度2个百分点。",
    ),
    wrong=(
        "建档率由2022年的62.4%提高到64.5%，提高3.1个百分点。",
        "1—6月，完成年度计划的52%，快于序时进度5个百分点。",
    ),
)
def change_points(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A difference of two rates, or of a rate and the year gone by, in percentage points."""
    for talk in memo(find_talks):
        yield from _calendar(talk)
        yield from _shares_of_one_whole(talk)
        for start, end, mention in [*from_to(talk), *_against_base(talk)]:
            if mention.figure.dimension is Dimension.POINTS and _kin(start, Dimension.PERCENT):
                stated = term(mention.figure, mention.direction or 1)
                yield Relation(
                    "change-points", stated, end.term - start.term, subject=start.name or end.name
                )


def _against_base(talk: Talk) -> Iterator[tuple[Mention, Mention, Mention]]:
    """A%，比上年的B%提高d个百分点: base, level and difference in a row."""
    for level, base, mention in zip(
        talk.mentions, talk.mentions[1:], talk.mentions[2:], strict=False
    ):
        row = level.is_level and base.role == "base" and mention.role == "points-change"
        if row and level.item == mention.item and _kin(level, Dimension.PERCENT):
            yield base, level, mention


def _shares_of_one_whole(talk: Talk) -> Iterator[Relation]:
    """第一产业比重提高0.3个百分点，第二产业…，第三产业…: what shares of one whole gain and lose
    adds up to nothing, where the three are all there is."""
    told = [m for m in talk.mentions if _in_points(m)]
    for row in zip(told, told[1:], told[2:], strict=False):
        one, other, last = row
        moved = all(m.role == "points-change" and m.direction for m in row)
        if not moved or one.sentence != last.sentence:
            continue
        start = talk.since(".", one.at)
        before = [m.at for m in told if m.at < one.at and m.sentence == one.sentence]
        said = talk.between(max([start, *(at + 1 for at in before)]), last.at + 1)
        if _ALL_THREE.search(said):
            rest = Constant(Fraction(0), "0") - one.move - other.move
            yield Relation("change-points", last.move, rest, subject="比重变动合计为0，末项")


_ALL_THREE = regex.compile(
    r"(?:第一产业|一产)[^。；]*?(?:比重|占比)?[^。；]*?(?:第二产业|二产)[^。；]*?(?:第三产业|三产)[^。；]*?(?:比重|占比)"
    r"|(?:第一产业|一产)[^。；]*?(?:比重|占比)[^。；]*?(?:第二产业|二产)[^。；]*?(?:第三产业|三产)"
    r"|(?<!\d)0\s?[-—–~～至]+\s?\d+岁[^。；]*?岁[^。；]*?岁(?:及|以)以?上[^。；]*?比重"
)


def _in_points(mention: Mention) -> bool:
    return _kin(mention, Dimension.POINTS)


def _calendar(talk: Talk) -> Iterator[Relation]:
    """1—6月…完成52%，快于序时进度2个百分点: the norm is the months gone by of twelve."""
    for before, mention in pairwise(talk.mentions):
        clause = talk.tokens[before.at + 1 : mention.at]
        cue = next((t.cue for t in clause if t.cue in ("exceeds", "below")), "")
        near = before.sentence == mention.sentence and mention.clause - before.clause <= 1
        told = _kin(before, Dimension.PERCENT) and _kin(mention, Dimension.POINTS)
        if not (cue and near and told and _NORM.search("".join(t.text for t in clause))):
            continue
        months = _months(talk, before)
        if months is not None:
            norm = Constant(Fraction(100 * months, 12), f"{months} ÷ 12 × 100%")
            stated = term(mention.figure, 1 if cue == "exceeds" else -1)
            yield Relation("change-points", stated, before.term - norm, subject="序时进度")


_NORM = regex.compile("(?:序时|时间)进度")
_RUN = regex.compile(r"(?:^|[^\d])(?:1|元)\s?月?\s?[-—–~～至到]+\s?(\d{1,2})\s?月")
_UP_TO = regex.compile(r"(\d{1,2})\s?月(?:底|末|3[01]日)$")
_PARTS = {
    "上半年": 6, "一季度": 3, "第一季度": 3, "首季": 3, "前三季度": 9, "前三个季度": 9,
}  # fmt: skip


def _months(talk: Talk, mention: Mention) -> int | None:
    """How many months of the year the period in force covers; None if it does not say."""
    raw = mention.period.raw if mention.period is not None else ""
    found = _RUN.search(raw) or _UP_TO.search(raw)
    if found is not None:
        return int(found[1]) if int(found[1]) < 12 else None
    return next((months for part, months in _PARTS.items() if raw.endswith(part)), None)


def _kin(mention: Mention, dimension: Dimension) -> bool:
    return mention.figure.dimension is dimension
