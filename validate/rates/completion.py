"""Completion: what was spent against what was planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import percent_of, term
from ..judge import Verdict, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Claim, Outcome, Relation, Unlinked
from ..rule import Level, Memo, rule
from .earlier import against_earlier
from .near import with_near_rates
from .over_plan import over_plan, passes_plan, share_of_plan


@rule(
    "completion-rate",
    name="完成率／执行率",
    english="completion rate",
    level=Level.ERROR,
    formula="决算数（执行数）÷ 预算数 × 100% = 完成率",
    zh="{subject}完成率列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="The completion rate of {subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=(
        "年初预算为54.50万元，支出决算为53.90万元，完成年初预算的98.90%。",
        "税收收入3870万元，占年初预算9050万元的42.8%。",
        "公务接待费年初预算为0万元，支出决算为0万元，完成年初预算的100%。",
    ),
    wrong=("年初预算为54.50万元，支出决算为53.90万元，完成年初预算的89.90%。",),
)
def completion_rate(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """F / B = P.  The base that the words name is used; without a
    printed base nothing can be said.  0 of 0 printed as 0% or 100% is usual."""
    yield from with_near_rates("completion-rate", _told(reading, memo), memo)


def _told(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    budgets = memo(_budgets_by_name)
    for talk in memo(find_talks):
        yield from _two_budgets(talk)
        for percent in talk.mentions:
            if passes_plan(talk, percent):
                yield from over_plan(talk, percent)
                continue
            yield from share_of_plan(talk, percent)
            if percent.listed or not (percent.role == "completion" or of_target(talk, percent)):
                continue
            pairs = list(_pairs(talk, percent)) or list(_across(talk, percent))
            if not pairs:
                off = _by_difference(talk, percent) or _by_change(talk, percent)
                yield off or _elsewhere(talk, percent, budgets, memo)
                continue
            if pairs[0][1].figure.value == 0:
                yield Unlinked(percent.figure.span, "zero-base", "completion-rate")
                continue
            relations = [_relation(percent, *pair) for pair in pairs if pair[1].figure.value]
            if percent.role != "completion" and not (
                _holds(relations[0]) or _sole(talk, *pairs[0])
            ):
                yield Unlinked(percent.figure.span, "other-whole", "completion-rate")
                continue
            yield next((r for r in relations if _holds(r)), _unsure(relations[0], pairs))


def _budgets_by_name(reading: Reading, memo: Memo) -> dict[str, list[Mention]]:
    """Budgets in prose by the bare name of what they are for."""
    found: dict[str, list[Mention]] = {}
    for talk in memo(find_talks):
        for mention in talk.mentions:
            if mention.role == "budget" and (name := _bare(mention.name)):
                found.setdefault(name, []).append(mention)
    return found


def _outturns_by_name(reading: Reading, memo: Memo) -> dict[str, list[Mention]]:
    """Outturns in prose by the bare name of what they are of."""
    found: dict[str, list[Mention]] = {}
    for talk in memo(find_talks):
        for mention in talk.mentions:
            if mention.role == "actual" and (name := _bare(mention.name)):
                found.setdefault(name, []).append(mention)
    return found


def _by_difference(talk: Talk, percent: Mention) -> Relation | None:
    """支出决算A，完成预算的P，决算数大于预算数D: the budget is A less D, or D itself where that is
    what the words mean (大于年初预算D)."""
    same = [m for m in talk.mentions if m.sentence == percent.sentence]
    spent = [m for m in same if m.at < percent.at and m.is_level and m.role != "budget"]
    told = [m for m in same if m.at > percent.at and m.role == "difference"][:1]
    rates = [m for m in same if m.role == "completion"]
    if not told or len(spent) != 1 or rates != [percent]:
        return None
    level, off = spent[0].term, told[0].term
    over = any(t.cue == "exceeds" for t in talk.tokens[percent.at : told[0].at])
    rate, name = term(percent.figure), spent[0].name
    budgets = (level - off if over else level + off, off)
    tried = [
        Relation("completion-rate", rate, percent_of(level, budget), subject=name)
        for budget in budgets
    ]
    return next((r for r in tried if _holds(r)), tried[0])


def _by_change(talk: Talk, percent: Mention) -> Relation | None:
    """收入A，比预算增加D，完成预算的P, or D after P: the budget is A less D."""
    beside = [m for m in talk.mentions if m.item == percent.item and m.depth == percent.depth]
    at = beside.index(percent)
    change = next((m for m in (*beside[at - 1 : at], *beside[at + 1 : at + 2]) if _off(m)), None)
    levels = [m for m in beside[:at] if m is not change][-1:]
    if change is None or not levels or not levels[0].is_level or levels[0].role == "budget":
        return None
    level = levels[0]
    named = _bare(change.name) or _bare(percent.name)  # 比年初预算减少D: of what the rate is of
    one_plan = ("年初" in change.name) == ("年初" in percent.name)
    if not change.direction or named != _bare(percent.name) or not one_plan:
        return None
    same = change.figure.dimension is level.figure.dimension
    amount = change.size
    budget = level.term - amount if change.direction > 0 else level.term + amount
    computed = percent_of(level.term, budget)
    rate = term(percent.figure)
    return Relation("completion-rate", rate, computed, subject=level.name) if same else None


def _off(mention: Mention) -> bool:
    """比预算增加D."""
    return mention.role == "change" and mention.name.endswith("预算")


def _elsewhere(
    talk: Talk, percent: Mention, budgets: dict[str, list[Mention]], memo: Memo
) -> Outcome:
    """Against the one budget that the rest of the sentence states, or another paragraph for the
    same thing.

    It may be another budget (调整后 for 年初), so only what agrees, or a slip of the pen, counts.
    """
    before = [m for m in talk.mentions if m.at < percent.at and m.item == percent.item]
    if not before and percent.clause and percent.role == "completion":
        above = [m for m in talk.mentions if m.at < percent.at and m.item == percent.item - 1]
        before = above if sum(m.role == "actual" for m in above) == 1 else []
    done = max((m.at for m in before if _spends(m)), default=-1)
    spent = [m for m in before if m.role == "actual" and m.at > done]
    last = before[-1] if before and before[-1].is_level else None
    if last is not None and last.role == "budget" and not spent and last.figure.value:
        return _of_outturn(percent, last, memo(_outturns_by_name).get(_bare(last.name), []))
    actual = spent[0] if len(spent) == 1 and last is not None else last
    beside = _measures(talk, actual) if actual is not None else []
    relations = [_relation(percent, actual, base) for base in beside] if actual is not None else []
    found = next((r for r in relations if _holds(r)), None)
    planned = bool(beside) and (beside[0].role != "actual" or _FUNDS.search(beside[0].name))
    if found is not None or (planned and explained(relations[0])):
        return found or relations[0]
    same = _after(talk, percent)
    if actual is not None and not same:
        same = budgets.get(_bare(actual.name), [])
    if actual is None or len({m.figure.value for m in same}) != 1 or not same[0].figure.value:
        if actual is not None and (told := against_earlier(memo, talk, percent, actual)):
            return told
        return Unlinked(percent.figure.span, "base-missing", "completion-rate")
    relation = _relation(percent, actual, same[0])
    if _holds(relation) or explained(relation):
        return relation
    return replace(relation, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")


def _of_outturn(percent: Mention, budget: Mention, spent: list[Mention]) -> Outcome:
    """年初预算B，完成预算的P: the one outturn that another paragraph states of the same thing."""
    if len({m.figure.value for m in spent}) != 1:
        return Unlinked(percent.figure.span, "base-missing", "completion-rate")
    relation = _relation(percent, spent[0], budget)
    if _holds(relation) or explained(relation):
        return relation
    return replace(relation, certainty=Certainty.POSSIBLE, doubt="relation-uncertain")


def _after(talk: Talk, percent: Mention) -> list[Mention]:
    """支出决算A，完成预算的P，…，年初预算B: the budgets after the only rate of a sentence."""
    rest = [m for m in talk.mentions if m.sentence == percent.sentence and m.at != percent.at]
    if any(m.role == "completion" for m in rest):
        return []
    return [m for m in rest if m.role == "budget" and m.at > percent.at]


def _measures(talk: Talk, actual: Mention) -> list[Mention]:
    """预算A，到位B；支出C，执行率P; 项目资金A，实际支出C: what C may be measured by, the nearest
    first."""
    return [
        m for m in reversed(talk.mentions)
        if m.at < actual.at and m.sentence == actual.sentence and m.figure.value
        and (m.role in ("budget", "actual") or _FUNDS.search(m.name))
        and m.is_level and m.figure.dimension is actual.figure.dimension
    ]  # fmt: skip


_FUNDS = regex.compile(r"预算|资金|指标|到位|下达|计划|总投资|应")


def _bare(name: str) -> str:
    """三公经费支出决算, 三公经费预算 → 三公经费."""
    return _PLAN.sub("", name.replace("“", "").replace("”", ""))


_PLAN = regex.compile(r"(?:支出)?(?:年初|调整|全年)?(?:预算|决算)?数?$")


def find_zero_budgets(reading: Reading, memo: Memo) -> list[Relation]:
    """Completion rates of a budget of nothing; 0 of 0 printed as 0% or 100% is usual."""
    found = []
    for talk in memo(find_talks):
        for percent in talk.mentions:
            pair = next(_pairs(talk, percent), None) if percent.role == "completion" else None
            if pair is None or pair[1].figure.value != 0 or pair[1].role != "budget":
                continue
            actual, budget = pair
            if actual.figure.value == 0 and percent.figure.value in (0, 100):
                continue
            computed = percent_of(actual.term, budget.term)
            found.append(
                Relation(
                    "change-zero-base", percent.term, computed, Claim.DEFINED, subject=actual.name
                )
            )
    return found


def _pairs(talk: Talk, percent: Mention) -> Iterator[tuple[Mention, Mention]]:
    """Outturn and budget a completion rate may speak of, likeliest first."""
    earlier = [
        m for m in talk.mentions
        if m.at < percent.at and m.item == percent.item and m.depth <= percent.depth
        and m.figure.dimension is not Dimension.PERCENT and m.role not in ("change", "base")
        and not _LEFT_OVER.search(talk.words_before(m))
    ]  # fmt: skip
    if len(earlier) < 2:
        return
    inside = _figure_after_cue(talk, percent)
    spent = max((m.at for m in talk.mentions if _spends(m) and m.at < percent.at), default=-1)
    if inside is not None:
        rest = [
            m for m in earlier
            if spent < m.at < inside.at and m.role in ("level", "actual")
            and m.figure.dimension is inside.figure.dimension and _alike(m, inside)
            and not _TARGET.search(m.name) and m.last_year == inside.last_year
        ]  # fmt: skip
        if rest:
            yield rest[-1], inside
        return
    budgets = [m for m in earlier if _is_planned(m) and m.at > spent]
    if len(earlier) == 2 and [_is_planned(m) for m in earlier] == [False, True] and budgets:
        yield earlier[0], earlier[1]  # 支出A，预算B，完成率P
    for budget in reversed(budgets):
        actuals = [m for m in reversed(earlier) if m.at > budget.at and m.role != "budget"]
        actuals += [m for m in reversed(earlier) if spent < m.at < budget.at and m.role == "actual"]
        for actual in actuals[:1]:
            if actual.figure.dimension is budget.figure.dimension and _countable(actual, budget):
                yield actual, budget


_LEFT_OVER = regex.compile(r"(?<!上年|年初)(?:结转|结余|剩余|收回|未支付|未使用|未执行)")


def _across(talk: Talk, percent: Mention) -> Iterator[tuple[Mention, Mention]]:
    """The only budget and the only outturn of the sentences before: 预算B。决算A。…完成预算的P%."""
    earlier = [
        m for m in talk.mentions
        if m.at < percent.at and m.figure.dimension is Dimension.MONEY
        and m.role not in ("change", "base")
    ]  # fmt: skip
    if any(_spends(m) for m in talk.mentions if m.at < percent.at):
        return
    budgets = [m for m in earlier if m.role == "budget"]
    spent = [m for m in earlier if m.role == "actual"] or [m for m in earlier if m.role == "level"]
    others = len(earlier) - len(budgets) - len(spent)
    if len(budgets) == len(spent) == 1 and not others:
        yield spent[0], budgets[0]


def _two_budgets(talk: Talk) -> Iterator[Relation]:
    """年初预算B，支出完成年初预算的p%；调整预算C，支出完成调整预算的q%: one outturn, not printed,
    over two budgets: B × p = C × q."""
    told = []
    for budget, percent in pairwise(talk.mentions):
        near = budget.item == percent.item and budget.figure.value
        if budget.role == "budget" and percent.role == "completion" and near:
            own = _OUTTURN.search(talk.between(budget.at + 1, percent.at))
            if own is not None:
                told.append((budget, percent, own[0]))
    for (first, one, name), (second, other, same) in pairwise(told):
        if name == same and first.sentence == second.sentence and second.at > one.at:
            computed = one.term * first.term / second.term
            yield Relation("completion-rate", other.term, computed, subject=name)


_OUTTURN = regex.compile(r"(?:实际)?(?:支出|收入|执行|决算)(?=完成)")


def _is_planned(mention: Mention) -> bool:
    return mention.role == "budget" or (
        mention.role == "level" and bool(_PLANNED.search(mention.name))
    )


_PLANNED = regex.compile(r"预算(?:资金|金额|总额|总投资|数)?$")


def of_target(talk: Talk, percent: Mention) -> bool:
    """新增就业3060人，完成年度目标3000人的102%"""
    if percent.figure.dimension is not Dimension.PERCENT or percent.role not in ("level", "share"):
        return False
    inside = _figure_after_cue(talk, percent)
    return inside is not None and bool(_TARGET.search(inside.name))


_TARGET = regex.compile(r"(?:任务|目标|计划)(?:任务|目标)?(?:[人户次个件总]?[数量]|值)?$")


def _sole(talk: Talk, actual: Mention, target: Mention) -> bool:
    """Whether nothing else of the target's kind stands before it in its item."""
    kin = [
        m for m in talk.mentions
        if m.at < target.at and m.item == target.item and _alike(m, target)
        and m.figure.dimension is target.figure.dimension
    ]  # fmt: skip
    return kin == [actual]


def _alike(one: Mention, other: Mention) -> bool:
    return one.figure.unit.lstrip("万亿") == other.figure.unit.lstrip("万亿")


def _countable(actual: Mention, budget: Mention) -> bool:
    """Whether both are amounts, or counts of one kind (计划500人次, never 12场)."""
    money = actual.figure.dimension is Dimension.MONEY
    return money or actual.figure.unit == budget.figure.unit


def _spends(mention: Mention) -> bool:
    """A completion rate uses up the budget before it: the next needs one of its own."""
    return mention.role == "completion"


def _figure_after_cue(talk: Talk, percent: Mention) -> Mention | None:
    """占年初预算9050万元的42.8%: the amount nearest to the rate is its base."""
    for mention in reversed(talk.mentions):
        if mention.at < percent.at:
            gap = talk.between(mention.at + 1, percent.at).strip()
            return mention if gap in ("的", "之") else None
    return None


def _relation(percent: Mention, actual: Mention, budget: Mention) -> Relation:
    computed = percent_of(actual.term, budget.term)
    return Relation("completion-rate", term(percent.figure), computed, subject=actual.name)


def _holds(relation: Relation) -> bool:
    return judge(relation).verdict in (Verdict.AGREES, Verdict.ROUNDING)


def _unsure(relation: Relation, pairs: list[tuple[Mention, Mention]]) -> Relation:
    sure = len(pairs) == 1 or pairs[0][0].role == "actual"
    return relation if sure else replace(relation, certainty=Certainty.LIKELY)
