"""By how much a plan was passed: 计划120户，实际完成144户，超额完成20%; 超出计划24户."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.units import base_of
from ..causes import CHANCE, RARE, explained, misprinted, slips
from ..exchanges import exchanged
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


def amounts_over_plan(talk: Talk) -> Iterator[Relation]:
    """申请A；发放B，超出预算金额D: B − A = D (低于: A − B), B the level before D and A one told
    before it.  The words could also give the plan itself (超过计划120户): only what agrees but for
    the verb counts, and what one slip of the pen keeps from it beyond chance."""
    for off in talk.mentions:
        over = _BY.search(talk.words_before(off))
        before = [m for m in talk.mentions if m.at < off.at and _comparable(talk, m, off)]
        if over is None or not off.figure.value or len(before) < _PAIR:
            continue
        done, plans = before[-1], before[-2::-1]
        sign = -1 if over[1] in _UNDER else 1
        relations = [_apart(off, done, plan, sign) for plan in plans]
        turned = [_apart(off, done, plan, -sign) for plan in plans]
        held = [r for r, other in zip(relations, turned, strict=True) if holds(r) or holds(other)]
        odds = CHANCE * len(relations)
        slipped = [r for r in relations if explained(r, odds) or exchanged(r, odds)]
        yield from (held or slipped)[:1]


_PAIR = 2  # levels
_UNDER = ("低于", "少于", "低", "少")
_BY = regex.compile(
    r"(超出|超过|超|高于|低于|少于)(?:年初|年度|全年|既定|预定|的)*(?:计划|目标|任务|预算|申请|指标)"
    r"(?:的|数|额|资金|金额)*(?:约|达|为)?$"
)


def _comparable(talk: Talk, mention: Mention, off: Mention) -> bool:
    """Whether a figure is a level of the unit by which a plan was passed, no such amount itself."""
    same = base_of(mention.figure) == base_of(off.figure)
    plain = mention.is_level and mention.figure.hedge is Hedge.NONE
    return same and plain and not _BY.search(talk.words_before(mention))


def _apart(off: Mention, done: Mention, plan: Mention, sign: int) -> Relation:
    apart = done.term - plan.term if sign > 0 else plan.term - done.term
    return Relation("change-amount", off.term, apart, subject=done.name or plan.name)


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
