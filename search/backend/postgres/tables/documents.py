"""Documents as wholes."""

from __future__ import annotations

from search.backend.tables.documents import TableDocuments


class PostgresDocuments(TableDocuments):
    """See search.backend.documents.Documents."""

    passages = "d.passages"
    citations = "d.citations"
    # Accents are taken off, the case of letters that have none is the ASCII one.
    folded = "lower(regexp_replace(normalize({0}, NFKD), '[\u0300-\u036f]', '', 'g'))"
    holds = "strpos({0}, {1}) > 0"
