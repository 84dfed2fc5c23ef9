"""Filters as conditions of SQL, in the dialect of search.backend.tables.reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.dutch.terms import fold
from search.model import motie_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.model import Filters

#: Filter -> when a passage ``p`` passes it; a store that compares texts otherwise puts conditions of its own in place.
CONDITIONS = {
    "document": "p.document = (SELECT key FROM documents WHERE id = :document)",
    "chapter": "instr(p.chapter_folded, :chapter) > 0",
    "sdg": "p.key IN (SELECT passage FROM passage_sdgs WHERE sdg = :sdg)",
    "motie": (
        "p.key IN (SELECT pc.passage FROM passage_citations pc JOIN citations c ON c.key = pc.citation "
        "WHERE c.id = :motie OR c.likely_id = :motie)"
    ),
    "submitter": (
        "p.key IN (SELECT pc.passage FROM citation_people who JOIN passage_citations pc ON pc.citation = who.citation "
        "WHERE who.folded = :submitter)"
    ),
    "year": "p.document IN (SELECT key FROM documents WHERE year = :year)",
    "kind": "p.document IN (SELECT key FROM documents WHERE lower(kind) = lower(:kind))",
    "suggested_sdg": (
        "p.key IN (SELECT passage FROM passage_sdgs WHERE sdg = :suggested_sdg "
        "UNION SELECT passage FROM passage_suggested_sdgs WHERE sdg = :suggested_sdg)"
    ),
}


def conditions(filters: Filters, each: Mapping[str, str]) -> tuple[str, dict[str, object]]:
    """Return (the SQL of a condition on ``passages p``, the values it binds). ``each``: see ``CONDITIONS``."""
    values: dict[str, object] = {
        "document": filters.document,
        "chapter": None if filters.chapter is None else fold(filters.chapter),
        "sdg": filters.sdg,
        "motie": None if filters.motie is None else motie_id(filters.motie),
        "submitter": None if filters.submitter is None else fold(filters.submitter),
        "year": filters.year,
        "kind": filters.kind,
        "suggested_sdg": filters.suggested_sdg,
    }
    given = {name: value for name, value in values.items() if value is not None}
    return " AND ".join(each[name] for name in given) or "TRUE", given
