"""Citations and the papers they name."""

from __future__ import annotations

from search.backend.tables.papers import TablePapers


class SqlitePapers(TablePapers):
    """See search.backend.protocol.Papers."""

    shown = """
        SELECT pc.citation, p.key FROM passage_citations pc JOIN passages p ON p.key = pc.passage
        WHERE {some} AND IN_SCOPE(p.document) ORDER BY p.kind = 'footnote' DESC, p.document, p.ordinal DESC"""
    asked = "AMONG(c.paper, :ids)"
