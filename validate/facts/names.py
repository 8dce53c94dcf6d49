"""The names by which prose may speak of a cell: of its row, its column and its table's title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import regex

from ...normalize import lexicon
from ...normalize.measures import one_name

_MARKS = regex.compile(
    r"[（(][类款项][）)]|^[（(]?[一二三四五六七八九十\d]+[）).、．]|[\s“”\"'‘’《》、，：:*#（）()]"
)
_NOISE = regex.compile(
    r"(?:19|20)\d\d年|上年度?(?=预算|决算|执行|实际|数|$)|本年度?|当年|全年|年度|决算|情况|说明|明细|总表|表$|[数额]$"
    r"|科目"
)
_FUNDS = regex.compile(r"(一般公共|政府性基金|国有资本经营)(?:预算)?(?:财政拨款|拨款|资金)?")
_WHOLE = regex.compile(r"^全[省市州县区旗镇乡](?=.{3})")
_POOLS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
_PLANNED = regex.compile(r"(?<=.{4})(?:年初|全年|调整后?)?预算(?:安排|金?额|总额?)?$")
_OF_TITLE = regex.compile(
    r"^(?:(?:公开|附)?表[\d一二三四五六七八九十-]+)?(?:预算)?(?:部门|单位)?(?:财务)?"
    r"|(?:支出功能|功能|(?:部门预算|政府预算|支出)?经济)分类(?:预算)?$|预算$"
)
_TOTAL = regex.compile(r"(收入支出|收支|收入|支出)?(合计|总计|小计)?")
_TOTAL_END = regex.compile(r"(?:合计|总计|小计)$")
_SIDES = regex.compile(r"(?:收入支出|收支|收入|支出)$")
_KINDS = ("收入", "支出", "经费", "费")
_BOTH = ("收支", "收入支出")


@lru_cache(1 << 14)
def canonical(name: str) -> str:
    """A measure's name without decoration: brackets, quotes, 本年, 决算, 数 and the like."""
    return _NOISE.sub("", _MARKS.sub("", name))


@lru_cache(1 << 14)
def spoken(name: str) -> str:
    """The one form under which names of a measure are compared, synonyms and funds settled."""
    core = _FUNDS.sub(r"\1预算", _WHOLE.sub("", canonical(name)))
    return one_name(core if core.endswith(_POOLS) else _PLANNED.sub("", core))


def names_of(title: str, label: str, columns: Sequence[str]) -> frozenset[str]:
    """What prose may call a cell.  `title` is canonical; `label` is the row's own."""
    heads = [canonical(column) for column in columns]
    own = [head for head in heads if head not in generic_columns()]
    sides = [head for head in heads if head in ("收入", "支出")]
    row = canonical(label)
    total = _TOTAL.fullmatch(row)
    if total is None:
        named = _of_item(row, own, heads, sides)
    else:
        named = _of_total(title, total[1] or "".join(sides[:1]), total[2] or "合计", own)
    return frozenset(filter(None, map(spoken, named)))


def _of_item(
    row: str, own: Sequence[str], heads: Sequence[str], sides: Sequence[str]
) -> Iterator[str]:
    """A row's name; under a head that divides its amount only the two together."""
    divided = bool(own) and own[-1] in divisions() and own[-1] == heads[-1]
    if not divided:
        yield row
        yield _TOTAL_END.sub("", row)
        if sides and _FUNDS.fullmatch(row):
            yield row + sides[0]
    if own:
        yield row + own[-1]


def _of_total(title: str, side: str, word: str, own: Sequence[str]) -> Iterator[str]:
    """A total is called by its column, or by what the title says it is the total of."""
    stem = _OF_TITLE.sub("", _OF_TITLE.sub("", title))
    found = _SIDES.search(stem)
    of_title = found[0] if found else ""
    stem = _SIDES.sub("", stem)
    side = side or ("" if of_title in _BOTH else of_title)
    if own:
        yield from ("·".join(own[-2:]), own[-1], stem + own[-1])
        if not own[-1].endswith(_KINDS):
            yield own[-1] + side
        return
    yield from (f"{stem}{side}", f"{stem}{side}预算", f"{stem}{side}{word}")
    if of_title in _BOTH and word == "总计":
        yield from (f"{stem}收支总计", f"{stem}收支总预算", f"{stem}收入支出总计")


def is_total(name: str) -> bool:
    """Whether a canonical name says nothing but that it is a total."""
    return _TOTAL.fullmatch(name) is not None


def is_summary(columns: Sequence[str]) -> bool:
    """Whether a column states the row's whole amount: 合计, or nothing but 预算数, 决算数."""
    heads = [canonical(column) for column in columns]
    if any(head in divisions() for head in heads):
        return False
    return bool(heads) and (is_total(heads[-1]) or set(heads) <= generic_columns())


@cache
def divisions() -> frozenset[str]:
    """Heads of columns that state a part of their row's amount."""
    return frozenset(canonical(word) for word in lexicon.entries("column_divisions"))


@cache
def generic_columns() -> frozenset[str]:
    """Heads of columns that only say "the amount"."""
    return frozenset(canonical(word) for word in lexicon.entries("generic_columns"))
