"""Figures stated more than once in the prose of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension, Hedge
from ...normalize.measures import Measure, measure_of
from ...normalize.period import PeriodKind
from ...normalize.reading import Reading
from ..causes import CHANCE, HINT, explained
from ..judge import Verdict, judge
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from ..sums.groups import find_groups
from .mention import Mention, Talk, bare_name, find_talks
from .twins import find_twins

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """A level with all that tells it from others.

    `when` is year and part of the year, `stage` budget or outturn, `place` the funds that the
    heading names; `within` the measure it is stated as a part of (empty: of none).
    """

    mention: Mention
    measure: Measure
    when: tuple[int, str]
    stage: str
    place: frozenset[str]
    within: str


@rule(
    "same-figure",
    name="同一指标前后一致",
    english="same figure",
    level=Level.ERROR,
    formula="同一指标、同一年度、同一口径的数字处处相同",
    zh="{subject}前后不一致：此处为 {stated}，另一处为 {recomputed}，相差 {difference}。",
    en="{subject} is stated twice and differs: {stated} here, {recomputed} elsewhere.",
    right=(
        "2022年财政拨款总支出3172.46万元。\n2022年财政拨款总支出3172.5万元，收支平衡。",
        "2022年财政拨款总支出3172.46万元。\n2021年财政拨款总支出2754.20万元。",
    ),
    wrong=("2022年财政拨款总支出3172.46万元。\n2022年财政拨款总支出3127.46万元，收支平衡。",),
)
def same_figure(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Same measure, year, stage and scope → same value, to the coarser precision.

    A difference that no slip of the pen explains may be another scope: it is undetermined, as is
    a name that stands for more than two values.  Under any names, of things counted and of rates
    as well, a slip that chance hardly makes, by digits, words and place, is a warning."""
    linked = [r for same in _linked(_statements(reading, memo)) for r in _relations(same)]
    sure = {frozenset(r.places) for r in linked if r.certainty is Certainty.ASSERTED}
    twins = [r for r in memo(find_twins) if frozenset(r.places) not in sure]
    told = {frozenset(r.places) for r in twins}
    yield from (r for r in linked if frozenset(r.places) not in told)
    yield from twins
    yield from (r for talk in memo(find_talks) if (r := _of_item(talk)) is not None)


def _of_item(talk: Talk) -> Relation | None:
    """…（项）A万元，主要用于…。年初预算为B，支出决算为C: the amount at the head of an item of the
    classification is its outturn, unless it is its budget."""
    levels = [m for m in talk.mentions if m.is_level and m.depth == 0]
    head = levels[0] if levels else None
    if head is None or head.role != "level" or not _ITEM.search(head.name):
        return None
    spent = [m for m in levels if m.role == "actual" and not bare_name(m.name)]
    planned = {m.figure.value for m in levels if m.role == "budget"}
    if len(spent) != 1 or spent[0].last_year or head.figure.value in planned:
        return None
    relation = Relation("same-figure", spent[0].term, head.term, subject=head.name)
    sure = relation.stated.exact() == relation.computed.exact() or explained(relation, HINT)
    return relation if sure else replace(relation, certainty=Certainty.LIKELY)


_ITEM = regex.compile(r"[（(][类款项][）)]$")


def _statements(reading: Reading, memo: Memo) -> Iterator[Statement]:
    wholes = {id(part.figure): g.whole for g in memo(find_groups) for part in g.parts}
    plan = "预算" in reading.title and "决算" not in reading.title
    for talk in memo(find_talks):
        for mention in talk.mentions:
            when = _when(mention, talk.passage.year)
            measure = _measure(reading, mention)
            if when is None or not _states(mention) or not _says_enough(measure):
                continue
            if mention.figure.dimension is not Dimension.MONEY and not _one_meaning(measure):
                continue
            whole = wholes.get(id(mention.figure))
            stage = _stage(measure, mention)
            within = ""
            if whole is not None:
                above = _measure(reading, whole)
                within, stage = above.core, stage or _stage(above, whole)
            stage = stage or ("budget" if plan else "actual")
            yield Statement(mention, measure, when, stage, _place(talk, measure), within)


def _stage(measure: Measure, mention: Mention) -> str:
    return measure.stage or (mention.role if mention.role in ("budget", "actual") else "")


def _states(mention: Mention) -> bool:
    """Whether a figure says how much there was.  Rates count where their name is one of a report
    (公用经费控制率), things counted where they are many (万人)."""
    figure = mention.figure
    if figure.hedge is not Hedge.NONE:
        return False
    if figure.dimension is Dimension.PERCENT:
        return mention.is_level or mention.role == "completion"
    many = figure.dimension is Dimension.COUNT and figure.scale > 1
    return mention.is_level and (many or figure.dimension is Dimension.MONEY)


def _measure(reading: Reading, mention: Mention) -> Measure:
    name = mention.name
    if reading.organisation:
        name = name.replace(reading.organisation, "")
    return measure_of(name)


def _when(mention: Mention, year: int | None) -> tuple[int, str] | None:
    """The year, and the part of it or the span that the words name."""
    period, part = mention.period, ""
    if period is not None:
        year = period.year if period.year is not None else year
        if period.kind in (PeriodKind.PART, PeriodKind.SPAN, PeriodKind.DATE):
            part = period.raw
    return (year, part) if year is not None else None


def _one_meaning(measure: Measure) -> bool:
    return measure.core in lexicon.entries("one_meaning")


def _place(talk: Talk, measure: Measure) -> frozenset[str]:
    """The funds that the heading speaks of, and the 类款项 a paragraph is about: in another
    section 项目支出 may be another.  A name that no dictionary has (配套资金) is told apart by the
    numbered item as well."""
    heading = talk.passage.headings[-1] if talk.passage.headings else ""
    head = talk.passage.text.text[: talk.mentions[0].figure.span.start]
    numbered = talk.tokens[0].cue == "section-number" and not measure.known
    item = [head] if numbered else []
    return frozenset([*_FUNDS.findall(heading), *_LEVELS.findall(head), *item])


_FUNDS = regex.compile(r"一般公共预算|政府性基金|国有资本经营|财政拨款|专户|项目")
_LEVELS = regex.compile(r"[^，。；：、“”\d\s]+(?=[（(][类款项][）)])")


def _says_enough(measure: Measure) -> bool:
    """Whether a name tells its measure from others: 支出决算 alone does not."""
    core = measure.core
    named = len(core) >= _SHORTEST and bool(_measures().search(core))
    return measure.known or (named and not _GENERIC.fullmatch(core))


_GENERIC = regex.compile(
    r"(?:本年|年初|年末|全年|年终|下年|上年|调整|支出|收入|预算|决算|安排|执行|合计|总计|总额|总量|总|"
    r"结转|结余|滚存|收支|相抵|数|资金|经费|项目)*"
)


def _measures() -> regex.Pattern[str]:
    return regex.compile("|".join(lexicon.entries("measures")))


def _linked(statements: Iterator[Statement]) -> Iterator[list[Statement]]:
    """Statements of one measure.  A part of several wholes counts by its whole; where only one
    whole is named in the report, those that name none belong to it."""
    by_key: dict[tuple[object, ...], list[Statement]] = {}
    for one in statements:
        key = (one.measure.core, one.measure.reach, one.when, one.stage, _kind(one))
        place = frozenset() if _one_meaning(one.measure) else one.place
        by_key.setdefault((*key, place), []).append(one)
    for same in by_key.values():
        wholes = {one.within for one in same if one.within}
        if _one_meaning(same[0].measure) or len(wholes) < 2:
            yield same
        else:
            for whole in sorted({one.within for one in same}):
                yield [one for one in same if one.within == whole]


def _kind(one: Statement) -> tuple[str, str]:
    """Money against money; counts and rates against those of their own unit."""
    figure = one.mention.figure
    unit = "" if figure.dimension is Dimension.MONEY else figure.unit
    return figure.dimension.value, unit


def _relations(same: Sequence[Statement]) -> Iterator[Relation]:
    """Each statement against the first that says what most of them say."""
    values = Counter(one.mention.figure.value for one in same)
    common = max(values, key=lambda value: values[value])
    first = next(one for one in same if one.mention.figure.value == common)
    others = [one for one in same if one is not first and _apart(one, first)]
    differing = [one for one in others if not _agrees(one, first)]
    several = len({one.mention.figure.value for one in differing}) > 1
    for one in others:
        relation = _relation(one, first)
        if one in differing and (several or not _slip(relation, one)):
            hinted = not several and explained(relation, HINT)
            sure = Certainty.LIKELY if hinted else Certainty.POSSIBLE
            relation = replace(relation, certainty=sure, doubt="subject-unclear")
        yield relation


def _apart(one: Statement, other: Statement) -> bool:
    """Whether two statements stand in different sentences: one sentence may compare two."""
    a, b = one.mention, other.mention
    return a.figure.span.block != b.figure.span.block or a.sentence != b.sentence


def _agrees(one: Statement, other: Statement) -> bool:
    return judge(_relation(one, other)).verdict is not Verdict.DISAGREES


def _slip(relation: Relation, one: Statement) -> bool:
    return explained(relation, HINT if _one_meaning(one.measure) else CHANCE)


def _relation(one: Statement, first: Statement) -> Relation:
    """The coarser figure against the finer one."""
    finer, coarser = first.mention, one.mention
    if coarser.figure.step < finer.figure.step:
        finer, coarser = coarser, finer
    return Relation("same-figure", coarser.term, finer.term, subject=first.mention.name)
