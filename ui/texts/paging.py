"""The texts of a list of documents that can be searched and comes in pages, in Dutch and in English."""

from __future__ import annotations

from dataclasses import dataclass

from ui import texts
from ui.texts import page


@dataclass(frozen=True, slots=True)
class Words:
    """The texts in one language."""

    form: str
    words: str
    words_hint: str
    apply: str
    clear: str
    none: str
    shown: str
    pages: str
    before: str
    after: str
    sort_by: str
    documents: tuple[str, str]


NL = Words(
    form="Documenten zoeken",
    words="Zoek in titel, uitgever of bestandsnaam",
    words_hint="bijvoorbeeld energie 2024",
    apply="Toon",
    clear="Wis zoekwoorden",
    none="Geen document voldoet aan deze zoekwoorden.",
    shown="{first} tot en met {last} van {documents}.",
    pages="Bladeren in de documenten",
    before="← Vorige",
    after="Volgende →",
    sort_by="Sorteer op {column}",
    documents=texts.DOCUMENTS_COUNT,
)
EN = Words(
    form="Search documents",
    words="Search in title, publisher or file name",
    words_hint="for instance energie 2024",
    apply="Show",
    clear="Clear the search",
    none="No document satisfies this search.",
    shown="{first} to {last} of {documents}.",
    pages="Pages of documents",
    before="← Previous",
    after="Next →",
    sort_by="Sort by {column}",
    documents=("document", "documents"),
)


def words(language: str) -> Words:
    """Return the texts in a language."""
    return EN if language == page.ENGLISH else NL
