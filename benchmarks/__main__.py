"""Run the yardstick: `python -m gouji.benchmarks [--quick] [--trials N] [--jobs N] [--seed N]`.

The full form writes RESULTS.md and results.json; the quick form (under two minutes) prints the
headlines and writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from ..extract.problem import Unreadable
from . import alarms as alarm_bench
from . import coverage as coverage_bench
from . import growth as growth_bench
from . import links as links_bench
from . import mutation, report, speed, statements
from .alarms import Alarms, percent
from .material import Report, real_reports, samples
from .mutation import Trial
from .run import check
from .statements import Told

_GROWN = "overall-qingshui-commerce-2022.docx"
_SMALL = {
    "bulletin-haitang-2023.docx",
    "forms-shannan-education-2023.docx",
    "overall-qingshui-commerce-2022.docx",
    "overall-shiquan-culture-2023.pdf",
    "overall-yunling-agriculture-2023.docx",
    "changning-2022.docx",
}
"""Reports small enough to be edited and read a hundred times in a minute."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m gouji.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--trials", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    reports = [*samples(), *real_reports()]
    trials = options.trials or (98 if options.quick else 2450)
    edited = readable([r for r in reports if r.path.name in _SMALL] if options.quick else reports)
    tried = mutation.run(mutation.plan(edited, trials, options.seed), options.jobs)
    alarms = alarm_bench.measure(reports)
    told = statements.measure()
    if options.quick:
        print("\n".join(headlines(tried, alarms, told)))
        return
    kinds = coverage_bench.measure(reports)
    held = links_bench.measure(reports)
    timed = [r.path for r in readable(reports) if r.kind != "bulletin"][::3]
    rows = speed.measure(timed)
    grown = next(r.path for r in reports if r.path.name == _GROWN)
    growth = growth_bench.measure(grown, (10, 100, 1000))
    history = [*_history(), _headline(tried, alarms, told)]
    sections = [
        *report.found_errors(tried),
        *report.smallest_errors(smallest(reports)),
        *report.false_alarms(alarms),
        *report.told(told),
        *report.covered(kinds),
        *report.linked(held),
        *report.timed(rows, growth),
        *report.trend(history),
    ]
    results: dict[str, Any] = {
        "date": date.today().isoformat(),
        "machine": report.machine(),
        "seed": options.seed,
        "connected errors missed": [
            _plain(trial)
            for trial in report.counted(tried)
            if trial.connected and trial.outcome != "found"
        ],
        "false alarms": alarms.false,
        "misses": alarms.missed,
        "precision at error on real reports": {
            rule: str(alarms.real.precision(rule, "error")) for rule in alarms.real.rules
        },
        "gated": alarms.gated,
        "prose not linked": [
            f"{one.report}: {one.printed}"
            for found in held.values()
            for one in found
            if not one.linked
        ],
        "speed": rows,
        "growth": growth,
        "history": history,
    }
    report.write(sections, results)


def readable(reports: Sequence[Report]) -> list[Report]:
    """The reports that gouji can read."""
    found = []
    for one in reports:
        try:
            mutation.carrier_of(one)
            check(one.path)
        except Unreadable as failure:
            print(f"not read: {one.name}: {failure.problem.code}")
        else:
            found.append(one)
    return found


def headlines(tried: Sequence[Trial], alarms: Alarms, told: Sequence[Told]) -> list[str]:
    """What the quick form says."""
    lines = [f"{name}: {value}" for name, value in _headline(tried, alarms, told).items()]
    lines += [f"false alarm: {' · '.join(row.values())}" for row in alarms.false]
    lines += [f"miss: {' · '.join(row.values())}" for row in alarms.missed]
    lines += [
        f"statement alarm: {t.shape}: {', '.join(t.alarms)}: {t.right}" for t in told if t.alarms
    ]
    wrong = [t for t in told if t.wrong and t.level not in mutation.LOUD]
    lines += [f"statement missed: {t.shape}: {t.wrong}" for t in wrong]
    crashes = sorted({f"{t.report} {t.edit}: {t.by}" for t in tried if t.outcome == "crash"})
    return lines + [f"crash: {crash}" for crash in crashes]


def _headline(tried: Sequence[Trial], alarms: Alarms, told: Sequence[Told]) -> dict[str, str]:
    trials = report.counted(tried)
    wrong = [t for t in told if t.wrong]
    return {
        "date": date.today().isoformat(),
        "edits": str(len(trials)),
        "recall, connected": str(report.recall(t for t in trials if t.connected)),
        "recall, all": str(report.recall(trials)),
        "samples: precision, recall at error": _both(alarms, "samples"),
        "real: precision, recall at error": _both(alarms, "real"),
        "statements found": f"{sum(t.level in mutation.LOUD for t in wrong)} of {len(wrong)}",
        "false alarms at error or warning": str(
            sum(row["level"] in ("error", "warning") for row in alarms.false)
        ),
    }


def _both(alarms: Alarms, which: str) -> str:
    tally = getattr(alarms, which)
    return f"{percent(tally.precision(level='error'))}, {percent(tally.recall(level='error'))}"


def _plain(trial: Trial) -> dict[str, Any]:
    return {name: value for name, value in asdict(trial).items() if value not in ("", ())}


def _history() -> list[dict[str, str]]:
    path = report.HERE / "results.json"
    if not path.is_file():
        return []
    history: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["history"]
    return history


def smallest(reports: Sequence[Report]) -> dict[str, list[float]]:
    """For every check of every report: the smallest error it could see, over the stated figure."""
    seen: dict[str, list[float]] = defaultdict(list)
    for one in reports:
        try:
            checks = check(one.path).evaluation.checks
        except Unreadable:
            continue
        for made in checks:
            share = _share(made.smallest_error, made.stated)
            if share is not None:
                seen[made.rule].append(share)
    return seen


def _share(error: str, stated: str) -> float | None:
    from ..corpus.answers import number_in

    smallest_error, figure = number_in(error), number_in(stated)
    if smallest_error is None or not figure:
        return None
    return float(abs(smallest_error / figure))


if __name__ == "__main__":
    main()
