"""Direction: the words of a change (增加, 大于, 持平) against the figures they speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from ...extract.document import Span
from ...normalize.reading import Reading
from ..expression import Constant
from ..judge import Verdict, judge
from ..prose.mention import Talk, find_talks
from ..relation import Claim, Outcome, Relation, Remark
from ..rule import Level, Memo, rule
from .against import find_above_or_below
from .candidates import pairs_of, rate_relations
from .changes import Change, subject_of
from .claims import find_budget_claims
from .elsewhere import find_changes
from .reasons import find_contrary_reasons

_ZERO = Constant(Fraction(0))
_CLAUSE_ENDS = ".,;("
_DIGITS = 7  # significant ones of a level and its change that make the two recognisable


@rule(
    "change-direction",
    name="增减方向",
    english="direction of change",
    level=Level.ERROR,
    formula="增长 ⇔ 本年数 > 上年数；下降 ⇔ 本年数 < 上年数；持平 ⇔ 两数相等",
    zh="{subject}的增减方向与数字不符：{formula} 不成立。",
    en="The direction stated for {subject} contradicts the figures: {formula} does not hold.",
    right=(
        "研发费用由上年的2410万元增加到3015万元。",
        "年初预算为54.50万元，支出决算为53.90万元。决算数小于预算数的主要原因是厉行节约。",
        "支出决算为53.90万元，完成年初预算54.50万元的98.90%，决算数小于年初预算数。",
        "年初预算为10.00万元，支出决算为10.00万元。决算数与预算数持平。",
        "培训费支出0.98万元，与上年的0.98万元持平。",
        "收入预算6101.68万元，比上年预算减少389.52万元。\n支出预算6101.68万元，比上年预算减少389.52万元。",
    ),
    wrong=(
        "研发费用由上年的3015万元增加到2410万元。",
        "支出合计120.00万元，比上年增加20.00万元，下降20%。",
        "年初预算为54.50万元，支出决算为53.90万元。决算数大于预算数的主要原因是人员增加。",
        "支出完成年初预算的118.42%。支出决算数小于年初预算数，主要原因是年中追加。",
        "培训费支出0.98万元，与上年的1.38万元持平。",
        "收入预算6101.68万元，比上年预算减少389.52万元。\n支出预算6101.68万元，比上年预算增加389.52万元。",
        "公务接待费4.20万元，比上年增加1.10万元，减少的主要原因是厉行节约。",
    ),
)  # fmt: skip
def change_direction(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """The sign of the change equals the verb; 持平 means that both figures are equal; amount and
    rate of one change, one change stated twice, and a change and its reason, go the same way; a
    rate lies on the side of another one that it is said to."""
    yield from memo(find_budget_claims)
    yield from memo(find_contrary_reasons)
    yield from memo(find_above_or_below)
    for talk in memo(find_talks):
        yield from _from_to(talk)
        yield from _flat(talk)
    changes = memo(find_changes)
    for change in changes:
        if change.conflict:
            yield from _opposite_verbs(change)
        yield from _from_base(change)
    yield from _stated_twice(changes)


def _from_to(talk: Talk) -> Iterator[Relation]:
    for start, end in zip(talk.mentions, talk.mentions[1:], strict=False):
        kin = start.figure.dimension is end.figure.dimension
        if start.role == "from" and end.role == "to" and kin and end.direction:
            claim = Claim.MORE if end.direction > 0 else Claim.LESS
            yield Relation(
                "change-direction", end.term, start.term, claim,
                subject=start.name, words=_words(talk, end.cue),
            )  # fmt: skip


def _flat(talk: Talk) -> Iterator[Relation]:
    """A，与上年的B持平; 上年B，本年A，与上年持平."""
    for index, token in enumerate(talk.tokens):
        if token.cue not in ("flat", "equals"):
            continue
        before = [m for m in talk.mentions if m.at < index][-2:]
        if len(before) < 2 or before[0].figure.dimension is not before[1].figure.dimension:
            continue
        one, other = before
        inside = other.at > talk.since(_CLAUSE_ENDS, index)
        base = other if inside or other.last_year else one
        level = one if base is other else other
        tied = other.role == "base" if inside else _says_last_year(talk, index) and base.last_year
        if not tied or level.last_year or not level.is_level or level.item != base.item:
            continue
        about = "基本" in token.text or "基本" in talk.between(index - 1, index)
        yield Relation(
            "change-direction", level.term, base.term, Claim.ABOUT if about else Claim.EQUAL,
            subject=level.name, words=_words(talk, index),
        )  # fmt: skip


def _says_last_year(talk: Talk, index: int) -> bool:
    """Whether the clause of a 持平 compares with last year and names nothing else."""
    clause = talk.tokens[talk.since(_CLAUSE_ENDS, index) : index]
    periods = [t.period for t in clause if t.period is not None]
    words = [t for t in clause if not t.cue and t.period is None]
    return len(periods) == 1 and periods[0].relative == -1 and not words


def _opposite_verbs(change: Change) -> Iterator[Relation | Remark]:
    """减少D，增长P%: proved where one of the two verbs makes the sizes belong together; else an
    amount and a rate with nothing between them speak of one change all the same."""
    amount, rate = change.amount, change.rate
    if amount is None or rate is None:
        return
    words = _words(change.talk, amount.cue, rate.cue)
    for direction in (amount.direction, rate.direction):
        for relation in rate_relations(change, direction):
            if judge(relation).verdict is not Verdict.AGREES:
                continue
            size = relation.computed
            if amount.direction < 0:
                size = _ZERO - size
            subject = relation.subject or subject_of(change)
            yield Relation("change-direction", rate.move, size, subject=subject, words=words)
            return
    if _adjoin(change):
        low, high = sorted((amount, rate), key=lambda m: m.at)
        printed = change.talk.between(low.cue, high.at + 1).strip()
        values = {"subject": subject_of(change) or change.subject, "formula": printed}
        places = (rate.figure.span, amount.figure.span, *words)
        yield Remark("change-direction", places, printed, "", values)


def _adjoin(change: Change) -> bool:
    """Whether amount and rate stand side by side, each with a verb of change and no name."""
    low, high = sorted((m for m in (change.amount, change.rate) if m), key=lambda m: m.at)
    between = change.talk.between(low.at + 1, high.cue).strip("，, ")
    verbs = {change.talk.tokens[m.cue].text.strip() for m in (low, high)}
    return not between and not any(verb.startswith(_OWN_MEASURE) for verb in verbs)


_OWN_MEASURE = ("节", "审", "新", "追", "压", "核", "净", "多缴", "减亏", "调", "上浮")
"""What is saved, added, or cut may itself grow or shrink (节约3万元，增长5%)."""


def _from_base(change: Change) -> Iterator[Relation]:
    """增加0万元 means that both are equal; from a base of nothing there is only a rise."""
    if change.amount is not None and change.direction < 0 and _had_nothing(change):
        words = _words(change.talk, change.amount.cue)
        yield Relation(
            "change-direction", change.amount.move, _ZERO, Claim.MORE,
            subject=subject_of(change) or change.subject, words=words,
        )  # fmt: skip
        return
    for level, base in pairs_of(change):
        words = _words(change.talk, change.first.cue)
        kin = level.figure.dimension is base.figure.dimension
        if change.amount is not None and change.amount.figure.value == 0 and kin:
            yield Relation(
                "change-direction", level.term, base.term, subject=level.name, words=words
            )
        elif base.figure.value == 0 and level.figure.value > 0 and change.direction < 0:
            yield Relation(
                "change-direction", base.term, level.term, Claim.MORE,
                subject=level.name, words=words,
            )  # fmt: skip
        else:
            continue
        return


def _had_nothing(change: Change) -> bool:
    """同比减少1.70万元，上年无该预算: what comes right after says that last year had none."""
    talk, first = change.talk, change.first
    amount, levels = change.amount, change.levels
    whole = amount is not None and levels and levels[0].figure.value == amount.figure.value
    stop = next((i for i in range(first.at, len(talk.letters)) if talk.letters[i] in ".;"), None)
    after = talk.tokens[first.at + 1 : stop]
    told = any(t.cue == "zero-base" and t.text.startswith(("上年", "去年")) for t in after)
    return bool(whole) and told and not any(t.figure for t in after)


def _stated_twice(changes: list[Change]) -> Iterator[Relation]:
    """One level with one amount of change, printed in several places with opposite verbs."""
    kin: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        amount, level = change.amount, change.levels[0] if change.levels else None
        if amount is None or level is None or level.figure.dimension is not amount.figure.dimension:
            continue
        if _digits(level.figure.number) + _digits(amount.figure.number) < _DIGITS:
            continue
        kin.setdefault((level.figure.value, amount.figure.value), []).append(change)
    for same in kin.values():
        usual = Counter(c.direction for c in same).most_common(1)[0][0]
        model = next(c for c in same if c.direction == usual)
        for change in same:
            if change.direction == usual or change.amount is None or model.amount is None:
                continue
            words = (*_words(change.talk, change.amount.cue), *_words(model.talk, model.amount.cue))
            yield Relation(
                "change-direction",
                change.amount.move,
                model.amount.move,
                subject=change.subject or subject_of(change), words=words,
            )  # fmt: skip


def _digits(number: str) -> int:
    """How many significant digits are printed (1,200.00 has two)."""
    return len("".join(c for c in number if c.isdigit()).strip("0"))


def _words(talk: Talk, *cues: int) -> tuple[Span, ...]:
    """Where the verbs stand that make the claim."""
    tokens = [talk.tokens[at] for at in cues if at >= 0]
    return tuple(talk.passage.span(token.start, token.end) for token in tokens)
