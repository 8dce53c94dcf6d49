"""Rates known by their names: 计划开工140个，实际开工118个，开工率84.3%."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import permutations

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.reading import Reading
from ...normalize.units import base_of
from ..causes import CHANCE, explained, misprinted
from ..exchanges import exchanged
from ..expression import Expression, Term, percent_of
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Outcome, Relation
from ..rule import Level, Memo, rule
from .earlier import against_earlier
from .near import with_near_rates

_AMOUNTS = (Dimension.MONEY, Dimension.COUNT, Dimension.MEASURE)
_NAME = regex.compile(r"(\p{Han}{2,10})率(?:\(%\)|（%）)?\s*(?:为|达到|达|是|约|仅|已)?\s*$")
_BY = regex.compile(r"(\p{Han}{2,6})率（按[^）]*）$")


@dataclass(frozen=True, slots=True)
class Kind:
    """What is divided by what for a rate: words of the part and of the whole, and of what is
    only part of the whole."""

    part: tuple[str, ...]
    whole: tuple[str, ...]
    never: tuple[str, ...] = ()


@rule(
    "named-rate",
    name="按名称的比率",
    english="rate by its name",
    level=Level.ERROR,
    formula="分子 ÷ 分母 × 100% = 比率（分子、分母与比率名称相符）",
    zh="{subject}列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="{subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=(
        "计划开工项目140个，实际开工118个，开工率84.3%。",
        "发放问卷100份，收回98份，有效问卷95份，满意90份，满意率94.74%。",
        "城镇登记失业率3.2%，新增就业560人，帮扶1,200人。",
    ),
    wrong=("计划开工项目140个，实际开工118个，开工率83.4%。",),
)
def named_rate(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A rate whose part and whole stand before it in its sentence and bear its name.  An error
    where one slip of the pen explains it, else a warning; of several pairs that could be meant, a
    warning only where a slip makes just one of them give it."""
    yield from with_near_rates("named-rate", _told(reading, memo), memo)


def _told(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    for talk in memo(find_talks):
        for mention in talk.mentions:
            word = _rate_word(talk, mention)
            if word:
                relation = (
                    _of_two(talk, mention, word)
                    or _relation(talk, mention, word)
                    or _told_before(memo, talk, mention, word)
                )
                if relation is not None:
                    yield relation


def _rate_word(talk: Talk, mention: Mention) -> str:
    """What stands before 率 in the words of a percentage, empty if it is no rate by name."""
    figure = mention.figure
    if figure.dimension is not Dimension.PERCENT or figure.hedge is not Hedge.NONE:
        return ""
    if mention.role not in ("level", "rate", "actual"):
        return ""
    match = _NAME.search(talk.words_before(mention)) or _BY.search(mention.name)
    return match[1] if match is not None else ""


def _relation(talk: Talk, rate: Mention, word: str) -> Relation | None:
    """The one pair that is meant, of the rate's own item before the others of its sentence, or
    one of those that may be if it gives the rate."""
    before = [m for m in talk.mentions if m.sentence == rate.sentence and m.at < rate.at]
    amounts = [m for m in before if _counts(m)]
    beside = [m for m in amounts if m.item == rate.item]
    tried = (_among(talk, rate, word, some) for some in (beside, amounts))
    return next((relation for relation in tried if relation is not None), None)


def _among(talk: Talk, rate: Mention, word: str, amounts: list[Mention]) -> Relation | None:
    known = _kind_of(word)
    kind = known or Kind((word[-2:],), ())
    pairs = [
        (part, whole) for part, whole in permutations(amounts, 2)
        if base_of(part.figure) == base_of(whole.figure) and _is_part(talk, kind, part)
        and (part.figure.value <= whole.figure.value or _is_planned(talk, whole)
             or _says(_words_of(talk, whole), kind.whole))
    ]  # fmt: skip
    proven = [(p, w) for p, w in pairs if _with_the_rest(talk, p, w, amounts)]
    pairs = proven or pairs
    near = tuple(m.term for m in amounts)
    sums = {(id(p), id(w)): _divided(rate, p, w.term, word, near) for p, w in pairs}
    agreeing = next((relation for relation in sums.values() if holds(relation)), None)
    wholes = [(p, w) for p, w in pairs if _is_whole(talk, kind, w)]
    beside = [(p, w) for p, w in wholes if p.item == w.item == rate.item]
    meant = [sums[id(p), id(w)] for p, w in beside or wholes]
    if agreeing is not None:
        return agreeing
    if len(meant) != 1:
        slips = [relation for relation in meant if misprinted(relation)]
        return _doubted(slips[0]) if len(slips) == 1 else None
    if misprinted(meant[0]) or exchanged(meant[0], CHANCE):
        return meant[0]
    alone = known is not None and len(pairs) == 1
    return _doubted(meant[0]) if alone else None


def _with_the_rest(talk: Talk, part: Mention, whole: Mention, amounts: list[Mention]) -> bool:
    """到位A，使用B，结转C: what is left over proves A to be the whole of B."""
    if whole.figure.hedge is not Hedge.NONE:
        return False
    left = [m for m in amounts if _says(talk.words_before(m), _table().rest)]
    return any(
        holds(Relation("named-rate", whole.term, part.term + rest.term))
        for rest in left if rest is not part and rest is not whole
    )  # fmt: skip


def _of_two(talk: Talk, rate: Mention, word: str) -> Relation | None:
    """批准逮捕A人，不批准逮捕B人，不捕率P: B of both outcomes, counted in one unit."""
    named = [(len(name), e) for e in _table().outcomes for name in e[0] if word.endswith(name)]
    entry = max(named, default=(0, None))[1]
    before = [m for m in talk.mentions if _counts(m) and m.at < rate.at]
    near = [m for m in before if rate.sentence - m.sentence <= 1]
    if entry is None:
        return None
    tried = [
        _divided(rate, part, part.term + other.term, word)
        for part, other in permutations(near, 2)
        if base_of(part.figure) == base_of(other.figure) and part.sentence == other.sentence
        and _reports(talk, part, entry[1]) and _reports(talk, other, entry[2])
    ]  # fmt: skip
    agreeing = next((relation for relation in tried if holds(relation)), None)
    if agreeing is not None or not tried:
        return agreeing
    told = next((r for r in tried if misprinted(r) or explained(r)), None)
    return told or (_doubted(tried[0]) if len(tried) == 1 else None)


def _reports(talk: Talk, mention: Mention, words: tuple[str, ...]) -> bool:
    """Whether a count, or the one right before it (158件196人), is of an outcome."""
    first = mention
    for other in reversed(talk.mentions):
        if other.at == first.at - 1:
            first = other
    said = talk.words_before(first)
    return any(regex.search(rf"(?<![不未]|不予|不批准){word}", said) for word in words)


def _told_before(memo: Memo, talk: Talk, rate: Mention, word: str) -> Relation | None:
    """已支付A，未支付B，支付率P: A of both; 到位A，到位率P: of what was planned before."""
    kind = _kind_of(word)
    own = [m for m in talk.mentions if m.sentence == rate.sentence and m.at < rate.at]
    own = [m for m in own if _counts(m) and m.clause >= rate.clause - 3]
    if kind is None or not own:
        return None
    if len(own) == 2 and own[0].figure.unit == own[1].figure.unit:
        rest = _says(talk.words_before(own[1]), _table().rest)
        if rest and _says(talk.words_before(own[0]), kind.part):
            relation = _divided(rate, own[0], own[0].term + own[1].term, word)
            return relation if holds(relation) or misprinted(relation) else _doubted(relation)
    end = talk.letters.rfind(",", own[-1].at, rate.at)
    said = talk.words_before(own[-1]) + talk.between(own[-1].at + 1, end)
    if len(own) > 1 or not _says(said, kind.part):
        return None
    told = against_earlier(memo, talk, rate, own[0])
    return replace(told, rule="named-rate", subject=f"{word}率") if told else None


def _doubted(relation: Relation) -> Relation:
    return replace(relation, level=Level.WARNING)


def _divided(
    rate: Mention, part: Mention, whole: Expression, word: str, near: tuple[Term, ...] = ()
) -> Relation:
    computed = percent_of(part.term, whole)
    return Relation("named-rate", rate.term, computed, subject=f"{word}率", context=near)


def _counts(mention: Mention) -> bool:
    level = mention.is_level or mention.role == "change"
    return level and mention.figure.dimension in _AMOUNTS and mention.figure.value > 0


def _is_part(talk: Talk, kind: Kind, mention: Mention) -> bool:
    words = talk.words_before(mention)
    left = _says(words, _table().rest) and not _says("".join(kind.part), _table().rest)
    return _says(words, kind.part) and not left and not _is_planned(talk, mention)


def _is_planned(talk: Talk, mention: Mention) -> bool:
    """计划完成53户, 任务53户; never 实际完成, 完成任务, 负债总额."""
    words = talk.words_before(mention).replace("总额", "")
    planned, _, rest = words.partition("完成")
    done = _table().done if words.endswith("完成") and not rest else (*_table().done, "完成")
    return _says(planned + rest, _table().planned) and not _says(words.removesuffix("完成"), done)


def _is_whole(talk: Talk, kind: Kind, mention: Mention) -> bool:
    words = _words_of(talk, mention)
    if _says(words, kind.never):
        return False
    if _says(words, kind.whole) or _says(words, _table().planned):
        return True
    return not kind.whole and not _says(words, kind.part)


def _words_of(talk: Talk, mention: Mention) -> str:
    counted = mention.figure.dimension is Dimension.COUNT
    return talk.words_before(mention) + (_things(talk, mention) if counted else "")


def _things(talk: Talk, mention: Mention) -> str:
    """What is counted, where nothing else follows it in the clause (反映1263个问题，…)."""
    end = regex.search(r"[,.;:()]|$", talk.letters, pos=mention.at)
    words = talk.between(mention.at + 1, end.start() if end is not None else mention.at)
    return words if len(words) <= _LONGEST else ""


_LONGEST = 8


def _says(words: str, any_of: tuple[str, ...]) -> bool:
    return any(word in words for word in any_of)


def _kind_of(word: str) -> Kind | None:
    return next((kind for rate, kind in _table().kinds if word.endswith(rate)), None)


@dataclass(frozen=True, slots=True)
class _Table:
    kinds: tuple[tuple[str, Kind], ...]
    planned: tuple[str, ...]
    done: tuple[str, ...]
    rest: tuple[str, ...]
    outcomes: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]


def _own(rate: str) -> dict[str, list[str]]:
    """What an entry that says nothing of it means: a rate's part bears its word."""
    return {"part": [rate], "whole": [], "never": []}


@cache
def _table() -> _Table:
    data = tomllib.loads((files(__package__) / "named.toml").read_text("utf-8"))
    kinds = [
        (rate, Kind(*(tuple(entry.get(key, own)) for key, own in _own(rate).items())))
        for entry in data["entry"]
        for rate in entry["rate"]
    ]
    longest_first = sorted(kinds, key=lambda kind: -len(kind[0]))
    planned, done, rest = (tuple(data[key]) for key in ("planned", "done", "rest"))
    outcomes = [(tuple(e["rate"]), tuple(e["part"]), tuple(e["other"])) for e in data["outcomes"]]
    return _Table(tuple(longest_first), planned, done, rest, tuple(outcomes))
