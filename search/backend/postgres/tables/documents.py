"""Documents as wholes."""

from __future__ import annotations

from search.backend.tables.documents import TableDocuments


class PostgresDocuments(TableDocuments):
    """See search.backend.protocol.Documents."""

    counts = "passages, citations"
