"""A summary in Markdown, for a merge request's comment or a CI job's page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ..validate.finding import Finding, ReportResult
from .clean import one_line
from .digest import LEVELS, Digest, digest, share_checked, status_line
from .files import write_text
from .places import excerpts, where
from .problems import problems_of
from .words import Words

_SIGNS = re.compile(r"([\\`*_{}\[\]#|~!])")
_LIST_SIGN = re.compile(r"^(\d*)([-+.)])(?=\s)")
_COLUMNS = ("report", "year", "light", "figures", "checked", "contradicted", "rate", *LEVELS)


def write_markdown(results: Sequence[ReportResult], path: Path, language: str = "zh") -> Path:
    """Write the summary to `path` and return it.  OSError when it cannot be written."""
    return write_text(path, markdown(results, language))


def markdown(results: Sequence[ReportResult], language: str = "zh") -> str:
    """A table of reports, then each report's open findings and what was not read."""
    words = Words(language)
    digests = digest(results)
    heads = [one_line(words("columns", key)) for key in _COLUMNS]
    lines = [
        f"# {words('phrases', 'title')}",
        "",
        plain(status_line(digests, words)),
        "",
        _row(heads),
        _row(["---"] * len(heads)),
        *(_row(_cells(item, words)) for item in digests),
    ]
    for item, result in zip(digests, results, strict=True):
        told = [_problem(*problem, words) for problem in problems_of(result, words)]
        told += [_finding(finding, words) for finding in result.raised]
        if told:
            lines += ["", f"## {plain(item.name)}", "", *told]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """`text` on one line with nothing in it that Markdown, HTML or a code host would act on."""
    text = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _LIST_SIGN.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))
    return text.replace("@", "&#64;")


def _cells(item: Digest, words: Words) -> list[str]:
    head = [plain(item.name), "" if item.year is None else str(item.year)]
    light = plain(item.light_words(words))
    if item.status == "unread":
        return [*head, light, *["—"] * (len(_COLUMNS) - 3)]
    share = share_checked(item.coverage)
    counts = [str(item.coverage[key]) for key in ("figures", "checked", "contradicted")]
    rate = "" if share is None else f"{share:.0%}"
    return [*head, light, *counts, rate, *(str(item.levels[level]) for level in LEVELS)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _problem(code: str, message: str, page: int | None, words: Words) -> str:
    place = words("phrases", "whole_file") if page is None else words("phrases", "page", page=page)
    return f"- **{place}** {plain(message)} `{code}`"


def _finding(finding: Finding, words: Words) -> str:
    level, verdict = words("levels", finding.level), words("verdicts", finding.verdict)
    message = plain(words.choose(finding.message, finding.message_en))
    lines = [f"- **{level}** {finding.id} `{finding.rule}` {verdict}: {message}"]
    if finding.formula:
        lines.append(f"  {plain(finding.formula)}")
    if finding.cause is not None:
        lines.append(f"  {plain(words.choose(finding.cause.zh, finding.cause.en))}")
    for excerpt in excerpts(finding.places[:1]):
        quote = "".join(
            f"**{plain(text)}**" if mark and text.strip() else plain(text)
            for text, mark in excerpt.segments()
        )
        lines.append(f"  {where(excerpt.place, words)}: {quote}")
    return "  \n".join(lines)
