"""Find references to moties, Kamerstukken and other official publications in Dutch text.

``find_citations`` is all that others need; the rest of the package is how it works: ``grammar`` reads what is printed,
``verdicts`` judges how far it can be trusted, ``identifiers`` turns ids into addresses and labels. The names below are
imported when first used, so that who needs an address only does not wait for every pattern to be compiled.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.citations.finding import budget_chapter_of, citation_to_json, find_citations, normalise_id
    from ingest.citations.identifiers import citation_label, citation_url

__all__ = ["budget_chapter_of", "citation_label", "citation_to_json", "citation_url", "find_citations", "normalise_id"]

_IDENTIFIERS = {"citation_label", "citation_url"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in __all__:
        message = f"module 'ingest.citations' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"ingest.citations.{'identifiers' if name in _IDENTIFIERS else 'finding'}"), name)
