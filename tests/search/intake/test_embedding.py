"""What is embedded of a document."""

from __future__ import annotations

from search_factories import Part, make_document

from search.intake.embedding import chunk


def test_a_passage_stands_behind_the_titles_over_it() -> None:
    """And its sentences are found in that text, wherever the passage stands in the document."""
    document = make_document(Part(("De dijk is hoog.", "Hij kost geld.")), Part(("Water is nat.", "Dat blijft zo.")))
    for passage in document.passages:
        made = chunk(document, passage)
        assert made.text.startswith(f"{document.title}. ")
        assert made.text.endswith(passage.text)
        sentences = [made.text[start:end] for start, end in made.sentences]
        assert sentences == [document.text[start:end] for start, end in passage.sentences]
        assert len(sentences) == 2
