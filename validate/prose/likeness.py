"""How likely two figures are told of one fact, by their words and by where they stand.

One fact is told in other words each time, so words alone tie few figures; how much more often two
statements of one fact share that many words, or stand that close, than two facts do has been
counted on real reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

import regex

from ...normalize.figure import Dimension, Figure
from ...normalize.measures import measure_of
from ...normalize.period import PeriodKind
from .mention import Mention, Talk
from .told import Said, Words, joined, kind_of

_PLAN = regex.compile(r"计划|任务|目标")


class Likeness:
    """How alike the words of two figures are, rare ones weighing more than those said of many."""

    def __init__(self, said: Sequence[Said], talks: Sequence[Talk]) -> None:
        self._said = said
        times = Counter(pair for one in said for pair in one.words)
        self._weights = {
            pair: ((len(said) + _SMOOTH) // n).bit_length() for pair, n in times.items()
        }
        self._printed: dict[Hashable, set[tuple[int, int]]] = {}
        for number, talk in enumerate(talks):
            for mention in talk.mentions:
                value = kind_of(mention.figure), mention.figure.value
                self._printed.setdefault(value, set()).add((number, mention.sentence))

    def tenths(self, one: Said, other: Said) -> int:
        """Of ten parts of the words of the one that says less, how many the other says too; or how
        many letters right beside two things counted are the same (【带动】35户【困难户】)."""
        if one.of is not None and one.of == other.of:
            return _MOST
        least = min(self._weight(one.words), self._weight(other.words))
        alike = 10 * self._weight(one.words & other.words) // (least + _FEW_WORDS)
        if one.is_count:
            run = sum(shared(a, b) for a, b in zip(one.beside, other.beside, strict=True))
            alike = max(alike, min(run + 1, _MOST) if run else 0)
        return alike

    def odds(self, one: Said, other: Said) -> Fraction:
        """How many times likelier two statements of one fact are so alike and so placed than two
        facts of this report: less likely where more of its figures have such words."""
        flow = flows(one, other)
        if flow > 1:
            return Fraction(flow)
        return self._by_words(one, other) * (_COMPANY if in_company(one, other) else 1)

    def _by_words(self, one: Said, other: Said) -> Fraction:
        alike = self.tenths(one, other)
        if one.sentence == other.sentence:
            return _NO_WORD if alike == 0 or abs(one.order - other.order) > 1 else Fraction(1)
        beside = abs(one.order - other.order) <= _BESIDE
        band = next((band for band in _BANDS if alike >= band[0]), None)
        if band is None:
            return _NO_WORD if not alike else Fraction(_CLOSE if beside else 1)
        _, same, apart = band
        kin = [k for k in self._said if k.kind == one.kind and _third(k, one, other)]
        rivals = sum(max(self.tenths(k, one), self.tenths(k, other)) >= alike for k in kin)
        prior = Fraction(rivals * 1000 + _SMOOTH * apart, len(kin) + _SMOOTH)
        return max(Fraction(1), same / prior * (_CLOSE if beside and not rivals else 1))

    def _weight(self, words: Words) -> int:
        return sum(self._weights[pair] for pair in words)

    def parted(self, one: Said, other: Said, odds: Fraction) -> bool:
        """Whether what two figures differ by is printed near them (a whole, a part and the rest;
        what there was, what there is and the change): in the sentence of one, or no further than
        the next paragraph, where little ties the two."""
        gap = abs(one.figure.value - other.figure.value)
        printed = self._printed.get((kind_of(one.figure), gap), set())
        if printed & {one.sentence, other.sentence}:
            return True
        near = {abs(number - told.number) for number, _ in printed for told in (one, other)}
        return odds < _TIED_FAST and min(near, default=_BESIDE) < _BESIDE


def in_company(one: Said, other: Said) -> bool:
    """Whether the figures beside one stand beside the other, in another sentence, as well:
    批捕52.6万人，起诉138.4万人 told again.  A plan and what came of it have company, too."""
    if one.sentence == other.sentence or staged(one, other):
        return False
    exact = min(len(one.telling), len(other.telling)) >= _EXACT
    known = _company(one) & _company(other)
    return exact and sum(digits for *_, digits in known) >= _EXACT


def _company(told: Said) -> Set[tuple[Hashable, Decimal, int]]:
    """The figures next to one in its passage, with how many digits each is known by."""
    mentions = told.talk.mentions
    at = mentions.index(told.mention)
    near = (m.figure for m in mentions[max(0, at - _NEXT) : at + 1 + _NEXT])
    return {
        (kind_of(figure), abs(figure.value), digits)
        for figure in near
        if figure.value != told.figure.value and (digits := _known_by(figure)) > 1
    }


def _known_by(figure: Figure) -> int:
    """How many digits between the noughts tell a figure from others: of rates there are few."""
    digits = regex.sub("[,.]", "", figure.number).strip("0")
    return len(digits) - (figure.dimension is Dimension.PERCENT)


def shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


_NEXT, _EXACT = 2, 3  # figures on either side; digits that tell
_COMPANY = 25  # times likelier to be of one fact
_MOST = 8
_FEW_WORDS = 10  # weight that a likeness of few words lacks
_BANDS = ((8, 83, 2), (7, 150, 6), (4, 447, 73), (3, 545, 118))
"""Tenths of words alike; of a thousand pairs of one fact and of two, how many are so alike."""
_NO_WORD = Fraction(1, 2)
_SMOOTH = 20  # pairs of other reports, for those of few figures
_TIED_FAST = 25  # times so by their words, though their difference is printed not far off
_BESIDE, _CLOSE = 2, 3  # figures of one unit apart; times likelier to be of one fact


def _third(one: Said, *two: Said) -> bool:
    """Whether a figure is neither of two, nor prints their digits."""
    return all(one is not other and one.digits != other.digits for other in two)


def flows(one: Said, other: Said) -> int:
    """How many times likelier than others two amounts are the same for what comes in and goes out
    (预算X，实际支出X; 收入总计X…支出总计X) or for a title, a heading and what they head."""
    first, last = sorted((one, other), key=lambda told: told.order)
    if headlines(first, last):
        return _BALANCE
    if not all(told.mention.is_level and told.kind[0] is Dimension.MONEY for told in (one, other)):
        return 1
    if _balanced(one, other):
        return _BALANCE
    if heads(first, last):
        return _SPENT
    beside = first.sentence == last.sentence and last.order == first.order + 1
    if not beside or not _comes_in(first) or not _goes_out(last):
        return 1
    tokens = first.talk.tokens
    stop = first.talk.letters.find(".", last.mention.at)
    told = first.talk.between(first.mention.at, stop if stop > 0 else len(tokens))
    return _BALANCE if _ALL.search(told) else _SPENT


_SPENT, _BALANCE = 8, 40
_ALL = regex.compile(r"全部|(?<![\d.])100(?:\.0+)?\s*%|平衡|足额")
_IN = regex.compile("预算|计划|下达|到位|收到|安排|投资|筹集|拨入|收入|募集|资金")
_OUT = regex.compile("支出|支付|发放|使用|执行|完成|拨付|列支|兑付|实际")
_LED = 14  # letters before an amount that say where it comes from or goes


def headlines(first: Said, last: Said) -> bool:
    """Whether one stands in the first words of a text, which are no sentence, and the other below:
    what a title tells, the text tells again."""
    passage = first.talk.passage
    numbered = passage.headings or any(mark.heads for mark in passage.marks[:1])
    short = len(passage.text.text) <= _TITLE and "." not in first.talk.letters
    title = short and not first.number and not numbered
    return title and last.number > first.number and first.kind == last.kind


_TITLE = 60  # letters


def heads(first: Said, last: Said) -> bool:
    """Whether one ends a heading and the other is the first amount of what it heads:
    （一）养老项目X万元; 安排资金X万元，用于…; but no item of a list, which is one of its parts."""
    above, below = (told.talk.passage.marks[:1] for told in (first, last))
    numbered = any(mark.heads for mark in above) and not any(mark.heads for mark in below)
    numbered = numbered and len(first.talk.mentions) == 1
    ends = first.mention.at >= len(first.talk.tokens) - 2
    return numbered and ends and last.order == first.order + 1 and last.number == first.number + 1


def _comes_in(told: Said) -> bool:
    return told.mention.role == "budget" or _last(_IN, told) > _last(_OUT, told)


def _goes_out(told: Said) -> bool:
    return told.mention.role == "actual" or _last(_OUT, told) > _last(_IN, told)


def _last(words: regex.Pattern[str], told: Said) -> int:
    before = told.beside[0][:_LED][::-1]
    return max((match.end() for match in words.finditer(before)), default=-1)


def _balanced(one: Said, other: Said) -> bool:
    """收入总计 and 支出总计 of one account."""
    a, b = (told.mention.name for told in (one, other))
    return a != b and all(_CARRIED.search(name) for name in (a, b)) and _sideless(a) == _sideless(b)


_CARRIED = regex.compile("总计|总量")  # what was carried over included


def _sideless(name: str) -> str:
    return regex.sub("收入|支出", "", joined(name))


def at_odds(one: Said, other: Said) -> bool:
    """Whether two figures are said to be of different things, years, funds or scopes, or of one
    measure in different parts of a year."""
    if (
        one.report != other.report
        or _other_year(one.mention, other.mention)
        or _apart(_funds(one), _funds(other))
        or _moved_apart(one, other)
    ):
        return True
    if one.within and other.within and one.within != other.within:
        return True
    names = (one.mention.name, other.mention.name)
    wholes = [_CARRIED.search(name) is not None for name in names]
    if wholes[0] is not wholes[1] and any("本年" in name for name in names):
        return True
    if _contrasted(one, other) and not _balanced(one, other):
        return True
    a, b = measure_of(one.mention.name), measure_of(other.mention.name)
    return (_alike(one, other) and _part(one) != _part(other)) or _apart(a.reach, b.reach)


def _moved_apart(one: Said, other: Said) -> bool:
    """Whether each is followed by its rate of change, and the two are not the same."""
    a, b = map(_rate_of, (one, other))
    return a is not None and b is not None and abs(a.value - b.value) > max(a.step, b.step)


def _rate_of(told: Said) -> Figure | None:
    after = (m for m in told.talk.mentions if m.at > told.mention.at)
    own = takewhile(lambda m: not m.is_level and m.item == told.mention.item, after)
    rates = (m.figure for m in own if m.role == "rate")
    return next(rates, None) if told.mention.is_level else None


def staged(one: Said, other: Said) -> bool:
    """Whether one is said to be planned and the other not, or at another stage of the budget."""
    a, b = (_PLAN.search(told.mention.name) is not None for told in (one, other))
    return a is not b or (_alike(one, other) and _stage(one) != _stage(other))


def _alike(one: Said, other: Said) -> bool:
    a, b = measure_of(one.mention.name), measure_of(other.mention.name)
    return a.core == b.core and bool(a.core)


def _contrasted(one: Said, other: Said) -> bool:
    """Whether their names are the same but for one letter (东山林场, 西山林场; 禽肉, 禽蛋) or for
    their numbers (PM2.5, PM10)."""
    names = (one.mention.name, other.mention.name)
    a, b = map(joined, names)
    if a == b:
        return len({regex.sub(r"[^\d.]", "", name) for name in names}) > 1
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _apart(one: Set[str], other: Set[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _funds(one: Said) -> Set[str]:
    return {*_FUNDS.findall(one.mention.name)}


_FUNDS = regex.compile("一般公共预算|政府性基金|国有资本经营")


def _stage(one: Said) -> str:
    stage = measure_of(one.mention.name).stage or one.mention.role
    return stage if stage in ("budget", "adjusted") else ""


def _part(one: Said) -> str:
    period = one.mention.period
    return period.raw if period is not None and period.kind is PeriodKind.PART else ""


def _other_year(one: Mention, other: Mention) -> bool:
    """Whether the clause of a figure names another year than the other's."""
    named = any(
        years and n.period is not None and n.period.year not in (None, *years)
        for years, n in ((_own_years(one), other), (_own_years(other), one))
    )
    return named or one.last_year is not other.last_year


def _own_years(mention: Mention) -> Set[int]:
    """The years its clause names, but for the one it is compared with."""
    base = mention.base_period
    return mention.own_years - {base.year if base is not None else None}


def thing_of(one: Said) -> tuple[object, ...]:
    """What two counts share that tell one thing: the year, and the first words behind them."""
    period = one.mention.period
    year = (period.year if period is not None else None) or one.report
    other = period.raw if period is not None and period.relative else ""
    return year, other, one.beside[1][:_THING]


def same_words(one: Said, other: Said) -> bool:
    """Whether so many letters right beside two counts are the same that they tell one thing."""
    before, after = (shared(a, b) for a, b in zip(one.beside, other.beside, strict=True))
    alike = after >= _PHRASE or (before >= _BEFORE and before + after >= _WORDS)
    planned = [_PLANNED.search(told.beside[0][::-1]) is not None for told in (one, other)]
    named = after >= _THING and one.sentence != other.sentence
    return alike and named and planned[0] is planned[1]


_PHRASE = 12  # letters after a count that tell what is counted, whatever stands before it
_WORDS, _BEFORE = 11, 2  # letters on both sides that do, and of them before it
_THING = 4  # letters after a count that they hold at least
_PLANNED = regex.compile("计划|任务|目标|拟|将(?=.)")
