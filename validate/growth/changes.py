"""Statements of change: level, amount of change, rate, and the base they are measured from.

`A万元，比上年增加D万元，增长P%` and its relatives.  The level stands in the
same sentence, or in an earlier one; the base is implied (A ∓ D), explicit (较上年的B万元), or
follows from another change (2022年比2021年…, 2021年比2020年…).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from ...extract.document import Span
from ...normalize.figure import Dimension, Hedge
from ...normalize.names import name_before
from ...normalize.units import base_of
from ..prose.mention import Mention, Talk, bare_name
from .naming import core_of, same_name

_LAST_YEAR = regex.compile(r"(?:上年|去年|上一年)(?![年全]?[末底])")
_RATIOS = ("completion", "share", "change", "rate", "base")


@dataclass(slots=True)
class Change:
    """A change as stated.  `levels` are candidates for the level, likeliest first.

    `sure` says whether the first candidate is certain (same sentence, nothing between, or the
    subject is named again); `conflict` that amount and rate are given opposite verbs.
    """

    talk: Talk
    amount: Mention | None = None
    rate: Mention | None = None
    base: Mention | None = None
    levels: list[Mention] = field(default_factory=list)
    sure: bool = False
    conflict: bool = False

    @property
    def direction(self) -> int:
        mention = self.amount or self.rate
        return mention.direction if mention is not None else 0

    @property
    def first(self) -> Mention:
        mentions = [m for m in (self.amount, self.rate) if m is not None]
        return min(mentions, key=lambda m: m.at)

    @property
    def subject(self) -> str:
        return self.levels[0].name if self.levels else ""


def changes_of(talk: Talk) -> list[Change]:
    changes: list[Change] = []
    for mention in talk.mentions:
        if mention.role not in ("change", "rate") or mention.direction == 0 or mention.listed:
            continue
        if mention.yearly_mean:
            continue
        last = changes[-1] if changes else None
        if last is not None and _continues(talk, last, mention):
            last.conflict = mention.direction != last.first.direction
            if mention.role == "rate":
                last.rate = mention
            else:
                last.amount = mention
        else:
            change = Change(talk)
            if mention.role == "rate":
                change.rate = mention
            else:
                change.amount = mention
            changes.append(change)
    for change in changes:
        _find_base(change)
        _find_levels(change)
        if change.base is None:
            _take_dated(change)
        if change.base is None and _against_budget(change):
            _take_budget(change)
    return changes


def _continues(talk: Talk, change: Change, mention: Mention) -> bool:
    """Whether a mention states the other half (amount or rate) of the change before it."""
    half = change.rate if mention.role == "rate" else change.amount
    first = change.first
    if half is not None or mention.sentence != first.sentence or mention.item != first.item:
        return False
    if mention.depth < first.depth or _EXTREME.search(talk.words_before(mention)):
        return False
    between = [m for m in talk.mentions if first.at < m.at < mention.at]
    if any(token.cue == "of-which" for token in talk.tokens[first.at : mention.at]):
        return False
    if between or mention.clause - first.clause > 1:
        return False
    return _one_base(talk, mention, first)


_EXTREME = regex.compile("最[大高小低]|平均")  # 下降的3个，最大降幅P: that of one of them


def _one_base(talk: Talk, mention: Mention, first: Mention) -> bool:
    """Whether two halves are measured from one base: 较上年增收D，同比增长P; 增长P，比上年增收D."""
    if mention.than == first.than:
        return True
    return all(m.than < 0 or _from_last_year(talk, m) for m in (mention, first))


def _from_last_year(talk: Talk, mention: Mention) -> bool:
    """Whether a comparison is with the year before: 同比, or 较上年, 比去年同期."""
    if talk.tokens[mention.than].text == "同比":
        return True
    words = talk.between(mention.than + 1, mention.than + 3)
    return _LAST_YEAR.match(words.lstrip()) is not None


def _find_base(change: Change) -> None:
    first = change.first
    for mention in change.talk.mentions:
        same = mention.sentence == first.sentence and mention.at < first.at
        if same and mention.role == "base" and _compared(change.talk, mention, first):
            change.base = mention
        if same and mention.at < first.at and _in_comparison(change.talk, mention, first):
            change.base = mention
            return
        stated = is_before(mention, first) and mention.is_level and mention.item == first.item
        stated = stated and not _lists_parts(change.talk, mention, first)
        stated = stated and not _in_or_out(change.talk, mention)
        stated = stated and not _moved_since(change.talk, mention, first)
        if stated and mention.at < first.at and change.base is None:
            change.base = mention  # A，上年同期B，减少D
    if change.base is not None and _of_several(change, change.base):
        change.base = None  # 90件120人，去年同期150件300人: lists.py takes them one by one


def _in_comparison(talk: Talk, mention: Mention, first: Mention) -> bool:
    """A，同比上年（B）增长P: what the brackets of a comparison with a year hold."""
    opens, closes = mention.at - 1, mention.at + 1
    if talk.letters[opens : closes + 1 : 2] != "()" or not first.than < opens < closes < first.at:
        return False
    dated = [t for t in talk.tokens[first.than + 1 : opens] if t.cue != "than"]
    said = talk.between(closes + 1, first.cue).strip()
    return first.than >= 0 and bool(dated) and all(t.period for t in dated) and not said


def _compared(talk: Talk, base: Mention, first: Mention) -> bool:
    """Whether a comparison opens before its base (比B增加D) or ends with it (同B相比，增加D)."""
    ends = base.than < 0 <= first.than and base.at < first.than
    between = (m for m in talk.mentions if base.at < m.at < first.at)
    return base.than == first.than or (ends and not any(between))


def _of_several(change: Change, base: Mention) -> bool:
    """Whether a base counts one thing of several that were stated side by side."""
    kin = [m for m in change.talk.mentions if abs(m.at - base.at) == 1]
    return base.figure.dimension is Dimension.COUNT and any(m.is_level for m in kin)


def _against_budget(change: Change) -> bool:
    """比年初预算增加D; 超支D, 节约D where nothing else is compared with."""
    first, tokens = change.first, change.talk.tokens
    verb = tokens[first.cue].text
    if first.than < 0 or change.talk.letters.count(",", first.than, first.at):
        return verb.startswith(("超支", "节约", "节支"))
    words = tokens[first.than : first.cue]
    return any(t.cue == "budget" for t in words) and not any(t.period for t in words)


def _take_budget(change: Change) -> None:
    """The one budget of the item is the base, where one outturn stands beside it."""
    first = change.first
    levels = [m for m in change.talk.mentions if m.is_level and m.item == first.item]
    levels = [m for m in levels if m.at < first.at and m.depth <= first.depth]
    levels.sort(key=lambda m: m.role, reverse=True)
    kin = len({m.figure.dimension for m in levels}) == 1
    if kin and [m.role for m in levels] == ["budget", "actual"]:
        change.base, change.levels, change.sure = levels[0], levels[1:], True


def _take_dated(change: Change) -> None:
    """2023年决算A，2022年决算B，同比增长P: two levels of one thing, a year apart."""
    first, talk = change.first, change.talk
    levels = [m for m in talk.mentions if m.is_level and m.item == first.item and m.at < first.at]
    if len(levels) != 2 or levels[0].role != levels[1].role:
        return
    older, newer = sorted(levels, key=lambda m: max(m.own_years, default=0))
    between = [max(m.own_years) if len(m.own_years) == 1 else 0 for m in (older, newer)]
    base = first.base_period.year if first.base_period is not None else None
    if not all(between) or between[1] - between[0] != 1 or base not in (None, between[0]):
        return
    bare = {bare_name(m.name) for m in levels} - {""}
    if len(bare) < 2 and older.figure.dimension is newer.figure.dimension:
        change.base, change.levels, change.sure = older, [newer], True


def _in_or_out(talk: Talk, mention: Mention) -> bool:
    """Whether a bracket says what a level holds or leaves out (不含上年旧存B): no base of it."""
    start = talk.since("(", mention.at)
    words = talk.tokens[start : mention.at] if mention.depth else ()
    return any(token.cue in ("include", "exclude") for token in words)


def _moved_since(talk: Talk, mention: Mention, first: Mention) -> bool:
    """Whether another change is told between: 去年一次性入库B，减收D，全年完成A，下降P."""
    return any(m.role == "change" for m in talk.mentions if mention.at < m.at < first.at)


def _lists_parts(talk: Talk, mention: Mention, first: Mention) -> bool:
    """Whether parts are told between: 去年收入B，其中甲a，增长P% speaks of 甲."""
    return any(token.cue == "of-which" for token in talk.tokens[mention.at : first.at])


def is_before(mention: Mention, first: Mention) -> bool:
    """Whether a level is dated to what the change is measured from."""
    base = first.base_period.year if first.base_period is not None else None
    return mention.last_year or (base is not None and mention.own_years == {base})


def _find_levels(change: Change) -> None:
    """Candidates: levels of the change's own name, the nearest in its item, earlier heads.

    With a subject named, or a base of a level's name (较上年的收入总计B增加D), only its own levels
    and the nearest in the item can be meant; without, the nearest level before, or the only one of
    the passage, is."""
    first, talk = change.first, change.talk
    earlier = kin_of(change, [m for m in talk.mentions if m.at < first.at and m.is_level])
    earlier = [m for m in earlier if not is_before(m, first)] or earlier
    rounded = [m for m in earlier if _only_says_about(m, earlier)]
    earlier = [m for m in earlier if m not in rounded]
    earlier = [m for m in earlier if not _has_outturn(m, earlier)]
    earlier = [m for m in earlier if m.depth <= first.depth] or earlier
    nearest = [m for m in reversed(earlier) if m.item == first.item]
    before = [m for m in earlier if m.item < first.item]
    subject = subject_of(change)
    based = change.base.name if change.base is not None and not subject else ""
    named = [m for m in reversed(earlier) if same_name(subject or based, m.name)]
    named = named or _abbreviated(subject, earlier) or _of_the_whole(subject, earlier)
    if subject or named:
        change.levels = unique([*named, *nearest[:1]])
        change.sure = len({m.figure.value for m in named}) == 1
        return
    change.levels = unique([*nearest, *_heads(before)])
    if nearest:
        if _NOBODYS.fullmatch(first.name):
            change.levels = nearest[:1]
        inner = [m for m in talk.mentions if nearest[0].at < m.at < first.at]
        change.sure = all(m in rounded or _beside(m, first) for m in inner)
    else:
        change.sure = len({m.figure.value for m in before}) == 1


def kin_of(change: Change, levels: list[Mention]) -> list[Mention]:
    """The levels that may have changed: in the unit of the amount or base, or all money."""
    told = change.amount or change.base
    if told is None or told.figure.dimension is Dimension.PLAIN:
        return [m for m in levels if m.figure.dimension is Dimension.MONEY]
    alike = [m for m in levels if m.figure.dimension is told.figure.dimension]
    return [m for m in alike if base_of(m.figure) == base_of(told.figure)] or alike


def _only_says_about(level: Mention, levels: list[Mention]) -> bool:
    """A，首次突破B: a round figure that the level before it passed, or came near, has no name."""
    before = any(m.sentence == level.sentence and m.at < level.at for m in levels)
    passed = level.figure.hedge in (Hedge.OVER, Hedge.UNDER)
    return before and passed and _PASSED.fullmatch(level.name) is not None


_PASSED = regex.compile("(?:首次|首度|一举|历史性|历史|已经|成功|连续|再次)*")


def _beside(mention: Mention, first: Mention) -> bool:
    """Whether a figure between a level and its change is no other level that may have moved: a
    rate, a budget (完成预算B的P%), what brackets hold, last year's value."""
    aside = mention.role in (*_RATIOS, "budget") or mention.depth > first.depth
    return aside or is_before(mention, first)


def _abbreviated(subject: str, levels: list[Mention]) -> list[Mention]:
    """受理各类案件A件，结案B件。…受案增加D件: the one count whose name 受案 is short for."""
    if len(subject) != _SHORT:
        return []
    first, last = subject[0], subject[1]
    told = [
        m for m in levels
        if m.figure.dimension is Dimension.COUNT and 0 <= m.name.find(first) < m.name.rfind(last)
    ]  # fmt: skip
    return told if len(told) == 1 else []


def _of_the_whole(subject: str, levels: list[Mention]) -> list[Mention]:
    """收入总计A，支出总计A。收支较上年增加D: the totals of the sides that moved."""
    told = _SIDES.fullmatch(core_of(subject))
    sides = [(_TOTALS.fullmatch(core_of(m.name)), m) for m in reversed(levels)]
    return [m for total, m in sides if told and total and told[1] in ("收支", "收、支", total[1])]


_SIDES = regex.compile("(收入|支出|收支|收、支)(?:总额|总数|规模)?")
_TOTALS = regex.compile("(收入|支出|收支|收、支)(?:总计|合计|总额|总数)")
_SHORT = 2  # characters: 收案, 受案, 结案


def _has_outturn(plan: Mention, levels: list[Mention]) -> bool:
    """Whether a budget's own outturn stands beside it, not before it and of another year
    (2022年执行数A，2023年预算B): then what moved is the outturn."""
    kin = [m for m in levels if m.role == "actual" and m.item == plan.item]
    own = (m.at > plan.at or (m.period == plan.period and not m.last_year) for m in kin)
    return plan.role == "budget" and any(own)


def unique(mentions: list[Mention]) -> list[Mention]:
    seen: dict[Span, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.figure.span, mention)
    return list(seen.values())


def _heads(before: list[Mention]) -> list[Mention]:
    """The first level of each earlier sentence, nearest sentence first."""
    firsts: dict[int, Mention] = {}
    for mention in before:
        firsts.setdefault(mention.sentence, mention)
    return [firsts[s] for s in sorted(firsts, reverse=True)]


def subject_of(change: Change) -> str:
    """The measure named after the comparison (与上年相比，收入总计减少…) or before it in its clause
    (公务接待费较上年减少…; 公务接待费与预算持平，较上年减少…); empty where the change speaks of
    what was stated last."""
    first, tokens = change.first, change.talk.tokens
    name = first.name
    for than in _comparisons(change.talk, first):
        if len(core_of(name)) < 2:
            name = name_before(tokens, than)
    return name if len(core_of(name)) > 1 and not _NOBODYS.fullmatch(name) else ""


def _comparisons(talk: Talk, first: Mention) -> Iterator[int]:
    """The comparison of a change, and those before it in its item, back to the last figure."""
    for index in range(first.than, -1, -1):
        if talk.letters[index] in ".;:" or talk.tokens[index].figure is not None:
            return
        if talk.tokens[index].cue == "than":
            yield index


# 比2012年预算增加: the words name what is compared with, not what moved
_NOBODYS = regex.compile(
    r"(?:实际(?:支出|收入|发生)?|年初|年度|全年|调整|同期|预算|决算|执行|安排|完成|数|额)+"
)
