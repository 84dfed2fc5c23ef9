"""What a paper says about itself: title, date, publisher and kind, each with where it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pdf_factories import WORDS, Sheet, document, wrapped, write_pdf
from publication_factories import PROSE, facts, metadata, paper
from word_factories import make_docx, paragraph, table

from ingest.formats.typed_text import Headline
from ingest.model import Fact, FactName, Origin
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

LETTER = (
    "Aan de Voorzitter van de Tweede Kamer",
    "Datum 4 april 2022",
    "Betreft Bruggen in de regio",
    "Geachte Voorzitter,",
)


def test_a_letter_to_the_house() -> None:
    """Is a Kamerbrief of whoever signed it, called by its subject, not by the first heading in it."""
    found = facts(paper(*LETTER, PROSE, "# Stand van zaken", PROSE, "De minister van Justitie en Veiligheid,"))
    assert found == {
        "title": ("Bruggen in de regio", "subject"),
        "date": ("2022-04-04", "letterhead"),
        "publisher": ("Ministerie van Justitie en Veiligheid", "signature"),
        "kind": ("Kamerbrief", "letterhead"),
        "ministry": ("Ministerie van Justitie en Veiligheid", "signature"),
    }


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Minister voor Rechtsbescherming", "Ministerie van Justitie en Veiligheid"),
        ("Anna de Wit Minister van Financiën", "Ministerie van Financiën"),
        ("A.B. Jansen-Smit Staatssecretaris van Defensie", "Ministerie van Defensie"),
        ("Geachte Minister van Financiën,", ""),
        ("Aan de Minister van Financiën", ""),
        ("DE STAATSSECRETARIS VAN FINANCIËN,", "Ministerie van Financiën"),
        ("De minister die over water gaat", ""),
    ],
)
def test_whoever_signs_publishes(line: str, publisher: str) -> None:
    """A minister without a ministry uses that of another."""
    assert metadata(paper(*LETTER, PROSE, line)).publisher == publisher


def test_another_ministry_in_the_text_is_not_the_publisher() -> None:
    """It is only written about."""
    read = paper(*LETTER, f"Met het Ministerie van Defensie is gesproken. {PROSE}", "De minister van Financiën")
    assert metadata(read).publisher == "Ministerie van Financiën"


@pytest.mark.parametrize(
    ("headlines", "title"),
    [
        ((Headline("Werk aan de dijken", 2.0), Headline("Een verkenning", 1.2)), "Werk aan de dijken"),
        ((Headline("Werk aan", 2.0), Headline("de dijken", 1.95)), "Werk aan de dijken"),
        ((Headline("Ministerie van Financiën", 2.4), Headline("Werk aan de dijken", 1.2)), "Werk aan de dijken"),
        (
            (Headline("Tweede Kamer der Staten-Generaal", 2.4), Headline("Werk aan de dijken", 1.2)),
            "Werk aan de dijken",
        ),
        ((Headline("Datum Ons kenmerk", 1.5), Headline("Werk aan de dijken", 1.4)), "Werk aan de dijken"),
        ((Headline("Versie 1.0", 2.0), Headline("12 mei 2020", 2.0)), "stuk"),
        ((Headline("Een tussenkop", 1.2),), "stuk"),
        (
            (Headline("Onderzoek naar", 2.0), Headline("Bruggen", 2.8), Headline("in de regio", 2.0)),
            "Onderzoek naar Bruggen in de regio",
        ),
        ((Headline("Reeks water", 2.0), Headline("Bruggen", 2.8), Headline("Een verkenning", 2.0)), "Bruggen"),
    ],
)
def test_the_largest_print_that_can_be_a_title_is_it(headlines: tuple[Headline, ...], title: str) -> None:
    """Names of publishers and journals, labels and dates are passed over."""
    assert metadata(paper(PROSE, headlines=headlines)).title == title


def test_a_programme_is_for_the_year_of_the_elections() -> None:
    """It was adopted and saved the year before; its party publishes it."""
    read = paper(
        "Samen over de brug",
        "Verkiezingsprogramma 2017-2021 van de SGP",
        "10 september 2016",
        PROSE,
        saved="2016-11-01",
    )
    found = facts(read)
    assert (found["date"], metadata(read).year) == (("2017", "cover"), 2017)
    assert (found["party"], found["publisher"], found["kind"][0]) == (
        ("SGP", "cover"),
        ("SGP", "cover"),
        "verkiezingsprogramma",
    )


def test_a_programme_without_a_name_on_its_cover_is_of_the_party_it_speaks_of() -> None:
    """Which it names far more often than any other; else its file may be called after it."""
    plain = ("Samen over de brug", "Verkiezingsprogramma 2017")
    wants = f"{PROSE} De ChristenUnie wil bruggen. De ChristenUnie wil ook wegen, anders dan de VVD. De ChristenUnie blijft."
    assert facts(paper(*plain, wants))["party"] == ("ChristenUnie", "text")
    assert facts(paper(*plain, PROSE), "programma-gl-pvda.pdf")["party"] == ("GroenLinks-PvdA", "file")
    assert "party" not in facts(paper(*plain, PROSE), "programma.pdf")


def test_a_coalition_publishes_together() -> None:
    """All parties on the cover."""
    found = facts(paper("Over de brug", "Coalitieakkoord VVD, PvdA en D66", "15 maart 2007", PROSE))
    assert (found["publisher"][0], found["date"]) == ("VVD, PvdA en D66", ("2007-03-15", "cover"))


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (("De brug over", "Raad van State", PROSE), "Raad van State"),
        (("Gemeente Zevendorp", "De brug over", PROSE), "Gemeente Zevendorp"),
        (
            ("De brug over", PROSE, "Colofon", "Dit is een uitgave van het Ministerie van Financiën, mei 2020."),
            "Ministerie van Financiën",
        ),
        (("De brug over", "Aan de Raad van State", PROSE), ""),
    ],
)
def test_organisations_are_read_on_covers_and_in_colophons(lines: tuple[str, ...], publisher: str) -> None:
    """But not in the address of whom it is sent to."""
    assert metadata(paper(*lines)).publisher == publisher


def test_a_date_on_the_cover_goes_before_the_day_the_file_was_saved() -> None:
    """A month will do; a bare year does not."""
    assert facts(paper("De brug over", "mei 2020", PROSE, saved="2021-02-03"))["date"] == ("2020-05", "cover")
    assert facts(paper("De brug over", "Jaar 2020", PROSE, saved="2021-02-03"))["date"] == ("2021-02-03", "file")


def test_word_headers_hold_date_and_number(tmp_path: Path) -> None:
    """In paragraphs or tables, of the first page or of others; their words are not part of the text."""
    path = make_docx(
        tmp_path / "brief.docx",
        paragraph("Betreft: voortgang van de bruggen"),
        paragraph("Geachte Voorzitter,"),
        paragraph(PROSE),
        headers=(table(("Datum", "4 april 2022"), ("Ons kenmerk", "BR / 123")),),
        footers=(paragraph("Pagina 1 van 2"), paragraph("Ministerie van Financiën")),
        properties="<dcterms:modified>2013-12-23T10:00:00Z</dcterms:modified>",
    )
    found = read_document(path)
    assert (found.title, found.date, found.publisher) == (
        "voortgang van de bruggen",
        "2022-04-04",
        "Ministerie van Financiën",
    )
    assert Fact(FactName.REFERENCE, "BR / 123", Origin.MARGIN) in found.facts
    assert "BR / 123" not in found.text


def test_a_printed_masthead_is_not_the_title(tmp_path: Path) -> None:
    """The largest print of a Kamerstuk is the name of the House."""
    sheet = Sheet().show(50, 790, "Tweede Kamer der Staten-Generaal", 22).show(50, 760, "Vergaderjaar 2018-2019", 11)
    sheet.show(50, 730, "35 111", 10, "B").show(120, 730, "Vaststelling van de begroting van Water", 10, "B")
    sheet.show(50, 700, "Nr. 12", 10, "B").show(120, 700, "BRIEF VAN DE MINISTER VAN FINANCIËN", 10, "B")
    sheet.column(120, 660, ["Den Haag, 3 juni 2019", "", *wrapped(WORDS * 4, 70)])
    sheet.show(50, 40, "kst-35111-12", 8)
    found = document(write_pdf(tmp_path / "stuk.pdf", sheet))
    assert (
        found.title == "Vaststelling van de begroting van Water. BRIEF VAN DE MINISTER VAN FINANCIËN (35 111, nr. 12)"
    )
    assert (found.kind, found.date) == ("Kamerbrief", "2019-06-03")
    assert Fact(FactName.NUMBER, "kst-35111-12", Origin.MASTHEAD) in found.facts


def test_the_catalog_goes_before_the_paper(tmp_path: Path) -> None:
    """What it does not state is read all the same."""
    path = tmp_path / "brief.txt"
    path.write_text("\n\n".join(("Ministerie van Financiën", *LETTER, PROSE)), "utf-8")
    (tmp_path / "catalog.toml").write_text(
        '[[document]]\nfile = "brief.txt"\ntitle = "De brug"\nyear = 2020\n', "utf-8"
    )
    found = read_document(path)
    assert (found.title, found.year) == ("De brug", 2020)
    assert Fact(FactName.TITLE, "De brug", Origin.CATALOG) in found.facts
    assert Fact(FactName.MINISTRY, "Ministerie van Financiën", Origin.LETTERHEAD) in found.facts


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("4 april 2022", "2022-04-04"),
        ("Deze regeling vervalt per 4 april 2022.", None),
        ("Geldig tot en met 4 april 2022", None),
        ("Met ingang van 4 april 2022", None),
    ],
)
def test_a_term_is_no_date(line: str, date: str | None) -> None:
    """From or until when something holds says nothing of when it was written."""
    assert metadata(paper("# Regeling bruggen", line)).date == date


def test_a_signature_far_below_the_head_tells_who_publishes() -> None:
    """A long letter ends behind what is looked at for its head."""
    long = [PROSE] * 60
    assert metadata(paper(*LETTER, *long, "De minister van Financiën,")).publisher == "Ministerie van Financiën"
    advice = ("Datum 4 april 2022", "Betreft Bruggen in de regio", "Geachte heer Jansen,")
    read = paper(*advice, *long, "Hoogachtend,", "namens het Adviescollege ICT-toetsing,")
    assert facts(read)["publisher"] == ("Adviescollege ICT-toetsing", "signature")


def test_a_memo_is_called_one() -> None:
    """It has a head as a letter has, and says in its first lines what it is."""
    read = paper("# Notitie", "datum", "4 april 2022", "inzake", "Bruggen in de regio", PROSE)
    found = facts(read)
    assert (found["title"][0], found["kind"]) == ("Bruggen in de regio", ("notitie", "letterhead"))


def test_a_drawn_cover_leaves_the_foot_of_the_pages() -> None:
    """It names the programme, its party and its year, where the cover holds no text; another foot names nothing."""
    found = facts(paper("# Inleiding", PROSE, margins=("3", "JA21 Verkiezingsprogramma 2023")))
    assert found["title"] == ("JA21 Verkiezingsprogramma 2023", "margin")
    assert (found["kind"][0], found["party"][0], found["date"][0]) == ("verkiezingsprogramma", "JA21", "2023")
    assert facts(paper("# Inleiding", PROSE, margins=("Openbare versie",)))["title"] == ("stuk", "file")


def test_a_printed_cover_without_large_print_has_a_title_too(tmp_path: Path) -> None:
    """The first line that can be one; a heading that only names the first part is none."""
    lines = wrapped(WORDS * 3, 80)
    cover = Sheet().show(50, 700, "Effectbeoordeling bruggen").show(50, 660, "Directie Water")
    sheet = Sheet().show(50, 780, "Inleiding & definities", 12, "B").column(50, 750, lines)
    assert document(write_pdf(tmp_path / "a.pdf", cover, sheet)).title == "Effectbeoordeling bruggen"


def test_the_labels_of_a_letter_and_its_masthead_open_no_section(tmp_path: Path) -> None:
    """However they are printed; what is annexed to a letter has the heading of a label and keeps it."""
    lines = wrapped(WORDS * 3, 80)
    sheet = (
        Sheet().show(50, 800, "Tweede Kamer der Staten-Generaal", 16, "B").show(50, 770, "Datum Ons kenmerk", 12, "B")
    )
    sheet.show(50, 750, "4 april 2022 BR/123").show(50, 720, "Onderwerp", 12, "B").show(50, 700, "Bruggen in de regio")
    sheet.show(50, 660, "Samenvatting", 12, "B").column(50, 640, lines)
    sheet.show(50, 500, "Bijlage", 12, "B").column(50, 480, lines)
    read = document(write_pdf(tmp_path / "a.pdf", sheet))
    assert [section.title for section in read.sections] == ["Bruggen in de regio", "Samenvatting", "Bijlage"]
