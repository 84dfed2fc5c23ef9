"""Web pages: headings, notes and tables are kept, the page around the text is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from outlines import blocks, notes, texts, titles

from ingest.errors import EmptyDocumentError
from ingest.model import BlockKind, Document
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Read = Callable[..., Document]

TEXT = "Het kabinet zet in op schoon water voor iedereen in de regio, ook buiten Europa."
PAGE = """<!DOCTYPE html><html lang="nl-NL"><head><title>Water | Toespraak | Rijksoverheid.nl</title>
<meta name="DCTERMS.issued" content="2015-09-15T13:30"><meta name="DCTERMS.publisher" content="Ministerie van Water">
<style>p {{color: red}}</style><script>var x = "niet lezen";</script></head><body>
<div id="header"><a href="/">Home</a><form>Zoek binnen de site <input></form></div>
<nav><ul><li><a href="/a">Onderwerpen</a></li><li><a href="/b">Contact</a></li></ul></nav>
<p id="breadcrumb">U bevindt zich hier: <a href="/">Home</a></p>
<div class="wrapper"><div id="content" class="article">{content}</div>
<div id="aside"><h2>Zie ook</h2><ul><li><a href="/p">Prinsjesdag</a></li></ul></div></div>
<div class="cookiebar"><p>Deze site gebruikt cookies om het gebruik te meten.</p></div>
<div id="footer"><h2>Service</h2><ul><li><a href="/rss">RSS</a></li></ul></div></body></html>"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes a page with this content, or as it is, and reads it."""

    def make(content: str, *, whole: bool = False, encoding: str = "utf-8") -> Document:
        path = tmp_path / "toespraak.html"
        path.write_bytes((content if whole else PAGE.format(content=content)).encode(encoding))
        return read_document(path)

    return make


def test_only_the_text_of_the_page_is_read(read: Read) -> None:
    """Menus, banners, cookies, breadcrumbs, forms and what is beside the text are not text."""
    document = read(f"<h1>Water</h1><p>{TEXT}</p><h2>Aanpak</h2><p>{TEXT}</p><p hidden>{TEXT}</p>")
    assert blocks(document) == [
        ("heading", "Water"), ("paragraph", TEXT), ("heading", "Aanpak"), ("paragraph", TEXT),
    ]  # fmt: skip
    assert (document.title, document.date, document.publisher) == ("Water", "2015-09-15", "Ministerie van Water")
    assert titles(document) == ["Water", "Aanpak"]


@pytest.mark.parametrize(
    "content",
    [
        f"<html><body><main><h1>Water</h1><p>{TEXT}</p></main><p>Van de redactie.</p></body></html>",
        f"<html><body><h1>Water</h1><article><p>{TEXT}</p></article></body></html>",
        f"<html><body><header><h1>Water</h1></header><div role='main'><p>{TEXT}</p></div></body></html>",
        f"<body><table><tr><td><a href='/'>menu</a></td><td><h1>Water</h1><p>{TEXT}</p></td></tr></table></body>",
        f"<h1>Water</h1>{TEXT}<br><br>",
    ],
)
def test_the_main_part_is_found_in_any_page(content: str, read: Read) -> None:
    """Pages that mark their main part, pages laid out in tables and bare ones."""
    document = read(content, whole=True)
    assert titles(document) == ["Water"]
    assert TEXT in texts(document, BlockKind.PARAGRAPH)


@pytest.mark.parametrize(
    ("mark", "listed"),
    [
        ('<sup id="r1"><a href="#fn:1" rel="footnote">1</a></sup>', '<ol><li id="fn:1">De noot. <a href="#r1">↩</a></li></ol>'),
        ('<a href="#_ftn1" name="_ftnref1">[1]</a>', '<div id="x"><p><a href="#_ftnref1" name="_ftn1">[1]</a> De noot.</p></div>'),
        ('<sup><a class="nootnum" href="#n1">1</a></sup>', '<div class="noot"><p id="n1"><sup>1</sup> De noot.</p></div>'),
        ('<a href="#voetnoot-1" role="doc-noteref">1</a>', '<aside id="voetnoot-1" role="doc-footnote"><p>1. De noot.</p></aside>'),
    ],
)  # fmt: skip
def test_notes_are_tied_to_their_marks(mark: str, listed: str, read: Read) -> None:
    """However a page makes its notes: they leave the text and lose their number and the way back."""
    document = read(f"<h1>Water</h1><p>{TEXT} Er is meer geld{mark}. Dat helpt.</p><h2>Noten</h2>{listed}")
    assert notes(document) == [(1, "De noot.", "Er is meer geld.")]
    assert titles(document) == ["Water"]
    assert texts(document, BlockKind.PARAGRAPH) == [f"{TEXT} Er is meer geld. Dat helpt."]


def test_a_list_of_contents_is_no_list_of_notes(read: Read) -> None:
    """Links within the page to its headings are left out, and the headings stay headings."""
    document = read(
        '<h1>Water</h1><ul><li><a href="#a">1</a></li><li><a href="#b">2 Slot</a></li></ul>'
        f'<h2 id="a">Inleiding</h2><p>{TEXT}</p><h2 id="b">Slot</h2><p>{TEXT}</p>'
    )
    assert titles(document) == ["Water", "Inleiding", "Slot"]
    assert document.footnotes == ()


def test_lists_tables_quotes_and_captions(read: Read) -> None:
    """Each keeps its form as text."""
    document = read(
        f"<h1>Water</h1><p>{TEXT}</p><ol start='3'><li>drie</li><li>vier<ul><li>diep</li></ul></li></ol>"
        "<dl><dt>OS</dt><dd>ontwikkelingssamenwerking</dd></dl><blockquote><p>Gezegd.</p></blockquote>"
        "<figure><img src='x.png'><figcaption>Foto: ANP</figcaption></figure>"
        "<table><caption>Geld</caption><tr><th>Jaar</th><th>Bedrag</th></tr><tr><td>2024</td><td>3</td></tr></table>"
    )
    assert blocks(document)[2:] == [
        ("list", "3. drie\n4. vier\n  • diep\nOS: ontwikkelingssamenwerking"),
        ("quote", "Gezegd."),
        ("table", "Geld\nJaar | Bedrag\n2024 | 3"),
        ("caption", "Foto: ANP"),
    ]


def test_links_to_publications_are_citations(read: Read) -> None:
    """The address identifies the paper."""
    address = "https://zoek.officielebekendmakingen.nl/dossier/35925/kst-35925-XVII-46.html"
    document = read(f"<h1>Water</h1><p>{TEXT} Zie <a href='{address}'>deze motie</a>.</p>")
    assert [(each.id, each.text) for each in document.citations] == [("kst-35925-XVII-46", "deze motie")]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset='utf-8'>", "utf-8"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>", "cp1252"),
        ("", "utf-8"),
        ("", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>", "utf-8"),
        ("<meta charset='bestaat-niet'>", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_characters_are_read_in_any_encoding(head: str, encoding: str, read: Read) -> None:
    """As the page states, by its byte order mark, or as its bytes show."""
    document = read(
        f"<html><head>{head}</head><body><h1>Reële coördinatie</h1><p>{TEXT} – é</p></body></html>",
        whole=True,
        encoding=encoding,
    )
    assert document.title == "Reële coördinatie"
    assert document.text.endswith("– é")


def test_a_page_without_text_is_refused(read: Read) -> None:
    """A page of menus alone, as one saved before it was loaded."""
    with pytest.raises(EmptyDocumentError):
        read("<html><body><nav><a href='/'>Home</a></nav><script>laad()</script></body></html>", whole=True)


def test_cells_that_span_rows_or_columns_keep_the_others_in_place(read: Read) -> None:
    """What stands below a cell of two rows is blank, so that the next cell is read under its own head."""
    document = read(
        f"<h1>Water</h1><p>{TEXT}</p><table><tr><th>Jaar</th><th colspan=2>Bedrag</th><th>Bron</th></tr>"
        "<tr><td rowspan='2'>2024</td><td>1</td><td>2</td><td rowspan='x'>CBS</td></tr>"
        "<tr><td>3</td><td>4</td><td>CPB</td></tr><tr><td>2025</td><td>5</td><td>6</td></tr></table>"
    )
    assert texts(document, BlockKind.TABLE) == [
        "Jaar | Bedrag | – | Bron\n2024 | 1 | 2 | CBS\n– | 3 | 4 | CPB\n2025 | 5 | 6"
    ]


def test_items_carry_the_letters_and_numbers_that_are_printed(read: Read) -> None:
    """A text with "onderdeel b" means the item that the page shows as b."""
    document = read(
        f"<h1>Water</h1><p>{TEXT}</p><ol type='a'><li>een</li><li>twee<ol type='I'><li>diep</li></ol></li></ol>"
        "<ol><li value='7'>zeven</li><li>acht</li><li value='-2' type='a'>min twee</li></ol>"
    )
    assert texts(document, BlockKind.LIST) == ["a. een\nb. twee\n  I. diep\n7. zeven\n8. acht\n-2. min twee"]


def test_answers_that_are_folded_under_their_question_are_read(read: Read) -> None:
    """A button that unfolds the text below its heading holds the heading's words; a menu's button does not."""
    document = read(
        f"<h1>Vragen</h1><p>{TEXT}</p><div><button aria-controls='m'>Menu</button><div id='m' hidden>Kies</div></div>"
        "<h2><button aria-expanded='false' aria-controls='p1'>Wanneer begint het?</button></h2>"
        f"<div id='p1' hidden><p>{TEXT}</p></div><h2>Slot <button>Kopieer link</button></h2><p>{TEXT}</p>"
    )
    assert titles(document) == ["Vragen", "Wanneer begint het?", "Slot"]
    assert texts(document, BlockKind.PARAGRAPH) == [TEXT] * 3


def test_links_beside_the_text_are_no_part_of_it(read: Read) -> None:
    """The sign by which a heading can be linked to is not a word of it, and headings over links alone are a menu."""
    document = read(
        f"<h1>Water</h1><p>{TEXT}</p><h2 id='d'>Doel <a href='#d'>#</a></h2><p>{TEXT}</p>"
        f"<aside><h2>Zie ook</h2><ul><li><a href='/p'>Prinsjesdag</a></li></ul></aside><p>Slot: {TEXT}</p>"
        "<aside><p>In het kader.</p></aside>"
    )
    assert titles(document) == ["Water", "Doel"]
    assert texts(document, BlockKind.PARAGRAPH) == [TEXT, TEXT, f"Slot: {TEXT}", "In het kader."]


def test_a_page_that_word_saved_is_read(read: Read) -> None:
    """It holds elements with a colon in their names, and its notes in paragraphs behind the text."""
    document = read(
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body lang=NL><div class=WordSection1>"
        f"<p class=MsoNormal>{TEXT}<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span>"
        "<![if !supportFootnotes]>[1]<![endif]></span></a><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p></div>"
        "<div style='mso-element:footnote-list'><div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>"
        "[1]</a> Kamerstuk 29628, nr. 3.</p></div></div></body></html>",
        whole=True,
    )
    assert blocks(document) == [("paragraph", TEXT), ("footnote", "Kamerstuk 29628, nr. 3.")]
    assert notes(document) == [(1, "Kamerstuk 29628, nr. 3.", TEXT)]


@pytest.mark.parametrize(
    ("listed", "tied"),
    [
        ("<p><sup>1</sup> Kamerstuk 29628, nr. 3.</p><p><sup>2)</sup>De <b>tweede</b>.</p>", 2),
        ("<ul><li><sup>1</sup>Kamerstuk 29628, nr. 3.</li></ul>", 1),
        ("<p><sup>2</sup> Zonder eerste.</p>", 0),
        ("<p>Geen noten.</p>", 0),
    ],
)
def test_notes_that_no_link_leads_to_are_known_by_their_numbers(listed: str, tied: int, read: Read) -> None:
    """A raised number in the text and the same before a paragraph further on; powers are none."""
    document = read(f"<h1>Water</h1><p>{TEXT}<sup>1</sup> Per m<sup>3</sup>.<sup>2)</sup></p><hr>{listed}")
    expected = [(1, "Kamerstuk 29628, nr. 3.", TEXT), (2, "De tweede.", "Per m3.")]
    assert notes(document) == expected[:tied]


@pytest.mark.parametrize(
    "inside",
    [
        "<h1>Water</h1><p>{text}</p><p>{text}</p>",
        "<div><h1>Water</h1><div>{text}</div><div>{text}</div></div>",
        "<table role='presentation'><tr><td><h1>Water</h1><p>{text}</p></td><td><p>{text}</p></td></tr></table>",
    ],
)
def test_a_form_around_the_page_holds_its_text(read: Read, inside: str) -> None:
    """Some servers draw one around every page, menus and all; what is to be filled in stays out."""
    controls = "<label>Zoek</label><input name='q'><select><option>Alle onderwerpen</option></select>"
    menu = "<ul><li><a href='/a'>Alles over water</a></li><li><a href='/b'>Alles over land</a></li></ul>" * 9
    page = f"<form id='mainForm'>{controls}{menu}{inside.format(text=TEXT)}</form>"
    document = read(f"<html><body>{menu}{page}</body></html>", whole=True)
    assert blocks(document) == [("heading", "Water"), ("paragraph", TEXT), ("paragraph", TEXT)]


def test_a_form_in_the_page_is_left_out(read: Read) -> None:
    """One that asks something, with words of its own."""
    document = read(f"<h1>Water</h1><p>{TEXT}</p><form><p>Was deze pagina nuttig?</p><input></form>")
    assert blocks(document) == [("heading", "Water"), ("paragraph", TEXT)]
