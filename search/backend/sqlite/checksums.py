"""Checksums over what is stored: one for each document, over all its rows, and one over the settings of the store.

SQLite notices a damaged page only where its structure breaks: a flipped bit in a heading, a number or a vector reads as
another heading, number or vector. Cells are taken as their bytes and types, so that nothing need be understood of them.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from search.backend.sqlite.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

_PASSAGES = "IN (SELECT key FROM passages WHERE document = :key)"
#: Table -> which of its rows belong to the document with the key ``:key``, and their order.
DOCUMENT_TABLES = {
    "documents": "key = :key",
    "corrections": "document = (SELECT id FROM documents WHERE key = :key) ORDER BY name",
    "extents": "document = :key",
    "sections": "document = :key ORDER BY position",
    "footnotes": "document = :key ORDER BY key",
    "citations": "document = :key ORDER BY key",
    "citation_submitters": (
        "citation IN (SELECT key FROM citations WHERE document = :key) ORDER BY citation, position"
    ),
    "passages": "document = :key ORDER BY key",
    "sentences": f"passage {_PASSAGES} ORDER BY key",
    "passage_vectors": f"passage {_PASSAGES} ORDER BY passage",
    "sentence_vectors": f"passage {_PASSAGES} ORDER BY passage",
    "passage_sdgs": f"passage {_PASSAGES} ORDER BY passage, sdg",
    "passage_suggested_sdgs": f"passage {_PASSAGES} ORDER BY passage, position",
    "passage_footnotes": f"passage {_PASSAGES} ORDER BY passage, position",
    "passage_citations": f"passage {_PASSAGES} ORDER BY passage, position",
    "abbreviations": "document = :key ORDER BY short, long",
    "lexical": f"rowid {_PASSAGES} ORDER BY rowid",
}
_SETTINGS = "SELECT name, value FROM meta WHERE name <> 'checksum' ORDER BY name"


def seal_document(db: sqlite3.Connection, key: int) -> None:
    """Write the checksum of the document with this key, as the last of what is written of it."""
    db.execute("INSERT OR REPLACE INTO checksums VALUES (?, ?)", (key, _of_document(db, key)))


def is_sound(db: sqlite3.Connection, key: int) -> bool:
    """Tell whether all rows of the document with this key are as they were written. Raises sqlite3.DatabaseError."""
    row = db.execute("SELECT CAST(sha256 AS BLOB) FROM checksums WHERE document = ?", (key,)).fetchone()
    return row is not None and row[0] == _of_document(db, key).encode()


def seal_settings(db: sqlite3.Connection) -> None:
    """Write the checksum of the settings, inside the transaction that changed one."""
    db.execute("INSERT OR REPLACE INTO meta VALUES ('checksum', ?)", (_of_settings(db),))


def settings_are_sound(db: sqlite3.Connection) -> bool | None:
    """Tell whether the settings are as they were written; None for a store of before checksums."""
    row = db.execute("SELECT value FROM meta WHERE name = 'checksum'").fetchone()
    return None if row is None else row[0] == _of_settings(db)


def _of_settings(db: sqlite3.Connection) -> str:
    digest = hashlib.sha256()
    for row in db.execute(_SETTINGS):
        digest.update(_bytes(str(cell).encode() for cell in row))
    return digest.hexdigest()


def _of_document(db: sqlite3.Connection, key: int) -> str:
    digest = hashlib.sha256()
    for table, statement in _statements():
        digest.update(_bytes([table.encode()]))
        for kinds, *cells in db.execute(statement, {"key": key}):
            digest.update(_bytes([kinds.encode(), *cells]))
    return digest.hexdigest()


def _bytes(cells: Iterable[bytes | None]) -> bytes:
    """Cells as bytes in which none can be taken for a part of its neighbour."""
    return b"".join(b"-" if cell is None else b"%d:%b" % (len(cell), cell) for cell in cells)


@cache
def _statements() -> tuple[tuple[str, str], ...]:
    """Each table with the statement that reads a document's rows: the types of the cells, then the bytes of each.

    The columns are those of the layout as this program knows it, whatever the file says.
    """
    found = []
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(TABLES)
        for table, rows in DOCUMENT_TABLES.items():
            names = [f'"{row[1]}"' for row in db.execute(f"PRAGMA table_info({table})")]
            if table == "lexical":
                names.append("rowid")
            kinds = " || ',' || ".join(f"typeof({name})" for name in names)
            cells = ", ".join(f"CAST({name} AS BLOB)" for name in names)
            found.append((table, f"SELECT {kinds}, {cells} FROM {table} WHERE {rows}"))  # noqa: S608 - our own names
    return tuple(found)
