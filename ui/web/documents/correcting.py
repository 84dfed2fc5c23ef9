"""What is known of one document, each with where it was read, in fields in which it can be corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.imprint.correcting import as_kept
from ingest.model import FactName, Origin
from ui import texts
from ui.texts.naming import NL
from ui.web import rendering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.model import Fact
    from search import KnowledgeBase
    from search.backend.model import StoredDocument
    from ui.texts.documents import Words

# What can be corrected on the page, in its order; the others are numbers and names that nothing on it shows.
OFFERED = 200  # kinds and publishers: those that most documents have
FIELDS = (FactName.TITLE, FactName.KIND, FactName.PUBLISHER, FactName.DATE, FactName.PARTY)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is known. ``value``: what holds; ``read``: what was read, which holds again without a correction.

    ``origin``: where that was read, or that it was not; ``corrected``: whether a user's value holds.
    """

    name: str
    label: str
    value: str
    read: str
    origin: str
    corrected: bool


def render(base: KnowledgeBase, known: StoredDocument, back: str, words: Words) -> str:
    """Return the fields of a document; kinds and publishers of others are offered. ``back``: where one came from."""
    read = {fact.name: fact for fact in base.facts_read(known.id)}
    held = {fact.name: fact for fact in known.facts}
    return rendering.render(
        "correcting.html",
        words=words,
        document=known,
        fields=[_field(name, held.get(name), read, known, words) for name in FIELDS],
        offered={
            "kind": sorted({*base.common("kind", OFFERED)} - {texts.UNSTATED_KIND}, key=str.casefold),
            "publisher": sorted(base.common("publisher", OFFERED), key=str.casefold),
        },
        back=back,
    )


def _field(
    name: FactName, held: Fact | None, read: Mapping[FactName, Fact], known: StoredDocument, words: Words
) -> Field:
    """A field; what no fact states may still be known of the document, such as a title after its file."""
    found = read.get(name)
    own = {FactName.TITLE: known.title, FactName.PUBLISHER: known.publisher, FactName.DATE: known.dated}
    corrected = held is not None and held.origin is Origin.USER
    value = held.value if held else own.get(name, "")
    before = found.value if found else "" if corrected else value
    if name is FactName.DATE and words.naming is NL:  # as it is typed; of months only Dutch names are understood
        value, before = NL.date(value), NL.date(before)
    origin = words.origins[found.origin] if found else words.not_read
    return Field(str(name), words.facts[name], value, before, origin, corrected)


def changes(given: Mapping[str, str]) -> dict[FactName, str]:
    """Return what a request corrects, as it is kept.

    Raises KeyError for a name that is none of the page's, ValueError for what is no date.
    """
    names = {str(name): name for name in FIELDS}
    return {names[name]: as_kept(names[name], value) for name, value in given.items()}
