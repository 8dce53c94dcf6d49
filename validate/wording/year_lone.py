"""The one year that stands alone against all that a document tells of its own: 2021年，全市… among
sentences, a title and captions of 2022."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from ...normalize.reading import Reading
from .lines import cells, prose, words
from .year_mentions import (
    Mention,
    Reason,
    Stale,
    clause_end,
    compares,
    follows_than,
    is_base,
    opens_sentence,
    same_sentence,
)

_PRINTED = regex.compile(
    r"(?<![\d〔\[【（(])(?P<year>(?:19|20)\d\d)(?=\s?年|\s?[-—–~～至|/]\s?(?:19|20)\d\d)"
)
_SIGNED = regex.compile(r"\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?")
_DATED = regex.compile(r"\s?年?\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_COVER = 2  # blocks in which a title stands
_LEAD, _REACH = 12, 24  # letters before and behind a year that say what it is of
_ALIKE = 4
_OFTEN = 2
_LIMIT = 40
_PASSED = regex.compile(r"[，,、：:（()）\s“”\"《》的度本]")
_STOP = regex.compile(r"[。；;\d]")
_FIGURE = regex.compile(r"(?P<what>[^。；;\d]{1,40})\d")
_BUDGET = regex.compile("预算(?!.*(?:执行|调整|决算))")
_MARK = regex.compile("[，,。；;]")  # what has none is a label: 2022年决算数
_CLAIMS = regex.compile(r"[比较][上去]年|同比|[比较]\d{4}年")
_SPAN = regex.compile(r"\s?[-—–~～至]")
_PART = regex.compile(
    r"\s?(?:\d{1,2}\s?[-—–~～至]\s?\d{1,2}\s?月|\d{1,2}\s?月[底末]?(?!\s?\d)|[一二三四]季度|[上下]半年|年?[底末])"
)


def years_printed(reading: Reading) -> Counter[int]:
    """How often each year stands in prose and cells, document numbers and days left out."""
    texts = [line.text for line in (*prose(reading), *cells(reading))]
    found = (match for text in texts for match in _PRINTED.finditer(text))
    return Counter(int(m["year"]) for m in found if not _DATED.match(m.string, m.end()))


def find_lone(
    mentions: Sequence[Mention], year: int | None, printed: Counter[int]
) -> Iterator[Stale]:
    """A year next to the document's own of which it tells once, in words that plan nothing and
    look at nothing past, where all else is told of its own.

    The year is printed nowhere else; or only to compare with, and what it tells moved against the
    year before; or the same words are told of the other year.  Ends, halves and months of a year
    are held against the same part of another.
    """
    told = [m for m in mentions if _tells(m) and not _beside(m, mentions)]
    budget = any(_is_title(m) and _BUDGET.search(m.line.text) for m in told)
    counts = Counter(m.year for m in told)
    own = max(counts, key=lambda y: (counts[y], y == year), default=0)
    for mention in told if len(counts) == 2 else ():
        if (
            counts[mention.year] > 1
            or abs(mention.year - own) != 1
            or _elsewhen(mention, own, budget)
        ):
            continue
        fellows = _fellows(mention, own, told)
        alike = [m for m in fellows if _same_words(m, mention)]
        titled = any(_is_title(m) for m in fellows) or (alike and _is_title(mention))
        series = any(_same_total(m, mention) for m in alike)
        lone = printed[mention.year] <= 1 and (len(fellows) >= _OFTEN or titled)
        claimed = _own_claim(mention, mentions, len(fellows))
        if (lone or claimed) and not series:
            yield Stale.of(mention, f"{own}年{mention.tail}", _against(alike or fellows))


def find_early(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """The one day of the year before up to which, or on which, the funds of a report are said to
    have been paid out or handed down (that is done ahead in the last months only)."""
    for mention in mentions:
        text = mention.line.text
        day = _DAY.match(text, mention.start)
        alone = sum(m.year == mention.year for m in mentions) == 1
        if mention.year != year - 1 or day is None or not alone:
            continue
        start, end = mention.line.sentence(mention.start)
        by = _BY.search(text, start, mention.start)
        dealt = by is not None and _DEALT[by["by"]].search(text, mention.end, end)
        ahead = by is not None and by["by"] == "于" and int(day["month"]) >= _AHEAD
        if dealt and not ahead and not _OLD.search(text, start, end):
            reason = Reason(f"报告为{year}年的资金", f"the report is of the funds of {year}")
            yield Stale.of(mention, f"{year}年{mention.tail}", reason)


_DAY = regex.compile(r"\d{4}\s?年\s?(?P<month>\d{1,2})\s?月(?!\s?(?:31\s?日|底|末))")
_BY = regex.compile(r"(?:截(?P<by>[至止])到?|分?别?(?P<by>于))\s?$")
_PAID = regex.compile(r"(?:拨付|支付|发放|支出|兑付|报账|使用)[^，。；]{0,24}\d")
_DEALT = {"至": _PAID, "止": _PAID, "于": regex.compile("下达|分解|拨付|下拨")}
_OLD = regex.compile("提前|结转|上年|去年|以来|历年|累计|批复|规划|预拨")
_AHEAD = 10  # the month in which the funds of the next year begin to be handed down


def _fellows(mention: Mention, own: int, told: Sequence[Mention]) -> list[Mention]:
    """What is told of the own year, or of the same part of it; a title is of the whole, but the
    end of the year before may be told under it."""
    parts = {_part(mention)}
    if _is_title(mention):
        parts |= {_part(m) for m in told if mention.year < own or _part(m) != "末"}
    return [m for m in told if m.year == own and _part(m) in parts]


def _against(fellows: list[Mention]) -> Reason:
    model = fellows[0].line.span(fellows[0].start, fellows[0].end)
    number, year = len(fellows), fellows[0].year
    if number == 1:
        return Reason(f"另一处为{year}年", f"another place is of {year}", model)
    return Reason(f"其余{number}处均为{year}年", f"the {number} other places are of {year}", model)


def _tells(mention: Mention) -> bool:
    """Whether something may be told of the year, or of a part of it."""
    text = mention.line.text
    if follows_than(mention) or mention.tail == "初" or _SPAN.match(text, mention.end):
        return False
    if _SIGNED.fullmatch(text.strip()):
        return False
    return not mention.dated or _PART.match(text, mention.end) is not None


def _part(mention: Mention) -> str:
    """The part of the year that is told of (1-8月, 上半年, 末); empty for the whole."""
    if mention.at_year_end:
        return "末"
    found = _PART.match(mention.line.text, mention.end)
    part = "".join(found[0].split()) if found is not None else ""
    return "末" if part in ("年底", "年末") else part


def _beside(mention: Mention, mentions: Sequence[Mention]) -> bool:
    return any(m.year != mention.year and same_sentence(m, mention) for m in mentions)


def _elsewhen(mention: Mention, own: int, budget: bool) -> bool:
    """Whether the words around a year are of what is planned, which a budget plans for its own
    year only, or of what is past."""
    start, end = mention.line.sentence(mention.start)
    text = mention.line.text
    if mention.year > own:
        sentence = text[start:end]
        planned = _words("budgeted").search(sentence) and not _words("done").search(sentence)
        planned = planned and not budget
        return bool(planned or _words("ahead").search(sentence))
    near = text[max(start, mention.start - _LEAD) : min(clause_end(mention), mention.end + _REACH)]
    opening = _part(mention) == "末" and not _claims(mention)
    return opening or _words("past").search(near) is not None


@cache
def _words(kind: str) -> regex.Pattern[str]:
    return regex.compile("|".join(words()["years"][kind]))


def _same_words(one: Mention, other: Mention) -> bool:
    """Whether the same words follow two years."""
    words_of_one = _after(one)[:_ALIKE]
    return len(words_of_one) == _ALIKE and _after(other).startswith(words_of_one)


def _same_total(one: Mention, other: Mention) -> bool:
    """Whether figures follow the same words: 2022年支出合计…。2021年支出合计…。 are a series."""
    texts = [_FIGURE.match(m.line.text, m.end) for m in (one, other)]
    return all(texts) and len({_PASSED.sub("", t["what"]) for t in texts if t is not None}) == 1


def _after(mention: Mention) -> str:
    text = _STOP.split(mention.line.text[mention.end : mention.end + _LIMIT])[0]
    return _PASSED.sub("", text)


def _own_claim(mention: Mention, mentions: Sequence[Mention], fellows: int) -> bool:
    """Whether a year that else serves but to compare with opens a sentence that tells what only
    a report's own year is told: what moved against the year before, or, among many of its kind,
    anything at all."""
    others = [m for m in mentions if m.year == mention.year and m is not mention]
    if not opens_sentence(mention) or fellows < _OFTEN:
        return False
    if all(is_base(m) or _beside(m, mentions) for m in others) and _claims(mention):
        return True
    sentence = mention.sentence
    plain = _MARK.search(mention.line.text) is not None and not compares(sentence[:_REACH])
    plain = plain and not any(_words(kind).search(sentence) for kind in ("ahead", "budgeted"))
    return plain and fellows > _OFTEN and all(map(is_base, others))


def _is_title(mention: Mention) -> bool:
    return mention.line.block <= _COVER and _MARK.search(mention.line.text) is None


def _claims(mention: Mention) -> bool:
    """Whether its sentence tells what moved against the year before."""
    return _CLAIMS.search(mention.sentence) is not None
