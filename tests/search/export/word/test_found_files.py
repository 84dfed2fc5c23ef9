"""What a question found as a file for Word: quotations whose notes and sources are footnotes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hit_factories import make_place, make_row
from search_factories import Part as Text
from search_factories import make_document
from word_reading import read_word

from ingest.citations import find_citations
from ingest.model import BlockKind
from search.export.quoting import quote
from search.export.word.found import Part, Quoted, found_file

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

NOTE = "Zie motie Kuzu over water (Kamerstuk II 2021/22, 35 207, nr. 48) en nog iets"
SOURCE = "Ministerie, Nota: over water, 2022, p. 7 (onder ‘Een › Water’)."


@pytest.fixture
def base(kb: KnowledgeBase) -> KnowledgeBase:
    """A passage with a note and a reference in its running text."""
    (cite,) = find_citations(NOTE)
    words = ("Er is water.", "Volgens de Kamerbrief (31 793, nr. 202) is het nat.")
    document = make_document(Text(words, ("Een", "Water"), page=7, note=NOTE, cites=(cite,)), title="Nota: over water")
    (passage,) = document.passages
    (inline,) = find_citations(passage.text)
    placed = replace(inline, start=passage.start + inline.start, end=passage.start + inline.end)
    changed = replace(passage, citations=(*passage.citations, placed))
    kb.add_document(replace(document, passages=(changed,)))
    return kb


def saved(base: KnowledgeBase, *parts: Part) -> bytes:
    """A file with these parts."""
    return found_file(base, "Is er water?", [("Datum", "28 november 2026")], parts)


def test_a_passage_with_its_footnotes(base: KnowledgeBase) -> None:
    """Its own notes and the references in its text, each with its link, then its source in the style of the Leidraad."""
    quoted = Quoted(quote(base, "nota:0001"), "Water", "Nota, p. 7")
    found = read_word(saved(base, Part("Passages", ("Let op.",), (quoted,))))
    assert found.lines[:-1] == [
        ("Title", "Is er water?"),
        ("Subtitle", "Datum\t28 november 2026"),
        ("Heading1", "Passages"),
        ("Normal", "Let op."),
        ("Heading2", "Water"),
        ("Caption", "Nota, p. 7"),
    ]
    assert found.lines[-1] == (
        "Quote", "Er is water. Volgens de Kamerbrief (31 793, nr. 202)[1] is het nat.[2], [3]",
    )  # fmt: skip
    motie = "Kamerstukken II 2021/22, 35207, nr. 48 (motie-Kuzu over water)"
    assert found.notes == {1: "Kamerstukken II 31793, nr. 202.", 2: f"Zie {motie} en nog iets.", 3: SOURCE}
    assert found.links == {
        "Kamerstukken II 31793, nr. 202": "https://zoek.officielebekendmakingen.nl/kst-31793-202.html",
        motie: "https://zoek.officielebekendmakingen.nl/kst-35207-48.html",
    }


def test_an_answer_takes_only_its_own_notes(base: KnowledgeBase) -> None:
    """Those of the sentences quoted, and the source."""
    found = read_word(saved(base, Part("Antwoord", quoted=(Quoted(quote(base, "nota:0001", "Er is water.")),))))
    assert found.styled("Quote") == ["Er is water.[1]"]
    assert found.notes == {1: SOURCE}


def test_a_table_is_a_table(kb: KnowledgeBase) -> None:
    """Its rows are those of a table of Word, what heads them stands out, and the source belongs to its last cell."""
    rows = ("Bedragen x € 1.000 | 2024 | 2025", "Water | 12 | 13")
    kb.add_document(make_document(Text(rows, ("Begroting",), kind=BlockKind.TABLE)))
    found = read_word(saved(kb, Part("Passages", quoted=(Quoted(quote(kb, "nota:0001")),))))
    assert found.styled("TableText") == ["Bedragen x € 1.000", "2024", "2025", "Water", "12", "13[1]"]
    row = read_word(saved(kb, Part("Antwoord", quoted=(Quoted(quote(kb, "nota:0001", rows[1])),))))
    assert row.styled("TableText") == ["Water", "12", "13 (Bedragen x € 1.000)[1]"]


def test_empty_cells_of_a_table_stay_empty(kb: KnowledgeBase) -> None:
    """In the middle and at the end of a row."""
    rows = ("Maatregel | Waar | Uitleg | Bron", "Water | | veel | x", "Hulp | hier | |")
    kb.add_document(make_document(Text(rows, ("Begroting",), kind=BlockKind.TABLE)))
    found = read_word(saved(kb, Part("Passages", quoted=(Quoted(quote(kb, "nota:0001")),))))
    texts = ["Maatregel", "Waar", "Uitleg", "Bron", "Water", "", "veel", "x", "Hulp", "hier", "", "[1]"]
    assert found.styled("TableText") == texts


def test_papers_are_listed_with_their_places(base: KnowledgeBase) -> None:
    """Whose, on what, the number with its link; a footnote for each place that cites them."""
    row = make_row(make_place(), make_place(page=8, footnote=None), cosigned=True)
    found = read_word(saved(base, Part("Stukken", papers=(row,))))
    assert found.styled("ListBullet") == [
        "•\tKuzu c.s. over Oeigoeren (Kamerstukken II 2021/22, 35207, nr. 53)[1], [2]"
    ]
    assert found.notes[1] == "Ministerie, Nota: over water, 2022, p. 7, voetnoot 3 (onder ‘Hoofdstuk 1 › Water’)."
    assert found.notes[2] == "Ministerie, Nota: over water, 2022, p. 8 (onder ‘Hoofdstuk 1 › Water’)."
    assert found.links["Kamerstukken II 2021/22, 35207, nr. 53"].endswith("/kst-35207-53.html")
