"""Counts that bound or add up to each other: vehicles, visits, graded projects, problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice, takewhile

import regex

from ...normalize.figure import Dimension
from ...normalize.reading import Reading
from ..causes import explained
from ..expression import total
from ..judge import Verdict, holds, judge
from ..prose.mention import Mention, Talk, find_talks
from ..relation import Certainty, Claim, Outcome, Relation
from ..rule import Level, Memo, rule
from ..sums.groups import Group, find_groups


@rule(
    "vehicles",
    name="车辆合计",
    english="vehicles",
    level=Level.ERROR,
    formula="车辆总数 = Σ 各类用车；当年购置 ≤ 保有量",
    zh="{subject}列示为 {stated}，按 {formula} 不成立（重算 {recomputed}）。",
    en="{subject} is stated as {stated}; {formula} does not hold ({recomputed}).",
    right=(
        "共有车辆3辆，其中：主要领导干部用车1辆、机要通信用车2辆、其他用车0辆。",
        "公务用车购置1辆，保有量3辆。",
    ),
    wrong=(
        "共有车辆4辆，其中：主要领导干部用车1辆、机要通信用车2辆、其他用车0辆。",
        "公务用车购置数5辆，公务用车保有量3辆。",
    ),
)
def vehicles(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Vehicles = Σ of the classes of the official form (of others, where a slip of the pen keeps
    them from it); no more are bought in a year than are kept at its end (review: those scrapped
    are not printed)."""
    for group in memo(find_groups):
        named = [p for p in group.parts if "车" in p.name]
        if _of(group, "辆") and len(group.parts) > 1 and len(named) == len(group.parts):
            relation = _sum("vehicles", group.whole, group.parts)
            form = all("用车" in part.name for part in named)
            if form or holds(relation) or explained(relation):
                yield relation  # 机动车中的汽车、摩托车: no classes of the form, and not all
    for talk in memo(find_talks):
        counts = [m for m in talk.mentions if m.figure.unit == "辆"]
        bought = [m for m in counts if "购置" in _words_before(talk, m)]
        kept = [m for m in counts if "保有" in _words_before(talk, m)]
        if len(bought) == 1 and len(kept) == 1:
            yield Relation(
                "vehicles",
                bought[0].term,
                kept[0].term,
                Claim.AT_MOST,
                Certainty.LIKELY,
                subject=bought[0].name or "购置车辆",
            )


@rule(
    "visits",
    name="批次人次",
    english="visits and visitors",
    level=Level.ERROR,
    formula="人次 ≥ 批次（团组）",
    zh="{stated} 人次少于批次（团组）数：{formula} 不成立。",
    en="{stated} visitors are fewer than the visits: {formula} does not hold.",
    right=("国内公务接待12批次、96人次。因公出国团组2个、累计5人次。",),
    wrong=("国内公务接待96批次、12人次。",),
)
def visits(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Each visit, each delegation and each household has at least one person."""
    for talk in memo(find_talks):
        for groups, people in zip(talk.mentions, talk.mentions[1:], strict=False):
            before = _words_before(talk, groups)
            grouped = groups.figure.unit in ("批次", "批") or (
                groups.figure.unit == "个" and before.endswith("团组")
            )
            near = groups.sentence == people.sentence and people.clause - groups.clause <= 1
            homes = groups.figure.unit.endswith("户") and _dwells(talk, groups, people)
            if (grouped or homes) and near and people.figure.unit in ("人次", "人"):
                yield Relation(
                    "visits", people.term, groups.term, Claim.AT_LEAST, subject=groups.name
                )


def _dwells(talk: Talk, homes: Mention, people: Mention) -> bool:
    """移民320户、1025人: the people of the households right before them."""
    levels = homes.is_level and people.is_level and people.figure.unit != "人次"
    return levels and bool(_OF_THEM.fullmatch(talk.between(homes.at + 1, people.at)))


_OF_THEM = regex.compile(
    r"[\s，,、(（]*(?:共计?|合计|计|涉及)?(?:总?人[口数])?(?:为|达|共)?[\s:：]*"
)


@rule(
    "procurement",
    name="政府采购合计",
    english="procurement",
    level=Level.ERROR,
    formula="政府采购 = 货物 + 工程 + 服务",
    zh="{subject}列示为 {stated}，货物、工程、服务合计 {formula}，相差 {difference}。",
    en="{subject} is stated as {stated}; goods, works and services give {formula}, off by "
    "{difference}.",
    right=("政府采购支出总额30.00万元，其中：货物支出10.00万元、服务支出20.00万元。",),
    wrong=(
        "政府采购支出总额31.00万元，其中：货物支出10.00万元、工程支出0万元、服务支出20.00万元。",
    ),
)
def procurement(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Procurement is of goods, works and services, and of nothing else (政府采购法 art. 2).  Where
    a kind is not named and the others do not add up, that is a warning."""
    for group in memo(find_groups):
        parts = list(takewhile(lambda part: _kind_of_purchase(part.name), group.parts))
        kinds = {_kind_of_purchase(part.name) for part in parts}
        money = group.whole.figure.dimension is Dimension.MONEY
        if money and len(kinds) == len(parts) > 1 and "采购" in group.whole.name:
            relation = _sum("procurement", group.whole, parts)
            whole = len(kinds) == len(_PURCHASES)
            yield relation if whole else replace(relation, level=Level.WARNING)


@rule(
    "graded-projects",
    name="自评项目数、问题数",
    english="graded projects",
    level=Level.ERROR,
    formula="自评项目数 = 优 + 良 + 合格 + 不合格；发现问题数 = 已整改 + 正在整改",
    zh="{subject}列示为 {stated}，分项合计 {formula}，相差 {difference}。",
    en="{subject} is stated as {stated}; its parts add up to {formula}, off by {difference}.",
    right=(
        "绩效自评的项目6个，平均得分95分（其中，绩效评级为“优”的项目5个；绩效评级为“良”的项目1个；"
        "绩效评级为“合格”的项目0个。绩效自评中共发现问题2个，已经完成整改的1个，正在整改的1个）。",
    ),
    wrong=(
        "绩效自评的项目7个（其中，绩效评级为“优”的项目5个；绩效评级为“良”的项目1个）。",
        "绩效自评中共发现问题3个，已经完成整改的1个，正在整改的1个。",
    ),
)
def graded_projects(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Projects assessed = Σ by grade; problems found = Σ mended and being mended (the official
    form of the accounts, 预算绩效管理情况)."""
    for talk in memo(find_talks):
        graded = [m for m in talk.mentions if m.figure.unit in ("个", "项") and _graded(talk, m)]
        runs = [run for run in _runs(talk, graded) if len(run) > 1]
        for run in runs:
            yield from _assessed(talk, run, own=len(runs) > 1)
        yield from _problems(talk)


def _runs(talk: Talk, graded: list[Mention]) -> Iterator[list[Mention]]:
    """甲局12个项目：优10个、良2个；乙局5个项目：优5个: a count of projects between grades begins
    a list of its own."""
    run: list[Mention] = []
    for mention in talk.mentions:
        if mention in graded:
            run.append(mention)
        elif run and mention.figure.unit == run[0].figure.unit and _of_projects(talk, mention):
            yield run
            run = []
    yield run


def _of_projects(talk: Talk, mention: Mention) -> bool:
    """Whether a count is one of projects (12个项目, 项目12个)."""
    return "项目" in _words_around(talk, mention)


def _problems(talk: Talk) -> Iterator[Relation]:
    counts = [m for m in talk.mentions if m.figure.unit in ("个", "项", "条")]
    for found, mended, open_ in zip(counts, counts[1:], counts[2:], strict=False):
        if "问题" not in _words_before(talk, found) or found.sentence != open_.sentence:
            continue
        done, doing = _words_before(talk, mended), _words_before(talk, open_)
        if "整改" in done and "整改" in doing and regex.search(r"正在|尚未|未完成|持续", doing):
            parts = total((mended.term, open_.term))
            yield Relation("graded-projects", found.term, parts, subject=found.name)


_GRADED = regex.compile(
    r"(?:^|[“\"「为评的是])(?P<grade>不合格|合格|优秀|优|良好|良|中等|中|较差|差)(?:[”\"」等的级]|项目|$)"
)


def _graded(talk: Talk, mention: Mention) -> bool:
    """Whether a count is that of the projects of one grade."""
    before = _words_before(talk, mention)
    match = _GRADED.search(before)
    return match is not None and ("项目" in before or "评" in before or len(before) <= 4)


def _assessed(talk: Talk, graded: list[Mention], own: bool) -> Iterator[Relation]:
    """The count of projects that the grades divide: the one assessed (自评), else one that they
    add up to, else the last; where there are several lists, the last of its `own` item."""
    counts = [
        m
        for m in talk.mentions
        if m.at < graded[0].at and m.figure.unit == graded[0].figure.unit and _of_projects(talk, m)
    ]
    if own:
        counts = [m for m in counts if m.item == graded[0].item][-1:]
    assessed = [m for m in counts if "自评" in _words_around(talk, m)]
    counts = assessed if len(assessed) == 1 else counts
    alone = len([m for m in counts if m.sentence == graded[0].sentence]) < 2
    sure = Certainty.ASSERTED if alone else Certainty.LIKELY
    sums = [_sum("graded-projects", whole, graded, sure) for whole in reversed(counts)]
    agreeing = (s for s in sums if judge(s).verdict is Verdict.AGREES)
    yield from islice(chain(agreeing, sums), 1)


def _words_before(talk: Talk, mention: Mention) -> str:
    """What stands between a figure and the figure or mark before it."""
    start = mention.at
    while start > 0 and talk.letters[start - 1] not in ",.;:/(" and not _is_figure(talk, start - 1):
        start -= 1
    return talk.between(start, mention.at).strip()


def _words_around(talk: Talk, mention: Mention) -> str:
    """What stands before a figure and directly after it (12个项目开展绩效自评)."""
    after = talk.between(mention.at + 1, mention.at + 2)
    return _words_before(talk, mention) + (after if after.strip().startswith("项目") else "")


def _is_figure(talk: Talk, at: int) -> bool:
    return talk.tokens[at].figure is not None


_PURCHASES = ("货物", "工程", "服务")


def _kind_of_purchase(name: str) -> str:
    return next((kind for kind in _PURCHASES if kind in name), "")


def _of(group: Group, unit: str) -> bool:
    return group.whole.figure.unit == unit and all(p.figure.unit == unit for p in group.parts)


def _sum(
    rule_id: str, whole: Mention, parts: list[Mention], certainty: Certainty = Certainty.ASSERTED
) -> Relation:
    added = total(part.term for part in parts)
    return Relation(rule_id, whole.term, added, certainty=certainty, subject=whole.name)
