"""What is quoted is pasted with its source and its notes, in the style of the Leidraad."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_document

from ingest.citations import find_citations
from ingest.model import BlockKind
from search.errors import PassageMissingError
from search.export.leidraad import description, reference, source_note
from search.export.quoting import quote

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


def styled(text: str, **settings: str) -> str:
    """The one reference of a text as the Leidraad prints it."""
    return reference(find_citations(text, **settings))  # type: ignore[arg-type]  # only the chapter is given


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kamerstuk II 2015/16, 34 442, nr 3, p. 7", "Kamerstukken II 2015/16, 34442, nr. 3"),
        ("Kamerstukken I 2014/15, 33 802, C", "Kamerstukken I 2014/15, 33802, C"),
        ("21501 20, nr. 1632", "Kamerstukken II 21501-20, nr. 1632"),
        ("Handelingen II 2010-2011, nr. 108, item 5", "Handelingen II 2010/11, nr. 108, item 5"),
        ("Aanhangsel van de Handelingen II 2014-15, nr. 1241", "Aanhangsel Handelingen II 2014/15, nr. 1241"),
        ("Staatsblad 2011, nr. 35", "Stb. 2011, 35"),
        ("Staatscourant 2024, 2900", "Stcrt. 2024, 2900"),
        ("Tractatenblad 2019, nr. 12", "Trb. 2019, 12"),
        ("ECLI:NL:HR:2019:1234", "ECLI:NL:HR:2019:1234"),
        (
            "Motie Kuzu c.s. over Oeigoeren (Kamerstuk II 2021/22, 35 207, nr. 48)",
            "Kamerstukken II 2021/22, 35207, nr. 48 (motie-Kuzu c.s. over Oeigoeren)",
        ),
        (
            "Motie Hammelburg en Van der Lee (35207, nr. 48, p. 2)",
            "Kamerstukken II 35207, nr. 48, p. 2 (motie-Hammelburg en Van der Lee)",
        ),
        (
            "amendement van de leden Kuik, Piri en De Roon (35925-XVII, nr. 9)",
            "Kamerstukken II 35925 XVII, nr. 9 (amendement-Kuik, Piri en De Roon)",
        ),
        ("Kamerbrief (31 793, nr. 202)", "Kamerstukken II 31793, nr. 202"),
        ("Kamerbrief over goud (31 793, nr. 202)", "Kamerstukken II 31793, nr. 202 (brief over goud)"),
        ("Kamerstukken II 2021/22, 26 485, nrs. 3-5", "Kamerstukken II 2021/22, 26485, nrs. 3, 4 en 5"),
        ("motie-Kuzu over\ngoud", "motie-Kuzu over goud"),
        ("Kamerbrief van 7 april 2022", "Kamerbrief van 7 april 2022"),
    ],
)
def test_reference(text: str, expected: str) -> None:
    """Where a paper is found first, then what it is; what has no number keeps its words."""
    assert expected == styled(text)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("Kamerstuk II 2021/22, 35925, nr. 36", " [waarschijnlijk bedoeld: 35925 XVII, nr. 36]"),
        ("Kamerstuk I 2021/22, 35925, A", " [waarschijnlijk bedoeld: 35925 XVII, A]"),
        ("Kamerstuk 21502-02, nr. 2376", " [waarschijnlijk bedoeld: 21501-02, nr. 2376]"),
        ("Kamerstuk 35925, nrs. 36-37", " [waarschijnlijk bedoeld: 35925 XVII, nr. 36 en 37]"),
    ],
)
def test_another_paper_is_added_in_square_brackets(text: str, added: str) -> None:
    """The printed number stays, as it is quoted; the other one is the editor's."""
    assert styled(text, budget_chapter="XVII").endswith(added)
    assert "[" not in styled(text.replace("35925", "26485").replace("21502", "21501"), budget_chapter="XVII")


def test_a_further_number_keeps_its_words() -> None:
    """Its dossier stands before it."""
    _, second = find_citations("Kamerstukken II 2004/05, 26 271, nr. 6, p. 15; nr. 7")
    assert reference([second]) == "nr. 7"


def test_a_letter_without_more_is_not_described() -> None:
    """That it is a letter adds nothing to a description."""
    (letter,) = find_citations("Kamerbrief 29 911 (Nr. 348)")
    assert description(letter) == ""


WATER = "Motie Kuzu over water (Kamerstuk II 2021/22, 35 207, nr. 48) en Kamerstuk 26 485, nr. 3, p. 6. Zie ook p. 3"


@pytest.fixture
def base(kb: KnowledgeBase) -> KnowledgeBase:
    """A passage with two notes, one at each of two sentences, under a chapter and a section."""
    first, second = find_citations(WATER)
    document = make_document(
        Part(
            ("Er is water.", "Het is nat."),
            ("Een", "Water"),
            page=7,
            note=WATER,
            cites=(replace(first, start=0), replace(second, start=0)),
        ),
        title="Nota: over water",
    )
    (passage,) = document.passages
    (note,) = passage.footnotes
    early = replace(note, number=4, text="Niets.", marker=len("Er is water."), citations=())
    (other,) = document.footnotes
    changed = replace(passage, footnotes=(early, note))
    kb.add_document(replace(document, passages=(changed,), footnotes=(early, other)))
    return kb


def test_a_passage_with_its_notes(base: KnowledgeBase) -> None:
    """The words with the numbers of the notes where they stood, the source, the notes in style with a full stop."""
    quoted = quote(base, "nota:0001")
    assert quoted.to_text() == (
        "“Er is water.[4] Het is nat.[1]”\n\n"
        "Ministerie, Nota: over water, 2022, p. 7 (onder ‘Een › Water’).\n\n"
        "[4] Niets.\n"
        "[1] Kamerstukken II 2021/22, 35207, nr. 48 (motie-Kuzu over water) en Kamerstukken II 26485, nr. 3, p. 6. "
        "Zie ook p. 3."
    )
    assert quoted.to_json()["notes"][0] == {"number": 4, "text": "Niets."}


@pytest.mark.parametrize(
    ("sentence", "expected"), [("Er is water.", ("Er is water.[4]", [4])), ("Het is nat.", ("Het is nat.[1]", [1]))]
)
def test_a_sentence_takes_its_own_notes(base: KnowledgeBase, sentence: str, expected: tuple[str, list[int]]) -> None:
    """Notes elsewhere in the passage stay there."""
    quoted = quote(base, "nota:0001", sentence)
    assert expected == (quoted.text, [note.number for note in quoted.notes])


@pytest.mark.parametrize(
    ("passage", "sentences"), [("nota:0002", ()), ("weg:0001", ()), ("nota:0001", ("Dit staat er niet.",)), ("", ())]
)
def test_what_is_not_there(base: KnowledgeBase, passage: str, sentences: tuple[str, ...]) -> None:
    """An error that names the passage."""
    with pytest.raises(PassageMissingError) as caught:
        quote(base, passage, *sentences)
    assert caught.value.passage == passage


def test_several_sentences_are_quoted_as_they_stand(kb: KnowledgeBase) -> None:
    """In the order of the text, as one where they follow each other, with a mark where words are left out."""
    kb.add_document(make_document(Part(("Een.", "Twee.", "Drie.", "Vier."), ("Kop",))))
    assert quote(kb, "nota:0001", "Vier.", "Een.", "Twee.").text == "Een. Twee. […] Vier."


def test_the_unit_of_a_quoted_row_comes_along(kb: KnowledgeBase) -> None:
    """Where the words that are quoted do not say what the amounts are counted in."""
    rows = ("Bedragen x € 1.000 | 2024 | 2025", "Water | 12 | 13")
    kb.add_document(make_document(Part(rows, ("Begroting",), kind=BlockKind.TABLE)))
    assert quote(kb, "nota:0001", rows[1]).to_text().startswith("“Water | 12 | 13” (Bedragen x € 1.000)\n\n")
    assert quote(kb, "nota:0001", *rows).unit == quote(kb, "nota:0001").unit == ""


def test_rich_text_has_title_and_link(base: KnowledgeBase) -> None:
    """The title in italics, leading to the passage; whatever a document says stays text."""
    html = quote(base, "nota:0001", "Het is nat.").to_html(
        "https://kennisbank.voorbeeld.nl/?tab=lezen&passage=nota:0001"
    )
    assert html == (
        "<p>“Het is nat.[1]”</p><p>Ministerie, "
        '<a href="https://kennisbank.voorbeeld.nl/?tab=lezen&amp;passage=nota:0001"><i>Nota: over water</i></a>, 2022, p. 7 '
        "(onder ‘Een › Water’).</p><p>[1] Kamerstukken II 2021/22, 35207, nr. 48 (motie-Kuzu over water) en "
        "Kamerstukken II 26485, nr. 3, p. 6. Zie ook p. 3.</p>"
    )
    assert "<i>Nota: over water</i>, 2022" in quote(base, "nota:0001").to_html()


def test_nothing_of_a_document_becomes_markup(kb: KnowledgeBase) -> None:
    """Neither words nor title."""
    kb.add_document(make_document("<b>Vet</b> & zo.", title="<i>Nota</i>"))
    html = quote(kb, "nota:0001").to_html('javascript:"<b>')
    assert "<p>“&lt;b&gt;Vet&lt;/b&gt; &amp; zo.”</p>" in html
    assert "<i>&lt;i&gt;Nota&lt;/i&gt;</i>" in html
    assert '"<b>' not in html


def test_authors_come_before_the_publisher(base: KnowledgeBase) -> None:
    """Authors that a document states are named, joined as the Leidraad does."""
    (passage,) = base.passages()
    (document,) = base.documents()
    by = replace(document, authors=("A. Jansen", "B. de Wit", "C. Bos"), year=None)
    assert source_note(passage, by).startswith("A. Jansen, B. de Wit & C. Bos, Nota: over water, p. 7 (")


def test_an_account_is_nobody(base: KnowledgeBase) -> None:
    """A file that names who logged in, rather than who wrote it, is quoted under its publisher."""
    (passage,) = base.passages()
    (document,) = base.documents()
    assert source_note(passage, replace(document, authors=("FORM002",))).startswith(
        "Ministerie, Nota: over water, 2022"
    )


def test_the_bullet_of_an_item_is_not_quoted(kb: KnowledgeBase) -> None:
    """Before the words; between them it stays."""
    kb.add_document(make_document(Part(("• Een.", "• Twee."), ("Kop",))))
    assert quote(kb, "nota:0001", "• Een.").text == "Een."
    assert quote(kb, "nota:0001").text == "Een. • Twee."


def test_headings_are_named_with_the_source(kb: KnowledgeBase) -> None:
    """A heading above the words is not part of the quotation; other words above them are."""
    document = make_document(
        Part(("Water\n\nEr is water.",), ("Een", "Water")), Part(("Los\n\nEr is land.",), ("Een",))
    )
    shifted = [
        replace(passage, sentences=((passage.start + passage.text.index("Er"), passage.end),))
        for passage in document.passages
    ]
    kb.add_document(replace(document, passages=tuple(shifted)))
    assert [quote(kb, f"nota:000{at}").text for at in (1, 2)] == ["Er is water.", "Los\n\nEr is land."]
