"""One report through gouji, with everything the yardstick wants to see kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..extract.document import Document, Span, Table
from ..extract.read import read
from ..normalize.read import normalize
from ..normalize.reading import Reading
from ..validate.engine import Evaluation, evaluate


@dataclass(slots=True)
class Checked:
    """A report after its way through gouji, and its text as one flow."""

    document: Document
    reading: Reading
    evaluation: Evaluation
    flow: Flow


def check(path: Path) -> Checked:
    """Read and evaluate a report.  Unreadable where it cannot be read."""
    document = read(path)
    reading = normalize(document)
    return Checked(document, reading, evaluate(reading), Flow.of(document))


@dataclass(slots=True)
class Flow:
    """A document's printed characters in reading order, white space left out.

    `index` gives, for (block, row, column), where its text begins in the flow, and for each
    original character where it stands.  The same report written twice (a Word file before and
    after an edit, a PDF and its source) has nearly the same flow, whatever its blocks are.
    """

    text: str
    index: dict[tuple[int, int, int], list[int]]

    @classmethod
    def of(cls, document: Document) -> Flow:
        pieces: list[str] = []
        index: dict[tuple[int, int, int], list[int]] = {}
        length = 0
        for block in document.blocks:
            if isinstance(block, Table):
                texts = [((c.row, c.column), c.text.original) for c in block.cells]
            else:
                texts = [((-1, -1), block.text.original)]
            for (row, column), text in texts:
                starts = []
                for character in text:
                    starts.append(length)
                    if not character.isspace():
                        pieces.append(character)
                        length += 1
                index[block.index, row, column] = [*starts, length]
        return cls("".join(pieces), index)

    def range(self, document: Document, span: Span) -> tuple[int, int]:
        """Where a span of the healed text stands in the flow."""
        starts = self.index[span.block, span.row, span.column]
        low, high = document.text_of(span).original_range(span.start, span.end)
        return starts[low], starts[min(high, len(starts) - 1)]

    def find(self, before: str, middle: str, after: str, near: float) -> tuple[int, int] | None:
        """Where `middle` stands between its neighbours; `near` (0 to 1) decides among equals.

        Shorter and shorter stretches of the neighbours are asked for, in the end of one side
        only, so that a page's edge between them does no harm.
        """
        sides = [(reach, reach) for reach in (24, 12, 6, 3)] + [(12, 0), (0, 12)]
        for left, right in sides:
            before_it = before[-left:] if left else ""
            wanted = before_it + middle + after[:right]
            found = []
            at = self.text.find(wanted)
            while at >= 0:
                found.append(at + len(before_it))
                at = self.text.find(wanted, at + 1)
            if found:
                start = min(found, key=lambda place: abs(place - near * len(self.text)))
                return start, start + len(middle)
        return None
