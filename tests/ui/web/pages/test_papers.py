"""The papers that a question asks for, as the page shows them."""

from __future__ import annotations

import re

from hit_factories import make_cite, make_found, make_place, make_row

from ingest.model import CitationKind
from search.ask.papers.lookup import MissingPaper, PapersFound
from ui.web.address import Address
from ui.web.pages.papers import UNFOLDED, papers
from ui.web.rendering import fragment

NASTY = "<script>alert('x')</script>\"&{{2+2}}"
DUTCH = Address.read("zoeken", {"vraag": "moties van Kuzu"})
ENGLISH = Address.read("zoeken", {"vraag": "moties van Kuzu", "taal": "en"})


def shown(found: PapersFound, address: Address = DUTCH) -> str:
    """The papers as HTML."""
    return fragment("found.html", "found", papers(found, address))


def test_one_paper_is_a_card() -> None:
    """Its name is the heading; title, link, each place with its sentence, and the way to its own page."""
    html = shown(make_found(make_row(make_place(), make_place(passage=None, sentence="Het is nat."))))
    assert '<h2 id="antwoord">Motie Kuzu <span>op 2 plaatsen genoemd</span></h2>' in html
    assert '<p class="vp-words" lang="nl">over Oeigoeren</p>' in html
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-35207-53.html"' in html
    assert '<blockquote class="vp-words" lang="nl"><p>Er is water.</p></blockquote>' in html
    assert '<a href="?tab=lezen&amp;document=nota&amp;passage=nota%3A0001"><cite>De nota</cite></a>' in html
    assert html.count("<figure>") == 2
    assert '<a href="?tab=moties&amp;stuk=kst-35207-53">Alles over dit stuk</a>' in html


def test_several_papers_are_a_list() -> None:
    """Counted; each leads to its own page, its paper and every place."""
    html = shown(
        make_found(make_row(make_place(), make_place()), make_row(key="kst-1", titles=()), submitters=("Kuzu",))
    )
    assert "2 moties van Kuzu <span>op 3 plaatsen genoemd</span></h2>" in html
    assert re.findall(r'<h3><a href="([^"]*)">Motie Kuzu</a>', html) == [
        "?tab=moties&amp;stuk=kst-35207-53",
        "?tab=moties&amp;stuk=kst-1",
    ]
    assert html.count("<cite>De nota</cite>") == 3
    assert "<details>" not in html


def test_many_papers_unfold() -> None:
    """All of them are in the page; the heading counts them all."""
    html = shown(make_found(*[make_row()] * (UNFOLDED + 3)))
    assert "13 moties <span>" in html
    assert "<details><summary>nog 3</summary>" in html
    assert html.count("<h3>") == UNFOLDED + 3


def test_what_no_document_cites_is_stated_with_its_link() -> None:
    """Plainly not found, and where it can be read."""
    url = "https://zoek.officielebekendmakingen.nl/kst-35925-99.html"
    cite = make_cite(kind=CitationKind.KAMERSTUK, id="kst-35925-99", dossier="35925", number="99", url=url)
    html = shown(make_found(missing=(MissingPaper(cite, elsewhere=False),)))
    assert '<h2 id="antwoord">Niet gevonden</h2>' in html
    assert "<p>Kamerstuk 35925, nr. 99 wordt in geen van de documenten genoemd.</p>" in html
    assert (
        f'<a class="vp-out" href="{url}" target="_blank" rel="noopener noreferrer">Kamerstuk 35925, nr. 99</a>' in html
    )


def test_papers_that_the_ledger_cannot_tell() -> None:
    """None on the subject is the heading; the passages below may come near."""
    html = shown(make_found(about=("vis",), answers=False, matched=False))
    assert '<h2 id="stukken">Geen motie over „vis” gevonden</h2>' in html
    assert "<p>Geen van de titels bevat alle gevraagde woorden: vis.</p>" in html


def test_beside_an_answer_the_ids_differ() -> None:
    """Two sections of one page have headings of their own."""
    html = shown(make_found(make_row(), answers=False))
    assert 'aria-labelledby="stukken">' in html
    assert '<h2 id="stukken">' in html
    assert "antwoord" not in html


def test_the_page_in_english() -> None:
    """Its own words; those of the documents stay as they are."""
    html = shown(make_found(make_row(), make_row(), submitters=("Kuzu",)), ENGLISH)
    assert "2 motions by Kuzu <span>cited at 2 places</span></h2>" in html
    assert '<p class="vp-words" lang="nl">over Oeigoeren</p>' in html


def test_nothing_from_a_document_or_question_becomes_markup() -> None:
    """It is shown as text wherever it stands."""
    place = make_place(title=NASTY, chapter=NASTY, section=NASTY, sentence=NASTY, passage=NASTY, document=NASTY)
    row = make_row(place, titles=(NASTY,), submitters=(NASTY,), key=NASTY, url=f"https://x/{NASTY}")
    html = shown(make_found(row)) + shown(make_found(row, row, about=(NASTY,), submitters=(NASTY,)))
    html += shown(make_found(unknown=NASTY))
    assert "<script" not in html
    assert re.findall(r'"[^"=<>]*\'x\'', html) == []
