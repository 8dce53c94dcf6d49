"""Speed and memory, as ratios in the same run against the libraries gouji stands on.

`python -m gouji.benchmarks.speed ENGINE PATH` runs one engine alone and prints its peak memory.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

# Engines import what they need when they run: one's peak memory must not hold the others'.


def gouji_read(path: Path) -> None:
    from ..extract.read import read

    read(path)


def gouji_whole(path: Path) -> None:
    from ..pipeline import check_report
    from ..settings import Settings

    check_report(path, Settings())


def pdfplumber_text_and_tables(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def pdfium_text(path: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_bounded()


def python_docx_walk(path: Path) -> None:
    import docx

    document = docx.Document(str(path))
    _ = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        _ = [cell.text for row in table.rows for cell in row.cells]


def lxml_parse(path: Path) -> None:
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        etree.fromstring(archive.read("word/document.xml"))


ENGINES: dict[str, dict[str, Callable[[Path], None]]] = {
    ".pdf": {
        "gouji, whole": gouji_whole,
        "gouji, reading": gouji_read,
        "pdfplumber text and tables": pdfplumber_text_and_tables,
        "pypdfium2 text (the limit)": pdfium_text,
    },
    ".docx": {
        "gouji, whole": gouji_whole,
        "gouji, reading": gouji_read,
        "python-docx walk": python_docx_walk,
        "lxml parse (the limit)": lxml_parse,
    },
}


def seconds(engine: Callable[[Path], None], path: Path, times: int) -> float:
    """The best of several runs: the machine may be busy with other things."""
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        engine(path)
        best = min(best, perf_counter() - start)
    return best


def stages(path: Path, times: int) -> dict[str, float]:
    """Seconds in each stage of one report."""
    from ..extract.read import read
    from ..normalize.read import normalize
    from ..validate.engine import evaluate

    best: dict[str, float] = {}
    for _ in range(times):
        marks = [perf_counter()]
        document = read(path)
        marks.append(perf_counter())
        reading = normalize(document)
        marks.append(perf_counter())
        evaluate(reading)
        marks.append(perf_counter())
        for name, start, end in zip(
            ("extract", "normalize", "validate"), marks, marks[1:], strict=False
        ):
            best[name] = min(best.get(name, end - start), end - start)
    return best


def peak_memory(engine: str, path: Path) -> int:
    """Peak resident memory in MB of a process that does nothing else."""
    command = [sys.executable, "-m", "gouji.benchmarks.speed", engine, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout.strip())


def measure(paths: list[Path], times: int = 3, memory: bool = True) -> list[dict[str, object]]:
    """One row a report: seconds of every engine, ratios, stages, peak memory."""
    from ..extract.read import read

    rows: list[dict[str, object]] = []
    for path in paths:
        engines = ENGINES[path.suffix]
        for engine in engines.values():
            engine(path)  # imports and caches
        taken = {name: seconds(engine, path, times) for name, engine in engines.items()}
        whole = taken["gouji, whole"]
        document = read(path)
        rows.append(
            {
                "report": path.name,
                "pages": document.pages,
                "seconds": {name: round(value, 4) for name, value in taken.items()},
                "times as slow as": {n: round(whole / v, 2) for n, v in taken.items()},
                "stages": {n: round(v, 4) for n, v in stages(path, times).items()},
                "peak MB": {n: peak_memory(n, path) for n in engines} if memory else {},
            }
        )
    return rows


def main(engine: str, path: str) -> None:
    target = Path(path)
    ENGINES[target.suffix][engine](target)
    print(_peak())


def _peak() -> int:
    """This process's peak resident memory in MB.

    Linux hands getrusage's figure down from the parent through exec; /proc does not.
    """
    status = Path("/proc/self/status")
    if status.exists():
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(fields["VmHWM"].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
