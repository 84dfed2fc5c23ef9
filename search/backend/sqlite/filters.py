"""Filters -> SQL: the conditions that passages must meet, for use inside a search rather than after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.dutch.terms import fold

if TYPE_CHECKING:
    from search.model import Filters


def conditions(filters: Filters | None) -> tuple[str, list[object]]:
    """Return (SQL that follows ``FROM passages p``, its values) for the filters."""
    if filters is None:
        return "", []
    parts: list[str] = []
    values: list[object] = []
    if filters.document is not None:
        parts.append("p.document = (SELECT key FROM documents WHERE id = ?)")
        values.append(filters.document)
    if filters.chapter is not None:
        parts.append("instr(p.chapter_folded, ?) > 0")
        values.append(fold(filters.chapter))
    if filters.sdg is not None:
        parts.append("p.key IN (SELECT passage FROM passage_sdgs WHERE sdg = ?)")
        values.append(filters.sdg)
    if filters.motie is not None:
        id_ = paper_id(filters.motie)
        parts.append(
            "p.key IN (SELECT pc.passage FROM passage_citations pc JOIN citations c ON c.key = pc.citation "
            "WHERE c.id = ? OR c.likely_id = ?)"
        )
        values += [id_, id_]
    if filters.submitter is not None:
        parts.append(
            "p.key IN (SELECT pc.passage FROM citation_people who JOIN passage_citations pc ON pc.citation = "
            "who.citation WHERE who.folded = ?)"
        )
        values.append(fold(filters.submitter))
    if filters.year is not None:
        parts.append("p.document IN (SELECT key FROM documents WHERE year = ?)")
        values.append(filters.year)
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values


def paper_id(text: str) -> str:
    """Return the id that a filter on a motie means: "35925 36" is kst-35925-36."""
    id_ = text.strip().replace(" ", "-")
    return id_ if id_[:1].isalpha() else f"kst-{id_}"
