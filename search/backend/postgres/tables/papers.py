"""Citations and the papers they name."""

from __future__ import annotations

from search.backend.tables.papers import TablePapers


class PostgresPapers(TablePapers):
    """See search.backend.protocol.Papers."""

    shown = """
        SELECT DISTINCT ON (pc.citation) pc.citation, p.key
        FROM passage_citations pc JOIN passages p ON p.key = pc.passage
        WHERE {some} AND IN_SCOPE(p.document) ORDER BY pc.citation, p.kind = 'footnote', p.document DESC, p.ordinal"""
    asked = 'lower(c.paper) IN (SELECT lower(id COLLATE "C") FROM unnest(:ids::text[]) each (id))'
