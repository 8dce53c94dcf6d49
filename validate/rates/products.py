"""Products that only their arithmetic shows: heads, what each gets, and the money, standing apart.

A standard (每人每年600元, 120元/亩) or a mean (户均2.1万元) is set out in one sentence, the heads
are counted in another, the money is named in a third.  Numbers of its unit and amounts of its kind
that stand together, or near it, are tried with it: a product of several digits hardly holds by
chance, nor does chance hardly make one that misses by a single slip of the pen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from ...normalize.figure import Figure, Hedge
from ...normalize.reading import Reading
from ..causes import CHANCE, FAIR, HINT, slips
from ..edits import digit_edits, slip_counts
from ..expression import total
from ..judge import Verdict, holds, judge
from ..prose.mention import find_talks
from ..prose.placed import Placed
from ..relation import Relation
from ..rule import Level, Memo
from .per_unit import kinds_of, per_units
from .triple import Standard, Triple, standard_of

_REACH = 2  # passages between a standard and what it is tried with
_SIBLINGS = 3  # heads for which a standard holds


@dataclass(frozen=True, slots=True)
class Products:
    """money = standard × heads, where they agree, or one slip of the pen keeps them from it.
    `held` are the standards with the amounts that they make, be it for half a year."""

    relations: tuple[Relation, ...]
    held: frozenset[frozenset[Figure]]


def find_products(reading: Reading, memo: Memo) -> Products:
    """What all the standards of a text make."""
    pairs = _pairs(memo)
    holding = [t for tried in pairs for t in tried if t.holds]
    told = {t.money: t.relation for t in reversed(holding)}
    found = [r for r in told.values() if judge(r).verdict is Verdict.AGREES]
    found += _slipped(pairs, holding, memo)
    found += [*_other_standards(pairs, holding), *_made_up(memo, holding)]
    held = {frozenset((t.standard.said.figure, t.money.figure)) for t in holding}
    return Products(tuple(found), frozenset(held))


def find_standards(reading: Reading, memo: Memo) -> list[Standard]:
    """Every standard, price or mean of one kind of thing, in the order of the text."""
    found = (
        standard_of(rate, Placed(talk, rate.mention, number))
        for number, talk in enumerate(memo(find_talks))
        for rate in per_units(talk)
    )
    return [standard for standard in found if standard is not None]


def _levels(reading: Reading, memo: Memo) -> dict[str, dict[int, list[Placed]]]:
    """The levels of the text by their base unit and passage, but for what is itself per unit."""
    each = {standard.said.figure for standard in memo(find_standards)}
    found: dict[str, dict[int, list[Placed]]] = {}
    for number, talk in enumerate(memo(find_talks)):
        for mention in talk.mentions:
            figure = mention.figure
            plain = mention.is_level and figure.hedge is Hedge.NONE and figure.value > 0
            if plain and figure not in each:
                for kind in kinds_of(talk, mention):
                    passages = found.setdefault(kind, {})
                    passages.setdefault(number, []).append(Placed(talk, mention, number))
    return found


def _pairs(memo: Memo) -> list[list[Triple]]:
    """Heads and money that stand together, or near a standard, each pair with the standards it may
    be tried with, the nearest first."""
    said = memo(_levels)
    found: dict[tuple[Placed, Placed], list[Triple]] = {}
    for standard in memo(find_standards):
        for thing, (base, scale) in product(standard.things, standard.makes):
            for number, heads in said.get(thing, {}).items():
                moneys = said.get(base, {})
                near = _around(standard, number)
                for head, money in product(heads, (m for n in near for m in moneys.get(n, ()))):
                    triple = Triple(standard, head, money, scale)
                    if triple.may_be(_REACH):
                        found.setdefault((head, money), []).append(triple)
    return [sorted(triples, key=lambda t: t.distance) for triples in found.values()]


def _around(standard: Standard, number: int) -> range:
    """The passages where the money for heads may stand that are told in passage `number`."""
    reach = _REACH if abs(standard.said.number - number) <= _REACH else 0
    return range(number - reach, number + reach + 1)


def _slipped(
    pairs: Sequence[list[Triple]], holding: Sequence[Triple], memo: Memo
) -> Iterator[Relation]:
    """The products that one slip of the pen keeps from holding, of what holds nowhere."""
    sure = {t.standard.said.figure for t in holding} | _repeated(memo)
    proven = _proven(holding)
    tried: dict[Standard, list[Triple]] = {}
    for triples in pairs:
        if _open(triples[0], holding):
            values = {t.standard.value: t for t in reversed(triples)}  # the nearest of each
            for triple in values.values():
                if triple.together or len(values) == 1 or not triple.alike:  # else of several each
                    tried.setdefault(triple.standard, []).append(triple)
    for standard, triples in tried.items():
        siblings = proven[standard.value]
        told = [t for t in triples if _telling(t, sure, triples, siblings)]
        said = {(t.heads.figure.value, t.money.figure.value) for t in told}
        if len(said) == 1 or all(t.together for t in told):
            yield from (_weighed(t) for t in told)
        alone = [t for t in triples if t not in told and _alone(t, triples)]
        for triple in alone if siblings >= _SIBLINGS else ():
            yield replace(triple.relation, level=Level.REVIEW)
        if not told:
            yield from (t.relation for t in _misprinted(triples))


def _telling(triple: Triple, sure: set[Figure], tried: Sequence[Triple], siblings: int) -> bool:
    """Whether a slip of a figure that nothing vouches for explains a product that does not hold,
    and chance, over all the slips that are no rarer and all that is tried, hardly could.  Less will
    do where one item says it all, or the standard holds for others."""
    doubtful = [figure for figure in triple.figures if figure not in sure]
    found = [slip for slip in triple.slips() if slip[0] in doubtful]
    if not found or judge(triple.relation).verdict is not Verdict.DISAGREES:
        return False
    asserted = triple.together and (siblings > 0 or triple.distance == (0, 0))
    beside = [t for t in tried if t.item == triple.item] if asserted else tried
    if triple.measured and not asserted:
        asserted, beside = True, [t for t in tried if t.measured]
    counts = [n for f in doubtful for code, n in slip_counts(f).items() if code != "unit-slip"]
    counts.append(1)  # a point moved in one figure is as good as moved in another
    rarest = min(1 if code == "unit-slip" else slip_counts(f)[code] for f, code, _ in found)
    if triple.standard.rate.mean and triple.alike and triple.gap < FAIR:
        return False  # a mean of an amount or a number that was revised since
    tries = sum(n for n in counts if n <= rarest) * len(beside)
    paid = triple.standard.rate.mean and triple.standard.rate.of == "元"  # by whom, may differ
    odds = HINT // (1 + siblings) if asserted and not paid else CHANCE
    return tries * odds <= triple.room and triple.kindred


def _weighed(triple: Triple) -> Relation:
    """A warning; for review where the difference is no larger than between a plan and its outturn
    told in different places, and too few of its digits differ to tell."""
    planned = triple.alike and triple.gap < FAIR and not triple.together
    return replace(triple.relation, level=Level.REVIEW if planned else Level.WARNING)


def _alone(triple: Triple, tried: Sequence[Triple]) -> bool:
    """Whether heads and money are all that stands in their item, and do not fit."""
    beside = [t for t in tried if t.item == triple.item and t.together]
    return triple.together and beside == [triple] and not holds(triple.relation)


def _misprinted(tried: Sequence[Triple]) -> list[Triple]:
    """The heads and money beside each other that all tell one other standard, a slip away."""
    each = tried[0].standard
    if each.rate.mean and each.said.figure.number.replace(".", "").strip("0") in "123456789":
        return []  # 户均增收0.1万元: rounded so far that nearly any money makes it
    meant = {e.value for e in digit_edits(tried[0].standard.said.figure)}
    for value in meant:
        told = [t for t in tried if t.together and t.with_standard(value)]
        if len({t.money.figure.value for t in told}) > 1:
            return told
    return []


def _open(triple: Triple, holding: Sequence[Triple]) -> bool:
    """Whether neither heads nor money are told by a product that holds.  Heads may be told again,
    with the money beside them."""
    if any(triple.money is t.money or (triple.heads is t.heads and t.together) for t in holding):
        return False
    values = {f.value for t in holding for f in (t.heads.figure, t.money.figure)}
    return triple.together or not {triple.heads.figure.value, triple.money.figure.value} & values


def _proven(holding: Sequence[Triple]) -> Counter[object]:
    """For how many heads a standard of some value holds."""
    return Counter(
        value for value, _ in {(t.standard.value, t.heads.figure.value) for t in holding}
    )


def _repeated(memo: Memo) -> set[Figure]:
    """What the text prints twice, each as one kind of amount."""
    groups = [[one for told in by.values() for one in told] for by in memo(_levels).values()]
    groups.append([standard.said for standard in memo(find_standards)])
    found = set()
    for group in groups:
        times = Counter(said.figure.value for said in group)
        found |= {said.figure for said in group if times[said.figure.value] > 1}
    return found


def _other_standards(
    pairs: Sequence[list[Triple]], holding: Sequence[Triple]
) -> Iterator[Relation]:
    """每亩120元 beside heads and money that are told by the 每亩100元 of other paragraphs, where
    that standard holds for several heads and a slip makes the two one."""
    proven = _proven(holding)
    for nearest, *others in pairs:
        held = next((t for t in others if t.holds), None)
        own = nearest.standard
        if held is None or proven[own.value] or nearest.distance == held.distance:
            continue
        meant = {edit.value for edit in digit_edits(own.said.figure)}
        if proven[held.standard.value] > 1 and held.standard.value in meant:
            yield replace(nearest.relation, level=Level.WARNING)


def _made_up(memo: Memo, holding: Sequence[Triple]) -> Iterator[Relation]:
    """按2500元/户的标准，市级A万元（1000元/户），县级B万元（1500元/户）: a standard is what those
    that pay for it give, where A and B are told by their own."""
    proven = {t.standard.said for t in holding if t.together}
    groups: dict[object, list[Standard]] = {}
    for standard in memo(find_standards):
        groups.setdefault((standard.said.item, standard.things), []).append(standard)
    for whole, *parts in groups.values():
        told = whole.said not in proven and all(part.said in proven for part in parts)
        if len(parts) > 1 and told:
            shares = total(part.said.mention.term for part in parts)
            name = whole.said.mention.name
            relation = Relation("unit-price", whole.said.mention.term, shares, subject=name)
            if holds(relation) or slips(relation):
                yield replace(relation, level=Level.WARNING)
