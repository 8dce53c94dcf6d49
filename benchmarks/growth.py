"""Growth: the time a report takes, and the main process's memory, over ever more reports.

`python -m gouji.benchmarks.growth COUNT PATH` checks COUNT copies of a report and prints seconds
and MB.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import psutil

from ..corpus.walk import walk
from ..pipeline import check_found
from ..settings import Settings


def measure(path: Path, counts: tuple[int, ...]) -> list[dict[str, float]]:
    """Seconds a report and the main process's memory at each count, each in a fresh process."""
    rows = []
    for count in counts:
        command = [sys.executable, "-m", "gouji.benchmarks.growth", str(count), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        rows.append(json.loads(done.stdout))
    return rows


def main(count: str, path: str) -> None:
    source, number = Path(path), int(count)
    with tempfile.TemporaryDirectory(prefix="gouji-growth-") as folder:
        for n in range(number):
            shutil.copy(source, Path(folder) / f"{n:05d}-{source.name}")
        found = walk([folder]).found
        start = perf_counter()
        with check_found(found, Settings(jobs=2)) as results:
            findings = sum(len(result.findings) for result in results)
            taken = perf_counter() - start
            memory = psutil.Process().memory_info().rss / 2**20
    row = {
        "reports": number,
        "seconds a report": round(taken / number, 4),
        "main process MB": round(memory, 1),
        "findings": findings,
    }
    print(json.dumps(row))


if __name__ == "__main__":
    main(*sys.argv[1:])
