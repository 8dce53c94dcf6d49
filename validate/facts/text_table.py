"""Prose against tables: a figure the text restates equals the cell it restates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...normalize.reading import Reading
from ..causes import CHANCE, HINT, explained
from ..expression import Term
from ..judge import holds
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from .links import Link, find_links

_ENOUGH = 3


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
    equals none is an error only where all cells of the name agree with each other, nothing says
    that a part or another fund is meant, and the report's other links mostly hold (else names
    mislead, and it is left undetermined unless a slip of the pen parts the two)."""
    links = memo(find_links)
    outcomes = [_relation(link) for link in links]
    held = sum(map(holds, outcomes))
    trusted = held >= _ENOUGH and held * 4 >= len(outcomes) * 3
    odds = HINT if held == len(outcomes) - 1 > 0 else CHANCE
    for link, relation in zip(links, outcomes, strict=True):
        named = trusted and not link.whose
        if holds(relation):
            yield relation
        elif not (link.sure and _is_sole(link) and (named or explained(relation, odds))):
            yield replace(relation, certainty=Certainty.POSSIBLE, doubt="subject-unclear")
        else:
            yield relation if named else replace(relation, level=Level.WARNING.value)


def _is_sole(link: Link) -> bool:
    """Whether the cells of its name agree with each other."""
    return len({fact.figure.value for fact in link.cells}) == 1


def _relation(link: Link) -> Relation:
    """Against the first cell it equals, else the first."""
    relations = [
        Relation(
            "text-table",
            link.mention.term,
            Term(fact.figure),
            subject=link.name,
            same_amount=True,
        )
        for fact in link.cells
    ]
    return next((r for r in relations if holds(r)), relations[0])
