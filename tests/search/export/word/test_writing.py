"""A file for Word can be opened whatever its text is, and is laid out as a Dutch office does."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml import parse_xml
from word_reading import W, read_word

from search.export.word.writing import Mark, Run, WordFile

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

HOSTILE = '<w:br/>&amp; "a"\x00\x07\x0b\x1b\ud800\ufffe]]>\U0001f600'
KEPT = '<w:br/>&amp; "a"]]>\U0001f600'


def part(data: bytes, name: str) -> BaseOxmlElement:
    """A part of the package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return parse_xml(archive.read(name))


@pytest.fixture
def small() -> bytes:
    """A file with a footnote."""
    file = WordFile("Een vraag")
    file.add("Quote", "Er is water.", Mark((Run("Nota.", style="Emphasis"),)))
    return file.to_bytes()


def test_hostile_text_breaks_nothing() -> None:
    """What XML cannot hold is left out, everything else is text: in the title, the text, notes, cells and addresses."""
    file = WordFile(f"{HOSTILE}\n{'lang' * 100}")
    file.add("Quote", HOSTILE, Mark((Run(HOSTILE), Run("hier", url="https://a.nl/?a=1&b=\x00<"))))
    file.table([5, 5], [[[HOSTILE], ["x" * 100_000]]])
    found = read_word(file.to_bytes())
    assert found.styled("Title") == [f"{KEPT} {'lang' * 100}"]
    assert found.title == found.styled("Title")[0][:255]
    assert found.styled("Quote") == [f"{KEPT}[1]"]
    assert found.styled("TableText") == [KEPT, "x" * 100_000]
    assert found.notes == {1: f"{KEPT}hier"}
    assert found.links == {"hier": "https://a.nl/?a=1&b=<"}


def test_line_breaks_and_tabs_are_words_own() -> None:
    """They are no characters of the text."""
    file = WordFile("Titel")
    file.add("Subtitle", "Datum\t28 november\nen zo")
    assert read_word(file.to_bytes()).styled("Subtitle") == ["Datum\t28 november\nen zo"]


def test_two_notes_at_one_place_can_be_told_apart() -> None:
    """Numbers 1 and 2 beside each other would be twelve."""
    file = WordFile("Titel")
    file.add("Quote", "Water.", Mark((Run("Een."),)), "", Mark((Run("Twee."),)))
    assert read_word(file.to_bytes()).styled("Quote") == ["Water.[1], [2]"]


def test_one_address_is_one_relationship() -> None:
    """However often it is linked."""
    file = WordFile("Titel")
    for words in ("een", "twee"):
        file.add("Normal", Run(words, url="https://a.nl"))
    data = file.to_bytes()
    assert read_word(data).links == {"een": "https://a.nl", "twee": "https://a.nl"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("word/_rels/document.xml.rels").count(b"https://a.nl") == 1


def test_a_dutch_page(small: bytes) -> None:
    """A4, in Dutch, with the number of each page, the title as a property and nobody as its author."""
    document = Document(io.BytesIO(small))
    (section,) = document.sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    languages = {each.attrib[f"{W}val"] for each in part(small, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"nl-NL"}
    assert document.core_properties.language == "nl-NL"
    assert (document.core_properties.title, document.core_properties.author) == ("Een vraag", "")
    fields = [each.attrib[f"{W}instr"] for each in part(small, "word/footer1.xml").iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_styles_that_are_used_are_there(small: bytes) -> None:
    """Word makes none up."""
    known = {each.attrib[f"{W}styleId"] for each in part(small, "word/styles.xml").iter(f"{W}style")}
    for name in ("document", "footnotes", "footer1"):
        root = part(small, f"word/{name}.xml")
        used = {each.attrib[f"{W}val"] for tag in ("pStyle", "rStyle", "tblStyle") for each in root.iter(f"{W}{tag}")}
        assert used
        assert used <= known


def test_the_same_text_gives_the_same_bytes(small: bytes) -> None:
    """Nothing of the moment it was made is in it."""
    file = WordFile("Een vraag")
    file.add("Quote", "Er is water.", Mark((Run("Nota.", style="Emphasis"),)))
    assert file.to_bytes() == small


def test_a_wide_page_has_a_table_with_a_repeated_head() -> None:
    """Rows are not torn in two by the end of a page."""
    file = WordFile("Titel", wide=True)
    file.table([5, 5], [[["Kop"], []], [["a"], ["b"]]], head=1)
    data = file.to_bytes()
    document = Document(io.BytesIO(data))
    assert document.sections[0].page_width > document.sections[0].page_height
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["Kop", ""], ["a", "b"]]
    body = part(data, "word/document.xml")
    assert len(list(body.iter(f"{W}tblHeader"))) == 1
    assert len(list(body.iter(f"{W}cantSplit"))) == 2


def test_no_line_ends_between_nr_and_its_number() -> None:
    """In a reference; what a document says stays as it is."""
    file = WordFile("Titel")
    file.add("Normal", "nr. 1 ", Run("35207, nr. 48", url="https://a.nl"))
    words = [each.text for each in part(file.to_bytes(), "word/document.xml").iter(f"{W}t")]
    assert words == ["Titel", "nr. 1 ", "35207, nr.\u00a048"]
