"""Answers: what a report's findings should be, and how findings compare with them.

The format is published in docs/answers.md.  Nothing here recomputes a figure: printed figures are
only recognised again, so that "2,486.35万元" in an answer meets "2486.35" in a finding.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from ..extract.document import Span
from ..validate.finding import Finding, Place
from ..validate.rule import Level

SUFFIX = ".answers.tsv"
SILENT = "silent"
ROUNDING = "agrees by rounding"
_VERDICTS = ("disagrees", ROUNDING, "undetermined", "review", SILENT)
_COLUMNS = ("rule", "verdict", "level", "stated", "recomputed", "where")
_NUMBER = re.compile(r"[-−－]?[\d,，]*\d(?:\.\d+)?|[-−－]?\.\d+")
_NO_FIGURE = re.compile(r"[年月日号〕\]表]")
_TELLING = 3
"""Digits a number needs to be told from chance equals elsewhere in a report (5, 10, 100 do not)."""


class AnswersError(ValueError):
    """An answers file that cannot be understood; the message names file and line."""


class Truth(StrEnum):
    TRUE = "true"
    ARGUABLE = "arguable"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class Answer:
    """One row.  `rules` holds `*` for any; `stated` the alternatives as printed."""

    line: int
    rules: tuple[str, ...]
    verdict: str
    levels: tuple[str, ...]
    stated: tuple[str, ...]
    recomputed: str
    where: str
    truth: Truth = Truth.TRUE
    reason: str = ""

    @property
    def silent(self) -> bool:
        return self.verdict == SILENT

    @property
    def numbers(self) -> frozenset[Decimal]:
        """The alternatives that are numbers."""
        return frozenset(n for n in map(number_in, self.stated) if n is not None)


def answers_beside(report: Path) -> Path | None:
    """The answers that stand beside a report, if any."""
    path = report.with_name(report.stem + SUFFIX)
    return path if path.is_file() else None


def read_answers(path: Path, stem: str = "") -> list[Answer]:
    """Read an answers file.

    `stem` picks the rows of one report from a file that answers several (first column `file`).
    AnswersError names the line that cannot be understood.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AnswersError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(rows, [])
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        raise AnswersError(f"{path}:1: the first line names no column {', '.join(missing)}")
    answers = []
    for line, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            raise AnswersError(f"{path}:{line}: {len(cells)} cells under {len(header)} columns")
        row = dict(zip(header, [cell.strip() for cell in cells], strict=False))
        if not stem or row.get("file", stem) == stem:
            answers.append(_answer(path, line, row))
    return answers


def _answer(path: Path, line: int, row: dict[str, str]) -> Answer:
    def wrong(what: str) -> AnswersError:
        return AnswersError(f"{path}:{line}: {what}")

    rules, verdict = _split(row.get("rule", "")), row.get("verdict", "")
    levels = _split(row.get("level", ""))
    if not rules:
        raise wrong("no rule")
    if verdict not in _VERDICTS:
        raise wrong(f"verdict {verdict!r} is none of {', '.join(_VERDICTS)}")
    if verdict != SILENT and not levels:
        raise wrong("no level")
    if unknown := [level for level in levels if level not in list(Level)]:
        raise wrong(f"level {unknown[0]!r} is none of {', '.join(Level)}")
    if verdict != SILENT and "*" in rules:
        raise wrong("only silent rows may speak of any rule (*)")
    truth, _, reason = row.get("truth", "").partition(":")
    default = Truth.FALSE if verdict == SILENT else Truth.TRUE
    if truth.strip() not in ("", *Truth):
        raise wrong(f"truth {truth.strip()!r} is none of {', '.join(Truth)}")
    return Answer(
        line,
        rules,
        verdict,
        levels,
        _split(row.get("stated", "")),
        row.get("recomputed", ""),
        row.get("where", ""),
        Truth(truth.strip()) if truth.strip() else default,
        reason.strip(),
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def number_in(text: str) -> Decimal | None:
    """The number in a printed figure; None where the text is words (a year, a document number)."""
    if _NO_FIGURE.search(text):
        return None
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        return None
    plain = numbers[0].translate(str.maketrans("−－，", "--,")).replace(",", "")
    return Decimal(plain)


class Outcome(StrEnum):
    """What a finding is, measured against answers."""

    TRUE = "true"
    ARGUABLE = "arguable"
    ECHO = "echo"
    FALSE = "false alarm"


@dataclass(slots=True)
class Comparison:
    """One report's findings beside its answers.

    `outcomes` stands beside the findings measured; `missed` are the true answers nothing found;
    `found` pairs the others with the finding that first answered each.
    """

    findings: list[Finding] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    found: list[tuple[Answer, Finding]] = field(default_factory=list)
    missed: list[Answer] = field(default_factory=list)

    @property
    def false_alarms(self) -> Iterator[Finding]:
        pairs = zip(self.findings, self.outcomes, strict=True)
        return (finding for finding, outcome in pairs if outcome is Outcome.FALSE)


def compare(findings: Iterable[Finding], answers: Sequence[Answer]) -> Comparison:
    """Match findings to answers, as docs/answers.md says."""
    asked = {level for answer in answers for level in answer.levels} | {"error", "warning"}
    asked.add("review")
    measured = [finding for finding in findings if finding.level in asked]
    wanted = [answer for answer in answers if not answer.silent]
    matches = [[a for a in wanted if answered_by(a, finding)] for finding in measured]
    result = Comparison(measured)
    for answer in wanted:
        firsts = (f for f, m in zip(measured, matches, strict=True) if answer in m)
        finding = next(firsts, None)
        if finding is not None:
            result.found.append((answer, finding))
        elif answer.truth is Truth.TRUE:
            result.missed.append(answer)
    real = [answer for answer in wanted if answer.truth is not Truth.FALSE]
    known = {n for answer in real for n in answer.numbers if _telling(n)}
    spans = {p.span for f, m in zip(measured, matches, strict=True) if m for p in f.places}
    for finding, matched in zip(measured, matches, strict=True):
        truths = {answer.truth for answer in matched}
        if Truth.TRUE in truths:
            outcome = Outcome.TRUE
        elif Truth.ARGUABLE in truths:
            outcome = Outcome.ARGUABLE
        elif not truths and _echoes(finding, known, spans):
            outcome = Outcome.ECHO
        else:
            outcome = Outcome.FALSE
        result.outcomes.append(outcome)
    return result


def answered_by(answer: Answer, finding: Finding) -> bool:
    """Whether a finding is what an answer asks for: its rule, and one of its figures."""
    if finding.rule not in answer.rules and "*" not in answer.rules:
        return False
    if (answer.verdict == ROUNDING) != (finding.verdict == ROUNDING):
        return False
    if not answer.stated:
        return True
    if answer.numbers & set(figures_of(finding)):
        return True
    words = [text for text in answer.stated if number_in(text) is None]
    return any(_says(text, finding) for text in words)


def figures_of(finding: Finding) -> Iterator[Decimal]:
    """The numbers a finding rests on: stated, and printed at its places."""
    for text in (finding.stated, *(_printed(place) for place in finding.places)):
        number = number_in(text)
        if number is not None:
            yield number


def _printed(place: Place) -> str:
    return place.quote[place.start : place.end]


def _says(text: str, finding: Finding) -> bool:
    wanted = _bare(text)
    shown = [_bare(finding.stated), *(_bare(_printed(place)) for place in finding.places)]
    return any(s and (wanted in s or (len(s) > 1 and s in wanted)) for s in shown)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _telling(number: Decimal) -> bool:
    return len(number.normalize().as_tuple().digits) >= _TELLING


def _echoes(finding: Finding, known: set[Decimal], spans: set[Span]) -> bool:
    if any(place.span in spans for place in finding.places):
        return True
    return any(number in known for number in figures_of(finding))


@dataclass(slots=True)
class Tally:
    """Counts over many comparisons, by (rule, level)."""

    outcomes: Counter[tuple[str, str, Outcome]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    elsewhere: int = 0  # found, but at another level than the answer names

    def add(self, comparison: Comparison) -> None:
        for finding, outcome in zip(comparison.findings, comparison.outcomes, strict=True):
            self.outcomes[finding.rule, finding.level, outcome] += 1
        for answer, finding in comparison.found:
            if answer.truth is Truth.TRUE:
                self.found[answer.rules[0], answer.levels[0]] += 1
                self.elsewhere += finding.level not in answer.levels
        for answer in comparison.missed:
            self.missed[answer.rules[0], answer.levels[0]] += 1

    def count(self, outcome: Outcome, rule: str = "", level: str = "") -> int:
        """Findings of an outcome, of one rule and level or of all."""
        return sum(
            n
            for (r, v, o), n in self.outcomes.items()
            if o is outcome and rule in ("", r) and level in ("", v)
        )

    def precision(self, rule: str = "", level: str = "") -> Decimal | None:
        """True findings among those that are true or false; None where there are none."""
        true = self.count(Outcome.TRUE, rule, level)
        return _share(true, true + self.count(Outcome.FALSE, rule, level))

    def recall(self, rule: str = "", level: str = "") -> Decimal | None:
        """True answers found; None where there are none."""
        found = _matching(self.found, rule, level)
        return _share(found, found + _matching(self.missed, rule, level))

    def misses(self, rule: str = "", level: str = "") -> int:
        """True answers that nothing found."""
        return _matching(self.missed, rule, level)

    @property
    def rules(self) -> list[str]:
        keys = [*(key[0] for key in self.outcomes), *(k[0] for k in [*self.found, *self.missed])]
        return sorted(set(keys))


def _matching(counts: Counter[tuple[str, str]], rule: str, level: str) -> int:
    return sum(n for (r, v), n in counts.items() if rule in ("", r) and level in ("", v))


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part) / whole if whole else None
