"""Small Word and OpenDocument files made for tests: the parts that a reader needs, and nothing else."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from odfdo import Document as OpenDocument

if TYPE_CHECKING:
    from pathlib import Path

    from odfdo import Element

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:basedOn w:val="Kop1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Bijschrift"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Zwaar"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def run(text: str, properties: str = "") -> str:
    """A run of text; ``properties``: such as "<w:b/>"."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*parts: str, style: str = "", properties: str = "", bold: bool = False) -> str:
    """A paragraph of texts, or of runs as XML; ``properties``: such as a numPr."""
    runs = [part if part.startswith("<w:") else run(part, "<w:b/>" if bold else "") for part in parts]
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(runs)}</w:p>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    """An item of list ``number``."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    """A table of texts; ``properties``: such as "<w:tblpPr/>", which lets it float."""
    lines = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{lines}</w:tbl>"


def footnote(number: int, kind: str = "footnote") -> str:
    """The mark of a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def make_docx(
    path: Path,
    *body: str,
    footnotes: dict[int, str] | None = None,
    endnotes: dict[int, str] | None = None,
    properties: str = "",
    links: dict[str, str] | None = None,
    styles: str = STYLES,
    headers: tuple[str, ...] = (),
    footers: tuple[str, ...] = (),
) -> Path:
    """Write a Word file. ``properties``: elements of docProps/core.xml; ``links``: id -> address outside.

    ``headers``, ``footers``: the content of each, paragraphs or tables.
    """
    parts = {
        "word/document.xml": f"<w:document {W} {R}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{NUMBERING}</w:numbering>",
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"{properties}</cp:coreProperties>"
        ),
        "_rels/.rels": _relations(
            f'<Relationship Id="a" Type="{_KINDS}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="b" Type="{_KINDS}/core-properties" Target="docProps/core.xml"/>'
        ),
    }
    related = ["styles", "numbering"]
    margins = {
        f"{kind}{n}": (kind, each)
        for kind, all_ in (("header", headers), ("footer", footers))
        for n, each in enumerate(all_, 1)
    }
    for name, (kind, content) in margins.items():
        tag = "hdr" if kind == "header" else "ftr"
        parts[f"word/{name}.xml"] = f"<w:{tag} {W} {R}>{content}</w:{tag}>"
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes:
            related.append(f"{kind}s")
            separator = f'<w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>'
            texts = "".join(
                f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(" " + text)}</w:p></w:{kind}>'
                for number, text in notes.items()
            )
            parts[f"word/{kind}s.xml"] = f"<w:{kind}s {W}>{separator}{texts}</w:{kind}s>"
    parts["word/_rels/document.xml.rels"] = _relations(
        "".join(f'<Relationship Id="p{name}" Type="{_KINDS}/{name}" Target="{name}.xml"/>' for name in related)
        + "".join(
            f'<Relationship Id="m{name}" Type="{_KINDS}/{kind}" Target="{name}.xml"/>'
            for name, (kind, _) in margins.items()
        )
        + "".join(
            f'<Relationship Id="{key}" Type="{_KINDS}/hyperlink" Target="{target}" TargetMode="External"/>'
            for key, target in (links or {}).items()
        )
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def make_odt(path: Path, *body: Element, title: str = "") -> Path:
    """Write an OpenDocument text of these elements; ``title``: in its properties."""
    made = OpenDocument("text")
    made.body.clear()
    for element in body:
        made.body.append(element)
    made.meta.title = title
    made.save(path)
    return path
