"""The quick PDF reader against its reference, file by file: `python -m gouji.benchmarks.engines`.

Compared are the characters of all text and tables, and the tables' cells, row by row.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..extract.document import Cell, Document, Role, Table
from ..extract.manner import PDF_ENGINES, Manner
from ..extract.problem import Unreadable
from ..extract.read import read
from .material import real_reports, samples

_BLANK = re.compile(r"\s+")
_APART = (Role.HIDDEN,)  # pdfplumber does not say which text is not painted


@dataclass(frozen=True, slots=True)
class Compared:
    """What two readers made of one file.

    `characters` counts those both have; `only` those that one has alone (quick, reference).
    Rows are rows of tables with the same texts in the same order; `seconds` is the time of each.
    """

    name: str
    pages: int
    characters: int
    only: tuple[Counter[str], Counter[str]]
    rows: int
    only_rows: tuple[list[tuple[str, ...]], list[tuple[str, ...]]]
    seconds: tuple[float, float]


def compare(path: Path) -> Compared:
    """Read one file with both readers.  `Unreadable` when either cannot."""
    documents, seconds = [], []
    for engine in PDF_ENGINES:
        begun = time.perf_counter()
        documents.append(read(path, manner=Manner(ocr=False, pdf_engine=engine)))
        seconds.append(time.perf_counter() - begun)
    quick, reference = (characters_of(document) for document in documents)
    quick_rows, reference_rows = (Counter(rows_of(document)) for document in documents)
    return Compared(
        path.name,
        documents[0].pages or 0,
        (quick & reference).total(),
        (quick - reference, reference - quick),
        (quick_rows & reference_rows).total(),
        (
            list((quick_rows - reference_rows).elements()),
            list((reference_rows - quick_rows).elements()),
        ),
        (seconds[0], seconds[1]),
    )


def characters_of(document: Document) -> Counter[str]:
    """Every visible character of a document, healed."""
    found: Counter[str] = Counter()
    for block in document.blocks:
        if isinstance(block, Table):
            found.update("".join(cell.text.text for cell in block.cells))
        elif block.role not in _APART:
            found.update(block.text.text)
    return Counter({sign: count for sign, count in found.items() if not sign.isspace()})


def rows_of(document: Document) -> list[tuple[str, ...]]:
    """The rows of all tables: the texts of the cells that begin in each, blank ones left out."""
    found = []
    for table in document.tables:
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell)
        for row in rows.values():
            texts = (_BLANK.sub("", cell.text.text) for cell in row)
            found.append(tuple(text for text in texts if text))
    return [row for row in found if row]


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare the files named, or all PDF files at hand, and print a line for each."""
    named = [Path(name) for name in (sys.argv[1:] if arguments is None else arguments)]
    paths = named or [r.path for r in (*samples(), *real_reports()) if r.path.suffix == ".pdf"]
    print("| file | pages | characters both | only quick | only reference | rows both "
          "| only quick | only reference | quick s | reference s |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|---|")
    for path in paths:
        try:
            told = compare(path)
        except Unreadable as failure:
            print(f"| {path.name} | {failure} |")
            continue
        print(f"| {told.name} | {told.pages} | {told.characters} "
              f"| {told.only[0].total()} | {told.only[1].total()} | {told.rows} "
              f"| {len(told.only_rows[0])} | {len(told.only_rows[1])} "
              f"| {told.seconds[0]:.2f} | {told.seconds[1]:.2f} |")  # fmt: skip


if __name__ == "__main__":
    main()
