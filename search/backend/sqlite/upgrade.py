"""A knowledge base that another version made: kept aside, and its documents named so that they can be read again.

Another version of this program, with another layout, or of the model that ships, whose vectors cannot be compared.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from search.backend.sqlite.connection import STORE_NAME, Connection
from search.backend.sqlite.failures import translating_errors
from search.backend.sqlite.schema import VERSION
from search.errors import SchemaVersionError, StoreBusyError
from search.models.registry import DEFAULT_MODEL, shipped_fingerprint


def set_aside(folder: Path) -> tuple[Path, list[Path]] | None:
    """Rename the store in ``folder`` if another version made it, or of the model in it; None if neither did.

    Returns where the old store is kept and the files that its documents were read from, in their order. Nothing is
    deleted, and what users corrected goes along into the new store. Raises StoreBusyError while another program has the
    old store open, StoreDamagedError when the file is no store at all, and StoreAccessError.
    """
    path = folder / STORE_NAME
    if not path.is_file():
        return None
    try:
        version = _with_older_model(path)
    except SchemaVersionError as error:
        version = error.found
    if version is None:
        return None
    sources = _sources(path)
    corrections = _corrections(path)
    kept = _free(path, version)
    path.rename(kept)
    if corrections:
        _carry(path, corrections)
    return kept, sources


def _with_older_model(path: Path) -> str | None:
    """Its version and its model's fingerprint, where its vectors are of another version of the model that ships.

    Raises SchemaVersionError.
    """
    with closing(Connection.open(path)) as store, store.reading() as held:
        if held.setting("encoder") != DEFAULT_MODEL or not held.has_documents():
            return None
        fingerprint = held.setting("fingerprint") or ""
        return None if fingerprint == shipped_fingerprint() else f"{VERSION}-{fingerprint}"


def _sources(path: Path) -> list[Path]:
    """The files the documents came from; closing the database also folds SQLite's side file into it.

    Raises StoreBusyError where that stays: who else has the store open would write on in a file that was renamed.
    """
    with translating_errors(path), closing(sqlite3.connect(path)) as db:
        sources = [Path(row[0]) for row in db.execute("SELECT source FROM documents ORDER BY rowid")]
    if path.with_name(f"{path.name}-wal").exists():
        raise StoreBusyError(path)
    return sources


def _corrections(path: Path) -> list[tuple[str, str, str]]:
    """What users corrected; nothing in a store of before corrections."""
    with translating_errors(path), closing(sqlite3.connect(path)) as db:
        known = db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'corrections'").fetchone()
        return db.execute("SELECT document, name, value FROM corrections").fetchall() if known else []


def _carry(path: Path, corrections: list[tuple[str, str, str]]) -> None:
    """Write corrections into a new store."""
    with closing(Connection.open(path)) as store, store.writing() as held:
        held.db.executemany("INSERT INTO corrections VALUES (?, ?, ?)", corrections)


def _free(path: Path, version: str) -> Path:
    """A name for the old store that is not taken: kennisbank.versie-1.sqlite, then kennisbank.versie-1-2.sqlite."""
    number = 1
    while True:
        suffix = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}.versie-{version}{suffix}{path.suffix}")
        if not kept.exists():
            return kept
        number += 1
