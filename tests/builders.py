"""Small Word files for tests, made of the few parts that a case needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": _OFFICE,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "v": "urn:schemas-microsoft-com:vml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())


def run(text: str, properties: str = "") -> str:
    """A run; `properties` are the children of its `w:rPr`."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text where `content` has no markup."""
    if content and "<" not in content:
        content = run(content)
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{content}</w:p>"


def numbered(text: str, num: int, level: int = 0) -> str:
    """A paragraph with an automatic number."""
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def cell(content: str, properties: str = "") -> str:
    """A cell of one paragraph, or of the blocks given as markup."""
    inner = content if content.startswith("<") else para(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    made = "".join(c if c.startswith("<w:tc") or c.startswith("<w:sdt") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def levels(*formats: tuple[str, str], extra: Mapping[int, str] | None = None) -> str:
    """The levels of a list: (number format, pattern) each, all starting at one."""
    return "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{(extra or {}).get(index, "")}<w:lvlText w:val="{pattern}"/></w:lvl>'
        for index, (form, pattern) in enumerate(formats)
    )


def numbering(abstracts: Mapping[int, str], nums: Mapping[int, int | tuple[int, str]]) -> str:
    """A numbering part: abstract lists by id, and instances as id → abstract (and overrides)."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{name}">{inner}</w:abstractNum>'
        for name, inner in abstracts.items()
    )
    for name, target in nums.items():
        abstract, changes = target if isinstance(target, tuple) else (target, "")
        made += f'<w:num w:numId="{name}"><w:abstractNumId w:val="{abstract}"/>{changes}</w:num>'
    return f"<w:numbering {_DECLARED}>{made}</w:numbering>"


def docx(
    *body: str,
    parts: Mapping[str, str] | None = None,
    main: str = "word/document.xml",
    raw_main: bytes | None = None,
) -> bytes:
    """A .docx of body blocks.

    `parts` gives further parts by the type of their relationship ("styles", "numbering",
    "footnotes", "comments", "header", "footer"), whose id is "rel-" and the type.  A part that is
    not a whole document is wrapped in the root that its type asks for.
    """
    document = f"<w:document {_DECLARED}><w:body>{''.join(body)}</w:body></w:document>"
    folder, _, base = main.rpartition("/")
    stream = io.BytesIO()
    links = ""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            f'<Override PartName="/{main}" ContentType="{_MAIN_TYPE}"/></Types>',
        )
        file.writestr("_rels/.rels", _relationships(_link("main", "officeDocument", main)))
        file.writestr(main, raw_main if raw_main is not None else document)
        for kind, inner in (parts or {}).items():
            file.writestr(f"{folder}/{kind}.xml", _whole(kind, inner))
            links += _link(f"rel-{kind}", kind, f"{kind}.xml")
        file.writestr(f"{folder}/_rels/{base}.rels", _relationships(links))
    return stream.getvalue()


def strict(data: bytes) -> bytes:
    """The same file with the namespaces of Strict OOXML."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            text = text.replace(
                NAMES["w"].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            )
            text = text.replace(
                _OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            )
            new.writestr(name, text)
    return stream.getvalue()


_ROOTS = {"header": "hdr", "footer": "ftr"}


def _whole(kind: str, inner: str) -> str:
    root = _ROOTS.get(kind, kind)
    return (
        inner
        if "xmlns:w=" in inner[:200] or inner.startswith("<html")
        else f"<w:{root} {_DECLARED}>{inner}</w:{root}>"
    )


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relationships(links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
