"""Table cells that hold sentences, read as passages."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ...extract.document import Paragraph
from ...normalize.marks import marks_of
from ...normalize.reading import Passage, Reading


def told_in_cells(reading: Reading) -> Iterator[Passage]:
    """Cells that hold sentences (年度总体目标, 偏差原因), each as a passage of its own."""
    for grid in (*reading.grids, *reading.loose):
        for cell in grid.cells:
            figures = sum(token.figure is not None for token in cell.tokens)
            stops = len(regex.findall("[，。；,;]", cell.text.text))
            if figures > 1 and stops and len(regex.findall(r"\p{Han}", cell.text.text)) > _TOLD:
                paragraph = Paragraph(grid.table.index, cell.text)
                marks = marks_of(cell.text.text, cell.tokens)
                yield Passage(
                    paragraph, cell.tokens, (), reading.year, cell.row, cell.column, marks
                )


_TOLD = 20
