"""Text of the template that nobody replaced or chose from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

import regex

from ...normalize.reading import Reading
from ..relation import Outcome, Remark
from ..rule import Level, Memo, rule
from .lines import Line, cells, prose, words


@dataclass(frozen=True, slots=True)
class Rest:
    """A remainder of the template at `start:end` of a line; `expected` is empty if unknown."""

    start: int
    end: int
    expected: str = ""


_KINDS = {
    "placeholder": ("占位符未替换", "a placeholder was not replaced"),
    "choice": ("二选一的词未选定", "a choice between opposite words was not made"),
    "contrary": ("相反的词并列", "opposite words stand side by side"),
    "blank": ("数字漏填", "a number was not filled in"),
    "instruction": ("填报说明未删除", "an instruction for filling in was not deleted"),
}


@rule(
    "template-residue",
    name="模板残留",
    english="template residue",
    level=Level.WARNING,
    formula="",
    zh="模板文字未清理（{kind}）：“{stated}”{advice}。",
    en="Text of the template is left ({kind_en}): “{stated}”{advice_en}.",
    right=(
        "本年收入合计20.00万元，比上年增加2.00万元，增长11.11%。规模较大，支出结构较合理。",
        "由于人员增加或减少导致的经费变化，按实际情况测算。联系人：张××，手机138××××1234。",
    ),
    wrong=(
        "本年收入合计XX万元。",
        "支出比上年增（减）2.00万元。",
        "会议费比上年减少1.20万元，增或减8.50%。",
        "实际支出与年初预算差距较大小。",
        "培训费占 %，比上年减少 万元。",
        "主要原因是{填写原因}。",
    ),
)
def template_residue(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """No placeholder (XX, ××, {…}, 【】), unmade choice (增（减）, 增或减, 较大小), blank
    (占 %, 减少 万元) or instruction of the template stands in a submitted report."""
    for line in chain(prose(reading), cells(reading)):
        for kind, find in _FINDERS.items():
            rests = list(find(line))
            if rests:
                yield _remark(line, kind, rests)


def _remark(line: Line, kind: str, rests: list[Rest]) -> Remark:
    zh, en = _KINDS[kind]
    first = rests[0]
    stated = line.text[first.start : first.end]
    advice = f"，似应为“{first.expected}”" if first.expected else ""
    advice_en = f", probably “{first.expected}”" if first.expected else ""
    if len(rests) > 1:
        advice += f"，本段共{len(rests)}处"
        advice_en += f", {len(rests)} in this paragraph"
    values = {"kind": zh, "kind_en": en, "advice": advice, "advice_en": advice_en}
    places = tuple(line.span(rest.start, rest.end) for rest in rests)
    return Remark("template-residue", places, stated, first.expected, values)


_CROSSES = regex.compile(
    r"(?P<year>(?:19|20)\d?[Xx×]{1,2}\s?年)"
    r"|(?<![A-Za-z\d×])(?:[Xx]{2,}|×{2,}|○{2,})(?![A-Za-z\d×])|\*{2,}(?=\s?(?:万元|元|%|年|局|单位))"
)
_BRACES = regex.compile(
    r"\$?\{[^{}\n]{0,40}\}|【[\s_Xx×….]*】|【[^【】]{0,20}(?:填写|请填|此处|插入)[^【】]{0,20}】"
)


def _placeholders(line: Line) -> Iterator[Rest]:
    for match in _CROSSES.finditer(line.text):
        if not _hidden_name(line.text, match.start(), match.end()):
            yield Rest(*match.span())
    for match in _BRACES.finditer(line.text):
        inner = match[0].strip("${}")
        if match[0][0] == "【" or not inner.strip() or regex.search(r"[\p{Han}_Xx×]", inner):
            yield Rest(*match.span())


def _hidden_name(text: str, start: int, end: int) -> bool:
    """Whether the crosses hide the given name of a person: a surname between separators."""
    if end - start > 2 or start == 0 or text[start - 1] not in words()["residue"]["surnames"]:
        return False
    if end < len(text) and regex.match(r"\p{Han}", text[end]):
        return False
    before = text[: start - 1]
    persons = tuple(words()["residue"]["persons"])
    return not regex.search(r"\p{Han}$", before) or before.endswith(persons)


@cache
def _choice() -> regex.Pattern[str]:
    pairs = words()["residue"]["opposites"]
    ordered = [pair for a, b in pairs for pair in ((a, b), (b, a))]
    forms = []
    for a, b in sorted(ordered, key=lambda pair: -len(pair[0] + pair[1])):
        forms.append(rf"{a}\s?[（(]\s?(?:或|/)?{b}\s?[)）]|{a}\s?/\s?{b}|{a}或者?{b}")
        if len(a) > 1:
            forms.append(f"{a}、?{b}")
    unit = "|".join(map(regex.escape, words()["residue"]["units"]))
    number = rf"\s?-?[\d.,Xx×_]*\s?(?:{unit})"
    reason = r"(?:年初|年度|全年)?(?:预算数?)?的?(?:主要)?原因"
    return regex.compile(
        rf"(?P<words>{'|'.join(forms)})(?P<tail>(?:了|约)?{number}|(?P<reason>{reason}))"
        r"(?!以上|以内|以下|及以上|及以下|左右|或)"
    )


def _choices(line: Line) -> Iterator[Rest]:
    for match in _choice().finditer(line.text):
        joined = regex.search(r"[（(/]", match["words"]) is None
        if match["reason"] is not None and (joined or line.in_cell):
            continue
        if joined and not regex.search(r"[\dXx×]", match["tail"]):
            continue
        if line.in_cell and not regex.search(r"\d", match["tail"]):
            continue
        start, _ = line.sentence(match.start())
        word = _earlier_direction(line.text[start : match.start()], match["words"])
        yield Rest(*match.span(), f"{word}{match['tail']}" if word else "")


def _earlier_direction(before: str, choice: str) -> str:
    """The word of the choice whose direction the sentence has used last, if any."""
    found = ("", -1)
    for a, b in words()["residue"]["opposites"]:
        if a in choice and b in choice:
            for word in (a, b):
                at = before.rfind(word[0])
                if at > found[1]:
                    found = (word, at)
            break
    return found[0]


@cache
def _contrary() -> regex.Pattern[str]:
    pairs = "|".join(words()["residue"]["contrary"])
    return regex.compile(rf"(?<![比相计校])(?:较|较为|偏|略)({pairs})(?=[，。；、：）)\s]|$|的)")


def _contraries(line: Line) -> Iterator[Rest]:
    for match in _contrary().finditer(line.text):
        word = match[0].removesuffix(match[1])
        yield Rest(*match.span(), f"{word}{match[1][0]}/{word}{match[1][1]}")


_AMOUNT_BLANK = (
    r"(?:增加|减少|增长|下降|上升|降低|提高|占|占比|占比为|比重为|完成率为|合计|共计|总计|支出|收入)"
    r"\s*(?:了|为)?\s*(?:%|(?:万|亿)元)(?=[，。；、）)]|$)"
)
_BLANK = regex.compile(rf"{_AMOUNT_BLANK}|(?<![：:_])_{{2,}}(?:\s?(?:%|万元|亿元|元|人|个|辆|分))")
_COUNT_BLANK = regex.compile(
    r"(?:(?:车辆|保有量|购置数?)(?:为|共)?\s*辆|团组\s*个|累计\s*人次)(?=[，。；、）)]|$)"
)


def _blanks(line: Line) -> Iterator[Rest]:
    if line.in_cell or any(word in line.text for word in words()["residue"]["signatures"]):
        return
    for pattern in (_BLANK, _COUNT_BLANK):
        for match in pattern.finditer(line.text):
            yield Rest(*match.span())


def _instructions(line: Line) -> Iterator[Rest]:
    for phrase in words()["residue"]["instructions"]:
        at = line.text.find(phrase)
        if at >= 0:
            yield Rest(at, at + len(phrase))


_FINDERS: dict[str, Callable[[Line], Iterator[Rest]]] = {
    "placeholder": _placeholders,
    "choice": _choices,
    "contrary": _contraries,
    "blank": _blanks,
    "instruction": _instructions,
}
