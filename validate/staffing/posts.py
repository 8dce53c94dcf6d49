"""Established posts and people in post: their classes add up, and who is over the number."""

from __future__ import annotations

from collections.abc import Iterator

from ...normalize.reading import Reading
from ..expression import Expression, term, total
from ..judge import Verdict, judge
from ..relation import Claim, Outcome, Relation
from ..rule import Level, Memo, rule
from .people import Division, Facet, Posting, find_divisions, find_postings, words


@rule(
    "staff-authorised",
    name="编制合计",
    english="authorised posts",
    level=Level.WARNING,
    formula="核定编制 = Σ 各类编制（“不含”者除外）",
    zh="{subject}列示为 {stated}，各类编制合计 {formula}，相差 {difference}。",
    en="{subject} is stated as {stated}; its classes add up to {formula}, off by {difference}.",
    right=(
        "核定编制25名，其中：行政编制20名（不含机关工勤编3名），事业编制5名。",
        "核定编制28名，其中：行政编制20名，机关工勤编制3名，事业编制5名。实有20人。",
    ),
    wrong=("核定编制26名，其中：行政编制20名（不含机关工勤编3名），事业编制5名。",),
)
def staff_authorised(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Authorised posts = Σ of the classes listed, what is 不含 left out."""
    for division in memo(find_divisions):
        if division.whole.authorised:
            yield from _sum("staff-authorised", division)


@rule(
    "staff-actual",
    name="实有合计",
    english="people in post",
    level=Level.WARNING,
    formula="实有人数 = Σ 各类人员",
    zh="{subject}列示为 {stated}，各类人员合计 {formula}，相差 {difference}。",
    en="{subject} is stated as {stated}; its classes add up to {formula}, off by {difference}.",
    right=(
        "年末实有人员30人，其中：在职20人（行政15人、事业5人），退休10人。",
        "实有在职职工20人，离休1人，退休12人。",
    ),
    wrong=("年末实有人员30人，其中：行政人员18人，机关工勤2人，事业人员9人。",),
)
def staff_actual(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """People in post = Σ of the classes listed, by kind (行政, 事业, 工勤) or by state (在职, 离休,
    退休); retired people beside people in post are no part of them."""
    for division in memo(find_divisions):
        if not division.whole.authorised:
            yield from _sum("staff-actual", division)


def _sum(rule_id: str, division: Division) -> Iterator[Relation]:
    """The sum of a division, read the way that closes it where brackets allow two readings."""
    whole = division.whole.mention
    parts = [part.mention.term for part in division.parts]
    outside = [m.term for part in (division.whole, *division.parts) for m in part.excluded]
    plain = Relation(rule_id, whole.term, total(parts), subject=whole.name)
    readings = [plain]
    if outside:
        readings.append(Relation(rule_id, whole.term, total(parts + outside), subject=whole.name))
    closing = next((r for r in readings if judge(r).verdict is Verdict.AGREES), None)
    if closing is not None:
        yield closing
    elif division.opened:
        yield plain


@rule(
    "staff-over",
    name="超编",
    english="over establishment",
    level=Level.REVIEW,
    formula="在职实有 ≤ 核定编制（含单列的工勤等编制）",
    zh="{subject} {stated}，核定编制合计 {recomputed}：{formula} 不成立，请核实是否超编。",
    en="{subject}: {stated} in post, {recomputed} authorised: {formula} does not hold; over "
    "establishment, or another scope.",
    right=(
        "核定编制25名，其中：行政编制20名（不含机关工勤编3名），事业编制5名；实有人员28人。",
        "核定事业编制20名。年末实有在职人员19人，退休15人。",
    ),
    wrong=("核定行政编制12名，事业编制5名。年末实有在职职工20人，退休3人。",),
)
def staff_over(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """People in post within the authorised posts, those counted apart (工勤) included.  Being over
    is possible in truth: always a matter for review, never an error."""
    divided = {id(d.whole): d for d in memo(find_divisions)}
    for postings in memo(find_postings):
        posts = list(_authorised(postings, divided))
        people = _in_post(postings)
        if posts and people is not None:
            stated: Expression = people.mention.term
            for guest in people.included:
                if _outside(guest.name):
                    stated = stated - term(guest.figure)
            yield Relation(
                "staff-over", stated, total(posts), Claim.AT_MOST, subject=people.mention.name
            )


def _authorised(postings: list[Posting], divided: dict[int, Division]) -> Iterator[Expression]:
    """The posts of a passage: its total, else its classes; with what is said to be 不含.

    Nothing where a total stands beside classes that are no part of it: another unit's posts.
    """
    own = [p for p in postings if p.authorised]
    wholes = [p for p in own if p.facet is Facet.WHOLE]
    if wholes:
        division = divided.get(id(wholes[0]))
        parts = division.parts if division is not None else ()
        if len(wholes) > 1 or len(parts) + 1 != len(own):
            return
    for posting in wholes or own:
        yield posting.mention.term
    for posting in own:
        yield from (m.term for m in posting.excluded)


def _in_post(postings: list[Posting]) -> Posting | None:
    """The one count of people in post of a passage; None where there is none, or several."""
    people = [p for p in postings if not p.authorised and not _outside(p.mention.name)]
    serving = [p for p in people if any(w in p.mention.name for w in words()["posts"]["in-post"])]
    exact = [p for p in serving if any(w in p.mention.name for w in ("在职", "在编", "在岗"))]
    chosen = exact or [p for p in serving if p.facet is Facet.WHOLE]
    return chosen[0] if len(chosen) == 1 else None


def _outside(name: str) -> bool:
    return any(word in name for word in words()["posts"]["outside"])
