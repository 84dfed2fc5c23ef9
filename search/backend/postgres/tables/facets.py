"""Passages counted by what they can be filtered by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backend.postgres.access.adapting import as_keys
from search.backend.postgres.access.reading import conditions
from search.backend.tables.facets import COUNTS, facet_counts
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.backend.model import Facet, FacetCount
    from search.backend.postgres.access.reading import Reading

_COUNTS = COUNTS | {
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
        return facet_counts(self._reading.rows(sql, **values))
