"""When documents came in, noted with what is written of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from search.backend.tables.documents import text_sha256

if TYPE_CHECKING:
    import sqlite3

    from ingest.model import Document
    from search.backend.sqlite.connection import Transaction

_IS_KNOWN = "SELECT 1 FROM intakes WHERE document = ? AND (sha256 = ? OR text_sha256 = ?)"
_SAME = "UPDATE intakes SET sha256 = ?, text_sha256 = ? WHERE document = ?"
_WRITTEN = "INSERT OR REPLACE INTO intakes VALUES (?, ?, ?, ?, ?)"


def now() -> str:
    """Return the time of the clock, ISO 8601 in UTC, in seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def note_intake(held: Transaction, document: Document) -> None:
    """Note that a document comes in with the write under way.

    Not where its file or its text is the one known: a reader that reads better makes no new document, nor does a file
    that was saved again.
    """
    text = text_sha256(document.text)
    if held.db.execute(_IS_KNOWN, (document.id, document.sha256, text)).fetchone():
        held.db.execute(_SAME, (document.sha256, text, document.id))
        return
    row = (document.id, document.sha256, text, held.generation + 1, now())
    held.db.execute(_WRITTEN, row)


def forget_intake(db: sqlite3.Connection, document: str) -> None:
    """Forget when the document with this id came in, since it goes."""
    db.execute("DELETE FROM intakes WHERE document = ?", (document,))


def carry_over(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Let the store that is made again tell of documents what the old one does; of one of before intakes all are old.

    The new store goes on counting where the old one was, so that generations still tell what came before what.
    """
    names = {row[1] for row in old.execute("PRAGMA table_info(documents)")}
    if old.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'intakes'").fetchone():
        rows = old.execute("SELECT document, sha256, text_sha256, generation, time FROM intakes").fetchall()
    else:
        cells = ", ".join(name if name in names else "''" for name in ("sha256", "text_sha256"))
        rows = old.execute(f"SELECT id, {cells}, 0, '' FROM documents").fetchall()  # noqa: S608 - our own names
    new.executemany("INSERT OR IGNORE INTO intakes VALUES (?, ?, ?, ?, ?)", rows)
    reached = old.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
    new.execute(
        "UPDATE meta SET value = ?1 WHERE name = 'generation' AND CAST(value AS INTEGER) < CAST(?1 AS INTEGER)",
        (reached[0] if reached else "0",),
    )
