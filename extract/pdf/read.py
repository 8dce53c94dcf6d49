"""The way in for PDF files: a path → a `Document`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ..document import Document
from ..manner import Manner
from ..ocr import Recognition, available
from ..problem import Problem, Unreadable
from .assemble import blocks_of
from .geometry import frame_of
from .headings import Bookmark
from .integrity import damaged_parts
from .page import PageContent, read_page
from .scan import recognised

PAGE_LIMIT = 2000
"""Pages beyond these are not read."""


def read_pdf(
    path: Path,
    password: str | None = None,
    manner: Manner = Manner(ocr=False),  # noqa: B008 - a frozen value
    data: bytes | None = None,
) -> Document:
    """Read a PDF's paragraphs and tables in reading order, with boxes.

    `data` are its bytes where no file of its own holds them.  Raises `Unreadable`: "encrypted"
    without the right password, "truncated" where no page can be read.  Pages without usable
    text, those read by character recognition, and damage, are in `Document.problems`.
    """
    recognition = Recognition(manner.ocr_seconds) if manner.ocr and available() else None
    with _opened(path if data is None else data, password or manner.password) as file:
        problems: list[Problem] = []
        count = len(file)
        if not count:
            raise Unreadable("truncated", "no pages")
        if not pdfium.FPDF_DocumentHasValidCrossReferenceTable(file.raw):
            problems.append(Problem("damaged-part", None, "交叉引用表 (cross-reference table)"))
        if broken := damaged_parts(path if data is None else data):
            problems.append(Problem("damaged-part", None, f"{broken} 处压缩数据 (streams)"))
        if count > PAGE_LIMIT:
            problems.append(Problem("too-many-pages", None, str(PAGE_LIMIT)))
        sizes: list[tuple[float, float]] = []
        pages: list[PageContent] = []
        for index in range(min(count, PAGE_LIMIT)):
            content, size = _page(file, index, problems, recognition)
            sizes.append(size)
            if content is not None:
                pages.append(content)
        if not pages:
            raise Unreadable("truncated", "no page can be read")
        bookmarks = tuple(_bookmarks(file))
        metadata = {key: value for key, value in file.get_metadata_dict().items() if value}
    problems += [problem for page in pages for problem in page.problems]
    return Document(
        path=str(path),
        sha256="",
        format="pdf",
        blocks=blocks_of(pages, bookmarks),
        pages=count,
        page_sizes=tuple(sizes),
        problems=tuple(problems),
        notes=tuple(note for page in pages for note in page.notes),
        metadata=metadata,
    )


def _opened(source: Path | bytes, password: str | None) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source, password=password)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("encrypted") from error
        raise Unreadable("truncated", "PDF") from error
    except FileNotFoundError as error:
        raise Unreadable("missing") from error


def _page(
    file: pypdfium2.PdfDocument,
    index: int,
    problems: list[Problem],
    recognition: Recognition | None,
) -> tuple[PageContent | None, tuple[float, float]]:
    """One page's content and displayed size; pages are closed again so that memory stays flat."""
    try:
        page: Any = file[index]
    except pypdfium2.PdfiumError:
        problems.append(Problem("damaged-part", index + 1, f"第 {index + 1} 页"))
        return None, (0.0, 0.0)
    try:
        frame = frame_of(page.get_bbox(), page.get_rotation())
        text_page = page.get_textpage()
        try:
            content = read_page(page.raw, text_page.raw, index + 1, frame)
        finally:
            text_page.close()
        if content.problems and recognition is not None:
            content = recognised(page, content, frame, recognition)
        return content, (frame.width, frame.height)
    finally:
        page.close()


def _bookmarks(file: pypdfium2.PdfDocument) -> Iterator[Bookmark]:
    """The file's outline: for each entry its page (from 1), its level (from 1) and its title."""
    try:
        for entry in file.get_toc(max_depth=64):
            target = entry.get_dest()
            index = target.get_index() if target else None
            if index is not None:
                yield index + 1, entry.level + 1, entry.get_title()
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return  # a broken outline costs no text
