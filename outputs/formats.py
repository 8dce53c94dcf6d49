"""Output formats by name: a new one is a line here and a module of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from ..validate.finding import ReportResult


@dataclass(frozen=True, slots=True)
class Format:
    """An output format.  Its module is imported when first used: some stand on heavy libraries.

    `filename` is how the file is usually called; `function` in `module` takes the results, the
    path to write and a language, and gives the path written.
    """

    filename: str
    module: str
    function: str

    def write(self, results: Sequence[ReportResult], path: Path, language: str = "zh") -> Path:
        """Write `results` to the file `path`.  OSError when it cannot be written."""
        written: Path = getattr(import_module(f".{self.module}", __package__), self.function)(
            results, path, language
        )
        return written


FORMATS: dict[str, Format] = {
    "xlsx": Format("discrepancies.xlsx", "workbook", "write_workbook"),
    "json": Format("results.json", "record", "write_record"),
    "sarif": Format("results.sarif", "sarif", "write_sarif"),
    "junit": Format("junit.xml", "junit", "write_junit"),
    "markdown": Format("summary.md", "markdown", "write_markdown"),
    "github": Format("annotations.txt", "github", "write_github"),
}
