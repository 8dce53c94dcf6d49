"""What `gouji bench` prints: precision and recall by rule, and every miss and false alarm."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rich import box
from rich.console import Console
from rich.table import Table

from ..corpus.answers import Outcome, Tally
from ..corpus.measure import Measured
from .clean import one_line

_LEVELS = ("error", "warning", "review", "info")
_HEADS = {
    "zh": ("规则", "级别", "属实", "误报", "连带", "漏报", "查准率", "查全率"),
    "en": ("rule", "level", "true", "false", "echoes", "missed", "precision", "recall"),
}
_ALL = {"zh": "全部", "en": "all"}
_WORDS = {
    "zh": {
        "unread": "未能完整读取",
        "alarm": "误报",
        "miss": "漏报",
        "reports": "对照答案复核了 {count} 份报告。",
        "unanswered": "{count} 份报告没有答案，未计入。",
        "elsewhere": "{count} 处属实但级别与答案不同。",
    },
    "en": {
        "unread": "not wholly read",
        "alarm": "false alarm",
        "miss": "missed",
        "reports": "{count} reports were checked against their answers.",
        "unanswered": "{count} reports have no answers and were not measured.",
        "elsewhere": "{count} true findings speak at another level than the answers name.",
    },
}


def print_measured(
    measured: Measured, language: str = "zh", console: Console | None = None
) -> None:
    """The table by rule and level, then the reports' misses and false alarms."""
    out, words = console or Console(), _WORDS[language]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for number, head in enumerate(_HEADS[language]):
        table.add_column(head, justify="left" if number < 2 else "right", no_wrap=number > 0)
    tally = measured.tally
    for rule in tally.rules:
        for level in _LEVELS:
            _add(table, tally, rule, level, rule)
    table.add_section()
    for level in _LEVELS:
        _add(table, tally, "", level, _ALL[language])
    out.print(table)
    for line in _wrong(measured, words):
        out.print(line, markup=False, highlight=False, soft_wrap=True)
    counts = {
        "reports": len(measured.reports),
        "unanswered": len(measured.unanswered),
        "elsewhere": tally.elsewhere,
    }
    for key, count in counts.items():
        if count:
            out.print(words[key].format(count=count), highlight=False)


def _add(table: Table, tally: Tally, rule: str, level: str, name: str) -> None:
    kinds = (Outcome.TRUE, Outcome.FALSE, Outcome.ECHO)
    counts = [tally.count(kind, rule, level) for kind in kinds]
    missed = tally.misses(rule, level)
    if any(counts) or missed:
        shares = (tally.precision(rule, level), tally.recall(rule, level))
        table.add_row(name, level, *map(str, [*counts, missed]), *map(_percent, shares))


def _wrong(measured: Measured, words: dict[str, str]) -> Iterator[str]:
    for path, result, comparison in measured.reports:
        if result.status != "read":
            codes = ", ".join(problem.code for problem in result.problems)
            yield one_line(f"{path.name}: {words['unread']}: {codes}")
        for finding in comparison.false_alarms:
            figures = f"{finding.stated} ≠ {finding.recomputed}".removesuffix(" ≠ ")
            yield one_line(f"{path.name}: {words['alarm']}: {finding.rule}: {figures}")
        for answer in comparison.missed:
            rules, stated = "|".join(answer.rules), "|".join(answer.stated)
            yield one_line(f"{path.name}:{answer.line}: {words['miss']}: {rules}: {stated}")


def _percent(share: Decimal | None) -> str:
    return "–" if share is None else f"{share:.1%}"
