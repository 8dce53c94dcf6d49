"""Years that contradict the years beside them, whatever report they stand in: a comparison with a
later year, a span that ends before it begins, one year listed twice, a document's number, work
accepted before it is finished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import regex

from .year_mentions import (
    Mention,
    Reason,
    Stale,
    follows_total,
    is_base,
    opens_sentence,
    same_sentence,
)

_AMOUNT = regex.compile(
    r"[^，。；：\d]{0,24}\d[\d.,]*(?:万|亿)?(?:元|人|户|个|辆|吨|公顷)?(?:[（(][^（）()]*[）)])?"
    r"，?[^，。；\d]{0,12}"
)
_STAGES = regex.compile("预算|支出|决算|执行|完成|实际")
_MODIFIES = regex.compile(r"[^，。；]{1,6}的")  # 2021年启动的河道整治项目…
_PLAN = regex.compile(r"(?:年初)?预算数?(?!执行)")
_UNTIL = regex.compile(r"^[^。；，]{0,24}(?:到|至)$")
_DATES = regex.compile(
    r"(\d{4})\s?年\s?(\d{1,2}|元)\s?月(?:\s?(\d{1,2})\s?日)?\s?(?:[-—–~～]+|至|到)\s?"
    r"(\d{4})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?"
)
_FROM = regex.compile(r"(?<![\d.])((?:19|20)\d\d)\s?(?:年度?)?\s?[-—–~～至]{1,2}\s?$")


def find_contradictions(mentions: list[Mention], year: int | None) -> Iterator[Stale]:
    """Every year that another year in its own line proves wrong."""
    for mention in mentions:
        yield from _ends_early(mention)
        yield from _misnumbered(mention)
    for one, other in pairwise(mentions):
        if one.line == other.line:
            yield from _out_of_order(one, other)
            if not _follows_later(other, mentions):
                yield from _later_base(one, other, year)
            yield from _reversed(one, other)
            yield from _later_start(one, other)
            yield from _listed_twice(one, other)


def _later_base(told: Mention, base: Mention, year: int | None) -> Iterator[Stale]:
    """2022年预算安排5.20万元，比2023年增加…: no level is measured from a later year, nor, its
    budget apart, from its own."""
    if not is_base(base) or is_base(told) or base.tail == "初" or base.year < told.year:
        return
    if told.tail not in ("", "度") or told.dated:
        return
    text, between = told.line.text, told.line.text[told.end : base.start].rstrip("比较同与")
    same = base.year == told.year
    plans = _STAGES.findall(between)[-1:] == ["预算"]
    planned = "预算" in text[base.end : base.end + 8] and not plans
    beside = _AMOUNT.fullmatch(between) is not None and not _MODIFIES.match(between)
    spent = plans and not _PLAN.match(text, base.end)
    if (same and (planned or spent)) or not (beside or follows_total(told, between)):
        return
    if told.year == year or (same and year is None):
        yield Stale.of(base, str(told.year - 1), Reason.beside(told))
    else:
        yield Stale.of(told, str(year if year is not None else base.year + 1), Reason.beside(base))


def _follows_later(base: Mention, mentions: list[Mention]) -> bool:
    """Whether its sentence tells a later year: 2015年为9万元，2014年为8万元，较2014年增加1万元."""
    before = (m for m in mentions if same_sentence(m, base) and m.start < base.start)
    return any(m.year > base.year for m in before)


def _reversed(one: Mention, other: Mention) -> Iterator[Stale]:
    """由2024年的…增加到2023年的…; 2020年1月1日至2019年12月31日; 2023—2021年."""
    text = one.line.text
    before, between = text[: one.start].rstrip(), text[one.end : other.start]
    grows = before.endswith(("由", "从")) and _UNTIL.search(between)
    dates = _DATES.match(text, one.start)
    turned = dates is not None and _day(*dates.groups()[:3]) > _day(*dates.groups()[3:])
    if turned or (grows and other.year <= one.year):
        yield Stale.of(one, "", Reason.beside(other))
    whole = dates is not None and dates.group(2, 3, 5, 6) == ("1", "1", "12", "31")
    if whole and one.year == other.year - 1 and _REPORTED.search(before):
        yield Stale.of(one, f"{other.year}年", Reason.beside(other))


_REPORTED = regex.compile("(?:报告|会计|评价|审计)期间?[^，。；]{0,4}$")


def find_own_starts(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """由2022年的2410万元增加到3015万元 in the report of 2022, no other year told before it."""
    for mention in mentions:
        before = (m for m in mentions if same_sentence(m, mention) and m.start < mention.start)
        if all(is_base(m) for m in before):
            yield from _grows_from(mention, year)


def _later_start(told: Mention, start: Mention) -> Iterator[Stale]:
    """2022年研发费用由2022年的2410万元增加到3015万元: a level grows from an earlier year's."""
    between = told.line.text[told.end : start.start]
    whole = told.tail in ("", "度") and not told.dated and opens_sentence(told)
    if whole and not _SINCE.search(between):
        for stale in _grows_from(start, told.year):
            yield replace(stale, reason=Reason.beside(told))


def _grows_from(start: Mention, year: int) -> Iterator[Stale]:
    """由2022年的2410万元增加到3015万元 where 3015万元 is 2022's, or that of a year before."""
    text = start.line.text
    begins = text[: start.start].rstrip().endswith(("由", "从")) and start.tail in ("", "度", "末")
    if begins and start.year >= year and _GROWS_TO.match(text, start.end):
        yield Stale(start.line, start.start, start.end, f"{year - 1}年{start.tail}")


_GROWS_TO = regex.compile(
    r"的?[^，。；\d]{0,8}\d[\d.,]*[^，。；\d]{0,6}(?:增|减|提高|升|降|扩大|缩|涨)[^，。；\d]{0,4}[到至为]"
    r"(?!\s?20\d\d\s?年)"
)
_SINCE = regex.compile(r"[。；]|以来|^起|开始")


def _ends_early(mention: Mention) -> Iterator[Stale]:
    """2023—2021年."""
    begins = _FROM.search(mention.line.text, 0, mention.start)
    if begins is None or mention.dated or int(begins[1]) < mention.year:
        return
    start = begins.start()
    reason = Reason("起止年份颠倒", "the span ends before it begins")
    yield Stale(mention.line, start, mention.end, "", reason=reason)


def _misnumbered(mention: Mention) -> Iterator[Stale]:
    """2022年12月29日下发了《…》（…〔2021〕9号）: a document bears the number of its year; what is
    received at the beginning of a year may be of the one before."""
    issued = _ISSUED.match(mention.line.text, mention.start)
    if issued is None:
        return
    late = int(issued["month"]) > _RECEIVED and int(issued["number"]) == mention.year - 1
    if late or int(issued["number"]) > mention.year:
        reason = Reason(
            f"与文号“〔{issued['number']}〕”矛盾",
            f"contradicts the document's number 〔{issued['number']}〕",
            mention.line.span(*issued.span("number")),
        )
        yield Stale.of(mention, f"{issued['number']}年", reason)


_RECEIVED = 3
_ISSUED = regex.compile(
    r"\d{4}\s?年\s?(?P<month>\d{1,2})\s?月[^。；《]{0,40}?(?:下发|印发|下达|发布|出台|以)了?《[^《》]*》\s?"
    r"[（(][^（()）〔\[]{0,14}[〔\[](?P<number>20\d\d)[〕\]]"
)


def _out_of_order(one: Mention, other: Mention) -> Iterator[Stale]:
    """2021年6月底完工；…于2020年7月验收: nothing is accepted before it is finished, or finished
    before it is begun."""
    before, after = (_STAGE_DATED.match(m.line.text, m.start) for m in (one, other))
    if before is None or after is None:
        return
    between = one.line.text[one.end : other.start]
    ranks = [_rank(match["done"]) for match in (before, after)]
    days = [_day(m["year"], m["month"], None) for m in (before, after)]
    if 0 < ranks[0] < ranks[1] and days[1] < days[0] and "。" not in between:
        yield Stale.of(other, "", Reason.beside(one))


_STAGE_DATED = regex.compile(
    r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月(?P<done>[^，。；,;]{0,24})"
)
_STAGE = (
    regex.compile("开工|动工"),
    regex.compile("完工|竣工|完成(?:了?全部)?(?:建设|施工|工程)"),
    regex.compile("验收"),
)


def _rank(done: str) -> int:
    """How far a project has come: 1 begun, 2 finished, 3 accepted (0: nothing is said of it)."""
    found = (rank for rank, stage in enumerate(_STAGE, 1) if stage.search(done))
    return max(found, default=0)


def _day(year: str, month: str, day: str | None) -> tuple[int, int, int]:
    return int(year), 1 if month == "元" else int(month), int(day or 0)


def _listed_twice(one: Mention, other: Mention) -> Iterator[Stale]:
    """2021年、2021年分别立项620万亩、640万亩."""
    between = one.line.text[one.end : other.start].strip()
    if one.year == other.year and between in ("、", "和", "及") and not (one.dated or other.dated):
        yield Stale.of(other, "", Reason.beside(one))


def find_unsigned(mentions: list[Mention]) -> Iterator[Stale]:
    """2018年12月30日收到… in a document signed on 2018年1月30日: done before it was written."""
    signed = next((m for m in reversed(mentions) if _SIGNED.fullmatch(m.line.text.strip())), None)
    if signed is None or any(m.line.block > signed.line.block for m in mentions):
        return
    written = _SIGNED.fullmatch(signed.line.text.strip())
    assert written is not None
    for mention in mentions:
        done = _DONE.match(mention.line.text, mention.start)
        if done is not None and mention.line != signed.line:
            late = _day(*done.groups()) > _day(*written.groups())
            if late and not _AHEAD.search(mention.sentence):
                yield Stale.of(mention, "", _signed_on(signed))


def _signed_on(signed: Mention) -> Reason:
    place, day = signed.line.span(signed.start, signed.end), signed.line.text.strip()
    return Reason(f"落款日期为{day}", f"the document is signed on {day}", place)


_DATE_OF = r"(\d{4})\s?年\s?(\d{1,2}|元)\s?月\s?(\d{1,2})\s?日"
_SIGNED = regex.compile(_DATE_OF)
_DONE = regex.compile(_DATE_OF + r"[^，。；]{0,6}?(?:收到|下达|拨付|印发|召开|到位|支付|接到|批复)")
_AHEAD = regex.compile("拟|将于|预计|计划|目标|(?<!提)前(?:下达|拨付|支付|到位|完成)")
