"""Where a list of parts begins and ends, and which levels before it may be its total."""

from __future__ import annotations

import regex

from ...normalize import lexicon
from ...normalize.figure import Dimension
from ..prose.mention import Mention, Talk
from .parts import IN_TURN, begins_later_item, depth_at, may_add, shares_out


def semicolons(talk: Talk, low: int, high: int) -> list[int]:
    depth, found = 0, []
    for index in range(low, high):
        letter = talk.letters[index]
        depth += (letter == "(") - (letter == ")")
        if letter == ";" and depth == 0:
            found.append(index)
    return found


def openers(talk: Talk) -> list[tuple[int, str]]:
    """Token indexes after which a list of parts begins."""
    found = []
    levels = {m.at for m in talk.mentions if m.is_level}
    for index, token in enumerate(talk.tokens):
        letter = talk.letters[index]
        if token.cue == "of-which" and not (
            _partition_before(talk, index) or _names_only(talk, index)
        ):
            found.append((index + 1, token.text.lstrip("，,").replace("当中", "其中")))
        elif letter == "(" and _heads(talk, index, levels) and not _opens_list(talk, index + 1):
            found.append((index + 1, "("))
        elif letter == ":" and _opens_parts(talk, index) and not _parts_items(talk, index):
            found.append((index + 1, ":"))
        elif shares_out(talk, index):
            found.append((index + 1, "分别"))
    return found


def _heads(talk: Talk, index: int, levels: set[int]) -> bool:
    """Whether a bracket follows a level, a comma too many between them or not."""
    return index - 1 - (talk.letters[index - 1 : index] == ",") in levels


def _partition_before(talk: Talk, index: int) -> bool:
    """按性别 + 分为: what is divided stands before the partitions, see inner.py."""
    before = talk.tokens[index - 1].text.lstrip("，；、 ") if index else ""
    return talk.tokens[index].text == "分为" and before.startswith(("按", "从"))


def _names_only(talk: Talk, index: int) -> bool:
    """人员经费A，主要包括基本工资、奖金等；公用经费B: a list of names ends with its item."""
    if talk.tokens[index].text.startswith("其中"):
        return False
    end = next((i for i in range(index, len(talk.letters)) if talk.letters[i] in ";."), 0)
    return (
        end > 0
        and talk.letters[end] == ";"
        and all(t.figure is None for t in talk.tokens[index:end])
    )


def _opens_list(talk: Talk, index: int) -> bool:
    return 0 <= index < len(talk.tokens) and talk.tokens[index].cue == "of-which"


def _opens_parts(talk: Talk, index: int) -> bool:
    """Whether a colon opens parts of the level before it; 加上：… opens what comes on top."""
    words = talk.between(max(0, index - 2), index).strip()
    if words.endswith(lexicon.entries("on_top")) or _opens_list(talk, index - 1):
        return False
    if any(map(begins_later_item, talk.tokens[index + 1 : index + 2])):
        return False  # the colon before an item other than the first stands for a semicolon
    if any(token.figure is not None for token in talk.tokens[index + 1 : index + 2]):
        return False  # 甲资金：30万元；乙资金：20万元: a name and its amount
    return _after_level(talk, index)


def _parts_items(talk: Talk, index: int) -> bool:
    """甲车14辆：乙车1辆：丙车1辆: several colons right after figures stand for semicolons."""
    start = talk.since(".", index)
    end = talk.letters.find(".", index)
    colons = regex.findall(r"[A-Z]:", talk.letters[start : end if end >= 0 else None])
    return talk.tokens[index - 1].figure is not None and len(colons) > 1


def is_mean(talk: Talk, mention: Mention) -> bool:
    """Whether a level is a mean (居民人均可支配收入) or per something (每亩30元, 5公斤/亩): the
    groups' own never add up to it."""
    if "/" in mention.figure.unit:
        return True
    words = talk.between(max(0, mention.at - 4), mention.at) + mention.name
    averaged = any(word in words for word in lexicon.table("cues")["average"])
    return averaged or _PER.search(talk.words_before(mention)) is not None


_PER = regex.compile(r"每(?![年月季日天])")


def _after_level(talk: Talk, index: int) -> bool:
    """Whether a colon ends a clause that began with a level (…X万元，主要用于以下方面：), and not
    the name of an item (甲类支出：安排A；乙类支出：安排B)."""
    start = talk.since(".", index)
    levels = [m for m in talk.mentions if m.is_level and start <= m.at < index]
    if not levels:
        return False
    named = ":" in talk.letters[start:index] and ";" in talk.letters[levels[-1].at : index]
    return not named


def wholes_before(talk: Talk, start: int) -> list[Mention]:
    """The levels that may head a list, nearest first: at its own bracket depth or outside it, in
    the sentence of the nearest one (总产值A，增加值B。其中… may divide either)."""
    depth = depth_at(talk, start)
    inside = talk.letters[start - 1] == "(" or (start >= 2 and talk.letters[start - 2] == "(")
    limit = depth - 1 if inside else depth
    kin = (m for m in talk.mentions if m.at < start and m.depth <= limit)
    levels = [m for m in kin if may_add(talk, m)]
    if account := _account_before(talk, start):
        named = [m for m in levels if "收支" in m.name or m.name.endswith(account)]
        return named[-1:]
    nearest = next((m for m in reversed(talk.mentions) if m.at < start), None)
    if nearest is not None and nearest.role in ("earned", "full"):
        return []  # the list is of the marks just stated (validate/scores/)
    if talk.tokens[start - 1].text.startswith(IN_TURN) and _is_listed(talk, levels, start):
        return []  # 甲、乙分别为a和b。丙、丁分别为c和d: b is no total
    if not levels and (added := _added_before(talk, start)):
        return [added]
    if not levels or talk.letters.count(".", levels[-1].at, start) > 1:
        return []
    return [m for m in reversed(levels) if m.sentence == levels[-1].sentence]


def _added_before(talk: Talk, start: int) -> Mention | None:
    """支出调增19.6亿元，包括甲a；乙b: what is added, where a list follows it at once and its
    sentence states no level."""
    last = next((m for m in reversed(talk.mentions) if m.at < start), None)
    if last is None or last.role != "change" or last.figure.dimension is not Dimension.MONEY:
        return None
    return last if talk.letters_between(last.at + 1, start - 1) in ("", ",") else None


def _is_listed(talk: Talk, levels: list[Mention], start: int) -> bool:
    """Whether the last level stands in an item before `start` (甲a；乙、丙分别为b和c), or ends a
    run of levels with nothing but 、 and 和 between them, in a sentence before."""
    if levels and ";" in talk.letters[levels[-1].at : start]:
        return True
    if len(levels) < 2 or "." not in talk.letters[levels[-1].at : start]:
        return False
    return talk.between(levels[-2].at + 1, levels[-1].at).strip() in _RUN


_RUN = ("、", "和", "与", "及", "以及")


def _account_before(talk: Talk, start: int) -> str:
    """收支总预算T。收入包括：…；支出包括：…: the account that the clause of a list names."""
    opener = start - 1 - (talk.letters[start - 1] == ":")
    words = talk.between(max(0, opener - 2), opener)
    match = _ACCOUNT.search(words)
    return match[1] if match is not None else ""


_ACCOUNT = regex.compile(r"(?:^|[。；;，,：:])\s?(?:本年|全年|总)?(收入|支出)$")


def end_of(talk: Talk, start: int) -> int:
    """Where the list ends: its closing bracket, the next item of the list that it stands in, or
    the end of the sentence."""
    depth, own_items = 0, False
    for index in range(start, len(talk.tokens)):
        letter, token = talk.letters[index], talk.tokens[index]
        if begins_later_item(token) and depth == 0 and not own_items:
            return index
        own_items = own_items or token.cue == "section-number"
        if letter == "(":
            depth += 1
        elif letter == ")":
            if depth == 0:
                return index
            depth -= 1
        elif depth == 0 and (letter == "." or _begins_anew(talk, index)):
            return index
    return len(talk.tokens)


def _begins_anew(talk: Talk, index: int) -> bool:
    """…其他资金8.5万元2023年支出60万元: a year right after a figure; the mark between was lost."""
    period, before = talk.tokens[index].period, talk.tokens[index - 1].figure
    return period is not None and period.year is not None and before is not None


def stretches_of(talk: Talk, start: int, end: int) -> list[tuple[int, int]]:
    """A list cut at `；按…分` or at a further 其中 / 包括 on its own level."""
    cuts = [start]
    depth = 0
    for index in range(start, end):
        letter, token = talk.letters[index], talk.tokens[index]
        depth += (letter == "(") - (letter == ")")
        words = token.text.lstrip("，；、 ")
        if (
            depth == 0
            and index > start
            and words.startswith(("按", "从"))
            and ("分" in words or "看" in words)
        ):
            cuts.append(index)
    return list(zip(cuts, [*cuts[1:], end], strict=True))
