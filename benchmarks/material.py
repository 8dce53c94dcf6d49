"""The reports the yardstick measures on: the samples, and real reports where they are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..corpus.answers import Answer, answers_beside, read_answers
from ..corpus.samples.source import read_source

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"
REAL = ROOT.parent / "shared" / "reports"
"""Public reports that are no part of the project; everything works without them."""
ANSWERS = Path(__file__).parent / "answers"

_KINDS = {
    "overall": "self-evaluation report",
    "forms": "self-evaluation form",
    "accounts": "final accounts",
    "budget": "budget",
    "budgets": "budget",
    "bulletin": "bulletin",
    "bulletins": "bulletin",
    "seeds": "self-evaluation report",
}


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the yardstick.  `source` is a sample's plain source; `real` is no sample."""

    path: Path
    kind: str
    real: bool = False
    source: Path | None = None

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}" if self.real else self.path.name

    def answers(self) -> list[Answer] | None:
        """What should be found in it; None where nobody has said."""
        if not self.real:
            beside = answers_beside(self.path)
            return None if beside is None else read_answers(beside)
        if self.path.parent.name == "seeds":
            expected = read_answers(REAL / "seeds" / "expected.tsv", self.path.stem)
            own = ANSWERS / f"{self.path.stem}.answers.tsv"
            return [*expected, *(read_answers(own) if own.is_file() else [])]
        path = ANSWERS / f"{self.path.stem}.answers.tsv"
        return read_answers(path) if path.is_file() else None


def samples() -> Iterator[Report]:
    """The sample reports."""
    for source in sorted((SAMPLES / "sources").glob("*.md")):
        kind = _KINDS[source.stem.split("-")[0]]
        yield Report(read_source(source).target, kind, source=source)


def real_reports() -> Iterator[Report]:
    """The real reports with answers or of a kind gouji is for; none where the folder is absent."""
    for folder in ("seeds", "accounts", "budgets", "bulletins"):
        for path in sorted((REAL / folder).glob("*")):
            if path.suffix in (".docx", ".pdf"):
                yield Report(path, _KINDS[folder], real=True)
