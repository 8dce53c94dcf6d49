"""Years that do not belong: last year's text left in this year's report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from ...extract.document import Span
from ...normalize.reading import Reading
from ..relation import Certainty, Outcome, Remark
from ..rule import Level, Memo, rule
from .lines import Line, prose, words

_YEAR = regex.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s?年(?P<tail>度|底|末|初|12月(?:31日|底|末)?)?"
)
_NAMED = regex.compile(r"《[^《》]*》|〔[^〔〕]*〕|“[^“”]{12,}”")
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
    def at_year_end(self) -> bool:
        return self.tail in ("底", "末") or self.tail.startswith("12月")


@dataclass(frozen=True, slots=True)
class Stale:
    """A year that should be the report's own: `start:end` of its line.

    `evidence` is a place that says otherwise; `expected` what should stand there.
    """

    line: Line
    start: int
    end: int
    expected: str
    evidence: Span | None = None
    certainty: Certainty = Certainty.ASSERTED


@rule(
    "year-mismatch",
    name="年度不符",
    english="wrong year",
    level=Level.WARNING,
    formula="",
    zh="年度不符：报告年度为{year}年，此处为“{stated}”，似应为{expected}。",
    en="Wrong year: the report is of {year}, this says “{stated}”; probably {expected}.",
    right=(
        "某局2022年度部门整体支出绩效自评报告\n2022年底实有在职人员20人。2021年支出比2020年减少2.00万元。\n"
        "根据2022年度部门决算报表计算，2022年度结转结余率=1÷20×100%=5%。",
    ),
    wrong=(
        "某局2022年度部门整体支出绩效自评报告\n2022年支出20.00万元。\n"
        "根据2021年度部门决算报表计算，2022年度结转结余率=1÷20×100%=5%。",
        "某局2022年度部门整体支出绩效自评报告\n2022年支出20.00万元。\n2021年底实有在职人员20人。",
    ),
)
def year_mismatch(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A report of one year takes its figures from that year's records, names its ratios for it,
    counts staff and property at its end and heads its parts with it.  Comparisons, earlier and
    planned years, chains of years, document numbers and titles of papers may name any year."""
    year = reading.year
    mentions = list(_mentions(reading))
    if year is None or not _speaks_of(mentions, year):
        return
    found: dict[tuple[int, int], list[Stale]] = {}
    for find in _FINDERS.get(_kind(reading), ()):
        for stale in find(mentions, year):
            key = (stale.line.block, stale.line.sentence(stale.start)[0])
            found.setdefault(key, []).append(stale)
    for _, stales in sorted(found.items()):
        yield _remark(stales, year)


def _remark(stales: list[Stale], year: int) -> Remark:
    """One remark a sentence, however many of its years are wrong."""
    stales = sorted(stales, key=lambda stale: stale.start)
    places = [stale.line.span(stale.start, stale.end) for stale in stales]
    places += [stale.evidence for stale in stales if stale.evidence is not None]
    certain = any(stale.certainty is Certainty.ASSERTED for stale in stales)
    return Remark(
        "year-mismatch",
        tuple(dict.fromkeys(places)),
        "、".join(stale.line.text[stale.start : stale.end] for stale in stales),
        stales[0].expected,
        {"year": str(year)},
        Certainty.ASSERTED if certain else Certainty.LIKELY,
    )


def _mentions(reading: Reading) -> Iterator[Mention]:
    for line in prose(reading):
        named = [match.span() for match in _NAMED.finditer(line.text)]
        for match in _YEAR.finditer(line.text):
            if not any(start <= match.start() < end for start, end in named):
                tail = match["tail"] or ""
                yield Mention(line, int(match["year"]), tail, *match.span())


def _kind(reading: Reading) -> str:
    """The kind of report its title and first lines tell: a key of _FINDERS, else empty."""
    head = [reading.title, *(line.text for line, _ in zip(prose(reading), range(6), strict=False))]
    title = "\n".join(text for text in head if len(text) < 60)
    kinds = words()["years"]["titles"]
    if any(word in title for word in kinds["other"]):
        return ""
    told = (kind for kind in _FINDERS if any(word in title for word in kinds[kind]))
    return next(told, "")


def _speaks_of(mentions: list[Mention], year: int) -> bool:
    """Whether `year` is a year the text speaks of most: a guard against a misread title."""
    counts = Counter(mention.year for mention in mentions)
    return bool(counts) and counts[year] * 2 >= max(counts.values())


def _looks_back(text: str) -> bool:
    """Whether a heading is of what became of an earlier report."""
    return any(word in text for word in words()["years"]["follow-ups"])


def _compares(text: str) -> bool:
    return any(word in text for word in words()["years"]["comparing"])


@cache
def _record() -> regex.Pattern[str]:
    records = "|".join(words()["years"]["records"])
    return regex.compile(rf"[^，。；《》=]{{0,8}}?(?:{records})")


def _sources(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Records of another year from which this year's figures are said to be taken."""
    for mention in mentions:
        record = _record().match(mention.line.text, mention.end)
        sentence = mention.sentence
        if mention.year == year or record is None or _compares(sentence):
            continue
        if not any(word in sentence for word in words()["years"]["derived"]):
            continue
        if regex.search(rf"{year}年度?(?:部门|单位)?(?:决算|财务|资产)", sentence):
            continue
        own = next((m for m in mentions if _same_sentence(m, mention) and m.year == year), None)
        evidence = own.line.span(own.start, _clause_end(own)) if own is not None else None
        yield Stale(mention.line, mention.start, record.end(), str(year), evidence)


_RATE = regex.compile(r"的?[\p{Han}“”（）]{2,20}?率(?=\s?[=＝])")


def _rates(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Ratios computed in place and named for another year."""
    for mention in mentions:
        rate = _RATE.match(mention.line.text, mention.end)
        if mention.year == year or rate is None or _compares(mention.sentence):
            continue
        if regex.search(rf"{year}年[^，。；]{{0,20}}率\s?[=＝为]", mention.line.text):
            continue
        yield Stale(mention.line, mention.start, rate.end(), str(year))


def _states(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Staff and property counted at the end of the year before."""
    ends = [m for m in mentions if m.at_year_end and _counts(m, "staff", "property")]
    own = next((m for m in ends if m.year == year), None)
    for mention in ends:
        if mention.year != year - 1 or _compares(mention.sentence):
            continue
        if own is not None and not _counts(mention, "staff"):
            continue  # property at both years' ends is a comparison
        if any(m.year == year and m.line.block == mention.line.block for m in mentions):
            continue
        start, end = mention.start, _clause_end(mention)
        if own is None:
            yield Stale(mention.line, start, end, f"{year}年{mention.tail}")
            continue
        stop = _clause_end(own)
        evidence = own.line.span(own.start, stop)
        yield Stale(mention.line, start, end, own.line.text[own.start : stop], evidence)


def _counts(mention: Mention, *kinds: str) -> bool:
    clause = mention.line.text[mention.end : mention.end + 14].split("。")[0]
    return any(word in clause for kind in kinds for word in words()["years"][kind])


def _headings(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Headings that name the report of another year."""
    for mention in mentions:
        text = mention.line.text
        if mention.year == year or len(text) > 50 or text.endswith(("。", "；")):
            continue
        noun = regex.match(
            rf"\s?(?:[\p{{Han}}“”]{{0,12}}?)(?:{'|'.join(words()['years']['heading-nouns'])})",
            text[mention.end :],
        )
        if noun is None or str(year) in text or _compares(text) or _looks_back(text):
            continue
        if mention.year == year + 1 and mention.tail != "度":
            continue
        yield Stale(mention.line, mention.start, mention.end + noun.end(), str(year))


_BASE = regex.compile(r"(?:比|较|同|与)$")
_AGAINST = regex.compile(
    r"(?P<budget>当年|年初|调整)?(?:预算)?(?:决算数?|执行数|预算数?)?(?:相比|对比|同期)?，?"
    r"(?:[\p{Han}]{0,12}?(?:总计|合计|支出))?(?:各|均)?(?:增|减|上升|下降|持平|相比|对比)"
)


def _bases(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Comparisons with the report year itself or a later one, and the odd one out with an
    earlier year where the report else compares with the year before."""
    bases = [mention for mention in mentions if _is_base(mention)]
    regular = sum(base.year == year - 1 for base in bases)
    for base in bases:
        others = {m.year for m in mentions if _same_sentence(m, base)} - {base.year}
        budget = "预算" in base.line.text[base.end : base.end + 8]
        if base.year >= year:
            stale = not budget and not any(other > base.year for other in others)
        else:
            stale = base.year < year - 1 and regular > 1 and others <= {year}
        if stale:
            sure = Certainty.ASSERTED if base.year >= year else Certainty.LIKELY
            yield Stale(base.line, base.start, base.end, str(year - 1), None, sure)


def _is_base(mention: Mention) -> bool:
    before = mention.line.text[: mention.start].rstrip()
    return bool(_BASE.search(before)) and bool(_AGAINST.match(mention.line.text, mention.end))


def _levels(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Totals of another year where the report else tells its own: an odd one out."""
    told = [mention for mention in mentions if _heads_a_total(mention)]
    own = sum(mention.year == year for mention in told)
    for mention in told:
        alike = sum(other.year == mention.year for other in told)
        nearby = {m.year for m in mentions if m.line == mention.line}
        if mention.year != year and nearby == {mention.year} and alike * 2 <= own:
            yield Stale(mention.line, mention.start, mention.end, f"{year}年{mention.tail}")


@cache
def _total() -> regex.Pattern[str]:
    totals = "|".join(words()["years"]["totals"])
    return regex.compile(rf"(?:部门|单位)?\p{{Han}}{{0,8}}?(?:{totals})[^，。；]{{0,30}}\d")


def _heads_a_total(mention: Mention) -> bool:
    """Whether a year opens its sentence, a unit's name before it at most, and a total follows."""
    start, _ = mention.line.sentence(mention.start)
    before = mention.line.text[start : mention.start].strip()
    named = regex.fullmatch(
        r"(?:[^\p{Han}]{0,4}|.{0,30}(?:局|委|办|部|室|中心|院|校|处|会|厅|府|道))", before
    )
    opens = named is not None and not _BASE.search(before)
    return (
        opens
        and mention.tail in ("", "度")
        and bool(_total().match(mention.line.text, mention.end))
    )


_FINDERS = {
    "accounts": (_sources, _rates, _states, _headings, _bases, _levels),
    "evaluation": (_sources, _rates, _states, _headings, _bases, _levels),
    "budget": (_bases,),
}
"""What is looked for in each kind of report, by the kinds of wording.toml."""


def _same_sentence(a: Mention, b: Mention) -> bool:
    return a.line == b.line and a.line.sentence(a.start) == b.line.sentence(b.start)


def _clause_end(mention: Mention) -> int:
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
