"""The same sentences with the same figures in two reports that cannot both have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..relation import Remark
from ..rule import Level, across
from .gist import Across, Gist, Sentence

_OWN, _PRINTED = 0, 1  # which mark of a sentence
_ENOUGH = (3, 8)
_ENOUGH_DATED = (6, 16)
"""Different telling figures and their digits that a run needs: fewer may be chance, or a
quotation."""
_Pair = tuple[Sentence, Sentence]


_SAID = "{}年公用经费支出{}万元，比上年减少{}万元，下降{}%。"
_HEAD = "# 清水县档案馆{}年度部门决算\n"
_LAST_YEAR = _HEAD.format(2022) + _SAID.format(2022, "48.60", "3.40", "6.54") + "\n=====\n"
_CHANGED = _HEAD.format(2023) + _SAID.format(2023, "46.20", "2.40", "4.94")
_THE_SAME = _HEAD.format(2023) + _SAID.format(2023, "48.60", "3.40", "6.54")


@across(
    "copied-report",
    name="雷同",
    english="copied text",
    level=Level.REVIEW,
    formula="",
    zh="与{other}{year}年度报告文字、数字完全相同：{runs}处，共{figures}个数字（此处为其一），须核实是否照抄。",
    en="Same words and figures as in the report of {other} for {year}: {figures} figures in {runs} "
    "places (one is shown).  Were they copied?",
    right=(_LAST_YEAR + _CHANGED,),
    wrong=(_LAST_YEAR + _THE_SAME,),
)
def copied_report(gist: Gist, source: Gist) -> Iterator[Across]:
    """Sentences with amounts and rates recur in no other year's and no other unit's report.

    Only a run of sentences with at least three different figures, of eight digits together,
    counts; years are counted from each report's own, so that 2022年 in one and 2023年 in the other
    are the same words.  What was left as it was, year and all, may be a quotation: it takes a
    whole paragraph, or six figures.  Nothing is said of a department and its own units, of
    standing facts and standards, nor, between units, of what concerns the whole area."""
    if not comparable(gist, source):
        return
    shared = gist.who.organisation == source.who.organisation
    runs = list(_runs(gist, source, _OWN, shared))
    taken = {sentence.number for run in runs for sentence, _ in run}
    dated = _runs(gist, source, _PRINTED, shared)
    runs += [run for run in dated if not taken & {sentence.number for sentence, _ in run}]
    if not runs:
        return
    first, earlier = max(runs, key=lambda run: len(_telling(run)))[0]
    remark = Remark("copied-report", (), str(gist.who.year), str(source.who.year), values={
        "runs": str(len(runs)), "figures": str(sum(len(_telling(run)) for run in runs)),
    })  # fmt: skip
    values = {"other": source.who.organisation, "year": str(source.who.year)}
    yield Across(remark, (first.place,), (earlier.place,), values)


def comparable(gist: Gist, source: Gist) -> bool:
    """Whether equal figures in two reports are odd: other years of one unit, or strangers."""
    one, other = gist.who, source.who
    if not (one.organisation and other.organisation and one.year and other.year):
        return False
    if one.organisation == other.organisation:
        return one.year != other.year
    return not any(
        a.who.organisation in b.who.organisation or a.who.organisation in b.names
        for a, b in ((gist, source), (source, gist))
    )


def _runs(gist: Gist, source: Gist, mark: int, same_unit: bool) -> Iterator[list[_Pair]]:
    """Runs of sentences that are equal in both, one after the other in both, and long enough."""
    there = {sentence.marks[mark]: sentence for sentence in reversed(source.sentences)}
    runs: list[list[_Pair]] = [[]]
    for sentence in gist.sentences:
        match = there.get(sentence.marks[mark]) if same_unit or not sentence.wider else None
        if match is None:
            runs.append([])
        elif runs[-1] and match.number == runs[-1][-1][1].number + 1:
            runs[-1].append((sentence, match))
        else:
            runs.append([(sentence, match)])
    for run in runs:
        whole = _whole([a for a, _ in run], gist) and _whole([b for _, b in run], source)
        figures, digits = _ENOUGH if mark == _OWN or whole else _ENOUGH_DATED
        told = _telling(run)
        if len(told) >= figures and sum(map(len, told)) >= digits:
            yield run


def _whole(run: Sequence[Sentence], gist: Gist) -> bool:
    """Whether a run leaves none of its paragraphs' sentences out."""
    blocks = {sentence.place.block for sentence in run}
    return len(run) == sum(sentence.place.block in blocks for sentence in gist.sentences)


def _telling(run: Sequence[_Pair]) -> frozenset[str]:
    return frozenset[str]().union(*(sentence.telling for sentence, _ in run))
