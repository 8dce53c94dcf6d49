"""What the command prints: the table after a check, one report line by line, the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..corpus.history import CHANGES, STATES
from ..corpus.results import absent
from ..extract.document import Span
from ..validate.finding import CheckRecord, FigureRecord, Finding, Place, ReportResult
from ..validate.rule import Rule
from .clean import one_line, printable
from .digest import Digest, digest, status_line
from .places import doubts_about, excerpts, where
from .problems import problems_of
from .reasons import reason
from .words import Words

_LEVEL_STYLES = {"error": "bold red", "warning": "yellow", "review": "cyan", "info": "blue"}
_LIGHT_STYLES = {
    "errors": "bold red", "warnings": "yellow", "doubts": "cyan", "unread": "bold magenta",
    "partial": "magenta", "unchecked": "dim", "notes": "green", "clean": "green",
    "settled": "green",
}  # fmt: skip
_COVERAGE_STYLES = {
    "checked": "green", "contradicted": "bold red", "operand": "blue", "unchecked": "yellow",
    "not a figure": "dim",
}  # fmt: skip
_VERDICT_STYLES = {
    "agrees": "green", "agrees by rounding": "blue", "disagrees": "bold red",
    "undetermined": "yellow",
}  # fmt: skip
_COUNTED = ("figures", "checked", "contradicted")
_SHOWN_LEVELS = ("error", "warning", "review")


def print_summary(
    results: Sequence[ReportResult], language: str = "zh", console: Console | None = None
) -> None:
    """One row a report: year, figures, what was recomputed, findings, what was not read."""
    words, out = Words(language), console or Console()
    digests = digest(results)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=0)
    table.add_column("", no_wrap=True)
    table.add_column(words("columns", "report"), overflow="fold", min_width=18)
    for key in ("year", *_COUNTED, *_SHOWN_LEVELS, "unread"):
        table.add_column(words("columns", key), justify="right", no_wrap=True)
    for item in digests:
        table.add_row(*_summary_row(item, words))
    out.print(table)
    _say(out, Text(status_line(digests, words)))


def print_followed(
    results: Sequence[ReportResult], language: str = "zh", console: Console | None = None
) -> None:
    """What became of the findings of the run before; nothing where there was none."""
    words, out = Words(language), console or Console()
    changes, states, unused = Counter[str](), Counter[str](), []
    quiet = 0
    for result in results:
        changes.update(f.change for f in result.findings if f.change and not f.quiet)
        quiet += sum(finding.quiet for finding in result.findings)
        states.update(earlier.state for earlier in result.earlier)
        unused += [e for e in result.earlier if e.handling.accepted and e.state == "corrected"]
    for gone in absent(results):
        if not gone.handling.accepted:
            states["absent"] += 1
        elif not Path(gone.report).exists():
            unused.append(gone)
    if not (changes or states or quiet):
        return
    parts = [f"{words('changes', key)} {changes[key]}" for key in CHANGES if changes[key]]
    parts += [words("phrases", "quiet_count", count=quiet)] if quiet else []
    parts += [f"{words('states', key)} {states[key]}" for key in STATES if states[key]]
    _say(out, Text(f"{words('phrases', 'followed')}  " + "    ".join(parts)))
    for gone in unused:
        line = words("phrases", "unused", report=gone.report, rule=gone.rule, stated=gone.stated)
        _say(out, Text(f"  {one_line(line)}", "dim"))


def print_settings(
    rows: Iterable[tuple[str, str, str]], language: str = "zh", console: Console | None = None
) -> None:
    """Every setting: key, value and where it comes from."""
    words, out = Words(language), console or Console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for key in ("setting", "setting_value", "origin"):
        table.add_column(words("columns", key), overflow="fold")
    for key, value, origin in rows:
        style = "dim" if origin == "default" else ""
        table.add_row(Text(key, style), Text(value, style), Text(words("origins", origin), style))
    out.print(table)


def print_report(
    result: ReportResult, language: str = "zh", console: Console | None = None
) -> None:
    """Every figure with its coverage, every relation with its verdict, every finding."""
    words, out = Words(language), console or Console()
    [item] = digest([result])
    title = [item.name, result.title, result.organisation, str(result.year or "")]
    head = Text("  ".join(one_line(part) for part in title if part), style="bold")
    head.append("  " + item.light_words(words), _LIGHT_STYLES[item.light])
    _say(out, head)
    sections = (
        ("problems_head", [_problem_line(*p, words) for p in problems_of(result, words)]),
        ("figures_head", [_figure_line(figure, words) for figure in result.figures]),
        ("checks_head", list(_check_lines(result, words))),
        ("findings_head", [line for f in result.findings for line in _finding_lines(f, words)]),
    )
    for name, lines in sections:
        if lines:
            _say(out, Text(f"\n{words('phrases', name)}", style="bold underline"))
        for line in lines:
            _say(out, line)
    if not result.checks and result.status != "unread":
        _say(out, Text("\n" + words("phrases", "nothing_checked"), style="yellow"))


def print_rules(
    rules: Iterable[Rule], language: str = "zh", console: Console | None = None
) -> None:
    """The catalogue, one line a rule."""
    words, out = Words(language), console or Console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for key in ("rule", "name", "level", "formula"):
        table.add_column(words("columns", key), overflow="fold")
    for rule in rules:
        level = Text(words("levels", rule.level.value), _LEVEL_STYLES[rule.level.value])
        name = words.choose(rule.name, rule.english)
        table.add_row(Text(rule.id), Text(name), level, Text(rule.formula))
    out.print(table)


def print_rule(rule: Rule, language: str = "zh", console: Console | None = None) -> None:
    """One rule with its clause, its formula and its examples."""
    words, out = Words(language), console or Console()
    head = Text(f"{rule.id}  {rule.name}  {rule.english}  ", style="bold")
    head.append(words("levels", rule.level.value), _LEVEL_STYLES[rule.level.value])
    _say(out, head)
    clause = words.choose(rule.clause_zh, rule.clause_en)
    sections = (
        ("formula", [rule.formula]),
        ("clause", clause.splitlines()),
        ("right", rule.right),
        ("example", rule.wrong),
    )
    for key, texts in sections:
        _say(out, Text(f"\n{words('columns', key)}", style="bold underline"))
        for text in texts:
            _say(out, Text("\n".join(f"  {line}" for line in text.splitlines())))


def _summary_row(item: Digest, words: Words) -> list[Text]:
    sign = item.light_words(words).split()[0]
    head = [Text(sign, _LIGHT_STYLES[item.light]), Text(one_line(item.label))]
    year = Text("" if item.year is None else str(item.year))
    if item.status == "unread":
        dashes = [Text("—", "dim") for _ in (*_COUNTED, *_SHOWN_LEVELS)]
        return [*head, year, *dashes, Text(words("phrases", "all_lost"), "magenta")]
    counts = [Text(str(item.coverage[key])) for key in _COUNTED]
    levels = [
        Text(str(item.levels[level]), _LEVEL_STYLES[level] if item.levels[level] else "dim")
        for level in _SHOWN_LEVELS
    ]
    lost = words("phrases", "pages_lost", count=item.lost_pages) if item.lost_pages else ""
    return [*head, year, *counts, *levels, Text(lost, "magenta")]


def _problem_line(code: str, message: str, page: int | None, words: Words) -> Text:
    place = words("phrases", "whole_file") if page is None else words("phrases", "page", page=page)
    return Text(f"  {place}  {one_line(message)}  ").append(code, "dim")


def _figure_line(figure: FigureRecord, words: Words) -> Text:
    line = Text(f"  {where(figure.place, words)}  ", style="")
    line.append(one_line(figure.raw), "bold").append("  ")
    line.append(words("coverage", figure.coverage), _COVERAGE_STYLES.get(figure.coverage, ""))
    about = [figure.period, figure.name, ", ".join(figure.rules)]
    if figure.reason:
        about.append(reason(figure.reason, words))
    line.append("".join(f"  {one_line(part)}" for part in about if part), "dim")
    return line


def _check_lines(result: ReportResult, words: Words) -> Iterator[Text]:
    places = {figure.place.span: figure.place for figure in result.figures}
    for check in result.checks:
        yield _check_line(check, places, words)


def _check_line(check: CheckRecord, places: dict[Span, Place], words: Words) -> Text:
    place = next((places[span] for span in check.spans if span in places), None)
    line = Text(f"  {where(place, words)}  " if place is not None else "  ")
    line.append(words("verdicts", check.verdict), _VERDICT_STYLES.get(check.verdict, ""))
    line.append(f"  {check.rule}", "dim")
    if check.subject:
        line.append(f"  {one_line(check.subject)}")
    line.append(f"  {words('columns', 'stated')} ").append(one_line(check.stated), "bold")
    line.append(f"  {words('phrases', 'recompute')} {one_line(check.formula)}")
    if check.reason:
        line.append(f"  {reason(check.reason, words)}", "dim")
    return line


def _finding_lines(finding: Finding, words: Words) -> Iterator[Text]:
    line = Text(f"  {finding.id}  ")
    line.append(words("levels", finding.level), _LEVEL_STYLES.get(finding.level, ""))
    line.append(f"  {finding.rule}", "dim")
    line.append(f"  {one_line(words.choose(finding.message, finding.message_en))}")
    yield line
    if finding.cause is not None:
        cause = words.choose(finding.cause.zh, finding.cause.en)
        yield Text(f"      {words('phrases', 'cause')}: {one_line(cause)}")
    for excerpt in excerpts(finding.places):
        quote = Text(f"      {where(excerpt.place, words)}: ", style="dim")
        for text, mark in excerpt.segments():
            quote.append(text, "bold red" if mark else "")
        yield quote.append(doubts_about(excerpt.place, words))


def _say(out: Console, text: Text) -> None:
    """Print a line as it is: nothing wrapped, nothing of a report taken for markup or control."""
    text.plain = printable(text.plain)
    out.print(text, soft_wrap=True, highlight=False)
