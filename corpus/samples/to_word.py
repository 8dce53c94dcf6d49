"""A sample source as a Word document, through python-docx and, where it has no words, lxml."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from .source import Block, Kind, Source, stretches

FONT = "宋体"
_DAY = datetime(2024, 1, 1)
_WIDTH = {"portrait": 15.5, "landscape": 24.5}
_BOX = """<w:p %s xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict>
<v:shape type="#_x0000_t202" style="width:400pt;height:60pt"><v:textbox><w:txbxContent>
<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>
</w:pict></w:r></w:p>"""
_NUMBERING = """<w:abstractNum %s w:abstractNumId="77"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>
<w:suff w:val="nothing"/></w:lvl></w:abstractNum>"""


def build_word(source: Source, target: Path) -> None:
    """Write `source` as .docx.  The same source always gives the same bytes."""
    document: Any = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    document.core_properties.created = document.core_properties.modified = _DAY
    document.core_properties.author = "示例"
    _edges(document.sections[0], source)
    if any(block.kind is Kind.NUMBERED for block in source.blocks):
        _add_numbering(document, source.head.get("numbers", "chineseCounting %1、"))
    turn = "portrait"
    for block in source.blocks:
        turn = _add(document, block, turn)
    buffer = io.BytesIO()
    document.save(buffer)
    target.write_bytes(_settled(buffer.getvalue()))


def _add(document: Any, block: Block, turn: str) -> str:
    """Add a block; gives the page's turn (portrait or landscape) after it."""
    if block.kind is Kind.TABLE:
        _add_table(document, block, _WIDTH[turn])
    elif block.kind is Kind.BREAK:
        return _add_break(document, block, turn)
    elif block.kind is Kind.BOX:
        xml = (_BOX % nsdecls("w")).format(text=block.text)
        document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    elif block.kind is Kind.HEADING:
        _fill(document.add_heading(level=min(block.level, 9)), block.text)
    else:
        _add_paragraph(document, block)
    return turn


def _add_paragraph(document: Any, block: Block) -> None:
    paragraph = document.add_paragraph()
    _fill(paragraph, block.text)
    layout = paragraph.paragraph_format
    if block.kind in (Kind.TITLE, Kind.CENTRED):
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if block.kind is Kind.TITLE:
            for run in paragraph.runs:
                run.font.size, run.font.bold = Pt(20), True
    elif block.kind is Kind.RIGHT:
        layout.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif block.kind in (Kind.BODY, Kind.NUMBERED):
        layout.first_line_indent = Cm(0.85)
    if block.kind is Kind.NUMBERED:
        properties = paragraph._p.get_or_add_pPr()
        number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
        properties.insert(0, parse_xml(number))


def _fill(paragraph: Any, text: str) -> None:
    for stretch, revision in stretches(text):
        run = paragraph.add_run(stretch)
        if not revision:
            continue
        tag = "w:ins" if revision == "insertion" else "w:del"
        change = OxmlElement(tag)
        for name, value in (("id", "1"), ("author", "示例"), ("date", "2024-01-01T00:00:00Z")):
            change.set(qn(f"w:{name}"), value)
        run._r.addprevious(change)
        change.append(run._r)
        if revision == "deletion":
            for piece in run._r.findall(qn("w:t")):
                piece.tag = qn("w:delText")


def _add_table(document: Any, block: Block, width: float) -> None:
    rows, columns = len(block.rows), len(block.rows[0])
    table = document.add_table(rows, columns)
    table.style = "Table Grid"
    cells = [list(row.cells) for row in table.rows]
    total = sum(block.widths)
    for r in range(rows):
        for c in range(columns):
            cells[r][c].width = Cm(width * block.widths[c] / total)
            cells[r][c].text = block.printed(r, c)
            _shape_cell(cells[r][c], block, r, c)
    for top, left, bottom, right in block.merges():
        text = block.printed(top, left)
        for row in cells[top : bottom + 1]:
            for cell in row[left : right + 1]:
                cell.text = ""
        cells[top][left].merge(cells[bottom][right])
        merged = table.cell(top, left)
        merged.text = text
        _shape_cell(merged, block, top, left)
    for row in list(table.rows)[: block.header_rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _shape_cell(cell: Any, block: Block, row: int, column: int) -> None:
    text = block.printed(row, column)
    head = row < block.header_rows
    figure = bool(text) and text[-1].isdigit() and column > 0
    for paragraph in cell.paragraphs:
        if head or figure:
            side = WD_ALIGN_PARAGRAPH.CENTER if head else WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.alignment = side
        for run in paragraph.runs:
            run.font.size = Pt(9)


def _add_break(document: Any, block: Block, turn: str) -> str:
    wanted = next((t for t in _WIDTH if t in block.options), turn)
    if wanted == turn:
        document.add_page_break()
        return turn
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE if wanted == "landscape" else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width
    return wanted


def _edges(section: Any, source: Source) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if source.head.get("header"):
        section.header.paragraphs[0].text = source.head["header"]
    if source.head.get("footer"):
        section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        xml = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        section.footer.paragraphs[0]._p.append(parse_xml(xml))


def _add_numbering(document: Any, numbers: str) -> None:
    number_format, _, text = numbers.partition(" ")
    root = document.part.numbering_part.element
    xml = (_NUMBERING % nsdecls("w")).format(format=number_format, text=text)
    root.insert(0, parse_xml(xml))
    number = f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    root.append(parse_xml(number))


def _settled(content: bytes) -> bytes:
    """The same archive with every date fixed, so that building twice gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
