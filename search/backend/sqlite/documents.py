"""Documents as wholes."""

from __future__ import annotations

from search.backend.tables.documents import TableDocuments


class SqliteDocuments(TableDocuments):
    """See search.backend.protocol.Documents."""

    counts = """
        (SELECT count(*) FROM passages p WHERE p.document = d.key),
        (SELECT count(*) FROM citations c WHERE c.document = d.key)"""
