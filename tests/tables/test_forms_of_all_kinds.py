"""Forms in many layouts: silent when right, and every planted error told (forms/README.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from gouji.corpus.samples.source import Source, read_source
from gouji.extract.document import Document
from gouji.extract.read import read
from gouji.normalize.read import normalize
from gouji.validate.engine import evaluate
from gouji.validate.finding import Finding

from .drawn import document

FOLDER = Path(__file__).parent / "forms"
_PLACE = re.compile(r"\{(\w+):([^{}]*)\}")
_PLANTED = re.compile(r"(\w+)=(.*): ([^:]+)")
_RULE = re.compile(r"\??([a-z-]+)")


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: a place and the value put there; the rules that may tell it."""

    form: str
    place: str
    value: str
    rules: frozenset[str]
    review: bool
    stated: str


def text_of(form: str, place: str = "", value: str = "") -> str:
    """A form's text, right or with one place changed."""
    lines = (FOLDER / f"{form}.txt").read_text("utf-8").splitlines()
    body = [line for line in lines if not line.startswith("#") and not _PLANTED.fullmatch(line)]
    return _PLACE.sub(lambda m: value if m[1] == place else m[2], "\n".join(body))


def planted() -> Iterator[Planted]:
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if match := _PLANTED.fullmatch(line):
                words = match[3].replace("|", " ").split()
                rules = frozenset(m[1] for word in words if (m := _RULE.fullmatch(word)))
                stated = next((word for word in words if not _RULE.fullmatch(word)), "")
                yield Planted(path.stem, match[1], match[2], rules, "?" in match[3], stated)


FORMS = sorted(path.stem for path in FOLDER.glob("*.txt"))
PLANTED = list(planted())


def told(read_document: Document, review: bool = False) -> list[Finding]:
    """What is found at error or warning, or also for review."""
    loud = ("error", "warning", "review") if review else ("error", "warning")
    evaluation = evaluate(normalize(read_document))
    assert evaluation.failed == []
    return [finding for finding in evaluation.findings if finding.level in loud]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_is_right_is_silent(form: str) -> None:
    assert [f.message for f in told(document(text_of(form)), review=True)] == []


@pytest.mark.parametrize("error", PLANTED, ids=lambda e: f"{e.form}-{e.place}-{e.value}")
def test_a_planted_error_is_told(error: Planted) -> None:
    found = told(document(text_of(error.form, error.place, error.value)), error.review)
    named = [f for f in found if f.rule in error.rules]
    assert named, [f.message for f in found]
    if error.stated:
        assert any(error.stated in f.stated for f in named)


def in_word(form: Source, folder: Path) -> Path:
    from gouji.corpus.samples.to_word import build_word

    build_word(form, folder / "form.docx")
    return folder / "form.docx"


def in_pdf(form: Source, folder: Path) -> Path:
    pytest.importorskip("reportlab", reason="reportlab builds PDFs (extra: dev)")
    from gouji.corpus.samples.to_pdf import build_pdf

    build_pdf(form, folder / "form.pdf")
    return folder / "form.pdf"


@pytest.mark.parametrize("build", [in_word, in_pdf])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_says_the_same_in_word_and_in_pdf(
    form: str, build: Callable[[Source, Path], Path], tmp_path: Path
) -> None:
    right = as_source(text_of(form), tmp_path)
    assert [f.message for f in told(read(build(right, tmp_path)))] == []
    error = next((e for e in PLANTED if e.form == form and not e.review), None)
    if error is not None and build is in_pdf:
        wrong = as_source(text_of(form, error.place, error.value), tmp_path)
        assert {f.rule for f in told(read(build(wrong, tmp_path)))} & error.rules


def as_source(text: str, folder: Path) -> Source:
    """A form's text as a sample's source."""
    blocks = []
    table = False
    for line in text.splitlines():
        row = line.startswith("|")
        if row and not table:
            blocks.append("table: header=0 size=8")
        table = row
        blocks.append(line.replace("⏎", "\\n") if row else f"^ {line}" if line else "")
    path = folder / "form.md"
    path.write_text("format: word\n\n" + "\n".join(blocks) + "\n", encoding="utf-8")
    return read_source(path)
