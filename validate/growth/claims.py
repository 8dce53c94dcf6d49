"""Claims about outturn and budget: 决算数大于（小于、等于）预算数, against what was stated before.

The pair stands in the same sentence or a few sentences back; a claim that names its measure
(接待费决算数小于…) means that measure's pair.  Where no amounts are printed, the completion rate
tells on which side of the budget the outturn lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import regex

from ...normalize.figure import Dimension
from ...normalize.names import name_before
from ...normalize.reading import Reading
from ..expression import HUNDRED, Constant, Expression
from ..judge import Verdict, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Claim, Relation
from ..rule import Memo

_CLAIMS = {
    "exceeds": Claim.MORE,
    "below": Claim.LESS,
    "flat": Claim.EQUAL,
    "equals": Claim.EQUAL,
    "at-most": Claim.AT_MOST,
}
_TURNED = {Claim.MORE: Claim.LESS, Claim.LESS: Claim.MORE}
_REACH = 3  # sentences
_CLAUSE = 8  # tokens
_NOTHING = Constant(Fraction(0), "0")


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim at token `at` of its talk; its clause begins at `start` and names `subject` and a
    `kind` of budget (年初, 调整, 全年), either empty if none."""

    talk: Talk
    at: int
    start: int
    claim: Claim
    subject: str
    kind: str


def find_budget_claims(reading: Reading, memo: Memo) -> list[Relation]:
    """Every 决算数大于/小于/等于预算数 with the figures that it must hold for."""
    return [
        relation
        for talk in memo(find_talks)
        for said in _said(talk)
        if (relation := _relation(said)) is not None
    ]


def _said(talk: Talk) -> Iterator[_Said]:
    for index, token in enumerate(talk.tokens):
        if token.cue not in _CLAIMS:
            continue
        start = index
        while start > 0 and talk.letters[start - 1] not in ".;,:(" and index - start < _CLAUSE:
            start -= 1
        before = [talk.tokens[i].cue for i in range(start, index)]
        claim = _claim(talk, index, before)
        if claim is None or any(t.figure for t in talk.tokens[start:index]):
            continue
        named = (i for i, cue in enumerate(before, start) if cue in ("actual", "budget"))
        kind = _KIND.search(talk.between(start, index + 3))
        subject = _bare(name_before(talk.tokens, next(named, index)))
        yield _Said(talk, index, start, claim, subject, kind[0] if kind else "")


def _claim(talk: Talk, index: int, before: list[str]) -> Claim | None:
    """What the cue at `index` claims of outturn against budget; None if it speaks of others."""
    claim = _CLAIMS[talk.tokens[index].cue]
    after = [t.cue for t in talk.tokens[index + 1 : index + 3]]
    if claim is Claim.AT_MOST:  # 未超过预算, 控制在预算内: no limit of its own is printed
        stop = regex.search(r"[.;,:(]|$", talk.letters, pos=index)
        ahead = talk.tokens[index + 1 : stop.start() if stop else None]
        return claim if "budget" in after and not any(t.figure for t in ahead) else None
    if claim is Claim.EQUAL:
        if "actual" not in before or "budget" not in (*before, *after):
            return None
        return Claim.ABOUT if "基本" in talk.between(max(0, index - 1), index + 1) else claim
    if "actual" in before and "budget" in after:
        return claim
    turned = "budget" in before and "actual" in after and "actual" not in before
    return _TURNED[claim] if turned else None


_KIND = regex.compile("年初|调整|全年")


def _relation(said: _Said) -> Relation | None:
    """The claim against the likeliest pair that makes it true, else against the likeliest."""
    token = said.talk.tokens[said.at]
    words = (said.talk.passage.span(token.start, token.end),)
    tried = [
        Relation("change-direction", actual, budget, said.claim, subject=name, words=words)
        for actual, budget, name in _candidates(said)
    ]
    held = (r for r in tried if judge(r).verdict in (Verdict.AGREES, Verdict.ROUNDING))
    chosen = next(held, tried[0] if tried else None)
    if chosen is not None and chosen.computed is HUNDRED and chosen.stated.exact() == 100:
        return replace(chosen, certainty=Certainty.LIKELY)  # 100% may stand for 100.4%
    return chosen


def _candidates(said: _Said) -> Iterator[tuple[Expression, Expression, str]]:
    pairs = [(actual, budget) for actual, budget in _pairs(said) if _kin(said, budget)]
    named = [pair for pair in pairs if said.subject and _means(said.subject, *pair)]
    if named:
        yield from ((actual.term, budget.term, budget.name) for actual, budget in named)
        return
    heads_sentence = said.start == 0 or said.talk.letters[said.start - 1] == "."
    if said.subject and pairs and not (heads_sentence and len(pairs) == 1):
        return
    if pairs:
        yield from ((actual.term, budget.term, budget.name) for actual, budget in pairs)
        return
    near = [m for m in said.talk.mentions if m.at < said.at and _near(said, m)]
    spent = [m for m in near if m.role == "actual" and m.figure.dimension is Dimension.MONEY]
    if len(spent) == 1 and not any(m.role == "budget" for m in near):
        sentence = said.talk.between(spent[0].at, said.at)
        if _UNPLANNED.search(sentence):
            yield spent[0].term, _NOTHING, spent[0].name
            return
    rates = [m for m in near if m.role == "completion" and _names_kind(said, m)]
    if len(rates) == 1 and not said.subject and not spent and not _tells_how_far(said):
        yield rates[0].term, HUNDRED, rates[0].name


def _tells_how_far(said: _Said) -> bool:
    """决算数大于预算数D: the rate is held against D, see completion.py."""
    after = (m for m in said.talk.mentions if m.at > said.at)
    return next((m.role == "difference" for m in after), False)


_UNPLANNED = regex.compile(r"预算未安排|未(?:安排|编制)(?:年初)?预算|无(?:年初)?预算")


def _pairs(said: _Said) -> Iterator[tuple[Mention, Mention]]:
    """Outturn and budget side by side in one sentence, of the nearest sentence that has any."""
    money = [
        m for m in said.talk.mentions
        if m.at < said.at and m.figure.dimension is Dimension.MONEY and _near(said, m)
    ]  # fmt: skip
    found: list[tuple[Mention, Mention]] = []
    for index, mention in enumerate(money):
        if mention.role != "actual":
            continue
        around = [*reversed(money[:index]), *money[index + 1 : index + 2]]
        for other in around:
            if other.role != "budget" or other.sentence != mention.sentence:
                break
            found.append((mention, other))
    last = max((actual.sentence for actual, _ in found), default=-1)
    yield from (pair for pair in found if pair[0].sentence == last or said.subject)


def _near(said: _Said, mention: Mention) -> bool:
    return said.talk.letters.count(".", mention.at, said.at) <= _REACH


def _kin(said: _Said, budget: Mention) -> bool:
    """Whether a budget is of the kind that the claim names, if both name one."""
    start = max(0, budget.at - 4)
    own = _KIND.findall(said.talk.between(start, budget.at))
    return not said.kind or not own or said.kind == own[-1]


def _names_kind(said: _Said, rate: Mention) -> bool:
    own = _KIND.findall(said.talk.between(max(0, rate.at - 4), rate.at))
    return not said.kind or not own or said.kind == own[-1]


def _means(subject: str, actual: Mention, budget: Mention) -> bool:
    names = {_bare(actual.name), _bare(budget.name)} - {""}
    return bool(names) and all(name in subject or subject in name for name in names)


def _bare(name: str) -> str:
    """“三公”经费财政拨款支出决算, 三公经费预算 → 三公经费."""
    return _DECORATION.sub("", name)


_DECORATION = regex.compile(
    r"[“”\"'‘’\s]|（[^）]*）|年初|年度|全年|本年|财政拨款|一般公共预算|支出|预算|决算|安排|实际|总体|数"
)
