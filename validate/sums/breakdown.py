"""Breakdowns: a total and the parts listed with it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

import regex

from ...normalize.figure import Dimension, Figure, Hedge
from ...normalize.reading import Reading
from ..causes import CHANCE, FEW, HINT, explained
from ..expression import total
from ..judge import Verdict, judge
from ..prose.mention import Mention, Talk
from ..rates.share import find_shares
from ..rates.totals import find_shared_totals
from ..relation import Certainty, Claim, Outcome, Relation, Unlinked
from ..rule import Level, Memo, rule
from .accounts import find_accounts
from .apart import find_apart
from .closed import closure, shared_out
from .groups import Group, closes, find_groups, needed_odds, sum_of
from .inner import announces, find_continued, find_inner_groups
from .kinds import Closure, kinds_of
from .listed import find_listed
from .measures import common_end
from .near import find_near_sums
from .outline import find_items_beyond, find_marked_sums, find_outline_sums
from .parts import of_a_time, takes_away
from .series import find_series
from .sides import INCOME, SPENDING, is_total, side
from .splits import find_natural_growth, find_splits
from .without import find_without

_KINDS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE, Dimension.SCORE)


@rule(
    "sum-breakdown",
    name="其中／分项合计",
    english="sum of parts",
    level=Level.ERROR,
    formula="合计 = Σ 分项",
    zh="{subject}列示为 {stated}，分项合计 {formula}，相差 {difference}。",
    en="{subject} is stated as {stated}; its parts give {formula}, off by {difference}.",
    right=(
        "收入合计3172.50万元，其中：财政拨款3050.30万元、其他收入122.20万元。",
        "支出合计15317.36万元（基本支出684.16万元、项目支出14633.2万元）。",
        "收入完成5.2亿元，其中增值税1.9亿元。",
        "三公经费48万元，其中：公务用车购置及运行费42万元（其中：购置18万元、运行24万元），"
        "公务接待费6万元。",
    ),
    wrong=(
        "收入合计3172.50万元，其中：财政拨款3050.30万元、其他收入132.20万元。",
        "三公经费48万元，其中：公务用车购置及运行费42万元（其中：购置18万元、运行27万元），"
        "公务接待费6万元。",
    ),
)
def sum_breakdown(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Total = Σ parts when the list is exhaustive.

    A list is taken as exhaustive when it closes, when its kinds are a known complete set, when
    the text says so, or when one slip of the pen in a figure of many digits would close it
    (an open list's gap is hardly ever one digit wide).  Where its words make it likely that
    nothing lacks (其他收入, 三部分, 按性别分), a gap that no slip explains is a warning."""
    yield from memo(_sums)


def _sums(reading: Reading, memo: Memo) -> list[Outcome]:
    outcomes = list(_told(reading, memo))
    told = {figure for relation in _asserted(outcomes) for figure in relation.stated.figures}
    marked = [r for r in memo(find_marked_sums) if r.rule == "sum-breakdown"]
    apart = [one.relation for one in memo(find_apart)] + memo(find_series)
    divided = {frozenset(r.computed.figures) for r in _asserted(outcomes) if not _fails(r)}
    more = [
        r for r in [*apart, *marked]
        if not told.intersection(r.stated.figures)
        and frozenset(r.computed.figures) not in divided  # the outturn's, not the budget's
    ]  # fmt: skip
    known = list(_asserted([*more, *outcomes]))
    wrong = {figure for relation in known if _fails(relation) for figure in relation.stated.figures}
    same = set(map(_figures, known))
    more += [
        r for r in memo(find_listed)
        if wrong.isdisjoint(r.stated.figures) and _figures(r) not in same
    ]  # fmt: skip
    said = [*more, *outcomes]
    near = [r for r in memo(find_near_sums) if not _known(r, said)]
    told_of = [*more, *near, *outcomes]  # of two alike the first counts, and what is asserted
    sure = {(r.rule, _figures(r)) for r in _asserted(told_of)}
    return [o for o in told_of if not _is_doubted(o, sure)]


def _is_doubted(outcome: Outcome, sure: Container[tuple[str, tuple[Figure, ...]]]) -> bool:
    """Whether a list that may be open is asserted under another reading."""
    if not isinstance(outcome, Relation) or outcome.certainty is not Certainty.POSSIBLE:
        return False
    return (outcome.rule, _figures(outcome)) in sure


def _known(near: Relation, outcomes: Iterable[Outcome]) -> bool:
    """Whether words tell of a total that arithmetic alone has seen, or of the same figures, or
    all of them stand in sums that hold.  Of what only digits tie a total may have other parts."""
    equal = [o for o in outcomes if isinstance(o, Relation) and o.claim is Claim.EQUAL]
    sure = {f for r in equal if judge(r).verdict is Verdict.AGREES for f in _figures(r)}
    asserted = list(_asserted(equal))
    whole_of = [r for r in asserted if not near.by_digits or _fails(r)]
    wholes = {figure for relation in whole_of for figure in relation.stated.figures}
    own = set(_figures(near))
    same = any(own.issubset(_figures(relation)) for relation in asserted)
    return same or not wholes.isdisjoint(near.stated.figures) or own <= sure


def _figures(relation: Relation) -> tuple[Figure, ...]:
    return (*relation.stated.figures, *relation.computed.figures)


def _asserted(outcomes: Iterable[Outcome]) -> Iterator[Relation]:
    for outcome in outcomes:
        if isinstance(outcome, Relation) and outcome.certainty is Certainty.ASSERTED:
            yield outcome


def _wrong_totals(reading: Reading, memo: Memo) -> set[Figure]:
    """Totals that their parts are said not to add up to."""
    wrong = (r for r in _asserted(memo(_sums)) if _fails(r))
    return {figure for relation in wrong for figure in relation.stated.figures}


def _fails(relation: Relation) -> bool:
    return judge(relation).verdict is Verdict.DISAGREES


def _told(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """What the text says to be a sum."""
    yield from memo(find_outline_sums)
    yield from (r for r in memo(find_accounts) if r.rule == "sum-breakdown")
    yield from memo(find_splits)
    yield from memo(find_natural_growth)
    yield from memo(find_shared_totals)
    yield from memo(find_without)
    shares = {id(one.part.figure): one.percent.figure for one in memo(find_shares)}
    groups = [*memo(find_groups), *memo(find_inner_groups)]
    beside = _closing_styles(groups)
    for group in groups:
        if group.whole.figure.dimension not in _KINDS or _hedged(group) or _is_balance(group):
            continue
        if len(group.parts) == 1 and not closes(group):
            yield Unlinked(group.whole.figure.span, "open-list", "sum-breakdown")
            continue
        if not closes(group):
            group = _known_run(shared_out(group, shares))
        relation = sum_of(group)
        if closes(group):
            yield relation
            continue
        told = _unclosed(group, relation)
        if told.certainty is Certainty.LIKELY and _head_of(group) in beside:
            told = replace(relation, level=Level.WARNING)
        yield told


def _closing_styles(groups: list[Group]) -> set[tuple[str, str]]:
    """The kinds of numbered paragraphs (一、…共A。包括：…) whose lists nearly all add up: two or
    more do, and but one does not, which then is as whole as its neighbours."""
    closed: dict[tuple[str, str], list[bool]] = {}
    for group in groups:
        head = _head_of(group)
        if head is not None and len(group.parts) > 1:
            closed.setdefault(head, []).append(closes(group))
    return {head for head, ones in closed.items() if sum(ones) > 1 and ones.count(False) == 1}


def _head_of(group: Group) -> tuple[str, str] | None:
    """The style of the number before a paragraph whose first level a list divides, and the word
    that opens the list."""
    mark = next((m for m in group.talk.passage.marks if m.heads and m.number), None)
    first = next((m for m in group.talk.mentions if m.is_level), None)
    if mark is None or first is not group.whole or group.open_:
        return None
    return mark.style, group.opener


@rule(
    "part-whole",
    name="分项不超总额",
    english="part within its total",
    level=Level.ERROR,
    formula="分项 ≤ 总额",
    zh="分项大于总额：{formula} 不成立。",
    en="A part exceeds its total: {formula} does not hold.",
    right=("收入完成5.2亿元，其中增值税1.9亿元。",),
    wrong=("收入完成5.2亿元，其中增值税7.9亿元。",),
)
def part_whole(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Part ≤ whole for lists that may be open; where the sum of the parts is found wrong that is
    said once, and of several parts beyond their total only the largest is named.  So for the one
    item of an outline that is more than its head."""
    yield from memo(find_items_beyond)
    spent = [group for group in memo(find_inner_groups) if group.opener == "用于"]
    below = [group for group in memo(find_continued) if announces(group.talk)]
    for group in (*memo(find_groups), *below, *spent):
        exact = judge(sum_of(group)).verdict is Verdict.AGREES
        if exact or group.whole.figure in memo(_wrong_totals):
            continue
        within = _within(group)
        largest = max(within, key=lambda part: part.figure.value, default=None)
        for part in within:
            if part is largest or part.figure.value <= group.whole.figure.value:
                doubtful = _NET.search(group.whole.name) or _goes_astray(group, part)
                level = Level.WARNING if group.opener == "(" else ""
                yield Relation(
                    "part-whole", part.term, group.whole.term, Claim.AT_MOST, subject=part.name,
                    level=Level.REVIEW if doubtful else level,
                )  # fmt: skip


_NET = regex.compile("利润|盈亏|净收益|收益总额|结余|结存|净额")  # others may have lost


def _goes_astray(group: Group, part: Mention) -> bool:
    """Whether what is beyond a total may not be its part: 送检900批。不合格7批。其中，甲站抽检300批
    divides what the sentences before tell, and in 零售额60亿元，其中，限上零售额4亿元，批发业销售额
    90亿元 the list is over where another quantity is told."""
    whole, named = group.whole, [p.name for p in group.parts if p.at < part.at]
    if part.figure.value <= whole.figure.value:
        return False
    begins = group.talk.letters[group.start - 2 : group.start - 1] == "."
    earlier = (m for m in group.talk.mentions if m.is_level and m.at < whole.at)
    if begins and any(_holds(m, part) for m in earlier):
        return True
    measure = whole.name.replace("总", "")
    same = any(common_end(name, measure) >= _NOUN for name in named)
    return same and 0 < common_end(part.name, measure) < _NOUN


_NOUN = 3  # letters of a quantity's noun (零售额)


def _holds(mention: Mention, part: Mention) -> bool:
    return mention.figure.unit == part.figure.unit and mention.figure.value >= part.figure.value


def _within(group: Group) -> list[Mention]:
    """The parts of a list that can be no more than its total, whether or not all are listed."""
    whole = group.whole.figure
    if whole.dimension not in _KINDS or _hedged(group) or whole.value < 0:
        return []
    if takes_away(group.talk, group.parts, group.end):
        return []
    if group.opener == "(" and any(_tells_all(group.talk, part) for part in group.parts):
        return []
    first = sum(letter in ".;" for letter in group.talk.letters[: group.start])
    return [
        part for part in group.parts
        if part.item <= first and _is_kin(part.figure, whole)
        and not (of_a_time(group.talk, part) or _of_another(group, part))
    ]  # fmt: skip


def _tells_all(talk: Talk, part: Mention) -> bool:
    """安排28万元（累计43万元）: brackets that tell of more than what stands before them."""
    return _ALL.search(talk.words_before(part)) is not None


_ALL = regex.compile("共|总|累计|合计")


def _is_kin(figure: Figure, whole: Figure) -> bool:
    """Whether one amount may hold another (one in 元 under one in 万元 may be a rate a head)."""
    same = figure.unit == whole.unit or figure.scale != 1
    return same or figure.dimension is Dimension.COUNT


def _of_another(group: Group, part: Mention) -> bool:
    """Whether an amount before the total may hold a part as well: 甲A，乙B；其中丙c may divide both
    together, and in 甲A，其中：乙B，其中丙c，丁d the outer list may have gone on."""
    beside = group.talk.letters[group.start - 2 : group.start - 1] not in (";", ".")
    if beside and part is group.parts[0]:
        return False
    return any(
        m.is_level and m.sentence == group.whole.sentence and m.at < group.whole.at
        and m.figure.dimension is part.figure.dimension and m.figure.value >= part.figure.value
        for m in group.talk.mentions
    )  # fmt: skip


def _known_run(group: Group) -> Group:
    """The first parts of a list where these alone are all the kinds there are; what follows them
    (…；政府性基金收入c) is another statement."""
    for size in range(2, len(group.parts)):
        names = [part.name for part in group.parts[:size]]
        if kinds_of(group.whole.name, names, unsaid=False) is Closure.SURE:
            return replace(group, parts=group.parts[:size])
    return group


def _unclosed(group: Group, relation: Relation) -> Relation:
    """A list that does not add up, as loud as it is sure that the list is whole."""
    sure = closure(group)
    if sure is Closure.SURE or (sure > Closure.OPEN and explained(relation)):
        return relation
    odds = needed_odds(group)
    likely = odds < CHANCE and explained(relation, odds)
    if sure is Closure.UNKNOWN and (likely or (odds == FEW and _beyond(group))):
        return replace(relation, level=Level.WARNING)
    hinted = sure > Closure.OPEN and explained(relation, HINT)
    if sure is Closure.LIKELY and not hinted and _of_fewer(group):
        return replace(relation, certainty=Certainty.POSSIBLE, doubt="open-list")
    if sure is Closure.LIKELY:
        return relation if hinted else replace(relation, level=Level.WARNING)
    told = any(part.figure.value > group.whole.figure.value for part in _within(group))
    if sure is not Closure.OPEN and not told and _barely_missed(group):
        return replace(relation, level=Level.WARNING)
    likely = (hinted or _beyond(group)) and not told  # a part beyond the whole is told of itself
    doubt = Certainty.LIKELY if likely else Certainty.POSSIBLE
    return replace(relation, certainty=doubt, doubt="open-list")


def _of_fewer(group: Group) -> bool:
    """全省下达8.5亿元，我市6县分别获得3700万元，共计2.2亿元: a total behind what is more than it
    sums up other amounts."""
    whole = group.whole.figure
    return group.opener == "合计" and any(p.figure.value > whole.value for p in group.parts)


def _beyond(group: Group) -> bool:
    """Whether a list of one breath adds up to more than its total: no open list does."""
    if (
        group.open_
        or group.opener in ("按", "中", "合计")
        or group.parts[0].item != group.parts[-1].item
        or _of_another(group, group.parts[0])
        or _nests(group)
    ):
        return False
    parts = total(part.term for part in group.parts)
    return judge(Relation("", parts, group.whole.term, Claim.AT_MOST)).verdict is Verdict.DISAGREES


def _barely_missed(group: Group) -> bool:
    """Whether things counted one by one (19人，其中：在编13人、招聘2人、临时5人) make a little more
    than their total, or one or two less: of 250 such lists in print no open one came so near."""
    whole = group.whole.figure
    kin = all(p.figure.unit == whole.unit and p.figure.value < whole.value for p in group.parts)
    if whole.dimension is not Dimension.COUNT or whole.scale != 1 or not kin or _nests(group):
        return False
    if any(_CROSSING.search(part.name) for part in group.parts):
        return False
    more = sum((part.figure.value for part in group.parts), -whole.value)
    if more > 0:
        return _beyond(group) and (more <= _FEW or more * 10 <= whole.value)
    together = group.parts[0].item == group.parts[-1].item
    short = 0 < -more <= _FEW and -more * 8 <= whole.value
    return together and len(group.parts) > _FEW and short


_FEW = 2
_CROSSING = regex.compile("党员|女|男|族|岁|以上|以下|学历|本科|大专|研究生|职称|高级|中级|兼")


def _nests(group: Group) -> bool:
    """300人，其中有效回访246人，满意240人，一般5人: the last may divide the one before them."""
    values = [part.figure.value for part in group.parts]
    sums = ((sum(values[: i + 1]), sum(values[i + 1 :])) for i in range(len(values) - 1))
    return any(
        first <= group.whole.figure.value and rest <= values[i] and rest * 10 >= values[i] * 9
        for i, (first, rest) in enumerate(sums)
    )


def _is_balance(group: Group) -> bool:
    """收支总计T，其中：收入总计T，支出总计T: both sides, each of them the whole."""
    sides = [side(group.talk, m) for m in group.parts if is_total(group.talk, m)]
    return {INCOME, SPENDING} <= set(sides)


def _hedged(group: Group) -> bool:
    told = (Hedge.NONE, Hedge.ESTIMATE)
    return any(m.figure.hedge not in told for m in (group.whole, *group.parts))
