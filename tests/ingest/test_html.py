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
    """Menus, banners, cookies, breadcrumbs, forms and what is beside the text are no text."""
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
    """Pages that say what is their main part, pages laid out in tables and bare ones."""
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
    """The address tells which paper is meant."""
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
        ("<meta charset='bestaat-niet'>", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_characters_are_read_in_any_encoding(head: str, encoding: str, read: Read) -> None:
    """As the page says, by its byte order mark, or as it turns out to be."""
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
