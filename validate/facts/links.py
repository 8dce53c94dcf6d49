"""Which figures in prose restate which cells."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension, Hedge
from ...normalize.period import Period
from ...normalize.reading import Reading
from ..prose.mention import Mention, Talk, find_talks
from ..rule import Memo
from ..sums.groups import find_groups
from .cells import CellFact, find_cell_facts, levels
from .names import canonical, divisions, is_total, spoken

_SHORT = 3
_ITEM = 3  # 类款项: an item belongs to one fund


@dataclass(frozen=True, slots=True)
class Link:
    """A figure in prose and the cells that bear its name, best first.

    `sure` is false where a part of the cell's amount, or another fund, may be meant; `whose` tells
    that the name stands behind more words, which may name another owner."""

    talk: Talk
    mention: Mention
    cells: tuple[CellFact, ...]
    name: str
    sure: bool
    whose: bool = False


def find_links(reading: Reading, memo: Memo) -> list[Link]:
    """Figures in prose whose name is a cell's."""
    index = _Index(memo(find_cell_facts))
    wholes = {id(part.figure): g.whole for g in memo(find_groups) for part in g.parts}
    links = []
    for talk in memo(find_talks):
        path = _path(talk)
        for mention in talk.mentions:
            years = _years_off(reading, talk, mention)
            if years is None:
                continue
            whole = wholes.get(id(mention.figure))
            name, cells, sure = _lookup(reading, talk, mention, path, whole, index)
            cells = [fact for fact in cells if same_kind(reading, mention, years, fact)]
            near = [fact for fact in cells if _section_fits(talk, fact)]
            if cells:
                scoped = len(path) >= _ITEM or any(_in_scope(talk, fact) for fact in cells)
                sure = sure and scoped and not _may_be_planned(reading, talk, mention)
                whose = name != spoken(_PLAN.sub("", mention.name)) and name == _whole_named(name)
                links.append(Link(talk, mention, tuple(near or cells), name, sure, whose))
    return links


class _Index:
    """The cells by what prose may call them."""

    def __init__(self, facts: list[CellFact]) -> None:
        self.by_name: dict[str, list[CellFact]] = {}
        self.by_path: dict[tuple[str, ...], list[CellFact]] = {}
        self.by_part: dict[tuple[tuple[str, ...], str], list[CellFact]] = {}
        for fact in facts:
            for name in fact.names:
                self.by_name.setdefault(name, []).append(fact)
            if len(fact.path) > 1 and fact.summary:
                self.by_path.setdefault(fact.path, []).append(fact)
            elif len(fact.path) > 1:
                self.by_part.setdefault((fact.path, fact.head), []).append(fact)


def _lookup(
    reading: Reading,
    talk: Talk,
    mention: Mention,
    path: tuple[str, ...],
    whole: Mention | None,
    index: _Index,
) -> tuple[str, list[CellFact], bool]:
    """A mention's name, the cells that bear it, and whether no other thing may be meant."""
    if not path:
        full = spoken(mention.name.replace(reading.organisation or "\0", ""))
        name = _subject(reading, talk, mention)
        above = _own_name(reading, whole) if whole is not None else ""
        tail = _INSIDE.split(name)[-1]
        own = (full, name, name.removesuffix("支出"), tail, tail.removesuffix("支出"))
        name = next((n for n in (above + name, *own) if len(n) > _SHORT and n in index.by_name), "")
        part = _names_an_item(index, above) and above not in name and name in divisions()
        if not name and (name := _whole_named(own[1])) in index.by_name:
            return name, index.by_name[name], True
        return name, index.by_name.get(name, []), not part
    first = next((m for m in talk.mentions if m.is_level), None)
    told = mention.role in ("budget", "actual") and (not _is_plan(reading) or mention.own_years)
    if mention is first or told or mention.role == "base":
        return path[-1], index.by_path.get(path, []), True
    head = spoken(mention.name)
    return f"{path[-1]}·{head}", index.by_part.get((path, head), []), True


def _whole_named(name: str) -> str:
    """What a table's total is called, at the end of a longer name."""
    wholes = map(spoken, lexicon.table("grid")["whole"])
    return next((w for w in wholes if name.removesuffix("财政拨款").endswith(w)), "")


def _names_an_item(index: _Index, name: str) -> bool:
    own = levels((name,))
    return not is_total(name) and any(f.path[-1:] == own for f in index.by_name.get(name, ()))


def _subject(reading: Reading, talk: Talk, mention: Mention) -> str:
    """The name as compared; 支出决算为F takes it from the 年初预算 stated before it."""
    name = _own_name(reading, mention)
    if name in _NAMELESS:
        before = [m for m in talk.mentions if m.at < mention.at and m.item == mention.item]
        names = [_own_name(reading, m) for m in reversed(before) if m.is_level]
        name = next((n for n in names if n not in _NAMELESS), "")
    return name


def _own_name(reading: Reading, mention: Mention) -> str:
    name = mention.name.replace(reading.organisation or "\0", "")
    return spoken(_PLAN.sub("", name))


_PLAN = regex.compile(
    r"(?:年初|全年|调整后?)?(?:支出)?预算(?:安排)?数?$|(?:支出)?决算数?$|预?安排数?$"
)
_NAMELESS = ("", "支出", "收入")
_INSIDE = regex.compile(r"[的中]")


def _years_off(reading: Reading, talk: Talk, mention: Mention) -> int | None:
    """Of which year a level printed exactly is: 0 the report's own, −1 the year before; None for
    what is no such level."""
    figure = mention.figure
    if figure.dimension is not Dimension.MONEY or figure.hedge is not Hedge.NONE:
        return None
    years = 0
    period = mention.period
    if mention.last_year:
        years = -1
    elif mention.own_years and reading.year is not None:
        years = max(mention.own_years) - reading.year
    elif period is not None and not _compared(talk, period):
        if period.relative is None and period.year != reading.year:
            return None
        years = period.relative or 0
    wanted = mention.is_level if years == 0 else mention.role == "base" or mention.is_level
    return years if wanted and years in (0, -1) else None


def _compared(talk: Talk, period: Period) -> bool:
    """Whether a period only names what an earlier figure is compared with (比2022年增加…)."""
    after = (talk.tokens[m.than : m.than + 4] for m in talk.mentions if m.than >= 0)
    return any(token.period is period for tokens in after for token in tokens)


def same_kind(reading: Reading, mention: Mention, years: int, fact: CellFact) -> bool:
    """Budget against budget columns, outturn against the others, each year against its own;
    never changes."""
    if _NO_LEVEL.search("".join(fact.columns)) or years != year_of(reading, fact):
        return False
    return _is_plan(reading) or is_planned(fact) is (mention.role == "budget")


def is_planned(fact: CellFact) -> bool:
    """Whether a cell's column holds budgets."""
    columns = "".join(fact.columns)
    return "预算" in _FUNDS.sub("", columns) and "决算" not in columns


def year_of(reading: Reading, fact: CellFact) -> int:
    """Of which year a cell is: 0 the report's own, −1 the year before."""
    columns = "".join(fact.columns)
    if _LAST_YEAR.search(columns):
        return -1
    printed = _YEAR.search(columns)
    return int(printed[0]) - reading.year if printed and reading.year is not None else 0


def _may_be_planned(reading: Reading, talk: Talk, mention: Mention) -> bool:
    """年初预算教育支出80万元、住房保障支出20万元: the second may be planned like the first."""
    if mention.role != "level" or _is_plan(reading):
        return False
    before = (m for m in talk.mentions if m.sentence == mention.sentence and m.at < mention.at)
    return any(m.role == "budget" for m in before)


def _is_plan(reading: Reading) -> bool:
    """Whether the report is a budget: every amount of its year is planned."""
    return "预算" in reading.title and "决算" not in reading.title


_NO_LEVEL = regex.compile(r"增减|比较|增长|%|占比|比重|年初数|期初")
_LAST_YEAR = regex.compile(r"(?:上年|去年)(?!结转|结余)")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_FUNDS = regex.compile(r"一般公共预算|政府性基金预算|国有资本经营预算")


def _section_fits(talk: Talk, fact: CellFact) -> bool:
    """Whether the prose stands in the section that explains the fact's table."""
    if not talk.passage.headings or not fact.title:
        return False
    return canonical(talk.passage.headings[-1]).startswith(fact.title)


def _in_scope(talk: Talk, fact: CellFact) -> bool:
    """Whether the prose speaks of the funds that the fact's table is limited to."""
    said = "".join((*talk.passage.headings, talk.passage.text.text))
    return all(scope in said for scope in _SCOPES.findall(fact.title))


_SCOPES = regex.compile(r"一般公共预算|政府性基金|国有资本|财政拨款")


def _path(talk: Talk) -> tuple[str, ...]:
    """社会保障和就业支出（类）…（款）…（项） at the head of a paragraph, as a row path."""
    match = _LEVELS.search(talk.passage.text.text)
    if match is not None:
        return levels(tuple(part for part in match.groups() if part))
    quoted = _QUOTED.search(talk.passage.text.text)
    if quoted is not None:
        return levels(tuple(quoted[1].split("-")))
    return ()


_LEVELS = regex.compile(
    r"([^。，；：“”\d.、]+)（类）([^。，；：]+?)（款）(?:([^。，；：]+?)（项）)?"
)
_QUOTED = regex.compile(r"[“\"]([^”\"]+-[^”\"]+)[”\"]\s*科目")
