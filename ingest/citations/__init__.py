"""Find references to moties, Kamerstukken and other official publications in Dutch text.

``find_citations`` is all that others need; the rest of the package is how it works: ``grammar`` reads what is printed,
``verdicts`` decides how far it can be trusted, ``registry`` knows ids, addresses and dossiers. The names below are
imported when first used, so that a caller who needs only an address does not wait for every pattern to be compiled.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.citations.finding import budget_chapter_of, find_citations, normalise_id
    from ingest.citations.records import citation_record
    from ingest.citations.registry.identifiers import citation_label, citation_url

__all__ = ["budget_chapter_of", "citation_label", "citation_record", "citation_url", "find_citations", "normalise_id"]

_ELSEWHERE = {
    "citation_label": "registry.identifiers",
    "citation_record": "records",
    "citation_url": "registry.identifiers",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in __all__:
        message = f"module 'ingest.citations' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"ingest.citations.{_ELSEWHERE.get(name, 'finding')}"), name)
