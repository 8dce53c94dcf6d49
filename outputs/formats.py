"""Output formats by name: a new one is a line here and a module of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from ..validate.finding import ReportResult


@dataclass(frozen=True, slots=True)
class Format:
    """An output format.  Its module is imported when first used: some stand on heavy libraries.

    `filename` is how the file is usually called; `function` in `module` takes the results, the
    path to write and a language, and gives the path written.  `text` says that it shows the
    reports' text: results must then carry their blocks.
    """

    filename: str
    module: str
    function: str
    text: bool = False

    def write(self, results: Sequence[ReportResult], path: Path, language: str = "zh") -> Path:
        """Write `results` to the file `path`.  OSError when it cannot be written."""
        written: Path = getattr(import_module(f".{self.module}", __package__), self.function)(
            results, path, language
        )
        return written


FORMATS: dict[str, Format] = {
    "xlsx": Format("discrepancies.xlsx", "workbook", "write_workbook"),
    "html": Format("report.html", "page.write", "write_page", text=True),
    "json": Format("results.json", "record", "write_record"),
    "sarif": Format("results.sarif", "sarif", "write_sarif"),
    "junit": Format("junit.xml", "junit", "write_junit"),
    "markdown": Format("summary.md", "markdown", "write_markdown"),
    "gitlab": Format("gl-code-quality-report.json", "gitlab", "write_gitlab"),
    "github": Format("annotations.txt", "github", "write_github"),
}


def shows_text(formats: Iterable[str]) -> bool:
    """Whether any of `formats` shows the reports' text."""
    return any(FORMATS[name].text for name in formats if name in FORMATS)
