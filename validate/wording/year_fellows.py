"""Years unlike their fellows: the odd one among the same words said of one year throughout, and
the title that the whole text contradicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from ...extract.document import Role
from ...normalize.reading import Reading
from .lines import Line
from .year_mentions import (
    Mention,
    Reason,
    Stale,
    follows_than,
    is_base,
    opens_sentence,
    same_sentence,
)

_FELLOWS = 3
_OFTEN = 5
_COVER = 8
_TITLE = 60
_LONG, _SHORT, _BEFORE, _WORDS = 6, 2, 3, 4
_BREAK = regex.compile(r"[，,。；;、！？\n\d]")
_HAN = regex.compile(r"\p{Han}{5}")
_HEADED = regex.compile(r"表\s?\d+|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")


def find_odd(mentions: list[Mention]) -> Iterator[Stale]:
    """主要原因：单位于2022年成立 where the same words else say 2024年, again and again."""
    frames: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        for frame in _frames(mention):
            frames.setdefault(frame, []).append(mention)
    found: dict[tuple[int, int], Stale] = {}
    for (before, after), fellows in frames.items():
        (usual, times), *others = Counter(m.year for m in fellows).most_common(2)
        if times < _FELLOWS or [count for _, count in others] != [1] or len(fellows) != times + 1:
            continue
        odd = next(m for m in fellows if m.year != usual)
        model = next(m for m in fellows if m.year == usual)
        said = f"{before}{usual}年{after}"
        place = model.line.span(model.start, model.end)
        reason = Reason(
            f"同样的表述“{said}”另有{times}处", f"elsewhere “{said}” {times} times", place
        )
        found.setdefault((odd.line.block, odd.start), Stale.of(odd, str(usual), reason))
    yield from found.values()


def _frames(mention: Mention) -> Iterator[tuple[str, str]]:
    """The words around a year that make a frame of it: many after it, or some on both sides."""
    text = mention.line.text
    after = _BREAK.split(text[mention.end : mention.end + _LONG])[0]
    if len(after) >= _WORDS and text[mention.end + len(after) :][:1].isdigit():
        after = after.ljust(_LONG, "…")  # an amount follows: the words are all there is
    if len(after) == _LONG:
        yield "比" if follows_than(mention) else "", mention.tail.removesuffix("度") + after
    if follows_than(mention):
        return
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    for left, right in ((_BEFORE, _SHORT), (_SHORT, _BEFORE)):
        frame = (before[-left:], after[:right])
        if _HAN.fullmatch("".join(frame)) and len(frame[0]) == left:
            yield frame


def find_running_heads(reading: Reading) -> Iterator[Stale]:
    """A running head of another year than the report: the template of last year."""
    if reading.year is None:
        return
    for paragraph in reading.document.paragraphs:
        years = list(_YEARS.finditer(paragraph.text.text)) if paragraph.role is Role.HEADER else []
        if len(years) == 1 and int(years[0]["year"]) != reading.year:
            line = Line(paragraph.text.text, paragraph.index, year=reading.year)
            yield Stale(line, *years[0].span(), f"{reading.year}年")


_YEARS = regex.compile(r"(?<!\d)(?P<year>20\d\d)\s?年度?(?!\s?\d)")


def find_titles(mentions: list[Mention]) -> Iterator[Stale]:
    """A title's year where the text, and the other titles if any, tell everything of another."""
    if not mentions:
        return
    first = mentions[0].line.block
    years = Counter(m.line.block for m in mentions)  # a heading of two compares them
    heads = [m for m in mentions if m.line.block <= first + _COVER and _is_title(m)]
    heads = [m for m in heads if years[m.line.block] == 1]
    body = [m for m in mentions if m not in heads and _tells(m)]
    told = Counter(m.year for m in body)
    usual, times = told.most_common(1)[0] if told else (0, 0)
    if times * 2 < len(body) or times + sum(m.year == usual for m in heads) < _FELLOWS - 1:
        return
    model = next(m for m in [*body, *heads] if m.year == usual)
    place = model.line.span(model.start, model.end)
    reason = Reason(f"正文所述均为{usual}年", f"the text speaks of {usual} throughout", place)
    agree = any(m.year == usual for m in heads)
    for head in heads:
        rare = told[head.year] * _OFTEN <= times
        if head.year != usual and rare and (agree or times >= _FELLOWS):
            yield Stale.of(head, str(usual), reason)


def _is_title(mention: Mention) -> bool:
    text = mention.line.text.strip()
    short = len(text) <= _TITLE and not any(mark in text for mark in "，。；")
    return short and not mention.dated and _HEADED.match(text) is None


def _tells(mention: Mention) -> bool:
    """Whether a sentence, a heading or a caption is said of the year as a whole."""
    if mention.dated or mention.tail not in ("", "度") or is_base(mention):
        return False
    return opens_sentence(mention) or _HEADED.match(mention.line.text) is not None


def find_captions(mentions: list[Mention]) -> Iterator[Stale]:
    """The one table (表3 2021年…) of another year than all others."""
    tables = [m for m in mentions if _TABLE.match(m.line.text) and len(m.line.text) <= _TITLE]
    (usual, times), *others = Counter(m.year for m in tables).most_common() or [(0, 0)]
    if times < _FELLOWS or sum(count for _, count in others) != 1:
        return
    odd = next(m for m in tables if m.year != usual)
    model = next(m for m in tables if m.year == usual)
    if model.line != odd.line and not any(m.line == odd.line and m is not odd for m in tables):
        place = model.line.span(model.start, model.end)
        reason = Reason(
            f"其他{times}个表均为{usual}年", f"{times} other tables are of {usual}", place
        )
        yield Stale.of(odd, f"{usual}年", reason)


def find_openings(mentions: list[Mention], year: int) -> Iterator[Stale]:
    """The first sentence of a bulletin told of another year: 2021年，全县上下…"""
    for opening in mentions:
        if opening.line.text.rstrip().endswith("。"):
            told = _OPENING.match(opening.line.text, opening.end)
            if opening.start == 0 and opening.year != year and told:
                yield Stale(opening.line, 0, opening.end, f"{year}年")
            return


_TABLE = regex.compile(r"\s*(?:附?表|图)\s?[\d一二三四五六七八九十]+")
_OPENING = regex.compile(r"，|是")


def find_said_again(mentions: list[Mention]) -> Iterator[Stale]:
    """What two places tell of two years, and hardly any other year can be meant: an amount told of
    another year elsewhere, the same day before the same words, the words of the title."""
    for told in (_amounts, _days):
        fellows: dict[str, list[Mention]] = {}
        for mention, what in told(mentions):
            fellows.setdefault(what, []).append(mention)
        for same in fellows.values():
            (usual, times), *others = Counter(m.year for m in same).most_common()
            if times > 1 and [count for _, count in others] == [1]:
                odd = next(m for m in same if m.year != usual)
                model = next(m for m in same if m.year == usual)
                if odd.line != model.line or not same_sentence(odd, model):
                    yield _again(odd, model, f"另有{times}处", f"{times} other places tell it")
    yield from _announced(mentions)


def _again(odd: Mention, model: Mention, told: str, told_en: str) -> Stale:
    place = model.line.span(model.start, model.end)
    reason = Reason(f"同一内容{told}属{model.year}年", f"{told_en} of {model.year}", place)
    return Stale.of(odd, f"{model.year}年{odd.tail}", reason)


def _amounts(mentions: list[Mention]) -> Iterator[tuple[Mention, str]]:
    """The years of whole amounts that have digits enough to be known by."""
    for mention in mentions:
        found = _AMOUNT.match(mention.line.text, mention.end)
        whole = mention.tail in ("", "度") and not mention.dated and not follows_than(mention)
        if found is None or not whole or _CARRIED.search(found["what"]):
            continue
        if len(found["number"].replace(",", "").replace(".", "").strip("0")) >= _KNOWN:
            yield mention, found["number"].replace(",", "") + found["unit"]


def _days(mentions: list[Mention]) -> Iterator[tuple[Mention, str]]:
    """The years of days, with the words after them; ends and beginnings of months recur."""
    for mention in mentions:
        found = _DAY.match(mention.line.text, mention.end)
        if found is not None and 1 < int(found["day"]) < _LAST and not is_base(mention):
            yield mention, found[0]


def _announced(mentions: list[Mention]) -> Iterator[Stale]:
    """现将2022年区级决算报告如下 under a title that says 2023年区级决算."""
    if not mentions:
        return
    near = [m for m in mentions if m.line.block <= mentions[0].line.block + _COVER]
    heads = [m for m in near if _is_title(m) and not _ANNOUNCES.search(m.sentence)]
    for mention in near:
        opened = _ANNOUNCES.search(mention.sentence)
        said = _BREAK.split(mention.line.text[mention.end :])[0][:_BEFORE]
        models = [h for h in heads if h.line.text.startswith(said, h.end)]
        years = {h.year for h in models}
        if opened and len(said) == _BEFORE and len(years) == 1 and mention.year not in years:
            yield _again(mention, models[0], "标题", "the title tells it")


_KNOWN = 4  # digits of an amount that no other has
_LAST = 29
_AMOUNT = regex.compile(
    r"(?P<what>[^，。；：、\d]{1,24})(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>[万亿]?元)(?!/)"
)
_CARRIED = regex.compile("初(?!预算)|末|底|结转|结余|余额|上年|提前|持平|以来")
_DAY = regex.compile(r"\s?\d{1,2}\s?月\s?(?P<day>\d{1,2})\s?日\p{Han}[^，。；]{3}")
_ANNOUNCES = regex.compile(r"[现兹](?:将|就|对)")
