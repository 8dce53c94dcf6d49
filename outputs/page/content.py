"""What report.html holds of each report, as plain data.

Positions count UTF-16 units, as scripts in a browser do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from ...extract.document import Span
from ...validate.finding import (
    BlockRecord,
    CheckRecord,
    FigureRecord,
    Finding,
    Place,
    ReportResult,
    TextRecord,
)
from ...validate.rule import Rule
from ..clean import encodable, one_line
from ..digest import LEVELS, Digest, share_checked
from ..places import doubts_about, excerpts, sides, where
from ..problems import problems_of
from ..reasons import reason
from ..words import Words

Data = dict[str, Any]
_GROUPS = ("page", "levels", "verdicts", "coverage", "dispositions")


def index(
    digests: Sequence[Digest], counts: Sequence[Data], rules: dict[str, Rule], words: Words
) -> Data:
    """What the page knows before any report is opened.

    `counts` gives for each report how many findings each rule has at each level.
    """
    met = {rule for count in counts for rule in count}
    return {
        "language": words.language,
        "words": {group: words.whole(group) for group in _GROUPS},
        "rules": {rule: _rule_name(rule, rules, words) for rule in sorted(met | set(rules))},
        "reports": [_entry(*pair, words) for pair in zip(digests, counts, strict=True)],
    }


def counts_of(result: ReportResult) -> Data:
    """How many findings that are not settled each rule has at each level."""
    counted = Counter((finding.rule, finding.level) for finding in result.raised)
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for (rule, level), count in sorted(counted.items()):
        counts[rule][level] = count
    return dict(counts)


def content(result: ReportResult, words: Words) -> Data:
    """A report's text, figures, relations and findings."""
    texts = _Texts(result.blocks)
    checks: dict[Span, list[int]] = defaultdict(list)
    for number, check in enumerate(result.checks):
        for span in dict.fromkeys(check.spans):
            checks[span].append(number)
    return {
        "path": result.path,
        "title": result.title,
        "format": result.format,
        "problems": [
            {"message": message, "page": page} for _, message, page in problems_of(result, words)
        ],
        "notes": result.notes,
        "blocks": [_block(block) for block in result.blocks],
        "figures": [
            _figure(figure, texts, checks[figure.place.span], words)
            for figure in result.figures
            if figure.coverage != "not a figure"
        ],
        "checks": [_check(check, texts, words) for check in result.checks],
        "findings": [_finding(finding, texts, words) for finding in result.findings],
        "earlier": [
            {"rule": one.rule, "message": one.message, "state": one.state} for one in result.earlier
        ],
    }


def _entry(item: Digest, counts: Data, words: Words) -> Data:
    share = share_checked(item.coverage)
    return {
        "name": item.name,
        "organisation": item.organisation,
        "year": item.year,
        "pages": item.pages,
        "light": item.light,
        "status": item.light_words(words),
        "levels": {level: sum(each.get(level, 0) for each in counts.values()) for level in LEVELS},
        "coverage": dict(item.coverage),
        "share": None if share is None else f"{share:.0%}",
        "counts": counts,
    }


def _rule_name(rule: str, rules: dict[str, Rule], words: Words) -> str:
    known = rules.get(rule)
    return words.choose(known.name, known.english) if known is not None else rule


def _block(block: BlockRecord) -> Data:
    data: Data = {"kind": block.kind, "texts": [_text(text) for text in block.texts]}
    if block.level:
        data["level"] = block.level
    if block.pages:
        data["pages"] = block.pages
    if block.kind == "table":
        data |= {"rows": block.rows, "columns": block.columns}
    if block.parent >= 0:
        data["parent"] = block.parent
    return data


def _text(record: TextRecord) -> list[Any]:
    """The text, and for a cell its row, column and spans."""
    text = encodable(record.text)
    if record.row < 0:
        return [text]
    return [text, record.row, record.column, record.row_span, record.column_span]


def _figure(figure: FigureRecord, texts: _Texts, checks: list[int], words: Words) -> Data:
    return {
        "at": texts.range(figure.place.span),
        "coverage": figure.coverage,
        "reason": reason(figure.reason, words) if figure.reason else "",
        "raw": one_line(figure.raw),
        "name": one_line(figure.name),
        "period": one_line(figure.period),
        "doubts": doubts_about(figure.place, words),
        "checks": checks,
    }


def _check(check: CheckRecord, texts: _Texts, words: Words) -> Data:
    return {
        "rule": check.rule,
        "verdict": check.verdict,
        "claim": check.claim,
        "stated": check.stated,
        "formula": check.formula,
        "recomputed": check.recomputed,
        "reason": reason(check.reason, words) if check.reason else "",
        "subject": one_line(check.subject),
        "at": [texts.range(span) for span in check.spans],
    }


def _finding(finding: Finding, texts: _Texts, words: Words) -> Data:
    cause = finding.cause
    return {
        "id": finding.id,
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "level": finding.level,
        "verdict": finding.verdict,
        "subject": one_line(finding.subject),
        "message": one_line(words.choose(finding.message, finding.message_en)),
        "stated": finding.stated,
        "recomputed": finding.recomputed,
        "difference": finding.difference,
        "unit": finding.unit,
        "formula": finding.formula,
        "cause": "" if cause is None else one_line(words.choose(cause.zh, cause.en)),
        "shared": _shared(finding, words),
        "change": finding.change,
        "quiet": finding.quiet,
        **_handling(finding, words),
        "sides": [_side(side, texts, words) for side in sides(finding) if side],
    }


def _shared(finding: Finding, words: Words) -> str:
    """That other findings hang on the same figure, and what would settle them all."""
    common = finding.common
    if common is None:
        return ""
    group = words("page", "shared", letter=common.key, count=common.count, printed=common.printed)
    if not common.instead:
        return group
    return group + words("page", "shared_instead", instead=common.instead)


def _handling(finding: Finding, words: Words) -> Data:
    """What people decided; nothing is said of what nobody has looked at."""
    handling = finding.handling
    if handling.accepted:
        disposition = words("page", "accepted")
    elif handling.disposition == "pending":
        disposition = ""
    else:
        disposition = words("dispositions", handling.disposition)
    return {
        "decided": handling.disposition,
        "disposition": disposition,
        "remarks": one_line(handling.remarks),
    }


def _side(places: Sequence[Place], texts: _Texts, words: Words) -> list[Data]:
    """One side of the evidence: quotes with their marks, and where each mark stands."""
    side = []
    for excerpt in excerpts(places):
        at = excerpt.place
        within = [p.span for p in places if p.report == at.report and _same_text(p.span, at.span)]
        side.append(
            {
                "where": where(excerpt.place, words) + doubts_about(excerpt.place, words),
                "cell": excerpt.place.cell != "",
                "quote": [[text, marked] for text, marked in excerpt.segments() if text],
                "at": [None if at.report else texts.range(span) for span in within],
            }
        )
    return side


def _same_text(one: Span, other: Span) -> bool:
    return (one.block, one.row, one.column) == (other.block, other.row, other.column)


class _Texts:
    """Where spans stand in the blocks shown."""

    def __init__(self, blocks: Iterable[BlockRecord]) -> None:
        self._texts: dict[tuple[int, int, int], tuple[int, TextRecord]] = {}
        self._moved: dict[Span, tuple[int, int]] = {}
        for number, block in enumerate(blocks):
            for place, text in enumerate(block.texts):
                self._texts[number, text.row, text.column] = place, text
                for start, end, low, high in text.moved:
                    self._moved[Span(number, start, end, text.row, text.column)] = low, high

    def range(self, span: Span) -> list[int] | None:
        """Block, number of the text in it, first and last position; None where none is shown."""
        found = self._texts.get((span.block, span.row, span.column))
        if found is None:
            return None
        place, text = found
        low, high = self._moved.get(span, (span.start, span.end))
        return [span.block, place, _units(text.text, low), _units(text.text, high)]


def _units(text: str, position: int) -> int:
    """How many UTF-16 units stand before a position."""
    before = text[:position]
    return position if before.isascii() else len(encodable(before).encode("utf-16-le")) // 2
