"""What of a passage is indexed, and how its words are counted."""

from __future__ import annotations

from store_factories import NOTE, nota

from search.backend.lexical.counting import count_stems, count_words, indexed_texts


def test_what_is_indexed() -> None:
    """Its text; the title and its headings, under which it is looked for; its notes, but not those of a note itself."""
    document = nota()
    texts = [indexed_texts("Nota", passage) for passage in document.passages]
    assert texts[1] == ("Water is schaars.", "Nota. Water", NOTE)
    assert texts[-1][2] == ""


def test_words_are_counted_by_passage() -> None:
    """Each once, however often it stands there; a stem has the passages of all its words."""
    counted = count_words("Nota", nota().passages)
    assert counted["klimaat"] == 1
    assert counted["nota"] == len(nota().passages)
    assert count_stems({"moties": 2, "motie": 3, "water": 1}) == {"motie": 5, "water": 1}
