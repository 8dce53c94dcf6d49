"""Another unit's name left where the report's own belongs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

import regex

from ...extract.document import Span
from ...normalize.reading import Reading
from ..relation import Certainty, Outcome, Remark
from ..rule import Level, Memo, rule
from .lines import Line, cells, prose

_UNIT = (
    r"(?P<name>\p{Han}{2,30}?(?:委员会|办公室|办事处|人民政府|中心|街道|学校|大学|学院|医院|法院|检察院"
    r"|局|厅|部|委|办|处|所|站|队|会|馆|院))"
)
_NOTE = r"(?:（[^（）]{0,6}）|\([^()]{0,6}\))?"
_ABOUT = (
    r"(?:20\d{2}年度?(?:部门|单位|整体|项目|\d+个|决算|预算|绩效|收入|支出|财政|“?三公|政府|国有|一般|机关|无)"
    r"|概况|主要职能|机构设置|基本情况|主要职责)"
)
_SLOTS = (
    regex.compile(rf"(?:^|(?<=[。；]))\s*(?:第.{{1,3}}部分\s*)?{_UNIT}\s?{_NOTE}\s?对?{_ABOUT}"),
    regex.compile(
        rf"(?:^\s*部门|^\s*单位|编制单位|预算单位|填报单位|编报单位|公开单位|部门名称|单位名称)\s?{_NOTE}[：:]\s?{_NOTE}\s?{_UNIT}"
        r"(?=$|[\s（(，。])"
    ),
)
_PLACE = regex.compile(r"\p{Han}{1,6}[省市区县州镇乡旗]$")
_ENOUGH = 3
"""Places that must carry the report's own name before another name is called foreign."""


@rule(
    "name-consistency",
    name="单位名称一致",
    english="unit name",
    level=Level.WARNING,
    formula="",
    zh="单位名称不一致：此处为“{stated}”，报告其他各处为“{expected}”，可能是套用他单位文本的残留。",
    en="The unit is called “{stated}” here and “{expected}” elsewhere: perhaps left from another "
    "unit's report.",
    right=(
        "安平市东城区教育局2023年度部门决算\n第一部分 安平市东城区教育局概况\n"
        "第二部分 安平市东城区教育局2023年度部门决算表\n区教育局2023年度收入合计20.00万元。",
    ),
    wrong=(
        "安平市东城区教育局2023年度部门决算\n第一部分 安平市东城区教育局概况\n"
        "第二部分 安平市东城区教育局2023年度部门决算表\n"
        "第三部分 安平市西城区教育局2023年度部门决算情况说明",
    ),
)
def name_consistency(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """Title, headings, form heads and the first words of statements name one unit.  Short forms
    and fuller forms of the name are the same name; a unit named often is one of its own."""
    places: dict[str, list[Span]] = defaultdict(list)
    for line in chain(prose(reading), cells(reading)):
        for name, span in _named(line):
            places[name].append(span)
    counts = Counter({name: len(spans) for name, spans in places.items()})
    if not counts:
        return
    own, times = counts.most_common(1)[0]
    for name, spans in places.items():
        if times < _ENOUGH or len(spans) * _ENOUGH > times or _same_unit(name, own):
            continue
        elsewhere = _elsewhere(name, own)
        if not elsewhere and _mentioned_apart(reading, name, len(spans)):
            continue
        sure = elsewhere or _nearly(name, own)
        certainty = Certainty.ASSERTED if sure else Certainty.LIKELY
        yield Remark("name-consistency", tuple(spans), name, own, {}, certainty)


def _named(line: Line) -> Iterator[tuple[str, Span]]:
    for pattern in _SLOTS:
        for match in pattern.finditer(line.text):
            yield match["name"], line.span(*match.span("name"))


def _same_unit(a: str, b: str) -> bool:
    """Whether one name is a short form of the other: all its characters, in order."""
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _elsewhere(a: str, b: str) -> bool:
    """Whether two names are of the same office in two places (东城区教育局, 西城区教育局)."""
    tail = 0
    while tail < min(len(a), len(b)) and a[-tail - 1] == b[-tail - 1]:
        tail += 1
    office = a[len(a) - tail :]
    if office[:1] in "省市区县州镇乡旗":
        office = office[1:]
    cut = len(office)
    return cut >= 2 and bool(_PLACE.search(a[:-cut])) and bool(_PLACE.search(b[:-cut]))


def _nearly(a: str, b: str) -> bool:
    """Whether two names differ in one character that is no number (水务局, 水利局)."""
    if len(a) != len(b):
        return False
    apart = [pair for pair in zip(a, b, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and not any(c in "一二三四五六七八九十" for c in apart[0])


def _mentioned_apart(reading: Reading, name: str, times: int) -> bool:
    """Whether a unit is spoken of elsewhere too: a subordinate, not a slip."""
    texts = (line.text for line in chain(prose(reading), cells(reading)))
    return sum(text.count(name) for text in texts) > times
