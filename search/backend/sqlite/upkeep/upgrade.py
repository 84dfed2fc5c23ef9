"""A knowledge base that another version made, made again: a new store grows beside the old one until it is complete.

Another version of this program, with another layout, or of the model that ships, whose vectors cannot be compared. The
old store keeps its name, and so its list of documents, until the new one takes it in one step: whoever stops half-way
goes on later, and no search meanwhile takes the part that is read for the whole.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from search.backend.sqlite.checksums import seal_settings
from search.backend.sqlite.connection import STORE_NAME, Connection
from search.backend.sqlite.kept import intakes, questions
from search.backend.sqlite.schema import VERSION
from search.backend.sqlite.upkeep.own_files import own_place
from search.backend.sqlite.upkeep.replacing import alone, delete_store, kept_beside, take_place
from search.errors import SchemaVersionError, StoreDamagedError
from search.models.registry import DEFAULT_MODEL, shipped_fingerprint

if TYPE_CHECKING:
    import sqlite3

NEW_NAME = "kennisbank.nieuw.sqlite"
_OF = "rebuild"  # the setting that states of what a new store is made


@dataclass(frozen=True, slots=True)
class Rebuild:
    """A store being made again. ``sources``: the files that its documents were read from, in their order."""

    old: Path
    new: Path
    version: str
    sources: tuple[Path, ...]


def begin(folder: Path) -> Rebuild | None:
    """Begin to make the store in ``folder`` again, or go on with that; None where this version made it, or none is.

    What users corrected and which questions they keep is carried into the new store at once. Raises StoreBusyError
    while another program has the old store open: what it writes would be lost. StoreDamagedError when the file is no
    store at all, and StoreAccessError.
    """
    old, new = folder / STORE_NAME, folder / NEW_NAME
    if not old.is_file():
        return None
    version = _other_version(old)
    if version is None:
        delete_store(new)  # of a rebuild whose old store was replaced by other means
        return None
    with alone(old) as db:
        settings = dict(db.execute("SELECT name, value FROM meta WHERE name IN ('store', 'generation')"))
        sources = [Path(row[0]) for row in db.execute("SELECT source FROM documents ORDER BY rowid")]
        made_of = f"{settings.get('store', '')}:{settings.get('generation', '')}"
        if not _goes_on(new, made_of):
            delete_store(new)
        with closing(Connection.open(new)) as store, store.writing() as held:
            held.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_OF, made_of))
            held.db.executemany("INSERT OR IGNORE INTO corrections VALUES (?, ?, ?)", _corrections(db))
            intakes.carry_over(db, held.db)
            questions.carry_over(db, held.db)
            seal_settings(held.db)
    return Rebuild(old, new, version, tuple(_found(source, folder) for source in sources))


def finish(rebuild: Rebuild, *, complete: bool) -> Path | None:
    """Let the new store take the place of the old one, which is then gone.

    ``complete``: whether every document of the old store is in the new one; else the old one is kept under another
    name, which is returned. Raises StoreBusyError while another program has one of them open; then nothing is changed.
    """
    kept = None
    if not complete:
        with alone(rebuild.old):
            pass
        kept = _free(rebuild.old, rebuild.version)
        kept_beside(rebuild.old, kept)
    take_place(rebuild.new, rebuild.old)
    return kept


def _other_version(path: Path) -> str | None:
    """Its version, with its model's fingerprint where only that differs; None where this version made it."""
    try:
        with closing(Connection.open(path)) as store, store.reading() as held:
            if held.setting("encoder") != DEFAULT_MODEL or not held.has_documents():
                return None
            fingerprint = held.setting("fingerprint") or ""
            return None if fingerprint == shipped_fingerprint() else f"{VERSION}-{fingerprint}"
    except SchemaVersionError as error:
        return error.found


def _goes_on(new: Path, made_of: str) -> bool:
    """Whether a new store is there that was begun by this version for the old store as it is now."""
    if not new.is_file():
        return False
    try:
        with closing(Connection.open(new)) as store, store.reading() as held:
            begun = held.setting(_OF)
    except (SchemaVersionError, StoreDamagedError):
        return False
    return begun == made_of and _other_version(new) is None


def _corrections(db: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """What users corrected; nothing in a store of before corrections."""
    known = db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'corrections'").fetchone()
    return db.execute("SELECT document, name, value FROM corrections").fetchall() if known else []


def _found(source: Path, folder: Path) -> Path:
    """The file, in its place in this folder where the knowledge base was moved with the files that it keeps itself."""
    place = own_place(source)
    if place is None or source.exists():
        return source
    moved = folder.resolve() / place
    return moved if moved.is_file() else source


def _free(path: Path, version: str) -> Path:
    """A name for the old store that is not taken: kennisbank.versie-1.sqlite, then kennisbank.versie-1-2.sqlite."""
    number = 1
    while True:
        suffix = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}.versie-{version}{suffix}{path.suffix}")
        if not kept.exists():
            return kept
        number += 1
