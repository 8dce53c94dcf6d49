"""What the sentence of a share says: its part, and its whole by name."""

from __future__ import annotations

import regex

from ...normalize.figure import Dimension
from ..growth.naming import same_name
from ..prose.mention import Mention, Talk


def part_of(talk: Talk, percent: Mention) -> Mention | None:
    """The level just before the share, nothing but its other rates between; else the one whose
    name the clause of the share says (…。第二产业增加值占P)."""
    found = _just_before(talk, percent)
    if found is not None and _all_of_them(talk, percent, found):
        return None
    subject = "" if found is not None else _subject_before(talk, percent)
    return found or (_level_of(talk, percent, subject) if len(subject) >= _NAMED else None)


def _all_of_them(talk: Talk, percent: Mention, last: Mention) -> bool:
    """甲a件、乙b件、丙c件，共占P: the share of all of them, not of the last."""
    before = [m for m in talk.mentions if m.at < last.at and m.clause == last.clause and m.is_level]
    cue = next((i for i in range(percent.at, last.at, -1) if talk.tokens[i].cue == "share"), 0)
    joint = _JOINT.search(talk.between(last.at + 1, cue)) is not None if cue else False
    return joint and bool(before) and "、" in talk.between(before[-1].at + 1, last.at)


_JOINT = regex.compile("(?:共|共计|合计|合共|总共|一共)$")
_NAMED = 4  # characters that tell one level of a paragraph from others


def _subject_before(talk: Talk, percent: Mention) -> str:
    """The words of a share's clause before 占 or 比重 that name its part."""
    return _without_whole(talk, _words_before_cue(talk, percent))


def _words_before_cue(talk: Talk, percent: Mention) -> str:
    start = talk.since(",.;/", percent.at)
    start = max([start, *(m.at + 1 for m in talk.mentions if m.at < percent.at)])
    cue = next((i for i in range(start, percent.at) if talk.tokens[i].cue == "share"), start)
    return talk.between(start, cue).strip()


_WITHIN = regex.compile(
    r"(?P<said>[在从]?)(?P<whole>\p{Han}{2,}?)(?:之|当)?中(?:所|的|，)?(?P<part>.*)"
)


def _within(talk: Talk, words: str) -> tuple[str, str] | None:
    """在甲中占P, 甲中乙占P: the whole and the part that stand around 中; without 在 (初中, 集中)
    only where a level bears the name of either."""
    told = _WITHIN.fullmatch(words)
    if told is None:
        return None
    whole, part = told["whole"], told["part"].strip()
    levels = [m for m in talk.mentions if m.is_level]
    known = any(same_name(word, m.name) for word in (whole, part) for m in levels)
    return (whole, part) if told["said"] or known else None


def _without_whole(talk: Talk, words: str) -> str:
    """在甲中乙占P: 乙."""
    told = _within(talk, words)
    return told[1] if told is not None else words


def _just_before(talk: Talk, percent: Mention) -> Mention | None:
    passed = 0
    for mention in reversed(talk.mentions):
        if mention.at >= percent.at or mention.item != percent.item:
            continue
        if mention.depth > percent.depth:
            continue  # 工业用水a（其中冷却水b），占P: of a
        if mention.is_level and mention.figure.dimension is not Dimension.PERCENT:
            if subject := _other_subject(talk, percent, mention):
                return _level_of(talk, percent, subject)
            near = _clauses_between(talk, mention, percent) <= 2 + passed
            return mention if near else None
        if mention.role not in ("change", "rate", "completion", "share"):
            return None
        passed += 1
    return None


def _clauses_between(talk: Talk, first: Mention, last: Mention) -> int:
    """How many clauses end between two mentions, those of a bracket between them left out."""
    letters = regex.sub(r"\([^()]*\)", "", talk.letters[first.at : last.at])
    return len(regex.findall("[,;.]", letters))


def _level_of(talk: Talk, percent: Mention, subject: str) -> Mention | None:
    """税收收入完成A，比上年增长P，税收收入占…: the level that bears the subject's very name, or
    the one that begins with it (民营经济增加值A；民营经济占…)."""
    levels = [m for m in talk.mentions if m.at < percent.at and m.is_level]
    same = [m for m in levels if m.name == subject]
    begun = [m for m in levels if m.name.startswith(subject) and len(subject) >= _NAMED]
    return same[-1] if same else begun[0] if len(begun) == 1 else None


def _other_subject(talk: Talk, percent: Mention, part: Mention) -> str:
    """The subject that the clause of the share names for itself (X亿元，民营企业占…), if any."""
    if percent.clause == part.clause:
        return ""
    start = talk.since(",", percent.at)
    end = next((i for i in range(start, percent.at) if talk.tokens[i].cue == "share"), start)
    name = _without_whole(talk, talk.between(start, end).strip())
    told = same_name(name, part.name) or part.name.startswith(name)  # 税收收入a，税收占比P
    return name if len(name) > 1 and not told else ""


def whole_said(talk: Talk, percent: Mention) -> str:
    """The whole's name between 占 and the percentage (占本年支出合计的)."""
    cues = [
        i for i in range(max(0, percent.at - 12), percent.at)
        if talk.tokens[i].cue == "share" and not set(talk.letters[i : percent.at]) & set(",.;(P")
    ]  # fmt: skip
    start = cues[0] + 1 if cues else percent.at
    words = _VERB.sub("", talk.between(start, percent.at)).strip(" 的为达到约：:")
    if cues and talk.tokens[cues[0]].text.endswith("总"):
        words = "总" + words  # 占总支出
    words = words.removesuffix("比重").removesuffix("比例").removesuffix("的").strip()
    told = None if words else _within(talk, _words_before_cue(talk, percent))
    return told[0] if told is not None else words


_VERB = regex.compile(r"(?:^|(?<=比[重例]))(?:已|约|仅|只|分别|各)*(?:为|是|达到?)\s*$")
