"""Footnotes: order, numbers, and the sentence each is tied to."""

from __future__ import annotations

import pytest
from outlines import notes

from ingest.compose.document import compose_document
from ingest.formats.typed_text import NoteMark, TypedBlock, TypedNote, TypedText
from ingest.language.traced import TracedText
from ingest.metadata import Metadata
from ingest.model import BlockKind, Document

BODY = "Eerste zin. Tweede zin."


def note(key: str, label: str, number: int | None = None) -> TypedNote:
    """A note whose text is its key."""
    return TypedNote(key, label, TracedText.of(key, 2), number=number)


def tied(*found: TypedNote, marks: tuple[tuple[int, str], ...]) -> Document:
    """A document of two sentences with marks at these offsets."""
    block = TypedBlock(BlockKind.PARAGRAPH, TracedText.of(BODY, 1), marks=tuple(NoteMark(*mark) for mark in marks))
    return compose_document(TypedText((block,), found), Metadata("nota", "De nota"), "nota.txt", "")


@pytest.mark.parametrize(
    ("offset", "sentence"), [(6, "Eerste zin."), (11, "Eerste zin."), (12, BODY), (13, "Tweede zin."), (23, "Tweede zin.")]
)  # fmt: skip
def test_a_note_belongs_to_the_sentence_with_its_mark(offset: int, sentence: str) -> None:
    """Within it or right behind its full stop; a mark in the space between two belongs to the whole paragraph."""
    assert notes(tied(note("a", "1"), marks=((offset, "a"),))) == [(1, "a", sentence)]


def test_notes_follow_their_marks() -> None:
    """Those without a mark come last; a sign that is not a number is counted on after the numbers."""
    document = tied(note("los", "7"), note("b", "*"), note("a", "3"), marks=((6, "a"), (23, "b")))
    assert notes(document) == [(3, "a", "Eerste zin."), (8, "b", "Tweede zin."), (7, "los", None)]


def test_counted_notes_keep_the_order_of_their_numbers() -> None:
    """Also where the mark of the second stands before that of the first, or the first has none."""
    first, second = note("a", "1", 1), note("b", "2", 2)
    assert [each[:2] for each in notes(tied(first, second, marks=((6, "b"), (23, "a"))))] == [(1, "a"), (2, "b")]
    assert [each[:2] for each in notes(tied(first, second, marks=((6, "b"),)))] == [(1, "a"), (2, "b")]


def test_notes_without_a_text_stand_in_a_chapter() -> None:
    """Called after the document."""
    document = compose_document(TypedText((), (note("a", "1"),)), Metadata("nota", "De nota"), "nota.txt", "")
    assert [(passage.text, passage.chapter) for passage in document.passages] == [("a", "De nota")]
