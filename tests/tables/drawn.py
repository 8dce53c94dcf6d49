"""Tables drawn as text, and what the table rules say of them.

A cell `<` continues the cell to its left, `^` the one above it; `⏎` is a line break.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gouji.extract.document import Cell, Document, Paragraph, Table, Text
from gouji.extract.hygiene import heal
from gouji.normalize.grid import understand
from gouji.normalize.read import normalize
from gouji.normalize.reading import Grid, Reading
from gouji.normalize.tokenize import tokenize
from gouji.validate.catalogue import load
from gouji.validate.judge import Check, judge
from gouji.validate.relation import Relation, Remark
from gouji.validate.rule import Memo


class Said(NamedTuple):
    """One finding: certainty, printed value, formula."""

    certainty: str
    stated: str
    parts: tuple[str, ...]


def table(drawing: str, index: int = 0, repeats: tuple[int, ...] = ()) -> Table:
    """A ruled table, one line a row."""
    rows = [line.strip()[1:-1].split("|") for line in drawing.strip().splitlines()]
    cells = tuple(_cells(rows))
    return Table(index, cells, len(rows), len(rows[0]), (None,) * len(rows), None, repeats)


def _cells(rows: list[list[str]]) -> Iterator[Cell]:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            right = c + 1
            while right < len(row) and row[right] == "<":
                right += 1
            down = r + 1
            while down < len(rows) and rows[down][c] == "^":
                down += 1
            yield Cell(r, c, heal(text.replace("⏎", "\n")), down - r, right - c)


def document(text: str) -> Document:
    """Paragraphs, and tables of consecutive `|…|` lines."""
    blocks: list[Paragraph | Table] = []
    lines: list[str] = []
    for line in [*text.strip().splitlines(), ""]:
        if line.strip().startswith("|"):
            lines.append(line)
            continue
        if lines:
            blocks.append(table("\n".join(lines), len(blocks)))
            lines = []
        if line.strip():
            blocks.append(Paragraph(len(blocks), heal(line.strip())))
    return Document("drawn.txt", "", "txt", tuple(blocks))


def reading(text: str) -> Reading:
    return normalize(document(text))


def grid(drawing: str, *before: str, repeats: tuple[int, ...] = ()) -> Grid:
    """One table understood, with the paragraphs before it."""
    paragraphs = [Paragraph(i, Text.plain(text)) for i, text in enumerate(before)]
    return understand(table(drawing, len(before), repeats), paragraphs, tokenize)


def amounts(understood: Grid) -> list[str]:
    """The printed digits of the amount cells, in reading order."""
    return [c.figure.number for c in understood.cells if c.figure is not None]


def checks(rule: str, text: str) -> list[Check]:
    """Every relation judged, once, as the engine does."""
    read = reading(text)
    outcomes = load()[rule].recognise(read, Memo(read))
    relations = [outcome for outcome in outcomes if isinstance(outcome, Relation)]
    known = {(r.places, r.claim): r for r in reversed(relations)}
    return [judge(r) for r in relations if known[r.places, r.claim] is r]


def remarks(rule: str, text: str) -> list[str]:
    read = reading(text)
    outcomes = load()[rule].recognise(read, Memo(read))
    return [outcome.stated for outcome in outcomes if isinstance(outcome, Remark)]


def verdicts(rule: str, text: str) -> list[str]:
    return [check.verdict.value for check in checks(rule, text)]


def wrong(rule: str, text: str) -> list[Said]:
    """What disagrees."""
    return [
        Said(
            check.relation.certainty.value,
            check.relation.stated.figures[0].number,
            tuple(figure.number for figure in check.relation.computed.figures),
        )
        for check in checks(rule, text)
        if check.verdict.value == "disagrees"
    ]
