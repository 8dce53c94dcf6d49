"""Prose against tables: a figure the text restates equals the cell it restates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ..expression import Term
from ..judge import Verdict, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from .cells import CellFact, canonical, find_cell_facts

_ENOUGH = 3
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Link:
    """A figure in prose and the cells that bear its name, best first."""

    mention: Mention
    cells: tuple[CellFact, ...]
    name: str


@rule(
    "text-table",
    name="文表一致",
    english="text against table",
    level=Level.ERROR,
    formula="文字数 = 表内数（按较粗的精度）",
    zh="文字中{subject}为 {stated}，表内相应数字为 {recomputed}，相差 {difference}。",
    en="{subject} is {stated} in the text and {recomputed} in the table, off by {difference}.",
    right=(
        "# 2023年度部门决算\n支出决算表\n单位：万元\n|项目|合计|基本支出|项目支出|\n"
        "|合计|120.00|80.00|40.00|\n|教育支出|120.00|80.00|40.00|\n"
        "2023年度支出合计120.00万元，其中：基本支出80.00万元，项目支出40.00万元。",
    ),
    wrong=(
        "# 2023年度部门决算\n支出决算表\n单位：万元\n|项目|合计|基本支出|项目支出|\n"
        "|合计|120.00|80.00|40.00|\n|教育支出|120.00|80.00|40.00|\n"
        "2023年度支出合计120.00万元，其中：教育支出120.00万元，基本支出80.00万元，"
        "项目支出45.00万元。",
    ),
)
def text_table(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Every figure that prose restates equals its cell, to the coarser precision.

    Links rest on names.  A figure that equals one of the cells of its name is checked; one that
    equals none is an error only where all cells of the name agree with each other and the
    report's other links mostly hold (else names mislead, and it is left undetermined)."""
    links = memo(find_links)
    outcomes = [_relation(link) for link in links]
    held = sum(_holds(relation) for relation in outcomes)
    trusted = held >= _ENOUGH and held * 4 >= len(outcomes) * 3
    for link, relation in zip(links, outcomes, strict=True):
        if _holds(relation):
            yield relation
        elif len({fact.figure.value for fact in link.cells}) == 1:
            certainty = Certainty.ASSERTED if trusted else Certainty.POSSIBLE
            yield replace(relation, certainty=certainty, doubt="subject-unclear")
        else:
            yield replace(relation, certainty=Certainty.POSSIBLE, doubt="subject-unclear")


def find_links(reading: Reading, memo: Memo) -> list[Link]:
    """Figures in prose whose name is a cell's."""
    facts = memo(find_cell_facts)
    by_name: dict[str, list[CellFact]] = {}
    by_path: dict[tuple[str, ...], list[CellFact]] = {}
    for fact in facts:
        for name in fact.names:
            by_name.setdefault(name, []).append(fact)
        if len(fact.path) > 1 and fact.summary:
            by_path.setdefault(fact.path, []).append(fact)
    links = []
    for talk in memo(find_talks):
        path = _path(talk)
        for mention in talk.mentions:
            if not _current(reading, mention):
                continue
            name, cells = _lookup(reading, talk, mention, path, by_name, by_path)
            if cells:
                links.append(Link(mention, tuple(cells), name))
    return links


def _lookup(
    reading: Reading,
    talk: Talk,
    mention: Mention,
    path: tuple[str, ...],
    by_name: dict[str, list[CellFact]],
    by_path: dict[tuple[str, ...], list[CellFact]],
) -> tuple[str, list[CellFact]]:
    first = next(m for m in talk.mentions if m.is_level) if path else None
    if path:
        plan = _is_plan(reading)
        own_figure = mention is first or (not plan and mention.role in ("budget", "actual"))
        cells, name = by_path.get(path, []) if own_figure else [], path[-1]
    else:
        full = canonical(mention.name.replace(reading.organisation or "\0", ""))
        name = _subject(reading, talk, mention)
        tried = (full, name, name.removesuffix("支出"))
        name = next((n for n in tried if len(n) > _SHORT and n in by_name), "")
        cells = by_name.get(name, [])
    cells = [fact for fact in cells if _same_kind(reading, mention, fact)]
    near = [fact for fact in cells if _section_fits(talk, fact)]
    return name, near or cells


def _subject(reading: Reading, talk: Talk, mention: Mention) -> str:
    """The canonical name; 支出决算为F takes it from the 年初预算 stated before it."""
    name = _own_name(reading, mention)
    if name in _NAMELESS:
        before = [m for m in talk.mentions if m.at < mention.at and m.item == mention.item]
        names = [_own_name(reading, m) for m in reversed(before) if m.is_level]
        name = next((n for n in names if n not in _NAMELESS), "")
    return name


def _own_name(reading: Reading, mention: Mention) -> str:
    name = mention.name.replace(reading.organisation or "\0", "")
    return canonical(_PLAN.sub("", name))


_PLAN = regex.compile(r"(?:年初|全年|调整后?)?预算数?$|(?:支出)?决算数?$")
_NAMELESS = ("", "支出", "收入")


def _current(reading: Reading, mention: Mention) -> bool:
    """A level of the report's own year, printed exactly."""
    figure = mention.figure
    if not mention.is_level or figure.dimension is not Dimension.MONEY:
        return False
    if figure.hedge is not Hedge.NONE or mention.last_year:
        return False
    period = mention.period
    if period is None or period.relative == 0:
        return True
    return period.relative is None and period.year == reading.year


def _same_kind(reading: Reading, mention: Mention, fact: CellFact) -> bool:
    """Budget against budget columns, outturn against the others; never last year's or changes."""
    columns = "".join(fact.columns)
    if _NOT_CURRENT.search(columns):
        return False
    plan = "预算" in _FUNDS.sub("", columns) and "决算" not in columns
    if _is_plan(reading):
        return True
    return plan is (mention.role == "budget")


def _is_plan(reading: Reading) -> bool:
    """Whether the report is a budget: every amount of its year is planned."""
    return "预算" in reading.title and "决算" not in reading.title


_NOT_CURRENT = regex.compile(r"上年|增减|比较|增长|%|占比|比重|年初数")
_FUNDS = regex.compile(r"一般公共预算|政府性基金预算|国有资本经营预算")


def _section_fits(talk: Talk, fact: CellFact) -> bool:
    """Whether the prose stands in the section that explains the fact's table."""
    if not talk.passage.headings or not fact.title:
        return False
    return canonical(talk.passage.headings[-1]).startswith(fact.title)


def _path(talk: Talk) -> tuple[str, ...]:
    """社会保障和就业支出（类）…（款）…（项） at the head of a paragraph, as a row path."""
    match = _LEVELS.search(talk.passage.text.text)
    if match is not None:
        return tuple(canonical(part) for part in match.groups() if part)
    quoted = _QUOTED.search(talk.passage.text.text)
    if quoted is not None:
        return tuple(canonical(part) for part in quoted[1].split("-"))
    return ()


_LEVELS = regex.compile(
    r"([^。，；：“”\d.、]+)（类）([^。，；：]+?)（款）(?:([^。，；：]+?)（项）)?"
)
_QUOTED = regex.compile(r"[“\"]([^”\"]+-[^”\"]+)[”\"]\s*科目")


def _relation(link: Link) -> Relation:
    """Against the first cell it equals, else the first."""
    relations = [
        Relation("text-table", link.mention.term, Term(fact.figure), subject=link.name)
        for fact in link.cells
    ]
    return next((r for r in relations if _holds(r)), relations[0])


def _holds(relation: Relation) -> bool:
    return judge(relation).verdict in (Verdict.AGREES, Verdict.ROUNDING)
