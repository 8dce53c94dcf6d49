"""By how much a plan was passed: 计划120户，实际完成144户，超额完成20%."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.units import base_of
from ..causes import RARE, misprinted, slips
from ..expression import percent_of
from ..judge import holds
from ..prose.mention import Mention, Talk
from ..relation import Outcome, Relation, Unlinked

_OVER = regex.compile(
    r"超(?:额|出|过)?(?:完成)?了?(?:年初|年度|全年|既定|预定|计划|目标|任务|指标|预算|数|的)*(?:约|达|为)?$"
)
_PLAN = regex.compile(r"计划|目标|任务|指标|预算")


def passes_plan(talk: Talk, percent: Mention) -> bool:
    """Whether a percentage says by how much a plan was passed."""
    words = talk.words_before(percent).strip()
    over = _OVER.search(words)
    named = over is not None and (over[0].startswith("超额") or bool(_PLAN.search(over[0])))
    return named and percent.figure.dimension is Dimension.PERCENT


def over_plan(talk: Talk, percent: Mention) -> Iterator[Outcome]:
    """(A − K) ÷ K = P, the plan K and what was done A standing before in the sentence.  Some write
    A ÷ K there: what agrees counts, and else one slip of the pen in the rate."""
    pairs = _pairs(talk, percent)
    relations = [_relation(percent, a, k) for k, a in pairs]
    whole = [_relation(percent, a, k, over=False) for k, a in pairs]
    found = next((r for r in (*relations, *whole) if holds(r)), None)
    if found is not None:
        yield found
    elif len(relations) == 1 and misprinted(relations[0]):
        yield relations[0]
    else:
        yield Unlinked(percent.figure.span, "base-missing", "completion-rate")


def share_of_plan(talk: Talk, percent: Mention) -> Iterator[Relation]:
    """绩效目标34户，实际完成34户，占目标任务的100%: done over planned, where they agree or one
    slip of a rare kind keeps them apart (more than was planned is often told as 100%)."""
    if percent.role != "share" or not _OF_PLAN.search(talk.words_before(percent)):
        return
    pairs = _pairs(talk, percent)
    relations = [_relation(percent, a, k, over=False) for k, a in pairs]
    found = next((r for r in relations if holds(r)), None)
    if found is not None:
        yield found
    elif len(relations) == 1:
        (plan, done), relation = pairs[0], relations[0]
        whole = replace(relation, stated=done.term, computed=plan.term)
        if slips(whole if percent.figure.value == _ALL else relation) & RARE:
            yield relation


_ALL = 100
_OF_PLAN = regex.compile(r"占[^占]*(?:计划|目标|任务|指标)(?:任务|总数|数|量)*的?$")


def _pairs(talk: Talk, percent: Mention) -> list[tuple[Mention, Mention]]:
    """What was planned and what was done, told before a rate in its sentence; nearest first."""
    before = [
        m for m in talk.mentions
        if m.sentence == percent.sentence and m.at < percent.at and m.is_level
        and m.figure.value and m.figure.hedge is Hedge.NONE
    ]  # fmt: skip
    plans = [m for m in before if m.role == "budget" or _PLAN.search(talk.words_before(m))]
    done = [m for m in before if m not in plans]
    found = [(k, a) for k in plans for a in done if base_of(k.figure) == base_of(a.figure)]
    return found[::-1]


def _relation(percent: Mention, done: Mention, plan: Mention, over: bool = True) -> Relation:
    passed = done.term - plan.term if over else done.term
    name = done.name or plan.name
    return Relation("completion-rate", percent.term, percent_of(passed, plan.term), subject=name)
