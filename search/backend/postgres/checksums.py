"""Checksums over what is stored: one for each document, over all its rows.

A disk that returns other bits than were written goes unnoticed where PostgreSQL's own checksums of pages are off, and
so does whoever changes a row by hand. The server computes them: no row travels for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.backend.postgres.access.pool import Database

_PASSAGES = "(SELECT key FROM passages WHERE document = %(key)s)"
_OF_PASSAGE = f"passage IN {_PASSAGES}"
#: Table -> its columns, which of its rows belong to the document with this key, and their order.
DOCUMENT_TABLES = {
    "documents": (
        """key, id, title, publisher, year, kind, language, source, sha256, ingest_version, text, date, authors,
        text_sha256, encode(places, 'hex'), pages, facts, passages, citations, words, counts""",
        "key = %(key)s",
        "key",
    ),
    "corrections": (
        "document, name, value",
        "document = (SELECT id FROM documents WHERE key = %(key)s)",
        "name",
    ),
    "sections": ("position, level, kind, title, path, sdgs, page, line", "document = %(key)s", "position"),
    "footnotes": (
        'key, number, text, start, "end", marker, anchor_start, anchor_end, section, page',
        "document = %(key)s",
        "key",
    ),
    "citations": (
        """key, footnote_key, start, "end", text, kind, id, url, dossier, suffix, number, chamber, session_year, title,
        submitters, cosigned, verdict, likely_id, reason, replaces, footnote""",
        "document = %(key)s",
        "key",
    ),
    "citation_submitters": (
        "citation, position, folded, name",
        "citation IN (SELECT key FROM citations WHERE document = %(key)s)",
        "citation, position",
    ),
    "passages": (
        'key, id, ordinal, kind, start, "end", text, chapter, chapter_folded, section, section_path, page',
        "document = %(key)s",
        "key",
    ),
    "sentences": ('key, passage, start, "end"', _OF_PASSAGE, "key"),
    "passage_vectors": ("passage, encode(sha256(halfvec_send(vector)), 'hex')", _OF_PASSAGE, "passage"),
    "sentence_vectors": ("sentence, encode(sha256(halfvec_send(vector)), 'hex')", _OF_PASSAGE, "sentence"),
    "passage_sdgs": ("passage, sdg", _OF_PASSAGE, "passage, sdg"),
    "passage_suggested_sdgs": ("passage, position, sdg", _OF_PASSAGE, "passage, position"),
    "passage_footnotes": ("passage, position, footnote", _OF_PASSAGE, "passage, position"),
    "passage_citations": ("passage, position, citation", _OF_PASSAGE, "passage, position"),
    "abbreviations": ("short, long, stems, words", "document = %(key)s", "short, long"),
    "lexical": ("passage, length, own, terms, weights", _OF_PASSAGE, "passage"),
}
_ROWS = " UNION ALL ".join(
    f"SELECT {place} AS place, "  # noqa: S608 - names from this module
    f"sha256(convert_to(coalesce(string_agg(ROW({columns})::text, E'\\n' ORDER BY {order}), ''), 'UTF8')) AS digest "
    f"FROM {table} WHERE {rows}"
    for place, (table, (columns, rows, order)) in enumerate(DOCUMENT_TABLES.items())
)
_DIGEST = f"(SELECT encode(sha256(string_agg(digest, ''::bytea ORDER BY place)), 'hex') FROM ({_ROWS}) each)"  # noqa: S608
_SEAL = f"""
    INSERT INTO checksums (document, sha256) VALUES (%(key)s, {_DIGEST})
    ON CONFLICT (document) DO UPDATE SET sha256 = excluded.sha256"""  # noqa: S608
_IS_SOUND = f"SELECT sha256 = {_DIGEST} FROM checksums WHERE document = %(key)s"  # noqa: S608


def seal_document(db: Database, key: int) -> None:
    """Write the checksum of the document with this key, as the last of what is written of it."""
    db.execute(_SEAL, {"key": key})


def is_sound(db: Database, key: int) -> bool:
    """Tell whether all rows of the document with this key are as they were written."""
    row = db.execute(_IS_SOUND, {"key": key}).fetchone()
    return row is not None and bool(row[0])


def document_keys(db: Database) -> list[int]:
    """Return the keys of all documents."""
    return [key for (key,) in db.execute("SELECT key FROM documents ORDER BY key").fetchall()]
