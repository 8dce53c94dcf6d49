"""Why a relation fails: which single change would make it hold?

Every explanation is tested by recomputing the relation with the change made, so it is arithmetic
and not a guess; which of the figures is wrong remains a likelihood.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from ..normalize.figure import Figure
from .describe import divides, numbers_of, shown
from .edits import Edit, digit_edits, scale_edits, slip_counts
from .exchanges import exchanged, exchanges
from .expression import Constant, Expression, Operation, Term, fraction
from .finding import Cause
from .judge import Check, Verdict, judge, value_of
from .relation import Claim, Relation

CHANCE = 200  # to take a list that does not close for a list with a slip
FAIR = 50  # to warn of such a list
HINT = 20  # to show it for review
FEW = 3  # to warn of a list that by its shape is whole but for one chance in twenty
_SMALL_LIST = 12
_FEW_DIGITS = 3  # nearly any small number is a slip away from another


@dataclass(frozen=True, slots=True)
class Explanation:
    """A change under which the relation holds.  `values` fill the cause's message."""

    code: str
    values: dict[str, str]


def likely_cause(check: Check) -> Cause:
    """The first cause, in the catalogue's order, whose arithmetic supports it."""
    for explanation in explanations(check):
        return _cause(explanation)
    difference = numbers_of(check)["difference"]
    code = "unexplained" if difference else "impossible"
    return _cause(Explanation(code, {"difference": difference}))


def explanations(check: Check) -> Iterator[Explanation]:
    """Every single change under which a failing relation holds, likeliest first."""
    for find in _FINDERS:
        yield from find(check)


def explained(relation: Relation, odds: int = CHANCE) -> bool:
    """Whether one slip of the pen makes a failing relation hold, and chance hardly could.

    For lists that may be open: an open list's gap is hardly ever one digit wide.  The slips that
    could be tried are counted against the values the gap could take; where that is more than
    one in `odds`, the explanation proves nothing (small counts, long lists)."""
    check = judge(relation)
    if check.difference is None or not relation.stated.figures:
        return False
    needed = _needed(check)
    if _undone(check, odds, needed, Decimal(0)):
        return True
    if needed is None:
        return False
    steps = sorted(f.step for f in (*relation.stated.figures, *relation.computed.figures))
    for unit, off in ((True, steps[-2]), (False, steps[-1])):  # a unit undone makes a finer step
        gaps = 1 + 2 * int(off / steps[0])  # that a slip explains, the last digit rounded
        if _undone(check, odds * gaps, needed, off, scale_edits if unit else digit_edits):
            return True
    return False


def _undone(
    check: Check,
    odds: int,
    needed: Decimal | None,
    off: Decimal,
    *kinds: Callable[..., Iterator[Edit]],
) -> bool:
    """Whether a slip of some kinds that is rare enough, undone, makes a relation hold, to the digit
    or `off` by rounding."""
    relation = check.relation
    found = [
        (figure, edit)
        for figure in dict.fromkeys((*relation.stated.figures, *relation.computed.figures))
        for kind in kinds or (scale_edits, digit_edits)
        for edit in kind(figure, needed, off)
        if abs(edit.value) >= off * _TELLING
    ]
    slips = _rare_slips(relation, odds) if found else set()  # last: these are many to count
    return any(
        (figure, edit.code) in slips and _undone_holds(relation, figure, edit, off)
        for figure, edit in found
    )


def turned(relation: Relation, odds: int = CHANCE) -> bool:
    """Whether one wrong verb (调增 for 调减) makes a failing sum hold, and chance hardly could."""
    figures = dict.fromkeys((*relation.stated.figures, *relation.computed.figures))
    check = judge(relation)
    if check.difference is None or len(figures) * odds > _room(relation):
        return False
    values = Counter(abs(figure.value) for figure in figures)  # a + a is 2a whatever is meant
    return any(
        abs(check.difference) == abs(fraction(figure.value)) * 2
        and values[abs(figure.value)] == 1
        and holds(_with(relation, figure, replace(figure, value=-figure.value)))
        for figure in figures
    )


def slips(relation: Relation) -> set[str]:
    """The kinds of slip of the pen of which one makes a failing relation hold."""
    return {e.code for e in explanations(judge(relation)) if e.code in _SLIPS}


def suspects(relation: Relation) -> list[Figure]:
    """The figures of which one slip of the pen, undone, makes a failing relation hold."""
    found = {e.values["old"] for e in explanations(judge(relation)) if e.code in _SLIPS}
    return [f for f in (*relation.stated.figures, *relation.computed.figures) if f.raw in found]


def misprinted(relation: Relation) -> bool:
    """Whether one slip of the pen in the stated figure alone makes a failing relation hold.  For
    quotients: among the digits of two operands some slip would nearly always do."""
    stated = {figure.raw for figure in relation.stated.figures}
    found = explanations(judge(relation))
    return any(e.code in _SLIPS and e.values["old"] in stated for e in found)


def beyond_chance(relation: Relation, odds: int) -> bool:
    """Whether fewer than one gap in `odds` could be put down to some slip, of any kind, by mere
    chance: what many relations are tried for must have figures of digits enough."""
    figures = dict.fromkeys((*relation.stated.figures, *relation.computed.figures))
    return _slips(figures).total() * odds <= _room(relation)


def _rare_slips(relation: Relation, odds: int) -> set[tuple[Figure, str]]:
    """The slips, by figure and kind, that together explain fewer than one gap in `odds` by chance:
    all of them where figures have digits enough, else the rarest (164 has few digits to misread
    but two to swap)."""
    figures = dict.fromkeys((*relation.stated.figures, *relation.computed.figures))
    counts = {(f, code): n for f in figures for code, n in slip_counts(f).items()}
    # a rate of four digits tells small counts
    unsure = odds > FEW and not divides(relation.computed)
    few = {f for f in figures if unsure and _digits_of(f) < _FEW_DIGITS}
    for figure, code in list(counts):
        if figure in few and code not in RARE:
            del counts[figure, code]
    tried, room = 0, _room(relation)
    found = set()
    for slip in sorted(counts, key=counts.__getitem__):
        tried += counts[slip]
        if tried * odds > room:
            break
        found.add(slip)
    return found


def _digits_of(figure: Figure) -> int:
    """How many digits of a figure tell something."""
    return sum(map(str.isdigit, figure.number.lstrip("0.")))


def _slips(figures: Iterable[Figure]) -> Counter[str]:
    """How many slips of each kind could have happened to `figures`."""
    counts: Counter[str] = Counter()
    for figure in figures:
        counts.update(slip_counts(figure))
    return counts


def _room(relation: Relation) -> Decimal:
    """How many values the gap could take, either way."""
    figures = (*relation.stated.figures, *relation.computed.figures)
    return max(abs(f.value) for f in figures) / min(f.step for f in figures) * 2


_TELLING = 10  # an amount not far above the rounding could as well not be there
_ODDS = 5  # to name an operand's slip as the likely cause
_SLIPS = ("unit-slip", "digits-transposed", "digit-doubled", "digit-dropped", "digit-misread")
RARE = {"unit-slip", "digits-transposed"}  # slips that so few figures allow that they prove more


def holds(relation: Relation) -> bool:
    """Whether a relation agrees, to the printed digit."""
    return judge(relation).verdict is Verdict.AGREES


def _base_current(check: Check) -> Iterator[Explanation]:
    """(X − X₀) ÷ X instead of ÷ X₀: recognised on the shape D ÷ (X ∓ D) × 100."""
    relation = check.relation
    match relation.computed:
        case Operation(
            "×", Operation("÷", part, Operation("−" | "+", Term() as level, Term())), hundred
        ):
            pass
        case _:
            return
    other = Operation("×", Operation("÷", part, level), hundred)
    changed = replace(relation, computed=other)
    if holds(changed):
        words = numbers_of(judge(changed))
        yield Explanation("base-current-year", {"arithmetic": words["formula"]})


def _ratio_unscaled(check: Check) -> Iterator[Explanation]:
    match check.relation.computed:
        case Operation("×", Operation("÷") as ratio, Constant(value)) if value == 100:
            changed = replace(check.relation, computed=ratio)
        case _:
            return
    if holds(changed):
        yield Explanation("ratio-unscaled", {"arithmetic": numbers_of(judge(changed))["formula"]})


def _sign_reversed(check: Check) -> Iterator[Explanation]:
    relation = check.relation
    if relation.claim is not Claim.EQUAL:
        return
    for figure in _signed(relation):
        turned = replace(figure, value=-figure.value)
        if holds(_with(relation, figure, turned)):
            yield Explanation("sign-reversed", {"old": figure.raw})


def _exchanged(check: Check) -> Iterator[Explanation]:
    if not exchanged(check.relation, _ODDS):
        return
    for one, other in exchanges(check.relation):
        if sorted(one.number) != sorted(other.number):  # else two digits of one are transposed
            yield Explanation("exchanged", {"old": one.raw, "new": other.raw})
            return


def _item_left_out(check: Check) -> Iterator[Explanation]:
    difference = check.difference
    if difference is None or check.relation.claim is not Claim.EQUAL:
        return
    used = set(check.relation.stated.figures) | set(check.relation.computed.figures)
    for extra in check.relation.context:
        value = value_of(extra)
        if extra.figure not in used and value is not None and value == difference != 0:
            yield Explanation("item-left-out", {"old": extra.figure.raw})
    if _is_sum(check.relation.computed):
        for part in check.relation.computed.figures:
            if part.value and value_of(Term(part)) == -difference:
                yield Explanation("item-twice", {"old": part.raw})


def _copied(check: Check) -> Iterator[Explanation]:
    relation = check.relation
    if not isinstance(relation.stated, Term) or check.exact is None:
        return
    figure = relation.stated.figure
    if figure.value == 0:
        return
    twins = (t.figure for t in relation.context if t.figure.span != figure.span)
    if any(t.value == figure.value and t.dimension is figure.dimension for t in twins):
        new = shown(check.exact, figure.scale, figure.step) + figure.unit
        yield Explanation("copied-value", {"old": figure.raw, "new": new})


def _edited(kind: Callable[..., Iterator[Edit]]) -> Callable[[Check], Iterator[Explanation]]:
    def find(check: Check) -> Iterator[Explanation]:
        relation = check.relation
        if relation.claim is not Claim.EQUAL:
            return
        figures = dict.fromkeys((*relation.stated.figures, *relation.computed.figures))
        if len(figures) > _SMALL_LIST or not beyond_chance(relation, _ODDS):
            figures = dict.fromkeys(relation.stated.figures)
        needed = _needed(check)
        found = [
            (edit.rank, Explanation(edit.code, {"old": figure.raw, "new": edit.printed(figure)}))
            for figure in figures
            for edit in kind(figure, needed)
            if _undone_holds(relation, figure, edit)
        ]
        found.sort(key=lambda pair: pair[0])
        yield from (explanation for _, explanation in found)

    return find


def _needed(check: Check) -> Decimal | None:
    """By how much a slip must move its figure to make a sum hold; None for other arithmetic."""
    relation, gap = check.relation, check.difference
    if gap is None or not isinstance(relation.stated, Term) or not _is_sum(relation.computed):
        return None
    return abs(Decimal(gap.numerator) / Decimal(gap.denominator))


def _undone_holds(
    relation: Relation, figure: Figure, edit: Edit, off: Decimal = Decimal(0)
) -> bool:
    """Whether a relation agrees with a slip undone, or is `off` by rounding: then what had its
    point moved is as coarse as the others.  Far off, that is cheap to see at once."""
    meant = edit.undone(figure)
    changed = _with(relation, figure, replace(meant, step=max(meant.step, off)))
    stated, computed = value_of(changed.stated), value_of(changed.computed)
    steps = [Fraction(one.step) for one in (*changed.stated.figures, *relation.stated.figures)]
    if stated is None or computed is None or (steps and abs(stated - computed) > max(steps)):
        return False
    return judge(changed).verdict in (Verdict.AGREES, Verdict.ROUNDING) if off else holds(changed)


_FINDERS = (
    _base_current,
    _ratio_unscaled,
    _sign_reversed,
    _exchanged,
    _item_left_out,
    _edited(scale_edits),
    _copied,
    _edited(digit_edits),
)


def _with(relation: Relation, old: object, new: object) -> Relation:
    stated = relation.stated.with_figure(old, new)  # type: ignore[arg-type]
    computed = relation.computed.with_figure(old, new)  # type: ignore[arg-type]
    return replace(relation, stated=stated, computed=computed)


def _signed(relation: Relation) -> list[Figure]:
    """The figures that may stand with the wrong sign: those below nought, those taken away, and
    what a verb gives its sign."""
    verbs = relation.rule.startswith("change-")
    return [t.figure for side in (relation.stated, relation.computed) for t in side.terms()
            if verbs or t.sign < 0 or t.figure.value < 0]  # fmt: skip


def _is_sum(expression: Expression) -> bool:
    match expression:
        case Term():
            return True
        case Operation("+", left, right):
            return _is_sum(left) and _is_sum(right)
        case _:
            return False


def _cause(explanation: Explanation) -> Cause:
    words = _catalogue()[explanation.code]
    zh, en = words["zh"], words["en"]
    for key, value in explanation.values.items():
        zh, en = zh.replace("{" + key + "}", value), en.replace("{" + key + "}", value)
    return Cause(explanation.code, zh, en)


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "causes.toml").read_text("utf-8"))
