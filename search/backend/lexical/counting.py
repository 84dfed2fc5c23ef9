"""What of a passage can be found by its words, and how many passages hold each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from search.dutch.terms import stem, terms_and_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ingest.model import Passage


def indexed_texts(title: str, passage: Passage) -> tuple[str, str, str]:
    """Return what is indexed of a passage: its own text, its headings with the document's title, its footnotes."""
    headings = ". ".join((title, *passage.section_path))
    notes = "" if passage.kind == "footnote" else " ".join(note.text for note in passage.footnotes)
    return passage.text, headings, notes


def passage_words(title: str, passage: Passage) -> set[str]:
    """Return the distinct folded words of everything that is indexed of a passage."""
    return {form for text in indexed_texts(title, passage) for form in terms_and_forms(text)[1]}


def count_words(title: str, passages: Iterable[Passage]) -> Counter[str]:
    """Return folded word -> number of these passages, all of one document, that it stands in."""
    return Counter(word for passage in passages for word in passage_words(title, passage))


def count_stems(words: Mapping[str, int]) -> Counter[str]:
    """Return stem -> the passages of all words with that stem."""
    found: Counter[str] = Counter()
    for word, count in words.items():
        found[stem(word)] += count
    return found
