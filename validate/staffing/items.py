"""Names listed side by side, and how many they may be: 甲科、乙科和丙科 are three, 招商和园区股 is
one or two, 道路、水渠项目 as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise

import regex

from ..expression import Constant
from .people import words

OPENS = {"[": "]", "（": "）", "(": ")", "〔": "〕", "【": "】", "“": "”", "「": "」", "《": "》"}
_CLOSES = set(OPENS.values())
_JOINER = regex.compile(r"以及|(?<![涉普提波遍顾危])及|(?<![总共饱温缓暖])和(?![谐平])|(?<!参)与")
_BRACKETS = regex.compile(r"[（(\[〔【][^（(\[〔【）)\]〕】]*[）)\]〕】]")
_QUOTED = regex.compile(r"“[^”]*”|「[^」]*」|《[^》]*》")
_OPEN = regex.compile(r"等(?:\p{Han}{0,6})?$")
_BESIDE = regex.compile("(?<=[》”])(?=[《“])")  # 《甲》《乙》
_OFFICE = regex.compile("处|室|科|股|部|办(?!公)|中心")
_RULED = regex.compile("按照?.{0,8}规定|依.{0,4}规")  # 按规定设置党委和纪委
_LONGEST = 40
_FEWEST = 2
_MOSTLY = 3  # one item in so many may lack the ending of a name


@dataclass(frozen=True, slots=True)
class Items:
    """A list with its 、 or ； read as what parts its `texts`.

    It has `least` names if each 和, and each 、 after 以及 or what is no whole name, stands within
    one, and `most` if each parts two.  `open_`: 等 says that there are more.
    """

    texts: tuple[str, ...]
    least: int
    most: int
    open_: bool

    @property
    def numbers(self) -> tuple[int, ...]:
        """How many there may be, the plainest reading first."""
        plain = min(max(len(self.texts), self.least), self.most)
        return tuple(sorted(range(self.least, self.most + 1), key=lambda n: (n != plain, n)))


def items_of(listed: str, separator: str = "、", led: bool = True) -> Items | None:
    """The list that a stretch of text is; None where it is none.  Where it is not `led` to its
    first name, other words may stand before that."""
    listed = _BESIDE.sub("、", listed)
    open_ = _OPEN.search(listed.strip()) is not None
    texts = tuple(item.strip(" ，,；;。") for item in split(listed, separator))
    bare = [_bare(item) for item in texts]
    if any(not item or len(item) > _LONGEST for item in bare):
        return None
    if any(len(_OFFICE.findall(item)) >= _MOSTLY for item in bare):
        return None  # 总务处教务处保卫处: the marks between names are lost
    kinds = [kind_of(item) for item in bare]
    bodies = sum(kind in institutions() for kind in kinds) * _MOSTLY >= len(kinds) * 2
    may = [separator == "、"] * (len(bare) - 1) + [True]
    joined = [_joined(item, bodies, free) for item, free in zip(bare, may, strict=True)]
    if not led and len(bare) > 1:
        joined[0] = (0, joined[0][1])
    most = len(bare) + sum(perhaps for _, perhaps in joined)
    if most < _FEWEST:
        return None
    matters = words()["lists"]["matters"]
    unfinished = sum(not one and other in matters for one, other in pairwise(kinds))
    if unfinished * _MOSTLY < len(bare):
        unfinished = 0
    last = next((i for i, item in enumerate(bare) if "以及" in item), len(bare) - 1)
    unfinished = max(
        unfinished, len(bare) - 1 - last
    )  # 甲业以及乙、丙业: 以及 comes before the last
    least = max(1, len(bare) - unfinished + sum(surely for surely, _ in joined))
    return Items(texts, min(least, most), most, open_)


def number_of(items: Items, number: int) -> Constant:
    """A number of names, shown as the names where they are so many."""
    names = "、".join(_bare(item) for item in items.texts)
    return Constant(Fraction(number), names if number == len(items.texts) else "")


def split(listed: str, separator: str) -> Iterator[str]:
    """The parts between separators that stand outside brackets and quotes."""
    depth = start = 0
    for index, character in enumerate(listed):
        depth += (character in OPENS) - (character in _CLOSES)
        if depth <= 0 and character in separator:
            yield listed[start:index]
            start = index + 1
    yield listed[start:]


def kind_of(name: str) -> str:
    """The word that a name ends with and that tells what it names (…【科】, …【项目】), else ""."""
    name = _BRACKETS.sub("", name).strip()
    match = _kinds().search(name)
    return "“”" if name.endswith(("”", "》", "」")) else match[0] if match else ""


def _bare(item: str) -> str:
    """An item without brackets, and without what is in its quotes."""
    before = None
    while item != before:
        before, item = item, _BRACKETS.sub("", item).strip()
    return _QUOTED.sub("“”", item)


def _joined(item: str, bodies: bool, may: bool) -> tuple[int, int]:
    """How many of an item's 和 and 及 surely part two names, and how many may.  In a list of
    `bodies` 招商和园区股 is one."""
    surely = perhaps = 0
    for match in _JOINER.finditer(item):
        one, other = kind_of(item[: match.start()]), kind_of(item[match.end() :])
        sure = (match[0] == "以及" or _alike(one, other)) and not _RULED.match(item)
        whole = bodies and one not in institutions() and other in institutions()
        surely += sure
        perhaps += sure or (may and not whole)
    return surely, perhaps


def _alike(one: str, other: str) -> bool:
    """Whether two names are of things of one sort."""
    return bool(one) and (one == other or {one, other} <= institutions())


@cache
def institutions() -> frozenset[str]:
    """The words that the names of bodies end with."""
    lists = words()["lists"]
    return frozenset((*lists["bodies"], *lists["institutions"]))


@cache
def _kinds() -> regex.Pattern[str]:
    lists = words()["lists"]
    kinds = {*institutions(), *lists["places"], *lists["matters"]}
    return regex.compile(rf"(?:{'|'.join(sorted(kinds, key=len, reverse=True))})$")
