"""A sample source as a PDF with ruled tables that run over pages, through reportlab (dev only)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)

from .source import Block, Kind, Source, stretches

EMBEDDED = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
"""WenQuanYi Micro Hei (Apache-2.0; Debian: fonts-wqy-microhei), embedded where present."""

_MARGIN = 2.2 * cm
_SIZES = {"portrait": A4, "landscape": landscape(A4)}


def build_pdf(source: Source, target: Path) -> None:
    """Write `source` as PDF.  The same source and font always give the same bytes."""
    rl_config.invariant = 1
    font = _font()
    document = BaseDocTemplate(
        str(target), pagesize=A4, title=source.path.stem, author="示例", invariant=1
    )
    for turn, size in _SIZES.items():
        width, height = size[0] - 2 * _MARGIN, size[1] - 2 * _MARGIN
        frame = Frame(_MARGIN, _MARGIN, width, height, 0, 0, 0, 0)
        document.addPageTemplates(
            PageTemplate(turn, [frame], onPage=_edges(source, font), pagesize=size)
        )
    document.build(_flow(source, font))


def _flow(source: Source, font: str) -> list[Flowable]:
    flow: list[Flowable] = []
    turn = "portrait"
    styles = _styles(font)
    for block in source.blocks:
        if block.kind is Kind.BREAK:
            turn = next((t for t in _SIZES if t in block.options), turn)
            flow += [NextPageTemplate(turn), PageBreak()]
        elif block.kind is Kind.TABLE:
            flow += [_table(block, _SIZES[turn][0] - 2 * _MARGIN, font), Spacer(1, 8)]
        else:
            name = f"heading{min(block.level, 3)}" if block.level else block.kind.value
            flow.append(Paragraph(_markup(block.text), styles.get(name, styles["body"])))
    return flow


def _markup(text: str) -> str:
    kept = "".join(stretch for stretch, revision in stretches(text) if revision != "deletion")
    return escape(kept)


def _styles(font: str) -> dict[str, ParagraphStyle]:
    body = ParagraphStyle(
        "body", fontName=font, fontSize=12, leading=21, firstLineIndent=24, wordWrap="CJK"
    )
    flush = ParagraphStyle("flush", body, firstLineIndent=0)
    return {
        "body": body,
        "flush": flush,
        "title": ParagraphStyle(
            "title", flush, fontSize=19, leading=30, alignment=TA_CENTER, spaceAfter=14
        ),
        "centred": ParagraphStyle("centred", flush, alignment=TA_CENTER),
        "right": ParagraphStyle("right", flush, alignment=TA_RIGHT, fontSize=10, leading=16),
        "heading1": ParagraphStyle("heading1", body, fontSize=15, leading=26, spaceBefore=8),
        "heading2": ParagraphStyle("heading2", body, fontSize=13),
        "heading3": body,
    }


def _table(block: Block, width: float, font: str) -> LongTable:
    size = float(block.options.get("size", "9"))
    left = ParagraphStyle("cell", fontName=font, fontSize=size, leading=size * 1.35, wordWrap="CJK")
    middle = ParagraphStyle("head", left, alignment=TA_CENTER)
    right = ParagraphStyle("number", left, alignment=TA_RIGHT)
    rows: list[list[Any]] = []
    for r in range(len(block.rows)):
        cells: list[Any] = []
        for c in range(len(block.rows[r])):
            text = block.printed(r, c)
            figure = c > 0 and text[-1:].isdigit()
            style = middle if r < block.header_rows else right if figure else left
            cells.append(Paragraph(escape(text).replace("\n", "<br/>"), style) if text else "")
        rows.append(cells)
    repeat = 0 if block.options.get("repeat") == "no" else block.header_rows
    total = sum(block.widths)
    columns = [width * share / total for share in block.widths]
    table = LongTable(rows, colWidths=columns, repeatRows=repeat)
    commands: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    for top, first, bottom, last in block.merges():
        commands.append(("SPAN", (first, top), (last, bottom)))
    table.setStyle(TableStyle(commands))
    return table


def _edges(source: Source, font: str) -> Any:
    header, footer = source.head.get("header", ""), source.head.get("footer", "")

    def draw(canvas: Any, document: Any) -> None:
        width, height = canvas._pagesize
        canvas.setFont(font, 9)
        if header:
            canvas.drawCentredString(width / 2, height - 1.3 * cm, header)
            canvas.line(_MARGIN, height - 1.45 * cm, width - _MARGIN, height - 1.45 * cm)
        if footer:
            number = footer.replace("{n}", str(canvas.getPageNumber()))
            canvas.drawCentredString(width / 2, 1.2 * cm, number)

    return draw


def _font() -> str:
    if EMBEDDED.exists():
        pdfmetrics.registerFont(TTFont("sample", str(EMBEDDED)))
        return "sample"
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"
