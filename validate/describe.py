"""Checks and remarks turned into findings: numbers in the report's own units, and words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..extract.document import Box, Span
from ..normalize.figure import Dimension, Figure
from ..normalize.reading import Reading
from .expression import Operation, Root, Term, fraction, plain
from .finding import Cause, CheckRecord, Finding, Place
from .judge import Check, Verdict
from .relation import Certainty, Claim, Relation, Remark
from .rule import Level, Rule

_RATES = (Dimension.PERCENT,)
_AROUND = 12  # characters on either side that tell one remark from another
_RECOGNISED = "（数字系文字识别所得，须先对照原件。）"
_RECOGNISED_EN = " (Read by character recognition: compare with the page first.)"
_UNSTEADY = re.compile(r"[\d.,%\s]+")


def worth_showing(check: Check) -> bool:
    """Whether an auditor should see a check.

    Disagreements always.  Agreement by rounding only where the printed figures visibly do not
    meet: sums of printed parts, and ratios off by a unit that the operands' rounding cannot
    explain.  A ratio inside its operands' rounding is simply right.
    """
    if check.verdict is Verdict.DISAGREES:
        return True
    if check.verdict is not Verdict.ROUNDING or check.bounds is None:
        return False
    relation = check.relation
    if relation.claim is not Claim.EQUAL or relation.certainty is Certainty.POSSIBLE:
        return False
    if isinstance(relation.stated, Term) and isinstance(relation.computed, Term):
        return _a_step_apart(relation.stated.figure, relation.computed.figure)
    if not divides(relation.computed):
        return True
    return not relation.stated.bounds(None).meets(check.bounds)


def _a_step_apart(one: Figure, other: Figure) -> bool:
    """Whether two statements of one figure differ by a printed unit of the coarser one."""
    return abs(one.value - other.value) >= max(one.step, other.step)


_UNNAMED = "this figure"
"""What English messages call a figure that nothing names; Chinese ones leave the name out."""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def finding_of_check(reading: Reading, rule: Rule, check: Check, cause: Cause | None) -> Finding:
    """The finding that shows a check."""
    spans = check.relation.places
    places = tuple(place_of(reading, span) for span in spans)
    return shown_check(rule, check, places, cause, _table(reading, spans[0]) if spans else "")


def finding_of_remark(reading: Reading, rule: Rule, remark: Remark) -> Finding:
    """The finding that shows a remark."""
    places = tuple(place_of(reading, span) for span in remark.places)
    return shown_remark(rule, remark, places, _around(reading, remark.places[0]))


def shown_check(
    rule: Rule,
    check: Check,
    places: tuple[Place, ...],
    cause: Cause | None = None,
    table: str = "",
    more: Mapping[str, str] | None = None,
) -> Finding:
    """The finding of a check whose figures stand at `places`; `more` are values of its message."""
    relation = check.relation
    words = numbers_of(check)
    level = _asserted(_level(rule, check), places)
    values = {**words, "subject": relation.subject, "claim": relation.claim.value, **(more or {})}
    named = {**values, "subject": relation.subject or _UNNAMED}
    return Finding(
        id="",
        rule=rule.id,
        verdict=check.verdict.value,
        level=level.value,
        stated=words["stated"],
        recomputed=words["recomputed"],
        difference=words["difference"],
        formula=words["formula"],
        cause=cause,
        message=_fill(rule.zh, values) + _reservation(places, _RECOGNISED),
        message_en=_sentence(_fill(rule.en, named)) + _reservation(places, _RECOGNISED_EN),
        fingerprint=_fingerprint(
            rule.id, relation.subject, words["stated"], words["formula"], table
        ),
        places=places,
        subject=relation.subject,
        unit=words["unit"],
    )


def shown_remark(rule: Rule, remark: Remark, places: tuple[Place, ...], around: str) -> Finding:
    """The finding of a remark at `places`; `around` tells it from the others in its fingerprint."""
    values = {"stated": remark.stated, "expected": remark.expected, **remark.values}
    own = Level(remark.level) if remark.level else rule.level
    level = own if remark.certainty is Certainty.ASSERTED else Level.REVIEW
    level = _asserted(level, places)
    return Finding(
        id="",
        rule=rule.id,
        verdict=Verdict.DISAGREES.value,
        level=level.value,
        stated=remark.stated,
        recomputed=remark.expected,
        difference="",
        formula="",
        cause=None,
        message=_fill(rule.zh, values) + _reservation(places, _RECOGNISED),
        message_en=_fill(rule.en, values) + _reservation(places, _RECOGNISED_EN),
        fingerprint=_fingerprint(rule.id, remark.stated, remark.expected, around),
        places=places,
    )


def record_of_check(check: Check) -> CheckRecord:
    """A check as one line for the ledger, the page and the store."""
    words = numbers_of(check)
    smallest = ""
    if check.smallest_error is not None:
        smallest = plain(check.smallest_error / Fraction(_scale(check.relation)))
    relation = check.relation
    return CheckRecord(
        rule=relation.rule,
        verdict=check.verdict.value,
        claim=relation.claim.value,
        stated=words["stated"],
        formula=words["formula"],
        recomputed=words["recomputed"],
        smallest_error=smallest,
        reason=check.reason,
        spans=relation.places,
        subject=relation.subject,
    )


def place_of(reading: Reading, span: Span) -> Place:
    """Where a span stands, quoted."""
    document = reading.document
    text = document.text_of(span)
    quote, start, end = document.quote(span)
    boxes = _joined(document.boxes_of(span))
    return Place(
        page=text.page(span.start),
        block=span.block,
        quote=quote,
        start=start,
        end=end,
        box=boxes[0][1] if boxes else None,
        span=span,
        cell="" if span.row < 0 else f"R{span.row + 1}C{span.column + 1}",
        revision=text.revision(span.start, span.end),
        confidence=text.confidence(span.start, span.end),
        more=tuple(boxes[1:]),
    )


def _joined(boxes: Sequence[tuple[int, Box]]) -> list[tuple[int, Box]]:
    """Boxes that follow each other in one line as one: a line that runs up the page comes in
    letters."""
    found: list[tuple[int, Box]] = []
    for page, box in boxes:
        if found and found[-1][0] == page:
            last = found[-1][1]
            beside = box[1] < last[3] and last[1] < box[3]
            below = box[0] < last[2] and last[0] < box[2]
            if beside or below:
                lows = (min(last[0], box[0]), min(last[1], box[1]))
                found[-1] = (page, (*lows, max(last[2], box[2]), max(last[3], box[3])))
                continue
        found.append((page, box))
    return found


def numbers_of(check: Check) -> dict[str, str]:
    """stated, recomputed, difference, formula and unit of a check, as printed numbers."""
    relation = check.relation
    scale = _scale(relation)
    unit = _unit(relation)
    step = _display_step(relation)
    sign = "%" if unit == "%" else ""
    stated = _stated(relation, scale, sign)
    recomputed = difference = ""
    if check.exact is not None:
        recomputed = shown(check.exact, scale, step) + sign
    if check.difference is not None:
        difference = shown(check.difference, scale, step) + sign
    formula = relation.computed.formula(_formula_scale(relation, scale))
    if relation.claim is Claim.DEFINED:
        return {
            "stated": stated,
            "recomputed": "",
            "difference": "",
            "formula": formula,
            "unit": "",
        }
    link = {Claim.EQUAL: "=", Claim.ABOUT: "≈"}.get(relation.claim)
    if link is None:
        formula = f"{relation.stated.formula(scale)} {relation.claim.value} {formula}"
    elif recomputed and formula != recomputed and not isinstance(relation.computed, Term):
        formula = f"{formula} {link} {recomputed}"
    return {
        "stated": stated,
        "recomputed": recomputed,
        "difference": difference,
        "formula": formula,
        "unit": "" if unit == "%" else unit,
    }


def shown(value: Fraction, scale: Decimal, step: Decimal) -> str:
    """A value in units of `scale`, rounded half up to `step` (both in base units)."""
    places = max(0, -(step / scale).normalize().as_tuple().exponent)  # type: ignore[operator]
    return plain(value / fraction(scale), places)


def _stated(relation: Relation, scale: Decimal, sign: str) -> str:
    if isinstance(relation.stated, Term):
        figure = relation.stated.figure
        return figure.number + ("%" if figure.raw.rstrip().endswith(("%", "％")) else "")
    value = relation.stated.exact()
    return plain(value / Fraction(scale)) + sign


def _display_step(relation: Relation) -> Decimal:
    figures = relation.stated.figures or relation.computed.figures
    finest = min((figure.step for figure in figures), default=Decimal(1))
    if not divides(relation.computed):
        kin = [f.step for f in relation.computed.figures if f.dimension is figures[0].dimension]
        finest = min([finest, *kin])
    return finest


def _main(relation: Relation) -> Figure | None:
    figures = relation.stated.figures or relation.computed.figures
    return figures[0] if figures else None


def _scale(relation: Relation) -> Decimal:
    figure = _main(relation)
    return figure.scale if figure is not None else Decimal(1)


def _formula_scale(relation: Relation, scale: Decimal) -> Decimal:
    """The unit the arithmetic is shown in: the stated side's, or the operands' own."""
    amounts = [f for f in relation.computed.figures if f.dimension is Dimension.MONEY]
    main = _main(relation)
    if amounts and (main is None or main.dimension is not Dimension.MONEY):
        return amounts[0].scale
    return scale


def _unit(relation: Relation) -> str:
    figure = _main(relation)
    if figure is None:
        return ""
    return "%" if figure.dimension in _RATES else figure.unit


def divides(expression: Any) -> bool:
    """Whether an expression is a quotient or a root."""
    if isinstance(expression, Root):
        return True
    if not isinstance(expression, Operation):
        return False
    if expression.operator == "÷":
        return True
    return divides(expression.left) or divides(expression.right)


def _level(rule: Rule, check: Check) -> Level:
    if check.verdict is Verdict.ROUNDING:
        return Level.INFO
    unsure = check.relation.certainty is not Certainty.ASSERTED
    if unsure and rule.level is not Level.INFO:
        return Level.REVIEW
    if check.tails:
        return softer(softer(rule.level, check.relation.level), Level.WARNING)
    return softer(rule.level, check.relation.level)


def softer(own: Level, limit: str) -> Level:
    """A rule's level, or the limit that a relation sets where that is quieter."""
    order = list(Level)
    return max(own, Level(limit or own), key=order.index)


def _asserted(level: Level, places: Sequence[Place]) -> Level:
    """The level, review at most when any of the evidence was recognised on a picture."""
    return Level.REVIEW if _recognised(places) and level is not Level.INFO else level


def _reservation(places: Sequence[Place], words: str) -> str:
    return words if _recognised(places) else ""


def _recognised(places: Sequence[Place]) -> bool:
    return any(place.confidence < 1 for place in places)


def _around(reading: Reading, span: Span) -> str:
    """The words around a remark, for its fingerprint.

    Numbers and white space are left out: correcting a figure next to it, or breaking the lines
    elsewhere, does not make it another finding.
    """
    text = reading.document.text_of(span).text
    around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
    return _table(reading, span) + _UNSTEADY.sub("", around)


def _table(reading: Reading, span: Span) -> str:
    """The title of the table a span stands in: the same row of two tables is two facts."""
    if span.row < 0:
        return ""
    titles = (grid.caption for grid in reading.grids if grid.table.index == span.block)
    return _UNSTEADY.sub("", next(titles, ""))


def _fingerprint(*parts: str) -> str:
    """A name for a finding made of its rule and facts only: no page, no position, no neighbour."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _fill(template: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        template = template.replace("{" + key + "}", value)
    return template
