"""The whole of shares where the text names it otherwise, or prints it nowhere.

Shares of one name, or of one sentence, are shares of one whole: a level nearby, the sum of their
parts, or what each of them implies (part ÷ share).  The whole that most of them fit, if chance
could hardly make them, is the one; a share that does not fit it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import regex

from ...normalize.figure import Hedge
from ...normalize.measures import measure_of, one_name
from ..causes import CHANCE, FEW, explained
from ..edits import digit_edits, scale_edits
from ..exchanges import luck_of
from ..expression import Expression, percent_of, term, total
from ..judge import Verdict, holds, judge
from ..prose.mention import Mention, Talk
from ..relation import Certainty, Outcome, Relation, Unlinked
from ..rule import Level
from ..sums.kinds import Closure, kinds_of
from ..sums.measures import common_end
from ..sums.parts import alike

if TYPE_CHECKING:
    from .share import Share

_NEAR = 8  # passages
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Whole:
    """What may be the whole of a run: each share recomputed with it, how many shares fit, by what
    `chance` they would, and how many must fit to show that one which does not is wrong."""

    relations: tuple[tuple[Share, Relation], ...]
    fits: int
    chance: Fraction
    enough: int

    @property
    def proven(self) -> bool:
        return self.fits > 0 and self.chance * CHANCE <= 1


def settle(shares: list[Share], talks: list[Talk]) -> Iterator[Outcome]:
    """The shares whose whole was not found, tied by what they have in common."""
    for run in runs_of(shares, talks):
        told = weigh(run, talks) if len(run) >= _of_one_plan(run) else {}
        fitting = [one for one in run if id(one) not in told or holds(told[id(one)])]
        yield from _misprinted_whole(fitting, list(told.values()), talks)
        alone = [[one] for one in run] if is_plan(run[0].explicit) else [run]
        yield from told.values() or (
            outcome for some in alone for outcome in _unproven(some, _before(some, talks, 1))
        )


def _misprinted_whole(
    run: Sequence[Share], told: Sequence[Relation], talks: list[Talk]
) -> Iterator[Relation]:
    """The most finely printed of shares that fit one another and no printed amount, against the
    amount that bears their whole's name, where one slip of the pen in that keeps all from it."""
    own = {f for one in run for f in (one.part.figure, one.percent.figure)}
    printed = any(set(r.computed.figures) - own for r in told if holds(r))
    if not told or len(run) < _TELLING or printed:
        return
    finest = min((one for one in run if one.part.figure.value), key=_looseness)
    named = [m for m in nearby_levels(run, talks) if any(_is_of(m, one) for one in run)]
    for level in named:
        relation = _relation(finest, percent_of(finest.part.term, level.term))
        slips = [*scale_edits(level.figure), *digit_edits(level.figure)]
        meant = (term(slip.undone(level.figure)) for slip in slips)
        rare = luck_of(relation) * len(slips) * len(named) * FEW <= 1
        if rare and any(all(map(holds, shares_in(run, whole))) for whole in meant):
            yield replace(relation, level=Level.WARNING.value)


def _is_of(level: Mention, one: Share) -> bool:
    """Whether an amount has the name of a share's whole, or of its part where that has none."""
    kin = not total_of(one.explicit) and common_end(level.name, one.part.name) >= _NOUN
    return kin or _bears(level.name, one)


_NOUN = 2  # letters


def _of_one_plan(run: Sequence[Share]) -> int:
    """How many shares it takes to be of one whole: every item may have a plan of its own."""
    return 3 if is_plan(run[0].explicit) else 1


def common_whole(run: Sequence[Share], talks: list[Talk]) -> Whole | None:
    """The whole that most of a run fit, a printed one before one that is only implied; None where
    chance may have made them fit."""
    levels = nearby_levels(run, talks)
    chance, told = Fraction(1), 2
    if len(run) > 1 and (make_whole(run) or any(_adds_up(run, m) for m in levels)):
        chance, told = Fraction(1, _RARE), 1  # the parts are all that their whole is made of
    tried = [_whole(shares_in(run, m.term), run, chance * len(levels), told) for m in levels]
    if len(run) > 1:
        tried.append(_whole(shares_in(run, total(s.part.term for s in run)), run, chance, told))
    for base in sorted(run, key=_looseness)[:_TELLING]:
        if base.percent.figure.value and base.part.figure.value:
            rest = [one for one in run if one is not base]
            shares = [implied(one, base) for one in rest]
            own = _whole(shares, rest, chance * len(run), told + 1)
            tried.append(replace(own, fits=own.fits + 1 if own.fits else 0))
    proven = (whole for whole in tried if whole.proven)
    return max(proven, key=lambda whole: whole.fits - whole.enough, default=None)


def shares_in(run: Sequence[Share], whole: Expression) -> list[Relation]:
    """The shares of a run recomputed as those of one whole."""
    return [_relation(one, percent_of(one.part.term, whole)) for one in run]


def nearby_levels(run: Sequence[Share], talks: list[Talk]) -> list[Mention]:
    """The levels before a run's end that are large enough to be its whole, each amount once."""
    largest = max(one.part.figure.value for one in run)
    own = {id(one.part.figure) for one in run}
    part = run[0].part
    found = {
        m.figure.value: m for talk in _before(run, talks, _NEAR) for m in talk.mentions
        if m.is_level and m.figure.dimension is part.figure.dimension and alike(m, part)
        and m.figure.hedge in (Hedge.NONE, Hedge.MORE)
        and id(m.figure) not in own and m.figure.value >= largest and m.figure.value
    }  # fmt: skip
    return list(found.values())


def _before(run: Sequence[Share], talks: list[Talk], back: int) -> list[Talk]:
    """The passages of a run, and some before it."""
    until = [talk for talk in talks if talk.passage.block <= _block(run[-1])]
    begun = next(i for i, talk in enumerate(until) if talk.passage.block == _block(run[0]))
    return until[max(0, begun - back) :]


_RARE = 20
_TELLING = 3  # shares, the most finely printed


def _looseness(one: Share) -> Fraction:
    figure = one.percent.figure
    return Fraction(figure.step) / Fraction(figure.value or figure.step)


def _whole(relations: list[Relation], run: Sequence[Share], chance: Fraction, enough: int) -> Whole:
    # a share off by rounding is not wrong, but shows no whole either
    held = [r for r in relations if judge(r).verdict is Verdict.AGREES]
    for relation in held:
        chance *= luck_of(relation)
    return Whole(tuple(zip(run, relations, strict=True)), len(held), chance, enough)


_HUNDREDTHS = 3


def make_whole(run: Sequence[Share]) -> bool:
    """Whether the parts are all there is: by their kinds, or because their shares are 100%."""
    names = [one.part.name for one in run]
    known = kinds_of(run[0].explicit, names, unsaid=False) is Closure.SURE
    some = [one for one in run if one.percent.figure.value] or run  # 0% is printed coarsely
    telling = _HUNDREDTHS * _step(some) * CHANCE <= _HUNDRED
    return known or (telling and _is_hundred(some))


def _adds_up(run: Sequence[Share], whole: Mention) -> bool:
    return holds(Relation("share", whole.term, total(s.part.term for s in run)))


def _is_hundred(run: Sequence[Share]) -> bool:
    """Whether the shares make 100%, their last digits apart."""
    if len(run) < 2:
        return False
    said = sum((s.percent.figure.value for s in run), Decimal(0))
    return abs(said - _HUNDRED) * 2 <= _HUNDREDTHS * _step(run)


def _step(run: Sequence[Share]) -> Decimal:
    return max(one.percent.figure.step for one in run)


def weigh(run: Sequence[Share], talks: list[Talk]) -> dict[int, Relation]:
    """Each share of a run against the whole that is proven for it, by the share's identity; empty
    where none is.  Shares that do not fit may have a whole of their own."""
    whole = common_whole(run, talks)
    if whole is None:
        return {}
    told = {id(one): relation for one, relation in whole.relations if holds(relation)}
    failing = [one for one, relation in whole.relations if not holds(relation)]
    others = weigh(failing, talks) if 1 < len(failing) < len(run) else {}
    for one, relation in whole.relations:
        other = others.get(id(one))
        if other is not None and holds(other):
            told[id(one)] = other
        elif id(one) not in told:
            sure = _sure(relation, whole, len(run))
            told[id(one)] = relation if sure else replace(relation, certainty=Certainty.LIKELY)
    return told


def _sure(relation: Relation, whole: Whole, size: int) -> bool:
    """Whether a share that does not fit is wrong: most others do, or a slip of the pen tells."""
    return whole.fits * 2 >= size and (whole.fits >= whole.enough or explained(relation))


def _unproven(run: list[Share], talks: list[Talk]) -> Iterator[Outcome]:
    """Shares that nothing proves to be of one whole, at their word."""
    if len(run) == 1:
        yield _single(run[0], talks)
        return
    if len({one.part.figure.value for one in run}) > 1 and make_whole(run):
        yield from shares_in(run, total(one.part.term for one in run))
        return
    usable = [one for one in run if one.percent.figure.value and one.part.figure.value]
    tried = [[implied(one, base) for one in run if one is not base] for base in usable]
    for relation in max(tried, key=lambda rows: sum(map(holds, rows)), default=[]):
        told = holds(relation) or (run[0].explicit and explained(relation))
        doubtful = replace(relation, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")
        yield relation if told else doubtful


def _single(one: Share, talks: list[Talk]) -> Outcome:
    """A share against the levels near it whose name is that of its whole: the one that fits, or
    misses it by a slip of the pen."""
    if not one.explicit:
        return Unlinked(one.percent.figure.span, "whole-missing", "share")
    tried = [_relation(one, percent_of(one.part.term, m.term)) for m in _kindred(one, talks)]
    told = next((r for r in tried if holds(r)), None)
    told = told or next((r for r in tried if explained(r)), None)
    return told or Unlinked(one.percent.figure.span, "other-whole", "share")


def _kindred(one: Share, talks: list[Talk]) -> list[Mention]:
    """The levels before a share, in its paragraph or the one before, that bear the whole's name
    (财政收入 for 全市一般公共预算收入), or where that is but 总数, the end of the part's name."""
    found = {
        m.figure.value: m for talk in talks if _block(one) >= talk.passage.block
        for m in talk.mentions
        if m.is_level and m.figure.value > one.part.figure.value and alike(m, one.part)
        and m.figure.dimension is one.part.figure.dimension and _bears(m.name, one)
    }  # fmt: skip
    return list(reversed(found.values()))


def _bears(name: str, one: Share) -> bool:
    whole = _PLACES.sub("", total_of(one.explicit))
    own = _PLACES.sub("", name)
    if measure_of(name).core == one_name(whole):
        return True  # GDP for 全区实现地区生产总值（GDP）
    if len(whole) > 1:
        plain = own.replace("的", ""), whole.replace("的", "")
        return plain[0].endswith(plain[1]) or _BUDGET_WORDS.sub("", own) == _BUDGET_WORDS.sub(
            "", whole
        )
    return not whole and len(own) > 1 and one.part.name.endswith(own)


_PLACES = regex.compile(r"^.*(?:全[国省市州县区镇]|我[国省市州县区镇])(?:共有?)?")
_BUDGET_WORDS = regex.compile(r"公共|一般|预算|财政|地方|本级|累计|完成|[市县区]级")


def _block(share: Share) -> int:
    return share.talk.passage.block


def runs_of(shares: list[Share], talks: list[Talk]) -> list[list[Share]]:
    """Shares of one whole by its name, not far from one another, or of one sentence."""
    order = {talk.passage.block: index for index, talk in enumerate(talks)}
    runs: list[list[Share]] = []
    for one in shares:
        for run in reversed(runs):
            near = order[_block(one)] - order[_block(run[-1])] <= _NEAR
            if near and same_whole(run[-1], one):
                run.append(one)
                break
        else:
            runs.append([one])
    return runs


def same_whole(a: Share, b: Share) -> bool:
    """Whether two shares speak of one whole: by its name, or in one sentence without a name."""
    kind = a.part.figure.dimension is b.part.figure.dimension and alike(a.part, b.part)
    if not kind or {a.part.role, b.part.role} == {"budget", "actual"}:
        return False
    if a.explicit and b.explicit:
        plan = is_plan(a.explicit) and a.talk is not b.talk
        own = plan or _OF_THE_PART.match(a.explicit) is not None
        return not own and same_whole_name(a.explicit, b.explicit)
    same = a.talk is b.talk and a.percent.sentence == b.percent.sentence
    return same and not (a.explicit or b.explicit)


_OF_THE_PART = regex.compile("同[类种等行级档]|各自|自身|其(?![他它余])")


def same_whole_name(one: str, other: str) -> bool:
    """投诉总量 and 投诉总数: one total by two names."""
    return one == other or (bool(total_of(one)) and total_of(one) == total_of(other))


def total_of(name: str) -> str:
    """What a total is of: 总支出, 支出合计 and 本年支出总额 are all of 支出."""
    return _TOTAL.sub("", name)


_TOTAL = regex.compile("总[计额数量]?|合计|共计|全部|本年度?|全年|当年|[数的]$")


def is_plan(name: str) -> bool:
    """占年初预算的…: every item has a plan of its own."""
    return bool(_PLAN.search(name))


_PLAN = regex.compile(r"^(?:.*(?:年初|调整|全年|年度|本年).*)?(?:预算|任务|计划|目标)数?$")


def _relation(one: Share, computed: Expression) -> Relation:
    return Relation("share", one.percent.term, computed, subject=one.part.name, adjustable=True)


def implied(one: Share, base: Share) -> Relation:
    """A share of the whole that another share implies."""
    return _relation(one, one.part.term / base.part.term * base.percent.term)
