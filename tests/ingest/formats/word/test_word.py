"""Word files: their parts become the same structure as that of any document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from outlines import blocks, notes, texts, titles
from word_factories import footnote, item, make_docx, paragraph, run, table

from ingest.errors import DamagedFileError, PasswordError, Reason
from ingest.model import BlockKind, Document, SectionKind
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Read = Callable[..., Document]

TEXT = "Het kabinet zet in op schoon water voor iedereen in de regio."


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes a Word file and reads it."""

    def make(*body: str, **parts: object) -> Document:
        return read_document(make_docx(tmp_path / "nota.docx", *body, **parts))  # type: ignore[arg-type]

    return make


def test_styles_give_the_outline(read: Read) -> None:
    """Headings in heading styles are chapters and sections; a title is the document's and no chapter above them."""
    document = read(
        paragraph("De nota", style="Titel"),
        paragraph("Inleiding", style="Kop1"),
        paragraph(TEXT),
        paragraph("Water", style="Kop2"),
        paragraph(TEXT),
        paragraph("Slot", style="Kop1"),
        paragraph(TEXT),
    )
    assert document.title == "De nota"
    assert titles(document) == ["De nota", "Inleiding", "  Water", "Slot"]
    assert [passage.section_path for passage in document.passages] == [
        ("Inleiding",),
        ("Inleiding", "Water"),
        ("Slot",),
    ]


def test_footnotes_and_endnotes_are_tied_to_their_sentence(read: Read) -> None:
    """Numbers are counted as Word prints them; endnotes, which it counts in another way, go on behind the last."""
    document = read(
        paragraph("Eerste zin.", footnote(7), run(" Tweede zin"), footnote(3), run(".")),
        paragraph("Derde zin.", footnote(2, "endnote")),
        footnotes={3: "Kamerstuk 29628, nr. 1135.", 7: "Noot bij een."},
        endnotes={2: "Aan het eind."},
    )
    assert notes(document) == [
        (1, "Noot bij een.", "Eerste zin."),
        (2, "Kamerstuk 29628, nr. 1135.", "Tweede zin."),
        (3, "Aan het eind.", "Derde zin."),
    ]
    assert document.text.startswith("Eerste zin. Tweede zin.\n\nDerde zin.")
    assert [citation.id for citation in document.footnotes[1].citations] == ["kst-29628-1135"]


def test_a_sign_of_the_writers_own_is_no_text(read: Read) -> None:
    """A note with the sign "*" loses it in the text; the others are numbered from 1."""
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    document = read(
        paragraph("Zin een", mark, run(".")), paragraph("Zin twee.", footnote(2)), footnotes={1: "a", 2: "b"}
    )
    assert document.text.startswith("Zin een.\n\nZin twee.")
    assert notes(document) == [(2, "a", "Zin een."), (1, "b", "Zin twee.")]


def test_lists_carry_their_numbers(read: Read) -> None:
    """Word counts items itself: levels, a second list that begins anew, bullets."""
    document = read(
        item("een"),
        item("twee"),
        item("diep", level=1),
        item("drie"),
        paragraph(TEXT),
        item("anders", 3),
        item("punt", 2),
    )
    assert texts(document, BlockKind.LIST) == ["1. een\n2. twee\n  a) diep\n3. drie", "1. anders\n• punt"]


def test_numbers_of_headings_are_part_of_them(read: Read) -> None:
    """What a reader sees and cites is "1. Inleiding"."""
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    document = read(
        paragraph("Inleiding", style="Kop1", properties=numbered),
        paragraph(TEXT),
        paragraph("Slot", style="Kop1", properties=numbered),
        paragraph(TEXT),
    )
    assert titles(document) == ["1. Inleiding", "2. Slot"]


def test_tables_of_data_keep_their_rows(read: Read) -> None:
    """A line per row, a dash for an empty cell; merged cells keep the columns in place."""
    merged = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>Art. 1</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:tcPr/><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        "<w:tc><w:tcPr/><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"
        "<w:p><w:r><w:t>Samen</w:t></w:r></w:p></w:tc><w:tc><w:tcPr/><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    document = read(paragraph(TEXT), table(("Jaar", "Bedrag"), ("2024", ""), ("2025", "3 miljoen")), merged)
    assert texts(document, BlockKind.TABLE) == [
        "Jaar | Bedrag\n2024\n2025 | 3 miljoen",
        "Art. 1 | 2\n– | 3\nSamen | – | 5",
    ]


def test_a_letterhead_is_no_table(read: Read) -> None:
    """Subject and date of a letter go before the properties its template left; what floats beside it is not searched."""
    document = read(
        table(("Turfmarkt 147",), ("Den Haag",), properties="<w:tblpPr/>"),
        table(("Aan de Voorzitter", ""), ("Datum", "16 mei 2024"), ("Onderwerp", "Beantwoording over water")),
        paragraph(TEXT),
        properties="<dc:title>Een brief van een ander over iets anders</dc:title><dc:creator>Jansen</dc:creator>"
        "<dcterms:modified>2008-11-03T14:08:00Z</dcterms:modified>",
    )
    assert (document.title, document.date, document.year) == ("Beantwoording over water", "2024-05-16", 2024)
    assert document.authors == ("Jansen",)
    assert texts(document, BlockKind.CAPTION) == ["Turfmarkt 147", "Den Haag"]
    assert "Turfmarkt" not in " ".join(passage.text for passage in document.passages)
    assert texts(document, BlockKind.PARAGRAPH) == [
        "Aan de Voorzitter", "Datum: 16 mei 2024", "Onderwerp: Beantwoording over water", TEXT,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Schoon water voor de regio", "Schoon water voor de regio"), ("Vragen over gas", "nota"), ("Document1", "nota")],
)
def test_a_title_in_the_properties_is_believed_if_its_words_stand_in_the_text(
    title: str, expected: str, read: Read
) -> None:
    """A title that an older letter left behind names another document."""
    assert read(paragraph(TEXT), properties=f"<dc:title>{title}</dc:title>").title == expected


def test_answers_to_questions_are_sections(read: Read) -> None:
    """Bold lines before the first question are the title; each question and each answer is a section below it."""
    document = read(
        paragraph("Hierbij zend ik u de antwoorden."),
        paragraph("Antwoorden van de minister op Kamervragen", bold=True),
        paragraph("van het lid Jansen over water.", bold=True),
        paragraph("Vraag 1", bold=True),
        paragraph("Kent u het bericht “Water op”?1)", bold=True),
        paragraph("<w:r><w:br/></w:r>", run("Antwoord op vraag 1", "<w:b/>")),
        paragraph("Ja."),
        paragraph("Vraag 2", bold=True),
        paragraph("Zo ja, wat vindt u van de Code 2), met name van artikel 3)?", bold=True),
        paragraph("Vraag 3: Bent u bereid dat te veranderen?", bold=True),
        paragraph("Antwoord op vragen 2 en 3", bold=True),
        paragraph("Nee."),
        paragraph("1) NOS, 6 maart 2024."),
        paragraph("2) Kamerstuk 33047, nr. 25."),
    )
    title = "Antwoorden van de minister op Kamervragen van het lid Jansen over water."
    assert titles(document) == [
        "nota" if document.title == "nota" else document.title,
        title,
        "  Vraag 1",
        "  Antwoord op vraag 1",
        "  Vraag 2",
        "  Vraag 3",
        "  Antwoord op vragen 2 en 3",
    ]
    assert document.title == title
    assert document.sections[1].kind is SectionKind.CHAPTER
    assert notes(document) == [
        (1, "NOS, 6 maart 2024.", "Kent u het bericht “Water op”?"),
        (2, "Kamerstuk 33047, nr. 25.", "Zo ja, wat vindt u van de Code, met name van artikel 3)?"),
    ]


@pytest.mark.parametrize(
    ("text", "listed", "tied"),
    [
        ("Kent u het kader2) en het bericht? 1)", ("x", "y"), 0),  # not in their order
        ("Kent u het bericht1) en het kader 2)?", ("NOS.", "VNG."), 2),
        ("Het gaat om geld en om tijd.", ("geld", "tijd"), 0),  # a list, and no notes
        ("Het gaat (zie 1) om geld.", ("geld",), 0),
    ],
)
def test_a_numbered_list_at_the_end_may_be_the_notes(text: str, listed: tuple[str, ...], tied: int, read: Read) -> None:
    """Word numbers it "1.", the text has "1)"; it is a list of notes only if all its numbers occur in the text."""
    document = read(paragraph(text), paragraph(TEXT), *(item(each) for each in listed))
    assert len(document.footnotes) == tied
    assert len(texts(document, BlockKind.LIST)) == (not tied)


def test_looks_give_headings_where_no_style_does(read: Read) -> None:
    """Short bold lines are headings, larger ones stand above; a bold sentence is none."""
    document = read(
        paragraph(run("Beleid", '<w:b/><w:sz w:val="32"/>')),
        paragraph(TEXT),
        paragraph("Water", bold=True),
        paragraph(TEXT),
        paragraph("Dit is een vette zin, en geen kop.", bold=True),
        paragraph(run("Uitvoering", '<w:b/><w:sz w:val="32"/>')),
        paragraph(TEXT),
    )
    assert titles(document) == ["Beleid", "  Water", "Uitvoering"]


def test_fields_show_their_result_only(read: Read) -> None:
    """Instructions are not text, nor is a field inside one; a link in a field is a link; the contents are left out."""

    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    link = code('HYPERLINK "https://zoek.officielebekendmakingen.nl/kst-35925-36.html"')
    document = read(
        paragraph(sign("begin"), code("TOC \\o"), sign("separate"), run("Inleiding 3")),
        paragraph(run("Slot 9"), sign("end"), style="Inhopg1"),
        paragraph("Pagina ", sign("begin"), code("IF "), sign("begin"), code("PAGE"), sign("separate"), run("1"),
                  sign("end"), code(" = 1"), sign("separate"), run("een"), sign("end"), run(".")),
        paragraph("Zie ", sign("begin"), link, sign("separate"), run("dit stuk"), sign("end"), run(".")),
    )  # fmt: skip
    assert blocks(document) == [("paragraph", "Pagina een."), ("paragraph", "Zie dit stuk.")]
    assert [(citation.id, citation.text) for citation in document.citations] == [("kst-35925-36", "dit stuk")]


def test_what_is_deleted_hidden_or_drawn_twice(read: Read) -> None:
    """Deleted and hidden text is left out, inserted text is in; a text box stands once, apart from the text."""
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>In het kader.</w:t></w:r></w:p></w:txbxContent></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In het kader.</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read(
        paragraph("Wel", "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>", run("onzichtbaar", "<w:vanish/>"),
                  "<w:ins><w:r><w:t> erbij</w:t></w:r></w:ins>", box, run(".")),
    )  # fmt: skip
    assert blocks(document) == [("paragraph", "Wel erbij."), ("quote", "In het kader.")]


def test_links_to_publications_are_exact(read: Read) -> None:
    """The address identifies the paper, whatever is printed; other links are not citations."""
    document = read(
        paragraph("Zie ", '<w:hyperlink r:id="l1"><w:r><w:t>Kamerstuk 35925, nr. 36</w:t></w:r></w:hyperlink>', run(" en "),
                  '<w:hyperlink r:id="l2"><w:r><w:t>de site</w:t></w:r></w:hyperlink>', run(".")),
        links={"l1": "https://zoek.officielebekendmakingen.nl/kst-35925-XVII-36.html", "l2": "https://www.nos.nl/kst-1-1"},
    )  # fmt: skip
    assert [(each.id, each.verdict.value, each.text) for each in document.citations] == [
        ("kst-35925-XVII-36", "complete", "Kamerstuk 35925, nr. 36")
    ]


def test_files_that_are_no_word_files(tmp_path: Path) -> None:
    """An old or encrypted file, and a zip without a document, are named for what they are."""
    cases = {
        "oud.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), DamagedFileError, Reason.OLD_WORD),
        "dicht.docx": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), PasswordError, Reason.LOCKED_WORD),
        "leeg.docx": (b"PK\x05\x06" + bytes(18), DamagedFileError, Reason.NO_WORD_DOCUMENT),
    }
    for name, (content, error, reason) in cases.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(error) as caught:
            read_document(tmp_path / name)
        assert caught.value.reason is reason
