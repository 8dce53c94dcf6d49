"""Years printed in running text, and what their sentences do with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from ...extract.document import Span
from ...normalize.reading import Reading
from ..relation import Certainty
from .lines import Line, prose, words

_YEAR = regex.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s?年(?P<tail>度|底|末|初|12月(?:31日|底|末)?)?"
)
_NEARBY = 24
_NAMED = regex.compile(r"《[^《》]*》|〔[^〔〕]*〕|“[^“”]{12,}”")
_PART = regex.compile(r"\s?(?:\d{1,2}\s?月|\d{1,2}\s?[-—–至]|[一二三四]季|[上下]半年|第|前|元月)")
_END = regex.compile(r"[，,。；;！？、\n（(]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A year printed in running text, outside titles of papers and document numbers."""

    line: Line
    year: int
    tail: str
    start: int
    end: int

    @property
    def sentence(self) -> str:
        start, end = self.line.sentence(self.start)
        return self.line.text[start:end]

    @property
    def nearby(self) -> str:
        """The words around the year: from the clause before it to the figures after it."""
        start, end = self.line.sentence(self.start)
        return self.line.text[max(start, self.start - _NEARBY) : min(end, self.end + _NEARBY)]

    @property
    def dated(self) -> bool:
        """Whether a month, a quarter or half of the year follows: the year is not told as one."""
        return _PART.match(self.line.text, self.end) is not None

    @property
    def at_year_end(self) -> bool:
        return self.tail in ("底", "末") or self.tail.startswith("12月")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a year is wrong, where it is not the report's own that proves it."""

    zh: str
    en: str
    place: Span | None = None

    @classmethod
    def beside(cls, mention: Mention) -> Reason:
        """Another year of the line contradicts it."""
        place = mention.line.span(mention.start, mention.end)
        said = mention.line.text[mention.start : mention.end]
        return cls(f"与同处的“{said}”矛盾", f"contradicts “{said}” beside it", place)


@dataclass(frozen=True, slots=True)
class Stale:
    """A year that should be another, mostly the report's own: `start:end` of its line.

    `evidence` is a place that says otherwise; `expected` what should stand there (empty if
    unknown); `reason` None means that the report's year is.
    """

    line: Line
    start: int
    end: int
    expected: str
    evidence: Span | None = None
    certainty: Certainty = Certainty.ASSERTED
    reason: Reason | None = None

    @classmethod
    def of(cls, mention: Mention, expected: str, reason: Reason) -> Stale:
        """The year of a mention, proved wrong by `reason`."""
        return cls(mention.line, mention.start, mention.end, expected, reason.place, reason=reason)


def find_mentions(reading: Reading) -> Iterator[Mention]:
    for line in prose(reading):
        named = [match.span() for match in _NAMED.finditer(line.text)]
        for match in _YEAR.finditer(line.text):
            if not any(start <= match.start() < end for start, end in named):
                tail = match["tail"] or ""
                yield Mention(line, int(match["year"]), tail, *match.span())


def compares(text: str) -> bool:
    return any(word in text for word in words()["years"]["comparing"])


_BASE = regex.compile(r"(?:比|(?<!经比)较|同|与)$")
_AGAINST = regex.compile(
    r"(?:的[\d.,]+(?:[万亿]?元|人|%))?(?P<budget>当年|年初|调整)?(?:预算)?(?:决算数?|执行数|预算数?)?"
    r"(?:[\d.,]+[万亿]?元)?(?:相比|对比|同期)?，?"
    r"(?:[\p{Han}]{0,12}?(?:总计|合计|支出))?(?:各|均)?(?:增|减|上升|下降|持平|相比|对比)"
)


def follows_than(mention: Mention) -> bool:
    """Whether 比, 较, 同 or 与 stands before the year: something may be compared with it."""
    return _BASE.search(mention.line.text[: mention.start].rstrip()) is not None


def is_base(mention: Mention) -> bool:
    """Whether something is said to have moved against the year."""
    return follows_than(mention) and bool(_AGAINST.match(mention.line.text, mention.end))


@cache
def _total() -> regex.Pattern[str]:
    totals = "|".join(words()["years"]["totals"])
    return regex.compile(
        rf"，?(?:部门|单位)?\p{{Han}}{{0,8}}?(?P<total>{totals})[^，。；比较]{{0,30}}\d"
    )


def opens_sentence(mention: Mention) -> bool:
    """Whether a year stands at the head of its sentence, a unit's name before it at most."""
    start, _ = mention.line.sentence(mention.start)
    before = mention.line.text[start : mention.start].strip()
    named = _OWNER.fullmatch(before)
    return named is not None and not _BASE.search(before)


_OWNER = regex.compile(
    r"[^\p{Han}]{0,4}|.{0,30}(?:局|委|办|部|室|中心|院|校|处|会|厅|府|道|馆|所|站|队|镇|乡)"
)


def follows_total(told: Mention, between: str) -> bool:
    """Whether the year heads a sentence that names a total, up to the comparison after it."""
    near = between.count("。") <= 1 and "；" not in between
    return near and opens_sentence(told) and _NAMES_A_TOTAL.search(between) is not None


_NAMES_A_TOTAL = regex.compile(r"收入|支出|收支|经费|总计|合计|费|采购|预算|决算")


def total_told(mention: Mention) -> str:
    """The total that a sentence opened by the year states (收入合计); empty if none."""
    told = mention.tail in ("", "度") and opens_sentence(mention)
    total = _total().match(mention.line.text, mention.end) if told else None
    return str(total["total"]) if total is not None else ""


def same_sentence(a: Mention, b: Mention) -> bool:
    return a.line == b.line and a.line.sentence(a.start) == b.line.sentence(b.start)


def clause_end(mention: Mention) -> int:
    """The end of the clause a year stands in, a bracket right after its figure included."""
    text = mention.line.text
    match = _END.search(text, mention.end)
    if match is None:
        return len(text)
    if match[0] in "（(":
        bracket = regex.compile(r"[（(][^（()）]{0,30}[）)]").match(text, match.start())
        if bracket is not None:
            return bracket.end()
    return match.start()
