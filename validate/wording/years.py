"""Years that do not belong: last year's text left in this year's report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from ...normalize.reading import Reading
from ..relation import Certainty, Outcome, Remark
from ..rule import Level, Memo, rule
from . import frames
from .lines import prose, words
from .year_fellows import (
    find_captions,
    find_odd,
    find_openings,
    find_running_heads,
    find_said_again,
    find_titles,
)
from .year_logic import find_contradictions, find_own_starts, find_unsigned
from .year_lone import find_early, find_lone, years_printed
from .year_mentions import (
    Mention,
    Reason,
    Stale,
    clause_end,
    compares,
    find_mentions,
    is_base,
    same_sentence,
    total_told,
)


@rule(
    "year-mismatch",
    name="年度不符",
    english="wrong year",
    level=Level.WARNING,
    formula="",
    zh="年度不符：{reason}，此处为“{stated}”{hint}。",
    en="Wrong year: {reason_en}; this says “{stated}”{hint_en}.",
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
    counts staff and property at its end and heads its parts with it; the same words said over and
    over are said of one year, and no sentence stands alone in telling of the next or the last;
    nothing is compared with a later year, numbered for another one than it is issued in, or
    accepted before it is finished, or done after the document was signed; one amount or day is told
    of one year.
    Comparisons, earlier and planned years, chains of years, document numbers and
    titles of papers may name any year."""
    kind = _kind(reading)
    mentions = list(find_mentions(reading))
    years = {mention.line.year for mention in mentions}
    printed = years_printed(reading)
    stales = [*find_titles(mentions), *find_running_heads(reading)] if kind else []
    for year in years:
        own = [mention for mention in mentions if mention.line.year == year]
        stales += [*find_contradictions(own, year), *find_odd(own), *find_captions(own)]
        stales += [*find_lone(own, year, printed), *find_said_again(own), *find_unsigned(own)]
        if year is not None and _speaks_of(own, year):
            stales += find_early(own, year) if kind in _OF_FUNDS else ()
            for find in _FINDERS.get(kind, ()):
                if find is not frames.signed or len(years) == 1:
                    stales += find(own, year)
    yield from _remarks(_grounded(stales))


def _grounded(stales: list[Stale]) -> list[Stale]:
    """Without the years against which nothing speaks but a place that is wrong itself."""
    proved = {_place(stale): _proof(stale) for stale in stales}
    return [s for s in stales if proved.get(_proof(s), _place(s)) == _place(s)]


def _place(stale: Stale) -> tuple[int, int]:
    return stale.line.block, stale.start


def _proof(stale: Stale) -> tuple[int, int]:
    """The place that proves a year wrong."""
    return (stale.evidence.block, stale.evidence.start) if stale.evidence is not None else (-1, -1)


def _remarks(stales: list[Stale]) -> Iterator[Remark]:
    """One remark a sentence, however many of its years are wrong."""
    found: dict[tuple[int, int], list[Stale]] = {}
    for stale in sorted(stales, key=lambda stale: (stale.line.block, stale.start, -stale.end)):
        key = (stale.line.block, stale.line.sentence(stale.start)[0])
        same = found.setdefault(key, [])
        if not same or same[-1].end <= stale.start:  # several may tell one year
            same.append(stale)
    for _, same in sorted(found.items()):
        yield _remark(same)


def _remark(stales: list[Stale]) -> Remark:
    places = [stale.line.span(stale.start, stale.end) for stale in stales]
    places += [stale.evidence for stale in stales if stale.evidence is not None]
    certain = any(stale.certainty is Certainty.ASSERTED for stale in stales)
    year = stales[0].line.year
    own = Reason(f"报告年度为{year}年", f"the report is of {year}")
    reason, expected = stales[0].reason or own, stales[0].expected
    values = {
        "reason": reason.zh,
        "reason_en": reason.en,
        "hint": f"，似应为{expected}" if expected else "",
        "hint_en": f"; probably {expected}" if expected else "",
    }
    return Remark(
        "year-mismatch",
        tuple(dict.fromkeys(places)),
        "、".join(stale.line.text[stale.start : stale.end] for stale in stales),
        expected,
        values,
        Certainty.ASSERTED if certain else Certainty.LIKELY,
    )


def _kind(reading: Reading) -> str:
    """The kind of report its title and first lines tell: a key of _FINDERS, else empty."""
    head = [reading.title, *(line.text for line, _ in zip(prose(reading), range(6), strict=False))]
    title = "\n".join(
        text for text in head if len(text) < 60 and "。" not in text and not _NUMBERED.match(text)
    )
    kinds = words()["years"]["titles"]
    if any(word in title for word in kinds["other"]):
        return ""
    told = (kind for kind in _FINDERS if any(word in title for word in kinds[kind]))
    return next(told, "")


_NUMBERED = regex.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、]")


def _speaks_of(mentions: list[Mention], year: int) -> bool:
    """Whether `year` is a year the text speaks of most: a guard against a misread title."""
    counts = Counter(mention.year for mention in mentions)
    return bool(counts) and counts[year] * 2 >= max(counts.values())


def _looks_back(text: str) -> bool:
    """Whether a heading is of what became of an earlier report."""
    return any(word in text for word in words()["years"]["follow-ups"])


@cache
def _record() -> regex.Pattern[str]:
    records = "|".join(words()["years"]["records"])
    return regex.compile(rf"[^，。；《》=]{{0,8}}?(?:{records})")


def _sources(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Records of another year from which this year's figures are said to be taken."""
    for mention in mentions:
        record = _record().match(mention.line.text, mention.end)
        sentence = mention.sentence
        if mention.year == year or record is None or compares(sentence):
            continue
        if not any(word in sentence for word in words()["years"]["derived"]):
            continue
        if regex.search(rf"{year}年度?(?:部门|单位)?(?:决算|财务|资产)", sentence):
            continue
        own = next((m for m in mentions if same_sentence(m, mention) and m.year == year), None)
        evidence = own.line.span(own.start, clause_end(own)) if own is not None else None
        yield Stale(mention.line, mention.start, record.end(), str(year), evidence)


_RATE = regex.compile(r"的?[\p{Han}“”（）]{2,20}?率(?=\s?[=＝])")


def _rates(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Ratios computed in place and named for another year."""
    for mention in mentions:
        rate = _RATE.match(mention.line.text, mention.end)
        if mention.year == year or rate is None or compares(mention.sentence):
            continue
        if regex.search(rf"{year}年[^，。；]{{0,20}}率\s?[=＝为]", mention.line.text):
            continue
        yield Stale(mention.line, mention.start, rate.end(), str(year))


def _states(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Staff and property counted at the end of the year before."""
    ends = [m for m in mentions if m.at_year_end and _counts(m, "staff", "property")]
    own = next((m for m in ends if m.year == year), None)
    for mention in ends:
        ahead = mention.year > year and _counts(mention, "staff")
        if (mention.year != year - 1 and not ahead) or compares(mention.nearby):
            continue
        if own is not None and not _counts(mention, "staff"):
            continue  # property at both years' ends is a comparison
        if any(m.year == year and m.line.block == mention.line.block for m in mentions):
            continue
        start, end = mention.start, clause_end(mention)
        if own is None:
            yield Stale(mention.line, start, end, f"{year}年{mention.tail}")
            continue
        stop = clause_end(own)
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
        if noun is None or str(year) in text or compares(text) or _looks_back(text):
            continue
        if mention.year == year + 1 and mention.tail != "度":
            continue
        yield Stale(mention.line, mention.start, mention.end + noun.end(), str(year))


def _bases(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Comparisons with the report year itself or a later one, and the odd one out with an
    earlier year where the report else compares with the year before."""
    bases = [m for m in mentions if is_base(m) and m.tail != "初"]
    counts = Counter(base.year for base in bases)
    for base in bases:
        others = {m.year for m in mentions if same_sentence(m, base)} - {base.year}
        budget = "预算" in base.line.text[base.end : base.end + 8]
        if base.year >= year:
            stale = not budget and not any(other > base.year for other in others)
            sure = True
        else:
            chained = base.year + 1 in others  # 2022年比2021年…，2023年比2022年…
            alone = sum(m.year == base.year for m in mentions) == 1
            alike = alone and any(b.year == year - 1 and _same_stage(b, base) for b in bases)
            stale = base.year < year - 1 and (counts[year - 1] > 1 or alike) and not chained
            stale = stale and others <= {year, year - 1}
            sure = set(counts) == {base.year, year - 1} and counts[base.year] == 1
            sure = sure and (counts[year - 1] >= _FELLOWS or alike)
        if stale:
            certainty = Certainty.ASSERTED if sure else Certainty.LIKELY
            yield Stale(base.line, base.start, base.end, str(year - 1), None, certainty)


def _same_stage(one: Mention, other: Mention) -> bool:
    """Whether both are compared with what was planned or spent (与2016年决算9.20万元相比)."""
    stages = [_STAGED.match(m.line.text, m.end) for m in (one, other)]
    return len({stage[0] if stage is not None else i for i, stage in enumerate(stages)}) == 1


_FELLOWS = 3
_STAGED = regex.compile("(?:年初|调整)?(?:预算|决算)")


def _levels(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """Totals of another year where the report else tells its own: a total that the report states
    for no other year, or (for review: it may be told to compare) an odd one out."""
    told = [mention for mention in mentions if total_told(mention)]
    own = Counter(total_told(mention) for mention in told if mention.year == year)
    for mention in told:
        alike = sum(other.year == mention.year for other in told)
        nearby = {m.year for m in mentions if same_sentence(m, mention)}
        beside = {m.year for m in told if m.line == mention.line}
        headed = any(m.year == mention.year and _is_heading(m) for m in mentions)
        lone = alike == 1 and not own[total_told(mention)]
        odd = lone or alike * 2 <= own.total()
        if mention.year != year and nearby == beside == {mention.year} and odd and not headed:
            sure = Certainty.ASSERTED if lone else Certainty.LIKELY
            said = f"{year}年{mention.tail}"
            yield Stale(mention.line, mention.start, mention.end, said, None, sure)


def _ahead(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """What was spent in a year that has not ended when the report is written."""
    for mention in mentions:
        clause = mention.line.text[mention.end : clause_end(mention)]
        if mention.year > year and total_told(mention) and not _PLANS.search(clause):
            said = f"{year}年{mention.tail}"
            yield Stale(mention.line, mention.start, mention.end, said)


_PLANS = regex.compile("预算|计划|预计|安排|拟|将|力争|目标|预期|截[至止]|[上下]半年|季度|月")


def _is_heading(mention: Mention) -> bool:
    text = mention.line.text
    return len(text) < _HEADING and not text.rstrip().endswith(("。", "；"))


_HEADING = 30
_OF_FUNDS = ("evaluation", "")  # kinds of texts that tell what came of a year's funds
_GENERAL = (
    frames.turned,
    frames.year_ends,
    frames.own_matters,
    frames.own_work,
    frames.projects,
    _levels,
    _ahead,
    find_own_starts,
)
_FINDERS = {
    "bulletin": (frames.signed, find_openings, find_own_starts),
    "accounts": (_sources, _rates, _states, _headings, _bases, frames.signed, *_GENERAL),
    "evaluation": (
        _sources, _rates, _states, _headings, _bases, frames.signed, frames.odd_headings, *_GENERAL,
    ),
    "budget": (
        _bases, frames.own_bases, frames.turned, frames.own_matters, frames.own_plans,
        frames.odd_headings, frames.as_of, _levels,
    ),
}  # fmt: skip
"""What is looked for in each kind of report, by the kinds of wording.toml."""
