"""A knowledge base that another version made: kept aside, and its documents named so that they can be read again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from search.errors import SchemaVersionError, StoreDamagedError
from search.knowledge_base import STORE_NAME
from search.store import Store


def set_aside(folder: Path) -> tuple[Path, list[Path]] | None:
    """Rename the store in ``folder`` if another version made it; None if there is nothing to do.

    Returns where the old store is kept and the files that its documents were read from, in their order. Nothing is
    deleted. Raises StoreDamagedError when the file is no store at all.
    """
    path = folder / STORE_NAME
    if not path.is_file():
        return None
    try:
        Store.open(path).close()
    except SchemaVersionError as error:
        sources = _sources(path)
        kept = _free(path, error.found)
        path.rename(kept)
        return kept, sources
    return None


def _sources(path: Path) -> list[Path]:
    """The files the documents came from; closing the database also folds SQLite's side files into it."""
    try:
        with closing(sqlite3.connect(path)) as db:
            return [Path(row[0]) for row in db.execute("SELECT source FROM documents ORDER BY rowid")]
    except sqlite3.DatabaseError as error:
        raise StoreDamagedError(path, str(error)) from error


def _free(path: Path, version: str) -> Path:
    """A name for the old store that is not taken: kennisbank.versie-1.sqlite, then kennisbank.versie-1-2.sqlite."""
    number = 1
    while True:
        suffix = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}.versie-{version}{suffix}{path.suffix}")
        if not kept.exists():
            return kept
        number += 1
