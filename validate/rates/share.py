"""Shares: a part, its whole, and the percentage between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from ...normalize.figure import Dimension, Hedge
from ...normalize.measures import measure_of, one_name
from ...normalize.reading import Reading
from ..causes import CHANCE, HINT, RARE, explained, misprinted, slips
from ..exchanges import exchanged, luck_of
from ..expression import percent_of, term
from ..growth.naming import same_name
from ..judge import holds
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Outcome, Relation
from ..rule import Level, Memo, rule
from ..sums.groups import closes, find_groups
from ..sums.inner import find_inner_groups
from ..sums.parts import alike
from .hundred import find_hundreds
from .implied import implied, is_plan, make_whole, runs_of, settle, total_of, weigh
from .in_turn import shares_in_turn
from .inside import shares_of_printed
from .near import with_near_rates
from .sentence import part_of, whole_said

_ENOUGH = 2  # shares that fit one another by chance


@dataclass(frozen=True, slots=True)
class Share:
    """A stated share.  `wholes` are candidates, likeliest first; `explicit` is the whole's name
    as printed after 占 (empty if the text leaves it to the context)."""

    talk: Talk
    percent: Mention
    part: Mention
    wholes: tuple[Mention, ...]
    explicit: str


@rule(
    "share",
    name="占比",
    english="share",
    level=Level.ERROR,
    formula="分项 ÷ 总体 × 100% = 占比",
    zh="{subject}占比列示为 {stated}，按 {formula} 重算为 {recomputed}。",
    en="The share of {subject} is stated as {stated}; {formula} gives {recomputed}.",
    right=(
        "本年支出合计3150.20万元，其中：基本支出2480.16万元，占78.73%；"
        "项目支出670.04万元，占21.27%。",
        "民营经济增加值30亿元，占GDP的68.9%。",
    ),
    wrong=(
        "本年支出合计3150.20万元，其中：基本支出2480.16万元，占78.73%；"
        "项目支出670.04万元，占22.27%。",
    ),
)
def share(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Part / whole = P.  The whole is the head of the list or of
    the paragraph unless the words after 占 name another."""
    yield from with_near_rates("share", _told(reading, memo), memo)


def _told(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    yield from (told for told in memo(find_hundreds) if told.rule == "share")
    talks, stated = memo(find_talks), memo(find_shares)
    groups = [*memo(find_inner_groups), *memo(find_groups)]
    headed = {id(part.figure) for group in groups for part in group.parts}
    known = _Known(
        {id(s.wholes[0].figure) for s in stated if s.wholes and _holds(s, s.wholes[0])}
        | {id(g.whole.figure) for g in groups if len(g.parts) > 1 and closes(g)},
        {id(s.part.figure): s for s in stated},
        headed,
        _contradicting(stated, {id(group.whole.figure) for group in groups}, headed),
        {id(one): run for run in runs_of(stated, talks) for one in run},
        {id(part.figure): id(group.whole.figure) for group in groups for part in group.parts},
    )
    yield from settle([s for s in stated if not s.wholes], talks)
    for one in stated:
        if one.wholes:
            fitting = next((whole for whole in one.wholes if _holds(one, whole)), None)
            yield _relation(one, fitting) if fitting else _unfitting(one, stated, talks, known)
    for talk in talks:
        yield from shares_of_printed(talk)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a document's shares say together: wholes that a share or a sum proves, shares by their
    parts, parts that stand in lists, shares that contradict their whole together, and the shares
    that each stands with, and the head of the list that each part stands in."""

    proven: set[int]
    by_part: dict[int, Share]
    headed: set[int]
    contradicting: set[int]
    runs: dict[int, list[Share]]
    heads: dict[int, int]

    def listed(self, one: Share, level: Mention) -> bool:
        """Whether a level is but the share's neighbour in a list, itself a share of its head."""
        head, other = self.heads.get(id(one.part.figure)), self.by_part.get(id(level.figure))
        if head is None or other is None or self.heads.get(id(level.figure)) != head:
            return False
        return any(id(whole.figure) == head and _holds(other, whole) for whole in other.wholes)


def _unfitting(one: Share, stated: list[Share], talks: list[Talk], known: _Known) -> Relation:
    """A share that is none of the wholes it may be of, against the likeliest."""
    first = one.wholes[0]
    outer = known.by_part.get(id(first.figure))
    if outer is not None and (holds(implied(one, outer)) or explained(implied(one, outer))):
        return implied(one, outer)  # A，占P（其中：a，占p）: both of what A is a share of
    relation = _relation(one, first)
    beyond = bool(one.explicit) and one.part.figure.value > first.figure.value > 0
    if (beyond or is_plan(one.explicit)) and not explained(relation):
        return replace(relation, certainty=Certainty.POSSIBLE, doubt="other-whole")
    if id(one.percent.figure) in known.contradicting:
        return relation
    run = known.runs[id(one)]
    told = weigh(run, talks).get(id(one)) if len(run) > 1 else None
    proven = id(first.figure) in known.proven
    if told is not None and (holds(told) or not (proven or told.certainty is Certainty.LIKELY)):
        return told
    if not one.explicit and (other := _beside(one, known)) is not None:
        return other
    near = first.figure.span.block == one.percent.figure.span.block
    near = near or measure_of(first.name).core == one_name(one.explicit)
    sure = proven or (near and bool(one.explicit)) or _adjacent(one)
    sure = sure or (id(one.part.figure) in known.headed and explained(relation))
    sure = sure or exchanged(relation, CHANCE) or (bool(one.explicit) and _slipped(relation))
    if not sure and _of_the_budget(one):
        return replace(relation, level=Level.WARNING.value)
    return relation if sure else _relation(one, first, Certainty.LIKELY)


def _of_the_budget(one: Share) -> bool:
    """Whether an outlay that is no share of the outturn is one of the budget printed before it."""
    before = [m for m in one.talk.mentions if m.at < one.part.at and m.role == "budget"]
    return one.part.role != "budget" and any(_holds(one, m) for m in before)


def _slipped(relation: Relation) -> bool:
    """Whether a finely printed share is but a rare slip away from its whole."""
    fine = luck_of(relation) * _SLIPS * HINT <= 1
    return fine and (misprinted(relation) or bool(slips(relation) & RARE))


_SLIPS = 50  # that could be tried on the figures of a share


def _beside(one: Share, known: _Known) -> Relation | None:
    """在专利授权中，职务发明a，占p: a level of the passage, nearest first, that is the whole."""
    before = _levels_before(one.talk, one.part)
    levels = [m for m in reversed(before) if m.figure.dimension is one.part.figure.dimension]
    others = [m for m in levels if _may_hold(m, one.part) and not known.listed(one, m)]
    tried = [_relation(one, m) for m in others]
    found = next((relation for relation in tried if holds(relation)), None)
    telling = found is not None and luck_of(found) * len(tried) * HINT <= 1
    return found if telling else None


def _contradicting(stated: list[Share], added_up: set[int], headed: set[int]) -> set[int]:
    """The first of several shares that fit one another, but none of them the whole printed; where
    the parts are all there is of a list's total, their sum tells (`added_up`).  A whole outside
    their list may be another thing of that name, unless a slip of the pen makes it theirs."""
    of_whole: dict[int, list[Share]] = {}
    for one in stated:
        if one.wholes and one.percent.figure.value and one.part.figure.value:
            of_whole.setdefault(id(one.wholes[0].figure), []).append(one)
    return {
        id(run[0].percent.figure)
        for run in of_whole.values()
        if len(run) > _ENOUGH
        and not (id(run[0].wholes[0].figure) in added_up and make_whole(run))
        and (id(run[0].part.figure) in headed or explained(_relation(run[0], run[0].wholes[0])))
        and not any(_holds(one, mention) for one in run for mention in one.wholes)
        and all(holds(implied(one, run[0])) for one in run[1:])
    }


def find_shares(reading: Reading, memo: Memo) -> list[Share]:
    """Every stated share in prose whose part is known."""
    groups = [*memo(find_inner_groups), *memo(find_groups)]
    heads = {id(part.figure): group.whole for group in groups for part in group.parts}
    named = _named_levels(memo(find_talks))
    found = []
    for talk in memo(find_talks):
        listed = shares_in_turn(talk)
        stated = [m for m in talk.mentions if m.role == "share" and not _allots(talk, m)]
        stated = [m for m in stated if m.at in listed or not m.listed]
        owners = [(m, listed[m.at] if m.at in listed else part_of(talk, m)) for m in stated]
        wholes = _explicit_wholes(talk, stated)
        parts = [part for percent, part in owners if part and not wholes[percent.at]]
        parts += [part for m in talk.mentions if _bare(talk, m) and (part := part_of(talk, m))]
        for percent, part in owners:
            if part is not None:
                explicit = wholes[percent.at]
                found.append(_share(talk, percent, part, heads, named, parts, explicit))
    return found


def _allots(talk: Talk, percent: Mention) -> bool:
    """按数量和库容各占50%的比例分配: how something is given out, not what part of it is."""
    said = talk.words_before(percent) + talk.words_after(percent)
    return bool(_ALLOTS.search(said))


_ALLOTS = regex.compile(
    "按照?.*的?(?:比例|权重|比重|标准)(?:进行)?(?:分配|计算|分担|承担|补助|测算|下达)"
)


def _bare(talk: Talk, mention: Mention) -> bool:
    """A share that lost its % (占76.23): what stands before it is a part all the same."""
    return (
        mention.figure.dimension is Dimension.PLAIN and talk.tokens[mention.at - 1].cue == "share"
    )


def _explicit_wholes(talk: Talk, stated: list[Mention]) -> dict[int, str]:
    """The whole that each share names, or that the share before it in the sentence named
    (A占基本支出的16.67%；B占80%), empty where the context gives it."""
    wholes: dict[int, str] = {}
    last, sentence = "", -1
    for percent in stated:
        own = whole_said(talk, percent)
        last = own or (last if percent.sentence == sentence else "")
        sentence = percent.sentence
        wholes[percent.at] = last
    return wholes


def _share(
    talk: Talk,
    percent: Mention,
    part: Mention,
    heads: dict[int, Mention],
    named: dict[str, list[Mention]],
    parts: list[Mention],
    explicit: str,
) -> Share:
    head = heads.get(id(part.figure))
    if explicit and head is not None and total_of(head.name).endswith(total_of(explicit)):
        wholes = [head]
    elif explicit:
        wholes = _by_name(explicit, named, part)
    else:
        wholes = []
        if head is not None:
            wholes.append(head)
        earlier = [m for m in _levels_before(talk, part) if m not in parts]
        kin = [m for m in earlier if m.figure.dimension is part.figure.dimension]
        wholes += kin[:1] + [m for m in kin if m.sentence == part.sentence][:1]
    unique = {id(m.figure): m for m in wholes if _may_hold(m, part)}
    return Share(talk, percent, part, tuple(unique.values()), explicit)


def _levels_before(talk: Talk, part: Mention) -> list[Mention]:
    """The levels of a passage before a part, without the budget where the outturn stands too."""
    before = [m for m in talk.mentions if m.at < part.at and m.is_level]
    spent = part.role != "budget" and any(m.role == "actual" for m in before)
    return [m for m in before if not spent or m.role != "budget"]


def _may_hold(whole: Mention, part: Mention) -> bool:
    """Whether a level may be the whole of a part: no limit (超过1万人), and of its kind."""
    limit = whole.figure.hedge not in (Hedge.NONE, Hedge.MORE)
    return whole.figure.value != 0 and not limit and alike(whole, part)


def _named_levels(talks: list[Talk]) -> dict[str, list[Mention]]:
    named: dict[str, list[Mention]] = {}
    for talk in talks:
        for mention in talk.mentions:
            if mention.is_level and mention.name:
                named.setdefault(mention.name, []).append(mention)
    return named


def _by_name(explicit: str, named: dict[str, list[Mention]], part: Mention) -> list[Mention]:
    """Levels anywhere in the document that bear the whole's name; only when they agree."""
    same = [
        m for name, mentions in named.items()
        if same_name(explicit, name) or measure_of(name).core == one_name(explicit)
        for m in mentions
        if m.figure.dimension is part.figure.dimension and m.figure is not part.figure
    ]  # fmt: skip
    same = [m for m in same if (m.role == "budget") == (part.role == "budget")] or same
    exact = [m for m in same if m.name.endswith(explicit)]
    beside = [m for m in same if m.figure.span.block == part.figure.span.block]
    chosen = exact or beside or same
    return chosen[:1] if len({m.figure.value for m in chosen}) == 1 else []


def _holds(one: Share, whole: Mention) -> bool:
    return holds(_relation(one, whole))


def _relation(one: Share, whole: Mention, certainty: Certainty = Certainty.ASSERTED) -> Relation:
    computed = percent_of(one.part.term, whole.term)
    kin = tuple(m.term for m in one.talk.mentions if m.role == "share")
    return Relation(
        "share", term(one.percent.figure), computed, certainty=certainty,
        subject=one.part.name, context=kin, adjustable=True,
    )  # fmt: skip


def _adjacent(one: Share) -> bool:
    """Part and whole in one sentence, the whole at its head."""
    whole = one.wholes[0]
    levels = [m for m in one.talk.mentions if m.is_level and m.sentence == one.part.sentence]
    return bool(levels) and levels[0] is whole
