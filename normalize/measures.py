"""Which measure a name speaks of, so that two statements of it can be linked.

Names serve to link, never to force: two names are of one measure only if they agree word for word
once decoration, synonyms (lexicon/synonyms.toml), sums and scope are settled, and their scopes are
not at odds (预算 against 决算, 本级 against 全系统).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .lexicon import entries, folded, table
from .segment import cut

_BRACKETED = re.compile(r"[（(]([^（）()]*)[）)]")
_DECORATION = re.compile(r"[\s“”\"'‘’《》〈〉、，：:（）()\[\]*#]")
_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）).、．]+")
_AFTER = re.compile(r"(?:共计|为|共|约|达|的|数|(?<![金总余差限])额|情况|类?科目)$")
_BEFORE = re.compile(r"^(?:的|和|及|与|其中|共)")
_ACCOUNT = re.compile(
    r"(?:一般公共预算|政府性基金预算|政府性基金|国有资本经营预算|国有资本经营|财政拨款|财政|资金|拨款|预算)*"
    r"(?:收入|支出|收支|收入支出)?"
)
_STAGES = frozenset({"budget", "adjusted", "actual"})


@dataclass(frozen=True, slots=True)
class Measure:
    """`core` is the one name that stands for all synonyms; `scopes` say which of its figures is
    meant: keys of synonyms.toml's scopes ("budget", "actual", "general budget", …), words of
    reach (本级), and what stood in brackets.  `known`: the core is a name of the dictionary."""

    core: str
    scopes: frozenset[str]
    known: bool = False

    @property
    def stage(self) -> str:
        """ "budget", "adjusted" or "actual"; empty where the name does not say."""
        return next(iter(self.scopes & _STAGES), "")

    @property
    def reach(self) -> frozenset[str]:
        """The scopes that are no stage of the budget."""
        return self.scopes - _STAGES

    def may_be(self, other: Measure) -> bool:
        """Whether both can be the same measure: core and reach equal, the stages not at odds."""
        if not self.core or self.core != other.core or self.reach != other.reach:
            return False
        return not (self.stage and other.stage) or self.stage == other.stage


@cache
def measure_of(name: str) -> Measure:
    """The measure that `name` (as names.name_of gives it) speaks of."""
    scopes = set()
    plain = _NUMBER.sub("", folded(name))
    for inside in _BRACKETED.findall(plain):
        if inside not in _BENIGN:
            scopes.add(inside)
            plain = plain.replace(f"（{inside}）", "").replace(f"({inside})", "")
    plain = _AFTER.sub("", _DECORATION.sub("", _LEVEL.sub("", plain)))
    if plain not in _same():
        plain = _without_scopes(plain, scopes)
    return Measure(_same().get(plain, plain), frozenset(scopes), _is_known(plain))


_BENIGN = ("境", "类", "款", "项", "护")
_LEVEL = re.compile(r"[（(][类款项][）)]")


def _without_scopes(plain: str, scopes: set[str]) -> str:
    """The name without the words that say whose, when and at what stage; these go to `scopes`."""
    kept, summed, stages = [], [], _stages()
    for word in cut(plain):
        if word in stages:
            scope, rest = stages[word]
            scopes.add(scope)
            kept.append(rest)
        elif word in _words("sum"):
            summed.append(word)
        elif word not in _words("own"):
            if word in _words("reach"):
                scopes.add(word)
            kept.append("" if word in _words("reach") else word)
    core = _BEFORE.sub("", "".join(kept))
    if _ACCOUNT.fullmatch(core):
        return core + "".join(dict.fromkeys(summed))  # 收入总计 is not 收入合计
    return _without_tail(core)


def _without_tail(core: str) -> str:
    """公务接待费支出, 三公经费使用 → the name that the dictionary has, if it has one."""
    for tail in ("", *table("name_words")["tail"]):
        shorter = core.removesuffix(tail)
        if shorter != core or not tail:
            if shorter in _same():
                return shorter
            if tail and shorter.endswith(("费", "经费")) and len(shorter) > _SHORT:
                return shorter
    return core


_SHORT = 2


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("name_words")[group])


@cache
def _stages() -> dict[str, tuple[str, str]]:
    """支出决算数 → ("actual", "支出"): the stage that a word tells, and what it leaves."""
    return {
        word: (scope, next((account for account in ("收入", "支出") if account in word), ""))
        for scope, words in table("synonyms")["scopes"].items()
        for word in words
    }


def one_name(name: str) -> str:
    """The name that stands for all synonyms of a name without decoration."""
    return _same().get(name, name)


@cache
def _same() -> dict[str, str]:
    return {name: group[0] for group in table("synonyms")["names"] for name in group}


@cache
def _names() -> frozenset[str]:
    return frozenset(_DECORATION.sub("", folded(name)) for name in entries("names"))


def _is_known(core: str) -> bool:
    return core in _same() or core in _names()
