"""Official publications as XML: every element that the reader names, in small papers made for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from outlines import blocks, notes, texts, titles
from publication_factories import KAMERVRAGEN, OLD_KAMERSTUK, kamerstuk, note

from ingest.errors import DamagedFileError, Reason, UnsupportedFormatError
from ingest.model import BlockKind, Document, FactName, SectionKind
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Read = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes XML and reads it."""

    def make(xml: str) -> Document:
        path = tmp_path / "kst-36180-133.xml"
        path.write_text(xml, "utf-8")
        return read_document(path)

    return make


def test_the_paper_says_what_it_is(read: Read) -> None:
    """Dossier, stuk and ondernummer give the title; metadata give date, chamber and who sent it."""
    document = read(kamerstuk("<al>Hieronder staat het beleid.</al>"))
    assert document.title == "Doen waar Nederland goed in is. BRIEF VAN DE MINISTER (36 180, nr. 133)"
    assert (document.date, document.year, document.publisher) == (
        "2025-02-20",
        2025,
        "Tweede Kamer der Staten-Generaal",
    )
    assert document.authors == ("R.J. Jansen",)
    assert blocks(document) == [
        ("paragraph", "36 180 Doen waar Nederland goed in is"),
        ("paragraph", "Nr. 133"),
        ("heading", "BRIEF VAN DE MINISTER"),
        ("paragraph", "Ontvangen 20 februari 2025"),
        ("paragraph", "Hieronder staat het beleid."),
        ("paragraph", "De Minister voor Water, R.J. Jansen"),
        ("footnote", "Herdruk."),
    ]


def test_divisions_and_subheadings_make_the_outline(read: Read) -> None:
    """Divisions, however deep, and tussenkop by its looks: bold above italic."""
    document = read(
        kamerstuk(
            "<divisie><kop><nr>1.</nr><titel>Inleiding</titel></kop><al>a</al>"
            "<divisie><kop><nr>1.1</nr><titel>Onder</titel></kop><al>b</al></divisie>"
            '<tussenkop kopopmaak="vet">Vet</tussenkop><al>c</al><tussenkop kopopmaak="cur">Cursief</tussenkop><al>d</al>'
            "</divisie><divisie><kop><label>Hoofdstuk</label><nr>2</nr><titel>Slot</titel></kop><al>e</al></divisie>",
            "<bijlage><kop><titel>Bijlage</titel></kop><al>f</al></bijlage>",
        )
    )
    assert titles(document)[1:] == [
        "BRIEF VAN DE MINISTER", "1. Inleiding", "  1.1 Onder", "  Vet", "    Cursief", "Hoofdstuk 2 Slot", "Bijlage",
    ]  # fmt: skip


def test_notes_are_tied_where_they_stand(read: Read) -> None:
    """The text loses their numbers; the number printed is kept, also where a table begins anew."""
    document = read(
        kamerstuk(
            f"<al>Wij werken aan water.{note('2', 'Zie de wet.')} Meer volgt.</al>",
            "<bijlage><kop><titel>Cijfers</titel></kop><table><title>Overzicht</title><tgroup cols='1'><tbody><row>"
            f"<entry><al>Bedrag{note('1', 'In miljoenen.', 'tabel')}</al></entry></row></tbody></tgroup></table></bijlage>",
        )
    )
    assert notes(document) == [
        (1, "Herdruk.", "BRIEF VAN DE MINISTER"),
        (2, "Zie de wet.", "Wij werken aan water."),
        (1, "In miljoenen.", "Bedrag"),
    ]


def test_typed_references_are_exact(read: Read) -> None:
    """A reference names the paper: it corrects what is printed, keeps motie and submitters, and needs no number in print."""
    document = read(
        kamerstuk(
            "<al>Motie Van der Lee c.s. over armste landen (Kamerstukken II 2021/22, "
            '<extref soort="document" doc="kst-35925-XVII-36">35 925, nr. 36</extref>), '
            '<extref soort="document" doc="stb-2011-35">dit besluit</extref>, '
            '<extref soort="URL" doc="https://example.org/kst-1-1.html">een site</extref>, '
            '<extref soort="document" doc="dossier/36600-XXIII">een dossier</extref> en Kamerstuk 29 628, nr. 3.</al>'
        )
    )
    motie, besluit, stuk = document.citations
    assert (motie.id, motie.kind.value, motie.submitters, motie.cosigned) == (
        "kst-35925-XVII-36", "motie", ("Van der Lee",), True,
    )  # fmt: skip
    assert (motie.verdict.value, motie.likely_id, motie.reason) == ("complete", None, "")
    assert (besluit.id, besluit.text) == ("stb-2011-35", "dit besluit")
    assert stuk.id == "kst-29628-3"


def test_lists_keep_numbers_and_depth(read: Read) -> None:
    """The number is printed before its item; lists in items stand further in; a definition follows its term."""
    document = read(
        kamerstuk(
            "<lijst type='expliciet'><li><li.nr>a.</li.nr><al>Een.</al></li><li><li.nr>b.</li.nr><al>Twee.</al><al>Meer.</al>"
            "<lijst><li><li.nr>–</li.nr><al>Diep.</al></li></lijst></li></lijst><al>Tussen.</al>"
            "<definitielijst><definitie-item><term>Water:</term><definitie><al>H2O.</al></definitie></definitie-item></definitielijst>"
        )
    )
    assert texts(document, BlockKind.LIST) == ["a. Een.\nb. Twee.\n  Meer.\n  – Diep.", "Water: H2O."]


def test_tables_keep_their_columns(read: Read) -> None:
    """Head and body in rows; what spans rows or columns leaves the places it covers open."""
    specs = "".join(f'<colspec colnum="{n}" colname="c{n}"/>' for n in (1, 2, 3))
    document = read(
        kamerstuk(
            f"<table><title>Staat</title><tgroup cols='3'>{specs}<thead><row><entry colname='c1'><al>Art.</al></entry>"
            "<entry namest='c2' nameend='c3'><al>Bedragen</al></entry></row></thead><tbody>"
            "<row><entry colname='c1' morerows='1'><al>1</al></entry><entry colname='c2'><al>2</al></entry>"
            "<entry colname='c3'><al>3</al></entry></row><row><entry colname='c2'><al>4</al></entry><entry colname='c3'>"
            "<al>5</al></entry></row><row><entry colname='c1'/><entry colname='c2'/><entry colname='c3'/></row>"
            "</tbody></tgroup></table>"
        )
    )
    assert texts(document, BlockKind.TABLE) == ["Staat\nArt. | Bedragen\n1 | 2 | 3\n– | 4 | 5"]


def test_questions_and_answers_are_sections(read: Read) -> None:
    """Questions of the Kamer stand under what they are about; a bare number gets its word."""
    document = read(KAMERVRAGEN)
    about = "Vragen van het lid Van Campen over het bericht X."
    assert document.title == about.removesuffix(".")
    assert titles(document)[1:] == [about, "  Vraag 1", "  Vraag 2", "  Antwoord 1 en 2"]
    assert document.sections[1].kind is SectionKind.CHAPTER


def test_the_markup_of_before_2010_is_read_as_well(read: Read) -> None:
    """Its masthead is no heading, its subheadings and notes are those of today under other names."""
    document = read(OLD_KAMERSTUK)
    assert document.title == "Wijziging van de Bruggenwet. MEMORIE VAN TOELICHTING (24 111, nr. 3)"
    assert (document.publisher, document.kind) == ("Tweede Kamer der Staten-Generaal", "memorie van toelichting")
    assert {fact.value for fact in document.facts if fact.name is FactName.NUMBER} == {"kst-24111-3"}
    assert [title.strip() for title in titles(document)[1:]] == [
        "MEMORIE VAN TOELICHTING",
        "A. ALGEMEEN",
        "§ 1. Inleiding",
        "Artikel I",
        "Onderdeel A",
    ]
    note = document.footnotes[0]
    assert (note.number, note.text) == (1, "Stb. 1994, 132.")
    assert document.text[note.anchor_start : note.anchor_end] == "De bruggen in de regio zijn oud."
    assert document.text.count("Stb. 1994, 132.") == 1
    assert document.text.startswith("24 111 Wijziging van de Bruggenwet\n\nNr. 3\n\nMEMORIE VAN TOELICHTING")


def test_names_in_the_subject_of_questions_stay_apart(read: Read) -> None:
    """First and last name are elements of their own; when the questions were sent in is not part of the title."""
    name = "<naam><voornaam>Jan de </voornaam><achternaam>Boer</achternaam></naam> (D66)"
    asked = KAMERVRAGEN.replace("<naam><achternaam>Van Campen</achternaam></naam>", name).replace(
        "</kamervraagonderwerp>.", "</kamervraagonderwerp> (ingezonden <datum>3 juni 2021</datum>)."
    )
    number = '<metadata><meta name="DC.identifier" content="ah-tk-20242025-100"/></metadata><kamervragen>'
    asked = asked.replace("<kamervragen>", number, 1)
    assert read(asked).title == "Vragen van het lid Jan de Boer (D66) over het bericht X"


def test_articles_boxes_quotes_and_what_is_not_known(read: Read) -> None:
    """Members of an article carry their numbers, a box with a heading is a section, nothing unknown is lost."""
    document = read(
        kamerstuk(
            "<artikel><kop><label>Artikel</label><nr>1</nr></kop><lid><lidnr>1.</lidnr><al>Eerste lid.</al></lid></artikel>"
            "<box><kop><titel>In het kort</titel></kop><al>Kort.</al></box><citaat><al>Gezegd.</al></citaat>"
            "<nieuw><onbekend>Toch tekst.</onbekend> En meer.</nieuw><plaatje><illustratie naam='x.png'/></plaatje>"
            "<al>Een<?xpp afbm?>woord met <nadruk type='cur'>nadruk</nadruk>.</al>"
        )
    )
    assert [(section.kind.value, section.title) for section in document.sections][2:] == [
        ("chapter", "Artikel 1"), ("box", "In het kort"),
    ]  # fmt: skip
    assert texts(document, BlockKind.PARAGRAPH)[3:-1] == [
        "1. Eerste lid.", "Kort.", "Toch tekst. En meer.", "Eenwoord met nadruk.",
    ]  # fmt: skip
    assert texts(document, BlockKind.QUOTE) == ["Gezegd."]


def test_other_xml_is_refused(read: Read) -> None:
    """XML of another kind and what is not XML get different errors."""
    with pytest.raises(UnsupportedFormatError) as other:
        read("<factuur><regel>3 euro</regel></factuur>")
    assert other.value.reason is Reason.NOT_A_PUBLICATION
    with pytest.raises(DamagedFileError) as broken:
        read("<officiele-publicatie><al>open")
    assert broken.value.reason is Reason.NOT_XML
    assert "Premature end of data" in broken.value.data["error"]


def test_the_chapter_of_a_budget_is_part_of_the_number(read: Read) -> None:
    """The chapters of a budget each count their papers; the full stop of "c.s." is not the end of a title."""
    document = read(
        "<kamerstuk><dossier><dossiernummer><dossiernr>35 925</dossiernr><begrotingshoofdstuk>XVII</begrotingshoofdstuk>"
        "</dossiernummer><titel>Begroting.</titel></dossier><stuk><stuknr>Nr. <ondernummer>36</ondernummer></stuknr>"
        "<titel>MOTIE VAN HET LID JANSEN C.S.</titel><al>De Kamer verzoekt de regering dit te doen.</al></stuk></kamerstuk>"
    )
    assert document.title == "Begroting. MOTIE VAN HET LID JANSEN C.S. (35 925 XVII, nr. 36)"
    assert texts(document, BlockKind.PARAGRAPH)[0] == "35 925 XVII Begroting."
