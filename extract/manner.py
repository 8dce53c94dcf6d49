"""How a file is read: what the reader's own content does not settle."""

from __future__ import annotations

from dataclasses import dataclass

PDF_ENGINES = ("pdfium", "pdfplumber")
"""The reader of PDF files, and the slower reference it is compared with."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is to be read.  ValueError for an engine that does not exist.

    `password` opens an encrypted file.  With `ocr`, pages without usable text are read by
    character recognition where that is installed, for at most `ocr_seconds` a file (None: as
    long as it takes).
    """

    password: str | None = None
    ocr: bool = True
    ocr_seconds: float | None = None
    pdf_engine: str = "pdfium"

    def __post_init__(self) -> None:
        if self.pdf_engine not in PDF_ENGINES:
            raise ValueError(f"no PDF engine {self.pdf_engine!r}: {', '.join(PDF_ENGINES)}")
