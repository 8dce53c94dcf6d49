"""Sums that only their arithmetic shows: levels that stand together near what they add up to.

Totals are announced in more ways than shapes can name (`用于甲a，乙b，…。以上c。`).  A run of
levels of one unit next to another level, cut where sentences or items end, is tried as its parts.
A run that one slip of the pen keeps from that level is taken for its parts where chance, over all
the runs tried, hardly made it so: less is asked of a run that the words announce, and least of one
that counts, item by item, what another run proves to be the whole list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.grid_words import is_total
from ...normalize.reading import Reading
from ..causes import CHANCE, FAIR, FEW, HINT, beyond_chance, explained
from ..edits import moves, roundness
from ..expression import total
from ..judge import Verdict, judge
from ..prose.mention import Talk, find_talks
from ..prose.placed import Placed, goes_on
from ..relation import Relation
from ..rule import Level, Memo
from .bounds import is_mean
from .pairs import find_pairs, says_whole

_KINDS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_REACH = 10  # passages between a total and its parts
_LONGEST = 24  # parts
_SENTENCES, _ITEMS = 5, 4  # ends of a run that are tried: of sentences, of items within them


_Run = tuple[Placed, ...]
_Place = tuple[tuple[int, int], ...]  # of a total and each of its parts, by passage and item


@dataclass(slots=True)
class _Tried:
    """A level with the runs beside it, and the levels right before and after it."""

    whole: Placed
    runs: list[_Run]
    neighbours: tuple[Placed, ...]

    @property
    def closed(self) -> list[_Run]:
        """The runs that add up to the level."""
        return [run for run in self.runs if _sum(run) == self.whole.value]


@dataclass(frozen=True, slots=True)
class _Twins:
    """By place, how many units have a list there that adds up, and that does not."""

    closed: Counter[_Place]
    open: Counter[_Place]


def find_near_sums(reading: Reading, memo: Memo) -> list[Relation]:
    """total = Σ parts, as a warning, where one slip of the pen keeps a run from its total; and what
    adds up beyond chance."""
    units = [(levels, _tried(levels)) for levels in _by_unit(memo)]
    twins = _Twins(_places(units, closed=True), _places(units, closed=False))
    return [r for levels, tried in units for r in _told(levels, tried, twins)]


def _tried(levels: Sequence[Placed]) -> list[_Tried]:
    return [
        _Tried(level, list(_runs(levels, at)), tuple(levels[max(0, at - 1) : at + 2 : 2]))
        for at, level in enumerate(levels)
    ]


def _places(units: Sequence[tuple[list[Placed], list[_Tried]]], closed: bool) -> Counter[_Place]:
    """How many units are told item by item at each place, of lists that add up or that do not."""
    return Counter(
        place
        for _, tried in units
        for place in {
            _place(one.whole, run)
            for one in tried for run in one.runs if (_sum(run) == one.whole.value) is closed
        }
    )  # fmt: skip


def _place(whole: Placed, run: _Run) -> _Place:
    return (whole.sentence, *(told.item for told in run))


def _by_unit(memo: Memo) -> list[list[Placed]]:
    """The levels of the text that may be added up, in its order; any unit of money is one."""
    found: dict[str, list[Placed]] = {}
    for number, talk in enumerate(memo(find_talks)):
        for mention in talk.mentions:
            figure = mention.figure
            plain = figure.hedge is Hedge.NONE and figure.value > 0 and figure.dimension in _KINDS
            if plain and mention.is_level and not mention.last_year and not is_mean(talk, mention):
                unit = "元" if figure.dimension is Dimension.MONEY else figure.unit
                found.setdefault(unit, []).append(Placed(talk, mention, number))
    return list(found.values())


def _told(levels: Sequence[Placed], tried: Sequence[_Tried], twins: _Twins) -> Iterator[Relation]:
    """Sums of one unit.  What adds up, or stands a second time, is no slip."""
    printed = Counter(level.value for level in levels)
    sure = {level.figure for level in levels if printed[level.value] > 1}
    for one in tried:
        for run in one.closed:
            sure.update(told.figure for told in (one.whole, *run))
    pairs = [(pair, _relation(pair.whole, pair.parts)) for pair in find_pairs(levels)]
    holding = [(pair, made) for pair, made in pairs if pair.beyond_chance and not _failing(made)]
    sure.update(figure for pair, _ in holding for figure in pair.figures)
    places = {pair.place for pair, _ in holding} - {None}
    runs = [*_slipped(levels, tried, twins, sure), *_holding(tried, twins)]
    yield from runs
    known = {relation.places for relation in runs}
    for pair, made in pairs:
        if made.places in known:
            continue
        if pair.beyond_chance and not _failing(made):
            yield made
        elif pair.suspects - sure and (pair.leaves_some or _may_be(pair.whole, pair.parts)):
            odds = HINT * pair.grain if pair.place in places else pair.odds
            if _failing(made) and beyond_chance(made, odds):
                yield replace(made, by_digits=True)


def _holding(tried: Sequence[_Tried], twins: _Twins) -> Iterator[Relation]:
    """The runs that add up to a level beside them, where chance hardly made it so."""
    for one in tried:
        for run in one.closed:
            step = min(told.figure.step for told in (one.whole, *run))
            if one.whole.value >= step * _odds(one, run, twins):
                yield _relation(one.whole, run)


def _slipped(
    levels: Sequence[Placed], tried: Sequence[_Tried], twins: _Twins, sure: set[Figure]
) -> Iterator[Relation]:
    """Runs that one slip of the pen keeps from a level beside them."""
    added_up: dict[Decimal, set[Figure]] = {}  # the parts of what adds up, by their total
    for one in tried:
        for run in one.closed:
            added_up.setdefault(one.whole.value, set()).update(told.figure for told in run)
    printed = {level.value for level in levels}
    moved = {level.figure: moves(level.figure) for level in levels}
    for one in tried:
        again = added_up.get(one.whole.value, set())  # what it is divided into already
        for run in one.runs:
            gap = _sum(run) - one.whole.value
            parts = {told.figure for told in run if -gap in moved[told.figure]}
            suspects = parts | ({one.whole.figure} if gap in moved[one.whole.figure] else set())
            other = _sum(run) in printed and not _is_their_total(one.whole, run)
            open_ = twins.open[_place(one.whole, run)] >= _PAIR or other
            open_ = open_ or any(told.figure in again for told in run)
            if suspects - sure and not open_ and _may_be(one.whole, run):
                relation = replace(_relation(one.whole, run), by_digits=bool(again))
                odds = _odds(one, run, twins)
                if _failing(relation) and explained(relation, max(odds, CHANCE) if again else odds):
                    yield relation
                    break


def _odds(one: _Tried, run: _Run, twins: _Twins) -> int:
    """How unlikely chance must be to take a run for the parts of a level: least where what it
    tells in another unit shows that the list is whole."""
    place = _place(one.whole, run)
    if twins.closed[place] and len(run) >= _LONG:
        return FEW
    if _ends_in_the_rest(one.whole, run):
        return FEW
    words = _announced(one.whole, run)
    odds = _unannounced(one, run) if not words else FAIR if _WHOLE.search(words) else CHANCE
    return odds * roundness([told.figure for told in (one.whole, *run)])


def _ends_in_the_rest(whole: Placed, run: _Run) -> bool:
    """Whether a run goes from its whole to what is left of that: `接受a，拨付b，列支c，余款d`."""
    last = run[-1]
    inside = whole.at < run[0].at and whole.sentence == last.sentence
    return inside and _LEFT.search(last.talk.words_before(last.mention)) is not None


def _unannounced(one: _Tried, run: _Run) -> int:
    """The odds asked of a run that nothing announces: the less, the more the words call the level
    a total and its parts none, the nearer they stand, and the fewer things are merely counted.
    Weighed on the sums that hold, and that seem to fail, in 950 texts."""
    whole, after = one.whole, run[0].at > one.whole.at
    counted = whole.figure.dimension is Dimension.COUNT
    total_ = says_whole(whole)
    alone = total_ and not any(map(says_whole, run))
    beside = after and run[0] in one.neighbours
    if not counted and (alone or (total_ and beside)):
        return HINT if alone and beside else FAIR
    if after and (alone or not (counted or _of_one_kind(whole, run))):
        return CHANCE
    return CHANCE * len(one.runs)


def _of_one_kind(whole: Placed, run: _Run) -> bool:
    """水稻产量a。油料产量b，水果产量c: each may be one of many."""
    last = whole.mention.name[-2:]
    return any(last in told.talk.words_before(told.mention) for told in run)


def _is_their_total(whole: Placed, run: _Run) -> bool:
    """Whether a level says by its words that it is the total of a run, whoever else tells it."""
    return is_total(whole.mention.name) or bool(_LEAD.search(_announced(whole, run)))


def _announced(whole: Placed, run: _Run) -> str:
    """The words after a level that announce the run next to it as its parts, if any do."""
    first, last = run[0], run[-1]
    if whole.number == first.number:
        words = _last_words(first.talk, whole.mention.at + 1, first.mention.at)
    elif whole.number + 1 == first.number and not first.mention.sentence:
        here = _last_words(whole.talk, whole.mention.at + 1, len(whole.talk.tokens))
        words = here.rstrip() + "\n" + _last_words(first.talk, 0, first.mention.at)
    else:
        return ""
    if last.mention.name.startswith(_REST) and whole.sentence == last.sentence:
        return words + last.mention.name
    one_list = first.sentence == last.sentence or len({told.item for told in run}) == len(run)
    return words if one_list and _LIST.search(words) else ""


def _last_words(talk: Talk, start: int, end: int) -> str:
    """The words of a stretch behind its last figure."""
    figures = [at for at in range(start, end) if talk.tokens[at].figure is not None]
    return talk.between(max([start, *(at + 1 for at in figures)]), end)


_REST = ("剩余", "其余")
_LEFT = regex.compile(r"余款|结余|结存|节余|剩余|余额|其余|余下")
_LIST = regex.compile(r"其中|包括|分类|如下|分别[为是]|(?:^|[。，：；,:;])\s*含")
_WHOLE = regex.compile(r"分类|如下|组成|剩余|其余|其中[：:]\n")
_LONG = 4  # parts


def _relation(whole: Placed, run: _Run) -> Relation:
    made = total(told.mention.term for told in run)
    name = whole.mention.name
    relation = Relation("sum-breakdown", whole.mention.term, made, subject=name)
    return replace(relation, level=Level.WARNING)


def _failing(relation: Relation) -> bool:
    return judge(relation).verdict is Verdict.DISAGREES


def _may_be(whole: Placed, run: _Run) -> bool:
    """Whether the words allow a sum: no income in spending, no plan among what was spent, and no
    part that is all of it."""
    other = {"收入": "支出", "支出": "收入"}.get(whole.mention.name[-2:], "-")
    roles = {told.mention.role for told in (whole, *run)}
    crossed = any(told.mention.name.endswith(other) for told in run)
    again = any(told.value == whole.value for told in run)
    return not (crossed or again or {"budget", "actual"} <= roles or _holds_its_total(run))


def _holds_its_total(run: _Run) -> bool:
    """下达336，发放288，结余48: one level is what the others make, and would count twice."""
    return len(run) > _PAIR and _sum(run) == 2 * max(told.value for told in run)


_PAIR = 2  # levels


def _sum(run: _Run) -> Decimal:
    return sum((told.value for told in run), Decimal(0))


def _runs(levels: Sequence[Placed], at: int) -> Iterator[_Run]:
    """The runs before and after a level, right beside it or beyond its sentence; of each, all that
    stand outside brackets, the first of every item, and the first of every numbered passage."""
    seen: set[_Run] = set()
    for low, high in _spans(levels, at):
        depth = min(told.mention.depth for told in levels[low : high + 1])
        flat = tuple(told for told in levels[low : high + 1] if told.mention.depth == depth)
        firsts = {told.item: told for told in reversed(flat)}
        heads = {told.number: told for told in reversed(flat) if _is_head(told)}
        for run in (flat, *(tuple(reversed(some.values())) for some in (firsts, heads))):
            if len(run) > 1 and run not in seen:
                seen.add(run)
                yield run


def _spans(levels: Sequence[Placed], at: int) -> Iterator[tuple[int, int]]:
    """The first and last level of each run next to a level."""
    for step in (1, -1):
        beyond = at + step
        while 0 <= beyond < len(levels) and levels[beyond].sentence == levels[at].sentence:
            beyond += step
        for start in dict.fromkeys((at + step, beyond)):
            for end in _ends(levels, at, start, step):
                yield (start, end) if step > 0 else (end, start)


def _ends(levels: Sequence[Placed], at: int, start: int, step: int) -> Iterator[int]:
    """Where a run may end that begins at `start`: at the end of a sentence, or of an item in it."""
    sentences = items = 0
    for end in range(start, start + step * _LONGEST, step):
        if not 0 <= end < len(levels) or abs(levels[end].number - levels[at].number) > _REACH:
            return
        after = levels[end + step] if 0 <= end + step < len(levels) else None
        if after is None or after.sentence != levels[end].sentence:
            inside = levels[end].number == levels[at].number
            if after is None or inside or not goes_on(levels[end], after):
                sentences += 1
                yield end
        elif _is_edge(levels[end], after, step):
            yield end
        elif after.item != levels[end].item and items < _ITEMS:
            items += 1
            yield end
        if sentences == _SENTENCES:
            return


def _is_edge(last: Placed, after: Placed, step: int) -> bool:
    """Whether a list of one sentence ends at a level: its 合计 follows, or 如下 leads it in."""
    if step > 0:
        return is_total(after.mention.name)
    return _LEAD.search(last.talk.between(after.mention.at + 1, last.mention.at)) is not None


_LEAD = regex.compile(r"如下[:：]")


def _is_head(told: Placed) -> bool:
    """Whether a level's passage is numbered."""
    return any(mark.heads and mark.number for mark in told.talk.passage.marks[:1])
