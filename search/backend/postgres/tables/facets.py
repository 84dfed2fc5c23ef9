"""Passages counted by what they can be filtered by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backend.model import FacetCount
from search.backend.postgres.access.adapting import as_keys
from search.backend.postgres.access.reading import conditions
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.backend.model import Facet
    from search.backend.postgres.access.reading import Reading

# Each gives (value, label, passages) of ``p``, the passages that count.
_COUNTS: dict[Facet, str] = {
    "document": """
        SELECT d.id, d.title, count(*) FROM p JOIN documents d ON d.key = p.document GROUP BY d.id, d.title
        ORDER BY d.id""",
    "chapter": """
        SELECT p.chapter, p.chapter, count(*) FROM p JOIN documents d ON d.key = p.document WHERE p.chapter <> ''
        GROUP BY d.id, p.chapter ORDER BY d.id, min(p.ordinal)""",
    "sdg": """
        SELECT s.sdg, s.sdg, count(*) FROM p JOIN passage_sdgs s ON s.passage = p.key GROUP BY s.sdg ORDER BY s.sdg""",
    # What is anywhere called a motie; the filter takes a passage under the printed and the likely id, so both count.
    "motie": """
        SELECT min(ids.id), min(ids.id), count(DISTINCT p.key)
        FROM (SELECT key, id FROM citations UNION SELECT key, likely_id FROM citations) ids
        JOIN passage_citations pc ON pc.citation = ids.key JOIN p ON p.key = pc.passage
        WHERE lower(ids.id) IN (SELECT lower(paper) FROM citations WHERE kind = 'motie' AND IN_SCOPE(document))
        GROUP BY lower(ids.id)""",
    # Names that differ in case or accents are one; the first spelling in the alphabet stands for them.
    "submitter": """
        SELECT min(who.name), min(who.name), count(DISTINCT p.key) FROM citation_people who
        JOIN passage_citations pc ON pc.citation = who.citation JOIN p ON p.key = pc.passage GROUP BY who.folded""",
    "year": """
        SELECT d.year, d.year, count(*) FROM p JOIN documents d ON d.key = p.document WHERE d.year IS NOT NULL
        GROUP BY d.year ORDER BY d.year DESC""",
    "kind": """
        SELECT min(d.kind), min(d.kind), count(*) FROM p JOIN documents d ON d.key = p.document WHERE d.kind <> ''
        GROUP BY lower(d.kind) ORDER BY lower(d.kind)""",
    "suggested_sdg": """
        SELECT s.sdg, s.sdg, count(*) FROM p JOIN (
            SELECT sdg, passage FROM passage_sdgs UNION SELECT sdg, passage FROM passage_suggested_sdgs
        ) s ON s.passage = p.key GROUP BY s.sdg ORDER BY s.sdg""",
}


class PostgresFacets:
    """See search.backend.protocol.Facets."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def count(self, facet: Facet, among: Filters | Sequence[int]) -> list[FacetCount]:
        """Count the passages that pass filters, or those with these keys, by each value that occurs among them."""
        values: dict[str, object]
        if isinstance(among, Filters):
            where, values = conditions(among)
        else:
            where, values = "p.key = ANY(%(keys)s)", {"keys": as_keys(among)}
        sql = (
            "WITH p AS (SELECT key, document, ordinal, chapter FROM passages p "  # noqa: S608 - values are bound
            f"WHERE {where} AND IN_SCOPE(p.document)) {_COUNTS[facet]}"
        )
        return [FacetCount(value, str(label), count) for value, label, count in self._reading.rows(sql, **values)]
