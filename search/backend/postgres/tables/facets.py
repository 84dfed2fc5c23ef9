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

# From the passages on, which may be a hundred: a view of all citations would be made whole for them.
_CITED = """,
    cited AS (SELECT p.key AS passage, c.key AS citation, c.id, c.likely_id, c.paper
        FROM p JOIN passage_citations pc ON pc.passage = p.key JOIN citations c ON c.key = pc.citation)"""
_COUNTS = COUNTS | {
    # What is anywhere called a motie; the filter takes a passage under the printed and the likely id, so both count.
    "motie": f"""{_CITED}
        SELECT min(ids.id), min(ids.id), count(DISTINCT ids.passage)
        FROM (SELECT passage, id FROM cited UNION SELECT passage, likely_id FROM cited) ids
        WHERE EXISTS (SELECT 1 FROM citations m
            WHERE lower(m.paper) = lower(ids.id) AND m.kind = 'motie' AND IN_SCOPE(m.document))
        GROUP BY lower(ids.id)""",  # noqa: S608 - our own
    # Names that differ in case or accents are one; the first spelling in the alphabet stands for them. Who is behind a
    # citation: see ``citation_people``.
    "submitter": f"""{_CITED}
        SELECT min(who.name), min(who.name), count(DISTINCT who.passage) FROM (
            SELECT cited.passage, s.folded, s.name FROM cited JOIN citation_submitters s ON s.citation = cited.citation
            UNION
            SELECT cited.passage, s.folded, s.name FROM cited
            JOIN citations named ON lower(named.paper) = lower(cited.paper)
            JOIN citation_submitters s ON s.citation = named.key WHERE IN_SCOPE(named.document)
        ) who GROUP BY who.folded""",  # noqa: S608 - our own
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
