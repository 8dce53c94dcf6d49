"""Differences of percentages, in points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import FEW, HINT, explained
from ..exchanges import exchanged
from ..expression import Constant, term, total
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Outcome, Relation
from ..rule import Level, Memo, rule
from .against import find_rates_against
from .lists import runs_of
from .multiples import from_to
from .naming import same_name


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
    """A difference of two rates, of a rate and the year gone by, or of rates and the one they are
    held against, in percentage points; what branches add to a growth makes it."""
    yield from memo(find_rates_against)
    for talk in memo(find_talks):
        yield from _calendar(talk)
        yield from _shares_of_one_whole(talk)
        yield from _made_of_points(talk)
        yield from _faster_than(talk)
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
    told = [m for m in talk.mentions if _in_points(m) or m.role == "points-change"]
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
    r"|(?:第一产业|一产)[^。；]*?(?:比重|占比)[^。；]*?(?:第二产业|二产|第?二、)[^。；]*?(?:第三产业|三产)"
    r"|(?<!\d)0\s?[-—–~～至]+\s?\d+岁[^。；]*?岁[^。；]*?岁(?:及|以)以?上[^。；]*?比重"
)


def _made_of_points(talk: Talk) -> Iterator[Relation]:
    """增长p，…，分别拉动a、b和c个百分点: what all branches add to a growth makes it."""
    for run in runs_of(talk):
        pulled = _PULLS.search(talk.words_before(run[0])) and all(_in_points(m) for m in run)
        if not pulled or len(run) < _ALL_BRANCHES:
            continue
        made = total(m.term for m in run)
        rates = [m for m in talk.mentions if m.at < run[0].at and _is_growth(m) and not m.listed]
        rates = [m for m in rates if not _OF_BRANCH.search(_item_before(talk, m))]
        tried = [Relation("change-points", m.move, made, subject=m.name) for m in reversed(rates)]
        said = next((r for r in tried if holds(r)), None)
        whole = _BRANCHES.search(talk.between(talk.since(".", run[0].at), run[0].at))
        said = said or next((r for r in tried[:1] if whole or explained(r)), None)
        if said is not None:
            yield said if holds(said) else replace(said, level=Level.WARNING)


def _item_before(talk: Talk, mention: Mention) -> str:
    return talk.between(talk.since(";.", mention.at), mention.at)


_OF_BRANCH = regex.compile("第?[一二三]产业?|年均|平均")
_PULLS = regex.compile("拉动|贡献")
_BRANCHES = regex.compile("[二、]三产业|第三产业|三次产业|三大产业")
_ALL_BRANCHES = 3


def _faster_than(talk: Talk) -> Iterator[Relation]:
    """甲增长p。…乙增长q，比甲快d个百分点: q − p = d, where a rate bears the very name after 比;
    乙、丙分别增长q、r，比甲分别快d、e: what each is above is one rate, printed or not."""
    for rates, points in _rows(talk):
        words = talk.tokens[rates[-1].at + 1 : points[0].at]
        than = _THAN.fullmatch("".join(token.text for token in words).strip())
        if than is None or any(token.period is not None for token in words):
            continue
        slower = bool(regex.search("[低慢少]", than["how"] or than["than"]))
        above = [term(point.figure, -1 if slower else 1) for point in points]
        base = _rate_named(talk, rates[0], than["name"])
        known = base.move if base is not None else rates[0].move - above[0]
        told = [
            Relation("change-points", point, rate.move - known, context=tuple(above))
            for point, rate in list(zip(above, rates, strict=True))[base is None :]
        ]
        alike = sum(map(holds, told))
        for relation in told:
            slipped = alike or explained(relation, HINT) or exchanged(relation, FEW)
            if holds(relation):
                yield relation
            elif slipped:
                yield replace(relation, level=Level.WARNING, subject=rates[0].name)


_THAN = regex.compile(
    r"[，,]\s*(?:增速|增幅|涨幅|降幅)?(?:分别|均)?(?P<than>比|较|高于|低于|快于|慢于)(?P<name>\p{Han}{2,20}?)"
    r"(?:的?(?:增速|增幅|增长?速度|平均水平|平均))?(?:分别|各)?(?P<how>快|高|低|慢)?出?"
)


def _rows(talk: Talk) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Rates, and as many differences in points told right after them."""
    rows: list[list[Mention]] = []
    for mention in talk.mentions:
        last = rows[-1][-1] if rows else mention
        beside = mention.listed and last.clause == mention.clause
        if rows and beside and mention.role == last.role:
            rows[-1].append(mention)
        else:
            rows.append([mention])
    for rates, points in pairwise(rows):
        kinds = (rates[0].role, points[0].role) == ("rate", "points-change")
        if kinds and len(rates) == len(points) and rates[0].sentence == points[0].sentence:
            yield rates, points


def _rate_named(talk: Talk, before: Mention, name: str) -> Mention | None:
    """The last rate of growth of a name that stands before a mention."""
    rates = [m for m in talk.mentions if m.at < before.at and _is_growth(m) and not m.listed]
    return next((m for m in reversed(rates) if same_name(name, m.name)), None)


def _is_growth(mention: Mention) -> bool:
    return mention.role == "rate" and mention.direction != 0


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
