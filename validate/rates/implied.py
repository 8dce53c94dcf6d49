"""Shares of a whole that the text names but states under another name, or nowhere.

占总支出的21.35% … 占总支出的78.65%: shares of one name are shares of one whole.  Where a level
nearby makes them hold, that level is the whole; where none does, each share implies the whole
(part ÷ share) and they must imply the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from ..causes import explained
from ..expression import percent_of, total
from ..judge import holds
from ..prose.mention import Mention, Talk
from ..relation import Certainty, Outcome, Relation, Unlinked
from ..sums.groups import alike
from ..sums.kinds import Closure, kinds_of

if TYPE_CHECKING:
    from .share import Share

_NEAR = 8  # passages
_TELLING = 500  # steps in a share that hardly fits a whole by chance


def settle(shares: list[Share], talks: list[Talk]) -> Iterator[Outcome]:
    """The shares whose named whole was not found, tied by what they have in common."""
    order = {talk.passage.block: index for index, talk in enumerate(talks)}
    for run in _runs(shares, order):
        whole = _fitting(
            run, talks[max(0, order[_block(run[0])] - _NEAR) : order[_block(run[-1])] + 1]
        )
        if whole is not None:
            yield from _against(run, whole)
        elif len(run) > 1:
            yield from _among(run)
        else:
            near = _kindred(run[0], talks[max(0, order[_block(run[0])] - 1) :])
            relation = _of(run[0], near) if near is not None else None
            told = relation is not None and explained(relation)
            yield (
                relation
                if relation is not None and told
                else Unlinked(run[0].percent.figure.span, "other-whole", "share")
            )


def _kindred(one: Share, talks: list[Talk]) -> Mention | None:
    """The one level before a share, in its paragraph or the one before, that bears the whole's
    name but for words of budgets and places (财政收入 for 全市一般公共预算收入)."""
    bare = _BUDGET_WORDS.sub("", one.explicit)
    same = [
        m for talk in talks if talk.passage.block <= one.talk.passage.block
        for m in talk.mentions
        if m.is_level and m.figure is not one.part.figure and alike(m, one.part)
        and m.figure.dimension is one.part.figure.dimension
        and bare and _BUDGET_WORDS.sub("", m.name) == bare
    ]  # fmt: skip
    return same[-1] if len({m.figure.value for m in same}) == 1 else None


_BUDGET_WORDS = regex.compile(
    r"公共|一般|预算|财政|地方|本级|累计|完成|全[省市州县区镇]|[市县区]级"
)


def _block(share: Share) -> int:
    return share.talk.passage.block


def _runs(shares: list[Share], order: dict[int, int]) -> list[list[Share]]:
    """Shares of one whole by its name, not far from one another."""
    runs: list[list[Share]] = []
    for one in shares:
        for run in reversed(runs):
            near = order[_block(one)] - order[_block(run[-1])] <= _NEAR
            if near and _same_whole(run[-1], one):
                run.append(one)
                break
        else:
            runs.append([one])
    return runs


def _same_whole(a: Share, b: Share) -> bool:
    named = a.explicit == b.explicit and not _PLAN.search(a.explicit)
    kind = a.part.figure.dimension is b.part.figure.dimension and alike(a.part, b.part)
    return named and kind and {a.part.role, b.part.role} != {"budget", "actual"}


# 占年初预算的…: every item has a plan of its own
_PLAN = regex.compile(r"^(?:.*(?:年初|调整|全年|年度|本年).*)?(?:预算|任务|计划|目标)数?$")


def _fitting(run: list[Share], talks: list[Talk]) -> Mention | None:
    """The level nearby of which most of the shares hold, if chance could hardly make them."""
    largest = max(one.part.figure.value for one in run)
    own = {id(one.part.figure) for one in run}
    best: tuple[int, Mention] | None = None
    for mention in (m for talk in talks for m in talk.mentions if m.is_level):
        same = mention.figure.dimension is run[0].part.figure.dimension
        same = same and alike(mention, run[0].part)
        if not same or id(mention.figure) in own or mention.figure.value < largest:
            continue
        fitting = [one for one in run if mention.figure.value and _fits(one, mention)]
        telling = [one for one in fitting if _is_telling(one)]
        if telling and len(fitting) * 2 >= len(run) and (best is None or best[0] < len(fitting)):
            best = len(fitting), mention
    return best[1] if best is not None else None


def _is_telling(one: Share) -> bool:
    """Whether the share has digits enough, and is not all of the whole."""
    figure = one.percent.figure
    return figure.value != 100 and figure.value >= _TELLING * figure.step


def _fits(one: Share, whole: Mention) -> bool:
    return holds(_of(one, whole))


def _of(one: Share, whole: Mention) -> Relation:
    computed = percent_of(one.part.term, whole.term)
    return Relation("share", one.percent.term, computed, subject=one.part.name)


def _against(run: list[Share], whole: Mention) -> Iterator[Relation]:
    proven = sum(_fits(one, whole) for one in run) > 1
    for one in run:
        relation = _of(one, whole)
        sure = proven or explained(relation)
        yield relation if sure else replace(relation, certainty=Certainty.LIKELY)


def _among(run: list[Share]) -> Iterator[Outcome]:
    """The whole that the share of the largest part implies, against the others' ."""
    names = [one.part.name for one in run]
    if (
        kinds_of(run[0].explicit, names) is Closure.SURE
        and len({one.part.figure.value for one in run}) > 1
    ):
        whole = total(one.part.term for one in run)
        for one in run:
            computed = percent_of(one.part.term, whole)
            yield Relation("share", one.percent.term, computed, subject=one.part.name)
        return
    usable = [one for one in run if one.percent.figure.value and one.part.figure.value]
    if not usable:
        return
    tried = [[(one, implied(one, base)) for one in run if one is not base] for base in usable]
    chosen = max(tried, key=lambda pairs: (sum(holds(r) for _, r in pairs), _weight(pairs)))
    agreeing = sum(holds(relation) for _, relation in chosen)
    for _, relation in chosen:
        if holds(relation) or agreeing > 1 or explained(relation):
            yield relation
            continue
        certainty = Certainty.LIKELY if agreeing else Certainty.POSSIBLE
        yield replace(relation, certainty=certainty, doubt="relation-uncertain")


def _weight(pairs: list[tuple[Share, Relation]]) -> int:
    """Small parts imply a whole loosely: they are better judged than judging."""
    return -int(sum(one.part.figure.value for one, _ in pairs))


def implied(one: Share, base: Share) -> Relation:
    """A share of the whole that another share implies."""
    computed = one.part.term / base.part.term * base.percent.term
    return Relation("share", one.percent.term, computed, subject=one.part.name)
