"""An empty file for Word as a Dutch office lays one out: A4, Dutch, calm styles, the number of each page below it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LANGUAGE = "nl-NL"
_LONG_EDGE, _SHORT_EDGE, _MARGIN = 29.7, 21.0, 2.5  # cm
_LONGEST_PROPERTY = 255  # characters that a property of a document may have
_FOOTER = (
    f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">Pagina </w:t></w:r>'
    '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve"> van </w:t></w:r>'
    '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
)


def new_document(title: str, *, wide: bool) -> WordDocument:
    """Return an empty document. ``title``: its property; ``wide``: the page lies on its side."""
    document = Document()
    document.styles.element[:] = list(parse_xml(files(__package__).joinpath("styles.xml").read_bytes()))
    _set_up(document)
    _lay_out(document, wide=wide)
    known = document.core_properties
    known.title, known.language = title[:_LONGEST_PROPERTY], LANGUAGE
    known.author = known.comments = known.last_modified_by = ""  # those of the template
    return document


def _lay_out(document: WordDocument, *, wide: bool) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        map(Cm, (_LONG_EDGE, _SHORT_EDGE)) if wide else map(Cm, (_SHORT_EDGE, _LONG_EDGE))
    )
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    section.footer.is_linked_to_previous = False
    section.footer.part.element[:] = [parse_xml(_FOOTER)]


def _set_up(document: WordDocument) -> None:
    """State what is Dutch, that no older Word need be imitated, and which notes only separate text from notes."""
    settings = document.settings.element
    for name, attribute, value in (
        ("zoom", "percent", "100"),
        ("themeFontLang", "val", LANGUAGE),
        ("decimalSymbol", "val", ","),
        ("listSeparator", "val", ";"),
    ):
        settings.find(qn(f"w:{name}")).set(qn(f"w:{attribute}"), value)
    compatible = settings.find(qn("w:compat"))
    compatible.find(qn("w:compatSetting")).set(qn("w:val"), "15")
    separators = "".join(f'<w:footnote w:id="{id_}"/>' for id_ in (-1, 0))
    compatible.addprevious(parse_xml(f"<w:footnotePr {nsdecls('w')}>{separators}</w:footnotePr>"))
