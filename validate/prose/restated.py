"""One measure stated more than once in the prose of a report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ..causes import explained
from ..judge import Verdict, judge
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from .groups import find_groups
from .mention import Mention, find_talks

_SHORTEST = 4


@rule(
    "same-figure",
    name="同一指标前后一致",
    english="same figure",
    level=Level.ERROR,
    formula="同一指标、同一年度、同一口径的数字处处相同",
    zh="{subject}前后不一致：此处为 {stated}，另一处为 {recomputed}，相差 {difference}。",
    en="{subject} is stated twice and differs: {stated} here, {recomputed} elsewhere.",
    right=(
        "2022年财政拨款总支出2186.11万元。\n2022年财政拨款总支出2186.1万元，收支平衡。",
        "2022年财政拨款总支出2186.11万元。\n2021年财政拨款总支出1954.20万元。",
    ),
    wrong=("2022年财政拨款总支出2186.11万元。\n2022年财政拨款总支出2168.11万元，收支平衡。",),
)
def same_figure(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Same subject, year and scope → same value, to the coarser precision.

    A difference that no slip of the pen explains may be another scope: it is for review."""
    relations = list(_restatements(reading, memo))
    apart = sum(relation.certainty is Certainty.LIKELY for relation in relations)
    if apart * 3 > len(relations) and apart > 2:  # names do not identify measures here
        relations = [replace(r, certainty=_weakest(r)) for r in relations]
    yield from relations


def _weakest(relation: Relation) -> Certainty:
    agrees = judge(relation).verdict is not Verdict.DISAGREES
    return relation.certainty if agrees else Certainty.POSSIBLE


def _restatements(reading: Reading, memo: Memo) -> Iterator[Relation]:
    wholes = {id(part.figure): g.whole for g in memo(find_groups) for part in g.parts}
    first: dict[tuple[str, str, int, str], Mention] = {}
    years = _section_years(reading)
    for talk in memo(find_talks):
        year = years[bisect_right(years, talk.passage.block, key=lambda y: y[0]) - 1][1]
        for mention in talk.mentions:
            key = _key(reading, year, mention, wholes.get(id(mention.figure)))
            if key is None:
                continue
            known = first.setdefault(key, mention)
            if known is mention or known.figure.span.block == mention.figure.span.block:
                continue
            yield _relation(known, mention)


def _key(
    reading: Reading, section_year: int | None, mention: Mention, whole: Mention | None
) -> tuple[str, str, int, str] | None:
    """Name, name of the total it is part of, year and role; None where the name says too little."""
    if not mention.is_level or mention.figure.hedge is not Hedge.NONE:
        return None
    if mention.figure.dimension is not Dimension.MONEY:
        return None
    period = mention.period
    year = section_year
    if period is not None and period.relative is None:
        year = period.year
    elif period is not None and period.relative is not None and section_year is not None:
        year = section_year + period.relative
    name = core_name(mention.name, reading.organisation)
    if year is None or not _says_enough(name):
        return None
    name = stripped if len(stripped := _SPENT.sub("", name)) >= _SHORTEST else name
    within = core_name(whole.name, reading.organisation) if whole is not None else ""
    if whole is not None and not _says_enough(within):
        return None
    return name, within, year, "budget" if mention.role == "budget" else ""


# 公务接待费支出决算, 公务接待费支出, 教育支出类科目: one measure; its role tells what was planned
_SPENT = regex.compile(r"(?:(?:支出|收入)?(?:决算|预算)数?|类科目|(?<=费)支出)$")


def _section_years(reading: Reading) -> list[tuple[int, int | None]]:
    """(first block, year) of each part of the document: a title of another year begins a part
    (several years' bulletins in one file)."""
    years: list[tuple[int, int | None]] = [(-1, reading.year)]
    for passage in reading.passages:
        text = passage.text.text.strip()
        title = _TITLE.search(text) if len(text) < _TITLE_LENGTH else None
        if title is not None and int(title[1]) != years[-1][1]:
            years.append((passage.block, int(title[1])))
    return years


_TITLE_LENGTH = 40
_TITLE = regex.compile(r"((?:19|20)\d\d)\s*年[^，。；：]*(?:公报|报告|决算|预算|说明)\S{0,6}$")


def _says_enough(name: str) -> bool:
    """Whether a name tells its measure from others: 支出决算 alone does not."""
    return (
        len(name) >= _SHORTEST and bool(_measures().search(name)) and not _GENERIC.fullmatch(name)
    )


_GENERIC = regex.compile(
    r"(?:本年|年初|年末|全年|调整|基本|项目|支出|收入|预算|决算|安排|执行|合计|总计|数)*"
)


def core_name(name: str, organisation: str) -> str:
    """A measure's name without the unit's own name, brackets and quotation marks."""
    if organisation:
        name = name.replace(organisation, "")
    return _DECORATION.sub("", name)


_OWN = "本单位|我单位|本部门|我局|全年"
_DECORATION = regex.compile(rf"[“”\"'‘’《》\s]|（[^）]*）|\([^)]*\)|^(?:{_OWN})")


def _measures() -> regex.Pattern[str]:
    return regex.compile("|".join(lexicon.entries("measures")))


def _relation(known: Mention, mention: Mention) -> Relation:
    finer, coarser = known, mention
    if mention.figure.step < known.figure.step:
        finer, coarser = mention, known
    relation = Relation("same-figure", coarser.term, finer.term, subject=known.name)
    if judge(relation).verdict is not Verdict.DISAGREES:
        return relation
    if explained(relation):
        return relation
    return replace(relation, certainty=Certainty.LIKELY)
