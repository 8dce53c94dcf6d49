"""RESULTS.md and results.json: what was measured, how, on what machine, and the trend."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from .. import __version__
from ..corpus.answers import Outcome
from .alarms import GATE, Alarms, percent, table
from .coverage import ALONE, Coverage
from .links import Held
from .links import share as share_linked
from .mutation import LOUD, Trial
from .statements import Told
from .stats import Share

HERE = Path(__file__).parent


def machine() -> str:
    """Processor, processors, memory, Python: what a timing depends on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].partition(":")[2].strip() if lines else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {os.cpu_count()} processors, {memory:.0f} GB, Python {platform.python_version()}"
    )


def grid(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |"
    yield ""


def by(trials: Iterable[Trial], key: str) -> dict[str, list[Trial]]:
    """Trials grouped by one of their properties, in the order of its names."""
    groups: dict[str, list[Trial]] = {}
    for trial in trials:
        groups.setdefault(str(getattr(trial, key)), []).append(trial)
    return dict(sorted(groups.items()))


def counted(trials: Iterable[Trial]) -> list[Trial]:
    """The trials that measure something: not those where the report was wrong before."""
    return [trial for trial in trials if trial.outcome != "already"]


def recall(trials: Iterable[Trial]) -> Share:
    """The share of edits that a new error or warning touches."""
    share = Share()
    for trial in trials:
        share.add(trial.outcome == "found")
    return share


def visible(trials: Iterable[Trial]) -> list[Trial]:
    """The trials whose edit the rounding of the printed figures does not cover up."""
    return [trial for trial in trials if trial.outcome != "tail"]


def found_errors(trials: Sequence[Trial]) -> Iterator[str]:
    """The sections on the mutation bench."""
    trials = counted(trials)
    tied = [trial for trial in trials if trial.connected]
    yield "## Found errors\n"
    yield (
        "One edit at a time to the document itself (a Word run or cell; a PDF through a typeset "
        "twin). *Found*: a new finding of level error or warning touches the edited figure. "
        "*Connected*: an equation tied the figure before the edit. *Tail*: after the edit the "
        "equations still hold by the rounding of what is printed; *visible* leaves those out.\n"
    )
    yield (
        f"All {len(trials)} edits: connected **{recall(tied)}**, visible {recall(visible(tied))}, "
        f"all {recall(trials)}.\n"
    )
    rest = ("tail", "review", "elsewhere", "missed", "unread", "crash")
    rows = []
    for edit, group in by(trials, "edit").items():
        outcomes = Counter(trial.outcome for trial in group)
        here = [trial for trial in group if trial.connected]
        shares = (recall(here), recall(visible(here)), recall(group))
        rows.append((edit, *shares, *(outcomes[name] for name in rest)))
    head = ("edit", "connected", "visible", "all", *rest)
    yield from grid(head, rows)
    yield "By the rule whose equation tied the figure (a figure may be tied by several):\n"
    rules = sorted({rule for trial in tied for rule in trial.rules})
    rows = []
    for rule in rules:
        here = [trial for trial in tied if rule in trial.rules]
        rows.append((rule, recall(here), recall(visible(here))))
    yield from grid(("rule", "connected", "visible"), rows)
    yield "By where the figure stands:\n"
    places = [("prose", False), ("table", True)]
    rows = []
    for format_, group in by(trials, "format").items():
        for place, cell in places:
            here = [trial for trial in group if trial.cell is cell]
            tied = [trial for trial in here if trial.connected]
            shares = (recall(tied), recall(visible(tied)), recall(here))
            rows.append((format_.lstrip("."), place, *shares))
    yield from grid(("format", "place", "connected", "visible", "all"), rows)


def smallest_errors(smallest: dict[str, list[float]]) -> Iterator[str]:
    """What each rule could have seen at best."""
    yield "### The smallest error each rule can see\n"
    yield "As a share of the stated figure, over every check made on unedited reports.\n"
    rows = []
    for rule, values in sorted(smallest.items()):
        worst = max(values)
        rows.append((rule, len(values), f"{statistics.median(values):.4%}", f"{worst:.3%}"))
    yield from grid(("rule", "checks", "median", "worst"), rows)


def false_alarms(alarms: Alarms) -> Iterator[str]:
    """The sections on precision and recall against answers."""
    yield "## False alarms\n"
    yield (
        f"{alarms.reports} unedited reports against their answers "
        "([format](../docs/answers.md)). Echoes of a true finding count neither way.\n"
    )
    for name, tally in (("Samples", alarms.samples), ("Real reports", alarms.real)):
        rows = [
            (
                level,
                tally.count(Outcome.TRUE, level=level),
                tally.count(Outcome.FALSE, level=level),
                percent(tally.precision(level=level)),
                percent(tally.recall(level=level)),
            )
            for level in ("error", "warning", "review", "info")
        ]
        if not tally.rules:
            continue
        yield f"### {name}\n"
        yield from grid(("level", "true", "false", "precision", "recall"), rows)
        head = ("rule", "level", "true", "false", "echoes", "precision", "recall")
        yield from grid(head, table(tally))
    gate = ", ".join(alarms.gated) or "none"
    yield f"Rules under {GATE:.0%} on real reports that speak at level error: **{gate}**.\n"
    if alarms.unread:
        yield f"Not read: {'; '.join(alarms.unread)}.\n"
    rank = ("error", "warning", "review", "info").index
    costly = [("false alarm", row) for row in alarms.false] + [("miss", r) for r in alarms.missed]
    costly.sort(key=lambda pair: rank(pair[1]["level"].split("|")[0]))
    yield "### The most costly misses and false alarms\n"
    worst = [(kind, *row.values()) for kind, row in costly[:10]]
    yield from grid(("", "report", "rule", "level", "stated", "recomputed"), worst)


def told(statements: Sequence[Told]) -> Iterator[str]:
    """The section on the statement bench."""
    yield "## Statements\n"
    yield (
        "Every shape of statement told right and wrong in invented sentences "
        "([statements.tsv](statements.tsv)). *Found*: an error or warning on the wrong one; "
        "*alarm*: anything louder than info on the right one.\n"
    )
    wrong = [told for told in statements if told.wrong]
    found = sum(told.level in LOUD for told in wrong)
    alarms = [told for told in statements if told.alarms]
    yield f"Found {found} of {len(wrong)}; alarms on {len(alarms)} of {len(statements)}.\n"
    rows = [("alarm", t.shape, t.right, ", ".join(t.alarms)) for t in alarms]
    rows += [
        ("missed" if not t.level else "soft", t.shape, t.wrong, t.level or "–")
        for t in wrong
        if t.level not in LOUD
    ]
    yield from grid(("", "shape", "statement", "said"), rows)


def covered(kinds: dict[str, Coverage]) -> Iterator[str]:
    """The section on coverage."""
    yield "## Coverage\n"
    yield "*Stands alone*: no relation of the report speaks of the figure.\n"
    names = ("checked", "contradicted", "operand", ALONE, "unchecked")
    rows = []
    for kind, coverage in kinds.items():
        for place, counts in (("prose", coverage.prose), ("tables", coverage.cells)):
            total = sum(counts[name] for name in names)
            if total:
                shares = [f"{counts[name] / total:.1%}" for name in names]
                rows.append((kind, place, total, *shares))
    yield from grid(("kind", "place", "figures", *names), rows)
    reasons: Counter[str] = Counter()
    shapes: Counter[str] = Counter()
    for coverage in kinds.values():
        reasons += coverage.reasons
        shapes += coverage.shapes
    yield "Why figures are unchecked:\n"
    yield from grid(("reason", "figures"), reasons.most_common(10))
    yield "The most frequent shapes around unchecked figures in prose (cues and kinds, no words):\n"
    yield from grid(("shape", "figures"), ((f"`{s}`", n) for s, n in shapes.most_common(15)))


def linked(kinds: dict[str, list[Held]]) -> Iterator[str]:
    """The section on prose that restates tables."""
    yield "## Prose and tables\n"
    yield (
        "Amounts in prose whose value stands in a cell, with a word of the cell's row or column "
        "before them: the share that gouji ties to a cell.\n"
    )
    rows = [(kind, share_linked(found)) for kind, found in kinds.items()]
    yield from grid(("kind", "linked"), rows)


def timed(rows: Sequence[dict[str, Any]], growth: Sequence[dict[str, float]]) -> Iterator[str]:
    """The section on speed and memory."""
    yield "## Speed and memory\n"
    yield "Best of several runs in one process; × is gouji's whole time over the other's.\n"
    for suffix in (".docx", ".pdf"):
        chosen = [row for row in rows if str(row["report"]).endswith(suffix)]
        if not chosen:
            continue
        engines = list(chosen[0]["seconds"])
        head = ["report", "pages", "reports/s", "pages/s", *engines]
        lines = []
        for row in chosen:
            whole = row["seconds"]["gouji, whole"]
            pages = row["pages"]
            cells = [
                f"{row['seconds'][name] * 1000:.0f} ms"
                + (f", ×{row['times as slow as'][name]}" if name != "gouji, whole" else "")
                + (f", {row['peak MB'][name]} MB" if row["peak MB"] else "")
                for name in engines
            ]
            per_page = f"{pages / whole:.0f}" if pages else "–"
            lines.append((row["report"], pages or "–", f"{1 / whole:.1f}", per_page, *cells))
        yield from grid(head, lines)
    yield "Where the time goes:\n"
    stages = [
        (row["report"], *(f"{row['stages'][s] * 1000:.0f} ms" for s in row["stages"]))
        for row in rows
    ]
    yield from grid(("report", "extract", "normalize", "validate"), stages)
    if growth:
        yield "Growth (copies of one sample, two workers):\n"
        yield from grid(list(growth[0]), [list(row.values()) for row in growth])


def trend(history: Sequence[dict[str, Any]]) -> Iterator[str]:
    """How the headline figures went, run after run."""
    if history:
        yield "## Trend\n"
        columns = list(history[-1])
        yield from grid(columns, [[row.get(c, "–") for c in columns] for row in history])


def write(sections: Iterable[str], results: dict[str, Any], folder: Path = HERE) -> None:
    """Write RESULTS.md and results.json."""
    head = [
        "# Results of the yardstick\n",
        "Written by `make bench` (`python -m gouji.benchmarks`); nothing here is typed by hand.\n",
        f"gouji {__version__}, {date.today().isoformat()}, {machine()}.\n",
    ]
    text = "\n".join([*head, *sections]).rstrip() + "\n"
    (folder / "RESULTS.md").write_text(text, encoding="utf-8")
    content = json.dumps(results, ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(content + "\n", encoding="utf-8")
