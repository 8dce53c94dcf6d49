"""Grades (优, 良, 中, 差) against the bands of scores they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain, islice

import regex

from ...normalize.figure import Dimension, Figure
from ...normalize.reading import Passage, Reading
from ..expression import Constant, term
from ..judge import Verdict, judge
from ..prose.mention import Talk, find_talks
from ..relation import Claim, Outcome, Relation
from ..rule import Level, Memo, rule
from ..tables.profiles import grades_in_force
from ..wording.lines import cells, prose
from .items import Total, find_scores, words

_GRADE = r"(?P<grade>不合格|合格|优秀|优|良好|良|中等|中|较差|差)"
_GIVEN = regex.compile(
    r"(?:等级|等次|级别|评级|档次|结果|结论|评价|评定|评|属|档)(?:[为是：:等级次定于属\s]*)"
    rf"[“\"「（(]?{_GRADE}[”\"」）)]?(?:等级|等次|级|档)?(?=[，,。；;、！）)\s]|$)"
)
_ALONE = regex.compile(rf"[“\"]?{_GRADE}[”\"]?(?:级|等)?")
_SPELT = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差"}
_INCLUSIVE = r"(?:分)?(?:[（(]含(?:\d+分?)?[)）])?(?:分)?"
_NUMBER = r"(?P<{}>\d{{1,3}}(?:\.\d+)?)"
_LEADS = r"(?:的)?(?:[，,：:]?\s*(?:等级|等次|评定|评|定)?(?:为|是)?|\s*[（(])[“\"]?"
_BANDS = (
    regex.compile(
        rf"{_NUMBER.format('low')}{_INCLUSIVE}\s?(?:-|—|–|～|~|至|到)\s?\d{{1,3}}{_INCLUSIVE}{_LEADS}{_GRADE}"
    ),
    regex.compile(
        rf"{_NUMBER.format('low')}{_INCLUSIVE}(?:及|或)?(?:以上){_INCLUSIVE}{_LEADS}{_GRADE}"
    ),
    regex.compile(
        rf"{_GRADE}[”\"]?\s?[（(：:]\s?(?:得分|评分)?[≥>]?\s?{_NUMBER.format('low')}{_INCLUSIVE}"
        r"\s?(?:(?:-|—|–|～|~|至|到)\s?\d{1,3}|(?:及)?以上|[）)])"
    ),
)


@dataclass(frozen=True, slots=True)
class Band:
    """The scores of a grade: `low` ≤ score < `high` (None: no upper limit)."""

    low: Fraction
    high: Fraction | None


@rule(
    "grade",
    name="等级",
    english="grade",
    level=Level.ERROR,
    formula="等级下限 ≤ 得分 < 上一等级下限",
    zh="得分 {stated} 与所评等级“{subject}”不符：{formula} 不成立。",
    en="A score of {stated} does not earn the grade “{subject}”: {formula} does not hold.",
    right=(
        "评价得分为90分，自评等级“优”。",
        "自评得分86分，评价等级为优。评价标准：85分（含）以上为优，70-85分为良。",
        "平均得分72.50分（其中，绩效评级为“优”的项目4个）。",
        "满意度指标得10分（分值10分），总分95.67分，评价等级为“优”。",
    ),
    wrong=(
        "评价得分为72分，自评等级“优”。",
        "自评得分95分，其中：投入得40分，效果得55分。评价等级为“良”。",
        "自评得分88分，评价等级为优。评价标准：90分（含）以上为优，80（含）-90分为良。",
    ),
)
def grade(reading: Reading, memo: Memo) -> Iterator[Outcome]:
    """A grade is the one whose band holds the score.  A report that prints its bands is held to
    them; otherwise what no table of grades of the profiles allows is an error, and what only some
    of them allow and the usual one (the first) does not is a warning."""
    printed = memo(printed_bands)
    for score, name in _graded(reading, memo):
        yield from of_score(score, name, printed)


def of_score(score: Figure, name: str, printed: dict[str, Fraction]) -> Iterator[Relation]:
    """The band of a grade, against the score it was given for; `printed` are the report's own."""
    relations = [
        replace(_against(score, name, band), level=level) for band, level in _bands(name, printed)
    ]
    failing = (r for r in relations if judge(r).verdict is Verdict.DISAGREES)
    yield from islice(chain(failing, relations), 1)


def _against(score: Figure, name: str, band: Band) -> Relation:
    """The score against the limit of a band that it fails, else against the upper one."""
    above = Relation("grade", term(score), Constant(band.low), Claim.AT_LEAST, subject=name)
    if band.high is None or judge(above).verdict is Verdict.DISAGREES:
        return above
    return Relation("grade", term(score), Constant(band.high), Claim.LESS, subject=name)


def grade_of(text: str) -> str:
    """The grade that is all a text says (优, “良”, 优秀), or says beside the word (评价等级：优);
    empty if it is none."""
    match = _ALONE.fullmatch(text) or _GIVEN.search(text)
    return _SPELT.get(match["grade"], match["grade"]) if match else ""


def _graded(reading: Reading, memo: Memo) -> Iterator[tuple[Figure, str]]:
    """Each grade given in prose with the score it is given for."""
    totals = memo(find_scores).totals
    talks = {talk.passage.block: talk for talk in memo(find_talks)}
    for passage in reading.passages:
        talk = talks.get(passage.block)
        scores = [] if talk is None else _scores(talk)
        for match in _GIVEN.finditer(passage.text.text):
            score = _score_of(passage, match, scores, totals)
            if score is not None:
                yield score, _SPELT.get(match["grade"], match["grade"])


def _scores(talk: Talk) -> list[Figure]:
    earned = (m.figure for m in talk.mentions if m.role == "earned")
    return [figure for figure in earned if figure.dimension is Dimension.SCORE]


def _score_of(
    passage: Passage, match: regex.Match[str], scores: list[Figure], totals: list[Total]
) -> Figure | None:
    """The score a grade is given for: the last before it in its sentence or the first after it,
    else the total of its paragraph, else the one total of the report."""
    text = passage.text.text
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    end = min(
        (at for mark in "。；" if (at := text.find(mark, match.end())) > 0), default=len(text)
    )
    if any(word in text[start:end] for word in words()["not-graded"]):
        return None
    before = [f for f in scores if start <= f.span.start < match.start()]
    after = [f for f in scores if match.end() <= f.span.start < end]
    own = [t.earned for t in totals if t.passage is passage and t.earned.span.start < end]
    if before or after or own:
        return (before[-1:] or after[:1] or own[-1:])[0]
    whole = any(word in text[start : match.end()] for word in ("自评", "评价", "综合", "整体"))
    return totals[0].earned if totals and totals[0].sole and whole else None


def printed_bands(reading: Reading, memo: Memo) -> dict[str, Fraction]:
    """The lower limits of grades that the report itself prints."""
    lows: dict[str, Fraction] = {}
    for line in (*prose(reading), *cells(reading)):
        for pattern in _BANDS:
            for match in pattern.finditer(line.text):
                name = _SPELT.get(match["grade"], match["grade"])
                lows.setdefault(name, Fraction(Decimal(match["low"])))
    return lows if len(lows) > 1 else {}


def _bands(name: str, printed: dict[str, Fraction]) -> list[tuple[Band, str]]:
    """A grade's bands with the level at which each speaks (empty: the rule's own): the one that
    the report prints, else the widest that any table allows and the usual one."""
    if name in printed:
        return [(_band(name, printed), "")]
    tables = [dict(table.lows) for table in grades_in_force()]
    bands = [_band(name, lows) for lows in tables if name in lows]
    if not bands:
        return []
    highs = [band.high for band in bands if band.high is not None]
    open_ended = len(highs) < len(bands)
    widest = Band(min(band.low for band in bands), None if open_ended else max(highs))
    usual = [(_band(name, tables[0]), Level.WARNING.value)] if name in tables[0] else []
    return [(widest, ""), *usual]


def _band(name: str, lows: Mapping[str, Fraction]) -> Band:
    """The band of one table: from a grade's lower limit to the next one above."""
    higher = [low for low in lows.values() if low > lows[name]]
    return Band(lows[name], min(higher, default=None))
