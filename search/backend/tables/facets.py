"""Passages counted by what they can be filtered by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backend.model import FacetCount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.backend.model import Facet

#: Each gives (value, label, passages) of ``p``, the passages that count. Those of moties and submitters are each
#: store's own: they compare ids, of which upper and lower case are one, and what a citation leads to.
COUNTS: dict[Facet, str] = {
    "document": """
        SELECT d.id, d.title, count(*) FROM p JOIN documents d ON d.key = p.document GROUP BY d.key ORDER BY d.id""",
    "chapter": """
        SELECT p.chapter, p.chapter, count(*) FROM p JOIN documents d ON d.key = p.document WHERE p.chapter <> ''
        GROUP BY d.id, p.chapter ORDER BY d.id, min(p.ordinal)""",
    "sdg": """
        SELECT s.sdg, s.sdg, count(*) FROM p JOIN passage_sdgs s ON s.passage = p.key GROUP BY s.sdg ORDER BY s.sdg""",
    "year": """
        SELECT d.year, d.year, count(*) FROM p JOIN documents d ON d.key = p.document WHERE d.year IS NOT NULL
        GROUP BY d.year ORDER BY d.year DESC""",
    "kind": """
        SELECT min(d.kind), min(d.kind), count(*) FROM p JOIN documents d ON d.key = p.document WHERE d.kind <> ''
        GROUP BY lower(d.kind) ORDER BY lower(d.kind)""",
    "suggested_sdg": """
        SELECT own.sdg, own.sdg, count(*) FROM (
            SELECT p.key, s.sdg FROM p JOIN passage_sdgs s ON s.passage = p.key
            UNION SELECT p.key, s.sdg FROM p JOIN passage_suggested_sdgs s ON s.passage = p.key) own
        GROUP BY own.sdg ORDER BY own.sdg""",
}
COUNT_KINDS = (str | int, str | int, int)


def facet_counts(rows: Iterable[tuple[str | int, str | int, int]]) -> list[FacetCount]:
    """Return the counts that stand in the rows of such a statement."""
    return [FacetCount(value, str(label), count) for value, label, count in rows]
