"""Passages counted by what they can be filtered by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backend.model import FacetCount
from search.backend.sqlite.reading import as_json
from search.backend.tables.facets import COUNT_KINDS, COUNTS, facet_counts
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.backend.model import Facet
    from search.backend.sqlite.filtering import Filtering

_TITLES = "SELECT key, id, title FROM documents WHERE key IN (SELECT value FROM json_each(:keys)) ORDER BY id"
_COUNTS = COUNTS | {
    # What is anywhere called a motie; the filter takes a passage under the printed and the likely id, so both count.
    "motie": """
        SELECT cited.id, cited.id, count(DISTINCT cited.key) FROM (
            SELECT p.key, c.id FROM p JOIN passage_citations pc ON pc.passage = p.key
            JOIN citations c ON c.key = pc.citation
            UNION SELECT p.key, c.likely_id FROM p JOIN passage_citations pc ON pc.passage = p.key
            JOIN citations c ON c.key = pc.citation) cited
        WHERE EXISTS (SELECT 1 FROM citations m WHERE m.paper = cited.id AND m.kind = 'motie' AND IN_SCOPE(m.document))
        GROUP BY cited.id""",
    # The view citation_people, from these passages on: whom a citation names, and whom others of the same paper name.
    # Names that differ in case or accents are one; the first spelling in the alphabet stands for them.
    "submitter": """
        SELECT min(who.name), min(who.name), count(DISTINCT who.key) FROM (
            SELECT p.key, s.folded, s.name FROM p JOIN passage_citations pc ON pc.passage = p.key
            JOIN citation_submitters s ON s.citation = pc.citation
            UNION SELECT p.key, s.folded, s.name FROM p JOIN passage_citations pc ON pc.passage = p.key
            JOIN citations c ON c.key = pc.citation JOIN citations named ON named.paper = c.paper
            JOIN citation_submitters s ON s.citation = named.key WHERE IN_SCOPE(named.document)) who
        GROUP BY who.folded""",
}


class SqliteFacets:
    """See search.backend.protocol.Facets."""

    def __init__(self, filtering: Filtering) -> None:
        self._filtering = filtering
        self._reading = filtering.reading

    def count(self, facet: Facet, among: Filters | Sequence[int]) -> list[FacetCount]:
        """Count the passages that pass filters, or those with these keys, by each value that occurs among them."""
        if not isinstance(among, Filters):
            return self._count(facet, as_json(among))
        keys = self._filtering.restricted(among)
        if keys is not None:
            return self._count_documents(keys) if facet == "document" else self._count(facet, as_json(keys.tolist()))
        # Of all passages: what a page shows that asks nothing.
        return self._filtering.derived.of().get(f"facet {facet}", lambda: self._count(facet, None))

    def _count_documents(self, keys: NDArray[np.int64]) -> list[FacetCount]:
        """Count passages by document, which their keys tell."""
        extents = self._filtering.extents
        rows, counts = np.unique(extents.locate(keys)[0], return_counts=True)
        passages = dict(zip(extents.documents[rows].tolist(), counts.tolist(), strict=True))
        found = self._reading.typed((int, str, str), _TITLES, keys=as_json(passages))
        return [FacetCount(id_, title, passages[key]) for key, id_, title in found]

    def _count(self, facet: Facet, keys: str | None) -> list[FacetCount]:
        where = "TRUE" if keys is None else "key IN (SELECT value FROM json_each(:keys))"
        sql = (
            "WITH p AS MATERIALIZED (SELECT key, document, ordinal, chapter FROM passages "  # noqa: S608 - values are bound
            f"WHERE {where} AND IN_SCOPE(document)) {_COUNTS[facet]}"
        )
        return facet_counts(self._reading.typed(COUNT_KINDS, sql, keys=keys))
